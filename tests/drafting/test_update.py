"""`--update`: what is new goes in, what was edited stays to the letter, and nothing comes back that was thrown out."""

from __future__ import annotations

from pathlib import Path

import pytest

from peil.drafting import DraftChapter, Piece, write_draft
from peil.errors import PeilError


def chapter(*pieces: Piece, name: str = "02-overall.md") -> DraftChapter:
    """A chapter of these pages."""
    return DraftChapter(name, "Overall", "vr", pieces)


GRADE = Piece("vr/overall", "The grade is [7.7]{overall}", ("It was [7.4]{overall previous}.",), "trend overall")
GROUPS = Piece("vr/overall/directorate", "By directorate", (), "bars overall by directorate")
NEW = Piece("vr/question/website", "Website: [42%]{website=visited}", (), "answers website")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a draft of two pages, in one language."""
    write_draft(tmp_path / "chapters", {"en": [chapter(GRADE, GROUPS)]}, "new")
    return tmp_path / "chapters"


def text(folder: Path, name: str = "02-overall.md") -> str:
    """A chapter as it stands."""
    return (folder / "en" / name).read_text("utf-8")


def edit(folder: Path, old: str, new: str) -> None:
    """What a person does in an editor."""
    assert old in text(folder)
    (folder / "en" / "02-overall.md").write_text(text(folder).replace(old, new), "utf-8")


def test_a_draft_that_nobody_touched_may_be_written_again(folder: Path) -> None:
    """Nothing is lost by it."""
    write_draft(folder, {"en": [chapter(GRADE)]}, "new")
    assert "By directorate" not in text(folder)


@pytest.mark.parametrize("how", ["edited", "written"])
def test_text_of_a_person_is_not_overwritten(folder: Path, how: str) -> None:
    """An edited page and a page of someone's own are refused, with the file and what can be done."""
    if how == "edited":
        edit(folder, "It was", "Two years ago it was")
    else:
        (folder / "en" / "09-own.md").write_text("# Ours\n\n## Something else\n", "utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*.md")}
    with pytest.raises(PeilError, match=r"wrote or edited \(chapters/en/.*--update.*--out.*--force"):
        write_draft(folder, {"en": [chapter(GRADE)]}, "new")
    assert {path: path.read_bytes() for path in folder.rglob("*.md")} == before


def test_refreshed_numbers_are_no_edit(folder: Path) -> None:
    """`--refresh` changes digits between brackets only; the page stays one that may be rewritten."""
    edit(folder, "[7.4]", "[7.7]")
    write_draft(folder, {"en": [chapter(GRADE, GROUPS)]}, "new")
    assert "[7.4]" in text(folder)


def test_a_changed_claim_is_an_edit(folder: Path) -> None:
    """Braces are text of the researcher as much as words are."""
    edit(folder, "{overall previous}", "{overall first}")
    with pytest.raises(PeilError):
        write_draft(folder, {"en": [chapter(GRADE)]}, "new")


def test_an_update_keeps_what_was_edited_and_adds_what_is_new(folder: Path) -> None:
    """The edited page stays to the letter; the new page stands behind the page that it follows in the draft."""
    edit(folder, "It was", "Two years ago it was")
    before = text(folder)
    made = write_draft(folder, {"en": [chapter(GRADE, GROUPS, NEW)]}, "update").updates[0]
    assert text(folder).startswith(before.rstrip("\n"))
    assert text(folder).rstrip().endswith("::: answers website")
    assert made.added == ("vr/question/website",)
    assert made.kept == ("vr/overall",)


def test_a_new_page_stands_where_the_draft_has_it(folder: Path) -> None:
    """Between the two pages that are around it."""
    write_draft(folder, {"en": [chapter(GRADE, NEW, GROUPS)]}, "update")
    assert text(folder).index("Website") < text(folder).index("By directorate")


def test_an_update_rewrites_a_page_of_ours(folder: Path) -> None:
    """A page that nobody edited says what is true now."""
    changed = Piece(GRADE.id, "The grade [rises]{rises overall} to [7.9]{overall}", (), GRADE.directive)
    made = write_draft(folder, {"en": [chapter(changed, GROUPS)]}, "update").updates[0]
    assert made.rewritten == ("vr/overall",)
    assert "It was" not in text(folder)
    assert "[rises]" in text(folder)


def test_what_would_be_told_otherwise_is_named(folder: Path) -> None:
    """Of an edited page the researcher hears that the figures now say something else."""
    edit(folder, "It was", "Two years ago it was")
    changed = Piece(GRADE.id, "The grade [rises]{rises overall}")
    made = write_draft(folder, {"en": [chapter(changed, GROUPS)]}, "update").updates[0]
    assert made.otherwise == ("vr/overall",)
    assert "Two years ago" in text(folder)


def test_a_page_that_was_thrown_out_does_not_come_back(folder: Path) -> None:
    """Who deletes a page does not want it next wave."""
    at = text(folder).index("## By directorate")
    (folder / "en" / "02-overall.md").write_text(text(folder)[:at], "utf-8")
    write_draft(folder, {"en": [chapter(GRADE, GROUPS)]}, "update")
    assert "By directorate" not in text(folder)


def test_a_page_that_is_moved_is_still_ours(folder: Path) -> None:
    """It is found by what it says, in whatever chapter."""
    at = text(folder).index("## By directorate")
    moved = text(folder)[at:]
    (folder / "en" / "02-overall.md").write_text(text(folder)[:at], "utf-8")
    (folder / "en" / "07-groups.md").write_text(f"# Groups\n\n{moved}", "utf-8")
    changed = Piece(GROUPS.id, "By directorate there is news", (), GROUPS.directive)
    write_draft(folder, {"en": [chapter(GRADE, changed)]}, "update")
    assert "there is news" in text(folder, "07-groups.md")


def test_a_page_of_ours_that_is_no_longer_drafted_goes(folder: Path) -> None:
    """A question that was dropped leaves no page behind, unless someone edited it."""
    made = write_draft(folder, {"en": [chapter(GRADE)]}, "update").updates[0]
    assert made.removed == ("vr/overall/directorate",)
    assert "By directorate" not in text(folder)


def test_a_chapter_without_a_page_left_goes(folder: Path) -> None:
    """An empty chapter would be a page without words."""
    write_draft(folder, {"en": [chapter(NEW, name="04-questions.md")]}, "update")
    assert not (folder / "en" / "02-overall.md").exists()
    assert "Website" in text(folder, "04-questions.md")


ASYLUM, REFUGEES, OTHERS = (
    Piece(f"vr/group/directorate/{name}", f"{name}: [7.7]{{overall for {name}}}", (), f"trend overall for {name}")
    for name in ("asylum", "refugees", "others")
)


@pytest.fixture
def by_group(tmp_path: Path) -> Path:
    """A draft of a page per group."""
    write_draft(tmp_path / "chapters", {"en": [chapter(ASYLUM, OTHERS)]}, "new")
    return tmp_path / "chapters"


@pytest.mark.parametrize("how", ["edited", "taken out"])
def test_a_page_under_a_new_id_beside_one_that_a_person_changed_is_named(by_group: Path, how: str) -> None:
    """A group got another id in the study: the text of the person stays, the new page comes in, and both are named."""
    old = ASYLUM.markdown
    edit(by_group, old, old.replace("asylum:", "Asylum, in our words:") if how == "edited" else "")
    made = write_draft(by_group, {"en": [chapter(REFUGEES, OTHERS)]}, "update").updates[0]
    assert made.renamed == ((ASYLUM.id, (REFUGEES.id,)),)
    assert ("Asylum, in our words:" in text(by_group)) == (how == "edited")
    assert made.removed == ()
    again = write_draft(by_group, {"en": [chapter(REFUGEES, OTHERS)]}, "update").updates[0]
    assert again.renamed == ()


def test_a_page_that_nobody_edited_makes_way_for_that_of_the_new_id(by_group: Path) -> None:
    """At its place in the chapter, without a word about it."""
    made = write_draft(by_group, {"en": [chapter(REFUGEES, OTHERS)]}, "update").updates[0]
    assert (made.added, made.removed, made.renamed) == ((REFUGEES.id,), (ASYLUM.id,), ())
    assert text(by_group).index("refugees:") < text(by_group).index("others:")


def test_two_ids_that_are_both_known_are_no_new_names(by_group: Path) -> None:
    """Of a group that fell away and one that came back nobody has to be asked."""
    edit(by_group, "asylum:", "Asylum, in our words:")
    edit(by_group, "others:", "The others:")
    write_draft(by_group, {"en": [chapter(OTHERS)]}, "update")
    assert write_draft(by_group, {"en": [chapter(ASYLUM)]}, "update").updates[0].renamed == ()


def test_what_a_person_wrote_above_the_pages_stays_when_they_all_go(folder: Path) -> None:
    """The survey got another id: its chapters have other names, and the old file went with the words in it."""
    edit(folder, "# Overall\n", "# Overall\n\nWe asked this for the tenth time.\n")
    other = DraftChapter("02-other.md", "Overall", "other", (NEW,))
    made = write_draft(folder, {"en": [other]}, "update").updates[0]
    assert made.gone == ()
    assert text(folder) == "---\nsurvey: vr\n---\n# Overall\n\nWe asked this for the tenth time.\n"


def test_a_second_update_does_nothing(folder: Path) -> None:
    """What is there is not added again, also where two pages read the same."""
    twin = Piece("boak/notes", "Notes", (), "notes")
    drafts = {"en": [chapter(GRADE, Piece("vr/notes", "Notes", (), "notes")), chapter(twin, name="21-boak.md")]}
    write_draft(folder, drafts, "update")
    made = write_draft(folder, drafts, "update")
    assert made.files == ()
    assert made.updates[0].added == ()


def test_an_update_without_a_ledger_is_refused(tmp_path: Path) -> None:
    """Chapters that were never drafted have nothing to update."""
    (tmp_path / "chapters" / "en").mkdir(parents=True)
    with pytest.raises(PeilError, match=r"drafted\.txt: not there"):
        write_draft(tmp_path / "chapters", {"en": [chapter(GRADE)]}, "update")


def test_force_moves_what_was_there_aside(folder: Path) -> None:
    """Nothing is thrown away: the old chapters stand in a folder beside, twice when it is done twice."""
    edit(folder, "It was", "Two years ago it was")
    made = write_draft(folder, {"en": [chapter(GRADE)]}, "force")
    assert made.aside is not None
    assert "Two years ago" in (made.aside / "en" / "02-overall.md").read_text("utf-8")
    assert write_draft(folder, {"en": [chapter(GRADE)]}, "force").aside != made.aside
