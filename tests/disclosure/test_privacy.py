"""The privacy rule: few respondents are hidden, and an attacker who solves what is published does not find them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from building import NOWHERE
from disclosure.attacker import Attack, Bound
from disclosure.told import behind, counts, tables
from disclosure.worlds import answers, found, private, published, without_rule, world
from peil.data.model import Coded, Data
from peil.disclosure import publish
from peil.results.model import Dependence, Estimate
from peil.study.model import Cell, CellWeights, Compared, Condition, Settings

# No base is too small to report, so that the privacy rule stands alone.
OPEN = Settings(hide_up_to=0, mark_up_to=0)


def respondents(counts: Sequence[int]) -> tuple[list[int], list[int]]:
    """Region and age of so many respondents per cell, region by region."""
    cells = [(outer, inner) for outer in range(3) for inner in range(2)]
    pairs = [cell for cell, count in zip(cells, counts, strict=True) for _ in range(count)]
    return [outer for outer, _ in pairs], [inner for _, inner in pairs]


def leaks(bounds: Sequence[Bound], secrets: dict[str, Estimate], below: int = 5) -> list[Bound]:
    """What the attacker knows of private figures: that their base is below the limit, or their mean."""
    return [one for one in bounds if one.id in secrets and (one.high < below - 1e-6 or one.mean)]


def exact(bounds: Sequence[Bound], secrets: dict[str, Estimate]) -> list[Bound]:
    """Private bases that the attacker knows to the respondent."""
    return [one for one in bounds if one.id in secrets and one.high - one.low < 1 - 1e-6]


SMALL = respondents([60, 70, 80, 90, 50, 3])


def test_few_respondents_are_hidden_with_their_number() -> None:
    """Three of the old live in the west: neither their mean nor that they are three is told."""
    row = published(world(), answers(world(), *SMALL)).by_id["vr/2013/overall/mean/region=west,age=old"]
    assert (row.status, row.n, row.units) == ("hidden: privacy", 0, 0)


def test_what_they_follow_from_is_hidden_too() -> None:
    """West and old less their other parts would give them: in both a further group is hidden, and one that closes the
    square."""
    rows = published(world(OPEN), answers(world(OPEN), *SMALL))
    hidden = {
        row.id.rpartition("/")[2]: row.status for row in rows.estimates if row.question == "overall" and not row.shown
    }
    assert hidden["region=west,age=old"] == "hidden: privacy"
    assert Counter(hidden.values()) == {"hidden: privacy": 1, "hidden: subtraction": 3}


@pytest.mark.parametrize("counts", [(60, 70, 80, 90, 50, 30), (60, 8, 80, 12, 50, 20)])
def test_a_question_that_a_hidden_answer_leads_to_does_not_tell_it(counts: tuple[int, ...]) -> None:
    """Who said no was asked why: where few said no, or few did not, the base of why is hidden, and cannot be solved."""
    plain = world(OPEN, sensitive=True)
    asked = (Condition("view", ("no",)),)
    why, then = (replace(plain.questions["overall"], id=name, asked_if=asked) for name in ("why", "then"))
    then = replace(then, asked_if=(Condition("why", ("5", "6", "7", "8")),))
    about = replace(plain, questions={**plain.questions, "why": why, "then": then})
    data = answers(about, *respondents(counts))
    part = data.surveys["vr"]
    said, grades = (part.columns[name] for name in ("view", "overall"))
    assert isinstance(said, Coded)
    assert isinstance(grades, Coded)
    own = Coded(np.where(said.codes == 2, np.maximum(grades.codes, 6), -4).astype(np.int8))
    data = Data({"vr": replace(part, columns={**part.columns, "why": own, "then": own})})
    rows = published(about, data)
    hidden = {key(row) for row in rows.estimates if row.id.startswith("vr/2013/view=no/") and not row.shown}
    assert hidden
    for name in ("why", "then"):
        told = {key(row) for row in rows.estimates if row.id.startswith(f"vr/2013/{name}/mean/") and row.n}
        assert told
        assert told.isdisjoint(hidden)
        bounds = [one for one in Attack(rows).bounds() if f"/{name}/mean/" in one.id]
        assert [one for one in bounds if one.high - one.low < 1 - 1e-6] == []
    ordinary = replace(about, questions={**about.questions, "view": replace(about.questions["view"], sensitive=False)})
    assert sum(row.n > 0 for row in published(ordinary, data).estimates) >= sum(row.n > 0 for row in rows.estimates)


def key(row: Estimate) -> str:
    """The group of a figure."""
    return row.id.rpartition("/")[2]


def _in_table(row: Estimate, test: Dependence) -> bool:
    """Whether a figure is about the question and the break whose table was tested."""
    return (row.question, row.break_id) == (test.question, test.break_id)


def test_medians_spreads_pairs_and_whole_tables_tell_nothing_of_them_either() -> None:
    """With all that a study can ask for: no row of any table is about the three, and no equation leads to them."""
    asked = Compared(
        groups={"region": (("north", "west"), ("south", "west")), "age": (("young", "old"),)},
        answers={"view": (("yes", "no"),)},
        dependence=("region", "age", "region_age"),
    )
    plain = world(replace(OPEN, compared=asked))
    overall = replace(plain.questions["overall"], measures=("median", "p10", "sd"))
    about = replace(plain, questions={**plain.questions, "overall": overall})
    whole, results = found(about, answers(about, *SMALL))
    rows, secrets = publish(whole, results), private(results)
    assert {row.measure for row in results.estimates if row.id in secrets} == {"mean", "median", "p10", "sd", "share"}
    for table, held in tables(rows):
        assert [row for row in held if set(secrets) & set(behind(table, row, rows))] == [], table
        assert [row for row in held if any(0 < n < 5 for n in counts(table, row))] == [], table
    assert leaks(list(Attack(rows).bounds()), secrets) == []
    tested = [row for row in rows.estimates for one in rows.dependences if _in_table(row, one)]
    assert tested
    assert {row.status for row in tested} == {"ok"}


def test_known_weights_tell_no_count_of_a_few() -> None:
    """Weighted by cells of known size, n and the sum of weights of the west are two equations for its young and old.

    Where three of the old gave a grade neither that sum nor the effective base of a grade is told; of the question
    that all of them answered it is.
    """
    cells = tuple(
        Cell(f"{one}.{two}", {"region": one, "age": two}, 1 / 6) for one in ("north", "south", "west")
        for two in ("young", "old")
    )  # fmt: skip
    about = replace(world(OPEN), weighting=CellWeights(cells, NOWHERE))
    region, age = respondents([60, 70, 80, 90, 50, 8])
    part = answers(about, region, age).surveys["vr"]
    grades = part.columns["overall"]
    assert isinstance(grades, Coded)
    fewer = {**part.columns, "overall": Coded(np.append(grades.codes[:-5], np.full(5, -1, np.int16)))}
    place = np.array(region) * 2 + np.array(age)
    weighted = replace(part, columns=fewer).weighted(1000 / np.bincount(place)[place], None)
    whole, results = found(about, Data({"vr": weighted}))
    rows = publish(whole, results).by_id
    assert rows["vr/2013/overall/mean/region=west,age=old"].status == "hidden: privacy"
    west = results.by_id["vr/2013/overall/mean/region=west"]
    old = (west.sum_weight - 20 * west.n) / (125 - 20)
    assert old == pytest.approx(results.by_id["vr/2013/overall/mean/region=west,age=old"].n)
    assert rows[west.id].shown
    assert np.isnan([rows[west.id].sum_weight, rows[west.id].n_effective]).all()
    assert rows["vr/2013/frisian=yes/share/region=west"].sum_weight > 0


def test_the_size_of_the_group_is_not_told_either() -> None:
    """Nor those of the groups from which it follows; all others are."""
    rows = published(world(OPEN), answers(world(OPEN), *SMALL))
    assert "region=west,age=old" not in {one.group for one in rows.sizes}
    assert {"region=north", "age=old", "region=west"} <= {one.group for one in rows.sizes}
    assert leaks(list(Attack(rows).sizes()), {"vr/2013/region=west,age=old": next(iter(rows.estimates))}) == []


def test_a_share_that_tells_the_size_of_a_hidden_group_is_hidden() -> None:
    """How many in the west are old is the size of the group; the number in the west is told all the same."""
    row = published(world(OPEN), answers(world(OPEN), *SMALL)).by_id["vr/2013/age=old/share/region=west"]
    assert (row.status, row.n) == ("hidden: privacy", 53)


def test_no_contrast_tells_a_hidden_figure() -> None:
    """Neither side of a contrast is hidden, for the difference would give it away."""
    rows = published(world(OPEN), answers(world(OPEN), *SMALL))
    assert all(rows.by_id[row.left].shown for row in rows.contrasts)
    assert not any("region=west,age=old" in row.id for row in rows.contrasts)


def test_the_few_who_are_not_in_a_group_are_private() -> None:
    """Four do not live by the sea: they are who is left of all."""
    region, age = respondents([60, 70, 2, 2, 50, 40])
    rows = published(world(OPEN), answers(world(OPEN), region, age))
    assert rows.by_id["vr/2013/overall/mean/living=sea"].status == "hidden: subtraction"
    assert rows.by_id["vr/2013/overall/mean/all"].shown


def test_those_who_left_a_question_open_are_nobody_in_particular() -> None:
    """Three did not tell their age; both ages are reported."""
    region, age = respondents([60, 70, 80, 90, 50, 40])
    rows = published(world(OPEN), answers(world(OPEN), [*region, 0, 1, 2], [*age, -1, -1, -1]))
    assert rows.hidden == ()


def test_the_limit_is_the_studys_to_set() -> None:
    """Three respondents below a limit of 3 are not few; 0 switches the rule off."""
    for below in (0, 3):
        chosen = world(replace(OPEN, privacy_below=below))
        assert published(chosen, answers(chosen, *SMALL)).by_id["vr/2013/overall/mean/region=west,age=old"].shown


def test_a_small_base_alone_is_not_protected_against_subtraction() -> None:
    """Twenty of the old in the west: hidden by the base rule, with their number told, and nothing else for them."""
    rows = published(world(), answers(world(), *respondents([60, 70, 80, 90, 50, 20])))
    hidden = {
        (row.id.rpartition("/")[2], row.status) for row in rows.estimates if row.question == "overall" and not row.shown
    }
    assert hidden == {("region=west,age=old", "hidden: small base")}


def test_how_much_is_hidden_and_why_is_part_of_what_is_published() -> None:
    """A row per figure with its reason: of the estimates as their status says, of groups their size."""
    rows = published(world(), answers(world(), *SMALL))
    reasons = {row.id: row.status for row in rows.estimates if row.status.startswith("hidden")}
    assert reasons == {one.id: one.reason for one in rows.hidden if one.table == "estimates"}
    sizes = {one.id: one.reason for one in rows.hidden if one.table == "sizes"}
    assert sizes["vr/2013/size/region=west,age=old"] == "hidden: privacy"
    assert "hidden: subtraction" in sizes.values()


def test_without_the_rule_the_attacker_finds_the_few() -> None:
    """The trial of the attacker: it tells the mean of the three from what was published before there was a rule."""
    whole, results = found(world(), answers(world(), *SMALL))
    before = publish(without_rule(whole), results)
    row = before.by_id["vr/2013/overall/mean/region=west,age=old"]
    assert row.n == results.by_id[row.id].n
    hidden = replace(before, estimates=[replace(one, n=0) if one.id == row.id else one for one in before.estimates])
    (told,) = (one for one in Attack(hidden).bounds() if one.id == row.id)
    assert (told.low, told.high, told.mean) == (row.n, row.n, True)


WORLDS = st.lists(st.integers(0, 3) | st.integers(4, 90), min_size=6, max_size=6).filter(
    lambda counts: sum(counts) >= 60
)


@settings(max_examples=40, deadline=None)
@given(counts=WORLDS, unknown=st.integers(0, 4), below=st.sampled_from([3, 5, 10]), hide=st.sampled_from([0, 29]))
def test_the_attacker_finds_nobody_in_any_world(counts: list[int], unknown: int, below: int, hide: int) -> None:
    """Nested and overlapping groups of all sizes, some who left a question open, and any limits."""
    region, age = respondents(counts)
    about = world(Settings(hide_up_to=hide, mark_up_to=hide, privacy_below=below))
    whole, results = found(about, answers(about, [*region, *[0] * unknown], [*age, *[-1] * unknown], sum(counts)))
    secrets = private(results, below)
    bounds = list(Attack(publish(whole, results)).bounds())
    assert {one.id for one in bounds} >= set(secrets)
    assert leaks(bounds, secrets, below) == []


def test_that_a_group_is_empty_is_hidden_where_few_follow_from_it() -> None:
    """Two of the north told no age, and nobody else lives there: that no old do is hidden, and the total is shown."""
    region, age = respondents([0, 1, 4, 4, 55, 90])
    about = world(Settings(hide_up_to=0, mark_up_to=0, privacy_below=3))
    whole, results = found(about, answers(about, [*region, 0, 0], [*age, -1, -1], 154))
    rows = publish(whole, results)
    assert leaks(list(Attack(rows).bounds()), private(results, 3), 3) == []
    assert rows.by_id["vr/2013/overall/mean/all"].shown


def test_the_reasons_for_hiding_give_no_count_away() -> None:
    """Four and four of eight: that both are private would say that both are four, so that a third is hidden."""
    about = world(OPEN)
    whole, results = found(about, answers(about, *respondents([4, 70, 4, 90, 30, 80])))
    assert exact(list(Attack(publish(whole, results), believed=True).bounds()), private(results)) == []


@pytest.mark.parametrize("counts", [(60, 70, 80, 90, 50, 30), (60, 8, 80, 12, 50, 20)])
def test_few_answers_of_a_sensitive_question_are_private(counts: tuple[int, ...]) -> None:
    """Also of many respondents: how many said no, or did not, is hidden where they are few, and cannot be solved."""
    about = world(OPEN, sensitive=True)
    data = answers(about, *respondents(counts))
    rows = published(about, data)
    bounds = {one.id: one for one in Attack(rows).answers("vr", "2013", "view")}
    counted = {
        f"vr/2013/view={one.answer}/share/{one.group}": one.n
        for one in found(about, data)[1].answer_counts
        if one.question == "view"
    }
    few = {key for key, n in counted.items() if (1 <= n < 5 or 1 <= rows.by_id[key].n - n < 5) and rows.by_id[key].n}
    assert few
    assert all(not rows.by_id[key].shown for key in few)
    assert all(bounds[key].high >= 5 - 1e-6 for key in few if counted[key] < 5)
    assert all(bounds[key].low <= rows.by_id[key].n - 5 + 1e-6 for key in few if counted[key] >= 5)


def test_few_answers_of_other_questions_are_told() -> None:
    """Of six hundred, one per cent is six people, of whom nothing else is known: such shares are what reports print."""
    about = world(OPEN)
    rows = published(about, answers(about, *respondents([60, 70, 80, 90, 50, 30])))
    assert all(row.shown for row in rows.estimates if row.question == "view")
