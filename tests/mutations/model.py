"""What a mutation is: one change in one file of the reference study, as a slip makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "a number or its words",
    "another question, group or wave",
    "a claim",
    "the words of a claim",
    "rows of the data",
    "columns and codes of the data",
    "weights and waves",
    "the study",
    "translations",
    "quotes and benchmarks",
    "a closed wave",
]


@dataclass(frozen=True)
class Mutation:
    """A change in the file `file` of the study. `change` gives its new text, None for a file that is left out.

    `name`: what went wrong, as a table tells it.
    """

    kind: Kind
    name: str
    file: str
    change: Callable[[str], str | None]

    @property
    def in_text(self) -> bool:
        """Whether it changes a chapter: the figures stay as they are."""
        return self.file.startswith("chapters/")


def replaced(old: str, new: str) -> Callable[[str], str]:
    """The first `old` becomes `new`; it must be there, or nothing would have been changed."""

    def change(text: str) -> str:
        assert old in text, f"{old!r} is not in the file"
        return text.replace(old, new, 1)

    return change


def left_out(_: str) -> None:
    """The file is not there."""
    return
