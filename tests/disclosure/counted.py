"""The second attacker on counts: how many can be in a group, and how many of them can have answered?

He knows who there can be (cells.py) and writes down what is told of one wave: the sizes of groups, the profiles of one
group by another, the bases of a figure, and that nowhere more answered than there are. He may also believe the reasons
for hiding. Of sums (means and weighted shares) he looks which follow from those that are shown, by rank.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, product
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, eye_array, hstack

from disclosure.cells import Kinds, Limits, both, limits_of, named_limits
from peil.results.model import Published, Results
from peil.study.model import Study, Survey

Floats = NDArray[np.float64]
Ends = tuple[float, float]
# A sum over kinds of respondents, and the least and the most that it can be.
Told = tuple[Floats, Ends]
_SMALL = 1e-6
_LITTLE = 1e-3


class Row(NamedTuple):
    """What is used of an estimate."""

    id: str
    question: str
    answer: str
    measure: str
    method: str
    status: str
    unit: str
    n: int
    estimate: float

    @property
    def head(self) -> str:
        """The id without the group."""
        return self.id.rpartition("/")[0]

    @property
    def group(self) -> str:
        """The key of the group."""
        return self.id.rpartition("/")[2]

    @property
    def shown(self) -> bool:
        """Whether there is a figure."""
        return not self.status.startswith("hidden") and self.status != "empty"


def lines_of(results: Results | Published) -> Mapping[tuple[str, str], Mapping[str, Sequence[Row]]]:
    """The estimates by survey and wave, and by figure."""
    found: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for survey, wave, *values in results.estimate_table.each("survey", "wave", *Row._fields):
        row = Row(*values)
        if row.status != "published elsewhere" and row.unit == "respondents":
            found[survey, wave][row.head].append(row)
    return found


@dataclass(frozen=True)
class Found:
    """What follows of a private count: it lies from `low` to `high`; whether the sum (and so the mean) is known."""

    id: str
    true: int
    low: float
    high: float
    mean: bool = False

    @property
    def exact(self) -> bool:
        """Whether nothing else is possible."""
        return self.high - self.low < 1 - _SMALL


@dataclass
class Counted:
    """One wave. `lines`: its published estimates by figure. `believed`: the reasons for hiding are used; `empty`: among
    what is hidden may be a group in which nobody is, or nobody answered. `response`: he reckons with those who did not
    answer."""

    survey: Survey
    wave: str
    published: Published
    lines: Mapping[str, Sequence[Row]]
    believed: bool = False
    empty: bool = False
    response: bool = True
    _kinds_possible: dict[str, NDArray[np.bool_]] = field(default_factory=dict)

    @cached_property
    def kinds(self) -> Kinds:
        """Everybody there can be; the unknowns are how many there are of each kind."""
        return Kinds(self.survey, limits_of(self.survey), 1)

    def mask(self, limits: Limits) -> Floats | None:
        """(kinds,) 1 for who is within the limits; None where no block holds them."""
        block = self.kinds.block(limits)
        if block is None:
            return None
        found = np.zeros(self.kinds.size)
        found[block.first : block.first + len(block.kinds)] = block.holds(limits)
        return found

    @cached_property
    def masks(self) -> Mapping[str, Floats]:
        """(kinds,) by group: 1 for who is in it."""
        found = {key: self.mask(limits) for key, limits in self.kinds.limits.items()}
        return {key: mask for key, mask in found.items() if mask is not None}

    @cached_property
    def same(self) -> Sequence[Floats]:
        """Blocks are of the same people: sums that are nought."""
        found = []
        for one, two in combinations(self.kinds.blocks, 2):
            shared = sorted(set(one.names) & set(two.names))
            for values in product(*(self.kinds.domain(name) for name in shared)):
                limits = {name: frozenset({value}) for name, value in zip(shared, values, strict=True)}
                row = np.zeros(self.kinds.size)
                row[one.first : one.first + len(one.kinds)] = one.holds(limits)
                row[two.first : two.first + len(two.kinds)] -= two.holds(limits)
                found.append(row)
        return found

    @cached_property
    def sizes(self) -> Sequence[Told]:
        """What is told of how many there are: each sum once."""
        place = (self.survey.id, self.wave)
        told = {row.group: row.n for row in self.published.sizes if (row.survey, row.wave) == place}
        told["all"] = next(row.n for row in self.published.accounts if (row.survey, row.wave) == place)
        found: dict[bytes, Told] = {self.masks[key].tobytes(): (self.masks[key], (n, n)) for key, n in told.items()}
        for mask, ends in (*self._profiles(), *self._hidden_sizes()):
            found.setdefault(mask.tobytes(), (mask, ends))
        return tuple(found.values())

    def _profiles(self) -> Iterator[Told]:
        """Unweighted shares of what groups are made of: with their base they are how many two groups share."""
        named = named_limits(self.survey, self.kinds.limits)
        for row in (row for line in self.lines.values() for row in line if row.measure == "share" and row.shown):
            limits = named.get((row.question, row.answer)) if row.method == "none" else None
            mask = self.mask(both(self.kinds.limits[row.group], limits)) if limits is not None else None
            if mask is not None:
                yield mask, (row.estimate * row.n,) * 2

    def _hidden_sizes(self) -> Iterator[Told]:
        start = f"{self.survey.id}/{self.wave}/size/"
        for one in self.published.hidden if self.believed else ():
            if one.table == "sizes" and one.id.startswith(start):
                yield self.masks[one.id.removeprefix(start)], self._ends(one.reason)

    def _ends(self, why: str) -> Ends:
        """A private count is below the limit; another is at the limit or nought, which is seldom hidden."""
        below = self.survey.settings.privacy_below
        return (1.0, below - 1.0) if why == "hidden: privacy" else (0.0 if self.empty else float(below), np.inf)

    def bases(self, head: str) -> Iterator[Told]:
        """What is told of how many answered."""
        for row in self.lines[head]:
            if row.n or row.status == "empty":
                yield self.masks[row.group], (row.n, row.n)
            elif self.believed and row.status in ("hidden: privacy", "hidden: subtraction"):
                yield self.masks[row.group], self._ends(row.status)

    def size(self, group: str) -> Ends:
        """The least and the most that there can be in a group."""
        return _ends_of(self.masks[group], [*((row, (0.0, 0.0)) for row in self.same), *self.sizes])

    @cached_property
    def _there(self) -> Sequence[Told]:
        """What is told of those who answered (the first unknowns) and those who did not (the others)."""
        none = np.zeros(self.kinds.size)
        nought = [np.concatenate(pair) for row in self.same for pair in ((row, none), (none, row))]
        sizes = [(np.concatenate([mask, mask]), ends) for mask, ends in self.sizes]
        return [*((row, (0.0, 0.0)) for row in nought), *sizes]

    def base(self, head: str, group: str) -> Ends:
        """The least and the most that can have answered: nowhere did more than there are."""
        if not self.response:
            return _ends_of(self.masks[group], [*((row, (0.0, 0.0)) for row in self.same), *self.bases(head)])
        none = np.zeros(self.kinds.size)
        rows = [*self._there, *((np.concatenate([mask, none]), ends) for mask, ends in self.bases(head))]
        return _ends_of(np.concatenate([self.masks[group], none]), rows)

    def mean(self, head: str, group: str) -> bool:
        """Whether the sum over a hidden group follows from those over groups that are shown; nobody adds nothing."""
        rows = [*self.same, *(self.masks[row.group] for row in self.lines[head] if row.shown)]
        there = self._possible(head)
        matrix, wanted = np.array(rows).reshape(-1, self.kinds.size)[:, there].T, self.masks[group][there]
        solved, *_ = np.linalg.lstsq(matrix, wanted)
        return bool(np.abs(matrix @ solved - wanted).max(initial=0.0) < _SMALL)

    def _possible(self, head: str) -> NDArray[np.bool_]:
        """(kinds,) of which somebody can have answered: as many kinds at once as there can be, a little of each."""
        if head not in self._kinds_possible:
            size = self.kinds.size
            told = [*((row, (0.0, 0.0)) for row in self.same), *((m, ends) for m, ends in self.bases(head))]
            matrix = np.array([row for row, ends in told if ends[0] == ends[1]])
            held = np.array([ends[0] for _, ends in told if ends[0] == ends[1]])
            every = eye_array(size)
            limits: dict[str, Any] = {
                "A_eq": csr_array(np.hstack([matrix, np.zeros_like(matrix)])), "b_eq": held,
                "A_ub": hstack([-every, every]), "b_ub": np.zeros(size),
                "bounds": [(0, None)] * size + [(0, _LITTLE)] * size,
            }  # fmt: skip
            answer = linprog(np.concatenate([np.zeros(size), -np.ones(size)]), **limits, method="highs")
            assert answer.x is not None, answer.message
            self._kinds_possible[head] = answer.x[size:] > _LITTLE / 1000
        return self._kinds_possible[head]


def _ends_of(wanted: Floats, rows: Sequence[Told]) -> Ends:
    """The least and the most that a sum of unknown counts can be."""
    matrix = np.array([row for row, _ in rows])
    low, high = (np.array(part) for part in zip(*(ends for _, ends in rows), strict=True))
    same = high - low < _SMALL
    upper, lower = ~same & np.isfinite(high), ~same & (low > 0)
    told = {
        "A_eq": csr_array(matrix[same]), "b_eq": low[same],
        "A_ub": csr_array(np.concatenate([matrix[upper], -matrix[lower]])),
        "b_ub": np.concatenate([high[upper], -low[lower]]),
    }  # fmt: skip
    found = []
    for sign in (1, -1):
        answer = linprog(sign * wanted, **told, bounds=(0, None), method="highs")
        assert answer.status in (0, 3), f"what is published contradicts itself, or the attacker errs: {answer.message}"
        found.append(sign * float(answer.fun or 0.0) if answer.status == 0 else sign * -np.inf)
    return found[0], found[1]


def sizes_found(study: Study, results: Results, published: Published, believed: bool = False) -> Iterator[Found]:
    """Of groups of hidden size: the private ones, and those from which they would follow."""
    attacks = _attacks(study, results, published, believed)
    told = {(row.survey, row.wave, row.group) for row in published.sizes}
    for row in results.sizes:
        if row.n and (row.survey, row.wave, row.group) not in told:
            low, high = attacks[row.survey, row.wave].size(row.group)
            yield Found(f"{row.survey}/{row.wave}/size/{row.group}", row.n, low, high)


def bases_found(
    study: Study, results: Results, published: Published, believed: bool = False, response: bool = True
) -> Iterator[Found]:
    """Of figures with few respondents behind them; figures of which the same is told are one."""
    attacks = _attacks(study, results, published, believed, response)
    for place, lines in lines_of(results).items():
        below, attack, seen = study.surveys[place[0]].settings.privacy_below, attacks[place], set[object]()
        for head, line in lines.items():
            few = [row for row in line if 0 < row.n < below]
            told = tuple((row.group, row.n, row.status) for row in attack.lines[head])
            if few and told not in seen:
                seen.add(told)
                for row in few:
                    yield Found(row.id, row.n, *attack.base(head, row.group), attack.mean(head, row.group))


def _attacks(
    study: Study, results: Results, published: Published, believed: bool, response: bool = True
) -> Mapping[tuple[str, str], Counted]:
    bases = {row.id: row.n for lines in lines_of(results).values() for line in lines.values() for row in line}
    sizes = {f"{row.survey}/{row.wave}/size/{row.group}": row.n for row in results.sizes}
    every = bases | sizes
    empty = {(one.survey, one.wave) for one in published.hidden if every.get(one.id) == 0}
    return {
        place: Counted(study.surveys[place[0]], place[1], published, lines, believed, place in empty, response)
        for place, lines in lines_of(published).items()
    }
