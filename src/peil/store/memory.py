"""What stages made, kept in memory too: for a process that builds again and again."""

from __future__ import annotations

from typing import Any, TypeVar

from peil.store.folder import Stages
from peil.store.keys import Key

T = TypeVar("T")


class Remembered:
    """The last outcome of every stage, before whatever else is kept."""

    def __init__(self, stages: Stages) -> None:
        self.stages = stages
        self._last: dict[str, tuple[str, Any]] = {}

    def kept(self, key: Key, kind: type[T]) -> T | None:
        """From memory, else as kept elsewhere."""
        name, value = self._last.get(key.stage, ("", None))
        if name == key.name and isinstance(value, kind):
            return value
        found = self.stages.kept(key, kind)
        if found is not None:
            self._last[key.stage] = key.name, found
        return found

    def keep(self, key: Key, value: object) -> None:
        """In both, unless the input changed meanwhile."""
        if key.name and key.holds():
            self._last[key.stage] = key.name, value
        self.stages.keep(key, value)
