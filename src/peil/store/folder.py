"""The folder STUDY/.peil: what stages made, each in a file that is named after the stage and the key of its input.

Anyone may throw it away at any time: what is not there is made again. What cannot be read is made again too, and what
cannot be written is not kept; neither ever stops a run. Several runs may use it at once: a file is written beside its
place and moved there when it is whole.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Protocol, TypeVar
from uuid import uuid4

from peil.store.keys import Key
from peil.store.packing import pack, unpack
from peil.watcher import Watcher

T = TypeVar("T")
FOLDER = ".peil"
# What is thrown away first is what was not used for the longest time.
MOST_BYTES = 300_000_000
_ABANDONED = 3600.0  # seconds after which nobody will finish a file that was begun
_IGNORE = "# Made by Peil. This folder may be thrown away at any time.\n*\n"
_DAMAGED = (ValueError, KeyError, TypeError, IndexError, EOFError)


class Stages(Protocol):
    """Whoever knows what the stages of a study made before."""

    def kept(self, key: Key, kind: type[T]) -> T | None:
        """What the stage made before of this input."""

    def keep(self, key: Key, value: object) -> None:
        """Keep what the stage made of this input."""


class NothingKept:
    """Every stage is run, as from Python."""

    def kept(self, key: Key, kind: type[T]) -> T | None:  # noqa: ARG002 - as the protocol says
        """Nothing."""
        return None

    def keep(self, key: Key, value: object) -> None:
        """Nothing happens; not even the fingerprint is made."""


def made(stages: Stages, key: Key, kind: type[T], make: Callable[[], T]) -> T:
    """What a stage makes of its input: before, or now."""
    kept = stages.kept(key, kind)
    if kept is not None:
        return kept
    value = make()
    stages.keep(key, value)
    return value


@dataclass(frozen=True)
class Store:
    """What is kept in a folder. `fresh`: nothing there is used, all is made and kept anew."""

    folder: Path
    watcher: Watcher
    fresh: bool = False
    most_bytes: int = MOST_BYTES

    def kept(self, key: Key, kind: type[T]) -> T | None:
        """What is kept of this input, if it is sound; who watches hears that it is used again."""
        file = self._file(key)
        if self.fresh or not (content := self._content(file, key)):
            return None
        try:
            head, _, packed = content.partition(b"\n")
            if head != _head(key, packed):
                raise ValueError("it does not hold what was written")
            value = unpack(kind, packed)
        except _DAMAGED as error:
            self.watcher.note(f"{file} is damaged and of no use, {key.stage} made again ({error})")
            return None
        self.watcher.reused(key.stage)
        with suppress(OSError):
            file.touch()
        return value

    def keep(self, key: Key, value: object) -> None:
        """Keep it, unless the input is no longer what it was when the stage began."""
        name = key.name
        if not key.holds():
            self.watcher.detail(f"{key.stage}: a data file was saved meanwhile, so this is not kept ({name})")
            return
        packed = pack(value)
        begun = self.folder / f"{uuid4().hex}.begun"
        try:
            self.folder.mkdir(exist_ok=True)
            ignore = self.folder / ".gitignore"
            if not ignore.is_file():
                ignore.write_text(_IGNORE, encoding="utf-8", newline="\n")
            with begun.open("wb") as file:
                file.writelines((_head(key, packed), b"\n", packed))
            begun.replace(self._file(key))
            self._tidy(self._file(key))
        except OSError as error:
            self.watcher.detail(f"{key.stage} not kept for the next time: {self.folder}: {error.strerror}")
            with suppress(OSError):
                begun.unlink()

    def _content(self, file: Path, key: Key) -> bytes:
        try:
            return file.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            self.watcher.detail(f"{key.stage} made again: {file}: {error.strerror}")
            return b""

    def _tidy(self, newest: Path) -> None:
        """Keep what was used last, as far as there is room; what another run removes meanwhile is gone."""
        room, now = self.most_bytes, time.time()
        for used, size, file in sorted(self._files(), reverse=True):
            room -= size
            if file != newest and (room < 0 if file.suffix == ".kept" else now - used > _ABANDONED):
                with suppress(OSError):
                    file.unlink()

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        for file in (*self.folder.glob("*.kept"), *self.folder.glob("*.begun")):
            with suppress(OSError):
                state = file.stat()
                yield state.st_mtime, state.st_size, file

    def _file(self, key: Key) -> Path:
        stage = "-".join(re.findall(r"\w+", key.stage))
        return self.folder / f"{stage}-{key.name}.kept"


def _head(key: Key, packed: bytes) -> bytes:
    return f"peil {key.stage} {key.name} {blake2b(packed, digest_size=16).hexdigest()}".encode()
