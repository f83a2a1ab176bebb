"""Broken data files, each with the message it gives: the page docs/errors-data.md is made from this table.

After a change of the messages: PEIL_REFRESH=1 pytest tests/data/test_broken.py, and read the page.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
import pyreadstat
import pytest

from data.sheets import write_xlsx
from data.worlds import HERE, answers, ask, study, survey, wave, write
from peil.data.read import read_data
from peil.errors import DataError, Place
from peil.study.model import (
    Cell,
    CellWeights,
    ColumnWeights,
    Condition,
    Date,
    Multiple,
    Number,
    Question,
    Reason,
    Single,
    Survey,
)

PAGE = Path(__file__).resolve().parents[2] / "docs" / "errors-data.md"
STATUS = ask("status", Single(answers("granted", "refused")), recode={"99": Reason.DONT_KNOW})
HEAD = """# Broken data files, and what Peil says

Made from `tests/data/test_broken.py`; a test fails when this page is stale. Every problem of every file is reported at
once; nothing is dropped silently. Rows are the lines of a CSV file, the rows of a sheet, or the numbers of the cases.

"""


@dataclass(frozen=True)
class Case:
    """A fault in a data file: what it is, and how to make it in a folder; the survey that meets it."""

    fault: str
    make: Callable[[Path], Survey]


def csv(fault: str, text: str | bytes, *questions: Question, name: str = "data/vr-2013.csv") -> Case:
    """A CSV file with this content, met by a survey with these questions (default: the grade q7)."""

    def make(folder: Path) -> Survey:
        path = write(folder, "", name)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return survey(*(questions or (ask("q7"),)), waves=(wave("2013", name),))

    return Case(fault, make)


def endless_weight(folder: Path) -> Survey:
    """A Parquet file in which a division by zero has become a weight."""
    (folder / "data").mkdir(parents=True)
    pl.DataFrame({"q7": [8, 7], "W": [1.2, float("inf")]}).write_parquet(folder / "data/vr.parquet")
    waves = (wave("2013", "data/vr.parquet"),)
    return replace(survey(ask("q7"), waves=waves), weighting=ColumnWeights({"2013": "W"}, Place("vr.yaml", 40)))


def with_survey(fault: str, text: str, change: Callable[[], Survey]) -> Case:
    """A CSV file with this content, met by a survey that the case makes itself."""

    def make(folder: Path) -> Survey:
        write(folder, text)
        return change()

    return Case(fault, make)


def keyed() -> Survey:
    """A survey whose respondents have a key."""
    return survey(ask("q7"), waves=(wave("2013", key="unit"),))


def in_households() -> Survey:
    """A survey of households, drawn within strata."""
    waves = (replace(wave("2013", key="unit"), cluster="house"),)
    return replace(survey(ask("q7"), STATUS, waves=waves), stratum="status")


def given_weights() -> Survey:
    """A survey whose weights come with the data."""
    return replace(survey(ask("q7")), weighting=ColumnWeights({"2013": "W"}, Place("vr.yaml", 40)))


def routed() -> Survey:
    """A survey in which a question was put to some."""
    return survey(STATUS, replace(ask("q7"), asked_if=(Condition("status", ("refused",)),)))


def per_part() -> Survey:
    """A survey in which a question was put once per answer of another."""
    deals = ask("deals", Multiple(answers("desk", "web")), ["d_desk", "d_web"])
    return survey(deals, replace(ask("g", columns=["g_desk", "g_web"]), per="deals"))


def sent_to_two() -> Survey:
    """A survey of which two were asked to take part."""
    return survey(ask("q7"), waves=(replace(wave("2013"), sent=2),))


def overlapping() -> Survey:
    """A survey with a weighting cell inside another."""
    cells = (Cell("granted", {"status": "granted"}, 0.5), Cell("all_tens", {"q7": "10"}, 0.5))
    return replace(survey(STATUS, ask("q7")), weighting=CellWeights(cells, Place("vr.yaml", 40)))


def missing_file(folder: Path) -> Survey:
    """The name of the file has a typing error."""
    write(folder, "q7\n8\n", "data/vr-2031.csv")
    return survey(ask("q7"))


def missing_folder(folder: Path) -> Survey:
    """No data at all."""
    folder.mkdir(exist_ok=True)
    return survey(ask("q7"))


def wrong_sheet(folder: Path) -> Survey:
    """The workbook has other sheets."""
    (folder / "data").mkdir(parents=True)
    write_xlsx(folder / "data/vr.xlsx", {"Data": [["q7"], [8]], "Codes": [["a"], ["b"]]})
    return survey(ask("q7"), waves=(replace(wave("2013", "data/vr.xlsx"), sheet="Date"),))


def empty_sheet(folder: Path) -> Survey:
    """A sheet without cells."""
    (folder / "data").mkdir(parents=True)
    write_xlsx(folder / "data/vr.xlsx", {"Data": []})
    return survey(ask("q7"), waves=(wave("2013", "data/vr.xlsx"),))


def broken(name: str) -> Callable[[Path], Survey]:
    """A file whose content is something else than its name says."""

    def make(folder: Path) -> Survey:
        write(folder, "this is no such file, whatever its name says", name)
        return survey(ask("q7"), waves=(wave("2013", name),))

    return make


def labelled(folder: Path) -> Survey:
    """An SPSS file with a user-missing code that the study does not know."""
    (folder / "data").mkdir(parents=True)
    pyreadstat.write_sav(
        pl.DataFrame({"q7": [8.0, 97.0, 97.0]}),
        folder / "data/vr.sav",
        variable_value_labels={"q7": {97.0: "No experience"}},
        missing_ranges={"q7": [97]},
    )
    return survey(ask("q7"), waves=(wave("2013", "data/vr.sav"),))


def where_nobody() -> Survey:
    """A wave whose rows are not in the file."""
    return survey(STATUS, ask("q7"), waves=(wave("2013", where=(Condition("status", ("refused",)),)),))


def nested(folder: Path) -> Survey:
    """A Parquet file with a list in each cell."""
    (folder / "data").mkdir(parents=True)
    pl.DataFrame({"q7": [[1, 2], [3]]}).write_parquet(folder / "data/vr.parquet")
    return survey(ask("q7"), waves=(wave("2013", "data/vr.parquet"),))


CASES = [
    csv("A code that no answer has", "status,q7\n1,8\n3,8\n2,7\n3,9\n3,1\n3,1\n", STATUS),
    csv("More unknown codes than one wants to read", "status\n" + "".join(f"{n}\n" for n in range(3, 12)), STATUS),
    Case("A user-missing code of an SPSS file", labelled),
    csv("A grade that is not on the scale", "q7\n8\n11\n7.5\n0\n11\n"),
    csv("A text where a grade should stand", "q7\n8\neight\n"),
    csv("A text in a number", "age\n34\n34 years\n", ask("age", Number(18, 110))),
    csv("A number out of its range", "age\n34\n340\n", ask("age", Number(18, 110))),
    csv("A decimal comma beside decimal points", "age;n\n1,5;x\n2.5;x\n", ask("age", Number())),
    csv("A date in another form", "day\n05-12-2013\n12/31/2013\n", ask("day", Date("%d-%m-%Y"))),
    csv("A tick that is neither yes nor no", "d_a\n1\n0\n2\n", ask("d", Multiple(answers("a")), ["d_a"])),
    csv(
        "An unknown code in a multiple question over several columns",
        "c1,c2\n1,2\n2,9\n",
        ask("c", Multiple(answers("a", "b"), "spread"), ["c1", "c2"]),
    ),
    with_survey("A respondent twice", "unit,q7\n1001,8\n1002,7\n1001,9\n", keyed),
    with_survey(
        "Respondents without a cluster, in two strata", "unit,house,q7,status\n1,a,8,1\n2,,7,1\n3,,7,2\n", in_households
    ),
    with_survey(
        "A cluster in two strata", "unit,house,q7,status\n1,a,8,1\n2,a,7,2\n3,b,7,2\n", in_households
    ),
    with_survey("More respondents than were written to", "q7\n8\n7\n9\n", sent_to_two),
    with_survey("A respondent without a key", "unit,q7\n1001,8\n,7\n", keyed),
    with_survey("A weight below zero, and one that is no number", "q7,W\n8,1.2\n7,-0.5\n6,heavy\n", given_weights),
    Case("A weight without end, in a Parquet file", endless_weight),
    with_survey("No column with the weight", "q7,WEIGHT\n8,1.2\n", given_weights),
    with_survey(
        "A respondent without a stratum",
        "status,q7\n1,8\n,7\n99,7\n",
        lambda: replace(survey(STATUS, ask("q7")), stratum="status"),
    ),
    with_survey("A respondent in two weighting cells", "status,q7\n1,10\n2,10\n", overlapping),
    with_survey("An answer to a question that was not put", "status,q7\n1,8\n2,7\n1,\n", routed),
    with_survey("An answer about a part that was not chosen", "d_desk,d_web,g_desk,g_web\n1,0,8,9\n0,1,,7\n", per_part),
    csv("A column that is not there", "Q7b,status\n8,1\n"),
    csv("A column that is there twice", "q7,status,q7\n8,1,8\n"),
    Case("No such file", missing_file),
    Case("No data folder", missing_folder),
    csv("An empty file", ""),
    csv("A header and nothing else", "q7,status\n"),
    with_survey("No rows of the wave", "status,q7\n1,8\n", where_nobody),
    csv("Another letter set", "q7,why\n8,caf\u00e9\n".encode("cp1252")),
    csv("UTF-16, as some programs export", "q7\n8\n".encode("utf-16")),
    csv("Rows with more or fewer cells than the header", "q7,why\n8,good, or not\n7,fine\n6\n"),
    csv("A quotation mark that is never closed", 'q7,why\n8,"good\n7,fine\n'),
    csv("A quotation mark in the middle of a cell", 'q7,why\n8,a 5" pipe of 6" long\n'),
    Case("A sheet that is not in the workbook", wrong_sheet),
    Case("An empty sheet", empty_sheet),
    Case("A broken Excel file", broken("data/vr.xlsx")),
    Case("A broken SPSS file", broken("data/vr.sav")),
    Case("A broken Parquet file", broken("data/vr.parquet")),
    Case("A Parquet file with lists in its cells", nested),
    csv("A kind of file that Peil does not read", "q7\n8\n", name="data/vr-2013.ods"),
    csv(
        "Several faults at once",
        "status,age,q7\n3,x,11\n1,20,8\n",
        STATUS, ask("age", Number()), ask("q7"), ask("q8"),
    ),
]  # fmt: skip


def message(case: Case, folder: Path) -> str:
    """What Peil says about the broken file."""
    with pytest.raises(DataError) as caught:
        read_data(study(folder, case.make(folder)))
    return "\n".join(str(problem) for problem in caught.value.problems)


def page(folder: Path) -> str:
    """The whole page: a heading and the messages for every fault."""
    parts = []
    for number, case in enumerate(CASES):
        parts.append(f"## {case.fault}\n```\n{message(case, folder / str(number))}\n```\n")
    return HEAD + "\n".join(parts)


def test_the_page_of_broken_data_files_is_up_to_date(tmp_path: Path) -> None:
    """Every broken file gives exactly the message that the page shows."""
    made = page(tmp_path)
    if os.environ.get("PEIL_REFRESH"):
        PAGE.write_text(made, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == made


@pytest.mark.parametrize("case", CASES, ids=[case.fault for case in CASES])
def test_every_problem_names_its_file_and_what_is_right(tmp_path: Path, case: Case) -> None:
    """A message names the file, what was found, and what was expected or what to do."""
    with pytest.raises(DataError) as caught:
        read_data(study(tmp_path, case.make(tmp_path)))
    for problem in caught.value.problems:
        assert problem.place.file
        assert problem.thing
        assert problem.found
        assert problem.expected or problem.remedy


def test_problems_of_all_files_are_told_together(tmp_path: Path) -> None:
    """A missing file of one wave does not hide the unknown codes of another, or of another survey."""
    write(tmp_path, "q7\n11\n")
    first = survey(ask("q7", waves=("2011", "2013")), waves=(wave("2011"), wave("2013")))
    write(tmp_path, "q9\nx\n", "data/boak.csv")
    second = replace(survey(ask("q9"), waves=(wave("2013", "data/boak.csv"),)), id="boak")
    with pytest.raises(DataError) as caught:
        read_data(study(tmp_path, first, second))
    assert [problem.place.file for problem in caught.value.problems] == [
        "data/boak.csv", "data/vr-2011.csv", "data/vr-2013.csv",
    ]  # fmt: skip


def test_a_file_that_serves_two_waves_is_complained_of_once(tmp_path: Path) -> None:
    """Both waves stand in one file; its broken line is told once."""
    write(tmp_path, "q7,n\n8\n", "data/all.csv")
    waves = (wave("2011", "data/all.csv"), wave("2013", "data/all.csv"))
    with pytest.raises(DataError) as caught:
        read_data(study(tmp_path, survey(ask("q7", waves=("2011", "2013")), waves=waves)))
    assert len(caught.value.problems) == 1


def test_the_unknown_code_message_leads_to_the_study_file() -> None:
    """The remedy names the file and line of the question."""
    assert str(HERE) in PAGE.read_text(encoding="utf-8")
