"""Bars of style "dots": grades as dots on a stated range of the axis, a column of values per wave beside them."""

from __future__ import annotations

from peil.rendering.charts.columns import columns, draw_head, draw_values
from peil.rendering.charts.marks import fill_of, legend, position, whisker
from peil.rendering.charts.references import key_of, uprights, values_above
from peil.rendering.charts.rows import Air, RowLabel, Rows, draw_labels, heights, lay_out
from peil.rendering.charts.scene import Dot, Line, Scene, Words, middle
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import start_within
from peil.rendering.theme import GREY, RULE, SOFT
from peil.report.model import BarRow, Bars

_WIDE_PITCH = 36.0  # points from row to row beyond which dots are drawn a size larger


def draw_dots(figure: Bars, style: ChartStyle) -> Scene:
    """Rows with their dots and values; the total's last value runs as a thin line through all rows."""
    scene = Scene(style.width)
    above = key_of(scene, figure.references, 0.0, style)
    head, key = style.small * 2.2, _key(scene, figure, style, above)
    labels = [RowLabel(row.label, row.total, row.level) for row in figure.rows]
    plot, used = style.text * 1.25, key + head + style.small * 3.6
    air = Air(0.95 if len(labels) <= 14 else 0.5, 0.1, 2.6 if len(labels) <= 6 else 1.7)
    used += heights(labels, style, plot)
    rows = lay_out(labels, style, key + head, plot, air.given(style, used, len(labels)))
    margin = style.text * 0.6
    left = rows.plot_left + margin
    places, right = columns(figure, style, left)
    _draw_axis(scene, figure, rows, (left, right), style)
    values_above(scene, figure.references, figure.axis, (left, right), key + head * 0.4, style)
    draw_head(scene, figure, places, style, key + head * 0.4)
    grown = 1.25 if style.height and max(rows.heights, default=0.0) > _WIDE_PITCH else 1.0
    for row, at in zip(figure.rows, rows.middles, strict=True):
        _draw_row(scene, figure, row, at, (left, right), style, grown)
        draw_values(scene, row, at, places, style)
    draw_labels(scene, rows, style)
    size, last = style.small, rows.bottom + style.small * 1.1
    for value, text in figure.axis.ticks:
        x = position(value, figure.axis, left, right)
        scene.add(Words(x, middle(last, size), text, size, GREY, anchor="middle"))
    title = rows.plot_left + margin if not style.narrow else 0.0
    anchor = start_within(figure.axis.title, title, style.width, size)
    scene.add(Words(anchor, middle(last + size * 1.5, size), figure.axis.title, size, GREY))
    scene.height = last + size * 2.4
    return scene


def _key(scene: Scene, figure: Bars, style: ChartStyle, top: float) -> float:
    """A legend of the waves, only where they have no columns of their own. Returns where it ends."""
    places, _ = columns(figure, style, style.text if style.narrow else style.width * 0.35)
    if len(places) == len(figure.columns):
        return top
    colours = style.theme.waves(len(figure.columns))
    return legend(scene, zip(figure.columns, colours, strict=True), 0.0, top, style) + style.small * 0.6


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
    uprights(scene, figure.references, figure.axis, plot, spans)


def _draw_row(
    scene: Scene, figure: Bars, row: BarRow, y: float, plot: tuple[float, float], style: ChartStyle, grown: float
) -> None:
    colours = (style.theme.total_waves if row.total else style.theme.waves)(len(row.marks))
    scene.add(Line(((plot[0], y), (plot[1], y)), RULE, 0.75, (1.0, 2.0)))
    shown = [(i, mark, mark.value) for i, mark in enumerate(row.marks) if mark is not None and mark.value is not None]
    for i, mark, value in shown:
        newest = i == len(row.marks) - 1
        if newest and mark.low is not None and mark.high is not None:
            low, high = position(mark.low, figure.axis, *plot), position(mark.high, figure.axis, *plot)
            whisker(scene, low, high, y, style, colours[i])
        size = style.text * (0.4 if newest else 0.29) * grown
        x = position(value, figure.axis, *plot)
        scene.add(Dot(x, y, size, fill_of(mark, colours[i]), colours[i], 1.5, evidence=mark.evidence))
