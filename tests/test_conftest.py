"""A green run in CI has run every test: the rule in conftest.py, tried on a tiny suite of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SUITE = """
import pytest

def test_runs():
    pass

def test_skips():
    pytest.skip("no mood")

def test_reads_the_real_data(shared_data):
    pass

@pytest.mark.xfail(reason="known")
def test_known():
    raise ValueError
"""


def last_line(folder: Path, suite: str, ci: str) -> str:
    """Pytest's closing line for this suite beside our conftest.py, in a folder without shared data."""
    tests = folder / "checkout" / "tests"
    tests.mkdir(parents=True)
    shutil.copy(Path(__file__).with_name("conftest.py"), tests)
    (tests / "test_tiny.py").write_text(suite, encoding="utf-8")
    (tests.parent / "pytest.toml").write_text(
        '[pytest]\nmarkers = ["needs_shared_data", "needs_browser"]\n', encoding="utf-8"
    )
    # A worker of xdist tells its children that they are workers too; this run is nobody's worker.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tests.parent,
        env={**environment, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout.splitlines()[-1].rpartition(" in ")[0]


@pytest.mark.parametrize(
    ("ci", "closing"),
    [("", "1 passed, 2 skipped, 1 xfailed"), ("true", "1 failed, 1 passed, 1 skipped, 1 xfailed")],
)
def test_in_ci_only_the_real_data_may_be_missing(tmp_path: Path, ci: str, closing: str) -> None:
    """At a desk a skip is a skip; in CI it fails, unless the test wants the real data and there is none."""
    assert last_line(tmp_path, SUITE, ci) == closing


def test_in_ci_a_module_may_not_skip_itself(tmp_path: Path) -> None:
    """A module that skips itself while it is read fails in CI."""
    suite = "import pytest\npytest.importorskip('nothing_of_this_name')\n"
    assert last_line(tmp_path, suite, "true") == "1 error"
