"""Answers: how many respondents gave an answer, where the privacy rule must know the count and not only the share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from peil.data.model import Coded, SurveyData, Ticks
from peil.results.hiding import AnswerCount
from peil.results.model import ALL
from peil.study.model import Question, Single, Survey
from peil.study.questions import answer_ids

Marks = NDArray[np.bool_]


def answer_counts(survey: Survey, data: SurveyData) -> Iterator[AnswerCount]:
    """A row per wave, question, answer (or net) and group: how many chose it (unweighted)?

    Of sensitive questions in every group; of single questions that groups are made of, and of the stratum, among all.
    Respondents with weight 0 were left out by the study and are not counted.
    """
    limiting = {condition.question for b in survey.breaks.values() for g in b.groups for condition in g.conditions}
    for question in survey.questions.values():
        groups = question.sensitive
        made_of = question.id in limiting | {survey.stratum} and isinstance(question.kind, Single)
        if question.per is None and (groups or made_of):
            yield from _counts(survey, question, data, groups)


def _counts(survey: Survey, question: Question, data: SurveyData, groups: bool) -> Iterator[AnswerCount]:
    breaks = survey.breaks.values() if groups else ()
    keys = [ALL, *(break_.key(group) for break_ in breaks for group in break_.groups)]
    members = [data.membership[break_.id][:, place] for break_ in breaks for place in range(len(break_.groups))]
    chosen = _chosen(question, data)
    names = [*answer_ids(question.kind), *(net.id for net in question.nets)]
    for position, label in enumerate(data.waves):
        rows = (data.wave == position) & (data.weight > 0)
        if label not in question.sources:
            continue
        here = np.array([_in_groups(marks & rows, members) for marks in chosen], np.int64)
        counts = data.sums.total(f"{survey.id}/{label}/{question.id}/answer counts", here).tolist()
        for answer, row in zip(names, counts, strict=True):
            for key, n in zip(keys, row, strict=True):
                yield AnswerCount(survey.id, label, question.id, answer, key, n)


def _in_groups(marked: Marks, members: Sequence[Marks]) -> list[int]:
    """How many are marked, in all and in every group."""
    return [int(np.count_nonzero(part)) for part in (marked, *(marked & member for member in members))]


def _chosen(question: Question, data: SurveyData) -> list[Marks]:
    """(respondents,) per answer and net: who gave it?"""
    ids = answer_ids(question.kind)
    values = data.columns.get(question.id)
    match values:
        case Coded(codes=codes):
            marks = [np.asarray(codes == place) for place in range(len(ids))]
        case Ticks(marks=ticks):
            marks = [np.asarray(ticks[:, place] == 1) for place in range(len(ids))]
        case _:
            marks = [np.zeros(data.respondents, np.bool_) for _ in ids]
    return [*marks, *(_any(marks, ids, net.answers) for net in question.nets)]


def _any(marks: Sequence[Marks], ids: Sequence[str], parts: Sequence[str]) -> Marks:
    chosen = np.zeros_like(marks[0])
    for part in parts:
        chosen |= marks[ids.index(part)]
    return chosen
