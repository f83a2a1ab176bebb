"""What the words of a claim say by themselves: a denial, a number, a test, that it is so for all, that it is much.

A claim is checked by its braces. Words that say more than these prove would pass with it unchecked, so they are
refused: the words between the brackets, and the one or two that touch them. What the words say stands in `notions`,
what a claim proves in `proven`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from peil.report.prose.claims import WITHOUT_A_TEST, Verdict
from peil.report.prose.figures import told_distance
from peil.report.prose.markdown import Span
from peil.report.prose.notions import (
    CERTAIN,
    CHANGE,
    COMPARED,
    EXACT,
    NEARLY_ALL,
    NOTIONS,
    ONLY,
    RECORD,
    SAME,
    STRONG,
    Notion,
)
from peil.report.prose.ownnames import names_of, without_names
from peil.report.prose.ownnumbers import fits_between, refuse_count, refuse_number
from peil.report.prose.proven import large, proves
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused

# By language the words that deny.
_DENIALS = {
    "nl": r"niet|niets|geen|geenszins|nooit|nimmer|nauwelijks|amper|zonder|noch|niemand|nergens|allerminst",
    "en": r"not|nothing|no|none|never|hardly|scarcely|barely|without|neither|nor|nobody|nowhere|cannot|\w+n[’']t",
}
# What deepens a claim and denies nothing: "not only".
_NO_DENIAL = {"nl": r"niet alleen|niet slechts|niet minder dan", "en": r"not only|not just|no less than"}
# The claims that themselves deny, or say that little differs: a denial is at home in them.
_DENYING = frozenset({"unproven", "really unproven", "equal", "similar", "all but rises", "all but falls"})
_DENYING |= {"low-priority"}
# Claims at which only these denials are at home.
_AT_HOME: Mapping[str, Mapping[str, str]] = {
    "between": {
        "nl": r"(?:nog|net|nog net) (?:geen|niet)|(?:vrijwel|bijna|nagenoeg) (?:niemand|geen)",
        "en": r"not (?:quite|even|yet)|(?:almost|virtually|practically) (?:no one|nobody|none)|hardly anyone",
    },
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
# Little changed, about the same: what a claim that figures lie close together does say.
_NEARLY = {
    "nl": r"(?:nauwelijks|amper|weinig|iets|licht) \w+(?: \w+)?"
    r"|(?:bijna|vrijwel|nagenoeg|ongeveer|zo goed als|min of meer|ruwweg) (?:\w+ )?(?:gelijk|hetzelfde|dezelfde"
    r"|onveranderd|stabiel|even\w*(?: \w+)?|net zo \w+|zo \w+ als|als \w+|alle|allemaal)",
    "en": r"(?:hardly|scarcely|barely|little|slightly) \w+(?: \w+)?"
    r"|(?:almost|nearly|virtually|about|roughly|more or less|practically|much) (?:\w+ )?(?:equal|same|unchanged|stable"
    r"|alike|as \w+(?: as)?|as)",
}
_TESTED = {
    "nl": r"significante?|aantoonba(?:ar|re)|aangetoond|statistisch\w*|bewezen|bewijs\w*|betrouwbaar",
    "en": r"(?:in)?significan(?:t|tly|ce)|demonstrabl[ey]|statistical(?:ly)?|proven|proved|proof|proves|reliabl[ey]",
}
_UNTESTED = WITHOUT_A_TEST | {"above benchmark", "below benchmark", "between", "first asked", "most", "least"}
_UNTESTED |= {"strength", "priority", "hygiene", "low-priority", "highest", "lowest"}
_UNPROVEN = frozenset({"unproven", "really unproven"})
# Words that touch the brackets belong to their sentence, too: of these notions alone they belong to the claim.
_TOUCHING = (ONLY, STRONG, EXACT, NEARLY_ALL, RECORD, CERTAIN)


def refuse_more_than_claimed(span: Span, query: Query, verdict: Verdict) -> None:
    """Refuse words of a claim that holds which say what its braces do not prove."""
    text, word, code = span.own, query.expression.word, query.scope.language.code
    bare = without_names(text, query)
    before, behind = span.beside
    around = f"{before} {bare} {behind}"
    _refuse_denial(bare, (before, behind), word, code)
    _refuse_tested(around, word, code)
    refuse_number(bare, query)
    refuse_count(bare, query)
    _refuse_unproven_notions(bare, query, verdict)
    _refuse_touching((before, behind), query, verdict)
    names_of_others = names_of(text, query)
    if names_of_others:
        raise Refused(
            f"the name “{names_of_others[0]}” with `{query.expression.text}`, which is not about it",
            "the names of those that the claim is about",
            "Name them between the braces, or take the name out of the brackets.",
        )


def _found(pattern: Mapping[str, str], code: str, text: str) -> str:
    found = re.search(rf"\b(?:{pattern[code]})\b", text, re.IGNORECASE) if code in pattern else None
    return found[0] if found else ""


def _without(pattern: Mapping[str, str], code: str, text: str) -> str:
    return re.sub(rf"\b(?:{pattern[code]})\b", " ", text, flags=re.IGNORECASE) if code in pattern else text


def _refuse_denial(text: str, beside: tuple[str, str], word: str, code: str) -> None:
    same = _found(_NOT_THE_SAME, code, text) if word in _SAYING_SAME else ""
    text = _without(_AT_HOME.get(word, {}), code, _without(_NO_DENIAL, code, text))
    denial = same or ("" if word in _DENYING else _found(_DENIALS, code, text) or _denial_beside(beside, word, code))
    if denial:
        raise Refused(
            f"the denial “{denial}” with `{word}`, which denies nothing",
            f"words that say `{word}`",
            "Say between the brackets what the claim says, or use the claim that denies, such as `unproven`; what "
            "`unproven` says is that nothing was shown.",
        )


def _denial_beside(beside: tuple[str, str], word: str, code: str) -> str:
    """A denial that touches the brackets: “not [rising]”, “[stijgt] niet”."""
    before, behind = (_without(_AT_HOME.get(word, {}), code, _without(_NO_DENIAL, code, one)) for one in beside)
    last, first = before.split()[-1:], behind.split()[:1]
    return next((one for one in (*last, *first) if _found(_DENIALS, code, one) == one), "")


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


def _refuse_unproven_notions(text: str, query: Query, verdict: Verdict) -> None:
    for notion, word in _said(text, query):
        if not _may(notion, word, text, query, verdict):
            raise _says_more(notion, word, query, verdict)


def _refuse_touching(beside: tuple[str, str], query: Query, verdict: Verdict) -> None:
    """The words right before and behind the brackets: how much, for whom alone."""
    code = query.scope.language.code
    for text in beside:
        for notion in _TOUCHING:
            word = notion.found(text, code)
            if word and not _found(_NO_DENIAL, code, text) and not _may(notion, word, text, query, verdict):
                raise _says_more(notion, word, query, verdict)


def _may(notion: Notion, word: str, text: str, query: Query, verdict: Verdict) -> bool:
    if query.expression.word == "between" and notion.name == "number":
        return fits_between(text, query)
    return proves(notion, word, query, verdict)


def _said(text: str, query: Query) -> Iterator[tuple[Notion, str]]:
    """The notions that a text tells of, each with its words; a word counts once."""
    word, code = query.expression.word, query.scope.language.code
    shown = word in _UNPROVEN and _found(_TESTED, code, text)
    if word in _SAYING_SAME:
        text = _without(_NEARLY, code, text)
    if word == "first asked":
        text = _without(_AT_HOME[word], code, text)
    for notion in NOTIONS:
        if shown and notion in (CHANGE, COMPARED, SAME):
            continue
        found = notion.found(text, code)
        while found:
            yield notion, found
            text = re.sub(rf"(?<![\w-]){re.escape(found)}(?!\w)", " | ", text, count=1)
            found = notion.found(text, code)


def _says_more(notion: Notion, word: str, query: Query, verdict: Verdict) -> Refused:
    claim = query.expression.word
    expected = f"words that `{claim}` proves"
    if notion is STRONG and verdict.difference >= 0:
        subject = query.subject or next(iter(query.parts), None)
        measure = subject.measure if subject else "mean"
        settings, language = query.survey.settings, query.scope.language
        least = told_distance(large(query), measure, settings, language)
        expected = f"a difference of at least {least} for “{word}”"
    instead = f"Say it with {notion.instead}, or leave “{word}” out." if notion.instead else f"Leave “{word}” out."
    return Refused(f"“{word}”, which says {notion.says}, with `{claim}`, which does not prove it", expected, instead)
