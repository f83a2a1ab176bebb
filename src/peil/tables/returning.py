"""Waves in which the same units return: compared with their covariance, both waves counted as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields

import numpy as np

from peil.data.designs import WaveDesign
from peil.stats import Contrast
from peil.study.model import Survey
from peil.tables.batches import Batch
from peil.tables.clusters import both_waves
from peil.tables.counting import Choose
from peil.tables.pairs import count_changes, count_pairs
from peil.tables.splits import Split
from peil.tables.ways import Sides

_Count = Callable[[Batch, Split, Sides, WaveDesign, Choose], Contrast]


@dataclass
class Returning:
    """The waves of a survey two by two, where units return; each pair is described once."""

    survey: Survey
    designs: Mapping[str, WaveDesign]
    _made: dict[tuple[str, str], WaveDesign] = field(default_factory=dict)

    def pair(self, label: str, other: str) -> WaveDesign | None:
        """A wave and an earlier one as one; None where they are independent, or known from a report only."""
        if not self.survey.units_return or label not in self.designs or other not in self.designs:
            return None
        if (label, other) not in self._made:
            self._made[label, other] = both_waves(self.designs[label], self.designs[other])
        return self._made[label, other]


def wave_contrasts(batch: Batch, splits: Sequence[Split], both: WaveDesign | None, choose: Choose) -> Contrast | None:
    """(rows, parts) contrasts of every part of every split with itself in the earlier wave; None without a pair."""

    def sides(size: int) -> Sides:
        own, nothing = np.eye(size)[:-1], np.zeros((size - 1, size))
        return np.concatenate([own, nothing], axis=1), np.concatenate([nothing, own], axis=1)

    return _each_split(batch, splits, both, choose, (count_pairs, sides))


def rest_changes(batch: Batch, splits: Sequence[Split], both: WaveDesign | None, choose: Choose) -> Contrast | None:
    """(rows, parts) contrasts of the change of every part with that of the rest; None without a pair."""

    def sides(size: int) -> Sides:
        return np.eye(size)[:-1], 1 - np.eye(size)[:-1]

    return _each_split(batch, splits, both, choose, (count_changes, sides))


def _each_split(
    batch: Batch,
    splits: Sequence[Split],
    both: WaveDesign | None,
    choose: Choose,
    how: tuple[_Count, Callable[[int], Sides]],
) -> Contrast | None:
    if both is None:
        return None
    count, sides = how
    found = [count(batch, split, sides(split.size), both, choose) for split in splits]
    return Contrast(
        **{one.name: np.concatenate([getattr(part, one.name) for part in found], axis=1) for one in fields(Contrast)}
    )
