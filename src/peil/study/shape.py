"""The shape of a file against its model: every fault of pydantic's becomes a problem in plain words, with its place.

A file with faults is still built as far as it goes, so that all its problems come at once: what is faulty is taken out,
and `broken` remembers the names that went, so that nothing complains that they do not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from peil.errors import Problem
from peil.study.faults import empty_problems, fault_problem
from peil.study.positions import Document, Plain, Trail
from peil.study.written.forms import spaced

M = TypeVar("M", bound=BaseModel)
_ROUNDS = 20


@dataclass(frozen=True)
class Shaped(Generic[M]):
    """A file in the shape of its model; `model` is None when too much is missing. `broken`: what was taken out."""

    model: M | None
    broken: frozenset[Trail] = field(default=frozenset())


def shape(model: type[M], document: Document, stubs: Mapping[str, Plain], problems: list[Problem]) -> Shaped[M]:
    """The document as `model`. `stubs`: values to go on with for keys of the file itself that are missing or faulty."""
    value = document.value
    made, faults = _validated(model, value)
    told = {_trail(value, fault) for fault in faults}
    problems.extend(fault_problem(model, document, _trail(value, fault), fault) for fault in faults)
    problems.extend(problem for trail, problem in empty_problems(model, document) if trail not in told)
    broken: set[Trail] = set()
    for _ in range(_ROUNDS):
        if made is not None:
            break
        cuts = {_cut(value, fault) for fault in faults}
        broken |= cuts
        if () in cuts or any(len(cut) == 1 and cut[0] in _required(model) - stubs.keys() for cut in cuts):
            break
        value = _without(value, cuts, stubs)
        made, faults = _validated(model, value)
    return Shaped(made, frozenset(broken))


def _validated(model: type[M], value: Plain) -> tuple[M | None, list[ErrorDetails]]:
    """The value as the model, or what is wrong with it."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _required(model: type[BaseModel]) -> frozenset[str]:
    """The keys that a file must have."""
    return frozenset(spaced(name) for name, info in model.model_fields.items() if info.is_required())


def _cut(value: Plain, fault: ErrorDetails) -> Trail:
    """What to take out so that the fault is gone: the value, or what lacks something that it must have."""
    trail = _trail(value, fault)
    if fault["type"] in ("missing", "union_tag_not_found", "union_tag_invalid") and len(trail) > 1:
        return trail[:-1]
    return trail


def _trail(value: Plain, fault: ErrorDetails) -> Trail:
    """Where the fault is in the file: pydantic's path without the names of its own that it puts in between."""
    trail: list[str | int] = []
    for step in fault["loc"]:
        key = _key_in(value, step)
        if key is not None:
            trail.append(key)
            value = value[key]  # type: ignore[index]  # _key_in found it there
    if fault["type"] == "missing":
        trail.append(str(fault["loc"][-1]))
    if fault["type"].startswith("union_tag") and fault["loc"][0] == "questions":
        trail.append("kind")
    return tuple(trail)


def _key_in(value: Plain, step: str | int) -> str | int | None:
    """The key as the file has it, with a space or an underscore."""
    if isinstance(value, dict):
        return next((form for form in (str(step), str(step).replace(" ", "_")) if form in value), None)
    return step if isinstance(value, list) and isinstance(step, int) and step < len(value) else None


def _without(value: Plain, cuts: Iterable[Trail], stubs: Mapping[str, Plain]) -> Plain:
    """A copy of the value with these things taken out; keys of the file itself get their stub."""
    inner: dict[str | int, list[Trail]] = {}
    for head, *rest in cuts:
        inner.setdefault(head, []).append(tuple(rest))
    if isinstance(value, list):
        kept = [(number, item) for number, item in enumerate(value) if () not in inner.get(number, ())]
        return [_without(item, inner[number], {}) if number in inner else item for number, item in kept]
    if not isinstance(value, dict):
        return value
    result = {
        key: _without(item, inner[key], {}) if key in inner else item
        for key, item in value.items()
        if () not in inner.get(key, ())
    }
    return result | {key: stub for key, stub in stubs.items() if key in inner and key not in result}
