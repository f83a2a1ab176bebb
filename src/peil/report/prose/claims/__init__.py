"""Claims: words whose truth is checked against the published figures and their tests. A module per family.

A new claim is a function that judges a query, a `Form`, and one line in this table.
"""

from __future__ import annotations

from collections.abc import Mapping

from peil.report.prose.claims.asked import FIRST_ASKED
from peil.report.prose.claims.beside import ABOVE_BENCHMARK, BELOW_BENCHMARK
from peil.report.prose.claims.change import FALLS, RISES
from peil.report.prose.claims.cites import CITES
from peil.report.prose.claims.comparison import HIGHER, LOWER
from peil.report.prose.claims.depends import DEPENDS
from peil.report.prose.claims.equal import EQUAL
from peil.report.prose.claims.every import ALL_BUT_FALLS, ALL_BUT_RISES, ALL_FALLS, ALL_RISES
from peil.report.prose.claims.extremes import HIGHEST, LOWEST
from peil.report.prose.claims.furthest import FALLS_MOST, RISES_MOST
from peil.report.prose.claims.gains import CHANGES_COMPARED
from peil.report.prose.claims.model import Claim, Verdict
from peil.report.prose.claims.moved import CARRIES, MOVED
from peil.report.prose.claims.only import ONLY_FALLS, ONLY_HIGHER, ONLY_LOWER, ONLY_RISES
from peil.report.prose.claims.quadrants import HYGIENE, LOW_PRIORITY, PRIORITY, STRENGTH
from peil.report.prose.claims.ranking import LEAST, MOST
from peil.report.prose.claims.real import REALLY_FALLS, REALLY_RISES, REALLY_UNPROVEN
from peil.report.prose.claims.size import BETWEEN, MAJORITY
from peil.report.prose.claims.spread import NARROWS, SIMILAR, WIDENS
from peil.report.prose.claims.unproven import UNPROVEN
from peil.report.prose.claims.weaker import ABOVE, BELOW, DOWN, UP
from peil.report.prose.claims.words import IN_WORDS

_CLAIMS = (
    RISES,
    FALLS,
    HIGHER,
    LOWER,
    HIGHEST,
    LOWEST,
    ONLY_RISES,
    ONLY_FALLS,
    ONLY_HIGHER,
    ONLY_LOWER,
    ALL_RISES,
    ALL_FALLS,
    ALL_BUT_RISES,
    ALL_BUT_FALLS,
    RISES_MOST,
    FALLS_MOST,
    UP,
    DOWN,
    ABOVE,
    BELOW,
    ABOVE_BENCHMARK,
    BELOW_BENCHMARK,
    FIRST_ASKED,
    *CHANGES_COMPARED,
    REALLY_RISES,
    REALLY_FALLS,
    REALLY_UNPROVEN,
    MOST,
    LEAST,
    STRENGTH,
    PRIORITY,
    HYGIENE,
    LOW_PRIORITY,
    MOVED,
    CARRIES,
    NARROWS,
    WIDENS,
    SIMILAR,
    UNPROVEN,
    EQUAL,
    MAJORITY,
    BETWEEN,
    IN_WORDS,
    CITES,
    DEPENDS,
)
CLAIMS: Mapping[str, Claim] = {claim.form.word: claim for claim in _CLAIMS}

# Words for a place in the improvement matrix.
PLACES = frozenset(claim.form.word for claim in (STRENGTH, PRIORITY, HYGIENE, LOW_PRIORITY))
# Weaker words, which a message offers only with that remark.
WITHOUT_A_TEST = frozenset(claim.form.word for claim in (UP, DOWN, ABOVE, BELOW, NARROWS, WIDENS, SIMILAR))

__all__ = ["CLAIMS", "PLACES", "WITHOUT_A_TEST", "Claim", "Verdict"]
