"""The fixed shares of the weighting, by group."""

from __future__ import annotations

from math import fsum

from peil.study.model import Break, CellWeights, Group, Survey


def fixed_share(survey: Survey, break_: Break, group: Group) -> float:
    """Fraction 0-1: what part of the total do the targets give to a group? 0 when it has none.

    The sum of the shares of all weighting cells that lie in the group.
    """
    weighting = survey.weighting
    if not isinstance(weighting, CellWeights):
        return 0.0
    wanted = _answers_of(survey, break_, group)
    if not wanted:
        return 0.0
    return fsum(cell.share for cell in weighting.cells if wanted.items() <= dict(cell.answers).items())


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
