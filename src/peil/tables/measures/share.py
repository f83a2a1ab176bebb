"""Shares of answers and of nets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from peil.study.model import Question, Single
from peil.study.questions import answer_ids
from peil.tables.measures.measurement import Floats, Measurement, net_changes, waves_of


def shares(question: Question, _: Floats, waves: Sequence[str]) -> tuple[Measurement, ...]:
    """A measurement per answer: which part of those who answered gave this answer (0-1)?"""
    ids = answer_ids(question.kind)
    scores = np.eye(len(ids))
    listed = question.kind.answers if isinstance(question.kind, Single) else ()
    asked = {answer.id: waves_of(answer, question, waves) for answer in listed}
    return tuple(
        Measurement("share", answer, scores[position], "share", _place(position, len(ids)), asked.get(answer))
        for position, answer in enumerate(ids)
    )


def _place(position: int, answers: int) -> Literal["own", "repeat"]:
    """Of two answers the second says what the first said."""
    return "repeat" if answers == 2 and position == 1 else "own"


def net_shares(question: Question, _: Floats, waves: Sequence[str]) -> tuple[Measurement, ...]:
    """A measurement per net: which part gave one of its answers (0-1)? A net whose parts change is a new series."""
    ids = answer_ids(question.kind)
    if not ids:
        return ()
    return tuple(
        Measurement(
            "share",
            net.id,
            np.isin(ids, list(net.answers)).astype(np.float64),
            "share",
            place="net",
            new_series=net_changes(net, question, waves),
        )
        for net in question.nets
    )
