"""Splits: the breaks of a survey as disjoint codes, so that a group and its rest can be counted in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from peil.data.designs import WaveDesign
from peil.data.model import SurveyData
from peil.results.model import ALL
from peil.study.model import Break, Group, Survey

Codes = NDArray[np.int16]
# Two groups mirror each other when at most this part of the respondents is in neither.
_FEW = 0.05
# Up to so many combinations of groups, and so many a row, have a place of their own; of more, those that occur are
# looked up first.
_MANY, _MANY_A_ROW = 2**20, 16


@dataclass(frozen=True)
class Part:
    """One group of a split as estimates name it: its key (`directorate=asylum`), id, and the group it lies within.

    `about`: the questions whose answers make the group, and the answers; empty where conditions or a list do.
    """

    key: str
    group: str
    within: str
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Split:
    """Respondents in disjoint parts. `codes`: (respondents,) position of the part; the last position holds those who
    are in none of `parts`.
    """

    break_id: str
    parts: tuple[Part, ...]
    codes: Codes
    question: str | None = None

    @property
    def size(self) -> int:
        """Number of positions, the one for "none of the parts" included."""
        return len(self.parts) + 1

    @property
    def key(self) -> str:
        """What tells the split from all others of a survey."""
        return f"{self.break_id}({','.join(part.key for part in self.parts)})"

    def mirrored(self, wave: WaveDesign) -> bool:
        """Whether, among respondents of a wave, two parts mirror each other but for a few: one fact, one flag."""
        if len(self.parts) != 2:
            return False
        neither = int(np.count_nonzero(wave.of(self.codes) == len(self.parts)))
        return wave.sums.total(f"{wave.name}/{self.key}/neither", neither) <= _FEW * wave.n


@dataclass(frozen=True)
class Division:
    """The splits of one break, equally many parts each, counted together.

    `splits`: one where the groups are disjoint, one per group where they overlap. `codes`: (respondents,) which pattern
    of parts a respondent has; `patterns`: (patterns, splits) the part in each split that goes with it.
    """

    splits: tuple[Split, ...]
    codes: NDArray[np.integer]
    patterns: NDArray[np.integer]

    @property
    def first(self) -> Split:
        """The split that stands for all in what they have in common."""
        return self.splits[0]

    @cached_property
    def members(self) -> NDArray[np.float64]:
        """(splits, positions, patterns) 1 where those with a pattern are in a part of a split, else 0."""
        positions = np.arange(self.first.size)
        members: NDArray[np.bool_] = self.patterns.T[:, None, :] == positions[:, None]
        return members.astype(np.float64)


def alone(split: Split) -> Division:
    """A split by itself."""
    return Division((split,), split.codes, np.arange(split.size)[:, None])


def all_splits(divided: Iterable[Division]) -> tuple[Split, ...]:
    """The splits of some divisions, one behind the other: the order in which parts stand wherever these are counted."""
    return tuple(split for division in divided for split in division.splits)


def divisions(survey: Survey, data: SurveyData) -> Iterator[Division]:
    """All splits, break by break: the total first."""
    for _, members in groupby(splits(survey, data), key=lambda split: split.break_id):
        same = tuple(members)
        if len(same) == 1:
            yield alone(same[0])
        else:
            first, codes = patterns([split.codes for split in same], [split.size for split in same])
            yield Division(same, codes, np.stack([split.codes[first] for split in same], axis=1))


def patterns(
    parts: Sequence[NDArray[np.integer]], sizes: Sequence[int]
) -> tuple[NDArray[np.intp], NDArray[np.integer]]:
    """Of every combination of parts that occurs a row that has it, and of every row the combination. `parts`: of each
    split the (rows,) codes, below its size."""
    combined, span = np.zeros(len(parts[0]), np.int64), 1
    for codes, size in zip(parts, sizes, strict=True):
        if span * size > min(_MANY, _MANY_A_ROW * len(combined)):
            combined = np.unique(combined, return_inverse=True)[1].astype(np.int64)
            span = int(combined.max(initial=0)) + 1
        combined = combined * size + codes
        span *= size
    someone = np.full(span, -1, np.intp)
    someone[combined] = np.arange(len(combined))
    occurs = someone >= 0
    return someone[occurs], (np.cumsum(occurs) - 1).astype(np.int32)[combined]


def splits(survey: Survey, data: SurveyData) -> Iterator[Split]:
    """The total first, then every break; a break whose groups overlap comes as a split per group."""
    yield Split("", (Part(ALL, ALL, ""),), np.zeros(data.respondents, np.int16))
    for break_ in survey.breaks.values():
        membership = data.membership[break_.id]
        if break_.overlapping:
            for column in range(len(break_.groups)):
                yield _split(survey, break_, (column,), membership)
        else:
            yield _split(survey, break_, tuple(range(len(break_.groups))), membership)


def _split(survey: Survey, break_: Break, columns: tuple[int, ...], membership: NDArray[np.bool_]) -> Split:
    parts = tuple(
        Part(break_.key(group), group.id, break_.within(group), _about(survey, break_, group))
        for group in (break_.groups[column] for column in columns)
    )
    codes = np.full(len(membership), len(columns), np.int16)
    for place, column in reversed(list(enumerate(columns))):
        codes[membership[:, column]] = place
    return Split(break_.id, parts, codes, break_.question)


def _about(survey: Survey, break_: Break, group: Group) -> Mapping[str, str]:
    """The answers that make a group, by question; of a nested group those of the outer and of the inner one."""
    outer, inner = (survey.breaks.get(name or "") for name in (break_.outer, break_.inner))
    if outer is None or inner is None or group.parent is None:
        return {break_.question: group.id} if break_.question else {}
    pairs = ((outer, group.parent), (inner, group.id.removeprefix(f"{group.parent}.")))
    return {owner.question: answer for owner, answer in pairs if owner.question}
