"""From a scene to SVG: every shape and word at its place, in the order of drawing. The bytes depend on the scene alone.

The figure carries one label for a screen reader; shapes and words carry the id of the estimate that they show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from math import sqrt
from xml.sax.saxutils import escape, quoteattr

from peil.rendering.charts.scene import Box, Dot, Item, Line, Point, Scene, Shape, Words
from peil.rendering.fonts import FONT_FAMILY

_SVG = "http://www.w3.org/2000/svg"
_ARM = 0.4  # half the width of a cross's arms, as a part of its reach
# Corners of a marker around (0, 0) whose reach is 1; a circle has none.
_CORNERS: dict[Shape, tuple[Point, ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "triangle-up": ((0, -sqrt(3) / 2), (1, sqrt(3) / 2), (-1, sqrt(3) / 2)),
    "triangle-down": ((0, sqrt(3) / 2), (-1, -sqrt(3) / 2), (1, -sqrt(3) / 2)),
    "cross": (
        (-1, -_ARM), (-_ARM, -_ARM), (-_ARM, -1), (_ARM, -1), (_ARM, -_ARM), (1, -_ARM), (1, _ARM), (_ARM, _ARM),
        (_ARM, 1), (-_ARM, 1), (-_ARM, _ARM), (-1, _ARM),
    ),
}  # fmt: skip


def render(scene: Scene, identity: str, summary: str, language: str) -> str:
    """SVG text with `identity` as its id and `summary` as its only text for a screen reader."""
    wide, high, usual = _number(scene.width), _number(scene.height), _usual_size(scene.items)
    opening = _tag(
        "svg", ("xmlns", _SVG), ("width", wide), ("height", high), ("viewBox", f"0 0 {wide} {high}"), ("id", identity),
        ("role", "img"), ("aria-label", summary), ("lang", language), ("font-family", FONT_FAMILY),
        ("font-size", f"{_number(usual)}px"),
    )  # fmt: skip
    return f"<{opening}>{''.join(_drawn(item, usual) for item in _joined(scene.items))}</svg>"


def _joined(items: Iterable[Item]) -> Iterator[Item | tuple[Line, ...]]:
    """The items; lines behind one another that look the same are drawn as one."""
    for look, run in groupby(items, key=lambda item: _look(item) if isinstance(item, Line) else None):
        if look is None:
            yield from run
        else:
            yield tuple(line for line in run if isinstance(line, Line))


def _look(line: Line) -> tuple[object, ...]:
    """A dashed line begins its dashes anew, and is not joined."""
    return (line.colour, line.width, line.points if line.dash else ())


def _usual_size(items: Iterable[Item]) -> float:
    """The size that most words have: said once, for all."""
    sizes = Counter(item.size for item in items if isinstance(item, Words))
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def _drawn(item: Item | tuple[Line, ...], usual: float) -> str:
    match item:
        case Box():
            left, top, right, bottom = item.x, item.y, item.x + item.width, item.y + item.height
            around = _path(((left, top), (right, top), (right, bottom), (left, bottom))) + "Z"
            return _shape("path", (("d", around),), item)
        case Dot():
            return _marker(item)
        case Words():
            return _text(item, usual)
        case Line():
            return _lines((item,))
        case _:
            return _lines(item)


def _lines(lines: tuple[Line, ...]) -> str:
    path, first = "".join(_path(line.points) for line in lines), lines[0]
    dash = ("stroke-dasharray", ",".join(_number(part) for part in first.dash))
    return f"<{_tag('path', ('d', path), ('fill', 'none'), *_stroke(first.colour, first.width), dash)}/>"


def _shape(name: str, places: Sequence[tuple[str, str]], item: Box | Dot) -> str:
    look = (("fill", item.fill or "none"), *_stroke(item.stroke, item.line))
    return f"<{_tag(name, *places, *look, ('data-evidence', item.evidence))}/>"


def _marker(dot: Dot) -> str:
    corners = _CORNERS.get(dot.shape)
    if corners is None:
        return _shape("circle", (("cx", _number(dot.x)), ("cy", _number(dot.y)), ("r", _number(dot.size))), dot)
    path = _path(tuple((dot.x + dot.size * x, dot.y + dot.size * y) for x, y in corners)) + "Z"
    return _shape("path", (("d", path),), dot)


def _text(words: Words, usual: float) -> str:
    size = f"{_number(words.size)}px" if words.size != usual else ""
    opening = _tag(
        "text", ("x", _number(words.x)), ("y", _number(words.y)), ("font-size", size),
        ("font-weight", str(words.weight) if words.weight != 400 else ""), ("fill", words.colour),
        ("text-anchor", words.anchor if words.anchor != "start" else ""), ("data-evidence", words.evidence),
    )  # fmt: skip
    return f"<{opening}>{escape(words.text)}</text>"


def _stroke(colour: str, width: float) -> tuple[tuple[str, str], ...]:
    return (("stroke", colour), ("stroke-width", _number(width))) if colour and width else ()


def _path(points: Sequence[Point]) -> str:
    """Straight lines from point to point, the level and the upright ones by their end alone."""
    told = [(_number(x), _number(y)) for x, y in points]
    steps = [f"M{told[0][0]},{told[0][1]}"]
    for (x, y), (to_x, to_y) in pairwise(told):
        steps.append(f"H{to_x}" if y == to_y else f"V{to_y}" if x == to_x else f"L{to_x},{to_y}")
    return "".join(steps)


def _tag(name: str, *attributes: tuple[str, str]) -> str:
    """The inside of an opening tag; an attribute without a value is left out."""
    return " ".join((name, *(f"{key}={quoteattr(value)}" for key, value in attributes if value)))


def _number(value: float) -> str:
    """To a hundredth of a pixel, without idle zeros."""
    return f"{round(value, 2) + 0.0:g}"
