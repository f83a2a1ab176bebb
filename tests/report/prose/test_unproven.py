"""`unproven`: a test was made and showed nothing; never that figures are equal."""

from __future__ import annotations

import pytest

from report.prose import small


@pytest.mark.parametrize(
    "braces",
    [
        "unproven friendly",
        "unproven friendly first this",
        "unproven contact=telephone",
        "unproven overall for regular_social",
        "unproven overall 2009 2011",
    ],
)
def test_a_difference_that_was_not_shown_passes(braces: str) -> None:
    """+0.04 with p = 0.53, and others like it."""
    assert small.problems(f"Het verschil is [niet significant]{{{braces}}}.") == []


@pytest.mark.parametrize(
    ("braces", "message"),
    [
        ("unproven overall", "7,4 (2011, n=877), 7,7 (2013, n=960): difference +0,27, p<0,001; the difference is "
         "significant, expected a test that does not show a difference, at 5%"),
        ("unproven website=visited", "difference +6,8 percentage points, p=0,003; the difference is significant"),
        ("unproven information", "`information` was changed in 2013: figures before and after cannot be compared"),
        ("unproven overall 2009 2011 for naturalisation", "2011 was not tested against 2009"),
        ("unproven overall by directorate", "asylum and naturalisation differ significantly from the rest"),
        ("unproven overall by role", "sponsor differ"),
        ("unproven friendly by directorate", "not tested against the rest: asylum, naturalisation"),
        ("unproven overall by directorat", "found break `directorat`"),
        ("unproven overall 2011 this by directorate", "expected 1, as in `unproven [MEASURE] QUESTION [WAVE] by "),
        ("unproven overall for transit", "found no figure `vr/2011/overall/mean/directorate=transit`"),
        ("unproven overall this previous", "expected waves from old to new"),
        ("unproven age by directorate", "no figures of `age` by `directorate` in 2013"),
    ],
)  # fmt: skip
def test_what_was_shown_or_not_tested_is_refused(braces: str, message: str) -> None:
    """A difference that a test shows, a question that was changed, and figures without a test."""
    assert message in small.only(f"Het verschil is [klein]{{{braces}}}.")


@pytest.mark.parametrize("words", ["gelijk", "hetzelfde", "onveranderd", "even hoog"])
def test_words_of_equality_are_refused(words: str) -> None:
    """That nothing was shown is no proof that nothing is there."""
    assert f"“{words}”" in small.only(f"Vriendelijkheid is [{words}]{{unproven friendly}}.")


def test_groups_that_were_tested_without_a_difference_pass() -> None:
    """Where every group has a test against the rest, and none is significant."""
    figures = {
        "2013/website=visited/share/role=foreign_national": (0.42, 600, 0.02),
        "2013/website=visited/share/role=sponsor": (0.43, 350, 0.026),
    }
    small.TESTS[("2013/website=visited/share/role=foreign_national", "rest")] = (-0.01, 0.74)
    small.TESTS[("2013/website=visited/share/role=sponsor", "rest")] = (0.01, 0.74)
    try:
        published = small.published(figures)
    finally:
        del small.TESTS[("2013/website=visited/share/role=foreign_national", "rest")]
        del small.TESTS[("2013/website=visited/share/role=sponsor", "rest")]
    assert (
        small.problems("Naar rol is er [niets aangetoond]{unproven website=visited by role}.", figures=published) == []
    )
