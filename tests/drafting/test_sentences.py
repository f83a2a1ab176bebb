"""Sentences at their edges: one group, ties, nothing significant, small bases, falling, one wave, no aspects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from building import break_of, coded, data, question, single, study, survey, text
from drafting.reading import checked, labels, lines, loose_numbers, plain
from drafting.reading import text as whole_text
from peil.disclosure import publish
from peil.drafting import DraftChapter
from peil.study.model import Grade, Study, Wave
from peil.tables import tabulate
from report.prose import small

WAVES = ("2009", "2011", "2013")
WHERE = Wave("2013", small.HERE)


def small_draft(**figures: tuple[float, int, float]) -> dict[str, tuple[DraftChapter, ...]]:
    """The draft of the small study of prose; `figures` as in `small.published`."""
    return checked(small.study(), small.published(figures))


def world(
    grades: Sequence[Sequence[int]], groups: Sequence[Sequence[int]], names: Sequence[str] = ("north", "south")
) -> tuple[Study, dict[str, tuple[DraftChapter, ...]]]:
    """A survey with a grade and a region, of which each wave has these answers; its draft, accepted by a report."""
    waves = WAVES[-len(grades) :]
    region = question("region", single(*names), waves)
    asked = [question("overall", Grade(), waves), region]
    asked[0] = replace(asked[0], label=text("Overall grade"))
    made = survey(asked, [break_of(region)], [Wave(label, small.HERE, data="x.csv") for label in waves])
    wave = [at for at, found in enumerate(grades) for _ in found]
    answers = {
        "overall": coded([one - 1 for found in grades for one in found]),
        "region": coded([one for found in groups for one in found]),
    }
    about = study(made)
    published = publish(about, tabulate(about, data(made, wave, answers)))
    return about, checked(about, published)


def steady(mean: int, size: int) -> list[int]:
    """Grades around a whole mean."""
    return [mean + (-1, 0, 1)[at % 3] for at in range(size)]


def test_the_small_study_is_drafted_in_both_languages() -> None:
    """Rises, only-claims, priorities and shares of a study with hidden and small groups."""
    drafts = small_draft()
    dutch, english = whole_text(drafts, "nl"), whole_text(drafts, "en")
    assert "stijgt" in dutch or "omhoog" in dutch
    assert "van 7,4 naar een 7,7" in dutch or "van een 7,4 naar een 7,7" in dutch
    assert "from 7.4 to 7.7" in english
    # Transit has a small base, visitors are hidden: neither is told of.
    assert "transit" not in dutch + english
    assert "visitors" not in dutch + english


def test_a_change_that_is_not_significant_is_called_so() -> None:
    """7.7 against 7.6 without a test that shows it: no rise, and no word of equality."""
    about, drafts = world([steady(7, 90), [*steady(7, 87), 8, 8, 8]], [[0, 1] * 45, [0, 1] * 45])
    dutch = whole_text(drafts, "nl")
    assert "niet significant" in dutch
    assert not any(word in dutch for word in ("stijgt", "daalt", "omhoog", "omlaag", "gelijk"))
    assert about.languages == ("nl", "en")


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("companies", "schools", "courts"), "only for courts does it fall"),
        (("yes", "no", "perhaps"), "only for “perhaps” (region) does it fall"),
    ],
)
def test_the_exception_in_a_title_is_named_with_its_break_where_it_is_an_answer(
    names: tuple[str, ...], told: str
) -> None:
    """A title that ends in “only for ‘perhaps’ does it fall” left open what perhaps is an answer to."""
    groups, level = [at % 3 for at in range(270)], [steady(6, 90)[at // 3] for at in range(270)]
    after = [grade + (2, 2, -2)[group] for grade, group in zip(level, groups, strict=True)]
    _, drafts = world([level, after], [groups, groups], names)
    titles = {piece.id: plain(piece.title) for chapter in drafts["en"] for piece in chapter.pieces}
    assert titles["vr/overall"].endswith(told)


def test_a_fall_is_told_with_its_figures() -> None:
    """From 8 to 6 in both regions."""
    _, drafts = world([steady(8, 120), steady(6, 120)], [[0, 1] * 60, [0, 1] * 60])
    title = drafts["nl"][0].pieces[0].title
    assert "{falls overall previous this}" in title
    assert "{overall previous}" in title
    assert not any("{rises" in line for line in lines(drafts, "nl"))


def test_one_wave_has_no_word_about_time() -> None:
    """Nothing to compare with: no previous wave, no change."""
    _, drafts = world([steady(7, 90)], [[0, 1] * 45])
    for language, words in (("nl", ("vorige", "eerste meting", "stijgt")), ("en", ("previous", "first wave", "rises"))):
        assert not any(word in whole_text(drafts, language) for word in words)


def test_without_notes_there_is_no_page_of_notes() -> None:
    """A page "Notes" with nothing on it would stand last in every draft."""
    _, drafts = world([steady(7, 200)], [[0] * 100 + [1] * 100])
    shown = [piece.directive for chapters in drafts.values() for chapter in chapters for piece in chapter.pieces]
    assert "reading guide" in shown
    assert "notes" not in shown


def test_a_first_wave_from_which_nothing_is_shown_is_told_so() -> None:
    """A 7.0 behind a 7.1 without a word would be read as a rise."""
    answers = [5, 9] * 50
    _, drafts = world([answers, [*answers[:-1], 10], [*answers[:-4], 10, 10, 10, 10]], [[0] * 100] * 3)
    assert "In the first wave the overall grade was 7.0; that difference is not significant." in whole_text(
        drafts, "en"
    )
    assert "In de eerste meting was het totaaloordeel een 7,0; dat verschil is niet significant." in whole_text(
        drafts, "nl"
    )


def test_two_groups_with_the_same_grade_have_no_highest() -> None:
    """As printed they are equal: neither stands in front."""
    _, drafts = world([[7] * 60 + [8] * 60], [[0, 1] * 60])
    assert not any("{highest" in line or "{lowest" in line or "{higher" in line for line in lines(drafts, "nl"))


def test_one_group_is_not_compared() -> None:
    """A break of which everyone is in one group has no ends, and no page per group."""
    _, drafts = world([steady(7, 90)], [[0] * 90], ("north",))
    assert not any("{highest" in line or "{higher" in line for line in lines(drafts, "en"))
    assert not any(chapter.name.endswith("groups.md") for chapter in drafts["en"])


def test_a_group_with_a_small_base_is_not_told_of() -> None:
    """Forty answers are shown in charts, but a text does not build on them."""
    _, drafts = world([steady(7, 90) + steady(4, 40)], [[0] * 90 + [1] * 40])
    assert "south" not in whole_text(drafts, "en").lower().replace("region", "")


def test_nothing_published_gives_no_draft_but_the_account() -> None:
    """Ten respondents: every figure is hidden, and no sentence tells one."""
    _, drafts = world([steady(7, 10)], [[0, 1] * 5])
    assert not any("overall" in line for line in lines(drafts, "en"))


def test_the_same_figures_give_the_same_text() -> None:
    """Which of the ways to say a thing is chosen depends on the page alone."""
    assert small_draft() == small_draft()


def test_sentences_are_not_all_alike() -> None:
    """Of one finding on many pages more than one way to say it is used."""
    drafts = small_draft()
    assert len(set(lines(drafts, "nl"))) == len(lines(drafts, "nl")) or len(set(lines(drafts, "nl"))) > 10


@pytest.mark.parametrize("label", ["Fees [old] *and* new_ones", "C# & {D}", "<b>Bold</b> | 5.8", "Lager dan 7,7"])
def test_a_label_with_marks_is_shown_as_it_is(label: str) -> None:
    """A label cannot become Markdown, a span or a claim: what it holds is escaped, or its sentence is left out."""
    about = small.study()
    questions = dict(about.surveys["vr"].questions)
    questions["deadlines"] = replace(questions["deadlines"], label=text(label))
    changed = replace(about, surveys={"vr": replace(about.surveys["vr"], questions=questions)})
    drafts = checked(changed, small.published())
    assert "Markdown" not in whole_text(drafts, "en")


@settings(max_examples=15, deadline=None)
@given(
    means=st.lists(st.lists(st.integers(2, 9), min_size=2, max_size=2), min_size=1, max_size=3),
    sizes=st.lists(st.integers(0, 130), min_size=2, max_size=2).filter(lambda found: sum(found) > 0),
    seed=st.integers(0, 9999),
)
def test_whatever_was_answered_the_draft_passes(means: list[list[int]], sizes: list[int], seed: int) -> None:
    """Worlds of one to three waves and two groups of any size: a report accepts each word, and no number is loose."""
    draw = np.random.default_rng(seed)
    grades = [
        [
            int(one)
            for mean, size in zip(found, sizes, strict=True)
            for one in np.clip(draw.normal(mean, 1.5, size), 1, 10)
        ]
        for found in means
    ]
    groups = [[at for at, size in enumerate(sizes) for _ in range(size)] for _ in means]
    about, drafts = world(grades, groups)
    for language in about.languages:
        known = labels(about, language)
        assert [line for line in lines(drafts, language) if loose_numbers(line, known)] == []
