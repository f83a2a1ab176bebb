"""How high will it be? Estimates of what Typst will set, with the widths of our own font."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from peil.render.charts.text import Weight, wrap
from peil.render.pdf.grid import GRID
from peil.report.model import Block, Bullets, Foot, Heading, Page, Paragraph, Quotation, plain

_SAFETY = 6.0  # points: an estimate may be this much too low


def lines(text: str, width: float, size: float, weight: Weight = 400) -> int:
    """How many lines does this text take in a column?"""
    return len(wrap(text, width, size, weight, lines=10_000)) if text else 0


def body_height(page: Page) -> float:
    """Points between the title and the foot of a page."""
    return GRID.height - top_margin(page) - bottom_margin(page.foot) - _SAFETY


def top_margin(page: Page) -> float:
    """Points above the body: kicker, title, subtitle."""
    title = lines(plain(page.title), GRID.measure, GRID.title, 600) * GRID.title_leading
    subtitle = lines(page.subtitle, GRID.measure, GRID.subtitle) * GRID.subtitle * 1.4
    return GRID.title_top + title + subtitle + 18


def bottom_margin(foot: Foot) -> float:
    """Points below the body: the foot and the line at the bottom."""
    room = GRID.column - 62
    asked = sum(lines(text, room, GRID.foot) for text in (*foot.question, *foot.base))
    noted = sum(lines(text, room, GRID.foot) for text in (*foot.marks, *foot.notes))
    height = max(asked, noted) * GRID.foot_leading
    return GRID.bottom_line + 16 + (height + 14 if height else 0)


def prose_height(blocks: Iterable[Block], width: float) -> float:
    """Points that running text takes in a column."""
    return sum(_block_height(block, width) for block in blocks)


def _block_height(block: Block, width: float) -> float:
    leading, size = GRID.body_leading, GRID.body
    match block:
        case Paragraph():
            return lines(plain(block.content), width, size) * leading + 8
        case Heading():
            return lines(plain(block.content), width, size, 600) * leading + 16
        case Quotation():
            extra = leading if block.attribution else 0
            return lines(plain(block.content), width - 16, size) * leading + extra + 14
        case Bullets():
            rows = [(item, 16) for item, _ in block.items] + [(each, 32) for _, below in block.items for each in below]
            return sum(lines(plain(row), width - indent, size) * leading + 6 for row, indent in rows) + 4
        case _:
            return inf
