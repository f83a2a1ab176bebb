"""What each respondent moves figures that follow from a covariance by EM: missing answers cost what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import BoolArray, FloatArray, IntArray

# Added to the variances (of 1), for items that repeat others: without it their information has no inverse.
_RIDGE = 1e-6
# Few enough for their products to stay near the processor.
_ROWS = 250
# Of a matrix that is worse conditioned than this, the inverse of a part is found by itself.
_SAFE = 1e4


def em_influence(
    values: FloatArray, weights: FloatArray, mean: FloatArray, covariance: FloatArray, gradients: FloatArray
) -> FloatArray:
    """(N, k) what respondents add to k figures: how far would each figure move, had this one not answered?

    `values`: (N, q), standardised, NaN = no answer; `mean`: (q,) and `covariance`: (q, q) by `em_covariance` on them;
    `gradients`: (k, q, q) of the figures to the covariance, symmetric. Sums over respondents of these values are zero;
    their variance by design is that of the figures. An M-estimate moves by I⁻¹s, s a respondent's score and I the
    observed information of all: the Hessian of the likelihood of what was answered, not of what was filled in.
    StatisticsError where the answers do not fix the covariance: the information has no inverse.
    """
    q = len(mean)
    upper = _upper(q)
    score, sums = np.zeros((len(values), q + len(upper.i))), _Sums.zero(q)
    for start in range(0, len(values), _ROWS):
        part = slice(start, start + _ROWS)
        known = np.isfinite(values[part])
        inverse = _inverses(known, covariance)
        white = (inverse @ np.where(known, values[part] - mean, 0.0)[:, :, None])[:, :, 0]
        score[part] = _scores(inverse, white, upper)
        sums += _Sums.of(inverse, white, weights[part], upper)
    slopes = upper.multiple * gradients[:, upper.i, upper.j]
    solved = _solved(_information(sums, upper), np.concatenate([np.zeros((q, len(slopes))), slopes.T]))
    result: FloatArray = weights[:, None] * (score @ solved)
    return result


def _solved(information: FloatArray, slopes: FloatArray) -> FloatArray:
    try:
        return np.linalg.solve(information, slopes).astype(np.float64, copy=False)
    except np.linalg.LinAlgError:
        raise StatisticsError(
            "covariance by EM: found information without an inverse, expected one; the answers do not fix how all "
            "items go together. Leave out items that few answered together."
        ) from None


@dataclass(frozen=True)
class _Upper:
    """(m,) rows and columns of the upper triangle of a (q, q) matrix, how often each entry stands in it, and (q, q)
    where each entry is found.
    """

    i: IntArray
    j: IntArray
    multiple: FloatArray
    place: IntArray


@lru_cache(maxsize=4)
def _upper(q: int) -> _Upper:
    i, j = np.triu_indices(q)
    place = np.zeros((q, q), np.int64)
    place[i, j] = place[j, i] = np.arange(len(i))
    return _Upper(i, j, np.where(i == j, 1.0, 2.0), place)


def _inverses(known: BoolArray, covariance: FloatArray) -> FloatArray:
    """(N, q, q) inverse of the covariance of what each has, zero elsewhere; one a pattern."""
    patterns, which = np.unique(known, axis=0, return_inverse=True)
    matrix = covariance + _RIDGE * np.eye(len(covariance))
    lacking = (~patterns).sum(axis=1)
    found = np.empty((len(patterns), *matrix.shape))
    # Where items nearly repeat others, digits would be lost by way of the inverse of all.
    swept = (2 * lacking < patterns.shape[1]) & (np.linalg.cond(matrix) < _SAFE)
    inverse = np.linalg.inv(matrix).astype(np.float64, copy=False)
    for size in np.unique(lacking[swept]).tolist():
        rows = swept & (lacking == size)
        found[rows] = _without(inverse, ~patterns[rows], size)
    found[~swept] = _inverted(patterns[~swept], matrix)
    result: FloatArray = found[which.reshape(-1)]
    return result


def _without(inverse: FloatArray, lacking: BoolArray, size: int) -> FloatArray:
    """(P, q, q) the inverse of the covariance of the other items. `lacking`: (P, q), so many in every row."""
    if not size:
        return np.repeat(inverse[None], len(lacking), axis=0)
    places = np.nonzero(lacking)[1].reshape(-1, size)
    across = inverse[places]
    own = inverse[places[:, :, None], places[:, None, :]]
    left = inverse - across.transpose(0, 2, 1) @ np.linalg.solve(own, across)
    return np.where(lacking[:, :, None] | lacking[:, None, :], 0.0, left)


def _inverted(patterns: BoolArray, matrix: FloatArray) -> FloatArray:
    """The same, each by itself. `patterns`: (P, q) which items are there."""
    both = patterns[:, :, None] & patterns[:, None, :]
    spare = np.eye(len(matrix)) * ~patterns[:, :, None]
    inverted: FloatArray = np.linalg.inv(np.where(both, matrix, 0.0) + spare) - spare
    return inverted


def _scores(inverse: FloatArray, white: FloatArray, upper: _Upper) -> FloatArray:
    """(N, q+m) derivatives of each one's log-likelihood to means and covariances."""
    square = white[:, upper.i] * white[:, upper.j] - inverse[:, upper.i, upper.j]
    return np.concatenate([white, upper.multiple / 2 * square], axis=1)


@dataclass(frozen=True)
class _Sums:
    """Over the rows, weighted, with P the inverse and a = P(x − mean), pairs as in `_Upper`: (m, m) ΣP_jk·a_i·a_l and
    ΣP_jk·P_il by jk and il, (m, q) ΣP_jk·a_i, (q, q) ΣP.
    """

    ones: FloatArray
    twos: FloatArray
    slopes: FloatArray
    inverse: FloatArray

    @staticmethod
    def zero(q: int) -> _Sums:
        m = q * (q + 1) // 2
        return _Sums(np.zeros((m, m)), np.zeros((m, m)), np.zeros((m, q)), np.zeros((q, q)))

    @staticmethod
    def of(inverse: FloatArray, white: FloatArray, weights: FloatArray, upper: _Upper) -> _Sums:
        flat = inverse[:, upper.i, upper.j]
        weighted = weights[:, None] * flat
        # A matrix times its own transpose takes half the time of another product.
        root = np.sqrt(weights)[:, None] * flat
        ones, slopes = weighted.T @ (white[:, upper.i] * white[:, upper.j]), weighted.T @ white
        return _Sums(ones, root.T @ root, slopes, np.tensordot(weights, inverse, axes=1))

    def __add__(self, other: _Sums) -> _Sums:
        return _Sums(
            self.ones + other.ones, self.twos + other.twos, self.slopes + other.slopes, self.inverse + other.inverse
        )


def _information(sums: _Sums, upper: _Upper) -> FloatArray:
    """(q+m, q+m) minus the second derivatives, of all together."""
    i, j, place = upper.i, upper.j, upper.place
    b, slopes = np.arange(len(place))[:, None], sums.slopes.T  # by b and the pair jk
    across = upper.multiple / 2 * (slopes[j, place[b, i]] + slopes[i, place[b, j]])
    k, l = i[None], j[None]  # noqa: E741  # the second pair of entries
    i, j = i[:, None], j[:, None]
    both = sums.ones + sums.ones.T - sums.twos
    squares = both[place[j, k], place[i, l]] + both[place[i, k], place[j, l]]
    squares *= np.outer(upper.multiple, upper.multiple) / 4
    return np.block([[sums.inverse, across], [across.T, squares]])
