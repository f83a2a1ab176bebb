"""Every value and claim of the reference chapters at once: another digit, the opposite word, another decimal sign."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from mutations.build import Build
from peil.errors import Problem, ProseError
from peil.report.prose import read_chapters
from peil.report.prose.check import WORDS
from peil.report.prose.claims import CLAIMS
from peil.report.prose.spans import parse

SPAN = re.compile(r"\[([^\[\]]*)\]\{([^}]*)\}")
OPPOSITE = {
    "rises": "falls", "falls": "rises", "higher": "lower", "lower": "higher", "highest": "lowest", "lowest": "highest",
    "only rises": "only falls", "only falls": "only rises", "only higher": "only lower", "only lower": "only higher",
    "most": "least", "least": "most", "strength": "priority", "priority": "strength",
    "hygiene": "low-priority", "low-priority": "hygiene", "narrows": "widens", "widens": "narrows",
    "above benchmark": "below benchmark", "below benchmark": "above benchmark",
}  # fmt: skip


def refusals(build: Build, language: str, change: Callable[[str], str]) -> tuple[Problem, ...]:
    """The problems of the chapters in a language after every text was changed this way."""
    study, published = build.study, build.published
    chapters = tuple(replace(one, text=change(one.text)) for one in study.chapters)
    try:
        read_chapters(replace(study, chapters=chapters), published, language)
    except ProseError as error:
        return error.problems
    return ()


def spans(build: Build, language: str) -> list[tuple[str, str]]:
    """Every span of the chapters in a language: its text and its braces; not those that hold no number but its sign."""
    return [
        (found[1], found[2])
        for one in build.study.chapters
        if one.language == language
        for found in SPAN.finditer(one.text)
        if found[1] != "#"
    ]


def is_claim(braces: str) -> bool:
    """Whether the braces hold a claim."""
    return parse(braces, WORDS).word in CLAIMS


@pytest.mark.parametrize("language", ["nl", "en"])
def test_another_last_digit_is_refused_in_every_value(build: Build, language: str) -> None:
    """Of some hundred and fifty numbers not one can be changed."""

    def changed(span: re.Match[str]) -> str:
        other = re.sub(r"\d(?=\D*$)", lambda digit: str((int(digit[0]) + 1) % 10), span[1])
        return span[0] if is_claim(span[2]) else f"[{other}]{{{span[2]}}}"

    values = [braces for _, braces in spans(build, language) if not is_claim(braces)]
    assert len(values) > 100
    assert len(refusals(build, language, lambda text: SPAN.sub(changed, text))) == len(values)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_opposite_of_every_claim_is_refused(build: Build, language: str) -> None:
    """Up for down, higher for lower, most for least: not one claim that has an opposite holds both ways."""
    turned = re.compile(r"\]\{(\w+: )?(" + "|".join(OPPOSITE) + r")\b")
    claims = [braces for _, braces in spans(build, language) if turned.match("]{" + braces)]
    assert len(claims) > 40

    def opposite(found: re.Match[str]) -> str:
        return "]{" + (found[1] or "") + OPPOSITE[found[2]]

    problems = refusals(build, language, lambda text: turned.sub(opposite, text))
    assert len(problems) == len(claims)


@pytest.mark.parametrize(("language", "signs"), [("nl", ",."), ("en", ".,")])
def test_the_sign_of_the_other_language_is_refused_in_every_value(build: Build, language: str, signs: str) -> None:
    """A decimal comma in English and a decimal point in Dutch, wherever there is one; the message says which it is."""
    swapped = str.maketrans(signs, signs[::-1])
    with_sign = [
        text for text, braces in spans(build, language) if not is_claim(braces) and re.search(r"\d[.,]\d", text)
    ]
    problems = refusals(
        build, language, lambda text: SPAN.sub(lambda span: f"[{span[1].translate(swapped)}]{{{span[2]}}}", text)
    )
    assert len(problems) == len(with_sign)
    word = "comma" if language == "nl" else "point"
    assert all(f"the decimal sign is a {word}" in problem.remedy for problem in problems)
