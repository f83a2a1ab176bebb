"""Answers that add up to 100%: a bar per row, the legend above in the order of the segments."""

from __future__ import annotations

from dataclasses import dataclass

from peil.rendering.charts.marks import NOTHING, edge_of, flagged, legend, weight_of
from peil.rendering.charts.rows import Air, RowLabel, draw_labels, lay_out
from peil.rendering.charts.scene import Box, Line, Scene, Words, middle
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import width
from peil.rendering.theme import GREY, INK, PALE, RULE, WHITE, text_on
from peil.report.model import Mark, Stack, StackRow

_GAP = 1.5  # of white between segments
_LEAST_REST = 0.005  # of the bar: less is rounding
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
    """Segments from left to right; what none of them shows stays pale. A row without figures is a line and a dash."""
    values = [mark.value if mark is not None and mark.value is not None else 0.0 for mark in row.marks]
    if sum(values) <= 0:
        _draw_nothing(scene, row, y, plot, style)
        return
    x, whole = plot.left, max(sum(values), 1.0)
    for mark, value, colour in zip(row.marks, values, colours, strict=True):
        wide = value / whole * (plot.right - plot.left)
        if mark is not None and wide > 0:
            _draw_segment(scene, mark, (x, max(0.5, wide - _GAP), y), plot.thick, colour, style)
        x += wide
    rest = plot.right - x
    if rest > _LEAST_REST * (plot.right - plot.left):
        scene.add(Box(x, y - plot.thick / 2, rest, plot.thick, PALE, RULE, 0.75))


def _draw_nothing(scene: Scene, row: StackRow, y: float, plot: _Plot, style: ChartStyle) -> None:
    text, size = next((flagged(mark) for mark in row.marks if mark is not None), NOTHING), style.text
    scene.add(Line(((plot.left, y), (plot.right, y)), GREY, 0.75, (1.0, 2.0)))
    scene.add(Box(plot.left, y - size * 0.7, width(text, size) + size * 0.5, size * 1.4, WHITE))
    scene.add(Words(plot.left, middle(y, size), text, size, GREY))


def _draw_segment(
    scene: Scene, mark: Mark, at: tuple[float, float, float], thick: float, colour: str, style: ChartStyle
) -> None:
    """A segment at (left side, width, middle); its text only where that fits."""
    x, inner, y = at
    fill = WHITE if mark.small else colour
    edge = colour if mark.small else edge_of(fill)
    scene.add(Box(x, y - thick / 2, inner, thick, fill, edge, 0.75, mark.evidence))
    text, weight = flagged(mark), weight_of(mark)
    size = next((size for size in (style.text, style.small) if width(text, size, weight) + 3 <= inner), None)
    if size is not None:
        ink = INK if mark.small else text_on(fill)
        scene.add(Words(x + inner / 2, middle(y, size), text, size, ink, weight, "middle", mark.evidence))
