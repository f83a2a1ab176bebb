"""A chapter whose every number and claim has been checked: prose blocks, and directives still to become blocks."""

from __future__ import annotations

from dataclasses import dataclass

from peil.errors import Place, Problem
from peil.report.model import Bullets, Heading, Inlines, Paragraph, Quotation, Table, Whose

ProseBlock = Paragraph | Heading | Bullets | Quotation | Table


@dataclass(frozen=True)
class Prose:
    """A block of prose and where it stands. `whose`: of a table, of whom its values are said."""

    block: ProseBlock
    place: Place
    whose: frozenset[Whose] = frozenset()


@dataclass(frozen=True)
class Directive:
    """A line `::: trend overall by directorate`: name "trend", arguments "overall by directorate"."""

    name: str
    arguments: str
    place: Place


Element = Prose | Directive


@dataclass(frozen=True)
class CheckedPage:
    """A page: its title says the finding."""

    title: Inlines
    elements: tuple[Element, ...]
    place: Place


@dataclass(frozen=True)
class CheckedChapter:
    """A chapter in one language. `name`: the file's name without number and ending ("01-overall.md" is "overall").

    `survey`: as in the front matter, "" when the chapter names none. `lead`: what stands before the first page.
    """

    file: str
    name: str
    language: str
    survey: str
    title: Inlines
    lead: tuple[Element, ...]
    pages: tuple[CheckedPage, ...]
    place: Place


@dataclass(frozen=True)
class Change:
    """One number that was rewritten."""

    place: Place
    written: str
    becomes: str


@dataclass(frozen=True)
class Refreshed:
    """A chapter with its numbers rewritten. `text`: equal to the old one but for the changed numbers.

    `broken_claims`: claims that no longer hold. `unresolved`: spans that could not be computed (a figure that is
    hidden now, a name that does not exist); their numbers were left as they are.
    """

    file: str
    text: str
    changes: tuple[Change, ...]
    broken_claims: tuple[Problem, ...]
    unresolved: tuple[Problem, ...] = ()
