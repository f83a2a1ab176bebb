"""Running text of a report: what a reader reads, and what the numbers in it rest on."""

from __future__ import annotations

from typing import Literal

from peil.records import record

Whose = Literal["everyone", "own", "other"]


@record
class Run:
    """Running text. `href` makes it a link."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


@record
class Value:
    """Text that rests on results: `evidence` are the ids of the estimates or contrasts behind it.

    `whose`: of whom it is said, seen from the group that the report is for.
    """

    text: str
    evidence: tuple[str, ...]
    strong: bool = False
    emphasis: bool = False
    whose: Whose = "everyone"


Inline = Run | Value
Inlines = tuple[Inline, ...]


def plain(inlines: Inlines) -> str:
    """The text without its marks."""
    return "".join(inline.text for inline in inlines)


@record
class Paragraph:
    """A paragraph of running text."""

    content: Inlines


@record
class Heading:
    """A heading inside a page."""

    content: Inlines
    level: int = 3


@record
class Bullets:
    """A list; each item is a row of inlines and the items below it."""

    items: tuple[tuple[Inlines, tuple[Inlines, ...]], ...]
    ordered: bool = False


@record
class Quotation:
    """A quotation, with who said it, and the code of its language where that may be another than the report's."""

    content: Inlines
    attribution: str = ""
    language: str = ""
