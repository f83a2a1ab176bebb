"""A grid of questions that are answered with yes or no: the share of the first answer per item, as a table."""

from __future__ import annotations

from dataclasses import replace

from peil.report.blocks.answertitles import of_shares
from peil.report.blocks.arguments import Request
from peil.report.blocks.context import Context, Subject
from peil.report.blocks.groups import key_of
from peil.report.blocks.marks import by_value
from peil.report.blocks.pages import share_text
from peil.report.blocks.sheets import Sheet, asked_waves, sheet_pages, shown_in
from peil.report.blocks.tables import Row
from peil.report.model import Page
from peil.study.model import Grid, Question, Single


def yes_or_no(context: Context, grid: Grid) -> tuple[Question, ...]:
    """The items of a grid when each has the same two answers; none otherwise."""
    questions = tuple(context.survey.questions[name] for name in grid.items)
    answers = {
        tuple(answer.id for answer in question.kind.answers) if isinstance(question.kind, Single) else ()
        for question in questions
    }
    return questions if len(answers) == 1 and len(answers.pop()) == 2 else ()


def grid_shares(context: Context, grid: Grid, request: Request) -> tuple[Page, ...]:
    """The pages of the table: over waves, by group, or both; only items that were asked in these waves."""
    questions = yes_or_no(context, grid)
    whom = request.within if request.break_ is None else None
    subjects = by_value(context, [_subject(context, one) for one in questions], key_of(whom))
    waves = asked_waves(context, request, subjects)
    subjects = [one for one in subjects if any(context.estimate(one, wave, key_of(whom)) for wave in waves)]
    if not subjects:
        return ()
    language, label = context.language, context.told(grid.text)
    shown = replace(shown_in(context, request, subjects, waves), wording=label)
    measure = f"{share_text(context, subjects[0].question)}: {_answer(context, subjects[0])}"
    rows = tuple(Row(one, one.label, key_of(whom)) for one in subjects)
    sheet = Sheet(f"{context.survey.id}/{grid.id}/shares", measure, language.text("Aspect"), rows)
    return sheet_pages(context, sheet, of_shares(context, label, subjects, shown), measure, shown)


def _subject(context: Context, question: Question) -> Subject:
    """The share of the first answer, named after the item."""
    kind = question.kind
    answer = kind.answers[0].id if isinstance(kind, Single) else ""
    return Subject(question.id, context.told(question.label), "share", answer, question)


def _answer(context: Context, subject: Subject) -> str:
    """The answer whose share is told."""
    kind = subject.question.kind if subject.question is not None else None
    return context.told(kind.answers[0].text) if isinstance(kind, Single) else ""
