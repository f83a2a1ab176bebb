"""The standard order of pages, for a study that has no chapters.

Key figures    a page per survey: page one
Introduction   preface, questions, how to read the report
a survey       composition, trend of the overall grade (total, by each break), the grade by group,
               each grid of grades, each other question, method, notes
"""

from __future__ import annotations

from collections.abc import Iterator

from peil.errors import Problem
from peil.report.blocks.answers import answers
from peil.report.blocks.arguments import Request
from peil.report.blocks.aspects import aspects
from peil.report.blocks.bars import bars
from peil.report.blocks.composition import composition
from peil.report.blocks.context import Context, main_subject
from peil.report.blocks.guide import notes, reading_guide
from peil.report.blocks.keyfigures import key_figures
from peil.report.blocks.method import method
from peil.report.blocks.trend import trend
from peil.report.front import preface_page, question_page
from peil.report.model import Page, Section
from peil.study.model import Break, Grade, Multiple, Number, Question, Single

_NOTHING = Request()


def standard_sections(context: Context, problems: list[Problem]) -> tuple[Section, ...]:
    """The sections of a report without chapters; a section without pages is left out."""
    language = context.language
    surveys = [context.of(survey) for survey in context.study.surveys.values()]
    first = Section("key-figures", language.text("Key figures"), tuple(p for one in surveys for p in _key(one)))
    front = (*preface_page(context, problems), *question_page(context), *reading_guide(surveys[0], _NOTHING))
    sections = (
        first,
        Section("introduction", language.text("Introduction"), front),
        *(_survey(one) for one in surveys),
    )
    return tuple(section for section in sections if section.pages)


def _key(context: Context) -> tuple[Page, ...]:
    return key_figures(context, _NOTHING)


def _survey(context: Context) -> Section:
    """The pages of one survey."""
    title = context.told(context.survey.title)
    pages = (
        *composition(context, _NOTHING),
        *_overall(context),
        *_grids(context),
        *_questions(context),
        *method(context, _NOTHING),
        *notes(context, _NOTHING),
    )
    return Section(context.survey.id, title, pages, title)


def _overall(context: Context) -> Iterator[Page]:
    """The overall grade: over waves, then by group."""
    question = context.overall
    if question is None:
        return
    subject = main_subject(context, question)
    over_waves = any(context.estimate(subject, wave) for wave in context.earlier)
    if over_waves:
        yield from trend(context, Request(question, subject))
    for break_ in _breaks(context):
        if over_waves:
            yield from trend(context, Request(question, subject, break_=break_))
        yield from bars(context, Request(question, subject, break_=break_))
    yield from answers(context, Request(question, subject))


def _breaks(context: Context) -> Iterator[Break]:
    """The breaks of the report that have figures of the overall grade."""
    question = context.overall
    for break_ in context.breaks:
        if question is not None and break_.question != question.id and break_.groups:
            yield break_


def _grids(context: Context) -> Iterator[Page]:
    """Each grid of grades: over waves, then by the first break."""
    for grid in context.survey.grids.values():
        yield from aspects(context, Request(grid=grid))
        for break_ in context.breaks[:1]:
            yield from aspects(context, Request(grid=grid, break_=break_))


def _questions(context: Context) -> Iterator[Page]:
    """Each question that stands in no table of grades: over waves, then by the first break."""
    for question in context.survey.questions.values():
        if question is context.overall or not _asked(context, question):
            continue
        in_table = question.grid is not None and isinstance(question.kind, Grade)
        if in_table or question.per is not None:
            continue
        yield from _question(context, question)


def _question(context: Context, question: Question) -> Iterator[Page]:
    breaks = [one for one in context.breaks[:1] if one.question != question.id]
    if isinstance(question.kind, Grade | Number):
        subject = main_subject(context, question)
        if any(context.estimate(subject, wave) for wave in context.earlier):
            yield from trend(context, Request(question, subject))
        for break_ in breaks:
            yield from bars(context, Request(question, subject, break_=break_))
    elif isinstance(question.kind, Single | Multiple):
        yield from answers(context, Request(question))
        for break_ in breaks:
            yield from answers(context, Request(question, break_=break_))


def _asked(context: Context, question: Question) -> bool:
    """Whether this wave has figures of the question."""
    return (context.survey.id, context.this.label, question.id) in context.asked
