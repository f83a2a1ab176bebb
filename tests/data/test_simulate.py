"""A rehearsal reads back without a problem, fills every group, and looks like a survey."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from data.worlds import HERE, answers, ask, group, rich_survey, split, study, survey, wave
from peil.data.model import Coded, SurveyData, Ticks
from peil.data.read import read_data
from peil.data.simulate import simulate
from peil.errors import DataError
from peil.study.model import ColumnWeights, Condition, Reason, Single
from peil.study.read import read_study


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> SurveyData:
    """The rich study, filled with 1,500 respondents a wave and read back."""
    folder = tmp_path_factory.mktemp("rehearsal")
    one = study(folder / "study", rich_survey())
    simulate(one, folder / "data", 1500, 3)
    data = read_data(one, folder / "data")
    assert data.warnings == ()
    assert data.surveys["vr"].repairs == ()
    return data.surveys["vr"]


def test_every_group_stratum_and_cell_is_filled(rehearsed: SurveyData) -> None:
    """Nobody is without a cell, and no group of a break is empty, the one from a list included."""
    assert rehearsed.respondents == 3000
    assert rehearsed.weight_cell is not None
    assert set(rehearsed.weight_cell.tolist()) == {0, 1, 2}
    for name, belongs in rehearsed.membership.items():
        assert (belongs.sum(axis=0) > 0).all(), name


def test_more_combinations_than_respondents_leave_no_answer_empty(tmp_path: Path) -> None:
    """Eight questions of four answers have 65,536 combinations; 100 respondents still give every answer."""
    questions = [ask(f"q{number}", Single(answers("a", "b", "c", "d"))) for number in range(8)]
    breaks = {one.id: split(one.id, *(group(name, Condition(one.id, (name,))) for name in "abcd")) for one in questions}
    one = study(tmp_path, replace(survey(*questions), breaks=breaks))
    simulate(one, tmp_path, 100, 1)
    for belongs in read_data(one).surveys["vr"].membership.values():
        assert (belongs.sum(axis=0) >= 10).all()


def test_grades_are_skewed_and_correlate(rehearsed: SurveyData) -> None:
    """Around 7.5, most of them 7 to 9, and whoever is content is content with most things."""
    overall, friendly = rehearsed.columns["overall"], rehearsed.columns["friendly"]
    assert isinstance(overall, Coded)
    assert isinstance(friendly, Coded)
    both = (overall.codes >= 0) & (friendly.codes >= 0)
    grades = overall.codes[both] + 1
    assert 6.8 < grades.mean() < 8.3
    assert 1.2 < grades.std() < 2.0
    assert grades.mean() < np.median(grades) + 0.3
    assert 0.25 < np.corrcoef(overall.codes[both], friendly.codes[both])[0, 1] < 0.75


def test_routing_is_honoured_and_reasons_occur(rehearsed: SurveyData) -> None:
    """Those who did not visit the website were not asked why; some do not answer, some say it does not apply."""
    website, purpose = rehearsed.columns["website"], rehearsed.columns["purpose"]
    assert isinstance(website, Coded)
    assert isinstance(purpose, Ticks)
    not_asked = (purpose.marks == Reason.NOT_ASKED).all(axis=1)
    np.testing.assert_array_equal(not_asked, website.codes != 0)
    overall = rehearsed.columns["overall"]
    assert isinstance(overall, Coded)
    assert {-1, -2, -3} <= set(overall.codes.tolist())


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    """Byte for byte; another seed gives others."""
    one = study(tmp_path, rich_survey())
    files = [simulate(one, tmp_path / name, 50, seed) for name, seed in (("a", 1), ("b", 1), ("c", 2))]
    first, again, other = ([path.read_bytes() for path in written] for written in files)
    assert first == again
    assert first != other


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    """Nothing is written when one of the files exists."""
    one = study(tmp_path, rich_survey())
    (tmp_path / "data").mkdir()
    (tmp_path / "data/vr-2013.csv").write_text("precious", encoding="utf-8")
    with pytest.raises(DataError, match=r"vr-2013\.csv: simulated data: found a file that exists"):
        simulate(one, tmp_path, 50, 1)
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["vr-2013.csv"]
    assert (tmp_path / "data/vr-2013.csv").read_text(encoding="utf-8") == "precious"


def test_two_waves_in_one_file_are_rehearsed_in_one_file(tmp_path: Path) -> None:
    """`where` finds each wave's own respondents back, and weights come along."""
    year = ask("year", Single(answers("y11", "y13")), waves=("2011", "2013"))
    waves = [
        wave(label, "data/all.sav", where=(Condition("year", (name,)),))
        for label, name in (("2011", "y11"), ("2013", "y13"))
    ]
    made = survey(year, ask("q", waves=("2011", "2013")), waves=waves)
    one = study(tmp_path / "s", replace(made, weighting=ColumnWeights({"2013": "W"}, HERE)))
    (path,) = simulate(one, tmp_path / "d", 40, 1)
    assert path.name == "all.csv"
    found = read_data(one, tmp_path / "d").surveys["vr"]
    assert found.wave.tolist() == [0] * 40 + [1] * 40
    assert found.given_weight is not None
    np.testing.assert_array_equal(np.isnan(found.given_weight), found.wave == 0)


def test_a_scale_that_the_wave_recodes_is_written_in_the_codes_of_the_wave(tmp_path: Path) -> None:
    """Where 1-5 stood for 2-10, the file holds what reads back as grades, and 0 where that means no answer."""
    recode = {str(code): str(2 * code) for code in range(1, 6)}
    one = study(tmp_path, survey(ask("q", recode={**recode, "0": Reason.DOES_NOT_APPLY})))
    simulate(one, tmp_path, 500, 1)
    cells = set((tmp_path / "data/vr-2013.csv").read_text(encoding="utf-8").split()[1:])
    values = read_data(one).surveys["vr"].columns["q"]
    assert isinstance(values, Coded)
    assert {"0", "9", "7"} <= cells
    assert {9, 8, 7, 6, int(Reason.DOES_NOT_APPLY)} <= set(values.codes.tolist())


def test_two_questions_may_share_a_column(tmp_path: Path) -> None:
    """A terminal of which the areas A and B are parts, and the area itself, stand in one column and agree."""
    area = ask("area", Single(tuple(replace(one, codes=(one.id,)) for one in answers("a", "b", "c"))), ["AREA"])
    first, second = answers("t1", "t2")
    terminal = ask("terminal", Single((replace(first, codes=("a", "b")), replace(second, codes=("c",)))), ["AREA"])
    one = study(tmp_path, survey(terminal, area))
    simulate(one, tmp_path, 300, 1)
    columns = read_data(one).surveys["vr"].columns
    found, whole = columns["area"], columns["terminal"]
    assert isinstance(found, Coded)
    assert isinstance(whole, Coded)
    assert set(found.codes[whole.codes == 0].tolist()) == {0, 1}
    assert set(found.codes[whole.codes == 1].tolist()) == {2}


STUDY = "study: panel\ntitle: {en: Panel}\nclient: Nobody\nlanguages: [en]\n"
HOUSEHOLDS = """survey: desk
title: {en: Desk}
key: nr
stratum: area
cluster: household
waves:
  2023: {data: one.csv}
  2025: {data: two.csv}
questions:
  area: {kind: single, text: {en: Area?}, answers: {north: {en: North}, south: {en: South}, west: {en: West}}}
  overall: {kind: grade, text: {en: How do you rate our desk?}}
breaks:
  area: {of: area}
"""


def clustered(folder: Path, survey_text: str) -> SurveyData:
    """The study of households, filled with 300 respondents a wave and read back without a problem."""
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    (folder / "desk.yaml").write_text(survey_text, encoding="utf-8")
    one = read_study(folder)
    simulate(one, folder, 300, 5)
    return read_data(one).surveys["desk"]


def test_clusters_hold_one_to_three_respondents_of_a_stratum_who_are_alike(tmp_path: Path) -> None:
    """Two on average, no cluster in two waves, and grades within one closer than among all."""
    data = clustered(tmp_path, HOUSEHOLDS)
    grades = data.columns["overall"]
    assert data.cluster is not None
    assert data.stratum is not None
    assert isinstance(grades, Coded)
    sizes = np.bincount(data.cluster)
    assert set(sizes.tolist()) == {1, 2, 3}
    assert 1.8 < sizes.mean() < 2.2
    assert len(np.unique(np.stack([data.cluster, data.wave]), axis=1).T) == len(sizes)
    means = np.bincount(data.cluster, grades.codes) / sizes
    within = np.mean((grades.codes - means[data.cluster]) ** 2) / (1 - len(sizes) / len(data.cluster))
    assert within < 0.9 * grades.codes.var()


@pytest.mark.parametrize("cluster", ["cluster: household\n", ""])
def test_where_units_return_the_same_name_is_the_same_unit(tmp_path: Path, cluster: str) -> None:
    """Households, or respondents by their key, come back in the second wave, in the stratum that they were drawn in."""
    text = HOUSEHOLDS.replace("cluster: household\n", f"units return: yes\n{cluster}")
    data = clustered(tmp_path, text)
    assert data.cluster is not None
    first, second = (set(data.cluster[data.wave == place].tolist()) for place in (0, 1))
    assert len(first & second) > 0.9 * len(first)
