"""Where people live: postcodes, and streets with a number behind or, in English, before them."""

from __future__ import annotations

import re

_WORD = r"[^\W\d_]"
_HOUSE = r"(?:[ ,]+(?:nr\.? ?|huisnummer )?\d{1,5}(?: ?[a-zA-Z]\b|-\d+)?)"
_POSTCODE = re.compile(
    rf"(?<![\w])(?P<digits>[1-9]\d{{3}})(?P<gap>[ -]?)(?P<letters>[A-Za-z]{{2}})(?![\w])(?P<house>{_HOUSE})?"
)
# Said to be one, without its letters.
_NAMED = re.compile(rf"(?P<word>\bpostcode(?: is|:)? )\d{{4}}\b(?: ?[a-z]{{2}}\b)?{_HOUSE}?", re.IGNORECASE)
_BRITISH = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
# Two letters that follow a year in a sentence: "in 2012 op 3 mei".
_TWO_LETTER_WORDS = frozenset({
    "al", "am", "an", "as", "at", "be", "by", "da", "de", "do", "en", "er", "eu", "ga", "go", "he", "if", "ik", "in",
    "is", "it", "ja", "je", "me", "mn", "my", "na", "no", "nu", "of", "om", "on", "op", "or", "so", "te", "to", "tv",
    "uu", "up", "us", "we", "ze", "zo",
})  # fmt: skip
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ](?:\w|['’-])+"
_BEFORE = (
    rf"(?:(?!(?i:in|op|aan|bij|de|het|naar|van|mijn|onze|ik|wij) )(?:{_CAPITAL})(?: van de[nr]?| van| de[nr]?)? )*"
)
_STREETS = (
    "straat|laan|weg|plein|gracht|kade|singel|dijk|hof|steeg|park|markt|dreef|pad|wal|boulevard|allee|straße|strasse"
    r"|str\."
)
_NO_STREET = (
    "onderweg|halverwege|snelweg|omweg|uitweg|rechtsweg|spoorweg|supermarkt|arbeidsmarkt|woningmarkt|huizenmarkt"
    "|gerechtshof|hoogstraat|schoolplein|voetpad|fietspad"
)
_COUNTED = (
    "uur|uren|minuten|min|dagen|dag|weken|week|maanden|maand|jaar|jaren|keer|maal|km|kilometer|meter|euro|procent|mensen"
    "|personen|man"
)
_STREET = re.compile(
    rf"\b{_BEFORE}(?!(?i:{_NO_STREET})\b)(?i:{_WORD}{{3,}}(?:{_STREETS})),? (?:nr\.? ?|(?i:nummer|huisnummer) )?"
    rf"\d{{1,5}}(?! ?(?:{_COUNTED})\b)(?:-\d+| ?[a-zA-Z]\b)?(?![\d.,:]*\d)"
)
_ENGLISH_STREET = re.compile(
    rf"\b\d{{1,5}}[A-Za-z]?,? (?:{_CAPITAL} ){{1,3}}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Close|Court)\b\.?"
)


def without_addresses(text: str) -> str:
    """The text with streets and postcodes masked; a place by itself stays."""
    for pattern in (_STREET, _ENGLISH_STREET, _BRITISH):
        text = pattern.sub("[address]", text)
    return _POSTCODE.sub(_address, _NAMED.sub(lambda found: f"{found['word']}[address]", text))


def _address(found: re.Match[str]) -> str:
    """A postcode with or without a house number; a year with a short word behind it is none."""
    letters = found["letters"]
    if letters.lower() in _TWO_LETTER_WORDS and not letters.isupper():
        return found[0]
    sure = letters.isupper() or not found["gap"] or found["house"]
    return "[address]" if sure else found[0]
