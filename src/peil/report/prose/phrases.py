"""Rounded speech: a closed table of phrases for shares and grades, in Dutch and English, each with its interval.

A phrase is a word for how near ("ruim", "bijna") and a round figure ("vier op de tien", "een zeven"). Intervals are of
the figure as printed, both ends included: per cents, or grades with a decimal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

# How near, in steps (a per cent, a tenth of a grade) from the round figure.
_NEAR: Mapping[str, tuple[int, int]] = {
    "exact": (-1, 1), "over": (1, 4), "almost": (-4, -1), "just over": (1, 3), "just under": (-3, -1),
    "about": (-3, 3), "well over": (3, 9), "well under": (-9, -3), "more": (1, 9), "less": (-9, -1),
}  # fmt: skip
# Of so many in ten: between 84 and 86% one of both neighbours must do, and 85% is "ruim acht op de tien".
_OF_TENS: Mapping[str, tuple[int, int]] = {**_NEAR, "over": (1, 5)}
# Of half: 45% is "almost half" already, and 62% is "more than half" still.
_OF_HALF: Mapping[str, tuple[int, int]] = {
    **_NEAR, "over": (1, 5), "almost": (-5, -1), "more": (1, 24), "less": (-24, -1),
}  # fmt: skip
# The lower, the sooner a phrase is offered; round figures that are seldom told come after all others.
_RANK = {
    "exact": 0,
    "over": 1,
    "almost": 1,
    "just over": 1,
    "just under": 1,
    "well over": 2,
    "well under": 2,
    "about": 3,
}
_LAST, _SELDOM = 4, 10
# The words for it; the second of a pair says that the round figure follows without its article ("net geen zeven").
_WORDS: Mapping[str, Mapping[str, tuple[tuple[str, bool], ...]]] = {
    "nl": {
        "exact": (("", False),),
        "about": (("ongeveer", False), ("circa", False), ("rond", False), ("om en nabij", False), ("zo'n", True)),
        "over": (("ruim", False),),
        "just over": (("iets meer dan", False), ("net iets meer dan", False)),
        "more": (("meer dan", False),),
        "almost": (("bijna", False),),
        "just under": (("net geen", True), ("net niet", False), ("net onder", False), ("krap", False),
                       ("iets minder dan", False)),
        "less": (("nog geen", True), ("minder dan", False)),
    },
    "en": {
        "exact": (("", False),),
        "about": (("about", False), ("around", False), ("roughly", False), ("some", False)),
        "just over": (("just over", False), ("slightly more than", False), ("a little over", False)),
        "well over": (("well over", False),),
        "more": (("more than", False), ("over", False)),
        "almost": (("almost", False), ("nearly", False)),
        "just under": (("just under", False), ("not quite", False), ("just short of", False)),
        "well under": (("well under", False),),
        "less": (("less than", False), ("fewer than", False), ("under", False)),
    },
}  # fmt: skip
# The same of grades alone.
_OF_GRADES: Mapping[str, Mapping[str, tuple[tuple[str, bool], ...]]] = {
    "nl": {
        "over": (("een ruime", True),), "almost": (("een kleine", True),), "just over": (("iets hoger dan", False),),
        "just under": (("iets lager dan", False),), "more": (("hoger dan", False),), "less": (("lager dan", False),),
    },
    "en": {},
}  # fmt: skip
_NUMBERS = {
    "nl": ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
}
_HALVES = {
    "nl": ("vierenhalf", "vijfenhalf", "zesenhalf", "zevenenhalf", "achtenhalf", "negenenhalf"),
    "en": tuple(f"{name} and a half" for name in _NUMBERS["en"][3:9]),
}
_FIRST_HALF = Decimal("4.5")
# Parts of a whole: numerator, denominator, with and without the article. What is offered stands first.
_PARTS: Mapping[str, tuple[tuple[int, int, tuple[str, ...], tuple[str, ...]], ...]] = {
    "nl": (
        (1, 2, ("de helft",), ("helft",)), (1, 3, ("een derde", "één derde", "een op de drie"), ("derde",)),
        (2, 3, ("twee derde", "tweederde", "twee op de drie"), ("twee derde",)),
        (1, 4, ("een kwart", "een op de vier"), ("kwart",)),
        (3, 4, ("driekwart", "drie kwart", "drie op de vier", "drie van de vier"), ("driekwart",)),
        (1, 5, ("een op de vijf", "een vijfde", "één op de vijf"), ("vijfde",)),
        (1, 10, ("een op de tien", "een tiende", "één op de tien"), ("een op de tien",)),
    ),
    "en": (
        (1, 2, ("half",), ()), (1, 3, ("a third", "one third", "one in three"), ()),
        (2, 3, ("two thirds", "two in three"), ()), (1, 4, ("a quarter", "one quarter", "one in four"), ()),
        (3, 4, ("three quarters", "three in four"), ()), (1, 5, ("one in five", "a fifth"), ()),
        (1, 10, ("one in ten", "a tenth"), ()),
    ),
}  # fmt: skip
_SELDOM_PARTS: Mapping[str, tuple[tuple[int, int, tuple[str, ...], tuple[str, ...]], ...]] = {
    "nl": (
        (2, 5, ("twee op de vijf", "twee vijfde"), ("twee op de vijf",)),
        (3, 5, ("drie op de vijf", "drie vijfde"), ("drie op de vijf",)),
        (4, 5, ("vier op de vijf", "vier vijfde"), ("vier op de vijf",)),
        (1, 6, ("een op de zes", "een zesde"), ()), (1, 8, ("een op de acht",), ()),
    ),
    "en": (
        (2, 5, ("two in five", "two fifths"), ()), (3, 5, ("three in five", "three fifths"), ()),
        (4, 5, ("four in five", "four fifths"), ()), (1, 6, ("one in six", "a sixth"), ()),
        (1, 8, ("one in eight",), ()),
    ),
}  # fmt: skip
_IN_TEN = {
    "nl": ("{} op de tien", "{} van de tien", "{} op de 10"),
    "en": ("{} in ten", "{} out of ten", "{} in every ten", "{} in 10"),
}
# Nearly all and nearly none: from and to, as printed.
_ENDS: Mapping[str, Mapping[str, tuple[int, int]]] = {
    "nl": {
        "vrijwel iedereen": (95, 99), "vrijwel alle": (95, 99), "bijna iedereen": (91, 99), "bijna alle": (91, 99),
        "nagenoeg iedereen": (95, 99), "nagenoeg alle": (95, 99), "iedereen": (100, 100), "alle": (100, 100),
        "vrijwel niemand": (1, 4), "bijna niemand": (1, 5), "nauwelijks iemand": (1, 5), "een enkeling": (1, 3),
        "niemand": (0, 0), "een op de twintig": (4, 6),
    },
    "en": {
        "nearly everyone": (91, 99), "almost everyone": (91, 99), "nearly all": (91, 99), "almost all": (91, 99),
        "virtually everyone": (95, 99), "virtually all": (95, 99), "everyone": (100, 100), "all": (100, 100),
        "hardly anyone": (1, 5), "almost no one": (1, 5), "almost nobody": (1, 5), "very few": (1, 5),
        "no one": (0, 0), "nobody": (0, 0), "one in twenty": (4, 6),
    },
}  # fmt: skip
# By the pass mark: from and to, in tenths from it; None = to the end of the scale.
_PASS: Mapping[str, Mapping[str, tuple[int | None, int | None]]] = {
    "nl": {
        "een voldoende": (0, None), "voldoende": (0, None), "een onvoldoende": (None, -1), "onvoldoende": (None, -1),
        "net een voldoende": (0, 4), "net voldoende": (0, 4), "een krappe voldoende": (0, 4),
        "ruim voldoende": (10, 19), "een ruime voldoende": (10, 19),
        "net niet een voldoende": (-4, -1), "net geen voldoende": (-4, -1), "bijna een voldoende": (-4, -1),
        "net een onvoldoende": (-4, -1), "net onvoldoende": (-4, -1), "een ruime onvoldoende": (None, -15),
    },
    "en": {
        "a pass": (0, None), "a fail": (None, -1), "just a pass": (0, 4), "a bare pass": (0, 4),
        "a clear pass": (10, None), "not quite a pass": (-4, -1), "just short of a pass": (-4, -1),
        "almost a pass": (-4, -1), "a clear fail": (None, -15),
    },
}  # fmt: skip
_FARTHEST = Decimal(1000)
_FEW = 5  # per cent: up to here "hardly anyone"
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Phrase:
    """A phrase and the interval in which a figure as printed must lie, both ends included.

    `rank`: the lower, the sooner it is offered; `round_figure`: that from which it tells how far.
    """

    text: str
    low: Decimal
    high: Decimal
    rank: int = 0
    round_figure: Decimal | None = None

    @property
    def near(self) -> bool:
        """Whether it tells how large a figure is, not only on which side of a round one it lies."""
        return self.rank <= 1

    def fits(self, value: Decimal) -> bool:
        """Whether a figure may be told so."""
        return self.low <= value <= self.high

    def suits(self, value: Decimal) -> tuple[int, Decimal]:
        """How well it tells this figure, the best first: by its rank, then by how near the round figure is."""
        middle = (self.low + self.high) / 2 if self.round_figure is None else self.round_figure
        return self.rank, abs(value - middle)


@dataclass(frozen=True)
class Round:
    """A round figure: its value, what a step is (a per cent, a tenth), and how far each word reaches, in steps."""

    value: Decimal
    step: Decimal
    reach: Mapping[str, tuple[int, int]] = field(default_factory=lambda: _NEAR)
    seldom: bool = False
    of_grades: bool = False


def read_phrase(text: str) -> str:
    """A text as it stands in the table: without capitals, hyphens, curly signs and signs at its ends."""
    plain = text.lower().replace("-", " ").replace("’", "'")
    return " ".join(re.sub(r"[^\w' ]", " ", plain).split())


@cache
def phrases(language: str, measure: str, pass_mark: Decimal | None = None) -> Mapping[str, Phrase]:
    """The phrases of a language for shares ("share") or grades ("mean"); those of a pass only with a pass mark.

    A phrase that can be made in two ways has the interval of the first.
    """
    if language not in _WORDS:
        return {}
    made: dict[str, Phrase] = {}
    for phrase in _of_shares(language) if measure == "share" else _of_grades(language, pass_mark):
        made.setdefault(phrase.text, phrase)
    return made


def _of_shares(language: str) -> Iterator[Phrase]:
    for text, (first, last) in _ENDS[language].items():
        end = Decimal(0 if last <= _FEW else 100 if first > _FEW else first)
        yield Phrase(text, Decimal(first), Decimal(last), 0 if first == last else 1, end)
    for above, below, whole, bare in _PARTS[language]:
        reach = _OF_HALF if (above, below) == (1, 2) else _NEAR
        yield from _nearly(language, Round(Decimal(100 * above) / Decimal(below), Decimal(1), reach), whole, bare)
    for count in range(2, 10):
        names = (_NUMBERS[language][count - 1], str(count))
        told = tuple(pattern.format(name) for name in names for pattern in _IN_TEN[language])
        yield from _nearly(language, Round(Decimal(10 * count), Decimal(1), _OF_TENS), told, told)
    for above, below, whole, bare in _SELDOM_PARTS[language]:
        part = Round(Decimal(100 * above) / Decimal(below), Decimal(1), seldom=True)
        yield from _nearly(language, part, whole, bare)


def _of_grades(language: str, pass_mark: Decimal | None) -> Iterator[Phrase]:
    for count, name in enumerate(_NUMBERS[language], start=1):
        article = "een" if language == "nl" else "an" if name == "eight" else "a"
        figure = Round(Decimal(count), _TENTH, of_grades=True)
        whole = (f"{article} {name}",) if language == "nl" else (f"{article} {name}", name)
        yield from _nearly(language, figure, whole, (name,))
        digit = (f"{article} {count}",) if language == "nl" else (f"{article} {count}", str(count))
        # "Bijna een 8" is speech; "een 8" is a number, which must be the computed one.
        yield from (one for one in _nearly(language, figure, digit, (str(count),)) if one.text not in digit)
    for count, half in enumerate(_HALVES[language]):
        whole, bare = ((f"een {half}",), (half,)) if language == "nl" else ((half,), ())
        yield from _nearly(language, Round(_FIRST_HALF + count, _TENTH, seldom=True, of_grades=True), whole, bare)
    if pass_mark is not None:
        for text, (low, high) in _PASS[language].items():
            bottom = -_FARTHEST if low is None else pass_mark + low * _TENTH
            near = low in (-4, 0) and high in (-1, 4)
            yield Phrase(text, bottom, _FARTHEST if high is None else pass_mark + high * _TENTH, 1 if near else _LAST)


def _nearly(language: str, figure: Round, whole: tuple[str, ...], bare: tuple[str, ...]) -> Iterator[Phrase]:
    """A round figure with every word for how near; `bare` where the word brings an article of its own."""
    for near, (low, high) in figure.reach.items():
        rank = _RANK.get(near, _LAST) + _SELDOM * (figure.seldom and near != "exact")
        ends = figure.value + low * figure.step, figure.value + high * figure.step
        more = _OF_GRADES[language].get(near, ()) if figure.of_grades else ()
        for word, without in (*_WORDS[language].get(near, ()), *more):
            for told in bare if without else whole:
                yield Phrase(f"{word} {told}".strip(), *ends, rank, figure.value)
