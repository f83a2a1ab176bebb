"""Who answered: kind of organisation, directorates, applications, language; and the factors behind their grades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from simulation.boak import assumptions
from simulation.boak.aims import aimed_shares
from simulation.boak.draw import ticks_per_cell
from simulation.calibrate import Ints, Mask
from simulation.people import EMPTY, Column, People, factors, numbers, shuffled_cells
from simulation.published import printed
from simulation.ticks import columns, one_two, yes_no

CELLS = assumptions.CELLS
# The codes of `organisation` in boak.yaml; the largest companies are companies.
CODES = ("1", "1", "2", "3", "4", "5", "6", "7", "8")
GROUPS = {
    "client=company": ("largest", "company"),
    "client=education": ("education",),
    "client=partners_1": ("municipality", "embassy", "other_partner_1"),
    "client=partners_2": ("lawyer", "other_partner_2"),
    "partner=municipality": ("municipality",),
    "partner=embassy": ("embassy",),
    "partner=lawyer": ("lawyer",),
    "side=organisations": ("largest", "company", "education"),
    "side=partners": ("lawyer", "municipality", "embassy", "other_partner_1", "other_partner_2"),
    "economic=largest": ("largest",),
}
# Companies and education are asked for whom they apply, and whether they are recognised, since 2013.
ASKED = "side=organisations"
RECOGNISED_WAVE = "2013"


@dataclass(frozen=True)
class Respondents:
    """The people of a wave, and the columns that say who they are, in the order of the questionnaire."""

    people: People
    columns: Mapping[str, Column]


def sizes(wave: str) -> list[int]:
    """Respondents per cell, in the order of `CELLS`, from the page on the sample and the splits that we chose."""
    figures = printed("boak", wave)
    found = {name: figures.number("n", f"client={name}") for name in ("company", "education")}
    found |= {name: figures.number("n", f"partner={name}") for name in ("lawyer", "municipality", "embassy")}
    found |= {name: figures.number("n", f"kind={name}") for name in ("other_partners", "other")}
    total = sum(found.values())
    if total != figures.number("n"):
        raise ValueError(f"boak {wave}: the kinds of organisation add up to {total}, not to {figures.number('n')}")
    found["largest"] = assumptions.LARGEST[wave]
    found["company"] -= found["largest"]
    found["other_partner_1"] = assumptions.OTHER_PARTNERS_1[wave]
    found["other_partner_2"] = found["other_partners"] - found["other_partner_1"]
    return [found[name] for name in CELLS]


def respondents(wave: str, rng: np.random.Generator) -> Respondents:
    """Respondents in the printed numbers per kind of organisation, in random order."""
    cell = shuffled_cells(sizes(wave), rng)
    members = {name: np.isin(cell, [CELLS.index(one) for one in cells]) for name, cells in GROUPS.items()}
    behind = factors(np.zeros(len(cell)), rng)
    people = People(
        "boak", wave, CELLS, cell, members, np.ones(len(cell)), behind.general, behind.dimension, behind.overall
    )
    english = rng.random(people.size) < np.array(assumptions.ENGLISH)[cell]
    dealt = _directorates(people, rng)
    members |= {f"directorate={name}": marks == 1 for name, marks in dealt.items()}
    clients = [name for name in GROUPS if name.startswith("client=")]
    members |= {f"directorate={name},{one}": (dealt[name] == 1) & members[one] for name in dealt for one in clients}
    table = {
        "respondent": numbers(people, printed("boak", wave).number("sent"), rng),
        "organisation": [CODES[one] for one in cell],
        "language": ["en" if one else "nl" for one in english],
        **columns("directorate", dealt, people.everyone),
    }
    if wave >= RECOGNISED_WAVE:
        table |= _applications(people, members, rng)
    return Respondents(people, table)


def _directorates(people: People, rng: np.random.Generator) -> dict[str, Ints]:
    """Which directorates they dealt with, at least one each; as many per cell as chosen."""
    table: Mapping[str, Sequence[float]] = assumptions.DIRECTORATE_EARLIER
    if people.wave == "2013":
        cell_sizes = np.bincount(people.cell, minlength=len(CELLS))
        table = {
            name: [100 * number / size for number, size in zip(row, cell_sizes, strict=True)]
            for name, row in assumptions.DIRECTORATE_2013.items()
        }
    return ticks_per_cell(people, table, people.everyone, people.everyone, rng)


def _applications(people: People, members: dict[str, Mask], rng: np.random.Generator) -> dict[str, Column]:
    """For whom companies and education apply, and whether they are recognised sponsors; adds these groups."""
    asked = people.of(ASKED)
    # Nobody else is asked: 0 for the other cells.
    others = [0.0] * (len(CELLS) - 3)
    table = {name: [*row, *others] for name, row in assumptions.MIGRANTS.items()}
    migrants = ticks_per_cell(people, table, asked, asked, rng)
    wanted = aimed_shares(people, "recognised", "yes")
    yes, _ = yes_no(people, np.full(people.size, 0.92), wanted, rng, unanswered=0.0)
    members |= {f"economic={name}": asked & (migrants[name] == 1) for name in ("knowledge", "labour", "study")}
    members["economic=recognised"] = asked & (yes == 1)
    recognised = [code if one else EMPTY for code, one in zip(one_two(yes, people.everyone), asked, strict=True)]
    return {**columns("migrants", migrants, asked), "recognised": recognised}
