"""Values are packed and come back as they were; what is read can make no other class and run nothing."""

from __future__ import annotations

import pickle
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, make_dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peil.outcomes import Counted, Outcome, Rendered, Withheld
from peil.results.model import Published, Results, WaveFlag
from peil.results.table import Table
from peil.results.texts import Texts, repeated
from peil.store.packing import classes_of, pack, unpack

TEXTS = st.sampled_from(["", "all", "vr/2013/overall/mean/all", "'\u00e9\u2014\n\0", "None", "1"]) | st.text(max_size=3)
NUMBERS = st.floats(allow_nan=True, allow_infinity=True)
SCALARS: Mapping[object, st.SearchStrategy[object]] = {
    type(None): st.none(),
    str: TEXTS,
    int: st.integers(-(2**62), 2**62),
    float: NUMBERS,
    bool: st.booleans(),
    bytes: st.binary(max_size=9),
}


def values(hint: object) -> st.SearchStrategy[object]:
    """Any value that a field with this type may have."""
    if isinstance(hint, type) and is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return st.builds(hint, **{one.name: values(hints[one.name]) for one in fields(hint)})
    return values_of_several(hint) if typing.get_args(hint) else SCALARS[hint]


def values_of_several(hint: object) -> st.SearchStrategy[object]:
    """The same of a type that names others."""
    origin, inside = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return st.sampled_from(inside)
    parts = [values(one) for one in inside if one is not ...]
    if origin is Mapping:
        return st.dictionaries(*parts, max_size=3)
    if origin in (types.UnionType, typing.Union):
        return st.one_of(parts)
    if origin is tuple and inside[-1] is not ...:
        return st.tuples(*parts)
    some = st.lists(parts[0], max_size=3)
    return some.map(tuple) if origin is tuple else some.map(lambda rows: Table.of(inside[0], rows))


def plain(value: object) -> object:
    """A value as nested tuples that say everything: classes, the kind of every scalar, NaN equal to NaN."""
    if isinstance(value, Table):
        return "table", value.kind, [plain(row) for row in value]
    if isinstance(value, tuple):
        return "tuple", [plain(one) for one in value]
    if isinstance(value, Mapping):
        return "map", [(plain(key), plain(one)) for key, one in value.items()]
    if is_dataclass(value):
        return type(value), [plain(getattr(value, one.name)) for one in fields(value)]
    return type(value), repr(value)


@pytest.mark.parametrize("kind", [Results, Published, Counted, Outcome, Rendered, Withheld])
def test_what_is_packed_comes_back_the_same(kind: type) -> None:
    """Every class that a stage makes, with whatever its fields may hold: to the bit, and as the same classes."""

    @settings(max_examples=25)
    @given(values(kind))
    def comes_back(value: object) -> None:
        assert plain(unpack(kind, pack(value))) == plain(value)

    comes_back()


def test_every_table_of_the_results_is_reached() -> None:
    """The classes that may be made are those that the fields lead to, down to rows within rows."""
    names = classes_of(Outcome).keys()
    assert {"Published", "Estimate", "Driver", "Quote", "Problem", "Place"} <= names
    assert "Results" not in names


@dataclass(frozen=True)
class Inner:
    """A class within the one below."""

    name: str
    pair: tuple[int, str] | None = None


@dataclass(frozen=True)
class Outer:
    """A class that nobody told the packing of."""

    rows: tuple[Inner, ...]
    by_name: Mapping[str, float]
    files: bytes = b""


@dataclass(frozen=True)
class Held:
    """A table within a class."""

    table: Table[WaveFlag]


def test_a_class_that_is_new_needs_nothing() -> None:
    """Rows that hold tuples of equal length, or nothing; a mapping; bytes."""
    value = Outer((Inner("a", (1, "x")), Inner("b", (2, "y")), Inner("c")), {"a": -0.0}, b"\0\xff")
    assert plain(unpack(Outer, pack(value))) == plain(value)


def test_what_cannot_be_packed_is_refused_by_name() -> None:
    """A set has no order: it is named rather than kept in one."""
    with pytest.raises(TypeError, match="frozenset: such a value cannot be packed"):
        pack(make_dataclass("Odd", ["held"])(frozenset("ab")))


def test_another_class_than_wanted_is_refused() -> None:
    """Packed well, but not what the stage makes; and a class that its fields do not lead to."""
    with pytest.raises(TypeError, match="found a packed Inner, expected Outer"):
        unpack(Outer, pack(Inner("a")))
    with pytest.raises(TypeError, match="Rendered: a class that is not expected here"):
        unpack(Outer, pack(Rendered({}, ())))


class Bad:
    """What a pickle of this would do when it is read."""

    def __reduce__(self) -> tuple[object, ...]:
        return pytest.fail, ("a stored file was run",)


def test_an_array_that_would_run_when_read_is_refused() -> None:
    """An array of objects is a pickle: there are no other arrays than of numbers."""
    sound = pack(Outer((Inner("a"), Inner("b")), {}))
    with pytest.raises(KeyError, match="object"):
        unpack(Outer, sound.replace(b'"uint8"', b'"object"') + pickle.dumps([Bad(), Bad()]))
    with pytest.raises(pytest.fail.Exception):
        pickle.loads(pickle.dumps(Bad()))


@pytest.mark.parametrize("lost", [1, 2, 9])
def test_what_is_cut_short_is_refused(lost: int) -> None:
    """What is left would be taken for the values of another column."""
    sound = pack(Outer((Inner("a"), Inner("b")), {}, b"12345"))
    with pytest.raises((ValueError, TypeError)):
        unpack(Outer, sound[:-lost])
    with pytest.raises(ValueError, match="other lengths than the first line says"):
        unpack(Outer, sound + b"?")


def test_what_has_no_first_line_is_refused() -> None:
    """Whatever someone else put there."""
    for content in (b"", b"PK", b"[1, 2]\n", b"{}\n"):
        with pytest.raises((ValueError, KeyError, TypeError)):
            unpack(Outer, content)


def test_numbers_come_back_whatever_room_they_took() -> None:
    """Columns of whole numbers are written as small as they fit; in a table they are what they were."""
    for least, most in ((0, 255), (-1, 127), (0, 65535), (-1, 32767), (-1, 65535), (0, 2**32), (-(2**62), 2**62)):
        table = Table(WaveFlag, {"estimate": Texts.of("ab"), "rule": repeated("x", 2), "flag": np.array([least, most])})
        again = unpack(Held, pack(Held(table)))
        assert plain(again) == plain(Held(table))
        assert again.table.column("flag").dtype == np.int64
    assert len(pack(Held(Table.of(WaveFlag, [WaveFlag("a", "x", at % 3) for at in range(1000)])))) < 4000
