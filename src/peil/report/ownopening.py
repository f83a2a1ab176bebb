"""What stays of a text that opens with another group and names the group of the report further on.

A sentence in which both are named reads as it stands: "Asylum gives a 7.3, naturalisation a 7.0". One that tells the
other group's figure without its name leans on the title above it and would be read as the group's own; one that begins
with "that" leans on a sentence that is gone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from peil.report.model import Bullets, Inlines, Paragraph, Value, plain
from peil.report.ownwords import is_of_respondents, kind_of, sentences
from peil.report.prose.model import Prose

_LEANS = re.compile(
    r"^\W*(?:dat|dit|die|deze|daar\w*|hier\w*|zij|ze|ook|zo|evenmin|that|this|these|those|they|it|so|there|also|neither)\b"
    r"|\b(?:is|zijn|was|waren|ligt|geldt) (?:dat|dit|ook|zo)\b|\b(?:is|are|was|were) (?:that|this|so|too|it)\b"
    r"|\b(?:dat|dit|that|this|it) (?:is|was)\b",
    re.IGNORECASE,
)
_STEM = 6  # letters of a label by which a text names it: "onderwijs" of "onderwijsinstellingen"


@dataclass(frozen=True)
class Names:
    """What groups are called. `labels`: by survey and key of the group, "vr/directorate=asylum"."""

    labels: Mapping[str, str]

    def named(self, value: Value, text: str) -> bool:
        """Whether a text names a group that a value rests on."""
        keys = {
            f"{survey}/{link}"
            for survey, *_, group in (one.partition("~")[0].split("/") for one in value.evidence)
            for link in group.split(",")
        }
        return any(_stands_in(self.labels[key], text) for key in keys if key in self.labels)


def _stands_in(label: str, text: str) -> bool:
    word = max(re.findall(r"\w+", label.lower()) or [label.lower()], key=len)
    return re.search(rf"(?<!\w){re.escape(word[:_STEM])}", text.lower()) is not None


def standing(prose: Prose, names: Names) -> Prose:
    """The same prose without what cannot stand in the report of the group."""
    match prose.block:
        case Paragraph(content=content):
            return replace(prose, block=Paragraph(_standing(content, names)))
        case Bullets(items=items) as block:
            told = ((_standing(head, names), below) for head, below in items)
            return replace(prose, block=replace(block, items=tuple(one for one in told if one[0])))
        case _:
            return prose


def _standing(content: Inlines, names: Names) -> Inlines:
    """All of a text that opens otherwise; else the sentences that tell of the group by themselves, or nothing."""
    said = [one.whose for one in _figures(content)]
    if said[:1] != ["other"] or "own" not in said:
        return content
    kept: list[Inlines] = []
    staying, lost = True, False
    for part in sentences(content):
        if kind_of(part) != "bare":
            staying = kind_of(part) == "own" and _stands(part, lost, names)
            lost = lost or not staying
        kept += [part] if staying else []
    return tuple(one for part in kept for one in part) if any(kind_of(part) == "own" for part in kept) else ()


def _stands(part: Inlines, lost: bool, names: Names) -> bool:
    """Whether a sentence that names the group says by itself of whom its first figure is. `lost`: one before it is left
    out."""
    first, text = _figures(part)[0], plain(part)
    if lost and _LEANS.search(text):
        return False
    return first.whose == "own" or (first.whose == "other" and names.named(first, text))


def _figures(content: Inlines) -> list[Value]:
    return [one for one in content if isinstance(one, Value) and is_of_respondents(one)]
