"""The reference study: its V+R data are what its program makes, and they are what the printed report says."""

import csv
import re
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import yaml
from numpy.typing import NDArray

from examples.vr_figures import CELLS, DIRECTORATES, STUDY, WAVES, Answers, Row, published
from peil.disclosure import publish
from peil.jobs.printed import verify_study
from peil.rendering.charts import ChartStyle, draw_scene
from peil.rendering.html.document import DRAWN_WIDTH, MATRIX_WIDTH
from peil.rendering.pdf.grid import GRID
from peil.report.model import Matrix, Report
from peil.study.model import Multiple
from peil.study.read import check_study, read_study
from peil.workflow import build_results, compose
from rendering.matrixfaults import faults

PUBLISHED = published()
ASPECTS = list(
    dict.fromkeys(
        row.question for row in PUBLISHED if row.measure == "mean" and row.question not in ("overall", "vision")
    )
)
QUADRANTS = ("strength", "priority", "hygiene", "low-priority")
CODES = {"asylum": "1", "regular_social": "2", "regular_economic": "3", "naturalisation": "4"}
SPAN = re.compile(r"\]\{([^}]*)\}")


@cache
def answers(wave: str) -> Answers:
    """The data file of a wave, read once."""
    return Answers(wave)


def of(*measures: str) -> list[Row]:
    """The printed figures of these measures."""
    return [row for row in PUBLISHED if row.measure in measures]


def claims(*words: str) -> list[str]:
    """The statements of claims.csv about V+R that begin with one of these words and can hold."""
    with (STUDY / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["survey"] == "vr" and not row["class"]]
    return [row["claim"] for row in rows if row["claim"].split()[0] in words]


def test_the_program_writes_the_stored_data_to_the_byte(tmp_path: Path) -> None:
    """Whoever runs the simulation gets the respondents that the repository holds."""
    command = [sys.executable, "-B", str(STUDY / "simulate.py"), str(tmp_path), "--survey", "vr"]
    subprocess.run(command, check=True)
    assert len(list(tmp_path.iterdir())) == len(WAVES)
    for wave in WAVES:
        name = f"vr-{wave}.csv"
        assert (tmp_path / name).read_bytes() == (STUDY / "data" / name).read_bytes(), name


@pytest.mark.parametrize("row", of("n", "sent", "rate"), ids=str)
def test_a_wave_has_the_printed_response(row: Row) -> None:
    """Sample, net response, response rate, and the numbers per weighting cell."""
    assert agrees(row)


@pytest.mark.parametrize("row", of("weight"), ids=str)
def test_a_group_weighs_what_the_survey_file_and_the_report_say(row: Row) -> None:
    """Weights computed here have the printed shares, and so have the targets of vr.yaml."""
    assert agrees(row)
    text = (STUDY / "vr.yaml").read_text(encoding="utf-8").split("\nweights:\n")[1]
    directorate, _, role = (part.rpartition("=")[2] for part in row.group.partition(","))
    line = next(
        line
        for line in text.splitlines()
        if line.strip().startswith(f"role within {directorate}:" if role else "directorate:")
    )
    assert f"{role or directorate}: {row.printed}" in line


@pytest.mark.parametrize("row", of("mean"), ids=str)
def test_a_mean_grade_rounds_to_the_printed_one(row: Row) -> None:
    """The overall grade, the vision and the 26 aspects, in every wave and group in which the report prints them."""
    assert agrees(row)


@pytest.mark.parametrize("row", of("share"), ids=str)
def test_a_share_rounds_to_the_printed_one(row: Row) -> None:
    """Status, preferred channels, internet, purposes, and contact by the website in regular social."""
    assert agrees(row)


def test_no_printed_figure_is_left_out() -> None:
    """Every row of V+R that the data are made to is of a measure that a test above takes."""
    assert (
        len(of("n", "sent", "rate", "weight", "mean", "share")) == sum(row.measure != "mark" for row in PUBLISHED) > 150
    )


def test_every_figure_and_statement_of_the_report_agrees_or_is_explained() -> None:
    """`peil verify` finds no miss without a class, no class out of date, and all 26 marks as printed."""
    found = verify_study(STUDY)
    assert found.holds
    assert not found.failures
    assert not found.out_of_date
    assert len(found.figures) > 400
    assert len(found.claims) > 350
    marks = [one for one in found.figures if one.row.measure == "mark"]
    assert len(marks) == 26
    assert all(one.agrees for one in marks)


def test_the_respondents_without_a_cell_are_those_that_the_groups_leave_out() -> None:
    """In 2013 the groups listed add up to 855 of 960; nobody has two numbers."""
    without = [int((~np.any([answers(wave).members(cell) for cell in CELLS], axis=0)).sum()) for wave in WAVES]
    assert without == [96, 107, 105]
    for wave in WAVES:
        numbers = answers(wave).columns["respondent"]
        assert len(set(numbers)) == len(numbers)


def test_a_question_stands_only_in_the_waves_that_asked_it() -> None:
    """26 aspects, three of them since 2011; the vision and the open questions in 2013 alone."""
    for wave in WAVES:
        printed = {row.question for row in of("mean") if row.wave == wave and row.group == "all"} - {
            "overall",
            "vision",
        }
        assert set(ASPECTS) & set(answers(wave).columns) == printed, wave
        new = {"vision", "vision_why", "few_words", "vision_themes_helpful", "image_clear", "contact_website"}
        assert new & set(answers(wave).columns) == (new if wave == "2013" else set())


@pytest.mark.parametrize("claim", claims(*QUADRANTS))
def test_an_aspect_stands_where_the_matrix_of_the_report_has_it(claim: str) -> None:
    """Weighted correlation with the overall grade and mean grade, against their plain means over the aspects."""
    quadrant, aspect, wave, *rest = claim.split()
    group = f"directorate={rest[1]}" if rest else "all"
    importance, rating = matrix(wave, group)
    important = importance[aspect] >= np.mean(list(importance.values()))
    high = rating[aspect] >= np.mean(list(rating.values()))
    assert quadrant == QUADRANTS[int(not high) if important else 2 + int(not high)]


@pytest.mark.parametrize("claim", [one for one in claims("rises", "falls") if "=" not in one])
def test_a_grade_goes_the_way_that_the_report_tells(claim: str) -> None:
    """Up or down in every step, and by at least the amount that is said (significance is not the question here)."""
    word, question, *rest = claim.split()
    waves = [one for one in rest if one in WAVES]
    group = rest[rest.index("for") + 1 :] if "for" in rest else []
    amount = float(rest[rest.index("by") + 1]) if "by" in rest else 0.0
    group = group[: group.index("by")] if "by" in group else group
    name = ",".join(f"{part}={one}" for part, one in zip(("directorate", "role"), group, strict=False)) or "all"
    means = [answers(wave).mean(question, name) for wave in waves]
    steps = np.diff(means) * (1 if word == "rises" else -1)
    assert steps.min() > 0
    assert steps.sum() > amount


def test_the_directorates_come_closer_together() -> None:
    """The overall grades of the four lie nearer to each other in each wave."""
    means = [[answers(wave).mean("overall", f"directorate={name}") for name in DIRECTORATES] for wave in WAVES]
    distances = [max(one) - min(one) for one in means]
    assert distances == sorted(distances, reverse=True)


def test_aspects_correlate_as_the_assumptions_say() -> None:
    """The important ones about .7 with the overall grade, plain language and reachability about .4, fees and number .3.

    Among each other they correlate .48 on average: .6 among the important ones, and the fees with little.
    """
    one = answers("2013")
    tie = {name: one.correlation(name) for name in ASPECTS}
    little = {"fees", "phone_reach"}
    usual = {name for name in ASPECTS if name.startswith("language_")} | {"how_to_reach", "easy_contact"}
    important = set(ASPECTS) - little - usual
    assert {name for name in ASPECTS if tie[name] > 0.6} == important
    assert {name for name in ASPECTS if tie[name] < 0.36} == little
    columns = [one.grades(name) for name in ASPECTS]
    found = [correlation(this, other) for place, this in enumerate(columns) for other in columns[:place]]
    assert 0.1 < min(found) < 0.3
    assert max(found) < 0.72
    assert np.mean(found) == pytest.approx(0.48, abs=0.03)


def test_grades_lean_to_the_left() -> None:
    """Satisfied answers are the most frequent, and the tail is that of low grades."""
    assert all(skewness(answers("2013").grades(name)) < 0 for name in ASPECTS)


def test_a_grade_is_missing_for_a_reason() -> None:
    """Does not apply differs by aspect; not answered and don't know occur in every one."""
    columns = answers("2013").columns
    parts = {name: float((columns[name] == "98").mean()) for name in ASPECTS}
    assert min(parts.values()) < 0.05
    assert max(parts.values()) > 0.4
    assert all({"", "99"} <= set(columns[name]) for name in ASPECTS)


@pytest.mark.parametrize(("words", "themes"), [("vision_why", "vision_themes"), ("few_words", "image")])
def test_who_wrote_something_has_a_theme_and_who_wrote_nothing_has_none(words: str, themes: str) -> None:
    """Nothing said is no theme of its own: those respondents count in the base with every theme unticked."""
    columns = answers("2013").columns
    ticks = np.array([columns[name] for name in columns if name.startswith(f"{themes}_")])
    assert set(ticks.ravel()) == {"0", "1"}
    assert ((ticks == "1").any(axis=0) == (columns[words] != "")).all()
    assert not {f"{themes}_none"} & set(columns)
    asked = read_study(STUDY).surveys["vr"].questions[themes].kind
    assert isinstance(asked, Multiple)
    assert "none" not in {answer.id for answer in asked.answers}


def test_a_theme_has_many_texts_in_many_languages() -> None:
    """Nothing is copied from the report, whose quotes begin otherwise; no text fills the data."""
    columns = answers("2013").columns
    report = (
        "Ik voel als aanvrager wel",
        "Het wordt niet echt makkelijk",
        "The people of the IND are helpful",
        "IND is empathetic",
    )
    for words, most in (("vision_why", 15), ("few_words", 25)):
        written, counts = np.unique(columns[words][columns[words] != ""], return_counts=True)
        assert len(written) > 200
        assert counts.max() <= most
        assert not [text for text in written if text.startswith(report)]
        assert {"nl", "en", "fr", "ar", "ru", "fa"} <= set(columns["language"][columns[words] != ""])


def test_an_approved_quote_was_given_by_a_respondent_of_that_directorate() -> None:
    """What the chapters print stands in the data, word for word, under the directorate that is named as its source."""
    columns = answers("2013").columns
    quotes = yaml.safe_load((STUDY / "quotes" / "vr.yaml").read_text("utf-8"))["quotes"]
    approved = [one for one in quotes if one["status"] == "approved"]
    assert len(approved) >= 10
    for quote in approved:
        _, wave, question, _ = quote["id"].split("/")
        pieces = [piece.strip() for piece in quote["text"].split("[...]")]
        given = np.array([all(piece in text for piece in pieces) for text in columns[question]])
        assert wave == "2013"
        directorate = quote["group"].removeprefix("directorate=")
        assert CODES[directorate] in columns["directorate"][given], quote


def test_the_study_is_without_problems() -> None:
    """`peil check` has nothing to say about the reference study."""
    assert not check_study(STUDY)


def test_the_study_asks_what_the_table_prints() -> None:
    """26 aspects, and those without a figure of 2009 begin in 2011."""
    survey = read_study(STUDY).surveys["vr"]
    assert {question.id for question in survey.aspects} == set(ASPECTS)
    for question in survey.aspects:
        asked = [row.wave for row in of("mean") if row.question == question.id and row.group == "all"]
        assert list(question.sources) == asked, question.id


def test_both_languages_rest_on_the_same_figures() -> None:
    """The chapters of one language hold the values and claims of the other, chapter by chapter."""
    dutch, english = (sorted((STUDY / "chapters" / code).glob("*.md")) for code in ("nl", "en"))
    assert len(dutch) == len(english) > 0
    for one, other in zip(dutch, english, strict=True):
        assert spans(one) == spans(other), one.name


@cache
def reports() -> tuple[Report, ...]:
    """In both languages. Composing checks each number and claim in the text; one that is wrong would stop it."""
    study = read_study(STUDY)
    results = publish(study, build_results(study))
    return tuple(compose(study, results, language) for language in study.languages)


def test_every_figure_and_claim_in_the_chapters_holds() -> None:
    """Composing the report finds none that is wrong, and the report has its chapters, and says that it is simulated."""
    for report in reports():
        assert len(report.sections) > len(list((STUDY / "chapters" / report.language).glob("*.md")))
        assert report.banner


@pytest.mark.parametrize(
    "style",
    [
        ChartStyle("nl", "#1F4E79", int(GRID.measure), "wide", "print", 250),
        ChartStyle("nl", "#1F4E79", MATRIX_WIDTH),
        ChartStyle("nl", "#1F4E79", DRAWN_WIDTH["middle"], "narrow"),
        ChartStyle("nl", "#1F4E79", DRAWN_WIDTH["narrow"], "narrow"),
    ],
    ids=["a page of the PDF", "a screen", "a tablet", "a phone"],
)
def test_its_matrices_are_drawn_without_a_fault(style: ChartStyle) -> None:
    """Nothing lies over anything, no line crosses another or runs over a point, each number is in the part of its
    point."""
    pages = (page for section in reports()[0].sections for page in section.pages)
    matrices = [block for page in pages for block in page.blocks if isinstance(block, Matrix)]
    assert len(matrices) == 10
    found = {one.id: faults(one, draw_scene(one, style)) for one in matrices}
    assert {name: one for name, one in found.items() if one.all} == {}
    assert max(one.longest for one in found.values()) < 60


def agrees(row: Row) -> bool:
    """Whether the data give the printed figure, to half of its last digit."""
    return abs(answers(row.wave).figure(row) - float(row.printed)) <= row.half_unit


@cache
def matrix(wave: str, group: str) -> tuple[dict[str, float], dict[str, float]]:
    """Importance and rating of every aspect."""
    one = answers(wave)
    asked = [name for name in ASPECTS if name in one.columns]
    return {name: one.correlation(name, group) for name in asked}, {name: one.mean(name, group) for name in asked}


def correlation(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Pearson's correlation where both have a grade."""
    both = ~np.isnan(one) & ~np.isnan(other)
    return float(np.corrcoef(one[both], other[both])[0, 1])


def skewness(one: NDArray[np.float64]) -> float:
    """The third standardised moment."""
    known = one[~np.isnan(one)]
    return float((((known - known.mean()) / known.std()) ** 3).mean())


def spans(file: Path) -> Sequence[str]:
    """What stands between braces, sorted."""
    return sorted(SPAN.findall(file.read_text(encoding="utf-8")))
