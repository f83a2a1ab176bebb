"""A grid of questions that are answered with yes or no: the share of the first answer per item, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from peil.report.blocks.answertitles import of_answers
from peil.report.blocks.arguments import Request
from peil.report.blocks.bars import latest
from peil.report.blocks.context import Context, Subject
from peil.report.blocks.feet import Shown
from peil.report.blocks.marks import by_value
from peil.report.blocks.tables import Row, by_groups, group_columns, over_waves, table_pages, wave_columns
from peil.report.model import Page, Table
from peil.study.model import Grid, Question, Single

MOST_WAVES = 9


def yes_or_no(context: Context, grid: Grid) -> tuple[Question, ...]:
    """The items of a grid when each has the same two answers; none otherwise."""
    questions = tuple(context.survey.questions[name] for name in grid.items)
    answers = {
        tuple(answer.id for answer in question.kind.answers) if isinstance(question.kind, Single) else ()
        for question in questions
    }
    return questions if len(answers) == 1 and len(answers.pop()) == 2 else ()


def grid_shares(context: Context, grid: Grid, request: Request) -> tuple[Page, ...]:
    """The pages of the table: over waves, or by the groups of a break in this wave."""
    questions = yes_or_no(context, grid)
    subjects = _asked(context, by_value(context, [_subject(context, one) for one in questions]), request)
    if not subjects:
        return ()
    language, break_ = context.language, request.break_
    measure = f"{language.text('Percentage of respondents')}: {_answer(context, subjects[0])}"
    rows = [Row(one, one.label) for one in subjects]
    title = of_answers(context, context.told(grid.text), subjects)
    name, corner = f"{context.survey.id}/{grid.id}/shares", language.text("Aspect")
    told = tuple(one.question for one in subjects if one.question is not None)
    wording = context.told(grid.text)
    if break_ is not None:
        filled = tuple(by_groups(context, row, break_) for row in rows)
        table = Table(f"{name}/{break_.id}", measure, corner, group_columns(context, break_), filled)
        shown = Shown(tuple(subjects), told, (context.this,), "rest", break_, break_.groups, wording)
        return table_pages(context, table, title, measure, shown)
    waves = request.waves or latest(context, subjects, MOST_WAVES)
    filled = tuple(over_waves(context, row, waves) for row in rows)
    table = Table(name, measure, corner, wave_columns(context, waves), filled)
    return table_pages(context, table, title, measure, Shown(tuple(subjects), told, waves, "waves", wording=wording))


def _asked(context: Context, subjects: Sequence[Subject], request: Request) -> list[Subject]:
    waves = (context.this,) if request.break_ is not None else request.waves or context.waves
    return [one for one in subjects if any(context.estimate(one, wave) for wave in waves)]


def _subject(context: Context, question: Question) -> Subject:
    """The share of the first answer, named after the item."""
    kind = question.kind
    answer = kind.answers[0].id if isinstance(kind, Single) else ""
    return Subject(question.id, context.told(question.label), "share", answer, question)


def _answer(context: Context, subject: Subject) -> str:
    """The answer whose share is told."""
    kind = subject.question.kind if subject.question is not None else None
    return context.told(kind.answers[0].text) if isinstance(kind, Single) else ""
