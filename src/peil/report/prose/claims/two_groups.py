"""The test of two groups that share no respondents, for claims of which the results hold no contrast."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt

from peil.results.model import Estimate
from peil.stats.distributions import t_tail_of_one


@dataclass(frozen=True)
class Difference:
    """Two estimates compared: `difference` (left minus right), its standard error, degrees of freedom, two-sided p."""

    difference: float
    se: float
    df: float
    p: float


def compare(left: Estimate, right: Estimate, by_odds: bool) -> Difference | None:
    """Do two groups without common respondents differ? None when it cannot be tested.

    Welch's t on the estimates' own standard errors (so weights and strata count), in the unit of the estimates:
    t = (a − b) / √(se_a² + se_b²), with df = (se_a² + se_b²)² / (se_a⁴/(n_a − 1) + se_b⁴/(n_b − 1)) on unweighted n.
    `by_odds`: whether shares are compared by their log odds; t is then ln a/(1−a) − ln b/(1−b) over the root of
    (se_a/(a(1−a)))² + (se_b/(b(1−b)))². A standard error of 0 (a share of 0% or 100%) or an unknown one cannot
    be tested this way. Source: Welch (1947), Biometrika 34; docs/statistics.md for the log odds.
    """
    if not (left.se > 0 and right.se > 0 and left.n > 1 and right.n > 1):
        return None
    one, other = left.se**2, right.se**2
    difference, se = left.estimate - right.estimate, sqrt(one + other)
    df = (one + other) ** 2 / (one**2 / (left.n - 1) + other**2 / (right.n - 1))
    t = _by_odds(left, right) if by_odds and left.measure == "share" else difference / se
    return Difference(difference, se, df, 2 * t_tail_of_one(abs(t), df))


def _by_odds(left: Estimate, right: Estimate) -> float:
    apart = _log_odds(left.estimate) - _log_odds(right.estimate)
    errors = (one.se / (one.estimate * (1 - one.estimate)) for one in (left, right))
    return apart / sqrt(sum(error**2 for error in errors))


def _log_odds(share: float) -> float:
    return log(share) - log(1 - share)
