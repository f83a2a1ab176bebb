"""What changes of the means of aspects carry of a change of the overall mean between two samples, with influence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import FloatArray
from peil.stats.em import em_covariance
from peil.stats.eminfluence import em_influence
from peil.stats.importance import attribution, check_predictors
from peil.stats.orders import attribution_gradients


@dataclass(frozen=True)
class CarriedChange:
    """(p,) per aspect: `change` of its mean, `points` that it carries; `r2` within the samples. (N, p) influence of
    every row on both, weight included.
    """

    change: FloatArray
    points: FloatArray
    r2: float
    change_influence: FloatArray
    points_influence: FloatArray


def carried_change(values: FloatArray, weights: FloatArray, later: FloatArray) -> CarriedChange:
    """(p,) points: which aspects carried the change of the overall mean from the earlier to the later sample?

    `values`: (N, p+1), NaN = no answer, the outcome last; `weights`: (N,); `later`: (N,) 1 for rows of the later
    sample, else 0. One covariance by EM of all items and `later`: given `later` it is that within the samples, and the
    slopes on `later` are the changes of means, as if everyone had answered everything. Points are the Shapley values of
    v(S) = β_S′Δ_S, exact; their gradients are averaged over orders. StatisticsError as in `em_covariance`,
    TooManyError for more than 30 aspects.
    """
    check_predictors(values.shape[1] - 1)
    rows = np.concatenate([values, later[:, None]], axis=1)
    found = em_covariance(rows, weights)
    scale = np.sqrt(np.diag(found.covariance))
    standard, whole = (rows - found.mean) / scale, found.covariance / np.outer(scale, scale)
    c, step = whole[:-1, -1], 1 / scale[-1]  # from 0 to 1 is so many standard deviations of `later`
    within, moved = whole[:-1, :-1] - np.outer(c, c), c[:-1] * step
    if within[-1, -1] < 1e-9:
        raise StatisticsError("overall grades: found none that differ within the samples, expected some")
    # Given `later` variances are below 1: on the scale of correlations again.
    inner = np.sqrt(np.maximum(np.diag(within), 1e-12))
    inside, change = within / np.outer(inner, inner), moved / inner[:-1]
    points = attribution(inside[:-1, :-1], inside[:-1, -1], change).reshape(-1)
    r2 = float(inside[:-1, -1] @ np.linalg.pinv(inside[:-1, :-1], rcond=1e-9, hermitian=True) @ inside[:-1, -1])
    slopes = attribution_gradients(inside, change)
    assert slopes.change is not None
    # `points` is in standard deviations within; only their unit for the outcome, which is one of the variances, counts.
    to_within = slopes.covariance / np.outer(inner, inner)
    gradients = _to_whole(to_within * inner[-1], slopes.change / inner[:-1] * inner[-1], c, step)
    u = em_influence(standard, weights, np.zeros(len(whole)), whole, np.concatenate([gradients, _changes(c, step)]))
    unit = scale[-2]
    return CarriedChange(
        moved * scale[:-2], points * inner[-1] * unit, r2,
        u[:, len(points):] * scale[:-2], u[:, : len(points)] * unit,
    )  # fmt: skip


def _to_whole(within: FloatArray, change: FloatArray, c: FloatArray, step: float) -> FloatArray:
    """(k, q, q) gradients to the whole covariance, of those to the covariance within and to the changes.

    within = C − cc′/v and Δ = c·step/v, v the variance of `later` (1 here) and c its covariances.
    """
    q = len(c) + 1
    made = np.zeros((len(within), q, q))
    made[:, :-1, :-1] = within
    to_c = -2 * within @ c
    to_c[:, :-1] += change * step
    made[:, :-1, -1] = made[:, -1, :-1] = to_c / 2
    made[:, -1, -1] = np.einsum("a,kab,b->k", c, within, c) - change @ c[:-1] * step
    return made


def _changes(c: FloatArray, step: float) -> FloatArray:
    """(p, q, q) gradients of the changes themselves."""
    p = len(c) - 1
    return _to_whole(np.zeros((p, len(c), len(c))), np.eye(p), c, step)
