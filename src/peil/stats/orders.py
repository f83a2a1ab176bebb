"""How Shapley values move with the covariance: gradients averaged over orders in which predictors are taken in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peil.stats.arrays import FloatArray

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
    sample = _Sample.of(covariance)
    added = sample.averaged(sample.z**2)
    slopes = sample.gradients(2 * sample.z, sample.bend(sample.z, 1.0))
    whole = added.sum()
    shares = added / whole
    return Gradients(shares, (slopes - shares[:, None, None] * slopes.sum(axis=0)) / whole)


def attribution_gradients(covariance: FloatArray, change: FloatArray) -> Gradients:
    """(p,) contributions to β′Δ and their derivatives, to the covariance (q, q) and to the (p,) changes Δ.

    As `share_gradients`, with z_k·d_k in place of z_k², d = L⁻¹Δ.
    """
    sample = _Sample.of(covariance)
    d = np.einsum("okj,oj->ok", sample.inverse, change[sample.orders])
    whitened = sample.scattered(sample.inverse)
    by_z = sample.gradients(d, sample.bend(sample.z, 1.0))
    by_d = sample.gradients(sample.z, sample.bend(d, 0.0))
    by_change = sample.averaged_rows(sample.z[:, :, None] * whitened[:, :, :-1])
    return Gradients(sample.averaged(sample.z * d), by_z + by_d, by_change)


@dataclass(frozen=True)
class _Sample:
    """(O, p) orders; per order L⁻¹ (O, p, p) in that order, and z (O, p)."""

    orders: np.ndarray[tuple[int, ...], np.dtype[np.int64]]
    inverse: FloatArray
    z: FloatArray

    @staticmethod
    def of(covariance: FloatArray) -> _Sample:
        p = len(covariance) - 1
        rng = np.random.default_rng(_SEED)
        half = np.argsort(rng.random((_ORDERS // 2, p)), axis=1)
        orders = np.concatenate([half, half[:, ::-1]])
        matrix = covariance[:-1, :-1] + _RIDGE * np.eye(p)
        inverse = np.linalg.inv(np.linalg.cholesky(matrix[orders[:, :, None], orders[:, None, :]]))
        z = np.einsum("okj,oj->ok", inverse, covariance[:-1, -1][orders])
        return _Sample(orders, inverse, z)

    def scattered(self, rows: FloatArray) -> FloatArray:
        """(O, p, q) rows over the predictors in each order, as rows over the predictors in their own order."""
        count, p = self.orders.shape
        out = np.zeros((count, p, p + 1))
        np.put_along_axis(out, np.broadcast_to(self.orders[:, None, :], (count, p, p)), rows, axis=2)
        return out

    def bend(self, of: FloatArray, outcome: float) -> FloatArray:
        """(O, p, q) what e_k is multiplied with in the derivative of z_k: outcome − Σ_{j<k} z_j e_j − ½ z_k e_k."""
        terms = of[:, :, None] * self.inverse
        bent = self.scattered(-np.cumsum(terms, axis=1) + terms / 2)
        bent[:, :, -1] = outcome
        return bent

    def gradients(self, factor: FloatArray, bent: FloatArray) -> FloatArray:
        """(p, q, q) mean over the orders of factor_k · sym(ℓ_k bent_k′), predictor k wherever it stands."""
        left = self.by_predictor(factor[:, :, None] * self.scattered(self.inverse))
        product = np.matmul(left.transpose(0, 2, 1), self.by_predictor(bent)) / len(self.orders)
        symmetric: FloatArray = (product + product.transpose(0, 2, 1)) / 2
        return symmetric

    def by_predictor(self, values: FloatArray) -> FloatArray:
        """(p, O, ...) values per order and step, as values per predictor and order."""
        steps = np.argsort(self.orders, axis=1)
        index = steps.reshape(*steps.shape, *(1,) * (values.ndim - 2))
        taken: FloatArray = np.take_along_axis(values, index, axis=1)
        return np.swapaxes(taken, 0, 1)

    def averaged(self, values: FloatArray) -> FloatArray:
        """(p,) mean over the orders."""
        mean: FloatArray = self.by_predictor(values).mean(axis=1)
        return mean

    def averaged_rows(self, values: FloatArray) -> FloatArray:
        """(p, ...) the same of rows."""
        return self.averaged(values)
