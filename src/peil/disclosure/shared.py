"""What two groups share, and which hidden size it tells: a share times its base is how many are in both.

Where "north or south" and "young" are told to share 40, and the young of the north are told to be 38, those of the
south are two. So of the questions that make a hidden group a count may be told only where it is that of groups that are
shown, the sum of such groups, or part of one that shares nobody with a hidden group. A large hidden group (one that is
hidden so that others do not follow) may be told in parts, as long as those that are not told are enough respondents for
its size to stay open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from peil.disclosure.structure import Structure
from peil.disclosure.unions import Frozen, Limits, both, cells, frozen

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass
class Shared:
    """The groups of one wave. `sizes`: (groups,) respondents, -1 = not known; `hidden`: those of hidden size;
    `large`: of these the ones that are not private themselves. `counts`: respondents by limits, of single answers that
    large groups consist of; what is not there is not told. `below`: fewer than this are private.
    """

    structure: Structure
    sizes: Ints | None
    hidden: frozenset[int]
    large: frozenset[int]
    counts: Mapping[Frozen, int]
    below: int

    def concerned(self, limits: Limits) -> Bools:
        """(groups,) in which those of these limits could say something of a hidden size: the questions that limit the
        two are all that a hidden group is made of, or more."""
        found = np.zeros(len(self.structure.keys), np.bool_)
        for questions, groups in self.structure.limited_by.items():
            found[groups] = any(names <= questions | limits.keys() for names in self._made_of)
        return found

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
        """Whether a group with these limits is told, or all the single groups that it consists of."""
        return self._may_be_told(limits) or all(self._may_be_told(cell) for cell in cells(limits))

    def _may_be_told(self, limits: Limits) -> bool:
        """Whether it is a group that is told, a part of a large one that may be, or lies in one that has nothing to do
        with a hidden one."""
        one = frozen(limits)
        within = self._apart.get(frozenset(limits), ())
        return one in self._told or one in self._parts or any(_lies_in(limits, other) for other in within)

    @cached_property
    def _parts(self) -> frozenset[Frozen]:
        """The single groups within large ones of which may be told: all but enough respondents to leave its size open.

        Where a large group shares respondents with another hidden one, what is left open of the one could follow from
        the other: then none of its parts is told.
        """
        limits = self.structure.limits
        found: set[Frozen] = set()
        for group in self.large:
            alike = (limits[other] for other in self.hidden - {group} if limits[other].keys() == limits[group].keys())
            parts = [frozen(cell) for cell in cells(limits[group])]
            if all(_share_nobody(limits[group], other) for other in alike) and all(
                part in self.counts for part in parts
            ):
                found |= set(parts) - _left_open({part: self.counts[part] for part in parts}, self.below)
        return frozenset(found)


def _left_open(counts: Mapping[Frozen, int], below: int) -> set[Frozen]:
    """Parts that together are at least so many respondents: the smallest that is alone, else the largest."""
    enough = [part for part, n in counts.items() if n >= below]
    if enough:
        return {min(enough, key=lambda part: (counts[part], sorted(map(str, part))))}
    found: set[Frozen] = set()
    for part in sorted(counts, key=lambda part: (-counts[part], sorted(map(str, part)))):
        if sum(counts[one] for one in found) < below:
            found.add(part)
    return found


def _lies_in(one: Limits, two: Limits) -> bool:
    return all(one[name] <= two[name] for name in one)


def _share_nobody(one: Limits, two: Limits) -> bool:
    return any(not one[name] & two[name] for name in one)
