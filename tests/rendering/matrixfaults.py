"""What is wrong with a drawn improvement matrix, measured from its shapes and words alone, whatever placed them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import dist

from peil.rendering.charts.scene import Bounds, Box, Dot, Line, Point, Scene, Words
from peil.report.model import Matrix

_LEADER = 0.5  # the width of the line between a name and its point
_TOUCH = 0.3  # pixels that boxes may share: the room of a word is measured on the wide side


@dataclass(frozen=True)
class Faults:
    """Of one drawing. `named`: names rather than numbers beside the points; pairs and names are counted, `longest` is
    the length of the longest leader line in pixels."""

    named: bool
    overlaps: int
    over_points: int
    over_fixed: int
    crossings: int
    through: int
    elsewhere: int
    leaders: int
    longest: float

    @property
    def all(self) -> int:
        """Everything that should not be there."""
        return self.overlaps + self.over_points + self.over_fixed + self.crossings + self.through + self.elsewhere


@dataclass(frozen=True)
class _Drawn:
    names: list[Bounds]
    dots: list[Dot]
    leaders: list[tuple[Point, Point]]
    fixed: list[Bounds]
    plot: Bounds
    cross: Point


def faults(figure: Matrix, scene: Scene) -> Faults:
    """Measure a drawing of this figure."""
    named, drawn = _read(figure, scene)
    names, dots = drawn.names, drawn.dots
    over_points = sum(
        _near(box, (dot.x, dot.y)) < dot.size - _TOUCH
        for i, box in enumerate(names)
        for k, dot in enumerate(dots)
        if i != k
    )
    through = sum(
        _shrunk(box).meets_line(*line) for line in drawn.leaders for box in names if _near(box, line[1]) > 1.0
    )
    through += sum(_passes(line, dot) for line in drawn.leaders for dot in dots)
    return Faults(
        named,
        sum(_shrunk(one).meets(other) for one, other in combinations(names, 2)),
        over_points,
        sum(_shrunk(box).meets(other) for box in names for other in drawn.fixed),
        sum(_cross(one, other) for one, other in combinations(drawn.leaders, 2)),
        through,
        sum(not _at_home(box, corner, drawn) for box, corner in zip(names, _corners(figure), strict=True)),
        len(drawn.leaders),
        max((dist(*line) for line in drawn.leaders), default=0.0),
    )


def _corners(figure: Matrix) -> list[int]:
    return [point.corner for point in figure.points]


def _read(figure: Matrix, scene: Scene) -> tuple[bool, _Drawn]:
    frames = [item for item in scene.items if isinstance(item, Box) and item.fill == "none"]
    plot = Bounds(frames[0].x, frames[0].y, frames[0].x + frames[0].width, frames[0].y + frames[0].height)
    words = [
        item for item in scene.items if isinstance(item, Words) and plot.left < item.x < plot.right
        and plot.top < item.y < plot.bottom
    ]  # fmt: skip
    values = {text for _, text in figure.borders}
    inside = [item for item in words if item.colour == "#15181c" and item.text not in values]
    fixed = [item.bounds for item in words if item not in inside]
    borders = [item for item in scene.items if isinstance(item, Line) and item.width == 0.8 and len(item.points) == 2]
    upright = next(line for line in borders if line.points[0][0] == line.points[1][0])
    level = next(line for line in borders if line.points[0][1] == line.points[1][1])
    named = not all(item.text.isdigit() for item in inside)
    leaders = [
        (item.points[0], item.points[-1]) for item in scene.items if isinstance(item, Line) and item.width == _LEADER
    ]
    return named, _Drawn(
        _names(figure, inside, named),
        [item for item in scene.items if isinstance(item, Dot) and item.evidence],
        leaders,
        fixed,
        plot,
        (upright.points[0][0], level.points[0][1]),
    )


def _names(figure: Matrix, words: list[Words], named: bool) -> list[Bounds]:
    """The room of each name: its lines follow one another, in the order of the points."""
    made, left = [], list(words)
    for number, point in enumerate(figure.points, start=1):
        wanted = point.label if named else str(number)
        lines = [left.pop(0)]
        while _letters("".join(one.text for one in lines)) != _letters(wanted):
            lines.append(left.pop(0))
        boxes = [one.bounds for one in lines]
        made.append(
            Bounds(
                min(box.left for box in boxes),
                min(box.top for box in boxes),
                max(box.right for box in boxes),
                max(box.bottom for box in boxes),
            )
        )
    assert not left
    return made


def _letters(text: str) -> str:
    return text.replace(" ", "").replace("-", "").replace("\u00a0", "")


def _shrunk(box: Bounds) -> Bounds:
    return Bounds(box.left + _TOUCH, box.top + _TOUCH, box.right - _TOUCH, box.bottom - _TOUCH)


def _near(box: Bounds, at: Point) -> float:
    return dist(at, (max(box.left, min(at[0], box.right)), max(box.top, min(at[1], box.bottom))))


def _at_home(box: Bounds, corner: int, drawn: _Drawn) -> bool:
    """Whether all of it lies in its part of the plot."""
    x, y = drawn.cross
    plot = drawn.plot
    across = (plot.left, x) if corner in {0, 2} else (x, plot.right)
    down = (plot.top, y) if corner in {0, 1} else (y, plot.bottom)
    inner = _shrunk(box)
    return across[0] <= inner.left and inner.right <= across[1] and down[0] <= inner.top and inner.bottom <= down[1]


def _passes(line: tuple[Point, Point], dot: Dot) -> bool:
    """Whether it runs over a point that is not its own, further on than where it begins."""
    start, end = line
    if dist(start, (dot.x, dot.y)) < 0.01:
        return False
    way = (end[0] - start[0], end[1] - start[1])
    length = max(dist(start, end), 1e-9)
    along = ((dot.x - start[0]) * way[0] + (dot.y - start[1]) * way[1]) / length
    if not 1.0 < along < length:
        return False
    off = abs((dot.x - start[0]) * way[1] - (dot.y - start[1]) * way[0]) / length
    return off < dot.size * 0.55  # it may touch the edge: the line lies on top, and ends in the middle of its own


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    def side(line: tuple[Point, Point], at: Point) -> float:
        (x, y), (end, bottom) = line
        return (end - x) * (at[1] - y) - (bottom - y) * (at[0] - x)

    return side(one, other[0]) * side(one, other[1]) < 0 and side(other, one[0]) * side(other, one[1]) < 0
