"""The rows of a CSV file that a person keeps, with the line on which each begins; faults of its form as problems."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from peil.errors import Place, Problem
from peil.study.wording import listed, suggestion


@dataclass(frozen=True)
class Columns:
    """The columns that a file has: those that it must have, and those that it may leave out."""

    needed: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Both."""
        return self.needed + self.optional


@dataclass(frozen=True)
class Row:
    """A row: its cells by column, without spaces around them, "" for a column that the file left out."""

    place: Place
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def problem(self, column: str, expected: str, remedy: str = "") -> Problem:
        """What is wrong with a cell."""
        found = f"`{self[column]}`" if self[column] else "nothing"
        return Problem(self.place, column, found, expected, remedy)


def read_rows(file: Path, columns: Columns, problems: list[Problem]) -> tuple[Row, ...]:
    """The rows of a file below its header; what is wrong with the form of the file is added to `problems`."""
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        remedy = "Save the file as CSV UTF-8."
        problems.append(Problem(Place(file.name, line), "the file", "a byte that is not UTF-8", "UTF-8", remedy))
        return ()
    records = list(_records(text, file.name, problems))
    if not records:
        problems.append(Problem(Place(file.name), "the file", "nothing in it", _header(columns)))
        return ()
    (place, header), *rest = records
    wrong = list(_header_problems(place, header, columns))
    problems.extend(wrong)
    if wrong:
        return ()
    rows = []
    for where, cells in rest:
        if len(cells) != len(header):
            remedy = "Put a text with a comma in it in double quotes."
            problems.append(
                Problem(where, "the row", f"{len(cells)} cells", f"{len(header)}, as in the header", remedy)
            )
        else:
            rows.append(Row(where, dict(zip(header, cells, strict=True))))
    return tuple(rows)


def _records(text: str, file: str, problems: list[Problem]) -> Iterator[tuple[Place, list[str]]]:
    """Every record that is not empty, with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield Place(file, line), stripped
            line = reader.line_num + 1
    except csv.Error as error:
        remedy = "A text in double quotes ends with one; inside such a text a double quote is written twice."
        problems.append(Problem(Place(file, line), "the row", str(error), "comma-separated values", remedy))


def _header(columns: Columns) -> str:
    return f"a header with the columns {', '.join(columns.needed)}"


def _header_problems(place: Place, header: Sequence[str], columns: Columns) -> Iterator[Problem]:
    for name in dict.fromkeys(header):
        if name not in columns.all:
            known = f"Known columns: {listed(columns.all, 'and')}."
            yield Problem(place, "the header", f"column `{name}`", "", suggestion(name, columns.all, known))
        elif header.count(name) > 1:
            yield Problem(place, "the header", f"column `{name}` {header.count(name)} times", "every column once")
    missing = [name for name in columns.needed if name not in header]
    if missing:
        yield Problem(place, "the header", f"no column {listed(missing)}", _header(columns))
