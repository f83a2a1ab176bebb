"""What nothing stands behind: numbers typed by hand and claims in plain words, not what a claim beside them says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peil.report.prose.loose import loose
from report.prose import small


def listed_of(body: str, language: str = "nl") -> list[str]:
    """What is listed of a chapter with this body, each with the words around it left out."""
    about = replace(small.study(), chapters=(small.chapter(body, language),))
    return [one.problem.thing.split("” in “")[0].lstrip("“") for one in loose(about, small.published())]


@pytest.mark.parametrize(
    ("language", "body", "listed"),
    [
        ("nl", "Het cijfer was 7,4.", ["7,4"]),
        ("nl", "Er deden 960 mensen mee, van de 5.000 die een brief kregen.", ["960", "5.000"]),
        ("en", "Of the 5,000 invited 960 took part.", ["5,000", "960"]),
        ("nl", "In 2013, op bladzijde 961 en voor de 300 grootste.", ["grootste"]),
        ("nl", "Bijna 62 procent belde.", ["62 procent"]),
        ("nl", "Asiel is tevreden, om welke dienst het ook gaat en ongeacht leeftijd.",
         ["om welke dienst het ook", "ongeacht leeftijd"]),
        ("en", "Asylum is content, whatever the service.", ["whatever"]),
        ("nl", "De dienst krijgt een acht en de site een zevenenhalf.", ["een acht", "een zevenenhalf"]),
        ("en", "The service gets an eight, or a seven and a half.", ["an eight", "a seven and a half"]),
        ("nl", "Zes van de tien bellen, vrijwel niemand schrijft, drie kwart mailt.",
         ["Zes van de tien", "vrijwel niemand", "drie kwart"]),
        ("en", "Six out of ten call, two thirds write, hardly anyone visits.",
         ["Six out of ten", "two thirds", "hardly anyone"]),
        ("nl", "Het cijfer neemt toe, de belangstelling is verdubbeld, de klachten zijn gehalveerd.",
         ["neemt toe", "verdubbeld", "gehalveerd"]),
        ("en", "Complaints doubled, the grade fell, letters decreased.", ["doubled", "fell", "decreased"]),
        ("nl", "Dat is aantoonbaar, maar de meerderheid is tevreden.", ["aantoonbaar", "meerderheid"]),
        # What a claim in the same sentence says is not listed.
        ("nl", "[Asiel]{rises overall for asylum} en de [site]{rises website=visited} stijgen allebei.", []),
        ("nl", "[Asiel]{rises overall for asylum} stijgt. De site stijgt ook.", ["stijgt"]),
        ("nl", "Asiel is [als enige]{only higher overall by directorate: asylum} hoger; de rest is lager.", ["lager"]),
        ("nl", "Bijna de helft, ofwel [42%]{website=visited}, kwam.", ["de helft"]),
        ("nl", "Ruim [vier op de tien]{in words website=visited} kwamen, vier op de tien dus.", []),
        ("nl", "[Op tijd beslissen]{priority deadlines} kan beter.", []),
        # Of all, the first, and more than another.
        ("nl", "Vooral asiel is het tevredenst, met name in alle regio’s; geen enkele klant klaagt.",
         ["Vooral", "met name", "alle", "geen enkele"]),
        ("nl", "De wachttijd is het langst en het vaakst genoemd, en dat is significant.",
         ["het vaakst", "significant"]),
        ("nl", "Asiel is tevredener dan de rest, en minder kritisch dan eerst.",
         ["tevredener dan", "minder kritisch dan"]),
        ("en", "Especially asylum is the happiest, everywhere; none complain.",
         ["Especially", "the happiest", "everywhere", "none"]),
        ("en", "It is busier than before, in every wave, and significant.",
         ["busier than", "every wave", "significant"]),
        # Whom a figure is about, and names of the study.
        ("nl", "Van alle klanten belt [62%]{contact=telephone}; alle groepen samen geven een [7,7]{overall}.", []),
        ("en", "Of all customers [62%]{contact=telephone} call; not only they, and all groups together.", []),
        ("nl", "Beide [rollen]{rises website=visited for sponsor} [klikken]{rises contact=telephone for asylum}.", []),
        ("nl", "Alleen asiel [stijgt]{rises overall for asylum} dus.", ["Alleen"]),
        ("nl", "[Niets [7,7]{overall} te vrezen]{rises overall}, het stijgt.", []),
    ],
)  # fmt: skip
def test_what_stands_alone_is_listed(language: str, body: str, listed: list[str]) -> None:
    """Whole numbers only where the study knows them, years never, words only without a claim beside them."""
    assert listed_of(body, language) == listed


def test_the_list_says_what_would_compute_a_number_and_what_would_claim_a_word() -> None:
    """In this wave or an earlier one, numbers of respondents too."""
    about = replace(small.study(), chapters=(small.chapter("Van 960 mensen 36%, een 7,4 dus, en het steeg."),))
    found = loose(about, small.published())
    assert [one.number for one in found] == [True, True, True, False]
    n, share, grade, word = (one.problem for one in found)
    assert n.remedy == "That is `n`."
    assert share.remedy == "That is `website=visited 2011`."
    assert grade.remedy == "That is `overall 2011`."
    assert word.remedy == "Say it with `rises` or `up`."
