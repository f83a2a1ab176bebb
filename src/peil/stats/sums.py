"""Sums over all rows, wherever the rows are: in memory, or coming by in blocks.

What is found rests on sums that add up, and nothing else may be asked of rows that come in blocks. Whoever sums over
rows says `sums.total(name, part)`. With all rows in memory that is the part itself. In blocks the same code runs for
every block, with `Gathered` sums that keep the parts; and once more without rows, with the `Totals` of all blocks. What
a block must know of all others before it can be counted (weights, the numbers that occur) is summed in a first pass; in
the second one these sums are `known`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Protocol, TypeVar

import numpy as np

from peil.errors import StatisticsError
from peil.stats.arrays import FloatArray
from peil.stats.moments import Moments, side_by_side, stack

# So many different answers to a question for a number are counted in blocks: some megabytes for every break.
LEVELS = 10_000


class Additive(Protocol):
    """Counts, arrays, moments, designs: what adds up over rows."""

    def __add__(self, other: Any, /) -> Any:
        """Both together."""


T = TypeVar("T", bound=Additive)


class Sums:
    """All rows are at hand: a part is the whole."""

    # Whether what comes back is the whole. While it is not, figures that take long need not be made.
    whole = True

    def total(self, name: str, part: T) -> T:
        """The sum over all rows, of which `part` is what the rows at hand bring. `name`: one for every sum."""
        del name
        return part

    def total_each(self, names: Iterable[str], part: Moments, sizes: Sequence[int]) -> Moments:
        """(Q, C, G, A) the same for moments of several items and breaks, of which each has a name of its own.

        `names`: item by item one for each break; `sizes`: how many of the groups are of which break.
        """
        del names, sizes
        return part


@dataclass
class Gathered(Sums):
    """The rows are one block of many: the parts are kept by name. `known`: sums over all rows, of an earlier pass."""

    parts: dict[str, Additive] = field(default_factory=dict)
    known: Mapping[str, Additive] = field(default_factory=dict)
    whole = False

    def total(self, name: str, part: T) -> T:
        """The part, which is kept; the sum itself where it is known. StatisticsError when the name stands for another
        part already."""
        if name in self.known:
            known: T = self.known[name]  # type: ignore[assignment] # one name is one sum, of one type
            return known
        if name in self.parts and not _same(self.parts[name], part):
            raise StatisticsError(f"sum {name}: found two different sums of this name, expected one name for each")
        self.parts[name] = part
        return part

    def total_each(self, names: Iterable[str], part: Moments, sizes: Sequence[int]) -> Moments:
        """(Q, C, G, A) the part; every item of it is kept, break by break."""
        for name, one in zip(names, _pieces(part, sizes), strict=True):
            self.total(name, one)
        return part

    def __add__(self, other: Gathered) -> Gathered:
        names = dict.fromkeys((*self.parts, *other.parts))
        return Gathered({name: _added(self.parts.get(name), other.parts.get(name)) for name in names})

    @staticmethod
    def together(blocks: Iterable[Gathered]) -> Gathered:
        """The sums of all blocks, whatever engine they come from, added in their order."""
        whole = Gathered()
        for block in blocks:
            whole = whole + block
        return whole


@dataclass(frozen=True)
class Totals(Sums):
    """There are no rows any more: every sum is what the blocks brought together."""

    parts: Mapping[str, Additive]

    def total(self, name: str, part: T) -> T:
        """The sum of all blocks; the part of no rows at all where no block had any."""
        found: T = self.parts.get(name, part)  # type: ignore[assignment] # one name is one sum, of one type
        return found

    def total_each(self, names: Iterable[str], part: Moments, sizes: Sequence[int]) -> Moments:
        """(Q, C, G, A) the sums of every item."""
        found = [self.total(name, one) for name, one in zip(names, _pieces(part, sizes), strict=True)]
        return stack([side_by_side(found[start : start + len(sizes)]) for start in range(0, len(found), len(sizes))])


@dataclass(frozen=True)
class Levels:
    """(L,) the distinct numbers that occur, rising. `what`: whose, for messages."""

    what: str
    values: FloatArray

    def __add__(self, other: Levels) -> Levels:
        """Both together. StatisticsError where there are too many to count each."""
        values = np.union1d(self.values, other.values)
        if len(values) > LEVELS:
            raise StatisticsError(
                f"{self.what}: found more than {LEVELS} different numbers, expected no more in rows that come in "
                "blocks, for each is counted. Round them in the data, or read all rows at once: '--engine memory'."
            )
        return Levels(self.what, values)


@dataclass(frozen=True)
class WeightSums:
    """Of the weights above zero: how many, Σw, Σw², the smallest and the largest."""

    n: int = 0
    w: float = 0.0
    w2: float = 0.0
    smallest: float = np.inf
    largest: float = -np.inf

    def __add__(self, other: WeightSums) -> WeightSums:
        return WeightSums(
            self.n + other.n, self.w + other.w, self.w2 + other.w2,
            min(self.smallest, other.smallest), max(self.largest, other.largest),
        )  # fmt: skip

    @staticmethod
    def of(weights: FloatArray) -> WeightSums:
        """The sums of (N,) weights."""
        kept = weights[weights > 0]
        if not kept.size:
            return WeightSums()
        return WeightSums(len(kept), float(kept.sum()), float((kept**2).sum()), float(kept.min()), float(kept.max()))


def _pieces(part: Moments, sizes: Sequence[int]) -> Iterator[Moments]:
    """Item by item the moments of each break."""
    for item in range(len(part.n)):
        end = 0
        for size in sizes:
            start, end = end, end + size
            yield Moments(part.n[item, :, start:end], part.w[item, :, start:end], part.w2[item, :, start:end])


def _added(one: Any, two: Any) -> Any:
    if one is None or two is None:
        return two if one is None else one
    return one + two


def _same(one: Any, two: Any) -> bool:
    if isinstance(one, np.ndarray):
        # Rows that were added up by other patterns of groups come to the same but for rounding.
        return one.shape == two.shape and bool(np.isclose(one, two, rtol=1e-9, atol=0).all())
    if hasattr(one, "__dataclass_fields__"):
        return type(one) is type(two) and all(
            _same(getattr(one, part.name), getattr(two, part.name)) for part in fields(one)
        )
    return bool(one == two)
