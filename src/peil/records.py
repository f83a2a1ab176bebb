"""Records: frozen dataclasses, at a tenth of what they cost in the standard library before one of them is made.

A command loads hundreds. For each of them `dataclasses` writes six methods as text and compiles that, whether they will
be called or not: it took a command a twentieth of a second. The records here share their methods but for `__init__`,
the only one that must know the fields by name, and that is written when the first value of its class is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")
Method = Callable[..., Any]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(kind: type[T]) -> type[T]:
    """The class with its annotations as fields: to all who use it, what `dataclass(frozen=True)` would make of it.

    What a class defines itself stays. Fields that are keywords only, or not in `__init__`, are not for records.
    """
    own = dict(vars(kind))
    made: Any = dataclass(init=False, repr=False, eq=False)(kind)
    compared = _compared(tuple(one.name for one in fields(made) if one.compare))
    methods = compared | {"__init__": _Unwritten(), "__repr__": _repr, "__setattr__": _set, "__delattr__": _delete}
    for name, method in methods.items():
        # A class with an `__eq__` of its own has the hash None, from Python.
        if own.get(name) is None:
            setattr(made, name, method)
    return kind


def _compared(names: tuple[str, ...]) -> dict[str, Method | _Unwritten]:
    """Two values are equal when they are of one class and their fields are equal."""
    # A tuple for every class but one without fields, and made in one call: many records are keys of mappings.
    held = attrgetter("__class__", *names)

    def equal(self: object, other: object) -> bool:
        return held(self) == held(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(held(self))

    return {"__eq__": equal, "__hash__": hashed}


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self) if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _set(_: object, name: str, __: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(_: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


class _Unwritten:
    """Stands for the `__init__` of a record until someone asks for it, who gets it written."""

    def __get__(self, value: object, kind: type) -> Method:
        mine: Any = next(one for one in kind.__mro__ if vars(one).get("__init__") is self)
        mine.__init__ = _written(mine)
        found: Method = mine.__init__.__get__(value, kind)
        return found


def _written(kind: Any) -> Method:
    """The `__init__` of a record: a parameter per field, each put in its place."""
    known: dict[str, Any] = {"__put": object.__setattr__, "__missing": MISSING}
    parameters, lines = ["self"], []
    for one in fields(kind):
        name, value = one.name, one.name
        if one.default is not MISSING:
            known[f"__default_{name}"] = one.default
            parameters.append(f"{name}=__default_{name}")
        elif one.default_factory is not MISSING:
            known[f"__make_{name}"] = one.default_factory
            parameters.append(f"{name}=__missing")
            value = f"__make_{name}() if {name} is __missing else {name}"
        else:
            parameters.append(name)
        lines.append(f" __put(self, {name!r}, {value})")
    if hasattr(kind, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec("\n".join([f"def __init__({', '.join(parameters)}):", *(lines or [" pass"])]), known)
    method: Method = known["__init__"]
    method.__qualname__ = f"{kind.__qualname__}.__init__"
    method.__module__ = kind.__module__
    method.__annotations__ = {one.name: one.type for one in fields(kind)} | {"return": None}
    return method
