"""Accounts of waves and groups."""

from dataclasses import replace

import numpy as np
import pytest

from building import NOWHERE, break_of, coded, data, question, single, study, survey
from peil.data.model import Data
from peil.errors import StudyError
from peil.results.model import StratumResponse
from peil.study.model import Cell, CellWeights, MarginTarget, MarginWeights, Wave
from peil.tables import tabulate
from peil.weighting import weigh


def test_a_group_counts_those_who_answered_nothing() -> None:
    """Three belong to the first group, although only one of them gave the grade that is tabulated."""
    asked, other = question("side", single("left", "right")), question("colour", single("red", "blue"))
    about = survey([asked, other], breaks=[break_of(asked)])
    answers = data(about, [0, 0, 0, 0], {"side": coded([0, 0, 0, 1]), "colour": coded([0, -1, -1, 1])})
    found = tabulate(study(about), answers)
    assert found.group_sizes[about.id, "2013", "side=left"] == 3
    assert found.group_sizes[about.id, "2013", "side=right"] == 1
    assert found.group_sizes[about.id, "2013", "all"] == 4


def test_a_target_is_told_with_and_without_those_who_could_not_be_weighted() -> None:
    """Four have both answers; a man without a region counts once: 3 of 5 are men then, where half was asked for."""
    asked = [question("gender", single("man", "woman")), question("region", single("north", "south"))]
    half = [MarginTarget(one.id, {"2013": dict.fromkeys(ids, 0.5)}, NOWHERE)
            for one, ids in zip(asked, (("man", "woman"), ("north", "south")), strict=True)]  # fmt: skip
    weighting = MarginWeights(tuple(half), (), NOWHERE, without_value="weight 1")
    about = study(survey(asked, weighting=weighting))
    answers = data(about.surveys["vr"], [0] * 5, {"gender": coded([0, 1, 1, 0, 0]), "region": coded([0, 0, 1, 1, -1])})
    found = tabulate(about, weigh(about, answers))
    rows = {row.target: row for row in found.targets}
    assert list(rows) == ["gender=man", "gender=woman", "region=north", "region=south"]
    assert (rows["gender=man"].wanted, rows["gender=man"].others) == (0.5, 1)
    assert rows["gender=man"].reached == pytest.approx(0.5, abs=1e-9)
    assert rows["gender=man"].with_others == pytest.approx(0.6)
    assert rows["region=north"].with_others == pytest.approx(0.5)
    (account,) = found.accounts
    assert account.without_cell == 1
    assert account.placed_efficiency == pytest.approx(100)


def test_cells_are_told_with_and_without_those_who_have_none() -> None:
    """One of four is in the first cell, with 40% of the weight by target; a fifth has no cell and weight 1: 32%."""
    asked = question("gender", single("man", "woman"))
    cells = tuple(Cell(f"gender={name}", {"gender": name}, share) for name, share in (("man", 0.4), ("woman", 0.6)))
    about = study(survey([asked], weighting=CellWeights(cells, NOWHERE, without_cell="weight 1")))
    answers = data(about.surveys["vr"], [0] * 5, {"gender": coded([0, 1, 1, 1, -1])})
    vr = replace(answers.surveys["vr"], weight_cell=np.array([0, 1, 1, 1, -1]))
    found = tabulate(about, weigh(about, Data({"vr": vr})))
    man, woman = found.targets
    assert [man.reached, woman.reached] == pytest.approx([0.4, 0.6], abs=1e-9)
    assert [man.with_others, woman.with_others] == pytest.approx([0.32, 0.48])
    assert man.others == 1
    (account,) = found.accounts
    # Weights 1.6 and three of 0.8; with the fifth 25/(1.6² + 3·0.64 + 1)/5.
    assert account.placed_efficiency == pytest.approx(100 * 16 / (2.56 + 1.92) / 4)
    assert account.efficiency == pytest.approx(100 * 25 / (2.56 + 1.92 + 1) / 5)


def _strata(wave: Wave, stratum: list[int], weights: list[float]) -> tuple[StratumResponse, ...]:
    """The rows of a wave with two strata, of which one has these respondents."""
    asked = question("side", single("left", "right"))
    about = replace(survey([asked], waves=[wave]), stratum="side")
    answers = data(about, [0] * len(stratum), {"side": coded(stratum)}, stratum=np.array(stratum, np.int16)).surveys[
        about.id
    ]
    weighted = answers.weighted(np.array(weights), None)
    return tabulate(study(about), Data({about.id: weighted})).strata


def test_strata_are_compared_with_what_was_sent_before_the_frame() -> None:
    """Half of the left and a quarter of the right answered; weights of 2 bring the right back to half."""
    wave = Wave("2013", NOWHERE, strata={"left": 50, "right": 50}, sent=8, sent_by_stratum={"left": 4, "right": 4})
    left, right, whole = _strata(wave, [0, 0, 1], [1, 1, 2])
    assert (left.of, left.listed, left.n, left.rate) == ("sent", 4, 2, 0.5)
    assert (right.rate, right.listed_share, right.weighted_share) == (0.25, 0.5, 0.5)
    assert right.answered_share == pytest.approx(1 / 3)
    # R: chisq.test(rbind(c(2, 1), c(2, 3)), correct = FALSE)
    assert whole.stratum == "all"
    assert [whole.statistic, whole.p] == pytest.approx([8 / 15, 0.465208818452])


def test_a_sample_smaller_than_its_respondents_is_refused() -> None:
    """With the wave, the stratum and both counts."""
    wave = Wave("2013", NOWHERE, sent=5, sent_by_stratum={"left": 4, "right": 1})
    with pytest.raises(StudyError, match=r"sent by stratum > right: found 1 sent and 2 respondents"):
        _strata(wave, [0, 1, 1], [1, 1, 1])


def test_more_respondents_than_were_written_to_are_refused() -> None:
    """Also where the rows came in blocks, which are counted together only here."""
    with pytest.raises(StudyError, match=r"2013 > sent: found 3 respondents, sent 2"):
        _strata(Wave("2013", NOWHERE, sent=2), [0, 1, 1], [1, 1, 1])
