"""Claims about which part changed most: `rises most` and `falls most`, of the groups of a break or the items of a grid.

The change of the part named is significant, as `rises` asks, and as printed larger than that of every other part.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from peil.language import round_half_away
from peil.report.prose.claims.change import FALLS, RISES
from peil.report.prose.claims.model import Claim, Verdict, rewritten
from peil.report.prose.claims.only import Sorted, kind_of, sort_parts
from peil.report.prose.figures import decimals, told_distance
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused
from peil.report.prose.spans import Form


def _judge(inner: Claim, query: Query) -> Verdict:
    """Does the named part rise (fall), by its own test, and further than every other part that can be judged?"""
    found = sort_parts(inner, query)
    if len(found.named) != 1 or not found.others:
        raise Refused(f"{len(found.named)} named of {len(found.verdicts)}", "one that is named, and another to compare")
    (name,) = found.named
    moved = _moved(found, query)
    ahead = [other for other in found.others if moved[other] > moved[name]]
    level = [other for other in found.others if moved[other] == moved[name]]
    one = found.verdicts[name]
    reason = one.reason
    if not reason and ahead:
        reason = f"{' and '.join(ahead)} went further"
    elif not reason and level:
        reason = f"as printed {' and '.join(level)} went as far"
    figures = f"{name}: {one.figures}; of the others {_told(found, moved, query)}"
    if found.absent:
        figures += f"; left out, because absent, hidden, on a small base or not comparable: {', '.join(found.absent)}"
    evidence = tuple(dict.fromkeys(name for verdict in found.verdicts.values() for name in verdict.evidence))
    expected = f"{one.expected}, larger than that of every other {kind_of(query)}"
    points = one.direction and not ahead and not level
    return Verdict(not reason, points, evidence, figures, reason, expected, one.difference, 1, len(found.verdicts))


def _moved(found: Sorted, query: Query) -> dict[str, float]:
    """By part how far it went the claimed way, as it would be printed; nothing where it went the other way."""
    subject = query.subject or query.parts[0]
    digits = 2 if subject.measure == "share" else decimals(0.0, subject.measure, query.survey.settings)
    return {
        name: float(round_half_away(one.difference, digits)) if one.direction else 0.0
        for name, one in found.verdicts.items()
    }


def _told(found: Sorted, moved: dict[str, float], query: Query) -> str:
    """The largest change of the others this way, or that there is none."""
    settings, language = query.survey.settings, query.scope.language
    subject = query.subject or query.parts[0]
    name = max(found.others, key=lambda one: moved[one])
    if not moved[name]:
        return "none goes that way"
    return f"{name} goes furthest: {told_distance(moved[name], subject.measure, settings, language)}"


def _true_instead(inner: Claim, query: Query) -> tuple[str, ...]:
    """The part that does go furthest, where one does."""
    found = sort_parts(inner, query)
    for name in found.verdicts:
        clauses = tuple((clause, (name,) if clause == ":" else words) for clause, words in query.expression.clauses)
        if _judge(inner, replace(query, expression=replace(query.expression, clauses=clauses))).holds:
            return (rewritten(query.expression, f"{inner.form.word} most", query.expression.names, pick=(name,)),)
    return ()


def _claim(inner: Claim) -> Claim:
    word = f"{inner.form.word} most"
    form = Form(
        word,
        f"{word} [MEASURE] QUESTION [WAVE WAVE ...] [for GROUP] by BREAK: GROUP",
        subject="or grid",
        waves=inner.form.waves,
        usual=inner.form.usual,
        clauses=frozenset({"for", "by", ":"}),
        needed=frozenset({"by", ":"}),
        measured=True,
    )
    return Claim(form, partial(_judge, inner), partial(_true_instead, inner))


RISES_MOST, FALLS_MOST = _claim(RISES), _claim(FALLS)
