"""Counts of answers, and groups that overlap: an attacker who knows every definition does not bound the few."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.counted import bases_found, sizes_found
from disclosure.leaks import answer_leaks, base_leaks
from disclosure.tangled import tangled
from disclosure.worlds import answers, found, without_rule, world
from peil import read_study
from peil.data.simulate import simulate
from peil.disclosure import publish
from peil.study.model import Settings, Survey
from peil.workflow import build_results

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("seed", [0, 1, 3, 7])
def test_no_count_below_the_limit_is_known(seed: int) -> None:
    """Neither who is behind a figure nor who gave a sensitive answer, where groups of several answers overlap."""
    study, results = found(*tangled(seed))
    rows = publish(study, results)
    answers, bases = answer_leaks(study, results, rows), base_leaks(study, results, rows)
    assert answers.counts
    assert (answers.leaks, bases.leaks) == ((), ())


COUNTS = st.lists(st.integers(0, 6) | st.integers(7, 60), min_size=6, max_size=6).filter(
    lambda counts: sum(counts) >= 60
)


@settings(max_examples=6, deadline=None)
@given(counts=COUNTS, unknown=st.integers(0, 3), below=st.sampled_from([3, 5, 10]), hide=st.sampled_from([0, 29]))
def test_no_count_below_the_limit_is_known_in_any_world(counts: list[int], unknown: int, below: int, hide: int) -> None:
    """Nested and overlapping groups of all sizes, a sensitive question, some who left a question open: neither a base,
    nor a size, nor who gave an answer is known to be of few, and no mean of few follows. Of bases this is what the
    counts tell; who reckons with those who did not answer too may find the most of one below the limit."""
    cells = [(outer, inner) for outer in range(3) for inner in range(2)]
    region, age = zip(*(cell for cell, n in zip(cells, counts, strict=True) for _ in range(n)), strict=True)
    about = world(Settings(hide_up_to=hide, mark_up_to=hide, privacy_below=below), sensitive=True)
    study, results = found(about, answers(about, [*region, *[0] * unknown], [*age, *[-1] * unknown], sum(counts)))
    rows = publish(study, results)
    found_of = (*bases_found(study, results, rows, response=False), *sizes_found(study, results, rows))
    private = [one for one in found_of if one.true < below]
    assert [one for one in private if one.high < below - 1e-6 or one.mean] == []
    assert answer_leaks(study, results, rows).leaks == ()


def test_without_the_rule_it_knows_them() -> None:
    """The trial of this attacker: nearly all of what is private follows from what was published before."""
    study, results = found(*tangled(3))
    before = publish(without_rule(study), results)
    tried = answer_leaks(study, results, before)
    assert len(tried.leaks) > tried.counts / 2


def test_as_printed_it_knows_less() -> None:
    """Whole percentages and one decimal leave more possible than the tables do: without the rule too."""
    study, results = found(*tangled(3))
    before = publish(without_rule(study), results)
    exact, printed = (answer_leaks(study, results, before, digits=digits) for digits in (None, 0))
    assert sum(one.most for one in printed.leaks) > sum(one.most for one in exact.leaks)


def test_a_study_with_many_kinds_of_questions_keeps_them(tmp_path: Path) -> None:
    """Questions of every kind are sensitive here, and weighted by cells; of the weights nothing is known."""
    plain = read_study(ROOT / "tests/studies/rich")
    study = replace(plain, surveys={key: sensitive(one) for key, one in plain.surveys.items()})
    simulate(study, tmp_path, 60, 3)
    results = build_results(study, tmp_path)
    tried = answer_leaks(study, results, publish(study, results))
    assert tried.counts > 100
    assert tried.leaks == ()


def sensitive(one: Survey) -> Survey:
    """The survey with a question of each kind that is sensitive."""
    chosen = {"recommend", "contact", "reasons", "agree"}
    questions = {
        name: replace(question, sensitive=name in chosen or name.startswith("statements"))
        for name, question in one.questions.items()
    }
    return replace(one, questions=questions)
