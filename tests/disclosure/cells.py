"""A second attacker, who knows the definitions of groups and writes down everybody there can be.

Respondents are of kinds: every combination of the answers that groups are made of. A group, also one of several
answers (`where: {region: [north, west]}`), is some of the kinds, so that groups which overlap stand in one system of
equations. Of each kind the unknowns are how many gave each answer to a question. What is published (sizes, bases,
shares, means and their spread, bases of questions that an answer leads to) bounds sums of these; a linear programme
finds the most that any other sum can be. It shares no code with the rule that it tries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, product
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from peil.results.model import Estimate, Published
from peil.study.model import Break, Condition, Grade, Group, Multiple, Question, Single, Survey
from peil.study.questions import answer_ids

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
# By question (or what else splits respondents in two) the answers that a group is limited to.
Limits = Mapping[str, frozenset[str]]
# Weight of a respondent with these answers, where a reader knows it.
Weigh = Callable[[Mapping[str, str]], float]
_MOST_KINDS = 3000
_SMALL = 1e-12
_IN, _OUT, _NONE = "in", "out", ""
# Who gave no answer: not an id that an answer can have.
_SILENT = "no answer"


def limits_of(survey: Survey) -> dict[str, Limits]:
    """The answers that every group of a survey is limited to, by key; those of everyone first."""
    found: dict[str, Limits] = {"all": {}}
    for one in survey.breaks.values():
        for group in one.groups:
            found[one.key(group)] = _limits(survey, one, group)
    return found


def _limits(survey: Survey, one: Break, group: Group) -> Limits:
    if one.outer and one.inner and group.parent:
        outer, inner = survey.breaks[one.outer], survey.breaks[one.inner]
        name = group.id.removeprefix(f"{group.parent}.")
        first = next(part for part in outer.groups if part.id == group.parent)
        second = next(part for part in inner.groups if part.id == name)
        return both(_limits(survey, outer, first), _limits(survey, inner, second))
    if group.members is not None or not group.conditions:
        return {one.key(group): frozenset({_IN})}
    found: Limits = {}
    for condition in group.conditions:
        found = both(found, _of(survey, condition))
    return found


def _of(survey: Survey, condition: Condition) -> Limits:
    if condition.answers and isinstance(survey.questions[condition.question].kind, Single):
        return {condition.question: frozenset(condition.answers)}
    return {f"{condition.question}:{condition.answers}:{condition.low}:{condition.high}": frozenset({_IN})}


def named_limits(survey: Survey, limits: Mapping[str, Limits]) -> Mapping[tuple[str, str], Limits]:
    """By question (or break) and answer, net or group, the limits of those whom a share of it counts."""
    found = {(one.id, group.id): limits[one.key(group)] for one in survey.breaks.values() for group in one.groups}
    domain = {name for one in limits.values() for name in one}
    for question in survey.questions.values():
        named = [(answer, (answer,)) for answer in answer_ids(question.kind)]
        for name, answers in [*named, *((net.id, net.answers) for net in question.nets)]:
            made = _of(survey, Condition(question.id, answers))
            if domain.issuperset(made):
                found[question.id, name] = made
    return found


def both(one: Limits, two: Limits) -> Limits:
    """The limits of those who are in both groups."""
    shared = {name: one[name] & two[name] for name in one if name in two}
    return {**one, **two, **shared}


@dataclass(frozen=True)
class Block:
    """Kinds of respondents: every combination of answers to these questions. `first`: place of the first unknown."""

    names: tuple[str, ...]
    kinds: tuple[tuple[str, ...], ...]
    first: int

    def holds(self, limits: Limits) -> Bools:
        """(kinds,) which are within the limits."""
        return np.array(
            [all(kind[self.names.index(name)] in some for name, some in limits.items()) for kind in self.kinds], bool
        )


@dataclass
class Kinds:
    """The blocks of a survey, so that every group lies in one. `width`: unknowns per kind."""

    survey: Survey
    limits: Mapping[str, Limits]
    width: int

    def domain(self, name: str) -> tuple[str, ...]:
        """What a respondent can have answered."""
        question = self.survey.questions.get(name)
        return (*answer_ids(question.kind), _NONE) if question is not None else (_IN, _OUT)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All questions that hang together in one block where it is not too large, else a block per group that there
        is."""
        sets = {frozenset(one) for one in self.limits.values() if one}
        joined: list[frozenset[str]] = []
        for one in sets:
            touching = [other for other in joined if other & one]
            joined = [other for other in joined if not other & one] + [one.union(*touching)]
        found: list[frozenset[str]] = []
        for whole in joined:
            if prod(len(self.domain(name)) for name in whole) <= _MOST_KINDS:
                found.append(whole)
            else:
                parts = [one for one in sets if one <= whole]
                found += [one for one in parts if not any(one < other for other in parts)]
        made: list[Block] = []
        first = 0
        for names in sorted(map(tuple, map(sorted, found or [frozenset[str]()]))):
            kinds = tuple(product(*(self.domain(name) for name in names)))
            made.append(Block(names, kinds, first))
            first += len(kinds) * self.width
        return tuple(made)

    @property
    def size(self) -> int:
        """How many unknowns there are."""
        return sum(len(block.kinds) for block in self.blocks) * self.width

    def block(self, limits: Limits) -> Block | None:
        """The block in which a group lies."""
        return next((block for block in self.blocks if set(limits) <= set(block.names)), None)


Row = dict[int, float]


@dataclass
class Equations:
    """Sums of unknowns that lie between two ends. `size`: how many unknowns there are."""

    size: int
    rows: list[Row] = field(default_factory=list)
    ends: list[tuple[float, float]] = field(default_factory=list)

    def add(self, row: Row, low: float, high: float) -> None:
        """One more."""
        self.rows.append(row)
        self.ends.append((low, high))

    @cached_property
    def _solved(self) -> dict[str, Any]:
        places = [(at, column, value) for at, row in enumerate(self.rows) for column, value in row.items()]
        at, column, value = (np.array(part) for part in zip(*places, strict=True))
        matrix = csr_array((value, (at, column)), shape=(len(self.rows), self.size))
        low, high = (np.array(part) for part in zip(*self.ends, strict=True))
        same = high - low < _SMALL
        upper, lower = ~same & np.isfinite(high), ~same & np.isfinite(low)
        return {
            "A_ub": vstack([matrix[upper], -1 * matrix[lower]]), "b_ub": np.concatenate([high[upper], -low[lower]]),
            "A_eq": matrix[same], "b_eq": low[same],
        }  # fmt: skip

    def most(self, wanted: Row, sign: int = 1) -> float:
        """The most (or with -1 the least) that a sum can be."""
        cost = np.zeros(self.size)
        cost[list(wanted)] = list(wanted.values())
        answer = linprog(-sign * cost, **self._solved, bounds=(0, None), method="highs")
        assert answer.status in (0, 3), f"what is published contradicts itself, or the attacker errs: {answer.message}"
        return -sign * float(answer.fun or 0.0) if answer.status == 0 else sign * np.inf


@dataclass(frozen=True)
class Pinned:
    """The most there can be of those in a group who gave an answer, and of the others who answered the question."""

    group: str
    answer: str
    given: float
    others: float


@dataclass
class CellAttack:
    """One question of a survey in a wave. `weigh`: the weights, where a reader knows them; None = nothing is known of
    them. `digits`: decimals of a percentage as printed; None = all there are. `earlier`: further figures that were
    published of the same wave, such as a report of last time. `line`: only who
    is behind these figures is looked at, by the start of their ids; "" = the answers to the question.
    """

    survey: Survey
    wave: str
    published: Published
    question: Question
    weigh: Weigh | None = None
    digits: int | None = None
    earlier: Sequence[Published] = ()
    line: str = ""

    @property
    def answers(self) -> bool:
        """Whether answers are looked at."""
        return not self.line

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The unknowns of a kind: answers (of a multiple question also those who answered at all, and nets), and those
        who gave none."""
        if not self.answers:
            return ("valid", _SILENT)
        ids = answer_ids(self.question.kind)
        if isinstance(self.question.kind, Multiple):
            return ("valid", *ids, *(net.id for net in self.question.nets), _SILENT)
        return (*ids, _SILENT)

    @cached_property
    def kinds(self) -> Kinds:
        """Everybody there can be."""
        return Kinds(self.survey, limits_of(self.survey), len(self.names))

    @cached_property
    def named(self) -> Mapping[tuple[str, str], Limits]:
        """Whom a share of a break, or of a question that makes groups, counts."""
        return named_limits(self.survey, self.kinds.limits)

    def part(self, answer: str) -> Floats:
        """(names,) 1 for who gave an answer, or one of a net; "valid" for who gave any, "all" for everyone."""
        multiple = isinstance(self.question.kind, Multiple) or not self.answers
        nets = {net.id: net.answers for net in self.question.nets}
        named: Iterable[str] = (answer,)
        if answer == "all":
            named = ("valid", _SILENT) if multiple else self.names
        elif answer == "valid":
            named = ("valid",) if multiple else self.names[:-1]
        elif answer in nets and not multiple:
            named = nets[answer]
        return np.isin(np.array(self.names), list(named)).astype(np.float64)

    def row(self, limits: Limits, part: Floats, weighted: bool = False) -> Row | None:
        """A sum over a group; None where no block holds it, or the weights in it are not known."""
        block = self.kinds.block(limits)
        if block is None:
            return None
        found: Row = {}
        for at in np.flatnonzero(block.holds(limits)).tolist():
            weight = 1.0
            if weighted:
                assert self.weigh is not None
                weight = self.weigh(dict(zip(block.names, block.kinds[at], strict=True)))
                if np.isnan(weight):
                    return None
            for place in np.flatnonzero(part).tolist():
                found[block.first + at * len(self.names) + place] = weight * float(part[place])
        return found

    @cached_property
    def equations(self) -> Equations:
        """All that is told."""
        made = Equations(self.kinds.size)
        self._structure(made)
        for published in (self.published, *self.earlier):
            self._sizes(made, published)
            if self.answers:
                self._routed(made, published)
            for row in published.estimates:
                if self._is_own(row) and row.unit == "respondents" and row.status != "published elsewhere":
                    self._figure(made, row)
        return made

    def _is_own(self, row: Estimate) -> bool:
        if self.line:
            return row.id.rpartition("/")[0] == self.line
        return (row.survey, row.wave, row.question) == (self.survey.id, self.wave, self.question.id)

    def pinned(self, wanted: Iterable[tuple[str, str]]) -> Iterator[Pinned]:
        """What follows for groups and answers."""
        for group, answer in wanted:
            limits = self.kinds.limits[group]
            given = self.row(limits, self.part(answer))
            others = self.row(limits, self.part("valid") - self.part(answer))
            assert given is not None
            assert others is not None
            made = self.equations
            yield Pinned(group, answer, made.most(given), made.most(others))

    def _structure(self, made: Equations) -> None:
        """Blocks have the same people in them; of a multiple question what its answers have to do with each other."""
        for one, two in combinations(self.kinds.blocks, 2):
            shared = sorted(set(one.names) & set(two.names))
            limits: list[Limits] = [{name: frozenset({value})} for name in shared for value in self.kinds.domain(name)]
            for limit, unit in product(limits or [{}], np.eye(len(self.names))):
                made.add(_less(self._sum(one, limit, unit), self._sum(two, limit, unit)), 0, 0)
        if isinstance(self.question.kind, Multiple) and self.answers:
            self._ticks(made)

    def _ticks(self, made: Equations) -> None:
        place = {name: at for at, name in enumerate(self.names)}
        nets = {net.id: net.answers for net in self.question.nets}
        for start in range(0, self.kinds.size, len(self.names)):
            for name in (*answer_ids(self.question.kind), *nets):
                made.add({start: 1.0, start + place[name]: -1.0}, 0, np.inf)
            for net, parts in nets.items():
                made.add({start + place[net]: -1.0} | {start + place[one]: 1.0 for one in parts}, 0, np.inf)
                for one in parts:
                    made.add({start + place[net]: 1.0, start + place[one]: -1.0}, 0, np.inf)

    def _sum(self, block: Block, limits: Limits, part: Floats) -> Row:
        held = np.flatnonzero(block.holds(limits)).tolist()
        places = np.flatnonzero(part).tolist()
        return {block.first + at * len(self.names) + place: float(part[place]) for at in held for place in places}

    def _sizes(self, made: Equations, published: Published) -> None:
        told = {one.group: one.n for one in published.sizes if (one.survey, one.wave) == (self.survey.id, self.wave)}
        accounts = (one for one in published.accounts if (one.survey, one.wave) == (self.survey.id, self.wave))
        told["all"] = next(accounts).n
        for key, n in told.items():
            row = self.row(self.kinds.limits[key], self.part("all")) if key in self.kinds.limits else None
            if row is not None:
                made.add(row, n, n)
        self._profiles(made, published)

    def _profiles(self, made: Equations, published: Published) -> None:
        """Shares of what groups are made of: with their base they are sizes of what two groups share."""
        for one in published.estimates:
            about = (one.survey, one.wave, one.measure) == (self.survey.id, self.wave, "share")
            named = self.named.get((one.question, one.answer)) if about and one.shown else None
            if named is not None and one.method == "none":
                row = self.row(both(self.kinds.limits[one.id.rpartition("/")[2]], named), self.part("all"))
                if row is not None:
                    made.add(row, *self._between(one.estimate, one.n, 1.0))

    def _between(self, share: float, n: float, scale: float) -> tuple[float, float]:
        """The ends of a count that was told as a share (or of a sum told as a mean), rounded as printed."""
        if self.digits is None:
            return share * n, share * n
        half = 0.5 * 10.0**-self.digits * scale * n
        return share * n - half, share * n + half

    def _routed(self, made: Equations, published: Published) -> None:
        """Who answered a question that an answer leads to gave that answer; those who did not answer it are counted."""
        for other in self.survey.questions.values():
            if len(other.asked_if) != 1 or other.asked_if[0].question != self.question.id or other.per:
                continue
            part = np.zeros(len(self.names))
            for answer in _leading(other.asked_if[0], self.question):
                part = np.maximum(part, self.part(answer))
            place = (self.survey.id, self.wave, other.id)
            missing = [one for one in published.no_answer if (one.survey, one.wave, one.question) == place]
            # Where nothing is told of those who did not answer there may be any number of them.
            left = sum(one.count for one in missing if one.reason != "not_asked") if missing else np.inf
            for row in published.estimates:
                if (row.survey, row.wave, row.question) == place and row.n and row.unit == "respondents":
                    given = self.row(self.kinds.limits[row.id.rpartition("/")[2]], part)
                    if given is not None:
                        made.add(given, row.n, row.n + left if not isinstance(self.question.kind, Multiple) else np.inf)

    def _figure(self, made: Equations, row: Estimate) -> None:
        limits = self.kinds.limits[row.id.rpartition("/")[2]]
        valid = self.row(limits, self.part("valid"))
        if valid is None:
            return
        if row.n or row.status == "empty":
            made.add(valid, row.n, row.n)
        if not row.shown or row.status == "empty" or not self.answers:
            return
        weighted = row.method != "none"
        if weighted and self.weigh is None:
            self._unweighed(made, limits, row)
            return
        base = row.sum_weight if weighted else float(row.n)
        for part, value, scale in self._sums(row):
            found = self.row(limits, part, weighted)
            if found is not None:
                made.add(found, *self._between(value, base, scale))

    def _unweighed(self, made: Equations, limits: Limits, row: Estimate) -> None:
        """A share whose weights are not known tells whether none, some or all gave the answer."""
        if row.measure == "share":
            given = self.row(limits, self.part(row.answer))
            assert given is not None
            low, high = (0, 0) if row.estimate == 0 else (row.n, row.n) if row.estimate == 1 else (1, row.n - 1)
            made.add(given, low, high)

    def _sums(self, row: Estimate) -> Iterator[tuple[Floats, float, float]]:
        """What a figure tells as a sum over answers, divided by the base: factors, value, and its unit as printed."""
        if row.measure == "share":
            yield self.part(row.answer), row.estimate, 0.01
        elif row.measure == "mean" and isinstance(self.question.kind, Grade) and not row.answer:
            scores = np.array([float(name) if name != _SILENT else 0.0 for name in self.names])
            valid = self.part("valid")
            yield scores * valid, row.estimate, 0.1
            if self.digits is None and row.n > 1 and row.method == "none":
                yield (scores - row.estimate) ** 2 * valid, row.sd**2 * (row.n - 1) / row.n, 0.0


def _less(one: Row, two: Row) -> Row:
    return {**one, **{place: -value for place, value in two.items()}}


def _leading(condition: Condition, question: Question) -> Sequence[str]:
    if condition.answers:
        return condition.answers
    low = -np.inf if condition.low is None else condition.low
    high = np.inf if condition.high is None else condition.high
    return [one for one in answer_ids(question.kind) if low <= float(one) <= high]
