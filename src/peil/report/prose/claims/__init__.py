"""Claims: words whose truth is checked against the published figures and their tests. A module per family.

A new claim is a function that judges a query, a `Form`, and one line in this table.
"""

from __future__ import annotations

from collections.abc import Mapping

from peil.report.prose.claims.change import FALLS, RISES
from peil.report.prose.claims.comparison import HIGHER, LOWER
from peil.report.prose.claims.extremes import HIGHEST, LOWEST
from peil.report.prose.claims.model import Claim, Verdict

CLAIMS: Mapping[str, Claim] = {claim.form.word: claim for claim in (RISES, FALLS, HIGHER, LOWER, HIGHEST, LOWEST)}

__all__ = ["CLAIMS", "Claim", "Verdict"]
