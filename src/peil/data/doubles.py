"""Respondents who stand in a file more than once, found without all of the file in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peil.data.files import RawTable
from peil.data.ledger import Ledger
from peil.data.respondents import missing_columns, of_wave, rows_to_keep
from peil.data.wavetable import WaveTable
from peil.study.model import Survey, Wave

Tables = Callable[[], Iterable[RawTable]]


@dataclass(frozen=True)
class Doubles:
    """`left_out`: numbers of the rows that the data rules of the study leave out."""

    left_out: NDArray[np.int64]


def find_doubles(survey: Survey, wave: Wave, tables: Tables, ledger: Ledger) -> Doubles:
    """Who stands in the file of a wave more than once? Treated as the data rules say; told to the ledger.

    Goes through the tables once, and keeps a number of eight bytes for every row, twice while these are sorted; where
    two are the same, once more for the keys behind them.
    """
    if not wave.key:
        return Doubles(np.empty(0, np.int64))
    numbers = [part.keys.hash().to_numpy() for part in _keys(survey, wave, tables())]
    every = np.sort(np.concatenate(numbers)) if numbers else np.empty(0, np.uint64)
    repeated = np.unique(every[1:][every[1:] == every[:-1]])
    if not len(repeated):
        return Doubles(np.empty(0, np.int64))
    found = [part.only(np.isin(part.keys.hash().to_numpy(), repeated)) for part in _keys(survey, wave, tables())]
    keys = pl.concat([part.keys for part in found])
    lines, ordinals = (np.concatenate([getattr(part, name) for part in found]) for name in ("lines", "ordinals"))
    table = RawTable(found[0].file, (wave.key,), pl.DataFrame({"0": keys}), lines, ordinals)
    keep = rows_to_keep(keys, np.zeros(len(keys), np.bool_), WaveTable(survey, wave, table, ledger))
    return Doubles(ordinals[~keep])


@dataclass(frozen=True)
class _Keys:
    """(rows,) keys of the respondents of a wave in one table, and where they stand."""

    file: str
    keys: pl.Series
    lines: NDArray[np.int64]
    ordinals: NDArray[np.int64]

    def only(self, keep: NDArray[np.bool_]) -> _Keys:
        return _Keys(self.file, self.keys.filter(pl.Series(keep)), self.lines[keep], self.ordinals[keep])


def _keys(survey: Survey, wave: Wave, tables: Iterable[RawTable]) -> Iterator[_Keys]:
    for table in tables:
        # What is wrong with the columns is told when the answers are read.
        data = WaveTable(survey, wave, table, Ledger())
        missing = missing_columns(data)
        if wave.key in missing:
            return
        here = of_wave(data, missing)
        keys = here.texts(wave.key)
        yield _Keys(table.file, keys, here.table.lines, here.table.ordinals).only((keys != "").to_numpy())
