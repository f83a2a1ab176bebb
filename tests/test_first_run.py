"""The first run on a machine says that it compiled, whatever stage needed the machine code, and whether it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from peil import workflow
from peil.stats import machine
from peil.watcher import Silent

MINIMAL = Path(__file__).resolve().parents[1] / "examples" / "minimal"


class _Slow(Silent):
    """Hears notes; in the stage of this name machine code is compiled for a while."""

    def __init__(self, stage: str, seconds: float) -> None:
        self.name, self.seconds, self.notes = stage, seconds, list[str]()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        if name == self.name:
            machine._compiling.append(self.seconds)
        yield

    def note(self, text: str) -> None:
        self.notes.append(text)


@pytest.fixture
def spent(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this process compiled is counted from nothing, and forgotten afterwards."""
    monkeypatch.setattr(machine, "_compiling", [])
    monkeypatch.setattr(machine, "_not_kept", set())


def notes(watcher: _Slow) -> list[str]:
    """What is said of compiling."""
    workflow.count(workflow.read_study(MINIMAL), workflow.Run(watcher=watcher))
    return [note for note in watcher.notes if "compiled" in note]


@pytest.mark.usefixtures("spent")
@pytest.mark.parametrize("stage", ["read the data", "tabulate", "explain"])
def test_compiling_is_told_whatever_stage_needed_it(stage: str) -> None:
    """With how long it took, and that it is kept."""
    assert notes(_Slow(stage, 5.25)) == [
        "loops that count and explain were compiled first (5.2 s); what was made is kept for the next time"
    ]


@pytest.mark.usefixtures("spent")
def test_a_moment_of_compiling_is_not_worth_a_word() -> None:
    """Of a loop that takes less than a second nobody asks why it took longer."""
    assert notes(_Slow("tabulate", 0.4)) == []


@pytest.mark.usefixtures("spent")
def test_machine_code_that_cannot_be_kept_is_told_too() -> None:
    """For the next run will take as long."""
    machine._not_kept.add("walk_one")
    assert notes(_Slow("explain", 6.0)) == [
        "loops that count and explain were compiled first (6.0 s); no folder to keep it could be written"
    ]
