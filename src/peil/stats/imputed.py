"""Means and covariances for the grade as it is: who did not answer an item counts as its mean."""

from __future__ import annotations

import numpy as np

from peil.stats.arrays import FloatArray, inverse
from peil.stats.moments import check_weights


def mean_imputed(values: FloatArray, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """(q,) means and (q, q) covariances: what do items move of the outcome, as far as people met them?

    `values`: (N, q), NaN = no answer, the outcome last: rows without it are left out; `weights`: (N,). An item that few
    answered has little variance left, and so little leverage on the outcome of all. Divisor Σw.
    """
    check_weights(weights)
    kept = np.isfinite(values[:, -1]) & (weights > 0)
    values, weights = values[kept], weights[kept] / weights[kept].sum()
    known = np.isfinite(values)
    weight = known * weights[:, None]
    total = weight.sum(axis=0)
    mean = (weight * np.where(known, values, 0.0)).sum(axis=0) / np.where(total > 0, total, 1.0)
    centred = np.where(known, values - mean, 0.0)
    covariance: FloatArray = (centred * weights[:, None]).T @ centred
    return mean, covariance


def imputed_influence(
    values: FloatArray, weights: FloatArray, mean: FloatArray, covariance: FloatArray, gradients: FloatArray
) -> FloatArray:
    """(N, k) what respondents add, weight included, to k figures that follow from `mean_imputed`.

    Arguments as in `em_influence`; a row without the outcome adds nothing. The means are estimated too.
    """
    kept = np.isfinite(values[:, -1]) & (weights > 0)
    weight = np.where(kept, weights, 0.0) / weights[kept].sum()
    known = np.isfinite(values) & kept[:, None]
    centred = np.where(known, values - mean, 0.0)
    each = np.einsum("na,kab,nb->nk", centred, gradients, centred) - np.einsum("kab,ab->k", gradients, covariance)
    # A mean that moves takes along the products of its item, as far as the item was answered.
    by_mean = centred * inverse(weight @ known)
    taken = 2 * np.einsum("kab,ab->ka", gradients, (known * weight[:, None]).T @ centred)
    result: FloatArray = weight[:, None] * (np.where(kept[:, None], each, 0.0) - by_mean @ taken.T)
    return result
