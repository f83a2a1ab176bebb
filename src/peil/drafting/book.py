"""The whole draft: which chapters there are, in which order, and what stands in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from peil.drafting.answerpage import question_page
from peil.drafting.aspects import grid_pages
from peil.drafting.chosen import grids_told, questions_told
from peil.drafting.groupnames import GroupNames
from peil.drafting.groupwise import group_pages, main_grid
from peil.drafting.method import method_pages
from peil.drafting.model import DraftChapter, Piece
from peil.drafting.naming import Naming
from peil.drafting.overall import other_grades, overall_pages, page_per
from peil.drafting.phrases import PHRASES
from peil.drafting.quadrants import matrix_page
from peil.drafting.summary import summary_pages
from peil.drafting.teller import On, Teller
from peil.drafting.themes import quote_pages, theme_pages
from peil.drafting.topics import Desk, first_break, quoted, topic_of
from peil.drafting.words import Words, escaped
from peil.errors import Place
from peil.language import Language
from peil.report.blocks.arguments import Refused
from peil.report.blocks.context import Context
from peil.report.blocks.registry import pages_of
from peil.report.prose import Facts, lay_out
from peil.results.model import Published
from peil.study.model import Break, Grade, Group, Multiple, Number, Open, Question, Single, Study, Survey

_MOST_GROUPS = 12


def draft(study: Study, published: Published) -> dict[str, tuple[DraftChapter, ...]]:
    """By language of the study a first report in words: every sentence computed and checked as in a chapter.

    The same chapters in every language; a chapter that would be empty in one of them is left out.
    """
    facts = lay_out(study, published)
    surveys = study.surveys.values()
    desks = {
        language: [_desk(study, one, published, facts, language) for one in surveys] for language in study.languages
    }
    summaries = summary_pages(study, desks)
    found = {language: tuple(_chapters(desks[language], summaries[language])) for language in study.languages}
    told = [{one.name for one in chapters if one.pieces} for chapters in found.values()]
    common = set[str].intersection(*told) if told else set()
    return {language: tuple(one for one in chapters if one.name in common) for language, chapters in found.items()}


def draft_group(
    study: Study, published: Published, groups: Mapping[str, tuple[Break, Group]]
) -> dict[str, tuple[DraftChapter, ...]]:
    """By language what a draft says of one group: a chapter per survey that has it, those without a word left out."""
    facts = lay_out(study, published)
    found: dict[str, tuple[DraftChapter, ...]] = {}
    for language in study.languages:
        chapters = []
        for survey, (break_, group) in groups.items():
            desk = _desk(study, study.surveys[survey], published, facts, language)
            pieces = tuple(_shown(desk, group_pages(desk, replace(break_, groups=(group,)))))
            title = escaped(desk.context.told(group.label))
            about = survey if len(study.surveys) > 1 else ""
            chapters.append(DraftChapter(f"{survey}-{break_.id}-{group.id}.md", title, about, pieces))
        found[language] = tuple(one for one in chapters if one.pieces)
    return found


def _chapters(desks: Sequence[Desk], summary: Piece) -> Iterator[DraftChapter]:
    alone = desks[0].context.survey.id if len(desks) == 1 else ""
    yield DraftChapter(
        "01-summary.md", desks[0].teller.word("chapter summary"), alone, tuple(_shown(desks[0], [summary]))
    )
    for number, desk in enumerate(desks, start=1):
        for place, (name, title, pieces) in enumerate(_of_survey(desk), start=2 if alone else 1):
            stem = name if alone else f"{desk.context.survey.id}-{name}"
            file = f"{place:02d}-{stem}.md" if alone else f"{number}{place}-{stem}.md"
            yield DraftChapter(file, title, desk.context.survey.id, tuple(_shown(desk, pieces)))


def _desk(study: Study, survey: Survey, published: Published, facts: Facts, language: str) -> Desk:
    context = Context(study, survey, published, Language(language))
    phrases = PHRASES[language]
    words = Words(context, phrases)
    return Desk(Teller(context, facts, phrases), Naming(words), GroupNames(words))


def _of_survey(desk: Desk) -> Iterator[tuple[str, str, Iterable[Piece]]]:
    """The chapters of one survey: the name of the file, the title, the pages."""
    teller, context = desk.teller, desk.context
    overall, break_ = context.overall, first_break(context)
    if overall is not None:
        pages = overall_pages(desk, overall)
        key = "chapter overall score" if topic_of(desk.naming, overall).counted else "chapter overall"
        yield "overall", teller.word(key), chain(_key_figures(desk, overall), pages)
    yield "aspects", teller.word("chapter aspects"), _aspects(desk)
    yield "questions", teller.word("chapter questions"), _questions(desk)
    # Without aspects a page per group would say no more than the page by that break.
    if break_ is not None and 1 < len(break_.groups) <= _MOST_GROUPS and main_grid(desk) is not None:
        title = teller.word("chapter groups", break_=desk.groups.break_(break_))
        yield "groups", title, group_pages(desk, break_)
    yield "method", teller.word("chapter method"), method_pages(desk)


def _key_figures(desk: Desk, overall: Question) -> Iterator[Piece]:
    """One of several surveys has its figures in front of its chapters: the summary of the study is words."""
    if len(desk.context.study.surveys) > 1:
        about, topic = f"{desk.context.survey.id}/key", topic_of(desk.naming, overall)
        fill = {"now": topic.value(), "n": On(f"n {quoted(overall.id)}")}
        yield Piece(about, desk.teller.say("key figures", about, fill, topic.counted), (), "key figures")


def _aspects(desk: Desk) -> Iterator[Piece]:
    for grid in grids_told(desk):
        yield from grid_pages(desk, grid)
    page = matrix_page(desk, f"{desk.context.survey.id}/matrix")
    if page is not None:
        yield page


def _questions(desk: Desk) -> Iterator[Piece]:
    """Every question that stands by itself and is told of."""
    for question in questions_told(desk):
        yield from _question(desk, question)


def _question(desk: Desk, question: Question) -> Iterator[Piece]:
    themes = {one.themes_of for one in desk.context.survey.questions.values()}
    if question.per is not None:
        yield from page_per(desk, question)
    elif isinstance(question.kind, Open) and question.id not in themes:
        yield from quote_pages(desk, question)
    elif isinstance(question.kind, Single | Multiple):
        page = question_page(desk, question)
        if page is not None:
            yield page
        if question.themes_of is not None:
            yield from theme_pages(desk, question)
    elif isinstance(question.kind, Grade | Number):
        yield from other_grades(desk, question)


def _shown(desk: Desk, pieces: Iterable[Piece | None]) -> Iterator[Piece]:
    """The pages whose figure can be drawn; one whose figure cannot keeps its words, if it has any."""
    for piece in pieces:
        if piece is None or not piece.title:
            continue
        if not piece.directive or _drawn(desk.context, piece.directive):
            yield piece
        elif piece.remarks:
            yield replace(piece, directive="")


def _drawn(context: Context, line: str) -> bool:
    try:
        return bool(pages_of(context, line, Place())[1])
    except Refused:
        return False
