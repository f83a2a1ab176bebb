"""Text files beside the YAML: lists of units, chapters, published figures. Faults are put down at their own line."""

from __future__ import annotations

from pathlib import Path

from peil.errors import Place, Problem
from peil.study.positions import decoded
from peil.study.spot import Spot
from peil.study.syntax import decoding_problem
from peil.study.wording import suggestion

DUPLICATES_SHOWN = 3


def text_of(path: Path, name: str, problems: list[Problem]) -> str | None:
    """The text of a file; None when it is not UTF-8."""
    content = path.read_bytes()
    text = decoded(content)
    if text is None:
        problems.append(decoding_problem(name, content))
    return text


def file_beside(folder: Path, name: str, spot: Spot) -> str | None:
    """The text of a file that the study names; None when it is not there or not UTF-8, which is put down."""
    path = folder / name
    if not path.is_file():
        near = [f"{Path(name).parent.as_posix()}/{one.name}" for one in path.parent.glob("*") if one.is_file()]
        remedy = suggestion(name, near, "Paths are counted from the folder of the study.")
        spot.problem(f"{name!r}, which is not there", "a file in the study folder", remedy)
        return None
    return text_of(path, name, spot.problems)


def unit_numbers(folder: Path, name: str, spot: Spot) -> frozenset[str]:
    """The unit numbers of a list, one a line; empty lines do not count."""
    text = file_beside(folder, name, spot)
    if text is None:
        return frozenset()
    numbers = [(line, unit.strip()) for line, unit in enumerate(text.split("\n"), start=1) if unit.strip()]
    if not numbers:
        spot.problems.append(Problem(Place(name), "the list", "nothing in it", "unit numbers, one a line"))
    first: dict[str, int] = {}
    repeated: list[tuple[int, str]] = []
    for line, unit in numbers:
        if first.setdefault(unit, line) != line:
            repeated.append((line, unit))
    for line, unit in repeated[:DUPLICATES_SHOWN]:
        found = f"unit {unit!r} a second time (first on line {first[unit]})"
        more = f" There are {len(repeated)} such lines." if len(repeated) > 1 else ""
        spot.problems.append(
            Problem(Place(name, line), "the list", found, "every unit once", f"Remove the line.{more}")
        )
    return frozenset(first)
