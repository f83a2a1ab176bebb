"""Conditions: routing, rows of a wave, groups by rule."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from peil.study.build.directory import Directory, Entry
from peil.study.model import Condition, Grade, Multiple, Number, Single
from peil.study.spot import Spot
from peil.study.wording import listed
from peil.study.written.forms import span_of


def conditions(written: Mapping[str, list[str]] | None, spot: Spot, directory: Directory) -> tuple[Condition, ...]:
    """The conditions of a mapping from question to answers, or a range; all of them must hold."""
    built = (_condition(name, values, spot / name, directory) for name, values in (written or {}).items())
    return tuple(condition for condition in built if condition is not None)


def _can_be_conditioned(entry: Entry) -> bool:
    return isinstance(entry.kind, Single | Multiple | Grade | Number)


def _condition(name: str, values: list[str], spot: Spot, directory: Directory) -> Condition | None:
    entry = directory.find(name, spot, _can_be_conditioned, "single, multiple, grade or number question")
    if entry is None:
        return None
    if isinstance(entry.kind, Number):
        return _number_condition(entry, values, spot)
    if isinstance(entry.kind, Grade) and len(values) == 1 and not entry.answers(values[0]):
        return _span_condition(entry, values[0], spot, f"a mark or a range within {entry.kind.low}-{entry.kind.high}")
    answers = [
        answer
        for number, value in enumerate(values)
        if directory.answer_is_there(entry, value, spot / number)
        for answer in entry.answers(value)
    ]
    return Condition(name, tuple(dict.fromkeys(answers)))


def _number_condition(entry: Entry, values: list[str], spot: Spot) -> Condition:
    if all(_is_number(value) for value in values):
        return Condition(entry.id, tuple(values))
    if len(values) > 1:
        spot.problem(listed(values, "and"), "one range like 18-29", "Make a group for each range.")
        return Condition(entry.id, tuple(value for value in values if _is_number(value)))
    return _span_condition(entry, values[0], spot, "a number or a range like 18-29")


def _span_condition(entry: Entry, value: str, spot: Spot, expected: str) -> Condition:
    span = span_of(value)
    if span is None:
        spot.problem(repr(value), expected)
        return Condition(entry.id)
    return Condition(entry.id, (), *span)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def can_overlap(one: tuple[Condition, ...], other: tuple[Condition, ...], directory: Directory) -> bool:
    """Whether a respondent can meet both: not when they want different answers of a question with one answer."""
    return not any(
        first.question == second.question and _exclude(first, second, directory)
        for first, second in product(one, other)
    )


def _exclude(one: Condition, other: Condition, directory: Directory) -> bool:
    entry = directory.entries[one.question]
    if isinstance(entry.kind, Multiple) or entry.per is not None:
        return False
    if isinstance(entry.kind, Single) or (one.answers and other.answers):
        return not set(one.answers) & set(other.answers)
    (low_one, high_one), (low_other, high_other) = _ends(one), _ends(other)
    return high_one < low_other or high_other < low_one


def _ends(condition: Condition) -> tuple[float, float]:
    if condition.answers:
        numbers = [float(answer) for answer in condition.answers]
        return min(numbers), max(numbers)
    low = float("-inf") if condition.low is None else condition.low
    high = float("inf") if condition.high is None else condition.high
    return low, high
