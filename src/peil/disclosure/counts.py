"""Counts of the groups of a survey as a table of cells: which are private, and what hiding each of them costs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from peil.disclosure.structure import Structure
from peil.disclosure.suppression import Known, Table, suppress

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
# The loss of hiding a figure: one on a small base is not shown anyway and only loses its n; of the total all depends.
# That a group is empty is hidden where nothing else helps: two people of the north who did not tell their age follow
# from it that nobody there did.
_SMALL, _SHOWN, _EMPTY, _TOTAL = 1.0, 30.0, 10_000.0, 100_000.0


@dataclass(frozen=True)
class Sizes:
    """The respondents of a wave. `n`: (groups,) how many; -1 = not known. `hidden`: (groups,) which are not told.
    `residues`, `there`: (relations,) what is left over, and of which wholes and parts are known."""

    n: Ints
    hidden: Bools
    residues: Floats
    there: Bools


@dataclass(frozen=True)
class Counting:
    """How the groups of a survey are counted. `below`: a count from 1 up to, not including, this is private.
    `hide_up_to`: figures on so many answers are hidden for their small base."""

    structure: Structure
    below: int
    hide_up_to: int

    @property
    def cells(self) -> int:
        """How many cells a table has: groups, then residues."""
        return len(self.structure.keys) + len(self.structure.relations)

    @cached_property
    def groups(self) -> Bools:
        """(groups,) which are groups of the study; the others are sums of these, of which nothing is told."""
        return ~np.isin(np.arange(len(self.structure.keys)), list(self.structure.sums))

    @cached_property
    def residues(self) -> Floats:
        """(relations, groups) 1 for the whole, -1 for its parts: times the counts by group, what is left over."""
        matrix = np.zeros((len(self.structure.relations), len(self.structure.keys)))
        for row, relation in enumerate(self.structure.relations):
            matrix[row, relation.whole] = 1
            matrix[row, list(relation.parts)] = -1
        return matrix

    @cached_property
    def _parts(self) -> Floats:
        """(groups, relations) 1 for the parts of each whole."""
        return (self.residues.T < 0).astype(np.float64)

    @cached_property
    def _held(self) -> Floats:
        """(relations, groups) 1 for each whole and its parts."""
        return np.abs(self.residues)

    @cached_property
    def wholes(self) -> Ints:
        """(relations,) position of the whole."""
        return np.array([relation.whole for relation in self.structure.relations], np.int64)

    @cached_property
    def complete(self) -> Bools:
        """(relations,) whether the residue is only those who gave no answer."""
        return np.array([relation.complete for relation in self.structure.relations], np.bool_)

    @cached_property
    def rests(self) -> Bools:
        """(relations,) whether the residue is the rest of one group."""
        return np.array([relation.rest for relation in self.structure.relations], np.bool_)

    @cached_property
    def _rests_of_groups(self) -> Bools:
        """(relations,) whether the residue is the rest of one group, and whole and part are groups of the study."""
        of_groups = [self.groups[[one.whole, *one.parts]].all() for one in self.structure.relations]
        return self.rests & np.array(of_groups, np.bool_)

    @cached_property
    def _alone(self) -> Bools:
        """(relations,) whether the group of a rest stands among no others: nothing else says that the whole has it."""
        return np.array([one.family == at for at, one in enumerate(self.structure.relations)], np.bool_)

    @cached_property
    def families(self) -> Ints:
        """(relations,) the relation in which the group of a rest stands among others."""
        return np.array([relation.family for relation in self.structure.relations], np.int64)

    @cached_property
    def _complete_families(self) -> Bools:
        """(relations,) whether of the family of each only those who gave no answer are left over."""
        return self.complete[self.families]

    def few(self, counts: Ints | Floats) -> Bools:
        """Which counts are private."""
        return (counts >= 1) & (counts < self.below)

    def left_over(self, n: Ints) -> tuple[Floats, Bools]:
        """(..., relations) the residues of (..., groups) counts, and which are there at all."""
        residues = np.maximum(n, 0) @ self.residues.T
        present = n >= 0
        return residues, present[..., self.wholes] & (present.astype(np.float64) @ self._parts > 0)

    def sizes(self, n: Ints, hidden: Bools) -> Sizes:
        """The (groups,) respondents of a wave, some of which are not told."""
        return Sizes(n, hidden, *self.left_over(n))

    def private_residues(self, n: Ints, sizes: bool = False) -> Bools:
        """(..., relations) which groups have a private rest: the few in the whole who are not in the group.

        Those who gave no answer are nobody in particular; a rest that consists of them alone is not private. `sizes`:
        the counts are those of respondents in the wave: then only the rest of everyone, for that a few companies do not
        deal with a directorate is an ordinary share; what these few think is not.
        """
        private: Bools = self._few_left(*self.left_over(n))
        if sizes:
            private &= self.wholes == 0
        return private

    def _few_left(self, residues: Floats, there: Bools) -> Bools:
        nobody = np.where(self._complete_families, residues[..., self.families], 0.0)
        private: Bools = there & self._rests_of_groups & self.few(residues) & (residues > nobody)
        return private

    def unanswered(self, n: Ints, residues: Floats, sizes: Sizes | None) -> tuple[Floats, Floats]:
        """(relations,) how few and how many of those who gave no answer to the break a reader holds possible in `n`.

        Their number in the wave is told (`sizes`); of these at most so many are missing as the question lacks answers.
        """
        if sizes is None:
            return residues, residues
        lacking = np.maximum(sizes.n, 0)[self.wholes] - np.maximum(n, 0)[self.wholes]
        least = np.where(sizes.there, np.clip(sizes.residues - lacking, 0, residues), residues)
        return least, np.where(sizes.there, np.maximum(sizes.residues, residues), residues)

    def highest(self, table: Table, private: Bools, sizes: Sizes | None) -> Floats:
        """(cells,) the most that a reader holds possible who believes the reasons for hiding, and knows that nowhere
        more answered than there are. `table`: the cells, for one who does neither.

        Sizes that are hidden are left out, but not those beside a private count in a group of which the size is told:
        nobody else's count can go up in its stead when all of them answered.
        """
        found, groups = table.highest.copy(), len(private)
        if sizes is not None:
            told = (sizes.n >= 0) & ~sizes.hidden
            known = sizes.there & ((self._held @ ~told == 0) | (self._held @ (private & told) > 0))
            present = np.maximum(np.concatenate([sizes.n, sizes.residues]), table.values)
            found = np.minimum(found, np.where(np.concatenate([told, known]), present, np.inf))
        found[:groups][private] = np.minimum(found[:groups], self.below - 1)[private]
        return found

    def table(self, n: Ints, private: Bools, unseen: Bools, sizes: Sizes | None = None) -> Table:
        """The cells (groups, then residues) of (groups,) counts.

        `private`: (groups,) those that must be protected. `unseen`: (groups,) whose count is not shown anyway. `sizes`:
        the respondents of the wave; None when these are themselves the counts: then their total is told whatever is
        hidden.
        """
        residues, there = self.left_over(n)
        few = self._few_left(residues, there) & (sizes is not None or self.wholes == 0)
        equations = np.flatnonzero(there & (~self.rests | few | self._alone))
        sums = np.zeros((len(equations), len(n) + len(residues)))
        sums[:, : len(n)] = np.where(n >= 0, self.residues[equations], 0.0)
        sums[np.arange(len(equations)), len(n) + equations] = -1
        values = np.concatenate([np.maximum(n, 0), residues])
        loss = np.where(n <= self.hide_up_to, _SMALL + n / 1000, _SHOWN + n)
        loss[n == 0] = _EMPTY
        loss[0] = np.inf if sizes is None else _TOTAL
        loss[~self.groups] = _SMALL
        least, most = self.unanswered(n, residues, sizes)
        fixed = (self.complete & (least >= most)) | (residues < 0) | ~there
        of_groups = np.where(private, 1.0, np.where(n >= self.below, self.below, np.maximum(n, 0)))
        of_groups[~self.groups] = 0.0
        return Table(
            sums=sums,
            values=values,
            lowest=np.concatenate([of_groups, np.where(self.complete, least, 0.0)]),
            highest=np.concatenate([np.full(len(n), np.inf), np.where(self.complete, most, np.inf)]),
            cost=np.concatenate([np.where(n < 0, np.inf, loss), np.where(fixed, np.inf, _SMALL)]),
            hidden=np.concatenate([unseen | private | ~self.groups, ~fixed]),
            rise=np.concatenate(
                [np.where(private, np.maximum(self.below - n, 1), 0), np.where(few, self.below - residues, 0)]
            ).astype(np.float64),
        )

    def hidden(self, n: Ints, private: Bools, unseen: Bools, known: Known, sizes: Sizes | None = None) -> Bools:
        """(groups,) whose count may not be told, the private ones included; arguments as those of `table`.

        That a count is hidden as private says that it is below the limit, and with the sizes of groups a reader may see
        that nobody else can have answered. So that one does not follow from these, it should also be able to be larger,
        or one just below the limit smaller. No total is hidden for that.
        """
        table = self.table(n, private, unseen, sizes)
        found = suppress(table, known)
        rise = np.zeros(len(found))
        rise[1 : len(n)] = np.where(private & (n < self.below - 1), 1, np.where(private & (n > 1), -1, 0))[1:]
        if rise.any():
            cost = np.where(np.arange(len(found)) == 0, np.inf, table.cost)
            highest = self.highest(table, private, sizes)
            table = replace(table, hidden=found, highest=highest, cost=cost, rise=rise, must=False)
            found = suppress(table, known)
        known_n: Bools = found[: len(n)] & (n >= 0)
        return known_n
