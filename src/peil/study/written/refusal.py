"""How a form refuses a value."""

from __future__ import annotations

from pydantic_core import PydanticCustomError


def refused(expected: str, remedy: str = "") -> PydanticCustomError:
    """A value that has not the form that is expected."""
    return PydanticCustomError("form", "{expected}", {"expected": expected, "remedy": remedy})
