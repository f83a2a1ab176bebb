"""Comparisons that a study asks for: a group against a group, and a change against that of the rest or of a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from peil.data.designs import options
from peil.data.model import SurveyData
from peil.stats import Contrast, between_changes
from peil.study.model import Survey
from peil.tables.batches import Batch
from peil.tables.counting import Choose
from peil.tables.pairs import count_changes, count_pairs
from peil.tables.returning import Returning, rest_changes
from peil.tables.rows import Columns, Naming, change_rows, group_rows
from peil.tables.splits import Division, Part, Split, alone
from peil.tables.waves import Joint, comparable
from peil.tables.ways import Sides

Pair = tuple[Part, Part]


@dataclass(frozen=True)
class Asked:
    """Pairs of groups of one break. `split`: respondents in disjoint parts, of which `sides` make up both groups of
    every pair. `compared`, `changed`: (pairs,) whether the groups themselves, or their changes, are asked for.
    """

    split: Split
    sides: Sides
    pairs: tuple[Pair, ...]
    compared: NDArray[np.bool_]
    changed: NDArray[np.bool_]

    @property
    def lefts(self) -> Division:
        """The left groups as the parts that rows are named by."""
        return alone(replace(self.split, parts=tuple(left for left, _ in self.pairs)))

    @property
    def rights(self) -> tuple[Part, ...]:
        """The right groups."""
        return tuple(right for _, right in self.pairs)


def asked_pairs(survey: Survey, data: SurveyData, splits: Sequence[Split]) -> tuple[Asked, ...]:
    """The pairs of groups that the survey asks for, break by break; of groups that overlap pair by pair."""
    wanted = survey.settings.compared
    found: list[Asked] = []
    for name in dict.fromkeys((*wanted.groups, *wanted.changes)):
        compared = wanted.groups.get(name, ())
        changed = tuple(pair for pair in wanted.changes.get(name, ()) if pair[1])
        names = tuple(dict.fromkeys((*compared, *changed)))
        own = [split for split in splits if split.break_id == name]
        parts = {part.group: part for split in own for part in split.parts}
        pairs = [(parts[left], parts[right]) for left, right in names]
        is_compared, is_changed = (np.array([one in held for one in names], bool) for held in (compared, changed))
        if not pairs:
            continue
        if not survey.breaks[name].overlapping:
            order = [part.group for part in own[0].parts]
            sides = [np.eye(own[0].size)[[order.index(pair[side].group) for pair in pairs]] for side in (0, 1)]
            found.append(Asked(own[0], (sides[0], sides[1]), tuple(pairs), is_compared, is_changed))
            continue
        groups = [group.id for group in survey.breaks[name].groups]
        for position, pair in enumerate(pairs):
            belongs = [data.membership[name][:, groups.index(part.group)] for part in pair]
            one = slice(position, position + 1)
            found.append(_overlapping(own[0], pair, belongs, (is_compared[one], is_changed[one])))
    return tuple(found)


def _overlapping(
    like: Split, pair: Pair, belongs: Sequence[NDArray[np.bool_]], wanted: tuple[NDArray[np.bool_], NDArray[np.bool_]]
) -> Asked:
    """Two groups that may share respondents: those in the left one only, in the right one only, in both, in neither."""
    left, right = belongs
    codes = np.select([left & ~right, right & ~left, left & right], [0, 1, 2], 3).astype(np.int16)
    split = replace(like, parts=(pair[0], pair[1], pair[0]), codes=codes)
    sides = (np.array([[1.0, 0.0, 1.0, 0.0]]), np.array([[0.0, 1.0, 1.0, 0.0]]))
    return Asked(split, sides, (pair,), *wanted)


def pair_rows(naming: Naming, asked: Sequence[Asked], returning: Returning, choose: Choose) -> Iterator[Columns]:
    """The rows of all pairs in all waves, and of their changes. None of a question with several rows a respondent."""
    batch, designs = naming.batch, returning.designs
    if batch.first.respondent is not None:
        return
    breaks = set(naming.breaks)
    for one in asked:
        if one.split.break_id not in breaks:
            continue
        named = Naming(naming.survey, batch, (one.lefts,))
        waves = [label for label in designs if label in batch.first.waves]
        found = {label: count_pairs(batch, one.split, one.sides, designs[label], choose) for label in waves}
        for label, contrast in found.items():
            yield group_rows(named, one.rights, label, _only(contrast, one.compared))
        yield from _changes(named, one.rights, found, one.changed, [False], _of_pairs(batch, one, returning, choose))


def _of_pairs(batch: Batch, asked: Asked, returning: Returning, choose: Choose) -> Joint:
    def joint(label: str, other: str) -> Contrast | None:
        both = returning.pair(label, other)
        return None if both is None else count_changes(batch, asked.split, asked.sides, both, choose)

    return joint


def rest_change_rows(
    naming: Naming, rests: Mapping[str, Contrast], returning: Returning, choose: Choose
) -> Iterator[Columns]:
    """The rows of changes against those of the rest, of the breaks for which they are asked. `rests`: by wave."""
    wanted, designs = naming.survey.settings.compared.changes, returning.designs
    for name in wanted:
        if name not in naming.breaks or all(right for _, right in wanted[name]):
            continue
        divided = tuple(one for one in naming.divisions if one.first.break_id == name)
        named = Naming(naming.survey, naming.batch, divided)
        columns = np.flatnonzero([one == name for one in naming.breaks])
        found = {label: _columns(contrast, columns) for label, contrast in rests.items()}
        twins = [all(split.mirrored(designs[label]) for label in rests) for split in named.splits]

        def joint(label: str, other: str, named: Naming = named) -> Contrast | None:
            return rest_changes(named.batch, named.splits, returning.pair(label, other), choose)

        yield from _changes(named, [None] * len(columns), found, np.ones(len(columns), bool), twins, joint)


def _changes(
    naming: Naming,
    others: Sequence[Part | None],
    found: Mapping[str, Contrast],
    kept: NDArray[np.bool_],
    twins: Sequence[bool],
    joint: Joint,
) -> Iterator[Columns]:
    """Every wave against each earlier one: did the difference between the two sides change?"""
    if not kept.any():
        return
    order = list(found)
    choices = options(naming.survey.settings, False)
    labels = [wave.label for wave in naming.survey.waves]
    for position, label in enumerate(order):
        for other in order[:position]:
            same = comparable(naming.batch, labels, label, other)
            contrast = joint(label, other)
            if contrast is None:
                contrast = between_changes(found[label], found[other], choices)
            yield change_rows(naming, others, (label, other), _only(contrast, same & kept), twins)


def _columns(contrast: Contrast, columns: NDArray[np.intp]) -> Contrast:
    return Contrast(**{name: values[:, columns] for name, values in vars(contrast).items()})


def _only(contrast: Contrast, kept: NDArray[np.bool_]) -> Contrast:
    return replace(contrast, difference=np.where(kept, contrast.difference, np.nan))
