"""Marks, cells, axes and moments: the smallest pieces of a figure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from peil.report.blocks.axes import axis
from peil.report.blocks.context import Subject, main_subject
from peil.report.blocks.marks import cell, mark, said_once
from peil.report.blocks.timeline import decimal_year, moments
from peil.report.model import Mark
from peil.results.model import Status
from peil.study.model import Grade, Number, Period
from report.builders import (
    OVERALL,
    ROLE,
    SURVEY,
    context,
    contrast,
    estimate,
    published,
    question,
    text,
)

THIS = SURVEY.waves[-1]
ALL = "vr/2013/overall/mean/all"


def grade_mark(value: float, n: int = 400, status: Status = "ok", language: str = "en") -> Mark | None:
    where = context(published([estimate(ALL, value, n, status)]), language)
    return mark(where, main_subject(where, OVERALL), THIS, "all")


def test_a_mark_is_rounded_once_in_the_format_of_the_language() -> None:
    """7.65 is held as a little less, and still prints as 7.7."""
    english, dutch = grade_mark(7.65), grade_mark(7.65, language="nl")
    assert english is not None
    assert dutch is not None
    assert (english.text, dutch.text, english.value) == ("7.7", "7,7", 7.65)


def test_a_hidden_figure_is_an_asterisk_with_its_reason() -> None:
    """Nothing of the figure is left, and the reader is told why."""
    found = grade_mark(0, 19, "hidden: small base")
    assert found == Mark(None, "*", ALL, 19, note="fewer than 30 answers")


def test_an_empty_figure_is_not_called_a_small_base() -> None:
    """Nobody answered: that is another reason."""
    found = grade_mark(0, 0, "empty")
    assert found is not None
    assert (found.text, found.note) == ("–", "no valid answers")


def test_a_small_base_is_marked_and_noted() -> None:
    """Drawn hollow, with its n."""
    found = grade_mark(7.7, 42, "small base")
    assert found is not None
    assert (found.small, found.note, found.text) == (True, "small base, n=42", "7.7")


def test_a_figure_that_was_not_asked_is_no_mark() -> None:
    """No estimate, no mark: the renderer leaves a gap."""
    where = context(published())
    assert mark(where, main_subject(where, OVERALL), THIS, "all") is None


def test_cells_tell_a_small_base_a_hidden_figure_and_a_question_not_asked_apart() -> None:
    """Brackets, an asterisk, a cross for privacy and a dash: things that a reader must not mistake for one another."""
    rows = [
        estimate("vr/2009/overall/mean/all", 7.3, 40, "small base"),
        estimate("vr/2011/overall/mean/all", 0, 12, "hidden: small base"),
    ]
    where = context(published(rows), "nl")
    subject = main_subject(where, OVERALL)
    assert [cell(where, subject, wave, "all").text for wave in SURVEY.waves] == ["(7,3)", "*", "–"]
    rows[1] = estimate("vr/2011/overall/mean/all", 0, 0, "hidden: privacy")
    where = context(published(rows), "nl")
    assert [cell(where, subject, wave, "all").text for wave in SURVEY.waves] == ["(7,3)", "×", "–"]


def test_a_share_is_printed_in_per_cent_and_held_as_a_fraction() -> None:
    """Renderers draw fractions on a fractional axis."""
    where = context(published([estimate("vr/2013/status=granted/share/all", 0.494)]))
    found = mark(where, Subject("status", "Granted", "share", "granted"), THIS, "all")
    assert found is not None
    assert (found.value, found.text) == (0.494, "49%")


def test_a_flag_is_drawn_only_where_it_was_asked_for() -> None:
    """A flag over waves is no flag against the rest."""
    where = context(published([estimate(ALL, 7.7)], flags={ALL: 1}))
    subject = main_subject(where, OVERALL)
    drawn = [mark(where, subject, THIS, "all", compared) for compared in ("nothing", "waves", "rest")]
    assert [one.flag for one in drawn if one is not None] == [0, 1, 0]


@pytest.mark.parametrize(("n_foreign", "left_out"), [(500, {"role=sponsor"}), (400, set[str]())])
def test_two_groups_that_are_everyone_flag_one_fact_once(n_foreign: int, left_out: set[str]) -> None:
    """Of 960, 500 and 460 are everyone: the minus repeats the plus. With 400 and 460 a hundred belong to neither."""
    keys = {"role=foreign": (7.9, n_foreign, 0.4), "role=sponsor": (7.5, 460, -0.4)}
    rows = [estimate(f"vr/2013/overall/mean/{key}", value, n) for key, (value, n, _) in keys.items()]
    tests = [contrast(f"vr/2013/overall/mean/{key}~rest", difference) for key, (*_, difference) in keys.items()]
    where = context(published([estimate(ALL, 7.7, 960), *rows], tests))
    assert said_once(where, ROLE, main_subject(where, OVERALL)) == left_out


def marks(*values: float) -> list[Mark]:
    return [Mark(value, "", "") for value in values]


def grades_axis(*values: float, chosen: tuple[float, float] | None = None) -> tuple[float, float]:
    where = context(published(), settings=replace(SURVEY.settings, axis=chosen))
    found = axis(where, main_subject(where, OVERALL), marks(*values), ())
    return found.low, found.high


def test_the_axis_of_grades_stands_on_whole_numbers_around_the_figures() -> None:
    """At least two points wide, with room beyond the outermost figure, never beyond the scale."""
    assert grades_axis(7.2, 7.4) == (6, 8)
    assert grades_axis(5.4, 8.2) == (5, 9)
    assert grades_axis(9.6, 9.9) == (8, 10)
    assert grades_axis(8.0, 6.5) == (6, 9)


def test_an_axis_has_at_most_six_ticks_that_stand_on_its_ends() -> None:
    """A range of seven points, which no step divides, becomes nine points with a tick at every third."""
    where = context(published())
    for values in ((1.5, 9.5), (3.2, 9.8), (2.2, 8.1), (7.1, 7.2)):
        found = axis(where, main_subject(where, OVERALL), marks(*values), ())
        ticks = [tick for tick, _ in found.ticks]
        assert len(ticks) <= 6
        assert (ticks[0], ticks[-1]) == (found.low, found.high)
        assert found.low < min(values) < max(values) < found.high


def test_only_intervals_of_the_last_wave_widen_an_axis() -> None:
    """Those of earlier waves are not drawn."""
    where = context(published())
    wide = Mark(7.3, "", "", low=6.6, high=8.0)
    early = axis(where, main_subject(where, OVERALL), [wide], ())
    late = axis(where, main_subject(where, OVERALL), [wide], [wide])
    assert ((early.low, early.high), (late.low, late.high)) == ((6, 8), (6, 9))


def test_figures_of_a_survey_share_a_range_where_they_fit_in() -> None:
    """The overall grade by the first break runs from 6.7 to 8.1: an aspect around 7.4 stands on the same axis."""
    rows = [
        estimate(ALL, 7.4),
        estimate("vr/2013/overall/mean/directorate=asylum", 8.1),
        estimate("vr/2013/overall/mean/directorate=social", 6.7),
    ]
    where = context(published(rows))
    friendly = main_subject(where, SURVEY.questions["friendly"])
    fitting, lower = (axis(where, friendly, marks(*values), ()) for values in ((7.3, 7.4), (5.5, 7.4)))
    assert ((fitting.low, fitting.high), (lower.low, lower.high)) == ((6, 9), (5, 8))


def test_the_axis_that_the_study_chose_is_kept_where_the_figures_fit() -> None:
    """The same axis for every figure of a kind, wider only when a figure falls outside."""
    assert grades_axis(7.2, 7.4, chosen=(4, 9)) == (4, 9)
    assert grades_axis(3.2, 7.4, chosen=(4, 9)) == (3, 9)


def test_an_axis_that_does_not_begin_at_the_scale_says_so() -> None:
    """The range is stated in the title of the axis."""
    where = context(published(), "nl")
    found = axis(where, main_subject(where, OVERALL), marks(7.2, 7.4), ())
    assert found.title == "gemiddelde op een schaal van 1–10; de as loopt van 6 tot 8"


def test_the_axis_of_shares_begins_at_zero() -> None:
    """Bars are compared by length."""
    where = context(published())
    found = axis(where, Subject("status", "", "share", "granted"), marks(0.31, 0.52), ())
    assert (found.low, found.high) == (0.0, 0.6)
    assert [tick for _, tick in found.ticks] == ["0%", "20%", "40%", "60%"]


def test_a_scale_of_five_points_has_half_points_and_is_never_exceeded() -> None:
    """One point wide within 1 to 5, so that small differences show; the study's own axis is for another scale."""
    kind = question("stars", Grade(1, 5), text("Stars"))
    where = context(published(), "nl", settings=replace(SURVEY.settings, axis=(4, 9)))
    near_four, at_the_end = (axis(where, main_subject(where, kind), marks(*v), ()) for v in ((3.9, 4.1), (4.8, 4.9)))
    assert (near_four.low, near_four.high) == (3.5, 4.5)
    assert [text for _, text in near_four.ticks] == ["3,5", "4,0", "4,5"]
    assert (at_the_end.low, at_the_end.high) == (4, 5)
    assert at_the_end.title.endswith("de as loopt van 4 tot 5")


def test_numbers_begin_at_zero_in_round_steps() -> None:
    """Minutes up to 47 stand on an axis to 50."""
    kind = question("minutes", Number(unit=text("minutes")), text("Minutes waited"))
    where = context(published())
    found = axis(where, main_subject(where, kind), marks(12.0, 47.0), ())
    assert (found.low, found.high, found.title) == (0, 50, "minutes")


def labelled(*labels: str, fields: bool = False) -> dict[str, float]:
    waves = tuple(
        replace(
            THIS, label=label, field=Period(date(int(label[:4]), 7, 1), date(int(label[:4]), 7, 3)) if fields else None
        )
        for label in labels
    )
    return moments(replace(SURVEY, waves=waves))


def test_waves_stand_at_the_middle_of_their_fieldwork() -> None:
    """Decimal years, so that unequal intervals look unequal."""
    assert decimal_year(date(2013, 1, 1)) == 2013.0
    assert labelled("2009", "2010", "2013", fields=True)["2013"] == pytest.approx(2013.5, abs=0.01)


def test_without_dates_the_labels_tell_the_year() -> None:
    """Years, halves and quarters in a label are read."""
    assert labelled("2009", "Wave 2011", "2013-2") == {"2009": 2009.0, "Wave 2011": 2011.0, "2013-2": 2013.25}


def test_labels_without_a_year_stand_at_equal_distances() -> None:
    """As do labels whose years contradict the order of the study."""
    assert labelled("first", "second") == {"first": 0.0, "second": 1.0}
    assert labelled("2013", "2011") == {"2013": 0.0, "2011": 1.0}


def test_a_wave_without_dates_puts_all_waves_on_their_labels() -> None:
    """Two sources in one axis would bend the line."""
    undated = replace(SURVEY, waves=(replace(SURVEY.waves[0], field=None), *SURVEY.waves[1:]))
    assert moments(undated) == {"2009": 2009.0, "2011": 2011.0, "2013": 2013.0}


@pytest.mark.parametrize(
    ("status", "english", "dutch"),
    [
        (
            "hidden: privacy",
            "not shown: it would tell of a few respondents",
            "niet getoond: het cijfer gaat over enkele respondenten",
        ),
        (
            "hidden: subtraction",
            "not shown: the figure of a few respondents would follow from it",
            "niet getoond: het cijfer van enkele respondenten zou eruit af te leiden zijn",
        ),
    ],
)
def test_what_is_hidden_for_privacy_is_a_cross_with_its_reason(status: Status, english: str, dutch: str) -> None:
    """Not called a small base: the group may be large. Its n is not told either."""
    for language, reason in (("en", english), ("nl", dutch)):
        assert grade_mark(0, 0, status, language) == Mark(None, "×", ALL, 0, note=reason)
