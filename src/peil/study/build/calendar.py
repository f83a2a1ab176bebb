"""The waves of a survey as a calendar: from when until when something was asked, and values by wave."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from peil.study.spot import Spot
from peil.study.wording import listed, suggestion
from peil.study.written.forms import OTHERWISE
from peil.study.written.survey import WrittenWave

T = TypeVar("T")
NONE = "none"
"""Written for a column that a wave does not have."""

RESERVED = frozenset({OTHERWISE, "this", "previous", "first", "rest", "others", "all", NONE})
"""Words that mean something else where the label of a wave can stand."""
_YEAR = re.compile(r"^\D*(\d{4})")


@dataclass(frozen=True)
class Calendar:
    """Labels of the waves, oldest first; `with_data` are those of which there are respondents' data."""

    labels: tuple[str, ...]
    with_data: frozenset[str]

    def known(self, label: str, spot: Spot) -> bool:
        """Whether this is a wave; puts it down when it is not."""
        if label not in self.labels:
            spot.problem(repr(label), f"a wave: {listed(self.labels)}", suggestion(label, self.labels))
        return label in self.labels

    def between(self, since: str | None, until: str | None, spot: Spot) -> tuple[str, ...]:
        """The waves from `since` up to and including `until`."""
        first, last = 0, len(self.labels) - 1
        if since is not None and self.known(since, spot / "since"):
            first = self.labels.index(since)
        if until is not None and self.known(until, spot / "until"):
            last = self.labels.index(until)
        if first > last:
            expected = f"a wave from {since} on"
            (spot / "until").problem(
                repr(until), expected, "Turn `since` and `until` around, or leave one of them out."
            )
            return self.labels
        return self.labels[first : last + 1]

    def resolve(self, by_wave: Mapping[str, T] | None, spot: Spot) -> dict[str, T]:
        """The value of every wave that has one: its own label goes before a range, a range before `otherwise`."""
        exact: dict[str, T] = {}
        ranged: dict[str, tuple[str, T]] = {}
        rest: dict[str, T] = {}
        for key, value in (by_wave or {}).items():
            if key == OTHERWISE:
                rest = dict.fromkeys(self.labels, value)
            elif key in self.labels:
                exact[key] = value
            else:
                for label in self._range(key, spot / key):
                    if label in ranged:
                        found = f"wave {label}, which also falls in {ranged[label][0]!r}"
                        (spot / key).problem(found, "every wave once", "Let the ranges not overlap.")
                    ranged[label] = (key, value)
        return rest | {label: value for label, (_, value) in ranged.items()} | exact

    def _range(self, key: str, spot: Spot) -> tuple[str, ...]:
        """The waves of `2010-2014`; puts down what is no wave and no range."""
        for cut in (position for position, sign in enumerate(key) if sign == "-"):
            first, last = key[:cut].strip(), key[cut + 1 :].strip()
            if first in self.labels and last in self.labels:
                start, end = self.labels.index(first), self.labels.index(last)
                if start > end:
                    spot.problem(repr(key), "a range from an earlier to a later wave", f"Write {last}-{first}.")
                return self.labels[start : end + 1]
        expected = f"a wave ({listed(self.labels, 'and')}), a range of two of them, or `{OTHERWISE}`"
        spot.problem(repr(key), expected, suggestion(key, (*self.labels, OTHERWISE)))
        return ()


def calendar(waves: Mapping[str, WrittenWave], spot: Spot) -> Calendar:
    """The calendar of a survey; puts down waves that are not in order of time, and labels that mean something else."""
    for label in RESERVED & waves.keys():
        (spot / label).problem("a word that means something else", "a label like 2013 or 2013-1", "Rename the wave.")
    _check_order(waves, spot)
    return Calendar(tuple(waves), frozenset(label for label, wave in waves.items() if wave.data is not None))


def _check_order(waves: Mapping[str, WrittenWave], spot: Spot) -> None:
    labels = list(waves)
    for earlier, later in pairwise(labels):
        before, after = waves[earlier].field, waves[later].field
        turned = after[0] < before[0] if before and after else 0 < _year(later) < _year(earlier)
        if turned:
            found = f"a wave that stands below {earlier} and was held before it"
            (spot / later).problem(found, "the waves in order of time, oldest first", f"Move {later} above {earlier}.")


def _year(label: str) -> int:
    """The year that a label begins with; labels without one keep their order."""
    found = _YEAR.match(label)
    return int(found[1]) if found else 0


def missing_from(needed: Iterable[str], there: Iterable[str]) -> list[str]:
    """Waves that are needed and not there, in order."""
    present = set(there)
    return [label for label in needed if label not in present]
