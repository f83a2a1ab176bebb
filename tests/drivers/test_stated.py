"""Importance as respondents say it: in grades, in words with scores, by choice; and the waves that did not ask."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import replace
from math import isnan
from pathlib import Path

import numpy as np
import pytest

from peil import workflow
from peil.disclosure import publish
from peil.report.compose import compose
from peil.report.model import Facts, Matrix, plain
from peil.results.model import Published, Results
from peil.study.model import Study

FOLDER = Path(__file__).parent.parent / "studies" / "stated"
ASPECTS = ("speed", "friendly", "letters", "price")
N = 240


def written(folder: Path) -> Path:
    """The study with answers: 240 respondents in every wave, of whom one in eight says nothing of one aspect."""
    shutil.copytree(FOLDER, folder)
    (folder / "data").mkdir()
    rng = np.random.default_rng(6)
    for survey in ("grid", "words", "choice"):
        for wave in ("2011", "2013"):
            names, rows = _answers(survey, wave, rng)
            with (folder / "data" / f"{survey}-{wave}.csv").open("w", newline="") as file:
                csv.writer(file).writerows([names, *rows])
    return folder


def _answers(survey: str, wave: str, rng: np.random.Generator) -> tuple[list[str], list[list[object]]]:
    judgement = rng.normal(size=(N, 1))
    grades = np.clip(np.rint(6.5 + 1.2 * judgement + rng.normal(size=(N, 5)) + [0, -1, 1, 0.5, 0]), 1, 10).astype(int)
    names = ["area", "overall", *ASPECTS]
    rows: list[list[object]] = [["north" if i % 3 else "south", *line] for i, line in enumerate(grades.tolist())]
    if wave == "2011":
        return names, rows
    if survey == "choice":
        chosen = [rng.choice(5, 2, replace=False, p=[0.4, 0.3, 0.15, 0.1, 0.05]) + 1 for _ in rows]
        return [*names, "first", "second"], [[*row, *one.tolist()] for row, one in zip(rows, chosen, strict=True)]
    items = ("speed", "friendly", "letters", "parking" if survey == "grid" else "price")
    said = rng.integers(1, 6, (N, 4)) if survey == "grid" else rng.choice([1, 2, 3, 9], (N, 4), p=[0.5, 0.3, 0.1, 0.1])
    told: list[list[object]] = [["" if (i + k) % 8 == 0 else one for k, one in enumerate(line)]
                                for i, line in enumerate(said.tolist())]  # fmt: skip
    return [*names, *(f"important_{name}" for name in items)], [[*a, *b] for a, b in zip(rows, told, strict=True)]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The study, read."""
    return workflow.read_study(written(tmp_path_factory.mktemp("stated") / "study"))


@pytest.fixture(scope="module")
def results(study: Study) -> Results:
    """What drives the overall grade in it."""
    answers = workflow.read_data(study)
    return workflow.explain(study, answers, workflow.tabulate(study, answers))


@pytest.fixture(scope="module")
def published(study: Study, results: Results) -> Published:
    """What may be handed out."""
    return publish(study, results)


@pytest.mark.parametrize("group", ["all", "area=north", "area=south"])
def test_importance_is_the_estimate_of_the_tables(results: Results, group: str) -> None:
    """A mean grade, and a share that chose it: the same weighted figure, with the same n and the same error."""
    for survey, name in (("grid", "important_{}/mean"), ("choice", "important={}/share")):
        standings = {one.id: one for one in results.standings}
        for aspect in ("speed", "friendly", "letters"):
            driver = results.drivers_by_id[f"{survey}/2013/{aspect}/importance/{group}"]
            estimate = results.by_id[f"{survey}/2013/{name.format(aspect)}/{group}"]
            assert driver.method == "stated"
            assert driver.n == estimate.n
            assert driver.importance == pytest.approx(estimate.estimate, rel=1e-12)
            assert standings[driver.id].importance_se == pytest.approx(estimate.se, rel=1e-9)


def test_words_count_for_what_the_study_says(results: Results) -> None:
    """100 times the share that says very and 50 times that of rather, among those with either or hardly."""
    for aspect in ASPECTS:
        shares = [
            results.by_id[f"words/2013/important_{aspect}={answer}/share/all"].estimate
            for answer in ("very", "rather", "hardly")
        ]
        driver = results.drivers_by_id[f"words/2013/{aspect}/importance/all"]
        assert driver.importance == pytest.approx((100 * shares[0] + 50 * shares[1]) / sum(shares))
        assert driver.n < results.by_id[f"words/2013/important_{aspect}=very/share/all"].n


def test_a_wave_that_did_not_ask_goes_by_shares_and_nothing_moved(results: Results) -> None:
    """2011 by LMG, with the reason; a move would compare two kinds of importance. Of 80 in the south by correlation."""
    told = {(one.wave, one.group): (one.method, one.wanted, one.why) for one in results.fits if one.survey == "choice"}
    assert told[("2013", "all")] == ("stated", "stated", "")
    assert told[("2013", "south")] == ("stated", "stated", "")
    assert told[("2011", "all")] == ("lmg", "stated", "not asked")
    assert told[("2011", "south")] == ("correlation", "stated", "small group")
    assert results.moves == ()


def test_an_aspect_of_which_it_was_not_asked_has_no_place(results: Results) -> None:
    """The price is graded, and nobody was asked how much it counts: it says so, and draws no border."""
    price = results.drivers_by_id["grid/2013/price/importance/all"]
    assert (price.lack, price.quadrant) == ("importance not asked", None)
    assert isnan(price.importance)
    others = [results.drivers_by_id[f"grid/2013/{one}/importance/all"] for one in ("speed", "friendly", "letters")]
    assert others[0].importance_border == pytest.approx(np.mean([one.importance for one in others]))
    assert others[0].rating_border == pytest.approx(np.mean([one.rating for one in others]))


def test_penalties_and_priorities_are_told_too(results: Results) -> None:
    """They rest on grades, or on the quadrant."""
    assert {one.aspect for one in results.penalties if one.survey == "words" and one.wave == "2013"} == set(ASPECTS)
    assert {one.kind for one in results.advice if one.wave == "2013"} <= {"priority", "attention", "strength"}


def test_what_rests_on_few_is_hidden_on_either_axis(study: Study, results: Results) -> None:
    """Of a driver the smaller of both bases counts: 12 who graded it hide what 200 said of it."""
    rows = [one for one in results.drivers if one.id == "choice/2013/speed/importance/all"]
    few = replace(results, drivers=tuple(replace(one, rated=12) for one in rows))
    told = publish(study, few).drivers_by_id[rows[0].id]
    assert (told.status, told.n, told.quadrant) == ("hidden: small base", 0, None)


def matrices(study: Study, published: Published, language: str) -> Iterator[tuple[Matrix, str]]:
    """Every matrix of the report, and the notes at its foot."""
    for section in compose(study, published, language).sections:
        for page in section.pages:
            for block in page.blocks:
                if isinstance(block, Matrix):
                    yield block, " ".join(page.foot.notes)


def test_the_report_says_what_was_used(study: Study, published: Published) -> None:
    """At the axis and in the foot, with the question, the scale or the scores, in both languages."""
    made = list(matrices(study, published, "en"))
    axes = {one.id: one.importance.title for one, _ in made}
    notes = {one.id: told for one, told in made}
    assert axes["grid/matrix"] == "importance as respondents say (mean grade)"
    assert axes["words/matrix"] == "importance as respondents say (mean rating)"
    assert axes["choice/matrix"] == "importance as respondents say (share that chose it)"
    assert (
        "asked as “How important to you is”, with “Very important” = 100, “Rather important” = 50 and"
        in (notes["words/matrix"])
    )
    assert "does not prove a cause" not in notes["words/matrix"]
    # The wave before did not ask: its importance is another, and so are its lines.
    assert "They hold for every group too." in notes["words/matrix"]
    assert "(1 = not important, 5 = very important)" in notes["grid/matrix"]
    assert "nobody was asked how important it is: Price." in notes["grid/matrix"]
    dutch = {one.id: told for one, told in matrices(study, published, "nl")}
    assert "het aandeel respondenten dat het aspect koos, gevraagd als ‘Welke twee" in dutch["choice/matrix"]


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "Importance: the mean of what respondents said"), ("nl", "Belang: het gemiddelde van wat respondenten")],
)
def test_the_method_says_it_too(study: Study, published: Published, language: str, told: str) -> None:
    """Under its own term, in both languages."""
    facts = [
        plain(line)
        for section in compose(study, published, language).sections
        for page in section.pages
        for block in page.blocks
        if isinstance(block, Facts)
        for term, lines in block.pairs
        if term in ("Importance", "Belang")
        for line in lines
    ]
    assert any(line.startswith(told) for line in facts)


def test_what_people_say_stands_behind_a_matrix_of_what_explains(study: Study) -> None:
    """`importance: lmg` beside `stated`: exact shares, and the mean and the share of the tables in a column."""
    surveys = {
        name: replace(one, settings=replace(one.settings, drivers=replace(one.settings.drivers, importance="lmg")))
        for name, one in study.surveys.items()
    }
    both = replace(study, surveys=surveys)
    answers = workflow.read_data(both)
    found = publish(both, workflow.explain(both, answers, workflow.tabulate(both, answers)))
    told = {one.id: one for one, _ in matrices(both, found, "en")}
    for survey, name in (("grid", "important_speed/mean"), ("choice", "important=speed/share")):
        made = told[f"{survey}/matrix"]
        assert made.importance.title == "importance for the overall grade (part of what is explained)"
        said = found.by_id[f"{survey}/2013/{name}/all"].estimate
        text = f"{said:.0%}" if survey == "choice" else f"{said:.1f}"
        speed = next(one for one in made.points if one.label == "Speed")
        assert speed.details[made.details.index("As respondents say")] == text
    assert "As respondents say" not in told["words/matrix"].details
