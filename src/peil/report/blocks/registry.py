"""The table of blocks: every directive, what may stand behind it, and the function that makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import partial

from peil.errors import Place, Problem
from peil.report.blocks.answers import answers, profile
from peil.report.blocks.arguments import Form, Refused, Request, read
from peil.report.blocks.aspects import aspects
from peil.report.blocks.bars import bars
from peil.report.blocks.composition import composition
from peil.report.blocks.context import Context
from peil.report.blocks.guide import notes, reading_guide
from peil.report.blocks.keyfigures import key_figures
from peil.report.blocks.matrix import matrix
from peil.report.blocks.measuretable import table
from peil.report.blocks.method import method
from peil.report.blocks.mix import change
from peil.report.blocks.narrow import Split, of_own
from peil.report.blocks.quotes import quotes
from peil.report.blocks.response import response
from peil.report.blocks.trend import trend
from peil.report.blocks.waterfall import waterfall
from peil.report.model import Page


def _own(split: Split) -> Callable[[Context, Request], Request | None]:
    return partial(of_own, split=split)


def _own_table(context: Context, request: Request) -> Request | None:
    """In the report of one group it is not compared with others by their names."""
    found = of_own(context, request, "as asked" if request.changes else "in one wave")
    return found and replace(found, pairs=found.pairs and request.break_ is None)


BLOCKS: Mapping[str, Form] = {
    "key figures": Form("key figures [SURVEY ...] [most NUMBER]", key_figures, takes="surveys", clauses=("most",)),
    "trend": Form(
        "trend QUESTION [nps] [by BREAK] [for GROUP] [waves WAVE ...] [benchmark ID ...]",
        trend,
        clauses=("by", "for", "waves", "benchmark"),
        answer_needed_by=True,
        own=_own("never"),
    ),
    "bars": Form(
        "bars QUESTION [nps] [by BREAK] [for GROUP] [waves WAVE ...] [benchmark ID ...]",
        bars,
        clauses=("by", "for", "waves", "benchmark"),
        answer_needed_by=True,
        own=_own("as asked"),
    ),
    "answers": Form(
        "answers QUESTION [by BREAK] [for GROUP] [waves WAVE ...]",
        answers,
        clauses=("by", "for", "waves"),
        own=_own("always"),
    ),
    "aspects": Form(
        "aspects GRID [over waves] [by BREAK] [for GROUP] [waves WAVE ...]",
        aspects,
        takes="grid",
        clauses=("over", "by", "for", "waves"),
        own=_own("in one wave"),
    ),
    "table": Form(
        "table QUESTION or GRID [measure MEASURE ...] [by BREAK] [for GROUP] [over waves] [waves WAVE ...] "
        "[pairs or changes]",
        table,
        takes="either",
        clauses=("measure", "by", "for", "over", "waves", "pairs", "changes"),
        own=_own_table,
    ),
    "matrix": Form(
        "matrix [SURVEY] [by BREAK] [for GROUP]", matrix, takes="survey", clauses=("by", "for"), own=_own("never")
    ),
    "composition": Form("composition [SURVEY] [by BREAK]", composition, takes="survey", clauses=("by",), account=True),
    "change": Form("change QUESTION by BREAK [waves WAVE]", change, clauses=("by", "waves"), needed=("by",)),
    "waterfall": Form(
        "waterfall QUESTION [for GROUP] [waves WAVE]", waterfall, clauses=("for", "waves"), own=_own("never")
    ),
    "response": Form("response [SURVEY]", response, takes="survey", account=True),
    "profile": Form(
        "profile BREAK by BREAK", profile, takes="break", clauses=("by",), needed=("by",), own=_own("as asked")
    ),
    "quotes": Form(
        "quotes QUESTION [theme THEME] [for GROUP] [most NUMBER]",
        quotes,
        takes="open",
        clauses=("theme", "for", "most"),
        own=_own("never"),
        empty=(
            "no quotes that may be printed",
            "approved quotes of this wave",
            "`peil quotes STUDY` proposes them; approve some in quotes/SURVEY.yaml.",
        ),
    ),
    "method": Form("method [SURVEY]", method, takes="survey", account=True),
    "reading guide": Form("reading guide [SURVEY]", reading_guide, takes="survey", account=True),
    "notes": Form("notes [SURVEY]", notes, takes="survey", account=True),
}


def pages_of(context: Context, line: str, place: Place) -> tuple[str, tuple[Page, ...]]:
    """The name of the block that a directive asks for, and its pages. Raises Refused with what is wrong.

    In the report of a group there are none where the block has nothing to show of that group.
    """
    name, words = _name(line, place)
    form = BLOCKS[name]
    of_survey, request = read(context, name, form, words, place)
    if context.whom and not form.account:
        narrowed = form.own(of_survey, request) if form.own is not None else None
        return name, form.build(of_survey, narrowed) if narrowed is not None else ()
    if context.whom and of_survey.own is None:
        return name, ()
    pages = form.build(of_survey, request)
    if not pages and name != "notes":
        found, expected, remedy = BLOCKS[name].empty
        raise Refused(Problem(place, f"::: {line}", found, expected, remedy))
    return name, pages


def _name(line: str, place: Place) -> tuple[str, list[str]]:
    """The name that a directive begins with (one or two words), and the words behind it."""
    words = line.split()
    for length in (2, 1):
        name = " ".join(words[:length])
        if name in BLOCKS:
            return name, words[length:]
    written = words[0] if words else ""
    near = get_close_matches(" ".join(words[:2]), BLOCKS, n=1) or get_close_matches(written, BLOCKS, n=1)
    remedy = f"Did you mean {near[0]!r}?" if near else "docs/blocks.md explains them."
    raise Refused(Problem(place, f"::: {line}", repr(written), f"a block, one of {', '.join(BLOCKS)}", remedy))
