"""Indexes: the mean of several grades of a respondent, from a survey file and a data file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from peil import workflow
from peil.data.model import Quantities
from peil.data.read import read_data
from peil.study.model import Number, Reason, Survey
from peil.study.read import read_study

STUDY = "study: s\ntitle: {en: S}\nlanguages: [en]\n"
SURVEY = """
survey: desk
title: {en: Desk}
waves:
  2021: {data: a.csv}
  2023: {data: b.csv}
  2025: {data: c.csv}
questions:
  aspects:
    kind: grid of grades
    text: {en: How do you rate ...?}
    scale: 1-5
    items:
      friendly: {en: Friendliness, dimension: human}
      expert: {en: Expertise, dimension: human}
      speed: {en: Speed, dimension: process, since: 2023}
  overall: {kind: grade, text: {en: And overall?}}
  service:
    kind: index
    of: aspects
    text: {en: Service index}
INDEX
"""
FILES = {
    "a.csv": "friendly,expert,overall\n4,2,7\n5,,8\n,,9\n",
    "b.csv": "friendly,expert,speed,overall\n4,2,3,7\n5,,,8\n,1,2,6\n",
    "c.csv": "friendly,expert,speed,overall\n4,2,3,7\n5,5,5,8\n1,1,2,6\n",
}


def made(folder: Path, index: str = "") -> tuple[Survey, Quantities]:
    """The survey and the values of its index."""
    (folder / "study.yaml").write_text(STUDY, "utf-8")
    (folder / "desk.yaml").write_text(SURVEY.replace("INDEX", index), "utf-8")
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    study = read_study(folder)
    values = read_data(study).surveys["desk"].columns["service"]
    assert isinstance(values, Quantities)
    return study.surveys["desk"], values


def test_an_index_is_the_mean_of_the_grades_that_were_given(tmp_path: Path) -> None:
    """Half of the grades of the wave, rounded up, are enough; with fewer there is no answer."""
    survey, values = made(tmp_path)
    nan = np.nan
    np.testing.assert_allclose(values.values, [3, 5, nan, 3, nan, 1.5, 3, 5, 4 / 3], atol=1e-9)
    assert values.reasons.tolist() == [0, 0, Reason.NOT_ANSWERED, 0, Reason.NOT_ANSWERED, 0, 0, 0, 0]
    assert survey.questions["service"].kind == Number(1, 5)


def test_an_index_that_gains_a_grade_is_a_new_series(tmp_path: Path) -> None:
    """Speed came in 2023: the index of 2021 is of other grades."""
    survey, _ = made(tmp_path)
    assert survey.questions["service"].new_series == ("2023",)
    assert list(survey.questions["service"].sources) == ["2021", "2023", "2025"]


def test_at_least_says_how_many_grades_it_takes(tmp_path: Path) -> None:
    """Three: there was no third grade in 2021, so that the index begins in 2023."""
    survey, values = made(tmp_path, "    at least: 3")
    assert list(survey.questions["service"].sources) == ["2023", "2025"]
    assert np.isfinite(values.values).tolist() == [False] * 3 + [True, False, False] + [True] * 3
    assert (values.reasons[:3] == Reason.NOT_IN_WAVE).all()


def test_rescale_lays_out_each_grade_anew(tmp_path: Path) -> None:
    """From 1-5 to 0-100: 4 and 2 are 75 and 25."""
    survey, values = made(tmp_path, "    rescale: 0-100")
    assert values.values[0] == pytest.approx(50)
    assert values.values[1] == pytest.approx(100)
    assert survey.questions["service"].kind == Number(0, 100)


def test_an_index_is_counted_as_a_quantity_is(tmp_path: Path) -> None:
    """Mean, median and spread, and waves compared from 2023 on."""
    made(tmp_path, "    measures: [median, standard deviation]")
    results = workflow.build_results(workflow.read_study(tmp_path))
    assert results.by_id["desk/2025/service/mean/all"].estimate == pytest.approx((3 + 5 + 4 / 3) / 3)
    assert results.by_id["desk/2025/service/median/all"].estimate == 3
    assert results.by_id["desk/2025/service/sd/all"].estimate == pytest.approx(np.std([3, 5, 4 / 3], ddof=1))
    assert "desk/2025/service/mean/all~2023" in results.contrasts_by_id
    assert "desk/2023/service/mean/all~2021" not in results.contrasts_by_id
