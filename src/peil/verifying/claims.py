"""Claims: each statement of the report judged in the language of prose, from published results as in a chapter."""

from __future__ import annotations

from peil.language import Language
from peil.report.prose import Refused, judge_statement
from peil.report.prose.facts import Facts
from peil.verifying.model import ClaimCheck, PrintedClaim

# What is told about a claim goes to the console and to files beside it, which are English.
_LANGUAGE = Language("en")


def check_claim(claim: PrintedClaim, facts: Facts) -> ClaimCheck:
    """Do the figures bear the statement out, and the test too?

    A statement that prose cannot judge (a name that does not exist, a group too small to tell anything of) is a miss.
    """
    try:
        verdict = judge_statement(claim.claim, claim.survey, facts, _LANGUAGE)
    except Refused as refused:
        expected = f", expected {refused.expected}" if refused.expected else ""
        why = f"cannot be judged: found {refused.found}{expected}"
        return ClaimCheck(
            claim, agrees=False, tested=False, figures="", why=" ".join([f"{why}.", refused.remedy]).strip()
        )
    # `only` may hold by the test while another figure moves the same way by chance.
    return ClaimCheck(claim, verdict.direction or verdict.holds, verdict.holds, verdict.figures, verdict.reason)


def _told(refused: Refused) -> str:
    expected = f", expected {refused.expected}" if refused.expected else ""
    return f"found {refused.found}{expected}" + (f". {refused.remedy}" if refused.remedy else "")
