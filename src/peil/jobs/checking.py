"""Every problem of a study that can be read."""

from __future__ import annotations

from pathlib import Path

from peil.errors import Place, Problem, ProblemsError, WeightingError
from peil.report.prose import loose
from peil.workflow import Run, compose_all, outcome, read_study


def check_all(folder: Path | str, run: Run | None = None) -> tuple[Problem, ...]:
    """Every problem of a study that can be read: in its data, its weights, its quotes and its chapters of all
    languages."""
    return check_fully(folder, run)[0]


def check_fully(folder: Path | str, run: Run | None = None) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The same, and what a person should look at in the chapters: words and numbers that nothing stands behind."""
    run = run or Run()
    study = read_study(folder)
    faulty: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    try:
        found = outcome(study, run)
        faulty, published = found.unquoted, found.published
        warnings = loose(study, published)
        compose_all(study, published, study.languages, run.watcher)
    except ProblemsError as error:
        return (*faulty, *error.problems), warnings
    except WeightingError as error:
        return (Problem(Place(), str(error)),), warnings
    return faulty, warnings
