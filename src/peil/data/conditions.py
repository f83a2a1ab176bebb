"""Which respondents meet a condition of the study, and who was asked a question by its routing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from peil.data.model import Coded, Occasions, Quantities, Texts, Ticks, Values
from peil.study.model import Condition, Grade, Question
from peil.study.questions import answer_ids

Mask = NDArray[np.bool_]


def holds(condition: Condition, question: Question, values: Values, rows: int) -> Mask:
    """(rows,) True where the respondent's answer meets the condition; False where there is no valid answer."""
    match values:
        case Coded(codes=codes):
            return _coded(condition, question, codes)
        case Ticks(marks=marks):
            positions = answer_positions(condition.answers, question)
            return np.asarray((marks[:, positions] == 1).any(axis=1), np.bool_)
        case Quantities(values=numbers):
            return _between(condition, numbers) if _bounded(condition) else _named(condition, numbers)
        case Texts(values=texts):
            return np.isin(np.array(texts, dtype=object).astype(str), list(condition.answers))
        case Occasions(respondent=respondent, codes=codes):
            mask = np.zeros(rows, np.bool_)
            mask[respondent[_coded(condition, question, codes)]] = True
            return mask
    assert_never(values)


def all_hold(
    conditions: Iterable[Condition], questions: Mapping[str, Question], columns: Mapping[str, Values], rows: int
) -> Mask:
    """(rows,) True where every condition holds; conditions on questions that `columns` lacks are passed over."""
    mask = np.ones(rows, np.bool_)
    for condition in conditions:
        if condition.question in columns:
            values = columns[condition.question]
            mask &= holds(condition, questions[condition.question], values, rows)
    return mask


def decided(
    conditions: Iterable[Condition], questions: Mapping[str, Question], columns: Mapping[str, Values], rows: int
) -> Mask:
    """(rows,) True where it is known whether all conditions hold: one surely does not, or all have an answer."""
    refuted, complete = np.zeros(rows, np.bool_), np.ones(rows, np.bool_)
    for condition in conditions:
        if condition.question in columns:
            values = columns[condition.question]
            answered = _answered(values, rows)
            refuted |= answered & ~holds(condition, questions[condition.question], values, rows)
            complete &= answered
    return refuted | complete


def _answered(values: Values, rows: int) -> Mask:
    """(rows,) True where there is a valid answer."""
    match values:
        case Coded(codes=codes):
            return np.asarray(codes >= 0, np.bool_)
        case Ticks(marks=marks):
            return np.asarray(marks.max(axis=1, initial=-1) >= 0, np.bool_)
        case Quantities(reasons=reasons) | Texts(reasons=reasons):
            return np.asarray(reasons == 0, np.bool_)
        case Occasions(respondent=respondent, codes=codes):
            mask = np.zeros(rows, np.bool_)
            mask[respondent[codes >= 0]] = True
            return mask
    assert_never(values)


def answer_positions(answers: Iterable[str], question: Question) -> list[int]:
    """Positions of the answers with these ids; a net stands for its answers."""
    nets = {net.id: net.answers for net in question.nets}
    wanted = {single for answer in answers for single in nets.get(answer, (answer,))}
    return [position for position, answer in enumerate(answer_ids(question.kind)) if answer in wanted]


def _coded(condition: Condition, question: Question, codes: NDArray[np.int16]) -> Mask:
    if _bounded(condition):
        low = question.kind.low if isinstance(question.kind, Grade) else 0
        return _between(condition, np.where(codes >= 0, codes + np.float64(low), np.nan))
    mask = np.zeros(len(codes), np.bool_)
    for position in answer_positions(condition.answers, question):
        mask |= codes == position
    return mask


def _bounded(condition: Condition) -> bool:
    return condition.low is not None or condition.high is not None


def _between(condition: Condition, numbers: NDArray[np.float64]) -> Mask:
    low = -np.inf if condition.low is None else condition.low
    high = np.inf if condition.high is None else condition.high
    return (numbers >= low) & (numbers <= high)


def _named(condition: Condition, numbers: NDArray[np.float64]) -> Mask:
    return np.isin(numbers, [float(answer) for answer in condition.answers])
