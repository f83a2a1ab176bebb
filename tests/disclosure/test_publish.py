"""Base rules: what rests on too few answers is hidden or marked before anything is handed out."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import pytest

from building import NOWHERE, break_of, coded, data, question, single, study, survey
from peil.disclosure import publish
from peil.disclosure.ruled import ruled
from peil.results.model import Driver, Published, Results
from peil.study.model import Settings, Study, Wave
from peil.tables import tabulate


def published(small: int, settings: Settings | None = None) -> Published:
    """A hundred sponsors and `small` applicants."""
    role = question("role", single("sponsor", "applicant", "other"))
    vr = survey([question("overall"), role], [break_of(role)], settings=settings)
    answers = {"overall": coded([6, 8] * 50 + [3] * small), "role": coded([0] * 100 + [1] * small)}
    return publish(study(vr), tabulate(study(vr), data(vr, [0] * (100 + small), answers)))


@pytest.mark.parametrize(
    ("n", "status"), [(29, "hidden: small base"), (30, "small base"), (49, "small base"), (50, "ok")]
)
def test_the_limits_are_up_to_and_including(n: int, status: str) -> None:
    """Default: hidden to 29, marked to 49."""
    assert published(n).by_id["vr/2013/overall/mean/role=applicant"].status == status


def test_the_limits_are_the_studys_to_set() -> None:
    """The reference study reports more than 30."""
    row = published(30, Settings(hide_up_to=30)).by_id["vr/2013/overall/mean/role=applicant"]
    assert row.status == "hidden: small base"


def test_a_hidden_figure_keeps_its_n_and_nothing_else() -> None:
    """The row says why there is no figure; no number of the group is left in it."""
    row = published(12).by_id["vr/2013/overall/mean/role=applicant"]
    assert row.n == 12
    assert all(isnan(value) for value in (row.estimate, row.se, row.ci_low, row.ci_high, row.sd, row.sum_weight))


def test_no_contrast_of_a_hidden_figure_is_handed_out() -> None:
    """Neither its own contrast with the rest, nor that of the group whose rest it is."""
    ids = published(12).contrasts_by_id
    assert "vr/2013/overall/mean/role=applicant~rest" not in ids
    assert "vr/2013/overall/mean/role=sponsor~rest" not in ids


def two_waves(settings: Settings) -> Published:
    """Twelve respondents in 2011, a hundred in 2013."""
    waves = [Wave("2011", NOWHERE), Wave("2013", NOWHERE)]
    vr = survey([question("overall", waves=("2011", "2013"))], waves=waves, settings=settings)
    answers = data(vr, [0] * 12 + [1] * 100, {"overall": coded([2, 3] * 6 + [7, 8] * 50)})
    return publish(study(vr), tabulate(study(vr), answers))


def test_the_other_waves_together_give_no_hidden_mean_away() -> None:
    """With one other wave the difference would be the hidden mean by subtraction."""
    rows = two_waves(Settings(compare_waves="the other waves together"))
    assert "vr/2013/overall/mean/all~others" not in rows.contrasts_by_id
    assert "vr/2013/overall/mean/all" not in rows.flags_by_id


def test_no_mark_over_waves_rests_on_a_hidden_figure() -> None:
    """The contrast with 2011 is withheld, and so is the mark that came of it."""
    rows = two_waves(Settings())
    assert "vr/2013/overall/mean/all~2011" not in rows.contrasts_by_id
    assert "vr/2013/overall/mean/all" not in rows.flags_by_id


def found_of_drivers(settings: Settings | None = None) -> tuple[Study, Results]:
    """A hundred grades for an aspect and for the whole, tabulated."""
    vr = survey([question("overall"), question("a", aspect=True)], settings=settings)
    grades = coded([6, 8] * 50)
    return study(vr), tabulate(study(vr), data(vr, [0] * 100, {"overall": grades, "a": grades}))


def with_driver(results: Results, n: int) -> Results:
    """The same, with a driver of n respondents who gave both grades."""
    key = "vr/2013/a/importance/all"
    row = Driver(key, "vr", "2013", "a", "", "all", "", "correlation", n, 0.6, 8.0, 0.5, 7.5, "strength", rated=n)
    return replace(results, drivers=(row,))


def published_driver(n: int, settings: Settings | None = None) -> Driver:
    """A driver of n respondents who gave both grades, published."""
    of, results = found_of_drivers(settings)
    (row,) = publish(of, with_driver(results, n)).drivers
    return row


@pytest.mark.parametrize(
    ("n", "status"), [(29, "hidden: small base"), (30, "small base"), (49, "small base"), (50, "ok")]
)
def test_drivers_follow_the_limits_of_estimates(n: int, status: str) -> None:
    """By those who gave both grades: they are what the importance rests on."""
    assert published_driver(n).status == status
    assert published_driver(n).shown == (status != "hidden: small base")


def test_a_hidden_driver_keeps_no_figure_of_the_matrix() -> None:
    """No importance, rating, border or quadrant; how many graded the aspect stands with its estimate."""
    row = published_driver(12)
    assert (row.n, row.quadrant) == (0, None)
    assert all(isnan(value) for value in (row.importance, row.rating, row.importance_border, row.rating_border))


@pytest.mark.parametrize("n", [30, 50])
def test_a_driver_that_is_shown_keeps_every_figure(n: int) -> None:
    """Also on a small base."""
    row = published_driver(n)
    assert (row.n, row.importance, row.rating) == (n, 0.6, 8.0)
    assert (row.importance_border, row.rating_border, row.quadrant) == (0.5, 7.5, "strength")


@pytest.mark.parametrize("n", [3, 12, 50])
def test_what_may_be_told_of_the_tables_does_not_hang_on_drivers(n: int) -> None:
    """The same estimates stay, whatever drivers stand beside them."""
    of, results = found_of_drivers()
    told = ruled(of, with_driver(results, n)).tables
    assert told.drivers == ()
    assert told == ruled(of, results).tables
    assert publish(of, with_driver(results, n)).estimates == told.estimates


def test_results_without_drivers_can_be_published() -> None:
    """Who does not explain has no matrix, and all the rest."""
    assert published(50).drivers == ()
