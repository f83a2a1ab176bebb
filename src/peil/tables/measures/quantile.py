"""The median and other percentiles."""

from __future__ import annotations

from collections.abc import Sequence

from peil.study.model import Question
from peil.tables.measures.measurement import Floats, Measurement


def quantiles(question: Question, values: Floats, _: Sequence[str]) -> tuple[Measurement, ...]:
    """A measurement for each that is asked for: which answer do so many per cent stay at or below?

    "median" and "p1" to "p99". Source: R survey `svyquantile(qrule = "math")`.
    """
    wanted = [name for name in question.measures if name != "sd"] if values.size else []
    return tuple(Measurement(name, "", values, "quantile", part=_part(name)) for name in wanted)


def _part(name: str) -> float:
    return 0.5 if name == "median" else int(name.removeprefix("p")) / 100
