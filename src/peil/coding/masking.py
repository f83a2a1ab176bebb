"""Masking: what points to a person in an open answer is replaced by what it was, `[name]` or `[telephone]`.

It finds forms, not meanings: numbers, addresses and titles with a name behind them. Somebody who is told of in other
words stays recognisable, so a masked text is not anonymous and a person reads every quote before it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

MASKS = (
    "name", "e-mail", "telephone", "citizen number", "account", "address", "case number", "number", "date", "link",
)  # fmt: skip
"""What stands between the brackets of a masked text; the report has them in the reader's language."""

# Signs without width that are pasted along, and would hide a number from the patterns below.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_WORD = r"[^\W\d_]"
_DOT = r" ?(?:\.|\(dot\)|\[dot\]| dot | punt ) ?"
# "at" may be a word of a sentence; with "dot" in words behind it, it is not.
_EMAIL = re.compile(
    rf"[\w.+'-]+(?: ?(?:@|＠|\(at\)|\[at\]) ?[\w-]+(?:{_DOT}[\w-]+)*{_DOT}[a-z]{{2,}}\b"
    r"| at [\w-]+(?: (?:dot|punt) [\w-]+)+)",
    re.IGNORECASE,
)
_PLAIN_EMAIL = re.compile(r"[\w.+'-]+[@＠][\w.-]+")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_IBAN = re.compile(r"(?<![^\W_])[A-Z]{2}\d{2}(?:[ .-]?[A-Z\d]){11,30}(?![^\W_])", re.IGNORECASE)
_DUTCH_IBAN = re.compile(r"NL\d{2}[A-Z]{4}\d{10}")
_IBAN_LENGTHS = (15, 34)
_DATE = r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}"
_YEARS = r"(?:19|20)\d{2}(?:(?: |/| ?[-–] ?)(?:19|20)\d{2})+"
_RUN = r"\+?\(?\d(?:[ ()./–-]{0,3}\d)+"
_NUMBER = re.compile(rf"(?<!\d)(?:(?P<date>{_DATE})|(?P<years>{_YEARS})|(?P<run>{_RUN}))(?![./-]?\d)|(?P<rest>{_RUN})")
_LONG = 7  # digits: shorter numbers are amounts, years and times
_HOUSE = r"(?:[ ,]+(?:nr\.? ?)?\d{1,5}(?: ?[a-zA-Z]\b|-\d+)?)"
_POSTCODE = re.compile(
    rf"(?<![\w])(?P<digits>[1-9]\d{{3}})(?P<gap> ?)(?P<letters>[A-Za-z]{{2}})(?![\w])(?P<house>{_HOUSE})?"
)
# Two letters that follow a year in a sentence: "in 2012 op 3 mei".
_TWO_LETTER_WORDS = frozenset({
    "al", "an", "as", "at", "be", "by", "de", "do", "en", "er", "go", "he", "if", "ik", "in", "is", "it", "ja", "je",
    "me", "my", "na", "no", "nu", "of", "om", "on", "op", "or", "so", "te", "to", "up", "us", "we", "ze", "zo",
})  # fmt: skip
_STREETS = "straat|laan|weg|plein|gracht|kade|singel|dijk|hof|steeg|park|markt"
_STREET = re.compile(rf"\b{_WORD}{{3,}}(?:{_STREETS}) \d{{1,5}}(?: ?[a-zA-Z]\b)?", re.IGNORECASE)
_TITLES = (
    r"mevrouw|mevr\.?|mw\.?|meneer|mijnheer|de heer|dhr\.?|mr\.?|mrs\.?|ms\.?|miss|madam|mister|dr\.?|drs\.?|prof\.?"
    r"|mijn naam is|ik heet|my name is|i am called"
)
_PARTICLES = r"(?:(?:[Vv]an|[Vv]on|[Dd]e[nr]?|[Tt]e[nr]?|'t|[Ee]l|[Aa]l|[Bb]en|[Bb]in|[Ll][ae]|[Dd][uio]) )*"
_UPPER = "[^\\W\\d_a-zß-öø-ÿ]"
_INITIALS = rf"(?:{_UPPER}\.[ ]?)*"
_CAPITAL = rf"{_UPPER}(?:{_WORD}|['’-])+"
_TITLED = re.compile(
    rf"(?P<title>\b(?i:{_TITLES}) )"
    rf"(?:{_INITIALS}{_PARTICLES}{_CAPITAL}(?: {_PARTICLES}{_CAPITAL}){{0,3}}|(?:{_UPPER}\.)+)"
)


@dataclass(frozen=True)
class Masking:
    """What to mask beside what is masked always. `names`: of people, in any case; `case_numbers`: patterns."""

    names: Sequence[str] = ()
    case_numbers: Sequence[str] = ()

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        known = sorted((name.strip() for name in self.names if name.strip()), key=len, reverse=True)
        forms = "|".join(r"\s+".join(map(re.escape, name.split())) for name in known)
        return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE) if known else None

    @cached_property
    def _cases(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(pattern, re.IGNORECASE) for pattern in self.case_numbers)

    def __call__(self, text: str) -> str:
        """The text on one line, with what points to a person replaced by what it was, between square brackets."""
        text = " ".join(_INVISIBLE.sub("", text).split())
        for pattern in self._cases:
            text = pattern.sub("[case number]", text)
        text = _PLAIN_EMAIL.sub("[e-mail]", _EMAIL.sub("[e-mail]", text))
        text = _LINK.sub("[link]", text)
        text = _IBAN.sub(_account, text)
        # Before the numbers: of 1234 AB 12 only the letters say what it is.
        text = _STREET.sub("[address]", _POSTCODE.sub(_address, text))
        text = _NUMBER.sub(_number, text)
        text = _TITLED.sub(lambda found: f"{found['title']}[name]", text)
        return text if self._names is None else self._names.sub("[name]", text)


def is_citizen_number(digits: str) -> bool:
    """Whether digits are a Dutch citizen service number (BSN): eight or nine that pass the eleven-test.

    9·d1 + 8·d2 + ... + 2·d8 − d9 is a multiple of eleven; of eight digits the leading zero was left out.
    """
    if len(digits) not in (8, 9) or not int(digits):
        return False
    values = [int(digit) for digit in digits.zfill(9)]
    return sum(weight * value for weight, value in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), values, strict=True)) % 11 == 0


def _account(found: re.Match[str]) -> str:
    """An IBAN: its remainder by 97 is 1; a Dutch one also with a typing error in it."""
    text = found[0]
    bare = re.sub(r"[ .-]", "", text).upper()
    low, high = _IBAN_LENGTHS
    dutch = _DUTCH_IBAN.match(bare)
    for length in [dutch.end()] if dutch else range(min(len(bare), high), low - 1, -1):
        if dutch or _passes_97(bare[:length]):
            # Words that follow an account number may look like more of it.
            taken = [i for i, sign in enumerate(text) if sign not in " .-"][length - 1] + 1
            return "[account]" + text[taken:]
    return text


def _passes_97(number: str) -> bool:
    turned = number[4:] + number[:4]
    return turned.isascii() and int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _address(found: re.Match[str]) -> str:
    """A postcode with or without a house number; a year with a short word behind it is none."""
    letters = found["letters"]
    if letters.lower() in _TWO_LETTER_WORDS and not letters.isupper():
        return found[0]
    sure = letters.isupper() or not found["gap"] or found["house"]
    return "[address]" if sure else found[0]


def _number(found: re.Match[str]) -> str:
    """A run of digits with the signs that people put between them, as a whole."""
    if found["years"]:
        return found[0]
    if found["date"]:
        return "[date]"
    run = found["run"] or found["rest"]
    digits = "".join(str(int(sign)) for sign in run if sign.isdigit())
    return next((f"[{name}]" for name, fits in _KINDS if fits(run, digits)), run)


def _is_telephone(run: str, digits: str) -> bool:
    """Ten digits from 0, as in the Netherlands, or with the sign or zeros of another country."""
    abroad = run.lstrip("(").startswith("+") or digits.startswith("00")
    return (abroad and 8 <= len(digits) <= 17) or (len(digits) == 10 and digits.startswith("0"))


_KINDS: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    ("telephone", _is_telephone),
    ("citizen number", lambda _, digits: is_citizen_number(digits)),
    ("number", lambda _, digits: len(digits) >= _LONG),
)
