"""A frozen wave: whatever makes its figures others stops every run, what leaves them alone stops none."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from peil.cli import main
from peil.data.simulate import simulate
from peil.errors import FrozenError, PeilError
from peil.freezing import read_frozen
from peil.jobs.checking import check_fully
from peil.jobs.closing import freeze
from peil.store import FOLDER, Store
from peil.study.read import read_study
from peil.workflow import Run, build_results, count
from store.watching import Listener
from study.studies import ROOT

WEIGHTS = "weights: {visit: {desk: 60, phone: 40}, respondents without a cell: leave out}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The smallest example with weights, its first wave frozen."""
    study = tmp_path / "study"
    shutil.copytree(ROOT / "examples" / "minimal", study, ignore=shutil.ignore_patterns(FOLDER))
    survey = study / "desk.yaml"
    survey.write_text(survey.read_text("utf-8") + WEIGHTS, "utf-8")
    freeze(study, ["2023"])
    return study


def run(folder: Path) -> Listener:
    """Count as every command does; FrozenError where a frozen wave is not what it was."""
    listener = Listener()
    count(read_study(folder), Run(watcher=listener, stages=Store(folder / FOLDER, listener)))
    return listener


def edited(name: str, old: str, new: str) -> Callable[[Path], None]:
    """An edit of a file of the study."""

    def edit(folder: Path) -> None:
        file = folder / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    return edit


def with_other_ends_of_lines(folder: Path) -> None:
    """As a version control system writes them on another machine."""
    file = folder / "data" / "desk-2023.csv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def with_a_row_less(folder: Path) -> None:
    """A respondent who is taken out."""
    file = folder / "data" / "desk-2023.csv"
    file.write_text("\n".join(file.read_text("utf-8").splitlines()[:-1]) + "\n", "utf-8")


@dataclass(frozen=True)
class Case:
    """An edit, and what the message says of it."""

    edit: Callable[[Path], None]
    told: tuple[str, ...]


CAUGHT = {
    "a cell": Case(
        edited("data/desk-2023.csv", ",8", ",9"),
        ("data/desk-2023.csv: found other content", "desk/2023/overall/mean/all: found ", "put the file back"),
    ),
    "a respondent": Case(with_a_row_less, ("data/desk-2023.csv: found other content", "(n=111), expected 7.")),
    "a target of the weights": Case(
        edited("desk.yaml", "desk: 60, phone: 40", "desk: 50, phone: 50"),
        ("desk/2023/visit=desk/share/all: found 0.5 (n=", "expected 0.6 (n=", "look at what changed in desk.yaml"),
    ),
    "no weights": Case(edited("desk.yaml", WEIGHTS, ""), ("desk/2023/overall/mean/all",)),
    "a recode": Case(
        edited("desk.yaml", "How did you come?}", "How did you come?}, recode: {2023: {phone: desk, desk: phone}}"),
        ("desk/2023/overall/mean/all: found ", "look at what changed in desk.yaml"),
    ),
    "a question with another name": Case(
        edited("desk.yaml", "overall: {kind: grade", "verdict: {kind: grade, column: overall"),
        ("desk/2023/overall/mean/all: found no such figure, expected 7.",),
    ),
    "no break": Case(edited("desk.yaml", "breaks:\n  visit: {of: visit}\n", ""), ("visit=desk: found no such figure",)),
    "another label": Case(edited("desk.yaml", "  2023: {data", "  2022: {data"), ("found no such wave in the study",)),
}


@pytest.mark.parametrize("what", CAUGHT)
def test_what_changes_a_frozen_wave_stops_the_run(folder: Path, what: str) -> None:
    """With the figures that changed, old and new, the file, and what to do; every time, whatever is kept."""
    run(folder)
    CAUGHT[what].edit(folder)
    for _ in range(2):
        with pytest.raises(FrozenError) as caught:
            run(folder)
        for part in CAUGHT[what].told:
            assert part in str(caught.value)
        assert "frozen/desk-2023.yaml" in str(caught.value)


STRICTER = "report: {hide up to: 60, mark up to: 70}\n"
QUESTION = "  staff: {kind: grade, since: 2025, column: overall, text: {nl: Staf, en: Staff}}\n"
BREAK = """\
  verdict:
    title: {nl: Oordeel, en: Verdict}
    groups:
      low: {nl: Laag, en: Low, where: {overall: 1-5}}
      high: {nl: Hoog, en: High, where: {overall: 6-10}}
"""
ALLOWED = {
    "a label": edited("desk.yaml", "By telephone", "By phone"),
    "a chapter": edited("study.yaml", "study: minimal", "study: minimal\nfunder: The city"),
    "the open wave": edited("data/desk-2025.csv", ",8", ",9"),
    "a new question": edited("desk.yaml", "questions:\n", f"questions:\n{QUESTION}"),
    "a new break": edited("desk.yaml", "breaks:\n", f"breaks:\n{BREAK}"),
    "a stricter rule of disclosure": edited("desk.yaml", WEIGHTS, f"{WEIGHTS}{STRICTER}"),
    "ends of lines": with_other_ends_of_lines,
}  # fmt: skip


@pytest.mark.parametrize("what", ALLOWED)
def test_what_leaves_the_figures_alone_stops_nothing(folder: Path, what: str) -> None:
    """What is worded otherwise, new, of another wave, or no longer shown."""
    ALLOWED[what](folder)
    run(folder)


def test_every_command_lists_what_changed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report, the tables and the full check; from Python results are what one asks for."""
    CAUGHT["a target of the weights"].edit(folder)
    out = str(folder / "out")
    for command in (["report", "--out", out], ["results", "--out", out], ["check", "--full"], ["draft", "--out", out]):
        assert main([command[0], str(folder), *command[1:]]) == 1
        assert "desk/2023/visit=desk/share/all: found 0.5" in capsys.readouterr().err
    assert not Path(out).exists()
    assert len(check_fully(folder).problems) > 1
    assert build_results(read_study(folder)).estimates
    assert main(["results", str(folder), "--out", out, "--unweighted", "-q"]) == 0


def test_a_wave_is_frozen_again_with_a_reason_and_not_without(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The reason stands in the file with the day and how much changed, and stays there the next time."""
    CAUGHT["a target of the weights"].edit(folder)
    assert main(["freeze", str(folder), "2023"]) == 1
    assert "frozen already" in capsys.readouterr().err
    assert main(["freeze", str(folder), "2023", "--again"]) == 1
    assert "--again and --reason go together" in capsys.readouterr().err
    for reason in ('The frame was "recounted": half by telephone', "Once more"):
        assert main(["freeze", str(folder), "desk/2023", "--again", "--reason", reason]) == 0
    assert "0 had changed since it was frozen before" in capsys.readouterr().out
    (frozen,) = read_frozen(folder)
    assert [one.reason for one in frozen.again] == ['The frame was "recounted": half by telephone', "Once more"]
    assert frozen.again[0].changed > 3
    run(folder)


def test_another_wave_is_not_frozen_over_a_broken_one(folder: Path) -> None:
    """Freezing 2025 finds that 2023 changed, and writes nothing."""
    CAUGHT["a cell"].edit(folder)
    with pytest.raises(FrozenError, match="desk/2023"):
        freeze(folder, ["desk/2025"])
    assert [one.wave for one in read_frozen(folder)] == ["2023"]
    with pytest.raises(PeilError, match="wave 2019: there is no such wave; expected one of desk/2023, desk/2025"):
        freeze(folder, ["2019"])
    with pytest.raises(PeilError, match="desk/2025: found --again"):
        freeze(folder, ["2025"], "why")


def test_the_file_of_figures_reads_as_a_table_and_is_not_edited(folder: Path) -> None:
    """A line per question and measure, a column per group; a digit that someone changes there is found."""
    file = folder / "frozen" / "desk-2023.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.reader(opened))
    assert rows[0] == ["figure", "all", "visit=desk", "visit=phone"]
    lines = {row[0]: row[1:] for row in rows[1:]}
    assert lines["visit=desk/share"][0].startswith("0.600000 n=")
    value, n = lines["overall/mean"][0].split(" n=")
    found = build_results(read_study(folder)).by_id["desk/2023/overall/mean/all"]
    assert float(value) == pytest.approx(found.estimate, abs=1e-6)
    assert int(n) == found.n
    file.write_text(file.read_text("utf-8").replace("0.600000", "0.610000"), "utf-8")
    with pytest.raises(FrozenError, match=r"frozen/desk-2023\.csv: frozen figures: found other content"):
        run(folder)
    file.unlink()
    with pytest.raises(FrozenError, match=r"frozen/desk-2023\.csv"):
        run(folder)


def test_a_mistake_in_the_file_of_a_wave_is_told_at_its_line(folder: Path) -> None:
    """A key that nobody knows, as in every file of a study."""
    file = folder / "frozen" / "desk-2023.yaml"
    file.write_text(file.read_text("utf-8") + "resaon: x\n", "utf-8")
    with pytest.raises(FrozenError, match=r"frozen/desk-2023.yaml:\d+: resaon: found an unknown key"):
        run(folder)


def test_only_what_may_be_shown_is_written_down(folder: Path) -> None:
    """A figure on a base that is too small to publish is in no file that goes along with the study."""
    edited("desk.yaml", WEIGHTS, WEIGHTS + "report: {hide up to: 60, mark up to: 70}\n")(folder)
    freeze(folder, ["2025"])
    frozen = next(one for one in read_frozen(folder) if one.wave == "2025")
    bases = {n for _, n in frozen.figures.values()}
    assert min(bases) > 60
    assert len(frozen.figures) < len(next(one for one in read_frozen(folder) if one.wave == "2023").figures)


def test_invented_respondents_are_compared_with_nothing(folder: Path, tmp_path: Path) -> None:
    """A rehearsal of a study with frozen waves runs, and says so; real data elsewhere are compared."""
    study = read_study(folder)
    simulate(study, tmp_path / "rehearsal", 150, 1)
    listener = Listener()
    count(study, Run(tmp_path / "rehearsal", watcher=listener))
    assert any("holds invented respondents: closed waves are not compared" in text for text in listener.notes)
    shutil.copytree(folder / "data", tmp_path / "secure")
    count(study, Run(tmp_path / "secure"))
    CAUGHT["a cell"].edit(tmp_path / "study")
    shutil.copytree(folder / "data", tmp_path / "secure", dirs_exist_ok=True)
    with pytest.raises(FrozenError):
        count(study, Run(tmp_path / "secure"))
