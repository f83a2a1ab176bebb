"""Variables: a survey's questions and breaks as arrays of small codes, ready to be counted in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from peil.data.model import Coded, Data, Floats, Occasions, Quantities, SurveyData, Ticks
from peil.stats.sums import Levels
from peil.study.model import Break, Grade, Multiple, Number, Question, Reason, Single, Study, Survey
from peil.study.questions import answer_ids
from peil.tables.measures import Measurement, measurements
from peil.tables.measures.measurement import net_changes, waves_of

Codes = NDArray[np.integer]
_CHOSEN = np.array([0.0, 1.0])


@dataclass(frozen=True)
class Variable:
    """Something that is counted. `codes`: (rows,) position of the answer, negative = no valid answer; `answers`: how
    many positions there are. `waves`: where it was asked. `respondent`: (rows,) the respondent of each row when one
    brings several, else None; `part`: (rows,) which answer of `per` (by position in `parts`) the row is about.
    """

    question: str
    codes: Codes
    answers: int
    measurements: tuple[Measurement, ...]
    waves: tuple[str, ...]
    base: str = "all"
    new_series: tuple[str, ...] = ()
    respondent: NDArray[np.int64] | None = None
    part: Codes | None = None
    per: str | None = None
    parts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells the variable from all others of a survey."""
        return f"{self.question}({','.join(f'{one.measure}={one.answer}' for one in self.measurements)})"


def variables(survey: Survey, data: SurveyData) -> Iterator[Variable]:
    """Everything that is counted in a survey: its closed questions, and the breaks that are not a question."""
    for question in survey.questions.values():
        values = data.columns.get(question.id)
        match values:
            case Coded(codes=codes):
                yield _variable(survey, question, codes)
            case Ticks(marks=marks):
                yield from _ticked(survey, question, marks)
            case Quantities() if isinstance(question.kind, Number):
                yield _quantity(survey, question, values, levels(survey, question, values, data))
            case Occasions():
                yield _occasions(survey, question, values)
            case _:
                continue
    for break_ in survey.breaks.values():
        if break_.question != break_.id:
            yield from _profile(break_, survey, data)


def base_of(question: Question) -> str:
    """Who n counts: all respondents, or those to whom the question was put."""
    return "routed" if question.asked_if else "all"


def _variable(survey: Survey, question: Question, codes: Codes) -> Variable:
    match question.kind:
        case Grade(low=low, high=high):
            size = high - low + 1
        case Single(answers=answers):
            size = len(answers)
        case _:
            size = 0
    counted = measurements(question, [wave.label for wave in survey.waves])
    waves, base = tuple(question.sources), base_of(question)
    return Variable(question.id, codes, size, counted, waves, base, question.new_series)


def _occasions(survey: Survey, question: Question, values: Occasions) -> Variable:
    asked_of = survey.questions[question.per or ""].kind
    return replace(
        _variable(survey, question, values.codes),
        respondent=values.respondent,
        part=values.part,
        per=question.per,
        parts=tuple(answer.id for answer in asked_of.answers) if isinstance(asked_of, Multiple) else (),
    )


def _chosen(question: Question, answer: str, codes: Codes, waves: Sequence[str], net: bool = False) -> Variable:
    """A yes-or-no variable: the answer was chosen, or a group was belonged to."""
    measurement = Measurement("share", answer, _CHOSEN, "share", place="net" if net else "own")
    return Variable(
        question.id, codes, 2, (measurement,), tuple(waves), base_of(question), new_series=question.new_series
    )


def _ticked(survey: Survey, question: Question, marks: NDArray[np.int8]) -> Iterator[Variable]:
    if not isinstance(question.kind, Multiple):
        return
    order = [wave.label for wave in survey.waves]
    for answer in question.kind.answers:
        asked = waves_of(answer, question, order)
        yield _chosen(question, answer.id, chosen(question, marks, answer.id), asked)
    for net in question.nets:
        changes = net_changes(net, question, order)
        plain = _chosen(question, net.id, chosen(question, marks, net.id), tuple(question.sources), net=True)
        yield replace(plain, new_series=(*plain.new_series, *changes))


def chosen(question: Question, marks: NDArray[np.int8], name: str) -> Codes:
    """(respondents,) 1 where an answer of a multiple question, or one of those of a net, was chosen; 0 or a reason."""
    ids = answer_ids(question.kind)
    if name in ids:
        return marks[:, ids.index(name)]
    parts = next(net.answers for net in question.nets if net.id == name)
    return _any_chosen(marks[:, [ids.index(part) for part in parts]])


def _any_chosen(parts: NDArray[np.int8]) -> Codes:
    """Chosen when any part is, not chosen when none of them is; with "no" and "unknown" nobody knows.

    An answer that was not in the wave leaves the others to decide.
    """
    asked = parts != Reason.NOT_IN_WAVE
    unknown = np.where(asked & (parts < 0), parts, np.int8(0)).min(axis=1)
    found = np.where((parts == 1).any(axis=1), np.int8(1), unknown)
    return np.where(asked.any(axis=1), found, np.int8(Reason.NOT_IN_WAVE))


def ask(study: Study, data: Data) -> None:
    """Tell the sums of the data what must be known of all rows before any row can be counted."""
    for survey in study.surveys.values():
        for question in numbers(survey):
            values = data.surveys[survey.id].columns.get(question.id)
            if isinstance(values, Quantities):
                levels(survey, question, values, data.surveys[survey.id])


def numbers(survey: Survey) -> tuple[Question, ...]:
    """The questions whose answers are not known beforehand, and are counted."""
    return tuple(question for question in survey.questions.values() if isinstance(question.kind, Number))


def levels(survey: Survey, question: Question, values: Quantities, data: SurveyData) -> Floats:
    """(levels,) the distinct numbers that respondents gave, rising."""
    here = Levels(f"{question.place}: question {question.id}", np.unique(values.values[values.reasons == 0]))
    return data.sums.total(f"{survey.id}/{question.id}/levels", here).values


def _quantity(survey: Survey, question: Question, values: Quantities, levels: Floats) -> Variable:
    """A number as codes: its distinct values are the answers, and their own scores."""
    valid = values.reasons == 0
    codes = values.reasons.astype(np.int64)
    codes[valid] = np.searchsorted(levels, values.values[valid])
    counted = measurements(question, [wave.label for wave in survey.waves], levels)
    return Variable(
        question.id,
        codes,
        max(len(levels), 1),
        counted,
        tuple(question.sources),
        base_of(question),
        question.new_series,
    )


def _profile(break_: Break, survey: Survey, data: SurveyData) -> Iterator[Variable]:
    """The groups of a break as shares, so that groups can be profiled by other groups."""
    waves = tuple(wave.label for wave in survey.waves if wave.label in data.waves)
    for column, group in enumerate(break_.groups):
        codes = data.membership[break_.id][:, column].astype(np.int8)
        if break_.id in data.known:
            codes[~data.known[break_.id][:, column]] = int(Reason.NOT_ANSWERED)
        measurement = Measurement("share", group.id, _CHOSEN, "share")
        yield Variable(break_.id, codes, 2, (measurement,), waves)
