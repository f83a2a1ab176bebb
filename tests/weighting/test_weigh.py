"""Weights: fixed targets by cell, a given column, and the refusals."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from building import NOWHERE, coded, data, question, single, study, survey
from peil.data.model import Data, Quantities, Values
from peil.errors import Place, WeightingError
from peil.study.model import (
    Cell,
    CellWeights,
    ColumnWeights,
    MarginTarget,
    MarginWeights,
    MeanTarget,
    Number,
    Study,
    Survey,
    Trimming,
    Wave,
)
from peil.weighting import weigh

# The groups of the reference report's 2013 wave: 855 of 960 respondents have a cell.
SIZES = {"asylum": 182, "social_f": 108, "social_s": 106, "economic_f": 167, "economic_s": 46, "naturalisation": 246}
SHARES = {
    "asylum": 0.12,
    "social_f": 0.1775,
    "social_s": 0.1775,
    "economic_f": 0.284,
    "economic_s": 0.071,
    "naturalisation": 0.17,
}
WITHOUT = 105


def reference(rule: str) -> tuple[Study, Data]:
    """The composition and targets of the reference study's 2013 wave."""
    cells = tuple(Cell(name, {"client": name}, SHARES[name]) for name in SIZES)
    client = question("client", single(*SIZES))
    vr = survey([client], weighting=CellWeights(cells, NOWHERE, rule))  # type: ignore[arg-type]  # a literal by name
    codes = np.r_[np.repeat(np.arange(6), list(SIZES.values())), np.full(WITHOUT, -1)]
    answers = data(vr, [0] * 960, {"client": coded(codes.tolist())}, weight_cell=codes.astype(np.int16))
    return study(vr), answers


def test_fixed_targets_are_reproduced_among_those_with_a_cell() -> None:
    """Weighted shares equal the targets to 1e-9, and those without a cell count once."""
    about, answers = reference("weight 1")
    vr = weigh(about, answers).surveys["vr"]
    cells = vr.weight_cell
    assert cells is not None
    placed = cells >= 0
    shares = np.bincount(cells[placed], vr.weight[placed]) / vr.weight[placed].sum()
    assert shares == pytest.approx(list(SHARES.values()), abs=1e-9)
    assert vr.weight[placed].mean() == pytest.approx(1)
    assert (vr.weight[~placed] == 1).all()


def test_left_out_respondents_weigh_nothing() -> None:
    """`leave out` gives those without a cell weight 0."""
    about, answers = reference("leave out")
    assert weigh(about, answers).surveys["vr"].weight[-WITHOUT:].sum() == 0


def test_without_a_rule_the_run_stops_and_says_how_many() -> None:
    """Respondents without a cell need a rule in the study."""
    about, answers = reference("stop")
    with pytest.raises(WeightingError, match=r"vr, wave 2013: 105 of 960 respondents have no weighting cell"):
        weigh(about, answers)


def test_an_empty_target_category_stops_with_its_name() -> None:
    """A target nobody can meet is refused by name, not spread over the others."""
    cells = (Cell("asylum", {"client": "asylum"}, 0.4), Cell("work", {"client": "work"}, 0.6))
    vr = survey([question("client", single("asylum", "work"))], weighting=CellWeights(cells, NOWHERE))
    answers = data(vr, [0, 0], {"client": coded([0, 0])}, weight_cell=np.zeros(2, np.int16))
    with pytest.raises(WeightingError, match=r"no respondents in weighting cell work \(target 60%\)"):
        weigh(study(vr), answers)


def given(missing: str) -> tuple[Survey, Data]:
    """Two waves, of which the second has a weight column with one hole."""
    waves = [Wave("2011", NOWHERE), Wave("2013", NOWHERE)]
    weighting = ColumnWeights({"2013": "WEIGHT"}, NOWHERE, missing)  # type: ignore[arg-type]  # a literal by name
    vr = survey([question("overall", waves=("2011", "2013"))], waves=waves, weighting=weighting)
    weights = np.array([np.nan, 0.5, np.nan, 2.5])
    return vr, data(vr, [0, 1, 1, 1], {"overall": coded([5, 6, 7, 8])}, given_weight=weights)


def test_a_wave_without_weights_counts_everyone_once() -> None:
    """Weights exist in some waves only; a hole in a wave that has them follows the study's rule."""
    vr, answers = given("weight 1")
    assert weigh(study(vr), answers).surveys["vr"].weight.tolist() == [1, 0.5, 1, 2.5]


def test_a_missing_weight_without_a_rule_stops() -> None:
    """Nothing silent: a respondent without a weight is counted and refused."""
    vr, answers = given("stop")
    with pytest.raises(WeightingError, match=r"1 of 3 respondents have no weight in column WEIGHT"):
        weigh(study(vr), answers)


GENDER, AGE = single("man", "woman"), Number()


def margins(codes: list[int], ages: list[float] | None = None, **more: object) -> tuple[Study, Data]:
    """One wave, half men and half women by target; of a given mean age where there are ages."""
    shares = {"2013": {"man": 0.5, "woman": 0.5}}
    means = () if ages is None else (MeanTarget("age", {"2013": 40.0}, NOWHERE),)
    weighting = MarginWeights((MarginTarget("gender", shares, NOWHERE),), means, NOWHERE, **more)  # type: ignore[arg-type]  # fields by name
    asked = [question("gender", GENDER), *([question("age", AGE)] if ages is not None else [])]
    vr = survey(asked, weighting=weighting)
    columns: dict[str, Values] = {"gender": coded(codes)}
    if ages is not None:
        columns["age"] = Quantities(np.array(ages), np.where(np.isnan(ages), -1, 0).astype(np.int8))
    start = np.array([1.0, 2, 1, 1, 1, np.nan][: len(codes)])
    return study(vr), data(vr, [0] * len(codes), columns, given_weight=start)


def test_margins_are_reproduced_among_those_with_a_value() -> None:
    """One man of four gets half the weight; who has no gender counts once."""
    about, answers = margins([0, 1, 1, 1, -1], without_value="weight 1")
    vr = weigh(about, answers).surveys["vr"]
    assert vr.weight == pytest.approx([2, 2 / 3, 2 / 3, 2 / 3, 1])
    assert vr.weight_cell is not None
    assert vr.weight_cell.tolist() == [0, 1, 1, 1, -1]
    assert vr.trimmed is None


def test_a_start_weight_keeps_its_ratio_and_can_lack() -> None:
    """The second weighs twice the third; the last has no start weight and is left out."""
    about, answers = margins([0, 1, 1, 1, 0, 1], start={"2013": "PW"}, without_value="leave out")
    weight = weigh(about, answers).surveys["vr"].weight
    assert weight[1] == pytest.approx(2 * weight[2])
    assert weight[5] == 0


def test_where_nobody_can_be_weighted_the_run_stops() -> None:
    """No gender at all, and a rule for those without: there is nothing that could meet the targets."""
    about, answers = margins([-1, -1, -1], without_value="weight 1")
    with pytest.raises(WeightingError, match="vr, wave 2013: weighting: found no respondents who can be weighted"):
        weigh(about, answers)


def test_margins_without_a_rule_stop_and_say_what_lacks() -> None:
    """Who has no answer, no number or no start weight: how many, and of which."""
    ages = [30.0, 50, np.nan, 40, 40, 40]
    about, answers = margins([0, 1, 1, 1, -1, 1], ages, calibrated=True, start={"2013": "PW"})
    with pytest.raises(
        WeightingError,
        match=r"^survey.yaml:1: vr, wave 2013: 3 of 6 respondents have no value to weight by: gender \(1\), age \(1\), "
        r"column PW \(1\)\. Write `respondents without a value: weight 1`",
    ):
        weigh(about, answers)


def test_an_answer_without_a_target_is_named() -> None:
    """Three of five gave an answer that the targets forget: they have a value, and the message says which."""
    about, answers = margins([0, 0, 1, 1, 1])
    vr = about.surveys["vr"]
    forgetful = replace(
        vr, weighting=MarginWeights((MarginTarget("gender", {"2013": {"man": 1.0}}, NOWHERE),), (), NOWHERE)
    )
    with pytest.raises(
        WeightingError,
        match=r"3 of 5 respondents have no value to weight by: gender=woman \(3, an answer without a target\)\. "
        "Give every answer a target, or write `respondents without a value",
    ):
        weigh(study(forgetful), answers)


def celled(codes: list[int], **more: object) -> tuple[Study, Data]:
    """One wave, half men and half women as fixed cells; start weights 1 2 1 1 1 and none, where they are asked for."""
    cells = tuple(Cell(f"gender={name}", {"gender": name}, 0.5) for name in ("man", "woman"))
    vr = survey([question("gender", GENDER)], weighting=CellWeights(cells, NOWHERE, **more))  # type: ignore[arg-type]  # fields by name
    start = np.array([1.0, 2, 1, 1, 1, np.nan][: len(codes)])
    columns: dict[str, Values] = {"gender": coded(codes)}
    return study(vr), data(vr, [0] * len(codes), columns, weight_cell=np.array(codes, np.int16), given_weight=start)


def test_cells_start_from_design_weights() -> None:
    """Both halves get their target; within a cell the ratio of the design weights stays."""
    about, answers = celled([0, 1, 1, 1, 0], start={"2013": "PW"})
    vr = weigh(about, answers).surveys["vr"]
    assert vr.weight == pytest.approx([1.25, 1.25, 0.625, 0.625, 1.25])
    assert vr.trimmed is None


def test_who_lacks_a_start_weight_has_no_cell() -> None:
    """By the study's rule left out, and counted as such; the others reach the targets."""
    about, answers = celled([0, 1, 1, 1, 0, 1, -1][:6], start={"2013": "PW"}, without_cell="leave out")
    vr = weigh(about, answers).surveys["vr"]
    assert vr.weight[5] == 0
    assert vr.weight_cell is not None
    assert vr.weight_cell.tolist() == [0, 1, 1, 1, 0, -1]
    assert answers.surveys["vr"].weight_cell is not None
    assert answers.surveys["vr"].weight_cell.tolist() == [0, 1, 1, 1, 0, 1]  # the data that came in are as they were


def test_cells_without_a_rule_stop_and_say_what_lacks() -> None:
    """One has no cell, another no start weight."""
    about, answers = celled([-1, 1, 1, 1, 0, 1], start={"2013": "PW"})
    expected = r"2 of 6 respondents have no cell or start weight \(a cell: 1, column PW: 1\), and the study has no rule"
    with pytest.raises(WeightingError, match=expected):
        weigh(about, answers)


def test_a_cell_without_respondents_stops_whatever_it_starts_from() -> None:
    """Nobody is a woman: the cell and its target."""
    about, answers = celled([0, 0], start={"2013": "PW"})
    with pytest.raises(WeightingError, match=r"no respondents in weighting cell gender=woman \(target 50%\)"):
        weigh(about, answers)


def test_trimmed_cells_keep_their_targets_and_are_marked() -> None:
    """The heaviest man is cut to the limit, the other man makes up for him."""
    about, answers = celled([0, 0, 1, 1], start={"2013": "PW"}, trim=Trimming(1.25, "mean"))
    vr = weigh(about, answers).surveys["vr"]
    assert vr.weight == pytest.approx([0.75, 1.25, 1, 1])
    assert vr.trimmed is not None
    assert vr.trimmed.tolist() == [False, True, False, False]


def test_a_limit_under_which_a_cell_cannot_reach_its_target_stops() -> None:
    """One man for half of the weight of five: twice the mean is not enough."""
    about, answers = celled([0, 1, 1, 1, 1], trim=Trimming(2, "mean"))
    with pytest.raises(WeightingError, match=r"trimming at 2 times the mean .* weighting cell=gender=man"):
        weigh(about, answers)


def test_a_target_category_without_respondents_stops_with_its_name() -> None:
    """Nobody is a woman: the category, and what to do."""
    with pytest.raises(WeightingError, match=r"^survey.yaml:1: vr, wave 2013: gender=woman: found no respondents"):
        weigh(*margins([0, 0]))


def test_an_answer_with_a_target_that_nobody_gave_stops_at_its_line() -> None:
    """As the study has it, in per cent, at the targets of that question."""
    about, answers = margins([0, 0, 0, 0])
    vr = about.surveys["vr"]
    assert isinstance(vr.weighting, MarginWeights)
    target = MarginTarget("gender", {"2013": {"man": 0.875, "woman": 0.125}}, Place("vr.yaml", 31))
    about = study(replace(vr, weighting=replace(vr.weighting, margins=(target,), means=())))
    message = (
        "^vr.yaml:31: vr, wave 2013: gender=woman: found no respondents, expected some for its target of 12.5%. Join "
        "it with another category.$"
    )
    with pytest.raises(WeightingError, match=message):
        weigh(about, answers)


def test_a_mean_that_nobody_reaches_stops_with_its_value_range_and_line() -> None:
    """Everyone is between 41 and 60, and the mean age is to be 40: the line of that target, not of all weights."""
    about, answers = margins([0, 0, 1, 1], ages=[41.0, 52, 60, 45], calibrated=True)
    vr = about.surveys["vr"]
    assert isinstance(vr.weighting, MarginWeights)
    means = (replace(vr.weighting.means[0], place=Place("vr.yaml", 31)),)
    about = study(replace(vr, weighting=replace(vr.weighting, means=means)))
    message = (
        "^vr.yaml:31: vr, wave 2013: the mean of age: found a target of 40, which no weights reach, expected one from "
        "41 to 60. Correct the target, or join categories.$"
    )
    with pytest.raises(WeightingError, match=message):
        weigh(about, answers)


def test_a_number_reaches_its_mean_within_bounds() -> None:
    """Mean age 40 among equal numbers of men and women."""
    ages = [30.0, 50, 42, 35, 44]
    about, answers = margins([0, 1, 1, 1, 0], ages, calibrated=True, distance="logit", bounds=(0.2, 4.0))
    weight = weigh(about, answers).surveys["vr"].weight
    assert np.average(ages, weights=weight) == pytest.approx(40, rel=1e-9)
    assert weight[[0, 4]].sum() == pytest.approx(2.5, rel=1e-9)


def test_trimmed_weights_keep_the_margin_and_are_marked() -> None:
    """The heaviest man is cut to the limit, the other man makes up for him."""
    about, answers = margins([0, 0, 1, 1], start={"2013": "PW"}, trim=Trimming(1.25, "mean"))
    vr = weigh(about, answers).surveys["vr"]
    assert vr.weight == pytest.approx([0.75, 1.25, 1, 1])
    assert vr.trimmed is not None
    assert vr.trimmed.tolist() == [False, True, False, False]


def test_a_column_of_weights_is_trimmed_with_its_total_kept() -> None:
    """0.5 and 2.5 with a limit of 1.2 times the mean: what is cut goes to the other."""
    vr, answers = given("leave out")
    assert isinstance(vr.weighting, ColumnWeights)
    trimmed = replace(vr, weighting=replace(vr.weighting, trim=Trimming(1.2, "mean")))
    found = weigh(study(trimmed), answers).surveys["vr"]
    assert found.weight == pytest.approx([1, 1.2, 0, 1.8])
    assert found.trimmed is not None
    assert found.trimmed.tolist() == [False, False, False, True]
