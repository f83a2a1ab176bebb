"""The attacker tries whole studies: weighted, of several waves, with nested and overlapping groups and ratings."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from disclosure.attack import KINDS, LIMIT
from disclosure.attacker import Attack, Sum
from disclosure.counted import bases_found, sizes_found
from disclosure.told import COUNTS, ROWS, WITHOUT, behind, counts, tables
from disclosure.worlds import private, without_rule
from peil import read_study
from peil.data.simulate import simulate
from peil.disclosure import publish
from peil.results.model import Published, Results
from peil.study.model import Study
from peil.workflow import build_results

ROOT = Path(__file__).resolve().parents[2]
Studied = tuple[Study, Results, tuple[Sum, ...]]


@pytest.fixture(scope="module", params=["ind", "rich"])
def studied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Studied:
    """A study, what was found, and what is known of its groups."""
    if request.param == "ind":
        study = read_study(ROOT / "examples/ind")
        return study, build_results(study), KINDS
    study, folder = read_study(ROOT / "tests/studies/rich"), tmp_path_factory.mktemp("rich")
    simulate(study, folder, 60, 3)
    return study, build_results(study, folder), ()


def told_means(rows: Published, known: tuple[Sum, ...], secrets: set[str]) -> set[str]:
    """The private figures whose mean follows from those that are shown."""
    return {one.id for one in Attack(rows, known).means(secrets) if one.mean}


def test_an_attacker_finds_no_private_figure(studied: Studied) -> None:
    """Neither an upper bound below the limit, nor a mean; believing what the report says of its reasons neither."""
    study, results, known = studied
    secrets = set(private(results))
    assert secrets
    rows = publish(study, results)
    assert not {row.id for row in rows.estimates if row.id in secrets and (row.shown or row.n)}
    for believed in (False, True):
        found = [one for one in Attack(rows, known, believed=believed).bounds() if one.id in secrets]
        assert {one.id for one in found} == secrets
        assert [one for one in found if one.mean or (not believed and one.high < 5 - 1e-6)] == []
        assert [one for one in found if one.high - one.low < 1e-6] == []


def test_no_count_follows_from_who_did_not_answer(studied: Studied) -> None:
    """Nowhere did more answer than there are, and the reasons for hiding are believed: no private base follows to the
    respondent, nor the size of a group that is hidden, nor a mean."""
    study, results, _ = studied
    rows = publish(study, results)
    bases, sizes = (list(found(study, results, rows, believed=True)) for found in (bases_found, sizes_found))
    assert bases
    assert [one for one in (*bases, *sizes) if one.exact or one.mean] == []


def test_the_sizes_of_hidden_groups_do_not_follow_from_profiles(studied: Studied) -> None:
    """Shares of breaks, answers and nets among groups tell how many two groups share: of none that is private the most
    lies below the limit, and one that is hidden for their sake is not told in parts."""
    study, results, _ = studied
    found = list(sizes_found(study, results, publish(study, results)))
    assert [one for one in found if one.exact or (one.true < LIMIT and one.high < LIMIT - 1e-6)] == []


def test_nothing_else_that_is_published_is_about_a_private_figure(studied: Studied) -> None:
    """No row of any table names one, and no count in any of them lies below the limit."""
    study, results, _ = studied
    rows, secrets = publish(study, results), set(private(results))
    for table, held in tables(rows):
        assert [row for row in held if secrets & set(behind(table, row, rows))] == [], table
        assert [row for row in held if any(0 < n < LIMIT for n in counts(table, row))] == [], table


def test_every_table_that_is_handed_out_is_looked_at() -> None:
    """A new table is known to the attacker: the figures behind its rows, its counts, or that it has neither."""
    assert {one.name for one in fields(Published)} == {*ROWS, *COUNTS, *WITHOUT}


def test_without_the_rule_the_attacker_finds_some(studied: Studied) -> None:
    """The attacker can find what is there to be found: every count was printed, and means followed from the others."""
    study, results, known = studied
    secrets = set(private(results))
    before = publish(without_rule(study), results)
    assert {row.id for row in before.estimates if row.n and row.id in secrets} == secrets
    if study.id == "kto-ind":
        assert len(told_means(before, known, secrets)) > 20
