"""A claim that stands outside a chapter: the statements of an earlier report, listed in a file, judged as in prose."""

from __future__ import annotations

from peil.language import Language
from peil.report.prose.check import read_expression
from peil.report.prose.claims import CLAIMS, Verdict
from peil.report.prose.facts import Facts, Scope
from peil.report.prose.query import resolve
from peil.report.prose.refusal import Refused


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
