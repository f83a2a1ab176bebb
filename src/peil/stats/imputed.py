"""Means and covariances for the grade as it is: who did not answer an item counts as its mean."""

from __future__ import annotations

import numpy as np

from peil.stats.arrays import FloatArray
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
