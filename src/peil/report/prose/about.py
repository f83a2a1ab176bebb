"""Of whom a value or claim is said: everyone, the group that a report is for, or another group."""

from __future__ import annotations

from peil.report.model import Whose
from peil.report.prose.check import read_expression
from peil.report.prose.facts import Scope, survey_named
from peil.report.prose.groups import find_group
from peil.report.prose.refusal import Refused
from peil.report.prose.spans import Expression
from peil.results.model import ALL
from peil.study.model import Survey


def said_of(braces: str, scope: Scope) -> Whose:
    """Of whom: "own" as soon as the group of the report is named, also beside others."""
    if not scope.whom:
        return "everyone"
    expression = read_expression(braces, scope)
    survey = survey_named(expression.survey, scope)
    own = scope.whom.get(survey.id)
    if own is None:
        return "other"
    keys = [key for key in _named(expression, survey, scope) if key != ALL]
    if any(key == own or key.startswith(f"{own},") for key in keys):
        return "own"
    return "other" if keys else "everyone"


def _named(expression: Expression, survey: Survey, scope: Scope) -> list[str]:
    """The keys of the groups between the braces: behind `for` and `than`, and those picked from a break."""
    known = scope.facts.groups.get(survey.id, frozenset())
    words = [named for clause in ("for", "than") if (named := expression.clause(clause))]
    found = [_key(named, known) for named in words]
    by = survey.breaks.get(" ".join(expression.clause("by")))
    if by is not None:
        own = frozenset(by.key(group) for group in by.groups) & known
        picked = expression.clause(":")
        found += [_key(picked, own, inner=True), *(_key((name,), own, inner=True) for name in picked)]
    return [key for key in found if key]


def _key(words: tuple[str, ...], known: frozenset[str], inner: bool = False) -> str:
    """The key that some words name; "" where they name something else than one group."""
    try:
        return find_group(words, known, inner)
    except Refused:
        return ""
