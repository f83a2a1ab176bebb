"""Rounded speech: a closed table of phrases for shares and grades, in Dutch and English, each with its interval.

A phrase is a word for how near ("ruim", "bijna") and a round figure ("vier op de tien", "een zeven"). Intervals are of
the figure as printed, both ends included: per cents, or grades with a decimal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

# How near, in steps (a per cent, a tenth of a grade) from the round figure.
_NEAR: Mapping[str, tuple[int, int]] = {
    "exact": (-1, 1), "about": (-2, 2), "over": (1, 4), "more": (1, 9), "almost": (-4, -1), "less": (-9, -1),
}  # fmt: skip
# The words for it; the second of a pair says that the round figure follows without its article ("net geen zeven").
_WORDS: Mapping[str, Mapping[str, tuple[tuple[str, bool], ...]]] = {
    "nl": {
        "exact": (("", False),),
        "about": (("ongeveer", False), ("circa", False), ("rond", False), ("zo'n", True)),
        "over": (("ruim", False), ("iets meer dan", False), ("net iets meer dan", False), ("iets hoger dan", False)),
        "more": (("meer dan", False), ("hoger dan", False)),
        "almost": (("bijna", False), ("net geen", True), ("krap", False), ("net niet", False), ("net onder", False)),
        "less": (("nog geen", True), ("minder dan", False), ("lager dan", False)),
    },
    "en": {
        "exact": (("", False),),
        "about": (("about", False), ("around", False), ("roughly", False), ("some", False)),
        "over": (("well over", False), ("just over", False), ("slightly more than", False), ("a little over", False)),
        "more": (("more than", False), ("over", False)),
        "almost": (("almost", False), ("nearly", False), ("just under", False), ("not quite", False)),
        "less": (("less than", False), ("fewer than", False), ("under", False)),
    },
}
_NUMBERS = {
    "nl": ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}
# Parts of a whole: numerator, denominator, with and without the article.
_PARTS: Mapping[str, tuple[tuple[int, int, tuple[str, ...], tuple[str, ...]], ...]] = {
    "nl": (
        (1, 2, ("de helft",), ("helft",)), (1, 3, ("een derde", "één derde"), ("derde",)),
        (2, 3, ("twee derde", "tweederde"), ("twee derde",)), (1, 4, ("een kwart",), ("kwart",)),
        (3, 4, ("driekwart", "drie kwart"), ("driekwart",)), (1, 5, ("een vijfde", "één op de vijf"), ("vijfde",)),
        (1, 10, ("een tiende", "een op de tien"), ("tiende",)),
    ),
    "en": (
        (1, 2, ("half",), ()), (1, 3, ("a third", "one third"), ()), (2, 3, ("two thirds",), ()),
        (1, 4, ("a quarter", "one quarter"), ()), (3, 4, ("three quarters",), ()),
        (1, 5, ("a fifth", "one in five"), ()), (1, 10, ("a tenth",), ()),
    ),
}  # fmt: skip
_IN_TEN = {"nl": "{} op de tien", "en": "{} in ten"}
# By the pass mark: from and to, in tenths from it; None = to the end of the scale.
_PASS: Mapping[str, Mapping[str, tuple[int | None, int | None]]] = {
    "nl": {
        "een voldoende": (0, None), "een onvoldoende": (None, -1), "net een voldoende": (0, 4),
        "een krappe voldoende": (0, 4), "ruim voldoende": (10, 14), "een ruime voldoende": (10, 19),
        "net niet een voldoende": (-4, -1), "net geen voldoende": (-4, -1), "bijna een voldoende": (-4, -1),
        "een ruime onvoldoende": (None, -15),
    },
    "en": {
        "a pass": (0, None), "a fail": (None, -1), "just a pass": (0, 4), "a bare pass": (0, 4),
        "a clear pass": (10, None), "not quite a pass": (-4, -1), "just short of a pass": (-4, -1),
        "almost a pass": (-4, -1), "a clear fail": (None, -15),
    },
}  # fmt: skip
_FARTHEST = Decimal(1000)
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Phrase:
    """A phrase and the interval in which a figure as printed must lie, both ends included."""

    text: str
    low: Decimal
    high: Decimal

    def fits(self, value: Decimal) -> bool:
        """Whether a figure may be told so."""
        return self.low <= value <= self.high

    @property
    def width(self) -> Decimal:
        """How much it leaves open."""
        return self.high - self.low


def read_phrase(text: str) -> str:
    """A text as it stands in the table: without capitals, hyphens, curly signs and signs at its ends."""
    plain = text.lower().replace("-", " ").replace("’", "'")
    return " ".join(re.sub(r"[^\w' ]", " ", plain).split())


@cache
def phrases(language: str, measure: str, pass_mark: Decimal | None = None) -> Mapping[str, Phrase]:
    """The phrases of a language for shares ("share") or grades ("mean"); those of a pass only with a pass mark."""
    if language not in _WORDS:
        return {}
    made = _of_shares(language) if measure == "share" else _of_grades(language, pass_mark)
    return {phrase.text: phrase for phrase in made}


def _of_shares(language: str) -> Iterator[Phrase]:
    names = _NUMBERS[language]
    for count in range(2, 10):
        told = _IN_TEN[language].format(names[count - 1])
        yield from _nearly(language, Decimal(10 * count), Decimal(1), (told,), (told,))
    for above, below, whole, bare in _PARTS[language]:
        yield from _nearly(language, Decimal(100 * above) / Decimal(below), Decimal(1), whole, bare)


def _of_grades(language: str, pass_mark: Decimal | None) -> Iterator[Phrase]:
    for count, name in enumerate(_NUMBERS[language], start=1):
        article = "een" if language == "nl" else "an" if name == "eight" else "a"
        whole = (f"{article} {name}",) if language == "nl" else (f"{article} {name}", name)
        yield from _nearly(language, Decimal(count), _TENTH, whole, (name,))
        half = f"{article} {name}enhalf" if language == "nl" else f"{name} and a half"
        yield from _nearly(language, count + Decimal("0.5"), _TENTH, (half,), ())
    if pass_mark is not None:
        for text, (low, high) in _PASS[language].items():
            bottom = -_FARTHEST if low is None else pass_mark + low * _TENTH
            yield Phrase(text, bottom, _FARTHEST if high is None else pass_mark + high * _TENTH)


def _nearly(
    language: str, value: Decimal, step: Decimal, whole: tuple[str, ...], bare: tuple[str, ...]
) -> Iterator[Phrase]:
    """A round figure with every word for how near."""
    for near, words in _WORDS[language].items():
        low, high = _NEAR[near]
        for word, without in words:
            for told in bare if without else whole:
                yield Phrase(f"{word} {told}".strip(), value + low * step, value + high * step)
