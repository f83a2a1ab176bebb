"""Compose: a study and its published results become a report in one language.

The chapters of the study where it has any, with their directives turned into blocks; otherwise the standard order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from peil.errors import Problem, ProseError
from peil.language import Language
from peil.report.blocks.arguments import Request
from peil.report.blocks.context import Context, group_name
from peil.report.blocks.guide import reading_guide
from peil.report.blocks.method import method
from peil.report.blocks.methodwords import period
from peil.report.blocks.outside import with_citations
from peil.report.blocks.pages import anchor
from peil.report.evidencing import gather, in_page
from peil.report.forgroup import ForGroup
from peil.report.front import contact_lines, preface_page, question_page
from peil.report.model import (
    Bars,
    Facts,
    KeyFigures,
    Matrix,
    Page,
    Report,
    Section,
    Stack,
    Table,
    Trend,
    Waterfall,
    plain,
)
from peil.report.ownpages import OwnChapters
from peil.report.ownstandard import standard_chapters
from peil.report.pages import pages
from peil.report.prose import read_chapters
from peil.report.prose.model import CheckedChapter
from peil.report.standard import standard_sections
from peil.results.model import Published
from peil.study.model import Period, Study

# Blocks that have an id of their own.
Identified = KeyFigures | Trend | Bars | Stack | Matrix | Waterfall | Table | Facts


def compose(study: Study, published: Published, language: str, group: ForGroup | None = None) -> Report:
    """The report in a language of the study, of everyone or of one group. Raises ProseError with everything that is
    wrong in its chapters."""
    context = _context(study, published, language, group)
    problems: list[Problem] = []
    chapters = read_chapters(study, published, language, group.keys if group is not None else {})
    if group is not None:
        beside = replace(study, chapters=group.drafted)
        drafted = read_chapters(beside, published, language, group.keys) if group.drafted else ()
        chapters = (*(chapters or standard_chapters(context)), *drafted)
    sections = _sections(context, chapters, problems)
    if problems:
        raise ProseError(problems)
    sections = _cited(context, _unique(sections))
    return Report(
        study=study.id,
        language=language,
        title=context.told(study.title),
        subtitle=context.told(study.subtitle),
        client=study.client,
        researcher=study.researcher,
        copyright=context.told(study.copyright),
        banner=context.told(study.banner),
        lead_colour=study.lead_colour,
        sections=sections,
        contacts=contact_lines(context),
        date_line=_fieldwork(context),
        made_with=context.language.text("Made with Peil"),
        evidence=gather(context, sections),
        fonts=study.fonts,
        group=group_name(context, *context.own) if context.own is not None else "",
        part=group.part if group is not None else "",
    )


def _context(study: Study, published: Published, language: str, group: ForGroup | None) -> Context:
    """The first survey that the report is about."""
    context = Context(study, next(iter(study.surveys.values())), published, Language(language))
    if group is None:
        return context
    context = replace(context, whom=group.groups)
    return context.of(context.told_surveys[0])


def _sections(context: Context, chapters: Sequence[CheckedChapter], problems: list[Problem]) -> tuple[Section, ...]:
    if context.whom:
        return _of_group(context, chapters, problems)
    return _with_chapters(context, chapters, problems) if chapters else standard_sections(context, problems)


def _of_group(context: Context, chapters: Sequence[CheckedChapter], problems: list[Problem]) -> tuple[Section, ...]:
    """The chapters as far as they are about the group; the introduction of the study with its account, at the end."""
    placed: set[str] = set()
    sections = tuple(one for one in OwnChapters(context, problems, placed).sections(chapters) if one.pages)
    general = (*preface_page(context, problems), *question_page(context))
    return _closed(context, sections, (*general, *_not_placed(context, placed)))


def _fieldwork(context: Context) -> str:
    """When the figures of this report were gathered, over all its surveys; "" where one does not say."""
    fields = [context.of(survey).this.field for survey in context.told_surveys]
    known = [field for field in fields if field is not None]
    if len(known) < len(fields):
        return ""
    whole = Period(min(field.first for field in known), max(field.last for field in known))
    return context.language.text("Fieldwork: {period}", period=period(context.language, whole))


def _with_chapters(
    context: Context, chapters: Sequence[CheckedChapter], problems: list[Problem]
) -> tuple[Section, ...]:
    """The chapters; an introduction in front, or behind a first chapter that sums up: one with the key figures, or one
    about all surveys of several; at the end what no chapter shows itself."""
    placed: set[str] = set()
    first, *others = chapters
    opening = _chapter(context, first, problems, placed)
    of_all = len(context.study.surveys) > 1 and first.survey not in context.study.surveys
    summary_first = "key figures" in placed or of_all
    told = [_chapter(context, chapter, problems, placed) for chapter in others]
    general = (*preface_page(context, problems), *question_page(context))
    # A preface or a question by itself is one short page: no chapter, it stands with the account of the study.
    introduction = Section("introduction", context.language.text("Introduction"), general if len(general) > 1 else ())
    about = (*(general if not introduction.pages else ()), *_not_placed(context, placed))
    front = (opening, introduction) if summary_first else (introduction, opening)
    return _closed(context, tuple(one for one in (*front, *told) if one.pages), about)


def _not_placed(context: Context, placed: set[str]) -> Iterator[Page]:
    """The reading guide and the method account, where no chapter shows them."""
    if "reading guide" not in placed:
        yield from reading_guide(context, Request())
    if "method" not in placed:
        for survey in context.told_surveys:
            yield from method(context.of(survey), Request())


def _closed(context: Context, sections: tuple[Section, ...], about: tuple[Page, ...]) -> tuple[Section, ...]:
    """The sections with the account of the study behind them; a single page joins the last section."""
    if len(about) == 1 and sections:
        *before, last = sections
        return (*before, replace(last, pages=(*last.pages, *about)))
    section = Section("about", context.language.text("About this study"), about)
    return (*sections, section) if about else sections


def _chapter(context: Context, chapter: CheckedChapter, problems: list[Problem], placed: set[str]) -> Section:
    survey = context.study.surveys.get(chapter.survey)
    context = context.of(survey) if survey is not None else context
    found: list[Page] = []
    if chapter.lead:
        found += pages(context, f"{chapter.name}-lead", chapter.title, chapter.lead, problems, placed)
    for number, one in enumerate(chapter.pages, start=1):
        found += pages(context, f"{chapter.name}-{number}", one.title, one.elements, problems, placed)
    title = context.told(survey.title) if survey is not None else ""
    return Section(anchor(chapter.name), plain(chapter.title), tuple(found), title)


def _cited(context: Context, sections: Sequence[Section]) -> tuple[Section, ...]:
    """The same sections; a page that draws or tells a figure from outside says whose it is."""
    return tuple(
        replace(one, pages=tuple(with_citations(context, page, in_page(page)) for page in one.pages))
        for one in sections
    )


def _unique(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The same sections with ids of pages and blocks that occur once: the second of a kind gets a number."""
    seen: Counter[str] = Counter()

    def once(name: str) -> str:
        seen[name] += 1
        return name if seen[name] == 1 else f"{name}.{seen[name]}"

    def page_once(page: Page) -> Page:
        blocks = tuple(
            replace(block, id=once(block.id)) if isinstance(block, Identified) else block for block in page.blocks
        )
        return replace(page, id=once(page.id), blocks=blocks)

    return tuple(replace(section, pages=tuple(page_once(page) for page in section.pages)) for section in sections)
