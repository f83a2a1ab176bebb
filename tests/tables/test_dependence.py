"""Whole tables tested: do the answers depend on the group? Against R, and what is published of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose

from building import break_of, coded, data, question, single, study, survey
from peil import workflow
from peil.disclosure import publish
from peil.results.model import Dependence, Results
from peil.stats import benjamini_hochberg
from peil.study.model import Compared, Grade, Settings
from peil.tables import tabulate
from stats.schools import REFERENCE, numbers

SCHOOLS = Path(__file__).parent.parent / "studies" / "schools"
ROLE, STATUS = single("client", "sponsor", "other"), single("granted", "refused")


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """The study on the api schools, which asks whether answers depend on the type of school."""
    folder = tmp_path_factory.mktemp("schools")
    for file in SCHOOLS.glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("../../reference", REFERENCE.as_posix())
        asked = "  minimum difference: 0\n  compare: {dependence: [stype]}\n"
        (folder / file.name).write_text(text.replace("  minimum difference: 0\n", asked), encoding="utf-8")
    return workflow.build_results(workflow.read_study(folder))


@pytest.mark.parametrize(("question", "case"), [("both", "both"), ("wide", "sch.wide")])
def test_a_whole_table_is_svychisq(schools: Results, question: str, case: str) -> None:
    """svychisq(~both + stype) on apistrat, strata and fpc: F 14.169408 with 1.885 and 371.4 degrees of freedom."""
    row, expected = schools.dependences_by_id[f"api/2000/{question}/dependence/stype"], numbers("measures")
    found = expected[f"fpc/{case}/table stype"]
    assert_allclose(
        [row.statistic, row.ndf, row.ddf, row.p], [found.statistic, found.df, found.low, found.p], rtol=1e-8
    )
    assert (row.n, row.groups, row.answers, row.significant) == (200, 3, 2, True)


def test_the_break_is_not_tested_against_itself(schools: Results) -> None:
    """Of stype by stype there is no test, none of a number (api00), none of the stratum, which the design fixes, and
    none of a break that was not asked for."""
    assert {row.question for row in schools.dependences if row.wave == "2000"} == {"both", "wide"}
    assert {row.break_id for row in schools.dependences} == {"stype"}


def settings(**more: object) -> Settings:
    """A survey that asks for the test by role."""
    asked = Compared(dependence=("role",))
    return replace(Settings(compared=asked, hide_up_to=0, mark_up_to=0), **more)  # type: ignore[arg-type]  # fields by name


def results(chosen: Settings, few: int = 0) -> Results:
    """300 respondents: clients are granted more often, grades know no role; `few` are left of the last role."""
    random = np.random.default_rng(5)
    role = np.arange(300) % 3
    if few:
        role = np.where(role == 2, np.arange(300) % 2, role)
        role[:few] = 2
    status = (random.random(300) < np.where(role == 0, 0.3, 0.6)).astype(int)
    grade = random.integers(0, 10, 300)
    about = study(
        survey(
            [question("role", ROLE), question("status", STATUS), question("overall", Grade())],
            [break_of(question("role", ROLE))],
            settings=chosen,
        )
    )
    columns = {"role": coded(role), "status": coded(status), "overall": coded(grade)}  # type: ignore[arg-type]  # arrays serve
    return tabulate(about, data(about.surveys["vr"], [0] * 300, columns))


def by_question(rows: tuple[Dependence, ...]) -> dict[str, Dependence]:
    """The tests by what was asked."""
    return {row.question: row for row in rows}


def test_unweighted_it_is_pearson_s_test() -> None:
    """Without weights and strata the F is Pearson's X² over its degrees of freedom, but for (n−1)/n of the variance."""
    row = by_question(results(settings()).dependences)["status"]
    role = np.arange(300) % 3
    status = (np.random.default_rng(5).random(300) < np.where(role == 0, 0.3, 0.6)).astype(int)
    table = np.array([[np.sum((role == r) & (status == s)) for s in (0, 1)] for r in range(3)], float)
    expected = table.sum(1, keepdims=True) * table.sum(0) / 300
    pearson = ((table - expected) ** 2 / expected).sum()
    assert row.statistic == pytest.approx(pearson / 2, rel=0.1)
    assert row.ndf == pytest.approx(2, rel=0.05)
    assert row.significant


def test_tests_of_one_break_are_a_family() -> None:
    """By Benjamini and Hochberg over the tables by role; what is significant goes by the adjusted p."""
    rows = results(settings(correction="benjamini-hochberg")).dependences
    assert {row.family for row in rows} == {"vr/2013/dependence/role"}
    assert_allclose([row.p_adjusted for row in rows], benjamini_hochberg(np.array([row.p for row in rows])))
    assert all(row.significant == (row.p_adjusted < 0.05) for row in rows)
    alone = results(settings(correction="bonferroni", family="question")).dependences
    assert [row.p_adjusted for row in alone] == [row.p for row in alone]


def test_of_a_table_with_a_private_group_nothing_is_published() -> None:
    """Three respondents in a role: with the other cells the statistic would be an equation with theirs."""
    about = study(survey([question("role", ROLE)], [break_of(question("role", ROLE))], settings=settings()))
    assert len(publish(about, results(settings())).dependences) == 2
    assert publish(about, results(settings(), few=3)).dependences == ()


def test_of_a_question_whose_base_is_too_small_nothing_is_published() -> None:
    """What is hidden for everyone is not tested in public either."""
    strict = settings(hide_up_to=300)
    about = study(survey([question("role", ROLE)], [break_of(question("role", ROLE))], settings=strict))
    assert publish(about, results(strict)).dependences == ()
