"""Values in columns at the right side of a chart in rows: one column per wave, the last one in ink."""

from __future__ import annotations

from peil.rendering.charts.marks import NOTHING, SIGN, colour_of, weight_of
from peil.rendering.charts.scene import Dot, Scene, Shape, Words, middle
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import width
from peil.rendering.theme import GREY, INK
from peil.report.model import BarRow, Bars

_LEAST_PLOT = 0.2  # of the width: less is not a plot


def columns(figure: Bars, style: ChartStyle, left: float) -> tuple[dict[int, float], float]:
    """The right side of each column of values, by the position of its wave, and where the plot ends.

    Where all columns would leave too little plot, the first and the last wave are printed, or the last alone.
    """
    wide, pitch, slot = _sizes(figure, style)
    last = len(figure.columns) - 1
    for shown in (list(range(last + 1)), [0, last], [last]):
        places = {i: style.width - slot - pitch * (len(shown) - 1 - k) for k, i in enumerate(shown)}
        right = min(places.values()) - wide - style.text * (0.5 if style.narrow else 1.2)
        if right - left >= style.width * _LEAST_PLOT or shown == [last]:
            break
    return places, right


def _sizes(figure: Bars, style: ChartStyle) -> tuple[float, float, float]:
    """How wide a column is, from one column to the next, and the room for flags behind the last."""
    marks = [(i, mark) for row in figure.rows for i, mark in enumerate(row.marks) if mark is not None]
    slot = max((width(f" {SIGN[mark.flag]}", style.text, 600) + 1 for _, mark in marks if mark.flag), default=0.0)
    early = any(mark.flag for i, mark in marks if i < len(figure.columns) - 1)
    wide = max(width(text, style.text, 600) for text in [NOTHING, *(mark.text for _, mark in marks)])
    dot = style.small if len(figure.columns) > 1 else 0.0
    wide = max([wide, *(width(text, style.small, 600) + dot for text in figure.columns)])
    return wide, wide + max(style.text * 0.7, slot * early), slot


def draw_head(
    scene: Scene, figure: Bars, places: dict[int, float], style: ChartStyle, y: float, shape: Shape = "circle"
) -> None:
    """The waves above their values, each with the mark that stands for it."""
    count = len(figure.columns)
    colours = style.theme.waves(count)
    for i, x in places.items():
        newest, size, text = i == count - 1, style.small, figure.columns[i]
        scene.add(Words(x, middle(y, size), text, size, INK if newest else GREY, 600 if newest else 400, "end"))
        if count > 1:
            dot = x - width(text, size, 600 if newest else 400) - size * 0.6
            scene.add(Dot(dot, y, size * (0.32 if newest else 0.25), colours[i], colours[i], 1.0, shape))


def draw_values(scene: Scene, row: BarRow, y: float, places: dict[int, float], style: ChartStyle) -> None:
    """The values of a row in their columns, a flag behind each, an en dash where there is none."""
    baseline, size = middle(y, style.text), style.text
    for i, x in places.items():
        mark, newest = row.marks[i], i == len(row.marks) - 1
        colour = colour_of(mark, INK if newest else GREY)
        weight = 600 if row.total and newest else weight_of(mark)
        text = NOTHING if mark is None else mark.text
        scene.add(Words(x, baseline, text, size, colour, weight, "end", mark.evidence if mark else ""))
        if mark is not None and mark.flag:
            scene.add(Words(x + width(" ", size), baseline, SIGN[mark.flag], size, INK, 600))
