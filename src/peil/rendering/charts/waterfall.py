"""A waterfall: how a figure went from one value to another, a row per step, each from where the one before it ended."""

from __future__ import annotations

from itertools import pairwise

from peil.rendering.charts.marks import position
from peil.rendering.charts.rows import Air, RowLabel, Rows, draw_labels, heights, lay_out
from peil.rendering.charts.scene import Box, Line, Scene, Words, middle
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import Weight, start_within, width
from peil.rendering.theme import DIMENSIONS, GREY, INK, RULE, SOFT, WHITE
from peil.report.model import Step, Waterfall

# Down, in the orange that keeps 3:1 on white and differs from every lead colour in lightness when printed grey: the
# sign before the value says the same.
_DOWN = DIMENSIONS[3]


def draw_waterfall(figure: Waterfall, style: ChartStyle) -> Scene:
    """The steps with their values; the first and the last row are the figure itself, and thin lines join the steps."""
    scene = Scene(style.width)
    labels = [RowLabel(step.label, step.level) for step in figure.steps]
    bar, foot = style.text * 1.05, style.small * 3.4
    air = Air(0.6, 0.12, 1.6).given(style, heights(labels, style, bar) + foot, len(labels))
    rows = lay_out(labels, style, style.small * 0.4, bar, air)
    room = max(width(step.mark.text, style.text, 600) for step in figure.steps) + style.text
    plot = (rows.plot_left + style.small * 0.9, style.width - room)
    _draw_ticks(scene, figure, rows, plot, style)
    for (one, other), (y, below) in zip(pairwise(figure.steps), pairwise(rows.middles), strict=True):
        x = position(one.end, figure.axis, *plot)
        assert other.level or other.start == one.end
        scene.add(Line(((x, y), (x, below)), SOFT, 0.75))
    for step, y in zip(figure.steps, rows.middles, strict=True):
        _draw_step(scene, figure, step, y, plot, style)
    draw_labels(scene, rows, style)
    last = rows.bottom + style.small * 2.3
    left = start_within(figure.axis.title, plot[0], style.width, style.small)
    scene.add(Words(left, middle(last, style.small), figure.axis.title, style.small, GREY))
    scene.height = last + style.small
    return scene


def _draw_ticks(scene: Scene, figure: Waterfall, rows: Rows, plot: tuple[float, float], style: ChartStyle) -> None:
    top, bottom = rows.tops[0], rows.bottom
    for value, text in figure.axis.ticks:
        x = position(value, figure.axis, *plot)
        scene.add(Line(((x, top), (x, bottom)), RULE, 0.75))
        scene.add(Words(x, middle(bottom + style.small, style.small), text, style.small, GREY, anchor="middle"))


def _draw_step(
    scene: Scene, figure: Waterfall, step: Step, y: float, plot: tuple[float, float], style: ChartStyle
) -> None:
    """A bar between start and end, hollow where it may be chance; the value behind the end that lies to the right."""
    high = style.text * 0.86
    start, end = (position(value, figure.axis, *plot) for value in (step.start, step.end))
    colour = INK if step.level else style.theme.lead if step.end >= step.start else _DOWN
    left, wide = min(start, end), max(abs(end - start), 1.0)
    if step.level:
        scene.add(Line(((end, y - high * 0.75), (end, y + high * 0.75)), INK, 3.0))
    else:
        fill = colour if step.sure else WHITE
        scene.add(Box(left, y - high / 2, wide, high, fill, colour, 1.25, step.mark.evidence))
    right = max(start, end)
    if step.mark.low is not None and step.mark.high is not None:
        low, top = (position(value, figure.axis, *plot) for value in (step.mark.low, step.mark.high))
        scene.add(Line(((low, y), (top, y)), INK if step.sure else SOFT, 1.0))
        if step.sure and not step.level:
            # Where it runs over its own bar.
            scene.add(Line(((max(low, left), y), (min(top, left + wide), y)), WHITE, 1.0))
        right = max(right, top)
    words: tuple[str, Weight] = (INK, 600) if step.level or step.sure else (GREY, 400)
    tone, weight = words
    x, baseline = right + style.text * 0.45, middle(y, style.text)
    scene.add(Words(x, baseline, step.mark.text, style.text, tone, weight, evidence=step.mark.evidence))
