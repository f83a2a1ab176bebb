"""A rebuild repeats only what changed, and gives to the byte what a build from nothing gives."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from peil.cli import main
from peil.jobs.groups import build_group_reports
from peil.jobs.reports import build_report
from peil.store import FOLDER, Keys, Store
from peil.study.read import read_study
from peil.workflow import Run, count, unweighted
from store.watching import Listener
from study.studies import ROOT

MINIMAL = ROOT / "examples" / "minimal"
STAGES = ("results", "published", "report (nl)", "report (en)")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The smallest example with a chapter in either language, and a repair that has to be told."""
    study = tmp_path / "study"
    shutil.copytree(MINIMAL, study, ignore=shutil.ignore_patterns(FOLDER))
    for language, title in (("nl", "Het loket"), ("en", "The desk")):
        chapter = study / "chapters" / language / "01.md"
        chapter.parent.mkdir(parents=True)
        chapter.write_text(f"# {title}\n\n::: bars overall by visit\n", encoding="utf-8")
    survey = study / "desk.yaml"
    survey.write_text(survey.read_text("utf-8") + "data rules: {grades out of range: not answered}\n", encoding="utf-8")
    return study


def built(study: Path, out: Path, *, fresh: bool = False) -> tuple[Listener, dict[str, bytes]]:
    """What a run told, and the files it wrote."""
    listener = Listener()
    run = Run(watcher=listener, stages=Store(study / FOLDER, listener, fresh))
    files = build_report(study, out, run=run).files
    return listener, {file.name: file.read_bytes() for file in files}


def changed(file: Path, *edits: tuple[str, str]) -> None:
    """A file with another text in some places."""
    text = file.read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


def test_a_report_is_the_same_with_and_without_what_is_kept(folder: Path, tmp_path: Path) -> None:
    """From nothing; all of it kept; only the results kept; made afresh: the same four files, to the byte."""
    first, from_nothing = built(folder, tmp_path / "a")
    assert first.again == []
    assert sorted(from_nothing) == ["minimal-en.html", "minimal-en.pdf", "minimal-nl.html", "minimal-nl.pdf"]
    second, kept = built(folder, tmp_path / "b")
    assert second.again == ["report (nl)", "report (en)"]
    assert second.ran == ["read the study"]
    for file in (folder / FOLDER).glob("report*.kept"):
        file.unlink()
    third, composed = built(folder, tmp_path / "c")
    assert third.again == ["published"]
    for file in (folder / FOLDER).glob("[rp][eu][pb]*.kept"):
        file.unlink()
    fourth, published = built(folder, tmp_path / "d")
    assert fourth.again == ["results"]
    fifth, fresh = built(folder, tmp_path / "e", fresh=True)
    assert fifth.again == []
    assert from_nothing == kept == composed == published == fresh


def test_the_report_of_a_group_is_kept_as_well(folder: Path, tmp_path: Path) -> None:
    """Made once, it is written again as it was; a changed chapter makes it anew, and so does another group."""
    groups = read_study(folder).surveys["desk"].breaks["visit"].groups

    def reports(name: str, group: str) -> tuple[Listener, dict[str, bytes]]:
        listener = Listener()
        run = Run(watcher=listener, stages=Store(folder / FOLDER, listener))
        files = build_group_reports(folder, tmp_path / name, [f"visit={group}"], ["nl"], run).files
        return listener, {file.name: file.read_bytes() for file in files}

    first, made = reports("a", groups[0].id)
    assert not any(stage.startswith("report") for stage in first.again)
    second, kept = reports("b", groups[0].id)
    assert [stage for stage in second.again if stage.startswith("report")] == [f"report (visit-{groups[0].id}, nl)"]
    assert not any(stage.startswith(("render", "compose", "choose")) for stage in second.ran)
    assert made == kept
    other, _ = reports("c", groups[1].id)
    assert not any(stage.startswith("report") for stage in other.again)
    changed(folder / "chapters" / "nl" / "01.md", ("Het loket", "De balie"))
    third, _ = reports("d", groups[0].id)
    assert not any(stage.startswith("report") for stage in third.again)


@pytest.mark.parametrize("command", [["results"], ["verify"], ["draft"]])
def test_a_command_writes_the_same_with_and_without_what_is_kept(
    folder: Path, tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The tables, a comparison with a printed report, a draft."""
    (folder / "published.csv").write_text(
        "survey,wave,group,question,answer,measure,printed,heading,made,class,reason\n"
        "desk,2025,all,overall,,mean,7.0,Grade,free,,\n",
        encoding="utf-8",
    )
    outcomes: list[Mapping[str, bytes]] = []
    for name, option in (("a", "--fresh"), ("b", "-v"), ("c", "-v"), ("d", "--fresh")):
        out = tmp_path / name
        main([*command, str(folder), "--out", str(out), option])
        told = capsys.readouterr().err
        assert ("as before" in told) == (option == "-v")
        outcomes.append({file.relative_to(out).as_posix(): file.read_bytes() for file in out.rglob("*.*")})
    assert outcomes[0]
    assert outcomes[0] == outcomes[1] == outcomes[2] == outcomes[3]


def test_tables_that_stand_in_the_folder_are_not_written_again(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second run leaves every file alone; a file edited or gone, or other data, and all are written."""
    out, data = tmp_path / "out", folder / "data" / "desk-2025.csv"

    def ran() -> tuple[bool, dict[str, bytes]]:
        assert main(["results", str(folder), "--out", str(out)]) == 0
        nothing = "nothing to write" in capsys.readouterr().out
        return nothing, {file.name: file.read_bytes() for file in out.iterdir()}

    first, written = ran()
    assert not first
    for file in out.iterdir():
        os.utime(file, (1, 1))
    assert ran() == (True, written)
    assert {file.stat().st_mtime for file in out.iterdir()} == {1}
    (out / "estimates.csv").write_text("id\n", encoding="utf-8")
    assert ran() == (False, written)
    (out / "columns.md").unlink()
    assert ran() == (False, written)
    answers = data.read_bytes()
    changed(data, (",8", ",9"))
    again, other = ran()
    assert not again
    assert other != written
    data.write_bytes(answers)
    assert ran() == (False, written)


def test_what_was_made_of_the_data_is_told_every_time(folder: Path, tmp_path: Path) -> None:
    """A repair stands behind the figures of a report that was kept as well: with all kept, and with part of it."""
    data = folder / "data" / "desk-2025.csv"
    lines = data.read_text("utf-8").splitlines()
    place = lines[0].split(",").index("overall")
    cells = lines[1].split(",")
    cells[place] = "11"
    data.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\n", "utf-8")
    told = [built(folder, tmp_path / "out")[0].notes for _ in range(2)]
    next((folder / FOLDER).glob("report-nl*")).unlink()
    told.append(built(folder, tmp_path / "out")[0].notes)
    assert told[0] == told[1] == told[2]
    assert len(told[0]) == 1
    assert "desk-2025.csv: column overall" in told[0][0]


@dataclass(frozen=True)
class Edit:
    """Something that a person does to a study, and which stages it must not leave as they were."""

    file: str
    old: str
    new: str
    anew: tuple[str, ...]


EDITS = {
    "a chapter": Edit("chapters/nl/01.md", "# Het loket", "# De balie", ("report (nl)",)),
    "the title page": Edit("study.yaml", "study: minimal", "study: minimal\nfunder: The city", STAGES[2:]),
    "a comment": Edit("desk.yaml", "data rules:", "# A remark.\ndata rules:", ()),
    "a cell of the data": Edit("data/desk-2023.csv", "8", "9", STAGES),
    "a rule of disclosure": Edit("desk.yaml", "data rules:", "report: {hide up to: 20}\ndata rules:", STAGES),
    "a label": Edit("desk.yaml", "Aan de balie", "Bij de balie", STAGES),
}  # fmt: skip


@pytest.mark.parametrize("what", EDITS)
def test_a_change_makes_anew_what_rests_on_it_and_nothing_else(folder: Path, what: str) -> None:
    """By the keys of the stages before and after an edit; the date of a file is no edit."""
    edit = EDITS[what]

    def names() -> dict[str, str]:
        keys = Keys(read_study(folder), None, "memory")
        found = (keys.results, keys.published, *map(keys.report, ("nl", "en")))
        return {one.stage: one.name for one in found}

    before = names()
    for file in folder.rglob("*.*"):
        os.utime(file, (1, 1))
    assert names() == before
    changed(folder / edit.file, (edit.old, edit.new))
    after = names()
    assert tuple(stage for stage in STAGES if after[stage] != before[stage]) == edit.anew


def test_weights_engine_and_place_of_the_data_are_part_of_the_key(folder: Path) -> None:
    """Without weights, in blocks, or from other files it is another result; so are the same files in another place."""
    changed(folder / "desk.yaml", ("data rules:", "weights: {visit: {desk: 60, phone: 40}}\ndata rules:"))
    study = read_study(folder)
    shutil.copytree(folder / "data", folder / "copy")
    runs = [
        Keys(study, None, "memory"),
        Keys(unweighted(study), None, "memory"),
        Keys(study, None, "blocks"),
        Keys(study, folder / "copy", "memory"),
        Keys(replace(study, id="other"), None, "memory"),
    ]
    assert len({keys.results.name for keys in runs}) == len(runs)


def test_from_python_nothing_is_kept(folder: Path) -> None:
    """Who asks a function for results gets them computed, and no folder appears."""
    count(read_study(folder), Run())
    assert not (folder / FOLDER).exists()
