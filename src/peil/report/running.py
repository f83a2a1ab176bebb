"""Running text of a report: what a reader reads, and what the numbers in it rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Whose = Literal["everyone", "own", "other"]


@dataclass(frozen=True)
class Run:
    """Running text. `href` makes it a link."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str = ""


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text."""

    content: Inlines


@dataclass(frozen=True)
class Heading:
    """A heading inside a page."""

    content: Inlines
    level: int = 3


@dataclass(frozen=True)
class Bullets:
    """A list; each item is a row of inlines and the items below it."""

    items: tuple[tuple[Inlines, tuple[Inlines, ...]], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Quotation:
    """A quotation, with who said it, and the code of its language where that may be another than the report's."""

    content: Inlines
    attribution: str = ""
    language: str = ""
