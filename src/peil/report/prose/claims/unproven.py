"""The claim that a test was made and showed nothing: `unproven`, of two waves or of the groups of a break.

It says that a difference was not shown, never that there is none: the words of a claim that figures are equal are
refused. A question that was changed, a figure without a test or on a small base cannot be told by it.
"""

from __future__ import annotations

from dataclasses import replace

from peil.report.prose.claims.change import words_of_change
from peil.report.prose.claims.comparison import HIGHER, LOWER
from peil.report.prose.claims.model import Claim, Verdict, refuse_disorder, rewritten
from peil.report.prose.facts import group_key
from peil.report.prose.figures import told, told_difference, told_p
from peil.report.prose.groups import parts, short
from peil.report.prose.lookup import find_contrast
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused
from peil.report.prose.spans import Form
from peil.report.prose.waves import why_not_comparable
from peil.results.model import Contrast, Estimate

_FEWEST_GROUPS = 2
_MOST_OFFERED = 3


def _judge(query: Query) -> Verdict:
    """Was it tested, and does the test show no difference?"""
    return _groups(query) if query.expression.clause("by") else _waves(query)


def _waves(query: Query) -> Verdict:
    """Between two waves: tested, and not significant."""
    refuse_disorder(query.waves, query)
    first, last = query.waves
    settings, language = query.survey.settings, query.scope.language
    before, now = query.estimate(first), query.estimate(last)
    contrast = find_contrast(now, first, query.scope)
    change = told_difference(now.estimate - before.estimate, query.asked.measure, settings, language)
    figures = f"{told(before, settings, language)}, {told(now, settings, language)}: difference {change}"
    reason = why_not_comparable(query.survey, query.asked.question, first, last)
    if not reason and contrast is None:
        reason = f"{last} was not tested against {first}"
    elif not reason and contrast is not None:
        figures += f", {told_p(contrast.p, language)}"
        reason = "the difference is significant" if _shown(contrast, query) else ""
    evidence = (before.id, now.id, *((contrast.id,) if contrast is not None else ()))
    return Verdict(not reason, not reason, evidence, figures, reason, _expected(query))


def _groups(query: Query) -> Verdict:
    """Between the groups of a break: each was tested against the rest, and none differs from it significantly."""
    groups = [one for one in query.by_break() if one.shown and one.status != "small base"]
    if len(groups) < _FEWEST_GROUPS:
        raise Refused(f"{len(groups)} groups with a figure that may be told", "two groups or more")
    settings, language = query.survey.settings, query.scope.language
    found = [(one, find_contrast(one, "rest", query.scope)) for one in groups]
    untested = [short(group_key(one)) for one, contrast in found if contrast is None]
    different = [short(group_key(one)) for one, contrast in found if contrast is not None and _shown(contrast, query)]
    figures = ", ".join(_against_rest(query, one, contrast) for one, contrast in found)
    reason = ""
    if different:
        verb = "differ" if len(different) > 1 else "differs"
        reason = f"{' and '.join(different)} {verb} significantly from the rest"
    elif untested:
        reason = f"not tested against the rest: {', '.join(untested)}"
    evidence = tuple(name for one, contrast in found for name in (one.id, *((contrast.id,) if contrast else ())))
    return Verdict(not reason, not reason, evidence, figures or told(groups[0], settings, language), reason,
                   _expected(query))  # fmt: skip


def _against_rest(query: Query, one: Estimate, contrast: Contrast | None) -> str:
    text = told(one, query.survey.settings, query.scope.language, short(group_key(one)))
    return text if contrast is None else f"{text}, {told_p(contrast.p, query.scope.language)}"


def _shown(contrast: Contrast, query: Query) -> bool:
    """Whether the test shows a difference, large enough to matter or not."""
    return contrast.flag != 0 or contrast.p < query.survey.settings.level


def _expected(query: Query) -> str:
    level = query.scope.language.percent(query.survey.settings.level)
    return f"a test that does not show a difference, at {level}"


def _true_instead(query: Query) -> tuple[str, ...]:
    """Of two waves the word of change that holds; of a break which groups are higher or lower than the rest."""
    if not query.expression.clause("by"):
        return words_of_change(query)
    found = []
    for one in query.by_break():
        key = group_key(one)
        bare = replace(query.expression, clauses=(("for", parts(key)),))
        about = replace(query, expression=bare, group=key)
        if one.shown and one.status != "small base":
            found += [
                rewritten(bare, claim.form.word, bare.names) for claim in (HIGHER, LOWER) if claim.judge(about).holds
            ]
    return tuple(found[:_MOST_OFFERED])


_BY = frozenset({"by"})
_OF_GROUPS = Form("unproven", "unproven [MEASURE] QUESTION [WAVE] by BREAK", clauses=_BY, needed=_BY, measured=True)
UNPROVEN = Claim(
    Form(
        "unproven",
        "unproven [MEASURE] QUESTION [WAVE WAVE] [for GROUP]",
        waves=(2, 2),
        usual=("previous", "this"),
        measured=True,
        other=_OF_GROUPS,
    ),
    _judge,
    _true_instead,
)
