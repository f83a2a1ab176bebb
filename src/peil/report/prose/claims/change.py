"""Claims about waves: `rises` and `falls`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Literal

from peil.language import round_half_away
from peil.report.prose.claims.model import Claim, Verdict, refuse_disorder, rewritten, why_not_flagged
from peil.report.prose.claims.weaker import DOWN, UP
from peil.report.prose.figures import told, told_difference, told_minimum, told_p
from peil.report.prose.lookup import find_contrast
from peil.report.prose.query import Query
from peil.report.prose.spans import Form, amount
from peil.report.prose.waves import why_not_comparable
from peil.results.model import Contrast, Estimate

Direction = Literal[1, -1]
_WORD: dict[Direction, str] = {1: "rises", -1: "falls"}
_WAY: dict[int, str] = {1: "goes up", -1: "goes down"}
_NOUN: dict[Direction, str] = {1: "rise", -1: "fall"}
_MOST_WAVES = 99


def _judge(direction: Direction, query: Query) -> Verdict:
    """Does no step go the other way, and is the change from the first wave to the last significant and large enough?"""
    return _judged(direction, query, query.waves, _least(query))


def _judged(direction: Direction, query: Query, named: tuple[str, ...], least: float) -> Verdict:
    waves = tuple(wave for wave, before in zip(named, (None, *named), strict=False) if wave != before)
    refuse_disorder(waves, query)
    estimates = [query.estimate(wave) for wave in waves]
    contrast = find_contrast(estimates[-1], waves[0], query.scope)
    settings, language = query.survey.settings, query.scope.language
    measure = query.asked.measure
    figures = ", ".join(told(one, settings, language) for one in estimates)
    change = estimates[-1].estimate - estimates[0].estimate
    figures += f": difference {told_difference(change, measure, settings, language)}"
    if contrast is not None:
        figures += f", {told_p(contrast.p, language)}"
    reason = _why_not(direction, query, estimates, contrast) or _too_small(change, least, query)
    minimum = told_minimum(measure, settings, language, least)
    steps = (
        f"a {_NOUN[direction]}"
        if len(waves) == 2
        else f"a {_NOUN[direction]} from {waves[0]} to {waves[-1]}, no step back"
    )
    expected = f"{steps}, significant at {language.percent(settings.level)}{minimum}"
    evidence = tuple(one.id for one in estimates) + ((contrast.id,) if contrast is not None else ())
    # Figures before and after a change of the question point nowhere.
    comparable = not why_not_comparable(query.survey, query.asked.question, waves[0], waves[-1])
    steps_on = all((after.estimate - one.estimate) * direction >= 0 for one, after in pairwise(estimates))
    points = comparable and steps_on and change * direction > 0
    return Verdict(not reason, points, evidence, figures, reason, expected, abs(change))


def _why_not(direction: Direction, query: Query, estimates: list[Estimate], contrast: Contrast | None) -> str:
    """Why the figures do not show a change this way; "" when they do."""
    first, last = estimates[0].wave, estimates[-1].wave
    changed = why_not_comparable(query.survey, query.asked.question, first, last)
    if changed:
        return changed
    for before, after in pairwise(estimates):
        if (after.estimate - before.estimate) * direction < 0:
            return f"from {before.wave} to {after.wave} the figure {_WAY[-direction]}"
    if estimates[-1].estimate == estimates[0].estimate:
        return f"from {first} to {last} the figure stays the same"
    if contrast is None:
        return f"{last} was not tested against {first}, so a {_NOUN[direction]} is not shown"
    if contrast.direction == direction:
        return ""
    return why_not_flagged(contrast.difference, contrast.p, query)


def _least(query: Query) -> float:
    """The amount after `by`, in the unit of the estimates; 0 without it."""
    words = query.expression.clause("by")
    if not words:
        return 0.0
    return amount(words) / (100 if query.asked.measure == "share" else 1)


def _too_small(change: float, least: float, query: Query) -> str:
    """Why the change is less than the text says; compared to nine decimals, so that 7.6 − 7.4 reaches 0.2."""
    if round_half_away(abs(change), 9) >= round_half_away(least, 9):
        return ""
    return f"the difference is smaller than the {' '.join(query.expression.clause('by'))} of `by`"


def words_of_change(query: Query) -> tuple[str, ...]:
    """What could be claimed of a figure between the waves of another claim: rises or falls, else higher or lower as
    printed."""
    bare = replace(query.expression, clauses=tuple(one for one in query.expression.clauses if one[0] == "for"))
    return _true_instead(replace(query, expression=bare))


def _true_instead(query: Query) -> tuple[str, ...]:
    """Which words of change hold: of all waves named, else of the first and the last, else of the last two."""
    names, named = query.expression.names, query.waves
    spans = [(names, named)]
    if len(named) > 2:
        spans.append(((names[0], names[1], names[-1]), (named[0], named[-1])))
        spans.append(((names[0], *names[-2:]), named[-2:]))
    for words, waves in spans:
        found = tuple(
            rewritten(query.expression, word, words, by=())
            for direction, word in _WORD.items()
            if _judged(direction, query, waves, 0.0).holds
        )
        if found:
            return found
    return _weaker(query)


def _weaker(query: Query) -> tuple[str, ...]:
    """Where no word with a test holds: that the figure as printed is higher or lower than it was."""
    weaker = {1: UP, -1: DOWN}
    bare = replace(query.expression, clauses=tuple(one for one in query.expression.clauses if one[0] != "by"))
    query = replace(query, expression=bare)
    found = (one for one in weaker.values() if one.judge(query).holds)
    return tuple(rewritten(bare, one.form.word, bare.names) for one in found)


def _claim(direction: Direction) -> Claim:
    word = _WORD[direction]
    form = Form(
        word,
        f"{word} [MEASURE] QUESTION [WAVE WAVE ...] [for GROUP] [by AMOUNT]",
        waves=(2, _MOST_WAVES),
        usual=("previous", "this"),
        clauses=frozenset({"for", "by"}),
        measured=True,
    )
    return Claim(form, partial(_judge, direction), _true_instead)


RISES = _claim(1)
FALLS = _claim(-1)
