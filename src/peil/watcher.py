"""Who wants to know how far a long run is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Watcher(Protocol):
    """Someone who wants to know how far a long run is."""

    def stage(self, name: str) -> AbstractContextManager[None]:
        """Called around every stage, with its name."""

    def reused(self, name: str) -> None:
        """Called for a stage that was not run, because what it made before still holds."""

    def note(self, text: str) -> None:
        """Called with what a person should know although nothing stops: a repair, a warning."""

    def problem(self, text: str) -> None:
        """Called with what went wrong although nothing stops: an approved quote that is not printed."""

    def detail(self, text: str) -> None:
        """Called with what only a person who asks for more wants to know."""


class Silent:
    """A watcher who does not look."""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:  # noqa: ARG002 - the name is part of the protocol
        """Nothing happens."""
        yield

    def reused(self, name: str) -> None:
        """Nobody hears."""

    def note(self, text: str) -> None:
        """Nobody hears."""

    def problem(self, text: str) -> None:
        """Nobody hears."""

    def detail(self, text: str) -> None:
        """Nobody hears."""
