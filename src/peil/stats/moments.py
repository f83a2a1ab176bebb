"""Additive moments: everything the statistics need to know of the respondents, in one pass over the rows.

Answers are small integer codes. A numeric variable that is not coded takes the same path: factorise it
(`scores, answers = np.unique(values, return_inverse=True)`) and use its distinct values as the scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peil.errors import StatisticsError
from peil.stats.arrays import FloatArray, IntArray
from peil.stats.clustered import Held, Rows
from peil.stats.kernel import add_up

Codes = NDArray[np.integer]


@dataclass(frozen=True)
class Layout:
    """Sizes of the axes of moments: cells (design stratum × weighting cell), groups of a break, answers."""

    cells: int
    groups: int
    answers: int

    @property
    def shape(self) -> tuple[int, int, int]:
        """(3,) ints: the shape of the moments."""
        return (self.cells, self.groups, self.answers)


@dataclass(frozen=True)
class Moments:
    """(..., C, G, A) arrays: respondents, Σw, Σw² per cell, group, answer. Blocks of rows add up with `+`.

    `rows`: None, or the rows behind them where rows belong together; then all cells are taken together in the arrays
    (C = 1), and leading axes are of length one.
    """

    n: IntArray
    w: FloatArray
    w2: FloatArray
    rows: Rows | None = None

    def __add__(self, other: Moments) -> Moments:
        if self.rows is not None or other.rows is not None:
            raise StatisticsError("moments to add: found clusters, expected rows that are independent of each other")
        if self.n.shape != other.n.shape:
            raise StatisticsError(
                f"moments to add: found shapes {self.n.shape} and {other.n.shape}, expected the same cells, "
                "groups and answers. Collect both blocks with one layout."
            )
        return Moments(self.n + other.n, self.w + other.w, self.w2 + other.w2)

    def total(self) -> Moments:
        """(..., C, 1, A) moments of all groups together."""
        n, w, w2 = (part.sum(axis=-2, keepdims=True) for part in (self.n, self.w, self.w2))
        return Moments(n, w, w2, self.rows and self.rows.total())

    def rest(self) -> Moments:
        """(..., C, G, A) moments: of every group, all other groups together."""
        whole = self.total()
        # Where the others are nobody, own and whole are the same number: the difference is exactly 0.
        arrays = (whole.n - self.n, whole.w - self.w, whole.w2 - self.w2)
        return Moments(*arrays, self.rows and self.rows.rest())

    def take(self, groups: Codes | Sequence[int]) -> Moments:
        """(..., C, P, A) moments of the groups with these codes, in this order."""
        index = np.asarray(groups, np.intp)
        arrays = (self.n[..., index, :], self.w[..., index, :], self.w2[..., index, :])
        return Moments(*arrays, self.rows and self.rows.take(groups))

    def merged(self, sides: FloatArray) -> Moments:
        """(..., C, P, A) moments of groups taken together. `sides`: (P, G) 0/1, the groups of each."""
        n, w, w2 = (sides @ part for part in (self.n, self.w, self.w2))
        return Moments(np.rint(n).astype(np.int64), w, w2, self.rows and self.rows.merged(sides))


def collect(cells: Codes, groups: Codes, answers: Codes, weights: FloatArray, layout: Layout) -> Moments:
    """(C, G, A) moments: how many respondents of each cell and group gave each answer, with which weight?

    All arguments are (N,) arrays, one row a respondent. A negative answer (no valid answer) or a negative
    group (not in this break) leaves the row out of the sums; it still counts in the `Design`. To keep
    respondents without a group in the total and in every rest, give them a group of their own.
    StatisticsError for a code outside the layout, a negative or missing weight, unequal lengths. Source: the sums
    of np.bincount over a combined code.
    """
    many = collect_many(cells, groups, [answers], weights, layout)
    return Moments(many.n[0], many.w[0], many.w2[0])


def collect_many(cells: Codes, groups: Codes, answers: Sequence[Codes], weights: FloatArray, layout: Layout) -> Moments:
    """(Q, C, G, A) moments: the same for Q items of one layout, in one pass over the rows.

    `answers`: Q arrays (N,), or a (Q, N) matrix; small integers (int8, int16) are fastest. All else as in `collect`.
    """
    _check(cells, groups, answers, weights, layout)
    width = layout.answers + 2
    nobody = layout.cells * layout.groups
    first = cells.astype(np.int64) * layout.groups
    first += groups
    first[groups < 0] = nobody
    first *= width
    sums = add_up(first, weights, answers, layout.answers, (nobody + 1) * width)
    sums = sums.reshape(len(answers), nobody + 1, width, 3)
    if sums[..., -1, 0].any():
        _refuse_answers(answers, layout)
    n, w, w2 = (sums[:, :-1, 1:-1, part].reshape(len(answers), *layout.shape) for part in range(3))
    return Moments(n.astype(np.int64), w, w2)


def collect_clustered(
    cells: Codes,
    groups: Codes,
    answers: Codes,
    weights: FloatArray,
    layout: Layout,
    clusters: IntArray | Held,
    made: FloatArray | None = None,
) -> Moments:
    """(1, G, A) moments of rows that belong together: the same sums, and the rows behind them.

    Arguments as in `collect`, but `cells` are those of a design with clusters, and `clusters` its (C,) clusters. For a
    design that does not know them, `cells` are the clusters themselves, and `clusters` says where they lie. `made`:
    (P, G) 0/1 which of the groups make up each group of the moments, None = each is one.
    """
    held = clusters if isinstance(clusters, Held) else None
    of_cells = np.arange(len(clusters.cells)) if isinstance(clusters, Held) else clusters
    check_codes("cell", cells, len(of_cells))
    whole = collect(np.zeros(len(cells), np.int64), groups, answers, weights, Layout(1, layout.groups, layout.answers))
    kept = (groups >= 0) & (answers >= 0)
    of_groups = np.eye(layout.groups) if made is None else made
    rows = Rows(cells[kept], groups[kept], answers[kept], weights[kept], of_cells, of_groups, layout.answers, held)
    n, w, w2 = (of_groups @ part for part in (whole.n, whole.w, whole.w2))
    return Moments(np.rint(n).astype(np.int64), w, w2, rows)


def stack(moments: Sequence[Moments]) -> Moments:
    """(Q, C, G, A) moments: several questions of one layout behind one another, for one call."""
    return Moments(
        np.stack([part.n for part in moments]),
        np.stack([part.w for part in moments]),
        np.stack([part.w2 for part in moments]),
    )


def side_by_side(moments: Sequence[Moments]) -> Moments:
    """(..., C, G, A) moments: the groups of several breaks behind one another."""
    return Moments(
        np.concatenate([part.n for part in moments], axis=-2),
        np.concatenate([part.w for part in moments], axis=-2),
        np.concatenate([part.w2 for part in moments], axis=-2),
    )


def check_weights(weights: FloatArray) -> None:
    """Raise StatisticsError, with the row, unless every weight of (N,) is a number of zero or more."""
    if weights.size and not (np.isfinite(weights.sum()) and weights.min() >= 0):
        row = int(np.flatnonzero(~(np.isfinite(weights) & (weights >= 0)))[0])
        raise StatisticsError(
            f"weight of row {row}: found {weights[row]}, expected a number of zero or more. "
            "Give every respondent a weight, or leave the respondent out of the data."
        )


def check_codes(name: str, codes: Codes, size: int, lowest: int | None = 0) -> None:
    """Raise StatisticsError, with row and value, unless (N,) codes lie below `size`, not under `lowest`."""
    if codes.size and (codes.max() >= size or (lowest is not None and codes.min() < lowest)):
        wrong = (codes >= size) | (False if lowest is None else codes < lowest)
        row = int(np.flatnonzero(wrong)[0])
        raise StatisticsError(
            f"{name} code of row {row}: found {codes[row]}, expected one of 0..{size - 1}"
            + (" or a negative code for none" if lowest is None else "")
        )


def _check(cells: Codes, groups: Codes, answers: Sequence[Codes], weights: FloatArray, layout: Layout) -> None:
    lengths = {len(cells), len(groups), len(weights), *(len(item) for item in answers)}
    if len(lengths) > 1:
        found = " and ".join(str(size) for size in sorted({len(item) for item in answers}))
        raise StatisticsError(
            f"rows: found {len(cells)} cells, {len(groups)} groups, {found} answers and "
            f"{len(weights)} weights, expected one of each per respondent"
        )
    check_codes("cell", cells, layout.cells)
    check_codes("group", groups, layout.groups, None)
    check_weights(weights)


def _refuse_answers(answers: Sequence[Codes], layout: Layout) -> None:
    """StatisticsError for the first code that is too high; counting has shown that there is one."""
    for item, codes in enumerate(answers):
        check_codes("answer" if len(answers) == 1 else f"item {item}: answer", codes, layout.answers, None)
