"""The harmonised answers as columns for other programs: every column with its label, codes and reasons.

A closed answer keeps the code it has in the data files where those are whole numbers, and is numbered from 1 otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, assert_never

import numpy as np
import polars as pl
from numpy.typing import NDArray

from peil.data.model import Coded, Occasions, Quantities, SurveyData, Texts, Ticks
from peil.language import Language
from peil.study.model import Date, Grade, Multiple, Number, Question, Reason, Single, Study, Survey
from peil.study.questions import answer_ids

Target = Literal["sav", "parquet"]
NARROW = 95


@dataclass(frozen=True)
class Variable:
    """One column. `reasons`: codes that stand for no answer. `chosen_in`: the multiple question it is part of."""

    name: str
    label: str
    cells: pl.Series
    values: Mapping[int, str] = field(default_factory=dict)
    reasons: Mapping[int, str] = field(default_factory=dict)
    measure: Literal["nominal", "ordinal", "scale"] = "nominal"
    chosen_in: str = ""


def variables(study: Study, data: SurveyData, language: Language, target: Target) -> list[Variable]:
    """The columns of one survey: respondent, wave, every question, weight."""
    survey = study.surveys[data.survey]
    columns = [*_frame_columns(survey, data, language)]
    for question in survey.questions.values():
        columns += _question(question, survey, data, _Manner(language, target))
    columns.append(Variable("weight", language.text("Weight"), pl.Series(data.weight), measure="scale"))
    return _with_own_names(columns)


@dataclass(frozen=True)
class _Manner:
    """In which language, for which kind of file."""

    language: Language
    target: Target

    def reason_codes(self, low: float, high: float) -> dict[Reason, int]:
        """Codes for the reasons, beyond every valid value: 95-99 or 995-999 in SPSS, -5 to -1 in Parquet."""
        if self.target == "parquet" and low >= 0:
            return {reason: int(reason) for reason in Reason}
        first = NARROW
        while first <= max(high, -low):
            first = first * 10 + 45
        sign = -1 if self.target == "parquet" else 1
        return {reason: sign * (first + 5 + int(reason)) for reason in Reason}

    def reason_names(self, codes: Mapping[Reason, int]) -> dict[int, str]:
        """What each code for a reason says."""
        text = self.language.text
        names = {
            Reason.NOT_ANSWERED: text("not answered"),
            Reason.DONT_KNOW: text("don't know"),
            Reason.DOES_NOT_APPLY: text("does not apply"),
            Reason.NOT_ASKED: text("not asked"),
            Reason.NOT_IN_WAVE: text("not in this wave"),
        }
        return {code: names[reason] for reason, code in codes.items()}


def _frame_columns(survey: Survey, data: SurveyData, language: Language) -> Iterator[Variable]:
    yield Variable("respondent", language.text("Respondent"), pl.Series(list(data.unit), dtype=pl.String))
    titles = [wave.title(language.code) if wave.title else wave.label for wave in survey.waves]
    labels = dict(enumerate(titles, start=1))
    waves = pl.Series(data.wave.astype(np.int64) + 1)
    yield Variable("wave", language.text("Wave"), waves, labels, measure="ordinal")


def _question(question: Question, survey: Survey, data: SurveyData, manner: _Manner) -> Iterator[Variable]:
    label = question.label(manner.language.code)
    values = data.columns[question.id]
    match values:
        case Coded(codes=codes):
            yield _coded(question.id, label, question, codes, manner)
        case Ticks(marks=marks):
            yield from _ticks(question, marks, manner)
        case Quantities(values=numbers, reasons=reasons):
            yield from _quantities(question, numbers, reasons, manner)
        case Texts(values=texts, reasons=reasons):
            yield Variable(question.id, label, pl.Series(texts, dtype=pl.String))
            yield _reasons(question, reasons, manner)
        case Occasions():
            other = survey.questions[str(question.per)]
            yield from _occasions(question, other, values, (data.respondents, manner))
        case _:
            assert_never(values)


def answer_codes(question: Question) -> list[int]:
    """By position the number that stands for an answer outside Peil."""
    kind = question.kind
    if isinstance(kind, Grade):
        return list(range(kind.low, kind.high + 1))
    answers = kind.answers if isinstance(kind, Single | Multiple) else ()
    codes = [answer.codes[0] if answer.codes else "" for answer in answers]
    if len(set(codes)) == len(codes) and all(code.isascii() and code.isdigit() for code in codes):
        return [int(code) for code in codes]
    return list(range(1, len(codes) + 1))


def _answer_labels(question: Question, language: Language) -> dict[int, str]:
    kind = question.kind
    codes = answer_codes(question)
    if isinstance(kind, Grade):
        by_id = dict(zip(answer_ids(question.kind), codes, strict=True))
        return {by_id[name]: label(language.code) for name, label in kind.labels.items() if name in by_id}
    answers = kind.answers if isinstance(kind, Single | Multiple) else ()
    return {code: answer.text(language.code) for code, answer in zip(codes, answers, strict=True)}


def _coded(name: str, label: str, question: Question, codes: NDArray[np.int16], manner: _Manner) -> Variable:
    numbers = np.array(answer_codes(question), np.int64)
    reasons = manner.reason_codes(min(numbers), max(numbers))
    cells = numbers[np.maximum(codes, 0)]
    for reason, code in reasons.items():
        cells[codes == reason] = code
    ordered = isinstance(question.kind, Single) and question.kind.ordered
    measure: Literal["nominal", "ordinal", "scale"] = "ordinal" if ordered else "nominal"
    measure = "scale" if isinstance(question.kind, Grade) else measure
    labels = _answer_labels(question, manner.language)
    return Variable(name, label, pl.Series(cells), labels, manner.reason_names(reasons), measure)


def _ticks(question: Question, marks: NDArray[np.int8], manner: _Manner) -> Iterator[Variable]:
    """A column per answer, 1 = chosen."""
    assert isinstance(question.kind, Multiple)
    language = manner.language
    reasons = manner.reason_codes(0, 1)
    labels = {0: language.text("not chosen"), 1: language.text("chosen")}
    for position, answer in enumerate(question.kind.answers):
        cells = marks[:, position].astype(np.int64)
        for reason, code in reasons.items():
            cells[marks[:, position] == reason] = code
        name = f"{question.id}_{answer.id}"
        label = f"{question.label(language.code)}: {answer.text(language.code)}"
        names = manner.reason_names(reasons)
        yield Variable(name, label, pl.Series(cells), labels, names, chosen_in=question.id)


def _quantities(
    question: Question, numbers: NDArray[np.float64], reasons: NDArray[np.int8], manner: _Manner
) -> Iterator[Variable]:
    """In SPSS a number keeps its reasons as codes; a date, and any number in Parquet, has them in a column beside."""
    label = question.label(manner.language.code)
    kind = question.kind
    if isinstance(kind, Date):
        days = pl.Series(np.where(reasons < 0, 0, numbers)).cast(pl.Int32).cast(pl.Date)
        yield Variable(question.id, label, _where(days, reasons), measure="scale")
    elif manner.target == "parquet":
        yield Variable(question.id, label, _where(pl.Series(numbers), reasons), measure="scale")
    else:
        assert isinstance(kind, Number)
        known = np.abs(numbers[reasons >= 0])
        codes = manner.reason_codes(0, max(known.max(initial=0.0), kind.high or 0.0))
        cells = numbers.copy()
        for reason, code in codes.items():
            cells[reasons == reason] = code
        yield Variable(question.id, label, pl.Series(cells), {}, manner.reason_names(codes), "scale")
        return
    yield _reasons(question, reasons, manner)


def _where(cells: pl.Series, reasons: NDArray[np.int8]) -> pl.Series:
    """The cells, null where there is a reason."""
    return pl.select(pl.when(pl.Series(reasons >= 0)).then(cells)).to_series()


def _reasons(question: Question, reasons: NDArray[np.int8], manner: _Manner) -> Variable:
    """Why there is no answer, beside a column that has no room for codes; 0 = answered."""
    codes = manner.reason_codes(0, 0)
    cells = np.zeros(len(reasons), np.int64)
    for reason, code in codes.items():
        cells[reasons == reason] = code
    label = manner.language.text("{question}: no answer", question=question.label(manner.language.code))
    labels = {0: manner.language.text("answered"), **manner.reason_names(codes)}
    return Variable(f"{question.id}_reason", label, pl.Series(cells), labels)


def _occasions(
    question: Question, other: Question, values: Occasions, context: tuple[int, _Manner]
) -> Iterator[Variable]:
    """A column per answer of the other question; "not asked" where the respondent did not choose that answer."""
    rows, manner = context
    assert isinstance(other.kind, Multiple)
    for position, answer in enumerate(other.kind.answers):
        codes = np.full(rows, Reason.NOT_ASKED, np.int16)
        here = values.part == position
        codes[values.respondent[here]] = values.codes[here]
        label = f"{question.label(manner.language.code)}: {answer.text(manner.language.code)}"
        yield _coded(f"{question.id}_{answer.id}", label, question, codes, manner)


def _with_own_names(columns: list[Variable]) -> list[Variable]:
    """Names that SPSS accepts, each once without regard to capitals; the later of two gets an underscore."""
    taken: set[str] = set()
    named = []
    for column in columns:
        name = "".join(letter if letter.isalnum() or letter in "_.$#@" else "_" for letter in column.name)
        name = name if name[:1].isalpha() else f"q_{name}"
        while name.lower() in taken:
            name += "_"
        taken.add(name.lower())
        cells, values, reasons = column.cells, column.values, column.reasons
        named.append(Variable(name, column.label, cells, values, reasons, column.measure, column.chosen_in))
    return named
