"""Matrices of which few entries are not zero: sums of some numbers among thousands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peil.stats.arrays import BoolArray, FloatArray, IntArray, added_by


@dataclass(frozen=True)
class Sparse:
    """A matrix by its entries: (entries,) the row, rising, the column and the value of each. `shape`: of the matrix."""

    rows: IntArray
    columns: IntArray
    values: FloatArray
    shape: tuple[int, int]

    @staticmethod
    def of(rows: IntArray, columns: IntArray, values: FloatArray, shape: tuple[int, int]) -> Sparse:
        """From entries in any order, of which no two stand at the same place."""
        order = np.argsort(rows, kind="stable")
        return Sparse(rows[order], columns[order], values[order], shape)

    def part(self, rows: BoolArray, columns: BoolArray) -> Sparse:
        """Some rows, (rows,) booleans, numbered anew, and in them nothing but some columns, (columns,) booleans."""
        kept = rows[self.rows] & columns[self.columns]
        number = np.cumsum(rows) - 1
        size = int(number[-1]) + 1 if len(rows) else 0
        return Sparse(number[self.rows[kept]], self.columns[kept], self.values[kept], (size, self.shape[1]))

    def __matmul__(self, other: FloatArray) -> FloatArray:
        """(rows,) or (rows, K): the product with (columns,) or (columns, K)."""
        return added_by(self.rows, self.values * other[self.columns].T, self.shape[0]).T

    def of_columns(self, chosen: IntArray) -> tuple[IntArray, IntArray, FloatArray]:
        """Where each of these columns begins, and their end; row and value of their entries, column by column."""
        place = np.full(self.shape[1], -1)
        place[chosen] = np.arange(len(chosen))
        columns = place[self.columns]
        order = np.argsort(columns, kind="stable")[np.count_nonzero(columns < 0) :]
        return np.searchsorted(columns[order], np.arange(len(chosen) + 1)), self.rows[order], self.values[order]
