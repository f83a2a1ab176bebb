"""`really rises`, `really falls`, `really unproven`: what is left of a change when the mix of respondents is held."""

import pytest

from report.prose import small


@pytest.mark.parametrize(
    "braces",
    [
        "really rises overall by directorate",
        "really rises mean overall 2011 this by directorate",
    ],
)
def test_a_real_rise_passes(braces: str) -> None:
    """+0.21 is real and significant (p = 0.004), whatever the mix adds."""
    assert small.problems(f"Het cijfer [stijgt]{{{braces}}}.") == []


@pytest.mark.parametrize(
    ("braces", "message"),
    [
        ("really rises overall first this by directorate", "found change +0,36 from 2009 to 2013, of which real +0,09 "
         "(p=0,210) and of the mix by directorate +0,27; the difference is not significant at 5%, expected with the "
         "same mix in both waves a rise, significant at 5% and at least 0,10"),
        ("really falls overall by directorate", "the real part is no fall, expected with the same mix in both waves a "
         "fall, significant at 5% and at least 0,10. True here: `really rises overall by directorate`"),
        ("really rises overall by role", "found no change of `overall` from 2011 to 2013 told apart by `role`, "
         "expected a mean of both waves, and a break whose groups do not overlap"),
        ("really rises overall=promoters by directorate", "found no change of `overall=promoters`"),
        ("really rises nps overall by directorate", "found no change of `overall`"),
        ("really rises overall by directorat", "found break `directorat`, expected a break of the survey. Did you mean "
         "`directorate`?"),
        ("really rises overall", "found no `by`"),
        ("really rises overall this previous by directorate", "expected waves from old to new"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_told(braces: str, message: str) -> None:
    """A rise that comes of the mix is no real rise; what cannot be told apart is refused."""
    assert message in small.only(f"Het is [zo]{{{braces}}}.")


def test_a_change_that_may_be_mix_alone_can_be_told() -> None:
    """Of +0.36 since 2009 only +0.09 is real (p = 0.21): not shown; the rise since 2011 is real, so that it is."""
    assert small.problems("Dat is [niet aangetoond]{really unproven overall first this by directorate}.") == []
    told = small.only("Dat is [niet aangetoond]{really unproven overall by directorate}.")
    assert "the real part is significant" in told
    assert "True here: `really rises overall by directorate`" in told


def test_that_nothing_changed_is_refused() -> None:
    """What is not shown may be there all the same: “gelijk” says more than the test."""
    assert "“gelijk”" in small.only("Het cijfer blijft [gelijk]{really unproven overall first this by directorate}.")


def test_a_real_fall_passes() -> None:
    """−0.22 is real and significant (p = 0.01), though the mix adds 0.02."""
    assert small.problems("Het cijfer [daalt]{really falls deadlines by directorate}.") == []


def test_words_of_the_opposite_are_refused() -> None:
    """A text that says `daalt` cannot stand with a real rise."""
    assert "“daalt”" in small.only("Het cijfer [daalt]{really rises overall by directorate}.")
