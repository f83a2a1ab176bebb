"""A matrix by its entries gives what the whole matrix gives."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from peil.stats.sparse import Sparse

RNG = np.random.default_rng(23)
# The second row and the last are empty, as is a column.
WHOLE = np.where(RNG.random((7, 12)) < 0.3, RNG.normal(size=(7, 12)), 0.0)
WHOLE[[1, 6]], WHOLE[:, 4] = 0.0, 0.0


def by_entries() -> Sparse:
    """The entries column by column, an order that is not the one they are kept in."""
    columns, rows = np.nonzero(WHOLE.T)
    return Sparse.of(rows, columns, WHOLE[rows, columns], (7, 12))


def test_a_product_is_that_of_the_whole_matrix() -> None:
    """With one vector or several, and zero for a row without entries."""
    one, many = RNG.normal(size=12), RNG.normal(size=(12, 5))
    assert_allclose(by_entries() @ one, WHOLE @ one, rtol=1e-14, atol=1e-14)
    assert_allclose(by_entries() @ many, WHOLE @ many, rtol=1e-14, atol=1e-14)


def test_columns_are_told_one_after_another() -> None:
    """In the order that is asked, each from its first row to its last; an empty column begins where it ends."""
    chosen = np.array([11, 4, 0])
    starts, rows, values = by_entries().of_columns(chosen)
    expected = [np.flatnonzero(WHOLE[:, column]) for column in chosen]
    assert np.diff(starts).tolist() == [len(one) for one in expected]
    assert rows.tolist() == np.concatenate(expected).tolist()
    assert values.tolist() == WHOLE[np.concatenate(expected), np.repeat(chosen, np.diff(starts))].tolist()


def test_a_part_keeps_every_column_in_its_place() -> None:
    """The rows that are asked for, one after another; a column that is not asked for is empty."""
    rows, columns = np.arange(7) % 3 != 1, np.arange(12) != 7
    found = by_entries().part(rows, columns)
    assert found.shape == (5, 12)
    assert_allclose(found @ np.eye(12), np.where(columns, WHOLE, 0.0)[rows])


def test_a_matrix_without_entries_gives_nothing() -> None:
    """Where there are no sums at all."""
    none = np.zeros(0, np.int64)
    empty = Sparse.of(none, none, np.zeros(0), (2, 3))
    assert (empty @ np.ones(3)).tolist() == [0.0, 0.0]
    assert empty.of_columns(np.arange(3))[0].tolist() == [0, 0, 0, 0]
