"""What each respondent moves figures that follow from a covariance by EM: missing answers cost what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import FloatArray, IntArray
from peil.stats.loops.influence import both_ways, spread_out

# Added to the variances (of 1), for items that repeat others: without it their information has no inverse.
_RIDGE = 1e-6
# Few enough for their products to stay near the processor.
_ROWS = 250


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
    q, rows = len(mean), np.ascontiguousarray(values - mean)
    upper = _upper(q)
    ridged = covariance + _RIDGE * np.eye(q)
    score, sums = np.zeros((len(values), q + len(upper.i))), _Sums.zero(q)
    for start in range(0, len(values), _ROWS):
        part = slice(start, start + _ROWS)
        white, inverse, square = _spread_out(rows[part], ridged)
        square -= inverse
        score[part] = np.concatenate([white, upper.multiple / 2 * square], axis=1)
        sums += _Sums.of(inverse, white, square, weights[part])
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


def _spread_out(rows: FloatArray, covariance: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """(N, q) P(x − mean), (N, m) P, the inverse of the covariance of what each has, (N, m) products of the first."""
    n, q = rows.shape
    m = q * (q + 1) // 2
    made = np.empty((n, q)), np.empty((n, m)), np.empty((n, m))
    spread_out(rows, covariance, *made, np.empty((3, q + 1, q)), np.empty(q, np.int64))
    return made


@dataclass(frozen=True)
class _Sums:
    """Over the rows, weighted, with P the inverse and a = P(x − mean), pairs as in `_Upper`: (m, m) Σ(P_jk·a_i·a_l +
    a_j·a_k·P_il − P_jk·P_il) by jk and il, (m, q) ΣP_jk·a_i, (m,) ΣP.
    """

    pairs: FloatArray
    slopes: FloatArray
    inverse: FloatArray

    @staticmethod
    def zero(q: int) -> _Sums:
        m = q * (q + 1) // 2
        return _Sums(np.zeros((m, m)), np.zeros((m, q)), np.zeros(m))

    @staticmethod
    def of(inverse: FloatArray, white: FloatArray, less: FloatArray, weights: FloatArray) -> _Sums:
        """`less`: (N, m) aa − P, so that P·aa + aa·P − P·P is aa·aa − `less`·`less`: a matrix times its own transpose
        takes half the time of another product.
        """
        root = np.sqrt(weights)[:, None]
        one, two = root * (less + inverse), root * less
        weighted = weights[:, None] * inverse
        return _Sums(one.T @ one - two.T @ two, weighted.T @ white, weighted.sum(axis=0))

    def __add__(self, other: _Sums) -> _Sums:
        return _Sums(self.pairs + other.pairs, self.slopes + other.slopes, self.inverse + other.inverse)


def _information(sums: _Sums, upper: _Upper) -> FloatArray:
    """(q+m, q+m) minus the second derivatives, of all together."""
    i, j, place = upper.i, upper.j, upper.place
    b, slopes = np.arange(len(place))[:, None], sums.slopes.T  # by b and the pair jk
    across = upper.multiple / 2 * (slopes[j, place[b, i]] + slopes[i, place[b, j]])
    squares = np.empty_like(sums.pairs)
    both_ways(sums.pairs, place, i, j, squares)
    return np.block([[sums.inverse[place], across], [across.T, squares]])
