"""A tiny study with two waves of twenty respondents, and the two files about a printed report, by hand.

wave   desk (ten)        phone (ten)                       all
2011   five 5, five 7    five 5, five 7                    mean 6.0
2013   ten 8             three 8, seven 7 (mean 7.3)       mean 7.65
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from building import NOWHERE, break_of, coded, data, question, single, study, survey
from peil.disclosure import publish
from peil.results.model import Results
from peil.study.model import Settings, Study, Wave
from peil.tables import tabulate
from peil.verifying import FigureCheck, Printed, Verification, read_printed, verify

WAVES = ("2011", "2013")
GRADES = [5, 7] * 10 + [8] * 13 + [7] * 7
VISITS = [0] * 10 + [1] * 10 + [0] * 10 + [1] * 10
# Twenty respondents are few: here nothing is hidden unless a test says so.
OPEN = Settings(hide_up_to=0, mark_up_to=0)

FIGURE_COLUMNS = ("survey", "wave", "group", "question", "answer", "measure", "printed", "heading", "made", "class",
                  "reason")  # fmt: skip
CLAIM_COLUMNS = ("survey", "claim", "says", "heading", "made", "class", "reason")
FIGURE = {"survey": "vr", "wave": "2013", "group": "all", "heading": "Totaaloordeel"}
CLAIM = {"survey": "vr", "says": "said", "heading": "Totaaloordeel"}


def world(folder: Path, settings: Settings = OPEN) -> tuple[Study, Results]:
    """The study in `folder`, and its results."""
    visit = question("visit", single("desk", "phone"), WAVES)
    asked = [question("overall", waves=WAVES), visit, question("later", waves=("2013",))]
    waves = [Wave("2011", NOWHERE, sent=100), Wave("2013", NOWHERE, sent=64)]
    vr = survey(asked, [break_of(visit)], waves, settings=settings)
    columns = {
        "overall": coded([grade - 1 for grade in GRADES]),
        "visit": coded(VISITS),
        "later": coded([-5] * 20 + [7] * 19 + [-1]),
    }
    one = replace(study(vr), folder=folder)
    return one, tabulate(one, data(vr, [0] * 20 + [1] * 20, columns))


def write(folder: Path, figures: Sequence[Mapping[str, str]] = (), claims: Sequence[Mapping[str, str]] = ()) -> None:
    """The two files; rows say what differs from a figure of all in 2013."""
    for name, columns, usual, rows in (
        ("published.csv", FIGURE_COLUMNS, FIGURE, figures),
        ("claims.csv", CLAIM_COLUMNS, CLAIM, claims),
    ):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="")
            writer.writeheader()
            writer.writerows({**usual, **row} for row in rows)


def mean(printed: str, **more: str) -> dict[str, str]:
    """A printed overall grade."""
    return {"question": "overall", "measure": "mean", "printed": printed, **more}


def verified(
    folder: Path,
    figures: Sequence[Mapping[str, str]] = (),
    claims: Sequence[Mapping[str, str]] = (),
    settings: Settings = OPEN,
) -> Verification:
    """What comes of these rows."""
    write(folder, figures, claims)
    one, results = world(folder, settings)
    return verify(one, read_printed(one), results, publish(one, results))


def check(folder: Path, **row: str) -> FigureCheck:
    """What comes of one figure."""
    (only,) = verified(folder, [row]).figures
    return only


def read(folder: Path) -> Printed:
    """The two files as they stand in the folder."""
    return read_printed(world(folder)[0])
