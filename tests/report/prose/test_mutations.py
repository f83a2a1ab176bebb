"""The chapters of the reference study are true; whatever is changed in a figure or claim of them is refused."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from peil.errors import Problem, ProseError
from peil.report.prose import read_chapters
from peil.report.prose.check import WORDS
from peil.report.prose.claims import CLAIMS
from peil.report.prose.spans import parse
from peil.results.model import Published
from peil.study.model import Study
from peil.workflow import build_results, publish, read_study

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "ind"
SPAN = re.compile(r"\[([^\[\]]*)\]\{([^}]*)\}")
OPPOSITE = {
    "rises": "falls", "falls": "rises", "higher": "lower", "lower": "higher", "highest": "lowest", "lowest": "highest",
    "only rises": "only falls", "only falls": "only rises", "only higher": "only lower", "only lower": "only higher",
    "most": "least", "least": "most", "strength": "priority", "priority": "strength",
    "hygiene": "low-priority", "low-priority": "hygiene",
}  # fmt: skip

Reference = tuple[Study, Published]


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The reference study and its published figures, made once."""
    study = read_study(EXAMPLE)
    return study, publish(study, build_results(study))


def refusals(reference: Reference, language: str, change: Callable[[str], str]) -> tuple[Problem, ...]:
    """The problems of the chapters in a language after every text was changed this way."""
    study, published = reference
    chapters = tuple(replace(one, text=change(one.text)) for one in study.chapters)
    try:
        read_chapters(replace(study, chapters=chapters), published, language)
    except ProseError as error:
        return error.problems
    return ()


def spans(reference: Reference, language: str) -> list[tuple[str, str]]:
    """Every span of the chapters in a language: its text and its braces; not those that hold no number but its sign."""
    return [
        (found[1], found[2])
        for one in reference[0].chapters
        if one.language == language
        for found in SPAN.finditer(one.text)
        if found[1] != "#"
    ]


def is_claim(braces: str) -> bool:
    """Whether the braces hold a claim."""
    return parse(braces, WORDS).word in CLAIMS


MUTATIONS = {
    "a digit changed": ("nl", "[7,2]{overall 2011 for regular_social}", "[7,3]{overall 2011 for regular_social}"),
    "two digits swapped": ("nl", "nu [58%]{website=visited}", "nu [85%]{website=visited}"),
    "a decimal dropped": ("nl", "nu een [7,9]{overall for", "nu een [8]{overall for"),
    "a decimal added": ("en", "[7.7]{overall}", "[7.70]{overall}"),
    "the number told in words": ("nl", "[7,7]{overall}", "[zeven]{overall}"),
    "the number left out": ("nl", "[7,7]{overall}", "[hoog]{overall}"),
    "a second number": ("nl", "[7,7]{overall}", "[7,7 op 8,1]{overall}"),
    "a year in the brackets": ("nl", "[7,7]{overall}", "[in 2013 een 7,7]{overall}"),
    "a denial in the brackets": ("nl", "een [7,7]{overall}", "[geen 7,7]{overall}"),
    "the decimal sign of English": ("nl", "[7,7]{overall}", "[7.7]{overall}"),
    "the decimal sign of Dutch": ("en", "[7.7]{overall}", "[7,7]{overall}"),
    "the thousands sign of Dutch": ("en", "[5,000]{sent}", "[5.000]{sent}"),
    "no thousands sign": ("nl", "[5.000]{sent}", "[5000]{sent}"),
    "a space for thousands": ("nl", "[5.000]{sent}", "[5 000]{sent}"),
    "a digit before the bracket": ("nl", "[7,7]{overall}", "1[7,7]{overall}"),
    "a digit behind the braces": ("nl", "[7,7]{overall}", "[7,7]{overall}5"),
    "a minus before the bracket": ("nl", "met [0,4]{decrease", "met -[0,4]{decrease"),
    "a minus in the brackets": ("nl", "[0,4]{decrease", "[−0,4]{decrease"),
    "an en dash for a minus": ("nl", "[0,4]{decrease overall", "[–0,4]{change overall"),
    "a minus apart": ("nl", "[0,4]{decrease", "[- 0,4]{decrease"),
    "the minus dropped": ("nl", "[0,4]{decrease", "[0,4]{change"),
    "a decrease told as an increase": ("nl", "[0,4]{decrease", "[0,4]{increase"),
    "a per cent sign after a grade": ("nl", "[7,7]{overall}", "[7,7%]{overall}"),
    "per cent for points": ("nl", "[0,4]{decrease overall 2009 this for naturalisation} punt",
                            "[24%]{decrease file_in_order=yes 2009 this for naturalisation}"),
    "points for per cent": ("en", "now [58%]{website=visited}", "now [58 points]{website=visited}"),
    "a share for another answer": ("nl", "[49%]{status=granted}", "[49%]{status=refused}"),
    "a wrong question": ("nl", "[6,9]{phone_reach}", "[6,9]{customer_feeling}"),
    "a swapped group": ("nl", "[7,2]{overall 2011 for regular_social}", "[7,2]{overall 2011 for naturalisation}"),
    "no group": ("nl", "[7,2]{overall 2011 for regular_social}", "[7,2]{overall 2011}"),
    "the inner group swapped": ("nl", "[7,9]{overall for regular_social sponsor}",
                                "[7,9]{overall for regular_social foreign_national}"),
    "a shifted wave": ("nl", "[7,4]{vr: overall 2011}", "[7,4]{vr: overall 2009}"),
    "a wave left out": ("nl", "[7,4]{vr: overall 2011}", "[7,4]{vr: overall}"),
    "the base of another wave": ("nl", "[960 klanten]{n}", "[960 klanten]{n previous}"),
    "rises for falls": ("nl", "{falls overall first previous this for", "{rises overall first previous this for"),
    "falls for rises": ("en", "{rises overall first previous this}", "{falls overall first previous this}"),
    "a rise told with words of a fall": ("nl", "[stijgt]{rises overall", "[daalt]{rises overall"),
    "a fall told with words of a rise": ("nl", "[daalt]{falls overall", "[stijgt]{falls overall"),
    "a rise of another group": ("nl", "overall for regular_social by 0.2}", "overall for naturalisation by 0.2}"),
    "a rise that is not significant": ("nl", "overall for regular_social by 0.2}",
                                   "overall for regular_economic by 0.2}"),
    "a rise where a step fell": ("nl", "{rises response_time by 1}", "{rises response_time 2009 2011 2013}"),
    "a rise of too large an amount": ("nl", "for regular_social sponsor by 0.5}", "for regular_social sponsor by 0.9}"),
    "waves from new to old": ("nl", "{rises overall first previous this}", "{rises overall this previous first}"),
    "higher for lower": ("nl", "{lower overall for status=pending}", "{higher overall for status=pending}"),
    "higher for a group that is not": ("nl", "{higher vision for asylum}", "{higher vision for regular_social}"),
    "higher told with the word lower": ("nl", "[hoger]{higher vision", "[lager]{higher vision"),
    "highest for lowest": ("nl", "{highest vision by directorate: asylum}", "{lowest vision by directorate: asylum}"),
    "lowest told with the word highest": ("nl", "[het laagste]{lowest", "[het hoogste]{lowest"),
    "highest of another group": ("nl", "{highest vision by directorate: asylum}",
                                 "{highest vision by directorate: regular_social}"),
    "highest of another question": ("nl", "{highest vision by directorate: asylum}",
                                    "{highest language_written by directorate: asylum}"),
    "a typing error in a name": ("nl", "{overall for asylum}", "{overal for asylum}"),
    "a brace not closed": ("nl", "[7,7]{overall}", "[7,7]{overall"),
    "another survey": ("nl", "[7,7]{vr: overall}", "[7,7]{boak: overall}"),
    "no survey in a chapter over both": ("nl", "[7,7]{vr: overall}", "[7,7]{overall}"),
    "a claim of another survey": ("nl", "{boak: falls consistent}", "{vr: falls consistent}"),
    "an address that runs a script": ("nl", "# Managementsamenvatting",
                                      "# Managementsamenvatting\n\n[zie](javascript:alert(1))"),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_of_a_true_chapter_is_refused(reference: Reference, name: str) -> None:
    """Each stands for a slip of a person, and each is named with its file and line."""
    language, old, new = MUTATIONS[name]
    chapter = next(one for one in reference[0].chapters if one.language == language and old in one.text)
    problems = refusals(reference, language, lambda text: text.replace(old, new, 1) if text == chapter.text else text)
    assert problems
    line = chapter.text[: chapter.text.index(old)].count("\n") + 1
    assert {problem.place.file for problem in problems} == {chapter.file}
    assert problems[0].place.line in (line, line + 2)


def test_the_chapters_are_true(reference: Reference) -> None:
    """Without a mutation there is nothing to refuse: what is refused above is refused for its mutation."""
    for language in reference[0].languages:
        assert refusals(reference, language, lambda text: text) == ()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_another_last_digit_is_refused_in_every_value(reference: Reference, language: str) -> None:
    """Of some hundred and fifty numbers not one can be changed."""

    def changed(span: re.Match[str]) -> str:
        other = re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + 1) % 10), span[1])
        return span[0] if is_claim(span[2]) else f"[{other}]{{{span[2]}}}"

    values = [braces for _, braces in spans(reference, language) if not is_claim(braces)]
    assert len(values) > 100
    assert len(refusals(reference, language, lambda text: SPAN.sub(changed, text))) == len(values)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_opposite_of_every_claim_is_refused(reference: Reference, language: str) -> None:
    """Up for down, higher for lower, most for least: not one claim that has an opposite holds both ways."""
    claims = [braces for _, braces in spans(reference, language) if parse(braces, WORDS).word in OPPOSITE]
    assert len(claims) > 40
    turned = re.compile(r"\]\{(\w+: )?(" + "|".join(OPPOSITE) + r")\b")

    def opposite(found: re.Match[str]) -> str:
        return "]{" + (found[1] or "") + OPPOSITE[found[2]]

    problems = refusals(reference, language, lambda text: turned.sub(opposite, text))
    assert len(problems) == len(claims)


@pytest.mark.parametrize(("language", "signs"), [("nl", ",."), ("en", ".,")])
def test_the_sign_of_the_other_language_is_refused_in_every_value(
    reference: Reference, language: str, signs: str
) -> None:
    """A decimal comma in English and a decimal point in Dutch, wherever there is one; the message says which it is."""
    swapped = str.maketrans(signs, signs[::-1])
    with_sign = [
        text for text, braces in spans(reference, language) if not is_claim(braces) and re.search(r"\d[.,]\d", text)
    ]
    problems = refusals(
        reference, language, lambda text: SPAN.sub(lambda span: f"[{span[1].translate(swapped)}]{{{span[2]}}}", text)
    )
    assert len(problems) == len(with_sign)
    word = "comma" if language == "nl" else "point"
    assert all(f"the decimal sign is a {word}" in problem.remedy for problem in problems)
