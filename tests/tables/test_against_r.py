"""The whole line against R: a study folder on the api schools gives what R's survey package gives for them.

The numbers stand in tests/reference/numbers (made by R) and in the reference facts; nothing here is our own output.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from peil import workflow
from peil.results.model import Results

STUDY = Path(__file__).parent.parent / "studies" / "schools"
PRINTED = 1e-8  # relative; R's numbers are printed in eight or more digits


@pytest.fixture(scope="module")
def results() -> Results:
    """The results of the schools study: two waves, stratified by type, frame sizes known, weights given."""
    return workflow.build_results(workflow.read_study(STUDY))


@pytest.mark.parametrize(
    ("group", "estimate", "se"),
    [
        ("all", 662.28736, 9.40894),
        ("stype=E", 674.43, 12.38247979),
        ("stype=H", 625.82, 14.93712919),
        ("stype=M", 636.60, 16.21470731),
    ],
)
def test_means_and_standard_errors_are_those_of_svymean(
    results: Results, group: str, estimate: float, se: float
) -> None:
    """svymean and svyby of api00 on apistrat, strata and fpc."""
    row = results.by_id[f"api/2000/api00/mean/{group}"]
    assert row.estimate == pytest.approx(estimate, rel=1e-7)
    assert row.se == pytest.approx(se, rel=1e-6)


def test_a_group_against_the_rest_is_svyttest(results: Results) -> None:
    """svyttest(api00 ~ I(stype == "E")): the rest is the total minus the group."""
    row = results.contrasts_by_id["api/2000/api00/mean/stype=E~rest"]
    assert row.difference == pytest.approx(42.42046812, rel=PRINTED)
    assert row.statistic == pytest.approx(2.53302853, rel=PRINTED)
    assert row.p == pytest.approx(0.012091463, rel=1e-7)
    assert row.right == "api/2000/api00/mean/stype!=E"


def test_two_groups_against_each_other_are_svyttest(results: Results) -> None:
    """svyttest(api00 ~ both): with two groups the rest of one is the other."""
    row = results.contrasts_by_id["api/2000/api00/mean/both=Yes~rest"]
    assert row.difference == pytest.approx(44.68749396, rel=PRINTED)
    assert row.statistic == pytest.approx(2.30360732, rel=PRINTED)
    assert row.df == 196
    assert row.p == pytest.approx(0.022293524, rel=1e-7)


def test_waves_are_compared_as_strata_side_by_side(results: Results) -> None:
    """apistrat against apisrs, strata wave by type, fpc: difference, t, df and p of svyttest, sign turned."""
    row = results.contrasts_by_id["api/2000/api00/mean/all~1999"]
    assert abs(row.difference) == pytest.approx(5.70236316, rel=PRINTED)
    assert abs(row.statistic) == pytest.approx(0.43218883, rel=1e-7)
    assert row.p == pytest.approx(0.66584001, rel=1e-7)


def test_a_share_has_the_logit_interval_of_svyciprop(results: Results) -> None:
    """svyciprop(~I(both == "Yes"), apistrat, method = "logit")."""
    row = results.by_id["api/2000/both=Yes/share/all"]
    assert row.estimate == pytest.approx(0.638936, abs=5e-7)
    assert row.ci_low == pytest.approx(0.568721, abs=5e-6)
    assert row.ci_high == pytest.approx(0.70368, abs=5e-6)


def test_only_the_higher_of_two_mirrored_groups_is_flagged(results: Results) -> None:
    """Met and not met mirror each other: one fact, one flag."""
    flags = [results.contrasts_by_id[f"api/2000/api00/mean/both={group}~rest"].flag for group in ("Yes", "No")]
    assert flags == [1, 0]


def test_the_total_has_no_contrast_with_a_rest(results: Results) -> None:
    """There is no rest of the total."""
    assert "api/2000/api00/mean/all~rest" not in results.contrasts_by_id
