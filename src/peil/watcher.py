"""Who wants to know how far a long run is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Watcher(Protocol):
    """Someone who wants to know how far a long run is."""

    def stage(self, name: str) -> AbstractContextManager[None]:
        """Called around every stage, with its name."""

    def note(self, text: str) -> None:
        """Called with what a person should know although nothing stops: a repair, a warning."""


class Silent:
    """A watcher who does not look."""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:  # noqa: ARG002 - the name is part of the protocol
        """Nothing happens."""
        yield

    def note(self, text: str) -> None:
        """Nobody hears."""
