"""A change told apart, as a page: what is real, what comes of the mix, and what is too small to tell."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest

from peil.report.blocks.arguments import Refused
from peil.report.model import Page, Paragraph, Table, plain
from peil.results.model import ChangePart, ChangeSplit
from report.builders import SURVEY, context, page, pages, whole

SPLIT = "vr/2013/overall/mean/all~2011/directorate"


def split(change_p: float, real_p: float, real: float = 0.25) -> ChangeSplit:
    """The overall grade went up by 0.28."""
    return ChangeSplit(
        SPLIT, "vr", "2013", "2011", "overall", "directorate", 0.28, 0.08, 0.16, change_p, real, 0.08, 0.157, real_p,
        0.28 - real, 0.03, 0.06, 0.3, False,
    )  # fmt: skip


PARTS = (
    ChangePart(SPLIT, "directorate=asylum", 180, 126, 0.12, 0.15, 8.1, 7.1, 0.135, -0.01),
    ChangePart(SPLIT, "directorate=social", 500, 500, 0.71, 0.71, 7.74, 7.4, 0.115, 0.04),
    ChangePart(SPLIT, "", 20, 90, nan, nan, nan, nan, nan, nan),
)


def made(one: ChangeSplit, language: str = "en", parts: tuple[ChangePart, ...] = PARTS) -> Page:
    """The page by directorate."""
    return page(
        "change overall by directorate", context(replace(whole(), changes=(one,), change_parts=parts), language)
    )


def test_a_real_rise_is_told_with_what_it_consists_of() -> None:
    """Both parts with their sign; the mix is told as a number, not as a finding."""
    told = made(split(0.001, 0.002))
    assert plain(told.title) == (
        "Overall grade +0.28 since 2011: +0.25 because people judge otherwise, +0.03 by another mix"
    )
    (table,) = told.blocks
    assert isinstance(table, Table)
    assert [(cell.text, cell.flag) for cell in table.rows[0].cells[-2:]] == [("+0.25", 1), ("+0.03", 0)]
    assert [cell.text for cell in table.rows[1].cells] == ["15%", "7.1", "12%", "8.1", "+0.14", "−0.01"]


def test_a_mix_is_called_zero_by_construction_only_where_it_is() -> None:
    """Directorate is weighted: a mix of 0.03 that is left comes from who answered, in both languages."""
    notes = made(split(0.001, 0.002)).foot.notes
    assert not any("zero by construction" in note for note in notes)
    assert any("the mix that is left comes from who answered this question" in note for note in notes)
    dutch = made(split(0.001, 0.002), "nl").foot.notes
    assert any("doordat niet iedereen deze vraag heeft beantwoord" in note for note in dutch)
    notes = made(replace(split(0.001, 0.002, real=0.28), mix=0.0, fixed=True)).foot.notes
    assert any("the mix is zero by construction" in note for note in notes)
    assert not any("who answered this question" in note for note in notes)


def test_what_passes_the_stricter_level_has_a_double_mark() -> None:
    """With the levels 0.05 and 0.01: p = 0.002 gives ++, p = 0.04 a single one, and the foot explains both."""
    survey = replace(SURVEY, settings=replace(SURVEY.settings, strict_level=0.01))
    single = replace(split(0.001, 0.002), mix_p=0.04)
    told = page("change overall by directorate", context(replace(whole(), changes=(single,)), survey=survey))
    (table,) = told.blocks
    assert isinstance(table, Table)
    assert [cell.flag for cell in table.rows[0].cells[-2:]] == [2, 1]
    assert told.foot.marks[-2:] == ("Real and mix, + or −: differs from zero (p < 0.05)", "++: 99% confidence")


def test_a_group_on_a_small_base_has_asterisks_and_a_note() -> None:
    """Twenty people named no directorate."""
    told = made(split(0.001, 0.002))
    (table,) = told.blocks
    assert isinstance(table, Table)
    assert (table.rows[-1].label, {cell.text for cell in table.rows[-1].cells}) == ("In none of these groups", {"*"})
    told_why = [line for line in (*told.foot.marks, *told.foot.notes) if line.startswith("*")]
    assert told_why == ["*: fewer than 30 answers, not shown"]


@pytest.mark.parametrize(
    ("change_p", "real_p", "real", "expected"),
    [
        (0.2, 0.01, 0.25, "Totaaloordeel: geen aantoonbare verandering sinds 2011"),
        (0.01, 0.2, 0.25, "Totaaloordeel +0,28 sinds 2011, maar niet aantoonbaar door een ander oordeel"),
        (0.01, 0.01, -0.1, "Totaaloordeel +0,28 sinds 2011, maar niet aantoonbaar door een ander oordeel"),
    ],
)
def test_what_is_not_demonstrable_is_not_told_as_a_finding(
    change_p: float, real_p: float, real: float, expected: str
) -> None:
    """A change that chance explains, and a change that other judgements do not explain."""
    assert plain(made(split(change_p, real_p, real), "nl").title) == expected


@pytest.mark.parametrize(
    ("language", "title", "why"),
    [
        ("en", "Overall grade since 2011: not told apart by directorate", "One of the groups is so small"),
        ("nl", "Totaaloordeel sinds 2011: niet uitgesplitst naar klantdirectie", "Een van de groepen is zo klein"),
    ],
)
def test_a_change_by_a_break_with_a_private_group_has_a_sentence_in_its_place(
    language: str, title: str, why: str
) -> None:
    """The split is not published where a group is hidden for privacy: the page says so."""
    figures = tuple(
        replace(row, status="hidden: privacy", n=0, estimate=nan) if row.id == "vr/2013/overall/mean/directorate=asylum"
        else row
        for row in whole().estimates
    )  # fmt: skip
    told = page("change overall by directorate", context(replace(whole(), estimates=figures), language))
    assert plain(told.title) == title
    (said,) = told.blocks
    assert isinstance(said, Paragraph)
    assert plain(said.content).startswith(why)


def test_parts_that_would_show_people_are_left_out_with_the_reason() -> None:
    """Without parts only the totals stand there."""
    told = made(split(0.001, 0.002), parts=())
    (table,) = told.blocks
    assert isinstance(table, Table)
    assert len(table.rows) == 1
    assert any("could be recognised" in note for note in told.foot.notes)


def test_a_wave_that_cannot_be_compared_has_no_page() -> None:
    """No split since 2009 was made: the directive has nothing to show."""
    where = context(replace(whole(), changes=(split(0.001, 0.002),), change_parts=PARTS))
    with pytest.raises(Refused, match="nothing to show"):
        pages("change overall by directorate waves 2009", where)
