"""What the stages of a run hand on, as it is kept for the next run (store/). Reading it back loads no verb."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from peil.errors import Problem
from peil.results.model import HiddenFigure, Published, Results


@dataclass(frozen=True)
class Counted:
    """What came of it, what a person should know of the data, and which approved quotes do not stand in them."""

    results: Results
    notes: tuple[str, ...]
    unquoted: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What may be handed out, what a person should know of the data, and which approved quotes do not stand in them."""

    published: Published
    notes: tuple[str, ...]
    unquoted: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Withheld:
    """What may not be handed out, without all that may."""

    figures: Sequence[HiddenFigure]


@dataclass(frozen=True)
class Rendered:
    """The files of a report in one language, by name, what a person should know of the data, and which approved quotes
    are not in it. `by_hand`: how many numbers in its chapters were typed by hand."""

    files: Mapping[str, bytes]
    notes: tuple[str, ...]
    unquoted: tuple[Problem, ...] = ()
    by_hand: int = 0

    def of(self, files: Sequence[Path]) -> Rendered:
        """The same with these files, as they stand on disk."""
        return replace(self, files={file.name: file.read_bytes() for file in files})

    def written(self, folder: Path) -> tuple[Path, ...]:
        """Write them into the folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self.files.items():
            (folder / name).write_bytes(content)
        return tuple(folder / name for name in self.files)


@dataclass(frozen=True)
class Tabled:
    """That the tables of these results stand in a folder: how many estimates and contrasts they hold, what a person
    should know of the data, and which approved quotes do not stand in them."""

    estimates: int
    contrasts: int
    notes: tuple[str, ...]
    unquoted: tuple[Problem, ...] = ()
