"""Start a study folder, and write its data as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from peil.data.model import Data
from peil.data.scaffold import scaffold
from peil.data.write import write_data
from peil.study.model import Study
from peil.study.new import new_study as start_study


def new_study(folder: Path, source: Path | None = None, language: str | None = None) -> None:
    """Start a study folder, empty or from the names and labels of a data file.

    `language`: its only language; without it an empty study has both, and one from a file has English.
    """
    if source is None:
        start_study(folder, language)
    else:
        scaffold(source, folder, language or "en")


def save_data(study: Study, data: Data, folder: Path, formats: Sequence[str]) -> tuple[Path, ...]:
    """Write the harmonised, weighted data of every survey, a file per format."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{study.id}-{survey}.{kind}" for survey in data.surveys for kind in formats]
    for file, (survey, _) in zip(files, ((s, k) for s in data.surveys for k in formats), strict=True):
        write_data(study, data, survey, file)
    return tuple(files)
