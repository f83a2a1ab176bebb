"""Open answers: what must not be read in them is masked, and quotes are proposed by a stated rule.

Study, Data ── propose.propose ──▶ entries for quotes/SURVEY.yaml, which a researcher approves or rejects
Study, Data, Results ── quotes.quote ──▶ Results with the approved quotes that still stand in the data
Study, a block of rows ── sightings.seen_in ──▶ what it tells of them; that of all blocks ── quotes.quoted ──▶ the same
"""

from peil.coding.propose import Proposed, propose, written_into
from peil.coding.quotes import checked_quotes, faulty_quotes, quote, quoted
from peil.coding.sightings import Seen, both, seen_anyhow, seen_in, unseen

__all__ = [
    "Proposed",
    "Seen",
    "both",
    "checked_quotes",
    "faulty_quotes",
    "propose",
    "quote",
    "quoted",
    "seen_anyhow",
    "seen_in",
    "unseen",
    "written_into",
]
