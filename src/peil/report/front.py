"""The general front of a report: the preface, the central question, how to read it; and who to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from peil.errors import Problem
from peil.report.blocks.context import Context
from peil.report.blocks.titles import titled
from peil.report.model import Block, Bullets, Heading, Page, Paragraph, Run
from peil.report.prose import read_chapters
from peil.report.prose.model import Directive, Element
from peil.results.model import Published
from peil.study.model import Chapter, Contact, Study


def preface_page(context: Context, problems: list[Problem]) -> Iterator[Page]:
    """The preface: Markdown from the study file, its numbers and claims checked like those of a chapter."""
    language = context.language
    text = context.told(context.study.preface)
    if not text:
        return
    title = language.text("Preface")
    blocks = []
    for element in _lead(context.study, context.published, language.code, f"# {title}\n\n{text}"):
        if isinstance(element, Directive):
            problems.append(Problem(element.place, f"::: {element.name}", "in a preface", "prose", "Use a chapter."))
        else:
            blocks.append(element.block)
    yield Page("preface", titled(title), "", tuple(blocks))


def _lead(study: Study, published: Published, code: str, text: str) -> tuple[Element, ...]:
    alone = replace(study, chapters=(Chapter("study.yaml (preface)", code, text),))
    return read_chapters(alone, published, code)[0].lead


def question_page(context: Context) -> Iterator[Page]:
    """The central question and the research questions."""
    language, study = context.language, context.study
    if study.central_question is None and not study.research_questions:
        return
    blocks: list[Block] = []
    if study.central_question is not None:
        blocks.append(Paragraph((Run(context.told(study.central_question), strong=True),)))
    if study.research_questions:
        blocks.append(Heading((Run(language.text("Research questions")),)))
        items = tuple(((Run(context.told(text)),), ()) for text in study.research_questions)
        blocks.append(Bullets(items, ordered=True))
    yield Page("question", titled(language.text("Central question and research questions")), "", tuple(blocks))


def contact_lines(context: Context) -> tuple[str, ...]:
    """The people to ask, a line each."""
    return tuple(_contact(context, contact) for contact in context.study.contacts)


def _contact(context: Context, contact: Contact) -> str:
    parts = (contact.name, context.told(contact.role), contact.organisation, contact.email, contact.telephone)
    return ", ".join(part for part in parts if part)
