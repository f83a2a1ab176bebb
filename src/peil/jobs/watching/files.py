"""Which files of a study were saved: looked at five times a second, which any system and any network disk can do."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

State = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Looked:
    """The files in some folders, but for hidden ones and those in folders `without`."""

    folders: tuple[Path, ...]
    without: tuple[Path, ...]

    def state(self) -> State:
        """By path the date and size of every file."""
        left_out = {os.path.abspath(folder) for folder in self.without}
        return {
            path: (state.st_mtime_ns, state.st_size)
            for folder in self.folders
            for path, state in _files(os.path.abspath(folder), left_out)
        }


def _files(folder: str, left_out: set[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Files that vanish while they are looked at are not there."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        # Editors write beside a file before they put it in its place: .name.swp, name~.
        if entry.name.startswith((".", "__pycache__")) or entry.name.endswith("~") or entry.path in left_out:
            continue
        try:
            if entry.is_dir():
                yield from _files(entry.path, left_out)
            else:
                yield entry.path, entry.stat()
        except OSError:
            continue
