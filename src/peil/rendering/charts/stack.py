"""Answers that add up to 100%: a bar per row, the legend above in the order of the segments."""

from __future__ import annotations

from dataclasses import dataclass

from peil.rendering.charts.marks import edge_of, flagged, legend, weight_of
from peil.rendering.charts.rows import Air, RowLabel, draw_labels, lay_out
from peil.rendering.charts.scene import Box, Line, Scene, Words, middle
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import width
from peil.rendering.theme import GREY, INK, WHITE, text_on
from peil.report.model import Stack, StackRow

_GAP = 1.5  # of white between segments
_THICKEST = 4.8  # bars, as a part of the size of text: thicker looks clumsy


@dataclass(frozen=True)
class _Plot:
    """Where bars begin and end, and how thick they are."""

    left: float
    right: float
    thick: float


def draw_stack(figure: Stack, style: ChartStyle) -> Scene:
    """Bars of equal length; the number of answers stands behind each, or in a narrow chart above it."""
    scene = Scene(style.width)
    count = len(figure.segments)
    colours = (style.theme.sequence if figure.ordered else style.theme.answers)(count)
    labels = [RowLabel(row.label, row.total, follows=row.follows) for row in figure.rows]
    thick = _thickness(figure, style)
    bases = max((width(row.n, style.small) for row in figure.rows), default=0.0)
    sketch = lay_out(labels, style, 0.0, thick, 0.0)
    top = legend(scene, zip(figure.segments, colours, strict=True), sketch.plot_left, 0.0, style)
    top += style.text * 0.4
    air = Air(0.55, 0.3, 3.0).given(style, top + sketch.bottom + style.text * 0.4, len(labels))
    rows = lay_out(labels, style, top, thick, air)
    right = style.width if style.narrow or not bases else style.width - bases - style.text * 0.8
    for row, at, head in zip(figure.rows, rows.middles, rows.tops, strict=True):
        _draw_row(scene, row, at, _Plot(rows.plot_left, right, thick), colours, style)
        y = head + style.line_height / 2 if style.narrow else at
        scene.add(Words(style.width, middle(y, style.small), row.n, style.small, GREY, anchor="end"))
    draw_labels(scene, rows, style)
    scene.height = rows.bottom + style.text * 0.3
    return scene


def _thickness(figure: Stack, style: ChartStyle) -> float:
    """Of a bar: somewhat more where there is height to spare."""
    if not style.height or not figure.rows:
        return style.text * 1.9
    return max(style.text * 1.6, min(_THICKEST * style.text, style.height / len(figure.rows) * 0.45))


def _draw_row(scene: Scene, row: StackRow, y: float, plot: _Plot, colours: tuple[str, ...], style: ChartStyle) -> None:
    """Segments from left to right; a text only where it fits. A row without figures is a thin line and its dash."""
    values = [mark.value if mark is not None and mark.value is not None else 0.0 for mark in row.marks]
    whole = sum(values)
    if whole <= 0:
        text = next((flagged(mark) for mark in row.marks if mark is not None), "–")
        scene.add(Line(((plot.left, y), (plot.right, y)), GREY, 0.75, (1.0, 2.0)))
        scene.add(
            Box(plot.left, y - style.text * 0.7, width(text, style.text) + style.text * 0.5, style.text * 1.4, WHITE)
        )
        scene.add(Words(plot.left, middle(y, style.text), text, style.text, GREY))
        return
    x = plot.left
    for mark, value, colour in zip(row.marks, values, colours, strict=True):
        wide = value / whole * (plot.right - plot.left)
        if mark is not None and wide > 0:
            hollow = mark.small
            fill = WHITE if hollow else colour
            inner = max(0.5, wide - _GAP)
            scene.add(
                Box(
                    x,
                    y - plot.thick / 2,
                    inner,
                    plot.thick,
                    fill,
                    colour if hollow else edge_of(fill),
                    0.75,
                    mark.evidence,
                )
            )
            text, weight = flagged(mark), weight_of(mark)
            sizes = [size for size in (style.text, style.small) if width(text, size, weight) + 3 <= inner]
            if sizes:
                ink, centre = INK if hollow else text_on(fill), x + inner / 2
                words = Words(centre, middle(y, sizes[0]), text, sizes[0], ink, weight, "middle", mark.evidence)
                scene.add(words)
        x += wide
