"""How high will it be? Estimates of what Typst will set, with the widths of our own font."""

from __future__ import annotations

from peil.rendering.charts.scene import CAP_HEIGHT
from peil.rendering.charts.text import Weight, width, wrap
from peil.rendering.pdf.grid import GRID
from peil.report.model import Facts, Inlines, Page, plain

_SAFETY = 4.0  # points: an estimate may be this much too low
_SUBTITLE_LEADING = 16.0
_FACTS_MEASURE = 600.0
GAP = 18.0  # points between the parts of a page


def lines(text: str, measure: float, size: float, weight: Weight = 400) -> int:
    """How many lines does this text take in a column?"""
    return len(wrap(text, measure, size, weight, lines=10_000)) if text else 0


def height_of(count: int, size: float, leading: float) -> float:
    """Points from the top of the capitals of the first line to the last baseline."""
    return (count - 1) * leading + size * CAP_HEIGHT if count else 0.0


def body_height(page: Page, foot_lines: int) -> float:
    """Points between the title and the foot of a page, whose foot is so many lines high."""
    return GRID.height - top_margin(page) - bottom_margin(foot_lines) - _SAFETY


def top_margin(page: Page) -> float:
    """Points above the body: kicker, title, subtitle."""
    # Our widths know no kerning, which makes a title narrower: one line by eye was two here. What is a little too wide
    # is set a little smaller (pages.typ), so that one line is right in any case.
    title = plain(page.title)
    titles = (
        1
        if width(title, GRID.title, 600) <= GRID.measure * GRID.title_slack
        else lines(title, GRID.measure, GRID.title, 600)
    )
    subtitles = lines(page.subtitle, GRID.measure, GRID.subtitle)
    above = height_of(titles, GRID.title, GRID.title_leading)
    subtitle = height_of(subtitles, GRID.subtitle, _SUBTITLE_LEADING) + (12 if subtitles else 0)
    return GRID.title_top + above + subtitle + (18 if subtitles else 26)


def bottom_margin(foot_lines: int) -> float:
    """Points below the body: the foot and the line at the bottom."""
    foot = height_of(foot_lines, GRID.foot, GRID.foot_leading)
    return GRID.bottom_line + 16 + (foot + 14 if foot_lines else 0)


def facts_height(block: Facts, size: float, leading: float) -> float:
    """Points that terms and their explanations take."""
    between = leading - size * CAP_HEIGHT
    made = 0.0
    for term, texts in block.pairs:
        count = sum(lines(plain(text), _FACTS_MEASURE, size) for text in texts)
        count = max(count, lines(term, 170, size, 600))
        made += height_of(count, size, leading) + 2 * facts_inset(leading) + 2 * between + 0.5
    return made


def facts_in_room(block: Facts, size: float, leading: float, room: float) -> Facts:
    """The same, an explanation that is higher than a sheet cut between its texts: each part has the term again."""
    made: list[tuple[str, tuple[Inlines, ...]]] = []
    for term, texts in block.pairs:
        part: tuple[Inlines, ...] = ()
        for text in texts:
            if part and facts_height(Facts(block.id, ((term, (*part, text)),)), size, leading) > room:
                made.append((term, part))
                part = ()
            part = (*part, text)
        made.append((term, part))
    return Facts(block.id, tuple(made))


def facts_sheets(block: Facts, size: float, leading: float, room: float) -> int:
    """How many sheets terms and their explanations take, each explanation whole where it fits on one."""
    count, used = 1, 0.0
    for pair in facts_in_room(block, size, leading, room).pairs:
        own = facts_height(Facts(block.id, (pair,)), size, leading)
        if used and used + own > room:
            count, used = count + 1, 0.0
        used += own
    return count


def facts_inset(leading: float) -> float:
    """Points above and below an explanation."""
    return leading * 0.6 - 5
