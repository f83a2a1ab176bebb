"""How Shapley values move with the covariance: gradients averaged over orders in which predictors are taken in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from peil.stats.arrays import FloatArray, IntArray, aligned
from peil.stats.loops.orders import LANES, bend

# Orders, half of them the others turned around; sampled once, and the same for every group and wave. A multiple of
# `LANES`.
_ORDERS = 512
_SEED = 20131
# Added to the variances (of 1): predictors that repeat others have no order without it, and no other error changes.
_RIDGE = 1e-6


@dataclass(frozen=True)
class Gradients:
    """`value`: (k,); `covariance`: (k, q, q) symmetric, the derivative to each entry of the covariance (the two halves
    of the matrix together); `change`: (k, p) to the vector of changes, where there is one.
    """

    value: FloatArray
    covariance: FloatArray
    change: FloatArray | None = None


def share_gradients(covariance: FloatArray) -> Gradients:
    """(p,) shares and their derivatives: how does each predictor's part in what is explained move with the covariance?

    `covariance`: (q, q), standardised, the outcome last. Taken in in one order, predictor k adds z_k² to what is
    explained, z = L⁻¹c with LL′ the covariance of the predictors; the share is its mean over all orders, of which a
    fixed sample is taken. The values are those of the sample: take the exact ones from `importance`.
    """
    outcome = covariance[:-1, -1]
    added, slopes, by_outcome, by_other = _sampled(covariance[:-1, :-1], np.stack([outcome, outcome]))
    whole, moved = added.sum(), _symmetric(slopes, by_outcome + by_other)
    shares = added / whole
    return Gradients(shares, (moved - shares[:, None, None] * moved.sum(axis=0)) / whole)


def attribution_gradients(covariance: FloatArray, change: FloatArray) -> Gradients:
    """(p,) contributions to β′Δ and their derivatives, to the covariance (q, q) and to the (p,) changes Δ.

    As `share_gradients`, with z_k·d_k in place of z_k², d = L⁻¹Δ.
    """
    added, slopes, by_outcome, by_change = _sampled(covariance[:-1, :-1], np.stack([covariance[:-1, -1], change]))
    return Gradients(added, _symmetric(slopes, by_outcome), by_change)


def _sampled(covariance: FloatArray, outcomes: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Means over the orders: (p,) z_k·d_k, and its derivatives to the covariance of the predictors, (p, p, p), not made
    symmetric, to that with the outcome, (p, p), and to the changes, (p, p). `covariance`: (p, p); `outcomes`: (2, p).

    With ℓ_k the rows of L⁻¹, that of z_k to the covariance is sym(ℓ_k b′), b = −Σ_{j before k} z_j ℓ_j − ½ z_k ℓ_k, and
    to the column of the outcome ℓ_k.
    """
    p = len(covariance)
    orders, ridged = _orders(p), covariance + _RIDGE * np.eye(p)
    added, slopes = np.zeros(p), np.zeros((p, p, p + 2))
    rows, bent, meanwhile = np.empty((LANES, p, p)), np.empty((LANES, p, p + 2)), aligned(p + 7, p, LANES)
    for start in range(0, _ORDERS, LANES):
        bend(ridged, outcomes, orders[start : start + LANES], rows, bent, added, meanwhile)
        slopes += rows.transpose(1, 2, 0) @ bent.transpose(1, 0, 2)
    slopes /= _ORDERS
    return added / _ORDERS, slopes[:, :, :p], slopes[:, :, p], slopes[:, :, p + 1]


def _symmetric(slopes: FloatArray, by_outcome: FloatArray) -> FloatArray:
    """(p, q, q) of derivatives to the covariance of the predictors, and to that of each with the outcome."""
    p = len(slopes)
    made = np.zeros((p, p + 1, p + 1))
    made[:, :-1, :-1], made[:, :-1, -1] = slopes, by_outcome
    symmetric: FloatArray = (made + made.transpose(0, 2, 1)) / 2
    return symmetric


@lru_cache(maxsize=4)
def _orders(p: int) -> IntArray:
    """(O, p) which predictor is taken in at each step."""
    half = np.argsort(np.random.default_rng(_SEED).random((_ORDERS // 2, p)), axis=1)
    return np.concatenate([half, half[:, ::-1]])
