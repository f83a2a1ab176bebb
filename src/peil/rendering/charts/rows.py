"""What charts in rows have in common: labels left of the plot or above their row, indents, heights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peil.rendering.charts.scene import Scene, Words, middle
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import Weight, width, wrap
from peil.rendering.theme import GREY, INK

_SHARE_OF_WIDTH = 0.34  # labels take at most this part of a wide chart,
_SHARE_OF_HALF = 0.42  # and this part of a chart on half a page


@dataclass(frozen=True)
class RowLabel:
    """The text of a row: in bold for the total, indented and grey for a nested group. `follows`: stands close to the
    row above it."""

    text: str
    total: bool = False
    level: int = 0
    follows: bool = False

    @property
    def weight(self) -> Weight:
        """Semibold for the total."""
        return 600 if self.total else 400


@dataclass(frozen=True)
class Rows:
    """Where rows stand. `plot_left`: left side of the plot; per row its lines, its top, its height and the middle of
    its plot (in a narrow chart that lies under the label)."""

    labels: tuple[RowLabel, ...]
    lines: tuple[tuple[str, ...], ...]
    plot_left: float
    tops: tuple[float, ...]
    heights: tuple[float, ...]
    middles: tuple[float, ...]

    @property
    def bottom(self) -> float:
        """Where the last row ends."""
        return self.tops[-1] + self.heights[-1] if self.tops else 0.0


@dataclass(frozen=True)
class Air:
    """Room between rows as parts of the size of text: what is natural, at least and at most."""

    natural: float
    least: float
    most: float

    def given(self, style: ChartStyle, used: float, count: int) -> float:
        """Pixels between rows, when the rest of the figure takes `used` of the height there is."""
        if not style.height or not count:
            return self.natural * style.text
        part = (style.height - used) / (count * 1.6)  # 1.6: rows that are not nested get 0.6 of it on top
        return max(self.least * style.text, min(self.most * style.text, part))


def lay_out(labels: Sequence[RowLabel], style: ChartStyle, top: float, plot: float, air: float) -> Rows:
    """Rows from `top` down; `plot` is the height that the marks of a row need, `air` what lies between rows."""
    share = 1.0 if style.narrow else _SHARE_OF_WIDTH if style.width > style.text * 45 else _SHARE_OF_HALF
    room = style.width * share
    indent = style.text * 1.1
    lines = tuple(wrap(label.text, room - indent * label.level, style.text, label.weight) for label in labels)
    used = [
        width(line, style.text, label.weight) + indent * label.level
        for label, row in zip(labels, lines, strict=True)
        for line in row
    ]
    plot_left = 0.0 if style.narrow else max(used, default=0.0) + style.text
    tops: list[float] = []
    heights: list[float] = []
    middles: list[float] = []
    for label, row in zip(labels, lines, strict=True):
        text = len(row) * style.line_height
        apart = label.level == 0 and not label.follows
        extra = air * 0.6 if apart and tops and not style.narrow else 0.0
        height = text + plot + air if style.narrow else max(text, plot) + air
        tops.append(top + extra)
        heights.append(height)
        middles.append(top + extra + (text + plot / 2 + air * 0.35 if style.narrow else height / 2))
        top += extra + height
    return Rows(tuple(labels), lines, plot_left, tuple(tops), tuple(heights), tuple(middles))


def heights(labels: Sequence[RowLabel], style: ChartStyle, plot: float) -> float:
    """Pixels that all rows take without air between them."""
    return lay_out(labels, style, 0.0, plot, 0.0).bottom


def draw_labels(scene: Scene, rows: Rows, style: ChartStyle) -> None:
    """The labels: in a wide chart in the middle of their row, in a narrow one above it."""
    for label, lines, top, at in zip(rows.labels, rows.lines, rows.tops, rows.middles, strict=True):
        block = (len(lines) - 1) * style.line_height
        first = top + style.line_height / 2 if style.narrow else at - block / 2
        x = label.level * style.text * 1.1
        colour = GREY if label.level else INK
        for i, line in enumerate(lines):
            y = middle(first + i * style.line_height, style.text)
            scene.add(Words(x, y, line, style.text, colour, label.weight))
