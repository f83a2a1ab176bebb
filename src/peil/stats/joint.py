"""The covariance of many estimates of one wave, from what each respondent adds to them."""

from __future__ import annotations

import numpy as np

from peil.stats.arrays import FloatArray, IntArray, inverse, weighted_count
from peil.stats.design import Design
from peil.stats.loops.cells import add_to_cells
from peil.stats.options import Lonely
from peil.stats.variance import Linearised, cluster_covariance, row_covariance, variance


def joint_covariance(u: FloatArray, cells: IntArray, weights: FloatArray, design: Design, lonely: Lonely) -> FloatArray:
    """(k, k) covariances: how do k estimates move together from sample to sample?

    `u`: (N, k) linearised values (weight included) of the respondents who count, `cells`: (N,) where each stands in the
    design, `weights`: (N,). Other respondents of the wave have u = 0. Variances are those of `variance`, with strata,
    finite populations and calibrated weights.
    """
    size = len(design.units)
    if design.clusters is not None:
        return cluster_covariance(np.stack([weighted_count(cells, one, size) for one in u.T]), design, lonely)
    # Those who move nothing: of a group, all others.
    moving = u.any(axis=1)
    u, cells = u[moving], cells[moving]
    return row_covariance(u, cells, _by_cell(u, cells, weights[moving], size), design, lonely)


def variances(u: FloatArray, cells: IntArray, weights: FloatArray, design: Design, lonely: Lonely) -> FloatArray:
    """(k,) variances of k estimates, without their covariances; arguments as in `joint_covariance`."""
    return variance(_by_cell(u, cells, weights, len(design.units)), design, lonely)


def _by_cell(u: FloatArray, cells: IntArray, weights: FloatArray, size: int) -> Linearised:
    """(k, C) the sums of the rows in each cell."""
    sums = np.zeros((3, size, u.shape[1]))
    add_to_cells(np.ascontiguousarray(u), cells, weights, *sums)
    total, square, cross = sums.transpose(0, 2, 1)
    return Linearised(total, square, cross)


def mean_influence(values: FloatArray, weights: FloatArray) -> FloatArray:
    """(N, P) what each row adds to the weighted mean of each item, weight included; 0 where it has no score."""
    known = np.isfinite(values)
    weight = np.where(known, weights[:, None], 0.0)
    weight = weight * inverse(weight.sum(axis=0))
    scores = np.where(known, values, 0.0)
    result: FloatArray = weight * (scores - (weight * scores).sum(axis=0))
    return result
