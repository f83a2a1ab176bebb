"""Figures with more rows than a page is high, cut into figures that fit: same axis, same columns, total in front."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from peil.rendering.charts import ChartStyle, draw_scene
from peil.report.model import Bars, Figure, Matrix, Stack, Trend, Waterfall


def fitting(figure: Figure, width: float, room: float, style: ChartStyle) -> list[Figure]:
    """The figure itself, or parts with about equally many rows, none higher than the room."""
    style = replace(style, width=int(width), height=int(room))
    if isinstance(figure, Trend | Matrix | Waterfall) or draw_scene(figure, style).height <= room:
        return [figure]
    for count in range(2, len(figure.rows) + 1):
        parts = _parts(figure, count)
        if all(draw_scene(part, style).height <= room for part in parts):
            return parts
    return _parts(figure, len(figure.rows))


def _parts(figure: Bars | Stack, count: int) -> list[Figure]:
    """The total, when it stands first (in one row or in one per wave), heads every part; rows that belong together stay
    together."""
    head = next((i for i in range(len(figure.rows)) if not figure.rows[i].total), 0)
    starts = [i for i in range(head, len(figure.rows)) if not _follows(figure, i)]
    size = max(1, -(-len(starts) // count))
    edges = [*starts[::size], len(figure.rows)]
    return [_part(figure, head, start, end) for start, end in pairwise(edges)]


def _follows(figure: Bars | Stack, i: int) -> bool:
    return isinstance(figure, Stack) and figure.rows[i].follows


def _part(figure: Bars | Stack, head: int, start: int, end: int) -> Figure:
    name = f"{figure.id}-{start}"
    if isinstance(figure, Bars):
        return replace(figure, id=name, rows=figure.rows[:head] + figure.rows[start:end])
    return replace(figure, id=name, rows=figure.rows[:head] + figure.rows[start:end])
