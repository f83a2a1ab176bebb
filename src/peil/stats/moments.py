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
from peil.stats.arrays import FloatArray, IntArray, weighted_count

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
    """(..., C, G, A) arrays: respondents, Σw, Σw² per cell, group, answer. Blocks of rows add up with `+`."""

    n: IntArray
    w: FloatArray
    w2: FloatArray

    def __add__(self, other: Moments) -> Moments:
        if self.n.shape != other.n.shape:
            raise StatisticsError(
                f"moments to add: found shapes {self.n.shape} and {other.n.shape}, expected the same cells, "
                "groups and answers. Collect both blocks with one layout."
            )
        return Moments(self.n + other.n, self.w + other.w, self.w2 + other.w2)

    def total(self) -> Moments:
        """(..., C, 1, A) moments of all groups together."""
        n, w, w2 = (part.sum(axis=-2, keepdims=True) for part in (self.n, self.w, self.w2))
        return Moments(n, w, w2)

    def rest(self) -> Moments:
        """(..., C, G, A) moments: of every group, all other groups together."""
        whole = self.total()
        # Where the others are nobody, own and whole are the same number: the difference is exactly 0.
        return Moments(whole.n - self.n, whole.w - self.w, whole.w2 - self.w2)

    def take(self, groups: Codes | Sequence[int]) -> Moments:
        """(..., C, P, A) moments of the groups with these codes, in this order."""
        index = np.asarray(groups, np.intp)
        return Moments(self.n[..., index, :], self.w[..., index, :], self.w2[..., index, :])


def collect(cells: Codes, groups: Codes, answers: Codes, weights: FloatArray, layout: Layout) -> Moments:
    """(C, G, A) moments: how many respondents of each cell and group gave each answer, with which weight?

    All arguments are (N,) arrays, one row a respondent. A negative answer (no valid answer) or a negative
    group (not in this break) leaves the row out of the sums; it still counts in the `Design`. To keep
    respondents without a group in the total and in every rest, give them a group of their own.
    StatisticsError for a code outside the layout, a negative or missing weight, unequal lengths. Source: one
    np.bincount per moment over a combined code.
    """
    _check(cells, groups, answers, weights, layout)
    code = cells.astype(np.intp) * layout.groups
    code += groups
    code *= layout.answers
    code += answers
    valid = (answers >= 0) & (groups >= 0)
    if not valid.all():
        code, weights = code[valid], weights[valid]
    size = layout.cells * layout.groups * layout.answers
    n = np.bincount(code, minlength=size).astype(np.int64)
    w = weighted_count(code, weights, size)
    w2 = weighted_count(code, weights * weights, size)
    return Moments(n.reshape(layout.shape), w.reshape(layout.shape), w2.reshape(layout.shape))


def stack(moments: Sequence[Moments]) -> Moments:
    """(Q, C, G, A) moments: several questions of one layout behind one another, for one call."""
    return Moments(
        np.stack([part.n for part in moments]),
        np.stack([part.w for part in moments]),
        np.stack([part.w2 for part in moments]),
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


def _check(cells: Codes, groups: Codes, answers: Codes, weights: FloatArray, layout: Layout) -> None:
    lengths = {len(cells), len(groups), len(answers), len(weights)}
    if len(lengths) > 1:
        raise StatisticsError(
            f"rows: found {len(cells)} cells, {len(groups)} groups, {len(answers)} answers and "
            f"{len(weights)} weights, expected one of each per respondent"
        )
    check_codes("cell", cells, layout.cells)
    check_codes("group", groups, layout.groups, None)
    check_codes("answer", answers, layout.answers, None)
    check_weights(weights)
