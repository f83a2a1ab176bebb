"""What people write as they would say it: dates and numbers in words, and addresses for mail."""

from __future__ import annotations

import re

_WORD = r"[^\W\d_]"
_MONTHS = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|january|february|march|june|july|august|october"
)
_SHORT_MONTHS = "jan|feb|febr|mrt|mar|apr|may|jun|jul|aug|sept|sep|okt|oct|nov|dec"
_TENS = "twintig|dertig"
_ONES = "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen"
_DUTCH = (
    rf"(?:(?:{_ONES})(?:en|ën)(?:{_TENS})|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien"
    rf"|vijftien|zestien|zeventien|achttien|negentien|{_TENS})"
)
_DUTCH_NTH = (
    rf"(?:(?:{_ONES})(?:en|ën)(?:{_TENS})ste|eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde"
    r"|twaalfde|dertiende|veertiende|vijftiende|zestiende|zeventiende|achttiende|negentiende|twintigste|dertigste)"
)
_ENGLISH_NTH = (
    r"(?:(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth"
    r"|eighteenth|nineteenth|twentieth|thirtieth)"
)
_DAY = r"(?<![\d.,:])(?:0?[1-9]|[12]\d|3[01])(?:[ ]?(?:ste|de|e|st|nd|rd|th)\b)?"
_YEAR_WORDS = (
    rf"(?:negentien ?(?:honderd)? ?(?:en )?{_WORD}*(?:tig|tien|elf|twaalf|{_ONES})"
    rf"|tweeduizend ?(?:en )?(?:{_WORD}*(?:tig|tien)|elf|twaalf|{_ONES})?"
    rf"|nineteen (?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]{_WORD}+)?"
    rf"|two thousand(?: and)?(?: {_WORD}+)?|twenty (?:ten|eleven|twelve|{_WORD}+teen|twenty))"
)
_YEAR = rf"(?:(?:19|20)\d{{2}}\b|['’]\d{{2}}\b|{_YEAR_WORDS}\b)"
_NTH = rf"(?:{_DUTCH_NTH}|{_ENGLISH_NTH}|{_DUTCH})"
# A day and a month; with a year behind it the month may be cut short, or be a word of another kind ("may").
_DATE = re.compile(
    rf"\b(?:{_DAY}|{_NTH})(?: of the| of| van)? (?:{_MONTHS}|(?:{_SHORT_MONTHS})\b\.?),? {_YEAR}"
    rf"|\b(?:{_MONTHS}|(?:{_SHORT_MONTHS})\b\.?) (?:the )?(?:{_DAY}|{_ENGLISH_NTH}),? {_YEAR}"
    rf"|\b(?:{_DAY}|{_NTH}) (?:{_MONTHS}|febr?|mrt|apr|jul|aug|sept?|okt|oct|nov|dec)\b\.?"
    rf"|\b(?:{_DAY}|{_ENGLISH_NTH}) of (?:{_MONTHS}|may)\b",
    re.IGNORECASE,
)
# English months have their capital, and may come first; "in juni 3 keer" is no date.
_ENGLISH_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ENGLISH_DATE = re.compile(
    rf"\b{_DAY} May\b|\b(?:{_ENGLISH_MONTHS}) (?:the {_ENGLISH_NTH}\b|{_DAY}(?![\d.,:]*\d)(?= |[.,;!?)]|$))"
)
_DIGIT_WORDS = (
    "nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|zero|oh|one|two|three|four|five|six|seven|eight|nine"
)
_DIGITS = re.compile(rf"\b(?:(?:{_DIGIT_WORDS}|\d{{1,2}})\b[ ,.-]*){{6,}}(?:{_DIGIT_WORDS}|\d{{1,2}})\b", re.IGNORECASE)
_DOT = r" ?(?:\.|\(dot\)|\[dot\]| dot | punt |\(punt\)|\[punt\]) ?"
_AT = r" ?(?:@|＠|\(at\)|\[at\]|\(a\)|\[a\]|\{at\}|\(apenstaartje\)|\[apenstaartje\]) ?"
_LOCAL = r"[\w.+'-]+(?: (?:punt|dot|underscore|laag streepje|streepje) [\w.+'-]+)*"
_PROVIDERS = (
    "gmail|googlemail|hotmail|outlook|live|yahoo|icloud|ziggo|kpn|kpnmail|kpnplanet|planet|xs4all|upcmail|home|casema"
    "|chello|hetnet|quicknet|online|proton|protonmail|msn|gmx|mail|me|tele2|caiway|zonnet|freeler|telfort|versatel"
)
# "at" may be a word of a sentence; with "dot" in words behind it, or a provider of mail, it is not.
_EMAIL = re.compile(
    rf"{_LOCAL}(?:{_AT}[\w-]+(?:{_DOT}[\w-]+)*{_DOT}[a-z]{{2,}}\b"
    rf"| apenstaart(?:je)? (?:[\w-]+(?:{_DOT}[\w-]+)+|(?:{_PROVIDERS})\b)"
    r"| at [\w-]+(?: (?:dot|punt) [\w-]+)+"
    rf"| at (?:{_PROVIDERS})(?:(?:\.| dot | punt )[a-z]{{2,}})+\b)"
    rf"|\w+(?:[._]\w+)+ at (?:[\w-]+\.)+[a-z]{{2,}}\b",
    re.IGNORECASE,
)
_PLAIN_EMAIL = re.compile(r"[\w.+'-]+[@＠][\w.-]+")


def without_mail(text: str) -> str:
    """The text with mail addresses masked, also those that were written so that no program would see them."""
    return _PLAIN_EMAIL.sub("[e-mail]", _EMAIL.sub("[e-mail]", text))


def without_spoken_numbers(text: str) -> str:
    """The text with numbers of seven digits and more masked that were written digit by digit in words."""
    return _DIGITS.sub(_number, text)


def _number(found: re.Match[str]) -> str:
    return "[telephone]" if re.search(rf"(?i)\b(?:{_DIGIT_WORDS})\b", found[0]) else found[0]


def without_dates(text: str) -> str:
    """The text with every day of a month masked of which the month is a word, with its year or without."""
    return _ENGLISH_DATE.sub("[date]", _DATE.sub("[date]", text))
