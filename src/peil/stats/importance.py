"""Exact importance (LMG, the Shapley value of R²) over all subsets of the predictors, for many matrices at once."""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial

import numpy as np

from peil.errors import StatisticsError, TooManyError
from peil.stats.arrays import FloatArray, IntArray
from peil.stats.loops.subsets import LANES, LAST, TOLERANCE
from peil.stats.subsets import walk

MOST = 30
# Eigenvalues below this are more than rounding: such a matrix belongs to no answers.
_INDEFINITE = -1e-8
# One problem is made into so many lanes, and with more predictors than these into up to so many times as many, so that
# several processors have work: below, dividing it takes longer than all of its subsets.
_TOGETHER, _MOST_TIMES = 22, 8


@dataclass(frozen=True)
class Importance:
    """`shares`: (P, p) what each predictor adds to R², at least 0, together R². `r2`: (P,) 0-1, all predictors."""

    shares: FloatArray
    r2: FloatArray


def importance(correlations: FloatArray) -> Importance:
    """(P, p) shares: how much of the differences in the outcome goes together with each predictor?

    `correlations`: (P, p+1, p+1) or (p+1, p+1) correlation (or covariance) matrices, the outcome last. The share of a
    predictor is what it adds to R², averaged over all orders in which predictors can be taken in; exact, over all 2^p
    subsets. Predictors that are linear combinations of others share with them; a constant one (variance 0) has 0.
    TooManyError for more than 30 predictors; StatisticsError for none, or a matrix that no answers can have given
    (negative eigenvalues, an outcome without variance): repair it first. Source: Lindeman, Merenda and Gold 1980; R
    relaimpo `calc.relimp(type = "lmg")`. Association, not cause.
    """
    matrices = _standardised(np.atleast_3d(np.asarray(correlations, np.float64).T).T)
    shares, full = _shapley(matrices, matrices.shape[-1] - 1)
    return Importance(np.maximum(shares, 0.0), np.clip(full, 0.0, 1.0))


def attribution(correlations: FloatArray, outcome: FloatArray, change: FloatArray) -> FloatArray:
    """(P, p) what each predictor contributes to β′Δ, in units of the outcome: which means carried a change of the mean?

    `correlations`: (P, p, p) of the predictors; `outcome`: (P, p) their covariances with the outcome, `change`: (P, p)
    the changes of their means, both with the predictors in standard deviations. The Shapley value of v(S) = β_S′Δ_S,
    β_S the regression on the predictors of S; the contributions add up to β′Δ.
    """
    outcome, change = (np.atleast_2d(np.asarray(part, np.float64)) for part in (outcome, change))
    p = outcome.shape[1]
    matrices = np.zeros((len(outcome), p + 2, p + 2))
    matrices[:, :p, :p] = correlations
    for place, part in ((p, outcome), (p + 1, change)):
        matrices[:, place, :p] = matrices[:, :p, place] = part
    return _shapley(matrices, p)[0]


def _shapley(matrices: FloatArray, p: int) -> tuple[FloatArray, FloatArray]:
    """(P, p) Shapley values and (P,) value of all p predictors, of v(S) = c_S′ C_SS⁻¹ d_S.

    C is the first p rows and columns; c and d the columns behind: two, or one that is both.
    """
    if p < LAST:
        # A predictor that is constant adds nothing to any other.
        spare = LAST - p
        padded = np.zeros((len(matrices), *(size + spare for size in matrices.shape[1:])))
        places = np.r_[:p, LAST : padded.shape[-1]]
        padded[:, places[:, None], places] = matrices
        shares, full = _shapley(padded, LAST)
        return shares[:, :p], full
    lanes = _expand(matrices, min(p - LAST, _expansions(len(matrices), p)))
    sums = _sums(lanes, len(matrices), p)
    full = matrices[:, p, -1] - _swept(matrices, p)
    # The loop adds up residuals in place of what is explained: the sums differ by a constant that the total fixes.
    return (full[:, None] + sums.sum(axis=1, keepdims=True)) / p - sums, full


@dataclass(frozen=True)
class _Lanes:
    """(N, q, q) blocks behind the first predictors, (N,) how many of these were taken in, (N, t) which."""

    blocks: FloatArray
    taken: IntArray
    which: FloatArray


def _expansions(problems: int, p: int) -> int:
    """How many of the first predictors are expanded into lanes."""
    wanted = LANES * min(2 ** max(p - _TOGETHER, 0), _MOST_TIMES)
    return max(0, int(np.ceil(np.log2(wanted / problems))))


def _expand(matrices: FloatArray, first: int) -> _Lanes:
    """Both choices for each of the first predictors; the lanes of one problem lie `len(matrices)` apart."""
    blocks, which = matrices, np.zeros((len(matrices), 0))
    for _ in range(first):
        blocks = np.concatenate([blocks[:, 1:, 1:], _taken_in(blocks)])
        which = np.concatenate([np.pad(which, ((0, 0), (0, 1)), constant_values=choice) for choice in (0.0, 1.0)])
    return _Lanes(blocks, which.sum(axis=1).astype(np.int64), which)


def _taken_in(blocks: FloatArray) -> FloatArray:
    """(N, q, q) the blocks behind their first predictor, once it is taken in."""
    pivot = blocks[:, 0, 0]
    inverse = np.where(pivot > TOLERANCE, 1 / np.where(pivot > TOLERANCE, pivot, 1.0), 0.0)
    row = blocks[:, 0, 1:]
    result: FloatArray = blocks[:, 1:, 1:] - row[:, :, None] * (row * inverse[:, None])[:, None, :]
    return result


def _swept(matrices: FloatArray, p: int) -> FloatArray:
    """(P,) the entry of the outcomes with all p predictors taken in."""
    for _ in range(p):
        matrices = _taken_in(matrices)
    left: FloatArray = matrices[:, 0, -1]
    return left


def _sums(lanes: _Lanes, problems: int, p: int) -> FloatArray:
    """(P, p) Σ c(|S|)·residual(S) over the subsets with each predictor."""
    count = len(lanes.blocks)
    spare = -count % LANES
    blocks = np.concatenate([lanes.blocks, np.repeat(lanes.blocks[:1], spare, axis=0)])
    taken = np.concatenate([lanes.taken, np.zeros(spare, np.int64)]).reshape(-1, LANES)
    blocks = np.ascontiguousarray(np.moveaxis(blocks.reshape(-1, LANES, *blocks.shape[1:]), 1, -1))
    own, whole = walk(blocks, p - lanes.which.shape[1], taken, _factors(p))
    rows = np.moveaxis(own, 1, -1).reshape(len(blocks) * LANES, -1)[:count]
    expanded = lanes.which * whole.reshape(-1)[:count, None]
    # Each lane's sums behind one another, then added up per problem, in the order of the lanes.
    sums: FloatArray = np.concatenate([expanded, rows], axis=1).reshape(-1, problems, p).sum(axis=0)
    return sums


def _factors(p: int) -> FloatArray:
    """c(s) = w(s) + w(s−1), w(s) = s!(p−1−s)!/p!, by how many predictors a subset has; 0 beyond p."""
    w = np.array([factorial(s) * factorial(p - 1 - s) / factorial(p) for s in range(p)] + [0.0])
    result: FloatArray = np.concatenate([w + np.concatenate([[0.0], w[:-1]]), np.zeros(p)])
    return result


def check_predictors(p: int) -> None:
    """Whether p predictors can be taken in in all orders. TooManyError when they cannot."""
    if p > MOST:
        raise TooManyError(f"predictors: found {p}, expected 1 to {MOST}. Leave out those that hardly anyone graded.")


def _standardised(matrices: FloatArray) -> FloatArray:
    """The matrices on the scale of correlations; refused where they cannot be had from answers."""
    p = matrices.shape[-1] - 1
    check_predictors(p)
    if p < 1:
        raise StatisticsError("predictors: found none, expected one at least")
    variance = np.diagonal(matrices, axis1=1, axis2=2)
    if not np.isfinite(matrices).all() or (variance < 0).any() or (variance[:, -1] <= 0).any():
        raise StatisticsError("correlations: expected numbers, variances of 0 or more, and an outcome that varies")
    scale = np.where(variance > 0, 1 / np.sqrt(np.where(variance > 0, variance, 1.0)), 0.0)
    standardised = matrices * scale[:, :, None] * scale[:, None, :]
    lowest = np.linalg.eigvalsh(standardised).min(axis=1)
    wrong = np.flatnonzero(lowest < _INDEFINITE)
    if wrong.size:
        raise StatisticsError(
            f"correlations {int(wrong[0])}: found an eigenvalue of {lowest[wrong[0]]:.3g}, expected none below 0: "
            "pairs of answers of different respondents do not fit together. Use the covariance by EM."
        )
    return standardised
