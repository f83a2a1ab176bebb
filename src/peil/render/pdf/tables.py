"""Tables on a printed page: how wide their columns are, and how a long one is cut into parts that fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from peil.render.charts.marks import SIGN
from peil.render.charts.scene import CAP_HEIGHT
from peil.render.charts.text import width
from peil.render.pdf.grid import GRID
from peil.render.pdf.room import lines
from peil.render.pdf.words import Data, breakable
from peil.report.model import Table, TableCell, TableRow

_PAD = 14.0  # points between columns
_LABEL_MIN, _LABEL_MAX = 96.0, 330.0
_CELL_MAX = 220.0
_INDENT = 10.0
_LOOSE = 2.4  # points above and below each row of a short table


@dataclass(frozen=True)
class Sizes:
    """Widths of the label column and of the other columns, padding included."""

    label: float
    columns: tuple[float, ...]

    @property
    def total(self) -> float:
        """Width of the whole table."""
        return self.label + sum(self.columns)


def sizes(table: Table, room: float) -> Sizes:
    """Natural widths, or narrower ones when the room is less: first the label wraps, then text cells do."""
    labels = [_label_width(row) for row in table.rows] + [width(table.corner, GRID.table, 600)]
    label = min(_LABEL_MAX, max([*labels, _LABEL_MIN]) + _PAD)
    columns = [min(_CELL_MAX, _column_width(table, i) + _PAD) for i in range(len(table.columns))]
    columns = _widened_for_spans(table, columns)
    over = label + sum(columns) - room
    if over > 0:
        given = min(over, max(0.0, label - _LABEL_MIN))
        label, over = label - given, over - given
    if over > 0:
        columns = _narrowed(table, columns, over)
    return Sizes(round(label, 2), tuple(round(column, 2) for column in columns))


def by_columns(table: Table, room: float) -> list[Table]:
    """The table itself, or tables of about equally many columns when all of them do not fit side by side."""
    total = len(table.columns)
    for count in range(1, total + 1):
        size = -(-total // count)
        parts = [_columns(table, start, min(start + size, total)) for start in range(0, total, size)]
        if all(sizes(part, room).total <= room + 1 for part in parts):
            return parts
    return [_columns(table, i, i + 1) for i in range(total)] or [table]


def _columns(table: Table, start: int, end: int) -> Table:
    """The columns from `start` up to `end`, with the pieces of the headings above them."""
    rows = tuple(replace(row, cells=row.cells[start:end]) for row in table.rows)
    spans, at = [], 0
    for text, count in table.spans:
        kept = min(end, at + count) - max(start, at)
        if kept > 0:
            spans.append((text, kept))
        at += count
    return replace(table, columns=table.columns[start:end], rows=rows, spans=tuple(spans))


def stretched(at: Sizes, room: float) -> Sizes:
    """The same columns on a wider room: figures get a little of it, the labels the rest."""
    spare = max(0.0, room - at.total)
    each = min(20.0, spare / 2 / max(1, len(at.columns)))
    columns = tuple(column + each for column in at.columns)
    return Sizes(at.label + spare - each * len(columns), columns)


def _widened_for_spans(table: Table, columns: list[float]) -> list[float]:
    """A heading over several columns fits above them on one line where that is not too much."""
    start = 0
    for text, count in table.spans:
        needed = min(width(text, GRID.table, 600), _CELL_MAX) + _PAD
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


def _label_width(row: TableRow) -> float:
    return width(row.label, GRID.table, 600 if row.kind != "row" else 400) + _INDENT * row.level


def _column_width(table: Table, i: int) -> float:
    flag = width("+", GRID.table, 600) + 2
    cells = [width(_cell(row, i).text, GRID.table, 600) + flag for row in table.rows]
    head = width(table.columns[i], GRID.table, 600) + flag
    return max([*cells, min(head, 90.0), 22.0])


def row_height(row: TableRow, at: Sizes) -> float:
    """Points that a row takes."""
    label = lines(row.label, at.label - _PAD - _INDENT * row.level, GRID.table, 600 if row.kind != "row" else 400)
    cells = [
        lines(cell.text, room - _PAD, GRID.table, 600 if cell.flag or cell.strong else 400)
        for cell, room in zip(row.cells, at.columns, strict=False)
    ]
    extra = 6.0 if row.kind == "part" else 0.0
    return (max([label, *cells, 1]) - 1) * GRID.table * 1.25 + GRID.table_row + extra


def head_height(table: Table, at: Sizes) -> float:
    """Points that the headings of the columns take."""
    heads = [lines(text, room - 4, GRID.table, 600) for text, room in zip(table.columns, at.columns, strict=True)]
    spans = GRID.table_row if table.spans else 0.0
    return spans + (max([*heads, 1]) - 1) * GRID.table * 1.25 + GRID.table_row + 3


def height(table: Table, at: Sizes) -> float:
    """Points that the whole table takes, its rows close together."""
    return head_height(table, at) + sum(row_height(row, at) for row in table.rows)


def cut(table: Table, at: Sizes, room: float, continued: str) -> list[Table]:
    """Parts of a table that are each no higher than `room`, nearly equally long.

    The rows under a heading stay together where that costs no extra part; where they cannot, the heading is repeated
    with the word `continued` behind it.
    """
    heights = [row_height(row, at) for row in table.rows]
    inner = max(room - head_height(table, at), GRID.table_row * 3)
    if sum(heights) <= inner:
        return [table]
    whole = _packed(table.rows, heights, inner)
    least = -int(-sum(heights) // inner)
    for count in range(least, len(table.rows) + 1):
        if whole and len(whole) <= count:
            return [replace(table, rows=rows) for rows in whole]
        parts = _divided(table.rows, heights, sum(heights) / count, continued)
        if all(sum(row_height(row, at) for row in rows) <= inner for rows in parts):
            return [replace(table, rows=rows) for rows in parts]
    return [replace(table, rows=(row,)) for row in table.rows]


def _packed(rows: tuple[TableRow, ...], heights: list[float], room: float) -> list[tuple[TableRow, ...]]:
    """Rows dealt out with their heading and all that stands under it; empty when that cannot be."""
    starts = [0, *(i for i, row in enumerate(rows) if row.kind == "part" and i > 0), len(rows)]
    parts: list[tuple[TableRow, ...]] = []
    used = room
    for start, end in pairwise(starts):
        high = sum(heights[start:end])
        if high > room:
            return []
        if used + high > room:
            parts.append(())
            used = 0.0
        parts[-1] += rows[start:end]
        used += high
    return parts


def _divided(
    rows: tuple[TableRow, ...], heights: list[float], aim: float, continued: str
) -> list[tuple[TableRow, ...]]:
    """Rows dealt out in parts of about `aim`."""
    parts: list[list[TableRow]] = [[]]
    used, heading = 0.0, ""
    for row, high in zip(rows, heights, strict=True):
        if parts[-1] and used + high / 2 > aim + 0.5:
            dangling = [parts[-1].pop()] if parts[-1][-1].kind == "part" and len(parts[-1]) > 1 else []
            again = [TableRow(f"{heading} ({continued})", (), kind="part")] if heading and row.kind == "row" else []
            parts.append(dangling or again)
            used = 0.0
        parts[-1].append(row)
        used += high
        heading = row.label if row.kind == "part" else "" if row.kind == "total" else heading
    return [tuple(part) for part in parts]


def data(table: Table, at: Sizes, room: float) -> Data:
    """The table for the template; rows stand further apart where there is room."""
    loose = height(table, at) + _LOOSE * 2 * (len(table.rows) + 1) <= room
    return {
        "pad": (GRID.table_row - GRID.table * CAP_HEIGHT) / 2 + (_LOOSE if loose else 0.0),
        "kind": "table",
        "caption": table.caption,
        "corner": breakable(table.corner),
        "columns": [breakable(text) for text in table.columns],
        "aligns": ["left" if _is_text(table, i) else "right" for i in range(len(table.columns))],
        "widths": [at.label, *at.columns],
        "spans": [{"text": breakable(text), "columns": count} for text, count in table.spans],
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


def _is_text(table: Table, i: int) -> bool:
    cells = [_cell(row, i) for row in table.rows if row.kind != "part"]
    return bool(cells) and all(cell.align == "left" for cell in cells)


def _cell_data(cell: TableCell) -> Data:
    return {
        "text": breakable(cell.text),
        "flag": SIGN[cell.flag],
        "strong": cell.strong,
        "muted": cell.muted,
        "align": cell.align,
    }
