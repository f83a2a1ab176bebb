"""The data files of a study, each read once, however many waves stand in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from peil.data import wording
from peil.data.files import SUFFIXES, RawTable, read_file
from peil.data.ledger import Ledger
from peil.data.paths import data_path, data_paths, told_as
from peil.errors import DataError, Place, Problem
from peil.study.model import Study, Survey, Wave


class Tables(Protocol):
    """Where the tables of the waves come from. `whole`: whether all rows of a wave are in its table; `doubles_known`:
    whether respondents who stand in a file more than once have been treated already.
    """

    ledger: Ledger
    whole: bool
    doubles_known: bool

    def table(self, survey: Survey, wave: Wave) -> RawTable | None:
        """The wave's table, or None when there is none to be read."""


@dataclass
class Files:
    """The data files of a study. A file that cannot be used is in the ledger once, and None ever after."""

    study: Study
    folder: Path | None
    ledger: Ledger
    whole: bool = True
    doubles_known: bool = False
    _read: dict[tuple[Path, str | None], RawTable | None] = field(default_factory=dict)

    def path(self, wave: Wave) -> Path | None:
        """The wave's file, or None when there is none."""
        path = data_path(self.study, wave, self.folder)
        if path is None:
            self.ledger.problem(self._missing(wave, data_paths(self.study, wave, self.folder)[0]))
        return path

    def name(self, wave: Wave, path: Path) -> str:
        """What messages call the file."""
        return told_as(wave, path, self.folder)

    def table(self, survey: Survey, wave: Wave) -> RawTable | None:
        """The wave's table, or None when there is a problem with its file."""
        del survey
        path = self.path(wave)
        if path is None:
            return None
        key = (path, wave.sheet)
        if key not in self._read:
            self._read[key] = self._open(path, wave)
        return self._read[key]

    def _open(self, path: Path, wave: Wave) -> RawTable | None:
        try:
            return read_file(path, self.name(wave, path), wave.sheet)
        except DataError as error:
            for problem in error.problems:
                self.ledger.problem(problem)
            return None

    def _missing(self, wave: Wave, path: Path) -> Problem:
        name = self.name(wave, path)
        folder = path.parent
        if self.folder is not None and not folder.is_dir():
            folder = self.folder
        existing = [one.name for one in folder.iterdir()] if folder.is_dir() else []
        data_files = sorted(one for one in existing if one.lower().endswith(SUFFIXES))
        near = wording.nearest(path.name, data_files)
        if near:
            remedy = f"Did you mean {near!r}?"
        elif data_files:
            remedy = f"That folder holds {wording.listed(data_files, 'and')}."
        else:
            remedy = "That folder holds no data files." if folder.is_dir() else "That folder does not exist either."
        expected = f"the data of wave {wave.label} ({wave.place})"
        return Problem(Place(name), "data file", "no such file", expected, remedy)
