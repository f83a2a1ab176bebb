"""Small worlds for the privacy rule: respondents in two breaks, the one nested in the other, and an overlapping one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from building import NOWHERE, break_of, coded, question, single, study, survey, text
from peil.data.model import Data, SurveyData
from peil.disclosure import publish
from peil.results.model import Estimate, Published, Results
from peil.study.model import Break, Condition, Group, Settings, Study, Survey
from peil.tables import tabulate

Ints = NDArray[np.int64]
OUTER, INNER, VIEW = ("north", "south", "west"), ("young", "old"), ("yes", "perhaps", "no")


def world(settings: Settings | None = None, sensitive: bool = False) -> Survey:
    """Region, age, age within region, and who lives by the sea (north and west) or speaks Frisian (of some in both)."""
    region, age = question("region", single(*OUTER)), question("age", single(*INNER))
    nested = Break(
        "region_age", text("Age within region"),
        tuple(Group(f"{outer}.{inner}", text(inner), parent=outer) for outer in OUTER for inner in INNER),
        NOWHERE, outer="region", inner="age",
    )  # fmt: skip
    sea = Group("sea", text("By the sea"), (Condition("region", ("north", "west")),))
    frisian = Group("frisian", text("Speaks Frisian"), (Condition("frisian", ("yes",)),))
    other = Break("living", text("Living"), (sea, frisian), NOWHERE, overlapping=True)
    view = question("view", single(*VIEW), sensitive=sensitive)
    asked = [question("overall"), view, region, age, question("frisian", single("yes", "no"))]
    return survey(asked, [break_of(region), break_of(age), nested, other], settings=settings)


def answers(about: Survey, region: Sequence[int], age: Sequence[int], seed: int = 1) -> Data:
    """Data of respondents with this region and age (-1: not answered); grades, views and language are drawn."""
    draw = np.random.default_rng(seed)
    size = len(region)
    regions, ages = np.array(region), np.array(age)
    frisian = draw.choice([0, 1], size, p=[0.2, 0.8])
    grades = draw.choice([5, 6, 7, 8, -1], size, p=[0.2, 0.3, 0.3, 0.15, 0.05])
    views = draw.choice([0, 1, 2, -1], size, p=[0.55, 0.3, 0.1, 0.05])
    inside = [(regions == outer) & (ages == inner) for outer in range(len(OUTER)) for inner in range(len(INNER))]
    membership = {
        "region": regions[:, None] == np.arange(len(OUTER)),
        "age": ages[:, None] == np.arange(len(INNER)),
        "region_age": np.stack(inside, axis=1),
        "living": np.stack([np.isin(regions, [0, 2]), frisian == 0], axis=1),
    }
    columns = {"region": regions, "age": ages, "frisian": frisian, "overall": grades, "view": views}
    data = SurveyData(
        survey=about.id, waves=("2013",), wave=np.zeros(size, np.int16), unit=tuple(map(str, range(size))),
        columns={name: coded(values.tolist()) for name, values in columns.items()}, membership=membership,
        weight=np.ones(size),
    )  # fmt: skip
    return Data({about.id: data})


def found(about: Survey, data: Data) -> tuple[Study, Results]:
    """The study and what was found."""
    whole = study(about)
    return whole, tabulate(whole, data)


def published(about: Survey, data: Data) -> Published:
    """What may be handed out."""
    return publish(*found(about, data))


def without_rule(whole: Study) -> Study:
    """The same study with the privacy rule switched off."""
    surveys = {key: replace(one, settings=replace(one.settings, privacy_below=0)) for key, one in whole.surveys.items()}
    return replace(whole, surveys=surveys)


def private(results: Results, below: int = 5) -> dict[str, Estimate]:
    """Every figure with a few respondents behind it."""
    rows = (row for row in results.estimates if row.status != "published elsewhere")
    return {row.id: row for row in rows if 1 <= (row.units if row.unit == "occasions" else row.n) < below}
