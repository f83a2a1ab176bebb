"""Open answers: what must not be read in them is masked, and quotes are proposed by a stated rule.

Study, Data ── propose.propose ──▶ entries for quotes/SURVEY.yaml, which a researcher approves or rejects
Study, Data, Results ── quotes.quote ──▶ Results with the approved quotes that still stand in the data
"""

from peil.coding.propose import Proposed, propose, written_into
from peil.coding.quotes import checked_quotes, faulty_quotes, quote

__all__ = ["Proposed", "checked_quotes", "faulty_quotes", "propose", "quote", "written_into"]
