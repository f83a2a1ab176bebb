"""The tables in a folder: all of one run, or none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from peil.jobs.tables import build_tables
from peil.store import FOLDER, Store
from peil.study.read import read_study
from peil.watcher import Silent
from peil.workflow import Run, build_published
from store.watching import Listener
from study.studies import ROOT


class Interrupted(Silent):
    """A person who stops the run while the base rules are applied."""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Ctrl-C."""
        yield
        if name == "apply the base rules":
            raise KeyboardInterrupt


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A copy of the smallest example."""
    made = tmp_path / "study"
    shutil.copytree(ROOT / "examples" / "minimal", made, ignore=shutil.ignore_patterns(FOLDER))
    return made


def test_a_run_that_is_stopped_leaves_the_tables_as_they_were(study: Path, tmp_path: Path) -> None:
    """Tables are written before it is known what may be handed out: none without the list of what may not."""
    out = tmp_path / "out"
    build_tables(read_study(study), out, Run())
    written = {file.name: file.read_bytes() for file in out.iterdir()}
    data = study / "data" / "desk-2025.csv"
    data.write_text(data.read_text("utf-8").replace(",8", ",9"), "utf-8")
    with pytest.raises(KeyboardInterrupt):
        build_tables(read_study(study), out, Run(watcher=Interrupted()))
    assert {file.name: file.read_bytes() for file in out.iterdir()} == written
    build_tables(read_study(study), out, Run())
    assert (out / "estimates.csv").read_bytes() != written["estimates.csv"]


def test_tables_are_written_elsewhere_from_the_results_and_what_is_withheld(study: Path, tmp_path: Path) -> None:
    """What may be handed out is not even read: it is as large as the results."""
    first, second = tmp_path / "a", tmp_path / "b"
    listener = Listener()
    run = Run(watcher=listener, stages=Store(study / FOLDER, listener))
    build_tables(read_study(study), first, run)
    assert listener.again == []
    build_tables(read_study(study), second, run)
    assert listener.again == ["results", "withheld"]
    assert {file.name: file.read_bytes() for file in second.iterdir()} == {
        file.name: file.read_bytes() for file in first.iterdir()
    }


def test_what_is_withheld_follows_from_what_a_report_kept(study: Path, tmp_path: Path) -> None:
    """The rules are not applied again."""
    listener = Listener()
    run = Run(watcher=listener, stages=Store(study / FOLDER, listener))
    hidden = build_published(read_study(study), run).hidden
    assert listener.ran.count("apply the base rules") == 1
    build_tables(read_study(study), tmp_path / "a", run)
    assert listener.again == ["results", "published"]
    assert listener.ran.count("apply the base rules") == 1
    rows = (tmp_path / "a" / "hidden.csv").read_text("utf-8").splitlines()
    assert len(rows) - 1 == len(hidden)
