"""The covariance of many estimates of one wave, from what each respondent adds to them."""

from __future__ import annotations

import numpy as np

from peil.stats.arrays import FloatArray, IntArray, ratio, weighted_count
from peil.stats.design import Design
from peil.stats.options import Lonely
from peil.stats.variance import Linearised, cluster_covariance, variance


def joint_covariance(u: FloatArray, cells: IntArray, weights: FloatArray, design: Design, lonely: Lonely) -> FloatArray:
    """(k, k) covariances: how do k estimates move together from sample to sample?

    `u`: (N, k) linearised values (weight included) of the respondents who count, `cells`: (N,) where each stands in the
    design, `weights`: (N,). Other respondents of the wave have u = 0. Variances are those of `variance`, with strata,
    finite populations and calibrated weights; a covariance is half of Var(a+b) − Var(a) − Var(b).
    """
    size = len(design.units)
    if design.clusters is not None:
        return cluster_covariance(np.stack([weighted_count(cells, one, size) for one in u.T]), design, lonely)
    order = np.argsort(cells, kind="stable")
    u, cells, weights = u[order], cells[order], weights[order]
    ends = np.searchsorted(cells, np.arange(size + 1))
    total, cross = np.zeros((2, u.shape[1], size))
    square = np.zeros((u.shape[1], u.shape[1], size))
    for cell in range(size):
        part = slice(ends[cell], ends[cell + 1])
        total[:, cell], cross[:, cell] = u[part].sum(axis=0), weights[part] @ u[part]
        square[:, :, cell] = u[part].T @ u[part]
    own = np.einsum("aac->ac", square)
    pairs = Linearised(
        total[:, None] + total[None, :], own[:, None] + own[None, :] + 2 * square, cross[:, None] + cross[None, :]
    )
    both, single = variance(pairs, design, lonely), variance(Linearised(total, own, cross), design, lonely)
    result: FloatArray = (both - single[:, None] - single[None, :]) / 2
    return result


def variances(u: FloatArray, cells: IntArray, weights: FloatArray, design: Design, lonely: Lonely) -> FloatArray:
    """(k,) variances of k estimates, without their covariances; arguments as in `joint_covariance`."""
    size = len(design.units)
    sums = [np.zeros((size, u.shape[1])) for _ in range(3)]
    for total, part in zip(sums, (u, u * u, weights[:, None] * u), strict=True):
        np.add.at(total, cells, part)
    total, square, cross = (part.T for part in sums)
    return variance(Linearised(total, square, cross), design, lonely)


def mean_influence(values: FloatArray, weights: FloatArray) -> FloatArray:
    """(N, P) what each row adds to the weighted mean of each item, weight included; 0 where it has no score."""
    known = np.isfinite(values)
    weight = np.where(known, weights[:, None], 0.0)
    weight = weight * np.nan_to_num(ratio(1.0, weight.sum(axis=0)))
    scores = np.where(known, values, 0.0)
    result: FloatArray = weight * (scores - (weight * scores).sum(axis=0))
    return result
