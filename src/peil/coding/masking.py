"""Masking: what points to a person in an open answer is replaced by what it was, `[name]` or `[telephone]`.

It finds forms, not meanings: numbers, addresses and titles with a name behind them. Somebody who is told of in other
words stays recognisable, so a masked text is not anonymous and a person reads every quote before it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from peil.coding.addresses import without_addresses
from peil.coding.people import without_names
from peil.coding.spoken import without_dates, without_mail, without_spoken_numbers

MASKS = (
    "name", "e-mail", "telephone", "citizen number", "account", "address", "case number", "number", "date", "link",
)  # fmt: skip
"""What stands between the brackets of a masked text; the report has them in the reader's language."""

LEFT_OUT = re.compile(r"\[[^\]]*\]")
"""What was masked in a text, or left out of it by hand."""

# Signs without width that are pasted along, and would hide a number from the patterns below.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_IBAN = re.compile(r"(?<![^\W_])(?:[A-Z]{2}|NL[ .-])\d{2}(?:[ .-]?[A-Z\d]){11,30}(?![^\W_])", re.IGNORECASE)
_DUTCH_IBAN = re.compile(r"NL\d{2}[A-Z]{4}\d{10}")
_IBAN_LENGTHS = (15, 34)
_DATE = r"\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}"
_YEARS = r"(?:19|20)\d{2}(?:(?: |/| ?[-–] ?)(?:19|20)\d{2})+"
_BETWEEN = r"[ ()\[\]./–-]{0,5}"
_RUN = rf"\+?[(\[]?\d(?:{_BETWEEN}\d)+"
# A letter for the digit that looks like it, at the start of a telephone number.
_LETTER_O = re.compile(rf"(?<!\w)[oO](?={_BETWEEN}[1-9]{_BETWEEN}(?:\d{_BETWEEN}){{6,}}\d)")
_NUMBER = re.compile(rf"(?<!\d)(?:(?P<date>{_DATE})|(?P<years>{_YEARS})|(?P<run>{_RUN}))(?![./-]?\d)|(?P<rest>{_RUN})")
_LONG = 7  # digits: shorter numbers are amounts, years and times
# Numbers that say what they are, however short.
_SAID = re.compile(
    r"(?P<word>\b(?:v-?(?:nummer|nr)|(?:zaak|dossier|klant|cli[eë]nt|kenmerk|burgerservice|sofi|bsn|paspoort|rijbewijs|document"
    r"|vreemdelingen|polis|giro|rekening|bankrekening)-?(?:nummer|nr)|bsn|giro|kenmerk|crv|(?:case|file|client|customer|passport"
    r"|account|reference|v) ?(?:number|no|nr))\.?(?: (?:is|was|nr|no|van))?[:=]? ?)"
    r"(?P<number>(?:[a-z]{0,4}[-/. ]?)?\d[\w./-]{2,}\w)",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"\b(?=[A-Z]{2}[A-Z\d]*\d[A-Z])[A-NP-Z]{2}[A-NP-Z\d]{6}\d\b")


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
        text = on_one_line(text)
        for pattern in self._cases:
            text = pattern.sub("[case number]", text)
        text = _LINK.sub("[link]", without_mail(text))
        text = _IBAN.sub(_account, text)
        # Before the numbers: of 1234 AB 12 only the letters say what it is.
        text = without_dates(without_addresses(text))
        text = _DOCUMENT.sub("[number]", _NUMBER.sub(_number, _LETTER_O.sub("0", text)))
        text = _SAID.sub(lambda found: f"{found['word']}[number]", without_spoken_numbers(text))
        text = without_names(text)
        return text if self._names is None else self._names.sub("[name]", text)


def on_one_line(text: str) -> str:
    """The text without line ends, double spaces and signs that nobody sees."""
    return " ".join(_INVISIBLE.sub("", text).split())


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
