"""From tests to marks: +1, -1 or 0, after level, relevance, many tests at once, and the rule over waves."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peil.stats.arrays import BoolArray, FloatArray

Flags = NDArray[np.int8]


def flag(difference: FloatArray, p: FloatArray, level: float = 0.05, minimum: float | FloatArray = 0.0) -> Flags:
    """(...) +1, -1 or 0: does the difference deserve a mark?

    Marked when p < level and |difference| ≥ minimum (in units of the estimate, unrounded). No p (NaN), no
    mark.
    """
    with_p = np.isfinite(p) & np.isfinite(difference)
    # The tolerance is for 7.7 − 7.6, which is not 0.1 to a computer.
    marked = with_p & (np.where(with_p, p, 1.0) < level) & (np.abs(difference) >= minimum - 1e-12)
    return np.where(marked, np.sign(np.where(marked, difference, 0.0)), 0).astype(np.int8)


def previous(flags: Flags, present: BoolArray) -> Flags:
    """(...) mark of a wave by its contrast with the last earlier wave; none where that wave has no figure.

    `flags`, `present`: (E, ...) over the earlier waves in order of time: the mark of the contrast with each,
    and whether that wave has a figure at all.
    """
    if not len(flags):
        return np.zeros(flags.shape[1:], np.int8)
    return np.where(present[-1], flags[-1], 0).astype(np.int8)


def first(flags: Flags, present: BoolArray) -> Flags:
    """(...) mark of a wave by its contrast with the first wave; none where that wave has no figure. As `previous`."""
    if not len(flags):
        return np.zeros(flags.shape[1:], np.int8)
    return np.where(present[0], flags[0], 0).astype(np.int8)


def each_earlier(flags: Flags, present: BoolArray) -> Flags:
    """(...) mark of a wave that differs from every earlier wave in the same direction, none missing: the weakest."""
    if not len(flags):
        return np.zeros(flags.shape[1:], np.int8)
    same = (np.sign(flags) == np.sign(flags[0])).all(axis=0) & present.all(axis=0)
    weakest = np.sign(flags[0]) * np.abs(flags).min(axis=0)
    return np.where(same, weakest, 0).astype(np.int8)


def others_together(mark: Flags, present: BoolArray) -> Flags:
    """(...) mark of a wave by its contrast with the other waves taken as one (`contrasts.together`).

    `mark`: (...) of that contrast; `present`: (E, ...) which other waves have a figure: none at all, no mark.
    """
    return np.where(present.any(axis=0), mark, 0).astype(np.int8)


def benjamini_hochberg(p: FloatArray) -> FloatArray:
    """(...) adjusted p: with marks at this p, what share of the family's marks may be expected to be false?

    The whole array is the family; NaN (no test) is not in it and stays NaN. Source: Benjamini and Hochberg
    1995; R `p.adjust(method = "BH")`.
    """
    flat = np.asarray(p, np.float64).ravel()
    tested = np.flatnonzero(np.isfinite(flat))
    order = tested[np.argsort(-flat[tested], kind="stable")]
    size = len(order)
    raised = flat[order] * size / np.arange(size, 0, -1)
    adjusted = np.full(flat.shape, np.nan)
    adjusted[order] = np.minimum(np.minimum.accumulate(raised), 1.0) if size else raised
    return adjusted.reshape(np.shape(p))


def bonferroni(p: FloatArray) -> FloatArray:
    """(...) adjusted p: the chance of even one false mark in the family stays below the level."""
    value = np.asarray(p, np.float64)
    return np.asarray(np.minimum(value * np.isfinite(value).sum(), 1.0), np.float64)
