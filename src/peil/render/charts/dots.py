"""Bars of style "dots": grades as dots on a stated range of the axis, a column of values per wave beside them."""

from __future__ import annotations

from peil.render.charts.marks import (
    NOTHING,
    SIGN,
    colour_of,
    fill_of,
    legend,
    position,
    weight_of,
    whisker,
)  # fmt: skip
from peil.render.charts.rows import Air, RowLabel, Rows, draw_labels, heights, lay_out
from peil.render.charts.scene import Dot, Line, Scene, Words, middle
from peil.render.charts.style import ChartStyle
from peil.render.charts.text import width
from peil.render.theme import GREY, INK, RULE, SOFT
from peil.report.model import BarRow, Bars

_LEAST_PLOT = 0.2  # of the width: less is not a plot


def draw_dots(figure: Bars, style: ChartStyle) -> Scene:
    """Rows with their dots and values; the total's last value runs as a thin line through all rows."""
    scene = Scene(style.width)
    head, key = style.small * 2.2, _key(scene, figure, style)
    labels = [RowLabel(row.label, row.total, row.level) for row in figure.rows]
    plot, used = style.text * 1.25, key + head + style.small * 3.6
    air = Air(0.95 if len(labels) <= 14 else 0.5, 0.1, 1.4)
    used += heights(labels, style, plot)
    rows = lay_out(labels, style, key + head, plot, air.given(style, used, len(labels)))
    margin = style.text * 0.6
    left = rows.plot_left + margin
    columns, right = _columns(figure, style, left)
    _draw_axis(scene, figure, rows, (left, right), style)
    _draw_head(scene, figure, columns, style, key + head * 0.4)
    for row, at in zip(figure.rows, rows.middles, strict=True):
        _draw_row(scene, figure, row, at, (left, right), style)
        _draw_values(scene, row, at, columns, style)
    draw_labels(scene, rows, style)
    size, last = style.small, rows.bottom + style.small * 1.1
    for value, text in figure.axis.ticks:
        x = position(value, figure.axis, left, right)
        scene.add(Words(x, middle(last, size), text, size, GREY, anchor="middle"))
    anchor = rows.plot_left + margin if not style.narrow else 0.0
    scene.add(Words(anchor, middle(last + size * 1.5, size), figure.axis.title, size, GREY))
    scene.height = last + size * 2.4
    return scene


def _key(scene: Scene, figure: Bars, style: ChartStyle) -> float:
    """A legend of the waves, only where they have no columns of their own. Returns where it ends."""
    columns, _ = _columns(figure, style, style.text if style.narrow else style.width * 0.35)
    if len(columns) == len(figure.columns):
        return 0.0
    colours = style.theme.waves(len(figure.columns))
    return legend(scene, zip(figure.columns, colours, strict=True), 0.0, 0.0, style) + style.small * 0.6


def _columns(figure: Bars, style: ChartStyle, left: float) -> tuple[dict[int, float], float]:
    """The right side of each column of values, by the position of its wave, and where the plot ends.

    Where all columns would leave too little plot, the first and the last wave are printed, or the last alone.
    """
    wide, pitch, slot = _column_sizes(figure, style)
    last = len(figure.columns) - 1
    for shown in (list(range(last + 1)), [0, last], [last]):
        columns = {i: style.width - slot - pitch * (len(shown) - 1 - k) for k, i in enumerate(shown)}
        right = min(columns.values()) - wide - style.text * (0.5 if style.narrow else 1.2)
        if right - left >= style.width * _LEAST_PLOT or shown == [last]:
            break
    return columns, right


def _column_sizes(figure: Bars, style: ChartStyle) -> tuple[float, float, float]:
    """How wide a column is, from one column to the next, and the room for flags behind the last."""
    marks = [(i, mark) for row in figure.rows for i, mark in enumerate(row.marks) if mark is not None]
    slot = width(" +", style.text, 600) + 1 if any(mark.flag for _, mark in marks) else 0.0
    early = any(mark.flag for i, mark in marks if i < len(figure.columns) - 1)
    wide = max(width(text, style.text, 600) for text in [NOTHING, *(mark.text for _, mark in marks)])
    dot = style.small if len(figure.columns) > 1 else 0.0
    wide = max([wide, *(width(text, style.small, 600) + dot for text in figure.columns)])
    return wide, wide + max(style.text * 0.7, slot * early), slot


def _draw_head(scene: Scene, figure: Bars, columns: dict[int, float], style: ChartStyle, y: float) -> None:
    """The waves above their values, each with the dot that stands for it."""
    count = len(figure.columns)
    colours = style.theme.waves(count)
    for i, x in columns.items():
        newest, size, text = i == count - 1, style.small, figure.columns[i]
        scene.add(Words(x, middle(y, size), text, size, INK if newest else GREY, 600 if newest else 400, "end"))
        if count > 1:
            dot = x - width(text, size, 600 if newest else 400) - size * 0.6
            scene.add(Dot(dot, y, size * (0.32 if newest else 0.25), colours[i], colours[i], 1.0))


def _draw_axis(scene: Scene, figure: Bars, rows: Rows, plot: tuple[float, float], style: ChartStyle) -> None:
    """Lines at the ticks, and a darker one at the total's last value; on a phone they stop at the labels."""
    reach = style.text * 0.75
    spans = [(y - reach, y + reach) for y in rows.middles] if style.narrow else []
    spans = spans or ([(rows.tops[0], rows.bottom)] if rows.tops else [])
    lines = [(value, RULE, 0.75) for value, _ in figure.axis.ticks]
    total = next((row for row in figure.rows if row.total and row.marks), None)
    mark = total.marks[-1] if total else None
    if mark is not None and mark.value is not None and len(figure.rows) > 1:
        lines.append((mark.value, SOFT, 1.25))
    for value, colour, thick in lines:
        x = position(value, figure.axis, *plot)
        scene.add(*(Line(((x, top), (x, bottom)), colour, thick) for top, bottom in spans))


def _draw_row(scene: Scene, figure: Bars, row: BarRow, y: float, plot: tuple[float, float], style: ChartStyle) -> None:
    colours = (style.theme.total_waves if row.total else style.theme.waves)(len(row.marks))
    scene.add(Line(((plot[0], y), (plot[1], y)), RULE, 0.75, (1.0, 2.0)))
    shown = [(i, mark, mark.value) for i, mark in enumerate(row.marks) if mark is not None and mark.value is not None]
    for i, mark, value in shown:
        newest = i == len(row.marks) - 1
        if newest and mark.low is not None and mark.high is not None:
            low, high = position(mark.low, figure.axis, *plot), position(mark.high, figure.axis, *plot)
            whisker(scene, low, high, y, style, colours[i])
        size = style.text * (0.4 if newest else 0.29)
        x = position(value, figure.axis, *plot)
        scene.add(Dot(x, y, size, fill_of(mark, colours[i]), colours[i], 1.5, evidence=mark.evidence))


def _draw_values(scene: Scene, row: BarRow, y: float, columns: dict[int, float], style: ChartStyle) -> None:
    baseline, size = middle(y, style.text), style.text
    for i, x in columns.items():
        mark, newest = row.marks[i], i == len(row.marks) - 1
        colour = colour_of(mark, INK if newest else GREY)
        weight = 600 if row.total and newest else weight_of(mark)
        text = NOTHING if mark is None else mark.text
        scene.add(Words(x, baseline, text, size, colour, weight, "end", mark.evidence if mark else ""))
        if mark is not None and mark.flag:
            scene.add(Words(x + width(" ", size), baseline, SIGN[mark.flag], size, INK, 600))
