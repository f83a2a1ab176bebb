"""What a study asks for: ends of a scale, spread, pairs, changes, levels, families, and marks that are not shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from building import break_of, coded, data, question, single, study, survey, text
from peil.data.model import Data, Ticks
from peil.disclosure import publish
from peil.errors import Place
from peil.results.model import Results
from peil.study.model import (
    Answer,
    Break,
    Compared,
    Condition,
    Grade,
    Group,
    Multiple,
    Net,
    Settings,
    Survey,
    Wave,
)
from peil.tables import tabulate

WAVES = (Wave("2011", Place("survey.yaml", 1)), Wave("2013", Place("survey.yaml", 1)))
TWO = ("2011", "2013")
CHANNELS = Multiple(tuple(Answer(name, text(name), ("1",)) for name in ("letter", "phone", "web")))
ALL = Settings(
    hide_up_to=0, mark_up_to=0, minimum=0,
    compared=Compared(
        groups={"role": (("client", "sponsor"),)},
        answers={"channel": (("letter", "phone"), ("electronic", "letter"))},
        changes={"role": (("client", ""), ("sponsor", ""), ("other", ""), ("client", "sponsor"))},
    ),
)  # fmt: skip


def visitors(settings: Settings = ALL) -> Survey:
    """Two waves, three roles, a grade with a median and a spread, channels with a net."""
    return survey(
        [
            question("role", single("client", "sponsor", "other"), TWO),
            question("overall", Grade(0, 10), TWO, measures=("median", "sd")),
            question("channel", CHANNELS, TWO, nets=(Net("electronic", text("Electronic"), ("phone", "web")),)),
        ],
        [break_of(question("role", single("client", "sponsor", "other"), TWO))],
        WAVES,
        settings=settings,
    )


def answers(about: Survey, seed: int = 3, size: int = 300) -> Data:
    """Clients rose from about 5 to 8, others stayed; letters are rarer than telephone calls."""
    random = np.random.default_rng(seed)
    wave = np.arange(size) % 2
    role = random.integers(0, 3, size)
    grade = np.clip(np.rint(random.normal(5 + 3 * ((role == 0) & (wave == 1)), 1.5)), 0, 10).astype(int)
    marks = (random.random((size, 3)) < (0.3, 0.6, 0.5)).astype(np.int8)
    marks[:5] = -1
    found = data(
        about,
        wave.tolist(),
        {"role": coded(role), "overall": coded(grade), "channel": Ticks(marks)},  # type: ignore[arg-type]  # an array serves
    )
    part = found.surveys["vr"]
    return Data({"vr": part.weighted(random.uniform(0.5, 2, size), None)})


def found(settings: Settings = ALL) -> Results:
    """Tabulated."""
    about = visitors(settings)
    return tabulate(study(about), answers(about))


def test_a_group_that_changed_more_is_compared_with_the_rest_and_with_a_group() -> None:
    """The difference of differences is the difference now less the difference then, and its variance the sum."""
    rows = found().contrasts_by_id
    for against, pair in (("rest", "rest"), ("role=sponsor", "role=sponsor")):
        change = rows[f"vr/2013/overall/mean/role=client~2011~{against}"]
        now, then = (rows[f"vr/{wave}/overall/mean/role=client~{pair}"] for wave in ("2013", "2011"))
        assert change.kind == "change"
        assert change.difference == pytest.approx(now.difference - then.difference)
        assert change.se**2 == pytest.approx(now.se**2 + then.se**2)
        assert change.flag == 1
    assert rows["vr/2013/overall/mean/role=client~2011~rest"].right == "vr/2013/overall/mean/role!=client~2011"
    assert rows["vr/2013/overall/mean/role=client~2011~role=sponsor"].right == "vr/2013/overall/mean/role=sponsor~2011"


def test_only_the_pairs_that_are_asked_for_are_compared() -> None:
    """Without `compare` no contrast is about two groups, two answers or two changes."""
    kinds = {row.kind for row in found(replace(ALL, compared=Compared())).contrasts}
    assert kinds == {"rest", "wave"}
    pairs = {row.id.rpartition("/")[2] for row in found().contrasts if row.kind == "group"}
    assert pairs == {"role=client~role=sponsor"}


def test_two_answers_are_compared_among_the_same_respondents() -> None:
    """Letter less telephone, with the covariance of the two ticks; a net can be a side."""
    results = found()
    row = results.contrasts_by_id["vr/2013/channel=letter/share/role=client~channel=phone"]
    left, right = results.by_id[row.left], results.by_id[row.right]
    assert row.difference == pytest.approx(left.estimate - right.estimate)
    assert (row.flag, row.kind) == (-1, "answer")
    net = results.contrasts_by_id["vr/2013/channel=electronic/share/all~channel=letter"]
    assert net.difference > 0.3


def test_a_double_mark_is_for_what_passes_the_stricter_level() -> None:
    """Marks of one level are those of the other where p lies between; ±2 below the stricter one."""
    one, two = found(), found(replace(ALL, strict_level=0.01))
    assert any(abs(row.flag) == 2 for row in two.contrasts)
    for plain, row in zip(one.contrasts, two.contrasts, strict=True):
        expected = 2 * plain.flag if row.p_adjusted < 0.01 else plain.flag
        assert row.flag == expected
    assert {row.flag for row in two.wave_flags} >= {0, 2}


def test_marks_can_be_left_out_of_a_break_or_a_question_and_tests_stay() -> None:
    """A setting takes marks away; p and difference are as they were."""
    for settings, part in (
        (replace(ALL, unmarked_breaks=("role",)), "role="),
        (replace(ALL, unmarked_questions=("overall",)), "/overall"),
    ):
        plain, without = found(), found(settings)
        touched = [row for row in without.contrasts if part in row.left]
        assert touched
        assert not any(row.flag for row in touched)
        assert any(plain.contrasts_by_id[row.id].flag for row in touched)
        for row in without.contrasts:
            same = plain.contrasts_by_id[row.id]
            assert (row.p, row.difference) == pytest.approx((same.p, same.difference), nan_ok=True)
            assert row.flag in (0, same.flag)


@pytest.mark.parametrize(
    ("family", "name"),
    [
        ("table", "vr/2013/overall/mean/role"),
        ("question", "vr/2013/overall/mean"),
        ("report", "vr"),
    ],
)
def test_a_family_is_a_table_a_question_or_the_report(family: str, name: str) -> None:
    """Bonferroni multiplies p by the number of tests that are a fact of their own in the family."""
    settings = replace(ALL, family=family, correction="bonferroni")  # type: ignore[arg-type]  # parametrize gives str
    results = found(settings)
    row = results.contrasts_by_id["vr/2013/overall/mean/role=client~rest"]
    assert row.family == name
    members = [one for one in results.contrasts if one.family == name and not np.isnan(one.p)]
    nets = [one for one in members if "electronic" in one.id]
    assert row.p_adjusted == pytest.approx(min(1.0, row.p * (len(members) - len(nets))))
    changes = results.contrasts_by_id["vr/2013/overall/mean/role=client~2011~rest"].family
    assert (changes == name) == (family == "report")


def test_the_spread_has_an_error_and_no_deviation_of_its_own() -> None:
    """The column sd is about answers; a median has no contrast."""
    results = found()
    row = results.by_id["vr/2013/overall/sd/role=client"]
    assert row.estimate == pytest.approx(results.by_id["vr/2013/overall/mean/role=client"].sd)
    assert row.se > 0
    assert np.isnan(row.sd)
    assert results.by_id["vr/2013/overall/median/all"].estimate == int(
        results.by_id["vr/2013/overall/median/all"].estimate
    )


def hidden(results: Results, names: Sequence[str], limit: int) -> set[str]:
    """The contrasts of these kinds that are not published when so many answers are too few."""
    about = visitors(replace(ALL, hide_up_to=limit, mark_up_to=limit))
    shown = publish(study(about), results).contrasts_by_id
    return {row.id for row in results.contrasts if row.kind in names and row.id not in shown}


def test_comparisons_of_hidden_figures_are_not_published() -> None:
    """A pair falls with either side, a change with any of its four."""
    results = found()
    sizes = {row.id: row.n for row in results.estimates}
    smallest = min(n for name, n in sizes.items() if "/overall/mean/role=" in name)
    assert not hidden(results, ("group", "change"), smallest - 1) & {
        row.id for row in results.contrasts if "/overall/" in row.id
    }
    gone = hidden(results, ("group", "change"), smallest)
    small = next(name for name, n in sizes.items() if n == smallest and "/overall/mean/role=" in name)
    group = small.rpartition("/")[2]
    assert all(
        row.id in gone
        for row in results.contrasts
        if row.kind == "change" and "/overall/mean/" in row.id and group in (row.left + row.right)
    )


def test_groups_that_overlap_are_compared_with_those_in_both_on_both_sides() -> None:
    """Clients and the satisfied: the difference of the two means, and an error that knows who is in both."""
    groups = (
        Group("client", text("Client"), (Condition("role", ("client",)),)),
        Group("any", text("Client or sponsor"), (Condition("role", ("client", "sponsor")),)),
    )
    kind = Break("kind", text("Kind"), groups, Place("survey.yaml", 1), overlapping=True)
    about = visitors(replace(ALL, compared=Compared(groups={"kind": (("client", "any"),)})))
    plain = answers(about)
    about = replace(about, breaks={**about.breaks, "kind": kind})
    role = plain.surveys["vr"].membership["role"]
    member = {**plain.surveys["vr"].membership, "kind": np.stack([role[:, 0], role[:, 0] | role[:, 1]], axis=1)}
    results = tabulate(study(about), Data({"vr": replace(plain.surveys["vr"], membership=member)}))
    row = results.contrasts_by_id["vr/2013/overall/mean/kind=client~kind=any"]
    assert row.difference == pytest.approx(
        results.by_id["vr/2013/overall/mean/kind=client"].estimate
        - results.by_id["vr/2013/overall/mean/kind=any"].estimate
    )
    ses = [results.by_id[f"vr/2013/overall/mean/kind={name}"].se for name in ("client", "any")]
    apart = np.hypot(ses[0], ses[1])
    assert 0 < row.se < apart
    assert row.flag == 1
