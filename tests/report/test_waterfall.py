"""The waterfall: steps that join, a title that names what is sure, what stands together, and when there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import nan

import pytest

from peil.report.blocks.arguments import Refused
from peil.report.model import Page, Paragraph, Waterfall, plain
from peil.results.model import Carried, Decomposition, Published
from peil.study.model import Grade
from report.builders import SURVEY, context, contrast, page, pages, whole

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
    assert plain(made.title) == "Overall grade −0.4 since 2011, carried most by terms met"
    assert getattr(made.title[0], "evidence", ()) == (WHOLE, "vr/2013/deadlines/carried/all~2011")


@pytest.mark.parametrize(
    ("change", "parts", "title"),
    [
        (decomposition(-0.4, -0.1, p=0.3), [carried("deadlines", -0.3, 0.001)],
         "Overall grade: no demonstrable change since 2011"),
        (decomposition(-0.4, -0.1), [carried("deadlines", -0.3, 0.2)],
         "Overall grade −0.4 since 2011: no aspect demonstrably carries it"),
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


def sentence(of: Page) -> str:
    """The sentence that stands in the place of the figure."""
    (block,) = of.blocks
    assert isinstance(block, Paragraph)
    return plain(block.content)


REASONS = {
    "small group": ("Fewer than 100 respondents", "minder dan 100 respondenten"),
    "no aspects": ("No aspect was graded often enough", "Geen enkel aspect"),
    "few together": ("Hardly anyone graded two", "Vrijwel niemand"),
    "many aspects": ("more than 30 aspects", "meer dan 30 aspecten"),
    "no common group": ("all of the change is another mix", "de hele verandering is een andere samenstelling"),
    "not settled": ("the answers do not fix", "de antwoorden leggen niet vast"),
}


@pytest.mark.parametrize("why", REASONS)
def test_where_it_cannot_be_told_apart_a_sentence_says_why(why: str) -> None:
    """In the place of the figure, with a title that says it too."""
    change = replace(decomposition(-0.4, -0.1), carried=nan, rest=nan, why=why)
    for place, language in enumerate(("en", "nl")):
        made = page("waterfall overall", context(figures(change, []), language))
        assert REASONS[why][place] in sentence(made)
        assert ("not told apart" if language == "en" else "niet naar aspecten uitgesplitst") in plain(made.title)


def test_of_two_on_one_page_each_says_whose_it_is() -> None:
    """They have one title: a group stands at its own axis, and in what the figure is called."""
    name = WHOLE.replace("/all", "/directorate=asylum")
    change = replace(decomposition(-0.4, -0.1), id=name, break_id="directorate", group="asylum")
    made = figure(page("waterfall overall for asylum", context(figures(change, []))))
    assert made.axis.title == "mean grade · Asylum"
    assert made.summary == "How the grade went from 2011 to 2013 · Asylum"
    assert figure(page("waterfall overall", context(FALLEN))).axis.title == "mean grade"


def test_a_change_that_is_none_is_told_as_such() -> None:
    """A group that did not change demonstrably; a wave without the grade; no page about what is no overall grade."""
    made = whole()
    name = "vr/2013/overall/mean/directorate=asylum"
    same = contrast(f"{name}~2011", 0.02, p=0.7)
    others = tuple(one for one in made.contrasts if one.id != same.id)
    where = context(replace(made, contrasts=(*others, same)))
    told = sentence(page("waterfall overall for asylum", where))
    assert told.startswith("Asylum: The grade did not demonstrably change"), "beside others it says whose it is"
    bare = context(replace(made, contrasts=()))
    assert "no overall grade that may be shown" in sentence(page("waterfall overall waves 2009", bare))
    with pytest.raises(Refused):
        pages("waterfall friendly", where)


def test_a_waterfall_by_a_break_is_refused_with_what_to_write() -> None:
    """It is about one group: `for GROUP`."""
    with pytest.raises(
        Refused, match=r"found 'by', expected `for GROUP`, a block for each group\. Write: ::: waterfall"
    ):
        pages("waterfall overall by directorate", context(FALLEN))


def test_few_respondents_for_many_aspects_are_told() -> None:
    """Fewer than a hundred in one of both waves, or fewer than ten per aspect."""
    told = "Few respondents for"
    parts = [carried("deadlines", -0.3, 0.001)]
    for one, few in (
        (decomposition(-0.4, -0.1), False),
        (replace(decomposition(-0.4, -0.1), n_then=99), True),
        (replace(decomposition(-0.4, -0.1), aspects=171), True),
    ):
        assert (
            any(note.startswith(told) for note in page("waterfall overall", context(figures(one, parts))).foot.notes)
            == few
        )


@pytest.mark.parametrize(
    ("lack", "break_id", "note"),
    [
        ("fixed", "directorate", "The weights fix the shares of directorate: of that mix there is no change."),
        ("no break", "", "No mix was taken out: no break of the report divides these respondents in both waves."),
    ],
)
def test_a_mix_that_was_not_taken_out_has_its_reason(lack: str, break_id: str, note: str) -> None:
    """Fixed by the weights, or no break that divides the group."""
    change = replace(decomposition(-0.4, -0.1), mix_lack=lack, mix_break=break_id)
    assert note in page("waterfall overall", context(figures(change, [carried("site", -0.2, 0.01)]))).foot.notes


@pytest.mark.parametrize(("high", "told"), [(10, "mean grade"), (5, "mean rating")])
def test_the_axis_names_grades_only_out_of_ten(high: int, told: str) -> None:
    """A score from 1 to 5 is no school grade: Dutch readers would take it for one out of ten."""
    whole_context = context(FALLEN)
    questions = dict(whole_context.survey.questions)
    questions["overall"] = replace(questions["overall"], kind=Grade(1, high))
    scaled = replace(whole_context, survey=replace(whole_context.survey, questions=questions))
    assert figure(page("waterfall overall", scaled)).axis.title == told


@pytest.mark.parametrize(
    ("rest", "mix", "told"),
    [
        (-0.3, 0.0, "−0.30 beside the aspects, then by terms met"),
        (0.0, -0.3, "−0.30 by another mix of respondents, then by terms met"),
        (-0.01, -0.01, "carried most by terms met"),
    ],
)
def test_the_title_does_not_pass_over_what_weighs_most(rest: float, mix: float, told: str) -> None:
    """Where more lies beside the aspects, or in another mix, than in the aspect that is named, and is no chance."""
    change = decomposition(-0.4, rest, mix=mix, mix_p=0.001)
    made = page("waterfall overall", context(figures(change, [carried("deadlines", -0.1, 0.001)])))
    assert told in plain(made.title)


def test_a_correction_that_the_study_chose_decides_here_too() -> None:
    """Of many tests one that is significant by itself is hollow, is not named, and the foot says what was corrected."""
    part = replace(carried("deadlines", -0.3, 0.02), p_adjusted=0.4)
    survey = replace(SURVEY, settings=replace(SURVEY.settings, correction="bonferroni"))
    made = page("waterfall overall", context(figures(decomposition(-0.4, -0.1), [part]), survey=survey))
    assert "no aspect demonstrably carries it" in plain(made.title)
    assert not figure(made).steps[1].sure
    assert any("corrected for many tests" in note for note in made.foot.notes)


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
