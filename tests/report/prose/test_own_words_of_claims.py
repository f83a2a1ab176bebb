"""Words between the brackets of a true claim that say more than its braces are refused."""

import pytest

from report.prose import small

REFUSED = """
nl gestegen naar een 8,3 | rises overall
nl met 0,9 punt gestegen | rises overall
nl met 2013 punt gestegen | rises overall
nl in 2009 gestegen | rises overall
nl niet gestegen | rises overall
nl nauwelijks gestegen | rises overall
nl 80% van de klanten | majority contact=telephone
nl geen meerderheid | majority contact=telephone
nl Geen sterk punt | strength friendly
nl gestegen, aantoonbaar | up overall
nl significant hoger | above overall for asylum than naturalisation
nl significant | unproven friendly by role
nl niet gelijk | similar friendly by 0,1
nl alleen bij 3 directies | only rises overall by directorate: asylum
nl alleen twee directies | only rises overall by directorate: asylum
nl 80% | between contact=telephone: 60 64
nl niet 62% | between contact=telephone: 60 64
nl 9 op de 10 | between contact=telephone: 60 64
en rose to an 8.3 | rises overall
en did not rise | rises overall
en didn’t rise | rises overall
en no majority | majority contact=telephone
en statistically up | up overall
en twenty-one aspects | only falls aspects by item: deadlines
nl achttien aspecten | only falls aspects by item: deadlines
en is not the same | similar friendly by 0.1
en both directorates | only rises overall by directorate: asylum
"""
AT_HOME = """
nl gestegen sinds 2011 | rises overall
nl significant gestegen | rises overall
nl niet aangetoond | unproven friendly by role
nl niet significant | unproven friendly by role
nl nauwelijks anders dan in 2011 | similar friendly by 0,1
nl niet dringend | low-priority deadlines for asylum
nl alleen 1 directie | only rises overall by directorate: asylum
nl alleen één directie | only rises overall by directorate: asylum
nl 60 tot 64 procent | between contact=telephone: 60 64
nl 6 op de 10 | between contact=telephone: 60 64
nl nog geen 64% | between contact=telephone: 60 64
en never asked before | first asked deadlines 2011
en hardly moved | similar friendly by 0.1
"""


def _cases(table: str) -> list[tuple[str, str, str]]:
    found = []
    for line in table.strip().splitlines():
        language, _, rest = line.partition(" ")
        words, _, braces = rest.partition(" | ")
        found.append((language, words, braces))
    return found


@pytest.mark.parametrize(("language", "words", "braces"), _cases(REFUSED))
def test_a_true_claim_whose_words_say_more_is_refused(language: str, words: str, braces: str) -> None:
    """The same claim passes with a neutral word, so that it is the words which are refused."""
    assert small.problems(f"# Klanten\n\nx [zo]{{{braces}}}.", language) == []
    message = small.only(f"# Klanten\n\nx [{words}]{{{braces}}}.", language)
    assert f"`{braces.partition(' ')[0]}" in message


@pytest.mark.parametrize(("language", "words", "braces"), _cases(AT_HOME))
def test_words_that_the_claim_itself_says_may_stand(language: str, words: str, braces: str) -> None:
    """A denial in a claim that denies, a year of its waves, a number of its ends, a count of its names."""
    assert small.problems(f"# Klanten\n\nx [{words}]{{{braces}}}.", language) == []


def test_a_number_in_a_value_within_the_claim_may_stand() -> None:
    """What is computed by itself is not a number that the claim must state."""
    assert small.problems("# Klanten\n\nx [stijgt naar een [7,7]{overall}]{rises overall}.") == []


def test_the_message_of_a_number_says_where_it_belongs() -> None:
    """It names the number, the claim and the value that would hold the number."""
    message = small.only("# Klanten\n\nHet [stijgt naar een 8,3]{rises overall}.")
    assert "“8,3” with the claim `rises`" in message
    assert "numbers in a value of their own: `[..]{overall}`" in message
