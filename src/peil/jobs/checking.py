"""Every problem of a study that can be read, and how much of its chapters is bound to figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from peil.errors import Place, Problem, ProblemsError, WeightingError
from peil.jobs.reports import compose_all
from peil.report.modeshift import mode_shifts
from peil.report.prose import Bound, Loose, bound, loose, uncertain
from peil.workflow import Run, outcome, read_study


@dataclass(frozen=True)
class Checked:
    """`problems`: what stops a report. `loose`: words and numbers in the chapters that nothing stands behind, for a
    person to look at. `unsure`: claims of a place in the matrix that another sample may not show, to look at too.
    `shifted`: waves in which respondents took part in other ways than before. `notes`: what the rules of the study made
    of the data, and who stands beside its targets.
    `bound`: how many values and claims the chapters hold, per language and chapter. `chapters`: how many there are."""

    problems: tuple[Problem, ...] = ()
    loose: tuple[Loose, ...] = ()
    bound: tuple[Bound, ...] = ()
    unsure: tuple[Problem, ...] = ()
    shifted: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    chapters: int = 0


def check_fully(folder: Path | str, run: Run | None = None) -> Checked:
    """Every problem of a study that can be read: in its data, its weights, its quotes and its chapters of all
    languages; and what a person should look at in the chapters."""
    run = run or Run()
    study = read_study(folder)
    checked = Checked(chapters=len(study.chapters))
    try:
        found = outcome(study, run)
        checked = replace(checked, problems=found.unquoted, notes=found.notes, loose=loose(study, found.published))
        checked = replace(checked, bound=bound(study, checked.loose), unsure=uncertain(study, found.published))
        checked = replace(checked, shifted=mode_shifts(study, found.published))
        compose_all(study, found.published, study.languages, run.watcher)
    except ProblemsError as error:
        return replace(checked, problems=(*checked.problems, *error.problems))
    except WeightingError as error:
        return replace(checked, problems=(Problem(Place(), str(error)),))
    return checked
