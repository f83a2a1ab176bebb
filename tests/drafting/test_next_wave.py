"""A draft over time: other figures come in, `--refresh` lists what no longer holds, `--update` brings the rest."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from peil.cli import main
from peil.jobs.chapters import draft_study, refresh_chapters

MINIMAL = Path(__file__).parent.parent.parent / "examples" / "minimal"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The minimal study with its draft."""
    shutil.copytree(MINIMAL, tmp_path / "study")
    assert main(["draft", str(tmp_path / "study"), "-q"]) == 0
    return tmp_path / "study"


def better(folder: Path) -> None:
    """All respondents of the last wave give two points more, a ten at most."""
    file = folder / "data" / "desk-2025.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0])
        writer.writeheader()
        for row in rows:
            if row["overall"].isdigit():
                row["overall"] = str(min(10, int(row["overall"]) + 2))
            writer.writerow(row)


def test_the_draft_of_a_study_is_its_report(folder: Path) -> None:
    """What was drafted is accepted as it stands."""
    assert main(["check", str(folder), "--full", "-q"]) == 0


def test_refresh_lists_the_claims_that_no_longer_hold(folder: Path) -> None:
    """A grade that is significantly higher is no longer “not significantly different”; numbers are rewritten."""
    better(folder)
    chapters = refresh_chapters(folder)
    broken = [str(problem) for chapter in chapters for problem in chapter.broken_claims]
    assert any("unproven overall" in one for one in broken)
    assert any(chapter.changes for chapter in chapters)


def test_refresh_says_that_drafted_pages_need_not_be_mended_by_hand(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where claims no longer hold, and the chapters are a draft, the command that writes them anew is named."""
    better(folder)
    assert main(["report", str(folder), "--refresh"]) == 1
    assert f"peil draft {folder} --update writes them anew" in capsys.readouterr().out


def test_an_update_tells_the_new_finding_and_keeps_an_edited_page(folder: Path) -> None:
    """Pages of ours now say that it rises; the edited page stays to the letter and is named."""
    file = folder / "chapters" / "en" / "04-questions.md"
    edited = file.read_text("utf-8").replace("## ", "## Our words. ", 1)
    file.write_text(edited, "utf-8")
    better(folder)
    made = draft_study(folder, how="update")
    assert "{rises overall previous this}" in (folder / "chapters" / "en" / "01-summary.md").read_text("utf-8")
    assert file.read_text("utf-8") == edited
    (english,) = [one for one in made.updates if one.language == "en"]
    assert english.kept == ("desk/question/visit",)
    assert main(["check", str(folder), "--full", "-q"]) == 0


def test_an_update_after_an_id_changed_keeps_edited_text_and_names_both_pages(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A question has another id: in English, where its page was edited, both stand; in Dutch the new page alone."""
    file = folder / "chapters" / "en" / "04-questions.md"
    file.write_text(file.read_text("utf-8").replace("## ", "## Our words. ", 1), "utf-8")
    survey = folder / "desk.yaml"
    text = survey.read_text("utf-8").replace("visit: {kind: single,", "way: {column: visit, kind: single,")
    survey.write_text(text.replace("{of: visit}", "{of: way}"), "utf-8")
    assert main(["draft", str(folder), "--update"]) == 0
    out = capsys.readouterr().out
    assert out.count("desk/question/visit was edited or taken out by hand, and is drafted no more") == 1
    assert "desk/question/way came in" in out
    assert "en: 1 page edited or taken out by hand" in out
    english, dutch = (folder / "chapters" / one / "04-questions.md" for one in ("en", "nl"))
    assert ("## Our words. " in english.read_text("utf-8"), english.read_text("utf-8").count("\n## ")) == (True, 2)
    assert "::: answers way" in dutch.read_text("utf-8")
    assert "visit=" not in dutch.read_text("utf-8")


def test_a_draft_refuses_chapters_of_a_person(folder: Path) -> None:
    """Exit code 1, and nothing is written."""
    file = folder / "chapters" / "nl" / "02-overall.md"
    file.write_text(file.read_text("utf-8") + "\nEn dit vonden wij zelf.\n", "utf-8")
    before = file.read_bytes()
    assert main(["draft", str(folder), "-q"]) == 1
    assert file.read_bytes() == before
    assert main(["draft", str(folder), "--out", str(folder.parent / "beside"), "-q"]) == 0
    assert (folder.parent / "beside" / "nl" / "02-overall.md").is_file()
