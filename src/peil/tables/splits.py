"""Splits: the breaks of a survey as disjoint codes, so that a group and its rest can be counted in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from peil.data.model import SurveyData
from peil.results.model import ALL
from peil.study.model import Break, Group, Survey

Codes = NDArray[np.int16]
# Two groups mirror each other when at most this part of the respondents is in neither.
_FEW = 0.05


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

    def mirrored(self, rows: NDArray[np.intp]) -> bool:
        """Whether, among these respondents, two parts mirror each other but for a few: one fact, one flag."""
        codes = self.codes[rows]
        return len(self.parts) == 2 and bool(len(codes)) and float((codes == len(self.parts)).mean()) <= _FEW

    @property
    def whole(self) -> bool:
        """Whether this is the total."""
        return self.break_id == ""


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
