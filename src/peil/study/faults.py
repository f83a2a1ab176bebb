"""A fault that pydantic found in the shape of a file, in plain words: what was found, what was expected, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from peil.errors import Problem
from peil.study.positions import Document, Plain, Trail
from peil.study.spot import thing
from peil.study.wording import listed, nearest, number, suggestion, written
from peil.study.written.forms import LANGUAGE_CODE, spaced
from peil.study.written.questions import KINDS

_QUOTED = re.compile(r"'([^']*)'")
_EXPECTED = {
    "string_type": "a text",
    "string_too_short": "a text",
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


def fault_problem(model: type[BaseModel], document: Document, trail: Trail, fault: ErrorDetails) -> Problem:
    """The fault at a trail of a file, as a problem. `model`: the model of the whole file."""
    expected, remedy = _advice(model, trail, fault)
    return Problem(document.place(trail), thing(trail) or "the file", _found(fault), expected, remedy)


def empty_problems(model: type[BaseModel], document: Document) -> Iterator[tuple[Trail, Problem]]:
    """Keys without a value: what was meant to stand there is missing, or the key can go."""
    for trail in _empty_trails(document.value, ()):
        known = _keys_at(model, trail[:-1])
        if str(trail[-1]).replace("_", " ") in known:
            remedy = "Write a value behind the colon or below it, or remove the key."
            yield trail, Problem(document.place(trail), thing(trail), "nothing", "a value", remedy)


def _empty_trails(value: Plain, trail: Trail) -> Iterator[Trail]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        if item is None and isinstance(key, str):
            yield (*trail, key)
        yield from _empty_trails(item, (*trail, key))


def _found(fault: ErrorDetails) -> str:
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
    match kind:
        case "form":
            advice = context["expected"], context["remedy"]
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            name, words = _BOUNDS[kind]
            advice = (
                f"a number of {words} {number(context[name])}",
                _bound_remedy(trail, float(fault["input"]), context[name]),
            )
        case "string_pattern_mismatch":
            advice = next(words for start, words in _PATTERNS.items() if context["pattern"].startswith(start))
        case "literal_error":
            choices = _QUOTED.findall(context["expected"])
            advice = listed(choices), suggestion(str(fault["input"]), choices)
        case "union_tag_invalid" | "union_tag_not_found" if trail[-1] == "kind":
            advice = listed(KINDS), suggestion(str(context.get("tag", "")), KINDS)
        case "missing" | "union_tag_not_found":
            advice = _description(model, fault) or "`key: value` pairs", ""
        case "extra_forbidden":
            advice = "", _known_keys(model, fault)
        case _:
            advice = _EXPECTED[kind], _comma_hint(trail, fault)
    return advice


def _bound_remedy(trail: Trail, value: float, bound: float) -> str:
    """What to do with a number that is too small or too large."""
    if bound == 1 < value <= 100:
        return f"Write {number(value / 100)} for {number(value)}%."
    if trail[0] == "weights" and value > bound:
        return "Correct it: targets are percentages."
    if trail[0] == "weights":
        lacks = "answer to weight by" if trail[1] in ("rake", "calibrate") else "cell"
        return f"Give the answer a target, or leave it out: who gave it then has no {lacks}."
    key = next(str(step) for step in reversed(trail) if isinstance(step, str))
    return f"Correct it, or leave `{key}` out."


def _comma_hint(trail: Trail, fault: ErrorDetails) -> str:
    """`{nl: Kort, maar krachtig}` is read as two keys, the second without a value."""
    last = str(trail[-1]) if trail else ""
    if fault["type"] == "string_type" and not fault["input"] and not re.match(LANGUAGE_CODE, last):
        return "Put a text with a comma in it in quotes." if " " in last else ""
    return ""


def _known_keys(model: type[BaseModel], fault: ErrorDetails) -> str:
    key = str(fault["loc"][-1])
    known = _keys_at(model, fault["loc"][:-1])
    near = nearest(key, [name for name in known if name != spaced(key)])
    return f"Did you mean {near!r}?" if near else f"What can stand here: {listed(known, 'and')}."


def _description(model: type[BaseModel], fault: ErrorDetails) -> str:
    for inside in _models_at(model, fault["loc"][:-1]):
        for name, info in inside.model_fields.items():
            if spaced(name) == fault["loc"][-1] and info.description:
                return info.description[0].lower() + info.description[1:]
    return ""


def _keys_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The keys that can stand there, each once: the forms that a value can have share some."""
    return list(dict.fromkeys(spaced(name) for inside in _models_at(model, loc) for name in inside.model_fields))


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
