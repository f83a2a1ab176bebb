"""A whole folder: surveys, chapters, data files, and how long it takes."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peil.errors import StudyError
from peil.study.new import new_study
from peil.study.read import check_study, missing_files, read_study
from study.broken import BASE
from study.studies import GRADE, ROOT, study, study_folder

SECOND = "survey: w\ntitle: {nl: a, en: b}\nwaves: {2013: {data: d.csv}}\nquestions:\n" + GRADE


@pytest.mark.parametrize("name", ["minimal", "ind", "sfo"])
def test_the_examples_have_no_problems(name: str) -> None:
    """Everyone begins with these."""
    if not (ROOT / "examples" / name / "study.yaml").is_file():
        pytest.fail(f"examples/{name} is gone")
    assert check_study(ROOT / "examples" / name) == ()


def test_the_language_as_documented_is_the_language_that_is_read(tmp_path: Path) -> None:
    """The two files in docs/study-language.md are a study without problems, and so with the other ways to weight."""
    text = (ROOT / "docs" / "study-language.md").read_text("utf-8")
    first, second, *ways = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    files = {"study.yaml": first, "lists/largest-300.txt": "1\n2\n"}
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    before, after = re.split(r"^weights:.*?(?=^data rules:)", second, flags=re.MULTILINE | re.DOTALL)
    for survey in (second, *(before + way + after for way in ways)):
        (tmp_path / "vr.yaml").write_text(survey, "utf-8")
        assert [str(problem) for problem in check_study(tmp_path)] == []
    assert all(way.startswith("weights:") for way in ways)


def test_surveys_come_by_name_or_in_the_order_that_is_written(tmp_path: Path) -> None:
    """From the folder and from surveys/."""
    study_folder(tmp_path, GRADE, files={"surveys/a.yaml": SECOND})
    assert list(read_study(tmp_path).surveys) == ["w", "v"] or list(read_study(tmp_path).surveys) == ["v", "w"]
    listed = (tmp_path / "study.yaml").read_text("utf-8") + "surveys: [a, v.yaml]\n"
    (tmp_path / "study.yaml").write_text(listed, "utf-8")
    assert list(read_study(tmp_path).surveys) == ["w", "v"]


def test_chapters_come_by_language_and_name(tmp_path: Path) -> None:
    """Their file is named from the folder of the study."""
    for language in ("nl", "en"):
        for name in ("02-b", "01-a"):
            place = tmp_path / "chapters" / language / f"{name}.md"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(f"# {name}\r\n", "utf-8", newline="")
    chapters = study(tmp_path, GRADE).chapters
    assert [chapter.file for chapter in chapters] == [
        "chapters/nl/01-a.md",
        "chapters/nl/02-b.md",
        "chapters/en/01-a.md",
        "chapters/en/02-b.md",
    ]
    assert chapters[0].text == "# 01-a\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [("© Bureau", ("© Bureau", "© Bureau")), ("{nl: © Bureau, en: © Agency}", ("© Bureau", "© Agency"))],
)
def test_a_copyright_is_one_line_or_one_per_language(tmp_path: Path, line: str, told: tuple[str, str]) -> None:
    """A name with a sign needs no translation; other words do."""
    begin = f"study: s\ntitle: {{nl: Studie, en: Study}}\nlanguages: [nl, en]\ncopyright: {line}\n"
    made = read_study(study_folder(tmp_path, GRADE, study=begin))
    assert made.copyright is not None
    assert (made.copyright("nl"), made.copyright("en")) == told


def test_a_copyright_per_language_has_all_of_them(tmp_path: Path) -> None:
    """A missing one is found when the study is read, as in any other text."""
    begin = "study: s\ntitle: {nl: Studie, en: Study}\nlanguages: [nl, en]\ncopyright: {nl: © Bureau}\n"
    with pytest.raises(StudyError, match="copyright: found no text in en"):
        read_study(study_folder(tmp_path, GRADE, study=begin))


def test_the_fonts_of_a_study_are_its_font_files(tmp_path: Path) -> None:
    """By name; what else lies in the folder is none."""
    files = dict.fromkeys(("fonts/b.ttf", "fonts/a.OTF", "fonts/licence.txt"), "")
    made = read_study(study_folder(tmp_path, GRADE, files=files))
    assert [font.name for font in made.fonts] == ["a.OTF", "b.ttf"]


def test_a_study_begun_has_no_problems(tmp_path: Path) -> None:
    """`peil new` gives a study in two languages that only lacks its data."""
    files = new_study(tmp_path / "my study")
    assert {file.name for file in files} == {"study.yaml", "customers.yaml"}
    begun = read_study(tmp_path / "my study")
    assert begun.id == "my-study"
    assert begun.languages == ("nl", "en")
    assert [str(problem.place) for problem in missing_files(begun)] == ["customers.yaml:10", "customers.yaml:11"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_study_begun_can_have_one_language(tmp_path: Path, language: str) -> None:
    """Every text then stands in that language alone."""
    files = new_study(tmp_path / "study", language)
    begun = read_study(tmp_path / "study")
    assert begun.languages == (language,)
    other = {"nl": "Friendliness", "en": "Vriendelijkheid"}[language]
    assert other not in "".join(file.read_text("utf-8") for file in files)


def test_a_study_begun_takes_the_name_of_its_folder(tmp_path: Path) -> None:
    """When that can be an id; an empty folder will do."""
    (tmp_path / "kto-2025").mkdir()
    new_study(tmp_path / "kto-2025")
    assert read_study(tmp_path / "kto-2025").id == "kto-2025"


def test_nothing_that_stands_in_a_folder_is_overwritten(tmp_path: Path) -> None:
    """A folder with anything in it, and a file, are refused."""
    (tmp_path / "notes.txt").write_text("precious", "utf-8")
    with pytest.raises(StudyError, match=r"found a folder that holds notes\.txt, expected an empty folder"):
        new_study(tmp_path)
    with pytest.raises(StudyError, match="found a file, expected an empty folder"):
        new_study(tmp_path / "notes.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_data_files_that_are_not_there_are_told_with_what_is(tmp_path: Path) -> None:
    """At the wave that names them, with the nearest name; a folder of its own replaces that of the study."""
    made = study(tmp_path, GRADE, waves="  2011: {data: data/vr-2011.csv}\n  2013: {data: data/vr-2013.sav}\n")
    assert ["There is no folder" in problem.remedy for problem in missing_files(made)] == [True, True]
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "vr_2011.csv").write_text("", "utf-8")
    (problem, _) = missing_files(made)
    assert str(problem) == (
        "v.yaml:4: waves > 2011 > data: found 'data/vr-2011.csv', which is not there, "
        "expected a data file. Did you mean 'vr_2011.csv'?"
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("vr-2011.csv", "vr-2013.csv"):
        (elsewhere / name).write_text("", "utf-8")
    assert missing_files(made, elsewhere) == ()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    line=st.integers(0, 82),
    change=st.sampled_from(
        [
            "",
            "  x",
            "x:",
            "  - x",
            "    nl: {",
            "  5: 6",
            "    text: [a]",
            "  *a: b",
            "kind: open",
            "  x: {of: x, then: x}",
        ]
    ),
    keep=st.booleans(),
)
def test_whatever_a_person_writes_is_told_and_never_raises(tmp_path: Path, line: int, change: str, keep: bool) -> None:
    """A line that is replaced, or slipped in, gives problems with a place, or a study."""
    folder = study_folder(tmp_path, GRADE, files={"study.yaml": (BASE / "study.yaml").read_text("utf-8")})
    lines = (BASE / "vr.yaml").read_text("utf-8").splitlines()
    lines[line : line + (not keep)] = [change]
    (folder / "vr.yaml").write_text("\n".join(lines), "utf-8")
    for problem in check_study(folder):
        assert problem.place.file
        assert str(problem)


def test_a_survey_of_a_thousand_lines_is_checked_in_an_instant(tmp_path: Path) -> None:
    """Under half a second of processor time; the best of three, for the machine may be busy."""
    lines: list[str] = []
    for number in range(110):
        lines += [
            f"  q{number}:",
            "    kind: single",
            "    text: {nl: Wat vindt u?, en: What do you think?}",
            "    answers:",
        ]
        lines += [
            f"      a{n}: {{code: {n}, nl: Antwoord {n}, en: Answer {n}, note: {{nl: n, en: n}}}}" for n in range(5)
        ]
    study_folder(tmp_path, "\n".join(lines) + "\n", "breaks:\n" + "".join(f"  q{n}: {{of: q{n}}}\n" for n in range(20)))
    assert len((tmp_path / "v.yaml").read_text("utf-8").splitlines()) > 1000
    seconds = []
    for _ in range(3):
        start = time.process_time()
        assert check_study(tmp_path) == ()
        seconds.append(time.process_time() - start)
    assert min(seconds) < 0.5
