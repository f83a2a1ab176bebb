"""The whole page: a report becomes one HTML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from peil.language import Language
from peil.rendering.charts import ChartStyle, draw
from peil.rendering.html.arrange import Kind, groups
from peil.rendering.html.blocks import Draw, Tools, Width, block_html
from peil.rendering.html.characters import together, turns_nothing
from peil.rendering.html.evidence import Refs, choices, evidence_json
from peil.rendering.html.foot import FootView, foot_view
from peil.rendering.html.links import Anchors, Links
from peil.rendering.html.live import script
from peil.rendering.html.looks import Looks
from peil.rendering.html.style import fit, policy, quoted, style_sheet
from peil.rendering.html.texts import Texts, texts
from peil.rendering.parts import opened_parts
from peil.rendering.theme import theme
from peil.report.model import Figure, Inlines, KeyFigure, KeyFigures, Matrix, Page, Report, Section, plain

# With more pages than this the contents beside the report show chapters, and unfold.
MOST_UNFOLDED = 16

# Pixels that a drawing is made for. The page shows it larger or hardly smaller, and takes another one in time, so that
# no text in it gets under 12 pixels; styles/blocks.css holds the widths at which the drawings take turns.
MATRIX_WIDTH = 800  # of the wide drawing of a matrix: its names take all the room there is
DRAWN_WIDTH: Mapping[Width, int] = {"wide": 660, "middle": 430, "narrow": 296}

# The anchor of a chapter and the anchors of its pages.
Places = tuple[str, tuple[str, ...]]

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True)
class GroupView:
    """Blocks that stand together, ready to be put on the page."""

    kind: Kind
    visual: Markup | None
    words: tuple[Markup, ...]
    words_first: bool


@dataclass(frozen=True)
class PageView:
    """A page of the report with its anchor; `name` is its title without marks."""

    id: str
    name: str
    title: Inlines
    subtitle: str
    groups: tuple[GroupView, ...]
    foot: FootView


@dataclass(frozen=True)
class ChapterView:
    """A chapter with its number and its anchor. `opens`: the survey whose part of the contents begins with it."""

    id: str
    number: int
    title: str
    fit: str
    survey: str
    pages: tuple[PageView, ...]
    opens: str
    in_part: bool


@dataclass(frozen=True)
class Grade:
    """The grade of the whole, for the head of the page, and the anchor of the page that tells more.

    `again`: that page comes first, and shows the grade larger still; only a phone needs it in the head then.
    """

    figure: KeyFigure
    anchor: str
    again: bool


def render_html(report: Report, path: Path) -> None:
    """Write the report as one HTML file; the same report gives the same bytes."""

    def drawn(figure: Figure, width: Width) -> str:
        mode: Literal["wide", "narrow"] = "wide" if width == "wide" else "narrow"
        wide = MATRIX_WIDTH if isinstance(figure, Matrix) and width == "wide" else DRAWN_WIDTH[width]
        return draw(figure, ChartStyle(report.language, report.lead_colour, wide, mode))

    path.write_text(page_html(report, drawn), encoding="utf-8", newline="\n")


def page_html(report: Report, drawing: Draw) -> str:
    """The page as text; `drawing` makes the SVG of a figure."""
    words = texts(Language(report.language))
    anchors = Anchors()
    # Chapters and pages get their anchors before any block does: those are the links that people keep.
    outline = tuple(
        (anchors.new(section.id), tuple(anchors.new(page.id) for page in section.pages)) for section in report.sections
    )
    openings = opened_parts(report.sections)
    refs = Refs(report.evidence)
    tools = Tools(_environment(refs), words, Links(_targets(report, outline)), anchors, drawing, refs, Looks())
    chapters = tuple(
        _chapter(section, places, tools, (number, opens, any(openings)))
        for number, (section, places, opens) in enumerate(zip(report.sections, outline, openings, strict=True), start=1)
    )
    told = "\n".join(tools.fill("chapter.html", chapter=one, banner=report.banner) for one in chapters)
    told = tools.looks.named(told)
    evidence = evidence_json(report.evidence)
    colours = theme(report.lead_colour)
    titles = (report.title, *(section.title for section in report.sections))
    style = style_sheet(colours, _printed(report, words), titles, told + evidence + report.title)
    style += tools.looks.rules()
    page = tools.fill(
        "report.html",
        report=report,
        chapters=chapters,
        told=Markup(told),
        grade=_grade(report, outline),
        fit=fit(report.title),
        folded=sum(len(section.pages) for section in report.sections) > MOST_UNFOLDED,
        theme=colours,
        style=Markup(style),
        script=Markup(script()),
        evidence_data=Markup(evidence),
        choices=choices(report.evidence),
        policy=policy(style, script()),
    )
    tools.links.finish()
    return turns_nothing(page)


def _environment(refs: Refs) -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters["together"] = together
    made.filters["refs"] = refs.of
    return made


def _targets(report: Report, outline: tuple[Places, ...]) -> dict[str, str]:
    """The anchor of every page and chapter by its key; a page goes before a chapter with the same key."""
    sections = {section.id: place for section, (place, _) in zip(report.sections, outline, strict=True)}
    pages = {
        page.id: place
        for section, (_, places) in zip(report.sections, outline, strict=True)
        for page, place in zip(section.pages, places, strict=True)
    }
    return sections | pages


def _grade(report: Report, outline: tuple[Places, ...]) -> Grade | None:
    """The first key figure of the report."""
    placed = (
        (place, page)
        for section, (_, places) in zip(report.sections, outline, strict=True)
        for place, page in zip(places, section.pages, strict=True)
    )
    for i, (place, page) in enumerate(placed):
        figures = [block.figures[0] for block in page.blocks if isinstance(block, KeyFigures) and block.figures]
        if figures:
            return Grade(figures[0], place, i == 0)
    return None


def _chapter(section: Section, places: Places, tools: Tools, standing: tuple[int, str, bool]) -> ChapterView:
    """`standing`: number, the part that it opens, and whether the report has parts."""
    (own, of_pages), (number, opens, parts) = places, standing
    pages = tuple(_page(page, place, tools) for page, place in zip(section.pages, of_pages, strict=True))
    in_part = parts and section.survey not in ("", section.title)
    return ChapterView(own, number, section.title, fit(section.title), section.survey, pages, opens, in_part)


def _page(page: Page, anchor: str, tools: Tools) -> PageView:
    made = tuple(
        GroupView(
            group.kind,
            block_html(group.visual, tools) if group.visual else None,
            tuple(block_html(block, tools) for block in group.words),
            group.words_first,
        )
        for group in groups(page.blocks)
    )
    return PageView(anchor, plain(page.title), page.title, page.subtitle, made, foot_view(page.foot, tools.texts))


def _printed(report: Report, words: Texts) -> dict[str, str]:
    """What every printed page bears: the study and the banner above, the client and the page's number below."""
    before, between = words.page_number()
    number = f"{quoted(before)} counter(page) {quoted(between)} counter(pages)"
    return {
        "top-left": quoted(report.title),
        "top-right": quoted(report.banner[:1].upper() + report.banner[1:]),
        "bottom-left": quoted(report.client),
        "bottom-right": number,
    }
