"""The standard deviation of the answers."""

from __future__ import annotations

from collections.abc import Sequence

from peil.study.model import Question
from peil.tables.measures.measurement import Floats, Measurement


def standard_deviation(question: Question, values: Floats, _: Sequence[str]) -> tuple[Measurement, ...]:
    """One measurement where it is asked for: how far do the answers lie apart, in points of the scale?

    Source: R survey `svyvar`, of which it is the square root.
    """
    return (Measurement("sd", "", values, "spread"),) if values.size and "sd" in question.measures else ()
