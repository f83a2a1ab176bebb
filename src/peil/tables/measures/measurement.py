"""One thing that is counted of a question: an answer (or none), and a score for every answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peil.study.model import Grade, Question, Single


@dataclass(frozen=True)
class Measurement:
    """`scores`: (answers,) what each answer counts for; NaN leaves the answer out of the base. `share`: scores are 0 or
    1. `answer`: id of the answer or net that is counted, "" for a measure of the whole question. `in_family`: whether
    it belongs to the family of tests over which a correction is made: nets and other repeated cells do not.
    """

    measure: str
    answer: str
    scores: NDArray[np.float64]
    share: bool
    in_family: bool = True


def answer_ids(question: Question) -> tuple[str, ...]:
    """Ids of the answers in the order of their codes: for a grade "1" to "10"."""
    match question.kind:
        case Grade(low=low, high=high):
            return tuple(str(grade) for grade in range(low, high + 1))
        case Single(answers=answers):
            return tuple(answer.id for answer in answers)
        case _:
            return ()
