"""`only`: the named parts do so by their own test, and no other part does."""

from dataclasses import replace

import pytest

from peil.study.model import Study
from report.prose import small
from report.prose.test_claims import with_contrast


@pytest.mark.parametrize(
    "braces",
    [
        "only rises overall by directorate: asylum",
        "only rises mean overall previous this by directorate: asylum",
        "only rises overall 2011 2013 by directorate: directorate=asylum",
        "vr: only falls overall by directorate: naturalisation",
        "only falls overall first this by directorate: naturalisation",
        "only higher overall by directorate: asylum",
        "only lower overall this by directorate: naturalisation",
        "only higher overall by role: sponsor",
        "only lower overall by role: foreign_national",
        "only falls aspects by item: deadlines",
        "only falls mean aspects 2011 2013 by item: deadlines",
    ],
)
def test_a_true_claim_passes(braces: str) -> None:
    """Groups of a break and items of a grid, over waves and against the rest."""
    assert small.problems(f"Het [is zo]{{{braces}}}.") == []


@pytest.mark.parametrize(
    ("braces", "reason", "remedy"),
    [
        ("only rises overall by directorate: naturalisation",
         "naturalisation: from 2011 to 2013 the figure goes down; asylum does so too, expected a rise, sig",
         "True here: `only rises overall by directorate: asylum`."),
        ("only rises overall by directorate: asylum regular_social",
         "regular_social: from 2011 to 2013 the figure goes down, expected",
         "True here: `only rises overall by directorate: asylum`."),
        ("only falls overall by directorate: regular_social",
         "regular_social: the difference is not significant at 5%; naturalisation does so too",
         "True here: `only falls overall by directorate: naturalisation`."),
        ("only rises overall 2009 2011 by directorate: asylum", "2011 was not tested against 2009", "No word of this"),
        ("only higher overall by directorate: naturalisation", "it is lower; asylum does so too",
         "True here: `only higher overall by directorate: asylum`."),
        ("only higher overall by role: foreign_national", "foreign_national: it is lower; sponsor does so too",
         "True here: `only higher overall by role: sponsor`."),
        ("only falls aspects by item: friendly", "the figure goes up; deadlines does so too",
         "True here: `only falls aspects by item: deadlines`."),
        ("only rises aspects by item: deadlines", "the figure goes down", "`only falls aspects by item: deadlines`."),
        ("only rises website=visited by directorate: asylum", "naturalisation points that way, and was not tested",
         "No word of this kind"),
    ],
)  # fmt: skip
def test_a_false_claim_says_who_is_in_the_way(braces: str, reason: str, remedy: str) -> None:
    """A named part that does not, another that does too, another that may: each is named, and who does so alone."""
    message = small.only(f"De klant [zegt het]{{{braces}}}.")
    assert reason in message
    assert remedy in message


def test_the_message_shows_the_figures_of_those_concerned_and_names_the_others() -> None:
    """The named ones and those in the way with figures and p, the rest by name, and those that do not count."""
    assert (
        "found naturalisation: 7,7 (2011, n=190), 7,4 (2013, n=231): difference −0,33, p=0,015; asylum: 7,6 (2011, "
        "n=101), 7,9 (2013, n=118): difference +0,37, p=0,032; not so: regular_social; left out, because absent, "
        "hidden, on a small base or not comparable: regular_economic, transit, visitors; naturalisation: from"
        in small.only("[x]{only rises overall by directorate: naturalisation}")
    )


@pytest.mark.parametrize(
    ("braces", "message"),
    [
        ("only rises overall by directorate: transit", "found no figure `vr/2011/overall/mean/directorate=transit`"),
        ("only higher overall by directorate: transit", "on a small base (n=41)"),
        ("only higher overall by directorate: visitors", "which is hidden"),
        ("only higher overall by directorate: asylm", "found group `asylm`, expected a group of the survey. Did you "),
        ("only higher overall by directorat: asylum", "expected a break of the survey. Did you mean `directorate`?"),
        ("only higher overall by directorate: asylum asylum", "found `asylum` named twice"),
        ("only higher overall by directorate", "found no `:`, expected `only higher [MEASURE] QUESTION [WAVE]"),
        ("only higher overall for asylum than naturalisation", "found `than`, which does not go with this"),
        ("only rises overall 2011 2009 by directorate: asylum", "expected waves from old to new"),
        ("only rises aspects by directorate: asylum", "found `by directorate` with the grid `aspects`, expected `"),
        ("only rises aspects by item: overall", "found item `overall`, expected an item of `aspects`. Known: deadl"),
        ("only falls aspects 2009 2013 by item: deadlines", "`deadlines` was not asked in 2009"),
        ("only higher aspects by item: friendly", "found no group, expected `only higher aspects for GROUP by item:"),
        ("only rises aspct by item: friendly", "found `aspct`, expected a question of survey `vr`"),
        ("only rise overall by directorate: asylum", "found `only rise`, expected `only rises` or `only falls` or"),
        ("only", "found `only`, expected `only rises` or"),
    ],
)  # fmt: skip
def test_a_claim_that_cannot_be_judged_is_refused(braces: str, message: str) -> None:
    """A named part without a figure to tell, unknown names, and forms that the word does not have."""
    assert message in small.only(f"[x]{{{braces}}}")


def test_alone_among_nobody_is_refused() -> None:
    """Where no other group has figures in both waves, nothing is known of the others."""
    gone = {f"vr/2011/overall/mean/directorate={name}" for name in ("naturalisation", "regular_social")}
    figures = small.published()
    figures = replace(figures, estimates=tuple(one for one in figures.estimates if one.id not in gone))
    message = small.only("[x]{only rises overall by directorate: asylum}", figures=figures)
    assert "found no other group of `directorate` with a figure to judge (naturalisation, regular_social," in message


def test_all_groups_together_can_be_named() -> None:
    """When each of them does so there is nobody left to contradict it."""
    figures = with_contrast(small.published(), "vr/2013/overall/mean/directorate=naturalisation~rest", flag=1)
    figures = with_contrast(figures, "vr/2013/overall/mean/directorate=naturalisation~rest", difference=0.35)
    names = "asylum naturalisation"
    assert small.problems(f"[x]{{only higher overall by directorate: {names}}}", figures=figures) == []


def grid_of_a_changed_item() -> Study:
    """The study in which `deadlines` was changed in the last wave."""
    survey = small.survey()
    changed = small.question("deadlines", grid="aspects", aspect=True, new_series=("2013",))
    return small.study(surveys=(replace(survey, questions={**survey.questions, "deadlines": changed}),))


def test_an_item_that_was_changed_does_not_count() -> None:
    """Figures before and after a change cannot be compared: named it is refused, not named it is left out."""
    of = grid_of_a_changed_item()
    assert "`deadlines` was changed in 2013" in small.only("[x]{only falls aspects by item: deadlines}", of=of)
    figures = with_contrast(small.published(), "vr/2013/friendly/mean/all~2011", flag=1, p=0.01)
    message = small.only("[x]{only rises aspects by item: friendly}", figures=figures, of=of)
    assert "found no other item of `aspects` with a figure to judge (deadlines)" in message


def test_a_nested_group_is_named_with_a_comma() -> None:
    """The outer name and the inner one are one word, so that several groups can be named."""
    figures = small.published()
    message = small.only("[x]{only higher overall by directorate_role: regular_social,sponsor}", figures=figures)
    assert "regular_social,sponsor: the difference cannot be tested; asylum,sponsor points that way" in message
    inner = small.only("[x]{only higher overall for regular_social by directorate_role: sponsor}", figures=figures)
    assert "not so: regular_social,foreign_national; regular_social,sponsor: the" in inner


def test_a_claim_rests_on_every_figure_that_it_judges() -> None:
    """The evidence names the figures and tests of the named group and of the others."""
    block = small.first(small.read("[x]{only lower overall by role: foreign_national}")).block
    (one,) = small.values(block.content)  # type: ignore[union-attr]  # a paragraph
    names = [f"vr/2013/overall/mean/role={group}" for group in ("foreign_national", "sponsor")]
    assert one.evidence == (names[0], f"{names[0]}~rest", names[1], f"{names[1]}~rest")


def test_words_of_the_opposite_are_refused() -> None:
    """As with the word behind `only`."""
    assert "`only falls` would not be true here" in small.only("[daalt]{only rises overall by directorate: asylum}")
    assert "with a claim that the figures do show" in small.only("[lager]{only higher overall by directorate: asylum}")
