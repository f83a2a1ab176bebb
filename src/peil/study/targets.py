"""The fixed shares of the weighting, by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum

from peil.study.model import Break, CellWeights, Group, MarginWeights, Survey


def fixed_share(survey: Survey, break_: Break, group: Group) -> float:
    """Fraction 0-1: what part of the total do the targets give to a group? 0 when it has none.

    The sum of the shares of all weighting cells that lie in the group. Where a cell lies neither inside nor outside the
    group, as a question is a target within other cells only, the share differs from wave to wave: it is not fixed.
    """
    weighting = survey.weighting
    if not isinstance(weighting, CellWeights):
        return 0.0
    wanted = _answers_of(survey, break_, group)
    inside = [_inside(cell.answers, wanted) for cell in weighting.cells]
    if not wanted or None in inside:
        return 0.0
    return fsum(cell.share for cell, found in zip(weighting.cells, inside, strict=True) if found)


def _inside(answers: Mapping[str, str], wanted: Mapping[str, str]) -> bool | None:
    """Whether everyone with these answers gave the wanted ones as well; None when that does not follow."""
    if any(answers.get(question, answer) != answer for question, answer in wanted.items()):
        return False
    return True if wanted.keys() <= answers.keys() else None


def holds_shares(survey: Survey, break_: Break, waves: Sequence[str]) -> bool:
    """Whether the weights give all groups of a break the same shares in these waves, among all respondents.

    Among those who answered a question the shares may still differ.
    """
    if isinstance(survey.weighting, MarginWeights):
        asked_once = [one for one in survey.weighting.margins if one.question == break_.question]
        shares = [one.shares.get(wave) for one in asked_once for wave in waves]
        return bool(shares) and shares[0] is not None and all(one == shares[0] for one in shares)
    if not isinstance(survey.weighting, CellWeights):
        return False
    asked = [survey.breaks[name].question for name in (break_.outer, break_.inner) if name] or [break_.question]
    # A question that is weighted within some cells only has free shares in the others.
    return all(name in cell.answers for cell in survey.weighting.cells for name in asked)


def is_target(survey: Survey, question: str, wave: str) -> bool:
    """Whether the weights fix what everyone together answered to a question in a wave: its shares, or its mean."""
    weighting = survey.weighting
    if isinstance(weighting, MarginWeights):
        margins, means = weighting.margins_in(wave), weighting.means_in(wave)
        return question in {*(one.question for one in margins), *(one.question for one in means)}
    if not isinstance(weighting, CellWeights):
        return False
    return bool(weighting.cells) and all(question in cell.answers for cell in weighting.cells)


def is_target_within(survey: Survey, question: str, break_: Break, group: Group) -> bool:
    """Whether the weights fix the shares of a question within a group, as those of role within one directorate.

    Every weighting cell lies inside the group or outside it, and all that lie inside have a target for the question.
    """
    weighting = survey.weighting
    wanted = _answers_of(survey, break_, group)
    if not isinstance(weighting, CellWeights) or not wanted or question in wanted:
        return False
    inside = [(cell, _inside(cell.answers, wanted)) for cell in weighting.cells]
    if any(found is None for _, found in inside):
        return False
    own = [cell for cell, found in inside if found]
    return bool(own) and all(question in cell.answers for cell in own)


def _answers_of(survey: Survey, break_: Break, group: Group) -> dict[str, str]:
    """The answers that make a respondent belong to a group, by question; empty when it is not one answer each."""
    found = {}
    outer = survey.breaks.get(break_.outer or "")
    parents = [one for one in outer.groups if one.id == group.parent] if outer is not None else []
    for condition in (*(condition for one in parents for condition in one.conditions), *group.conditions):
        if len(condition.answers) != 1:
            return {}
        found[condition.question] = condition.answers[0]
    if not found and break_.question is not None:
        found[break_.question] = group.id
    return found if group.members is None else {}
