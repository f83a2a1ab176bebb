"""What carried a change: parts that add up, groups that changed, a mix that is taken out, and who has none."""

from __future__ import annotations

from dataclasses import replace
from math import isnan
from string import ascii_lowercase, ascii_uppercase

import numpy as np
import pytest
from numpy.typing import NDArray

from building import NOWHERE, break_of, coded, data, question, single, study, survey
from drivers.test_shares import SETTINGS, codes, people
from peil.disclosure import publish
from peil.drivers import explain
from peil.results.model import Results
from peil.study.model import Settings, Study, Wave
from peil.tables import tabulate

LABELS = ("2009", "2011", "2013")


def told(
    waves: list[NDArray[np.float64]],
    areas: list[list[int]] | None = None,
    returning: bool = False,
    settings: Settings = SETTINGS,
) -> tuple[Study, Results]:
    """The aspects a, b, c ... over waves; `areas`: north or south, per wave; `returning`: the same units in each."""
    labels = LABELS[-len(waves) :]
    names = [*ascii_lowercase, *ascii_uppercase][: waves[0].shape[1] - 1]
    area = question("area", single("north", "south"), waves=labels)
    asked = [question("overall", waves=labels), *(question(name, aspect=True, waves=labels) for name in names), area]
    about = survey(
        asked, [break_of(area)] if areas else [], waves=[Wave(label, NOWHERE) for label in labels], settings=settings
    )
    grades = np.concatenate(waves)
    columns = {name: codes(grades[:, place]) for place, name in enumerate([*names, "overall"])}
    group = [one for wave in areas for one in wave] if areas else [0] * len(grades)
    answers = data(
        about, np.repeat(range(len(waves)), [len(wave) for wave in waves]).tolist(), {**columns, "area": coded(group)}
    )
    whole = study(about)
    return whole, explain(study(replace(about, units_return=returning)), answers, tabulate(whole, answers))


def fallen(grades: NDArray[np.float64]) -> NDArray[np.float64]:
    """The first aspect two points lower, and the overall grade one."""
    lower: NDArray[np.float64] = np.clip(grades - np.array([2.0, 0, 0, 1.0]), 1, 10)
    return lower


def test_the_parts_add_up_to_the_change() -> None:
    """Mix, what the aspects carry and the rest; the aspect that fell carries it."""
    _, found = told([people(300, 3, 1), fallen(people(300, 3, 2))])
    (whole,) = found.decompositions
    assert whole.id == "vr/2013/overall/mean/all~2011"
    assert whole.change == pytest.approx(found.contrasts_by_id[whole.id].difference)
    assert whole.mean_now - whole.mean_then == pytest.approx(whole.change)
    assert whole.mix + whole.carried + whole.rest == pytest.approx(whole.change)
    assert sum(one.points for one in found.carried) == pytest.approx(whole.carried)
    first = next(one for one in found.carried if one.aspect == "a")
    assert first.id == "vr/2013/a/carried/all~2011"
    assert first.points == min(one.points for one in found.carried)
    assert first.p < 1e-6
    assert first.aspect_change == pytest.approx(-1.9, abs=0.4)


def test_where_the_same_units_return_parts_have_no_error() -> None:
    """The waves are not independent: the parts are the same, without an error that leaves that out."""
    waves = [people(300, 3, 1), fallen(people(300, 3, 2))]
    apart, same = told(waves)[1], told(waves, returning=True)[1]
    assert [one.points for one in same.carried] == pytest.approx([one.points for one in apart.carried])
    assert all(isnan(one.se) and isnan(one.aspect_change_se) and isnan(one.p) for one in same.carried)
    (whole,) = same.decompositions
    assert all(isnan(one) for one in (whole.carried_se, whole.carried_p, whole.rest_se, whole.rest_p))


def test_the_latest_wave_stands_beside_the_one_before_and_the_first() -> None:
    """Three waves: two changes of the total, however small."""
    _, found = told([people(200, 3, seed) for seed in (1, 2, 3)])
    assert [one.earlier for one in found.decompositions] == ["2011", "2009"]


def test_only_groups_that_changed_are_told_apart() -> None:
    """The north fell, the south did not."""
    then, now = people(400, 3, 1), people(400, 3, 2)
    areas = [0, 1] * 200
    now[::2] = fallen(now[::2])
    _, found = told([then, now], [areas, areas])
    assert [one.group for one in found.decompositions] == ["all", "north"]


def test_a_change_of_the_mix_is_not_carried_by_aspects() -> None:
    """The north rates low and has become larger; nobody judges otherwise."""
    then, now = people(400, 3, 1), people(400, 3, 1)
    low, high = [0] * 100 + [1] * 300, [0] * 300 + [1] * 100
    for grades, areas in ((then, low), (now, high)):
        grades[np.array(areas) == 0] = np.clip(grades[np.array(areas) == 0] - 2, 1, 10)
    _, found = told([then, now], [low, high])
    whole = next(one for one in found.decompositions if one.group == "all")
    assert whole.mix_break == "area"
    assert whole.mix == pytest.approx(-1.0, abs=0.3)
    assert whole.carried == pytest.approx(0, abs=0.3)
    assert abs(whole.carried) < abs(whole.mix) / 3
    split = next(one for one in found.changes if one.id == f"{whole.id}/area")
    assert (whole.mix_se, whole.mix_p) == (split.mix_se, split.mix_p)
    assert whole.mix_se > 0


@pytest.mark.parametrize("why", ["small group", "no aspects", "few together", "many aspects", "not settled"])
def test_what_cannot_be_told_apart_says_why(why: str) -> None:
    """98 in both waves together; aspects always alike; two that nobody graded both; 31; 25 aspects of 130 people."""
    count, aspects = {"small group": (49, 3), "many aspects": (150, 31), "not settled": (65, 25)}.get(why, (300, 3))
    then, now = people(count, aspects, 1), people(count, aspects, 2)
    for one in (then, now):
        if why == "no aspects":
            one[:, :-1] = 7
        if why == "few together":
            one[:150, 0], one[150:, 1] = np.nan, np.nan
        if why == "not settled":
            one[:, :-1][np.random.default_rng(3).random((count, aspects)) < 0.45] = np.nan
    _, found = told([then, now])
    (whole,) = found.decompositions
    assert whole.why == why
    assert whole.change == pytest.approx(found.contrasts_by_id[whole.id].difference)
    assert isnan(whole.carried)
    assert found.carried == ()


def test_a_correction_is_over_the_aspects_of_a_change() -> None:
    """Bonferroni: three times as large, at most one; without one p itself."""
    waves = [people(300, 3, 1), fallen(people(300, 3, 2))]
    settings = replace(SETTINGS, correction="bonferroni")
    for one in told(waves, settings=settings)[1].carried:
        assert one.p_adjusted == pytest.approx(min(1.0, 3 * one.p))
    for one in told(waves)[1].carried:
        assert one.p_adjusted == one.p


def test_what_may_not_be_shown_is_not_carried() -> None:
    """The overall grade is hidden: nothing; an aspect is hidden in one wave: not its own change."""
    about, found = told([people(300, 3, 1), fallen(people(300, 3, 2))])
    assert len(publish(about, found).carried) == 3
    then, now = people(300, 3, 1), fallen(people(300, 3, 2))
    then[40:, 1] = np.nan
    about, found = told([then, now])
    assert {one.aspect for one in publish(about, found).carried} == {"a", "b", "c"}
