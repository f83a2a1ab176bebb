"""A data file becomes a study that passes the check, and whose data can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pyreadstat
import pytest

from data.sheets import write_xlsx
from peil.data.files import read_file
from peil.data.guess import Guess, guess, stem_of, without_common
from peil.data.labels import MultipleSet
from peil.data.model import Coded, Ticks
from peil.data.read import read_data
from peil.data.savsets import with_sets
from peil.data.scaffold import key, scaffold, scalar, slug
from peil.errors import DataError
from peil.study.model import Grade, Multiple, Single, Study
from peil.study.read import check_study, read_study

CSV = """\
respnr,Gewicht,v1,v2_a,v2_b,Q7Art,Q7Food,why,day,plan,empty,yes: no
1,1.2,8,1,0,7,8,Long wait,05-12-2013,north,,1
2,0.8,10,0,1,9,3,,06-12-2013,south,,2
3,1,3,1,1,1,10,Fine: good,07-12-2013,north,,1
4,1,99,,,2,1,"Said ""no"" twice",08-12-2013,south,,2
5,1,7,1,0,3,5,x,09-12-2013,north,,2
6,1,6,1,0,10,99,y,10-12-2013,,,1
"""


def by_column(path: Path) -> dict[str, Guess]:
    """The guesses, by the first column of each."""
    return {one.columns[0]: one for one in guess(read_file(path))}


def checked(folder: Path) -> Study:
    """The study in a folder that passes every check."""
    assert check_study(folder) == ()
    return read_study(folder)


def csv_file(folder: Path) -> Path:
    """A CSV file of six respondents."""
    path = folder / "klanten 2013.csv"
    path.write_text(CSV, encoding="utf-8")
    return path


def sav_file(folder: Path) -> Path:
    """An SPSS file with labels, user-missing values, a set of columns, and a grid."""
    path = folder / "onderzoek.sav"
    rows = 40
    frame = pl.DataFrame(
        {
            "id": [float(row) for row in range(rows)],
            "q1": [1.0 + row % 2 for row in range(rows)],
            "q2_1": [1.0 + row % 10 for row in range(rows)],
            "q2_2": [98.0 if row == 3 else 1.0 + row * 3 % 10 for row in range(rows)],
            "tel": [float(row % 2) for row in range(rows)],
            "web": [float(row % 3 == 0) for row in range(rows)],
            "agree": [1.0 + row % 5 for row in range(rows)],
            "words": ["een", ""] * (rows // 2),
        }
    )
    pyreadstat.write_sav(
        frame,
        path,
        column_labels={
            "q1": "Bent u vreemdeling of referent?",
            "q2_1": "Welk cijfer geeft u - vriendelijkheid",
            "q2_2": "Welk cijfer geeft u - snelheid",
            "tel": "Contact: telefoon",
            "web": "Contact: website",
        },
        variable_value_labels={
            "q1": {1.0: "Vreemdeling", 2.0: "Referent", 9.0: "Weet niet"},
            "q2_1": {1.0: "zeer slecht", 10.0: "uitstekend", 98.0: "n.v.t."},
            "q2_2": {1.0: "zeer slecht", 10.0: "uitstekend", 98.0: "n.v.t."},
            "agree": {1.0: "Eens", 2.0: "Beetje", 3.0: "Neutraal", 4.0: "Niet erg", 5.0: "Oneens"},
        },
        missing_ranges={"q1": [9], "q2_1": [98], "q2_2": [98]},
    )
    path.write_bytes(with_sets(path.read_bytes(), [MultipleSet("contact", "Hoe had u contact?", ("tel", "web"), "1")]))
    return path


def xlsx_file(folder: Path) -> Path:
    """A workbook with a grade and a single question."""
    rows: list[list[str | float | None]] = [["Cijfer", "Stad"]]
    rows += [[1 + row % 10, "Utrecht" if row % 2 else "Zwolle"] for row in range(30)]
    write_xlsx(folder / "x.xlsx", {"Data": rows})
    return folder / "x.xlsx"


def parquet_file(folder: Path) -> Path:
    """A Parquet file with a number and a truth."""
    frame = pl.DataFrame(
        {"minutes": [float(row) * 1.5 for row in range(30)], "came": [bool(row % 2) for row in range(30)]}
    )
    frame.write_parquet(folder / "x.parquet")
    return folder / "x.parquet"


@pytest.mark.parametrize("make", [csv_file, sav_file, xlsx_file, parquet_file])
def test_a_scaffold_passes_the_check_and_its_data_are_read(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    """Without a word from the researcher: no problem in the study, none in the data."""
    path = make(tmp_path)
    scaffold(path, tmp_path / "study")
    data = read_data(checked(tmp_path / "study"))
    (survey,) = data.surveys.values()
    assert survey.respondents == read_file(path).rows


def test_kinds_are_guessed_from_the_values(tmp_path: Path) -> None:
    """1-10 is a grade, 99 beside it no answer, two words a single, dates and texts what they are."""
    found = by_column(csv_file(tmp_path))
    kinds = {name: one.kind for name, one in found.items()}
    assert kinds == {
        "respnr": "key", "Gewicht": "weight", "v1": "grade", "v2_a": "multiple", "Q7Art": "grade", "Q7Food": "grade",
        "why": "open", "day": "date", "plan": "single", "empty": "empty", "yes: no": "single",
    }  # fmt: skip
    assert found["v1"].scale == (1, 10)
    assert found["v1"].reasons == {"99": "not answered"}
    assert found["day"].format == "%d-%m-%Y"
    assert list(found["plan"].answers) == ["north", "south"]


def test_what_respondents_wrote_does_not_become_answers(tmp_path: Path) -> None:
    """Of few different texts too: a long one, one with a telephone number, one with a mail address; a code of eight
    digits is no telephone number."""
    long = "The waiting room was full and nobody told us how long it would take that day"
    rows = [f"{place},{long if place % 2 else 'ok'},{'call 06-1234 5678' if place % 2 else 'no'},"
            f"{'a@b.nl' if place % 2 else 'no'},{10000001 + place % 2}" for place in range(40)]  # fmt: skip
    (tmp_path / "x.csv").write_text("\n".join(["nr,why,reach,mail,office", *rows]) + "\n", encoding="utf-8")
    found = by_column(tmp_path / "x.csv")
    assert [found[name].kind for name in ("why", "reach", "mail", "office")] == ["open", "open", "open", "single"]


def test_what_the_file_says_goes_before_what_it_looks_like(tmp_path: Path) -> None:
    """Labels give answers and ends of scales, user-missing values reasons, sets multiple questions, prefixes grids."""
    scaffold(sav_file(tmp_path), tmp_path / "study", language="nl")
    study = checked(tmp_path / "study")
    assert study.client == "Naam van de opdrachtgever"
    survey = study.surveys["onderzoek"]
    contact, role, grid = survey.questions["contact"], survey.questions["q1"], survey.grids["q2"]
    assert isinstance(contact.kind, Multiple)
    assert [answer.id for answer in contact.kind.answers] == ["telefoon", "website"]
    assert contact.text("nl") == "Hoe had u contact?"
    assert isinstance(role.kind, Single)
    assert [answer.text("nl") for answer in role.kind.answers] == ["Vreemdeling", "Referent"]
    assert grid.text("nl") == "Welk cijfer geeft u"
    item = survey.questions[grid.items[1]]
    assert isinstance(item.kind, Grade)
    assert item.label("nl") == "snelheid"
    assert isinstance(survey.questions["agree"].kind, Single)
    data = read_data(read_study(tmp_path / "study")).surveys["onderzoek"]
    ticks, grades = data.columns["contact"], data.columns[grid.items[1]]
    assert isinstance(ticks, Ticks)
    assert isinstance(grades, Coded)
    assert ticks.marks[:3].tolist() == [[0, 1], [1, 0], [0, 0]]
    assert grades.codes[3] == -3


def test_a_study_is_never_overwritten(tmp_path: Path) -> None:
    """A folder that holds a study is left as it is."""
    (tmp_path / "study").mkdir()
    (tmp_path / "study/study.yaml").write_text("study: precious\n", encoding="utf-8")
    with pytest.raises(DataError, match="a folder without one"):
        scaffold(csv_file(tmp_path), tmp_path / "study")
    assert [path.name for path in (tmp_path / "study").iterdir()] == ["study.yaml"]


def test_real_files_become_studies(shared_data: Path, tmp_path: Path) -> None:
    """The airport's files of 2017 and 2018 give studies that pass the check and read."""
    for year in ("2017", "2018"):
        (path,) = (shared_data / "sfo").glob(f"{year}*.csv")
        scaffold(path, tmp_path / year)
        (survey,) = read_data(checked(tmp_path / year)).surveys.values()
        assert survey.respondents > 2800
        assert survey.waves == (year,)


@pytest.mark.parametrize(
    ("name", "stem"),
    [("q7_1", "q7"), ("q7_12", "q7"), ("Q7ART", "Q7"), ("Q10SAFE", "Q10"), ("q7a", "q7"), ("aspect_fast", "aspect"),
     ("Q8-1", "Q8"), ("age", ""), ("v12", "")],
)  # fmt: skip
def test_items_of_a_grid_share_the_stem_of_their_names(name: str, stem: str) -> None:
    """The part before the number or letters of the item."""
    assert stem_of(name) == stem


def test_labels_are_split_where_they_part() -> None:
    """The common beginning is the question, the rest the item; without one the labels stay whole."""
    assert without_common(["How - a", "How - b"]) == ("How", ["a", "b"])
    assert without_common(["How good? a", "How good? b"]) == ("How good?", ["a", "b"])
    assert without_common(["One - a", "Two - b"]) == ("", ["One - a", "Two - b"])


def test_texts_are_written_so_that_yaml_reads_them_back() -> None:
    """Bare where that is safe, quoted where YAML would see something else."""
    assert [scalar(text) for text in ("Good", "no", "a: b", "007", "x, y", "Caf\u00e9")] == [
        "Good", '"no"', '"a: b"', '"007"', '"x, y"', "Caf\u00e9",
    ]  # fmt: skip
    assert [key(text) for text in ("1", "-1", "01", "A")] == ["1", "-1", '"01"', "A"]
    assert [slug(text, "q") for text in ("Caf\u00e9 & bar", "2nd", "\u0623")] == ["cafe_bar", "q_2nd", "q"]
