"""A draft: chapters of pages, each with an id that depends on no wave, order or wording."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

_MOST_REMARKS = 4
_MOST_LETTERS = 300  # that stand beside a figure on a printed page
_MOST_OF_A_TITLE = 145  # that stand on two lines of a printed page
_SPAN = re.compile(r"\[([^\[\]]*)\]\{[^{}]*\}")


@dataclass(frozen=True)
class Piece:
    """A page of a chapter. `id`: readable key, "vr/question/contact". `title`: the finding. `remarks`: its sentences,
    each whole. `directive`: the figure, as behind `:::`; "" for none."""

    id: str
    title: str
    remarks: tuple[str, ...] = ()
    directive: str = ""

    @property
    def markdown(self) -> str:
        """The page as it stands in a chapter."""
        body = "\n".join(f"- {one}" for one in self.remarks) if len(self.remarks) > 1 else "".join(self.remarks)
        parts = [f"## {self.title}", body, f"::: {self.directive}" if self.directive else ""]
        return "\n\n".join(part for part in parts if part) + "\n"


@dataclass(frozen=True)
class DraftChapter:
    """A file of the draft. `name`: the name of its file, "02-overall.md". `survey`: what it is about, "" = several."""

    name: str
    title: str
    survey: str
    pieces: tuple[Piece, ...]

    @property
    def head(self) -> str:
        """What stands above the first page."""
        front = f"---\nsurvey: {self.survey}\n---\n" if self.survey else ""
        return f"{front}# {self.title}\n"

    @property
    def markdown(self) -> str:
        """The whole file."""
        return "\n".join((self.head, *(piece.markdown for piece in self.pieces)))


def letters(text: str) -> int:
    """How many letters a reader sees."""
    return len(_SPAN.sub(r"\1", text))


def stands_as_title(text: str) -> bool:
    """Whether a title stands on two lines."""
    return letters(text) <= _MOST_OF_A_TITLE


def fitting_title(names: Sequence[str], say: Callable[[list[str]], str]) -> str:
    """A title with as many of the names as stand on two lines, the first always; "" without names."""
    for count in range(len(names), 0, -1):
        title = say(list(names[:count]))
        if title and (count == 1 or stands_as_title(title)):
            return title
    return ""


def fitting(remarks: Iterable[str]) -> tuple[str, ...]:
    """As many of the remarks, in their order, as stand beside a figure; empty ones are none."""
    told: list[str] = []
    used = 0
    for one in remarks:
        if one and len(told) < _MOST_REMARKS and used + letters(one) <= _MOST_LETTERS:
            told.append(one)
            used += letters(one)
    return tuple(told)
