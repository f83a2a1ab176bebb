"""Bars of style "bars": shares from zero, a bar per wave, the value at the end of each."""

from __future__ import annotations

from peil.render.charts.marks import (
    colour_of,
    edge_of,
    fill_of,
    flagged,
    legend,
    position,
    weight_of,
    whisker,
)  # fmt: skip
from peil.render.charts.rows import Air, RowLabel, draw_labels, lay_out
from peil.render.charts.scene import Box, Line, Scene, Words, middle
from peil.render.charts.style import ChartStyle
from peil.render.charts.text import width
from peil.render.theme import GREY, INK, SOFT
from peil.report.model import BarRow, Bars

MANY_WAVES = 4  # with more bars than this in a row, only the last bears its value


def draw_bars(figure: Bars, style: ChartStyle) -> Scene:
    """Groups of bars on one baseline; the legend of the waves above them when there is more than one."""
    scene = Scene(style.width)
    count = len(figure.columns)
    labels = [RowLabel(row.label, row.total, row.level) for row in figure.rows]
    plot = _pitch(count, style) * count
    sketch = lay_out(labels, style, 0.0, plot, 0.0)
    top = _head(scene, figure, sketch.plot_left, style)
    air = Air(0.75, 0.3, 1.3) if count > 1 else Air(0.35, 0.0, 1.0)
    used = top + sketch.bottom + style.small * 2.1
    rows = lay_out(labels, style, top, plot, air.given(style, used, len(labels)))
    left, right = rows.plot_left, style.width - _room_for_values(figure, style)
    for row, at in zip(figure.rows, rows.middles, strict=True):
        _draw_row(scene, figure, row, at, (left, right), style)
    if rows.tops:
        scene.add(Line(((left, rows.tops[0]), (left, rows.bottom)), SOFT, 1.0))
    draw_labels(scene, rows, style)
    scene.add(Words(left, middle(rows.bottom + style.small, style.small), figure.axis.title, style.small, GREY))
    scene.height = rows.bottom + style.small * 2
    return scene


def _head(scene: Scene, figure: Bars, left: float, style: ChartStyle) -> float:
    """The legend of the waves, or the name of the only one. Returns where it ends."""
    count = len(figure.columns)
    if count > 1:
        entries = zip(figure.columns, style.theme.waves(count), strict=True)
        return legend(scene, entries, left, 0.0, style) + style.text * 0.3
    y = middle(style.line_height / 2, style.small)
    scene.add(Words(left, y, "".join(figure.columns), style.small, GREY))
    return style.line_height * 1.5


def _pitch(count: int, style: ChartStyle) -> float:
    """From one bar to the next: as high as the value beside it, unless there are many."""
    if count == 1:
        return style.text * 1.5
    return style.small * 1.1 if count <= MANY_WAVES else style.small * 0.7


def _room_for_values(figure: Bars, style: ChartStyle) -> float:
    texts = [(flagged(mark), weight_of(mark)) for row in figure.rows for mark in row.marks]
    return max((width(text, style.text, weight) for text, weight in texts), default=0.0) + style.text * 0.8


def _draw_row(scene: Scene, figure: Bars, row: BarRow, y: float, plot: tuple[float, float], style: ChartStyle) -> None:
    count = len(row.marks)
    pitch = _pitch(count, style)
    colours = (style.theme.total_waves if row.total else style.theme.waves)(count)
    thick = pitch * (0.74 if count == 1 else 0.8)
    size = style.text if count == 1 else style.small
    for i, mark in enumerate(row.marks):
        at = y + (i - (count - 1) / 2) * pitch
        newest, end = i == count - 1, plot[0]
        if mark is not None and mark.value is not None:
            end = position(mark.value, figure.axis, *plot)
            line = colours[i] if mark.small else edge_of(colours[i])
            bar = Box(
                plot[0], at - thick / 2, end - plot[0], thick, fill_of(mark, colours[i]), line, 1.25, mark.evidence
            )
            scene.add(bar)
            if newest and mark.low is not None and mark.high is not None:
                low, high = position(mark.low, figure.axis, *plot), position(mark.high, figure.axis, *plot)
                whisker(scene, end, high, at, style, colours[i])
                inside = colours[i] if mark.small else style.theme.soft
                cap = style.text * 0.2
                scene.add(Line(((low, at), (end, at)), inside), Line(((low, at - cap), (low, at + cap)), inside))
                end = high
        if count <= MANY_WAVES or newest:
            colour = colour_of(mark, INK if newest else GREY)
            evidence = mark.evidence if mark else ""
            x = end + style.text * 0.45
            scene.add(Words(x, middle(at, size), flagged(mark), size, colour, weight_of(mark), evidence=evidence))
