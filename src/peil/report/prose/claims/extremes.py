"""Claims about the order of groups: `highest` and `lowest`, of the figures as a reader sees them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import nan
from typing import Literal

from peil.report.prose.claims.model import Claim, Verdict, rewritten
from peil.report.prose.facts import group_key
from peil.report.prose.figures import printed, told
from peil.report.prose.groups import find_group, parts, short
from peil.report.prose.query import Query
from peil.report.prose.spans import Form
from peil.results.model import Estimate

Direction = Literal[1, -1]
_WORD: dict[Direction, str] = {1: "highest", -1: "lowest"}


@dataclass(frozen=True)
class _Order:
    """The groups of a break with their figures, and the one that the claim picks; `hidden` have no figure to show."""

    picked: Estimate
    shown: tuple[Estimate, ...]
    hidden: tuple[Estimate, ...]


def _judge(direction: Direction, query: Query) -> Verdict:
    """Does the picked group have the one highest (or lowest) figure among the groups of the break, as printed?"""
    order = _order(query)
    first = _first(direction, order, query)
    settings, language = query.survey.settings, query.scope.language
    ranked = sorted(order.shown, key=lambda one: -one.estimate * direction)
    figures = ", ".join(told(one, settings, language, short(group_key(one))) for one in ranked)
    if order.hidden:
        names = ", ".join(short(group_key(one)) for one in order.hidden)
        figures += f"; left out, because hidden or empty: {names}"
    reason = ""
    if order.picked not in first:
        reason = f"the {_WORD[direction]} is {' and '.join(short(group_key(one)) for one in first)}"
    elif len(first) > 1:
        others = [short(group_key(one)) for one in first if one is not order.picked]
        reason = f"as printed it is the same as that of {' and '.join(others)}"
    expected = f"one {_WORD[direction]} figure, that of {short(group_key(order.picked))}"
    evidence = tuple(one.id for one in order.shown)
    rivals = [one.estimate for one in order.shown if one is not order.picked]
    points = all((order.picked.estimate - rival) * direction > 0 for rival in rivals)
    ahead = min((abs(order.picked.estimate - rival) for rival in rivals), default=nan)
    return Verdict(not reason, points, evidence, figures, reason, expected, ahead)


def _order(query: Query) -> _Order:
    """The groups that compete; with `for`, those within that group."""
    groups = query.by_break()
    picked = find_group(query.expression.clause(":"), [group_key(one) for one in groups], inner=True)
    usable = query.estimate(group=picked)
    return _Order(
        usable,
        tuple(one for one in groups if one.shown),
        tuple(one for one in groups if not one.shown),
    )


def _first(direction: Direction, order: _Order, query: Query) -> list[Estimate]:
    """The group with the most extreme figure as printed, or the groups that share it."""
    values = {one.id: printed(one, query.survey.settings) * direction for one in order.shown}
    best = max(values.values())
    return [one for one in order.shown if values[one.id] == best]


def _true_instead(query: Query) -> tuple[str, ...]:
    """Which group does have it; and whether the picked one is at the other end."""
    order, found = _order(query), []
    for direction, word in _WORD.items():
        first = _first(direction, order, query)
        if len(first) == 1 and (word == query.expression.word or first[0] == order.picked):
            name = parts(group_key(first[0]))
            found.append(rewritten(query.expression, word, query.expression.names, pick=name))
    return tuple(found)


def _claim(direction: Direction) -> Claim:
    word = _WORD[direction]
    form = Form(
        word,
        f"{word} [MEASURE] QUESTION [WAVE] [for GROUP] by BREAK: GROUP",
        clauses=frozenset({"for", "by", ":"}),
        needed=frozenset({"by", ":"}),
        measured=True,
    )
    return Claim(form, partial(_judge, direction), _true_instead)


HIGHEST = _claim(1)
LOWEST = _claim(-1)
