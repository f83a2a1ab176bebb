"""Shares: those of many batches, in all groups, are one long row of yes and no, and go through the arithmetic at once.

Most of what is counted are shares, and one differs from another only in which answers are a yes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from peil.stats import Contrast, Design, Estimates, Moments, Options, groups_against
from peil.stats.arrays import all_in

Floats = NDArray[np.float64]
T = TypeVar("T", Estimates, Contrast)
_NO, _YES = 0.0, 1.0


@dataclass(frozen=True)
class Beside:
    """(variables, 1, C, parts, A) moments of groups, and of all others beside each. The axis of length one is for the
    measurements."""

    own: Moments
    others: Moments

    def taken(self, variables: slice, parts: NDArray[np.intp]) -> Beside:
        """Those of some of the variables and parts."""
        whole = len(parts) == self.own.n.shape[-2] and bool((np.diff(parts) == 1).all())
        place = (variables, ..., slice(None) if whole else parts, slice(None))
        own, others = (Moments(side.n[place], side.w[place], side.w2[place]) for side in (self.own, self.others))
        return Beside(own, others)


def shares_against(
    wanted: Sequence[tuple[Beside, Floats]], design: Design, options: Options
) -> Iterator[tuple[Estimates, Contrast]]:
    """Of each batch (variables, measurements, parts) shares, and every part against its others.

    `wanted`: the moments of a batch, and (measurements, A) scores of its shares: 1, 0, or NaN outside the base.
    """
    if not wanted:
        return
    shapes = [(len(beside.own.n), len(scores), beside.own.n.shape[-2]) for beside, scores in wanted]
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])
    own, others = (
        _one_row([getattr(beside, side) for beside, _ in wanted], [scores for _, scores in wanted], ends)
        for side in ("own", "others")
    )
    estimates, contrast = groups_against(own, others, np.array([_NO, _YES]), design, options)
    estimates, contrast = _spread_out(estimates), _spread_out(contrast)
    for shape, end in zip(shapes, ends, strict=True):
        place = slice(int(end) - int(np.prod(shape)), int(end))
        yield _taken(estimates, place, shape), _taken(contrast, place, shape)


def _one_row(moments: Sequence[Moments], scores: Sequence[Floats], ends: NDArray[np.intp]) -> Moments:
    """(C, shares, 2) moments of who did not choose what is counted, and who did. `ends`: where each batch ends."""
    # The answers lie outermost: sums over two neighbours take several times as long.
    row = np.empty((2, 3, moments[0].n.shape[-3], int(ends[-1])))
    for one, its, part in zip(moments, scores, np.split(row, ends[:-1], axis=-1), strict=True):
        part[:] = _chosen(np.stack([one.n, one.w, one.w2], dtype=np.float64), its).reshape(part.shape)
    n, w, w2 = np.moveaxis(row, (0, 1), (-1, 0))
    return Moments(n.astype(np.int64), w, w2)


def _chosen(sums: Floats, scores: Floats) -> Floats:
    """(2, 3, C, variables, measurements, parts) sums over the answers that count as no, and over those that are a yes.
    `sums`: (3, variables, 1, C, parts, A) n, Σw and Σw²."""
    counts = np.stack([scores == _NO, scores == _YES]).astype(np.float64)
    each = np.tensordot(counts, sums[:, :, 0], axes=(2, 4))
    return each.transpose(0, 2, 4, 3, 1, 5)


def _spread_out(figures: T) -> T:
    """Arrays of one length: a figure that all share stands for each."""
    return type(figures)(**all_in(figures, np.shape(figures.se)))


def _taken(figures: T, place: slice, shape: tuple[int, ...]) -> T:
    return type(figures)(**{name: values[place].reshape(shape) for name, values in vars(figures).items()})
