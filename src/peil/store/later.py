"""What stages made, kept beside the work: who waits for the outcome does not wait until it is kept."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

from peil.store.folder import Stages
from peil.store.keys import Key

T = TypeVar("T")


class Later:
    """Keeps in a thread of its own, one after the other; at the end of `with` all is kept, or what went wrong raised.

    What was just made is not found before it is kept: a run asks for an outcome before it makes it, and never again.
    """

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        self._keeper = ThreadPoolExecutor(1)
        self._keeping: list[Future[None]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._keeper.shutdown()
        for one in self._keeping if error is None else ():
            one.result()

    def kept(self, key: Key, kind: type[T]) -> T | None:
        """As kept elsewhere."""
        return self._stages.kept(key, kind)

    def keep(self, key: Key, value: object) -> None:
        """Soon. What the input was is found out now."""
        assert key.name
        self._keeping.append(self._keeper.submit(self._stages.keep, key, value))
