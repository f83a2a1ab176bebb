"""Base rules: what rests on too few answers is hidden or marked before anything is handed out."""

from __future__ import annotations

from math import isnan

import pytest

from building import break_of, coded, data, question, single, study, survey
from peil.disclosure import publish
from peil.results.model import Published
from peil.study.model import Settings
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
