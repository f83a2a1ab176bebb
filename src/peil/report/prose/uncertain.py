"""Claims about a place in the improvement matrix that is not sure: another sample may have put the aspect elsewhere.

A list for a person to read, not a list of faults. The claim says where the aspect stands in the matrix, and there it
stands; but who reads "a matter of course" takes it for settled.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from peil.errors import Problem
from peil.language import Language
from peil.report.prose.chapters import scope_of
from peil.report.prose.check import read_expression
from peil.report.prose.claims import CLAIMS, PLACES
from peil.report.prose.facts import Facts, Scope, lay_out
from peil.report.prose.markdown import Span, parse_chapter
from peil.report.prose.query import resolve
from peil.report.prose.refusal import Refused
from peil.results.model import Published
from peil.study.model import Chapter, Study

SURE = 0.9  # the chance, 0-1, from which a place may be told without a word of doubt


def uncertain(study: Study, published: Published) -> tuple[Problem, ...]:
    """The claims of a place whose chance is below 90%, or not told, in the chapters of all languages, in order."""
    facts = lay_out(study, published)
    chapters = sorted(study.chapters, key=lambda one: one.file)
    return tuple(problem for chapter in chapters for problem in _of_chapter(chapter, facts))


def _of_chapter(chapter: Chapter, facts: Facts) -> Iterator[Problem]:
    parsed = parse_chapter(chapter.file, chapter.text)
    scope, _ = scope_of(parsed, facts, chapter.language)
    for span in parsed.spans:
        try:
            doubt = _doubt(span, scope)
        except Refused:
            continue  # a fault of its own, told with the others
        if doubt:
            yield _told(span, doubt, scope.language)


def _doubt(span: Span, scope: Scope) -> str:
    """Why the place that the span claims is not sure; "" when it is, when it claims none, or does not hold."""
    expression = read_expression(span.braces, scope)
    if expression.word not in PLACES:
        return ""
    claim = CLAIMS[expression.word]
    verdict = claim.judge(resolve(expression, claim.form, scope))
    if not verdict.holds:
        return ""
    place = verdict.evidence[0]
    standing, driver = scope.published.standings_by_id.get(place), scope.published.drivers_by_id.get(place)
    if standing is not None:
        chance = scope.language.percent(standing.chance)
        return f"a place with a chance of {chance}" if standing.chance < SURE else ""
    withheld = driver is not None and isnan(driver.rating_border)
    return "a place whose chance is withheld, to protect the privacy of a few respondents" if withheld else ""


def _told(span: Span, doubt: str, language: Language) -> Problem:
    return Problem(
        span.place,
        f"{span} in “{span.sentence}”",
        doubt,
        f"at least {language.percent(SURE)}, or a word of doubt",
    )
