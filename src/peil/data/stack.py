"""Stack: the answers of all waves under each other, in the order of the study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

from peil.data.harmonise import absent
from peil.data.model import Coded, Occasions, Quantities, Texts, Ticks, Values
from peil.study.model import Question

_Kind = TypeVar("_Kind", bound=Values)


def stacked(question: Question, waves: Sequence[tuple[int, Mapping[str, Values]]]) -> Values:
    """The answers of all waves under each other. `waves`: number of respondents and the answers of each."""
    parts = [columns[question.id] for _, columns in waves] or [absent(question, 0)]
    if len(parts) == 1:
        return parts[0]
    match parts[0]:
        case Coded():
            return Coded(np.concatenate([part.codes for part in _all(Coded, parts)]))
        case Ticks():
            return Ticks(np.concatenate([part.marks for part in _all(Ticks, parts)]))
        case Quantities():
            numbers = _all(Quantities, parts)
            values = np.concatenate([part.values for part in numbers])
            return Quantities(values, np.concatenate([part.reasons for part in numbers]))
        case Texts():
            texts = _all(Texts, parts)
            written = tuple(value for part in texts for value in part.values)
            return Texts(written, np.concatenate([part.reasons for part in texts]))
        case Occasions():
            return _stacked_occasions(_all(Occasions, parts), [rows for rows, _ in waves])


def _all(kind: type[_Kind], parts: Sequence[Values]) -> list[_Kind]:
    return [part for part in parts if isinstance(part, kind)]


def _stacked_occasions(parts: Sequence[Occasions], rows: Sequence[int]) -> Occasions:
    """Occasions of all waves; the numbers of respondents move on by those of the waves before."""
    before = np.concatenate(([0], np.cumsum(rows[:-1], dtype=np.int64))) if rows else np.zeros(1, np.int64)
    return Occasions(
        np.concatenate([part.respondent + start for part, start in zip(parts, before, strict=True)]),
        np.concatenate([part.part for part in parts]),
        np.concatenate([part.codes for part in parts]),
    )
