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

Floats = NDArray[np.float64]


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
    members = [np.ones((data.respondents, 1), np.bool_), *(data.membership[break_.id] for break_ in breaks)]
    belongs = np.concatenate(members, axis=1).astype(np.float64)
    chosen = _chosen(question, data)
    names = [*answer_ids(question.kind), *(net.id for net in question.nets)]
    for position, label in enumerate(data.waves):
        rows = (data.wave == position) & (data.weight > 0)
        if label not in question.sources:
            continue
        here = (chosen[rows].T @ belongs[rows]).astype(np.int64)
        counts = data.sums.total(f"{survey.id}/{label}/{question.id}/answer counts", here).tolist()
        for answer, row in zip(names, counts, strict=True):
            for key, n in zip(keys, row, strict=True):
                yield AnswerCount(survey.id, label, question.id, answer, key, n)


def _chosen(question: Question, data: SurveyData) -> Floats:
    """(respondents, answers and nets) 1 where an answer was given."""
    ids = answer_ids(question.kind)
    values = data.columns.get(question.id)
    match values:
        case Coded(codes=codes):
            marks = np.asarray(codes[:, None] == np.arange(len(ids)))
        case Ticks(marks=ticks):
            marks = np.asarray(ticks == 1)
        case _:
            marks = np.zeros((data.respondents, len(ids)), np.bool_)
    nets: list[NDArray[np.bool_]] = [_any(marks, ids, net.answers) for net in question.nets]
    return np.concatenate([marks, *nets], axis=1).astype(np.float64)


def _any(marks: NDArray[np.bool_], ids: Sequence[str], parts: Sequence[str]) -> NDArray[np.bool_]:
    chosen: NDArray[np.bool_] = np.zeros((len(marks), 1), np.bool_)
    for part in parts:
        chosen |= marks[:, [ids.index(part)]]
    return chosen
