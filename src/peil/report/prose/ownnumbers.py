"""Numbers in the words of a claim: the years and names that it is about, the count of its groups, its ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from peil.report.prose.proven import counts
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused

# Claims that count what they name behind the colon.
_COUNTING = ("only ", "all but ")
_PAIR = {"nl": ("beide", "allebei"), "en": ("both",)}
_DIGITS = re.compile(r"(?<![^\W\d_])\d+(?:[.,]\d+)*(?: ?%)?")
_SHARE = re.compile(r"(\d+) (?:op|van|in|out of)(?: de| elke| every)? (\d+)")
# Behind a number that a name may hold ("terminal 3") these words make it a figure.
_UNIT = re.compile(r" ?(?:%|punt|procent|keer|maal|point|per ?cent|times)", re.IGNORECASE)
# A part of ten that is told of a share may lie this many per cent outside its ends: "almost 8 in 10" of 77 to 79; and a
# grade a whole point: "almost an eight".
_NEAR, _NEAR_GRADE = 5.0, 1.0
_PARTS = {
    "kwart": 4, "derde": 3, "vijfde": 5, "zesde": 6, "tiende": 10, "quarter": 4, "quarters": 4, "third": 3, "thirds": 3,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "tenth": 10, "tenths": 10,
}  # fmt: skip
_OVER = {"nl": "ruim|meer dan|boven de|hoger dan", "en": "over|above|more than"}
_UNDER = {
    "nl": "bijna|nog geen|net geen|net niet|minder dan|onder de",
    "en": "almost|nearly|under|below|less than|not quite",
}
_ONE = {"nl": ("een", "één"), "en": ("a", "an", "one")}


def refuse_number(text: str, query: Query) -> None:
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


def fits_between(text: str, query: Query) -> bool:
    """Whether a number in words lies within the ends that the braces say, or near them: “six in ten”, “a seven”; where
    a word says on which side of it the figure is, the ends lie there."""
    code = query.scope.language.code
    value = _read(text.lower(), code, share=query.asked.measure == "share")
    near = _NEAR if query.asked.measure == "share" else _NEAR_GRADE
    ends = _ends(query)
    if value is None or not ends[0] - near <= value <= ends[-1] + near:
        return False
    if re.search(rf"\b(?:{_OVER.get(code, '$^')})\b", text, re.IGNORECASE):
        return ends[0] >= value
    return not re.search(rf"\b(?:{_UNDER.get(code, '$^')})\b", text, re.IGNORECASE) or ends[-1] <= value


def _read(text: str, code: str, share: bool) -> float | None:
    """A number in words: of a share in per cents; None where it cannot be read."""
    known = {**dict.fromkeys(_ONE.get(code, ()), 1), **counts(code)}
    words = re.findall(r"\w+", re.sub(r"drie ?kwart", "drie kwart", text))
    found = [known.get(word, int(word) if word.isdigit() else None) for word in words]
    numbers = [one for one in found if one is not None]
    part = next((_PARTS[word] for word in words if word in _PARTS), None)
    if share and ("helft" in words or "half" in words):
        return 50.0
    if share and part is not None:
        return 100 * (numbers[0] if numbers else 1) / part
    if share:
        return 100 * numbers[0] / numbers[-1] if len(numbers) > 1 and numbers[-1] else None
    return float(numbers[-1]) if numbers else None


def refuse_count(text: str, query: Query) -> None:
    """A count in words of those that `only` and `all but` name is right."""
    word, code = query.expression.word, query.scope.language.code
    items = query.expression.clause(":")
    for said, count in _counts(text, code) if word.startswith(_COUNTING) else ():
        if count != len(items):
            raise Refused(
                f"“{said}” with `{word}` of {len(items)}: {', '.join(items)}",
                f"the count of those that are named, {len(items)}",
                f"Change “{said}”, or name the others behind the colon if the figures say so.",
            )


def _counts(text: str, code: str) -> list[tuple[str, int]]:
    known = {**counts(code), **dict.fromkeys(_PAIR.get(code, ()), 2)}
    return [(one, known[one.lower()]) for one in re.findall(r"[\w-]+", text) if one.lower() in known]
