"""Shares of answers and of nets."""

from __future__ import annotations

import numpy as np

from peil.study.model import Question
from peil.tables.measures.measurement import Measurement, answer_ids


def shares(question: Question) -> tuple[Measurement, ...]:
    """A measurement per answer: which part of those who answered gave this answer (0-1)?"""
    ids = answer_ids(question)
    scores = np.eye(len(ids))
    return tuple(Measurement("share", answer, scores[position], share=True) for position, answer in enumerate(ids))


def net_shares(question: Question) -> tuple[Measurement, ...]:
    """A measurement per net: which part gave one of its answers (0-1)?"""
    ids = answer_ids(question)
    if not ids:
        return ()
    return tuple(
        Measurement("share", net.id, np.isin(ids, list(net.answers)).astype(np.float64), share=True, in_family=False)
        for net in question.nets
    )
