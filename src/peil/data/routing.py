"""Routing: respondents to whom a question was not put are "not asked", apart from those who did not answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from peil.data import faults
from peil.data.conditions import all_hold
from peil.data.model import Coded, Occasions, Quantities, Texts, Ticks, Values
from peil.data.wavetable import WaveTable
from peil.study.model import Question, Reason

Mask = NDArray[np.bool_]
_Array = TypeVar("_Array", NDArray[np.int8], NDArray[np.int16])


def route(question: Question, values: Values, data: WaveTable, columns: Mapping[str, Values]) -> Values:
    """The answers with "not asked" where a condition does not hold.

    A condition on a question that was not put in this wave routes nobody. A valid answer of someone who was not asked
    is treated as the data rules say.
    """
    if not question.asked_if:
        return values
    rows = data.table.rows
    asked = {name: found for name, found in columns.items() if _was_put(name, data)}
    outside = ~all_hold(question.asked_if, data.survey.questions, asked, rows)
    answered = outside & has_answer(values, rows)
    column = next((name for name in question.sources[data.wave.label].columns if name), question.id)
    keep = faults.record_outside(answered, faults.At(question, column, data)) & answered
    return not_asked(values, outside & ~keep)


def _was_put(question: str, data: WaveTable) -> bool:
    return data.wave.label in data.survey.questions[question].sources


def has_answer(values: Values, rows: int) -> Mask:
    """(rows,) whether the respondent gave a valid answer."""
    match values:
        case Coded(codes=codes):
            return codes >= 0
        case Ticks(marks=marks):
            # A row of "not chosen" is no answer of someone who was not asked: many files hold 0 for them.
            return np.asarray((marks == 1).any(axis=1), np.bool_)
        case Quantities(reasons=reasons) | Texts(reasons=reasons):
            return reasons >= 0
        case Occasions(respondent=respondent, codes=codes):
            mask = np.zeros(rows, np.bool_)
            mask[respondent[codes >= 0]] = True
            return mask


def not_asked(values: Values, outside: Mask) -> Values:
    """The same answers, "not asked" for these respondents; what was not in the wave stays so."""
    match values:
        case Coded(codes=codes):
            return Coded(_marked(codes, outside))
        case Ticks(marks=marks):
            return Ticks(_marked(marks, outside[:, None]))
        case Quantities(values=numbers, reasons=reasons):
            return Quantities(np.where(outside, np.nan, numbers), _marked(reasons, outside))
        case Texts(values=texts, reasons=reasons):
            kept = np.where(outside, "", np.array(texts, dtype=object)) if len(texts) else ()
            return Texts(tuple(kept), _marked(reasons, outside))
        case Occasions(respondent=respondent):
            keep = ~outside[respondent]
            return replace(values, respondent=respondent[keep], part=values.part[keep], codes=values.codes[keep])


def _marked(array: _Array, outside: Mask) -> _Array:
    marked = array.copy()
    marked[outside & (array != Reason.NOT_IN_WAVE)] = Reason.NOT_ASKED
    return marked
