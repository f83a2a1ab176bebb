"""One wave's rows of a file while they are being harmonised, and the distinct texts of their columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peil.data.files import RawTable
from peil.data.ledger import Ledger
from peil.data.meaning import in_wave
from peil.study.model import Multiple, Question, Single, Survey, Wave


@dataclass(frozen=True)
class WaveTable:
    """One wave's rows, and where to write down what is odd in them."""

    survey: Survey
    wave: Wave
    table: RawTable
    ledger: Ledger

    def texts(self, column: str) -> pl.Series:
        """(rows,) the cells of a column that is known to exist."""
        return self.table.texts(self.table.positions(column)[0])

    def given(self, question: Question) -> list[int]:
        """Positions of the answers that could be given in this wave."""
        answers = question.kind.answers if isinstance(question.kind, Single | Multiple) else ()
        return [place for place, answer in enumerate(answers) if in_wave(answer, self.survey, self.wave.label)]

    def lines(self, rows: NDArray[np.bool_]) -> list[int]:
        """Where these rows stand in the file."""
        return [int(line) for line in self.table.lines[rows]]


@dataclass(frozen=True)
class Distinct:
    """The distinct texts of a column, and for every row the position of its text among them."""

    texts: list[str]
    index: NDArray[np.int32]


def distinct(series: pl.Series) -> Distinct:
    """(rows,) texts as their distinct values, in the order of the file, and an index."""
    values = series.unique(maintain_order=True)
    if not len(values):
        return Distinct([], np.empty(0, np.int32))
    numbers = pl.Series(np.arange(len(values), dtype=np.int32))
    return Distinct(values.to_list(), series.replace_strict(values, numbers, return_dtype=pl.Int32).to_numpy())
