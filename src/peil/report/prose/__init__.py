"""Prose: chapters in Markdown in which every number is computed and every claim is checked.

    text ── markdown.parse_chapter ── tree and spans
    span ── spans.parse ── query.resolve ── values | claims ── check.judge
    tree and what was found ── document ── CheckedChapter        refresh: the same text with new numbers
    a claim that stands in no chapter ── statements.judge_statement ── Verdict

docs/prose.md is the language of the braces for those who write chapters. A new value is a line in `values.VALUES`,
a new claim a line in `claims.CLAIMS`.
"""

from peil.report.prose.chapters import read_chapters
from peil.report.prose.claims import Verdict
from peil.report.prose.facts import lay_out
from peil.report.prose.model import (
    Change,
    CheckedChapter,
    CheckedPage,
    Directive,
    Element,
    Prose,
    Refreshed,
)
from peil.report.prose.refresh import refresh, rewritten
from peil.report.prose.refusal import Refused
from peil.report.prose.statements import judge_statement

__all__ = [
    "Change",
    "CheckedChapter",
    "CheckedPage",
    "Directive",
    "Element",
    "Prose",
    "Refreshed",
    "Refused",
    "Verdict",
    "judge_statement",
    "lay_out",
    "read_chapters",
    "refresh",
    "rewritten",
]
