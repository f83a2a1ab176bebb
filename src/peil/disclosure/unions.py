"""Sums of groups that are no group themselves, but hold one: of "south or west, and young" all of the south and west.

Groups of several answers overlap in ways that no whole and its parts say. With these sums in the table they do: each is
made of groups that share nobody, and holds every group that is within its limits. Nobody is told of them, and they are
not private; they are there to carry what follows from one group to another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

# By question the answers that a group is limited to; the total has no limits.
Limits = Mapping[str, frozenset[str]]
Frozen = frozenset[tuple[str, frozenset[str]]]


def frozen(limits: Limits) -> Frozen:
    """The same, to look up."""
    return frozenset(limits.items())


def both(one: Limits, two: Limits) -> Limits:
    """The limits of those who are within both."""
    shared = {question: one[question] & two[question] for question in one if question in two}
    return {**one, **two, **shared}


def cells(limits: Limits) -> Iterator[Limits]:
    """The limits of the single groups that lie within: one answer to every question."""
    names = sorted(limits)
    for answers in product(*(sorted(limits[name]) for name in names)):
        yield {name: frozenset((answer,)) for name, answer in zip(names, answers, strict=True)}


def unions_of(limits: Mapping[str, Limits]) -> dict[str, Limits]:
    """The sums that hold a group of several answers, or are part of one, by a name that no group has."""
    known = {frozen(one) for one in limits.values()}
    found: dict[Frozen, Limits] = {}
    for one in limits.values():
        if any(len(answers) > 1 for answers in one.values()):
            for limit in _around(one):
                if frozen(limit) not in known and all(frozen(cell) in known for cell in cells(limit)):
                    found.setdefault(frozen(limit), limit)
    return {_name(one): one for one in found.values()}


def _around(limits: Limits) -> Iterator[Limits]:
    """The same limits with any of the questions left out, or narrowed to one of its answers."""
    options = [[None, answers, *(frozenset((one,)) for one in sorted(answers))] for answers in limits.values()]
    for chosen in product(*options):
        made = {name: answers for name, answers in zip(limits, chosen, strict=True) if answers is not None}
        if any(len(answers) > 1 for answers in made.values()):
            yield made


def _name(limits: Limits) -> str:
    return " + ".join(f"{name} {sorted(answers)}" for name, answers in sorted(limits.items()))


def families_of(limits: Sequence[Limits], first: int) -> Iterator[tuple[int, ...]]:
    """Positions of groups that differ in the answer to one question, and the sums one by one: what may be parts.

    `first`: the position of the first sum; the groups stand before it.
    """
    place = {frozen(one): at for at, one in enumerate(limits)}
    for at, one in enumerate(limits):
        for name, answers in one.items():
            if len(answers) > 1:
                parts = [place.get(frozen({**one, name: frozenset((answer,))})) for answer in sorted(answers)]
                kept = tuple(part for part in parts if part is not None)
                if len(kept) == len(parts):
                    yield kept
        if at >= first:
            yield (at,)
