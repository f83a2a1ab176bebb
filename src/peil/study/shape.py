"""The shape of a file against its model: every fault of pydantic's becomes a problem in plain words, with its place.

A file with faults is still built as far as it goes, so that all its problems come at once: what is faulty is taken out,
and `broken` remembers the names that went, so that nothing complains that they do not exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import UnionType
from typing import Annotated, Any, Generic, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from peil.errors import Problem
from peil.study.positions import Document, Plain, Trail
from peil.study.spot import thing
from peil.study.wording import listed, nearest, suggestion, written
from peil.study.written.forms import LANGUAGE_CODE, spaced
from peil.study.written.questions import KINDS

M = TypeVar("M", bound=BaseModel)
_QUOTED = re.compile(r"'([^']*)'")
_ROUNDS = 20
_KEY = "[key]"


@dataclass(frozen=True)
class Shaped(Generic[M]):
    """A file in the shape of its model; `model` is None when too much is missing. `broken`: what was taken out."""

    model: M | None
    broken: frozenset[Trail] = field(default=frozenset())


def shape(model: type[M], document: Document, stubs: Mapping[str, Plain], problems: list[Problem]) -> Shaped[M]:
    """The document as `model`. `stubs`: values to go on with for keys of the file itself that are missing or faulty."""
    value = document.value
    broken: set[Trail] = set()
    for turn in range(_ROUNDS):
        try:
            return Shaped(model.model_validate(value), frozenset(broken))
        except ValidationError as error:
            faults = error.errors(include_url=False)
        if turn == 0:
            problems.extend(_problem(model, document, fault) for fault in faults)
        cuts = {_cut(value, fault) for fault in faults}
        broken |= cuts
        if () in cuts or any(len(cut) == 1 and cut[0] in model_required(model) and cut[0] not in stubs for cut in cuts):
            return Shaped(None, frozenset(broken))
        value = _without(value, cuts, stubs)
    return Shaped(None, frozenset(broken))


def model_required(model: type[BaseModel]) -> frozenset[str]:
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
            value = value[key]  # type: ignore[index, call-overload]  # _key_in found it there
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


# From here on: the words.

_EXPECTED = {
    "string_type": "a text",
    "string_too_short": "a text",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "finite_number": "a number",
    "dict_type": "`key: value` pairs",
    "model_type": "`key: value` pairs",
    "model_attributes_type": "`key: value` pairs",
    "list_type": "a list",
    "too_short": "at least one",
    "extra_forbidden": "one of the keys that belong here",
}
_BOUNDS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}
_PATTERNS = {
    "^#": ('a colour like "#1F4E79"', "Keep the quotes: without them a # begins a comment."),
    r"^\w": (
        "a name of letters, digits, _, -, . and +",
        "Names become part of the ids of figures; the text that readers see stands elsewhere.",
    ),
}
_NUMBERS = {
    "int_parsing": "Write digits only, without a sign for thousands.",
    "float_parsing": "Write decimals with a point and no % sign.",
}


def _problem(model: type[BaseModel], document: Document, fault: ErrorDetails) -> Problem:
    trail = _trail(document.value, fault)
    expected, remedy = _advice(model, trail, fault)
    return Problem(document.place(trail), thing(trail) or "the file", _found(trail, fault), expected, remedy)


def _found(trail: Trail, fault: ErrorDetails) -> str:
    match fault["type"]:
        case "missing" | "union_tag_not_found":
            return "nothing"
        case "extra_forbidden":
            return "an unknown key"
        case "union_tag_invalid":
            return written(fault["ctx"]["tag"])
        case "too_short":
            return "none"
        case _:
            return written(fault["input"])


def _advice(model: type[BaseModel], trail: Trail, fault: ErrorDetails) -> tuple[str, str]:
    """What was expected, and what to do."""
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "form":
        return context["expected"], context["remedy"]
    if kind in _BOUNDS:
        name, words = _BOUNDS[kind]
        return f"a number of {words} {context[name]}", ""
    if kind == "string_pattern_mismatch":
        return next(words for start, words in _PATTERNS.items() if context["pattern"].startswith(start))
    if kind == "literal_error":
        choices = _QUOTED.findall(context["expected"])
        return listed(choices), suggestion(str(fault["input"]), choices)
    if kind in ("union_tag_invalid", "union_tag_not_found") and trail[-1] == "kind":
        return listed(KINDS), suggestion(str(context.get("tag", "")), KINDS)
    if kind in ("missing", "union_tag_not_found"):
        return _description(model, fault) or "`key: value` pairs", ""
    if kind == "extra_forbidden":
        return "", _known_keys(model, fault)
    return _EXPECTED[kind], _NUMBERS.get(kind, "") or _comma_hint(trail, fault)


def _comma_hint(trail: Trail, fault: ErrorDetails) -> str:
    """`{nl: Kort, maar krachtig}` is read as two keys, the second without a value."""
    last = str(trail[-1]) if trail else ""
    if fault["type"] == "string_type" and not fault["input"] and not re.match(LANGUAGE_CODE, last):
        return "Put a text with a comma in it in quotes." if " " in last else ""
    return ""


def _known_keys(model: type[BaseModel], fault: ErrorDetails) -> str:
    key = str(fault["loc"][-1])
    known = [spaced(name) for inside in _models_at(model, fault["loc"][:-1]) for name in inside.model_fields]
    near = nearest(key, known)
    return f"Did you mean {near!r}?" if near else f"What can stand here: {listed(known, 'and')}."


def _description(model: type[BaseModel], fault: ErrorDetails) -> str:
    for inside in _models_at(model, fault["loc"][:-1]):
        for name, info in inside.model_fields.items():
            if spaced(name) == fault["loc"][-1] and info.description:
                return info.description[0].lower() + info.description[1:]
    return ""


def _models_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[type[BaseModel]]:
    """The models whose keys can stand at the end of pydantic's path."""
    kinds: list[Any] = [model]
    for step in loc:
        inside = [one for kind in kinds for one in _inside(kind, step)]
        kinds = inside or _tagged(kinds, step)
    return [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]


def _tagged(kinds: list[Any], step: str | int) -> list[Any]:
    """Of the models of a union the one whose `kind` this is."""
    chosen = [kind for kind in kinds if step in get_args(_annotation(getattr(kind, "model_fields", {}).get("kind")))]
    return chosen or kinds


def _annotation(info: FieldInfo | None) -> Any:
    return info.annotation if info is not None else None


def _inside(kind: Any, step: str | int) -> Iterator[Any]:
    """What the type has at a key, union by union."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, info in kind.model_fields.items():
            if step in (name, spaced(name)):
                yield from _members(info.annotation)
    elif get_origin(kind) is dict:
        yield from _members(get_args(kind)[1])
    elif get_origin(kind) is list:
        yield from _members(get_args(kind)[0])


def _members(kind: Any) -> Iterator[Any]:
    """The types of which a value can be one."""
    if get_origin(kind) is Annotated:
        yield from _members(get_args(kind)[0])
    elif get_origin(kind) in (Union, UnionType):
        for member in get_args(kind):
            yield from _members(member)
    elif get_origin(kind) is not Literal and kind is not type(None):
        yield kind
