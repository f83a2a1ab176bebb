"""Claims about real change: would it rise (`really rises`, `really falls`) with the same mix of respondents, too, or is
that not shown (`really unproven`)?"""

from __future__ import annotations

from functools import partial

from peil.report.prose.claims.change import Direction, words_of_change
from peil.report.prose.claims.model import Claim, Verdict, refuse_disorder, rewritten, why_not_flagged
from peil.report.prose.figures import told_difference, told_minimum, told_p
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused, suggestion
from peil.report.prose.spans import Form
from peil.report.prose.waves import why_not_comparable
from peil.results.model import ChangeSplit

_WORD: dict[Direction, str] = {1: "really rises", -1: "really falls"}
_NEITHER = "really unproven"
_NOUN: dict[Direction, str] = {1: "rise", -1: "fall"}


def _judge(direction: Direction, query: Query) -> Verdict:
    """Is the real part of the change, with the shares of the groups held, this way, significant and large enough?"""
    split, figures, changed = _found(query)
    settings, language = query.survey.settings, query.scope.language
    reason = changed or _why_not(direction, split, query)
    expected = (
        f"with the same mix in both waves a {_NOUN[direction]}, significant at {language.percent(settings.level)}"
        f"{told_minimum('mean', settings, language)}"
    )
    points = not changed and split.real * direction > 0
    return Verdict(not reason, points, (split.id,), figures, reason, expected, abs(split.real))


def _unproven(query: Query) -> Verdict:
    """Is no change shown with the shares of the groups held?"""
    split, figures, changed = _found(query)
    level = query.scope.language.percent(query.survey.settings.level)
    reason = changed or ("the real part is significant" if split.real_p < query.survey.settings.level else "")
    expected = f"with the same mix in both waves no change that is shown, at {level}"
    return Verdict(not reason, not reason, (split.id,), figures, reason, expected)


def _found(query: Query) -> tuple[ChangeSplit, str, str]:
    """The change told apart, its figures in words, and why its waves cannot be compared ("" where they can)."""
    refuse_disorder(query.waves, query)
    first, last = query.waves
    split = _split(query)
    settings, language = query.survey.settings, query.scope.language

    def points(value: float) -> str:
        return told_difference(value, "mean", settings, language)

    figures = (
        f"change {points(split.change)} from {first} to {last}, of which real {points(split.real)} "
        f"({told_p(split.real_p, language)}) and of the mix by {split.break_id} {points(split.mix)}"
    )
    return split, figures, why_not_comparable(query.survey, query.asked.question, first, last)


def _why_not(direction: Direction, split: ChangeSplit, query: Query) -> str:
    """Why the real part does not count as a change this way; "" when it does."""
    settings = query.survey.settings
    if not split.real * direction > 0:
        return f"the real part is no {_NOUN[direction]}"
    if split.real_p < settings.level and abs(split.real) >= settings.minimum:
        return ""
    return why_not_flagged(split.real, split.real_p, query)


def _split(query: Query) -> ChangeSplit:
    """The published change of these two waves, told apart over the groups of the break."""
    name = " ".join(query.expression.clause("by"))
    if name not in query.survey.breaks:
        raise Refused(f"break `{name}`", "a break of the survey", suggestion(name, query.survey.breaks))
    first, last = query.waves
    wanted = (query.survey.id, last, first, query.asked.question, name)
    if query.asked.measure == "mean":
        for one in query.scope.published.changes:
            if (one.survey, one.wave, one.earlier, one.question, one.break_id) == wanted:
                return one
    raise Refused(
        f"no change of `{query.asked.name}` from {first} to {last} told apart by `{name}`",
        "a mean of both waves, and a break whose groups do not overlap and of which none is hidden for privacy",
    )


def _true_instead(query: Query) -> tuple[str, ...]:
    """The other words of this family that are true; and what can be said without holding the mix."""
    names = query.expression.names
    moved = [word for way, word in _WORD.items() if _judge(way, query).holds]
    words = [*moved, *([_NEITHER] if _unproven(query).holds else [])]
    told = tuple(rewritten(query.expression, word, names) for word in words)
    return told if moved else (*told, *words_of_change(query))


def _form(word: str) -> Form:
    return Form(
        word,
        f"{word} [MEASURE] QUESTION [WAVE WAVE] by BREAK",
        waves=(2, 2),
        usual=("previous", "this"),
        clauses=frozenset({"by"}),
        needed=frozenset({"by"}),
        measured=True,
    )


REALLY_RISES = Claim(_form(_WORD[1]), partial(_judge, 1), _true_instead)
REALLY_FALLS = Claim(_form(_WORD[-1]), partial(_judge, -1), _true_instead)
REALLY_UNPROVEN = Claim(_form(_NEITHER), _unproven, _true_instead)
