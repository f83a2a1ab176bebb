"""Where the examples are: inside the package when it came as a wheel, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from peil.errors import PeilError

_PACKAGE = Path(__file__).parent
_PLACES = (_PACKAGE / "examples", _PACKAGE.parent.parent / "examples")


def example(name: str) -> Path:
    """The folder of an example study, by name."""
    for place in _PLACES:
        if (place / name / "study.yaml").is_file():
            return place / name
    raise PeilError(f"example {name!r} is not in this installation")
