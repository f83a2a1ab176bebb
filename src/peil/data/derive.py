"""Derive: from the answers of respondents to the groups, strata and weighting cells they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from peil.data import wording
from peil.data.conditions import all_hold, answer_positions, decided
from peil.data.ledger import Ledger
from peil.data.model import Coded, Codes, Values
from peil.errors import Problem
from peil.study.model import Break, CellWeights, Condition, Question, Survey, Wave

Mask = NDArray[np.bool_]


def memberships(survey: Survey, columns: Mapping[str, Values], unit: Sequence[str], ledger: Ledger) -> dict[str, Mask]:
    """By break (respondents, groups): who belongs to which group? A group's conditions must all hold, its list too.

    A nested group carries all its conditions itself, those of the outer group included.
    """
    return {name: _groups(split, survey, columns, unit, ledger) for name, split in survey.breaks.items()}


def knowledge(survey: Survey, columns: Mapping[str, Values], rows: int) -> dict[str, Mask]:
    """By break (respondents, groups): of whom is it known whether they belong to the group?"""
    return {
        name: np.stack([decided(group.conditions, survey.questions, columns, rows) for group in split.groups]).T
        for name, split in survey.breaks.items()
    }


def _groups(split: Break, survey: Survey, columns: Mapping[str, Values], unit: Sequence[str], ledger: Ledger) -> Mask:
    # A group's respondents lie together in memory: groups are taken one by one.
    belongs = np.zeros((len(unit), len(split.groups)), np.bool_, order="F")
    for position, group in enumerate(split.groups):
        mask = all_hold(group.conditions, survey.questions, columns, len(unit))
        if group.members is not None:
            on_list = np.fromiter((one in group.members for one in unit), np.bool_, len(unit))
            if not on_list.any():
                thing = f"list of group {split.id}={group.id}"
                expected = "at least one unit of the data on it"
                found = wording.counted(len(group.members), "unit number", "unit numbers")
                ledger.lacking.append(Problem(split.place, thing, f"{found}, none in the data", expected))
            mask &= on_list
        belongs[:, position] = mask
    return belongs


def mode_of_wave(question: Question, wave: Wave, rows: int) -> Coded:
    """Everyone of a wave that had one mode, and no column for it, answered in that mode."""
    return Coded(np.full(rows, answer_positions(wave.modes[:1], question)[0], np.int16))


def strata(survey: Survey, columns: Mapping[str, Values]) -> Codes | None:
    """(respondents,) position of the stratum; None when the survey has no strata."""
    if survey.stratum is None:
        return None
    values = columns[survey.stratum]
    assert isinstance(values, Coded)
    return values.codes


def weight_cells(survey: Survey, columns: Mapping[str, Values], rows: int, ledger: Ledger) -> Codes | None:
    """(respondents,) position of the weighting cell, -1 where there is none; None when not weighted by cells."""
    weighting = survey.weighting
    if not isinstance(weighting, CellWeights):
        return None
    cell = np.full(rows, -1, np.int16)
    for position, target in enumerate(weighting.cells):
        conditions = [Condition(question, (answer,)) for question, answer in target.answers.items()]
        mask = all_hold(conditions, survey.questions, columns, rows)
        twice = int((mask & (cell >= 0)).sum())
        if twice:
            found = f"{wording.counted(twice, 'respondent', 'respondents')} also in an earlier cell"
            expected = "one cell for every respondent"
            ledger.problem(Problem(weighting.place, f"weighting cell {target.id}", found, expected))
        cell[mask] = position
    return cell
