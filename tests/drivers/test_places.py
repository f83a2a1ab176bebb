"""How sure places are, and what moved between two waves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from building import NOWHERE, data, question, study, survey
from drivers.test_shares import SETTINGS, codes, explained, people
from peil.disclosure import publish
from peil.drivers import explain
from peil.results.model import Results
from peil.study.drivers import DriverSettings
from peil.study.model import Wave
from peil.tables import tabulate


def two_waves(then: NDArray[np.float64], now: NDArray[np.float64]) -> Results:
    """The aspects a, b, c ... in 2011 and 2013."""
    names = "abcdefgh"[: now.shape[1] - 1]
    labels = ("2011", "2013")
    asked = [question("overall", waves=labels), *(question(name, aspect=True, waves=labels) for name in names)]
    vr = survey(asked, waves=[Wave(label, NOWHERE) for label in labels], settings=SETTINGS)
    both = np.concatenate([then, now])
    columns = {name: codes(both[:, place]) for place, name in enumerate([*names, "overall"])}
    answers = data(vr, np.repeat([0, 1], [len(then), len(now)]).tolist(), columns)
    whole = study(vr)
    return explain(whole, answers, tabulate(whole, answers))


def test_every_aspect_with_a_place_has_a_standing() -> None:
    """Ranks from 1, within their ranges; chances that add up to one; distances from the borders."""
    found = explained(people(300, 4))
    assert [one.id for one in found.standings] == [one.id for one in found.drivers]
    assert sorted(one.rank for one in found.standings) == [1, 2, 3, 4]
    for one in found.standings:
        driver = found.drivers_by_id[one.id]
        assert one.rank_low <= one.rank <= one.rank_high
        assert one.strength + one.priority + one.hygiene + one.low_priority == pytest.approx(1)
        assert one.importance_distance == pytest.approx(driver.importance - driver.importance_border)
        assert one.rating_se == pytest.approx(found.by_id[one.id.replace("importance", "mean")].se, rel=1e-9)


def in_households(returning: bool) -> Results:
    """Two waves of 300 respondents, two a household, who grade alike."""
    grades = np.repeat(people(150, 3), 2, axis=0)
    labels = ("2011", "2013")
    asked = [question("overall", waves=labels), *(question(name, aspect=True, waves=labels) for name in "abc")]
    waves = [Wave(label, NOWHERE, cluster="house") for label in labels]
    vr = replace(survey(asked, waves=waves, settings=SETTINGS), units_return=returning)
    columns = {name: codes(np.tile(grades, (2, 1))[:, place]) for place, name in enumerate([*"abc", "overall"])}
    answers = data(vr, [0] * 300 + [1] * 300, columns)
    houses = replace(answers.surveys["vr"], cluster=np.tile(np.repeat(np.arange(150), 2), 2))
    answers = replace(answers, surveys={"vr": houses})
    return explain(study(vr), answers, tabulate(study(vr), answers))


@pytest.mark.parametrize("returning", [False, True])
def test_places_know_of_clusters(returning: bool) -> None:
    """The error of a rating is that of its mean, by household; moves of households that return are not tested."""
    found = in_households(returning)
    for one in found.standings:
        assert one.rating_se == pytest.approx(found.by_id[one.id.replace("importance", "mean")].se, rel=1e-9)
    assert {np.isnan(one.rating_p) for one in found.moves} == {returning}
    assert {one.rating_change for one in found.moves} == {0}


def test_more_respondents_make_places_surer() -> None:
    """Sixteen times the same answers: a quarter of the error, also by correlation; of shares by what five columns leave
    of 200 rows and of 3,200."""
    grades = people(200, 4)
    few_rows = np.sqrt((200 / 195) / (3200 / 3195))
    by_correlation = replace(SETTINGS, drivers=DriverSettings(importance="correlation"))
    for settings, factor in ((SETTINGS, few_rows), (by_correlation, 1.0)):
        few, many = explained(grades, settings), explained(np.tile(grades, (16, 1)), settings)
        for one, other in zip(few.standings, many.standings, strict=True):
            assert one.importance_se / other.importance_se == pytest.approx(4 * factor, rel=0.01)


def test_an_aspect_that_moved_is_told() -> None:
    """From low to high in 600 respondents; the others stay where they stand, and p says how sure."""
    then, now = people(600, 4, seed=1), people(600, 4, seed=2)
    then[:, 0] = np.clip(then[:, 0] - 2, 1, 10)
    now[:, 0] = np.clip(now[:, 0] + 2, 1, 10)
    found = two_waves(then, now)
    moved = found.moves_by_id["vr/2013/a/importance/all~2011"]
    assert moved.rating_p < 1e-6
    assert moved.rating_change == pytest.approx(
        found.standings_by_id["vr/2013/a/importance/all"].rating_distance
        - found.standings_by_id["vr/2011/a/importance/all"].rating_distance
    )
    assert {one.earlier for one in found.moves} == {"2011"}


def test_the_same_answers_have_not_moved() -> None:
    """No change, p = 1, and no move."""
    grades = people(300, 4)
    for one in two_waves(grades, grades).moves:
        assert (one.importance_change, one.rating_change, one.importance_p, one.moved) == (0, 0, 1, False)


def test_waves_that_were_measured_otherwise_are_not_compared() -> None:
    """99 respondents in 2011: by correlation; 300 in 2013: by shares."""
    assert two_waves(people(99, 3), people(300, 3)).moves == ()


def test_a_hidden_aspect_has_no_standing_to_hand_out() -> None:
    """Nor a distance from which a hidden border follows."""
    found = explained(people(300, 3))
    about = study(survey([question("overall"), *(question(name, aspect=True) for name in "abc")], settings=SETTINGS))
    assert len(publish(about, found).standings) == 3
    strict = replace(SETTINGS, hide_up_to=300, mark_up_to=300)
    about = study(survey([question("overall"), *(question(name, aspect=True) for name in "abc")], settings=strict))
    assert publish(about, found).standings == ()


def test_a_fit_says_whether_its_places_have_errors() -> None:
    """They do where the answers fix the covariance."""
    found = explained(people(300, 3))
    assert [one.unsure for one in found.fits] == [False]
    assert len(found.standings) == 3
