"""A true Dutch chapter with the claims that the reference study does not make: whatever is changed is refused."""

import pytest

from report.prose import small

CHAPTER = """# Klanten

De stijging is [alleen bij asiel]{only rises overall by directorate: asylum}, de daling
[alleen bij naturalisatie]{only falls overall by directorate: naturalisation}. Asiel is
[als enige hoger]{only higher overall by directorate: asylum}, naturalisatie
[als enige lager]{only lower overall by directorate: naturalisation}. Van de aspecten daalt
[alleen op tijd beslissen]{only falls aspects by item: deadlines}.

Men belt [vooral de informatielijn]{most contact: info_line direct}, de app het [minst]{least contact: app}.
Vriendelijkheid is [het best]{most aspects: friendly} en een [sterk punt]{strength friendly}, termijnen zijn een
[verbeterpunt]{priority deadlines}; bij asiel is de eerste [vanzelfsprekend]{hygiene friendly for asylum} en de tweede
[niet dringend]{low-priority deadlines for asylum}. Op tijd beslissen werd een
[verbeterpunt]{moved deadlines to priority}.

De directies komen [dichter bij elkaar]{narrows website=visited by directorate}, vriendelijkheid is
[bijna gelijk]{similar friendly by 0,1}, en ze [verschillen weinig]{similar overall by directorate within 0,6}.
[De meesten]{majority contact=telephone} bellen: [ruim zes op de tien]{between contact=telephone: 60 64}.
"""

MUTATIONS = {
    "only of another group": ("only rises overall by directorate: asylum", "only rises overall by directorate: nat"
                              "uralisation"),
    "only of one group too many": ("only falls overall by directorate: naturalisation",
                                   "only falls overall by directorate: naturalisation asylum"),
    "only falls for only rises": ("only rises overall", "only falls overall"),
    "only lower for only higher": ("only higher overall", "only lower overall"),
    "only higher for only lower": ("only lower overall", "only higher overall"),
    "only rises for only falls": ("only falls aspects", "only rises aspects"),
    "only of another item": ("by item: deadlines", "by item: friendly"),
    "only of all items": ("by item: deadlines", "by item: deadlines friendly"),
    "only without its second word": ("only rises overall", "only overall"),
    "a rise of one told with words of a fall": ("alleen bij asiel", "daalt bij asiel"),
    "two answers swapped": ("info_line direct", "direct info_line"),
    "an answer left out of the order": ("info_line direct", "info_line app"),
    "least for most": ("most contact", "least contact"),
    "most for least": ("least contact", "most contact"),
    "another answer": ("least contact: app", "least contact: direct"),
    "another item": ("most aspects: friendly", "most aspects: deadlines"),
    "most told with the word lowest": ("[het best]", "[het laagst]"),
    "a typing error in an answer": ("least contact: app", "least contact: ap"),
    "priority for strength": ("strength friendly", "priority friendly"),
    "strength for priority": ("priority deadlines", "strength deadlines"),
    "a strength of another group": ("strength friendly", "strength friendly for asylum"),
    "hygiene without its group": ("hygiene friendly for asylum", "hygiene friendly"),
    "hygiene for low priority": ("low-priority deadlines", "hygiene deadlines"),
    "a strength called a weak point": ("[sterk punt]", "[zwak punt]"),
    "a move to another part": ("to priority", "to strength"),
    "a move of another aspect": ("moved deadlines", "moved friendly"),
    "a move to nowhere": (" to priority", ""),
    "a move told as to a strength": ("[verbeterpunt]{moved", "[sterk punt]{moved"),
    "a distance that grew": ("narrows website=visited", "narrows overall"),
    "a distance told as larger": ("[dichter bij elkaar]", "[met grotere verschillen]"),
    "similar by less": ("friendly by 0,1", "friendly by 0,01"),
    "similar of another aspect": ("similar friendly", "similar deadlines"),
    "similar within less": ("within 0,6", "within 0,5"),
    "similar without its amount": (" within 0,6", ""),
    "a majority of others": ("majority contact=telephone", "majority contact=app"),
    "a majority told as a minority": ("[De meesten]", "[Een minderheid]"),
    "an end too high": (": 60 64", ": 63 64"),
    "an end too low": (": 60 64", ": 60 61"),
    "ends swapped": (": 60 64", ": 64 60"),
}  # fmt: skip


def test_the_chapter_is_true() -> None:
    """Without a mutation there is nothing to refuse."""
    assert small.problems(CHAPTER) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_of_a_true_claim_is_refused(name: str) -> None:
    """Each stands for a slip of a person, and the one message names its line."""
    old, new = MUTATIONS[name]
    assert CHAPTER.count(old) >= 1
    line = CHAPTER[: CHAPTER.index(old)].count("\n") + 1
    assert small.only(CHAPTER.replace(old, new, 1)).startswith(f"chapters/nl/01-overall.md:{line}: ")
