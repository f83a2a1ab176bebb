"""All groups of all breaks of a wave are counted in one pass, with few patterns of groups and with many."""

from __future__ import annotations

import numpy as np
import pytest

from peil.data.designs import WaveDesign
from peil.stats import Frame, describe
from peil.stats.sums import Sums
from peil.tables.divided import Divided
from peil.tables.splits import Division, Part, Split, alone
from peil.tables.variables import Variable

ROWS, CELLS, ANSWERS = 3000, 4, 5


def split_of(name: str, codes: np.ndarray, groups: int) -> Split:
    """A split in so many groups, and those who are in none."""
    return Split(name, tuple(Part(f"{name}={one}", str(one), "") for one in range(groups)), codes.astype(np.int16))


def divided(groups: int) -> Divided:
    """Respondents of two waves, of whom those of the later one are divided: by two breaks of so many groups that lie
    across each other, and by one whose two groups overlap."""
    random = np.random.default_rng(groups)
    both = random.integers(0, 4, 2 * ROWS)
    overlapping = tuple(split_of(f"uses{one}", 1 - ((both >> one) & 1), 1) for one in (0, 1))
    divisions = [alone(split_of(name, random.integers(0, groups + 1, 2 * ROWS), groups)) for name in ("region", "kind")]
    patterns = np.array([[1 - (one & 1), 1 - (one >> 1)] for one in range(4)])
    cell, weights = random.integers(0, CELLS, ROWS), random.uniform(0.5, 2, ROWS)
    design = describe(cell, weights, Frame(np.zeros(CELLS, np.int64)))
    wave = WaveDesign("vr/2013", "2013", np.arange(ROWS, 2 * ROWS), cell, weights, ROWS, design, Sums())
    return Divided((*divisions, Division(overlapping, both, patterns)), wave)


@pytest.mark.parametrize(("groups", "many"), [(3, False), (40, True)])
def test_sums_of_all_groups_are_those_of_a_plain_count(groups: int, many: bool) -> None:
    """n, Σw and Σw² of every variable, cell, position and answer, with few patterns of groups and with many."""
    one = divided(groups)
    assert (one._patterns is None) == many
    random = np.random.default_rng(1)
    grades = [Variable(name, random.integers(-2, ANSWERS, 2 * ROWS), ANSWERS, (), ("2013",)) for name in ("a", "b")]
    found = one.moments(grades)
    positions = [np.asarray(one.wave.of(split.codes)) == place for split in one.splits for place in range(split.size)]
    assert found.n.shape == (2, CELLS, len(positions), ANSWERS)
    for place, grade in enumerate(grades):
        answers = one.wave.of(grade.codes)
        for column, inside in enumerate(positions):
            here = inside & (answers >= 0)
            for power, sums in enumerate((found.n, found.w, found.w2)):
                plain = np.zeros((CELLS, ANSWERS))
                np.add.at(plain, (one.wave.cell[here], answers[here]), one.wave.weights[here] ** power)
                assert np.allclose(sums[place, :, column], plain, rtol=1e-12, atol=0)


def test_some_breaks_are_found_among_all() -> None:
    """The parts of breaks that are asked for in another order stand where those of all splits say."""
    one = divided(3)
    names = np.array([part.key for split in one.splits for part in split.parts])
    assert names[one.parts([one.divisions[2], one.divisions[0]])].tolist() == [
        "uses0=0", "uses1=0", "region=0", "region=1", "region=2",
    ]  # fmt: skip
