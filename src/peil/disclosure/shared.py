"""What two groups share, and which hidden size it tells: a share times its base is how many are in both.

Where "north or south" and "young" are told to share 40, and the young of the north are told to be 38, those of the
south are two. So of the questions that make a hidden group a count may be told only where it is that of groups that are
shown, the sum of such groups, part of one that shares nobody with a hidden group, or a part of a large hidden group.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from peil.disclosure.structure import Structure
from peil.disclosure.unions import Frozen, Limits, both, cells, frozen

Ints = NDArray[np.int64]


@dataclass
class Shared:
    """The groups of one wave. `sizes`: (groups,) respondents, -1 = not known; `hidden`: those of hidden size;
    `large`: of these the ones that are not private themselves."""

    structure: Structure
    sizes: Ints | None
    hidden: frozenset[int]
    large: frozenset[int]

    def is_group(self, one: Limits, two: Limits) -> int | None:
        """The hidden group that has these limits, or those of both together."""
        whole = self._hidden.get(frozen(one))
        return self._hidden.get(frozen(both(one, two))) if whole is None else whole

    def tells(self, one: Limits, two: Limits) -> bool:
        """Whether something of a hidden size follows from how many are within both limits."""
        shared = both(one, two)
        return any(
            names <= shared.keys() and not self._is_told({name: shared[name] for name in names})
            for names in self._made_of
        )

    @cached_property
    def _hidden(self) -> dict[Frozen, int]:
        return {frozen(self.structure.limits[group]): group for group in sorted(self.hidden)}

    @cached_property
    def _made_of(self) -> frozenset[frozenset[str]]:
        """The questions that limit groups of hidden size."""
        return frozenset(frozenset(self.structure.limits[group]) for group in self.hidden)

    @cached_property
    def _told(self) -> dict[Frozen, Limits]:
        known = self.sizes if self.sizes is not None else np.full(len(self.structure.keys), -1)
        silent = self.hidden | self.structure.sums.keys()
        told = (limits for at, limits in enumerate(self.structure.limits) if at not in silent and known[at] >= 0)
        return {frozen(limits): limits for limits in told}

    @cached_property
    def _apart(self) -> dict[frozenset[str], tuple[Limits, ...]]:
        """By the questions of hidden groups the groups of the same questions that are told and share nobody with one:
        how such a group is divided says nothing of those outside it."""
        limits = [self.structure.limits[group] for group in self.hidden]
        return {
            names: tuple(
                one
                for one in self._told.values()
                if one.keys() == names and all(_share_nobody(one, other) for other in limits if other.keys() == names)
            )
            for names in self._made_of
        }

    def _is_told(self, limits: Limits) -> bool:
        """Whether a group with these limits is told, or all the single groups that it consists of, or it lies in one
        that has nothing to do with a hidden one."""
        within = self._apart.get(frozenset(limits), ())
        return (
            frozen(limits) in self._told
            or all(frozen(cell) in self._told for cell in cells(limits))
            or any(_lies_in(limits, one) for one in within)
            or self._part_of_large(limits)
        )

    def _part_of_large(self, limits: Limits) -> bool:
        """Whether it is one of the single groups that a large one of hidden size consists of: what its size is at least
        leaves open what it is."""
        single = all(len(answers) == 1 for answers in limits.values())
        others = (self.structure.limits[group] for group in self.large)
        return single and any(one != limits and one.keys() == limits.keys() and _lies_in(limits, one) for one in others)


def _lies_in(one: Limits, two: Limits) -> bool:
    return all(one[name] <= two[name] for name in one)


def _share_nobody(one: Limits, two: Limits) -> bool:
    return any(not one[name] & two[name] for name in one)
