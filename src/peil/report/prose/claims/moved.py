"""Claims about two waves of the drivers: `moved` to a quadrant, and `carries` a change of the overall grade."""

from __future__ import annotations

from dataclasses import replace

from peil.report.prose.claims.model import Claim, Verdict, refuse_disorder, rewritten
from peil.report.prose.figures import told_p
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused, suggestion
from peil.report.prose.spans import Expression, Form
from peil.results.model import Carried, Decomposition, Move

_PARTS = ("strength", "priority", "hygiene", "low-priority")


def _moved(query: Query) -> Verdict:
    """Does the aspect stand in this part of the matrix now, in another in the earlier wave, and is that no chance?"""
    move, part = _move(query), _destination(query)
    language = query.scope.language
    figures = f"`{move.quadrant_then}` in {move.earlier}, `{move.quadrant}` in {move.wave}"
    changed = move.quadrant != move.quadrant_then
    if changed:
        figures += f", {told_p(move.p, language)}"
    there = changed and _word(move) == part
    if not changed:
        reason = "it stands where it stood"
    elif not there:
        reason = "it did not come there"
    else:
        corrected = move.p < query.survey.settings.level
        reason = "" if move.moved else _of_many(query) if corrected else "the move may be chance"
    expected = f"`{part}` now and not then, significant at {language.percent(query.survey.settings.level)}"
    return Verdict(not reason, there, (move.id,), figures, reason, expected)


def _of_many(query: Query) -> str:
    return f"it may be chance after the correction for many tests ({query.survey.settings.correction})"


def _destination(query: Query) -> str:
    """The part of the matrix after `to`."""
    words = query.expression.clause("to")
    part = "-".join(" ".join(words).split())
    if part not in _PARTS:
        raise Refused(f"`to {' '.join(words)}`", f"one of {', '.join(_PARTS)}", suggestion(part, _PARTS))
    return part


def _word(move: Move) -> str:
    """Where it stands now, as it is written in braces."""
    return move.quadrant.replace(" ", "-")


def _carries(query: Query) -> Verdict:
    """Does the change of the aspect carry the change of the overall grade, in the same direction, and no chance?"""
    whole, part = _part(query)
    settings, language = query.survey.settings, query.scope.language
    number = language.number(part.points, 2, sign=True)
    change = language.number(whole.change, 2, sign=True)
    figures = f"{number} of a change of {change} ({told_p(part.p, language)}) from {whole.earlier} to {whole.wave}"
    along = part.points * whole.change > 0
    reason = "" if along else "it goes the other way"
    if along and not part.decided < settings.level:
        reason = _of_many(query) if part.p < settings.level else "it may be chance"
    expected = f"points in the direction of the change, significant at {language.percent(settings.level)}"
    return Verdict(not reason, along, (part.id,), figures, reason, expected)


def _move(query: Query) -> Move:
    name = f"{_driver(query, 'importance')}~{query.waves[0]}"
    found = query.scope.published.moves_by_id.get(name)
    if found is None:
        raise Refused(f"no move `{name}`", "an aspect with a place in both waves, measured in the same way")
    return found


def _part(query: Query) -> tuple[Decomposition, Carried]:
    name = f"{_driver(query, 'carried')}~{query.waves[0]}"
    published = query.scope.published
    part = next((one for one in published.carried if one.id == name), None)
    if part is None:
        raise Refused(
            f"no `{name}`",
            "an aspect of both waves, and a change of the overall grade that was told apart: of the latest wave since "
            "the one before or the first, of all or of a group that changed significantly",
        )
    return next(one for one in published.decompositions if one.id == part.decomposition), part


def _driver(query: Query, what: str) -> str:
    """The id of what is asked about an aspect in the later wave; refused when it is none, or the waves run back."""
    refuse_disorder(query.waves, query)
    question, survey = query.asked.question, query.survey
    aspects = [one.id for one in survey.aspects]
    if query.asked.answer or question not in aspects:
        remedy = suggestion(question, aspects)
        raise Refused(f"`{query.asked.name}`, which is no aspect", "an aspect: a graded item of the service", remedy)
    return f"{survey.id}/{query.waves[-1]}/{question}/{what}/{query.group}"


def _where(query: Query) -> tuple[str, ...]:
    """Where the aspect moved to; where it demonstrably moved nowhere, the word for the part in which it stands."""
    move, expression = _move(query), query.expression
    if move.moved:
        return (rewritten(expression, "moved", expression.names, to=(_word(move),)),)
    names = (expression.names[0], *expression.names[2:])
    return (rewritten(replace(expression, clauses=_without_to(expression)), _word(move), names),)


def _without_to(expression: Expression) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(one for one in expression.clauses if one[0] != "to")


def _who_carries(query: Query) -> tuple[str, ...]:
    """The aspect that carries most of this change, where one does."""
    whole, _ = _part(query)
    level = query.survey.settings.level
    parts = [one for one in query.scope.published.carried if one.decomposition == whole.id]
    along = [one for one in parts if one.points * whole.change > 0 and one.decided < level]
    if not along:
        return ()
    most = max(along, key=lambda one: abs(one.points))
    return (rewritten(query.expression, "carries", (most.aspect, *query.expression.names[1:])),)


_TWO = (2, 2)
_USUAL = ("previous", "this")
MOVED = Claim(
    Form(
        "moved", "moved ASPECT [WAVE WAVE] [for GROUP] to PART",
        waves=_TWO, usual=_USUAL, clauses=frozenset({"for", "to"}), needed=frozenset({"to"}),
    ),
    _moved, _where,
)  # fmt: skip
CARRIES = Claim(
    Form("carries", "carries ASPECT [WAVE WAVE] [for GROUP]", waves=_TWO, usual=_USUAL), _carries, _who_carries
)
