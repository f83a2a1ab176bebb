"""A hundred sentences that a careless or dishonest researcher might write: true braces, words that say more."""

import re

import pytest

from peil.report.prose.claims import CLAIMS
from peil.report.prose.proven import PROVEN
from report.prose import small

# Language, sentence. The braces of every claim hold, as the second test shows.
WRONG = """
nl Het totaaloordeel is [gestegen naar een acht]{rises overall}.
nl [Zeventig procent]{majority contact=telephone} belt.
nl [Twee op de drie]{majority contact=telephone} klanten bellen.
nl [Alle]{rises overall} directies gaan omhoog.
nl Het cijfer steeg [bij alle directies]{rises overall}.
nl Het cijfer is [gestegen bij de meeste groepen]{rises overall}.
nl Het cijfer steeg [bij meer dan de helft van de klanten]{rises overall}.
nl [Bijna alle klanten]{majority contact=telephone} bellen.
nl [Vrijwel iedereen]{similar friendly by 0,1} is even vriendelijk geholpen.
nl De vriendelijkheid is [precies hetzelfde]{equal friendly within 0,3}.
nl Het cijfer [blijft gelijk]{rises overall}.
nl Het cijfer is “[gestegen naar “8,3”]{rises overall}”.
nl Het cijfer is [bij “alle” directies gestegen]{rises overall}.
nl Vreemdelingen en referenten zijn [even tevreden]{unproven friendly by role}.
nl De vriendelijkheid is [niet gestegen]{similar friendly by 0,1}.
nl De vriendelijkheid is [niet gestegen]{unproven friendly}.
nl De vriendelijkheid is [niet veranderd]{unproven friendly}.
nl De vriendelijkheid is [onveranderd]{similar friendly by 0,1}.
nl De vriendelijkheid is [hetzelfde gebleven]{similar friendly by 0,1}.
nl De vriendelijkheid is [niet hoger]{equal friendly within 0,3}.
nl Het cijfer is [niet]{rises overall} veranderd.
nl Het cijfer is niet [gestegen]{rises overall}.
nl Het cijfer [stijgt]{rises overall} niet.
nl Het cijfer is nauwelijks [gestegen]{rises overall}.
nl Het cijfer is [verdubbeld]{rises overall}.
nl Het websitebezoek is [twee keer zo hoog]{rises website=visited}.
nl Het websitebezoek is [spectaculair gestegen]{rises website=visited}.
nl Het websitebezoek is flink [gestegen]{rises website=visited}.
nl Op tijd beslissen ging [iets]{falls contact=telephone 2009 2011 for asylum} omlaag.
nl Het cijfer is [voor het eerst gestegen]{rises overall}.
nl Het cijfer [stijgt steeds]{rises overall}.
nl Het cijfer is in [elke meting gestegen]{rises overall 2009 this}.
nl Het is het [hoogste cijfer ooit]{rises overall}.
nl Asiel is [gestegen]{higher overall for asylum}.
nl Asiel is het [meest tevreden]{higher overall for asylum}.
nl Alleen [asiel]{rises overall for asylum} gaat vooruit.
nl [Alleen asiel]{higher overall for asylum} is tevreden.
nl [Als enige]{highest overall by directorate: asylum} gaat asiel vooruit.
nl Vooral in asiel [stijgt het vooral]{rises overall for asylum}.
nl Asiel scoort [verreweg het hoogst]{highest overall by directorate: asylum}.
nl Asiel is [veel tevredener dan alle andere]{higher overall for asylum}.
nl Het cijfer is [gestegen doordat er sneller wordt beslist]{rises overall}.
nl Het cijfer [stijgt dankzij de nieuwe brieven]{rises overall}.
nl Het cijfer [zal blijven stijgen]{rises overall}.
nl Vriendelijkheid is [zonder twijfel]{strength friendly} een sterk punt.
nl Vriendelijkheid is [het belangrijkste punt]{strength friendly}.
nl Vriendelijkheid is een [significant sterk punt]{strength friendly}.
nl Op tijd beslissen is [voor iedereen]{priority deadlines} een verbeterpunt.
nl Op tijd beslissen is [het grootste verbeterpunt]{priority deadlines}.
nl Op tijd beslissen moet [bij alle directies]{priority deadlines} beter.
nl Een [overgrote meerderheid]{majority contact=telephone} belt.
nl [De meerderheid]{most contact: info_line} belt de infolijn.
nl De meesten komen [meestal]{most contact: info_line} via de infolijn.
nl Naar rol is [geen verschil]{unproven friendly by role}.
nl Naar rol is het verschil [significant]{unproven friendly by role}.
nl Asiel is significant [hoger]{above overall for asylum}.
nl Asiel ligt [bewezen boven]{above overall for asylum} het gemiddelde.
nl Asiel is [significant het hoogst]{highest overall by directorate: asylum}.
nl [Alle directies]{only rises overall by directorate: asylum} gaan vooruit.
nl [Bijna alle directies]{only rises overall by directorate: asylum} gaan vooruit.
nl [Beide rollen, en alle directies]{only rises overall by directorate: asylum} gaan vooruit.
nl [Alleen naturalisation]{only rises overall by directorate: asylum} gaat vooruit.
nl Asiel is [tevredener dan naturalisation]{higher overall for asylum}.
nl Alle directies behalve een [zakken]{all rises website=visited by role}.
nl [Op een na alle rollen]{all rises website=visited by role} bezoeken de site vaker.
nl Het bezoek aan de website [wordt veroorzaakt]{depends website by directorate} door de directie.
nl De dienst staat [zonder uitzondering boven]{above benchmark overall: ombudsman} andere diensten.
nl Ruim [negen op de tien]{between contact=telephone: 60 64} bellen.
nl [Meer dan zeven op de tien]{between contact=telephone: 60 64} bellen.
nl Het cijfer is [bijna een zeven]{between overall: 7,5 7,9}.
nl Het cijfer is [gestegen sinds de eerste meting]{rises overall}.
nl Het cijfer is [gestegen sinds de vorige meting]{rises overall 2009 this}.
nl Het cijfer is [definitief]{rises overall} gestegen.
nl De directies liggen [precies even ver]{widens overall by directorate} uiteen.
nl De afstand is [gelijk gebleven]{narrows website=visited by directorate}.
nl Op tijd beslissen [trekt als enige]{carries deadlines} het cijfer omhoog.
en The grade [rose to an eight]{rises overall}.
en [Seventy per cent]{majority contact=telephone} call us.
en [Two in three]{majority contact=telephone} call us.
en The grade rose [in all directorates]{rises overall}.
en The grade rose [for most people]{rises overall}.
en The grade rose for [more than half]{rises overall} of them.
en [Almost all]{majority contact=telephone} call.
en [Everyone]{majority contact=telephone} calls.
en Friendliness is [exactly the same]{equal friendly within 0.3}.
en The grade [remains the same]{rises overall}.
en The roles are [equally satisfied]{unproven friendly by role}.
en The roles are [as satisfied]{unproven friendly by role} as each other.
en Friendliness [has not risen]{similar friendly by 0.1}.
en Friendliness [did not improve]{unproven friendly}.
en The grade has not [risen]{rises overall}.
en The grade [doubled]{rises overall}.
en Visits [soared]{rises website=visited}.
en Visits are sharply [up]{rises website=visited}.
en The grade rose [for the first time]{rises overall}.
en The grade [keeps rising]{rises overall}.
en The grade is at an [all-time high]{rises overall}.
en Asylum is [the most satisfied]{higher overall for asylum}.
en Asylum [improved]{higher overall for asylum}.
en Only [asylum]{rises overall for asylum} improved.
en Asylum is [by far the highest]{highest overall by directorate: asylum}.
en The grade rose [because decisions are faster]{rises overall}.
en The grade [will rise further]{rises overall}.
en Friendliness is [the best]{strength friendly} aspect.
en Deciding in time is [the main priority for everyone]{priority deadlines}.
en A [vast majority]{majority contact=telephone} call.
en There is [no difference]{unproven friendly by role} between the roles.
en Asylum is [significantly the highest]{highest overall by directorate: asylum}.
en [All directorates]{only rises overall by directorate: asylum} improved.
en Asylum is [more satisfied than naturalisation]{higher overall for asylum}.
en [Nine in ten]{between contact=telephone: 60 64} call.
en The grade is [almost a seven]{between overall: 7.5 7.9}.
en The grade rose [since the first wave]{rises overall}.
en The distance [stayed equal]{narrows website=visited by directorate}.
en Friendliness is [higher]{similar friendly by 0.1} than in 2011.
en The grade is [worse]{rises overall}.
en Naturalisation is [better]{lower overall for naturalisation} than the rest.
nl Het oordeel is [verslechterd]{rises overall}.
nl Naturalisatie is [beter]{lower overall for naturalisation} dan de rest.
"""
SENTENCES = [tuple(line.split(" ", 1)) for line in WRONG.strip().splitlines()]


def test_there_are_a_hundred_of_them() -> None:
    """In both languages."""
    assert len(SENTENCES) >= 100


@pytest.mark.parametrize(("language", "sentence"), SENTENCES)
def test_a_sentence_whose_words_say_more_is_refused(language: str, sentence: str) -> None:
    """The build stops and shows the sentence and the figures."""
    found = small.problems(f"# Klanten\n\n{sentence}", language)
    assert found
    assert any("the figures: " in one and "]{" in one for one in found)


@pytest.mark.parametrize(("language", "sentence"), SENTENCES)
def test_the_braces_of_such_a_sentence_hold(language: str, sentence: str) -> None:
    """So that it is its words which are refused."""
    for braces in re.findall(r"\]\{([^}]*)\}", sentence):
        assert small.problems(f"# Klanten\n\nX, [zo]{{{braces}}}, x.", language) == []


def test_every_claim_says_what_its_words_may_be() -> None:
    """A new claim has its row, or takes topics alone, or reads its words itself."""
    topics = {"strength", "hygiene", "depends"}
    reading = {word for word, claim in CLAIMS.items() if claim.reads is not None}
    assert set(PROVEN) | topics | reading == set(CLAIMS)
