"""The standard order of pages, for a study that has no chapters.

Key figures       a page per survey, in a section of their own when there are several surveys: page one
a survey          the overall grade over waves, by each break and its answers; each grid; the improvement
                  matrix; each other question; a table per break with the answers on which groups differ
About this study  preface, questions, how to read the report, composition, method, notes
"""

from __future__ import annotations

from collections.abc import Iterator

from peil.errors import Problem
from peil.report.blocks.answers import answers
from peil.report.blocks.arguments import Request
from peil.report.blocks.aspects import aspects, grid_questions
from peil.report.blocks.bars import bars
from peil.report.blocks.composition import composition
from peil.report.blocks.context import Context, main_subject
from peil.report.blocks.differences import differences
from peil.report.blocks.gridshares import yes_or_no
from peil.report.blocks.guide import notes, reading_guide
from peil.report.blocks.keyfigures import key_figures
from peil.report.blocks.marks import flag
from peil.report.blocks.matrix import matrix
from peil.report.blocks.method import method
from peil.report.blocks.trend import trend
from peil.report.front import preface_page, question_page
from peil.report.model import Page, Section
from peil.study.model import Break, Grade, Multiple, Number, Question, Single

_NOTHING = Request()
# Bars show all waves of a shorter series.
_WAVES_OF_A_TREND = 3
_BREAKS_WITH_ALL_QUESTIONS = 3
# A short questionnaire is shown whole.
_FEW_QUESTIONS = 10


def standard_sections(context: Context, problems: list[Problem]) -> tuple[Section, ...]:
    """The sections of a report without chapters; a section without pages is left out."""
    language = context.language
    surveys = [context.of(survey) for survey in context.study.surveys.values()]
    keys = tuple(page for one in surveys for page in key_figures(one, _NOTHING))
    alone = len(surveys) == 1
    sections = (
        Section("key-figures", language.text("Key figures"), () if alone else keys),
        *(_survey(one, keys if alone else ()) for one in surveys),
        Section("about", language.text("About this study"), tuple(_about(surveys, problems))),
    )
    return tuple(section for section in sections if section.pages)


def _survey(context: Context, opening: tuple[Page, ...]) -> Section:
    """The pages of one survey."""
    title = context.told(context.survey.title)
    by_break = (page for break_ in context.breaks[:_BREAKS_WITH_ALL_QUESTIONS] for page in differences(context, break_))
    graded = (*_overall(context), *_grids(context), *matrix(context, _NOTHING))
    pages = (*opening, *graded, *_questions(context), *by_break)
    return Section(context.survey.id, title, pages, title)


def _about(surveys: list[Context], problems: list[Problem]) -> Iterator[Page]:
    """What the study is, how to read the report, and how it was made."""
    yield from preface_page(surveys[0], problems)
    yield from question_page(surveys[0])
    yield from reading_guide(surveys[0], _NOTHING)
    for one in surveys:
        yield from composition(one, _NOTHING)
        yield from method(one, _NOTHING)
    for one in surveys:
        yield from notes(one, _NOTHING)


def _overall(context: Context) -> Iterator[Page]:
    """The overall grade: over waves, then by group. A trend by group is drawn where bars do not show all waves."""
    question = context.overall
    if question is None:
        return
    subject = main_subject(context, question)
    earlier = sum(context.estimate(subject, wave) is not None for wave in context.earlier)
    breaks = [one for one in context.breaks if one.question != question.id and one.groups]
    long = earlier + 1 >= _WAVES_OF_A_TREND
    if earlier and (long or not breaks):
        yield from trend(context, Request(question, subject))
    for break_ in breaks:
        if long and break_ is breaks[0]:
            yield from trend(context, Request(question, subject, break_=break_))
        yield from bars(context, Request(question, subject, break_=break_))
    yield from answers(context, Request(question, subject))


def _grids(context: Context) -> Iterator[Page]:
    """Each grid that is one table: over waves, grades by the first break too."""
    for grid in context.survey.grids.values():
        yield from aspects(context, Request(grid=grid))
        if grid_questions(context, grid):
            for break_ in context.breaks[:1]:
                yield from aspects(context, Request(grid=grid, break_=break_))


def _questions(context: Context) -> Iterator[Page]:
    """Each question that stands in no table and makes no break (those stand in the composition), over waves."""
    elsewhere = {
        question.id
        for grid in context.survey.grids.values()
        for question in (*grid_questions(context, grid), *yes_or_no(context, grid))
    }
    if len(context.survey.questions) > _FEW_QUESTIONS:
        elsewhere |= {break_.question for break_ in context.breaks if break_.question}
    for question in context.survey.questions.values():
        if question is context.overall or question.id in elsewhere or question.per is not None:
            continue
        if (context.survey.id, context.this.label, question.id) in context.asked:
            yield from _question(context, question)


def _question(context: Context, question: Question) -> Iterator[Page]:
    if isinstance(question.kind, Single | Multiple):
        yield from answers(context, Request(question))
    elif isinstance(question.kind, Grade | Number):
        yield from _mean(context, question)


def _mean(context: Context, question: Question) -> Iterator[Page]:
    """A grade or number over waves, and by the first break where a group differs."""
    subject = main_subject(context, question)
    breaks = [
        one for one in context.breaks[:1] if isinstance(question.kind, Grade) and _differs(context, question, one)
    ]
    earlier = sum(context.estimate(subject, wave) is not None for wave in context.earlier)
    if earlier and (not breaks or earlier + 1 >= _WAVES_OF_A_TREND):
        yield from trend(context, Request(question, subject))
    elif not earlier and isinstance(question.kind, Grade):
        yield from answers(context, Request(question, subject))
    elif not earlier:
        yield from bars(context, Request(question, subject))
    for break_ in breaks:
        yield from bars(context, Request(question, subject, break_=break_))


def _differs(context: Context, question: Question, break_: Break) -> bool:
    """Whether a group has a mean that differs from that of the others."""
    subject = main_subject(context, question)
    groups = [context.shown(subject, context.this, break_.key(group)) for group in break_.groups]
    return any(flag(context, one, "rest") for one in groups)
