"""One function and one template per block: a block of the report becomes a piece of the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import unescape
from itertools import accumulate, groupby
from typing import Literal, assert_never

from jinja2 import Environment
from markupsafe import Markup

from peil.rendering.fonts import direction, language_tag
from peil.rendering.html.evidence import Refs
from peil.rendering.html.links import Anchors, Links
from peil.rendering.html.looks import Looks
from peil.rendering.html.numbers import numbers
from peil.rendering.html.texts import Texts
from peil.report.model import (
    Bars,
    Block,
    Bullets,
    Facts,
    Figure,
    Heading,
    KeyFigures,
    Matrix,
    Paragraph,
    Quotation,
    Stack,
    Table,
    TableRow,
    Trend,
    Waterfall,
    plain,
)  # fmt: skip

Width = Literal["wide", "middle", "narrow"]
WIDTHS: tuple[Width, ...] = ("wide", "middle", "narrow")
Draw = Callable[[Figure, Width], str]

# A heading in a page stands under the page's own title, an h3; deeper ones follow without a gap.
HIGHEST_IN_PAGE = 4


@dataclass(frozen=True)
class Tools:
    """What a block needs to become a piece of the page."""

    environment: Environment
    texts: Texts
    links: Links
    anchors: Anchors
    draw: Draw
    refs: Refs
    looks: Looks

    def fill(self, template: str, **values: object) -> Markup:
        """A template filled in; everything that is not Markup is escaped."""
        page = self.environment.get_template(template)
        return Markup(page.render(texts=self.texts, links=self.links, **values))


def block_html(block: Block, tools: Tools) -> Markup:
    """One block as a piece of the page."""
    match block:
        case Trend() | Bars() | Stack() | Matrix() | Waterfall():
            made = figure_html(block, tools)
        case Table():
            made = table_html(block, tools)
        case KeyFigures():
            made = tools.fill("blocks/key_figures.html", block=block, id=tools.anchors.new(block.id))
        case Facts():
            made = tools.fill("blocks/facts.html", block=block, id=tools.anchors.new(block.id))
        case Heading():
            made = tools.fill("blocks/heading.html", block=block, level=heading_level(block))
        case Paragraph():
            made = tools.fill("blocks/paragraph.html", block=block)
        case Bullets():
            made = tools.fill("blocks/bullets.html", block=block)
        case Quotation():
            way, tongue = direction(plain(block.content)), language_tag(block.language)
            made = tools.fill("blocks/quotation.html", block=block, way=way, tongue=tongue)
        case _:
            assert_never(block)
    return made


def heading_level(block: Heading) -> int:
    """The level of a heading inside a page; page after page they begin at the same one."""
    return HIGHEST_IN_PAGE if block.level <= 3 else HIGHEST_IN_PAGE + 1


def figure_html(figure: Figure, tools: Tools) -> Markup:
    """A drawing for each width of its place, and the table behind them."""
    anchor = tools.anchors.new(figure.id)
    drawings = [(width, Markup(_drawing(figure, anchor, width, tools))) for width in WIDTHS]
    told, kind = numbers(figure, tools.texts), figure.style if isinstance(figure, Bars) else "other"
    return tools.fill(
        "blocks/figure.html",
        id=anchor,
        drawings=drawings,
        numbers=told,
        axis=axis_title(figure),
        kind=kind,
        matrix=isinstance(figure, Matrix),
    )


def _drawing(figure: Figure, anchor: str, width: Width, tools: Tools) -> str:
    drawn = figure if width == "wide" else without_axis_title(figure)
    return tools.looks.light(with_refs(tools.draw(drawn, width), tools.refs), f"{anchor}-shows")


def axis_title(figure: Figure) -> str:
    """What the axis of a figure measures and where it runs; answers that add up to 100% need no such words,
    and a matrix has them in the drawing."""
    return "" if isinstance(figure, Stack | Matrix) else figure.axis.title


def without_axis_title(figure: Figure) -> Figure:
    """The same figure, for narrow places: there the page sets the title under it, where it can take two lines."""
    return figure if isinstance(figure, Stack | Matrix) else replace(figure, axis=replace(figure.axis, title=""))


def with_refs(svg: str, refs: Refs) -> str:
    """The drawing with references to the evidence in the page instead of ids."""

    def written(found: re.Match[str]) -> str:
        ref = refs.of((unescape(found[1]),))
        return f' data-evidence="{ref}"' if ref else ""

    return re.sub(r' data-evidence="([^"]*)"', written, svg)


@dataclass(frozen=True)
class Part:
    """Rows of a table under one heading; the first part may have none."""

    heading: TableRow | None
    rows: tuple[TableRow, ...]


def table_html(table: Table, tools: Tools) -> Markup:
    """A table with its rows in parts."""
    spans = table.spans if any(text for text, _ in table.spans) else ()
    anchor = tools.anchors.new(table.id)
    return tools.fill(
        "blocks/table.html",
        table=table,
        id=anchor,
        parts=parts(table),
        spans=spans,
        starts=starts(spans),
        alignments=alignments(table),
    )


def starts(spans: tuple[tuple[str, int], ...]) -> frozenset[int]:
    """The columns that begin a group under a heading of its own, where several columns stand under it."""
    ends = list(accumulate((count for _, count in spans), initial=0))
    return frozenset(start for start, (_, count) in zip(ends, spans, strict=False) if start and count > 1)


def alignments(table: Table) -> tuple[str, ...]:
    """How each column is aligned: as its first cell is, so that a heading stands over its figures."""
    first = next((row.cells for row in table.rows if row.cells), ())
    return tuple(first[i].align if i < len(first) else "right" for i in range(len(table.columns)))


def parts(table: Table) -> tuple[Part, ...]:
    """The rows, cut before every heading of a part."""
    found: list[Part] = []
    for is_heading, group in groupby(table.rows, key=lambda row: row.kind == "part"):
        rows = tuple(group)
        if is_heading:
            found += [Part(row, ()) for row in rows]
        elif found:
            found[-1] = Part(found[-1].heading, rows)
        else:
            found.append(Part(None, rows))
    return tuple(found)
