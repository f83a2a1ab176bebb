"""Waves in which respondents took part in other ways than before: what `peil check --full` says of them.

A list for a person to read, not a list of faults: a change between such waves can come of the mode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from peil.errors import Problem
from peil.language import Language
from peil.report.blocks.context import Context
from peil.report.blocks.modes import Shift, break_of_modes, shifts, unknown
from peil.results.model import Published
from peil.study.model import Study

_EXPECTED = "waves that can be compared, or the trend within each mode beside them"


def mode_shifts(study: Study, published: Published) -> tuple[Problem, ...]:
    """Of every survey the waves since which the share of a mode moved by more than the limit, and those of which nobody
    knows how many answered in each mode."""
    language = Language("en")
    return tuple(
        problem
        for survey in study.surveys.values()
        for problem in _of_survey(Context(study, survey, published, language))
    )


def _of_survey(context: Context) -> Iterator[Problem]:
    survey = context.survey.id
    for one in shifts(context):
        yield Problem(
            context.this.place,
            f"{survey}, wave {context.this.label}",
            _moved(context, one),
            _EXPECTED,
            _remedy(context),
        )
    for wave in unknown(context):
        found = f"the modes {context.language.joined(wave.modes)}, and not how many answered in each"
        remedy = "Name the question that holds how each respondent answered: `mode question: QUESTION`."
        yield Problem(wave.place, f"{survey}, wave {wave.label}", found, _EXPECTED, remedy)


def _moved(context: Context, one: Shift) -> str:
    language = context.language
    limit = language.number(context.survey.settings.mode_shift * 100, 0)
    return (
        f"{language.percent(one.now)} by {one.mode}, in {one.earlier.label} {language.percent(one.then)}: more than "
        f"{limit} points apart (`report: mode shift`)"
    )


def _remedy(context: Context) -> str:
    """How to show the trend within each mode, from where the study stands."""
    mode, by = context.survey.mode, break_of_modes(context)
    if mode is None:
        return "Only waves of the same mode can be compared safely: say so beside every change."
    overall = context.overall.id if context.overall is not None else "QUESTION"
    if by is None:
        return f"Make a break of it, `breaks: {{mode: {{of: {mode}}}}}`, and show `::: trend {overall} by mode`."
    shown = any(
        re.search(rf"^:::.*\bby {re.escape(by.id)}\b", one.text, re.MULTILINE) for one in context.study.chapters
    )
    if shown:
        return f"The chapters show figures by `{by.id}`: read them before a change is told."
    return (
        f"Show `::: trend {overall} by {by.id}`, the trend within each mode, and `::: change {overall} by {by.id}`, "
        "how much of a change is left with the same mix of modes."
    )
