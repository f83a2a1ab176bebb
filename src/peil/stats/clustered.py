"""Rows that belong together: several rows a respondent, households, a unit that answers twice or returns in a wave.

One form serves every statistic. An estimate moves by u = w·z when a respondent is added, z following from the group
and the answer; what the variance needs is u summed per cluster and cell of the design. That cannot be had from sums
per group and answer alone. So the moments of clustered rows remember the rows behind them: a second pass, once z is
known, adds them up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from peil.stats.arrays import FloatArray, IntArray, added_by, firsts, weighted_count
from peil.stats.sparse import Sparse

Codes = NDArray[np.integer]


@dataclass(frozen=True)
class Held:
    """Clusters of which each lies within one cell of the design, which knows nothing of them: respondents with several
    rows. (K,) cell and weight of each; `size`: cells of the design."""

    cells: Codes
    weights: FloatArray
    size: int

    def by_cell(self, u: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Three (..., C) arrays of (..., K) sums per cluster: Σu, Σu² and Σw·u of the clusters in each cell."""
        order = np.argsort(self.cells, kind="stable")
        cells = self.cells[order].astype(np.int64)
        u, weights = u[..., order], self.weights[order]
        return added_by(cells, u, self.size), added_by(cells, u * u, self.size), added_by(cells, weights * u, self.size)


@dataclass(frozen=True)
class Rows:
    """(N,) rows that count: cell of the design, group, answer and weight.

    `clusters`: (C,) the cluster of each cell, rising from 0. `made`: (P, G) 0/1, the groups of the rows that make up
    each group of the moments. `held`: None where the design knows the clusters; else a cell is a cluster, and `held`
    says where it lies in the design.
    """

    cells: Codes
    groups: Codes
    answers: Codes
    weights: FloatArray
    clusters: IntArray
    made: FloatArray
    width: int
    held: Held | None = None

    def total(self) -> Rows:
        """All groups of the moments together."""
        return replace(self, made=self._whole())

    def rest(self) -> Rows:
        """Of every group all the others."""
        return replace(self, made=self._whole() - self.made)

    def take(self, groups: Codes | Sequence[int]) -> Rows:
        """The groups with these codes, in this order."""
        return replace(self, made=self.made[np.asarray(groups, np.intp)])

    def merged(self, sides: FloatArray) -> Rows:
        """Groups taken together: (S, P) 0/1."""
        return replace(self, made=np.minimum(sides @ self.made, 1.0))

    def _whole(self) -> FloatArray:
        whole: FloatArray = self.made.max(axis=0, keepdims=True, initial=0.0)
        return whole

    @cached_property
    def table(self) -> Sparse:
        """A (P × C, P × A) table of the weights per cell and answer: those of the groups along its diagonal."""
        group, row = np.nonzero(self.made[:, self.groups] > 0)
        cells, answers = group * len(self.clusters) + self.cells[row], group * self.width + self.answers[row]
        shape = (len(self.made) * len(self.clusters), len(self.made) * self.width)
        return Sparse.of(cells, answers, self.weights[row], shape)

    def table_of(self, group: int) -> FloatArray:
        """(C, A) Σw per cell and answer of one of the groups."""
        row = np.flatnonzero(self.made[group, self.groups] > 0)
        shape = len(self.clusters), self.width
        places = self.cells[row].astype(np.int64) * self.width + self.answers[row]
        return weighted_count(places, self.weights[row], prod(shape)).reshape(shape)

    def sums(self, influence: FloatArray) -> FloatArray:
        """(..., P, C) Σw·z per cell. `influence`: (..., P, A) z of every answer in a group."""
        lead, size = influence.shape[:-2], len(self.clusters)
        flat = np.broadcast_to(influence, (*lead, len(self.made), self.width)).reshape(-1, len(self.made) * self.width)
        return (self.table @ flat.T).T.reshape(*lead, len(self.made), size)

    def squares(self, influence: FloatArray) -> FloatArray:
        """(..., P) Σ(Σw·z)², the outer sum over clusters: the variance from the weights alone."""
        squared: FloatArray = (by_cluster(self.sums(influence), self.clusters) ** 2).sum(axis=-1)
        return squared

    def units(self, base: NDArray[np.bool_]) -> IntArray:
        """(..., P) clusters with a row whose answer is in the base, (..., A)."""
        kinds, which = np.unique(base.reshape(-1, self.width), axis=0, return_inverse=True)
        here = by_cluster(self.sums(kinds[:, None, :].astype(np.float64)), self.clusters) > 0
        found: IntArray = here.sum(axis=-1)[which.ravel()].reshape(*base.shape[:-1], len(self.made))
        return found


def by_cluster(values: FloatArray, clusters: IntArray) -> FloatArray:
    """(..., K) sums over the cells of each cluster of (..., C) values."""
    starts = firsts(clusters)
    if len(starts) == len(clusters):
        return values
    return np.add.reduceat(values, starts, axis=-1)
