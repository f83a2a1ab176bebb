"""The claim that two figures are the same within a margin: `equal`, by a test of equivalence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan

from peil.report.prose.claims.change import FALLS, RISES
from peil.report.prose.claims.comparison import HIGHER, LOWER
from peil.report.prose.claims.model import Claim, Verdict, refuse_disorder, rewritten
from peil.report.prose.claims.spread import SIMILAR
from peil.report.prose.claims.two_groups import compare
from peil.report.prose.claims.weaker import ABOVE, BELOW
from peil.report.prose.figures import told, told_difference, told_distance, told_p
from peil.report.prose.groups import disjoint, find_group
from peil.report.prose.lookup import find_contrast
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused
from peil.report.prose.spans import Expression, Form, amount
from peil.report.prose.waves import why_not_comparable
from peil.results.model import Estimate
from peil.stats.equivalence import equivalence_p


@dataclass(frozen=True)
class _Two:
    """Two figures and the test of their difference; `se` 0 where there is none. `reason`: why not to compare them."""

    figures: tuple[tuple[Estimate, str], tuple[Estimate, str]]
    difference: float
    se: float
    df: float
    evidence: tuple[str, ...]
    reason: str = ""


def _judge(query: Query) -> Verdict:
    """Do the figures of two waves or two groups differ by less than the margin, by two one-sided tests?"""
    words = query.expression.clause("within")
    margin = amount(words, "within") / (100 if query.asked.measure == "share" else 1)
    if not margin > 0:
        raise Refused(f"`within {' '.join(words)}`", "a margin above 0, chosen before the figures are seen")
    two = _groups(query) if query.expression.clause("than") else _waves(query)
    settings, language, measure = query.survey.settings, query.scope.language, query.asked.measure
    p = equivalence_p(two.difference, two.se, two.df, margin)
    within = told_distance(margin, measure, settings, language)
    figures = " and ".join(told(one, settings, language, label) for one, label in two.figures)
    figures += f": difference {told_difference(two.difference, measure, settings, language)}"
    reason = two.reason
    if not reason and isnan(p):
        reason = "the difference cannot be tested"
    elif not reason:
        figures += f", test of equivalence {told_p(p, language)}"
        if abs(two.difference) >= margin:
            reason = f"the difference is not within {within}"
        elif p >= settings.level:
            reason = f"it is not shown that they differ by less than {within}: there are too few answers for that"
    expected = f"a difference within {within}, shown at {language.percent(settings.level)} by a test of equivalence"
    points = not two.reason and abs(two.difference) < margin
    return Verdict(not reason, points, two.evidence, figures, reason, expected)


def _waves(query: Query) -> _Two:
    refuse_disorder(query.waves, query)
    first, last = query.waves
    before, after = query.estimate(first), query.estimate(last)
    contrast = find_contrast(after, first, query.scope)
    reason = why_not_comparable(query.survey, query.asked.question, first, last)
    se, df = (contrast.se, contrast.df) if contrast is not None else (0.0, 0.0)
    evidence = (before.id, after.id, *([contrast.id] if contrast is not None else []))
    return _Two(((before, ""), (after, "")), after.estimate - before.estimate, se, df, evidence, reason)


def _groups(query: Query) -> _Two:
    key = find_group(query.expression.clause("than"), query.scope.facts.groups.get(query.survey.id, ()))
    if key == query.group or not disjoint(query.group, key, query.survey):
        raise Refused(f"`{query.group}` compared with `{key}`", "two groups that cannot share respondents")
    left, right = query.estimate(), query.estimate(group=key)
    test = compare(left, right, query.survey.settings.by_odds)
    se, df = (test.se, test.df) if test is not None else (0.0, 0.0)
    difference = left.estimate - right.estimate
    return _Two(((left, query.group), (right, key)), difference, se, df, (left.id, right.id))


def _true_instead(query: Query) -> tuple[str, ...]:
    """Of two waves the word of change that holds, else that they lie close together, without a test."""
    expression, within = query.expression, query.expression.clause("within")
    if expression.clause("than"):
        return _of_groups(query)
    changed = replace(query, expression=replace(expression, clauses=_without(expression, "within")))
    for claim in (RISES, FALLS):
        if claim.judge(changed).holds:
            return (rewritten(changed.expression, claim.form.word, expression.names),)
    close = replace(changed.expression, clauses=(*changed.expression.clauses, ("by", within)))
    holds = SIMILAR.judge(replace(query, expression=close)).holds
    return (rewritten(close, "similar", expression.names),) if holds else ()


def _of_groups(query: Query) -> tuple[str, ...]:
    """Of two groups that one is higher, by its test; else that it is so as printed."""
    compared = replace(query, expression=replace(query.expression, clauses=_without(query.expression, "within")))
    for pair in ((HIGHER, LOWER), (ABOVE, BELOW)):
        for claim in pair:
            if claim.judge(compared).holds:
                return (rewritten(compared.expression, claim.form.word, compared.expression.names),)
    return ()


def _without(expression: Expression, clause: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(one for one in expression.clauses if one[0] != clause)


EQUAL = Claim(
    Form(
        "equal",
        "equal [MEASURE] QUESTION [WAVE WAVE] [for GROUP] within AMOUNT",
        waves=(2, 2),
        usual=("previous", "this"),
        clauses=frozenset({"for", "within"}),
        needed=frozenset({"within"}),
        measured=True,
        other=Form(
            "equal",
            "equal [MEASURE] QUESTION [WAVE] for GROUP than GROUP within AMOUNT",
            clauses=frozenset({"for", "than", "within"}),
            needed=frozenset({"for", "than", "within"}),
            measured=True,
        ),
    ),
    _judge,
    _true_instead,
)
