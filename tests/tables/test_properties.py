"""What must hold for any respondents, over the whole of tabulate: every estimate, contrast and flag."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from building import break_of, question, single, study
from peil.data.model import Coded, Data, Ticks
from peil.results.model import Contrast, Results
from peil.study.model import Compared
from peil.tables import tabulate
from tables.test_asked import ALL, TWO, answers, visitors

SEEDS = st.integers(0, 2**31)
STRICT = replace(ALL, strict_level=0.01, correction="benjamini-hochberg")
FIGURES = ("estimate", "se", "ci_low", "ci_high", "n_effective")
TESTS = ("difference", "se", "statistic", "df", "p", "p_adjusted", "flag")


def found(data: Data) -> Results:
    """Everything that the study asks for."""
    return tabulate(study(visitors(STRICT)), data)


def moved(data: Data, how: Callable[[NDArray[Any]], NDArray[Any]]) -> Data:
    """The same respondents, each array of theirs changed in one way."""
    part = data.surveys["vr"]
    coded = {name: Coded(how(one.codes)) for name, one in part.columns.items() if isinstance(one, Coded)}
    ticked = {name: Ticks(how(one.marks)) for name, one in part.columns.items() if isinstance(one, Ticks)}
    member = {name: how(values) for name, values in part.membership.items()}
    return Data(
        {
            "vr": replace(
                part, wave=how(part.wave), columns={**coded, **ticked}, membership=member, weight=how(part.weight)
            )
        }
    )


def agree(one: Results, two: Results, named: Callable[[str], str] = str) -> None:
    """The same rows by name, with the same figures; `named`: what a row of the first is called in the second."""
    assert len(one.estimates) == len(two.estimates)
    for row in one.estimates:
        other = two.by_id[named(row.id)]
        assert row.n == other.n
        left, right = ([getattr(each, name) for name in FIGURES] for each in (row, other))
        assert_allclose(right, left, rtol=1e-7, atol=1e-9, err_msg=row.id)
    assert len(one.contrasts) == len(two.contrasts)
    for contrast in one.contrasts:
        same(contrast, two.contrasts_by_id[named(contrast.id)])


def same(one: Contrast, two: Contrast) -> None:
    """Two contrasts with equal figures."""
    left, right = ([getattr(each, name) for name in TESTS] for each in (one, two))
    assert_allclose(right, left, rtol=1e-6, atol=1e-9, err_msg=one.id)


@settings(max_examples=8, deadline=None)
@given(SEEDS, st.floats(1e-2, 1e2))
def test_the_scale_of_the_weights_changes_nothing(seed: int, scale: float) -> None:
    """Ten times the weights: the same figures, tests and marks."""
    data = answers(visitors(STRICT), seed)
    part = data.surveys["vr"]
    agree(found(data), found(Data({"vr": replace(part, weight=part.weight * scale)})))


@settings(max_examples=8, deadline=None)
@given(SEEDS)
def test_the_order_of_the_rows_changes_nothing(seed: int) -> None:
    """Respondents in any order."""
    data = answers(visitors(STRICT), seed)
    order = np.random.default_rng(seed).permutation(300)
    agree(found(data), found(moved(data, lambda values: values[order])))


@settings(max_examples=8, deadline=None)
@given(SEEDS)
def test_rows_twice_with_half_the_weight_give_the_same_figures(seed: int) -> None:
    """Every respondent as two with half the weight: the same means, medians and shares, on twice the answers."""
    data = answers(visitors(STRICT), seed)
    part = data.surveys["vr"]
    twice = moved(Data({"vr": replace(part, weight=part.weight / 2)}), lambda values: np.concatenate([values, values]))
    one, two = found(data), found(twice)
    for row in one.estimates:
        if row.measure != "sd":  # its n/(n−1) knows how many there are
            assert_allclose(two.by_id[row.id].estimate, row.estimate, rtol=1e-9, atol=1e-12)
        assert two.by_id[row.id].n == 2 * row.n


@settings(max_examples=8, deadline=None)
@given(SEEDS, st.permutations(("client", "sponsor", "other")))
def test_the_order_of_the_groups_changes_nothing(seed: int, order: list[str]) -> None:
    """The answers of a break listed in another order are the same groups with the same figures."""
    usual = ("client", "sponsor", "other")
    about = visitors(STRICT)
    data = answers(about, seed)
    part = data.surveys["vr"]
    role = part.columns["role"]
    assert isinstance(role, Coded)
    codes = np.array([order.index(name) for name in usual])[role.codes].astype(np.int16)
    listed = question("role", single(*order), TWO)
    other = replace(about, questions={**about.questions, "role": listed}, breaks={"role": break_of(listed)})
    turned = replace(
        part,
        columns={**part.columns, "role": Coded(codes)},
        membership={"role": codes[:, None] == np.arange(3)},
    )
    agree(found(data), tabulate(study(other), Data({"vr": turned})))


@settings(max_examples=8, deadline=None)
@given(SEEDS)
def test_merged_groups_are_the_rest_of_the_third(seed: int) -> None:
    """Sponsors and others as one group: against it, clients differ as they differ from the rest."""
    about = visitors(replace(ALL, compared=Compared(groups={"two": (("client", "not"),)})))
    data = answers(about, seed)
    part = data.surveys["vr"]
    role = part.columns["role"]
    assert isinstance(role, Coded)
    merged = question("two", single("client", "not"), TWO)
    about = replace(
        about, questions={**about.questions, "two": merged}, breaks={**about.breaks, "two": break_of(merged)}
    )
    codes = np.minimum(role.codes, 1)
    part = replace(
        part,
        columns={**part.columns, "two": Coded(codes)},
        membership={**part.membership, "two": codes[:, None] == np.arange(2)},
    )
    rows = tabulate(study(about), Data({"vr": part})).contrasts_by_id
    for what in ("overall/mean", "overall/sd", "overall/nps", "channel=letter/share"):
        pair, rest = rows[f"vr/2013/{what}/two=client~two=not"], rows[f"vr/2013/{what}/role=client~rest"]
        left, right = ([getattr(each, name) for name in TESTS[:5]] for each in (pair, rest))
        assert_allclose(left, right, rtol=1e-7, atol=1e-9)
