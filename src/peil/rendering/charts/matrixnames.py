"""What stands beside the points of an improvement matrix: their names where few points have room for them, else
numbers, of which the names stand in a key.

A name that needs a long line, lies in another part than its point, or has its line crossed by another's is not read but
deciphered. The numbers run from the most important to the least, part by part: the key is the list of what to improve.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from peil.rendering.charts.matrixframe import Frame, border_values, part_names, radius
from peil.rendering.charts.matrixkey import RING, name_weight
from peil.rendering.charts.placing import Field, Name, Spot, covering, nearest, place
from peil.rendering.charts.scene import Anchor, Bounds, Box, Dot, Line, Point, Scene, Words, middle
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import width, wrap
from peil.rendering.theme import INK, WHITE
from peil.report.model import Matrix, MatrixPoint

_MOST_NAMED = 16  # points; the names of more never find room without lines all over the plot
_MOST_LINES = 1 / 3  # of names that stand away from their point
_TO_NAME, _TO_NUMBER, _AT_MOST = 27.0, 44.0, 80.0  # the longest line; to numbers longer ones where all else fails
_LEADING = 1.14

Ways = tuple[tuple[str, ...], ...]  # the ways to break a name over lines


@dataclass(frozen=True)
class Lettering:
    """What stands beside each point, in which of its ways, and where; how many stand where they should not."""

    texts: tuple[Ways, ...]
    spots: tuple[Spot, ...]
    clashes: int


def names(frame: Frame, style: ChartStyle) -> Lettering | None:
    """Names, where all of them have room near their points."""
    points = frame.figure.points
    if len(points) > _MOST_NAMED:
        return None
    made = _placed(tuple(_ways(point, style) for point in points), frame, style, _TO_NAME)
    lines = sum(spot.far for spot in made.spots)
    return None if made.clashes or lines > _MOST_LINES * len(points) else made


def numbers(frames: Iterable[Frame], style: ChartStyle) -> tuple[Frame, Lettering]:
    """Numbers, in the order of the points: in the first of these frames in which all find room, or the one in which
    most do."""
    made: list[tuple[Frame, Lettering]] = []
    for frame in frames:
        made.append((frame, _numbers(frame, style, _TO_NUMBER)))
        if not made[-1][1].clashes:
            return made[-1]
    made.append((made[-1][0], _numbers(made[-1][0], style, _AT_MOST)))
    return min(made, key=lambda one: one[1].clashes)


def _numbers(frame: Frame, style: ChartStyle, reach: float) -> Lettering:
    texts = tuple(((str(number),),) for number in range(1, len(frame.figure.points) + 1))
    return _placed(texts, frame, style, reach)


def _placed(texts: tuple[Ways, ...], frame: Frame, style: ChartStyle, reach: float) -> Lettering:
    fixed = [_roomy(words.bounds, 2.0) for words in part_names(frame, style)]
    fixed += [_roomy(words.bounds, 1.0) for words in border_values(frame, style)]
    field = Field(radius(style) + 0.8, tuple(fixed), frame.ways, reach)
    placed = place(tuple(_name(*both, frame, style) for both in zip(frame.figure.points, texts, strict=True)), field)
    return Lettering(texts, placed.spots, placed.clashes)


def _roomy(box: Bounds, by: float) -> Bounds:
    return Bounds(box.left - by, box.top - by, box.right + by, box.bottom + by)


def _ways(point: MatrixPoint, style: ChartStyle) -> Ways:
    """A name on one line, and on two where it has several words."""
    whole = (point.label,)
    room = width(point.label, style.small, name_weight(point)) * 0.62
    two = wrap(point.label, room, style.small, name_weight(point), lines=2)
    return (whole, two) if len(two) == 2 and "".join(two).replace(" ", "") == point.label.replace(" ", "") else (whole,)


def _name(point: MatrixPoint, ways: Ways, frame: Frame, style: ChartStyle) -> Name:
    size, at = style.small, frame.place(point)
    shapes = tuple(
        (max(width(line, size, name_weight(point)) for line in way) + 2, len(way) * size * _LEADING + 0.5)
        for way in ways
    )
    ring = radius(style) * (RING - 1) if point.unsure else 0.0
    return Name((round(at[0], 3), round(at[1], 3)), shapes, frame.part(point.corner), ring)


def draw_patches(scene: Scene, lettering: Lettering, frame: Frame, style: ChartStyle) -> None:
    """Ground under the names that lie over the way of a point."""
    boxes = [spot.box for spot in lettering.spots]
    for box, over in zip(boxes, covering(boxes, frame.ways), strict=True):
        if over:
            _draw_patch(scene, box, frame.cross, style.theme.pale)


def _draw_patch(scene: Scene, box: Bounds, cross: Point, pale: str) -> None:
    """Ground of the colour that is there already."""
    tinted = box.left < cross[0] and box.top < cross[1]
    high = box.bottom - box.top - 1.0
    scene.add(Box(box.left, box.top + 0.5, box.right - box.left, high, pale if tinted else WHITE))


def draw_names(scene: Scene, figure: Matrix, lettering: Lettering, frame: Frame, style: ChartStyle) -> None:
    """Names or numbers."""
    for point, ways, spot in zip(figure.points, lettering.texts, lettering.spots, strict=True):
        _draw_name(scene, point, ways[spot.shape], spot.box, frame.place(point), style)


def draw_lines(scene: Scene, figure: Matrix, lettering: Lettering, frame: Frame) -> None:
    """From names further away to the middle of their points, over all points: in a cluster each line shows its own."""
    ends = []
    for point, spot in zip(figure.points, lettering.spots, strict=True):
        if spot.far:
            at = frame.place(point)
            scene.add(Line((at, nearest(spot.box, at)), INK, 0.5))
            ends.append(at)
    for at in ends:
        scene.add(Dot(*at, 1.1, INK, WHITE, 0.5))


def _draw_name(
    scene: Scene, point: MatrixPoint, lines: tuple[str, ...], box: Bounds, at: Point, style: ChartStyle
) -> None:
    """The lines of a name, against the side where its point is."""
    size, step = style.small, style.small * _LEADING
    anchor: Anchor = "start" if box.left >= at[0] else "end" if box.right <= at[0] else "middle"
    x = {"start": box.left + 1, "end": box.right - 1, "middle": (box.left + box.right) / 2}[anchor]
    top = (box.top + box.bottom) / 2 - (len(lines) - 1) * step / 2
    for i, line in enumerate(lines):
        scene.add(Words(x, middle(top + i * step, size), line, size, INK, name_weight(point), anchor))
