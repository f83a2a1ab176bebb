"""Flags: which differences deserve a mark, after correction for many tests, level, relevance and the rule over waves.

All contrasts of a survey are there before the first flag is given: a family of tests is a table (a question or grid by
a break, in a wave), wherever its parts were counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from peil.results.model import Contrast, Estimate, WaveFlag
from peil.stats import benjamini_hochberg, bonferroni, each_earlier, flag, previous
from peil.study.model import Settings, Survey

Floats = NDArray[np.float64]
OTHERS = "others"


@dataclass(frozen=True)
class Tested:
    """A contrast before its flag. `minimum`: smallest relevant difference. `place`: whether it is a fact of its own in
    its family, repeats one (the other of two groups or answers), or is a net, which is tested outside the family.
    `unmarked_below`: a negative difference says what the other of two mirrored groups says already.
    """

    contrast: Contrast
    minimum: float
    place: Literal["own", "repeat", "net"]
    unmarked_below: bool = False


def flagged(tested: Sequence[Tested], settings: Settings) -> tuple[Contrast, ...]:
    """The contrasts with adjusted p and flag, in the order they came."""
    p = np.array([one.contrast.p for one in tested])
    difference = np.array([one.contrast.difference for one in tested])
    minimum = np.array([one.minimum for one in tested])
    adjusted = _adjusted(tested, p, settings)
    flags = flag(difference, adjusted, settings.level, minimum)
    mirrored = np.array([one.unmarked_below for one in tested], bool)
    flags = np.where(mirrored & (flags < 0), 0, flags)
    return tuple(
        replace(one.contrast, flag=int(mark), p_adjusted=float(value))
        for one, mark, value in zip(tested, flags.tolist(), adjusted.tolist(), strict=True)
    )


def _adjusted(tested: Sequence[Tested], p: Floats, settings: Settings) -> Floats:
    if settings.correction == "none":
        return p
    families: dict[str, list[int]] = defaultdict(list)
    for position, one in enumerate(tested):
        families[one.contrast.family].append(position)
    adjusted = p.copy()
    for members in families.values():
        own = [position for position in members if tested[position].place == "own"]
        repeats = [position for position in members if tested[position].place == "repeat"]
        corrected = bonferroni(p[own]) if settings.correction == "bonferroni" else benjamini_hochberg(p[own])
        adjusted[own] = corrected
        adjusted[repeats] = _as_its_twin(p[repeats], p[own], corrected)
    return adjusted


def _as_its_twin(p: Floats, own: Floats, corrected: Floats) -> Floats:
    """A repeated fact has the p of the fact it repeats, and so its adjusted p."""
    known = np.isfinite(own)
    if not known.any():
        return p
    order = np.argsort(own[known])
    return np.where(np.isfinite(p), np.interp(p, own[known][order], corrected[known][order]), np.nan)


def wave_flags(survey: Survey, estimates: Sequence[Estimate], contrasts: Mapping[str, Contrast]) -> Iterator[WaveFlag]:
    """A row per estimate of a wave that can be compared: the mark after the survey's rule over waves."""
    rule = survey.settings.compare_waves
    order = [wave.label for wave in survey.waves]
    by_wave: dict[str, list[str]] = defaultdict(list)
    for estimate in estimates:
        by_wave[estimate.wave].append(estimate.id)
    for position, label in enumerate(order):
        against = [OTHERS] if rule == "the other waves together" else order[:position]
        ids = by_wave[label]
        if not against or not ids:
            continue
        found = [[contrasts.get(f"{one}~{other}") for one in ids] for other in against]
        flags = np.array([[0 if row is None else row.flag for row in rows] for rows in found], np.int8)
        present = np.array([[row is not None for row in rows] for rows in found])
        marks = each_earlier(flags, present) if rule == "each earlier wave" else previous(flags, present)
        for one, mark in zip(ids, marks.tolist(), strict=True):
            yield WaveFlag(one, rule, mark)
