"""Raking: the start weights of each category multiplied in turn, margin after margin, until all targets are met."""

from __future__ import annotations

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import FloatArray, ratio
from peil.stats.targets import Combinations, Goal, worst

ROUNDS = 2000
# Well below the tolerance of the targets, well above the rounding of sums.
_CLOSE = 1e-12


def rake_combinations(goal: Goal, combinations: Combinations, rounds: int = ROUNDS) -> tuple[FloatArray, int]:
    """(C,) factors on the start weights and the number of rounds: which weights nearest to these meet all margins?

    StatisticsError after `rounds` without success, with the margin that is furthest off. Source: Deming and Stephan
    1940, iterative proportional fitting; R survey 4.1 `rake`.
    """
    weights = combinations.start.copy()
    for done in range(1, rounds + 1):
        off = 0.0
        for m, wanted in enumerate(goal.shares):
            have = combinations.have(m, weights, len(wanted))
            off = max(off, float(np.abs(have - wanted).max()))
            step = np.where(have > 0, ratio(wanted, have), 0.0)
            weights = weights * step[combinations.table[:, m]]
        if off <= _CLOSE * goal.total:
            return _factors(weights, combinations), done
    if worst(goal, combinations, weights).off <= _CLOSE * 100:
        return _factors(weights, combinations), rounds
    raise StatisticsError(
        f"raking: no convergence after {rounds} rounds: {worst(goal, combinations, weights)}. Some combination of "
        "categories has too few respondents for its targets: join categories, or rake by fewer questions."
    )


def _factors(weights: FloatArray, combinations: Combinations) -> FloatArray:
    factors = ratio(weights, combinations.start)
    return np.where(np.isfinite(factors), factors, 0.0)
