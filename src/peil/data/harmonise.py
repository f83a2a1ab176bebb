"""Harmonise: the texts of one wave's file become the positions of answers, the same in every wave.

No loop runs over cells: the distinct texts of a column get their meaning, and the cells follow by position.
What has no meaning goes to the ledger, with count and rows, and is treated as the study's data rules say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from peil.data import faults
from peil.data.indexes import index
from peil.data.meaning import Fault, blank_reason, code_of, tick_of
from peil.data.model import Coded, Codes, Occasions, Quantities, Texts, Ticks, Values
from peil.data.numbers import dates, quantities
from peil.data.wavetable import WaveTable
from peil.study.model import Date, Grade, Multiple, Number, Open, Question, Reason, Single, Source

Marks = NDArray[np.int8]


def harmonise(question: Question, data: WaveTable, others: Mapping[str, Values]) -> Values:
    """The answers to one question in one wave. `others`: the answers to what `per` or an index names."""
    source = question.sources[data.wave.label]
    if question.per is not None:
        return _occasions(question, source, data, others[question.per])
    match question.kind:
        case Grade() | Single():
            return Coded(_codes(question, source.columns[0], data))
        case Multiple(layout=layout):
            return (_spread if layout == "spread" else _columns)(question, source, data)
        case Number():
            of = question.index
            rows = data.table.rows
            return quantities(question, source, data) if of is None else index(of, data.survey.questions, others, rows)
        case Date():
            return dates(question, source, data)
        case Open():
            return _texts(source, data)
    assert_never(question.kind)


def _codes(question: Question, column: str, data: WaveTable) -> Codes:
    """(rows,) position of the answer or a negative Reason, from one column."""
    recode = question.sources[data.wave.label].recode
    given = data.given(question)
    return _mapped(question, column, data, lambda text: code_of(text, question, recode, given))


def _mapped(question: Question, column: str, data: WaveTable, meaning: Callable[[str], int]) -> Codes:
    """(rows,) the meaning of every cell; faults are written down and become "not answered" where the study says so."""
    cells = data.distinct(column)
    meant = np.array([meaning(text) for text in cells.texts], np.int16)
    codes = cells.of_rows(meant)
    for fault in Fault if meant.min(initial=0) <= max(Fault) else ():
        wrong = np.flatnonzero(meant == fault)
        if len(wrong):
            position = np.full(len(meant), -1, np.int32)
            position[wrong] = np.arange(len(wrong))
            texts = [cells.texts[place] for place in wrong]
            faults.record(fault, texts, position[cells.index], faults.At(question, column, data))
            codes[codes == fault] = Reason.NOT_ANSWERED
    return codes


def _columns(question: Question, source: Source, data: WaveTable) -> Ticks:
    """A column per answer with 1 for chosen."""
    kind = question.kind
    assert isinstance(kind, Multiple)
    given = frozenset(data.given(question))
    marks = np.full((data.table.rows, len(kind.answers)), Reason.NOT_IN_WAVE, np.int8)
    for position, (answer, column) in enumerate(zip(kind.answers, source.columns, strict=True)):
        if column and position in given:
            meaning = partial(tick_of, answer=answer, recode=source.recode)
            marks[:, position] = _mapped(question, column, data, meaning)
    return Ticks(_filled(marks, blank_reason(source.recode)))


def _filled(marks: Marks, blank: Reason) -> Marks:
    """(rows, answers) an empty cell is "not chosen" beside a cell that was filled in.

    A row of empty cells is no answer. Where a row holds a reason and nothing else, the reason goes for the whole row.
    """
    asked = marks != Reason.NOT_IN_WAVE
    empty = (marks == Reason.NOT_ANSWERED) | (marks == blank)
    answered = np.any(marks >= 0, axis=1, keepdims=True)
    other = np.where(asked & (marks < 0) & ~empty, marks, 0).min(axis=1)
    for_row = np.where(other < 0, other, blank).astype(np.int8)
    filled = np.where(answered, np.int8(0), for_row[:, None])
    return np.where(asked & empty, filled, marks)


def _spread(question: Question, source: Source, data: WaveTable) -> Ticks:
    """A few columns with the code of an answer in each."""
    kind = question.kind
    assert isinstance(kind, Multiple)
    given = data.given(question)
    marks = np.zeros((data.table.rows, len(kind.answers)), np.int8)
    reason = np.full(data.table.rows, Reason.NOT_ANSWERED, np.int8)
    for column in source.columns:
        if not column:
            continue
        codes = _codes(question, column, data)
        named = np.flatnonzero(codes >= 0)
        marks[named, codes[named]] = 1
        reason = np.where((reason == Reason.NOT_ANSWERED) & (codes < 0), codes, reason).astype(np.int8)
    none = ~marks.any(axis=1)
    marks[none] = reason[none][:, None]
    absent = np.setdiff1d(np.arange(len(kind.answers)), given)
    marks[:, absent] = Reason.NOT_IN_WAVE
    return Ticks(marks)


def _occasions(question: Question, source: Source, data: WaveTable, parts: Values) -> Occasions:
    """A column per answer of another question: a row for every answer that the respondent chose there.

    An answer about a part that was not chosen stands outside the routing, and is treated by that rule.
    """
    assert isinstance(parts, Ticks)
    found: list[tuple[NDArray[np.int64], Codes, Codes]] = []
    for part, column in enumerate(source.columns):
        if not column:
            continue
        codes = _codes(question, column, data)
        chosen = parts.marks[:, part] == 1
        outside = ~chosen & (codes >= 0)
        keep = chosen | (outside & faults.record_outside(outside, faults.At(question, column, data)))
        rows = np.flatnonzero(keep)
        found.append((rows, np.full(len(rows), part, np.int16), codes[rows]))
    return _in_order(found)


def _in_order(found: Sequence[tuple[NDArray[np.int64], Codes, Codes]]) -> Occasions:
    """Occasions by respondent, and within a respondent by part."""
    if not found:
        return Occasions(np.empty(0, np.int64), np.empty(0, np.int16), np.empty(0, np.int16))
    respondent, part, codes = (np.concatenate(arrays) for arrays in zip(*found, strict=True))
    order = np.lexsort((part, respondent))
    return Occasions(respondent[order], part[order], codes[order])


def _texts(source: Source, data: WaveTable) -> Texts:
    """Answers in the respondent's own words; a text that the study recodes is a reason."""
    series = data.texts(source.columns[0])
    reasons = np.where(series.str.len_bytes().to_numpy() == 0, np.int8(blank_reason(source.recode)), np.int8(0))
    for text, meant in source.recode.items():
        if text and isinstance(meant, Reason):
            reasons[(series == text).to_numpy()] = meant
    values = np.where(reasons < 0, "", series.to_numpy().astype(object))
    return Texts(tuple(values.tolist()), reasons.astype(np.int8))


def absent(question: Question, rows: int) -> Values:
    """The answers of a wave in which the question was not put."""
    reason = Reason.NOT_IN_WAVE
    if question.per is not None:
        return _in_order([])
    match question.kind:
        case Grade() | Single():
            return Coded(np.full(rows, reason, np.int16))
        case Multiple(answers=answers):
            return Ticks(np.full((rows, len(answers)), reason, np.int8))
        case Number() | Date():
            return Quantities(np.full(rows, np.nan), np.full(rows, reason, np.int8))
        case Open():
            return Texts(("",) * rows, np.full(rows, reason, np.int8))
    assert_never(question.kind)
