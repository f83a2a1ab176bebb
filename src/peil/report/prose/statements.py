"""What stands outside a chapter, judged and computed as in prose: statements of an earlier report, parts of a draft."""

from __future__ import annotations

from peil.errors import Problem
from peil.language import Language
from peil.report.prose.chapters import told_in_report
from peil.report.prose.check import read_expression
from peil.report.prose.claims import CLAIMS, Verdict
from peil.report.prose.facts import Facts, Scope
from peil.report.prose.markdown import parse_chapter
from peil.report.prose.query import resolve
from peil.report.prose.refusal import Refused
from peil.report.prose.values import VALUES, Figure


def judge_statement(text: str, survey: str, facts: Facts, language: Language) -> Verdict:
    """Do the figures bear out this claim, written as between the braces of a chapter about `survey`?

    `language` is that of the verdict's numbers. Raises Refused (found, expected, remedy) when the text cannot be read,
    names what does not exist, rests on a figure that may not be told, or tells a value and claims nothing.
    """
    scope = Scope(facts, language, survey)
    expression = read_expression(text, scope)
    claim = CLAIMS.get(expression.word)
    if claim is None:
        words = ", ".join(f"`{word}`" for word in CLAIMS)
        raise Refused(f"`{expression.text}`, a value", "a claim", f"A claim begins with one of {words}.")
    return claim.judge(resolve(expression, claim.form, scope))


def compute_value(text: str, survey: str, facts: Facts, language: Language) -> Figure:
    """The number that belongs in the brackets of this value, written as between the braces of a chapter.

    Raises Refused when it cannot be read, may not be told, or is a claim.
    """
    scope = Scope(facts, language, survey)
    expression = read_expression(text, scope)
    word = VALUES.get(expression.word)
    if word is None:
        raise Refused(f"`{expression.text}`, a claim", "a value")
    return word.compute(resolve(expression, word.form, scope))


def problems_of(text: str, survey: str, facts: Facts, language: Language) -> tuple[Problem, ...]:
    """Everything that a report would refuse in these lines, as part of a chapter about `survey`; nothing when sound."""
    parsed = parse_chapter("", text)
    scope = Scope(facts, language, survey)
    outcomes = [told_in_report(span, scope) for span in parsed.spans]
    return (*parsed.problems, *(one for one in outcomes if isinstance(one, Problem)))
