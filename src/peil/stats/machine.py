"""Machine code: functions that numba compiles when a module with such a function is first imported.

The code is kept in the package's __pycache__, or in the user's cache folder where that may not be written, so that only
the first run on a machine compiles. Importing numba takes longer than all tables of a small study: modules that use
this one are imported where they are needed, not at the top.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])
_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
_compiling: list[float] = []
_not_kept: set[str] = set()
_one_at_a_time = Lock()


def compiled(*signature: Any, exact: bool = False) -> Callable[[Function], Function]:
    """A decorator: the function as machine code that releases the interpreter's lock; dividing by zero is no error.

    `signature`: numba's, as "void(float64[::1])"; without one a function is compiled into those that call it. `exact`:
    to the bits that Python gives, without joining a product and a sum into one step.
    """
    options = _OPTIONS if exact else _OPTIONS | {"fastmath": {"contract"}}

    def decorate(function: Function) -> Function:
        import numba

        njit: Any = numba.njit  # its overloads do not know that options may be given by a mapping
        # Numba compiles one function at a time: who waits for another thread does not compile.
        with _one_at_a_time:
            start = time.perf_counter()
            try:
                made = njit(*signature, cache=True, **options)(function)
            except RuntimeError:
                # Numba found no folder that may be written: this process compiles for itself.
                made = njit(*signature, **options)(function)
                _not_kept.add(function.__name__)
            if signature and not made.stats.cache_hits:
                _compiling.append(time.perf_counter() - start)
        return cast(Function, made)

    return decorate


def seconds_compiling() -> float:
    """Seconds that this process spent on compiling here; 0 where the machine code was found from an earlier run."""
    return sum(_compiling)


def is_kept() -> bool:
    """Whether the next process finds what this one compiled."""
    return not _not_kept
