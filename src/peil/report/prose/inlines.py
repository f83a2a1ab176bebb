"""From the inline nodes of Markdown to the inlines of a report: spans become values with their evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from markdown_it.tree import SyntaxTreeNode

from peil.errors import Place, Problem
from peil.report.model import Inline, Inlines, Run, Value, Whose
from peil.report.prose.markdown import Span, span_of
from peil.report.prose.source import Source

# Where a link may lead: a page of the web, a mail address, or a place in this report.
ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s/]|#.", re.IGNORECASE)
OPEN_SPAN = "]{"
OPEN_LINK = "]("


@dataclass(frozen=True)
class Told:
    """What a checked span becomes: the ids behind it, the text to put for the typed number ("" = leave it), and of whom
    it is said, seen from the group that the report is for."""

    evidence: tuple[str, ...]
    typed: str = ""
    number: str = ""
    whose: Whose = "everyone"


@dataclass(frozen=True)
class _Style:
    """What is around a piece of text."""

    strong: bool = False
    emphasis: bool = False
    href: str = ""
    told: Told | None = None


class InlineBuilder:
    """Builds inlines and collects what cannot be told in them."""

    def __init__(self, told: Mapping[Span, Told], source: Source) -> None:
        self._told = told
        self._source = source
        self.name = ""  # of the group that the report is for, in a passage for groups
        self.problems: list[Problem] = []

    def build(self, node: SyntaxTreeNode, place: Place) -> Inlines:
        """The inlines of a node, neighbours of the same style joined."""
        return _joined(self._walk(node.children, _Style(), place))

    def _walk(self, nodes: Iterable[SyntaxTreeNode], style: _Style, place: Place) -> list[Inline]:
        found: list[Inline] = []
        for node in nodes:
            match node.type:
                case "text" | "code_inline":
                    self._refuse_unread(node.content, place)
                    found.append(_piece(self._named(node.content), style))
                case "softbreak" | "hardbreak":
                    found.append(_piece(" ", style))
                case "strong":
                    found += self._walk(node.children, replace(style, strong=True), place)
                case "em":
                    found += self._walk(node.children, replace(style, emphasis=True), place)
                case "link":
                    found += self._link(node, style, place)
                case "span":
                    found += self._span(node, style, place)
                case "inline":
                    found += self._walk(node.children, style, place)
                case other:
                    self.problems.append(Problem(place, f"{other} in a text", "", "words, bold, italics and links"))
        return found

    def _named(self, text: str) -> str:
        """The text with the name of the group where `{group}` stands for it."""
        return text.replace("{group}", self.name) if self.name else text

    def _link(self, node: SyntaxTreeNode, style: _Style, place: Place) -> list[Inline]:
        if style.told is not None:
            self.problems.append(Problem(place, "a link within the brackets of a value or claim", "", "words"))
        href = str(node.attrs.get("href", ""))
        if not ADDRESS.match(href):
            where = self._source.place_of_text(_written(href), place)
            expected = "one that begins with https://, http:// or mailto:, or # and the name of a chapter or page"
            found = f"`{_written(href)}`" if href else "nothing"
            self.problems.append(Problem(where, "the address of a link", found, expected))
        return self._walk(node.children, replace(style, href=href), place)

    def _span(self, node: SyntaxTreeNode, style: _Style, place: Place) -> list[Inline]:
        # A span that was refused has no figure; its text stands in for it until the build stops.
        return self._walk(node.children, replace(style, told=self._told.get(span_of(node), Told(()))), place)

    def _refuse_unread(self, text: str, place: Place) -> None:
        """What was meant as a span or a link, and was read as text."""
        if OPEN_SPAN in text:
            what = "a value or claim that is not closed, or stands in code"
            self.problems.append(Problem(self._source.place_of_text(text, place), what, repr(text), "[text]{...}"))
        if OPEN_LINK in text:
            what = "a link that cannot be used: its address has a space in it, or a value or claim stands in its words"
            self.problems.append(Problem(self._source.place_of_text(text, place), what, repr(text), "[words](address)"))


def _written(href: str) -> str:
    """An address as the writer typed it, as far as can be told: Markdown encodes spaces and letters with accents."""
    return unquote(href)


def _piece(text: str, style: _Style) -> Inline:
    if style.told is None:
        return Run(text, style.strong, style.emphasis, style.href)
    told = style.told
    if told.typed:
        text = text.replace(told.typed, told.number, 1)
    return Value(text, told.evidence, style.strong, style.emphasis, told.whose)


def _joined(inlines: list[Inline]) -> Inlines:
    """Neighbours that differ in text only become one."""
    joined: list[Inline] = []
    for one in inlines:
        before = joined[-1] if joined else None
        if isinstance(before, Run) and isinstance(one, Run) and replace(before, text=one.text) == one:
            joined[-1] = replace(before, text=before.text + one.text)
        elif one.text:
            joined.append(one)
    return tuple(joined)
