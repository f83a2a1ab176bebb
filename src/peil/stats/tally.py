"""Respondents counted by what weighting looks at, so that weights can be fitted to rows that come in blocks.

Nothing in weighting depends on the respondents one by one: those with the same categories, quantities and, where
weights are trimmed, start weight get the same weight. How many there are of each kind adds up over blocks; the weights
are fitted to the kinds, and every respondent gets the weight of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import FloatArray, IntArray, weighted_count
from peil.stats.targets import Margin, Quantity, joined

# So many kinds of respondents, of 100 bytes or so, are kept while blocks go by.
KINDS = 1_000_000


@dataclass(frozen=True)
class Tally:
    """(T,) kinds of respondents. `what`: for messages. `keys`: (T, K) what those of a kind have in common, in rising
    order. `n`: (T,) how many there are; `start`: (T,) the sum of their start weights. Blocks of rows add up with `+`.
    """

    what: str
    keys: FloatArray
    n: IntArray
    start: FloatArray

    def __add__(self, other: Tally) -> Tally:
        """Both together. StatisticsError where there are too many kinds to keep."""
        keys, place = _distinct(np.concatenate([self.keys, other.keys]))
        if len(keys) > KINDS:
            raise StatisticsError(
                f"{self.what}: found more than {KINDS} kinds of respondents, expected fewer to weight rows that come "
                "in blocks. Weight by fewer questions or numbers, or read all rows at once: '--engine memory'."
            )
        size, n = len(keys), np.concatenate([self.n, other.n])
        start = weighted_count(place, np.concatenate([self.start, other.start]), size)
        return Tally(self.what, keys, np.rint(np.bincount(place, n, size)).astype(np.int64), start)

    def places(self, kinds: Tally) -> IntArray:
        """(T',) where the kinds of a part of the respondents stand among those of all."""
        if kinds is self:
            return np.arange(len(self.n))
        keys, place = _distinct(np.concatenate([self.keys, kinds.keys]))
        at = np.zeros(len(keys), np.int64)
        at[place[: len(self.keys)]] = np.arange(len(self.keys))
        return at[place[len(self.keys) :]]

    @property
    def respondents(self) -> int:
        """How many there are of all kinds."""
        return int(self.n.sum())


def tally(
    what: str,
    margins: Sequence[Margin],
    quantities: Sequence[Quantity],
    start: FloatArray,
    beside: Sequence[FloatArray],
) -> tuple[IntArray, Tally]:
    """(N,) the kind of every respondent, and the kinds: by category on every margin, by quantity, by what is `beside`.

    `start`: (N,) start weights. `beside`: (N,) numbers of which respondents with other ones are of other kinds.
    """
    levels = [np.arange(len(margin.targets), dtype=np.float64) for margin in margins]
    codes = [np.asarray(margin.codes, np.int64) for margin in margins]
    for values in (*(quantity.values for quantity in quantities), *beside):
        found, inverse = np.unique(values, return_inverse=True)
        levels.append(found)
        codes.append(inverse)
    kinds, table = joined(codes, [max(len(found), 1) for found in levels])
    keys = [found[table[:, place]] if len(found) else np.empty(0) for place, found in enumerate(levels)]
    n = np.bincount(kinds, minlength=len(table)).astype(np.int64)
    return kinds, Tally(what, np.stack(keys, axis=1), n, weighted_count(kinds, start, len(table)))


def _distinct(keys: FloatArray) -> tuple[FloatArray, IntArray]:
    """The distinct rows in rising order, and which of them each row is."""
    order = np.lexsort(keys.T[::-1])
    inorder = keys[order]
    new = np.ones(len(keys), np.bool_)
    new[1:] = (inorder[1:] != inorder[:-1]).any(axis=1)
    place = np.empty(len(keys), np.int64)
    place[order] = np.cumsum(new) - 1
    return inorder[new], place
