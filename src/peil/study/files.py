"""The data files that a study names: where they can be, and which are not there."""

from __future__ import annotations

from pathlib import Path

from peil.errors import Problem
from peil.study.model import Study, Wave
from peil.study.wording import listed, nearest


def missing_files(study: Study, data_folder: Path | None = None) -> tuple[Problem, ...]:
    """A problem for every wave whose data file is not there. `data_folder` (--data) replaces the study's own folder."""
    return tuple(
        _missing(wave, study, data_folder)
        for survey in study.surveys.values()
        for wave in survey.waves
        if wave.data is not None and not any(path.is_file() for path in _paths(study, wave.data, data_folder))
    )


def _paths(study: Study, data: str, folder: Path | None) -> list[Path]:
    """Where the data reader looks: as written, and in a folder of its own also by the bare name, and as CSV."""
    if folder is None:
        return [study.folder / data]
    written = Path(data)
    return [
        folder / written,
        folder / written.name,
        folder / written.with_suffix(".csv"),
        folder / f"{written.stem}.csv",
    ]


def _missing(wave: Wave, study: Study, data_folder: Path | None) -> Problem:
    path = _paths(study, wave.data or "", data_folder)[0]
    beside = sorted(one.name for one in path.parent.iterdir() if one.is_file()) if path.parent.is_dir() else []
    near = nearest(path.name, beside)
    remedy = f"Did you mean {near!r}?" if near else f"The folder holds {listed(beside, 'and') or 'no files'}."
    if not path.parent.is_dir():
        remedy = f"There is no folder {path.parent.as_posix()}: create it, or name another with --data FOLDER."
    return Problem(
        wave.place, f"waves > {wave.label} > data", f"{wave.data!r}, which is not there", "a data file", remedy
    )
