"""Who stands beside all targets for an answer without one is told of; who did not answer is not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from building import NOWHERE, coded, data, question, single, study, survey
from peil.cli import main
from peil.study.model import Cell, CellWeights, MarginTarget, MarginWeights, Wave, Weighting
from peil.study.weighting import Treatment
from peil.weighting import weigh
from peil.workflow import Run, count

WAVES = ("2011", "2013")
CELLS = (
    Cell("asylum", {"client": "asylum"}, 0.4),
    Cell("work,direct", {"client": "work", "role": "direct"}, 0.3),
    Cell("work,sponsor", {"client": "work", "role": "sponsor"}, 0.3),
)
# client: asylum, work, study; role: direct, sponsor, other. -1 = no answer.
CLIENT = [0, 1, 1, 2, 2, -1, 0, 1, 1, 1, 2]
ROLE = [2, 0, 1, 0, 1, 0, 2, 0, 1, 2, 2]
WAVE = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1]


def warnings(weighting: Weighting) -> list[str]:
    """What weighting these eleven respondents warns of."""
    asked = [
        question("client", single("asylum", "work", "study"), WAVES),
        question("role", single("direct", "sponsor", "other"), WAVES),
    ]
    vr = survey(asked, waves=[Wave(label, NOWHERE) for label in WAVES], weighting=weighting)
    cell = np.array([0, 1, 2, -1, -1, -1, 0, 1, 2, -1, -1], np.int16)
    answers = data(vr, WAVE, {"client": coded(CLIENT), "role": coded(ROLE)}, weight_cell=cell)
    return [str(one) for one in weigh(study(vr), answers).warnings]


@pytest.mark.parametrize(
    ("treatment", "became"),
    [("weight 1", "They count once, beside all targets"), ("leave out", "They are in no figure")],
)
def test_an_answer_without_a_target_is_told_of_by_question_and_wave(treatment: Treatment, became: str) -> None:
    """Of a cell that is split only the answers of those in it: `other` within asylum, which is not split, is none."""
    expected = "expected a target for every answer that was given"
    rule = f"(`respondents without a cell: {treatment}`). Give the answer a target, unless this is meant so."
    assert warnings(CellWeights(CELLS, NOWHERE, treatment)) == [
        f"survey.yaml:1: vr: weights > {question}: found respondents whose answer has no target: {found}, {expected}. "
        f"{became} {rule}"
        for question, found in (("client", "study (2 in 2011, 1 in 2013)"), ("role", "other (1 in 2013)"))
    ]


def test_margins_have_their_answers_without_a_target_told_by_wave() -> None:
    """A wave may have targets of its own: what one of them forgot is told of that wave alone."""
    shares = {"2011": {"asylum": 0.3, "work": 0.3, "study": 0.4}, "2013": {"asylum": 0.5, "work": 0.5}}
    margins = (MarginTarget("client", shares, NOWHERE),)
    (told,) = warnings(MarginWeights(margins, (), NOWHERE, without_value="weight 1"))
    assert "vr: weights > client: found respondents whose answer has no target: study (1 in 2013), " in told
    assert "(`respondents without a value: weight 1`)" in told


def test_who_gave_no_answer_is_not_warned_of() -> None:
    """The rule is for them: of the reference study every respondent without a cell named no directorate."""
    shares = {label: {"asylum": 0.3, "work": 0.3, "study": 0.4} for label in WAVES}
    margins = (MarginTarget("client", shares, NOWHERE),)
    assert warnings(MarginWeights(margins, (), NOWHERE, without_value="weight 1")) == []


FORGOTTEN = {
    "study.yaml": "study: s\ntitle: {en: S}\nlanguages: [en]\n",
    "vr.yaml": """\
survey: vr
title: {en: V}
waves:
  2013: {data: 2013.parquet, mode: web}
questions:
  overall: {kind: grade, text: {en: Overall}}
  client: {kind: single, text: {en: Client}, answers: {asylum: {en: A}, work: {en: W}, study: {en: S}}}
weights:
  client: {asylum: 50, work: 50}
  respondents without a cell: weight 1
report: {overall: overall}
""",
}


def forgotten(folder: Path) -> Path:
    """A study whose weights forgot one of three answers."""
    import polars as pl

    for name, text in FORGOTTEN.items():
        (folder / name).write_text(text, "utf-8")
    given = ["asylum", "work", "study", ""] * 30
    pl.DataFrame({"overall": [str(row % 10 + 1) for row in range(120)], "client": given}).write_parquet(
        folder / "2013.parquet"
    )
    return folder


def test_the_full_check_tells_of_it_and_finds_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It may be meant so, so it stops nothing."""
    assert main(["check", "--full", str(forgotten(tmp_path))]) == 0
    (head, line, *_) = capsys.readouterr().out.splitlines()
    assert head == "1 × what the rules of the study made of the data; no faults, look at them:"
    assert "vr.yaml:8: vr: weights > client: found respondents whose answer has no target: study (30 in 2013)" in line


def test_blocks_of_rows_count_them_together(tmp_path: Path) -> None:
    """No block knows how many there are: it is told once, of all."""
    from peil.study.read import read_study

    about = read_study(forgotten(tmp_path))
    assert count(about, Run(engine="blocks:50")).notes == count(about, Run()).notes
