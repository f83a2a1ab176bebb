"""The pass over the rows: numpy and the compiled loop give one answer, and the compiled one needs nothing special."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from peil import stats
from peil.errors import StatisticsError
from peil.stats import kernel
from peil.stats.arrays import FloatArray, IntArray, weighted_count

PACKAGE = Path(stats.__file__).parent.parent
KINDS = (np.int8, np.int16, np.int32, np.int64)
LAYOUT = stats.Layout(cells=2, groups=3, answers=5)
Rows = tuple[IntArray, IntArray, list[kernel.Answers], FloatArray]


@st.composite
def rows(draw: st.DrawFn, fewest: int = 0) -> Rows:
    """Up to 60 rows and 4 items, some without group or answer: cells, groups, items, weights."""
    size, items, seed = draw(st.integers(fewest, 60)), draw(st.integers(0, 4)), draw(st.integers(0, 2**31))
    random = np.random.default_rng(seed)
    answers: list[kernel.Answers] = [random.integers(-3, LAYOUT.answers, size) for _ in range(items)]
    return (
        random.integers(0, LAYOUT.cells, size),
        random.integers(-2, LAYOUT.groups, size),
        answers,
        random.choice([0.0, 0.1, 1 / 3, 2.7], size) * random.uniform(0.5, 2, size),
    )


def counted_plainly(found: Rows, item: int) -> tuple[FloatArray, ...]:
    """n, Σw, Σw² of one item, straight from np.bincount over the rows that count."""
    cells, groups, answers, weights = found
    valid = (groups >= 0) & (answers[item] >= 0)
    code = ((cells * LAYOUT.groups + groups) * LAYOUT.answers + answers[item])[valid]
    size = LAYOUT.cells * LAYOUT.groups * LAYOUT.answers
    parts = [weighted_count(code, weights[valid] ** power, size) for power in (0, 1, 2)]
    return tuple(part.reshape(LAYOUT.shape) for part in parts)


@given(rows())
def test_many_items_are_counted_as_each_alone(found: Rows) -> None:
    """n, Σw and Σw² of every item are those of np.bincount, to 1e-12; without items or rows too."""
    cells, groups, answers, weights = found
    moments = stats.collect_many(cells, groups, answers, weights, LAYOUT)
    assert moments.n.shape == (len(answers), *LAYOUT.shape)
    for item in range(len(answers)):
        n, w, w2 = counted_plainly(found, item)
        assert_array_equal(moments.n[item], n)
        assert_allclose(moments.w[item], w, rtol=1e-12)
        assert_allclose(moments.w2[item], w2, rtol=1e-12)


@given(rows(), st.lists(st.sampled_from(KINDS), min_size=4, max_size=4), st.booleans())
def test_the_compiled_loop_gives_the_bits_that_numpy_gives(found: Rows, kinds: list[type], sliced: bool) -> None:
    """Whatever the kind of integers, and where the arrays lie with gaps in memory or may not be written."""
    _, groups, answers, weights = found
    first = (np.where(groups < 0, 3, groups) * 7).astype(np.int64)
    items: list[kernel.Answers] = [codes.astype(kind) for codes, kind in zip(answers, kinds, strict=False)]
    if sliced:
        items = [np.repeat(codes, 2)[::2] for codes in items]
        first, weights = np.repeat(first, 3)[::3], np.repeat(weights, 3)[::3]
    first.flags.writeable = False
    plain = kernel.by_bincount(first, weights, items, 5, 28)
    assert_array_equal(kernel.compiled(first, weights, items, 5, 28), plain)


@given(rows(fewest=1), st.integers(1, 60))
def test_blocks_of_any_size_add_up(found: Rows, size: int) -> None:
    """Rows in blocks of 1 to all: added, the same moments as in one pass."""
    cells, groups, answers, weights = found
    cuts = [slice(start, start + size) for start in range(0, len(cells), size)]
    parts = [
        stats.collect_many(cells[cut], groups[cut], [codes[cut] for codes in answers], weights[cut], LAYOUT)
        for cut in cuts
    ]
    added = parts[0]
    for part in parts[1:]:
        added = added + part
    whole = stats.collect_many(cells, groups, answers, weights, LAYOUT)
    assert_array_equal(added.n, whole.n)
    assert_allclose(added.w, whole.w, rtol=1e-12)
    assert_allclose(added.w2, whole.w2, rtol=1e-12)


def many() -> Rows:
    """A few rows more than numpy is used for: 20 items of 100,001 rows."""
    random = np.random.default_rng(7)
    size, items = 100_001, kernel.FEW // 100_000
    answers = [random.integers(-1, LAYOUT.answers, size, np.int8) for _ in range(items)]
    return random.integers(0, 2, size), random.integers(-1, 3, size), answers, random.uniform(0.1, 3, size)


def test_many_rows_give_what_numpy_gives() -> None:
    """Where the compiled loop is chosen the moments are those of np.bincount, a matrix of items included."""
    found = many()
    cells, groups, answers, weights = found
    moments = stats.collect_many(cells, groups, np.stack(answers), weights, LAYOUT)  # type: ignore[arg-type] # a matrix
    n, w, w2 = counted_plainly(found, 3)
    assert_array_equal(moments.n[3], n)
    assert_allclose(moments.w[3], w, rtol=1e-12)
    assert_allclose(moments.w2[3], w2, rtol=1e-12)


@pytest.mark.parametrize("size", [40, 100_001])
@pytest.mark.parametrize("group", [0, -1])
def test_a_code_that_is_too_high_stops_the_pass(size: int, group: int) -> None:
    """Item, row and value are told, by numpy and by the compiled loop, also of a row without a group."""
    cells, groups, answers, weights = many()
    groups[17], answers[11][17] = group, 120
    items = [codes[:size] for codes in answers]
    with pytest.raises(StatisticsError, match=r"item 11: answer code of row 17: found 120, expected one of 0\.\.4"):
        stats.collect_many(cells[:size], groups[:size], items, weights[:size], LAYOUT)


@pytest.mark.parametrize("size", [40, 100_001])
@pytest.mark.parametrize(
    ("part", "value", "message"),
    [
        (0, 2, "cell code of row 17: found 2"),
        (0, -1, "cell code of row 17: found -1"),
        (1, 3, "group code of row 17: found 3"),
        (3, -0.5, "weight of row 17: found -0.5"),
        (3, np.nan, "weight of row 17: found nan"),
    ],
)
def test_wrong_cells_groups_and_weights_stop_the_pass(size: int, part: int, value: float, message: str) -> None:
    """However many rows there are."""
    found = many()
    found[part][17] = value  # type: ignore[call-overload] # any of the arrays
    cells, groups, answers, weights = found
    with pytest.raises(StatisticsError, match=message):
        stats.collect_many(cells[:size], groups[:size], [codes[:size] for codes in answers], weights[:size], LAYOUT)


def test_items_of_other_lengths_are_refused() -> None:
    """The message gives the numbers of rows."""
    zeros = np.zeros(4, np.int64)
    with pytest.raises(StatisticsError, match="found 4 cells, 4 groups, 3 and 4 answers and 4 weights"):
        stats.collect_many(zeros, zeros, [zeros, zeros[:3]], np.ones(4), LAYOUT)


@pytest.mark.parametrize("size", [40, 100_001])
def test_codes_that_are_not_integers_are_refused(size: int) -> None:
    """A half answer is not cut off to a whole one."""
    cells, groups, answers, weights = many()
    items = [codes[:size] for codes in answers]
    items[2] = items[2] + 0.5  # type: ignore[assignment] # that is the point
    with pytest.raises(TypeError, match="same_kind"):
        stats.collect_many(cells[:size], groups[:size], items, weights[:size], LAYOUT)


COUNT = """
import numpy as np
from peil.stats import kernel, machine
first = np.zeros(5, np.int64)
print(kernel.compiled(first, np.ones(5), [np.array([0, 1, -1, 2, 1], np.int16)], 2, 4)[0, :, 0].tolist())
print("compiled" if machine.seconds_compiling() else "found")
print("kept" if machine.is_kept() else "not kept")
"""


def count_in(folder: Path, own: str) -> list[str]:
    """What a fresh process says that has the package in `folder`, and `own` as its user's cache folder."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("NUMBA")}
    # Windows and macOS keep no user's cache under these names; there the package's own folder is all that is tested.
    environment |= {"PYTHONPATH": str(folder), "XDG_CACHE_HOME": own, "HOME": own, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", COUNT], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the arithmetic alone, without what an earlier run compiled."""
    folder = tmp_path / "package"
    shutil.copytree(PACKAGE / "stats", folder / "peil" / "stats", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PACKAGE / "errors.py", folder / "peil")
    (folder / "peil" / "__init__.py").touch()
    return folder


def test_machine_code_is_kept_beside_the_package(package: Path, tmp_path: Path) -> None:
    """The second process finds what the first one compiled."""
    own = str(tmp_path / "own")
    assert [count_in(package, own)[1:] for _ in range(2)] == [["compiled", "kept"], ["found", "kept"]]
    assert list((package / "peil" / "stats" / "loops" / "__pycache__").glob("counting.*.o"))


@pytest.mark.skipif(sys.platform != "linux", reason="the user's cache folder is named by XDG_CACHE_HOME")
def test_machine_code_is_kept_with_the_user_where_the_package_is_read_only(package: Path, tmp_path: Path) -> None:
    """A file in place of __pycache__ stops even root from writing there."""
    (package / "peil" / "stats" / "loops" / "__pycache__").touch()
    assert [count_in(package, str(tmp_path / "own"))[1] for _ in range(2)] == ["compiled", "found"]


@pytest.mark.skipif(sys.platform != "linux", reason="the user's cache folder is named by XDG_CACHE_HOME")
def test_without_any_folder_to_write_every_process_compiles(package: Path, tmp_path: Path) -> None:
    """And counts all the same: one without an answer, one 0, two 1, one too high."""
    (package / "peil" / "stats" / "loops" / "__pycache__").touch()
    (tmp_path / "file").touch()
    for _ in range(2):
        assert count_in(package, str(tmp_path / "file" / "own")) == ["[1.0, 1.0, 2.0, 1.0]", "compiled", "not kept"]


def test_small_studies_never_import_the_compiler() -> None:
    """Neither the package, nor the command line, nor a count of few answers imports numba."""
    lines = (
        "import sys, numpy as np, peil, peil.cli",
        "from peil import stats",
        "rows = np.zeros(500, np.int64)",
        "stats.collect_many(rows, rows, [rows] * 50, np.ones(500), stats.Layout(1, 1, 1))",
        "sys.exit('numba' in sys.modules)",
    )
    assert subprocess.run([sys.executable, "-c", "; ".join(lines)], check=False).returncode == 0
