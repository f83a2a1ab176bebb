"""Every problem of the two files is told at once, with file and line, what was expected and what to do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from peil.errors import PrintedError
from peil.verifying.figures import wave_pair
from verifying.worlds import mean, read, world, write

MARK = {"question": "overall", "measure": "mark"}

# A row of published.csv that is wrong in one way, and what is said of it.
WRONG_FIGURES = {
    "a survey": (mean("7.7", survey="vx"), "survey: found `vx`, expected a survey of the study: vr"),
    "a wave": (mean("7.7", wave="2012"), "wave: found `2012`, expected a wave of survey vr: 2011 or 2013"),
    "two waves for a mean": (mean("7.7", wave="2011-2013"), "wave: found `2011-2013`, expected a wave of"),
    "one wave for a change": (mean("0.3", measure="change"), "wave: found `2013`, expected two waves with a - between"),
    "a group": (mean("7.7", group="visit=desc"), "group: found `visit=desc`, expected `all`, or a group as in the ids"),
    "part of a group": (mean("7.7", group="visit=desk,role=x"), "group: found `role=x`, expected `all`"),
    "a group of the whole sample": ({"measure": "sent", "printed": "64", "group": "visit=desk"}, "expected `all`, for"),
    "a weight of all": ({"measure": "weight", "printed": "12"}, "expected a group, for the measure `weight`"),
    "a measure": (mean("7.7", measure="meen"), "measure: found `meen`, expected mean, nps, share, change"),
    "a question": (mean("7.7", question="overal"), "a question of survey vr. Did you mean 'overall'?"),
    "no question": (mean("7.7", question=""), "question: found nothing, expected a question of survey vr"),
    "a question of the whole sample": ({"measure": "sent", "printed": "64", "question": "overall"}, "expected nothing"),
    "an answer": ({"question": "visit", "answer": "desc", "measure": "share", "printed": "5"}, "Did you mean 'desk'?"),
    "a share without an answer": ({"question": "visit", "measure": "share", "printed": "5"}, "whose share is printed"),
    "a mean with an answer": (mean("7.7", answer="8"), "answer: found `8`, expected nothing, for the measure `mean`"),
    "an answer without a question": ({"measure": "n", "printed": "5", "answer": "desk"}, "the question to which"),
    "a mean of answers": (mean("7.7", question="visit"), "question: found `visit`, expected a grade or a number"),
    "a promoter score of 1 to 10": (mean("7", measure="nps"), "expected a grade from 0 to 10"),
    "a decimal comma": (mean("7,7"), "printed: found `7,7`, expected a number such as 7.7 or 19. With a decimal point"),
    "a per cent sign": (mean("19%"), "printed: found `19%`, expected a number"),
    "no number": (mean(""), "printed: found nothing, expected a number"),
    "a count with decimals": ({"measure": "n", "printed": "20.0"}, "printed: found `20.0`, expected a whole number"),
    "a mark in words": ({**MARK, "printed": "plus"}, "printed: found `plus`, expected `+`, `-` or `none`"),
    "a number for a lost picture": ({"measure": "lost", "printed": "7"}, "expected nothing for the measure `lost`"),
    "made": (mean("7.7", made="inputs"), "made: found `inputs`, expected input, calibrated or free, or nothing"),
    "a class": (mean("7.7", **{"class": "typo", "reason": "x"}), "class: found `typo`, expected impossible in the"),
    "a class without a reason": (mean("7.7", **{"class": "misprint"}), "reason: found nothing, expected why"),
    "a reason without a class": (mean("7.7", reason="x"), "class: found nothing, expected the class of the miss"),
}
WRONG_CLAIMS = {
    "nothing": ("", "claim: found nothing, expected a claim in the language of prose"),
    "a wave that moves along": ("rises overall previous this", "expected the label of a wave instead of `previous`"),
    "no wave": ("higher overall for desk", "expected the wave that it is about: 2011 or 2013"),
    "a mistyped question": ("rises overal 2011 2013", "claim: found `overal`, expected a word of docs/prose.md, or a"),
    "a mistyped group": ("higher overall 2013 for desc", "a name of survey vr. Did you mean 'desk'?"),
    "a mistyped word": ("rizes overall 2011 2013", "Did you mean 'rises'?"),
}


def problems(folder: Path) -> list[str]:
    """What is said of the files in the folder."""
    with pytest.raises(PrintedError) as caught:
        read(folder)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("case", WRONG_FIGURES)
def test_a_row_that_cannot_be_compared_is_a_problem(tmp_path: Path, case: str) -> None:
    """One thing is wrong, one problem is told, with the line on which it stands."""
    row, says = WRONG_FIGURES[case]
    write(tmp_path, [mean("6.0", wave="2011"), {"heading": "Elsewhere", **row}])
    (only,) = problems(tmp_path)
    assert only.startswith("published.csv:3: ")
    assert says in only


@pytest.mark.parametrize("case", WRONG_CLAIMS)
def test_a_statement_with_words_that_mean_nothing_is_a_problem(tmp_path: Path, case: str) -> None:
    """A typing error must not pass for a statement that cannot be judged."""
    claim, says = WRONG_CLAIMS[case]
    write(tmp_path, claims=[{"claim": claim}])
    (only,) = problems(tmp_path)
    assert only.startswith("claims.csv:2: ")
    assert says in only


def test_words_of_prose_names_and_amounts_are_understood(tmp_path: Path) -> None:
    """Clauses, nested groups, quoted names and amounts are no typing errors."""
    texts = (
        "rises share visit=desk 2011 2013 for visit=desk by 0.2",
        'higher overall 2013 for "desk" than the rest',
        "highest overall 2013 by visit: desk",
        "between visit=desk 2013: 41 44",
    )
    write(tmp_path, claims=[{"claim": text} for text in texts])
    assert [claim.claim for claim in read(tmp_path).claims] == list(texts)


def test_all_problems_of_both_files_come_at_once(tmp_path: Path) -> None:
    """Two in one row, one in another, one in the other file: four, in the order of their places."""
    write(tmp_path, [mean("x", wave="2012"), mean("7.7", question="q")], [{"claim": ""}])
    assert [told.split(": ")[:2] for told in problems(tmp_path)] == [
        ["claims.csv:2", "claim"],
        ["published.csv:2", "printed"],
        ["published.csv:2", "wave"],
        ["published.csv:3", "question"],
    ]


def test_a_figure_stands_once_unless_two_pages_differ(tmp_path: Path) -> None:
    """The same print twice, or two prints under one heading, is a mistake; another print elsewhere is not."""
    write(tmp_path, [mean("7.7"), mean("7.7", heading="B"), mean("7.8"), mean("7.6", heading="C")])
    found = problems(tmp_path)
    assert [text.partition(": ")[0] for text in found] == ["published.csv:3", "published.csv:4"]
    assert "found what line 2 lists too" in found[0]
    write(tmp_path, [mean("7.7"), mean("7.6", heading="C")])
    assert len(read(tmp_path).figures) == 2


def test_a_statement_stands_once(tmp_path: Path) -> None:
    """Spaces make no difference."""
    write(tmp_path, claims=[{"claim": "rises overall 2011 2013"}, {"claim": "rises  overall 2011 2013"}])
    (only,) = problems(tmp_path)
    assert only.startswith("claims.csv:3: the row: found what line 2 lists too")


def test_columns_are_checked_before_rows(tmp_path: Path) -> None:
    """An unknown column, one that is missing and one that stands twice are named."""
    header = "survey,wave,group,question,answer,measure,printed,heding,survey"
    (tmp_path / "published.csv").write_text(f"{header}\nvr\n", "utf-8")
    assert [text.removeprefix("published.csv:1: the header: found ") for text in problems(tmp_path)] == [
        "column `heding`. Did you mean 'heading'?",
        "column `survey` 2 times, expected every column once",
        "no column heading, expected a header with the columns survey, wave, group, question, answer, measure, "
        "printed, heading",
    ]


def test_a_real_study_may_leave_out_how_the_data_were_made(tmp_path: Path) -> None:
    """made, class and reason are columns for those who need them; without `made` a row is free."""
    header = "survey,wave,group,question,answer,measure,printed,heading"
    (tmp_path / "published.csv").write_text(f"\ufeff{header}\r\nvr,2013,all,overall,,mean,7.7,Grade\r\n", "utf-8")
    (only,) = read(tmp_path).figures
    assert (only.made, only.given, only.id) == ("free", None, "vr/2013/overall/mean/all")


def test_a_form_that_is_no_csv_is_told_with_its_line(tmp_path: Path) -> None:
    """A row with a cell too many, a quote that is not closed, another encoding, an empty file."""
    write(tmp_path, [mean("7.7")])
    file = tmp_path / "published.csv"
    text = file.read_text("utf-8")
    file.write_text(text + "vr,2013,all,overall,,mean,7.7,Grade, and more,,,\n", "utf-8")
    assert problems(tmp_path) == [
        "published.csv:3: the row: found 12 cells, expected 11, as in the header. Put a text with a comma in it in "
        "double quotes."
    ]
    file.write_text(text + '\nvr,2013,all,overall,,mean,7.7,"Grade,,,\n', "utf-8")
    assert problems(tmp_path)[0].startswith("published.csv:4: the row: found unexpected end of data")
    file.write_bytes(text.replace("Totaaloordeel", "Beïnvloed").encode("latin-1"))
    assert problems(tmp_path) == [
        "published.csv:2: the file: found a byte that is not UTF-8, expected UTF-8. Save the file as CSV UTF-8."
    ]
    file.write_text("", "utf-8")
    assert problems(tmp_path)[0].startswith("published.csv: the file: found nothing in it, expected a header")


def test_a_heading_over_several_lines_keeps_the_count(tmp_path: Path) -> None:
    """The line of a row is the line on which it begins."""
    write(tmp_path, [mean("7.7", heading="two\nlines"), mean("7.6", heading="next")])
    assert [figure.place.line for figure in read(tmp_path).figures] == [2, 4]


def test_one_of_the_two_files_is_enough(tmp_path: Path) -> None:
    """Only statements, or only figures."""
    write(tmp_path, [mean("7.7")], [{"claim": "rises overall 2011 2013"}])
    (tmp_path / "published.csv").unlink()
    assert (len(read(tmp_path).figures), len(read(tmp_path).claims)) == (0, 1)
    write(tmp_path, [mean("7.7")], [{"claim": "rises overall 2011 2013"}])
    (tmp_path / "claims.csv").unlink()
    assert (len(read(tmp_path).figures), len(read(tmp_path).claims)) == (1, 0)


def test_a_study_without_them_is_told_what_they_are(tmp_path: Path) -> None:
    """Both names, what is in them, and where to read more."""
    (only,) = problems(tmp_path)
    assert "neither published.csv nor claims.csv" in only
    assert "docs/verify.md" in only


def test_a_wave_label_with_a_dash_can_be_one_side_of_a_change(tmp_path: Path) -> None:
    """`2013-1-2013-2` is a pair when these are the labels."""
    one, _ = world(tmp_path)
    vr = one.surveys["vr"]
    waves = tuple(replace(wave, label=label) for wave, label in zip(vr.waves, ("2013-1", "2013-2"), strict=True))
    assert wave_pair("2013-1-2013-2", replace(vr, waves=waves)) == ("2013-1", "2013-2")
    assert wave_pair("2011-2012", vr) == ("", "")
