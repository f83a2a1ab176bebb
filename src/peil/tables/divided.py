"""Divided: the respondents of a wave in all groups of all breaks, counted in one pass.

Respondents who are in one cell of the design and in the same groups of every break are one pattern. There are a few
dozen of them, and every group is some patterns together: rows are gone over once, however many breaks there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peil.data.designs import WaveDesign
from peil.stats import Layout, Moments, collect_many
from peil.tables.splits import Division, Split, all_splits, alone
from peil.tables.variables import Variable

Floats = NDArray[np.float64]
# With more patterns than this the sums of one leave the processor's memory, and rows are gone over break by break.
_MANY = 1000


@dataclass(frozen=True)
class _Patterns:
    """(rows,) `of`: the pattern of each row at hand. `starts`: (C + 1,) where those of each cell begin among the
    patterns, and their number. `members`: (positions, patterns) 1 where those with a pattern have a position."""

    of: NDArray[np.int64]
    starts: NDArray[np.intp]
    members: Floats


@dataclass(frozen=True)
class Divided:
    """One wave, and the ways in which its respondents are divided: a column per position of every split."""

    divisions: tuple[Division, ...]
    wave: WaveDesign

    @cached_property
    def splits(self) -> tuple[Split, ...]:
        """All splits, in the order of the columns."""
        return all_splits(self.divisions)

    def parts(self, divisions: Sequence[Division]) -> NDArray[np.intp]:
        """Where the parts of some of the divisions stand among the parts of all splits."""
        return np.concatenate([self._parts[id(one)] for one in divisions])

    @cached_property
    def _parts(self) -> dict[int, NDArray[np.intp]]:
        sizes = [len(one.splits) * len(one.first.parts) for one in self.divisions]
        ends = np.cumsum(sizes).tolist()
        return {id(one): np.arange(end - size, end) for one, end, size in zip(self.divisions, ends, sizes, strict=True)}

    def moments(self, variables: Sequence[Variable]) -> Moments:
        """(variables, C, positions of all splits, A) moments of variables that have as many answers."""
        answers = [self.wave.of(variable.codes) for variable in variables]
        found = (self._break_by_break if self._patterns is None else self._together)(answers, variables[0].answers)
        names = (f"{self.wave.name}/{split.key}/{one.key}" for one in variables for split in self.splits)
        return self.wave.sums.total_each(names, found, [split.size for split in self.splits])

    @cached_property
    def _patterns(self) -> _Patterns | None:
        """None where there are many."""
        if any(len(division.patterns) > _MANY for division in self.divisions):
            return None
        # Not by `splits.patterns`, which may sort all rows before it knows that there are many: this stops at once.
        of, span = self.wave.cell.astype(np.int64), self.wave.cells
        for division in self.divisions:
            of = of * len(division.patterns) + self.wave.of(division.codes)
            occurs = np.bincount(of, minlength=span * len(division.patterns)) > 0
            span = int(np.count_nonzero(occurs))
            if span > _MANY:
                return None
            of = (np.cumsum(occurs) - 1)[of]
        someone = np.zeros(span, np.intp)
        someone[of] = np.arange(len(of))
        members = [
            split
            for division in self.divisions
            for split in division.members[:, :, self.wave.of(division.codes)[someone]]
        ]
        starts = np.searchsorted(self.wave.cell[someone], np.arange(self.wave.cells + 1))
        return _Patterns(of, starts, np.concatenate(members))

    def _together(self, answers: Sequence[NDArray[np.integer]], size: int) -> Moments:
        """Counted by pattern, and then added up."""
        patterns = self._patterns
        assert patterns is not None
        layout = Layout(1, patterns.members.shape[1], size)
        nowhere = np.zeros(len(patterns.of), np.int8)
        sums = _stacked(collect_many(nowhere, patterns.of, answers, self.wave.weights, layout))[:, :, 0]
        flat = np.moveaxis(sums, 2, 0).reshape(layout.groups, 3 * len(answers) * size)
        added = np.empty((self.wave.cells, len(patterns.members), flat.shape[1]))
        for cell, (start, end) in enumerate(zip(patterns.starts[:-1], patterns.starts[1:], strict=True)):
            np.matmul(patterns.members[:, start:end], flat[start:end], out=added[cell])
        return _unstacked(added.reshape(*added.shape[:2], 3, len(answers), size).transpose(2, 3, 0, 1, 4))

    def _break_by_break(self, answers: Sequence[NDArray[np.integer]], size: int) -> Moments:
        parts = []
        for division in self.divisions:
            layout = Layout(self.wave.cells, len(division.patterns), size)
            codes = self.wave.of(division.codes)
            sums = _stacked(collect_many(self.wave.cell, codes, answers, self.wave.weights, layout))
            if len(division.splits) > 1:
                members = division.members.reshape(-1, len(division.patterns))
                sums = np.moveaxis(np.tensordot(members, sums, axes=(1, 3)), 0, 3)
            parts.append(sums)
        return _unstacked(np.concatenate(parts, axis=3))


def moments_of(variables: Sequence[Variable], splits: Sequence[Split], wave: WaveDesign) -> list[Moments]:
    """Of each split (variables, C, positions, A) moments."""
    found = Divided(tuple(alone(split) for split in splits), wave).moments(variables)
    ends = np.cumsum([split.size for split in splits])
    places = [slice(end - split.size, end) for split, end in zip(splits, ends.tolist(), strict=True)]
    return [Moments(found.n[..., one, :], found.w[..., one, :], found.w2[..., one, :]) for one in places]


def _stacked(moments: Moments) -> Floats:
    return np.stack([moments.n, moments.w, moments.w2], dtype=np.float64)


def _unstacked(sums: NDArray[Any]) -> Moments:
    n, w, w2 = np.ascontiguousarray(sums)
    return Moments(n.astype(np.int64), w, w2)
