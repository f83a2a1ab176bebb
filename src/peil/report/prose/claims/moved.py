"""Claims about two waves of the drivers: `moved` to another quadrant, and `carries` a change of the overall grade."""

from __future__ import annotations

from peil.report.prose.claims.model import Claim, Verdict, refuse_disorder, rewritten
from peil.report.prose.figures import told_p
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused, suggestion
from peil.report.prose.spans import Form
from peil.results.model import Carried, Decomposition, Move


def _moved(query: Query) -> Verdict:
    """Does the aspect stand in another part of the matrix than in the earlier wave, and is that no chance?"""
    move = _move(query)
    language = query.scope.language
    figures = f"`{move.quadrant_then}` in {move.earlier}, `{move.quadrant}` in {move.wave}"
    changed = move.quadrant != move.quadrant_then
    if changed:
        figures += f", {told_p(move.p, language)}"
    reason = "" if move.moved else "the move may be chance" if changed else "it stands where it stood"
    expected = f"another part of the matrix, significant at {language.percent(query.survey.settings.level)}"
    return Verdict(move.moved, changed, (move.id,), figures, reason, expected)


def _carries(query: Query) -> Verdict:
    """Does the change of the aspect carry the change of the overall grade, in the same direction, and no chance?"""
    whole, part = _part(query)
    settings, language = query.survey.settings, query.scope.language
    number = language.number(part.points, 2, sign=True)
    change = language.number(whole.change, 2, sign=True)
    figures = f"{number} of a change of {change} ({told_p(part.p, language)}) from {whole.earlier} to {whole.wave}"
    along = part.points * whole.change > 0
    reason = "" if along and part.p < settings.level else "it may be chance" if along else "it goes the other way"
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


def _form(word: str) -> Form:
    return Form(word, f"{word} ASPECT [WAVE WAVE] [for GROUP]", waves=(2, 2), usual=("previous", "this"))


def _where(query: Query) -> tuple[str, ...]:
    """Where the aspect stands now, by the word for that part of the matrix."""
    word, names = _move(query).quadrant.replace(" ", "-"), query.expression.names
    return (rewritten(query.expression, word, (names[0], *names[2:])),)


def _who_carries(query: Query) -> tuple[str, ...]:
    """The aspect that carries most of this change, where one does."""
    whole, _ = _part(query)
    level = query.survey.settings.level
    parts = [one for one in query.scope.published.carried if one.decomposition == whole.id]
    along = [one for one in parts if one.points * whole.change > 0 and one.p < level]
    if not along:
        return ()
    most = max(along, key=lambda one: abs(one.points))
    return (rewritten(query.expression, "carries", (most.aspect, *query.expression.names[1:])),)


MOVED = Claim(_form("moved"), _moved, _where)
CARRIES = Claim(_form("carries"), _carries, _who_carries)
