"""Figures with more rows than a page is high, cut into figures that fit: same axis, same columns, total in front."""

from __future__ import annotations

from dataclasses import replace

from peil.rendering.charts import ChartStyle, draw_scene
from peil.report.model import Bars, Figure, Stack, Trend


def fitting(figure: Figure, width: float, room: float, style: ChartStyle) -> list[Figure]:
    """The figure itself, or parts with about equally many rows, none higher than the room."""
    style = replace(style, width=int(width), height=int(room))
    if isinstance(figure, Trend) or draw_scene(figure, style).height <= room:
        return [figure]
    for count in range(2, len(figure.rows) + 1):
        parts = _parts(figure, count)
        if all(draw_scene(part, style).height <= room for part in parts):
            return parts
    return _parts(figure, len(figure.rows))


def _parts(figure: Bars | Stack, count: int) -> list[Figure]:
    """The total, when it stands first, heads every part."""
    head = 1 if figure.rows[0].total else 0
    size = max(1, -(-(len(figure.rows) - head) // count))
    starts = range(head, len(figure.rows), size)
    if isinstance(figure, Bars):
        total = figure.rows[:head]
        return [replace(figure, id=f"{figure.id}-{i}", rows=total + figure.rows[i : i + size]) for i in starts]
    first = figure.rows[:head]
    return [replace(figure, id=f"{figure.id}-{i}", rows=first + figure.rows[i : i + size]) for i in starts]
