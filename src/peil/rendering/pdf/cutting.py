"""How a long table is cut into parts that fit: as few sheets as can be, the rows as far apart as fits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from peil.rendering.pdf.grid import GRID
from peil.rendering.pdf.tables import Sizes, head_height, row_height
from peil.report.model import Table, TableRow

PITCHES = (20.0, 18.5, 17.0, 16.0, 15.2, GRID.table_row, 14.0, 13.4, 12.8)  # points from row to row, loosest first


@dataclass(frozen=True)
class Fit:
    """Parts of a table, and the widths and the distance of rows at which they fit."""

    parts: tuple[Table, ...]
    at: Sizes


def fitted(table: Table, at: Sizes, room: float, continued: str, beside: int = 1) -> Fit:
    """The table on as few sheets as can be, `beside` parts on each; then with the rows as far apart as that number of
    sheets allows. Where parts stand beside each other, their number is even and they share their rows."""
    tight = replace(at, pitch=PITCHES[-1])
    count = -(-len(cut(table, tight, room, continued, beside)) // beside) * beside
    while count <= len(table.rows):
        for pitch in PITCHES:
            wide = replace(at, pitch=pitch)
            parts = cut(table, wide, room, continued, count)
            if len(parts) <= count and all(_sheet_height(pair, wide) <= room for pair in _sheets(parts, beside)):
                return Fit(tuple(parts), wide)
        count += beside
    return Fit(tuple(cut(table, tight, room, continued, beside)), tight)


def _sheets(parts: list[Table], beside: int) -> list[list[Table]]:
    return [parts[i : i + beside] for i in range(0, len(parts), beside)]


def _sheet_height(parts: list[Table], at: Sizes) -> float:
    """Points that parts take that stand beside each other: each row is as high as the highest of them."""
    highs = [[row_height(row, at) for row in part.rows] for part in parts]
    return head_height(parts[0], at) + sum(max(row) for row in zip_longest(*highs, fillvalue=0.0))


def cut(table: Table, at: Sizes, room: float, continued: str, least: int = 1) -> list[Table]:
    """At least `least` parts of a table that are each no higher than `room`, nearly equally long.

    The rows under a heading stay together where that costs no extra part; where they cannot, the heading is repeated
    with the word `continued` behind it.
    """
    heights = [row_height(row, at) for row in table.rows]
    inner = max(room - head_height(table, at), at.pitch * 3)
    if least == 1 and sum(heights) <= inner:
        return [table]
    least = max(least, -int(-sum(heights) // inner))
    for count in range(least, len(table.rows) + 1):
        whole = _packed(table.rows, heights, inner, sum(heights) / count)
        parts = whole or _divided(table.rows, heights, sum(heights) / count, continued)
        if len(parts) <= count and all(sum(row_height(row, at) for row in rows) <= inner for rows in parts):
            return [replace(table, rows=rows) for rows in parts]
    return [replace(table, rows=(row,)) for row in table.rows]


def _packed(rows: tuple[TableRow, ...], heights: list[float], room: float, aim: float) -> list[tuple[TableRow, ...]]:
    """Rows dealt out with their heading and all that stands under it, in parts of about `aim`; empty when a part would
    be too high or far from equal to the others."""
    starts = [0, *(i for i, row in enumerate(rows) if row.kind == "part" and i > 0), len(rows)]
    if len(starts) < 3:
        return []
    parts: list[tuple[TableRow, ...]] = [()]
    used = 0.0
    for start, end in pairwise(starts):
        high = sum(heights[start:end])
        if used and (used + high > room or used + high / 2 > aim + 0.5):
            parts.append(())
            used = 0.0
        if used + high > room:
            return []
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
