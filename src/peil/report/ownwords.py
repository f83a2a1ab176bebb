"""Which sentences of a chapter stand in the report of a group: what is said of that group, and what of everyone.

A sentence is of whom its values and claims are said. One that names the group, also beside others, is its own; one
about other groups alone is left out. A sentence without values goes with the one before it.

A text that opens with everyone and comes to the group later is told of everyone: it names the group where it comes to
it, but nothing in it says that its first figure is not the group's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from peil.report.model import Block, Bullets, Heading, Inline, Inlines, Paragraph, Quotation, Run, Table, Value
from peil.report.prose.model import Prose
from peil.study.benchmarks import BENCHMARK, CITATION

Kind = Literal["own", "everyone", "other", "bare"]
_END = re.compile(r"(?<=[.!?])[”\"’)]*\s+(?=[“\"‘(]?[A-Z0-9À-Þ])")


@dataclass(frozen=True)
class Words:
    """The prose of a page: what is said of the group, and what of everyone. `own_fits`: some of what is said of the
    group is about what the page shows. `coming`: how many texts about everyone come to the group."""

    own: tuple[Block, ...]
    everyone: tuple[Block, ...]
    own_fits: bool = True
    coming: int = 0

    @property
    def count(self) -> int:
        """How much is said of the group: paragraphs, items and tables, and what comes to it."""
        return sum(len(one.items) if isinstance(one, Bullets) else 1 for one in self.own) + self.coming


def kind_of(content: Iterable[Inline]) -> Kind:
    """Of whom a piece of text is said."""
    said = {one.whose for one in content if isinstance(one, Value) and is_of_respondents(one)}
    if "own" in said:
        return "own"
    if "other" in said:
        return "other"
    return "everyone" if said else "bare"


def is_of_respondents(value: Value) -> bool:
    """Whether it rests on respondents: a citation or a benchmark is of nobody, and goes with the sentence before it."""
    outside = [name.split("/")[1:2] in ([BENCHMARK], [CITATION]) for name in value.evidence]
    return not outside or not all(outside)


def is_own_title(title: Inlines) -> bool:
    """Whether a title is about the group alone, or about it and everyone."""
    said = {one.whose for one in title if isinstance(one, Value)}
    return "own" in said and "other" not in said


def opens_with_everyone(title: Inlines) -> bool:
    """Whether the first figure of a title is of everyone: at the top of a page it would be read as the group's."""
    return _place_of(title) == "everyone"


def words_of(prose: Sequence[Prose], shown: frozenset[str], keys: Mapping[str, str]) -> Words:
    """The prose of a page that shows these questions, told apart; of everyone only what is about them. `keys`: by
    survey the group of the report."""
    found = [(kind, _resting(block, keys)) for one in prose for kind, block in _told_apart(one, shown)]
    own, everyone = (_joined([block for kind, block in found if kind == wanted]) for wanted in _BOTH)
    coming = [part for block in everyone for part in _pieces(block) if kind_of(part) == "own"]
    fits = any(_touches(part, shown) for part in (*coming, *(part for block in own for part in _pieces(block))))
    return Words(own, everyone, fits, len(coming))


def resting_on(content: Inlines, keys: Mapping[str, str]) -> Inlines:
    """A text of which the values rest on the group and on everyone: "the highest of all" opens no figure of another
    group. One that names others rests on them."""
    return tuple(_narrowed(one, keys) if isinstance(one, Value) else one for one in content)


def _resting(block: Block, keys: Mapping[str, str]) -> Block:
    match block:
        case Paragraph(content=content):
            return Paragraph(resting_on(content, keys))
        case Bullets(items=items):
            told = ((resting_on(head, keys), tuple(resting_on(one, keys) for one in below)) for head, below in items)
            return replace(block, items=tuple(told))
        case _:
            return block


def _narrowed(value: Value, keys: Mapping[str, str]) -> Value:
    def of_group(identity: str) -> bool:
        name = identity.partition("~")[0].split("/")
        own = keys.get(name[0], "")
        return name[-1] in (own, "all", "account") or name[-1].startswith(f"{own},")

    kept = tuple(one for one in value.evidence if of_group(one))
    return replace(value, evidence=kept) if kept else value


def _joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with lists that have come to stand behind each other as one."""
    made: list[Block] = []
    for block in blocks:
        before = made[-1] if made else None
        if isinstance(before, Bullets) and isinstance(block, Bullets) and before.ordered == block.ordered:
            made[-1] = replace(before, items=(*before.items, *block.items))
        else:
            made.append(block)
    return tuple(made)


def _pieces(block: Block) -> Iterator[Inlines]:
    match block:
        case Bullets(items=items):
            yield from (piece for head, below in items for piece in (head, *below))
        case Paragraph(content=content):
            yield content
        case _:
            pass


def _touches(content: Inlines, shown: frozenset[str]) -> bool:
    """Whether a value in a text is about one of these questions."""
    ids = (name for one in content if isinstance(one, Value) for name in one.evidence)
    return any(parts[2:3] and parts[2].partition("=")[0] in shown for parts in (name.split("/") for name in ids))


def _told_apart(prose: Prose, shown: frozenset[str]) -> Iterator[tuple[Literal["own", "everyone"], Block]]:
    match prose.block:
        case Bullets() as block:
            for kind in _BOTH:
                items = tuple(item for one in block.items if (item := _item(one, kind, shown)) is not None)
                if items:
                    yield kind, replace(block, items=items, ordered=block.ordered and len(items) > 1)
        case Paragraph(content=content):
            for kind in _BOTH:
                kept = _kept(content, kind, shown)
                if kept:
                    yield kind, Paragraph(kept)
        case Table() as table:
            if "own" in prose.whose and "other" not in prose.whose:
                yield "own", table
        case Heading() | Quotation():
            pass


_BOTH: tuple[Literal["own", "everyone"], ...] = ("own", "everyone")
_Item = tuple[Inlines, tuple[Inlines, ...]]


def _item(item: _Item, kind: Literal["own", "everyone"], shown: frozenset[str]) -> _Item | None:
    """An item as far as it is of this kind. What stands below leans on its head, and is of whom the head is."""
    head, below = item
    place = _place_of(head)
    if place == "other":
        return None
    if place == "bare":
        kept = tuple(part for one in below if (part := _kept(one, kind, shown)))
        mine = _kept(head, kind, shown)
        return (mine or head, kept) if mine or kept else None
    if place != kind:
        return None
    kept = tuple(part for one in below if _place_of(one) in (kind, "own", "bare") and (part := _told(one, kind)))
    whole = (*head, *(part for one in kept for part in one))
    return (_told(head, kind), kept) if _belongs(whole, kind, shown) else None


def _place_of(content: Inlines) -> Kind:
    """Of whom a text is told: of everyone where it opens with a figure of everyone, also if it comes to the group."""
    kinds = [kind_of((one,)) for one in content if isinstance(one, Value) and is_of_respondents(one)]
    if "own" in kinds:
        return "own" if kinds[0] != "everyone" else "everyone"
    return kind_of(content)


def _kept(content: Inlines, kind: Literal["own", "everyone"], shown: frozenset[str]) -> Inlines:
    """The sentences of a paragraph or item that stay, where it is told of these; nothing where it is not."""
    return _told(content, kind) if _place_of(content) == kind and _belongs(content, kind, shown) else ()


def _belongs(content: Inlines, kind: Literal["own", "everyone"], shown: frozenset[str]) -> bool:
    """Whether a text has a place on the page: of everyone what is about its figures, or comes to the group."""
    return kind == "own" or _touches(content, shown) or kind_of(content) == "own"


def _told(content: Inlines, kind: Literal["own", "everyone"]) -> Inlines:
    """The sentences that stay in a text that is told of the group, or of everyone.

    One in which the group is named stays with all that it says of everyone. Left out are those about other groups and,
    in a text about the group, those about everyone alone; with them what leans on them.
    """
    kept: list[Inline] = []
    staying = True
    for part in sentences(content):
        match kind_of(part):
            case "own":
                staying = True
            case "other":
                staying = False
            case "everyone":
                staying = staying and kind == "everyone"
            case "bare":
                pass
        if staying:
            kept += part
    return _trimmed(tuple(kept))


def sentences(content: Inlines) -> list[Inlines]:
    """The text cut behind every sentence; a value is never cut."""
    text = "".join(one.text if isinstance(one, Run) else "\0" * len(one.text) for one in content)
    whole = "".join(one.text for one in content)
    ends = [found.end() for found in _END.finditer(whole) if "\0" not in text[found.start() : found.end()]]
    parts: list[Inlines] = []
    rest = content
    for length in (end - start for start, end in zip([0, *ends], ends, strict=False)):
        first, rest = _cut(rest, length)
        parts.append(first)
    return [part for part in (*parts, rest) if part]


def _cut(content: Inlines, length: int) -> tuple[Inlines, Inlines]:
    """The first so many characters, and the rest."""
    first: list[Inline] = []
    for place, one in enumerate(content):
        if length <= 0:
            return tuple(first), content[place:]
        if len(one.text) > length:
            return (*first, replace(one, text=one.text[:length])), (
                replace(one, text=one.text[length:]),
                *content[place + 1 :],
            )
        first.append(one)
        length -= len(one.text)
    return tuple(first), ()


def _trimmed(content: Inlines) -> Inlines:
    """Without the space at its end, which stood before a sentence that is left out."""
    if not content or not isinstance(content[-1], Run):
        return content
    last = replace(content[-1], text=content[-1].text.rstrip())
    return (*content[:-1], last) if last.text else content[:-1]
