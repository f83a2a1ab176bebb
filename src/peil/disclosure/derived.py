"""What follows from the answers to a sensitive question in one group: sums over them that are told, or that are people.

A mean, its spread and a net promoter score are told. Of a multiple question some are people whom nobody is told of:
those who gave another answer than this one, those who gave two answers of a net. They are never fewer than none, and in
a group never more than in one that holds it: so they bound the answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peil.study.model import Grade, Multiple, Question
from peil.study.questions import answer_ids

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Derived:
    """What every answer (or net) counts for, and everyone who answered; `told`: whether a figure tells it."""

    weights: Mapping[str, int]
    everyone: int = 0
    told: bool = False

    @property
    def most(self) -> float:
        """What one respondent adds at most; of people whom nobody is told of no limit is needed."""
        return max(self.weights.values()) if self.told else np.inf

    def of(self, counts: Mapping[str, Ints], n: Ints) -> Ints:
        """(groups,) the sum; -1 where an answer is not known."""
        given = np.stack([counts[name] for name in self.weights])
        added = np.array(list(self.weights.values())) @ given + self.everyone * n
        return np.where((given >= 0).all(axis=0), added, -1)


def derived_of(question: Question) -> dict[str, Derived]:
    """By measure ("mean", "spread", "nps"), or a name of our own, what is derived of the answers."""
    if isinstance(question.kind, Grade):
        return _of_grade(question.kind)
    return _of_ticks(question) if isinstance(question.kind, Multiple) else {}


def _of_grade(kind: Grade) -> dict[str, Derived]:
    scores = range(kind.low, kind.high + 1)
    weights = {"mean": [one - kind.low for one in scores], "spread": [(one - kind.low) ** 2 for one in scores]}
    if kind.has_promoters:
        weights["nps"] = [2 if one >= 9 else 0 if one <= 6 else 1 for one in scores]
    ids = answer_ids(kind)
    return {name: Derived(dict(zip(ids, each, strict=True)), told=True) for name, each in weights.items()}


def _of_ticks(question: Question) -> dict[str, Derived]:
    names = (*answer_ids(question.kind), *(net.id for net in question.nets))
    found = {f"not {name}": Derived({name: -1}, everyone=1) for name in names}
    for net in question.nets:
        found[f"{net.id} twice"] = Derived({**dict.fromkeys(net.answers, 1), net.id: -1})
        found |= {f"{net.id} without {part}": Derived({net.id: 1, part: -1}) for part in net.answers}
    return found
