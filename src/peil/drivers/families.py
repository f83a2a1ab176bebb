"""Tests of aspects: their p, and its correction together, of those of one matrix or change, or of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import erfc, nan, sqrt

import numpy as np

from peil.stats import benjamini_hochberg, bonferroni
from peil.study.model import Settings


def corrected(p: Sequence[float], tables: Sequence[str], settings: Settings) -> list[float]:
    """p after the correction of the study, one per test. `tables`: which matrix or change each belongs to, a family by
    itself with `family: table`; with another family all these tests of the survey are one. NaN is no test.
    """
    adjusted = np.array(p, np.float64)
    if settings.correction == "none":
        return list(p)
    families: dict[str, list[int]] = defaultdict(list)
    for place, table in enumerate(tables):
        families[table if settings.family == "table" else ""].append(place)
    adjust = bonferroni if settings.correction == "bonferroni" else benjamini_hochberg
    for members in families.values():
        adjusted[members] = adjust(adjusted[members])
    return [float(one) for one in adjusted]


def two_sided(value: float, se: float) -> float:
    """p of a value with this standard error, by the normal distribution; NaN without one."""
    return erfc(abs(value / se) / sqrt(2)) if se > 0 else nan
