"""What to do first: ranked priorities, points of attention and strengths of every group, with what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from peil.results.model import Advice, Driver, Results, Standing
from peil.study.model import Survey

Kind = Literal["priority", "attention", "strength"]


def advice(survey: Survey, drivers: Sequence[Driver], found: Sequence[Standing], results: Results) -> Iterator[Advice]:
    """Per wave and group, three lists, each from what weighs most: importance times the distance from the border."""
    by_id = {one.id: one for one in drivers}
    order = [wave.label for wave in survey.waves]
    for _, group in groupby(found, key=lambda one: (one.wave, one.id.rpartition("/")[2])):
        listed: dict[Kind, list[tuple[float, Standing, str]]] = {"priority": [], "attention": [], "strength": []}
        for one in group:
            driver = by_id[one.id]
            since = _since(one, order)
            evidence = since if since in results.contrasts_by_id else ""
            kind = _kind(one, evidence, results, survey.settings.level)
            if kind is not None:
                listed[kind].append((driver.importance * abs(one.rating_distance), one, evidence))
        for kind, rows in listed.items():
            for place, (_, one, evidence) in enumerate(sorted(rows, key=lambda row: (-row[0], row[1].id)), start=1):
                yield Advice(
                    one.id, one.survey, one.wave, one.aspect, one.break_id, one.group, one.within, kind, place,
                    one.chance, evidence,
                )  # fmt: skip


def _since(one: Standing, order: Sequence[str]) -> str:
    """The name of the contrast of its rating with the wave before; "" in the first wave."""
    place = order.index(one.wave)
    rating = one.id.replace("/importance/", "/mean/")
    return f"{rating}~{order[place - 1]}" if place else ""


def _kind(one: Standing, since: str, results: Results, level: float) -> Kind | None:
    if one.quadrant == "strength":
        return "strength"
    if one.quadrant != "priority":
        return None
    if not since:
        return "priority"
    p, difference = results.contrasts_by_id.at(since, "p", "difference")
    return "attention" if p < level and difference > 0 else "priority"
