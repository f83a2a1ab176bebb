"""Ranges of axes: stated for grades, from zero for shares; ticks with their texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor, isnan, log10

from peil.report.blocks.context import Context, Subject, main_subject
from peil.report.model import Axis, Mark
from peil.results.model import ALL
from peil.study.model import Grade, Question

# At least this part of the scale, so that small differences do not look large.
_LEAST_PART = 0.2
# Up to this length a scale has half points.
_SHORT = 6
_MOST_TICKS = 6
# The part of a step between the outermost figure and the end of the axis, so that no mark is cut off.
_ROOM = 0.1


def axis(
    context: Context,
    subject: Subject,
    marks: Iterable[Mark | None],
    last: Iterable[Mark | None],
    beside: Iterable[float] = (),
) -> Axis:
    """The axis on which these marks of a subject stand, the intervals of the `last` ones, which are drawn, and figures
    that are drawn `beside` them."""
    outside = list(beside)
    drawn = [one for one in marks if one is not None and one.value is not None]
    reached = [one.value for one in drawn if one.value is not None]
    reached += [edge for one in last if one is not None for edge in (one.low, one.high) if edge is not None]
    reached += outside
    if subject.measure == "share":
        return _shares(context, [*(one.value or 0.0 for one in drawn), *outside])
    if subject.measure == "nps":
        return _scores(context, reached)
    kind = subject.question.kind if subject.question is not None else None
    return _grades(context, kind, reached) if isinstance(kind, Grade) else _quantities(context, subject, reached)


@dataclass(frozen=True)
class _Scale:
    """A scale of grades, counted in steps on which an axis may begin and end."""

    low: float
    high: float

    @property
    def step(self) -> float:
        """Half points on a short scale, else one point, else a tenth of the scale in round numbers."""
        length = self.high - self.low
        return 0.5 if length <= _SHORT else 1.0 if length <= 10 else _round_step(length / 10)

    @property
    def steps(self) -> int:
        """The whole scale in steps."""
        return floor((self.high - self.low) / self.step + 1e-9)

    def around(self, reached: Sequence[float]) -> tuple[int, int]:
        """First and last step around these figures, wide enough, within the scale."""
        room = _ROOM * self.step
        first = floor((min(reached, default=self.low) - room - self.low) / self.step)
        last = ceil((max(reached, default=self.high) + room - self.low) / self.step)
        return self.widened(max(0, first), min(self.steps, last))

    def widened(self, first: int, last: int) -> tuple[int, int]:
        """At least a fifth of the scale, taken in turn from below and from above, and a range that ticks divide."""
        least = min(self.steps, max(2, ceil(self.steps * _LEAST_PART - 1e-9)))
        below = True
        while last - first < least or (not _ticked(last - first) and last - first < self.steps):
            if (below and first > 0) or last == self.steps:
                first -= 1
            else:
                last += 1
            below = not below
        return first, last

    def value(self, step: int) -> float:
        """The grade at a step."""
        return self.low + step * self.step


def _ticked(width: int) -> int:
    """Steps between ticks when an axis of this width has at most six; 0 when none divides it."""
    return next((every for every in range(1, width) if width % every == 0 and width / every < _MOST_TICKS), 0)


def _grades(context: Context, kind: Grade, reached: list[float]) -> Axis:
    """The survey's common range where the figures fit in, else a range around them; never beyond the scale."""
    scale = _Scale(kind.low, kind.high)
    first, last = _range(context, kind, scale, reached)
    language = context.language
    every = _ticked(last - first) or last - first
    decimals = 0 if float(every * scale.step).is_integer() and scale.value(first).is_integer() else 1
    values = [scale.value(step) for step in range(first, last + 1, every)]
    ticks = tuple((value, language.number(value, decimals)) for value in values)
    title = language.text("mean on a scale of {low}–{high}", low=kind.low, high=kind.high)
    if (first, last) != (0, scale.steps):
        first_text, last_text = (language.number(one, 0 if one.is_integer() else 1) for one in (values[0], values[-1]))
        title += language.text("; the axis runs from {first} to {last}", first=first_text, last=last_text)
    return Axis(values[0], values[-1], ticks, title)


def _range(context: Context, kind: Grade, scale: _Scale, reached: list[float]) -> tuple[int, int]:
    """First and last step: the study's own range, made wider where a figure lies outside; else the common one."""
    first, last = scale.around(reached)
    question = context.overall
    overall = question.kind if question is not None else None
    if question is None or not isinstance(overall, Grade) or (overall.low, overall.high) != (kind.low, kind.high):
        return first, last
    chosen = context.survey.settings.axis
    if chosen is not None:
        low, high = ((edge - scale.low) / scale.step for edge in chosen)
        return scale.widened(max(0, min(first, floor(low))), min(scale.steps, max(last, ceil(high))))
    common = _common(context, question, scale)
    if common is not None and common[0] <= first and last <= common[1]:
        return common
    return first, last


def _common(context: Context, question: Question, scale: _Scale) -> tuple[int, int] | None:
    """The range of the overall grade by the first break: one for all figures of a survey that fit in."""
    subject = main_subject(context, question)
    keys = [ALL, *(one.key(group) for one in context.breaks[:1] for group in one.groups)]
    shown = [context.shown(subject, wave, key) for wave in context.waves for key in keys]
    reached = [one.estimate for one in shown if one is not None]
    now = [one for one in shown if one is not None and one.wave == context.this.label]
    reached += [edge for one in now for edge in (one.ci_low, one.ci_high) if not isnan(edge)]
    return scale.around(reached) if reached else None


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
    step = _round_step((high - low or 1.0) / 5)
    first, last = floor(low / step), ceil(high / step) or 1
    decimals = max(0, -floor(log10(step)))
    language = context.language
    ticks = tuple((tick * step, language.number(tick * step, decimals)) for tick in range(first, last + 1))
    return Axis(first * step, last * step, ticks, unit(context, subject) or language.text("mean"))


def _round_step(rough: float) -> float:
    """The first of 1, 2, 5, 10 times a power of ten that is not smaller."""
    power = 10.0 ** floor(log10(rough))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= rough)


def unit(context: Context, subject: Subject) -> str:
    """The unit of a number ("minutes"), "" when there is none."""
    kind = subject.question.kind if subject.question is not None else None
    return context.told(getattr(kind, "unit", None)) if kind is not None else ""
