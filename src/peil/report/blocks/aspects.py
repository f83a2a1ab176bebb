"""`::: aspects GRID [over waves] [by BREAK]`: many items as a table, high to low: grades or shares."""

from __future__ import annotations

from collections.abc import Sequence

from peil.report.blocks.arguments import Request
from peil.report.blocks.aspecttitles import of_aspects_by_group, of_aspects_over_waves
from peil.report.blocks.bars import latest
from peil.report.blocks.context import Context, Subject, main_subject
from peil.report.blocks.feet import Shown
from peil.report.blocks.gridshares import MOST_WAVES, grid_shares
from peil.report.blocks.marks import by_value
from peil.report.blocks.pages import measure_text
from peil.report.blocks.tables import Row, by_groups, group_columns, over_waves, table_pages, wave_columns
from peil.report.model import Page, Table
from peil.results.model import ALL
from peil.study.model import Grade, Grid, Number, Question, Wave


def aspects(context: Context, request: Request) -> tuple[Page, ...]:
    """The pages of the table. Over waves unless a break is named; only items that were asked in these waves."""
    grid = request.grid
    if grid is None:
        return ()
    questions = grid_questions(context, grid)
    if not questions:
        return grid_shares(context, grid, request)
    subjects = by_value(context, [main_subject(context, question) for question in questions])
    waves = (context.this,) if request.break_ is not None else request.waves or latest(context, subjects, MOST_WAVES)
    subjects = [one for one in subjects if any(context.estimate(one, wave) for wave in waves)]
    if not subjects:
        return ()
    if request.break_ is not None:
        return _by_break(context, grid, subjects, request)
    opening = _overall(context, subjects)
    rows = tuple(over_waves(context, row, waves) for row in (*opening, *(Row(one, one.label) for one in subjects)))
    language = context.language
    measure = measure_text(context, subjects[0])
    caption = language.text("{measure}, by aspect and wave", measure=measure)
    name = f"{context.survey.id}/{grid.id}/aspects"
    table = Table(name, caption, language.text("Aspect"), wave_columns(context, waves), rows)
    title = of_aspects_over_waves(context, subjects)
    return table_pages(context, table, title, measure, _shown(context, grid, subjects, waves))


def grid_questions(context: Context, grid: Grid) -> list[Question]:
    """The items of a grid that have a mean."""
    questions = [context.survey.questions[name] for name in grid.items]
    return [question for question in questions if isinstance(question.kind, Grade | Number)]


def _overall(context: Context, subjects: Sequence[Subject]) -> tuple[Row, ...]:
    """The overall grade on top, when it has the scale of the items and is none of them."""
    question = context.overall
    if question is None or any(one.id == question.id for one in subjects):
        return ()
    if _scale(question) is None or _scale(question) != _scale(subjects[0].question):
        return ()
    subject = main_subject(context, question)
    return (Row(subject, subject.label, ALL, kind="total"),)


def _scale(question: Question | None) -> tuple[int, int] | None:
    return (
        (question.kind.low, question.kind.high) if question is not None and isinstance(question.kind, Grade) else None
    )


def _by_break(context: Context, grid: Grid, subjects: Sequence[Subject], request: Request) -> tuple[Page, ...]:
    """The table with groups side by side, in this wave."""
    break_ = request.break_
    if break_ is None:
        return ()
    opening = _overall(context, subjects)
    rows = tuple(by_groups(context, row, break_) for row in (*opening, *(Row(one, one.label) for one in subjects)))
    language = context.language
    measure = measure_text(context, subjects[0])
    caption = language.text("{measure}, by aspect and group", measure=measure)
    name = f"{context.survey.id}/{grid.id}/aspects/{break_.id}"
    table = Table(name, caption, language.text("Aspect"), group_columns(context, break_), rows)
    shown = _shown(context, grid, subjects, (context.this,), request)
    return table_pages(context, table, of_aspects_by_group(context, subjects, break_), measure, shown)


def _shown(
    context: Context, grid: Grid, subjects: Sequence[Subject], waves: tuple[Wave, ...], request: Request | None = None
) -> Shown:
    questions = tuple(one.question for one in subjects if one.question is not None)
    ends = {context.told(q.kind.ends) for q in questions if isinstance(q.kind, Grade) and q.kind.ends is not None}
    wording = " ".join((context.told(grid.text), *(f"({one})" for one in ends if len(ends) == 1)))
    if request is not None and request.break_ is not None:
        return Shown(tuple(subjects), questions, waves, "rest", request.break_, request.break_.groups, wording)
    return Shown(tuple(subjects), questions, waves, "waves", wording=wording)
