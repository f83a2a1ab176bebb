"""The mix inside a group: that of the tables, by the break that divides it, and why there is none."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from building import NOWHERE, break_of, coded, data, question, single, study, survey
from drivers.test_shares import SETTINGS, codes, people
from peil.data.model import Coded, Data
from peil.disclosure.changes import without_private_mix
from peil.drivers import explain
from peil.drivers.mix import mix_of_group
from peil.drivers.rows import Part, waves
from peil.results.model import ALL, Decomposition, Results, Status
from peil.study.model import Cell, CellWeights, Condition, Survey, Wave
from peil.tables import tabulate

LABELS = ("2011", "2013")
NORTH = Part("area=north", "area", "north", "")


def asked(breaks: tuple[str, ...] = ("area", "role")) -> tuple[Survey, Data]:
    """Two waves of 400: the north and the south half each; sponsors rate two points lower and are more in 2013."""
    rng = np.random.default_rng(4)
    area, role = (question(name, single(*groups), waves=LABELS) for name, groups in
                  (("area", ("north", "south")), ("role", ("sponsor", "applicant"))))  # fmt: skip
    grades, sponsor = [people(400, 3, seed) for seed in (1, 2)], [rng.random(400) < part for part in (0.3, 0.6)]
    for one, who in zip(grades, sponsor, strict=True):
        one[who] = np.clip(one[who] - 2, 1, 10)
        one[rng.random(400) < 0.1, -1] = np.nan
    vr = survey(
        [question("overall", waves=LABELS), *(question(name, aspect=True, waves=LABELS) for name in "abc"), area, role],
        [break_of(one) for one in (area, role) if one.id in breaks],
        waves=[Wave(label, NOWHERE) for label in LABELS],
        settings=SETTINGS,
    )
    both = np.concatenate(grades)
    columns = {name: codes(both[:, place]) for place, name in enumerate([*"abc", "overall"])}
    columns |= {
        "area": coded([place % 2 for place in range(800)]),
        "role": coded([0 if who else 1 for who in np.concatenate(sponsor)]),
    }
    return vr, data(vr, [0] * 400 + [1] * 400, columns)


def found(about: Survey, answers: Data) -> Results:
    """Explained."""
    return explain(study(about), answers, tabulate(study(about), answers))


@pytest.mark.parametrize("break_", ["area", "role"])
@pytest.mark.parametrize("weighted", [False, True])
def test_of_everyone_it_is_that_of_the_tables(break_: str, weighted: bool) -> None:
    """Value, error and shares: the tables' are checked against R."""
    vr, answers = asked((break_,))
    if weighted:
        weights = np.random.default_rng(9).uniform(0.5, 2, 800)
        answers = Data({"vr": answers.surveys["vr"].weighted(weights, None)})
    results = tabulate(study(vr), answers)
    split = next(one for one in results.changes if one.id == f"vr/2013/overall/mean/all~2011/{break_}")
    then, now = waves(vr, answers.surveys["vr"])
    mix = mix_of_group(now, then, Part(ALL, "", ALL, ""))
    assert mix.points == pytest.approx(split.mix, abs=1e-12)
    assert mix.se == pytest.approx(split.mix_se, rel=1e-9)
    for one in results.change_parts:
        if one.split == split.id:
            assert mix.shares[one.group] == pytest.approx((one.share_then, one.share_now))


def test_the_waterfall_of_a_group_takes_out_the_mix_of_another_break() -> None:
    """Sponsors became more in the north: that is no aspect's doing, and together the parts are the change."""
    whole = next(one for one in found(*asked()).decompositions if one.group == "north")
    assert (whole.mix_break, whole.mix_lack) == ("role", "")
    assert whole.mix == pytest.approx(-0.6, abs=0.25)
    assert whole.mix_p < 0.001
    assert whole.mix + whole.carried + whole.rest == pytest.approx(whole.change)
    assert abs(whole.carried) < abs(whole.mix)


def test_without_another_break_there_is_none() -> None:
    """And the row says so."""
    whole = next(one for one in found(*asked(("area",))).decompositions if one.group == "north")
    assert (whole.mix_break, whole.mix_lack, whole.mix) == ("", "no break", 0.0)


def test_what_weights_hold_is_no_mix() -> None:
    """Weighted to half sponsors in both waves, the south too: the shares are fixed, and the row says of which break."""
    vr, answers = asked()
    cells = [Cell(f"{area}.{role}", {"area": area, "role": role}, 0.25) for area in ("north", "south")
             for role in ("sponsor", "applicant")]  # fmt: skip
    vr = replace(vr, weighting=CellWeights(tuple(cells), NOWHERE))
    one = answers.surveys["vr"]
    columns = {}
    for name in ("area", "role"):
        values = one.columns[name]
        assert isinstance(values, Coded)
        columns[name] = values.codes
    cell = columns["area"].astype(int) * 2 + columns["role"] + 4 * (np.arange(800) >= 400)
    weights = 100 / np.bincount(cell)[cell]
    held = Data({"vr": one.weighted(weights, None)})
    then, now = waves(vr, held.surveys["vr"])
    mix = mix_of_group(now, then, NORTH)
    assert (mix.break_id, mix.lack, mix.points) == ("role", "fixed", 0.0)


def test_a_mix_of_groups_of_which_one_is_private_takes_the_figures_along() -> None:
    """In the waterfall the mix follows from what is left; of a break without such a group it is told."""
    vr, answers = asked()
    results = found(vr, answers)
    (whole,) = [one for one in results.decompositions if one.group == "north"]
    statuses: dict[str, Status] = {row.id: row.status for row in results.estimates}
    assert without_private_mix(study(vr), whole, statuses) == whole
    hidden: dict[str, Status] = {**statuses, "vr/2011/overall/mean/role=sponsor": "hidden: privacy"}
    told = without_private_mix(study(vr), whole, hidden)
    assert told.why == "privacy"
    assert np.isnan([told.mix, told.carried, told.rest]).all()
    assert told.change == whole.change


def north(status: Status, *names: str) -> tuple[Survey, Decomposition, dict[str, Status]]:
    """The survey, the row of the north, and the statuses of the estimates; those of the overall grade in 2011 in the
    groups with these names are this one, whether there was such a group or not."""
    vr, answers = asked()
    results = found(vr, answers)
    (whole,) = [one for one in results.decompositions if one.group == "north"]
    statuses = {row.id: row.status for row in results.estimates}
    return vr, whole, statuses | {f"vr/2011/overall/mean/{name}": status for name in names}


@pytest.mark.parametrize("part", ["area=north,role=sponsor", "role=sponsor,area=north"])
@pytest.mark.parametrize("status", ["hidden: privacy", "hidden: subtraction"])
def test_a_private_part_of_the_group_alone_takes_the_figures_along(part: str, status: Status) -> None:
    """Few sponsors in the north, many elsewhere: with the other parts, which are groups of their own, its mean would
    follow from the mix."""
    vr, whole, statuses = north(status, part)
    assert without_private_mix(study(vr), whole, statuses).why == "privacy"


def test_a_private_group_takes_no_figures_along_of_whom_it_has_nothing_to_do_with() -> None:
    """Its part of the north is told; or the north is defined as people who are no sponsors."""
    vr, whole, statuses = north("hidden: privacy", "role=sponsor")
    assert without_private_mix(study(vr), whole, statuses).why == "privacy"
    told: dict[str, Status] = {**statuses, "vr/2011/overall/mean/area=north,role=sponsor": "ok"}
    assert without_private_mix(study(vr), whole, told) == whole
    area = vr.breaks["area"]
    apart = replace(area.groups[0], conditions=(Condition("role", ("applicant",)),))
    other = replace(vr, breaks={**vr.breaks, "area": replace(area, groups=(apart, *area.groups[1:]))})
    assert without_private_mix(study(other), whole, statuses) == whole
