"""The innermost loop of counting, as machine code: n, Σw and Σw² of one item, row after row."""

from __future__ import annotations

from typing import Any

import numpy as np

from peil.stats.machine import Loop, compiled


def _add(first: Any, weights: Any, codes: Any, answers: int, sums: Any) -> None:
    """Add the rows of one item to its (B, 3) sums. A code outside the answers never leaves the buckets of its row."""
    for row in range(len(codes)):
        bucket = first[row] + min(max(np.int64(codes[row]), -1), answers) + 1
        weight = weights[row]
        sums[bucket, 0] += 1.0
        sums[bucket, 1] += weight
        sums[bucket, 2] += weight * weight


# By the kind of codes.
ADD: dict[np.dtype[Any], Loop] = {
    np.dtype(kind): compiled(f"void(int64[::1], float64[::1], {kind}[::1], int64, float64[:,::1])", exact=True)(_add)
    for kind in ("int8", "int16", "int64")
}
