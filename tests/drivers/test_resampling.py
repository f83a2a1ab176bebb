"""Errors by bootstrap: close to those by influence values, repeatable, refused where respondents come in clusters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from drivers.test_shares import SETTINGS, explained, people
from drivers.test_stated import written
from peil import workflow
from peil.errors import StudyError
from peil.study.drivers import DriverSettings
from peil.study.model import Settings


def by_bootstrap(importance: Literal["lmg", "correlation"], replicates: int = 300, seed: int = 1) -> Settings:
    """Errors by bootstrap."""
    asked = DriverSettings(importance=importance, errors="bootstrap", replicates=replicates, seed=seed)
    return replace(SETTINGS, drivers=asked)


@pytest.mark.parametrize("importance", ["lmg", "correlation"])
@pytest.mark.parametrize("groups", [None, [0, 1] * 250])
def test_errors_are_those_by_influence_but_for_chance(
    importance: Literal["lmg", "correlation"], groups: list[int] | None
) -> None:
    """500 respondents of whom one in five did not grade an aspect: of importance, rating and distance, within 15%, also
    of a group from everyone's border."""
    grades = people(500, 3)
    grades[:, :3][np.random.default_rng(3).random((500, 3)) < 0.2] = np.nan
    plain = replace(SETTINGS, drivers=DriverSettings(importance=importance))
    one, other = (explained(grades, way, groups) for way in (plain, by_bootstrap(importance)))
    assert [row.importance for row in one.drivers] == [row.importance for row in other.drivers]
    for row, resampled in zip(one.standings, other.standings, strict=True):
        for name in ("importance_se", "rating_se", "rating_distance_se"):
            assert getattr(resampled, name) == pytest.approx(getattr(row, name), rel=0.15)
        assert abs(resampled.chance - row.chance) < 0.12


def test_the_same_seed_gives_the_same_errors() -> None:
    """And another seed others."""
    grades = people(150, 3)
    found = [
        [row.importance_se for row in explained(grades, by_bootstrap("correlation", 100, seed)).standings]
        for seed in (1, 1, 2)
    ]
    assert found[0] == found[1] != found[2]


def test_a_bootstrap_of_clusters_is_refused(tmp_path: Path) -> None:
    """With the file, the line and what to do."""
    folder = written(tmp_path / "study")
    file = folder / "choice.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("drivers: {", "drivers: {errors: bootstrap, ").replace("waves:", "cluster: house\nwaves:", 1),
        encoding="utf-8",
    )
    with pytest.raises(StudyError, match="bootstrap, in a survey with clusters"):
        workflow.read_study(folder)
