"""Importance as a part of what is explained: R's numbers, and what happens where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isnan
from string import ascii_lowercase, ascii_uppercase
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from building import break_of, coded, data, question, single, study, survey
from peil.data.model import Coded
from peil.drivers import explain
from peil.results.model import Driver, DriverFit, Results
from peil.study.drivers import DriverSettings
from peil.study.model import Grade, Settings
from peil.tables import tabulate
from stats.schools import read

SETTINGS = Settings(overall="overall")
# lmg of relaimpo 2.2-7 on R's attitude data, R² .7326019925.
ATTITUDE = {
    "complaints": 0.370816194319, "privileges": 0.050903792972, "learning": 0.155765990169,
    "raises": 0.120345079404, "critical": 0.006588722546, "advance": 0.028182213122,
}  # fmt: skip


def people(count: int, aspects: int, seed: int = 1) -> NDArray[np.float64]:
    """(count, aspects + 1) grades from 1 to 10 that share one judgement, the overall grade last."""
    rng = np.random.default_rng(seed)
    judgement = rng.normal(size=(count, 1))
    return np.clip(np.rint(6.5 + 1.2 * judgement + rng.normal(size=(count, aspects + 1))), 1, 10)


def codes(grades: Sequence[float] | NDArray[np.float64]) -> Coded:
    """Grades from 1 as positions on their scale; NaN is no answer."""
    return coded([-1 if np.isnan(grade) else round(grade) - 1 for grade in grades])


def explained(
    grades: NDArray[np.float64], settings: Settings = SETTINGS, groups: Sequence[int] | None = None
) -> Results:
    """The aspects a, b, c ... of these grades; `groups`: north, south."""
    names = [*ascii_lowercase, *ascii_uppercase][: grades.shape[1] - 1]
    area = question("area", single("north", "south"))
    asked = [question("overall"), *(question(name, aspect=True) for name in names), area]
    vr = survey(asked, [] if groups is None else [break_of(area)], settings=settings)
    columns = {name: codes(grades[:, place]) for place, name in enumerate([*names, "overall"])}
    answers = data(vr, [0] * len(grades), {**columns, "area": coded(list(groups or [-1] * len(grades)))})
    whole = study(vr)
    return explain(whole, answers, tabulate(whole, answers))


def row(results: Results, aspect: str, group: str = "all") -> Driver:
    """One driver."""
    return results.drivers_by_id[f"vr/2013/{aspect}/importance/{group}"]


def fit(results: Results, group: str = "all") -> DriverFit:
    """How importance was found."""
    return results.fits_by_id[f"vr/2013/overall/importance/{group}"]


def test_shares_are_those_of_relaimpo() -> None:
    """R's attitude data: a part of R² each, together one."""
    columns = read("attitude")
    names = [name for name in columns if name != "rating"]
    settings = Settings(overall="rating", hide_up_to=20, drivers=DriverSettings(smallest_group=30))
    scale = Grade(0, 100)
    asked = [question("rating", scale), *(question(name, scale, aspect=True) for name in names)]
    vr = survey(asked, settings=settings)
    answers = data(vr, [0] * 30, {name: coded(values.astype(int).tolist()) for name, values in columns.items()})
    whole = study(vr)
    found = explain(whole, answers, tabulate(whole, answers))
    r2 = sum(ATTITUDE.values())
    assert {one.aspect: one.importance * r2 for one in found.drivers} == pytest.approx(ATTITUDE, rel=1e-9)
    one = found.fits[0]
    assert (one.method, one.estimand, one.n, one.aspects, one.smallest) == ("lmg", "as if everyone", 30, 6, 30)
    assert one.r2 == pytest.approx(0.7326019925, rel=1e-9)


def test_an_aspect_that_was_asked_twice_shares_equally() -> None:
    """And what the others have does not change."""
    grades = people(200, 3)
    twice = np.concatenate([grades[:, :1], grades], axis=1)
    found = explained(twice)
    assert row(found, "a").importance == pytest.approx(row(found, "b").importance, abs=1e-9)
    assert sum(one.importance for one in found.drivers) == pytest.approx(1)
    assert fit(found).r2 == pytest.approx(fit(explained(grades)).r2, abs=1e-9)


def test_grades_that_follow_from_others_are_no_failure() -> None:
    """The third aspect is eleven less the first."""
    grades = people(200, 3)
    grades[:, 2] = 11 - grades[:, 0]
    found = explained(grades)
    assert row(found, "a").importance == pytest.approx(row(found, "c").importance, abs=1e-9)


def test_what_has_no_place_says_why() -> None:
    """Always an 8; graded by nobody; by 20 of 400; by 36 of 400, less than a tenth."""
    grades = people(400, 5)
    grades[:, 1] = 8
    grades[:, 2] = np.nan
    grades[20:, 3] = np.nan
    grades[36:, 4] = np.nan
    found = explained(grades)
    assert [row(found, name).lack for name in "abcde"] == [
        "", "always the same grade", "few grades", "few grades", "seldom graded",
    ]  # fmt: skip
    assert [row(found, name).quadrant is None for name in "abcde"] == [False, True, True, True, True]
    assert row(found, "a").importance == pytest.approx(1)
    assert row(found, "e").graded == pytest.approx(0.09)
    assert fit(found).aspects == 1


def test_an_overall_grade_that_is_always_the_same_has_no_drivers() -> None:
    """Nothing differs, so nothing goes together with it."""
    grades = people(200, 2)
    grades[:, -1] = 7
    found = explained(grades)
    assert {(one.lack, one.quadrant) for one in found.drivers} == {("overall always the same", None)}
    assert all(isnan(one.importance) for one in found.drivers)


def test_a_small_group_makes_all_groups_of_its_break_go_by_correlation() -> None:
    """99 in the south: north too, and not the total; with 100 both have shares."""
    grades = people(300, 3)
    small = explained(grades, groups=[0] * 201 + [1] * 99)
    assert [fit(small, key).method for key in ("all", "area=north", "area=south")] == [
        "lmg", "correlation", "correlation",
    ]  # fmt: skip
    assert fit(small, "area=north").why == "small group"
    r = np.corrcoef(grades[:201, 0], grades[:201, -1])[0, 1]
    assert row(small, "a", "area=north").importance == pytest.approx(r)
    large = explained(grades, groups=[0] * 200 + [1] * 100)
    assert {one.method for one in large.fits} == {"lmg"}


def test_a_group_that_is_hidden_decides_nothing() -> None:
    """29 in the south are not shown: north keeps its shares."""
    found = explained(people(300, 3), groups=[0] * 271 + [1] * 29)
    assert [fit(found, f"area={name}").method for name in ("north", "south")] == ["lmg", "correlation"]


def test_too_few_pairs_make_the_comparison_go_by_correlation() -> None:
    """Of 120 each graded a few of eight aspects: the covariance would explain everything of an overall grade."""
    grades = people(120, 8, seed=3)
    grades[:, :8][np.random.default_rng(5).random((120, 8)) < 0.75] = np.nan
    found = explained(grades, replace(SETTINGS, hide_up_to=3, drivers=DriverSettings(seldom_graded=0.0)))
    assert (fit(found).method, fit(found).why) == ("correlation", "not settled")


def test_aspects_without_common_respondents_make_the_comparison_go_by_correlation() -> None:
    """Visitors grade the desk and callers the telephone: nothing tells how the two go together, two people neither."""
    for both in (0, 2):
        grades = people(400, 4)
        grades[:200, 0] = np.nan
        grades[200 : 400 - both, 1] = np.nan
        found = explained(grades)
        assert (fit(found).method, fit(found).why) == ("correlation", "few together")
        assert len(found.standings) == 4
    grades = people(400, 4)
    grades[:200, 0] = grades[200:380, 1] = np.nan
    assert fit(explained(grades)).method == "lmg"


def test_more_aspects_than_orders_can_be_had_of_go_by_correlation() -> None:
    """31: the reason is their number."""
    found = explained(people(200, 31))
    assert (fit(found).method, fit(found).why) == ("correlation", "many aspects")


@pytest.mark.parametrize("importance", ["lmg", "correlation"])
def test_a_group_in_which_no_aspect_has_an_importance_says_why(importance: Literal["lmg", "correlation"]) -> None:
    """All aspects always the same, and the overall grade always the same; seldom graded is a reason for shares."""
    settings = replace(SETTINGS, drivers=replace(DriverSettings(), importance=importance))
    grades = people(200, 3)
    grades[:, :3] = 8
    assert fit(explained(grades, settings)).why == "no aspects"
    grades = people(200, 3)
    grades[:, 3] = 8
    assert fit(explained(grades, settings)).why == "overall always the same"
    grades = people(1000, 3)
    grades[50:, :3] = np.nan
    assert fit(explained(grades, settings)).why == ("no aspects" if importance == "lmg" else "")


def test_both_estimands_are_there() -> None:
    """An aspect that half did not meet matters less for the grade as it is."""
    grades = people(600, 3, seed=2)
    grades[::2, 0] = np.nan
    everyone = explained(grades)
    as_it_is = explained(grades, replace(SETTINGS, drivers=DriverSettings(missing="as it is")))
    assert row(everyone, "a").importance > row(as_it_is, "a").importance + 0.1
    assert (fit(everyone).estimand, fit(as_it_is).estimand) == ("as if everyone", "as it is")


@pytest.mark.parametrize(("border", "value"), [("median", None), (7.0, 7.0)])
def test_borders_are_a_setting(border: str | float, value: float | None) -> None:
    """The median of the ratings, or a grade."""
    found = explained(people(200, 3), replace(SETTINGS, drivers=DriverSettings(rating_border=border)))  # type: ignore[arg-type]  # a parameter
    ratings = [one.rating for one in found.drivers]
    assert {one.rating_border for one in found.drivers} == {np.median(ratings) if value is None else value}
    assert all((one.quadrant in ("strength", "hygiene")) == (one.rating >= one.rating_border) for one in found.drivers)
