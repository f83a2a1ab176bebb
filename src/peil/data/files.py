"""Read a data file of any kind into one plain value: named columns, and what the file says about them.

CSV, Excel (.xlsx), SPSS (.sav) and Parquet all become a RawTable that gives every cell as a text as a researcher would
write it: "8" and never "8.0", dates as 2013-12-05, "" where a cell is empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import fastexcel
import numpy as np
import polars as pl
from numpy.typing import NDArray

from peil.data import cells, wording
from peil.data.csvfile import read_csv
from peil.data.labels import ColumnLabels, MultipleSet
from peil.data.savfile import read_sav
from peil.errors import DataError, Place, Problem

CSV_SUFFIXES = (".csv", ".tsv", ".txt")
SUFFIXES = (*CSV_SUFFIXES, ".xlsx", ".sav", ".parquet")


@dataclass(frozen=True)
class RawTable:
    """The cells of one data file. `file` is the name that messages use.

    `names`: the header as it stands in the file. `frame`: the cells, texts or numbers, null or "" where empty; its own
    names are the positions "0", "1" ... of the columns, because a file may have the same name twice. `lines`: (rows,)
    where each row stands in the file: the line of a CSV file, the row of a sheet, the number of the case otherwise.
    `ordinals`: (rows,) the number of the row, from 1.
    """

    file: str
    names: tuple[str, ...]
    frame: pl.DataFrame
    lines: NDArray[np.int64]
    ordinals: NDArray[np.int64]
    labels: Mapping[str, ColumnLabels] = field(default_factory=dict)
    sets: tuple[MultipleSet, ...] = ()

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.lines)

    def positions(self, name: str) -> list[int]:
        """Columns with this name: exactly, else without blanks around it and an asterisk before it, else in any case.

        Trackers rename `Q9BOARDING` to `Q9Boarding` from one year to the next; what fits more than one is refused.
        """
        if name in self._positions:
            return self._positions[name]
        for same in (plain_name, _any_case):
            found = [position for position, other in enumerate(self.names) if same(other) == same(name)]
            if found:
                return found
        return []

    @cached_property
    def _positions(self) -> Mapping[str, list[int]]:
        """By name as it stands in the file."""
        found: dict[str, list[int]] = {}
        for position, name in enumerate(self.names):
            found.setdefault(name, []).append(position)
        return found

    def texts(self, position: int) -> pl.Series:
        """(rows,) the cells of a column, without spaces around them."""
        return cells.texts(self.frame.to_series(position))

    def distinct(self, position: int) -> cells.Distinct:
        """(rows,) the distinct texts of a column, and which of them every cell holds."""
        return cells.distinct(self.frame.to_series(position))

    def numbers(self, position: int) -> NDArray[np.float64] | None:
        """(rows,) the cells of a column that holds numbers, NaN where empty; None of any other column."""
        return cells.numbers(self.frame.to_series(position))

    def filled(self) -> NDArray[np.bool_]:
        """(rows,) whether anything stands in the row."""
        found = np.zeros(self.rows, np.bool_)
        # Numbers first: a column of them without gaps answers for all rows.
        for series in sorted(self.frame.get_columns(), key=lambda column: column.dtype == pl.String):
            if found.all():
                break
            found |= cells.filled(series)
        return found

    def label(self, name: str) -> ColumnLabels:
        """What the file says about a column; nothing for most kinds of file."""
        return self.labels.get(name, ColumnLabels())

    def only(self, keep: NDArray[np.bool_]) -> RawTable:
        """The same table with these rows."""
        if keep.all():
            return self
        frame = self.frame.filter(pl.Series(keep))
        return replace(self, frame=frame, lines=self.lines[keep], ordinals=self.ordinals[keep])


def plain_name(name: str) -> str:
    """The name of a column without blanks around it and without the asterisk that some exports put first."""
    return name.strip().removeprefix("*").strip()


def _any_case(name: str) -> str:
    return plain_name(name).casefold()


def read_file(path: Path, name: str = "", sheet: str | None = None) -> RawTable:
    """The table in a data file. `name` is what messages call the file; `sheet` is for Excel, default the first.

    Raises DataError with everything that is wrong with the form of the file.
    """
    file = name or path.as_posix()
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        expected = f"a data file that ends in {wording.listed(SUFFIXES)}"
        raise DataError([Problem(Place(file), "kind of file", suffix or "no ending", expected)])
    try:
        content = path.read_bytes()
    except OSError as error:
        found = f"a file that cannot be read ({error.strerror})"
        raise DataError([Problem(Place(file), "data file", found, "a file that may be read")]) from error
    if not content:
        raise DataError([_empty(file)])
    table = _table(content, path, file, sheet)
    if not table.names or not table.rows:
        raise DataError([_empty(file, header=bool(table.names))])
    return table


def _empty(file: str, header: bool = False) -> Problem:
    found = "a header and no rows" if header else "an empty file"
    return Problem(Place(file), "data file", found, "a header and at least one row")


def _table(content: bytes, path: Path, file: str, sheet: str | None) -> RawTable:
    match path.suffix.lower():
        case ".xlsx":
            return _excel(content, file, sheet)
        case ".sav":
            return _sav(path, file)
        case ".parquet":
            return _parquet(content, file)
        case _:
            csv = read_csv(content, file)
            return RawTable(file, csv.header, csv.frame, csv.lines, _numbered(csv.frame))


def _numbered(frame: pl.DataFrame) -> NDArray[np.int64]:
    return np.arange(1, frame.height + 1)


def unreadable(file: str, what: str, why: Exception) -> DataError:
    lines = str(why).strip().splitlines() or [type(why).__name__]
    remedy = "Open it in the program that made it and save it again."
    return DataError([Problem(Place(file), "data file", f"a file that cannot be read ({lines[0]})", what, remedy)])


def _excel(content: bytes, file: str, sheet: str | None) -> RawTable:
    try:
        workbook = fastexcel.read_excel(content)
        names = workbook.sheet_names
        if sheet is not None and sheet not in names:
            near = wording.nearest(sheet, names)
            remedy = f"Did you mean {near!r}?" if near else ""
            expected = f"one of the sheets {wording.listed(names)}"
            raise DataError([Problem(Place(file), "sheet", repr(sheet), expected, remedy)])
        loaded = workbook.load_sheet(sheet if sheet is not None else 0, header_row=None, dtypes="string")
        sheet_cells = loaded.to_polars()
    except fastexcel.FastExcelError as error:
        raise unreadable(file, "an Excel workbook (.xlsx)", error) from error
    texts = sheet_cells.select(_excel_text(pl.col(name)) for name in sheet_cells.columns)
    filled = np.flatnonzero(texts.select(~pl.all_horizontal(pl.all() == "")).to_series().to_numpy())
    if not len(filled):
        return RawTable(file, (), pl.DataFrame(), np.empty(0, np.int64), np.empty(0, np.int64))
    first = int(filled[0])
    return _without_unnamed(
        RawTable(
            file,
            tuple(texts.row(first)),
            texts.rename(lambda name: str(sheet_cells.columns.index(name))).slice(first + 1),
            np.arange(first + 2, texts.height + 1),
            np.arange(1, texts.height - first),
        )
    )


def _excel_text(cell: pl.Expr) -> pl.Expr:
    """A cell of a sheet as text: midnight is left off a date, and an empty cell is ""."""
    text = cell.cast(pl.String).fill_null("").str.strip_chars()
    return text.str.replace(r"^(\d{4}-\d\d-\d\d) 00:00:00$", "$1")


def _without_unnamed(table: RawTable) -> RawTable:
    """Columns without a name and without a cell are margins of a sheet."""
    keep = [
        position
        for position, name in enumerate(table.names)
        if name.strip() or table.texts(position).str.len_chars().sum()
    ]
    frame = table.frame.select(pl.nth(position).alias(str(new)) for new, position in enumerate(keep))
    return replace(table, names=tuple(table.names[position] for position in keep), frame=frame)


def _parquet(content: bytes, file: str) -> RawTable:
    try:
        frame = pl.read_parquet(content)
    except pl.exceptions.PolarsError as error:
        raise unreadable(file, "a Parquet file", error) from error
    return from_typed(frame, file)


def _sav(path: Path, file: str) -> RawTable:
    sav = read_sav(path, file)
    return replace(from_typed(sav.frame, file), labels=sav.labels, sets=sav.sets)


def from_typed(frame: pl.DataFrame, file: str) -> RawTable:
    """A table of typed columns; numbers and truths stay what they are, all else is written out."""
    nested = [name for name, kind in frame.schema.items() if kind.is_nested()]
    if nested:
        expected = "columns of single values"
        raise DataError([Problem(Place(file), f"column {name}", f"{frame.schema[name]}", expected) for name in nested])
    columns = frame.select(
        (pl.col(name) if _kept(kind) else cells.written(pl.col(name), kind).fill_null("")).alias(str(position))
        for position, (name, kind) in enumerate(frame.schema.items())
    )
    numbers = _numbered(frame)
    return RawTable(file, tuple(frame.columns), columns, numbers, numbers)


def _kept(kind: pl.DataType) -> bool:
    return kind.is_integer() or kind.is_float() or kind == pl.Boolean


def repeated_names(table: RawTable) -> Mapping[str, int]:
    """Names that stand more than once in the header, with how often."""
    return {name: count for name, count in Counter(table.names).items() if count > 1 and name.strip()}
