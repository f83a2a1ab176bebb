"""A claim that stands outside a chapter is judged as in one, and its direction is told apart from its test."""

import pytest

from peil.language import Language
from peil.report.prose import Refused, Verdict, judge_statement, lay_out
from peil.results.model import Published
from report.prose import small
from report.prose.test_claims import with_contrast


def judged(text: str, figures: Published | None = None, language: str = "en", survey: str = "vr") -> Verdict:
    """A statement about the small survey."""
    facts = lay_out(small.study(), figures or small.published())
    return judge_statement(text, survey, facts, Language(language))


@pytest.mark.parametrize(
    ("text", "holds", "direction"),
    [
        ("rises overall 2009 2011 2013", True, True),
        ("rises friendly 2011 2013", False, True),
        ("rises overall 2011 2013 by 0.3", False, True),
        ("rises deadlines 2011 2013", False, False),
        ("falls overall 2009 2013 for naturalisation", True, True),
        ("rises website=visited 2011 2013 for asylum", False, True),
        ("rises information 2011 2013", False, False),
        ("higher overall 2013 for asylum", True, True),
        ("lower overall 2013 for regular_social", False, True),
        ("higher overall 2013 for regular_social", False, False),
        ("higher friendly 2013 for asylum", False, False),
        ("lower friendly 2013 for asylum", False, True),
        ("higher overall 2013 for asylum than regular_economic", False, True),
        ("higher website=visited 2013 for asylum than regular_social", False, True),
        ("highest overall 2013 by directorate: asylum", True, True),
        ("highest friendly 2013 by directorate: asylum", False, True),
        ("highest friendly 2013 by directorate: naturalisation", False, False),
        ("only rises overall 2011 2013 by directorate: asylum", True, True),
        ("only falls overall 2011 2013 by directorate: naturalisation", True, False),
        ("only rises website=visited 2011 2013 by directorate: asylum naturalisation", False, True),
        ("only falls aspects 2011 2013 by item: friendly", False, False),
        ("most contact 2013: info_line direct", True, True),
        ("most contact 2011: info_line", False, True),
        ("most contact 2011: direct", False, False),
        ("least contact 2011: direct", False, True),
        ("strength friendly 2013", True, True),
        ("priority friendly 2013", False, False),
        ("narrows website=visited 2011 2013 by directorate", True, True),
        ("narrows overall 2011 2013 by directorate", False, False),
        ("similar friendly 2011 2013 by 0.1", True, True),
        ("similar friendly 2011 2013 by 0.01", False, False),
        ("similar overall 2013 by directorate within 0.6", True, True),
        ("majority contact=telephone 2013", True, True),
        ("majority website=visited 2013", False, False),
        ("between overall 2013: 7.7 7.9", True, True),
        ("between overall 2013: 7.8 7.9", False, False),
    ],
)
def test_direction_is_what_the_figures_say_before_the_test(text: str, holds: bool, direction: bool) -> None:
    """A rise that is not significant points up; a fall of others that is not significant takes `only` its direction."""
    verdict = judged(text)
    assert (verdict.holds, verdict.direction) == (holds, direction)
    assert verdict.evidence
    assert bool(verdict.reason) != holds


def test_an_uncertain_majority_points_the_claimed_way() -> None:
    """52% with an interval that holds half."""
    verdict = judged("majority contact=app", small.published({"2013/contact=app/share/all": (0.52, 940, 0.016)}))
    assert (verdict.holds, verdict.direction) == (False, True)


def test_direction_needs_every_step() -> None:
    """Up over all and down in between points nowhere."""
    figures = small.published({"2011/overall/mean/all": (7.75, 877, 0.05)})
    assert not judged("rises overall 2009 2011 2013", figures).direction
    assert judged("rises overall 2009 2013", figures).direction


def test_a_direction_does_not_depend_on_the_flag() -> None:
    """Whatever the test says of a difference, its sign stays."""
    figures = with_contrast(small.published(), "vr/2013/overall/mean/directorate=asylum~rest", flag=0, p=0.9)
    verdict = judged("higher overall for asylum", figures)
    assert (verdict.holds, verdict.direction) == (False, True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("overall 2013", "`overall 2013`, a value"),
        ("n overall 2013", "`n overall 2013`, a value"),
        ("change overall 2011 2013", "`change overall 2011 2013`, a value"),
        ("", "no question and no word in the braces"),
        ("rise overall", "`rise`"),
        ("rises ovral 2011 2013", "`ovral`"),
        ("rises overall 2010 2013", "`2010`"),
        ("higher overall 2013 for transit", "`vr/2013/overall/mean/directorate=transit` on a small base (n=41)"),
        ("higher overall 2013", "no group"),
        ("highest overall 2013 by", "nothing after `by`"),
        ('rises "overall', "'\"' in the braces"),
    ],
)
def test_what_claims_nothing_or_cannot_be_judged_is_refused(text: str, found: str) -> None:
    """A value, an unknown name, a figure that may not be told: with what was expected."""
    with pytest.raises(Refused) as refused:
        judged(text)
    assert refused.value.found == found
    assert refused.value.expected


def test_a_value_is_told_which_words_claim() -> None:
    """The remedy names them."""
    with pytest.raises(Refused) as refused:
        judged("overall 2013")
    assert refused.value.remedy.startswith("A claim begins with one of `rises`, `falls`, `higher`")


def test_an_unknown_survey_is_refused_with_the_nearest() -> None:
    """The survey is named by the file that holds the statement."""
    with pytest.raises(Refused, match="survey `vrr`"):
        judged("rises overall", survey="vrr")


def test_the_figures_of_a_verdict_are_in_the_language() -> None:
    """In Dutch with a comma."""
    assert judged("rises friendly", language="nl").figures.startswith("8,0 (2011, n=850), 8,1 (2013, n=940)")
