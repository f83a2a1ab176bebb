"""Clusters on the whole line from file to results, against R (clustered.R): districts of schools, and schools that
return."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from peil import workflow
from peil.errors import PeilError
from peil.results.model import Results
from stats.schools import REFERENCE, STYPES, Number, numbers

FOUND = numbers("clustered")
PRINTED = 1e-8  # relative
STUDY = "study: schools\ntitle: {en: Schools}\nlanguages: [en]\n"
DISTRICTS = """survey: api
title: {en: Schools in districts}
cluster: dnum
waves:
  2000: {data: schools.csv}
questions:
  api00:
    kind: number
    text: {en: Index in 2000}
    measures: [median, p25, standard deviation]
  stype: {kind: single, text: {en: Type}, answers: {E: {en: Elementary}, H: {en: High}, M: {en: Middle}}}
  both: {kind: single, text: {en: Met both targets}, answers: {"Yes": {en: "Yes"}, "No": {en: "No"}}}
  wide: {kind: single, text: {en: Met one}, column: sch.wide, answers: {"Yes": {en: "Yes"}, "No": {en: "No"}}}
  half: {kind: single, text: {en: Half}, answers: {even: {code: 0, en: Even}, odd: {code: 1, en: Odd}}}
  targets:
    kind: multiple
    text: {en: What was reached}
    answers: {both: {column: both, en: Both}, high: {column: high, en: High}}
    recode: {"Yes": chosen, "No": not chosen}
breaks:
  stype: {of: stype}
  kind:
    title: {en: Groups that overlap}
    groups:
      elementary: {en: Elementary, where: {stype: E}}
      met: {en: Met both, where: {both: "Yes"}}
weights: {column: pw}
report:
  degrees of freedom: design
  minimum difference: 0
  compare:
    groups: {stype: every pair, kind: [[elementary, met]]}
    answers: {targets: [[both, high]]}
"""
FINITE = ("{data: schools.csv}", "{data: schools.csv, clusters in the frame: 757}")
VARIANTS = {
    "none": [],
    "fpc": [FINITE],
    "strata": [
        ("cluster: dnum", "cluster: dnum\nstratum: half"),
        ("{data: schools.csv}", "{data: schools.csv, clusters in the frame: {even: 400, odd: 357}}"),
    ],
    "poststrat": [
        FINITE,
        ("weights: {column: pw}", "weights: {wide: {'Yes': 82.692928640619954, 'No': 17.307071359380046}}"),
    ],
}


def write(folder: Path, survey: str) -> Path:
    """A study folder with this survey, and its schools."""
    (folder / "study.yaml").write_text(STUDY, "utf-8")
    (folder / "api.yaml").write_text(survey, "utf-8")
    schools = pl.read_csv(REFERENCE / "data" / "apiclus1.csv").with_columns(
        high=pl.when(pl.col("api00") >= 650).then(pl.lit("Yes")).otherwise(pl.lit("No")), half=pl.col("dnum") % 2
    )
    schools.write_csv(folder / "schools.csv")
    every = pl.read_csv(REFERENCE / "data" / "apistrat.csv").with_row_index("unit", 1)
    every.filter(pl.col("unit") % 5 != 0).with_columns(y="api99", grade=pl.col("api99") // 100).write_csv(
        folder / "1999.csv"
    )
    every.filter(pl.col("unit") % 7 != 0).with_columns(y="api00", grade=pl.col("api00") // 100).write_csv(
        folder / "2000.csv"
    )
    return folder


def changed(text: str, edits: list[tuple[str, str]]) -> str:
    """The survey with other words."""
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="module", params=VARIANTS)
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Results]:
    """The results of every variant of the schools in districts."""
    folder = write(tmp_path_factory.mktemp("districts"), changed(DISTRICTS, VARIANTS[request.param]))
    return request.param, workflow.build_results(workflow.read_study(folder))


def test_estimates_by_district_are_those_of_r(found: tuple[str, Results]) -> None:
    """svymean, svyvar and svyquantile: the error of the districts, over all schools and by type."""
    kind, results = found
    for name, group in (("all", "all"), *((one, f"stype={one}") for one in STYPES)):
        for id_, case in (("api00/mean", "api00"), ("both=Yes/share", "share"), ("api00/sd", "spread")):
            row, expected = results.by_id[f"api/2000/{id_}/{group}"], FOUND[f"{kind}/{case}/estimate {name}"]
            assert (row.estimate, row.se) == pytest.approx((expected.estimate, expected.se), rel=PRINTED)
            assert row.units == row.n
        for measure, part in (("median", "0.5"), ("p25", "0.25")):
            row = results.by_id[f"api/2000/api00/{measure}/{group}"]
            assert row.estimate == FOUND[f"{kind}/quantile/{part} {name}"].estimate


CONTRASTS = {
    **{f"api00/mean/stype={one}~rest": f"api00/rest {one}" for one in STYPES},
    **{f"both=Yes/share/stype={one}~rest": f"share/rest {one}" for one in STYPES},
    **{f"api00/sd/stype={one}~rest": f"spread/rest {one}" for one in STYPES},
    "api00/mean/stype=E~stype=H": "api00/group E H",
    "api00/sd/stype=H~stype=M": "spread/group H M",
    "api00/mean/kind=elementary~kind=met": "api00/overlap both E",
    "targets=both/share/all~targets=high": "answers/all",
    "targets=both/share/stype=M~targets=high": "answers/M",
}


@pytest.mark.parametrize("name", CONTRASTS)
def test_comparisons_by_district_are_those_of_r(found: tuple[str, Results], name: str) -> None:
    """A district has schools of several types: it stands on both sides."""
    kind, results = found
    expected = FOUND[f"{kind}/{CONTRASTS[name]}"]
    if "/share/stype" in name:
        # Shares are tested by their log odds; difference and error are those of points.
        odds = FOUND[f"{kind}/{CONTRASTS[name].replace('rest', 'odds rest')}"]
        expected = replace(odds, estimate=expected.estimate, se=expected.se)
    same(results, f"api/2000/{name}", expected)


def test_shares_are_tested_in_points_where_the_study_says_so(tmp_path: Path) -> None:
    """`test shares: points`: svyttest of a column of 0 and 1."""
    asked = [("  minimum difference: 0\n", "  minimum difference: 0\n  test shares: points\n")]
    results = workflow.build_results(workflow.read_study(write(tmp_path, changed(DISTRICTS, asked))))
    for one in STYPES:
        same(results, f"api/2000/both=Yes/share/stype={one}~rest", FOUND[f"none/share/rest {one}"])


def same(results: Results, name: str, expected: Number) -> None:
    """A contrast is that of R; its test where R gives one."""
    row = results.contrasts_by_id[name]
    assert (row.difference, row.se) == pytest.approx((expected.estimate, expected.se), rel=PRINTED)
    if expected.p == expected.p:
        test = (row.statistic, row.df, row.p)
        assert test == pytest.approx((expected.statistic, expected.df, expected.p), rel=PRINTED)


PANEL = """survey: api
title: {en: Schools that return}
key: unit
units return: yes
waves:
  1999: {data: 1999.csv}
  2000: {data: 2000.csv}
questions:
  y: {kind: number, text: {en: Index}, measures: [median, standard deviation]}
  overall: {kind: grade, text: {en: Index as a grade}, column: grade}
  stype: {kind: single, text: {en: Type}, answers: {E: {en: Elementary}, H: {en: High}, M: {en: Middle}}}
  both: {kind: single, text: {en: Met both targets}, answers: {"Yes": {en: "Yes"}, "No": {en: "No"}}}
breaks:
  stype: {of: stype}
  both: {of: both}
weights: {column: pw}
report:
  degrees of freedom: design
  minimum difference: 0
  compare:
    changes: {stype: the rest, both: every pair}
"""
PANELS = {"plain": [], "strata": [("key: unit", "key: unit\nstratum: stype")]}


@pytest.fixture(scope="module", params=PANELS)
def panel(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Results]:
    """The results of the schools that return."""
    folder = write(tmp_path_factory.mktemp("panel"), changed(PANEL, PANELS[request.param]))
    return request.param, workflow.build_results(workflow.read_study(folder))


@pytest.mark.parametrize("group", ["all", *STYPES])
def test_waves_in_which_schools_return_are_compared_as_r_does(panel: tuple[str, Results], group: str) -> None:
    """svyglm(y ~ wave) with the school as the cluster over both waves."""
    kind, results = panel
    key = "all" if group == "all" else f"stype={group}"
    same(results, f"api/2000/y/mean/{key}~1999", FOUND[f"panel/{kind}/y/waves {group}"])
    if group == "all":
        same(results, "api/2000/y/sd/all~1999", FOUND[f"panel/{kind}/spread/waves all"])


@pytest.mark.parametrize("group", STYPES)
def test_changes_of_schools_that_return_are_compared_as_r_does(panel: tuple[str, Results], group: str) -> None:
    """svyglm(y ~ wave * type)."""
    kind, results = panel
    same(results, f"api/2000/y/mean/stype={group}~1999~rest", FOUND[f"panel/{kind}/y/change rest {group}"])


def test_changes_of_a_pair_of_groups_are_compared_as_r_does(panel: tuple[str, Results]) -> None:
    """svyglm(y ~ wave * both)."""
    kind, results = panel
    same(results, "api/2000/y/mean/both=Yes~1999~both=No", FOUND[f"panel/{kind}/y/change rest Yes No"])


def test_a_change_of_schools_that_return_is_told_apart_as_r_does(panel: tuple[str, Results]) -> None:
    """Real change and mix of a grade, over the schools that met both targets and the others: svycontrast."""
    kind, results = panel
    (row,) = [one for one in results.changes if one.break_id == "both"]
    for part in ("real", "mix"):
        expected = FOUND[f"panel/{kind}/grade/{part}"]
        found = (getattr(row, part), getattr(row, f"{part}_se"))
        assert found == pytest.approx((expected.estimate, expected.se), rel=PRINTED)


def test_independent_waves_are_compared_as_before(panel: tuple[str, Results], tmp_path: Path) -> None:
    """Without `units return` the variances add up: the error of the change is larger."""
    kind, results = panel
    folder = write(tmp_path, changed(PANEL, [*PANELS[kind], ("units return: yes\n", "")]))
    apart = workflow.build_results(workflow.read_study(folder))
    name = "api/2000/y/mean/all"
    now, then = apart.by_id[name], apart.by_id["api/1999/y/mean/all"]
    assert apart.contrasts_by_id[f"{name}~1999"].se == pytest.approx(np.hypot(now.se, then.se))
    assert apart.contrasts_by_id[f"{name}~1999"].se > 2 * results.contrasts_by_id[f"{name}~1999"].se
    assert now.se == pytest.approx(results.by_id[name].se)


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ([FINITE, ("757", "14")], r"api.yaml:5: waves > 2000 > clusters in the frame: found 14 clusters, .*of 15"),
        ([("cluster: dnum", "cluster: dnum\nstratum: stype")], r"in two strata: 637 \(H and E\)|in two strata: "),
        (
            [("cluster: dnum", "cluster: district")],
            r"column district: found no such column, expected one column for the",
        ),
    ],
)
def test_clusters_that_cannot_be_are_refused(tmp_path: Path, edits: list[tuple[str, str]], message: str) -> None:
    """A frame that is too small, a district with schools of two strata, a column that is not there."""
    study = workflow.read_study(write(tmp_path, changed(DISTRICTS, edits)))
    with pytest.raises(PeilError, match=message):
        workflow.build_results(study)


def test_clusters_are_not_read_in_blocks(tmp_path: Path) -> None:
    """The rows of a cluster may stand in two blocks."""
    study = workflow.read_study(write(tmp_path, DISTRICTS))
    with pytest.raises(PeilError, match=r"cluster dnum: .*rows of one cluster may stand in two blocks"):
        workflow.build_results(study, engine="blocks")
