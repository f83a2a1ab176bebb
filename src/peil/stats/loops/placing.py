"""What `placing` counts over draws, as machine code."""

from __future__ import annotations

from typing import Any

from peil.stats.machine import compiled, joined

# Draws that are ranked together, for all items of them to stay near the processor; their number is a multiple of it.
TOGETHER = 200


@joined
def _compare(one: Any, other: Any, above_one: Any, above_other: Any) -> None:
    """Count for each of two items, draw by draw, whether the other is above it; of equal ones `other` is."""
    for s in range(TOGETHER):
        larger = 1 if one[s] > other[s] else 0
        above_other[s] += larger
        above_one[s] += 1 - larger


@compiled("void(float64[:,::1], int64[:,::1], int64[:,::1])")
def count_ranks(drawn: Any, counts: Any, above: Any) -> None:
    """Add to `counts` (a, a) how often each item has which place, the largest first, among all in `drawn` (a, S).

    S is a multiple of `TOGETHER`. `above`: (a, TOGETHER), for use.
    """
    size = len(drawn)
    for start in range(0, drawn.shape[1], TOGETHER):
        end = start + TOGETHER
        for i in range(size):
            for s in range(TOGETHER):
                above[i, s] = 0
        for i in range(size):
            for j in range(i):
                _compare(drawn[i, start:end], drawn[j, start:end], above[i], above[j])
        for i in range(size):
            for s in range(TOGETHER):
                counts[i, above[i, s]] += 1


@joined
def _square(drawn: Any, border: Any) -> float:
    """Over draws of one item, how far its distance from the border lies from the mean distance, squared and summed."""
    total = 0.0
    for s in range(len(drawn)):
        total += drawn[s] - border[s]
    mean, square = total / len(drawn), 0.0
    for s in range(len(drawn)):
        square += (drawn[s] - border[s] - mean) * (drawn[s] - border[s] - mean)
    return square


@compiled("void(float64[:,::1], float64[:,::1], float64[:,::1], int64[:,::1], float64[:,::1])")
def count_corners(importance: Any, rating: Any, borders: Any, counts: Any, squares: Any) -> None:
    """Per item (a, 3) `counts` of draws, (a, S), not below the border on both axes, on the first, on the second; and
    (a, 2) `squares` of how far their distances from it lie from the mean one, summed. `borders`: (2, S).
    """
    for i in range(len(importance)):
        both = one = other = 0
        for s in range(importance.shape[1]):
            important, rated = importance[i, s] >= borders[0, s], rating[i, s] >= borders[1, s]
            one += 1 if important else 0
            other += 1 if rated else 0
            both += 1 if important and rated else 0
        counts[i, 0], counts[i, 1], counts[i, 2] = both, one, other
        squares[i, 0] = _square(importance[i], borders[0])
        squares[i, 1] = _square(rating[i], borders[1])
