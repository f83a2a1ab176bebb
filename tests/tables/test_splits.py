"""Splits: a break whose groups overlap is counted once, and says of each group what that group alone would say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from building import NOWHERE, coded, data, question, study, survey, text
from peil.data.model import Data
from peil.results.model import Results
from peil.study.model import Break, Condition, Group, Survey
from peil.tables import tabulate
from peil.tables.splits import divisions

SIZE = 300


def about(groups: int, overlapping: bool = True) -> Survey:
    """A grade, and a break of so many groups."""
    names = [f"g{place}" for place in range(groups)]
    parts = tuple(Group(name, text(name), (Condition("overall", ("1",)),)) for name in names)
    return survey([question("overall")], [Break("uses", text("Uses"), parts, NOWHERE, overlapping=overlapping)])


def answered(one: Survey, members: np.ndarray) -> Data:
    """Grades that follow no pattern, with unequal weights."""
    rng = np.random.default_rng(7)
    bare = data(survey([question("overall")]), [0] * SIZE, {"overall": coded(rng.integers(-1, 10, SIZE).tolist())})
    part = replace(bare.surveys["vr"], membership={"uses": members}, weight=rng.uniform(0.5, 2, SIZE))
    return replace(bare, surveys={one.id: part})


def members_of(groups: int) -> np.ndarray:
    """(respondents, groups) everyone in about a third of the groups; nobody in the last, everyone in the first."""
    chosen = np.random.default_rng(groups).random((SIZE, groups)) < 1 / 3
    chosen[:, 0], chosen[:, -1] = True, False
    return chosen


@pytest.mark.parametrize("groups", [2, 5, 30])
def test_the_pattern_of_a_respondent_says_the_part_in_every_split(groups: int) -> None:
    """Few groups and so many that not every combination can have a place of its own."""
    one = about(groups)
    total, uses = divisions(one, answered(one, members_of(groups)).surveys["vr"])
    assert len(total.splits) == 1
    assert len(uses.splits) == groups
    for place, split in enumerate(uses.splits):
        assert (uses.patterns[uses.codes, place] == split.codes).all()


def whole(groups: int, members: np.ndarray, overlapping: bool = True) -> Results:
    """The results of all groups of a break."""
    one = about(groups, overlapping)
    return tabulate(study(one), answered(one, members))


@pytest.mark.parametrize("groups", [2, 5, 30])
def test_a_group_that_overlaps_others_is_what_it_would_be_alone(groups: int) -> None:
    """Base, mean, error and the contrast with everyone else, also of a group of all and of none."""
    members = members_of(groups)
    together = whole(groups, members)
    for place in range(groups):
        alone = whole(1, members[:, [place]], overlapping=False)
        found, expected = (
            rows.by_id[f"vr/2013/overall/mean/uses={name}"] for rows, name in ((together, f"g{place}"), (alone, "g0"))
        )
        assert (found.n, found.status) == (expected.n, expected.status)
        for name in ("estimate", "se", "ci_low", "sum_weight"):
            assert getattr(found, name) == pytest.approx(getattr(expected, name), rel=1e-12, nan_ok=True)
        rest, other = (
            rows.contrasts_by_id.get(f"vr/2013/overall/mean/uses={name}~rest")
            for rows, name in ((together, f"g{place}"), (alone, "g0"))
        )
        assert (rest is None) == (other is None)
        if rest is not None and other is not None:
            assert (rest.difference, rest.p) == pytest.approx((other.difference, other.p), rel=1e-10)
