"""The number that a writer typed between the brackets of a value, and what may not stand around it.

A number must agree on purpose. A digit, a sign, a unit or a number in words beside it changes what a reader reads, so
what is told apart here is the text as the reader sees it, without Markdown's marks.
"""

from __future__ import annotations

import re

from peil.language import Language
from peil.report.prose.markdown import DASHES, NUMBER, NumberAt, Span
from peil.report.prose.refusal import Refused
from peil.report.prose.values import Figure

# Number words and denials, in both languages at once: a Dutch word is no English one that a value needs.
# "een" and "one" are left out, because a grade is told as "een 7,7" and "one" is a pronoun.
_NUMBER_WORDS = (
    "nul twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien "
    "negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend miljoen miljard half "
    "halve anderhalf anderhalve zero two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred "
    "thousand million billion"
)
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_NUMBER_WORDS.split())})\b", re.IGNORECASE)
_DENIAL = re.compile(r"\b(?:geen|niet|nooit|no|not|never)\b", re.IGNORECASE)
_LOOSE_SIGN = re.compile(rf"(?:^|[\s(])([{DASHES}+])\s*$")
_MULTIPLE = re.compile(r"\s*(?:honderd|duizend|miljoen|miljard|hundred|thousand|million|billion)\b", re.IGNORECASE)
_POINTS = re.compile(r"[\s-]*(?:(?:procent|percentage[\s-]?)?punt(?:en)?|(?:percentage[\s-]|per cent[\s-])?points?)\b",
                     re.IGNORECASE)  # fmt: skip
_PERCENT = re.compile(r"\s*(?:[%‰]|procent\b|per ?cent\b|percent\b)(?![\s-]*(?:punt|point))", re.IGNORECASE)
_LANGUAGES = {"nl": "Dutch", "en": "English"}
_OUTSIDE = "Words may stand around it; other numbers go outside the brackets."


def typed_number(span: Span, figure: Figure, language: Language) -> NumberAt:
    """The one number between the brackets; refused where what stands around it tells something else."""
    if span.nested:
        raise Refused("brackets within the brackets of a value", f"one number, {figure.number}")
    expected = f"one number, {figure.number} ({figure.basis})"
    if len(span.numbers) != 1:
        listed = " and ".join(f"`{number.text}`" for number in span.numbers)
        found = f"{len(span.numbers)} numbers between the brackets, {listed}"
        word = _NUMBER_WORD.search(span.plain)
        if not span.numbers:
            found = "no number between the brackets" + (f", only `{word[0]}` in words" if word else "")
        raise Refused(found, expected, _OUTSIDE if span.numbers else "Write the number in digits.")
    typed = span.numbers[0]
    context, begin = span.before + span.plain + span.after, len(span.before)
    read = [match for match in NUMBER.finditer(context) if begin <= match.end() - 1 < begin + len(span.plain)]
    if [match[0] for match in read] != [typed.text]:
        seen = context[max(0, begin - 3) : begin + len(span.plain) + 3].strip()
        raise Refused(
            f"`{typed.text}` with a sign, letter or digit against it, so that a reader sees “{seen}”",
            expected,
            "A number stands by itself, between the brackets with its sign; letters and digits go apart.",
        )
    _refuse_words(span, expected)
    _refuse_sign(context[begin : read[0].start()], typed.text, expected)
    _refuse_unit(context[read[0].end() :], figure, language)
    return typed


def hint_on_signs(typed: str, number: str, language: Language) -> str:
    """What to say when the digits are right and only the signs are those of another language or another dash."""
    if typed == number or _bare(typed) != _bare(number):
        return ""
    if typed[0] in DASHES[2:]:
        return "A minus is written as - or −. "
    if number.lstrip("+−") == typed.lstrip(f"+{DASHES}"):
        return ""
    decimal, thousands = ("comma", "point") if language.code == "nl" else ("point", "comma")
    name = _LANGUAGES.get(language.code, "this language")
    return f"In {name} the decimal sign is a {decimal}, and a {thousands} sets thousands apart. "


def _bare(number: str) -> str:
    """The digits alone."""
    return re.sub(r"\D", "", number)


def _refuse_words(span: Span, expected: str) -> None:
    """A second number in words, or a denial, says something that is not checked."""
    word = _NUMBER_WORD.search(span.plain)
    if word:
        raise Refused(f"a second number between the brackets, `{word[0]}` in words", expected, _OUTSIDE)
    denial = _DENIAL.search(span.plain)
    if denial:
        raise Refused(f"`{denial[0]}` between the brackets", expected, "A value tells what is, not what is not.")


def _refuse_sign(before: str, typed: str, expected: str) -> None:
    """A sign between the brackets and apart from its number would be read but not checked."""
    sign = _LOOSE_SIGN.search(before)
    if sign:
        remedy = "Put a sign against its number, between the brackets; put a dash between words outside them."
        raise Refused(f"`{sign[1]}` before `{typed}`, apart from it", expected, remedy)


def _refuse_unit(after: str, figure: Figure, language: Language) -> None:
    """A unit that the figure does not have: % after a grade, per cent after a difference of percentages."""
    many = _MULTIPLE.match(after)
    if many:
        raise Refused(f"`{many[0].strip()}` after the number", f"{figure.number} ({figure.basis})")
    unit = _PERCENT.match(after)
    if unit and figure.unit == "points":
        raise Refused(
            f"`{unit[0].strip()}` after a difference of two percentages",
            f"{figure.number.removeprefix('+')} percentage points ({figure.basis})",
            "Between 40% and 44% lie 4 percentage points" + (" (procentpunt)." if language.code == "nl" else "."),
        )
    if unit and figure.unit == "number":
        raise Refused(f"`{unit[0].strip()}` after a figure that is no percentage", f"{figure.number} ({figure.basis})")
    points = _POINTS.match(after)
    if points and figure.unit == "percent":
        raise Refused(f"`{points[0].strip()}` after a percentage", f"{figure.number}% ({figure.basis})")
