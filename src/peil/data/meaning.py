"""What a text in a data file means: an answer, a grade, ticked or not, a reason, or a fault.

Everything here is about one text. A column of a million cells has a few distinct texts; they alone come here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import IntEnum

from peil.study.model import Answer, Grade, Multiple, Question, Reason, Single, Survey

# A text is one thing to a person and another to a computer: "8.0" is 8.
_WHOLE = re.compile(r"^([+-]?\d+)\.0+$")
CHOSEN = frozenset({"1", "true", "yes", "x", "ja"})
NOT_CHOSEN = frozenset({"0", "false", "no", "nee"})


class Fault(IntEnum):
    """Why a text has no meaning. Numbers below every Reason, so that both fit in one array of codes."""

    UNKNOWN_CODE = -100
    OUT_OF_RANGE = -101
    TEXT_IN_NUMBER = -102


def whole(text: str) -> str:
    """The text without a fraction of zeros: "8.0" is "8"."""
    found = _WHOLE.match(text) if "." in text else None
    return found[1] if found else text


def recoded(text: str, recode: Mapping[str, str | Reason]) -> str | Reason | None:
    """What the study says a text stands for; an empty cell is not answered unless it says else; None: nothing."""
    for form in (text, whole(text)):
        if form in recode:
            return recode[form]
    return None if text else Reason.NOT_ANSWERED


def blank_reason(recode: Mapping[str, str | Reason]) -> Reason:
    """What an empty cell stands for."""
    meant = recode.get("", Reason.NOT_ANSWERED)
    return meant if isinstance(meant, Reason) else Reason.NOT_ANSWERED


def in_wave(answer: Answer, survey: Survey, wave: str) -> bool:
    """Whether the answer could be given in this wave."""
    labels = [other.label for other in survey.waves]
    place = labels.index(wave)
    since = labels.index(answer.since) if answer.since in labels else 0
    until = labels.index(answer.until) if answer.until in labels else len(labels)
    return since <= place <= until


def code_of(text: str, question: Question, recode: Mapping[str, str | Reason], given: Iterable[int]) -> int:
    """Position of the answer that a text stands for, a Reason, or a Fault.

    `given`: the positions that could be given in this wave; for a Grade they play no part.
    """
    meant = recoded(text, recode)
    if isinstance(meant, Reason):
        return int(meant)
    kind = question.kind
    if isinstance(kind, Grade):
        return _grade(meant if meant is not None else text, kind)
    if isinstance(kind, Single | Multiple):
        return _answer(meant, text, kind, frozenset(given))
    raise TypeError(f"question {question.id} has no answers to choose from")


def _grade(text: str, kind: Grade) -> int:
    try:
        value = float(text)
    except ValueError:
        return Fault.TEXT_IN_NUMBER
    if not (kind.low <= value <= kind.high and value.is_integer()):
        return Fault.OUT_OF_RANGE
    return int(value) - kind.low


def _answer(meant: str | None, text: str, kind: Single | Multiple, given: frozenset[int]) -> int:
    for position, answer in enumerate(kind.answers):
        if position not in given:
            continue
        if meant is not None and answer.id == meant:
            return position
        if meant is None and (text in answer.codes or whole(text) in answer.codes):
            return position
    return Fault.UNKNOWN_CODE


def tick_of(text: str, answer: Answer, recode: Mapping[str, str | Reason]) -> int:
    """1 chosen, 0 not chosen, a Reason, or a Fault: what a cell of the column of one answer says.

    Chosen is 1, true, yes, x; the code or the text of the answer itself also means chosen. Not chosen is 0, false, no.
    """
    meant = recoded(text, recode)
    if isinstance(meant, Reason):
        return int(meant)
    said = whole(meant if meant is not None else text)
    if said.lower() in NOT_CHOSEN:
        return 0
    names = {answer.id, *answer.codes, *answer.text.by_language.values()}
    if said.lower() in CHOSEN or said in names:
        return 1
    return Fault.UNKNOWN_CODE


def known_texts(question: Question, recode: Mapping[str, str | Reason], given: Iterable[int]) -> str:
    """What may stand in the column, in words."""
    kind = question.kind
    reasons = [text for text, meant in recode.items() if text and isinstance(meant, Reason)]
    others = [text for text, meant in recode.items() if text and not isinstance(meant, Reason)]
    if isinstance(kind, Grade):
        known = [f"a whole number {kind.low}-{kind.high}", *others]
    elif isinstance(kind, Single | Multiple):
        known = [*(code for position in given for code in kind.answers[position].codes), *others]
    else:
        known = others
    words = ", ".join(known[:12]) + (f" and {len(known) - 12} more" if len(known) > 12 else "")
    return ", or ".join(part for part in (words, f"{', '.join(reasons)} for no answer" if reasons else "") if part)
