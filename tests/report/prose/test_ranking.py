"""`most` and `least`: the answers or items in front, in the order as printed."""

from dataclasses import replace
from itertools import permutations
from math import nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report.prose import small


@pytest.mark.parametrize(
    "braces",
    [
        "most contact: info_line",
        "most contact: info_line direct",
        "most contact this: info_line direct app",
        "most contact: telephone",
        "most contact: telephone app",
        "most contact for asylum: direct info_line",
        "least contact: app",
        "least contact: app direct info_line",
        "least contact: app telephone",
        "most aspects: friendly",
        "most aspects 2011: friendly deadlines",
        "least aspects: deadlines friendly",
    ],
)
def test_a_true_claim_passes(braces: str) -> None:
    """Answers, a net in the place of its answers, items of a grid; the first ones or all."""
    assert small.problems(f"Het [is zo]{{{braces}}}.") == []


@pytest.mark.parametrize(
    ("braces", "reason", "remedy"),
    [
        ("most contact: direct", "found 40% (info_line, n=940), 25% (direct, n=940), 8% (app, n=940); place 1 from the "
         "highest is that of info_line, expected the highest figure, that of direct",
         "True here: `most contact: info_line`."),
        ("most contact: info_line app", "place 2 from the highest is that of direct, expected the highest figures, in "
         "this order: info_line, app", "True here: `most contact: info_line direct`."),
        ("most contact: app telephone", "found 62% (telephone, n=940), 8% (app, n=940); place 1 from the highest is "
         "that of telephone", "True here: `most contact: telephone app` or `least contact: app telephone`."),
        ("least contact: info_line", "place 1 from the lowest is that of app",
         "True here: `least contact: app` or `most contact: info_line`."),
        ("most contact 2011: info_line", "as printed the figure of info_line is the same as that of direct", "No word"),
        ("most contact for asylum: info_line direct", "place 1 from the highest is that of direct",
         "True here: `most contact for asylum: direct info_line`."),
        ("most aspects: deadlines", "place 1 from the highest is that of friendly",
         "True here: `most aspects: friendly` or `least aspects: deadlines`."),
    ],
)  # fmt: skip
def test_a_false_claim_says_who_stands_there(braces: str, reason: str, remedy: str) -> None:
    """The first place that another one takes or shares, and the order that is true."""
    message = small.only(f"De klant [zegt het]{{{braces}}}.")
    assert reason in message
    assert remedy in message


@pytest.mark.parametrize(
    ("braces", "message"),
    [
        ("most contact for transit: info_line", "on a small base (n=40)"),
        ("most contact for visitors: info_line", "which is hidden"),
        ("most contact: ap", "found `ap`, expected an answer or net of `contact`. Did you mean `app`?"),
        ("most contac: app", "found `contac`, expected a question of survey `vr`. Did you mean `contact`?"),
        ("most aspcts: friendly", "Did you mean `aspects`?"),
        ("most aspects: overall", "found `overall`, expected an item of `aspects`. Known: deadlines, friendly."),
        ("most contact: app app", "found `app` named twice"),
        ("most contact: telephone direct", "found `telephone` and `direct`, which share `direct`"),
        ("most contact: direct telephone", "found `telephone` and `direct`, which share `direct`"),
        ("most contact=app: app", "found `contact=app`, one answer, expected the question as a whole, `contact`"),
        ("most contact", "found no `:`, expected `most QUESTION [WAVE] [for GROUP]: ANSWER [ANSWER ...]`"),
        ("most contact by directorate: asylum", "found `by`, which does not go with this"),
        ("most why: x", "found `why`, without answers, expected a question with answers, or a grid of grades"),
        ("most aspects 2009: friendly", "found nothing that `friendly` could be compared with"),
        ("most contact 2011: telephone", "found nothing that `telephone` could be compared with"),
        ("most contact 2011: app", "found no figure `vr/2011/contact=app/share/all`"),
    ],
)
def test_a_claim_that_cannot_be_judged_is_refused(braces: str, message: str) -> None:
    """Small and hidden bases, unknown names, an answer against itself, nothing to compare with."""
    assert message in small.only(f"[x]{{{braces}}}")


def test_a_hidden_item_does_not_compete_and_is_named() -> None:
    """What the reader cannot see is not in front of what is seen; the message says what was left out."""
    figures = small.published()
    friendly = "vr/2011/friendly/mean/all"
    estimates = tuple(
        replace(one, estimate=nan, status="hidden: small base") if one.id == friendly else one
        for one in figures.estimates
    )
    survey = small.survey()
    grid = replace(survey.grids["aspects"], items=("friendly", "deadlines", "counter"))
    of = small.study(surveys=(replace(survey, grids={"aspects": grid}),))
    figures = replace(figures, estimates=estimates)
    assert small.problems("[x]{most aspects 2011: counter deadlines}", figures=figures, of=of) == []
    message = small.only("[x]{most aspects 2011: deadlines}", figures=figures, of=of)
    assert "7,3 (counter, n=310), 6,9 (deadlines, n=840); left out, because hidden or empty: friendly" in message


def test_a_grid_without_means_is_refused() -> None:
    """Items compete with their means; a grid of other questions has none."""
    survey = small.survey()
    grid = replace(survey.grids["aspects"], items=("website",))
    of = small.study(surveys=(replace(survey, grids={"aspects": grid}),))
    assert "found `aspects`, a grid without means" in small.only("[x]{most aspects: website}", of=of)


NAMES = ("info_line", "direct", "app")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 99), min_size=3, max_size=3, unique=True), st.sampled_from(("most", "least")))
def test_of_all_orders_exactly_one_is_true(percents: list[int], word: str) -> None:
    """Of three different shares one order from above and one from below passes; every other one is refused."""
    figures = small.published(
        {
            f"2013/contact={name}/share/all": (percent / 100, 940, 0.01)
            for name, percent in zip(NAMES, percents, strict=True)
        }
    )
    right = tuple(sorted(NAMES, key=dict(zip(NAMES, percents, strict=True)).__getitem__, reverse=word == "most"))
    for order in permutations(NAMES):
        found = small.problems(f"[x]{{{word} contact: {' '.join(order)}}}", figures=figures)
        assert (found == []) == (order == right)
