"""Studies as a researcher writes them, filled by a rehearsal: read without a problem, and written out again."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from peil.data.model import Coded, Occasions, Ticks
from peil.data.read import read_data
from peil.data.simulate import simulate
from peil.data.write import write_data
from peil.study.model import Reason
from peil.study.read import read_study

ROOT = Path(__file__).resolve().parents[2]
STUDIES = {"rich": ROOT / "tests/studies/rich", "minimal": ROOT / "examples/minimal"}


@pytest.mark.parametrize("name", STUDIES)
def test_a_rehearsal_reads_back_without_a_word(tmp_path: Path, name: str) -> None:
    """No problem, no repair, no warning; every group filled; and every survey can be exported."""
    study = read_study(STUDIES[name])
    simulate(study, tmp_path, 400, 1)
    data = read_data(study, tmp_path)
    assert data.warnings == ()
    for key, survey in data.surveys.items():
        assert survey.repairs == ()
        waves_with_data = [wave for wave in study.surveys[key].waves if wave.data]
        assert survey.respondents == 400 * len(waves_with_data)
        for split, belongs in survey.membership.items():
            assert (belongs.sum(axis=0) > 0).all(), (key, split)
        for suffix in (".sav", ".parquet"):
            write_data(study, data, key, tmp_path / f"{key}{suffix}")


def test_every_feature_of_the_rich_study_reaches_the_data(tmp_path: Path) -> None:
    """Nested groups lie in their outer group; answers and items have their waves; parts have rows of their own."""
    study = read_study(STUDIES["rich"])
    simulate(study, tmp_path, 400, 2)
    survey = study.surveys["vr"]
    data = read_data(study, tmp_path).surveys["vr"]
    first = data.wave == 1
    contact, deadlines = data.columns["contact"], data.columns["deadlines"]
    assert isinstance(contact, Ticks)
    assert isinstance(deadlines, Coded)
    assert (contact.marks[first, 2] == Reason.NOT_IN_WAVE).all()
    assert (contact.marks[~first, 2] != Reason.NOT_IN_WAVE).all()
    assert (deadlines.codes[first] == Reason.NOT_IN_WAVE).all()
    assert (deadlines.codes[~first] >= 0).any()
    outer = [group.id for group in survey.breaks["directorate"].groups]
    for position, group in enumerate(survey.breaks["directorate_role"].groups):
        inside = data.membership["directorate_role"][:, position]
        assert group.parent is not None
        assert (data.membership["directorate"][inside, outer.index(group.parent.rpartition("=")[2])]).all()
    parts = data.columns["grade_per_channel"]
    assert isinstance(parts, Occasions)
    assert len(parts.codes) == int((contact.marks == 1).sum())
    assert data.weight_cell is not None
    assert data.stratum is not None
    assert (data.stratum >= 0).all()


def test_the_rehearsal_of_one_study_can_stand_in_its_own_folder(tmp_path: Path) -> None:
    """In a copy of the minimal study the files take the places that its waves name."""
    folder = tmp_path / "minimal"
    shutil.copytree(STUDIES["minimal"], folder, ignore=shutil.ignore_patterns("data"))
    study = read_study(folder)
    simulate(study, folder, 50, 1)
    overall = read_data(study).surveys["desk"].columns["overall"]
    assert isinstance(overall, Coded)
    assert np.bincount(overall.codes[overall.codes >= 0]).sum() > 80
