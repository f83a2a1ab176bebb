"""Weaker words: `up`, `down`, `above` and `below`. About the figures as a reader sees them, without a test."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import Literal

from peil.report.prose.claims.model import Claim, Verdict, refuse_disorder, rewritten
from peil.report.prose.figures import printed, told
from peil.report.prose.groups import find_group
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused
from peil.report.prose.spans import Form
from peil.report.prose.waves import why_not_comparable
from peil.results.model import ALL

Direction = Literal[1, -1]
_CHANGE: dict[Direction, str] = {1: "up", -1: "down"}
_PLACE: dict[Direction, str] = {1: "above", -1: "below"}
_COMPARED: dict[Direction, str] = {1: "higher", -1: "lower"}
_MOST_WAVES = 99


def _changed(direction: Direction, query: Query) -> Verdict:
    """Is the figure as printed higher (lower) than in the first wave named, without a step the other way?"""
    waves = query.waves
    refuse_disorder(waves, query)
    estimates = [query.estimate(wave) for wave in waves]
    values = [printed(one, query.survey.settings) * direction for one in estimates]
    reason = why_not_comparable(query.survey, query.asked.question, waves[0], waves[-1])
    if not reason and values[-1] == values[0]:
        reason = f"as printed the figures of {waves[0]} and {waves[-1]} are the same"
    elif not reason and values[-1] < values[0]:
        reason = f"it is {_COMPARED[-direction]} than in {waves[0]}"
    for (before, value), (after, later) in pairwise(zip(waves, values, strict=True)):
        if not reason and later < value:
            reason = f"from {before} to {after} it went the other way"
    figures = ", ".join(told(one, query.survey.settings, query.scope.language) for one in estimates)
    expected = f"a figure as printed that is {_COMPARED[direction]} than in {waves[0]}, without a step back; no test"
    size = abs(estimates[-1].estimate - estimates[0].estimate)
    return Verdict(not reason, not reason, tuple(one.id for one in estimates), figures, reason, expected, size)


def _placed(direction: Direction, query: Query) -> Verdict:
    """Is the group's figure as printed higher (lower) than that of everyone, or of another group?"""
    if query.group == ALL:
        raise Refused("no group", f"`{_pattern(_PLACE[direction])}`")
    than = query.expression.clause("than")
    key = find_group(than, query.scope.facts.groups.get(query.survey.id, ())) if than else ALL
    if key == query.group:
        raise Refused(f"group `{key}` compared with itself", "two groups")
    settings, language = query.survey.settings, query.scope.language
    left, right = query.estimate(), query.estimate(group=key)
    value, other = printed(left, settings) * direction, printed(right, settings) * direction
    reason = ""
    if value <= other:
        reason = "as printed they are the same" if value == other else f"it is {_COMPARED[-direction]}"
    figures = f"{told(left, settings, language, query.group)} and {told(right, settings, language, key)}"
    expected = f"a figure as printed that is {_COMPARED[direction]} than that of {key}; no test"
    size = abs(left.estimate - right.estimate)
    return Verdict(not reason, not reason, (left.id, right.id), figures, reason, expected, size)


def _true_change(query: Query) -> tuple[str, ...]:
    return tuple(
        rewritten(query.expression, word, query.expression.names)
        for direction, word in _CHANGE.items()
        if _changed(direction, query).holds
    )


def _true_place(query: Query) -> tuple[str, ...]:
    return tuple(
        rewritten(query.expression, word, query.expression.names)
        for direction, word in _PLACE.items()
        if _placed(direction, query).holds
    )


def _pattern(word: str) -> str:
    return f"{word} [MEASURE] QUESTION [WAVE] for GROUP [than GROUP]"


def _change_claim(direction: Direction) -> Claim:
    word = _CHANGE[direction]
    pattern = f"{word} [MEASURE] QUESTION [WAVE WAVE ...] [for GROUP]"
    form = Form(word, pattern, waves=(2, _MOST_WAVES), usual=("previous", "this"), measured=True)
    return Claim(form, partial(_changed, direction), _true_change)


def _place_claim(direction: Direction) -> Claim:
    word = _PLACE[direction]
    form = Form(word, _pattern(word), clauses=frozenset({"for", "than"}), needed=frozenset({"for"}), measured=True)
    return Claim(form, partial(_placed, direction), _true_place)


UP, DOWN = _change_claim(1), _change_claim(-1)
ABOVE, BELOW = _place_claim(1), _place_claim(-1)
