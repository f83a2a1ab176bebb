"""Find a wave's data file, and read every file once, however many waves stand in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from peil.data import wording
from peil.data.files import SUFFIXES, RawTable, read_file
from peil.data.ledger import Ledger
from peil.errors import DataError, Place, Problem
from peil.study.model import Study, Survey, Wave

# Stands beside data that were made up.
INVENTED = "invented.txt"


def data_paths(study: Study, wave: Wave, folder: Path | None) -> list[Path]:
    """Where a wave's data may stand, best first.

    Without `folder` only where the study says, counted from its own folder. With `folder` (the option --data): the
    path as the study writes it, the bare file name, and the same as CSV, which is how a rehearsal is written.
    """
    assert wave.data is not None
    if folder is None:
        return [study.folder / wave.data]
    written = Path(wave.data)
    return [
        folder / written,
        folder / written.name,
        folder / written.with_suffix(".csv"),
        folder / written.with_suffix(".csv").name,
    ]


class Tables(Protocol):
    """Where the tables of the waves come from. `whole`: whether all rows of a wave are in its table; `doubles_known`:
    whether respondents who stand in a file more than once have been treated already.
    """

    ledger: Ledger
    whole: bool
    doubles_known: bool

    def table(self, survey: Survey, wave: Wave) -> RawTable | None:
        """The wave's table, or None when there is none to be read."""


def data_path(study: Study, wave: Wave, folder: Path | None) -> Path | None:
    """The data file of a wave that is there; None where it has none, or none is there."""
    paths = data_paths(study, wave, folder) if wave.data is not None else []
    return next((one for one in paths if one.is_file()), None)


def rehearses(study: Study, folder: Path | None) -> bool:
    """Whether data of a study were invented for a rehearsal: a file beside them says so. `folder`: as in data_paths."""
    waves = [wave for survey in study.surveys.values() for wave in survey.waves if wave.data is not None]
    paths = [path for wave in waves if (path := data_path(study, wave, folder)) is not None]
    places = {path.parent for path in paths} | {study.folder if folder is None else folder}
    return any((place / INVENTED).is_file() for place in places)


def data_files(study: Study, folder: Path | None) -> tuple[tuple[str, Path], ...]:
    """Every data file of a study that is there, once: what messages call it, and where it is."""
    files = Files(study, folder, Ledger())
    waves = [wave for survey in study.surveys.values() for wave in survey.waves if wave.data is not None]
    found = [(wave, path) for wave in waves if (path := files.path(wave)) is not None]
    return tuple(dict.fromkeys((files.name(wave, path), path) for wave, path in found))


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
        return str(wave.data) if self.folder is None else path.as_posix()

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
        name = str(wave.data) if self.folder is None else path.as_posix()
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
