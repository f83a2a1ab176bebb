"""What becomes of a cell that the study does not account for: a problem, or a repair where the data rules say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from peil.data import wording
from peil.data.meaning import Fault, known_texts
from peil.data.wavetable import WaveTable
from peil.errors import Place, Problem
from peil.study.model import DataRules, Date, Grade, Multiple, Number, Question, Single

Mask = NDArray[np.bool_]
TEXTS_SHOWN = 5
# A day that cannot be taken for a month.
_EXAMPLE = date(2013, 12, 31)


@dataclass(frozen=True)
class At:
    """Which column of which question in which file."""

    question: Question
    column: str
    data: WaveTable

    @property
    def file(self) -> str:
        """The name of the file, as messages have it."""
        return self.data.table.file


@dataclass(frozen=True)
class _Manner:
    """How one kind of fault is named, and the data rule that allows it."""

    what: str
    many: str
    rule: str
    allowed: bool


def record(fault: Fault, texts: Sequence[str], index: NDArray[np.integer], at: At) -> None:
    """Write down cells with a fault: the first texts one by one, what remains together.

    `index`: (rows,) position in `texts`, -1 where there is no fault.
    """
    manner = _manner(fault, at.question, at.data.survey.rules)
    for position, text in enumerate(texts[:TEXTS_SHOWN]):
        said = repr(text) if fault is Fault.TEXT_IN_NUMBER else text
        _write(manner, f"{manner.what} {said}", at.data.lines(index == position), at, text)
    rest = texts[TEXTS_SHOWN:]
    if rest:
        what = f"{len(rest)} other {manner.many}, such as {rest[0]}"
        _write(manner, what, at.data.lines(index >= TEXTS_SHOWN), at, rest[0])


def _manner(fault: Fault, question: Question, rules: DataRules) -> _Manner:
    match fault:
        case Fault.UNKNOWN_CODE:
            return _Manner("unknown code", "unknown codes", "unknown codes", rules.unknown_code != "stop")
        case Fault.OUT_OF_RANGE:
            what = "grade" if isinstance(question.kind, Grade) else "number"
            return _Manner(what, f"{what}s", "grades out of range", rules.out_of_range != "stop")
        case _:
            return _Manner("the text", "texts", "text in a number", rules.text_in_number != "stop")


def _write(manner: _Manner, what: str, lines: list[int], at: At, text: str) -> None:
    if manner.allowed:
        at.data.ledger.repair(at.file, at.column, f"{what}: not answered", lines)
        return
    found = f"{wording.cells(len(lines))} with {what} ({wording.rows(lines)})"
    at.data.ledger.problem(
        Problem(Place(at.file), f"column {at.column}", found, _expected(at), _remedy(manner, at, text))
    )


def _expected(at: At) -> str:
    kind = at.question.kind
    recode = at.question.sources[at.data.wave.label].recode
    known = known_texts(at.question, recode, at.data.given(at.question))
    match kind:
        case Number(low=None, high=None):
            first = "a number"
        case Number(low=low, high=None):
            first = f"a number of {low:g} or more"
        case Number(low=None, high=high):
            first = f"a number of {high:g} or less"
        case Number(low=low, high=high):
            first = f"a number {low:g}-{high:g}"
        case Multiple(layout="columns") if at.question.per is None:
            first, known = "1 for chosen, 0 for not chosen", ""
        case Date(format=form):
            first = "a date like " + " or ".join(dict.fromkeys((_EXAMPLE.strftime(form), str(_EXAMPLE))))
        case _:
            return known
    return f"{first}, or {known}" if known else first


def _remedy(manner: _Manner, at: At, text: str) -> str:
    add = "an answer or a recode" if isinstance(at.question.kind, Single) else "a recode"
    labels = at.data.table.label(at.column)
    meaning = [repr(labels.values[text])] if text in labels.values else []
    meaning += ["a missing value"] if labels.is_missing(text) else []
    said = f" In the file {text} is {', '.join(meaning)}." if meaning else ""
    rule = f"write '{manner.rule}: not answered' under 'data rules'"
    return f"Add {add} in {at.question.place}, or {rule}.{said}"


def record_outside(outside: Mask, at: At) -> bool:
    """Valid answers of respondents to whom the question was not put; True when the study says to keep them."""
    lines = at.data.lines(outside)
    rule = at.data.survey.rules.outside_routing
    if lines and rule == "stop":
        found = f"{wording.counted(len(lines), 'answer', 'answers')} outside the routing ({wording.rows(lines)})"
        expected = f"no answer to {at.question.id} where it was not asked"
        remedy = (
            f"Change 'asked if' or 'per' in {at.question.place}, or write 'answers outside routing: keep' "
            "or 'not asked' under 'data rules'."
        )
        problem = Problem(Place(at.file), f"column {at.column}", found, expected, remedy)
        at.data.ledger.problem(problem)
    elif lines:
        at.data.ledger.repair(at.file, at.column, f"answer outside the routing: {rule}", lines)
    return rule == "keep"
