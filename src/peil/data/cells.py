"""The cells of a column, typed or written: as texts, as distinct texts, as numbers.

A column of a Parquet or SPSS file keeps its numbers until somebody asks for texts: of a million grades only the eleven
distinct ones are ever written out.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

T = TypeVar("T", bound=Hashable)
# Whole numbers this far apart at most are told apart by position, without hashing; those a byte can tell, by a byte.
_RANGE = 60_000
_BYTE = 253
_BYTES = (pl.Int8, pl.UInt8)
_LARGEST_WHOLE = 1e15
# Up to this number of rows Python has looked up all texts before polars has planned how to.
_FEW = 20_000


@dataclass(frozen=True)
class Distinct:
    """The distinct texts of a column, and for every row the position of its text among them.

    Where `marks` are given the cells are bytes, and these stand for the texts: a table of bytes turns all of them into
    what they mean, several times as fast as positions do.
    """

    texts: list[str]
    cells: NDArray[np.integer] | bytes
    marks: bytes = b""

    @property
    def index(self) -> NDArray[np.integer]:
        """(rows,) the position of every cell's text."""
        if not isinstance(self.cells, bytes):
            return self.cells
        return self._translated(np.arange(len(self.texts), dtype=np.uint8), self.cells)

    def of_rows(self, meant: NDArray[np.int16]) -> NDArray[np.int16]:
        """(rows,) what every cell means; `meant`: (texts,) what each of the texts does."""
        if not len(meant):
            return np.empty(0, np.int16)
        narrow = meant.astype(np.int8)
        codes: NDArray[np.int16]
        if isinstance(self.cells, bytes) and (narrow == meant).all():
            codes = self._translated(narrow, self.cells).astype(np.int16)
        else:
            codes = meant[self.index]
        return codes

    def _translated(self, meant: NDArray[Any], cells: bytes) -> NDArray[Any]:
        table = np.zeros(256, meant.dtype)
        table[list(self.marks)] = meant
        return np.frombuffer(cells.translate(table.tobytes()), meant.dtype)


def written(cell: pl.Expr, kind: pl.DataType) -> pl.Expr:
    """The cells of a typed column as a researcher would write them; null where empty."""
    if kind.is_float():
        whole = cell.is_finite() & (cell == cell.round(0)) & (cell.abs() < _LARGEST_WHOLE)
        text = pl.when(cell.is_nan()).then(None).otherwise(cell.cast(pl.String))
        return pl.when(whole).then(pl.when(whole).then(cell).cast(pl.Int64).cast(pl.String)).otherwise(text)
    if kind == pl.Boolean:
        return cell.cast(pl.Int8).cast(pl.String)
    if isinstance(kind, pl.Datetime):
        return cell.dt.to_string("%Y-%m-%d %H:%M:%S").str.replace(r" 00:00:00$", "")
    return cell.cast(pl.String)


def texts(cells: pl.Series) -> pl.Series:
    """(rows,) the cells as texts without spaces around them, "" where a cell is empty."""
    text = written(pl.col("cells"), cells.dtype).fill_null("").str.strip_chars()
    return pl.select(cells.alias("cells")).select(text).to_series()


def filled(cells: pl.Series) -> NDArray[np.bool_]:
    """(rows,) whether anything stands in the cell."""
    if cells.dtype == pl.String:
        return (cells.str.strip_chars() != "").fill_null(False).to_numpy()
    if cells.dtype.is_float():
        cells = cells.fill_nan(None)
    return cells.is_not_null().to_numpy()


def numbers(cells: pl.Series) -> NDArray[np.float64] | None:
    """(rows,) the numbers of a column that holds numbers, NaN where empty; None of any other column."""
    return cells.cast(pl.Float64).fill_null(np.nan).to_numpy() if cells.dtype.is_numeric() else None


def distinct(cells: pl.Series) -> Distinct:
    """(rows,) cells as their distinct texts and an index: in the order of the file, whole numbers by size."""
    whole = _whole(cells)
    low, high = (None, None) if whole is None else (whole.min(), whole.max())
    if whole is not None and isinstance(low, int) and isinstance(high, int) and high - low <= _RANGE:
        return (_by_byte if high - low <= _BYTE else _by_position)(whole, low, high)
    if len(cells) <= _FEW:
        return _one_by_one(cells if cells.dtype == pl.String else texts(cells))
    return _by_text(texts(cells))


def _whole(cells: pl.Series) -> pl.Series | None:
    """The cells as whole numbers, null where empty; None where any is something else."""
    if cells.dtype == pl.Boolean:
        return cells.cast(pl.Int8)
    if cells.dtype.is_integer():
        return cells
    if not cells.dtype.is_float():
        return None
    cells = cells.fill_nan(None)
    if not (cells.is_finite() & (cells.abs() < _LARGEST_WHOLE) & (cells == cells.round(0))).all():
        return None
    return cells.cast(pl.Int64)


def _by_byte(whole: pl.Series, low: int, high: int) -> Distinct:
    """By the lowest eight bits: numbers so close together differ there. Empty cells get what no number has."""
    if whole.dtype in _BYTES:
        small, first = whole, 0
    else:
        small, first = (_roomy(whole) - low).cast(pl.UInt8), low
    empty = (high + 1 - first) & 255
    cells = small.fill_null(empty - 256 if small.dtype == pl.Int8 and empty > 127 else empty).to_numpy().tobytes()
    texts = {empty: ""} | {(number - first) & 255: str(number) for number in range(low, high + 1)}
    # What is there is found at once; what is not costs a look at all cells, a hundredth of a millisecond a million.
    marks = bytes(mark for mark in texts if cells.find(mark) >= 0)
    return Distinct([texts[mark] for mark in marks], cells, marks)


def _by_position(whole: pl.Series, low: int, high: int) -> Distinct:
    """By the distance to the lowest number; position 0 is that of empty cells."""
    place = (_roomy(whole) - low).cast(pl.UInt16) + 1
    places = place.fill_null(0).to_numpy()
    found = np.flatnonzero(np.bincount(places, minlength=high - low + 2))
    index = np.zeros(high - low + 2, np.uint16)
    index[found] = np.arange(len(found))
    return Distinct([str(low + one - 1) if one else "" for one in found.tolist()], index.take(places))


def _roomy(whole: pl.Series) -> pl.Series:
    """The same numbers in a type that can hold the distance to the lowest."""
    return whole.cast(pl.Int32) if whole.dtype in (*_BYTES, pl.Int16, pl.UInt16) else whole


def _one_by_one(series: pl.Series) -> Distinct:
    """The distinct texts, of which the few that there are lose the spaces around them."""
    values = series.to_list()
    found = _numbered(values)
    index = np.fromiter(map(found.__getitem__, values), np.int32, len(values))
    written = _stripped(["" if text is None else text for text in found])
    bare = _numbered(written)
    return Distinct(
        list(bare), index if len(bare) == len(found) else np.array([bare[one] for one in written], np.int32)[index]
    )


def _numbered(values: Iterable[T]) -> dict[T, int]:
    """The different values, numbered as they come."""
    return {value: place for place, value in enumerate(dict.fromkeys(values))}


def _stripped(found: list[str]) -> list[str]:
    """Texts without spaces around them. Python strips whatever polars does, and asking it costs less."""
    return found if all(text == text.strip() for text in found) else texts(pl.Series(found)).to_list()


def _by_text(series: pl.Series) -> Distinct:
    values = series.unique(maintain_order=True)
    if not len(values):
        return Distinct([], np.empty(0, np.int32))
    places = pl.Series(np.arange(len(values), dtype=np.int32))
    return Distinct(values.to_list(), series.replace_strict(values, places, return_dtype=pl.Int32).to_numpy())
