"""The account of the weights: to what, within which limits, and what they cost per wave and group."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from peil.report.model import Facts, Page, Table, plain
from peil.results.model import GroupWeights
from peil.study.model import (
    Cell,
    CellWeights,
    ColumnWeights,
    MarginTarget,
    MarginWeights,
    MeanTarget,
    Trimming,
    Weighting,
)
from report.builders import HERE, SURVEY, context, pages, published

SHARES = {"asylum": 0.2, "social": 0.5, "naturalisation": 0.3}
SAME = MarginTarget("directorate", dict.fromkeys(("2009", "2011", "2013"), SHARES), HERE)
OTHER = MarginTarget("directorate", {**SAME.shares, "2013": {**SHARES, "asylum": 0.3, "social": 0.4}}, HERE)

CELLS = tuple(Cell(f"directorate={name}", {"directorate": name}, share) for name, share in SHARES.items())


def row(group: str, n: int = 100, trimmed: float = 0.05, wave: str = "2013") -> GroupWeights:
    """What the weights cost in a group."""
    return GroupWeights("vr", wave, group, n, 0.8 * n, 80.0, 1.25, 0.4, 2.5, trimmed)


def told(weighting: Weighting, rows: tuple[GroupWeights, ...] = (), language: str = "en") -> tuple[Page, ...]:
    """The pages of the method account of a survey weighted so."""
    return pages(
        "method", context(replace(published(), weights=rows), language, survey=replace(SURVEY, weighting=weighting))
    )


def lines(page: Page) -> dict[str, list[str]]:
    """Term by term what the facts of a page say."""
    (facts,) = (block for block in page.blocks if isinstance(block, Facts))
    return {term: [plain(line) for line in said] for term, said in facts.pairs}


@pytest.mark.parametrize(
    ("weighting", "expected"),
    [
        (
            MarginWeights((SAME,), (), HERE),
            ["each has the shares that were set for it (raking).", "These targets are the same in every wave."],
        ),
        (
            MarginWeights((OTHER,), (), HERE, calibrated=True, bounds=(0.3, 3.0), start={"2013": "PW"}),
            [
                "(calibration).",
                "These targets differ between waves.",
                "The weighting starts from the design weights that came with the data.",
                "No weight is less than 0.3 or more than 3 times the weight it started from.",
            ],
        ),
        (
            MarginWeights((SAME,), (MeanTarget("age", {"2013": 44.0}, HERE),), HERE, calibrated=True),
            ["the shares or the mean that were set"],
        ),
        (
            MarginWeights((SAME,), (), HERE, trim=Trimming(2.5, "median")),
            ["Weights above 2.5 times the median were set to that limit.", "so that all targets are still met."],
        ),
        (
            CellWeights(CELLS, HERE, start={"2013": "PW"}, trim=Trimming(2.5, "mean")),
            [
                "to fixed shares, the same in every wave.",
                "The weighting starts from the design weights that came with the data.",
                "Weights above 2.5 times the mean were set to that limit.",
                "so that all targets are still met.",
            ],
        ),
        (
            ColumnWeights({"2013": "W"}, HERE, trim=Trimming(4, "mean")),
            ["Weights above 4 times the mean were set to that limit.", "spread over the other respondents."],
        ),
    ],
)  # fmt: skip
def test_the_account_says_how_the_weights_were_made(weighting: Weighting, expected: list[str]) -> None:
    """Margins, means, start weights, bounds and limits, each in a sentence."""
    said = " ".join(lines(told(weighting)[1])["Weighting"])
    for part in expected:
        assert part in said


@pytest.mark.parametrize(
    ("language", "weighting", "expected", "untrue"),
    [
        ("en", MarginWeights((SAME,), (), HERE, without_value="weight 1"),
         ["that were set for it, among those who answered all of these questions (raking).",
          "The targets hold among the others. With these respondents, who have part of the weight (2013: 0.5%)",
          "Without the respondents who could not be weighted: efficiency 80%, design effect 1.25."],
         "for it (raking)."),
        ("nl", MarginWeights((SAME,), (), HERE, calibrated=True, without_value="weight 1"),
         ["de vooraf vastgestelde verdeling, gerekend over wie al deze vragen beantwoordde (kalibratie).",
          "Met deze respondenten erbij, die een deel van het gewicht hebben (2013: 0,5%), wijkt zij af."],
         "verdeling (kalibratie)."),
        ("en", MarginWeights((SAME,), (), HERE, without_value="leave out"),
         ["that were set for it (raking).", "were left out of the figures."], "among those who answered"),
        ("en", CellWeights(CELLS, HERE, without_cell="weight 1"),
         ["count once, beside a mean weight of 1.", "who have part of the weight (2013: 0.5%)"], "left out"),
    ],
)  # fmt: skip
def test_the_account_says_among_whom_the_targets_hold(
    language: str, weighting: Weighting, expected: list[str], untrue: str
) -> None:
    """Five of 960 in 2013 lack an answer to weight by and count once: with them the targets are not met exactly."""
    made = published()
    accounts = tuple(
        replace(one, placed_efficiency=80.0, placed_design_effect=1.25) if one.without_cell else one
        for one in made.accounts
    )
    about = context(replace(made, accounts=accounts), language, survey=replace(SURVEY, weighting=weighting))
    facts = lines(pages("method", about)[1])
    said = " ".join(line for term in facts.values() for line in term)
    for part in expected:
        assert part in said
    assert untrue not in said


@pytest.mark.parametrize(
    ("language", "waves", "expected"),
    [
        ("en", ("2011",), "2011: not told, for with the targets these figures would give away how many people are in a "
         "group that is so small that they could be recognised."),
        ("nl", ("2009", "2013"), "2009 en 2013: niet vermeld, want samen met de vaste verdeling zouden deze cijfers "
         "verraden hoeveel mensen een groep telt die zo klein is dat zij herkenbaar kunnen zijn. Om dezelfde reden "
         "ontbreken de gewichten per groep."),
    ],
)  # fmt: skip
def test_what_weights_cost_is_told_or_else_why_not(language: str, waves: tuple[str, ...], expected: str) -> None:
    """Withheld for the privacy of a group of that wave; those of this wave by group, which have a page, are missed."""
    made = published()
    accounts = tuple(replace(one, efficiency=nan) if one.wave in waves else one for one in made.accounts)
    facts = lines(pages("method", context(replace(made, accounts=accounts), language))[1])
    (said,) = [
        told for term, told in facts.items() if term in ("Efficiency of the weighting", "Efficiëntie van de weging")
    ]
    assert said[-1] == expected
    assert len(said) == 4 - len(waves)
    unweighted = tuple(replace(one, weighting="none", efficiency=nan) for one in made.accounts)
    facts = lines(pages("method", context(replace(made, accounts=unweighted)))[1])
    assert "Efficiency of the weighting" not in facts


def test_every_group_of_the_report_has_a_row_with_what_its_weights_cost() -> None:
    """n, effective n, efficiency, design effect, extremes and the part that was cut; a group too small has no row."""
    rows = (row("all", 960), row("directorate=asylum"), row("directorate=social", 300, 0.0), row("all", wave="2011"))
    made = told(MarginWeights((SAME,), (), HERE, trim=Trimming(2.5, "mean")), rows)
    assert len(made) == 4
    (table,) = made[2].blocks
    assert isinstance(table, Table)
    assert table.columns[1:] == (
        "Effective n",
        "Efficiency",
        "Design effect",
        "Smallest weight",
        "Largest weight",
        "Cut",
    )
    assert [one.label for one in table.rows if one.kind != "part"] == ["Total", "Asylum", "Social"]
    assert [cell.text for cell in table.rows[0].cells] == ["960", "768", "80%", "1.25", "0.40", "2.50", "5%"]
    assert any("fewer are left out" in note for note in made[2].foot.notes)


def test_the_account_reads_in_dutch() -> None:
    """The same table and sentences."""
    rows = (row("all", 960), row("directorate=asylum"))
    made = told(MarginWeights((SAME,), (), HERE), rows, "nl")
    assert "de vooraf vastgestelde verdeling (raking)" in lines(made[1])["Weging"][0]
    assert plain(made[2].title) == (
        "Onderzoeksverantwoording: na weging zijn 960 respondenten zo nauwkeurig als 768 zonder weging"
    )


def test_without_weights_there_is_no_such_page() -> None:
    """No row in the results, no page."""
    assert len(told(SURVEY.weighting)) == 3
