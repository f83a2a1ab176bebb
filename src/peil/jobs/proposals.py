"""Propose quotes from open answers, for a person to approve."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from peil.coding import Proposed, faulty_quotes, propose, written_into
from peil.errors import PeilError, Problem
from peil.workflow import Run, read_data, read_study


def propose_quotes(
    folder: Path | str, run: Run | None = None
) -> tuple[Mapping[Path, tuple[Proposed, ...]], tuple[Problem, ...]]:
    """Write new proposals behind the quotes of every survey; by file what was proposed, and which approved quotes no
    longer stand in the data."""
    run = run or Run()
    watch = run.watcher
    study = read_study(folder)
    if all(survey.quote_rules is None for survey in study.surveys.values()):
        raise PeilError(
            f"{study.folder}: no survey says how quotes are taken, expected `quotes:` in a survey file "
            "(docs/quotes.md explains it)."
        )
    with watch.stage("read the data"):
        answers = read_data(study, run.data)
    with watch.stage("propose quotes"):
        proposed = {study.folder / "quotes" / f"{name}.yaml": found for name, found in propose(study, answers).items()}
    for file, found in proposed.items():
        if found:
            file.parent.mkdir(exist_ok=True)
            before = file.read_text(encoding="utf-8") if file.is_file() else ""
            file.write_text(written_into(before, file.stem, found), encoding="utf-8", newline="\n")
    return proposed, faulty_quotes(study, answers)
