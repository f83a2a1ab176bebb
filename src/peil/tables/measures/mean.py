"""The mean grade."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from peil.study.model import Grade, Question
from peil.tables.measures.measurement import Measurement


def mean(question: Question, _: Sequence[str]) -> tuple[Measurement, ...]:
    """One measurement for a grade, none for other questions: how is it rated on average, in points of its scale?"""
    match question.kind:
        case Grade(low=low, high=high):
            return (Measurement("mean", "", np.arange(low, high + 1, dtype=np.float64), share=False),)
        case _:
            return ()
