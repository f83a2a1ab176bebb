"""Machine code: loops over arrays that numba compiles once, and that run without numba ever after.

Loading numba takes longer than all tables of a small study. What it compiled is therefore kept (`kept`) and linked by
llvmlite, a small part of numba, when a loop is first called: only the first run on a machine compiles.
"""

from __future__ import annotations

import ctypes
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import numpy as np

Function = TypeVar("Function", bound=Callable[..., Any])
# Whether to the bits that Python gives, by function.
_helpers: dict[Callable[..., Any], bool] = {}
_compiling: list[float] = []
_not_kept: set[str] = set()
_one_at_a_time = Lock()
# Machine code writes here what it raised, which only numba could read; whether it did, its status says.
_outcome = ctypes.create_string_buffer(16)


def joined(function: Function) -> Function:
    """A decorator: the function is compiled into the loops that call it."""
    _helpers[function] = False
    return function


def joined_exactly(function: Function) -> Function:
    """The same, to the bits that Python gives, as `compiled` has it: for what adding up in another order would lose."""
    _helpers[function] = True
    return function


def compiled(signature: str, exact: bool = False) -> Callable[[Callable[..., None]], Loop]:
    """A decorator: the function as machine code; dividing by zero is no error in it.

    `signature`: numba's, as "void(float64[:,::1], int64)". `exact`: to the bits that Python gives, without joining a
    product and a sum into one step or adding up in another order. The function allocates nothing, which
    would need numba. What it raises is told without its type and its words.
    """
    return lambda function: Loop(function, signature, exact)


class Loop:
    """A function over arrays that releases the interpreter's lock. `function`: the same, as Python."""

    def __init__(self, function: Callable[..., None], signature: str, exact: bool) -> None:
        self.function, self.signature, self.exact = function, signature, exact
        self._arguments = [_Argument.read(one) for one in re.findall(r"\w+(?:\[[^]]*\])?", signature)[1:]]
        self._kinds = [kind for part in self._arguments for kind in part.kinds]
        self._run: Callable[..., int] | None = None

    def __call__(self, *arguments: Any) -> None:
        """Run it. TypeError for an array of another type or shape, or one that does not lie in one piece. RuntimeError
        where the function raises: what it was to fill is then half done."""
        run = self._run or self._load()
        given: list[Any] = []
        for part, one in zip(self._arguments, arguments, strict=True):
            given += part.passed(one) if part.dimensions else (one,)
        status = run(_outcome, _outcome, *given)
        if status:
            raise RuntimeError(
                f"machine code: loop {self.function.__name__} ended with status {status}, expected 0. It raised an "
                "error: call its `function`, the same in Python, to see which"
            )

    def _load(self) -> Callable[..., int]:
        # Who waits for another thread does not compile, and finds what that one loaded.
        with _one_at_a_time:
            if self._run is None:
                made = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, ctypes.c_char_p, *self._kinds)
                self._run = made(self._address())
            return self._run

    def _letters(self) -> str:
        # Two addresses in front: of where the outcome is written.
        return "pp" + "".join({ctypes.c_void_p: "p", ctypes.c_double: "d"}.get(kind, "i") for kind in self._kinds)

    def _address(self) -> int:
        # Here and not at the top: llvmlite, which few commands need.
        from peil.stats.kept import key_of, linked, read, write

        source = Path(self.function.__code__.co_filename)
        name, key = f"{source.stem}.{self.function.__name__}", key_of(source.parent, self.signature, self.exact)
        code = read(source.parent, name, key)
        if code is None:
            # Here and not at the top: this is what loads numba.
            from peil.stats.compiling import object_code

            start = time.perf_counter()
            code = object_code(self.function, self.signature, self.exact, _helpers, self._letters())
            _compiling.append(time.perf_counter() - start)
            if not write(source.parent, name, key, code):
                _not_kept.add(name)
        return linked(code)


@dataclass(frozen=True)
class _Argument:
    """A number, or an array of so many dimensions."""

    type: np.dtype[Any]
    dimensions: int

    @staticmethod
    def read(text: str) -> _Argument:
        """From numba's way of writing it: "int64", "float64[:,::1]"."""
        name, _, shape = text.partition("[")
        return _Argument(np.dtype(name), shape.count(",") + 1 if shape else 0)

    @property
    def kinds(self) -> list[Any]:
        """How C has it."""
        if self.dimensions:
            return (
                [ctypes.c_void_p] * 2
                + [ctypes.c_ssize_t] * 2
                + [ctypes.c_void_p]
                + [ctypes.c_ssize_t] * (2 * self.dimensions)
            )
        return [ctypes.c_double if self.type.kind == "f" else ctypes.c_int64]

    def passed(self, array: Any) -> tuple[Any, ...]:
        """As numba hands an array on: two owners, of which it has none, size, bytes an entry, address, shape, steps."""
        if array.dtype != self.type or array.ndim != self.dimensions or not array.flags.c_contiguous:
            raise TypeError(
                f"machine code: found an array of {array.dtype} with shape {array.shape}, expected {self.type}, "
                f"{self.dimensions} dimensions, in one piece"
            )
        return None, None, array.size, array.itemsize, array.ctypes.data, *array.shape, *array.strides


def seconds_compiling() -> float:
    """Seconds that this process spent on compiling; 0 where the machine code was found from an earlier run."""
    return sum(_compiling)


def is_kept() -> bool:
    """Whether the next process finds what this one compiled."""
    return not _not_kept
