"""A report as data for the template, and the figures that go with it."""

from __future__ import annotations

from collections.abc import Sequence

from peil.language import Language
from peil.rendering import theme
from peil.rendering.fonts import FAMILIES
from peil.rendering.parts import opened_parts
from peil.rendering.pdf.drawings import Drawings
from peil.rendering.pdf.foot import foot_columns
from peil.rendering.pdf.grid import GRID
from peil.rendering.pdf.layout import arrange
from peil.rendering.pdf.room import body_height
from peil.rendering.pdf.words import Data, breakable, inlines
from peil.report.model import Page, Report, Section


def document(report: Report, sections: Sequence[Section]) -> tuple[Data, dict[str, str]]:
    """The data of these sections of the report, and the SVG texts of their figures by file name."""
    language = Language(report.language)
    drawings = Drawings(report.language, report.lead_colour, language.text("continued"))
    openings = opened_parts(sections)
    made = [
        _section(section, number, drawings, language) | _standing(report, section, opens, any(openings))
        for number, (section, opens) in enumerate(zip(sections, openings, strict=True), start=1)
    ]
    data: Data = {
        "language": report.language,
        "fonts": FAMILIES,
        "title": breakable(report.title),
        "subtitle": breakable(report.subtitle),
        "group": breakable(report.group),
        "client": report.client,
        "researcher": report.researcher,
        "copyright": report.copyright,
        "banner": report.banner,
        "date_line": report.date_line,
        "made_with": report.made_with,
        "contacts": [breakable(contact) for contact in report.contacts],
        "grid": GRID.as_data(),
        "colours": _colours(report.lead_colour),
        "words": _words(language),
        "sections": made,
    }
    return data, drawings.files


def _section(section: Section, number: int, drawings: Drawings, language: Language) -> Data:
    """`above`: the survey where it is told before the title; not where the title names it already."""
    return {
        "id": section.id,
        "number": number,
        "title": breakable(section.title),
        "survey": breakable(section.survey),
        "above": "" if section.survey.casefold() in section.title.casefold() else breakable(section.survey),
        "pages": [_page(page, drawings, language) for page in section.pages],
    }


def _standing(report: Report, section: Section, opens: str, parts: bool) -> Data:
    """Whether a chapter opens a part, has a title page of its own, and the level of its heading. In the report of a
    group chapters are short, and have none."""
    in_part = parts and section.survey not in ("", section.title)
    alone = (not parts or section.survey == section.title) and not report.group
    return {"opens": breakable(opens), "title_page": alone, "level": 2 if in_part else 1}


def _page(page: Page, drawings: Drawings, language: Language) -> Data:
    foot = foot_columns(page.foot, language)
    return {
        "id": page.id,
        "title": inlines(page.title),
        "subtitle": breakable(page.subtitle),
        "parts": arrange(page, body_height(page, foot.lines), drawings),
        "foot": foot.as_data(),
    }


def _colours(lead_colour: str) -> dict[str, str]:
    colours = theme.theme(lead_colour)
    return {
        "ink": theme.INK,
        "grey": theme.GREY,
        "rule": theme.RULE,
        "lead": colours.lead,
        "deep": colours.deep,
        "pale": colours.pale,
    }


def _words(language: Language) -> dict[str, str]:
    return {
        "contents": language.text("Contents"),
        "continued": language.text("continued"),
        "imprint": language.text("About this report"),
        "report": language.text("Report"),
        "client": language.text("Client"),
        "researcher": language.text("Research agency"),
        "date": language.text("Date"),
        "contact": language.text("Contact"),
    }
