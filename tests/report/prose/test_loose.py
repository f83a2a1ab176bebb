"""What nothing stands behind: numbers typed by hand and claims in plain words, not what a claim beside them says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from peil.report.prose.loose import loose
from peil.study.model import Chapter
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
        # Many and few of people, where no figure of the sentence tells how many.
        ("nl", "Veel klanten bellen. Heel weinig mensen schrijven, en velen mailen.",
         ["Veel klanten", "Heel weinig mensen", "velen"]),
        ("en", "Many customers call, and very few people write.", ["Many customers", "very few people"]),
        ("nl", "Veel klanten bellen, [62%]{contact=telephone}.", []),
        ("nl", "Te weinig klanten antwoordden; zo veel mensen, met te veel regels, weinig bericht en veel werk.", []),
        ("en", "Too few customers answered, in a few words, with so many people and too many rules.", []),
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
    assert share.remedy == "Only `website=visited 2011` is printed so."
    assert grade.remedy == "Only `overall 2011` is printed so."
    assert word.remedy == "Say it with `rises` or `up`."


def remedy_of(body: str, *surveys: str) -> str:
    """What is said of the one number typed by hand in a Dutch text."""
    parts = tuple(small.survey(name) for name in surveys) if surveys else None
    about = replace(small.study(surveys=parts), chapters=(Chapter("chapters/nl/01.md", "nl", f"# Titel\n\n{body}\n"),))
    (found,) = [one.problem.remedy for one in loose(about, small.published(None, *surveys)) if one.number]
    return found


@pytest.mark.parametrize(
    ("body", "remedy"),
    [
        # 7.3 is overall in 2009 and the counter in 2011.
        ("Eerst was het 7,3, nu [7,7]{overall}.", "That is `overall 2009`."),
        ("De counter krijgt een 7,3.", "That is `counter 2011`."),
        ("Het was 7,3.\n\n::: trend counter\n\n## Verder [7,7]{overall}", "That is `counter 2011`."),
        ("Was [7,2]{counter 2009}.\n\nEerder [7,3]{overall 2009}.\nEn dus een 7,3.", "That is `overall 2009`."),
        # 8.0 is friendliness in 2011, and in 2009.
        ("Een [8,1]{friendly}, eerder een 8,0.", "That is `friendly 2011` or `friendly 2009`."),
        ("Een [8,1]{friendly}, in 2009 een 8,0.", "That is `friendly 2009`."),
        # A grid names all its questions, a question itself more than its grid does.
        ("Er was een 6,9.\n\n::: table aspects", "That is `deadlines 2011`."),
        ("Het was 9,1.", "No figure of everyone is printed so: of a group add `for GROUP`; of a source cite "
         "a benchmark."),
        ("Het cijfer was 7,4.", "Only `overall 2011` is printed so."),
    ],
)  # fmt: skip
def test_a_number_gets_the_figure_of_the_question_named_nearest(body: str, remedy: str) -> None:
    """Of the figures that are printed so; the first of the table was named before, whatever the text was about."""
    assert remedy_of(body) == remedy


@pytest.mark.parametrize("body", ["Het was 7,3.", "De [7,7]{overall} en de [7,2]{counter 2009} waren een 7,3."])
def test_where_the_text_does_not_tell_which_figure_none_is_proposed(body: str) -> None:
    """None is named on the page, or two are named in the sentence."""
    assert remedy_of(body).startswith("2 figures are printed so, and the page does not tell of which question")


def test_in_a_chapter_about_several_surveys_the_survey_is_part_of_what_is_proposed() -> None:
    """That of the first survey was proposed for every number."""
    assert remedy_of("Het was [7,7]{boak: overall}, eerder 7,4.", "vr", "boak") == "That is `boak: overall 2011`."
