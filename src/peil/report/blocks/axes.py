"""Ranges of axes: stated for grades, from zero for shares; ticks with their texts."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor, log10

from peil.report.blocks.context import Context, Subject
from peil.report.model import Axis, Mark
from peil.study.model import Grade

_LEAST_WIDTH = 3
# Points of the scale between the outermost figure and the end of the axis, so that no mark is cut off.
_ROOM = 0.1


def axis(context: Context, subject: Subject, marks: Iterable[Mark | None]) -> Axis:
    """The axis on which these marks of a subject stand."""
    drawn = [one for one in marks if one is not None and one.value is not None]
    reached = [edge for one in drawn for edge in (one.value, one.low, one.high) if edge is not None]
    if subject.measure == "share":
        return _shares(context, [one.value or 0.0 for one in drawn])
    if subject.measure == "nps":
        return _scores(context, reached)
    kind = subject.question.kind if subject.question is not None else None
    return _grades(context, kind, reached) if isinstance(kind, Grade) else _quantities(context, subject, reached)


def _grades(context: Context, kind: Grade, reached: list[float]) -> Axis:
    """Whole numbers around the figures, or the study's own range where the figures fit in; never beyond the scale."""
    low, high = min(reached, default=kind.low) - _ROOM, max(reached, default=kind.high) + _ROOM
    chosen = context.survey.settings.axis
    if chosen is not None and kind.low <= chosen[0] < chosen[1] <= kind.high:
        low, high = min(low, chosen[0]), max(high, chosen[1])
    first, last = _widened(kind, max(kind.low, floor(low)), min(kind.high, ceil(high)))
    language = context.language
    ticks = tuple((float(mark), language.integer(mark)) for mark in range(first, last + 1))
    title = language.text("mean on a scale of {low}–{high}", low=kind.low, high=kind.high)
    if (first, last) != (kind.low, kind.high):
        title += language.text("; the axis runs from {first} to {last}", first=first, last=last)
    return Axis(float(first), float(last), ticks, title)


def _widened(kind: Grade, first: int, last: int) -> tuple[int, int]:
    """A range of at least three points, taken in turn from below and from above, within the scale."""
    below = True
    while last - first < min(_LEAST_WIDTH, kind.high - kind.low):
        if (below and first > kind.low) or last == kind.high:
            first -= 1
        else:
            last += 1
        below = not below
    return first, last


def _shares(context: Context, values: list[float]) -> Axis:
    """From zero to the first ten per cent above the figures."""
    tenths = min(10, max(1, ceil(max(values, default=1.0) * 10 - 1e-9)))
    step = 1 if tenths <= 5 else 2
    tenths += tenths % step
    ticks = tuple((tick / 10, context.language.percent(tick / 10)) for tick in range(0, tenths + 1, step))
    return Axis(0.0, tenths / 10, ticks, context.language.text("percentage"))


def _scores(context: Context, reached: list[float]) -> Axis:
    """Twenties around the figures and zero, between −100 and 100."""
    first = max(-5, floor(min([0.0, *reached]) / 20))
    last = min(5, max(first + 1, ceil(max([0.0, *reached]) / 20)))
    ticks = tuple((20.0 * t, context.language.number(20.0 * t, 0)) for t in range(first, last + 1))
    return Axis(20.0 * first, 20.0 * last, ticks, context.language.text("score from −100 to +100"))


def _quantities(context: Context, subject: Subject, reached: list[float]) -> Axis:
    """From zero (or below, where figures are) in steps of 1, 2 or 5 times a power of ten."""
    low, high = min([0.0, *reached]), max([0.0, *reached])
    rough = (high - low or 1.0) / 5
    power = 10.0 ** floor(log10(rough))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= rough)
    first, last = floor(low / step), ceil(high / step) or 1
    decimals = max(0, -floor(log10(step)))
    language = context.language
    ticks = tuple((tick * step, language.number(tick * step, decimals)) for tick in range(first, last + 1))
    return Axis(first * step, last * step, ticks, unit(context, subject) or language.text("mean"))


def unit(context: Context, subject: Subject) -> str:
    """The unit of a number ("minutes"), "" when there is none."""
    kind = subject.question.kind if subject.question is not None else None
    return context.told(getattr(kind, "unit", None)) if kind is not None else ""
