"""What a mark looks like in every kind of figure: its text with the flag, its fill when the base is small."""

from __future__ import annotations

from collections.abc import Iterable

from peil.rendering.charts.scene import Box, Line, Scene, Words, middle
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import Weight, width
from peil.rendering.theme import GREY, INK, MARK_CONTRAST, SOFT, WHITE, contrast
from peil.report.model import Axis, Flag, Mark

NOTHING = "–"
SIGN: dict[Flag, str] = {2: "++", 1: "+", 0: "", -1: "−", -2: "−−"}

# A figure that begins so, a difference, has a sign of its own: its flag stands somewhat apart.
SIGNED = ("+", "−")


def flagged(mark: Mark | None) -> str:
    """The text of a mark with its flag: "7,7 +"; an en dash where there is no mark."""
    if mark is None:
        return NOTHING
    return f"{mark.text} {SIGN[mark.flag]}" if mark.flag else mark.text


def weight_of(mark: Mark | None) -> Weight:
    """Semibold for a mark with a flag."""
    return 600 if mark is not None and mark.flag else 400


def colour_of(mark: Mark | None, colour: str) -> str:
    """Grey for what is not shown."""
    return GREY if mark is None or mark.value is None else colour


def fill_of(mark: Mark, colour: str) -> str:
    """White, so that the mark is hollow, for a small base."""
    return WHITE if mark.small else colour


def position(value: float, axis: Axis, left: float, right: float) -> float:
    """Pixels: where does a value stand on the axis? Values beyond the axis stand at its end."""
    part = (value - axis.low) / (axis.high - axis.low)
    return left + min(1.0, max(0.0, part)) * (right - left)


def edge_of(fill: str) -> str:
    """The line around a pale fill, so that it stands out from white; nothing around a dark one."""
    return SOFT if contrast(fill, WHITE) < MARK_CONTRAST else ""


def legend(scene: Scene, entries: Iterable[tuple[str, str]], left: float, top: float, style: ChartStyle) -> float:
    """A row of (text, colour) with small squares; a new line where the width ends. Returns where it ends."""
    square, size = style.small * 0.8, style.small
    x, y, pitch = left, top + style.line_height / 2, style.line_height * 1.1
    for text, colour in entries:
        wide = square * 1.6 + width(text, size)
        if x > left and x + wide > style.width:
            x, y = left, y + pitch
        scene.add(Box(x, y - square / 2, square, square, colour, edge_of(colour), 0.75))
        scene.add(Words(x + square * 1.6, middle(y, size), text, size, INK))
        x += wide + size * 1.6
    return y + pitch / 2


def whisker(scene: Scene, low: float, high: float, y: float, style: ChartStyle, colour: str) -> None:
    """A thin line from `low` to `high` with short ends."""
    cap = style.text * 0.2
    scene.add(
        Line(((low, y), (high, y)), colour),
        Line(((low, y - cap), (low, y + cap)), colour),
        Line(((high, y - cap), (high, y + cap)), colour),
    )
