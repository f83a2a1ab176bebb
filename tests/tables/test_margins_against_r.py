"""Weights to margins through a whole study, against R: tests/reference/weighting.R has the same margins."""

from __future__ import annotations

from pathlib import Path

import pytest
from numpy.testing import assert_allclose

from peil import workflow
from peil.data import designs
from peil.results.model import Results
from stats.schools import REFERENCE, numbers

STUDY = Path(__file__).parent.parent / "studies" / "schools"
NUMBERS = numbers("weighting")


def results(folder: Path, weights: str, strata: bool) -> Results:
    """The sample of 2000 under these weights, without strata or with strata and the sizes of the population."""
    text = (STUDY / "api.yaml").read_text("utf-8")
    text = text.replace("weights: {column: pw}", weights).replace("../../reference/data/apistrat.csv", "schools.csv")
    text = "\n".join(line for line in text.splitlines() if not line.startswith('  "1999"'))
    text = text.replace("    recode: {1999: {E: all, H: all, M: all}}\n", "")
    text = text.replace(
        "breaks:", '  awards: {kind: single, text: {en: Award}, answers: {"Yes": {en: "Yes"}, "No": {en: "No"}}}\n'
        "  api99: {kind: number, text: {en: Index in 1999}}\nbreaks:\n  awards: {of: awards}",
    )  # fmt: skip
    if not strata:
        text = text.replace("stratum: stratum\n", "").replace(", strata: {E: 4421, H: 755, M: 1018}", "")
    (folder / "api.yaml").write_text(text, "utf-8")
    (folder / "study.yaml").write_text((STUDY / "study.yaml").read_text("utf-8"), "utf-8")
    # Design weights that add up to the population, as in the R script; the stored ones have single precision.
    size = {"E": 100, "H": 50, "M": 50}
    lines = (REFERENCE / "data" / "apistrat.csv").read_text("utf-8").splitlines()
    rows = [line.split(",") for line in lines]
    pw, fpc = rows[0].index("pw"), rows[0].index("fpc")
    for row in rows[1:]:
        row[pw] = repr(int(row[fpc]) / size[row[0]])
    (folder / "schools.csv").write_text("\n".join(",".join(row) for row in rows), "utf-8")
    return workflow.build_results(workflow.read_study(folder))


def percent(*totals: int) -> list[str]:
    """Parts of 6,194 schools in per cent, to sixteen digits."""
    return [repr(100 * total / 6194) for total in totals]


def targets(deep: str = "") -> str:
    """Shares of all Californian schools, and the mean index of 1999 in two ways."""
    e, h, m = percent(4421, 755, 1018)
    wide, narrow = percent(5122, 1072)
    met, unmet = percent(4405, 1789)
    return (
        f'    stype: {{E: {e}, H: {h}, M: {m}}}\n    wide: {{"2000": {{"Yes": {wide}, "No": {narrow}}}}}\n'
        f'    both: {{otherwise: {{"Yes": {met}, "No": {unmet}}}}}\n{deep}'
    )


MEAN = "    api99: {total: 3914069, of: 6194}\n"
START = "  start from: pw\n"
WITHIN = [repr(100 * total / 5122) for total in (4405, 717)]
# Cells: of the schools that met the school-wide target those that met both and those that did not.
CELLS = (
    "weights:\n"
    f'  wide: {{"Yes": {percent(5122)[0]}, "No": {percent(1072)[0]}}}\n'
    f'  both within Yes: {{"Yes": {WITHIN[0]}, "No": {WITHIN[1]}}}\n'
)
CASES = {
    "raking": "weights:\n  rake:\n" + targets() + START,
    "linear": "weights:\n  calibrate:\n" + targets() + START,
    "linear_mean": "weights:\n  calibrate:\n" + targets(MEAN) + START,
    "linear_bounds": "weights:\n  calibrate:\n" + targets(MEAN) + START + "  bounds: 0.56-1.21\n",
    "raking_bounds": "weights:\n  calibrate:\n" + targets(MEAN) + START + "  distance: raking\n  bounds: 0.57-1.225\n",
    "logit_bounds": "weights:\n  calibrate:\n" + targets(MEAN) + START + "  distance: logit\n  bounds: 0.5-1.3\n",
    "trimmed": "weights:\n  rake:\n" + targets() + START + "  trim: 1.5 times the mean\n",
    "trimmed_median": "weights:\n  rake:\n" + targets() + START + "  trim: 1.9 times the median\n",
    "cells": CELLS + START,
    "trimmed_cells": CELLS + START + "  trim: 1.3 times the mean\n",
}


@pytest.mark.parametrize("strata", [False, True])
@pytest.mark.parametrize("case", CASES)
def test_a_study_weighted_to_margins_has_r_s_means_errors_and_tests(tmp_path: Path, case: str, strata: bool) -> None:
    """From the survey file to the results: svymean, svyby and svyttest after rake and calibrate, to 1e-8."""
    found = results(tmp_path, CASES[case], strata)
    key = f"{'fpc' if strata else 'plain'}/{case}"
    for group, name in (("all", "all"), ("awards=Yes", "Yes"), ("awards=No", "No")):
        row, expected = found.by_id[f"api/2000/api00/mean/{group}"], NUMBERS[f"{key}/{name}"]
        assert row.estimate == pytest.approx(expected.estimate, rel=1e-8)
        assert row.se == pytest.approx(expected.se, rel=1e-8)
    rest, test = found.contrasts_by_id["api/2000/api00/mean/awards=Yes~rest"], NUMBERS[f"{key}/awards"]
    assert rest.difference == pytest.approx(test.estimate, rel=1e-8)
    assert rest.p == pytest.approx(test.p, rel=1e-8)
    assert rest.df == test.df


@pytest.mark.parametrize("case", ["linear_mean", "trimmed"])
def test_respondents_who_are_counted_one_by_one_give_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    """Where nearly everyone is a kind of their own, sums per kind give way to the rows: every figure stays, and R's."""
    kinds = results(tmp_path, CASES[case], True)
    monkeypatch.setattr(designs, "_MANY_KINDS", 0)
    monkeypatch.setattr(designs, "_FEW_OF_A_KIND", 1000)
    alone = results(tmp_path, CASES[case], True)
    expected = NUMBERS[f"fpc/{case}/Yes"]
    assert alone.by_id["api/2000/api00/mean/awards=Yes"].se == pytest.approx(expected.se, rel=1e-8)
    for name in ("estimate", "se", "ci_low", "ci_high", "n", "units", "sd"):
        one, two = (found.estimate_table.column(name).astype(float) for found in (kinds, alone))
        assert_allclose(one, two, rtol=1e-9, atol=1e-9)
    for name in ("difference", "se", "df", "p", "flag"):
        one, two = (found.contrast_table.column(name).astype(float) for found in (kinds, alone))
        assert_allclose(one, two, rtol=1e-7, atol=1e-9)


def test_the_account_of_the_weights_tells_what_they_cost(tmp_path: Path) -> None:
    """41% of the schools trimmed as in R; the largest weight is the limit; a row per group of the breaks."""
    found = results(tmp_path, CASES["trimmed"], False)
    rows = {row.group: row for row in found.weights}
    assert list(rows) == ["all", "awards=Yes", "awards=No", "stype=E", "stype=H", "stype=M", "both=Yes", "both=No"]
    assert rows["all"].trimmed == NUMBERS["trimmed/trimmed"].estimate
    assert rows["all"].largest == pytest.approx(1.5)
    assert rows["all"].n == rows["awards=Yes"].n + rows["awards=No"].n == 200
    assert rows["all"].efficiency == pytest.approx(100 / rows["all"].design_effect)
    assert found.accounts_by_wave["api", "2000"].weighting == "raking"


def test_the_account_tells_of_trimmed_cells_too(tmp_path: Path) -> None:
    """53% of the schools trimmed as in R; no weight is above the limit; by group the part of each."""
    found = results(tmp_path, CASES["trimmed_cells"], False)
    rows = {row.group: row for row in found.weights}
    assert rows["all"].trimmed == NUMBERS["trimmed_cells/trimmed"].estimate
    assert rows["all"].largest == pytest.approx(1.3)
    cut = sum(rows[f"stype={name}"].trimmed * rows[f"stype={name}"].n for name in "EHM")
    assert cut == pytest.approx(rows["all"].trimmed * 200)
    assert found.accounts_by_wave["api", "2000"].weighting == "cells"


def test_a_share_that_a_margin_fixes_has_no_error(tmp_path: Path) -> None:
    """The share of elementary schools is a target: no error, no interval, no mark."""
    row = results(tmp_path, CASES["raking"], True).by_id["api/2000/stype=E/share/all"]
    assert row.estimate == pytest.approx(4421 / 6194, rel=1e-9)
    assert row.se == 0
