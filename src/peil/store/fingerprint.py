"""Fingerprints: a short text that is the same for the same input, and for no other.

A stage is known by what it was made of: values of the study, the content of files, and the code that made it. All three
are hashed by content. The time of a file says nothing: it changes by copying, and stays when someone wants it to.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from hashlib import blake2b, file_digest
from importlib.metadata import distribution, version
from pathlib import Path, PurePath

_PACKAGE = Path(__file__).resolve().parent.parent
# Parts of the package that no stage up to the published results reaches, or up to the results (a test keeps it so): a
# change in how a report looks leaves them as they are. `workflow` is not among them: it says what is done, in which
# order.
AFTER_PUBLISHED = frozenset(
    {"__main__", "cli", "commands", "console", "jobs", "drafting", "report", "rendering", "verifying"}
)
AFTER_RESULTS = AFTER_PUBLISHED | {"disclosure"}
# What stands in the package and is none of its code.
_NO_PART = frozenset({"examples", "__pycache__"})
# What else decides about the last digit, or the bytes of a file: what pyproject.toml says that the package needs.
_LIBRARIES = (
    "numpy", "scipy", "numba", "llvmlite", "highspy", "polars", "fastexcel", "pyreadstat", "pydantic", "PyYAML",
    "Jinja2", "markdown-it-py", "Babel", "typst",
)  # fmt: skip


_PLAIN = (str, bool, int, float, date, Enum, PurePath)


def fingerprint(*values: object) -> str:
    """32 hexadecimal digits for frozen values: equal ones, in any order of a set, have the same."""
    parts: list[str] = []
    for value in values:
        _take_in(parts, value)
    return blake2b("".join(parts).encode(), digest_size=16).hexdigest()


def _take_in(parts: list[str], value: object) -> None:
    """Every value is written with its class and, where it holds others, how many: no two can read the same."""
    kind = type(value)
    if value is None or isinstance(value, _PLAIN):
        text = repr(value)
        parts.append(f"{kind.__name__}:{len(text)}:{text}")
        return
    name, held = _held(kind, value)
    parts.append(f"{name}[{len(held)}")
    for one in held:
        _take_in(parts, one)


def _held(kind: type, value: object) -> tuple[str, Sequence[object]]:
    """What the fingerprint calls a value, and the values that it holds."""
    if is_dataclass(kind):
        called, names = _called(kind)
        return called, [getattr(value, name) for name in names]
    if isinstance(value, Mapping):
        return "map", [part for pair in value.items() for part in pair]
    if isinstance(value, tuple | list):
        return "list", value
    if isinstance(value, frozenset | set):
        return "set", sorted(fingerprint(one) for one in value)
    raise TypeError(f"{kind.__name__}: such a value has no fingerprint; add it to store/fingerprint.py")


@cache
def _called(kind: type) -> tuple[str, tuple[str, ...]]:
    """A dataclass by its name and those of its fields, and these."""
    names = tuple(field.name for field in fields(kind))
    return f"{kind.__name__}({','.join(names)})", names


def of_file(path: Path) -> str:
    """The fingerprint of what a file holds."""
    state = path.stat()
    return _of_content(path, (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino))


@lru_cache(maxsize=1000)
def _of_content(path: Path, _state: tuple[int, ...]) -> str:
    """Read once by a process, as long as the system says that nobody wrote to it."""
    with path.open("rb") as file:
        return file_digest(file, lambda: blake2b(digest_size=16)).hexdigest()


def of_code(without: frozenset[str] = frozenset(), package: Path = _PACKAGE) -> str:
    """The fingerprint of this Peil: every file of the package but for some parts, Python, and the libraries below it.

    The content of the files and not the version: who changes Peil never sees what an earlier Peil made.
    """
    parts = sorted(name for name in os.listdir(package) if name.removesuffix(".py") not in without | _NO_PART)
    return fingerprint([(name, of_part(package / name)) for name in parts], _below())


@cache
def of_part(part: Path) -> str:
    """The fingerprint of a file or folder of the package, read once by a process; without what Python made of it."""
    if part.is_file():
        return blake2b(part.read_bytes(), digest_size=16).hexdigest()
    inner = sorted(name for name in os.listdir(part) if name not in _NO_PART and not name.endswith(".pyc"))
    return fingerprint([(name, of_part(part / name)) for name in inner])


@cache
def _below() -> tuple[str, ...]:
    """Python, the machine, and the libraries that decide."""
    # What a library says of itself has its version, and much more: to look that up in it takes longer than to take all.
    told = (distribution(name).read_text("METADATA") or version(name) for name in _LIBRARIES)
    return (sys.version, platform.machine(), *told)
