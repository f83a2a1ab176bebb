"""The respondents of one wave: who they are, with which weight, and the factors behind their grades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulation.calibrate import Floats, Ints, Mask, normal

DIMENSIONS = ("human", "communication", "process", "other")
NOT_APPLICABLE, DONT_KNOW, EMPTY = "98", "99", ""
# Left empty, and "don't know": every grade has some (an assumption; none was published).
LEFT_EMPTY, SAYS_DONT_KNOW = 0.025, 0.015

Column = list[str]


@dataclass(frozen=True)
class People:
    """The respondents of one wave, (n,) each.

    `cell`: position among `cells`, the finest groups of the survey ("" = none known). `members`: who belongs to a
    group, by the group's name in the ids of figures (`directorate=asylum`). `general`, `dimension`: the factors.
    `overall`: latent overall judgement, mean 0 and standard deviation 1.
    """

    survey: str
    wave: str
    cells: tuple[str, ...]
    cell: Ints
    members: Mapping[str, Mask]
    weight: Floats
    general: Floats
    dimension: Mapping[str, Floats]
    overall: Floats

    @property
    def size(self) -> int:
        """Number of respondents."""
        return len(self.cell)

    @property
    def everyone(self) -> Mask:
        """(n,) everybody."""
        return np.ones(self.size, dtype=bool)

    def of(self, group: str) -> Mask:
        """(n,) who belongs to a group; "all" is everybody."""
        return self.everyone if group == "all" else self.members[group]


def shuffled_cells(sizes: Sequence[int], rng: np.random.Generator) -> Ints:
    """(n,) the cell of every respondent: as many per cell as `sizes` say, in random order."""
    in_order = np.repeat(np.arange(len(sizes)), sizes)
    cell: Ints = in_order[np.argsort(rng.random(len(in_order)), kind="stable")]
    return cell


@dataclass(frozen=True)
class Factors:
    """What stands behind the grades of a wave: a general factor, one per dimension, and the overall judgement."""

    general: Floats
    dimension: Mapping[str, Floats]
    overall: Floats


# The overall judgement leans on the general factor and on all dimensions (an assumption).
OVERALL_GENERAL, OVERALL_DIMENSIONS, OVERALL_OWN = 0.82, 0.2, 0.45


def factors(pull: Floats, rng: np.random.Generator) -> Factors:
    """The factors of respondents; `pull`: (n,) what moves the general factor of each, in standard deviations."""
    general = normal(rng, len(pull)) + pull
    dimension = {name: normal(rng, len(pull)) for name in DIMENSIONS}
    together = sum(dimension[name] for name in DIMENSIONS) / len(DIMENSIONS) ** 0.5
    z = OVERALL_GENERAL * general + OVERALL_DIMENSIONS * together + OVERALL_OWN * normal(rng, len(pull))
    return Factors(general, dimension, (z - z.mean()) / z.std())


def missing(people: People, not_applicable: Floats, rng: np.random.Generator) -> Column:
    """(n,) why there is no grade: a code, or "valid". `not_applicable`: (n,) chance that the aspect does not apply."""
    drawn = rng.random((2, people.size))
    reason = np.full(people.size, "valid", dtype=object)
    reason[drawn[0] < SAYS_DONT_KNOW + LEFT_EMPTY] = DONT_KNOW
    reason[drawn[0] < LEFT_EMPTY] = EMPTY
    reason[drawn[1] < not_applicable] = NOT_APPLICABLE
    return list(reason)


def written(codes: Ints, reasons: Sequence[str]) -> Column:
    """The cells of a column: the grade or code, or the code of the reason why there is none."""
    return [str(code) if reason == "valid" else reason for code, reason in zip(codes, reasons, strict=True)]


def numbers(people: People, sent: int, rng: np.random.Generator) -> Column:
    """Numbers of the questionnaires that came back: some of those that were sent, in the order of the sample."""
    drawn = np.sort(np.argsort(rng.random(sent), kind="stable")[: people.size]) + 1
    return [f"{people.wave[-2:]}{number:04d}" for number in drawn]
