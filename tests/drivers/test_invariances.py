"""What may not change importance: a copy, order and unit of aspects, the scale of weights, rows and their blocks."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from numpy.typing import NDArray

from peil.drivers.rows import Graded
from peil.stats import em_influence, joint_covariance, share_gradients, weights_only
from peil.stats.em import em_covariance
from peil.stats.importance import importance

Floats = NDArray[np.float64]
few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
seeds, sizes = st.integers(0, 10**6), st.integers(2, 5)


def answers(seed: int, aspects: int, missing: float = 0.15) -> tuple[Floats, Floats]:
    """(150, aspects + 1) grades from 1 to 10 of which some are missing, the overall one last; (150,) weights."""
    rng = np.random.default_rng(seed)
    values = np.clip(np.rint(6 + 1.5 * rng.normal(size=(150, 1)) + rng.normal(size=(150, aspects + 1))), 1, 10)
    values[:, :-1][rng.random((150, aspects)) < missing] = np.nan
    return values, rng.uniform(0.5, 2.0, 150)


def shares(values: Floats, weights: Floats) -> Floats:
    """(p,) what each adds to R²."""
    found: Floats = importance(em_covariance(values, weights, tolerance=1e-12).covariance).shares[0]
    return found


@few
@given(seeds, sizes)
def test_a_copy_gets_an_equal_share_and_takes_none_from_the_whole(seed: int, aspects: int) -> None:
    """The first aspect twice: two equal shares, the same R²."""
    values, weights = answers(seed, aspects, 0.0)
    alone, twice = shares(values, weights), shares(np.concatenate([values[:, :1], values], axis=1), weights)
    assert twice[0] == pytest.approx(twice[1], abs=1e-8)
    assert twice.sum() == pytest.approx(alone.sum(), abs=1e-7)


@few
@given(seeds, sizes)
def test_order_and_unit_of_aspects_change_nothing(seed: int, aspects: int) -> None:
    """Other columns first, grades in other units and turned around: the same share, missing answers included."""
    values, weights = answers(seed, aspects)
    rng = np.random.default_rng(seed)
    order = [*rng.permutation(aspects).tolist(), aspects]
    unit, shift = rng.uniform(0.5, 3, aspects + 1) * rng.choice([-1, 1], aspects + 1), rng.uniform(-5, 5, aspects + 1)
    other = shares((values * unit + shift)[:, order], weights)
    assert_allclose(other, shares(values, weights)[order[:-1]], atol=1e-6)


@few
@given(seeds, sizes)
def test_shares_are_the_parts_of_r2(seed: int, aspects: int) -> None:
    """They add up to it, and none is below zero."""
    values, weights = answers(seed, aspects)
    covariance = em_covariance(values, weights).covariance
    found = importance(covariance)
    slopes = np.linalg.solve(covariance[:-1, :-1], covariance[:-1, -1])
    assert found.shares[0].sum() == pytest.approx(slopes @ covariance[:-1, -1] / covariance[-1, -1], abs=1e-10)
    assert (found.shares >= 0).all()


@few
@given(seeds, sizes, st.floats(0.01, 100))
def test_the_scale_of_weights_and_the_order_of_rows_change_neither_share_nor_error(
    seed: int, aspects: int, factor: float
) -> None:
    """Weights times a constant, rows turned around."""
    values, weights = answers(seed, aspects)

    def told(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
        found = em_covariance(values, weights, tolerance=1e-12)
        scale = np.sqrt(np.diag(found.covariance))
        covariance = found.covariance / np.outer(scale, scale)
        u = em_influence(
            (values - found.mean) / scale, weights, np.zeros(len(scale)), covariance,
            share_gradients(covariance).covariance,
        )  # fmt: skip
        joint = joint_covariance(u, np.zeros(len(u), np.int64), weights, weights_only(weights), "adjust")
        return importance(covariance).shares[0], np.sqrt(np.diag(joint))

    one, other = told(values, weights), told(values[::-1], weights[::-1] * factor)
    assert_allclose(other[0], one[0], atol=1e-7)
    assert_allclose(other[1], one[1], rtol=1e-5)


@few
@given(seeds, st.lists(st.integers(1, 149), min_size=1, max_size=4, unique=True))
def test_blocks_of_rows_add_up_to_all_rows(seed: int, cuts: list[int]) -> None:
    """Cut anywhere and added: the same rows, in the same order."""
    rng = np.random.default_rng(seed)
    whole = Graded(
        rng.integers(-1, 10, (150, 4)).astype(np.int16), rng.random(150), rng.integers(0, 3, 150),
        rng.random((150, 2)) < 0.5, rng.integers(-1, 5, (150, 3)).astype(np.int16),
    )  # fmt: skip
    edges = [0, *sorted(cuts), 150]
    blocks = [
        Graded(*(getattr(whole, name)[start:end] for name in ("codes", "weight", "cell", "member", "said")))
        for start, end in pairwise(edges)
    ]
    total = blocks[0]
    for block in blocks[1:]:
        total += block
    for name in ("codes", "weight", "cell", "member", "said"):
        assert (getattr(total, name) == getattr(whole, name)).all()
