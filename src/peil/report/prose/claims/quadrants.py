"""Claims about the place of an aspect in the improvement matrix: `strength`, `priority`, `hygiene`, `low-priority`."""

from __future__ import annotations

from functools import partial

from peil.report.prose.claims.model import Claim, Verdict, rewritten
from peil.report.prose.lookup import hidden
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused, suggestion
from peil.report.prose.spans import Form
from peil.results.hiding import HIDDEN
from peil.results.model import Driver, Quadrant

# Importances are small numbers: with three decimals it can be seen on which side of the border one lies.
_DECIMALS = 3
_WORD: dict[Quadrant, str] = {
    "strength": "strength", "priority": "priority", "hygiene": "hygiene", "low priority": "low-priority",
}  # fmt: skip
_MEANING: dict[Quadrant, str] = {
    "strength": "important and rated high", "priority": "important and rated low",
    "hygiene": "less important and rated high", "low priority": "less important and rated low",
}  # fmt: skip


def _judge(quadrant: Quadrant, query: Query) -> Verdict:
    """Does the aspect stand in this part of the matrix, by its importance for the overall grade and its own grade?"""
    driver = _driver(query)
    holds = driver.quadrant == quadrant
    number, decimals = query.scope.language.number, query.survey.settings.decimals + 1
    importance = f"{number(driver.importance, _DECIMALS)} (border {number(driver.importance_border, _DECIMALS)})"
    rating = f"{number(driver.rating, decimals)} (border {number(driver.rating_border, decimals)})"
    figures = f"importance {importance} and rating {rating}, n={driver.n}"
    reason = "" if holds or driver.quadrant is None else f"it is {_told(driver.quadrant)}"
    return Verdict(holds, holds, (driver.id,), figures, reason, _told(quadrant))


def _driver(query: Query) -> Driver:
    """The published importance of the aspect; refused when it is absent, hidden, on a small base or without a place."""
    question, survey = query.asked.question, query.survey
    aspects = [one.id for one in survey.aspects]
    if query.asked.answer or question not in aspects:
        remedy = suggestion(question, aspects)
        raise Refused(f"`{query.asked.name}`, which is no aspect", "an aspect: a graded item of the service", remedy)
    name = f"{survey.id}/{query.waves[-1]}/{question}/importance/{query.group}"
    driver = query.scope.published.drivers_by_id.get(name)
    if driver is None:
        raise Refused(f"no importance `{name}`", "an importance of the results")
    if driver.status in HIDDEN:
        raise hidden(f"`{name}`", driver.status, survey)
    if driver.status == "small base":
        at_least = f"more than {survey.settings.mark_up_to} valid answers"
        raise Refused(f"`{name}` on a small base (n={driver.n})", at_least, "Prose does not build on a small base.")
    if driver.quadrant is None:
        raise Refused(f"`{name}` without a place in the matrix", "an aspect with an importance and a rating")
    return driver


def _told(quadrant: Quadrant) -> str:
    """A part of the matrix by its word and what it means."""
    return f"`{_WORD[quadrant]}`: {_MEANING[quadrant]}"


def _true_instead(query: Query) -> tuple[str, ...]:
    """The word for the part of the matrix where the aspect does stand."""
    quadrant = _driver(query).quadrant
    return () if quadrant is None else (rewritten(query.expression, _WORD[quadrant], query.expression.names),)


def _claim(quadrant: Quadrant) -> Claim:
    word = _WORD[quadrant]
    return Claim(Form(word, f"{word} ASPECT [WAVE] [for GROUP]"), partial(_judge, quadrant), _true_instead)


STRENGTH = _claim("strength")
PRIORITY = _claim("priority")
HYGIENE = _claim("hygiene")
LOW_PRIORITY = _claim("low priority")
