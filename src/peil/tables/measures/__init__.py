"""The measures, in one visible table: what can be counted of a question, and for which kinds of question.

A measure is a score per answer and a kind, which says what is made of the scores: mostly their weighted mean over those
who gave a valid answer (`tables.ways` has the arithmetic of each kind). To add one: a function in a module here, a line
in MEASURES, a reference number in its test.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from peil.study.model import Grade, Question
from peil.tables.measures.mean import mean
from peil.tables.measures.measurement import Floats, Kind, Measurement
from peil.tables.measures.nps import net_promoter_score
from peil.tables.measures.quantile import quantiles
from peil.tables.measures.share import net_shares, shares
from peil.tables.measures.spread import standard_deviation

MEASURES: tuple[Callable[[Question, Floats, Sequence[str]], tuple[Measurement, ...]], ...] = (
    mean,
    net_promoter_score,
    standard_deviation,
    quantiles,
    shares,
    net_shares,
)

__all__ = ["MEASURES", "Kind", "Measurement", "measurements"]


def measurements(question: Question, waves: Sequence[str], levels: Floats | None = None) -> tuple[Measurement, ...]:
    """Everything that is counted of a question with coded answers (grade, single choice, quantity), in table order.

    `waves`: labels of all waves of the survey, oldest first. `levels`: (answers,) the values of a quantity's answers.
    """
    kind = question.kind
    graded = np.arange(kind.low, kind.high + 1, dtype=np.float64) if isinstance(kind, Grade) else np.empty(0)
    values = graded if levels is None else levels
    return tuple(measurement for measure in MEASURES for measurement in measure(question, values, waves))
