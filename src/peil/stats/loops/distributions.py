"""Student's t and the normal distribution, one value after another, as machine code.

With L = ln(1 + t²/ν), a = ν/2 and N = a − ¼, a t beyond ±t has probability I(a) = ∫ e^(−Ns) (2 sinh(s/2))^(−½) ds from
L to infinity over the same from 0. The power is s^(−½) times a series in s² (`_SERIES`), so both integrals are sums of
incomplete gamma functions of a half, of which the first is the normal distribution's: an infinite ν needs no other
case. That serves for N of 9 and more and L up to 1. Fewer degrees of freedom are raised by
I(a) = x^a √(1−x) / (a B(a, ½)) + I(a + 1), x = e^(−L), of which for a larger L the first terms are enough. Nothing is
subtracted, so that the smallest probability has its digits too: exact to 1e-14 of itself, to 2e-13 near 1e-300.

Sources: DiDonato and Morris (1992), ACM Transactions on Mathematical Software 18, "BGRAT", of which b = ½ leaves this;
the normal distribution: Cody (1969), Mathematics of Computation 23. Inverted by Newton's method.
"""

from __future__ import annotations

from math import exp, inf, isnan, log, nan, pi, sqrt
from typing import Any

from peil.stats.machine import compiled, joined_exactly

_FROM, _WITHIN = 9.25, 1.0
_ENOUGH, _LARGE = 1e-17, 1e300


def _series(terms: int) -> tuple[float, ...]:
    """Of (sinh(s/2) / (s/2))^(−½) in s²: the power of a series, term by term from those before."""
    base, found = [1.0], [1.0]
    for k in range(1, terms):
        base.append(base[-1] / (4 * 2 * k * (2 * k + 1)))
        found.append(sum((-j / 2 - (k - j)) * base[j] * found[k - j] for j in range(1, k + 1)) / k)
    return tuple(found)


_SERIES = _series(12)
# Cody's: numerator and denominator near 0, up to √32, and beyond.
_NEAR = (
    (0.065682337918207449113, 2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582,
     18154.981253343561249),
    (1.0, 47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956),
)  # fmt: skip
_MIDDLE = (
    (1.0765576773720192317e-8, 0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979,
     597.27027639480026226, 2494.5375852903726711, 6848.1904505362823326, 11602.651437647350124, 9842.7148383839780218),
    (1.0, 22.266688044328115691, 235.38790178262499861, 1519.377599407554805, 6485.558298266760755,
     18615.571640885098091, 34900.952721145977266, 38912.003286093271411, 19685.429676859990727),
)  # fmt: skip
_FAR = (
    (0.02307344176494017303, 0.21589853405795699, 0.1274011611602473639, 0.022235277870649807,
     0.001421619193227893466, 2.9112874951168792e-5),
    (1.0, 1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244,
     7.29751555083966205e-5),
)  # fmt: skip


@joined_exactly
def _polynomial(factors: Any, x: float) -> float:
    value = 0.0
    for factor in factors:
        value = value * x + factor
    return value


@joined_exactly
def _log1p(x: float) -> float:
    """ln(1 + x), what was lost in adding 1 put back."""
    more = 1.0 + x
    return log(more) + (x - (more - 1.0)) / more


@joined_exactly
def _beyond_over_front(x: float, front: float) -> float:
    """How probable it is that a standard normal is beyond ±x, over `front` = exp(−x²/2)."""
    if x < 0.67448975:
        return (1.0 - 2.0 * x * _polynomial(_NEAR[0], x * x) / _polynomial(_NEAR[1], x * x)) / front
    if x < sqrt(32.0):
        return 2.0 * _polynomial(_MIDDLE[0], x) / _polynomial(_MIDDLE[1], x)
    square = 1.0 / (x * x)
    return 2.0 * (1.0 / sqrt(2.0 * pi) - square * _polynomial(_FAR[0], square) / _polynomial(_FAR[1], square)) / x


@joined_exactly
def _by_series(a: float, distance: float) -> float:
    """I(a), `distance` being L; of infinite a, `distance` is NL."""
    n = a - 0.25
    z = distance if n == inf else n * distance
    front = exp(-z)
    part, whole_part = _beyond_over_front(sqrt(2.0 * z), front), 1.0
    some, whole, power, step = part, whole_part, sqrt(z / pi) / n, 1.0 / n
    for k in range(1, len(_SERIES)):
        for m in (2 * k - 1.5, 2 * k - 0.5):
            part, whole_part, power = m * step * part + power, m * step * whole_part, power * distance
        some, whole = some + _SERIES[k] * part, whole + _SERIES[k] * whole_part
        if abs(_SERIES[k] * part) < _ENOUGH * some:
            break
    return front * some / whole


@joined_exactly
def _beta(a: float) -> float:
    """B(a, ½)."""
    raised = 1.0
    while a < _FROM:
        raised, a = raised * (a + 0.5) / a, a + 1.0
    n = a - 0.25
    part = whole = 1.0
    for k in range(1, len(_SERIES)):
        part *= (2 * k - 1.5) * (2 * k - 0.5) / (n * n)
        whole += _SERIES[k] * part
    return raised * sqrt(pi / n) * whole


@joined_exactly
def _beyond(t: float, df: float) -> float:
    """How probable a value beyond ±t is; t not below zero."""
    a = 0.5 * df
    if a == inf:
        return _by_series(a, 0.5 * t * t)
    odds = min(t * t / df, _LARGE)
    distance = _log1p(odds) if odds < _LARGE else 2.0 * log(t) - log(df)
    found, near = 0.0, distance <= _WITHIN
    if a < _FROM or not near:
        x = 1.0 / (1.0 + odds)
        term = exp(-a * distance) * sqrt(odds * x) / (a * _beta(a))
        while a < _FROM if near else term > _ENOUGH * found:
            found += term
            term, a = term * x * (a + 0.5) / (a + 1.0), a + 1.0
    return found + _by_series(a, distance) if near else found


@joined_exactly
def _from_root(w: float, df: float) -> float:
    """The t of which √(aL) is w."""
    distance = w * w / (0.5 * df)
    if distance > 40.0:
        return sqrt(df) * exp(0.5 * distance)
    more = exp(distance)
    return w * sqrt(2.0) if more == 1.0 else w * sqrt(2.0 * (more - 1.0) / log(more))


@joined_exactly
def _root_of(probability: float, df: float, w: float) -> float:
    """√(aL) of the t beyond which, on either side, this probability lies; found from `w`.

    ln I falls ever faster with √(aL): Newton's steps come down to it from above, and get there from below in one.
    """
    height = sqrt(2.0 / pi) if df == inf else 2.0 / (sqrt(df) * _beta(0.5 * df))
    for _ in range(100):
        t = _from_root(w, df)
        if t == inf:
            break
        here = _beyond(t, df)
        slope = height * exp(-w * w) * 2.0 * w * sqrt(1.0 / (t * t) + 1.0 / df) / here
        step = log(here / probability) / slope
        w = w + step if w + step > 0.0 else 0.5 * w
        if abs(step) < 1e-8 * w + 1e-16:
            break
    return w


@joined_exactly
def above(t: float, df: float) -> float:
    """How probable a value above t is; NaN where one of both is NaN, or df is not above 0. In Python too, to the same
    bits."""
    if isnan(t) or not df > 0.0:
        return nan
    half = 0.5 * _beyond(abs(t), df) if abs(t) < inf else 0.0
    return half if t >= 0.0 else 1.0 - half


@compiled("void(float64[::1], float64[::1], float64[::1])", exact=True)
def tails(t: Any, df: Any, tail: Any) -> None:
    """How probable a value above each t is, into `tail`."""
    for i in range(len(t)):
        tail[i] = above(t[i], df[i])


@compiled("void(float64[::1], float64[::1], float64[::1])", exact=True)
def limits(tail: Any, df: Any, t: Any) -> None:
    """The t above which each tail lies, into `t`; NaN where one of both is NaN, df is not above 0, or the tail is not
    a probability."""
    before, normal = 1.0, 0.0
    for i in range(len(tail)):
        if df[i] > 0.0 and 0.0 < tail[i] < 1.0:
            probability = 2.0 * min(tail[i], 1.0 - tail[i])
            if probability != before:
                # I <= exp(-w*w), and of few degrees of freedom already the root is nearly the normal distribution's.
                before, normal = probability, _root_of(probability, inf, sqrt(-log(probability)))
            far = _from_root(_root_of(probability, df[i], normal), df[i]) if probability < 1.0 else 0.0
            t[i] = far if tail[i] <= 0.5 else -far
        elif df[i] > 0.0 and (tail[i] == 0.0 or tail[i] == 1.0):
            t[i] = inf if tail[i] == 0.0 else -inf
        else:
            t[i] = nan
