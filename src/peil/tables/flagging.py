"""Flags: which differences deserve a mark, after correction for many tests, level, relevance and the rule over waves.

All contrasts of a survey are there before the first flag is given: a family of tests is a table (a question or grid by
a break, in a wave), wherever its parts were counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from peil.results.model import Contrast, Estimate, WaveFlag
from peil.results.table import Held, Table
from peil.results.texts import repeated
from peil.stats import benjamini_hochberg, bonferroni, each_earlier, first, flag, others_together, previous
from peil.stats.arrays import BoolArray
from peil.stats.flags import Flags
from peil.study.model import Settings, Survey

Floats = NDArray[np.float64]
OTHERS = "others"
NO_WAVE, ALL_OTHERS = -1, -2
# How a wave is marked, from its marks against other waves (E, ...): of the others together there is one.
_RULES: Mapping[str, Callable[[Flags, BoolArray], Flags]] = {
    "previous": previous,
    "first": first,
    "each earlier wave": each_earlier,
    "the other waves together": lambda flags, present: others_together(flags[0], present),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What the flag of a contrast depends on. `minimum`: smallest relevant difference. `place`: whether it is a fact of
    its own in its family, repeats one (the second of two answers; of two mirrored groups, the "twin", where its p is
    the same), or is a net, which is tested outside the family. `twin`: how many rows further the other of two mirrored
    groups stands; 0 without one. `unmarked`: the survey shows no marks here. `estimate`: of a comparison of waves the
    row of its left estimate, and `against` the place of the other wave among those of the survey (`ALL_OTHERS`: the
    others together); both `NO_WAVE` of all other comparisons.
    """

    minimum: float
    place: Literal["own", "twin", "repeat", "net"]
    twin: int
    unmarked: bool
    estimate: int
    against: int


def flagged(contrasts: Table[Contrast], rules: Table[Rule], settings: Settings) -> Table[Contrast]:
    """The contrasts with adjusted p and flag, in the order they came; `rules` has a row for each."""
    adjusted = _adjusted(contrasts, rules, settings)
    levels = [level for level in (settings.level, settings.strict_level) if level is not None]
    # A mark for every level that is passed: what passes the stricter one has passed the other too.
    flags = np.sum(
        [flag(contrasts.column("difference"), adjusted, level, rules.column("minimum")) for level in levels], axis=0
    )
    # Of two groups that mirror each other only the higher is marked, and the lower only where the higher is not.
    twin = rules.column("twin")
    said = (twin != 0) & (flags < 0) & (flags[np.arange(len(flags)) + twin] > 0)
    flags = np.where(said | rules.column("unmarked"), 0, flags)
    return contrasts.changed(flag=flags, p_adjusted=adjusted)


def _adjusted(contrasts: Table[Contrast], rules: Table[Rule], settings: Settings) -> Floats:
    p: Floats = contrasts.column("p")
    if settings.correction == "none":
        return p
    adjusted = p.copy()
    places = [rules.among("place", [place]) for place in ("own", "twin", "repeat")]
    for members in _families(contrasts):
        own, twins, repeats = (members[place[members]] for place in places)
        # With respondents in neither group the second is not quite the first turned round: a fact of its own.
        same = _in(p[twins], p[own])
        own, repeats = np.concatenate([own, twins[~same]]), np.concatenate([repeats, twins[same]])
        corrected = bonferroni(p[own]) if settings.correction == "bonferroni" else benjamini_hochberg(p[own])
        adjusted[own] = corrected
        adjusted[repeats] = _as_its_twin(p[repeats], p[own], corrected)
    return adjusted


def _families(contrasts: Table[Contrast]) -> Sequence[NDArray[np.intp]]:
    """Of every family the positions of its contrasts."""
    codes, _ = contrasts.numbered("family")
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.cumsum(np.bincount(codes, minlength=1))[:-1])


def _in(p: Floats, own: Floats) -> NDArray[np.bool_]:
    """Which of these p are one of the others, but for rounding."""
    known = np.sort(own[np.isfinite(own)])
    if not known.size:
        return np.zeros(p.shape, np.bool_)
    place = np.searchsorted(known, p)
    near = [np.isclose(p, known[np.clip(place - one, 0, known.size - 1)], rtol=1e-9, atol=0) for one in (0, 1)]
    return near[0] | near[1]


def _as_its_twin(p: Floats, own: Floats, corrected: Floats) -> Floats:
    """A repeated fact has the p of the fact it repeats, and so its adjusted p."""
    known = np.isfinite(own)
    if not known.any():
        return p
    order = np.argsort(own[known])
    return np.where(np.isfinite(p), np.interp(p, own[known][order], corrected[known][order]), np.nan)


def wave_flags(
    survey: Survey, estimates: Table[Estimate], contrasts: Table[Contrast], rules: Table[Rule]
) -> Table[WaveFlag]:
    """A row per estimate of a wave that can be compared: the mark after the survey's rule over waves. `rules` has a row
    for each contrast."""
    return Table.joined(WaveFlag, list(_wave_flags(survey, estimates, contrasts, rules)))


def _wave_flags(
    survey: Survey, estimates: Table[Estimate], contrasts: Table[Contrast], rules: Table[Rule]
) -> Iterator[dict[str, Held]]:
    rule = survey.settings.compare_waves
    together = rule == "the other waves together"
    others = [ALL_OTHERS] if together else range(len(survey.waves) - 1)
    flags, present = _against(others, len(estimates), contrasts, rules)
    for position, wave in enumerate(survey.waves):
        here = np.flatnonzero(estimates.among("wave", [wave.label]))
        earlier = 1 if together else position
        if earlier and len(here):
            marks = _RULES[rule](flags[:earlier, here], present[:earlier, here])
            yield {"estimate": estimates.columns["id"][here], "rule": repeated(rule, len(here)), "flag": marks}


def _against(
    others: Sequence[int], size: int, contrasts: Table[Contrast], rules: Table[Rule]
) -> tuple[Flags, BoolArray]:
    """Two (others, estimates) arrays: the flag of each estimate against each of these waves, and whether it has any."""
    flags, present = np.zeros((len(others), size), np.int8), np.zeros((len(others), size), np.bool_)
    for place, other in enumerate(others):
        rows = rules.column("against") == other
        estimate = rules.column("estimate")[rows]
        flags[place, estimate] = contrasts.column("flag")[rows]
        present[place, estimate] = True
    return flags, present
