"""Errors by bootstrap: close to those by influence values, repeatable, refused where respondents come in clusters."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from building import data, question, study, survey
from drivers.test_shares import SETTINGS, codes, explained, people
from drivers.test_stated import written
from peil import workflow
from peil.disclosure import publish
from peil.drivers.fitting import fitted
from peil.drivers.resampling import resampled, samples
from peil.drivers.rows import waves
from peil.errors import StudyError
from peil.language import Language
from peil.report.blocks.context import Context
from peil.report.blocks.importances import measured
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
    for row, other_row in zip(one.standings, other.standings, strict=True):
        for name in ("importance_se", "rating_se", "rating_distance_se"):
            assert getattr(other_row, name) == pytest.approx(getattr(row, name), rel=0.15)
        assert abs(other_row.chance - row.chance) < 0.12


def test_the_same_seed_gives_the_same_errors() -> None:
    """And another seed others."""
    grades = people(150, 3)
    found = [
        [row.importance_se for row in explained(grades, by_bootstrap("correlation", 100, seed)).standings]
        for seed in (1, 1, 2)
    ]
    assert found[0] == found[1] != found[2]


def hardly_graded(by: int) -> NDArray[np.float64]:
    """The grades of 60 respondents, of whom so many graded the first aspect."""
    grades = people(60, 3)
    grades[by:, 0] = np.nan
    return grades


def test_a_sample_with_two_pairs_has_no_correlation() -> None:
    """As in the wave itself: two points lie on a line. Of 5 who graded an aspect a sample often has two or fewer."""
    grades = hardly_graded(5)
    vr = survey([question("overall"), *(question(name, aspect=True) for name in "abc")])
    vr = replace(vr, settings=by_bootstrap("correlation", 200))
    answers = data(vr, [0] * 60, {name: codes(grades[:, place]) for place, name in enumerate([*"abc", "overall"])})
    (wave,) = waves(vr, answers.surveys["vr"])
    (group,) = fitted(wave, wave.values)
    found = resampled(wave, wave.values, group, [0])[:, 0]
    pairs = np.array([np.count_nonzero(one[:5]) for one in samples(wave)])
    assert 20 < np.count_nonzero(pairs < 3) < 100
    assert np.isnan(found[pairs < 3]).all()
    for one, weights in zip(found, samples(wave), strict=True):
        x, y = grades[:5, 0], grades[:5, -1]
        taken = np.repeat(np.arange(5), np.rint(weights[:5] * 59 / 60).astype(int))
        if len(set(taken.tolist())) > 2 and np.ptp(x[taken]) and np.ptp(y[taken]):
            assert one == pytest.approx(np.corrcoef(x[taken], y[taken])[0, 1], abs=1e-12)


@pytest.mark.parametrize(("by", "known"), [(3, False), (8, True)])
def test_where_most_samples_have_no_correlation_a_reader_is_told_so(by: int, known: bool) -> None:
    """Three graded the first aspect: it has a correlation, its samples mostly have none, and no place is simulated."""
    settings = replace(by_bootstrap("correlation", 200), hide_up_to=2)
    found = explained(hardly_graded(by), settings)
    assert [one.unsure for one in found.fits] == [not known]
    assert [one.aspect for one in found.standings] == (["a", "b", "c"] if known else [])
    vr = survey([question("overall"), *(question(name, aspect=True) for name in "abc")], settings=settings)
    context = Context(study(vr), vr, publish(study(vr), found), Language("en"))
    told = " ".join(measured(context, context.published.fits[0]))
    assert ("How sure the places are could not be computed" in told) != known


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
