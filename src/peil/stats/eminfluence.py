"""What each respondent moves figures that follow from a covariance by EM: missing answers cost what they cost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import FloatArray, IntArray
from peil.stats.loops.influence import both_ways, expect_moments

# Added to the variances (of 1), for items that repeat others: without it their information has no inverse.
_RIDGE = 1e-6
# Answers that hold less than this part of what complete ones would say of a figure do not fix it: that is rounding.
_NOTHING = 1e-8
_UNFIXED = (
    "covariance by EM: found information without an inverse, expected one; the answers do not fix how all "
    "items go together. Leave out items that few answered together."
)


def em_influence(
    values: FloatArray, weights: FloatArray, mean: FloatArray, covariance: FloatArray, gradients: FloatArray
) -> FloatArray:
    """(N, k) what respondents add to k figures: how far would each figure move, had this one not answered?

    `values`: (N, q), standardised, NaN = no answer; `mean`: (q,) and `covariance`: (q, q) by `em_covariance` on them;
    `gradients`: (k, q, q) of the figures to the covariance, symmetric. Sums over respondents of these values are zero;
    their variance by design is that of the figures. An M-estimate moves by I⁻¹s, s a respondent's score and I the
    observed information of all: the Hessian of the likelihood of what was answered, not of what was filled in.
    StatisticsError where the answers do not fix the covariance: the information has no inverse.

    The information is that of complete answers less the variance that what is lacking gives their scores (Louis 1982).
    Where the covariance Σ moves by V, both are forms in U = Σ⁻¹VΣ⁻¹: in U a row brings only pairs that it lacks.
    """
    q = len(mean)
    upper, ridged = _upper(q), covariance + _RIDGE * np.eye(q)
    own = ridged[upper.i, upper.j]
    moments, lacking = _moments(values - mean, weights, ridged)
    information = _information(_Sums.of(own, weights @ moments, lacking), upper)
    slopes = upper.multiple * (ridged @ gradients @ ridged)[:, upper.i, upper.j]
    solved = _solved(information, np.concatenate([np.zeros((q, len(slopes))), slopes.T]))
    if np.abs(solved).max() * weights.sum() * _NOTHING > np.abs(gradients).max():
        raise StatisticsError(_UNFIXED)
    # A score is ẑ for the mean, and half of what is expected of zz less Σ for the covariance.
    solved[q:] *= upper.multiple[:, None] / 2
    result: FloatArray = weights[:, None] * (moments @ np.concatenate([-own[None] @ solved[q:], solved]))
    return result


def _solved(information: FloatArray, slopes: FloatArray) -> FloatArray:
    try:
        return np.linalg.solve(information, slopes).astype(np.float64, copy=False)
    except np.linalg.LinAlgError:
        raise StatisticsError(_UNFIXED) from None


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


def _moments(rows: FloatArray, weights: FloatArray, covariance: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(N, 1+q+m) of every row 1, its deviations and their products as expected; (m, 1+q+m) as `_Sums.of` takes it."""
    n, q = rows.shape
    m = q * (q + 1) // 2
    moments, lacking = np.empty((n, 1 + q + m)), np.zeros((m, 1 + q + m))
    meanwhile = np.empty((5, q, q)), np.empty(q, np.int64)
    expect_moments(np.ascontiguousarray(rows), np.ascontiguousarray(weights), covariance, moments, lacking, *meanwhile)
    return moments, lacking


@dataclass(frozen=True)
class _Sums:
    """Over the rows, weighted, with C the covariance that what a row has takes away (Σ, less what is left of it), z the
    deviations as expected and pairs as in `_Upper`: (m, m) Σ(C_jk·z_i·z_l + z_j·z_k·C_il − C_jk·C_il) by jk and il,
    (m, q) ΣC_jk·z_i, (m,) ΣC.
    """

    pairs: FloatArray
    slopes: FloatArray
    inverse: FloatArray

    @staticmethod
    def of(own: FloatArray, sums: FloatArray, lacking: FloatArray) -> _Sums:
        """`own`: (m,) Σ; `sums`: (1+q+m,) of the moments of rows; `lacking`: (m, 1+q+m) of what is left times 1, z and
        the products expected, less half of what is left.
        """
        q = len(sums) - 1 - len(own)
        total = np.outer(own, sums) - lacking
        half = total[:, 1 + q :] - sums[0] / 2 * np.outer(own, own)
        return _Sums(half + half.T, total[:, 1 : 1 + q], total[:, 0])


def _information(sums: _Sums, upper: _Upper) -> FloatArray:
    """(q+m, q+m) minus the second derivatives, of all together."""
    i, j, place = upper.i, upper.j, upper.place
    b, slopes = np.arange(len(place))[:, None], sums.slopes.T  # by b and the pair jk
    across = upper.multiple / 2 * (slopes[j, place[b, i]] + slopes[i, place[b, j]])
    squares = np.empty_like(sums.pairs)
    both_ways(sums.pairs, place, i, j, squares)
    return np.block([[sums.inverse[place], across], [across.T, squares]])
