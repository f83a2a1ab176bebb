"""Names of people, known by what stands before them: a title, "my name is", or the greeting at the end of an answer."""

from __future__ import annotations

import re

_WORD = r"[^\W\d_]"
_UPPER = "[^\\W\\d_a-zß-öø-ÿ]"
_INITIALS = rf"(?:{_UPPER}(?:\.[ ]?| ))*"
_CAPITAL = rf"{_UPPER}(?:{_WORD}|['’-])+"
_PARTICLES = (
    r"(?:(?:[Vv][ao]n|[Vv][./]? ?d\.?|[Dd]e[nr]?|[Tt]e[nr]?|[Hh]et|['’]t|[EeAa]l|[Bb][ei]n|[Ll][ae]|[Dd][uio]|[Aa]bd)"
    r"[ ]|[EeAa]l-)*"
)
_FULL = rf"{_INITIALS}{_PARTICLES}{_CAPITAL}(?: (?:en |and )?{_PARTICLES}{_CAPITAL}){{0,3}}"
# Abbreviations that stand before nothing but a name; "HR" in capitals is a department.
_SHORT = r"(?i:dhr|mevr|mw|mej|mrs|mr)|[Hh]r"
_LONG = (
    r"mevrouw|meneer|mijnheer|de heren|heer|juffrouw|ms|miss|madam|madame|mister|dr|drs|prof|professor|dokter|doctor"
    r"|mijn naam is|ik heet|my name is|i am called"
)
_TITLED = re.compile(
    rf"(?P<title>\b(?:(?:{_SHORT}|(?i:{_LONG}|ir|ing))\. ?|(?:{_SHORT}|(?i:{_LONG})) ))"
    rf"(?P<name>{_FULL}|(?:{_UPPER}\.)+|(?!I\b){_UPPER}\b)"
)
# People also write all of it without capitals: then only behind an abbreviation, and no word of a sentence.
_UNDER = re.compile(rf"(?P<title>\b(?:{_SHORT})(?:\. ?| ))(?P<name>{_PARTICLES}(?:{_WORD}|['’-]){{2,}})")
_SIGNED = re.compile(
    r"(?P<title>\b(?i:(?:met )?(?:vriendelijke )?groet(?:en|jes)?|m\.?v\.?g\.?|(?:kind )?regards|(?:yours )?sincerely"
    rf"|liefs|hoogachtend)[,.!:]? ?(?:van )?)(?P<name>{_FULL})(?=[ .!]*$)"
)
# What stands behind a title in a sentence, and is no name.
_NO_NAME = frozenset({
    "aan", "achter", "alleen", "als", "and", "at", "bedankt", "behind", "belde", "bij", "but", "by", "could",
    "daar", "dacht", "dat", "deed", "die", "dit", "door", "een", "en", "er", "erg", "every", "excel", "for", "from",
    "ga", "gaf", "ging", "had", "hadden", "has", "have", "heb", "hebben", "heeft", "heel", "helemaal", "help",
    "helpt", "hem", "hielp", "hij", "hoe", "hoorde", "ik", "in", "is", "kan", "kent", "komt", "kon", "krijg",
    "kunt", "kwam", "legde", "maar", "me", "meer", "met", "mij", "moest", "moet", "naar", "nam", "niet", "nog",
    "nooit", "not", "nu", "of", "office", "om", "on", "onder", "ook", "op", "or", "over", "said", "sprak", "stelde",
    "teams", "tegen", "thank", "toch", "toen", "told", "toonde", "uit", "vaak", "vertelde", "vond", "voor", "vroeg",
    "waar", "wanneer", "want", "waren", "was", "we", "weer", "werd", "werkt", "wie", "wij", "wil", "wilde", "will",
    "wist", "with", "without", "word", "wordt", "would", "zat", "ze", "zeer", "zegt", "zei", "zelf", "zich", "zij",
    "zo", "zonder", "zou", "zullen",
})  # fmt: skip
_PLACES = frozenset({
    "afdeling", "balie", "baliemedewerker", "bank", "beveiliging", "counter", "desk", "gemeente", "helpdesk", "ind",
    "infobalie", "informatie", "informatiebalie", "ingang", "kantine", "kantoor", "klantenservice", "loket",
    "office", "ontvangst", "overkant", "phone", "politie", "portier", "post", "receptie", "reception", "school",
    "telefonist", "telefoniste", "telefoon", "wijk", "winkel",
})  # fmt: skip


def without_names(text: str) -> str:
    """The text with the names of people masked, as far as the words before them say that they are names."""
    for pattern in (_TITLED, _UNDER):
        text = pattern.sub(_masked, text)
    return _SIGNED.sub(lambda found: f"{found['title']}[name]", text)


def _masked(found: re.Match[str]) -> str:
    words = re.findall(rf"{_WORD}+", found["name"].lower())
    if words[0] in _NO_NAME or words[-1] in _PLACES:
        return found[0]
    return f"{found['title']}[name]"
