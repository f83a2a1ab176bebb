"""Pages of groups look at everything that was graded, name the grid, and say where a list is not whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.reading import plain
from peil import workflow
from peil.drafting import draft
from peil.drafting.model import Piece

ROOT = Path(__file__).parent.parent.parent
SFO = ROOT.parent / "shared" / "data" / "sfo"
pytestmark = pytest.mark.needs_shared_data


@pytest.fixture(scope="module")
def pieces() -> dict[str, Piece]:
    """The Dutch pages of the airport, by id."""
    study = workflow.read_study(ROOT / "examples" / "sfo")
    drafts = draft(study, workflow.publish(study, workflow.build_results(study, SFO)))
    return {piece.id: piece for chapter in drafts["nl"] for piece in chapter.pieces}


def test_a_group_is_told_of_falls_in_every_grid(pieces: dict[str, Piece]) -> None:
    """At Terminal 1 the toilets fell more clearly than the shops, and stand in another grid."""
    attention = next(one for one in pieces["airport/group/terminal/t1"].remarks if "Aandachtspunten" in one)
    assert "{falls clean_restrooms previous this for t1}" in attention
    assert "airport/group/terminal/t1/aspects/cleanliness" in pieces


def test_what_falls_or_lies_below_the_others_is_no_strong_point(pieces: dict[str, Piece]) -> None:
    """Cleanliness as a whole fell at Terminal 1, and is lower there than elsewhere."""
    page = pieces["airport/group/terminal/t1"], pieces["airport/group/terminal/t1/matrix"]
    assert not any("{strength clean_overall" in text for one in page for text in (one.title, *one.remarks))


def test_titles_of_tables_name_their_grid(pieces: dict[str, Piece]) -> None:
    """Two titles that count aspects of Terminal 1 count those of one table each."""
    titles = {name: plain(one.title) for name, one in pieces.items()}
    assert titles["airport/grid/cleanliness/terminal"].startswith("Netheid van SFO: bij Terminal 1")
    assert titles["airport/grid/facilities/terminal"].startswith("Oordeel over SFO: bij Terminal 1")
    assert titles["airport/group/terminal/t1/aspects"].startswith("Terminal 1 (B, C), oordeel over SFO: ")


def test_a_list_that_is_cut_says_so(pieces: dict[str, Piece]) -> None:
    """Terminal 1 lies below the others on six facilities, of which three are named."""
    page = pieces["airport/grid/facilities/terminal"]
    assert "scoren zes aspecten lager" in plain(page.title)
    assert any("Terminal 1" in one and "lager: onder meer " in plain(one).lower() for one in page.remarks)
