"""Mutations of the chapters: each a slip of a person who edits a text, in one place of one language."""

from __future__ import annotations

from pathlib import Path

from mutations.model import Kind, Mutation, replaced

CHAPTERS = Path(__file__).resolve().parents[2] / "examples" / "ind" / "chapters"
NUMBER: Kind = "a number or its words"
SUBJECT: Kind = "another question, group or wave"
CLAIM: Kind = "a claim"
# What went wrong, in which language, what stands in the chapter, and what comes in its place.
SLIPS: tuple[tuple[Kind, str, str, str, str], ...] = (
    (
        NUMBER,
        "a digit changed",
        "nl",
        "[7,2]{overall 2011 for regular_social}",
        "[7,3]{overall 2011 for regular_social}",
    ),
    (NUMBER, "two digits swapped", "nl", "nu [58%]{website=visited}", "nu [85%]{website=visited}"),
    (NUMBER, "a decimal dropped", "nl", "nu een [7,9]{overall for", "nu een [8]{overall for"),
    (NUMBER, "a decimal added", "en", "[7.7]{overall}", "[7.70]{overall}"),
    (NUMBER, "the number told in words", "nl", "[7,7]{overall}", "[zeven]{overall}"),
    (NUMBER, "the number left out", "nl", "[7,7]{overall}", "[hoog]{overall}"),
    (NUMBER, "a second number", "nl", "[7,7]{overall}", "[7,7 op 8,1]{overall}"),
    (NUMBER, "a year in the brackets", "nl", "[7,7]{overall}", "[in 2013 een 7,7]{overall}"),
    (NUMBER, "a denial in the brackets", "nl", "een [7,7]{overall}", "[geen 7,7]{overall}"),
    (NUMBER, "the decimal sign of English", "nl", "[7,7]{overall}", "[7.7]{overall}"),
    (NUMBER, "the decimal sign of Dutch", "en", "[7.7]{overall}", "[7,7]{overall}"),
    (NUMBER, "the thousands sign of Dutch", "en", "[5,000]{sent}", "[5.000]{sent}"),
    (NUMBER, "no thousands sign", "nl", "[5.000]{sent}", "[5000]{sent}"),
    (NUMBER, "a space for thousands", "nl", "[5.000]{sent}", "[5 000]{sent}"),
    (NUMBER, "a digit before the bracket", "nl", "[7,7]{overall}", "1[7,7]{overall}"),
    (NUMBER, "a digit behind the braces", "nl", "[7,7]{overall}", "[7,7]{overall}5"),
    (NUMBER, "a minus before the bracket", "nl", "met [0,4]{decrease", "met -[0,4]{decrease"),
    (NUMBER, "a minus in the brackets", "nl", "[0,4]{decrease", "[−0,4]{decrease"),
    (NUMBER, "an en dash for a minus", "nl", "[0,4]{decrease overall", "[–0,4]{change overall"),
    (NUMBER, "a minus apart", "nl", "[0,4]{decrease", "[- 0,4]{decrease"),
    (NUMBER, "the minus dropped", "nl", "[0,4]{decrease", "[0,4]{change"),
    (NUMBER, "a decrease told as an increase", "nl", "[0,4]{decrease", "[0,4]{increase"),
    (NUMBER, "a per cent sign after a grade", "nl", "[7,7]{overall}", "[7,7%]{overall}"),
    (
        NUMBER,
        "per cent for points",
        "nl",
        "[0,4]{decrease overall 2009 this for naturalisation} punt",
        "[24%]{decrease file_in_order=yes 2009 this for naturalisation}",
    ),
    (NUMBER, "points for per cent", "en", "now [58%]{website=visited}", "now [58 points]{website=visited}"),
    (NUMBER, "a benchmark's figure changed", "nl", "[6,8]{vr: benchmark chain}", "[6,9]{vr: benchmark chain}"),
    (SUBJECT, "a share for another answer", "nl", "[49%]{status=granted}", "[49%]{status=refused}"),
    (SUBJECT, "a wrong question", "nl", "[6,9]{phone_reach}", "[6,9]{customer_feeling}"),
    (
        SUBJECT,
        "a swapped group",
        "nl",
        "[7,2]{overall 2011 for regular_social}",
        "[7,2]{overall 2011 for naturalisation}",
    ),
    (SUBJECT, "no group", "nl", "[7,2]{overall 2011 for regular_social}", "[7,2]{overall 2011}"),
    (
        SUBJECT,
        "the inner group swapped",
        "nl",
        "[7,9]{overall for regular_social sponsor}",
        "[7,9]{overall for regular_social foreign_national}",
    ),
    (SUBJECT, "a shifted wave", "nl", "[7,4]{vr: overall 2011}", "[7,4]{vr: overall 2009}"),
    (SUBJECT, "a wave left out", "nl", "[7,4]{vr: overall 2011}", "[7,4]{vr: overall}"),
    (SUBJECT, "the base of another wave", "nl", "[960 klanten]{n}", "[960 klanten]{n previous}"),
    (
        SUBJECT,
        "a rise of another group",
        "nl",
        "overall for regular_social by 0.2}",
        "overall for naturalisation by 0.2}",
    ),
    (
        SUBJECT,
        "higher for a group that is not",
        "nl",
        "{higher vision for asylum}",
        "{higher vision for regular_social}",
    ),
    (
        SUBJECT,
        "highest of another group",
        "nl",
        "{highest vision by directorate: asylum}",
        "{highest vision by directorate: regular_social}",
    ),
    (
        SUBJECT,
        "highest of another question",
        "nl",
        "{highest vision by directorate: asylum}",
        "{highest language_written by directorate: asylum}",
    ),
    (SUBJECT, "a typing error in a name", "nl", "{overall for asylum}", "{overal for asylum}"),
    (SUBJECT, "another survey", "nl", "[7,7]{vr: overall}", "[7,7]{boak: overall}"),
    (SUBJECT, "no survey in a chapter over both", "nl", "[7,7]{vr: overall}", "[7,7]{overall}"),
    (SUBJECT, "a claim of another survey", "nl", "{boak: falls consistent}", "{vr: falls consistent}"),
    (
        CLAIM,
        "rises for falls",
        "nl",
        "{falls overall first previous this for",
        "{rises overall first previous this for",
    ),
    (CLAIM, "falls for rises", "en", "{rises overall first previous this}", "{falls overall first previous this}"),
    (CLAIM, "a rise told with words of a fall", "nl", "[stijgt]{rises overall", "[daalt]{rises overall"),
    (CLAIM, "a fall told with words of a rise", "nl", "[daalt]{falls overall", "[stijgt]{falls overall"),
    (
        CLAIM,
        "a rise that is not significant",
        "nl",
        "overall for regular_social by 0.2}",
        "overall for regular_economic by 0.2}",
    ),
    (CLAIM, "a rise where a step fell", "nl", "{rises response_time by 1}", "{rises response_time 2009 2011 2013}"),
    (
        CLAIM,
        "a rise of too large an amount",
        "nl",
        "for regular_social sponsor by 0.5}",
        "for regular_social sponsor by 0.9}",
    ),
    (
        CLAIM,
        "waves from new to old",
        "nl",
        "{rises overall first previous this}",
        "{rises overall this previous first}",
    ),
    (CLAIM, "higher for lower", "nl", "{lower overall for status=pending}", "{higher overall for status=pending}"),
    (CLAIM, "higher told with the word lower", "nl", "[hoger]{higher vision", "[lager]{higher vision"),
    (
        CLAIM,
        "highest for lowest",
        "nl",
        "{highest vision by directorate: asylum}",
        "{lowest vision by directorate: asylum}",
    ),
    (CLAIM, "lowest told with the word highest", "nl", "[het laagste]{lowest", "[het hoogste]{lowest"),
    (CLAIM, "a brace not closed", "nl", "[7,7]{overall}", "[7,7]{overall"),
    (
        CLAIM,
        "an address that runs a script",
        "nl",
        "# Managementsamenvatting",
        "# Managementsamenvatting\n\n[zie](javascript:alert(1))",
    ),
    (
        CLAIM,
        "only of one group too many",
        "nl",
        "{only falls overall first this by directorate: naturalisation}",
        "{only falls overall first this by directorate: naturalisation asylum}",
    ),
    (
        CLAIM,
        "only of another group",
        "en",
        "{only falls overall first this by directorate: naturalisation}",
        "{only falls overall first this by directorate: asylum}",
    ),
    (CLAIM, "a strength called a priority", "nl", "{vr: strength decent}", "{vr: priority decent}"),
    (
        CLAIM,
        "a priority told with words of a strength",
        "nl",
        "[voorrang]{vr: priority throughput}",
        "[een sterk punt]{vr: priority throughput}",
    ),
    (
        CLAIM,
        "the most for another answer",
        "nl",
        "{vr: most preferred: telephone desk}",
        "{vr: most preferred: desk telephone}",
    ),
    (
        CLAIM,
        "closer told as further apart",
        "nl",
        "[komen dichter bij elkaar]{vr: narrows overall first this by directorate}",
        "[tonen grotere verschillen]{vr: narrows overall first this by directorate}",
    ),
    (
        CLAIM,
        "closer together of what grew",
        "nl",
        "{vr: narrows overall by directorate}",
        "{vr: widens overall by directorate}",
    ),
    (CLAIM, "a majority of a minority", "nl", "{vr: majority contact=telephone}", "{vr: majority contact=email}"),
    (
        CLAIM,
        "an interval too narrow",
        "nl",
        "{vr: between preferred=internet: 8 12}",
        "{vr: between preferred=internet: 12 16}",
    ),
    (
        CLAIM,
        "above a benchmark told as below",
        "nl",
        "[boven]{vr: above benchmark overall: chain single}",
        "[onder]{vr: above benchmark overall: chain single}",
    ),
    (
        CLAIM,
        "below a benchmark that is lower",
        "en",
        "{vr: above benchmark overall: chain single}",
        "{vr: below benchmark overall: chain single}",
    ),
    (CLAIM, "a strength denied", "nl", "[kracht]{vr: strength decent}", "[geen kracht]{vr: strength decent}"),
    (CLAIM, "a rise denied", "en", "[rises]{rises overall", "[never rises]{rises overall"),
    (CLAIM, "a number within a claim", "nl", "[meeste]{vr: majority", "[80% van de]{vr: majority"),
    (CLAIM, "another wave within a claim", "en", "[in 2011]{vr: narrows", "[in 2007]{vr: narrows"),
    (CLAIM, "significance of what was not tested", "nl", "[klein]{similar", "[niet significant]{similar"),
    (CLAIM, "more aspects counted than named", "nl", "[tien aspecten]{only", "[twaalf aspecten]{only"),
)


def _mutation(kind: Kind, name: str, language: str, old: str, new: str) -> Mutation:
    """The slip in the first chapter of the language that holds the text."""
    found = sorted(path for path in (CHAPTERS / language).glob("*.md") if old in path.read_text("utf-8"))
    assert found, f"no chapter in {language} holds {old!r}"
    return Mutation(kind, name, f"chapters/{language}/{found[0].name}", replaced(old, new))


MUTATIONS = tuple(_mutation(*slip) for slip in SLIPS)
