"""What every family of claims has in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isclose, nan

from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused
from peil.report.prose.spans import CLAUSES, Expression, Form
from peil.results.model import Contrast, Estimate

# How everyone else is named behind `than`; nothing means the same.
REST = (("rest",), ("the", "rest"), ())


@dataclass(frozen=True)
class Verdict:
    """Whether a claim holds. `evidence`: ids it rests on. `figures`: what the results say, for a message.

    `direction`: whether the figures themselves, before rounding, point the claimed way, whatever the test says; for a
    claim without a test the same as `holds`. `reason`: why it does not hold. `expected`: what would have made it true.
    What the words of the claim may say of it: `difference`, its size in the unit of the estimates (of several the
    smallest; NaN = there is none); `count`, of how many groups or items it is said, out of `whole` that were judged.
    """

    holds: bool
    direction: bool
    evidence: tuple[str, ...]
    figures: str
    reason: str = ""
    expected: str = ""
    difference: float = nan
    count: int = 0
    whole: int = 0


@dataclass(frozen=True)
class Claim:
    """A word whose truth is checked: how it is written, how it is judged, and which like it would be true instead.

    `reads`: how it is judged where what stands between the brackets counts, too.
    """

    form: Form
    judge: Callable[[Query], Verdict]
    true_instead: Callable[[Query], tuple[str, ...]]
    reads: Callable[[Query, str], Verdict] | None = None


def why_not_flagged(difference: float, p: float, query: Query) -> str:
    """Why a tested difference in the claimed direction still does not count."""
    settings = query.survey.settings
    if not p < settings.level:
        return f"the difference is not significant at {query.scope.language.percent(settings.level)}"
    least = settings.minimum_share if query.asked.measure == "share" else settings.minimum
    if _unmarked(query):
        return "the survey shows no marks here (`report: without marks`)"
    if abs(difference) < least:
        return "the difference is smaller than the minimum relevant difference"
    return f"the difference is not significant after the correction for many tests ({settings.correction})"


def _unmarked(query: Query) -> bool:
    """Whether the survey shows no marks at this question, or at the groups of this break."""
    settings, breaks = query.survey.settings, query.survey.breaks
    named = (breaks[name] for name in settings.unmarked_breaks if name in breaks)
    groups = {one.key(group) for one in named for group in one.groups}
    return query.asked.question in settings.unmarked_questions or query.group in groups


def refuse_disorder(waves: tuple[str, ...], query: Query) -> None:
    """Waves must run from old to new, and there must be two."""
    if len(waves) < 2:
        raise Refused(f"wave {waves[0]} compared with itself", "two waves with this figure")
    labels = [wave.label for wave in query.survey.waves]
    places = [labels.index(wave) for wave in waves]
    if places != sorted(set(places)):
        raise Refused(f"the waves {', '.join(waves)}", "waves from old to new")


def nothing_instead(_: Query) -> tuple[str, ...]:
    """For a word that has no other like it which could be true."""
    return ()


def rewritten(expression: Expression, word: str, names: tuple[str, ...], **clauses: tuple[str, ...]) -> str:
    """The text of an expression with another word, other names or clauses (`for_`, `than`, `by`, `to`, `pick`)."""
    parts = [f"{expression.survey}:"] if expression.survey else []
    parts += [word, *filter(None, [expression.measure]), *map(_quoted, names)]
    for clause in ("for", "than", "by", "within", "to"):
        words = clauses.get(clause.replace("for", "for_"), expression.clause(clause))
        if words:
            parts += [clause, *map(_quoted, words)]
    pick = clauses.get("pick", expression.clause(":"))
    return " ".join(parts) + (f": {' '.join(map(_quoted, pick))}" if pick else "")


def _quoted(name: str) -> str:
    """A name as it is written in braces: between quotes where it would be taken for more or other words."""
    return f'"{name}"' if name in CLAUSES or " " in name or ":" in name else name


def flag_of_two(contrast: Contrast, left: Estimate, against: str, query: Query) -> int:
    """The flag; of two groups that mirror each other only one is flagged, so the other's, turned round, counts too.

    `against`: how the id of the contrast goes on behind that of the estimate, `rest` or `2011~rest`.
    """
    key = (left.survey, left.wave, left.question, left.answer, left.measure, left.break_id)
    others = [one for one in query.scope.facts.of_break(key) if one.id != left.id]
    if contrast.flag or len(others) != 1:
        return contrast.direction
    other = query.scope.published.contrasts_by_id.get(f"{others[0].id}~{against}")
    # With respondents outside both groups the two contrasts differ, and each has its own flag.
    if other is None or not (isclose(other.difference, -contrast.difference) and isclose(other.p, contrast.p)):
        return contrast.direction
    return -other.direction
