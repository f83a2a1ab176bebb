"""A spot in a file: it knows where it is, and puts down what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass

from peil.errors import Place, Problem
from peil.study.positions import Document, Trail


@dataclass(frozen=True)
class Spot:
    """Where something stands in a document, with the list in which all problems of the study come together.

    `spot / "overall" / "text"` goes inside. `heading` is put before the trail in messages.
    """

    document: Document
    problems: list[Problem]
    trail: Trail = ()

    def __truediv__(self, key: str | int) -> Spot:
        return Spot(self.document, self.problems, (*self.trail, key))

    @property
    def quiet(self) -> Spot:
        """The same spot, whose problems are heard by nobody: for what was looked at before."""
        return Spot(self.document, [], self.trail)

    @property
    def place(self) -> Place:
        """File, line and column."""
        return self.document.place(self.trail)

    @property
    def thing(self) -> str:
        """How messages name it: `questions > overall > kind`; the place of a list is counted from 1."""
        return thing(self.trail) or "the file"

    def problem(self, found: str, expected: str = "", remedy: str = "") -> None:
        """Put down that this is wrong here."""
        self.problems.append(Problem(self.place, self.thing, found, expected, remedy))


def thing(trail: Trail) -> str:
    """A trail in words: `contacts > 2 > role`; what has no name of its own is left out."""
    parts = [str(part + 1) if isinstance(part, int) else part for part in trail]
    return " > ".join(part for part in parts if part)
