"""One thing that is counted of a question: an answer (or none), and a score for every answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from peil.study.model import Answer, Multiple, Net, Question, Single

Floats = NDArray[np.float64]
Kind = Literal["mean", "promoters", "spread", "quantile", "share"]


@dataclass(frozen=True)
class Measurement:
    """`scores`: (answers,) what each answer counts for; NaN leaves the answer out of the base. `kind`: how they are
    counted (`tables.ways`): a mean, a share (of scores 0 and 1), promoters (−100, 0, 100), the spread of the scores, or
    a quantile, of which `part` (0-1) lies at or below it. `answer`: id of the answer or net that is counted, "" for a
    measure of the whole question. `place` in the family of tests: a fact of its own, a repeat of one (the second of
    two answers), or a net. `waves`: in which the answer could be given, None = wherever the question was asked.
    `new_series`: waves from which on it is not comparable.
    """

    measure: str
    answer: str
    scores: NDArray[np.float64]
    kind: Kind
    place: Literal["own", "repeat", "net"] = "own"
    waves: tuple[str, ...] | None = None
    new_series: tuple[str, ...] = ()
    part: float = 0.0

    @property
    def share(self) -> bool:
        """Whether it is a part of the respondents, 0-1."""
        return self.kind == "share"

    def asked_in(self, wave: str) -> bool:
        """Whether this could be counted in a wave in which the question was asked."""
        return self.waves is None or wave in self.waves


def waves_of(answer: Answer, question: Question, waves: Sequence[str]) -> tuple[str, ...]:
    """The waves in which an answer could be given: those of the question, from its `since` to its `until`."""
    first = waves.index(answer.since) if answer.since is not None else 0
    last = waves.index(answer.until) if answer.until is not None else len(waves) - 1
    return tuple(wave for wave in waves[first : last + 1] if wave in question.sources)


def net_changes(net: Net, question: Question, waves: Sequence[str]) -> tuple[str, ...]:
    """The waves in which a net begins to hold other answers than the wave before: a new series of the net."""
    if not isinstance(question.kind, Single | Multiple):
        return ()
    parts = [answer for answer in question.kind.answers if answer.id in net.answers]
    asked = [wave for wave in waves if wave in question.sources]
    held = {wave: {part.id for part in parts if wave in waves_of(part, question, waves)} for wave in asked}
    return tuple(wave for before, wave in pairwise(asked) if held[before] != held[wave])
