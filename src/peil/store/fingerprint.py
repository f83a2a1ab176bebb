"""Fingerprints: a short text that is the same for the same input, and for no other.

A stage is known by what it was made of: values of the study, the content of files, and the code that made it. All three
are hashed by content. The time of a file says nothing: it changes by copying, and stays when someone wants it to.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from hashlib import blake2b, file_digest
from importlib.metadata import version
from pathlib import Path, PurePath
from typing import Protocol

_PACKAGE = Path(__file__).resolve().parent.parent
# Parts of the package that no stage up to the published results reaches, or up to the results (a test keeps it so): a
# change in how a report looks leaves them as they are. `workflow` is not among them: it says what is done, in which
# order.
AFTER_PUBLISHED = frozenset(
    {"__main__", "cli", "commands", "console", "jobs", "drafting", "report", "rendering", "verifying"}
)
AFTER_RESULTS = AFTER_PUBLISHED | {"disclosure"}
# What else decides about the last digit, or the bytes of a file: what pyproject.toml says that the package needs.
_LIBRARIES = (
    "numpy", "scipy", "numba", "polars", "fastexcel", "pyreadstat", "pydantic", "PyYAML", "Jinja2", "markdown-it-py",
    "Babel", "typst",
)  # fmt: skip


class Hash(Protocol):
    """A sum that takes bytes."""

    def update(self, data: bytes, /) -> None:
        """Take these bytes in."""


def fingerprint(*values: object) -> str:
    """32 hexadecimal digits for frozen values: equal ones, in any order of a set, have the same."""
    made = blake2b(digest_size=16)
    for value in values:
        _take_in(made, value)
    return made.hexdigest()


def _take_in(made: Hash, value: object) -> None:
    """Every value is written with its class and, where it holds others, how many: no two can read the same."""
    name = type(value).__name__
    if is_dataclass(value) and not isinstance(value, type):
        parts: Iterable[object] = [part for one in fields(value) for part in (one.name, getattr(value, one.name))]
    elif isinstance(value, Mapping):
        name, parts = "map", [part for pair in value.items() for part in pair]
    elif isinstance(value, tuple | list):
        name, parts = "list", value
    elif isinstance(value, frozenset | set):
        name, parts = "set", sorted(fingerprint(one) for one in value)
    elif value is None or isinstance(value, str | bool | int | float | date | Enum | PurePath):
        text = repr(value).encode()
        made.update(f"{name}:{len(text)}:".encode() + text)
        return
    else:
        raise TypeError(f"{name}: such a value has no fingerprint; add it to store/fingerprint.py")
    parts = list(parts)
    made.update(f"{name}[{len(parts)}".encode())
    for part in parts:
        _take_in(made, part)


def of_file(path: Path) -> str:
    """The fingerprint of what a file holds."""
    state = path.stat()
    return _of_content(path, (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino))


@lru_cache(maxsize=1000)
def _of_content(path: Path, _state: tuple[int, ...]) -> str:
    """Read once by a process, as long as the system says that nobody wrote to it."""
    with path.open("rb") as file:
        return file_digest(file, lambda: blake2b(digest_size=16)).hexdigest()


@cache
def of_code(without: frozenset[str] = frozenset(), package: Path = _PACKAGE) -> str:
    """The fingerprint of this Peil: every file of the package but for some parts, Python, and the libraries below it.

    The content of the files and not the version: who changes Peil never sees what an earlier Peil made.
    """
    made = blake2b(digest_size=16)
    files = (file for file in package.rglob("*") if file.suffix != ".pyc" and file.is_file())
    for name, file in sorted((file.relative_to(package).as_posix(), file) for file in files):
        if name.partition("/")[0].removesuffix(".py") not in without | {"examples"} and "__pycache__" not in name:
            made.update(f"{name}\0{file.stat().st_size}\0".encode() + file.read_bytes())
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    made.update("\0".join([sys.version, platform.machine(), *libraries]).encode())
    return made.hexdigest()
