"""Fingerprints: the same for what is equal, another for whatever is not."""

from __future__ import annotations

import os
import shutil
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

import house
from peil.store.fingerprint import _LIBRARIES, AFTER_PUBLISHED, AFTER_RESULTS, fingerprint, of_code, of_file, of_part
from peil.study.questions import Reason
from study.studies import ROOT


@dataclass(frozen=True)
class One:
    """A value."""

    name: str
    held: tuple[object, ...] = ()


@dataclass(frozen=True)
class Other:
    """The same fields in another class."""

    name: str
    held: tuple[object, ...] = ()


# No two of these are the same, however alike they look.
DIFFERENT: tuple[object, ...] = (
    None, "", "None", 0, 0.0, -0.0, False, True, 1, "1", float("nan"), "nan", Reason.NOT_ANSWERED, -1, "a",
    PurePosixPath("a"), date(2013, 12, 5), "2013-12-05",
    (), ("",), ((),), {}, frozenset(), ("a", "b"), ("b", "a"), ("ab",), (("a",), "b"), ("a", ("b",)), frozenset("ab"),
    {"a": "b"}, {"b": "a"}, {"a": 1, "b": 2}, {"b": 2, "a": 1},
    One("a"), Other("a"), One("a", ("",)), One("a", ((),)),
)  # fmt: skip


def test_no_two_different_values_share_a_fingerprint() -> None:
    """Texts that read like numbers, what is joined or apart, order where it counts, classes of equal fields."""
    assert len({fingerprint(one) for one in DIFFERENT}) == len(DIFFERENT)
    assert fingerprint("a", "b") != fingerprint("ab")


def test_equal_values_share_a_fingerprint() -> None:
    """A set has no order; a value made again is the same value."""
    assert fingerprint(frozenset(["x", "y", "z"])) == fingerprint(frozenset(["z", "x", "y"]))
    assert fingerprint(One("a", (1, {"b": 2.5}))) == fingerprint(One("a", (1, {"b": 2.5})))


def test_a_value_without_a_fingerprint_is_refused_by_name() -> None:
    """An object would be known by its place in memory, which says nothing."""
    with pytest.raises(TypeError, match="object: such a value has no fingerprint"):
        fingerprint(One("a", (object(),)))


def test_a_file_is_known_by_what_it_holds_and_not_by_its_date(tmp_path: Path) -> None:
    """Touched or copied it is the same; with another cell it is not, be it as long and as old."""
    file, copy = tmp_path / "a.csv", tmp_path / "b.csv"
    file.write_text("id;grade\n1;8\n", encoding="utf-8")
    before, state = of_file(file), file.stat()
    shutil.copy(file, copy)
    os.utime(file, (1, 1))
    assert of_file(file) == of_file(copy) == before
    file.write_text("id;grade\n1;9\n", encoding="utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert of_file(file) != before


def test_a_change_of_the_code_is_seen_where_it_is_reached(tmp_path: Path) -> None:
    """A formula changes every key; a chart leaves the results as they are, and so does machine code kept by Python."""
    package = tmp_path / "peil"
    for name in ("stats/mean.py", "rendering/bars.py", "disclosure/publish.py", "cli.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("x = 1\n", encoding="utf-8")

    def keys() -> tuple[str, str, str]:
        of_part.cache_clear()
        return of_code(AFTER_RESULTS, package), of_code(AFTER_PUBLISHED, package), of_code(package=package)

    def changed(name: str) -> list[bool]:
        before = keys()
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text(f"x = {name!r}\n", encoding="utf-8")
        return [one != other for one, other in zip(before, keys(), strict=True)]

    try:
        assert changed("stats/mean.py") == [True, True, True]
        assert changed("stats/new.py") == [True, True, True]
        assert changed("disclosure/publish.py") == [False, True, True]
        assert changed("rendering/bars.py") == [False, False, True]
        assert changed("cli.py") == [False, False, True]
        assert changed("stats/__pycache__/mean.py") == [False, False, False]
    finally:
        of_part.cache_clear()


def test_every_library_that_the_package_needs_is_part_of_the_code() -> None:
    """With another solver other figures may be hidden, with another compiler a last digit may differ."""
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert list(_LIBRARIES) == [one.partition(">")[0] for one in needed]


@pytest.mark.parametrize(
    ("stages", "left_out"),
    [
        (("read_data", "weigh", "tabulate", "explain", "quote"), AFTER_RESULTS),
        (("read_data", "weigh", "tabulate", "explain", "quote", "publish"), AFTER_PUBLISHED),
    ],
)
def test_no_stage_reaches_the_code_that_its_key_leaves_out(stages: tuple[str, ...], left_out: frozenset[str]) -> None:
    """From the parts where the stages stand, by every import there is: none leads to a part that is left out."""
    modules = house.read_package(ROOT / "src" / "peil")
    arrows = house.arrows(modules)
    parts = {
        "read_data": "data", "weigh": "weighting", "tabulate": "tables", "explain": "drivers", "quote": "coding",
        "publish": "disclosure",
    }  # fmt: skip
    beginning = {parts[stage] for stage in stages} | {"engine", "results", "study", "stats"}
    waiting = [name for name, module in modules.items() if module.part in beginning]
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += arrows[name]
    assert {modules[name].part for name in reached} & left_out == set()
    assert left_out <= {module.part for module in modules.values()}
