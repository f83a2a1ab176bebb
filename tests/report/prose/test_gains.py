"""`rises more`, `rises less`, `falls more`, `falls less`, `gains`, `loses`: did this group change more than others?"""

from dataclasses import replace

import pytest

from report.prose import small


@pytest.mark.parametrize(
    "braces",
    [
        "rises more overall for asylum",
        "rises more mean overall 2011 this for asylum than the rest",
        "rises more overall for asylum than naturalisation",
        "falls more overall for naturalisation than asylum",
        "rises less contact=telephone for naturalisation",
        "loses contact=telephone for regular_social",
        "falls less deadlines for foreign_national",
        "gains deadlines for foreign_national",
        "gains overall for asylum",
    ],
)
def test_a_change_beyond_that_of_others_passes(braces: str) -> None:
    """The test of the two changes has a mark this way, and the group itself moves as the word says."""
    assert small.problems(f"It [is so]{{{braces}}}.", "en") == []


def test_of_two_groups_that_mirror_each_other_both_can_be_told() -> None:
    """Sponsors carry no mark of their own, for that of foreign nationals tells the same fact turned round."""
    assert small.problems("It [is so]{falls more deadlines for sponsor}.", "en") == []
    assert small.problems("It [is so]{loses deadlines for sponsor}.", "en") == []


@pytest.mark.parametrize(
    ("braces", "told", "instead"),
    [
        ("rises more overall for regular_social",
         "regular_social 7.7 (2011, n=270) to 7.7 (2013, n=300), −0.04 (p=0.720), the rest +0.04; between these "
         "changes −0.08, p=0.410; from 2011 to 2013 the figure goes down", "No word of this kind is true here"),
        ("gains overall for naturalisation",
         "naturalisation 7.7 (2011, n=190) to 7.4 (2013, n=231), −0.33 (p=0.015), the rest +0.15; between these "
         "changes −0.48, p=0.004; it changed further downwards", "True here: `falls more overall for naturalisation`"),
        ("rises more deadlines for foreign_national", "the figure goes down",
         "True here: `falls less deadlines for foreign_national`"),
        ("rises more overall for naturalisation than asylum", "asylum 7.6 (2011, n=101) to 7.9 (2013, n=118), +0.37",
         "True here: `falls more overall for naturalisation than asylum`"),
        ("loses overall for regular_social", "p=0.410; the difference is not significant at 5%", "No word"),
    ],
)  # fmt: skip
def test_a_change_like_that_of_others_is_told_with_both(braces: str, told: str, instead: str) -> None:
    """The message holds both changes and their test, and offers the word that would be true."""
    message = small.only(f"It [is so]{{{braces}}}.", "en")
    assert told in message
    assert instead in message


@pytest.mark.parametrize(
    ("braces", "told"),
    [
        ("gains website=visited for asylum", "found no test of changes by `directorate`, expected a survey that asks "
         "for it. Write in the survey file: `report: {compare: {changes: {directorate: the rest}}}`."),
        ("gains overall for asylum than regular_social", "{changes: {directorate: [[asylum, regular_social]]}}"),
        ("gains overall for asylum than role=sponsor", "expected two groups of one break, `directorate`"),
        ("gains overall for asylum than asylum", "expected two groups"),
        ("gains overall for all", "found no group"),
        ("gains overall", "found no `for`"),
        ("gains overall this previous for asylum", "expected waves from old to new"),
        ("gains overall for transit", "on a small base (n=41)"),
        ("gains overall for visitors", "which is hidden"),
    ],
)  # fmt: skip
def test_what_was_not_tested_is_refused(braces: str, told: str) -> None:
    """Without a test of the changes nothing is claimed, and the message says how to have one."""
    assert told in small.only(f"It [is so]{{{braces}}}.", "en")


def test_a_significant_difference_that_is_too_small_does_not_count() -> None:
    """The mark of the results decides: it holds the minimum relevant difference and the correction."""
    figures = small.published()
    name = "vr/2013/overall/mean/directorate=asylum~2011~rest"
    contrasts = tuple(replace(one, flag=0, difference=0.05) if one.id == name else one for one in figures.contrasts)
    message = small.only("It [is so]{gains overall for asylum}.", "en", replace(figures, contrasts=contrasts))
    assert "the difference is smaller than the minimum relevant difference" in message


@pytest.mark.parametrize(
    ("words", "braces", "language"),
    [
        ("rose less", "rises more overall for asylum", "en"),
        ("minder gestegen", "rises more overall for asylum", "nl"),
        ("meer gestegen", "rises less contact=telephone for naturalisation", "nl"),
        ("fell more", "falls less deadlines for foreign_national", "en"),
        ("meer gedaald", "falls less deadlines for foreign_national", "nl"),
        ("minder gedaald", "falls more overall for naturalisation", "nl"),
        ("rose more", "gains deadlines for foreign_national", "en"),
        ("meer dan elders", "gains deadlines for foreign_national", "nl"),
        ("minder dan elders", "loses contact=telephone for regular_social", "nl"),
    ],
)
def test_words_of_another_of_these_claims_are_refused(words: str, braces: str, language: str) -> None:
    """Up and down, more and less are those of the braces; `gains` and `loses` say nothing of the group itself."""
    assert "found the words “" in small.only(f"It [{words}]{{{braces}}}.", language)


@pytest.mark.parametrize(
    ("words", "braces", "language"),
    [
        ("ontwikkelde zich minder gunstig", "loses contact=telephone for regular_social", "nl"),
        ("developed more favourably", "gains overall for asylum", "en"),
    ],
)
def test_how_it_is_valued_is_left_to_the_writer(words: str, braces: str, language: str) -> None:
    """“More favourably” is no amount."""
    assert small.problems(f"It [{words}]{{{braces}}}.", language) == []
