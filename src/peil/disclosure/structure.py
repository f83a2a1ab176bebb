"""Which counts of a survey add up to which: what a reader who knows the breaks can subtract from what.

Every group is a set of answers per question (its `Limits`). Groups that differ in one question only, and there split
what the whole has, are parts of it: the groups of a break of everyone, nested groups of their outer and of their inner
group, municipalities of chain partners. Groups that are made otherwise (a list, a range, several answers at once) are a
question of their own here, with one answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from peil.disclosure.unions import Limits, both, cells, families_of, frozen, unions_of
from peil.results.model import ALL
from peil.study.model import Break, Group, Single, Survey
from peil.study.questions import answer_ids

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Relation:
    """A whole and parts of it that share nobody, by position in `Structure.keys`; what is left over is its residue.

    `complete`: the parts are all answers there are, so that the residue is those who gave none: a reader may know how
    many they are, and nobody can say who. `rest`: the residue is the rest of a single group; `family` is the position
    of the relation in which that group stands among others, or its own.
    """

    whole: int
    parts: tuple[int, ...]
    complete: bool
    rest: bool
    family: int


@dataclass(frozen=True)
class Structure:
    """The groups of a survey by key (`all` first), the limits of each, and how they add up.

    `sums`: behind the groups stand sums of groups that are none themselves: the position of each and its parts.
    """

    keys: tuple[str, ...]
    limits: tuple[Limits, ...]
    relations: tuple[Relation, ...]
    sums: Mapping[int, tuple[int, ...]]

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The position of every key."""
        return {key: position for position, key in enumerate(self.keys)}

    @cached_property
    def limited_by(self) -> Mapping[frozenset[str], Ints]:
        """By the questions that limit them the positions of groups."""
        found: dict[frozenset[str], list[int]] = {}
        for position, limits in enumerate(self.limits):
            found.setdefault(frozenset(limits), []).append(position)
        return {questions: np.array(groups, np.int64) for questions, groups in found.items()}

    def summed(self, counts: Ints) -> Ints:
        """(..., groups) the counts with the sums filled in; -1 where a part of one is not known."""
        made = counts.copy()
        for position, parts in self.sums.items():
            each = counts[..., list(parts)]
            made[..., position] = np.where((each >= 0).all(axis=-1), each.sum(axis=-1), -1)
        return made


def structure(survey: Survey, per: str | None = None) -> Structure:
    """How the groups of a survey add up, after the definitions in the study.

    `per`: of ratings, the multiple question for each of whose answers one was given: a rating is about one answer, so
    that its groups share no rating although they share respondents.

    The answers of a single question that limits a group, or that is the stratum, are groups too: their shares are told.
    """
    owned = [(break_, group) for break_ in survey.breaks.values() for group in break_.groups]
    limits: dict[str, Limits] = {ALL: {}}
    limits |= {break_.key(group): _limits(survey, break_, group, per) for break_, group in owned}
    families = [tuple(break_.key(group) for group in break_.groups) for break_ in survey.breaks.values()]
    asked = {question for one in limits.values() for question in one} | {survey.stratum or ""}
    for question in sorted(asked & set(survey.questions)):
        answers = answers_of(survey, question)
        limits |= {key: {question: frozenset((answer,))} for key, answer in answers.items() if key not in limits}
        families.append(tuple(answers))
    groups, unions = len(limits), unions_of(limits)
    limits |= unions
    place = {key: position for position, key in enumerate(limits)}
    known = {frozen(one): position for position, one in enumerate(limits.values())}
    sums = {place[name]: tuple(known[frozen(cell)] for cell in cells(one)) for name, one in unions.items()}
    members = [tuple(place[key] for key in family) for family in families]
    members += families_of(tuple(limits.values()), groups) if unions else ()
    apart = [break_ for break_ in survey.breaks.values() if not break_.overlapping and not break_.outer]
    plain = [tuple(place[break_.key(group)] for group in break_.groups) for break_ in apart]
    found = _Finding(survey, tuple(limits.values()), per)
    return Structure(tuple(limits), tuple(limits.values()), tuple(found.relations(members, plain)), sums)


def answers_of(survey: Survey, question: str) -> Mapping[str, str]:
    """The key that a group of one answer of a single question has, and the answer."""
    kind = survey.questions[question].kind
    return {f"{question}={answer.id}": answer.id for answer in kind.answers} if isinstance(kind, Single) else {}


def apart(survey: Survey, *groups: tuple[Break, Group]) -> bool:
    """Whether groups share nobody, after their definitions in the study."""
    joined = _joined(_limits(survey, break_, group, None) for break_, group in groups)
    return not all(joined.values())


def named(survey: Survey, of: Structure) -> Mapping[tuple[str, str], Limits]:
    """By question (or break) and answer, net or group the limits of those whom the share of it is about."""
    found: dict[tuple[str, str], Limits] = {}
    for key, limits in zip(of.keys, of.limits, strict=True):
        if "," not in key:
            found[key.partition("=")[0], key.partition("=")[2]] = limits
    for question in {name for limits in of.limits for name in limits} & survey.questions.keys():
        nets = survey.questions[question].nets
        found |= {(question, net.id): {question: frozenset(net.answers)} for net in nets}
    return found | {
        (b.id, group.id): of.limits[of.place[b.key(group)]] for b in survey.breaks.values() for group in b.groups
    }


def _limits(survey: Survey, break_: Break, group: Group, per: str | None) -> Limits:
    outer, inner = (survey.breaks.get(name or "") for name in (break_.outer, break_.inner))
    if outer is not None and inner is not None and group.parent is not None:
        pairs = ((outer, group.parent), (inner, group.id.removeprefix(f"{group.parent}.")))
        return _joined(
            _limits(survey, owner, one, per) for owner, name in pairs for one in owner.groups if one.id == name
        )
    if group.members is not None or not group.conditions:
        return {f"{break_.id}={group.id}": frozenset(("in",))}
    found: list[Limits] = []
    for condition in group.conditions:
        alone = isinstance(survey.questions[condition.question].kind, Single)
        if condition.answers and (alone or (condition.question == per and len(condition.answers) == 1)):
            found.append({condition.question: frozenset(condition.answers)})
        else:
            name = f"{condition.question} {sorted(condition.answers)} {condition.low} {condition.high}"
            found.append({name: frozenset(("in",))})
    return _joined(found)


def _joined(pieces: Iterator[Limits] | Sequence[Limits]) -> Limits:
    found: Limits = {}
    for piece in pieces:
        found = both(found, piece)
    return found


Family = tuple[int, tuple[int, ...], bool]


@dataclass(frozen=True)
class _Finding:
    """Finds the relations of a survey, given the limits of every group."""

    survey: Survey
    limits: tuple[Limits, ...]
    per: str | None

    def relations(self, members: Sequence[tuple[int, ...]], apart: Sequence[tuple[int, ...]]) -> Iterator[Relation]:
        """Each family once, and after it the rest of each of its parts. `members`: the groups of every break; `apart`:
        those of breaks whose groups share nobody, however they were made."""
        families = [*self.families(members), *((0, groups, True) for groups in apart)]
        seen: set[tuple[int, tuple[int, ...]]] = set()
        position = 0
        for whole, parts, complete in families:
            if (whole, parts) in seen:
                continue
            family = position
            alone: list[tuple[int, ...]] = [(part,) for part in parts] if len(parts) > 1 else []
            for some in (parts, *alone):
                if (whole, some) not in seen:
                    seen.add((whole, some))
                    whole_family = complete and some == parts
                    yield Relation(whole, some, whole_family, len(some) == 1 and not whole_family, family)
                    position += 1

    def families(self, members: Sequence[tuple[int, ...]]) -> Iterator[Family]:
        """Wholes, their parts within one break, and whether nobody who gave an answer is left over."""
        for groups in members:
            for whole in range(len(self.limits)):
                split: dict[str, list[int]] = {}
                for part in groups:
                    question = _differs(self.limits[whole], self.limits[part]) if part != whole else None
                    if question is not None:
                        split.setdefault(question, []).append(part)
                for question, parts in split.items():
                    if not question:
                        yield from ((whole, (part,), True) for part in parts)
                    elif _apart([self.limits[part][question] for part in parts]):
                        yield whole, tuple(parts), self.complete(whole, parts, question)
                    else:
                        yield from ((whole, (part,), False) for part in parts)

    def complete(self, whole: int, parts: Sequence[int], question: str) -> bool:
        """Whether the parts have every answer that the whole may have."""
        if question not in self.survey.questions:
            return False
        all_of_it = self.limits[whole].get(question) or frozenset(answer_ids(self.survey.questions[question].kind))
        return frozenset().union(*(self.limits[part][question] for part in parts)) >= all_of_it


def _differs(whole: Limits, part: Limits) -> str | None:
    """The one question in which a part is narrower than the whole; "" when they are the same; None when neither."""
    if any(question not in part for question in whole):
        return None
    other = [question for question, answers in part.items() if whole.get(question) != answers]
    if not other:
        return ""
    if len(other) > 1 or (other[0] in whole and not part[other[0]] < whole[other[0]]):
        return None
    return other[0]


def _apart(sets: Sequence[frozenset[str]]) -> bool:
    return not any(one & two for one, two in combinations(sets, 2))
