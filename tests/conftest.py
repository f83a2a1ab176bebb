"""What every test may ask for (the real data, a browser), and the rule that CI skips nothing in silence."""

import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

# How long one example takes says more about the machine than about the code.
settings.register_profile("peil", deadline=None)
settings.load_profile("peil")

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = ROOT.parent / "shared" / "data"
CHROMIUM = shutil.which("chromium")
IN_CI = os.environ.get("CI") == "true"

# A test that asks for the fixture on the left bears the marker on the right, without being told.
MARKER_OF_FIXTURE = {"shared_data": "needs_shared_data", "browser": "needs_browser"}

# Debian's browser, kept from looking for anything outside this machine.
CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the fixtures they ask for."""
    for item in items:
        for fixture in MARKER_OF_FIXTURE.keys() & set(getattr(item, "fixturenames", ())):
            item.add_marker(MARKER_OF_FIXTURE[fixture])


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what cannot run here, with the reason."""
    if item.get_closest_marker("needs_shared_data") and not SHARED_DATA.is_dir():
        pytest.skip("../shared/data is absent")
    if item.get_closest_marker("needs_browser") and CHROMIUM is None:
        pytest.skip("Chromium is absent; tools/apt-packages installs it")


def may_skip(item: pytest.Item) -> bool:
    """Whether this test may be skipped in CI: only for want of the real data."""
    return item.get_closest_marker("needs_shared_data") is not None and not SHARED_DATA.is_dir()


def forbid_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that repeats its reason."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"In CI nothing is skipped but for want of ../shared/data. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test is a failed one, so that a green run has run everything."""
    report = yield
    expected_to_fail = hasattr(report, "wasxfail")
    if IN_CI and report.skipped and not expected_to_fail and not may_skip(item):
        forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a module that skips itself while it is read, by importorskip for one."""
    report = yield
    if IN_CI and report.skipped:
        forbid_skip(report)
    return report


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with real data beside the checkout; the test is skipped where it is absent."""
    return SHARED_DATA


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, started once; a test opens pages of its own and closes them."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()
