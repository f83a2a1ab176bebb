"""Read a study folder: the one way from files to a Study.

    read_study      the study, or a StudyError with every problem at once
    check_study     every problem, without raising for any of them
    missing_files   data files that are not where the study says

How: `positions` (YAML with places) > `shape` (against the models in `written`) > `build` (cross-checked nouns).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from peil.errors import Problem, StudyError
from peil.study.build.studies import build_study
from peil.study.files import missing_files
from peil.study.model import Study
from peil.study.translated import untranslated

__all__ = ["check_study", "missing_files", "read_study"]


def read_study(folder: Path | str) -> Study:
    """The study in a folder. Raises StudyError with every problem that the folder has."""
    problems: list[Problem] = []
    study = build_study(Path(folder), problems)
    if problems or study is None:
        raise StudyError(_each_once(problems))
    return study


def check_study(folder: Path | str) -> tuple[Problem, ...]:
    """Every problem of a study folder, in the order of the files; none means that it can be used."""
    problems: list[Problem] = []
    study = build_study(Path(folder), problems)
    if study is not None:
        problems.extend(untranslated(study.chapters))
    return _each_once(problems)


def _each_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """In the order of the files; what is wrong with the answers of a grid was found for every item."""
    return tuple(sorted(set(problems)))
