"""The sound reference study, built once for all mutations."""

import pytest

from mutations.build import Build


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The reference study and its published figures, and a folder to break it in."""
    return Build(tmp_path_factory.mktemp("mutated"))
