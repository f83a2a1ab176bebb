"""The mean grade, or the mean of a quantity."""

from __future__ import annotations

from collections.abc import Sequence

from peil.study.model import Question
from peil.tables.measures.measurement import Floats, Measurement


def mean(_: Question, values: Floats, __: Sequence[str]) -> tuple[Measurement, ...]:
    """One measurement where answers have values, else none: how is it rated on average, in points of its scale?"""
    return (Measurement("mean", "", values, "mean"),) if values.size else ()
