"""The innermost loop: n, Σw and Σw² per bucket, for many items over the same rows.

Few answers are added up by np.bincount, many by a loop that numba compiles when first asked (`machine`). Both add an
item's rows one after the other and in one thread: the sums are the same to the last bit, whichever is used and on
however many processors.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from peil.stats.arrays import FloatArray, IntArray, weighted_count
from peil.stats.loops.counting import ADD
from peil.stats.processors import each

Answers = NDArray[np.integer]
# Up to this number of answers numpy is done before a first run on a machine has compiled the loop.
FEW = 2_000_000


def add_up(first: IntArray, weights: FloatArray, items: Sequence[Answers], answers: int, buckets: int) -> FloatArray:
    """(Q, B, 3) floats: n, Σw and Σw² of each item in each of the buckets.

    `first`: (N,) per row the bucket of "no answer"; those of the `answers` answers follow, and then one for codes that
    are too high, which the caller must find empty. `items`: Q arrays (N,) of integers, negative = no answer.
    """
    add = by_bincount if len(first) * len(items) <= FEW else compiled
    return add(first, weights, items, answers, buckets)


def by_bincount(
    first: IntArray, weights: FloatArray, items: Sequence[Answers], answers: int, buckets: int
) -> FloatArray:
    """(Q, B, 3) floats, as `add_up`, by numpy: all items in one call, each with buckets of its own."""
    if not len(items):
        return np.zeros((0, buckets, 3))
    code = np.stack(items, dtype=np.int64, casting="same_kind")
    np.clip(code, -1, answers, out=code)
    code += first + 1
    code += (np.arange(len(items)) * buckets)[:, None]
    every, size, flat = (len(items), len(first)), len(items) * buckets, code.ravel()
    sums = np.empty((3, len(items), buckets))
    sums[:] = np.bincount(flat, minlength=size).reshape(len(items), buckets)
    if (weights != 1).any():
        for part, power in zip(sums[1:], (weights, weights * weights), strict=True):
            part[:] = weighted_count(flat, np.broadcast_to(power, every).ravel(), size).reshape(part.shape)
    return np.moveaxis(sums, 0, -1)


def compiled(first: IntArray, weights: FloatArray, items: Sequence[Answers], answers: int, buckets: int) -> FloatArray:
    """(Q, B, 3) floats, as `add_up`, by machine code: the items are divided over the processors."""
    sums = np.zeros((len(items), buckets, 3))
    arrays = [_plain(codes) for codes in items]
    start, weight = np.ascontiguousarray(first), np.ascontiguousarray(weights)

    def work(item: int) -> None:
        codes = arrays[item]
        ADD[codes.dtype](start, weight, codes, answers, sums[item])

    each(work, range(len(items)))
    return sums


def _plain(codes: Answers) -> Answers:
    """The same codes as an array that is compiled for, other integers as the largest."""
    kind = codes.dtype if codes.dtype in ADD else np.dtype(np.int64)
    return codes.astype(kind, order="C", casting="same_kind", copy=False)
