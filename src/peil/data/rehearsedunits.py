"""Who is who in a rehearsal: keys, and the clusters that respondents were drawn in, each within one stratum."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from peil.data.invent import Cells, Positions
from peil.study.model import Single, Survey, Wave

LISTED_SHARE = 4
# Respondents of a cluster, one after the other: on average two.
_SIZES = (1, 2, 3)
# How much more those of one cluster are alike, beside a spread of 1 among respondents.
_ALIKE = 0.6


def key_column(survey: Survey, wave: Wave, respondents: int, placed: Mapping[str, Positions]) -> dict[str, Cells]:
    """Numbers from 1 on; the first are units that stand on the lists of groups, so that those groups are filled.

    Where units return a number stands for one stratum, in whatever wave.
    """
    if not wave.key:
        return {}
    strata, apart = _strata(survey, respondents, placed) if survey.units_return else (np.zeros(respondents, int), 1)
    listed = _listed(survey)[: respondents // LISTED_SHARE]
    keys, taken, number = list(listed), set(_listed(survey)), 0
    while len(keys) < respondents * apart:
        number += 1
        if str(number) not in taken:
            keys.append(str(number))
    return {wave.key: np.array([keys[place] for place in _places(strata, apart)], object)}


def cluster_column(survey: Survey, wave: Wave, respondents: int, placed: Mapping[str, Positions]) -> dict[str, Cells]:
    """Clusters of one to three respondents of one stratum; where units return they are called the same in all waves."""
    if not wave.cluster or wave.cluster == wave.key:
        return {}
    strata, _ = _strata(survey, respondents, placed)
    turn = np.repeat(np.arange(respondents), np.resize(_SIZES, respondents))
    number = np.empty(respondents, np.int64)
    for stratum in np.unique(strata):
        here = np.flatnonzero(strata == stratum)
        number[here] = turn[: len(here)]
    wave_name = "" if survey.units_return else f"{wave.label}-"
    pairs = zip(strata.tolist(), number.tolist(), strict=True)
    return {wave.cluster: np.array([f"{wave_name}{stratum + 1}-{one + 1}" for stratum, one in pairs], object)}


def alike(clusters: Mapping[str, Cells], rng: np.random.Generator) -> np.ndarray | float:
    """(respondents,) what those of a cluster have in common in their judgement; 0 without clusters."""
    for names in clusters.values():
        found, place = np.unique(names.astype(str), return_inverse=True)
        return np.asarray(rng.normal(0.0, _ALIKE, len(found))[place])
    return 0.0


def _strata(survey: Survey, respondents: int, placed: Mapping[str, Positions]) -> tuple[Positions, int]:
    """(respondents,) the stratum of each, and how many there can be."""
    name = survey.stratum or ""
    kind = survey.questions[name].kind if name in placed else None
    if not isinstance(kind, Single):
        return np.zeros(respondents, np.int64), 1
    return placed[name], len(kind.answers)


def _places(strata: Positions, apart: int) -> list[int]:
    """(respondents,) a place of one's own: those of the first stratum 0, `apart`, ..., of the second 1, and so on."""
    place = np.empty(len(strata), np.int64)
    for stratum in np.unique(strata):
        here = np.flatnonzero(strata == stratum)
        place[here] = stratum + apart * np.arange(len(here))
    return [int(one) for one in place]


def _listed(survey: Survey) -> list[str]:
    groups = [group for split in survey.breaks.values() for group in split.groups]
    return sorted({unit for group in groups for unit in group.members or ()})
