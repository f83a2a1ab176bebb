"""What the words between the brackets of a claim say by themselves: a denial, a number, a test.

A claim is checked by its braces. Words that say more than the braces would pass with it unchecked, so they are refused,
but for the claims at which they are at home: the tables below.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from peil.report.prose.claims import WITHOUT_A_TEST
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused

# By language the words that deny.
_DENIALS = {
    "nl": r"niet|niets|geen|geenszins|nooit|nimmer|nauwelijks|amper|zonder|noch|niemand|nergens|allerminst",
    "en": r"not|nothing|no|none|never|hardly|scarcely|barely|without|neither|nor|nobody|nowhere|cannot|\w+n[’']t",
}
# The claims that themselves deny, or say that little differs: a denial is at home in them.
_DENYING = frozenset({"unproven", "really unproven", "equal", "similar", "all but rises", "all but falls"})
_DENYING |= {"low-priority"}
# Claims at which only these denials are at home.
_AT_HOME: Mapping[str, Mapping[str, str]] = {
    "between": {"nl": r"(?:nog|net|nog net) (?:geen|niet)", "en": r"not (?:quite|even|yet)"},
    "first asked": {
        "nl": r"(?:nog )?(?:nooit|niet) (?:eerder|gevraagd)|niet eerder",
        "en": r"never (?:been )?(?:asked )?before|not (?:asked )?before",
    },
}
# A denial of sameness says the opposite of claims that little differs.
_NOT_THE_SAME = {
    "nl": r"(?:niet|geenszins|nauwelijks|allerminst) (?:\w+ )?(?:gelijk|hetzelfde|dezelfde|even|stabiel|vergelijkbaar)",
    "en": r"(?:not|hardly|never|\w+n[’']t) (?:\w+ )?(?:equal|the same|same|alike|stable|unchanged|similar)",
}
_SAYING_SAME = frozenset({"equal", "similar"})
_TESTED = {
    "nl": r"significante?|aantoonba(?:ar|re)|aangetoond|statistisch\w*|bewezen",
    "en": r"(?:in)?significan(?:t|tly|ce)|demonstrabl[ey]|statistical(?:ly)?|proven|proved",
}
_UNTESTED = WITHOUT_A_TEST | {"above benchmark", "below benchmark", "between", "first asked", "most", "least"}
_UNTESTED |= {"strength", "priority", "hygiene", "low-priority"}
_UNPROVEN = frozenset({"unproven", "really unproven"})
# By language the words that count, from two.
_COUNTS = {
    "nl": ["twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"],
    "en": ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
}
_BOTH = {"nl": "beide|allebei", "en": "both"}
# Claims that count what they name behind the colon.
_COUNTING = ("only ", "all but ")
_DIGITS = re.compile(r"(?<![^\W\d_])\d+(?:[.,]\d+)*(?: ?%)?")
_SHARE = re.compile(r"(\d+) (?:op|van|in|out of)(?: de| elke| every)? (\d+)")
# Behind a number that a name may hold ("terminal 3") these words make it a figure.
_UNIT = re.compile(r" ?(?:%|punt|procent|keer|maal|point|per ?cent|times)", re.IGNORECASE)
# A part of ten that is told of a share may lie this many per cent outside its ends: "almost 8 in 10" of 77 to 79.
_NEAR = 5.0


def refuse_more_than_claimed(text: str, query: Query) -> None:
    """Refuse words of a claim that say what its braces do not: a denial, a number, a test that was not done."""
    word, code = query.expression.word, query.scope.language.code
    _refuse_denial(text, word, code)
    _refuse_tested(text, word, code)
    _refuse_number(text, query)
    if word.startswith(_COUNTING):
        _refuse_count(text, query)


def _found(pattern: Mapping[str, str], code: str, text: str) -> str:
    found = re.search(rf"\b(?:{pattern[code]})\b", text, re.IGNORECASE) if code in pattern else None
    return found[0] if found else ""


def _refuse_denial(text: str, word: str, code: str) -> None:
    same = _found(_NOT_THE_SAME, code, text) if word in _SAYING_SAME else ""
    home = _AT_HOME.get(word, {}).get(code)
    rest = re.sub(rf"\b(?:{home})\b", "", text, flags=re.IGNORECASE) if home else text
    denial = same or ("" if word in _DENYING else _found(_DENIALS, code, rest))
    if denial:
        raise Refused(
            f"the denial “{denial}” with `{word}`, which denies nothing",
            f"words that say `{word}`",
            "Say between the brackets what the claim says, or use the claim that denies, such as `unproven`; what "
            "`unproven` says is that nothing was shown.",
        )


def _refuse_tested(text: str, word: str, code: str) -> None:
    tested = _found(_TESTED, code, text)
    if tested and word in _UNTESTED:
        raise Refused(
            f"“{tested}” with `{word}`, which rests on no test",
            "a claim that was tested, such as `rises`, `falls`, `higher` or `lower`",
            f"Leave “{tested}” out, or use a claim with a test.",
        )
    if tested and word in _UNPROVEN and not tested.lower().startswith("in") and not _found(_DENIALS, code, text):
        raise Refused(
            f"“{tested}” with `{word}`, which says that nothing was shown",
            f"“{tested}” with its denial between the brackets",
            "Put the denial between the brackets too, or change the words.",
        )


def _refuse_number(text: str, query: Query) -> None:
    """A number is that of a wave, a name or an end that the braces say, or belongs in a value of its own."""
    word = query.expression.word
    known = frozenset(_numbers_named(query))
    if word == "between":
        text = _SHARE.sub(lambda one: "" if _is_part(one, query) else one[0], text)
    for match in _DIGITS.finditer(text):
        found = match[0]
        if (found in known and not _UNIT.match(text, match.end())) or (word == "between" and _is_between(found, query)):
            continue
        if word.startswith(_COUNTING) and found == str(len(query.expression.clause(":"))):
            continue
        subject = " ".join(query.expression.names[:1])
        value = f"`[..]{{{subject}}}`" if subject else "`[..]{QUESTION}`"
        raise Refused(
            f"the number “{found}” with the claim `{word}`, which does not state it",
            f"numbers in a value of their own: {value}",
            f"Take “{found}” out of the brackets of the claim and put it in those of a value.",
        )


def _numbers_named(query: Query) -> Iterator[str]:
    """The numbers in what the braces name: the waves, and ids and labels of groups, questions and answers."""
    for wave in query.waves:
        yield from _DIGITS.findall(wave)
        yield from re.findall(r"\d+", wave)
    survey, code = query.survey, query.scope.language.code
    groups = [word for clause in ("for", "than", ":") for word in query.expression.clause(clause)]
    if query.expression.word != "between":
        for name in (*query.expression.names[:1], *groups):
            yield from re.findall(r"\d+", name)
    ids = {part for name in (*groups, query.group) for part in re.split(r"[=,.]", name)}
    for split in survey.breaks.values():
        for group in split.groups:
            if ids & set(group.id.split(".")):
                yield from _DIGITS.findall(group.label(code))


def _ends(query: Query) -> list[float]:
    return sorted(float(end.replace(",", ".").replace("−", "-")) for end in query.expression.clause(":"))


def _is_between(found: str, query: Query) -> bool:
    """Whether a number lies within the ends that the braces say."""
    ends = _ends(query)
    return ends[0] <= float(found.rstrip(" %").replace(",", ".")) <= ends[-1]


def _is_part(found: re.Match[str], query: Query) -> bool:
    """Whether “8 in 10” lies within the ends that the braces say, or near them."""
    ends = _ends(query)
    whole = float(found[2])
    return bool(whole) and ends[0] - _NEAR <= 100 * float(found[1]) / whole <= ends[-1] + _NEAR


def _refuse_count(text: str, query: Query) -> None:
    word, code = query.expression.word, query.scope.language.code
    items = query.expression.clause(":")
    for said, count in _counts(text, code):
        if count != len(items):
            raise Refused(
                f"“{said}” with `{word}` of {len(items)}: {', '.join(items)}",
                f"the count of those that are named, {len(items)}",
                f"Change “{said}”, or name the others behind the colon if the figures say so.",
            )


def _counts(text: str, code: str) -> Collection[tuple[str, int]]:
    words = {name: number for number, name in enumerate(_COUNTS.get(code, []), 2)}
    said = [(one, words[one.lower()]) for one in re.findall(r"\w+", text) if one.lower() in words]
    both = _found(_BOTH, code, text)
    return [*said, *([(both, 2)] if both else [])]
