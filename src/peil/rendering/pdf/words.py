"""Running text as data for the template: strings stay strings there, so nothing in them is ever read as markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from peil.rendering.fonts import direction, language_tag
from peil.report.model import Block, Bullets, Facts, Heading, Inlines, Paragraph, Quotation, Run, plain

Data = dict[str, object]
Prose = Paragraph | Heading | Bullets | Quotation
# Dutch has words of 30 letters; a break inside them would hide them from a search in the PDF.
_LONG_WORD = re.compile(r"\S{31,}")
_AFTER = re.compile(r"(?<=[/.@?&=_-])(?=\w)")
_BREAK = "\u200b"  # no width: a line may end here


def breakable(text: str) -> str:
    """The text with places where a line may end in words too long for a column, as addresses are."""
    return _LONG_WORD.sub(_with_breaks, text)


def _with_breaks(match: re.Match[str]) -> str:
    parts = _AFTER.split(match[0])
    return _BREAK.join(_BREAK.join(part[i : i + 20] for i in range(0, len(part), 20)) for part in parts)


def inlines(content: Inlines) -> list[Data]:
    """Runs with their marks; a value is text like any other in print."""
    return [
        {
            "text": breakable(inline.text),
            "strong": inline.strong,
            "emphasis": inline.emphasis,
            "href": inline.href if isinstance(inline, Run) else "",
        }
        for inline in content
    ]


def prose(blocks: Sequence[Block]) -> list[Data]:
    """Blocks of running text; the levels of headings follow each other without a skip, from level 3."""
    made: list[Data] = []
    level = 2
    for block in blocks:
        match block:
            case Heading():
                level = min(max(block.level, 3), level + 1)
                made.append({"kind": "heading", "level": level, "content": inlines(block.content)})
            case Paragraph():
                made.append({"kind": "paragraph", "content": inlines(block.content)})
            case Quotation():
                made.append(_quotation(block))
            case Bullets():
                items = [
                    {"content": inlines(item), "below": [inlines(each) for each in below]}
                    for item, below in block.items
                ]
                made.append({"kind": "bullets", "ordered": block.ordered, "items": items})
            case _:
                raise TypeError(f"{type(block).__name__} is not running text")
    return made


def _quotation(block: Quotation) -> Data:
    return {
        "kind": "quotation",
        "content": inlines(block.content),
        "attribution": breakable(block.attribution),
        "language": language_tag(block.language).partition("-")[0],
        "direction": direction(plain(block.content)),
    }


def facts(block: Facts) -> Data:
    """Terms and their explanations, for the template."""
    pairs = [{"term": breakable(term), "texts": [inlines(text) for text in texts]} for term, texts in block.pairs]
    return {"kind": "facts", "pairs": pairs}
