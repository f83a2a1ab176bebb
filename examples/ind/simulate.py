"""Simulate the respondents of V+R 2009, 2011 and 2013: `python examples/ind/simulate.py [FOLDER]` writes their data.

The microdata of the 2013 report were never published. This program invents respondents whose weighted figures round to
those that the report prints (simulation/printed.py), with spreads, correlations and missing answers of our own choice
(simulation/assumptions.py). They are no results of the immigration service. README.md tells what was done and why.
One seed, plain Python and numpy: the program writes the same bytes every time.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import numpy as np
from simulation import assumptions, printed
from simulation.calibrate import choose
from simulation.channels import contact, preferred, website, yes_partly_no
from simulation.grades import aspect, aspect_places, overall, vision
from simulation.people import EMPTY, STATUSES, Column, People, people
from simulation.words import open_answers

DATA = Path(__file__).resolve().parent / "data"
# In 2009 the agency before used other names and codes; vr.yaml says which.
OLD_NAMES = {"directorate": "v1", "role": "v2", "overall": "v12"}
DIRECTORATE_CODES = ("1", "2", "3", "4", EMPTY)
OLD_DIRECTORATE_CODES = ("A", "RS", "RE", "N", EMPTY)
ROLE_CODES = {"foreign_national": "1", "sponsor": "2"}
OLD_ROLE_CODES = {"foreign_national": "V", "sponsor": "R"}


def simulate(wave: str) -> dict[str, Column]:
    """The columns of the data file of a wave."""
    rng = np.random.Generator(np.random.PCG64([assumptions.SEED, int(wave)]))
    group = people(wave, rng)
    language = _languages(group, rng)
    table = {"respondent": _numbers(group, rng), "language": language, **_known_beforehand(group)}
    table["overall"] = overall(group, rng)
    if wave == "2013":
        table["vision"] = vision(group, rng)
    # The places of the means are one draw for all waves, so that the marks of the printed table can be regarded.
    places = aspect_places(np.random.Generator(np.random.PCG64(assumptions.SEED)))
    for name, means in places.items():
        if wave in means:
            table[name] = aspect(name, group, means[wave], rng)
    table["informed"] = yes_partly_no(group, assumptions.INFORMED[wave], rng)
    table["file_in_order"] = yes_partly_no(group, assumptions.FILE_IN_ORDER[wave], rng)
    table |= contact(group, rng)
    if wave in assumptions.PREFERRED_BY_DIRECTORATE:
        table |= preferred(group, rng)
    table |= website(group, rng)
    if wave == "2013":
        grade = {"vision_why": table["vision"], "few_words": table["overall"]}
        table |= open_answers(group, language, grade, rng)
    return _as_delivered(wave, table)


def _numbers(group: People, rng: np.random.Generator) -> Column:
    """Numbers of the questionnaires that came back: some of those that were sent, in the order of the sample."""
    drawn = np.sort(np.argsort(rng.random(printed.SENT[group.wave]), kind="stable")[: group.size]) + 1
    return [f"{group.wave[-2:]}{number:04d}" for number in drawn]


def _languages(group: People, rng: np.random.Generator) -> Column:
    """The language of the questionnaire that came back; the translations went to asylum only."""
    names = list(assumptions.LANGUAGES_ASYLUM)
    chances = np.array(
        [list(assumptions.LANGUAGES_ASYLUM.values()), [assumptions.LANGUAGES_OTHERS.get(name, 0.0) for name in names]]
    )
    drawn = choose(rng, chances[np.where(group.of("asylum"), 0, 1)])
    return [names[position] for position in drawn]


def _known_beforehand(group: People) -> dict[str, Column]:
    """Directorate, role and, from 2011, status."""
    roles = [name.partition(".")[2] for name in (*printed.CELLS, "")]
    old = group.wave == "2009"
    directorates = OLD_DIRECTORATE_CODES if old else DIRECTORATE_CODES
    codes = {**(OLD_ROLE_CODES if old else ROLE_CODES), "": EMPTY}
    known = {
        "directorate": [directorates[one] for one in group.directorate],
        "role": [codes[roles[one]] for one in group.cell],
    }
    if not old:
        known["status"] = [str(one + 1) if STATUSES[one] else EMPTY for one in group.status]
    return known


def _as_delivered(wave: str, table: dict[str, Column]) -> dict[str, Column]:
    """The columns with the names of the agency that delivered them; in 2009 a 0 said that no fees were due."""
    if wave != "2009":
        return table
    table["fees"] = ["0" if one == "98" else one for one in table["fees"]]
    return {OLD_NAMES.get(name, name): column for name, column in table.items()}


def write(folder: Path) -> None:
    """Write the data file of every wave."""
    folder.mkdir(parents=True, exist_ok=True)
    for wave in printed.WAVES:
        table = simulate(wave)
        with (folder / f"vr-{wave}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(table)
            writer.writerows(zip(*table.values(), strict=True))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
