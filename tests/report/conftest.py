"""What several tests of the report rest on, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from peil.results.model import Published
from peil.study.model import Study
from peil.workflow import build_results, publish, read_study

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "ind"


@pytest.fixture(scope="session")
def reference() -> tuple[Study, Published]:
    """The reference study and its published figures."""
    study = read_study(EXAMPLE)
    return study, publish(study, build_results(study))
