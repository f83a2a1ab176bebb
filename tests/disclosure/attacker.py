"""An attacker: takes what is published, and nothing else, and works out what was hidden.

It reads the names of figures: `directorate=asylum` is a group, `directorate=asylum,role=sponsor` lies in it. Groups of
one break share nobody where no figure shows otherwise, those of a nested one lie in two groups at once, and what is
left over of a break by question is as large as the count of those who did not answer it. Of every figure it writes down
the counts and weighted sums that are told, as linear equations over those of all groups, and looks which of the hidden
ones have one solution (rank), or can only lie within some bounds (linear programme). It shares no code with the rule
that it tries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from peil.results.model import Estimate, Published

Floats = NDArray[np.float64]
# A whole and the groups that it is made of, by key: what a reader knows of the definitions.
Sum = tuple[str, tuple[str, ...]]
_SMALL = 1e-7


@dataclass(frozen=True)
class Bound:
    """What the attacker finds of a hidden figure: its base lies from `low` to `high`, and whether its sum is known."""

    id: str
    low: float
    high: float
    mean: bool


@dataclass(frozen=True)
class Attack:
    """`sums`: further identities that a reader knows. `limit`: what the report says of private counts, to be used when
    `believed`: a count hidden as private lies from 1 to below the limit, one hidden against subtraction does not."""

    published: Published
    sums: Sequence[Sum] = ()
    limit: int = 5
    believed: bool = False
    _seen: dict[object, Any] = field(default_factory=dict)

    def bounds(self) -> Iterator[Bound]:
        """Of every hidden figure of which the base is hidden too."""
        rows = [row for row in self.published.estimates if row.status != "published elsewhere"]
        place = {row.id.rpartition("/")[0]: (row.survey, row.wave) for row in rows}
        by_head: dict[str, list[Estimate]] = defaultdict(list)
        for row in rows:
            by_head[row.id.rpartition("/")[0]].append(row)
        for head, line in by_head.items():
            if any(_secret(row) for row in line):
                yield from self._line(place[head], line)

    def means(self, wanted: Collection[str]) -> Iterator[Bound]:
        """Of these figures, whose base is told, whether their mean follows."""
        by_head: dict[str, list[Estimate]] = defaultdict(list)
        for row in self.published.estimates:
            if row.status != "published elsewhere":
                by_head[row.id.rpartition("/")[0]].append(row)
        for line in by_head.values():
            names = [row.id.rpartition("/")[2] for row in line]
            places = [at for at, row in enumerate(line) if row.id in wanted and not row.shown]
            shown = tuple(at for at, row in enumerate(line) if row.shown)
            key = ("means", line[0].survey, line[0].wave, tuple(names), shown, tuple(places))
            if places and key not in self._seen:
                place = (line[0].survey, line[0].wave)
                system = _System(names, self._families(place[0], names), self._known_open(place))
                self._seen[key] = [system.determined(shown, at) for at in places]
            for at, mean in zip(places, self._seen.get(key, ()), strict=True):
                yield Bound(line[at].id, line[at].n, line[at].n, mean)

    def sizes(self) -> Iterator[Bound]:
        """The size of every group that is not told, from those that are."""
        told: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for account in self.published.accounts:
            told[account.survey, account.wave]["all"] = account.n
        for one in self.published.sizes:
            told[one.survey, one.wave][one.group] = one.n
        keys = {(row.survey, row.wave): {r.id.rpartition("/")[2] for r in rows} for row, rows in self._waves()}
        for place, known in told.items():
            hidden = sorted(keys.get(place, set()) - set(known))
            names = [*known, *hidden]
            system = _System(names, self._families(place[0], names), self._open(place))
            for key in hidden:
                low, high = system.range(known, names.index(key), {})
                yield Bound(f"{'/'.join(place)}/{key}", low, high, False)

    def answers(self, survey: str, wave: str, question: str) -> Iterator[Bound]:
        """How many gave an answer of an unweighted single question, where the share is hidden and the base is not."""
        rows = [
            row for row in self.published.estimates if (row.survey, row.wave, row.question) == (survey, wave, question)
        ]
        rows = [row for row in rows if row.measure == "share"]
        keys = list(dict.fromkeys(row.id.rpartition("/")[2] for row in rows))
        names = list(dict.fromkeys(row.answer for row in rows))
        place = {(row.answer, row.id.rpartition("/")[2]): row for row in rows}
        one = _System(keys, self._families(survey, keys), {})
        width = one.matrix.shape[1]
        across = np.zeros((len(keys), width * len(names)))
        for at in range(len(keys)):
            across[at, at::width] = 1
        matrix = np.concatenate([np.kron(np.eye(len(names)), one.matrix), across])
        bounds = [(0.0, np.inf)] * matrix.shape[1]
        bases = np.zeros(len(keys))
        for (name, key), row in place.items():
            at = names.index(name) * width + keys.index(key)
            bases[keys.index(key)] = row.n
            bounds[at] = (row.estimate * row.n,) * 2 if row.shown else (0.0, row.n if row.n else np.inf)
            if row.status == "empty":
                bounds[at] = (0.0, 0.0)
        told = [at for at, key in enumerate(keys) if not _secret(place[names[0], key])]
        kept = [*range(len(matrix) - len(keys)), *(len(matrix) - len(keys) + at for at in told)]
        right = np.concatenate([np.zeros(len(matrix) - len(keys)), bases])[kept]
        for (name, key), row in place.items():
            if not row.shown and row.n:
                low, high = _range(matrix[kept], right, bounds, names.index(name) * width + keys.index(key))
                yield Bound(row.id, low, high, False)

    def _waves(self) -> Iterator[tuple[Estimate, list[Estimate]]]:
        rows = [row for row in self.published.estimates if row.status != "published elsewhere"]
        rows.sort(key=lambda row: (row.survey, row.wave))
        for _, found in groupby(rows, key=lambda row: (row.survey, row.wave)):
            held = list(found)
            yield held[0], held

    def _line(self, place: tuple[str, str], line: list[Estimate]) -> Iterator[Bound]:
        names = [row.id.rpartition("/")[2] for row in line]
        told = {name: row.n for name, row in zip(names, line, strict=True) if not _secret(row)}
        secret = [at for at, row in enumerate(line) if _secret(row)]
        status = {at: line[at].status for at in secret} if self.believed else {}
        key = (place, tuple(names), tuple(told.items()), tuple(status.items()))
        system = _System(names, self._families(place[0], names), self._left(place, line))
        if key not in self._seen:
            limits = {at: (1.0, self.limit - 1.0) if why == "hidden: privacy" else (float(self.limit), np.inf)
                      for at, why in status.items()}  # fmt: skip
            self._seen[key] = tuple(system.range(told, at, limits) for at in secret)
        shown = tuple(at for at, row in enumerate(line) if row.shown)
        ranked = ("ranks", place, tuple(names), shown, tuple(secret))
        if ranked not in self._seen:
            self._seen[ranked] = tuple(system.determined(shown, at) for at in secret)
        for at, (low, high), mean in zip(secret, self._seen[key], self._seen[ranked], strict=True):
            yield Bound(line[at].id, low, high, mean)

    def _families(self, survey: str, names: Iterable[str]) -> list[tuple[str, tuple[str, ...], str]]:
        """Wholes, parts, and the break that tells the parts apart; "" where nobody is left over."""
        held = set(names)
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in sorted(held - {"all"}):
            pairs = name.split(",")
            for at, pair in enumerate(pairs):
                whole = ",".join(pairs[:at] + pairs[at + 1 :]) or "all"
                found[whole, pair.partition("=")[0]].append(name)
        apart = [(whole, tuple(parts), by) for (whole, by), parts in found.items() if self._disjoint(survey, by)]
        known = [(whole, parts, "") for whole, parts in self.sums if {whole, *parts} <= held]
        return [one for one in (*apart, *known) if one[0] in held]

    def _disjoint(self, survey: str, break_id: str) -> bool:
        """Whether nobody is in two groups: of no figure the groups together have more answers than all."""
        if ("disjoint", survey) not in self._seen:
            totals: dict[str, int] = {}
            sums: dict[tuple[str, str], int] = defaultdict(int)
            for row in self.published.estimates:
                head, _, key = row.id.rpartition("/")
                if row.survey == survey and row.n and "," not in key:
                    if key == "all":
                        totals[head] = row.n
                    else:
                        sums[head, key.partition("=")[0]] += row.n
            more = {by for (head, by), n in sums.items() if n > totals.get(head, n)}
            self._seen["disjoint", survey] = frozenset(more)
        return break_id not in self._seen["disjoint", survey]

    def _open(self, place: tuple[str, str]) -> Mapping[str, tuple[float, float]]:
        """By break: how many are left over, where it is a question that everyone else answered. In some wave the sizes
        of all its groups and those who gave no answer make up everyone, and in no wave they fail to."""
        missing: dict[tuple[str, str, str], int] = defaultdict(int)
        for one in self.published.no_answer:
            missing[one.survey, one.wave, one.question] += one.count
        keys = {row.id.rpartition("/")[2] for row in self.published.estimates if row.survey == place[0]}
        groups: dict[str, set[str]] = defaultdict(set)
        for key in keys - {"all"}:
            if "," not in key:
                groups[key.partition("=")[0]].add(key)
        sizes = {(one.survey, one.wave, one.group): one.n for one in self.published.sizes}
        waves = [(one.wave, one.n) for one in self.published.accounts if one.survey == place[0] and one.microdata]
        found = {}
        for by, own in groups.items():
            known = [(wave, n) for wave, n in waves if all((place[0], wave, key) in sizes for key in own)]
            fits = [
                sum(sizes[place[0], wave, key] for key in own) + missing[place[0], wave, by] == n for wave, n in known
            ]
            if fits and all(fits) and self._closed(place[0], by, own, missing):
                found[by] = (float(missing[*place, by]),) * 2
        return found

    def _closed(self, survey: str, by: str, own: set[str], missing: Mapping[tuple[str, str, str], int]) -> bool:
        """Whether in no figure more are left over than did not answer."""
        told: dict[str, dict[str, Estimate]] = defaultdict(dict)
        for row in self.published.estimates:
            head, _, key = row.id.rpartition("/")
            if row.survey == survey and row.unit == "respondents" and key in {"all", *own} and not _secret(row):
                told[head][key] = row
        whole = (line for line in told.values() if len(line) == len(own) + 1)
        return all(
            0 <= line["all"].n - sum(line[key].n for key in own) <= missing[survey, line["all"].wave, by]
            for line in whole
        )

    def _left(self, place: tuple[str, str], line: list[Estimate]) -> Mapping[str, tuple[float, float]]:
        """By question: how many of those who did not answer it can be among those who answered this one."""
        wave = next(one.n for one in self.published.accounts if (one.survey, one.wave) == place)
        total = next((row.n for row in line if row.id.endswith("/all")), 0)
        if any(row.unit == "occasions" for row in line):
            return {}
        return {name: (max(0.0, low - (wave - total)), high) for name, (low, high) in self._known_open(place).items()}

    def _known_open(self, place: tuple[str, str]) -> Mapping[str, tuple[float, float]]:
        if ("open", place) not in self._seen:
            self._seen["open", place] = self._open(place)
        found: Mapping[str, tuple[float, float]] = self._seen["open", place]
        return found


def _secret(row: Estimate) -> bool:
    """Hidden with its base."""
    return not row.shown and row.status != "empty" and row.n == 0


class _System:
    """The groups of a figure and what is left over of each family, and the sums that tie them."""

    def __init__(
        self,
        names: Sequence[str],
        families: Sequence[tuple[str, tuple[str, ...], str]],
        left: Mapping[str, tuple[float, float]],
    ) -> None:
        self.names, self.families = list(names), list(families)
        size = len(names) + len(families)
        place = {name: at for at, name in enumerate(names)}
        self.matrix = np.zeros((len(families), size))
        self.bounds: list[tuple[float, float]] = [(0.0, np.inf)] * size
        for row, (whole, parts, by) in enumerate(families):
            self.matrix[row, place[whole]] = 1
            self.matrix[row, [place[part] for part in parts]] = -1
            self.matrix[row, len(names) + row] = -1
            low, high = left.get(by, (0.0, np.inf)) if by else (0.0, 0.0)
            self.bounds[len(names) + row] = (low if whole == "all" else 0.0, high)

    def range(
        self, told: Mapping[str, int], wanted: int, limits: Mapping[int, tuple[float, float]]
    ) -> tuple[float, float]:
        """The least and the most that a hidden count can be."""
        bounds = list(self.bounds)
        for at, limit in limits.items():
            bounds[at] = limit
        for at, name in enumerate(self.names):
            if name in told:
                bounds[at] = (told[name], told[name])
        return _range(self.matrix, np.zeros(len(self.matrix)), bounds, wanted)

    def determined(self, shown: Sequence[int], wanted: int) -> bool:
        """Whether the weighted sum of a hidden group follows from those of the groups that are shown.

        What is left over counts as nobody where it can be nobody only.
        """
        free = [at for at, (_, high) in enumerate(self.bounds) if at >= len(self.names) and high > 0]
        unknown = [at for at in range(len(self.names)) if at not in shown] + free
        column = unknown.index(wanted)
        matrix = self.matrix[:, unknown]
        _, sizes, rows = np.linalg.svd(matrix, full_matrices=True)
        kernel = rows[int((sizes > _SMALL).sum()) :]
        return bool(np.abs(kernel[:, column]).max(initial=0.0) < _SMALL)


def _range(matrix: Floats, right: Floats, bounds: Sequence[tuple[float, float]], wanted: int) -> tuple[float, float]:
    """The least and the most that one unknown can be."""
    cost = np.zeros(len(bounds))
    cost[wanted] = 1
    found = []
    for sign in (1, -1):
        answer = linprog(sign * cost, A_eq=matrix, b_eq=right, bounds=bounds)
        assert answer.status in (0, 3), "what is published contradicts itself, or the attacker errs"
        found.append(sign * float(answer.fun or 0.0) if answer.status == 0 else sign * -np.inf)
    return found[0], found[1]
