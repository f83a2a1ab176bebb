"""Close waves: write down their data files and figures, so that no later run changes them in silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from peil.errors import FrozenError, PeilError
from peil.freezing import Again, Frozen, changes, faults, frozen_of, read_frozen, write_frozen
from peil.study.model import Study, Survey, Wave
from peil.workflow import Run, count, outcome, read_study


@dataclass(frozen=True)
class Closed:
    """A wave that was frozen: its files, and of one that was frozen before how many figures had changed."""

    frozen: Frozen
    files: tuple[Path, ...]
    changed: int | None = None


def freeze(
    folder: Path | str, names: Sequence[str], reason: str | None = None, run: Run | None = None
) -> tuple[Closed, ...]:
    """Freeze waves as they are now: `2011` in every survey that has it, `vr/2011` in one. `reason`: why those that are
    frozen already are frozen anew; without one that is refused. The other frozen waves must be what they were."""
    run = run or Run()
    with run.watcher.stage("read the study"):
        study = read_study(folder)
        before = {(one.survey, one.wave): one for one in read_frozen(study.folder)}
        waves = _waves(study, names)
    _refuse(waves, before, reason)
    counted = count(study, replace(run, frozen=False))
    others = [one for place, one in before.items() if place not in {(s.id, w.label) for s, w in waves}]
    if changed := faults(study, counted.results, others, run.data):
        raise FrozenError(changed)
    published = outcome(study, replace(run, frozen=False), counted).published
    today = date.today().isoformat()
    closed: list[Closed] = []
    for survey, wave in waves:
        made = frozen_of(study, published, survey, wave, today, run.data)
        old = before.get((survey.id, wave.label))
        moved = None
        if old is not None and reason is not None:
            moved = len(changes(old, counted.results))
            made = replace(made, on=old.on, again=(*old.again, Again(today, reason, moved)))
        closed.append(Closed(made, write_frozen(study.folder, made), moved))
    return tuple(closed)


def _waves(study: Study, names: Sequence[str]) -> tuple[tuple[Survey, Wave], ...]:
    """The waves that the names mean, each once."""
    there = {f"{survey.id}/{wave.label}": (survey, wave) for survey in study.surveys.values() for wave in survey.waves}
    found: dict[str, tuple[Survey, Wave]] = {}
    for name in names:
        meant = {key: pair for key, pair in there.items() if name in (key, pair[1].label)}
        if not meant:
            raise PeilError(
                f"wave {name}: there is no such wave; expected one of {', '.join(there)}, or a label "
                "alone for every survey that has it"
            )
        found |= meant
    return tuple(found.values())


def _refuse(waves: Sequence[tuple[Survey, Wave]], before: dict[tuple[str, str], Frozen], reason: str | None) -> None:
    """What is frozen stays so without a reason; what is not needs none."""
    names = [(survey.id, wave.label) for survey, wave in waves]
    frozen = [f"{survey}/{wave}" for survey, wave in names if (survey, wave) in before]
    if frozen and reason is None:
        raise PeilError(
            f"{', '.join(frozen)}: frozen already, expected a wave that is not. To freeze it anew, because figures had "
            'to change, give --again --reason "why"; the reason is written down with it.'
        )
    fresh = [f"{survey}/{wave}" for survey, wave in names if (survey, wave) not in before]
    if fresh and reason is not None:
        raise PeilError(f"{', '.join(fresh)}: found --again, expected a wave that is frozen already. Leave it out.")
