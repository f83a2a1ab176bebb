"""Read a CSV file: find its separator and its rows, refuse what would be read wrongly, then let polars do the work.

A file is looked through once as bytes before polars sees it, because polars fills short rows silently, renames
columns that have the same name, and counts rows where a researcher's editor counts lines.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peil.data import wording
from peil.errors import DataError, Place, Problem

SEPARATORS = (",", ";", "\t")
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs"}
_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BLOCK = 1 << 24
_QUOTE, _NEWLINE, _RETURN = 34, 10, 13
_ENCODING_REMEDY = "Save it as CSV UTF-8: in Excel 'Save as' > 'CSV UTF-8', or `iconv -f {source} -t UTF-8`."


@dataclass(frozen=True)
class CsvContent:
    """Header, cells as they stand in the file (null or "" where empty), and the line on which each row begins."""

    header: tuple[str, ...]
    frame: pl.DataFrame
    lines: NDArray[np.int64]


@dataclass(frozen=True)
class _Layout:
    """Where the records of a file begin and end (bytes), on which line they begin, and where its quotes are."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    lines: NDArray[np.int64]
    quotes: NDArray[np.int64]


def read_csv(content: bytes, file: str) -> CsvContent:
    """The cells of a CSV file as texts; DataError with every fault of its form."""
    text = _utf8(content, file)
    separator, text = _separator(text)
    layout = _layout(text)
    problems = _quote_problems(text, layout, separator, file)
    if problems:
        raise DataError(problems)
    if not len(layout.starts):
        return CsvContent((), pl.DataFrame(), np.empty(0, np.int64))
    header = _cells(text[layout.starts[0] : layout.ends[0]], separator)
    problems = _width_problems(text, layout, separator, (file, len(header)))
    if problems:
        raise DataError(problems)
    names = [f"{position}" for position in range(len(header))]
    rest = text[layout.starts[1] :] if len(layout.starts) > 1 else b""
    return CsvContent(tuple(header), _frame(rest, names, separator), layout.lines[1:])


def _frame(content: bytes, names: Sequence[str], separator: str) -> pl.DataFrame:
    schema = dict.fromkeys(names, pl.String)
    if not content:
        return pl.DataFrame(schema=schema)
    return pl.read_csv(content, has_header=False, schema=schema, separator=separator, quote_char='"')


def _utf8(content: bytes, file: str) -> bytes:
    """The bytes without a byte-order mark, once it is sure that they are UTF-8."""
    if content.startswith(_UTF16):
        remedy = _ENCODING_REMEDY.format(source="UTF-16")
        raise DataError([Problem(Place(file), "encoding", "UTF-16 at byte 0", "UTF-8", remedy)])
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{content[error.start]:02X} at byte position {error.start}"
        remedy = _ENCODING_REMEDY.format(source="WINDOWS-1252")
        raise DataError([Problem(Place(file, line), "encoding", found, "UTF-8", remedy)]) from error
    return content.removeprefix(_BOM)


def _separator(content: bytes) -> tuple[str, bytes]:
    """The separator that occurs most in the header, outside quotes; Excel's own line `sep=;` is obeyed."""
    first = content.split(b"\n", 1)[0].strip(b"\r")
    if first[:4] == b"sep=" and first[4:].decode("utf-8") in SEPARATORS:
        # The line is emptied, not removed, so that line numbers stay those of the file.
        return first[4:].decode("utf-8"), content[len(first) :]
    bare = b"".join(first.split(b'"')[::2])
    counts = [bare.count(mark.encode()) for mark in SEPARATORS]
    return SEPARATORS[counts.index(max(counts))], content


def _layout(content: bytes) -> _Layout:
    """Records end at a newline that does not stand between quotes. Blank lines before the header are passed over."""
    data = np.frombuffer(content, np.uint8)
    newlines = np.flatnonzero(data == _NEWLINE)
    quotes = np.flatnonzero(data == _QUOTE)
    outside = np.searchsorted(quotes, newlines) % 2 == 0
    ends = newlines[outside]
    lines = np.concatenate(([1], np.flatnonzero(outside) + 2))
    starts = np.concatenate(([0], ends + 1))
    ends = np.append(ends, len(content))
    if starts[-1] == len(content):
        starts, ends, lines = starts[:-1], ends[:-1], lines[:-1]
    first = 0
    while first < len(starts) and not content[starts[first] : ends[first]].strip():
        first += 1
    return _Layout(starts[first:], ends[first:], lines[first:], quotes)


def _quote_problems(content: bytes, layout: _Layout, separator: str, file: str) -> list[Problem]:
    """Quotation marks that do not stand around a whole cell: whatever reads them must guess where cells end."""
    remedy = 'Put the whole cell in quotation marks and write a quotation mark inside it twice: "5"" pipe".'
    if len(layout.quotes) % 2:
        line = content.count(b"\n", 0, int(layout.quotes[-1])) + 1
        found = "a quotation mark that is opened and never closed"
        return [Problem(Place(file, line), "quotation marks", found, "", remedy)]
    data = np.frombuffer(content, np.uint8)
    edges = np.array([ord(separator), _NEWLINE, _RETURN, _QUOTE], np.uint8)
    opening, closing = layout.quotes[::2], layout.quotes[1::2]
    before_is_edge = (opening == 0) | np.isin(data[opening - 1], edges)
    after = np.minimum(closing + 1, len(data) - 1)
    after_is_edge = (closing + 1 == len(data)) | np.isin(data[after], edges)
    stray = np.sort(np.concatenate((opening[~before_is_edge], closing[~after_is_edge])))
    lines = sorted({content.count(b"\n", 0, int(position)) + 1 for position in stray[:20]})
    found = "a quotation mark inside a cell"
    return [Problem(Place(file, line), "quotation marks", found, "", remedy) for line in lines]


def _width_problems(content: bytes, layout: _Layout, separator: str, header: tuple[str, int]) -> list[Problem]:
    """Rows with more or fewer cells than the header. A blank line is a row without answers, not a fault."""
    file, width = header
    found = _cells_per_record(content, layout, separator)
    wrong = [
        int(record) for record in np.flatnonzero(found != width).tolist() if not _is_blank(content, layout, record)
    ]
    expected = f"{width} as in the header, separated by {_NAMES[separator]}"
    remedy = "Look for a cell that holds the separator without quotation marks, or for a broken line."
    problems = []
    for count in sorted({int(found[record]) for record in wrong}):
        lines = [int(layout.lines[record]) for record in wrong if found[record] == count]
        number = f"{wording.cells(count)} in {wording.rows(lines)}"
        problems.append(Problem(Place(file, lines[0]), "cells in a row", number, expected, remedy))
    return problems


def _cells_per_record(content: bytes, layout: _Layout, separator: str) -> NDArray[np.int64]:
    """(records,) separators outside quotes, plus one; counted in blocks, so that a large file needs no large arrays."""
    data = np.frombuffer(content, np.uint8)
    points = np.concatenate((layout.starts[:1], layout.ends))
    before = np.empty(len(points), np.int64)
    counted = 0
    for start in range(0, len(data), _BLOCK):
        marks = np.flatnonzero(data[start : start + _BLOCK] == ord(separator)) + start
        if len(layout.quotes):
            marks = marks[np.searchsorted(layout.quotes, marks) % 2 == 0]
        first, last = np.searchsorted(points, (start, start + _BLOCK))
        before[first:last] = counted + np.searchsorted(marks, points[first:last])
        counted += len(marks)
    before[points >= len(data)] = counted
    return np.diff(before) + 1


def _is_blank(content: bytes, layout: _Layout, record: int) -> bool:
    return not content[layout.starts[record] : layout.ends[record]].strip()


def _cells(record: bytes, separator: str) -> list[str]:
    return next(csv.reader(StringIO(record.decode("utf-8").rstrip("\r\n"), newline=""), delimiter=separator))
