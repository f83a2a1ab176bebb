"""How sure the places of items by importance and rating are: ranks, quadrants, distances from the borders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from peil.stats.arrays import FloatArray, IntArray
from peil.stats.loops.placing import TOGETHER, count_corners, count_ranks
from peil.stats.scales import SCALES, Scale

# Draws, half of them mirrored; a chance of one half then has a standard error of 0.01.
_DRAWS = 2000
_SEED = 20131
# Of draws outside the range of ranks, at either end.
_TAIL = 0.05
_ROOM = 1e-9

Border = Callable[[FloatArray], FloatArray]
"""(S, a) values of all items to (S, 1) borders."""


@dataclass(frozen=True)
class Placing:
    """(a,) per item. `rank_low`, `rank_high`: the range of its rank by importance (1 = most) that holds 90% of the
    draws. `chances`: (a, 4) of important and high, important and low, less important and high, less important and low.
    `importance_se`, `rating_se`: of its distance from the border, the border moving too.
    """

    rank_low: IntArray
    rank_high: IntArray
    chances: FloatArray
    importance_se: FloatArray
    rating_se: FloatArray


def placing(
    importance: FloatArray,
    rating: FloatArray,
    covariance: FloatArray,
    borders: tuple[Border, Border],
    scale: Scale = SCALES["plain"],
    frame: tuple[FloatArray, FloatArray] | None = None,
) -> Placing:
    """How far does chance move items over the borders, and past one another?

    `importance`, `rating`: (a,); `covariance`: (2a, 2a) of all of them, importances first; `borders`: of the importance
    and of the rating, over these items, or over the (b,) importances and ratings of `frame`, which then follow in
    `covariance`, (2a+2b, 2a+2b). Draws from a normal distribution, of the importances on their `scale`, the same for
    everyone: what they give is as repeatable as a formula.
    """
    items = (importance, rating) if frame is None else (importance, rating, *frame)
    on_scale = _drawn(items, covariance, scale)
    drawn = [(part, scale.back(part))[place % 2 == 0] for place, part in enumerate(on_scale)]
    low, high = _ranges(on_scale[0])
    around = np.stack([border(over.T)[:, 0] for border, over in zip(borders, drawn[-2:], strict=True)])
    counts, squares = np.empty((len(importance), 3), np.int64), np.empty((len(importance), 2))
    count_corners(drawn[0], drawn[1], around, counts, squares)
    both, one, other = counts.T
    chances = [count / _DRAWS for count in (both, one - both, other - both, _DRAWS - one - other + both)]
    spread = np.sqrt(squares.T / _DRAWS)
    return Placing(low, high, np.stack(chances, axis=1), spread[0], spread[1])


def _ranges(importance: FloatArray) -> tuple[IntArray, IntArray]:
    """(a,) the lowest and the highest rank of every item in the middle 90% of the draws, (a, S)."""
    size = len(importance)
    counts = np.zeros((size, size), np.int64)
    count_ranks(importance, counts, np.empty((size, TOGETHER), np.int64))
    ends = np.ceil(_DRAWS * np.array([_TAIL, 1 - _TAIL]) - _ROOM)
    below = counts.cumsum(axis=1)[:, :, None] < ends
    low, high = (below.sum(axis=1) + 1).T
    return low, high


def _drawn(items: Sequence[FloatArray], covariance: FloatArray, scale: Scale) -> list[FloatArray]:
    """(..., S) draws of the items on their scales, importances and ratings in turn."""
    scales = [(scale, SCALES["plain"])[place % 2] for place in range(len(items))]
    stretch = np.concatenate([one.slope(part) for one, part in zip(scales, items, strict=True)])
    centre = np.concatenate([one.there(part) for one, part in zip(scales, items, strict=True)])
    covariance = covariance * np.outer(stretch, stretch)
    # A hair more than it is: aspects that repeat others make it singular.
    own = np.diag(covariance)
    root = np.linalg.cholesky(covariance + np.diag(own * _ROOM + own.max() * _ROOM + 1e-300))
    half = root @ _half_of_the_draws(len(centre))
    drawn = np.empty((len(half), _DRAWS))
    np.add(centre[:, None], half, out=drawn[:, : _DRAWS // 2])
    np.subtract(centre[:, None], half, out=drawn[:, _DRAWS // 2 :])
    return np.split(drawn, np.cumsum([len(part) for part in items])[:-1])


@lru_cache(maxsize=8)
def _half_of_the_draws(count: int) -> FloatArray:
    """(count, S/2) from the standard normal distribution; the others are these mirrored."""
    return np.ascontiguousarray(np.random.default_rng(_SEED).normal(size=(_DRAWS // 2, count)).T)
