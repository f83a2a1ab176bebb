"""How probable values of the normal, Student's, the chi-square and the F distribution are.

A test asks how often chance alone gives what was found: a tail, exact in its own digits however small it is. Infinite
degrees of freedom are the normal distribution, and for F those of chi-square.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isnan, nan

import numpy as np
from numpy.typing import ArrayLike

from peil.stats.arrays import FloatArray
from peil.stats.loops import distributions
from peil.stats.machine import Loop

# Of an integral from 0 to 1: where it is taken, ever closer towards both ends, and with which weights (Takahasi and
# Mori 1974, Publications of the Research Institute for Mathematical Sciences 9).
_STEPS = np.linspace(-3.2, 3.2, 401)
_SLOPE = np.pi / 2 * np.sinh(_STEPS)
_NODES = 1 / (1 + np.exp(-2 * _SLOPE))
_WEIGHTS = np.pi / 4 * np.cosh(_STEPS) / np.cosh(_SLOPE) ** 2 * (_STEPS[1] - _STEPS[0])
_REACHES = np.geomspace(1e-9, 1e4, 400)
# What lies this many powers of e below the largest counts for nothing.
_NOTHING = 45.0


def t_tail(t: ArrayLike, df: ArrayLike) -> FloatArray:
    """(...) floats 0-1: how often is Student's t above `t`? NaN for df that are not above zero."""
    return _each(distributions.tails, t, df)


def t_tail_of_one(t: float, df: float) -> float:
    """A float 0-1: `t_tail` of a single value, to the same bits, for who needs no other machine code: what links it
    takes longer to load than a thousand of these take, and 50 MB."""
    return distributions.above(float(t), float(df))


def t_with_tail(tail: ArrayLike, df: ArrayLike) -> FloatArray:
    """(...) floats: above which t does this share of Student's distribution lie? Exact to 1e-14 of itself, and near 0
    to 1e-15; NaN for a tail outside 0-1 and df that are not above zero."""
    return _each(distributions.limits, tail, df)


def f_tail(f: float, df: float, other_df: float) -> float:
    """A float 0-1: how often is F on `df` and `other_df` degrees of freedom above `f`? To 1e-12 of itself; NaN for df
    that are not above zero."""
    if isnan(f) or not (df > 0 and other_df > 0):
        return nan
    if not 0 < f < inf:
        return float(f <= 0)
    if df * f <= other_df:
        below, above = _areas(f, df, other_df)
    else:
        above, below = _areas(1 / f, other_df, df)
    return 1 / (1 + below / above) if above > 0 else 0.0


def chi_square_tail(chi_square: float, df: float) -> float:
    """A float 0-1: how often is chi-square on `df` degrees of freedom above this? As `f_tail`."""
    return f_tail(chi_square / df, df, inf) if df > 0 else nan


def _areas(f: float, df: float, other_df: float) -> tuple[float, float]:
    """How much of F's distribution is below `f` and above it, in the density at `f`.

    The logarithm of that density at s, the logarithm of F over `f`, is `exponent`: it has one top, and is never taken
    far from it, so that no digits are lost. Nothing is known of the whole but that both parts make it up.
    """
    half, share = df / 2, df * f / (df * f + other_df)

    def exponent(s: FloatArray) -> FloatArray:
        if other_df == inf:
            return half * s - half * f * np.expm1(s)
        return half * s - (half + other_df / 2) * np.log1p(share * np.expm1(s))

    with np.errstate(over="ignore"):
        return _area(lambda s: exponent(-s)), _area(exponent)


def _area(exponent: Callable[[FloatArray], FloatArray]) -> float:
    """The integral over s > 0 of exp(`exponent`(s)), which has one top and falls to nothing."""
    heights = exponent(_REACHES[:-1])
    seen = np.flatnonzero(heights > max(heights.max(), 0.0) - _NOTHING)
    reach = _REACHES[seen.max(initial=-1) + 1]
    return float(reach * (_WEIGHTS * np.exp(exponent(reach * _NODES))).sum())


def _each(loop: Loop, values: ArrayLike, df: ArrayLike) -> FloatArray:
    one, other, found = (np.empty(np.broadcast(values, df).shape) for _ in range(3))
    one[...], other[...] = values, df
    loop(one.ravel(), other.ravel(), found.ravel())
    return found
