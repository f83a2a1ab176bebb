"""Records are what the standard library's frozen dataclasses are, to everyone who uses them."""

import copy
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

import pytest

from peil.records import record


class PlainBody:
    """Fields with and without a default, of every kind that records have."""

    kinds: ClassVar[int] = 3
    name: str
    share: float = 0.5
    parts: list[int] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict, compare=False)
    hidden: int = field(default=0, repr=False)

    @cached_property
    def twice(self) -> float:
        """Worked out once, and kept beside the fields."""
        return 2 * self.share


class EmptyBody:
    """A class that tells only what it is."""


class CheckedBody:
    """A class that looks at its fields when it is made."""

    low: int
    high: int = 10

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"{self.low} is more than {self.high}")


class OwnBody:
    """A class that knows itself when it is equal, how it is told and what its hash is."""

    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnBody)

    def __hash__(self) -> int:
        return 7

    def __repr__(self) -> str:
        return f"<{self.name}>"


class OwnEqualBody:  # noqa: PLW1641 - the hash is what is tested
    """A class that knows itself when it is equal, and nothing of a hash."""

    name: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnEqualBody)


Decorator = Callable[[Any], Any]


def made(decorator: Decorator, body: type) -> Any:
    """A class with this body, as the decorator makes it."""
    inside = {name: one for name, one in vars(body).items() if name not in ("__dict__", "__weakref__")}
    return decorator(type("Thing", (), inside))


def both(body: type) -> tuple[Any, Any]:
    """The record, and what the standard library makes of the same."""
    return made(record, body), made(dataclass(frozen=True), body)


BODIES = [
    (PlainBody, ("a", 0.5, [1])),
    (EmptyBody, ()),
    (CheckedBody, (1, 2)),
    (OwnBody, ("a",)),
    (OwnEqualBody, ("a",)),
]
each_body = pytest.mark.parametrize(("body", "values"), BODIES, ids=[body.__name__ for body, _ in BODIES])


@each_body
def test_a_record_is_made_and_told_as_a_frozen_dataclass(body: type, values: tuple[Any, ...]) -> None:
    """Signature, fields, text, what patterns take, and the values in the object are the same."""
    one, other = both(body)
    assert is_dataclass(made(record, body))
    assert [(part.name, part.type) for part in fields(one)] == [(part.name, part.type) for part in fields(other)]
    assert [*inspect.signature(one).parameters] == [*inspect.signature(other).parameters]
    assert one.__match_args__ == other.__match_args__
    assert repr(one(*values)) == repr(other(*values))
    assert vars(one(*values)) == vars(other(*values))
    assert vars(replace(one(*values))) == vars(one(*values))


@pytest.mark.parametrize("decorator", [record, dataclass(frozen=True)], ids=["record", "dataclass"])
class TestBoth:
    """What is asked of a record holds of the standard library's as well, or the test would prove nothing."""

    @pytest.fixture
    def thing(self, decorator: Decorator) -> Any:
        """The class with every kind of field."""
        return made(decorator, PlainBody)

    def test_equal_fields_make_equal_values(self, thing: Any) -> None:
        """All fields but those that are not compared; the hash goes along."""
        assert thing("a", 1.0, (1,)) == thing("a", 1.0, (1,), {"x": 1})
        assert hash(thing("a", 1.0, (1,))) == hash(thing("a", 1.0, (1,), {"x": 1}))
        assert thing("a", 1.0) != thing("a", 2.0)
        assert thing("a", 1.0) != ("a", 1.0)
        nan = float("nan")
        assert thing("a", nan) == thing("a", nan)

    def test_values_of_another_class_are_never_equal(self, decorator: Decorator) -> None:
        """Also when they have the same fields, or none, or are of a class made of it."""
        first, second = made(decorator, EmptyBody), made(decorator, EmptyBody)
        assert first() == first()
        assert first() != second()
        assert made(decorator, CheckedBody)(1) != made(decorator, CheckedBody)(1)

    def test_one_field_is_compared_as_several_are(self, decorator: Decorator) -> None:
        """The same thing is equal to itself, even where it says that it is not."""
        nan = float("nan")
        lone = decorator(type("Lone", (), {"__annotations__": {"x": float}}))
        assert lone(nan) == lone(nan)
        assert len({lone(1.0), lone(1.0)}) == 1

    def test_nothing_of_it_can_be_changed(self, thing: Any) -> None:
        """No field, no other name, and none can be taken away."""
        one = thing("a")
        with pytest.raises(FrozenInstanceError, match="cannot assign to field 'name'"):
            one.name = "b"
        with pytest.raises(FrozenInstanceError, match="cannot delete field 'name'"):
            del one.name
        assert one.twice == 1.0

    def test_every_value_gets_a_default_of_its_own(self, thing: Any) -> None:
        """What a field makes anew is shared by no two values."""
        assert thing("a").parts == []
        assert thing("a").parts is not thing("a").parts

    def test_a_wrong_call_is_told_with_the_class(self, decorator: Decorator) -> None:
        """Too few and unknown arguments name the class and the argument."""
        kind = made(decorator, CheckedBody)
        kind.__qualname__ = "CheckedBody"
        with pytest.raises(TypeError, match=r"__init__\(\) missing 1 required positional argument: 'low'"):
            kind()
        with pytest.raises(TypeError, match="unexpected keyword argument 'middle'"):
            kind(1, middle=2)
        with pytest.raises(ValueError, match="3 is more than 2"):
            kind(3, 2)

    def test_what_a_class_defines_itself_stays(self, decorator: Decorator) -> None:
        """Its own equality, hash and text; one with an equality of its own alone still has a hash."""
        own = made(decorator, OwnBody)
        assert repr(own("a")) == "<a>"
        assert hash(own("a")) == 7
        assert hash(made(decorator, OwnEqualBody)("a"))

    def test_a_class_can_be_made_of_another(self, decorator: Decorator) -> None:
        """Fields of the first come first, whichever of the two is made use of first."""
        first = made(decorator, CheckedBody)
        second = decorator(type("More", (first,), {"__annotations__": {"text": str}, "text": "x"}))
        assert [part.name for part in fields(second)] == ["low", "high", "text"]
        assert vars(second(1, 2, "y")) == {"low": 1, "high": 2, "text": "y"}
        assert vars(first(1)) == {"low": 1, "high": 10}
        assert first(1, 2) != second(1, 2)
        plain = type("Plain", (first,), {})
        assert vars(plain(3)) == {"low": 3, "high": 10}


@record
class Kept:
    """A record with a name of its own in a module, as pickle wants it."""

    name: str
    parts: tuple[int, ...] = ()


def test_a_record_can_be_copied_and_sent() -> None:
    """To another process as well: workers of a cluster get records."""
    one = Kept("a", (1, 2))
    assert pickle.loads(pickle.dumps(one)) == one
    assert copy.deepcopy(one) == one


def test_a_record_that_holds_itself_can_be_told() -> None:
    """In a list of its own, as the standard library does."""
    holding: list[Any] = []
    one = made(record, PlainBody)("a", parts=holding)
    holding.append(one)
    assert repr(one).endswith("share=0.5, parts=[...], _seen={})")


def test_nothing_is_written_for_a_record_that_is_not_used() -> None:
    """Its `__init__` is written when the first value is made: that is what it is for."""
    kind = made(record, PlainBody)
    assert not inspect.isfunction(vars(kind)["__init__"])
    kind("a")
    assert inspect.isfunction(vars(kind)["__init__"])
