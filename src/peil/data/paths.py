"""Where the data files of a study are. Nothing here reads one, or loads what could."""

from __future__ import annotations

from pathlib import Path

from peil.study.model import Study, Wave

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
    waves = [wave for survey in study.surveys.values() for wave in survey.waves if wave.data is not None]
    found = [(wave, path) for wave in waves if (path := data_path(study, wave, folder)) is not None]
    return tuple(dict.fromkeys((told_as(wave, path, folder), path) for wave, path in found))


def told_as(wave: Wave, path: Path, folder: Path | None) -> str:
    """What messages call the data file of a wave. `folder`: as in data_paths."""
    return str(wave.data) if folder is None else path.as_posix()
