"""The tables in a folder: all of one run, or none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from peil.jobs.tables import build_tables
from peil.store import FOLDER
from peil.study.read import read_study
from peil.watcher import Silent
from peil.workflow import Run
from study.studies import ROOT


class Interrupted(Silent):
    """A person who stops the run while the base rules are applied."""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Ctrl-C."""
        yield
        if name == "apply the base rules":
            raise KeyboardInterrupt


def test_a_run_that_is_stopped_leaves_the_tables_as_they_were(tmp_path: Path) -> None:
    """Tables are written before it is known what may be handed out: none without the list of what may not."""
    study, out = tmp_path / "study", tmp_path / "out"
    shutil.copytree(ROOT / "examples" / "minimal", study, ignore=shutil.ignore_patterns(FOLDER))
    build_tables(read_study(study), out, Run())
    written = {file.name: file.read_bytes() for file in out.iterdir()}
    data = study / "data" / "desk-2025.csv"
    data.write_text(data.read_text("utf-8").replace(",8", ",9"), "utf-8")
    with pytest.raises(KeyboardInterrupt):
        build_tables(read_study(study), out, Run(watcher=Interrupted()))
    assert {file.name: file.read_bytes() for file in out.iterdir()} == written
    build_tables(read_study(study), out, Run())
    assert (out / "estimates.csv").read_bytes() != written["estimates.csv"]
