"""The measures, in one visible table: what can be counted of a question, and for which kinds of question.

A measure is a score per answer: its estimate is the weighted mean of the scores of those who gave a valid answer. To
add one: a function in a module here, a line in MEASURES, a reference number in its test.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from peil.study.model import Question
from peil.tables.measures.mean import mean
from peil.tables.measures.measurement import Measurement
from peil.tables.measures.nps import net_promoter_score
from peil.tables.measures.share import net_shares, shares

MEASURES: tuple[Callable[[Question, Sequence[str]], tuple[Measurement, ...]], ...] = (
    mean,
    net_promoter_score,
    shares,
    net_shares,
)

__all__ = ["MEASURES", "Measurement", "measurements"]


def measurements(question: Question, waves: Sequence[str]) -> tuple[Measurement, ...]:
    """Everything that is counted of a question with coded answers (a grade or a single choice), in table order.

    `waves`: labels of all waves of the survey, oldest first.
    """
    return tuple(measurement for measure in MEASURES for measurement in measure(question, waves))
