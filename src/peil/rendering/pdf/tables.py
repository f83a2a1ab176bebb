"""Tables on a printed page: how wide their columns are, how high their rows, and both as data for the template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, repeat

from peil.rendering.charts.marks import SIGN, SIGNED
from peil.rendering.charts.scene import CAP_HEIGHT
from peil.rendering.charts.text import width
from peil.rendering.pdf.grid import GRID
from peil.rendering.pdf.room import lines
from peil.rendering.pdf.words import Data, breakable, inlines
from peil.report.model import Run, Table, TableCell, TableRow

_PAD = 14.0  # points between columns
_BEHIND = 14.0  # points before a column of text that stands behind figures, which end where it begins
_APART = 8.0  # points more before columns that have a heading of their own over them
_LABEL_MIN, _LABEL_MAX = 96.0, 330.0
_CELL_MAX = 220.0
_INDENT = 10.0
LIFT = 6.0  # points more above a heading in a table
_MANY = 10  # more columns than this stand closer before labels wrap
FLAG = 8.0  # points behind each figure, where its flag stands


@dataclass(frozen=True)
class _Way:
    """A way to set a table. `head`: points that the name of a column takes at most on one line; `pad`: between columns;
    `type`: points that its type is smaller; `wrapped`: headings over several columns take more lines than one."""

    head: float
    pad: float = _PAD
    type: float = 0.0
    wrapped: bool = False


_WAYS = (_Way(130.0), _Way(90.0))  # loosest first
_CLOSE_WAYS = (_Way(90.0, 9.0, wrapped=True), _Way(90.0, 6.0, wrapped=True), _Way(90.0, 5.0, 1.0, wrapped=True))


@dataclass(frozen=True)
class Sizes:
    """Widths of the label column and of the other columns, padding included; size of type and distance of rows.

    `figures`: positions of the columns that hold figures, which stand at equal distances where there is room; `before`:
    points that columns leave free at their left, () = none.
    """

    label: float
    columns: tuple[float, ...]
    type: float = GRID.table
    pitch: float = GRID.table_row
    figures: tuple[int, ...] = ()
    before: tuple[float, ...] = ()

    @property
    def total(self) -> float:
        """Width of the whole table."""
        return self.label + sum(self.columns)


def sizes(table: Table, room: float, kind: float = GRID.table) -> Sizes:
    """Natural widths, or narrower ones when the room is less: first the headings wrap, then many columns come closer,
    then the label wraps, then text cells do."""
    wide = _natural(table, kind, _WAYS[0])
    for way in (*_WAYS[1:], *(_CLOSE_WAYS if _dense(table) else ())):
        if wide.total <= room:
            break
        wide = _natural(table, kind - way.type, way)
    label, columns = wide.label, list(wide.columns)
    over = wide.total - room
    if over > 0:
        given = min(over, max(0.0, label - _LABEL_MIN))
        label, over = label - given, over - given
    if over > 0:
        columns = _narrowed(table, columns, over)
    figures = tuple(i for i in range(len(columns)) if not _is_text(table, i))
    before = tuple(_before(table, i) for i in range(len(columns)))
    widths = tuple(round(column, 2) for column in columns)
    return Sizes(round(label, 2), widths, wide.type, figures=figures, before=before if any(before) else ())


def _dense(table: Table) -> bool:
    """Whether the columns may come closer: there are many, or several stand under one heading."""
    return len(table.columns) > _MANY or sum(count > 1 for _, count in table.spans) > 1


def _natural(table: Table, kind: float, way: _Way) -> Sizes:
    """Widths at which nothing wraps but what is very long."""
    labels = [_label_width(row, kind) for row in table.rows] + [width(table.corner, kind, 600)]
    label = min(_LABEL_MAX, max([*labels, _LABEL_MIN]) + _PAD)
    columns = [min(_CELL_MAX, _column_width(table, i, kind, way.head) + way.pad) for i in range(len(table.columns))]
    return Sizes(label, tuple(_widened_for_spans(table, columns, kind, way)), kind)


def by_columns(table: Table, room: float) -> list[Table]:
    """The table itself, or tables of about equally many columns when all of them do not fit side by side.

    Columns under one heading stay together, and the columns that open the table stand in each.
    """
    pieces = _pieces(table)
    for count in range(1, len(pieces) + 1):
        size = -(-len(pieces) // count)
        parts = [_columns(table, pieces[i : i + size]) for i in range(0, len(pieces), size)]
        if all(sizes(part, room).total <= room + 1 for part in parts):
            return parts
    return [_columns(table, [piece]) for piece in pieces] or [table]


def _pieces(table: Table) -> list[range]:
    """The columns behind the opening ones, those under one heading together."""
    ends = list(accumulate(count for _, count in table.spans)) or list(range(1, len(table.columns) + 1))
    starts = [0, *ends[:-1]]
    return [range(start, end) for start, end in zip(starts, ends, strict=True) if start >= table.opening]


def _columns(table: Table, pieces: Sequence[range]) -> Table:
    """The opening columns and these, with the headings above them."""
    kept = [*range(table.opening), *(i for piece in pieces for i in piece)]
    rows = tuple(replace(row, cells=tuple(row.cells[i] for i in kept if i < len(row.cells))) for row in table.rows)
    spans, at = [], 0
    for text, count in table.spans:
        inside = sum(at <= i < at + count for i in kept)
        if inside:
            spans.append((text, inside))
        at += count
    return replace(table, columns=tuple(table.columns[i] for i in kept), rows=rows, spans=tuple(spans))


def stretched(at: Sizes, room: float) -> Sizes:
    """The same columns on a wider room: figures at equal distances and with a little more between them, the labels get
    the rest."""
    columns = _even(at, max(0.0, room - at.total))
    spare = max(0.0, room - at.label - sum(columns))
    each = min(20.0, spare / 2 / max(1, len(columns)))
    return replace(at, label=at.label + spare - each * len(columns), columns=tuple(each + one for one in columns))


def _even(at: Sizes, spare: float) -> list[float]:
    """The columns with the narrowest figures widened, up to the widest of them, as far as the room goes."""
    columns = list(at.columns)
    for level in sorted({at.columns[i] for i in at.figures})[1:]:
        narrow = [i for i in at.figures if columns[i] < level]
        given = min(spare, sum(level - columns[i] for i in narrow)) / max(1, len(narrow))
        for i in narrow:
            columns[i] += given
        spare -= given * len(narrow)
    return columns


def _widened_for_spans(table: Table, columns: list[float], kind: float, way: _Way) -> list[float]:
    """A heading over several columns fits above them, on one line where that is not too much, or at least its longest
    word does."""
    start = 0
    for text, count in table.spans:
        words = text.split() if way.wrapped else [text]
        needed = min(max((width(word, kind, 600) for word in words), default=0.0), _CELL_MAX) + way.pad
        if _apart(start, count):
            columns[start] += _APART
            needed += _APART
        lack = needed - sum(columns[start : start + count])
        for i in range(start, min(start + count, len(columns))):
            columns[i] += max(0.0, lack / count)
        start += count
    return columns


def _narrowed(table: Table, columns: list[float], over: float) -> list[float]:
    """Columns of text give way; figures keep their width."""
    texts = [i for i in range(len(columns)) if any(_cell(row, i).align == "left" for row in table.rows)]
    slack = sum(columns[i] - 48 for i in texts)
    if slack <= 0:
        return columns
    part = min(1.0, over / slack)
    return [column - (column - 48) * part if i in texts else column for i, column in enumerate(columns)]


def _cell(row: TableRow, i: int) -> TableCell:
    return row.cells[i] if i < len(row.cells) else TableCell("")


def _label_width(row: TableRow, kind: float) -> float:
    return width(row.label, kind, 600 if row.kind != "row" else 400) + _INDENT * row.level + 4 * (row.kind == "total")


def _column_width(table: Table, i: int, kind: float, head: float) -> float:
    cells = [width(_cell(row, i).text, kind, 600) + FLAG for row in table.rows]
    name = table.columns[i]
    # A heading wraps between its words: the longest of them fits whatever the way.
    words = max((width(word, kind, 600) for word in name.split()), default=0.0) + FLAG + 1
    widest = max([*cells, min(width(name, kind, 600) + FLAG + 1, head), min(words, _CELL_MAX - _PAD), 22.0])
    return widest + _before(table, i)


def _before(table: Table, i: int) -> float:
    """Points that a column leaves free at its left."""
    return _BEHIND if i > 0 and _is_text(table, i) and not _is_text(table, i - 1) else 0.0


def row_height(row: TableRow, at: Sizes) -> float:
    """Points that a row takes."""
    indent = _INDENT * row.level + 4 * (row.kind == "total")
    label = lines(row.label, at.label - 8 - indent, at.type, 600 if row.kind != "row" else 400)
    cells = [
        lines(cell.text, room - 8 - before, at.type, 600 if _is_heavy(cell) or row.kind == "total" else 400)
        for cell, room, before in zip(row.cells, at.columns, at.before or repeat(0.0), strict=False)
    ]
    extra = LIFT if row.kind == "part" else 0.0
    return (max([label, *cells, 1]) - 1) * at.type * 1.25 + at.pitch + extra


def head_height(table: Table, at: Sizes) -> float:
    """Points that the headings of the columns take."""
    befores = at.before or (0.0,) * len(at.columns)
    heads = [
        lines(text, room - FLAG - before, at.type, 600)
        for text, room, before in zip(table.columns, at.columns, befores, strict=True)
    ]
    heads.append(lines(table.corner, at.label, at.type, 600))
    return (
        _subtitle_height(table, at) + _spans_height(table, at) + (max([*heads, 1]) - 1) * at.type * 1.25 + at.pitch + 1
    )


def _subtitle_height(table: Table, at: Sizes) -> float:
    """Points that the line above a table takes, which it has where the page's own is that of another block."""
    return lines(table.subtitle, GRID.measure, at.type) * at.type * 1.25 + LIFT if table.subtitle else 0.0


def _spans_height(table: Table, at: Sizes) -> float:
    if not table.spans:
        return 0.0
    start, most = 0, 1
    for text, count in table.spans:
        room = sum(at.columns[start : start + count]) - (_APART if _apart(start, count) else 0.0)
        most = max(most, lines(text, room, at.type, 600))
        start += count
    return (most - 1) * at.type * 1.25 + at.pitch


def _apart(start: int, count: int) -> bool:
    """Whether a heading over several columns keeps its distance from what stands left of it."""
    return count > 1 and start > 0


def height(table: Table, at: Sizes) -> float:
    """Points that the whole table takes."""
    return head_height(table, at) + sum(row_height(row, at) for row in table.rows)


def data(table: Table, at: Sizes) -> Data:
    """The table for the template."""
    return {
        "kind": "table",
        "size": at.type,
        "pad": (at.pitch - at.type * CAP_HEIGHT) / 2,
        "together": False,
        "caption": table.caption,
        "subtitle": breakable(table.subtitle),
        "lift": LIFT,
        "corner": breakable(table.corner),
        "columns": [breakable(text) for text in table.columns],
        "aligns": ["left" if _is_text(table, i) else "right" for i in range(len(table.columns))],
        "widths": [at.label, *at.columns],
        "before": [_before(table, i) for i in range(len(table.columns))],
        "spans": _spans_data(table),
        "rows": [
            {
                "label": breakable(row.label),
                "level": row.level,
                "kind": row.kind,
                "cells": [_cell_data(_cell(row, i)) for i in range(len(table.columns))],
            }
            for row in table.rows
        ],
    }


def _spans_data(table: Table) -> list[Data]:
    starts = [0, *accumulate(count for _, count in table.spans)]
    return [
        {"text": breakable(text), "columns": count, "gap": _APART if _apart(start, count) else 0.0}
        for start, (text, count) in zip(starts, table.spans, strict=False)
    ]


def _is_text(table: Table, i: int) -> bool:
    cells = [_cell(row, i) for row in table.rows if row.kind != "part"]
    return bool(cells) and all(cell.align == "left" for cell in cells)


def _is_heavy(cell: TableCell) -> bool:
    return bool(cell.flag) or cell.strong or any(run.strong for run in cell.content)


def _cell_data(cell: TableCell) -> Data:
    return {
        "runs": inlines(cell.content or (Run(cell.text),)),
        "flag": SIGN[cell.flag],
        "signed": cell.text[:1] in SIGNED,
        "strong": cell.strong,
        "muted": cell.muted,
        "align": cell.align,
    }
