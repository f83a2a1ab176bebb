"""Figures over waves: lines with their names and last values at the right, first values at the left.

Many lines within two tenths of each other is the normal case. Labels at both ends are pushed apart, with a thin leader
to their point; values in between are printed only where they touch no line, no marker and no other text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from peil.rendering.charts.labels import spread
from peil.rendering.charts.marks import NOTHING, SIGN, fill_of, weight_of
from peil.rendering.charts.references import dashed
from peil.rendering.charts.scene import Bounds, Dot, Line, Point, Scene, Shape, Words, middle
from peil.rendering.charts.style import ChartStyle
from peil.rendering.charts.text import Weight, width, wrap
from peil.rendering.charts.trendkey import Entry, draw_key, key_height, needs_key
from peil.rendering.theme import GREY, INK, RULE, SOFT
from peil.report.model import Mark, Trend, TrendSeries

SHAPES: tuple[Shape, ...] = ("square", "diamond", "triangle-up", "circle", "triangle-down", "cross")
_MANY = 5  # beyond this many lines and waves, markers stand at the ends of lines only
_FEW = 3  # with at most so many lines every value is worth printing, and the intervals of all last values are drawn


@dataclass(frozen=True)
class _Curve:
    """One series with its colour, its marker and where its marks stand; None = nothing to draw.

    `turn` counts how often the colours were used before; from the second time on the line is dashed. `outside`: a
    figure from outside the data, a level line of which only the name is placed here.
    """

    series: TrendSeries
    colour: str
    shape: Shape
    points: tuple[Point | None, ...]
    turn: int = 0
    leads: bool = False
    outside: bool = False

    @property
    def first(self) -> int | None:
        """Position of the first mark that is drawn."""
        return next((i for i, point in enumerate(self.points) if point), None)

    @property
    def last(self) -> int | None:
        """Position of the last mark that is drawn."""
        return next((i for i in reversed(range(len(self.points))) if self.points[i]), None)

    @property
    def level(self) -> float:
        """The height of its last mark."""
        return next((point[1] for point in reversed(self.points) if point), 0.0)

    @property
    def weight(self) -> Weight:
        """That of its name."""
        return 600 if self.leads else 400

    def segments(self) -> list[tuple[Point, Point]]:
        """The pieces of the line: none over a gap, none into a new series."""
        made = []
        for i in range(1, len(self.points)):
            start, end = self.points[i - 1], self.points[i]
            if start and end and i not in self.series.breaks:
                made.append((start, end))
        return made


@dataclass(frozen=True)
class _Frame:
    """The sides of the plot, and where the names at the right begin."""

    left: float
    right: float
    top: float
    bottom: float
    names: float
    values: float

    def lowered(self, by: float) -> _Frame:
        """The same frame further down."""
        return replace(self, top=self.top + by, bottom=self.bottom + by)


def leads(series: TrendSeries, figure: Trend) -> bool:
    """Whether a line is the one to look at: the total, or the only group beside it in the report of that group."""
    if not any(one.beside for one in figure.series):
        return series.total
    return not series.total and len(figure.series) == 2


def series_weight(series: TrendSeries, figure: Trend) -> Weight:
    """The name of the line to look at is semibold."""
    return 600 if leads(series, figure) else 400


def draw_trend(figure: Trend, style: ChartStyle) -> Scene:
    """The whole figure."""
    scene = Scene(style.width)
    whole = _with_references(figure)
    labels = [(series.label, series_weight(series, figure)) for series in figure.series]
    # In a key, far from its line, a figure from outside is known by its value.
    labels += [(f"{one.text} {one.label}", 400) for one in figure.references]
    keyed = needs_key(labels, style)
    names = _names(whole, style, keyed)
    firsts = _prints_firsts(figure, style)
    frame = _frame(whole, names, style, firsts)
    if keyed:
        frame = frame.lowered(key_height(labels, style))
    curves = _curves(figure, frame, style)
    beside = _outside(whole, len(curves), frame)
    if keyed:
        lined = zip(labels, (*curves, *beside), strict=True)
        entries = [Entry(text, one.colour, one.shape, weight, one.outside) for (text, weight), one in lined]
        draw_key(scene, entries, style)
    _draw_grid(scene, figure, frame, style)
    for one in beside:
        dashed(scene, (frame.left - style.text * 0.7, one.level), (frame.right, one.level))
    for curve in sorted(curves, key=lambda each: each.leads):
        _draw_curve(scene, curve, len(curves) <= _FEW or curve.leads, frame, figure)
    if firsts:
        _draw_first_values(scene, curves, frame, style)
    _draw_names(scene, (*curves, *beside), names, frame, style)
    _draw_middle_values(scene, curves, style)
    scene.height = frame.bottom + style.small * (4.2 if figure.axis.title else 2.4)
    return scene


def _with_references(figure: Trend) -> Trend:
    """The figure with those from outside as lines of one point at the last wave: their names take room, too."""
    early = (None,) * (len(figure.moments) - 1)
    lines = (
        TrendSeries(one.label, False, (*early, Mark(one.value, one.text, one.evidence))) for one in figure.references
    )
    return replace(figure, series=(*figure.series, *lines))


def _outside(whole: Trend, own: int, frame: _Frame) -> list[_Curve]:
    """The lines from outside, behind so many of the study's own."""
    made = []
    for series in whole.series[own:]:
        mark = series.marks[-1]
        level = _height(mark.value if mark and mark.value is not None else whole.axis.low, whole, frame)
        points = (*(None for _ in series.marks[:-1]), (frame.right, level))
        made.append(_Curve(series, GREY, "circle", points, outside=True))
    return made


def _names(figure: Trend, style: ChartStyle, keyed: bool) -> list[tuple[str, ...]]:
    """The lines of the names beside the plot; empty ones when they stand in a key."""
    if keyed:
        return [("",)] * len(figure.series)
    room = style.width * (0.32 if style.narrow else 0.27)
    return [wrap(s.label, room, _size(style), series_weight(s, figure), lines=3) for s in figure.series]


def _size(style: ChartStyle) -> float:
    """Of values and names: a phone has room for the small size only."""
    return style.small if style.narrow else style.text


def _prints_firsts(figure: Trend, style: ChartStyle) -> bool:
    """Whether the values of the first wave are printed: not on a phone when there are many."""
    return len(figure.moments) > 1 and not (style.narrow and len(figure.series) > _FEW + 2)


def _frame(figure: Trend, names: list[tuple[str, ...]], style: ChartStyle, with_firsts: bool) -> _Frame:
    """As much plot as the names leave, and the values of the first wave where they are printed; high enough for all
    names under each other."""
    size, lasts = _size(style), [_last_mark(series) for series in figure.series]
    values = max((width(mark.text if mark else NOTHING, size, 600) for mark in lasts), default=0.0)
    values += width(" +", size, 600) + size * 0.35
    pairs = zip(figure.series, names, strict=True)
    wide = max((width(line, size, series_weight(s, figure)) for s, lines in pairs for line in lines), default=0.0) + 2
    ticks = max((width(text, style.small) for _, text in figure.axis.ticks), default=0.0)
    firsts = max((width(s.marks[0].text, size) for s in figure.series if s.marks and s.marks[0]), default=0.0)
    left = ticks + style.text * 0.6 + (firsts + size * 1.7 if with_firsts else style.text)
    start = style.width - wide - values
    needed = sum(len(lines) for lines in names) * style.line_height + len(names) * style.text * 0.25
    natural = 300.0 if style.narrow else style.width * 0.44
    foot = style.small * 4.2
    height = style.height - foot - style.text * 1.2 if style.height else min(natural, style.text * 30)
    top = style.text * 0.8
    return _Frame(left, start - size * 2.7, top, top + max(height, needed), start + values, start)


def _last_mark(series: TrendSeries) -> Mark | None:
    """The mark that the name at the right tells about: that of the last wave, else the last one drawn."""
    if series.marks and series.marks[-1] is not None:
        return series.marks[-1]
    return next((mark for mark in reversed(series.marks) if mark is not None and mark.value is not None), None)


def _curves(figure: Trend, frame: _Frame, style: ChartStyle) -> list[_Curve]:
    others = [series for series in figure.series if not series.total]
    colours = iter(style.theme.lines(len(others)))
    made, number = [], 0
    for series in figure.series:
        points = tuple(
            None if mark is None or mark.value is None else (x, _height(mark.value, figure, frame))
            for x, mark in zip(_places(figure, frame), series.marks, strict=True)
        )
        if series.total:
            made.append(_Curve(series, GREY if series.beside else INK, "circle", points, 0, leads(series, figure)))
        else:
            turn = number // len(SHAPES)
            shape = SHAPES[(number + turn) % len(SHAPES)]
            made.append(_Curve(series, next(colours), shape, points, turn, leads(series, figure)))
            number += 1
    return made


def _places(figure: Trend, frame: _Frame) -> list[float]:
    """Where the waves stand: by date; a single wave stands at the right."""
    times = [time for _, time in figure.moments]
    if not times or times[-1] == times[0]:
        return [frame.right] * len(times)
    return [frame.left + (t - times[0]) / (times[-1] - times[0]) * (frame.right - frame.left) for t in times]


def _height(value: float, figure: Trend, frame: _Frame) -> float:
    part = (value - figure.axis.low) / (figure.axis.high - figure.axis.low)
    return frame.bottom - min(1.0, max(0.0, part)) * (frame.bottom - frame.top)


def _draw_grid(scene: Scene, figure: Trend, frame: _Frame, style: ChartStyle) -> None:
    """Thin lines at the ticks, the waves below; where waves stand too close the last and the first keep their text."""
    start = max((width(text, style.small) for _, text in figure.axis.ticks), default=0.0)
    for value, text in figure.axis.ticks:
        y = _height(value, figure, frame)
        scene.add(Line(((frame.left - style.text * 0.7, y), (frame.right, y)), RULE, 0.75))
        scene.add(Words(start, middle(y, style.small), text, style.small, GREY, anchor="end"))
    places = _places(figure, frame)
    order = [len(places) - 1, 0, *reversed(range(1, len(places) - 1))] if places else []
    kept: list[Bounds] = []
    for i in dict.fromkeys(order):
        words = Words(
            places[i], frame.bottom + style.small * 1.7, figure.moments[i][0], style.small, INK, anchor="middle"
        )
        bounds = words.bounds
        roomy = Bounds(bounds.left - 4, bounds.top, bounds.right + 4, bounds.bottom)
        if not any(roomy.meets(other) for other in kept):
            kept.append(bounds)
            scene.add(words)
        scene.add(Line(((places[i], frame.bottom), (places[i], frame.bottom + style.small * 0.45)), SOFT, 0.75))
    scene.add(Words(0, frame.bottom + style.small * 3.5, figure.axis.title, style.small, GREY))


def _draw_curve(scene: Scene, curve: _Curve, interval: bool, frame: _Frame, figure: Trend) -> None:
    thick = 2.4 if curve.leads else 1.4
    shown = _marked(curve, len(figure.series) > _MANY and len(figure.moments) > _MANY)
    for start, end in curve.segments():
        scene.add(Line((start, end), curve.colour, thick, (4.0, 2.0) if curve.turn else ()))
    last = curve.series.marks[-1] if curve.series.marks else None
    if interval and last is not None and last.value is not None and last.low is not None and last.high is not None:
        x = frame.right
        ends = (_height(last.low, figure, frame), _height(last.high, figure, frame))
        scene.add(Line(((x, ends[0]), (x, ends[1])), curve.colour))
        for y in ends:
            scene.add(Line(((x - 2.5, y), (x + 2.5, y)), curve.colour))
    for i, (point, mark) in enumerate(zip(curve.points, curve.series.marks, strict=True)):
        if point and mark and (i in shown or mark.small):
            fill = fill_of(mark, curve.colour)
            size = 3.6 if curve.leads else 3.1
            scene.add(Dot(*point, size, fill, curve.colour, 1.4, curve.shape, mark.evidence))


def _marked(curve: _Curve, crowded: bool) -> set[int]:
    """Positions that get a marker: all; where many lines have many waves only those where a line begins or ends."""
    everywhere = range(len(curve.points))
    if not crowded or curve.leads:
        return set(everywhere)
    joined = curve.segments()
    starts, ends = {start for start, _ in joined}, {end for _, end in joined}
    return {i for i in everywhere if not (curve.points[i] in starts and curve.points[i] in ends)}


def _draw_first_values(scene: Scene, curves: Sequence[_Curve], frame: _Frame, style: ChartStyle) -> None:
    """The values of the first wave, left of their points."""
    firsts = [(curve, point) for curve in curves if len(curve.points) > 1 and (point := curve.points[0])]
    size = _size(style)
    heights = [size * 1.12] * len(firsts)
    places = spread([point[1] for _, point in firsts], heights, frame.top - style.text, frame.bottom + style.text * 0.4)
    for (curve, point), y in zip(firsts, places, strict=True):
        mark = curve.series.marks[0]
        if mark is None:
            continue
        x = frame.left - size * 1.25
        _draw_leader(scene, (point[0] - 4.5, point[1]), (x + size * 0.25, y), curve.colour)
        weight = 600 if curve.leads else weight_of(mark)
        scene.add(Words(x, middle(y, size), mark.text, size, curve.colour, weight, "end", mark.evidence))


def _draw_names(
    scene: Scene, curves: Sequence[_Curve], names: list[tuple[str, ...]], frame: _Frame, style: ChartStyle
) -> None:
    """The last value with its flag and the name of each line, right of its last point; lines without any point below
    them, in grey."""
    size, step = _size(style), style.line_height
    for curve, lines, y in zip(curves, names, _label_places(curves, names, frame, style), strict=True):
        first = y - (len(lines) - 1) * step / 2
        end = curve.points[curve.last] if curve.last is not None else None
        colour = curve.colour if end else GREY
        if end:
            late = curve.last == len(curve.points) - 1
            near = size * (0.3 if curve.outside else 0.95)
            _draw_leader(scene, (end[0] + 4.5, end[1]), (frame.values - near, first), colour, not late)
            # The marker once more: a reader in grey finds the line by its shape.
            if not curve.outside:
                scene.add(Dot(frame.values - size * 0.5, first, size * 0.26, colour, colour, 0.0, curve.shape))
        _draw_last_value(scene, curve, (frame.values, middle(first, size)), size, colour)
        for i, line in enumerate(line for line in lines if line):
            scene.add(Words(frame.names, middle(first, size) + i * step, line, size, colour, curve.weight))


def _label_places(
    curves: Sequence[_Curve], names: list[tuple[str, ...]], frame: _Frame, style: ChartStyle
) -> list[float]:
    """The middles of the names: near the last points without overlap; names of lines that are nowhere drawn stand
    directly under the others."""
    heights = [len(lines) * style.line_height + style.text * 0.12 for lines in names]
    drawn = [i for i, curve in enumerate(curves) if curve.last is not None]
    others = [i for i, curve in enumerate(curves) if curve.last is None]
    wanted = [point[1] for i in drawn if (point := curves[i].points[curves[i].last or 0])]
    low = frame.top - style.text * 0.8
    below = sum(heights[i] for i in others)
    placed = spread(wanted, [heights[i] for i in drawn], low, frame.bottom + style.text * 0.4 - below)
    places = dict(zip(drawn, placed, strict=True))
    at = max((y + heights[i] / 2 for i, y in places.items()), default=low)
    for i in others:
        places[i] = at + heights[i] / 2
        at += heights[i]
    return [places[i] for i in range(len(curves))]


def _draw_last_value(scene: Scene, curve: _Curve, at: Point, size: float, colour: str) -> None:
    """The value of the last wave, its flag behind it."""
    mark = _last_mark(curve.series)
    weight = 600 if curve.leads else weight_of(mark)
    text, evidence = (mark.text, mark.evidence) if mark else (NOTHING, "")
    scene.add(Words(*at, text, size, colour, weight, evidence=evidence))
    if mark is not None and mark.flag:
        x = at[0] + width(text + " ", size, 600)
        scene.add(Words(x, at[1], SIGN[mark.flag], size, colour, 600))


def _draw_leader(scene: Scene, start: Point, end: Point, colour: str, dotted: bool = False) -> None:
    """A thin line from a point to its label, level at both ends."""
    turn = (start[0] + end[0]) / 2 if not dotted else end[0] - 6
    points = (start, (turn, start[1]), (end[0] - (2 if end[0] > start[0] else -2), end[1]), end)
    scene.add(Line(points, colour, 0.6, (1.5, 2.0) if dotted else ()))


def _draw_middle_values(scene: Scene, curves: Sequence[_Curve], style: ChartStyle) -> None:
    """Values between the first and the last wave: those of the total and of few lines, where there is room."""
    taken = [item.bounds for item in scene.items if isinstance(item, Words)]
    dots = [_around(item) for item in scene.items if isinstance(item, Dot)]
    lines = [segment for curve in curves for segment in curve.segments()]
    for curve in sorted(curves, key=lambda each: not each.leads):
        if not curve.leads and len(curves) > _FEW:
            continue
        for i in range(1, len(curve.points) - 1):
            point, mark = curve.points[i], curve.series.marks[i]
            if point is None or mark is None:
                continue
            for y in (point[1] - style.text * 0.62, point[1] + style.text * 1.3):
                weight = 600 if curve.leads else weight_of(mark)
                text = f"{mark.text} {SIGN[mark.flag]}" if mark.flag else mark.text
                words = Words(point[0], y, text, style.text, curve.colour, weight, "middle", mark.evidence)
                if words.bounds.top >= 0 and _free(words.bounds, taken, dots, lines):  # above 0 it would be cut off
                    taken.append(words.bounds)
                    scene.add(words)
                    break


def _around(dot: Dot) -> Bounds:
    return Bounds(dot.x - dot.size, dot.y - dot.size, dot.x + dot.size, dot.y + dot.size)


def _free(bounds: Bounds, taken: list[Bounds], dots: list[Bounds], lines: list[tuple[Point, Point]]) -> bool:
    return not any(bounds.meets(other) for other in (*taken, *dots)) and not any(
        bounds.meets_line(*line) for line in lines
    )
