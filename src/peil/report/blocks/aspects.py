"""`::: aspects GRID [over waves] [by BREAK] [for GROUP]`: many items as a table, high to low: grades or shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from peil.report.blocks.arguments import Request
from peil.report.blocks.aspecttitles import of_aspects_by_group, of_aspects_by_group_over_waves, of_aspects_over_waves
from peil.report.blocks.context import Context, Subject, main_subject
from peil.report.blocks.feet import Shown
from peil.report.blocks.gridshares import grid_shares
from peil.report.blocks.groups import by_itself, groups_of, key_of, narrowed
from peil.report.blocks.marks import by_value
from peil.report.blocks.owntitles import of_own_aspects
from peil.report.blocks.pages import measure_text
from peil.report.blocks.sheets import Sheet, asked_waves, sheet_pages, shown_in
from peil.report.blocks.tables import Row
from peil.report.model import Inlines, Page
from peil.study.model import Grade, Grid, Number, Question


def aspects(context: Context, request: Request) -> tuple[Page, ...]:
    """The pages of the table: over waves, by group, or both; only items that were asked in these waves."""
    grid = request.grid
    if grid is None:
        return ()
    questions = grid_questions(context, grid)
    if not questions:
        return grid_shares(context, grid, request)
    whom = request.within if request.break_ is None else None
    subjects = by_value(context, [main_subject(context, question) for question in questions], key_of(whom))
    waves = asked_waves(context, request, subjects)
    subjects = [one for one in subjects if any(context.estimate(one, wave, key_of(whom)) for wave in waves)]
    if not subjects:
        return ()
    shown = replace(shown_in(context, request, subjects, waves), wording=grid_wording(context, grid, subjects))
    measure = measure_text(context, subjects[0])
    rows = tuple(Row(one, one.label, key_of(whom)) for one in subjects)
    opening = _overall(context, subjects, key_of(whom))
    name, corner = f"{context.survey.id}/{grid.id}/aspects", context.language.text("Aspect")
    sheet = Sheet(name, _caption(context, measure, shown), corner, (*opening, *rows))
    return sheet_pages(context, sheet, _title(context, subjects, shown), measure, shown)


def _title(context: Context, subjects: Sequence[Subject], shown: Shown) -> Inlines:
    if shown.break_ is None:
        return of_aspects_over_waves(context, subjects, shown.group)
    own = by_itself(shown.break_, shown.group)
    if own is not None and shown.compared == "rest":
        return of_own_aspects(context, subjects, own)
    if shown.compared == "rest":
        return of_aspects_by_group(context, subjects, narrowed(shown.break_, shown.group))
    groups = groups_of(shown.break_, shown.group) if context.this in shown.waves else ()
    return of_aspects_by_group_over_waves(context, subjects, shown.break_, groups)


def _caption(context: Context, measure: str, shown: Shown) -> str:
    """What the table is, for those who cannot see it."""
    language = context.language
    if shown.break_ is None:
        return language.text("{measure}, by aspect and wave", measure=measure)
    if shown.compared == "rest":
        return language.text("{measure}, by aspect and group", measure=measure)
    return language.text("{measure}, by aspect, group and wave", measure=measure)


def grid_questions(context: Context, grid: Grid) -> list[Question]:
    """The items of a grid that have a mean."""
    questions = [context.survey.questions[name] for name in grid.items]
    return [question for question in questions if isinstance(question.kind, Grade | Number)]


def _overall(context: Context, subjects: Sequence[Subject], group: str) -> tuple[Row, ...]:
    """The overall grade on top, when it has the scale of the items and is none of them."""
    question = context.overall
    if question is None or any(one.id == question.id for one in subjects):
        return ()
    if _scale(question) is None or _scale(question) != _scale(subjects[0].question):
        return ()
    subject = main_subject(context, question)
    return (Row(subject, subject.label, group, kind="total"),)


def _scale(question: Question | None) -> tuple[int, int] | None:
    return (
        (question.kind.low, question.kind.high) if question is not None and isinstance(question.kind, Grade) else None
    )


def grid_wording(context: Context, grid: Grid, subjects: Sequence[Subject]) -> str:
    """The question above the grid, with the meaning of its ends."""
    kinds = [one.question.kind for one in subjects if one.question is not None]
    ends = {context.told(kind.ends) for kind in kinds if isinstance(kind, Grade) and kind.ends is not None}
    return " ".join((context.told(grid.text), *(f"({one})" for one in ends if len(ends) == 1)))
