"""V+R: the simulated respondents of foreign nationals and sponsors."""

from __future__ import annotations

import numpy as np

from simulation.people import Column, numbers
from simulation.published import printed
from simulation.vr import assumptions
from simulation.vr.channels import contact, preferred, website, yes_partly_no
from simulation.vr.grades import aspects, overall, vision
from simulation.vr.respondents import known_beforehand, respondents
from simulation.vr.words import in_words

# In 2009 the agency before used other names and codes; vr.yaml says which.
OLD_NAMES = {"directorate": "v1", "role": "v2", "overall": "v12"}


def simulate(wave: str) -> dict[str, Column]:
    """The columns of the data file of a wave."""
    rng = np.random.Generator(np.random.PCG64([assumptions.SEED, int(wave)]))
    group = respondents(wave, rng)
    table = {
        "respondent": numbers(group.people, printed("vr", wave).number("sent"), rng),
        "language": group.language,
        **known_beforehand(group),
        "overall": overall(group, rng),
    }
    if wave == "2013":
        table["vision"] = vision(group, rng)
    table |= aspects(group, rng)
    table["informed"] = yes_partly_no(group, assumptions.INFORMED, rng)
    table["file_in_order"] = yes_partly_no(group, assumptions.FILE_IN_ORDER, rng)
    table |= contact(group, rng)
    if wave in assumptions.PREFERRED:
        table |= preferred(group, rng)
    table |= website(group, rng)
    if wave == "2013":
        table |= in_words(group, table, rng)
    return _as_delivered(wave, table)


def _as_delivered(wave: str, table: dict[str, Column]) -> dict[str, Column]:
    """The columns with the names of the agency that delivered them; in 2009 a 0 said that no fees were due."""
    if wave != "2009":
        return table
    table["fees"] = ["0" if one == "98" else one for one in table["fees"]]
    return {OLD_NAMES.get(name, name): column for name, column in table.items()}
