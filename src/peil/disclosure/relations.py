"""How the groups of a survey add up, as arrays: what is left over of each whole, and of which sort that is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from peil.disclosure.structure import Structure
from peil.stats.sparse import Sparse

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Relations:
    """The relations of a structure. A cell is a group or what a relation leaves over: first the groups, then these."""

    structure: Structure

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
    def system(self) -> Sparse:
        """(relations, cells) what adds up to nothing: the whole, less its parts, less what is left over."""
        relations = len(self.residues)
        rows, columns = np.nonzero(self.residues)
        each = np.arange(relations)
        return Sparse.of(
            np.concatenate([rows, each]),
            np.concatenate([columns, self.residues.shape[1] + each]),
            np.concatenate([self.residues[rows, columns], np.full(relations, -1.0)]),
            (relations, self.cells),
        )

    @cached_property
    def parts(self) -> Floats:
        """(groups, relations) 1 for the parts of each whole."""
        return (self.residues.T < 0).astype(np.float64)

    @cached_property
    def held(self) -> Floats:
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
    def rests_of_groups(self) -> Bools:
        """(relations,) whether the residue is the rest of one group, and whole and part are groups of the study."""
        of_groups = [self.groups[[one.whole, *one.parts]].all() for one in self.structure.relations]
        return self.rests & np.array(of_groups, np.bool_)

    @cached_property
    def alone(self) -> Bools:
        """(relations,) whether the group of a rest stands among no others: nothing else says that the whole has it."""
        return np.array([one.family == at for at, one in enumerate(self.structure.relations)], np.bool_)

    @cached_property
    def families(self) -> Ints:
        """(relations,) the relation in which the group of a rest stands among others."""
        return np.array([relation.family for relation in self.structure.relations], np.int64)

    @cached_property
    def complete_families(self) -> Bools:
        """(relations,) whether of the family of each only those who gave no answer are left over."""
        return self.complete[self.families]
