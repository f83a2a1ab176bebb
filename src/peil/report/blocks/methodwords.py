"""The words of the method account: modes, languages, periods and tests, as a reader knows them."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError

from peil.language import Language
from peil.study.model import Period


def mode_name(language: Language, mode: str) -> str:
    """A mode of fieldwork; one that is not known is told as it was written."""
    names = {
        "paper": language.text("on paper"),
        "web": language.text("online"),
        "telephone": language.text("by telephone"),
        "face-to-face": language.text("face to face"),
    }
    return names.get(mode, mode)


def language_name(language: Language, code: str) -> str:
    """A language by its name in the reader's language; a code that is not known is told as it was written."""
    try:
        name = Locale.parse(code).get_display_name(language.code)
    except (UnknownLocaleError, ValueError):
        return code
    return name or code


def period(language: Language, field: Period | None) -> str:
    """The months of fieldwork, "" when they are not known."""
    if field is None:
        return ""
    first, last = language.month(field.first), language.month(field.last)
    if first != last and field.first.year == field.last.year:
        first = first.replace(f" {field.first.year}", "")
    return first if first == last else language.text("{first} to {last}", first=first, last=last)


def test_name(language: Language, method: str, weighted: bool) -> str:
    """The test in a sentence."""
    match method:
        case "q":
            return language.text(
                "t-test with standard errors by Taylor linearisation per group and Welch's degrees of freedom."
            )
        case "pooled effective base":
            return language.text("t-test with a pooled variance on the effective base.")
        case "weighted n":
            return language.text(
                "t-test that takes the sum of weights as the number of respondents. Not valid with weighted data; used "
                "to reproduce earlier reports only."
            )
        case _ if not weighted:
            return language.text(
                "t-test with standard errors by Taylor linearisation, which take account of the sample design."
            )
        case _:
            return language.text(
                "t-test with standard errors by Taylor linearisation, which take account of the weighting and the "
                "sample design."
            )


def plain(language: Language, value: float) -> str:
    """A number of the study with the decimals it has, at most three."""
    return language.number(value, next(n for n in range(4) if n == 3 or round(value, n) == round(value, 9)))
