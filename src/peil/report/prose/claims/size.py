"""Claims about the size of one figure: `majority` and `between`."""

from __future__ import annotations

from peil.report.prose.claims.model import Claim, Verdict
from peil.report.prose.claims.words import offered
from peil.report.prose.figures import printed, told
from peil.report.prose.query import Query, find_subject
from peil.report.prose.refusal import Refused
from peil.report.prose.spans import Form, number

_HALF = 0.5


def _majority(query: Query) -> Verdict:
    """Is it more than half, and the whole confidence interval too?"""
    # Refuses a question without an answer, with the answers that it has.
    find_subject(query.asked.name, query.survey, "share")
    one = query.estimate()
    settings, language = query.survey.settings, query.scope.language
    figures = told(one, settings, language)
    level = language.percent(1 - settings.level)
    reason = ""
    if not one.estimate > _HALF:
        reason = "it is not more than half"
    elif not one.ci_low <= one.ci_high:
        reason = "it has no confidence interval, so more than half is not shown"
    elif not one.ci_low > _HALF:
        reason = "the confidence interval reaches down to half"
    if one.ci_low <= one.ci_high:
        figures += f", {level} interval {language.percent(one.ci_low, 1)} to {language.percent(one.ci_high, 1)}"
    expected = f"more than half, with the whole {level} interval above {language.percent(_HALF)}"
    return Verdict(not reason, one.estimate > _HALF, (one.id,), figures, reason, expected)


def _between(query: Query) -> Verdict:
    """Does the figure, as it is printed, lie from the low end up to and including the high one?"""
    words = query.expression.clause(":")
    low, *further = (number(word) for word in words)
    high = further[0] if len(further) == 1 else None
    if low is None or high is None or low > high:
        raise Refused(f"`: {' '.join(words)}`", f"two numbers from low to high, as in `{_BETWEEN}`")
    one = query.estimate()
    value = printed(one, query.survey.settings)
    reason = f"it is below {words[0]}" if value < low else f"it is above {words[1]}" if value > high else ""
    percent = "%" if one.measure == "share" else ""
    expected = f"a figure, as printed, from {words[0]}{percent} up to and including {words[1]}{percent}"
    figures = told(one, query.survey.settings, query.scope.language)
    return Verdict(not reason, not reason, (one.id,), figures, reason, expected)


_BETWEEN = "between [MEASURE] QUESTION [WAVE] [for GROUP]: LOW HIGH"
MAJORITY = Claim(Form("majority", "majority QUESTION=ANSWER [WAVE] [for GROUP]"), _majority, offered)
BETWEEN = Claim(
    Form("between", _BETWEEN, clauses=frozenset({"for", ":"}), needed=frozenset({":"}), measured=True),
    _between,
    offered,
)
