"""Changes told apart in the results: which are made, and what they say."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import numpy as np
import pytest

from building import NOWHERE, break_of, coded, data, question, single, study, survey
from peil.disclosure import publish
from peil.results.model import Results
from peil.study.model import Cell, CellWeights, Settings, Survey, Wave
from peil.tables import tabulate

WAVES = (Wave("2011", NOWHERE), Wave("2013", NOWHERE), Wave("2015", NOWHERE))
LABELS = tuple(wave.label for wave in WAVES)
SIDE = question("side", single("left", "right"), waves=LABELS)
SETTINGS = Settings(hide_up_to=0, mark_up_to=0)


def about(new_series: tuple[str, ...] = ()) -> Survey:
    """A survey of a grade by side, in three waves."""
    graded = question("overall", waves=LABELS, new_series=new_series)
    return survey([SIDE, graded], [break_of(SIDE)], WAVES, settings=SETTINGS)


def found(one: Survey, counts: list[tuple[int, int]], grades: list[tuple[int, int]]) -> Results:
    """Results of waves with so many left and right, who all give the grade of their side."""
    waves, sides, answers = [], [], []
    for wave, (sizes, given) in enumerate(zip(counts, grades, strict=True)):
        for side in (0, 1):
            waves += [wave] * sizes[side]
            sides += [side] * sizes[side]
            answers += [given[side] - 1] * sizes[side]
    return tabulate(study(one), data(one, waves, {"side": coded(sides), "overall": coded(answers)}))


COUNTS, GRADES = [(70, 30), (50, 50), (50, 50)], [(7, 5), (8, 6), (8, 6)]


def test_every_wave_is_told_apart_from_the_one_before_and_the_first() -> None:
    """6.4 to 7.0 is +1 real and −0.4 mix; from 2013 to 2015 nothing moved."""
    results = found(about(), COUNTS, GRADES)
    told = {row.id: (row.change, row.real, row.mix) for row in results.changes}
    assert set(told) == {
        f"vr/{pair}/side"
        for pair in ("2013/overall/mean/all~2011", "2015/overall/mean/all~2013", "2015/overall/mean/all~2011")
    }
    assert told["vr/2013/overall/mean/all~2011/side"] == pytest.approx((0.6, 1.0, -0.4))
    assert told["vr/2015/overall/mean/all~2013/side"] == pytest.approx((0, 0, 0), abs=1e-12)
    left = next(part for part in results.change_parts if part.split.startswith("vr/2013") and part.group == "side=left")
    assert (left.n_then, left.n_now, left.share_then, left.mean_now) == (70, 50, 0.7, 8.0)


def test_the_change_is_that_of_the_contrast_between_the_waves() -> None:
    """The same difference and standard error as the row of the contrasts has."""
    results = found(about(), [(70, 30), (50, 50), (40, 30)], [(7, 5), (8, 6), (7, 4)])
    for row in results.changes:
        contrast = results.contrasts_by_id[row.id.rpartition("/")[0]]
        assert (row.change, row.change_se) == pytest.approx((contrast.difference, contrast.se))


def test_a_new_series_is_not_told_apart_from_the_old_one() -> None:
    """The question changed in 2013: only 2013 to 2015 is left."""
    results = found(about(("2013",)), COUNTS, GRADES)
    assert [row.id for row in results.changes] == ["vr/2015/overall/mean/all~2013/side"]


def test_a_mix_that_the_weights_fix_says_so() -> None:
    """Weighted by side, every change over side is real by construction."""
    cells = CellWeights((Cell("left", {"side": "left"}, 0.5), Cell("right", {"side": "right"}, 0.5)), NOWHERE)
    equal = [(50, 50), (50, 50), (50, 50)]
    rows = found(replace(about(), weighting=cells), equal, GRADES).changes
    assert len(rows)
    assert all(row.fixed for row in rows)
    assert not any(row.fixed for row in found(about(), COUNTS, GRADES).changes)


def test_a_mix_that_comes_from_who_answered_the_question_is_not_called_fixed() -> None:
    """Of 50 left and 50 right, 25 of the left give no grade in 2013: a third of the grades is theirs, and half was."""
    cells = CellWeights((Cell("left", {"side": "left"}, 0.5), Cell("right", {"side": "right"}, 0.5)), NOWHERE)
    one = replace(about(), weighting=cells)
    grades = [*([6] * 50 + [4] * 50), *([-1] * 25 + [6] * 25 + [4] * 50), *([6] * 50 + [4] * 50)]
    columns = {"side": coded(([0] * 50 + [1] * 50) * 3), "overall": coded(grades)}
    waves = [wave for wave in range(3) for _ in range(100)]
    told = {row.id: row for row in tabulate(study(one), data(one, waves, columns)).changes}
    moved = told["vr/2013/overall/mean/all~2011/side"]
    assert (moved.real, moved.mix) == pytest.approx((0, -1 / 3), abs=1e-12)
    assert not moved.fixed
    assert told["vr/2015/overall/mean/all~2011/side"].fixed


def test_a_mix_that_the_weights_fix_in_part_only_does_not_say_so() -> None:
    """Role is weighted within the left side only: how many of the right have which role is free to move."""
    role = question("role", single("one", "two"), waves=LABELS)
    cells = CellWeights(
        (
            Cell("left one", {"side": "left", "role": "one"}, 0.25),
            Cell("left two", {"side": "left", "role": "two"}, 0.25),
            Cell("right", {"side": "right"}, 0.5),
        ),
        NOWHERE,
    )
    one = about()
    one = replace(
        one, questions={**one.questions, "role": role}, breaks={**one.breaks, "role": break_of(role)}, weighting=cells
    )
    waves, sides, roles, grades = [], [], [], []
    for wave, right in enumerate(([30, 10], [10, 30], [20, 20])):
        for side, part, size in ((0, 0, 20), (0, 1, 20), (1, 0, right[0]), (1, 1, right[1])):
            waves += [wave] * size
            sides += [side] * size
            roles += [part] * size
            grades += [6 + part] * size
    columns = {"side": coded(sides), "role": coded(roles), "overall": coded(grades)}
    told = {row.id: row for row in tabulate(study(one), data(one, waves, columns)).changes}
    assert told["vr/2013/overall/mean/all~2011/side"].fixed
    assert not told["vr/2013/overall/mean/all~2011/role"].fixed


def test_a_wave_drawn_in_households_is_told_apart_from_one_drawn_alone() -> None:
    """Pairs of the same grade in 2013 alone: the change stays, and the error of 2013 is that of half as many."""
    graded = [*([6] * 50 + [4] * 50), *([6, 6, 8, 8] * 25)]
    one = survey([SIDE, question("overall", waves=LABELS)], [break_of(SIDE)], WAVES[:2], settings=SETTINGS)
    waves, columns = [0] * 100 + [1] * 100, {"side": coded(([0] * 50 + [1] * 50) * 2), "overall": coded(graded)}
    drawn_alone = data(one, waves, columns)
    (alone,) = tabulate(study(one), drawn_alone).changes
    pairs = np.concatenate([-1 - np.arange(100), np.arange(100) // 2])
    part = replace(drawn_alone.surveys[one.id], cluster=pairs)
    together = replace(one, waves=(WAVES[0], replace(WAVES[1], cluster="house")))
    (found,) = tabulate(study(together), replace(drawn_alone, surveys={one.id: part})).changes
    assert (found.change, found.real, found.mix) == pytest.approx((alone.change, alone.real, alone.mix))
    of_2011, of_2013 = 1 / 99, 1 / 49  # variance of the mean of 50 sixes and 50 fours, and of 25 pairs of either grade
    assert alone.change_se**2 == pytest.approx(of_2011 + 1 / 99)
    assert found.change_se**2 == pytest.approx(of_2011 + of_2013)


def test_groups_on_small_bases_keep_their_row_and_groups_of_a_few_people_take_all_parts_along() -> None:
    """Of 20 the figures are hidden; of 3 nothing is told, for they would follow from the others and from the sums."""
    one = replace(about(), settings=Settings(hide_up_to=29, mark_up_to=49))
    results = found(one, [(70, 30), (50, 20), (50, 3)], GRADES)
    told = publish(study(one), results)
    assert [row.id for row in told.changes] == ["vr/2013/overall/mean/all~2011/side"]
    parts = {(part.split.split("/")[1], part.group): part for part in told.change_parts}
    assert set(parts) == {("2013", "side=left"), ("2013", "side=right")}
    assert isnan(parts["2013", "side=right"].real)
    assert np.isfinite(parts["2013", "side=left"].real)


def test_a_mean_of_three_does_not_follow_from_the_sums_of_a_split() -> None:
    """Three of 2015, of whom nothing is shown: the real part would tell, for their group was larger before."""
    one = replace(about(), settings=Settings(hide_up_to=0, mark_up_to=0))
    results = found(one, [(70, 30), (50, 40), (97, 3)], [(7, 5), (8, 6), (8, 9)])
    (split,) = [row for row in results.changes if row.wave == "2015" and row.earlier == "2013"]
    shown = {row.id: row for row in results.estimates if row.wave == "2013"}
    left, right = (shown[f"vr/2013/overall/mean/side={side}"] for side in ("left", "right"))
    # As a reader would: the mean of everyone in 2015 is told, and the real part; for every size the mean that fits.
    (everyone,) = [row for row in results.estimates if row.id == "vr/2015/overall/mean/all"]
    fits = []
    for size in range(1, 5):
        for total in range(size, 10 * size + 1):
            mean, other = total / size, (everyone.n * everyone.estimate - total) / (everyone.n - size)
            shares = (left.n / 90 + 1 - size / everyone.n) / 2, (right.n / 90 + size / everyone.n) / 2
            real = shares[0] * (other - left.estimate) + shares[1] * (mean - right.estimate)
            fits += [(size, mean)] if abs(real - split.real) < 0.005 else []
    assert fits == [(3, 9.0)]
    assert not [row for row in publish(study(one), results).changes if row.wave == "2015"]
