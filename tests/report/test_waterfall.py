"""The waterfall: steps that join, a title that names what is sure, what stands together, and when there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import nan

import pytest

from peil.report.blocks.arguments import Refused
from peil.report.model import Page, Waterfall, plain
from peil.results.model import Carried, Decomposition, Published
from report.builders import context, page, pages, whole

WHOLE = "vr/2013/overall/mean/all~2011"


def decomposition(change: float, rest: float, p: float = 0.001, mix: float = 0.0, mix_p: float = nan) -> Decomposition:
    """From 7.9: what aspects carry is what the mix and the rest leave."""
    return Decomposition(
        WHOLE, "vr", "2013", "2011", "", "all", "", 900, 800, 3, 0.78, 7.9, 7.9 + change, change, 0.1, p,
        "directorate" if mix else "", mix, 0.04 if mix else 0.0, mix_p, change - mix - rest, 0.1, 0.01, rest, 0.1, 0.04,
    )  # fmt: skip


def carried(aspect: str, points: float, p: float) -> Carried:
    """What an aspect carries."""
    return Carried(f"vr/2013/{aspect}/carried/all~2011", WHOLE, "vr", "2013", aspect, -1.0, 0.2, points, 0.05, p)


def figures(change: Decomposition, parts: Sequence[Carried]) -> Published:
    """Everything, with this change."""
    return replace(whole(), decompositions=(change,), carried=tuple(parts))


def figure(of: Page) -> Waterfall:
    """The figure of a page."""
    (block,) = of.blocks
    assert isinstance(block, Waterfall)
    return block


FALLEN = figures(
    decomposition(-0.4, -0.1),
    [carried("friendly", 0.1, 0.3), carried("deadlines", -0.35, 0.001), carried("site", -0.05, 0.4)],
)


def test_every_step_begins_where_the_one_before_ends() -> None:
    """What goes along with the change first; from the grade of 2011 to that of 2013."""
    made = figure(page("waterfall overall", context(FALLEN)))
    assert [(step.label, step.mark.text) for step in made.steps] == [
        ("Grade in 2011", "7.9"), ("Terms met", "−0.35"), ("Website", "−0.05"), ("Friendliness", "+0.10"),
        ("Beside the aspects", "−0.10"), ("Grade in 2013", "7.5"),
    ]  # fmt: skip
    for one, other in zip(made.steps, made.steps[1:], strict=False):
        assert one.end == pytest.approx(other.start)
    assert [step.sure for step in made.steps] == [True, True, False, False, True, True]
    assert made.axis.low <= min(step.mark.low or 9 for step in made.steps)


def test_the_title_names_what_demonstrably_carried_it() -> None:
    """Not what went the other way, nor what may be chance."""
    made = page("waterfall overall", context(FALLEN))
    assert plain(made.title) == "Overall grade −0.40 since 2011, carried most by terms met"
    assert getattr(made.title[0], "evidence", ()) == (WHOLE, "vr/2013/deadlines/carried/all~2011")


@pytest.mark.parametrize(
    ("change", "parts", "title"),
    [
        (decomposition(-0.4, -0.1, p=0.3), [carried("deadlines", -0.3, 0.001)],
         "Overall grade: no demonstrable change since 2011"),
        (decomposition(-0.4, -0.1), [carried("deadlines", -0.3, 0.2)],
         "Overall grade −0.40 since 2011: no aspect demonstrably carries it"),
    ],
)  # fmt: skip
def test_what_is_not_sure_is_not_told_as_a_finding(change: Decomposition, parts: list[Carried], title: str) -> None:
    """No change that is significant, or no aspect that is."""
    assert plain(page("waterfall overall", context(figures(change, parts))).title) == title


def test_the_mix_comes_first() -> None:
    """Where there is one, with what it is the mix of."""
    made = page(
        "waterfall overall", context(figures(decomposition(-0.4, 0.0, mix=-0.2), [carried("site", -0.2, 0.01)]))
    )
    assert figure(made).steps[1].label == "Another mix of respondents"
    assert any(note.startswith("The mix is that of") for note in made.foot.notes)


@pytest.mark.parametrize(("p", "sure"), [(0.001, True), (0.2, False)])
def test_the_mix_is_as_sure_as_its_test_says(p: float, sure: bool) -> None:
    """Hollow where it may be chance, with its interval, as the other steps."""
    told = figures(decomposition(-0.4, 0.0, mix=-0.2, mix_p=p), [carried("site", -0.2, 0.01)])
    step = figure(page("waterfall overall", context(told))).steps[1]
    assert step.sure == sure
    assert step.mark.low == pytest.approx(7.7 - 1.96 * 0.04)
    assert step.mark.high == pytest.approx(7.7 + 1.96 * 0.04)


def test_what_is_taken_together_is_not_said_to_be_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """The row of the other aspects is hollow because nothing was tested, and the foot says so; without it, nothing."""
    note = "The other aspects together are hollow because they were not tested."
    assert note not in page("waterfall overall", context(FALLEN)).foot.notes
    monkeypatch.setattr("peil.report.blocks.waterfall._MOST_STEPS", 2)
    made = page("waterfall overall", context(FALLEN))
    assert "1 other aspects together" in [step.label for step in figure(made).steps]
    assert note in made.foot.notes


def test_the_foot_says_how_sure_and_how_much_is_left() -> None:
    """Together, beside them, the part explained, both bases."""
    notes = " ".join(page("waterfall overall", context(FALLEN)).foot.notes)
    assert "Together the aspects carry −0.30 (±0.20); beside them −0.10 (±0.20)" in notes
    assert "n = 800 in 2011 and 900 in 2013" in notes
    assert "does not prove a cause" in notes


def test_there_is_none_where_nothing_was_told_apart() -> None:
    """A group without one, and a wave without one."""
    for line in ("waterfall overall for asylum", "waterfall overall waves 2009"):
        with pytest.raises(Refused):
            pages(line, context(FALLEN))


@pytest.mark.parametrize(("language", "why"), [("en", "Hollow: not tested"), ("nl", "Open: niet getoetst")])
def test_where_the_same_units_return_there_is_no_error(language: str, why: str) -> None:
    """No interval, no aspect that is sure and no ±, and the foot says why."""
    change = replace(decomposition(-0.4, -0.1), carried_se=nan, carried_p=nan, rest_se=nan, rest_p=nan)
    parts = [replace(carried("deadlines", -0.3, nan), se=nan)]
    made = page("waterfall overall", context(figures(change, parts), language))
    inner = figure(made).steps[1:-1]
    assert not any(step.sure or step.mark.low is not None for step in inner)
    assert any(one.startswith(why) for one in made.foot.notes)
    assert not any("±" in one or "95%" in one for one in made.foot.notes)
    assert "demonstrably" not in plain(made.title)
