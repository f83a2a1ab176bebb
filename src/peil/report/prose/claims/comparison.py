"""Claims about groups: `higher` and `lower`, than the rest or than another group."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import isnan, nan
from typing import Literal

from peil.language import round_half_away
from peil.report.prose.claims.model import REST, Claim, Verdict, flag_of_two, rewritten, why_not_flagged
from peil.report.prose.claims.two_groups import compare
from peil.report.prose.claims.weaker import ABOVE, BELOW
from peil.report.prose.figures import shown, told, told_difference, told_minimum, told_p
from peil.report.prose.groups import disjoint, find_group
from peil.report.prose.lookup import find_contrast
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused
from peil.report.prose.spans import Form
from peil.report.prose.waves import RELATIVE
from peil.results.model import ALL, Contrast, Estimate

Direction = Literal[1, -1]
_WORD: dict[Direction, str] = {1: "higher", -1: "lower"}


@dataclass(frozen=True)
class _Comparison:
    """Left against right: `flag` +1 or -1 when significant and relevant; `other` = the right side for a message.

    `way`: a number with the sign of the difference, also where it was not tested; NaN when unknown.
    """

    left: Estimate
    other: str
    difference: float
    p: float | None
    flag: int
    evidence: tuple[str, ...]
    way: float


def _judge(direction: Direction, query: Query) -> Verdict:
    """Is the group's figure higher (or lower), significantly and by enough to matter?"""
    return _judged(direction, query, query.expression.clause("than"))


def _judged(direction: Direction, query: Query, than: tuple[str, ...]) -> Verdict:
    _refuse_without_groups(query)
    found = _with_rest(query) if than in REST else _with_group(query, than)
    settings, language = query.survey.settings, query.scope.language
    measure = query.asked.measure
    figures = f"{told(found.left, settings, language, query.group)} and {found.other}"
    if not isnan(found.difference):
        figures += f": difference {told_difference(found.difference, measure, settings, language)}"
    if found.p is not None:
        figures += f", {told_p(found.p, language)}"
    reason = "" if found.flag == direction else _why_not(direction, query, found)
    minimum = told_minimum(measure, settings, language)
    expected = f"a {_WORD[direction]} figure, significant at {language.percent(settings.level)}{minimum}"
    points, count = found.way * direction > 0, 1 if than in REST else 2
    return Verdict(not reason, points, found.evidence, figures, reason, expected, abs(found.difference), count)


def _refuse_without_groups(query: Query) -> None:
    """Two questions, or two waves, are not compared by these words."""
    if query.group != ALL:
        return
    form = _pattern(query.expression.word)
    than = query.expression.clause("than")
    name = than[0].partition("=")[0] if than else ""
    if name in query.survey.questions:
        raise Refused(
            f"`{query.asked.name}` compared with `{than[0]}`",
            f"two groups, as in `{form}`",
            "The same respondents answered both questions, and the results hold no test of one against the other: "
            "tell both figures as values, without this word.",
        )
    if name in RELATIVE or any(wave.label == name for wave in query.survey.waves):
        raise Refused(f"`than {name}`, a wave", f"`{form}`", "Between waves use `rises` or `falls`.")
    raise Refused("no group", f"`{form}`")


def _with_rest(query: Query) -> _Comparison:
    """The group against everyone else, by the published test."""
    left = query.estimate()
    contrast = find_contrast(left, "rest", query.scope)
    total = query.scope.published.by_id.get(query.asked.estimate_id(query.waves[-1]))
    if contrast is None:
        # A group lies above the rest exactly when it lies above the total, of which it is a part.
        way = nan if total is None else left.estimate - total.estimate
        return _Comparison(left, "the rest, not tested", nan, None, 0, (left.id,), way)
    settings, language = query.survey.settings, query.scope.language
    rest = shown(left.estimate - contrast.difference, left.measure, settings, language)
    percent = "%" if left.measure == "share" else ""
    n = f", n={total.n - left.n}" if total is not None and total.shown else ""
    other = f"{rest}{percent} (the rest{n})"
    flag = flag_of_two(contrast, left, "rest", query)
    way = contrast.difference
    return _Comparison(left, other, way, contrast.p, flag, (left.id, contrast.id), way)


def _with_group(query: Query, than: tuple[str, ...]) -> _Comparison:
    """The group against another one: by the test that the study asks for, else by Welch's on their standard errors."""
    key = find_group(than, query.scope.facts.groups.get(query.survey.id, ()))
    if key == query.group:
        raise Refused(f"group `{key}` compared with itself", "two groups")
    tested = _tested(query, key)
    if key == ALL or (tested is None and not disjoint(query.group, key, query.survey)):
        raise Refused(
            f"`{query.group}` compared with `{key}`",
            "two groups that cannot share respondents",
            "Compare a group with the rest: leave out `than`. "
            "Two groups that overlap can be compared when the survey asks for the pair (`report: compare: groups`).",
        )
    if tested is None and any(wave.cluster not in ("", wave.key) for wave in query.survey.waves):
        raise Refused(
            f"`{query.group}` compared with `{key}`",
            "groups of respondents who were drawn one by one",
            "In a survey with `cluster` two groups share clusters: ask for the pair (`report: compare: groups`).",
        )
    left, right = query.estimate(), query.estimate(group=key)
    settings = query.survey.settings
    other = told(right, settings, query.scope.language, key)
    if tested is not None:
        contrast, turned = tested
        found = (-1 if turned else 1) * contrast.direction
        way = left.estimate - right.estimate
        return _Comparison(left, other, way, contrast.p, found, (left.id, contrast.id), way)
    test = compare(left, right, query.survey.settings.by_odds)
    evidence, way = (left.id, right.id), left.estimate - right.estimate
    if test is None:
        return _Comparison(left, other, way, None, 0, evidence, way)
    least = settings.minimum_share if left.measure == "share" else settings.minimum
    # To nine decimals, so that 7.6 − 7.5 reaches a minimum of 0.1.
    counts = test.p < settings.level and round_half_away(abs(way), 9) >= round_half_away(least, 9)
    flag = 0 if not counts else 1 if way > 0 else -1
    return _Comparison(left, other, way, test.p, flag, evidence, way)


def _tested(query: Query, key: str) -> tuple[Contrast, bool] | None:
    """The test of the two groups, where the study asks for it, and whether it is the other way round."""
    contrasts, wave = query.scope.published.contrasts_by_id, query.waves[-1]
    for left, right, turned in ((query.group, key, False), (key, query.group, True)):
        found = contrasts.get(f"{query.asked.estimate_id(wave, left)}~{right}")
        if found is not None and not isnan(found.p):
            return found, turned
    return None


def _why_not(direction: Direction, query: Query, found: _Comparison) -> str:
    """Why the comparison does not show a difference this way."""
    if found.p is None:
        return "the difference cannot be tested"
    if found.difference * direction <= 0:
        return f"it is {_WORD[1 if found.difference > 0 else -1]}" if found.difference else "they are the same"
    return why_not_flagged(found.difference, found.p, query)


def _true_instead(query: Query) -> tuple[str, ...]:
    """Which of the two words holds against the same other side, else against the rest."""
    than = query.expression.clause("than")
    for other in dict.fromkeys((than, ())):
        found = tuple(
            rewritten(query.expression, word, query.expression.names, than=other)
            for direction, word in _WORD.items()
            if _judged(direction, query, other).holds
        )
        if found:
            return found
    holding = (one for one in (ABOVE, BELOW) if than not in REST[:2] and one.judge(query).holds)
    return tuple(rewritten(query.expression, one.form.word, query.expression.names) for one in holding)


def _pattern(word: str) -> str:
    return f"{word} [MEASURE] QUESTION [WAVE] for GROUP [than GROUP]"


def _claim(direction: Direction) -> Claim:
    word = _WORD[direction]
    form = Form(word, _pattern(word), clauses=frozenset({"for", "than"}), measured=True)
    return Claim(form, partial(_judge, direction), _true_instead)


HIGHER = _claim(1)
LOWER = _claim(-1)
