"""Prose: chapters in Markdown in which every number is computed and every claim is checked.

    text ── markdown.parse_chapter ── tree and spans
    span ── spans.parse ── query.resolve ── values | claims ── check.judge
    tree and what was found ── document ── CheckedChapter        refresh: the same text with new numbers
    a claim that stands in no chapter ── statements.judge_statement ── Verdict

docs/prose.md is the language of the braces for those who write chapters. A new value is a line in `values.VALUES`,
a new claim a line in `claims.CLAIMS`.
"""

from peil.report.prose.chapters import read_chapters
from peil.report.prose.check import WORDS
from peil.report.prose.claims import Verdict
from peil.report.prose.counting import Bound, bound
from peil.report.prose.facts import Facts, lay_out
from peil.report.prose.groups import find_group
from peil.report.prose.loose import Loose, loose, typed_by_hand
from peil.report.prose.model import (
    Change,
    CheckedChapter,
    CheckedPage,
    Directive,
    Element,
    Prose,
    Refreshed,
)
from peil.report.prose.outdated import outdated
from peil.report.prose.refresh import refresh, rewritten
from peil.report.prose.refusal import Refused
from peil.report.prose.spans import CLAUSES, MEASURES
from peil.report.prose.statements import compute_value, judge_statement, problems_of
from peil.report.prose.uncertain import uncertain
from peil.report.prose.values import Figure
from peil.report.prose.waves import RELATIVE

# What a name between braces must be quoted to be told from.
WORDS_OF_THE_GRAMMAR = frozenset({*(part for word in WORDS for part in word.split()), *CLAUSES, *MEASURES, *RELATIVE})

__all__ = [
    "WORDS_OF_THE_GRAMMAR",
    "Bound",
    "Change",
    "CheckedChapter",
    "CheckedPage",
    "Directive",
    "Element",
    "Facts",
    "Figure",
    "Loose",
    "Prose",
    "Refreshed",
    "Refused",
    "Verdict",
    "bound",
    "compute_value",
    "find_group",
    "judge_statement",
    "lay_out",
    "loose",
    "outdated",
    "problems_of",
    "read_chapters",
    "refresh",
    "rewritten",
    "typed_by_hand",
    "uncertain",
]
