"""The layers and habits of the design hold, and the checks themselves can fail."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import house

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "peil"
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-spark.txt")

Check = Callable[[dict[str, house.Module]], list[str]]


def committed_texts() -> dict[str, str]:
    """Every text file that git keeps or would keep, by its path in the checkout."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    texts = {}
    for name in listing.stdout.decode().split("\0"):
        file = ROOT / name
        if name and file.is_file() and b"\0" not in (content := file.read_bytes()):
            texts[name] = content.decode("utf-8")
    return texts


@pytest.mark.parametrize(
    "check",
    [house.layer_problems, house.library_problems, house.size_problems, house.broad_except_problems],
)
def test_the_package_keeps_the_rule(check: Check) -> None:
    """Peil's own source breaks no rule of the house."""
    assert check(house.read_package(PACKAGE)) == []


def test_every_lint_exception_gives_its_reason() -> None:
    """Each exception to a lint or type rule names its code and its reason on the same line."""
    problems = []
    for path, text in committed_texts().items():
        # The two files about this rule quote what it forbids.
        if path.startswith(("src/", "tests/")) and path.endswith(".py") and "house" not in path:
            problems += house.exception_problems(text, path)
    assert problems == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_holds_versions_and_hashes_only(name: str) -> None:
    """A lock file names no index, link, file or host: it works with whatever index pip is set up for."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert house.lock_problems(text, name) == []
    assert "http" not in text
    assert "==" in text


def test_no_committed_file_names_a_machine() -> None:
    """No text file holds a path of the machine it was written on or the host name of a registry."""
    problems = []
    for path, text in committed_texts().items():
        problems += house.machine_problems(text, path)
    assert problems == []


# From here on the checks are shown to fail. Each case is a tiny package and the one thing wrong with it.


def package(folder: Path, files: dict[str, str]) -> dict[str, house.Module]:
    """A package `peil` in `folder` with these files, read."""
    for name, text in {"peil/__init__.py": "", **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return house.read_package(folder / "peil")


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        pytest.param(
            {
                "peil/stats/__init__.py": "def f():\n    from peil.tables import x",
                "peil/tables/__init__.py": "x = 1",
            },
            "peil/stats/__init__.py:2 stats may not import tables",
            id="up, inside a function",
        ),
        pytest.param(
            {"peil/errors.py": "import peil.study", "peil/study/__init__.py": ""},
            "peil/errors.py:1 errors may not import study",
            id="up, by a plain import",
        ),
        pytest.param(
            {"peil/tables/a.py": "from ..weighting import weigh", "peil/weighting/__init__.py": ""},
            "peil/tables/a.py:1 tables may not import weighting",
            id="sideways between verbs, by a relative import",
        ),
        pytest.param(
            {"peil/data/__init__.py": "from peil import report", "peil/report/__init__.py": ""},
            "peil/data/__init__.py:1 data may not import report",
            id="sideways between data and report",
        ),
        pytest.param(
            {"peil/stats/a.py": "from peil.study.b import c", "peil/study/b.py": "c = 1"},
            "peil/stats/a.py:1 stats may not import study",
            id="sideways between nouns",
        ),
        pytest.param(
            {"peil/rendering/a.py": "from peil.study import Study", "peil/study/__init__.py": ""},
            "peil/rendering/a.py:1 rendering may not import study",
            id="down, but not for render",
        ),
        pytest.param(
            {"peil/tables/__init__.py": "from peil import tabulate"},
            "peil/tables/__init__.py:1 tables may not import __init__",
            id="what the package offers, from inside",
        ),
        pytest.param(
            {"peil/helpers.py": ""},
            "helpers: stands in no layer, give it a place in LAYERS",
            id="a part nobody placed",
        ),
        pytest.param(
            {"peil/study/a.py": "from . import b", "peil/study/b.py": "def f():\n    import peil.study.a"},
            "circle of imports: peil.study.a > peil.study.b > peil.study.a",
            id="circle within a part",
        ),
    ],
)
def test_a_wrong_arrow_is_found(tmp_path: Path, files: dict[str, str], problem: str) -> None:
    """Every kind of arrow that does not point down is reported with its place."""
    problems = house.layer_problems(package(tmp_path, files))
    assert [sorted_circle(found) for found in problems] == [sorted_circle(problem)]


def sorted_circle(problem: str) -> str:
    """A circle may be told from any of its modules; the order does not matter."""
    title, colon, names = problem.partition(": ")
    return title + colon + " ".join(sorted(set(names.split(" > ")))) if title == "circle of imports" else problem


def test_arrows_that_point_down_are_left_alone(tmp_path: Path) -> None:
    """A package that is built as the design says has no problem."""
    files = {
        "peil/__init__.py": "from peil.workflow import run",
        "peil/cli.py": "import peil",
        "peil/workflow.py": "from peil.tables import a\nfrom peil.data import read\nrun = 1",
        "peil/tables/__init__.py": "from peil.tables import a",
        "peil/tables/a.py": "from peil.study import Study\nfrom peil.errors import PeilError",
        "peil/data/__init__.py": "import polars\nread = 1",
        "peil/study/__init__.py": "from peil.language import number\nStudy = 1",
        "peil/language/__init__.py": "from peil.errors import PeilError\nnumber = 1",
        "peil/errors.py": "PeilError = 1",
    }
    modules = package(tmp_path, files)
    assert house.layer_problems(modules) + house.library_problems(modules) == []


@pytest.mark.parametrize(
    ("check", "source", "problem"),
    [
        (house.library_problems, "import polars.io", "peil/tables/a.py:1 only data may import polars"),
        (
            house.library_problems,
            "def f():\n    from pyreadstat import read_sav",
            "peil/tables/a.py:2 only data may import pyreadstat",
        ),
        (
            house.library_problems,
            "from importlib import import_module",
            "peil/tables/a.py:1 an import by name hides an arrow",
        ),
        (house.size_problems, "x = 1\n" * 421, "peil/tables/a.py: 421 lines, at most 420"),
        (
            house.size_problems,
            'def f():\n    """Say\n\n    more."""\n' + "    x = 1\n" * 45,
            "peil/tables/a.py:1 f: 46 lines, at most 45",
        ),
        (
            house.size_problems,
            "class C:\n    def f(self, a, b, c, d, e, f, *, g, h): ...",
            "peil/tables/a.py:2 f: 8 parameters, at most 7",
        ),
        (
            house.broad_except_problems,
            "try:\n    x = 1\nexcept (ValueError, Exception):\n    x = 2",
            "peil/tables/a.py:3 broad except",
        ),
        (
            house.broad_except_problems,
            "try:\n    x = 1\nexcept:\n    x = 2",
            "peil/tables/a.py:3 broad except",
        ),
    ],
)
def test_a_broken_habit_is_found(tmp_path: Path, check: Check, source: str, problem: str) -> None:
    """Each habit that the check guards is reported when a module breaks it, with its place and the limit."""
    assert check(package(tmp_path, {"peil/tables/a.py": source})) == [problem]


@pytest.mark.parametrize("line", ["x = 1  # noqa", "x = 1  # noqa: E501", "x = f()  # type: ignore[arg-type]"])
def test_a_lint_exception_without_a_reason_is_found(line: str) -> None:
    """A bare exception, or one with a code only, is reported."""
    assert house.exception_problems(line, "a.py") != []


@pytest.mark.parametrize(
    "line",
    [
        "x = 1  # noqa: E501 the address is one word",
        "x = f()  # type: ignore[arg-type]  # stub is too narrow",
    ],
)
def test_a_lint_exception_with_its_reason_passes(line: str) -> None:
    """An exception with its code and its reason is left alone."""
    assert house.exception_problems(line, "a.py") == []


@pytest.mark.parametrize(
    "text",
    [
        "--index-url https://example.test/simple\n",
        "--find-links wheels\n",
        "numpy @ file:///tmp/numpy.whl\n",
        "numpy==2.0\n",
    ],
)
def test_a_lock_file_with_an_address_is_found(text: str) -> None:
    """An index, a folder of wheels, a file, or a version without a hash is reported."""
    assert house.lock_problems(text, "requirements.txt") != []


@pytest.mark.parametrize("text", ["see /wo" + "rk/main", "pip install -i py" + "pi.org/simple"])
def test_a_machine_name_is_found(text: str) -> None:
    """A path of a working machine and a registry's host are reported."""
    assert house.machine_problems(text, "a.md") != []
