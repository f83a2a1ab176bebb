"""The kinds of figures are counted apart, misses go by class, and what nobody explains makes it fail."""

from __future__ import annotations

import csv
from pathlib import Path

from peil.verifying import write_verification
from peil.verifying.telling import NO_PROOF, aligned, lines, meaning, short, table
from verifying.worlds import mean, verified

MISPRINT = {"class": "misprint", "reason": "153/20 is 7.65, so 7.6 or 7.7."}
RISE = {"claim": "rises overall 2011 2013"}


def test_kinds_are_counted_apart_and_never_added_up(tmp_path: Path) -> None:
    """Inputs, calibrated figures, other figures, marks and statements each have a row, and there is no total."""
    found = verified(
        tmp_path,
        [
            {"measure": "n", "printed": "20", "made": "input"},
            mean("7.7", made="calibrated"),
            mean("6.0", wave="2011", made="calibrated"),
            mean("7.5", group="visit=phone", made="free"),
            mean("7.9", group="visit=desk", heading="Other", **MISPRINT),
            mean("+", measure="mark", made="calibrated"),
            {"question": "visit", "answer": "desk", "measure": "mark", "printed": "+"},
            {"question": "visit", "answer": "phone", "measure": "mark", "printed": "none"},
            {"question": "overall", "measure": "lost", "printed": "", "heading": "Trend"},
        ],
        [{**RISE, "made": "calibrated"}, {"claim": "falls overall 2011 2013"}],
    )
    assert table(found) == (
        ("part", "printed", "agree", "tested", "misses"),
        ("inputs", "1", "1", "", ""),
        ("figures, calibrated", "2", "2", "", ""),
        ("figures, not calibrated", "2", "0", "", "1 misprint, 1 our failure"),
        ("marks, + or -", "2", "1", "", "1 our failure"),
        ("marks, none", "1", "1", "", ""),
        ("claims, calibrated", "1", "1", "1", ""),
        ("claims, not calibrated", "1", "0", "0", "1 our failure"),
    )
    assert [figure.heading for figure in found.lost] == ["Trend"]
    assert len(found.misses) == 4
    assert len(found.failures) == 3
    assert not found.holds


def test_a_miss_that_the_report_explains_does_not_fail(tmp_path: Path) -> None:
    """With a class of the report it holds; without one, or as our own failure, it does not."""
    assert verified(tmp_path, [mean("7.9", **MISPRINT)]).holds
    assert not verified(tmp_path, [mean("7.9")]).holds
    ours = {"class": "our failure", "reason": "Not yet modelled."}
    assert not verified(tmp_path, [mean("7.9", **ours)]).holds


def test_a_class_on_a_figure_that_agrees_is_out_of_date(tmp_path: Path) -> None:
    """What was once impossible may have been mended: then the class must go."""
    found = verified(tmp_path, [mean("7.7", **MISPRINT)])
    assert [check.out_of_date for check in found.figures] == [True]
    assert not found.misses
    assert not found.holds
    assert "out of date: misprint" in lines(found.out_of_date)[-1]


def test_data_made_to_agree_are_no_proof_and_real_data_need_no_such_words(tmp_path: Path) -> None:
    """The warning stands where something was aimed at, and there alone; figures of real data are just figures."""
    aimed = verified(tmp_path, [mean("7.7", made="calibrated")])
    assert meaning(aimed).endswith(NO_PROOF)
    real = verified(tmp_path, [mean("7.7")], [RISE])
    assert NO_PROOF not in meaning(real)
    assert [part.name for part in real.parts] == ["figures", "claims"]


def test_a_miss_is_told_with_its_place_its_figures_and_its_reason(tmp_path: Path) -> None:
    """Three lines, or one: heading and line of the file, printed beside computed, the class and why."""
    found = verified(tmp_path, [mean("7.9", **MISPRINT)], [{"claim": "falls overall 2011 2013"}])
    figure, statement = found.misses
    assert lines([figure]) == (
        "  published.csv:2  Totaaloordeel",
        "    vr/2013/overall/mean/all: printed 7.9, computed 7.650",
        "    misprint: 153/20 is 7.65, so 7.6 or 7.7.",
    )
    assert short(statement).startswith("claims.csv:2  falls overall 2011 2013: “said”, 6.0 (2011, n=20)")
    assert short(statement).endswith("[our failure: neither class nor reason stands in the file]")
    nothing = verified(tmp_path, [mean("7.7", wave="2011", question="later")]).misses
    assert lines(nothing)[1] == ("    vr/2011/later/mean/all: printed 7.7, no figure: later was not asked in 2011")


def test_numbers_stand_to_the_right_and_texts_to_the_left() -> None:
    """Columns line up, and no line ends in spaces."""
    rows = [("part", "printed", "agree", "tested", "misses"), ("inputs", "100", "9", "", "")]
    assert aligned(rows) == ("part    printed  agree  tested  misses", "inputs      100      9")


def test_every_row_is_written_and_the_page_holds_the_misses(tmp_path: Path) -> None:
    """verification.csv has a row per printed figure, lost ones included; the page is Markdown with the reasoning."""
    figures = [
        mean("7.7"),
        mean("7.9", heading="A | B", **MISPRINT),
        {"question": "overall", "measure": "lost", "heading": "Trend"},
    ]
    files = write_verification(verified(tmp_path, figures, [RISE]), tmp_path / "out")
    assert [file.name for file in files] == ["verification.csv", "verification-claims.csv", "verification.md"]
    with files[0].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["printed"], row["computed"], row["agrees"], row["class"], row["line"]) for row in rows] == [
        ("7.7", "7.650", "yes", "", "2"),
        ("7.9", "7.650", "no", "misprint", "3"),
        ("", "", "not counted", "", "4"),
    ]
    with files[1].open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["claim"], row["agrees"], row["tested"]) == ("rises overall 2011 2013", "yes", "yes")
    page = files[2].read_text("utf-8")
    assert "| A \\| B | `vr/2013/overall/mean/all` | 7.9 | 7.650 | misprint: 153/20 is 7.65, so 7.6 or 7.7. |" in page
    assert "- Trend: `vr/2013/overall/lost/all`" in page
