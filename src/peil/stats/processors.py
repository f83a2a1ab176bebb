"""Work that is divided over the processors: threads, for arrays and machine code release the interpreter's lock."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import local
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_here = local()


def each(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """What `work` gives for every item, in their order, whatever the processors.

    Work that is itself divided goes on one processor: the others have other items. The first that raises is raised.
    """
    if len(items) < 2 or getattr(_here, "divided", False):
        return [work(item) for item in items]

    def mark() -> None:
        _here.divided = True

    with ThreadPoolExecutor(min(os.cpu_count() or 1, len(items)), initializer=mark) as pool:
        # list() waits, and hands on what went wrong.
        return list(pool.map(work, items))


def runs(count: int) -> list[range]:
    """The numbers from 0 to `count` as one run of them for every processor, all about as long."""
    size = max(1, -(-count // (os.cpu_count() or 1)))
    return [range(start, min(start + size, count)) for start in range(0, count, size)]
