"""Counts of the groups of a survey as a table of cells: which are private, and what hiding each of them costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import starmap

import numpy as np
from numpy.typing import NDArray

from peil.disclosure.relations import Relations
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

    @cached_property
    def relations(self) -> Relations:
        """How the groups add up."""
        return Relations(self.structure)

    @property
    def cells(self) -> int:
        """How many cells a table has: groups, then residues."""
        return self.relations.cells

    @property
    def groups(self) -> Bools:
        """(groups,) which are groups of the study; the others are sums of these, of which nothing is told."""
        return self.relations.groups

    def few(self, counts: Ints | Floats) -> Bools:
        """Which counts are private."""
        return (counts >= 1) & (counts < self.below)

    def left_over(self, n: Ints) -> tuple[Floats, Bools]:
        """(..., relations) the residues of (..., groups) counts, and which are there at all."""
        residues = np.maximum(n, 0) @ self.relations.residues.T
        present = n >= 0
        return residues, present[..., self.relations.wholes] & (present.astype(np.float64) @ self.relations.parts > 0)

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
            private &= self.relations.wholes == 0
        return private

    def _few_left(self, residues: Floats, there: Bools) -> Bools:
        nobody = np.where(self.relations.complete_families, residues[..., self.relations.families], 0.0)
        private: Bools = there & self.relations.rests_of_groups & self.few(residues) & (residues > nobody)
        return private

    def unanswered(self, n: Ints, residues: Floats, sizes: Sizes | None) -> tuple[Floats, Floats]:
        """(..., relations) how few and how many of those who gave no answer to the break a reader holds possible.

        Their number in the wave is told (`sizes`); of these at most so many are missing as the question lacks answers.
        """
        if sizes is None:
            return residues, residues
        lacking = np.maximum(sizes.n, 0)[self.relations.wholes] - np.maximum(n, 0)[..., self.relations.wholes]
        least = np.where(sizes.there, np.clip(sizes.residues - lacking, 0, residues), residues)
        return least, np.where(sizes.there, np.maximum(sizes.residues, residues), residues)

    def highest(self, tables: Sequence[Table], private: Bools, sizes: Sizes | None) -> Floats:
        """(cases, cells) the most that a reader holds possible who believes the reasons for hiding, and knows that
        nowhere more answered than there are. `tables`: of every case the cells, for one who does neither; `private`:
        (cases, groups).

        Sizes that are hidden are left out, but not those beside a private count in a group of which the size is told:
        nobody else's count can go up in its stead when all of them answered.
        """
        found, groups = np.stack([table.highest for table in tables]), private.shape[1]
        if sizes is not None:
            told = (sizes.n >= 0) & ~sizes.hidden
            known = sizes.there & ((self.relations.held @ ~told == 0) | ((private & told) @ self.relations.held.T > 0))
            present = np.maximum(np.append(sizes.n, sizes.residues), [table.values for table in tables])
            kept = np.hstack([np.broadcast_to(told, private.shape), known])
            found = np.minimum(found, np.where(kept, present, np.inf))
        of_groups = found[:, :groups]
        of_groups[private] = np.minimum(of_groups, self.below - 1)[private]
        return found

    def tables(self, n: Ints, private: Bools, unseen: Bools, sizes: Sizes | None = None) -> tuple[Table, ...]:
        """The cells (groups, then residues) of (cases, groups) counts, a table per case.

        `private`: (cases, groups) those that must be protected. `unseen`: (cases, groups) whose count is not shown
        anyway. `sizes`: the respondents of the wave; None when these are themselves the counts: then their total is
        told whatever is hidden.
        """
        residues, there = self.left_over(n)
        few = self._few_left(residues, there) & (sizes is not None or self.relations.wholes == 0)
        equations = there & (~self.relations.rests | few | self.relations.alone)
        least, most = self.unanswered(n, residues, sizes)
        fixed = (self.relations.complete & (least >= most)) | (residues < 0) | ~there
        lowest = np.where(private, 1.0, np.where(n >= self.below, self.below, np.maximum(n, 0)))
        lowest[:, ~self.groups] = 0.0
        known = np.hstack([n >= 0, np.ones_like(there)])
        columns = (
            np.hstack([np.maximum(n, 0), residues]),
            np.hstack([lowest, np.where(self.relations.complete, least, 0.0)]),
            np.hstack([np.full(n.shape, np.inf), np.where(self.relations.complete, most, np.inf)]),
            np.hstack([self._loss(n, sizes), np.where(fixed, np.inf, _SMALL)]),
            np.hstack([unseen | private | ~self.groups, ~fixed]),
            np.hstack(
                [np.where(private, np.maximum(self.below - n, 1), 0), np.where(few, self.below - residues, 0)]
            ).astype(np.float64),
        )
        sums = (self.relations.system.part(*which) for which in zip(equations, known, strict=True))
        return tuple(starmap(Table, zip(sums, *columns, strict=True)))

    def _loss(self, n: Ints, sizes: Sizes | None) -> Floats:
        """(cases, groups) what is lost with each count; infinite where it is not there."""
        loss = np.where(n <= self.hide_up_to, _SMALL + n / 1000, _SHOWN + n)
        loss[n == 0] = _EMPTY
        loss[:, 0] = np.inf if sizes is None else _TOTAL
        loss[:, ~self.groups] = _SMALL
        return np.where(n < 0, np.inf, loss)

    def hidden(self, n: Ints, private: Bools, unseen: Bools, known: Known, sizes: Sizes | None = None) -> Bools:
        """(cases, groups) whose count may not be told, the private ones included; arguments as those of `tables`.

        That a count is hidden as private says that it is below the limit, and with the sizes of groups a reader may see
        that nobody else can have answered. So that one does not follow from these, it should also be able to be larger,
        or one just below the limit smaller. No total is hidden for that.
        """
        tables, cells = self.tables(n, private, unseen, sizes), np.zeros((len(n), self.cells))
        highest, steps = self.highest(tables, private, sizes), cells[:, 1 : n.shape[1]]
        steps[:] = np.where(private & (n < self.below - 1), 1, np.where(private & (n > 1), -1, 0))[:, 1:]
        found = np.empty(cells.shape, np.bool_)
        for at, table in enumerate(tables):
            found[at] = suppress(table, known)
            if steps[at].any():
                cost = np.where(np.arange(self.cells) == 0, np.inf, table.cost)
                again = replace(
                    table, hidden=found[at].copy(), highest=highest[at], cost=cost, rise=cells[at], must=False
                )
                found[at] = suppress(again, known)
        known_n: Bools = found[:, : n.shape[1]] & (n >= 0)
        return known_n
