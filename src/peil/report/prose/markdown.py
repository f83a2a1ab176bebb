"""From the text of a chapter to its syntax tree, with every span told apart and placed.

CommonMark and tables, by markdown-it-py, with two rules of our own: a span `[text]{...}` and a directive
`::: name arguments`. HTML is off: it stands in the report as the text it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from peil.errors import Place, Problem
from peil.report.prose.source import FrontMatter, Locator, Source, front_matter, read_source

# A number that stands by itself: not part of a word, a longer number or a code like V2.
# Any dash may be meant as its sign; `typed` says which ones are one.
DASHES = "-−‐‑‒–—﹣－"
NUMBER = re.compile(rf"(?<![^\W_])(?<![.,])(?:(?<![^\s(*_\[])[{DASHES}+])?\d+(?:[.,]\d+)*(?![.,]?[^\W_])")
_TOUCHING = 40
_WORDS_BEFORE = re.compile(r"(?:[^\W\d_][\w’'-]*[ \n]+){1,2}$")
_WORDS_BEHIND = re.compile(r"(?:[ \n]+[^\W\d_][\w’'-]*){1,2}")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class NumberAt:
    """A number between brackets and where it stands in the source; `start` None = cannot be located."""

    text: str
    start: int | None


@dataclass(frozen=True)
class Span:
    """One `[text]{braces}`. `plain`: the text without marks. `sentence`: that around it. `nested`: has spans inside.

    `own`: the plain text that is in no span inside it. `before`, `after`: the plain text that touches it on the line.
    `beside`: the free text that touches it before and behind, up to a sign or another span.
    `block`: the line, counted from 0, where its paragraph, item, title or row begins.
    """

    text: str
    braces: str
    place: Place
    plain: str
    sentence: str
    numbers: tuple[NumberAt, ...]
    nested: bool = False
    own: str = ""
    before: str = ""
    after: str = ""
    beside: tuple[str, str] = ("", "")
    block: int = 0

    def __str__(self) -> str:
        return f"[{self.text}]{{{self.braces}}}"


@dataclass(frozen=True)
class Parsed:
    """A chapter taken apart: its source, front matter, tree, and its spans in the order of the text."""

    source: Source
    front: FrontMatter
    tree: SyntaxTreeNode
    spans: tuple[Span, ...]
    problems: tuple[Problem, ...]


def parse_chapter(file: str, text: str) -> Parsed:
    """Take a chapter apart. Line numbers of the tree are those of the file."""
    source = read_source(file, text)
    front = front_matter(source)
    skipped = source.starts[front.lines] if front.lines < len(source.starts) else len(text)
    # Blank lines in place of the front matter keep the line numbers.
    tokens = _PARSER.parse("\n" * front.lines + text[skipped:])
    spans: list[Span] = []
    problems = list(front.problems)
    line, after = -1, 0
    for token in tokens:
        if token.type != "inline" or token.map is None:
            continue
        if token.map[0] != line:
            line, after = token.map[0], 0
        locator = Locator(source, token.content, line, after)
        after = locator.end
        spans += _place_spans(token, locator, source)
    return Parsed(source, front, SyntaxTreeNode(tokens), tuple(spans), tuple(problems))


def span_of(node: SyntaxTreeNode) -> Span:
    """The span that a node of type "span" holds."""
    span = node.meta["span"]
    assert isinstance(span, Span)
    return span


def _place_spans(token: Token, locator: Locator, source: Source) -> list[Span]:
    """Make the spans of one inline token, and hang each on its opening token."""
    found = []
    plain, ranges = _ranges(token)
    for opened, start, end in ranges:
        raw, braces, at = opened.meta["text"], opened.meta["braces"], opened.meta["start"]
        inside = [(low, high) for other, low, high in ranges if at < other.meta["start"] < at + len(raw)]
        own = "".join(sign for place, sign in enumerate(plain[start:end], start) if not _within(place, inside))
        numbers = tuple(NumberAt(match[0], locator.offset(at + 1 + match.start())) for match in NUMBER.finditer(raw))
        offset = locator.offset(at)
        place = source.place(offset) if offset is not None else source.place_of_line(_line_of(token))
        one = Span(raw, braces, place, plain[start:end], _sentence(plain, start), numbers, bool(inside), own,
                   plain[max(0, start - _TOUCHING) : start], plain[end : end + _TOUCHING],
                   _beside(plain, start, end, ranges), _line_of(token))  # fmt: skip
        opened.meta["span"] = one
        found.append(one)
    return found


def _ranges(token: Token) -> tuple[str, list[tuple[Token, int, int]]]:
    """The plain text of an inline token, and for every span its opening token, start and end in it, in order."""
    plain, stack = "", list[tuple[Token, int]]()
    ranges: list[tuple[Token, int, int]] = []
    for child in token.children or ():
        if child.type == "span_open":
            stack.append((child, len(plain)))
        elif child.type == "span_close":
            ranges.append((*stack.pop(), len(plain)))
        else:
            plain += " " if child.type in ("softbreak", "hardbreak") else child.content
    return plain, sorted(ranges, key=lambda one: one[0].meta["start"])


def _beside(plain: str, start: int, end: int, ranges: list[tuple[Token, int, int]]) -> tuple[str, str]:
    """The one or two words before and behind a span that stand in no other span, with no sign between."""
    taken = [(low, high) for _, low, high in ranges]
    free = "".join("|" if _within(place, taken) else sign for place, sign in enumerate(plain))
    before, behind = _WORDS_BEFORE.search(free[:start]), _WORDS_BEHIND.match(free[end:])
    return before[0].strip() if before else "", behind[0].strip() if behind else ""


def _within(place: int, ranges: list[tuple[int, int]]) -> bool:
    return any(low <= place < high for low, high in ranges)


def _line_of(token: Token) -> int:
    return token.map[0] if token.map is not None else 0


def _sentence(plain: str, position: int) -> str:
    """The sentence around a position."""
    start = 0
    for end in _SENTENCE_END.finditer(plain):
        if end.start() > position:
            return plain[start : end.start()].strip()
        start = end.end()
    return plain[start:].strip()


def _span_rule(state: StateInline, silent: bool) -> bool:
    """`[text]{braces}`: bold and other marks may stand inside the brackets, other spans too."""
    if state.src[state.pos] != "[":
        return False
    start = state.pos
    end = state.md.helpers.parseLinkLabel(state, start, False)
    if end < 0 or state.src[end + 1 : end + 2] != "{":
        return False
    close = state.src.find("}", end + 2, state.posMax)
    if close < 0:
        return False
    if not silent:
        opened = state.push("span_open", "span", 1)
        opened.meta = {
            "start": start,
            "text": state.src[start + 1 : end],
            "braces": state.src[end + 2 : close],
        }
        maximum = state.posMax
        state.pos, state.posMax = start + 1, end
        state.md.inline.tokenize(state)
        state.posMax = maximum
        state.push("span_close", "span", -1)
    state.pos = close + 1
    return True


def _directive_rule(state: StateBlock, start_line: int, _end_line: int, silent: bool) -> bool:
    """A line `::: name arguments`. One line is the whole directive."""
    if state.is_code_block(start_line):
        return False
    begin, end = state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    if not state.src.startswith(":::", begin, end):
        return False
    if not silent:
        state.line = start_line + 1
        token = state.push("directive", "", 0)
        token.map = [start_line, state.line]
        token.content = state.src[begin:end].lstrip(":").strip()
    return True


def _any_address(url: str) -> bool:  # noqa: ARG001 - the parser calls it with the address
    return True


def _parser() -> MarkdownIt:
    """Reference definitions are off, because they vanish from the text without a word."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("reference")
    parser.inline.ruler.before("link", "span", _span_rule)
    # Every address is a link here, so that `inlines` can name the one that may not be used.
    parser.validateLink = _any_address  # type: ignore[method-assign]  # the documented way
    endings: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("table", "directive", _directive_rule, endings)
    return parser


_PARSER = _parser()
