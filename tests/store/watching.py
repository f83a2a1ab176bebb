"""A watcher who remembers what it was told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Listener:
    """Everything a run told, by kind."""

    ran: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """A stage runs."""
        self.ran.append(name)
        yield

    def reused(self, name: str) -> None:
        """A stage need not run."""
        self.again.append(name)

    def note(self, text: str) -> None:
        """What everyone should know."""
        self.notes.append(text)

    def problem(self, text: str) -> None:
        """What went wrong and stopped nothing."""
        self.notes.append(text)

    def detail(self, text: str) -> None:
        """What someone who asks for more wants to know."""
        self.details.append(text)
