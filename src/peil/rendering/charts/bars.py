"""Bars of style "bars": shares from zero, a bar per wave, the value at the end of each.

Where the height is too low for values beside their bars, the bars become thin and the values stand in columns.
"""

from __future__ import annotations

from dataclasses import dataclass

from peil.rendering.charts.columns import columns, draw_head, draw_values
from peil.rendering.charts.marks import colour_of, edge_of, fill_of, flagged, legend, position, weight_of
from peil.rendering.charts.references import key_height, key_of, uprights, values_above
from peil.rendering.charts.rows import Air, RowLabel, draw_labels, heights, lay_out
from peil.rendering.charts.scene import Box, Line, Scene, Words, middle
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import start_within, width
from peil.rendering.theme import GREY, INK, SOFT
from peil.report.model import BarRow, Bars, Mark

MANY_WAVES = 4  # with more bars than this in a row, only the last bears its value
_THIN, _THIN_MOST = 0.45, 0.75  # bars whose values stand in columns, from one to the next, as parts of the text
_OVER_LINES = 1.2  # room for the figures over dashed lines, in the size of small text
_THIN_AIR = Air(0.35, 0.18, 0.5)


@dataclass(frozen=True)
class _Plan:
    """How the bars of a row stand: from one to the next, how thick they are, and their values in `places`, the right
    sides of columns, or behind the bars when there are none."""

    pitch: float
    thick: float
    air: Air
    left: float
    right: float
    places: dict[int, float]


def draw_bars(figure: Bars, style: ChartStyle) -> Scene:
    """Groups of bars on one baseline; the legend of the waves above them when there is more than one."""
    scene = Scene(style.width)
    count = len(figure.columns)
    labels = [RowLabel(row.label, row.total, row.level) for row in figure.rows]
    plan = _plan(figure, labels, style)
    top = _head(scene, figure, plan, style, key_of(scene, figure.references, 0.0, style))
    if figure.references:
        values_above(scene, figure.references, figure.axis, (plan.left, plan.right), top + style.small * 0.4, style)
        top += style.small * _OVER_LINES
    plot = plan.pitch * count
    used = top + heights(labels, style, plot) + style.small * 2.1
    rows = lay_out(labels, style, top, plot, plan.air.given(style, used, len(labels)))
    for row, at in zip(figure.rows, rows.middles, strict=True):
        _draw_row(scene, figure, row, at, plan, style)
        if plan.places:
            draw_values(scene, row, at, plan.places, style)
    if rows.tops:
        scene.add(Line(((plan.left, rows.tops[0]), (plan.left, rows.bottom)), SOFT, 1.0))
        uprights(scene, figure.references, figure.axis, (plan.left, plan.right), [(rows.tops[0], rows.bottom)])
    draw_labels(scene, rows, style)
    left = start_within(figure.axis.title, plan.left, style.width, style.small)
    scene.add(Words(left, middle(rows.bottom + style.small, style.small), figure.axis.title, style.small, GREY))
    scene.height = rows.bottom + style.small * 2
    return scene


def _plan(figure: Bars, labels: list[RowLabel], style: ChartStyle) -> _Plan:
    """Values behind the bars where the height allows it, else thin bars with the values in columns."""
    count, rows = len(figure.columns), max(1, len(labels))
    left = lay_out(labels, style, 0.0, 0.0, 0.0).plot_left
    frame = style.line_height * 1.5 + style.text * 0.5 + style.small * 2.1  # legend above, name of the axis below
    if figure.references:
        frame += key_height(figure.references, style) + style.small * _OVER_LINES
    share = (style.height - frame) / rows if style.height else 0.0
    pitch = _pitch(count, share, style)
    air = Air(0.75, 0.3, 2.0) if count > 1 else Air(0.35, 0.0, 1.6)
    needed = frame + heights(labels, style, pitch * count) + air.least * style.text * 1.6 * rows
    if count == 1 or style.narrow or not style.height or needed <= style.height:
        thick = pitch * (0.74 if count == 1 else 0.8)
        return _Plan(pitch, thick, air, left, style.width - _room_for_values(figure, style), {})
    places, right = columns(figure, style, left)
    thin = (share - _THIN_AIR.least * style.text * 1.6) / count
    thin = max(_THIN * style.text, min(_THIN_MOST * style.text, thin))
    return _Plan(thin, thin * 0.86, _THIN_AIR, left, right, places)


def _pitch(count: int, share: float, style: ChartStyle) -> float:
    """From one bar to the next: as high as the value beside it, unless there are many; more where there is room."""
    if count == 1:
        least, most = style.text * 1.5, style.text * 2.4
    elif count <= MANY_WAVES:
        least, most = style.small * 1.1, style.small * 2.2
    else:
        least, most = style.small * 0.7, style.small * 1.1
    return max(least, min(most, share * 0.6 / count))


def _head(scene: Scene, figure: Bars, plan: _Plan, style: ChartStyle, top: float) -> float:
    """The legend of the waves, their names above the values, or the name of the only one. Returns where it ends."""
    count = len(figure.columns)
    y = top + style.line_height / 2
    if len(plan.places) == count > 1:
        draw_head(scene, figure, plan.places, style, y, "square")
        return top + style.line_height * 1.4
    if count > 1:
        entries = zip(figure.columns, style.theme.waves(count), strict=True)
        return legend(scene, entries, plan.left, top, style) + style.text * 0.3
    scene.add(Words(plan.left, middle(y, style.small), "".join(figure.columns), style.small, GREY))
    return top + style.line_height * 1.5


def _room_for_values(figure: Bars, style: ChartStyle) -> float:
    texts = [(flagged(mark), weight_of(mark)) for row in figure.rows for mark in row.marks]
    return max((width(text, style.text, weight) for text, weight in texts), default=0.0) + style.text * 0.8


def _draw_row(scene: Scene, figure: Bars, row: BarRow, y: float, plan: _Plan, style: ChartStyle) -> None:
    count = len(row.marks)
    colours = (style.theme.total_waves if row.total else style.theme.waves)(count)
    size = style.text if count == 1 else style.small
    for i, mark in enumerate(row.marks):
        at = y + (i - (count - 1) / 2) * plan.pitch
        newest, end = i == count - 1, _zero(figure, plan)
        if mark is not None and mark.value is not None:
            end = _draw_bar(scene, figure, mark, at, plan, colours[i])
            if newest:
                end = _draw_interval(scene, figure, mark, at, plan, (colours[i], style.theme.soft))
        if not plan.places and (count <= MANY_WAVES or newest):
            colour = colour_of(mark, INK if newest else GREY)
            evidence = mark.evidence if mark else ""
            x = end + style.text * 0.45
            scene.add(Words(x, middle(at, size), flagged(mark), size, colour, weight_of(mark), evidence=evidence))


def _zero(figure: Bars, plan: _Plan) -> float:
    """Where bars begin: at zero, or at the end of the axis that is nearest to it."""
    return position(0.0, figure.axis, plan.left, plan.right)


def _draw_bar(scene: Scene, figure: Bars, mark: Mark, y: float, plan: _Plan, colour: str) -> float:
    """A bar from zero to its value. Returns its right side."""
    zero, end = _zero(figure, plan), position(mark.value or 0.0, figure.axis, plan.left, plan.right)
    line = colour if mark.small else edge_of(colour)
    top, wide = y - plan.thick / 2, abs(end - zero)
    scene.add(Box(min(zero, end), top, wide, plan.thick, fill_of(mark, colour), line, 1.25, mark.evidence))
    return max(zero, end)


def _draw_interval(scene: Scene, figure: Bars, mark: Mark, y: float, plan: _Plan, colours: tuple[str, str]) -> float:
    """A whisker around the end of a bar, in the second colour where it runs over the bar. Returns where both end."""
    end = position(mark.value or 0.0, figure.axis, plan.left, plan.right)
    if mark.low is None or mark.high is None:
        return max(end, _zero(figure, plan))
    low, high = (position(value, figure.axis, plan.left, plan.right) for value in (mark.low, mark.high))
    cap = min(2.1, plan.thick * 0.4)
    inside = colours[0] if mark.small else colours[1]
    for edge, colour in ((high, colours[0]), (low, inside)):
        scene.add(Line(((edge, y), (end, y)), colour), Line(((edge, y - cap), (edge, y + cap)), colour))
    return max(high, _zero(figure, plan))
