"""How Shapley values move with the covariance: gradients averaged over orders in which predictors are taken in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from peil.stats.arrays import FloatArray, IntArray, aligned
from peil.stats.loops.orders import LANES, whiten

# Orders, half of them the others turned around; sampled once, and the same for every group and wave.
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
    sample = _Sample.of(covariance[:-1, :-1])
    z = sample.whitened(covariance[:-1, -1])
    added, slopes = (z**2).mean(axis=0), sample.gradients(z, z, 2 * z)
    whole = added.sum()
    shares = added / whole
    return Gradients(shares, (slopes - shares[:, None, None] * slopes.sum(axis=0)) / whole)


def attribution_gradients(covariance: FloatArray, change: FloatArray) -> Gradients:
    """(p,) contributions to β′Δ and their derivatives, to the covariance (q, q) and to the (p,) changes Δ.

    As `share_gradients`, with z_k·d_k in place of z_k², d = L⁻¹Δ.
    """
    sample = _Sample.of(covariance[:-1, :-1])
    z, d = sample.whitened(covariance[:-1, -1]), sample.whitened(change)
    by_change = np.einsum("ok,okj->kj", z, sample.rows) / _ORDERS
    return Gradients((z * d).mean(axis=0), sample.gradients(z, d, d), by_change)


@dataclass(frozen=True)
class _Sample:
    """Per order (O) L⁻¹, (O, p, p), its rows and columns as the predictors stand in the covariance. `before`: (O, p, p)
    1 where the predictor of the column is taken in before that of the row, and ½ where they are one.
    """

    rows: FloatArray
    before: FloatArray

    @staticmethod
    def of(covariance: FloatArray) -> _Sample:
        """`covariance`: (p, p) of the predictors."""
        p = len(covariance)
        orders, before = _orders(p)
        rows, pivots = np.empty((_ORDERS, p, p)), np.empty((_ORDERS, p))
        whiten(covariance + _RIDGE * np.eye(p), orders, rows, pivots, aligned(p, p, LANES))
        rows /= np.sqrt(pivots)[:, :, None]
        return _Sample(rows, before)

    def whitened(self, vector: FloatArray) -> FloatArray:
        """(O, p) L⁻¹ times the vector, (p,)."""
        return np.asarray(self.rows @ vector, np.float64)

    def gradients(self, one: FloatArray, other: FloatArray, outcome: FloatArray) -> FloatArray:
        """(p, q, q) mean over the orders of the derivative of one_k·other_k, both (O, p) and whitened.

        With ℓ_j the rows, that of z_k to the covariance is sym(ℓ_k b′), b = −Σ_{j before k} z_j ℓ_j − ½ z_k ℓ_k, and to
        the column of the outcome, if z is its, ℓ_k. `outcome`: (O, p) what ℓ_k is multiplied with there.
        """
        p = self.rows.shape[1]
        pairs = one[:, :, None] * other[:, None, :]
        pairs += other[:, :, None] * one[:, None, :]
        pairs *= self.before
        bent = np.concatenate([-(pairs @ self.rows), outcome[:, :, None]], axis=2)
        made = np.zeros((p, p + 1, p + 1))
        made[:, :-1] = self.rows.transpose(1, 2, 0) @ bent.transpose(1, 0, 2) / _ORDERS
        symmetric: FloatArray = (made + made.transpose(0, 2, 1)) / 2
        return symmetric


@lru_cache(maxsize=4)
def _orders(p: int) -> tuple[IntArray, FloatArray]:
    """(O, p) which predictor is taken in at each step; (O, p, p) as `before`."""
    rng = np.random.default_rng(_SEED)
    half = np.argsort(rng.random((_ORDERS // 2, p)), axis=1)
    orders = np.concatenate([half, half[:, ::-1]])
    steps = np.argsort(orders, axis=1)
    later = steps[:, :, None] - steps[:, None, :]
    return orders, np.where(later > 0, 1.0, np.where(later == 0, 0.5, 0.0))
