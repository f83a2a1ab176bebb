"""Measures and comparisons that a study asks for, on the whole line from file to results, against R (measures.R)."""

from __future__ import annotations

from pathlib import Path

import pytest

from peil import workflow
from peil.results.model import Results
from stats.schools import REFERENCE, numbers

SCHOOLS = Path(__file__).parent.parent / "studies" / "schools"
MEASURES = numbers("measures")
PRINTED = 1e-8  # relative
MORE = {
    "breaks:\n": """\
  targets:
    kind: multiple
    text: {en: Targets that were met}
    answers: {both: {column: both, en: Both}, wide: {column: sch.wide, en: School-wide}}
    recode: {"Yes": chosen, "No": not chosen}
breaks:
  kind:               # an elementary school can have met both targets
    title: {en: Groups that overlap}
    groups:
      elementary: {en: Elementary, where: {stype: E}}
      met: {en: Met both, where: {both: "Yes"}}
""",
    "  minimum difference: 0\n": """\
  minimum difference: 0
  measures: [median, p25, p90, standard deviation]
  compare:
    groups: {stype: every pair, kind: [[elementary, met]]}
    answers: {targets: [[both, wide]]}
    changes: {stype: the rest, kind: every pair}
""",
    "../../reference": REFERENCE.as_posix(),
}


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """The schools study, two waves with strata and frame sizes, that asks for more."""
    folder = tmp_path_factory.mktemp("schools")
    text = (SCHOOLS / "api.yaml").read_text("utf-8")
    for old, new in MORE.items():
        assert old in text
        text = text.replace(old, new)
    (folder / "api.yaml").write_text(text, "utf-8")
    (folder / "study.yaml").write_text((SCHOOLS / "study.yaml").read_text("utf-8"), "utf-8")
    return workflow.build_results(workflow.read_study(folder))


@pytest.mark.parametrize("group", ["E", "H", "M"])
def test_medians_percentiles_and_spread_are_those_of_r(results: Results, group: str) -> None:
    """svyquantile and svyvar of api00 on apistrat, strata and fpc."""
    for measure, part in (("median", "0.5"), ("p25", "0.25"), ("p90", "0.9")):
        row = results.by_id[f"api/2000/api00/{measure}/stype={group}"]
        assert row.estimate == MEASURES[f"fpc/api00/quantile {part} {group}"].estimate
        assert row.ci_low <= row.estimate <= row.ci_high
    row = results.by_id[f"api/2000/api00/sd/stype={group}"]
    expected = MEASURES[f"fpc/api00/spread {group}"]
    assert (row.estimate, row.se) == pytest.approx((expected.estimate, expected.se), rel=PRINTED)


CONTRASTS = {
    "api00/sd/stype=E~rest": "api00/spread rest E",
    "api00/mean/stype=E~stype=H": "api00/group E H",
    "api00/sd/stype=H~stype=M": "api00/spread group H M",
    "api00/mean/kind=elementary~kind=met": "api00/overlap both E",
    "targets=both/share/all~targets=wide": "answers/a d all",
    "targets=both/share/stype=M~targets=wide": "answers/a d M",
    "api00/mean/stype=M~1999~rest": "api00/change rest M",
}


@pytest.mark.parametrize("name", CONTRASTS)
def test_comparisons_that_the_study_asks_for_are_those_of_r(results: Results, name: str) -> None:
    """Spreads, groups, groups that overlap, answers of the same respondents, a change against that of the rest."""
    row, expected = results.contrasts_by_id[f"api/2000/{name}"], MEASURES[f"fpc/{CONTRASTS[name]}"]
    assert (row.difference, row.se) == pytest.approx((expected.estimate, expected.se), rel=PRINTED)
    if expected.p == expected.p:
        found = (row.statistic, row.df, row.p)
        assert found == pytest.approx((expected.statistic, expected.df, expected.p), rel=PRINTED)


def test_a_quantile_is_shown_and_never_tested(results: Results) -> None:
    """No contrast is about a median or a percentile."""
    about = {name.split("/")[3] for (name,) in results.contrast_table.each("id")}
    assert about == {"mean", "share", "sd"}


def test_every_side_of_a_comparison_is_in_the_results(results: Results) -> None:
    """Left and right sides are ids of estimates, or of contrasts over waves, but for the rest."""
    kinds = set()
    for row in results.contrasts:
        kinds.add(row.kind)
        if row.kind in ("group", "answer", "wave"):
            assert {row.left, row.right} <= results.by_id.keys()
        if row.kind == "change":
            assert row.left in results.contrasts_by_id
            assert row.id.endswith("~rest") or row.right in results.contrasts_by_id
    assert kinds == {"rest", "wave", "group", "answer", "change"}
