"""The innermost loop: n, Σw and Σw² per bucket, for many items over the same rows.

Few answers are added up by np.bincount, many by a loop that numba compiles when first asked (`machine`). Both add an
item's rows one after the other and in one thread: the sums are the same to the last bit, whichever is used and on
however many processors.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Thread
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peil.stats.arrays import FloatArray, IntArray, weighted_count
from peil.stats.machine import compiled as compiled_as
from peil.stats.processors import each

Answers = NDArray[np.integer]
# Up to this number of answers numpy is done before numba is imported.
FEW = 2_000_000
# What is compiled for; other integers are turned into the last.
_KINDS = (np.dtype(np.int8), np.dtype(np.int16), np.dtype(np.int64))
_loading: list[Thread] = []


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
    # Before the threads start, so that nothing is compiled twice.
    for thread in _loading:
        thread.join()
    add = {kind: _loop(kind) for kind in {codes.dtype for codes in arrays}}

    def work(item: int) -> None:
        codes = arrays[item]
        add[codes.dtype](start, weight, codes, answers, sums[item])

    each(work, range(len(items)))
    return sums


def load_early() -> None:
    """Load the compiled loop beside other work, when many answers are being read: it takes a third of a second."""
    if not _loading:
        thread = Thread(target=_loop, args=(np.dtype(np.int16),), daemon=True)
        _loading.append(thread)
        thread.start()


def _plain(codes: Answers) -> Answers:
    """The same codes as an array that is compiled for."""
    kind = codes.dtype if codes.dtype in _KINDS else _KINDS[-1]
    return codes.astype(kind, order="C", casting="same_kind", copy=False)


def _add(first: Any, weights: Any, codes: Any, answers: int, sums: Any) -> None:
    """Add the rows of one item to its (B, 3) sums. A code outside the answers never leaves the buckets of its row."""
    for row in range(len(codes)):
        bucket = first[row] + min(max(np.int64(codes[row]), -1), answers) + 1
        weight = weights[row]
        sums[bucket, 0] += 1.0
        sums[bucket, 1] += weight
        sums[bucket, 2] += weight * weight


@cache
def _loop(kind: np.dtype[Any]) -> Any:
    """`_add` as a function of numba for this kind of codes; it releases the interpreter's lock."""
    from numba import float64, from_dtype, int64, types, void

    def rows(of: Any) -> Any:
        # A read-only array takes writable ones too, not the other way round.
        return types.Array(of, 1, "C", readonly=True)

    signature = void(rows(int64), rows(float64), rows(from_dtype(kind)), int64, types.Array(float64, 2, "C"))
    return compiled_as(signature, exact=True)(_add)
