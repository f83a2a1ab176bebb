"""Machine code is found again, is refused where it is not what was written, and runs on what it was compiled for."""

from __future__ import annotations

import subprocess
import sys
from math import erf
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from peil.stats import kept
from peil.stats.loops.counting import ADD
from peil.stats.machine import compiled, joined_exactly

KNOWN = np.array([0, 0, 0], np.int64), np.ones(3), np.array([0, 1, 1], np.int16)


def test_what_was_kept_runs_without_the_compiler() -> None:
    """The first process compiles where that was not done before, the second loads no numba for the same figures."""
    lines = (
        "import sys, numpy as np",
        "from peil.stats.em import em_covariance",
        "from peil.stats.importance import importance",
        "values = np.random.default_rng(1).normal(size=(50, 6))",
        "values[::3, 2] = np.nan",
        "print(importance(em_covariance(values, np.ones(50)).covariance).shares.tolist())",
        "print('numba' in sys.modules)",
    )
    runs = [
        subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    (first, _), (second, loaded) = (one.splitlines() for one in runs)
    assert (second, loaded) == (first, "False")


@pytest.mark.parametrize(
    "codes",
    [
        np.zeros(3, np.int32),
        np.zeros((3, 1), np.int16),
        np.zeros(6, np.int16)[::2],
    ],
    ids=["another type", "another shape", "not in one piece"],
)
def test_an_array_that_it_was_not_compiled_for_is_refused(codes: np.ndarray[Any, Any]) -> None:
    """Machine code would read what is not there."""
    with pytest.raises(TypeError, match=r"expected int16, 1 dimensions, in one piece"):
        ADD[np.dtype(np.int16)](*KNOWN[:2], codes, 2, np.zeros((4, 3)))


def _refuses(values: Any, more: int) -> None:
    if more < 0:
        raise ValueError("below zero")
    values[0] += more


def test_a_loop_that_raises_does_not_pass_for_done() -> None:
    """Machine code returns a status, not an error: unread, what was to be filled would be taken for a result."""
    loop, values = compiled("void(float64[::1], int64)")(_refuses), np.zeros(1)
    loop(values, 2)
    with pytest.raises(RuntimeError, match=r"loop _refuses ended with status 1, expected 0\. It raised an error"):
        loop(values, -1)
    assert values[0] == 2


def test_a_loop_gives_what_its_function_gives_in_python() -> None:
    """To the bit, where it was asked to."""
    sums = np.zeros((2, 4, 3))
    weights = np.array([0.1, 0.7, 1 / 3])
    loop = ADD[np.dtype(np.int16)]
    loop(KNOWN[0], weights, KNOWN[2], 2, sums[0])
    loop.function(KNOWN[0], weights, KNOWN[2], 2, sums[1])
    assert (sums[0] == sums[1]).all()
    assert sums[0, :, 0].tolist() == [0, 1, 2, 0]


def test_object_code_is_found_again(tmp_path: Path) -> None:
    """Under its own name and key, and only as it was written."""
    assert kept.read(tmp_path, "a.loop", "key") is None
    assert kept.write(tmp_path, "a.loop", "key", b"code")
    assert kept.read(tmp_path, "a.loop", "key") == b"code"
    assert kept.read(tmp_path, "a.loop", "other") is None
    (file,) = (tmp_path / "__pycache__").iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    assert kept.read(tmp_path, "a.loop", "key") is None


def test_another_source_or_signature_is_another_key(tmp_path: Path) -> None:
    """A loop may use what any file of the folder holds."""
    (tmp_path / "one.py").write_text("A = 1")
    keys = [kept.key_of(tmp_path, "void(int64)", False), kept.key_of(tmp_path, "void(float64)", False)]
    (tmp_path / "one.py").write_text("A = 2")
    keys.append(kept.key_of(tmp_path, "void(int64)", False))
    assert len(set(keys)) == 3


def _allocates(values: Any) -> None:
    values[0] = np.zeros(3)[0]


def test_a_loop_that_needs_the_compiler_to_run_is_refused() -> None:
    """It could not run in a process that only links it."""
    from numba.core.errors import NumbaError

    with pytest.raises((TypeError, NumbaError)):
        compiled("void(float64[::1])")(_allocates)(np.zeros(3))


@joined_exactly
def _lost(value: float) -> float:
    return (1.0 + value) - 1.0


def _loses(values: Any) -> None:
    values[0] = _lost(values[0])


@pytest.mark.parametrize("exact", [False, True])
def test_what_is_joined_exactly_is_exact_in_every_loop(exact: bool) -> None:
    """Whatever the loop that it is joined to may reorder: what adding 1 loses stays lost."""
    values = np.array([1e-20])
    compiled("void(float64[::1])", exact)(_loses)(values)
    assert values[0] == 0.0


def _calls(values: Any) -> None:
    values[0] = erf(values[0])


def test_a_loop_that_calls_what_may_not_be_there_is_refused() -> None:
    """Where it is linked again nothing but arithmetic is at hand."""
    with pytest.raises(TypeError, match=r"loop _calls: found a call of \w*erf, expected none but of arithmetic"):
        compiled("void(float64[::1])")(_calls)(np.zeros(3))


def test_a_loop_that_would_be_called_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should numba hand arrays on in another way one day, nothing is run with the wrong addresses."""
    loop = compiled("void(float64[::1], int64)")(_add_to_all)
    monkeypatch.setattr(kept, "read", lambda *_: None)
    monkeypatch.setattr(loop, "_letters", lambda: "ppipd")
    with pytest.raises(TypeError, match=r"_add_to_all: found arguments ppppiipiii, expected ppipd"):
        loop(np.zeros(2), 1)


def _add_to_all(values: np.ndarray[Any, Any], more: int) -> None:
    for place in range(len(values)):
        values[place] += more
