"""Borders that waves and groups share: whose they are, how sure a distance from them is, and what is a move then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isnan

import numpy as np
import pytest
from numpy.typing import NDArray

from building import NOWHERE, break_of, coded, data, question, single, study, survey
from drivers.test_shares import SETTINGS, codes, people
from peil.disclosure.privacy import Hidden, Ruling
from peil.disclosure.withhold import drivers_without
from peil.drivers import explain
from peil.results.model import Results
from peil.study.drivers import DriverSettings
from peil.study.model import Settings, Wave
from peil.tables import tabulate

Grades = NDArray[np.float64]
LABELS = ("2011", "2013")


def kept(*over: str, **more: object) -> Settings:
    """Borders kept over these."""
    return replace(SETTINGS, drivers=DriverSettings(borders_kept_over=over, **more))  # type: ignore[arg-type]  # a parameter


def told(waves: Sequence[Grades], settings: Settings = SETTINGS, since: Sequence[str] = LABELS) -> Results:
    """The aspects a, b, c ... in 2011 and 2013, every second respondent in the north; `since`: the last one's waves."""
    names = "abcdefgh"[: waves[0].shape[1] - 1]
    area = question("area", single("north", "south"), waves=LABELS)
    asked = [
        question("overall", waves=LABELS),
        *(question(name, aspect=True, waves=since if name == names[-1] else LABELS) for name in names),
        area,
    ]
    about = survey(asked, [break_of(area)], waves=[Wave(label, NOWHERE) for label in LABELS], settings=settings)
    grades = np.concatenate(waves)
    columns = {name: codes(grades[:, place]) for place, name in enumerate([*names, "overall"])}
    wave = np.repeat(range(len(waves)), [len(one) for one in waves]).tolist()
    answers = data(about, wave, {**columns, "area": coded([place % 2 for place in range(len(grades))])})
    return explain(study(about), answers, tabulate(study(about), answers))


def borders(found: Results, wave: str, group: str = "all") -> tuple[float, float]:
    """Of importance and rating, of one matrix."""
    (one,) = {
        (row.importance_border, row.rating_border)
        for row in found.drivers
        if row.wave == wave and row.id.endswith(f"/{group}")
    }
    return one


def mean_of(found: Results, wave: str, group: str = "all") -> tuple[float, float]:
    """Mean importance and rating over the aspects of one matrix."""
    rows = [row for row in found.drivers if row.wave == wave and row.id.endswith(f"/{group}")]
    return float(np.mean([row.importance for row in rows])), float(np.mean([row.rating for row in rows]))


def two(count: int = 300) -> list[Grades]:
    """Two waves of which the later rates higher, the north higher than the south."""
    waves = [people(count, 4, seed) for seed in (1, 2)]
    waves[1][:, :-1] = np.clip(waves[1][:, :-1] + 0.5, 1, 10).round()
    for one in waves:
        one[::2, 0] = np.clip(one[::2, 0] + 2, 1, 10)
    return waves


@pytest.mark.parametrize("importance", ["lmg", "correlation"])
def test_borders_are_those_of_everyone_in_the_latest_wave(importance: str) -> None:
    """In both waves, in both groups, however importance is measured; every row says whose."""
    found = told(two(), kept("waves", "groups", importance=importance))
    mean = mean_of(found, "2013")
    for wave in LABELS:
        for group in ("all", "area=north", "area=south"):
            assert borders(found, wave, group) == pytest.approx(mean)
    assert {row.frame for row in found.drivers} == {"vr/2013/overall/importance/all"}


def test_groups_that_go_by_correlation_have_the_mean_correlation_of_everyone() -> None:
    """While the total goes by shares: numpy's correlations of all respondents, and one border of ratings for both."""
    waves = two(150)
    found = told(waves, kept("waves", "groups", smallest_group=100))
    assert {row.method for row in found.drivers if row.group == "all"} == {"lmg"}
    assert {row.method for row in found.drivers if row.group == "north"} == {"correlation"}
    everyone = np.mean([np.corrcoef(waves[1][:, place], waves[1][:, -1])[0, 1] for place in range(4)])
    assert borders(found, "2011", "area=north")[0] == pytest.approx(everyone)
    assert borders(found, "2011", "area=north")[1] == borders(found, "2013")[1]


@pytest.mark.parametrize(
    ("over", "wave", "group"),
    [(["waves"], "2013", "area=north"), (["groups"], "2011", "all"), ([], "2011", "area=north")],
)
def test_what_borders_are_kept_over_is_a_setting(over: list[str], wave: str, group: str) -> None:
    """Those of the north in 2011: of the north in the latest wave, of everyone in its own, or its own."""
    found = told(two(), kept(*over))
    assert borders(found, "2011", "area=north") == pytest.approx(mean_of(found, wave, group))
    row = next(one for one in found.drivers if one.wave == "2011" and one.group == "north")
    assert row.frame == f"vr/{wave}/overall/importance/{group}"


def test_a_part_of_fewer_aspects_is_judged_by_theirs() -> None:
    """Three aspects in 2011, four in 2013: a third is as average then as a quarter is now, and drawn there."""
    found = told(two(), since=["2013"])
    assert borders(found, "2011")[0] == pytest.approx(1 / 3)
    assert borders(found, "2013")[0] == pytest.approx(1 / 4)
    for one in found.moves:
        then = found.drivers_by_id[one.id.partition("~")[0].replace("2013", "2011")]
        assert one.importance_then == pytest.approx(then.importance * 3 / 4)


def test_the_error_of_a_distance_knows_that_the_group_is_part_of_everyone() -> None:
    """2,000 samples of the same respondents: within 8% of how the distance varies (draws and samples have 3% of their
    own);
    as if apart it would be more."""
    grades = two(400)
    found = told(grades, kept("waves", "groups", importance="correlation"))
    rng = np.random.default_rng(5)
    group = np.arange(400) % 2 == 0
    distances = []
    for _ in range(2000):
        drawn = rng.integers(400, size=400)
        here, north = grades[1][drawn], group[drawn]
        distances.append(here[north, :-1].mean(axis=0) - here[:, :-1].mean())
    for place, spread in enumerate(np.std(distances, axis=0)):
        one = found.standings_by_id[f"vr/2013/{'abcd'[place]}/importance/area=north"]
        assert one.rating_distance_se == pytest.approx(spread, rel=0.08)
        border = grades[1][:, :-1].mean(axis=1).std(ddof=1) / 20
        assert one.rating_distance_se < 0.95 * np.hypot(one.rating_se, border)


def test_a_border_of_another_wave_adds_its_own_error() -> None:
    """In 2011 the distance from the border of 2013 is that of two waves: their variances add up."""
    grades = two(400)
    found = told(grades)
    error = grades[1][:, :-1].mean(axis=1).std(ddof=1) / 20
    for name in "abcd":
        one = found.standings_by_id[f"vr/2011/{name}/importance/all"]
        assert one.rating_distance_se == pytest.approx(np.hypot(one.rating_se, error), rel=0.05)


def test_a_border_that_is_set_has_no_error() -> None:
    """The distance is as sure as the grade and the importance."""
    found = told(two(), kept("waves", "groups", rating_border=7.0, importance_border=0.2))
    for one in found.standings:
        assert one.rating_distance_se == pytest.approx(one.rating_se, rel=0.05)
        assert borders(found, one.wave) == (0.2, 7.0)


@pytest.mark.parametrize("over", [("waves", "groups"), ()])
def test_what_rose_with_all_others_has_not_moved_down(over: tuple[str, ...]) -> None:
    """One aspect rises a little, the others much. It crosses the border of each wave's own and is lower beside the
    others, but a reader sees one matrix: within its lines it stood low and stands low, and its grade rose.
    """
    then, now = people(600, 4, 1), people(600, 4, 1)
    then[:, 0] = np.clip(then[:, 0] + 1, 1, 10)
    now[:, 0] = np.clip(now[:, 0] + 1, 1, 10)
    now[::3, 0] = np.clip(now[::3, 0] + 1, 1, 10)
    now[:, 1:4] = np.clip(now[:, 1:4] + 2, 1, 10)
    found = told([then, now], kept(*over))
    move = found.moves_by_id["vr/2013/a/importance/all~2011"]
    assert move.rating_change > 0
    assert (move.quadrant_then, move.moved) == (move.quadrant, False)
    assert found.drivers_by_id["vr/2013/a/importance/all"].quadrant in ("priority", "low priority")


def test_a_move_is_as_sure_as_the_change_of_the_grade() -> None:
    """The border is the same for both: what is tested is what the tables test, by the normal distribution."""
    then, now = people(300, 4, 1), people(300, 4, 2)
    now[:, 0] = np.clip(now[:, 0] + 1, 1, 10)
    found = told([then, now])
    for one in found.moves:
        contrast = found.contrasts_by_id[one.id.replace("/importance/", "/mean/")]
        assert one.rating_change == pytest.approx(contrast.difference)
        assert one.rating_change_se == pytest.approx(contrast.se, rel=1e-9)


def test_a_border_from_which_one_hidden_grade_follows_is_told_in_no_matrix() -> None:
    """The rating of one aspect of everyone is hidden in 2013: the border over these aspects is told nowhere; of two it
    tells a sum. One that is hidden in the north is in no border."""
    found = told(two())
    one, other = (f"vr/2013/{name}/importance/all" for name in "ab")
    hidden = Hidden("hidden: privacy")
    for names, told_nowhere in (((one,), True), ((one, other), False), ((one.replace("all", "area=north"),), False)):
        rows = list(drivers_without(found.drivers, Ruling(drivers=dict.fromkeys(names, hidden))))
        left = [row for row in rows if row.id not in names]
        assert {isnan(row.rating_border) for row in left} == {told_nowhere}
