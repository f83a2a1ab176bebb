"""From the syntax tree of a chapter to its checked form: a title, pages, blocks of prose and directives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from markdown_it.tree import SyntaxTreeNode

from peil.errors import Place, Problem
from peil.language import Language
from peil.report.model import (
    Bullets,
    Heading,
    Inlines,
    Paragraph,
    Quotation,
    Run,
    Table,
    TableCell,
    TableRow,
    Value,
    Whose,
    plain,
)
from peil.report.prose.inlines import InlineBuilder, Told
from peil.report.prose.markdown import Parsed, Span, span_of
from peil.report.prose.model import CheckedChapter, CheckedPage, Directive, Element, Prose
from peil.report.prose.passages import OPENS, Passages

# What Markdown calls the blocks that a chapter cannot hold, in words for a message.
_NAMES = {"hr": "a line (---)", "fence": "a block of code", "code_block": "an indented block of code"}
_PREFIX = re.compile(r"^\d+[-_ ]*")
_ATTRIBUTION = re.compile(r"^[—–]\s*")


NO_PASSAGES = Passages()


class DocumentBuilder:
    """Builds one checked chapter; `problems` gathers what has no place in a chapter."""

    def __init__(
        self, parsed: Parsed, told: Mapping[Span, Told], language: Language, passages: Passages = NO_PASSAGES
    ) -> None:
        self._parsed = parsed
        self._passages = passages
        self._language = language
        self._told = told
        self._inlines = InlineBuilder(told, parsed.source)
        self._problems: list[Problem] = []
        self._title: Inlines = ()
        self._title_place = parsed.source.place_of_line(0)
        self._lead: list[Element] = []
        self._pages: list[tuple[Inlines, Place, list[Element]]] = []
        self._heading = ""
        self._tables = 0

    @property
    def problems(self) -> list[Problem]:
        """Everything that could not be told."""
        return self._problems + self._inlines.problems

    def build(self) -> CheckedChapter:
        """The chapter; call `problems` afterwards."""
        source, values = self._parsed.source, self._parsed.front.values
        for node in self._parsed.tree.children:
            self._add(node)
        if not self._title and "title" in values:
            self._title = (Run(values["title"]),)
        if not self._title:
            self._problems.append(Problem(source.place_of_line(0), "chapter without a title", "", "a line `# Title`"))
        pages = tuple(CheckedPage(title, tuple(found), place) for title, place, found in self._pages)
        path = PurePosixPath(source.file.replace("\\", "/"))
        name = _PREFIX.sub("", path.stem) or path.stem
        survey = values.get("survey", "")
        return CheckedChapter(
            source.file, name, self._language.code, survey, self._title, tuple(self._lead), pages,
            self._title_place,
        )  # fmt: skip

    def _place(self, node: SyntaxTreeNode) -> Place:
        return self._parsed.source.place_of_line(node.map[0] if node.map is not None else 0)

    def _text(self, node: SyntaxTreeNode) -> Inlines:
        return self._inlines.build(node, self._place(node))

    def _add(self, node: SyntaxTreeNode) -> None:
        """Put one block of the chapter in its place; of a passage for groups what stands in this report."""
        place, line = self._place(node), _line(node)
        passage = self._passages.at(line)
        self._inlines.name = self._passages.name if passage is not None else ""
        if passage is not None and (line in (passage.first, passage.last) or passage not in self._passages.own):
            return
        if self._passages.skips(line) and node.type == "paragraph":
            return
        match node.type:
            case "heading":
                self._add_heading(node, place)
            case "directive":
                self._add_directive(node, place)
            case "paragraph":
                self._add_element(Prose(Paragraph(self._text(node)), place))
            case "bullet_list" | "ordered_list":
                self._add_element(Prose(self._bullets(node), place))
            case "blockquote":
                self._add_element(Prose(self._quotation(node), place))
            case "table":
                self._add_element(Prose(self._table(node), place, self._whose(node)))
            case other:
                self._refuse(other, place, "paragraphs, headings, lists, quotations, tables and directives")

    def _whose(self, node: SyntaxTreeNode) -> frozenset[Whose]:
        """Of whom the values of a table are said."""
        spans = (span_of(one) for one in node.walk() if one.type == "span")
        return frozenset(self._told[one].whose for one in spans if one in self._told)

    def _add_element(self, element: Element) -> None:
        (self._pages[-1][2] if self._pages else self._lead).append(element)

    def _add_heading(self, node: SyntaxTreeNode, place: Place) -> None:
        """`#` is the title of the chapter, `##` begins a page, anything deeper is a heading in the page."""
        level = int(node.tag[1:])
        # A title that does not hold for the group gives way to the one of its figure.
        text = () if self._passages.skips(_line(node)) else self._text(node)
        self._heading = plain(text)
        if level > 2 and not text:
            return
        if level > 2:
            self._add_element(Prose(Heading(text, level), place))
        elif level == 2:
            self._pages.append((text, place, []))
        elif self._title or self._pages:
            self._problems.append(
                Problem(place, f"`# {plain(text)}`", "a title where the chapter has begun", "one `#`, on top",
                        "Pages begin with `##`; another chapter is another file.")
            )  # fmt: skip
        else:
            self._title, self._title_place = text, place

    def _add_directive(self, node: SyntaxTreeNode, place: Place) -> None:
        name, _, arguments = node.content.partition(" ")
        if name in ("", OPENS):  # where no passage begins or ends: that has been told
            return
        self._add_element(Directive(name, arguments.strip(), place))

    def _bullets(self, node: SyntaxTreeNode) -> Bullets:
        """A list of at most two levels."""
        items = tuple(
            (self._item(item), tuple(self._item(below) for below in self._items_below(item)))
            for item in node.children
            if not self._passages.skips(_line(item))
        )
        return Bullets(items, ordered=node.type == "ordered_list")

    def _items_below(self, item: SyntaxTreeNode, deepest: bool = False) -> list[SyntaxTreeNode]:
        below = [
            under for child in item.children if child.type in ("bullet_list", "ordered_list")
            for under in child.children if not self._passages.skips(_line(under))
        ]  # fmt: skip
        if deepest:
            return below
        for under in below:
            for deeper in self._items_below(under, deepest=True):
                self._refuse("a third level of a list", self._place(deeper), "two levels")
        return below

    def _item(self, item: SyntaxTreeNode) -> Inlines:
        """The text of an item, without the items below it."""
        return _as_one(self._paragraphs(item, "a list item", ("bullet_list", "ordered_list")))

    def _paragraphs(self, node: SyntaxTreeNode, where: str, passed: tuple[str, ...] = ()) -> list[Inlines]:
        """The paragraphs of an item or quotation."""
        found: list[Inlines] = []
        for child in node.children:
            if child.type == "paragraph":
                found.append(self._text(child))
            elif child.type not in passed:
                self._refuse(f"{_NAMES.get(child.type, child.type)} in {where}", self._place(child), "text")
        return found

    def _quotation(self, node: SyntaxTreeNode) -> Quotation:
        """A quotation; a last paragraph that begins with a dash says who is quoted."""
        found = self._paragraphs(node, "a quotation")
        said_by = plain(found[-1]) if len(found) > 1 else ""
        if not _ATTRIBUTION.match(said_by):
            return Quotation(_as_one(found))
        return Quotation(_as_one(found[:-1]), _ATTRIBUTION.sub("", said_by))

    def _table(self, node: SyntaxTreeNode) -> Table:
        """A table: its first column and its first row are headings."""
        self._tables += 1
        head, *body = (row for part in node.children for row in part.children)
        columns = [plain(self._text(cell)) for cell in head.children]
        rows = tuple(self._row(row) for row in body if not self._passages.skips(_line(row)))
        name = _PREFIX.sub("", PurePosixPath(self._parsed.source.file.replace("\\", "/")).stem)
        caption = self._language.text("Table with “{heading}”", heading=self._heading)
        return Table(f"prose/{name}/table/{self._tables}", caption, columns[0], tuple(columns[1:]), rows)

    def _row(self, node: SyntaxTreeNode) -> TableRow:
        """A row; with its heading in bold it is a total."""
        heading = self._text(node.children[0])
        bold = bool(heading) and all(one.strong for one in heading)
        cells = tuple(self._cell(cell) for cell in node.children[1:])
        return TableRow(plain(heading), cells, kind="total" if bold else "row")

    def _cell(self, node: SyntaxTreeNode) -> TableCell:
        """A cell; without an alignment of its own, a cell with a value or number stands to the right."""
        inlines = self._text(node)
        text = plain(inlines)
        evidence = next((one.evidence[0] for one in inlines if isinstance(one, Value) and one.evidence), "")
        strong = bool(inlines) and all(one.strong for one in inlines)
        style = str(node.attrs.get("style", ""))
        right = "right" in style or (not style and (evidence or re.fullmatch(r"[\s\d.,%+−–-]*", text)))
        return TableCell(text, evidence, strong=strong, align="right" if right else "left", content=_marked(inlines))

    def _refuse(self, what: str, place: Place, expected: str) -> None:
        self._problems.append(Problem(place, f"{_NAMES.get(what, what)} has no place in a chapter", "", expected))


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] if node.map is not None else 0


def _marked(content: Inlines) -> tuple[Run, ...]:
    """The text in runs, where some of it looks or does other than the rest; else ()."""
    runs = tuple(one if isinstance(one, Run) else Run(one.text, one.strong, one.emphasis) for one in content)
    looks = {(one.strong, one.emphasis, one.href) for one in runs}
    whole = len(looks) <= 1 and not any(emphasis or href for _, emphasis, href in looks)
    return () if whole else runs


def _as_one(texts: list[Inlines]) -> Inlines:
    """Paragraphs as one text, with a space between them."""
    return tuple(piece for text in texts for piece in (Run(" "), *text))[1:]
