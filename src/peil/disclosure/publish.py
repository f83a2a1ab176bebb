"""Publish: internal Results become Published, with figures on small bases hidden or marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import isfinite, nan

from peil.disclosure.bases import driver_by_base
from peil.disclosure.changes import without_private_mix
from peil.disclosure.compared import in_wave
from peil.disclosure.quotes import quotes_shown
from peil.disclosure.ruled import ruled
from peil.disclosure.withhold import drivers_without, hidden_figures
from peil.results.model import Advice, Carried, Decomposition, DriverFit, Penalty, Published, Results, Status
from peil.results.status import all_shown
from peil.study.model import Study


def publish(study: Study, results: Results) -> Published:
    """What may be handed out: which figures rest on enough answers?

    A figure on up to and including `hide_up_to` valid answers (unweighted; of respondents, where one gives several) is
    hidden: its row stays, with n and the reason, without the figure. Up to `mark_up_to` it is marked. A contrast with a
    hidden side, or whose rest is too small, is left out, and so is a mark over waves that rests on a hidden figure.
    The base of a driver is those who gave both grades; a hidden one keeps its row and the reason, and no figure. What
    the weights cost in a group is told by the number of its respondents.
    Beside these base rules stands the privacy rule (`privacy`): a hidden figure then has no n either.
    """
    first = ruled(study, results)
    drivers = (driver_by_base(row, study.surveys[row.survey].settings) for row in results.drivers)
    told = tuple(drivers_without(drivers, first.private))
    # A distance tells the border: where that is not told, neither is the distance.
    placed = {row.id for row in told if row.shown and row.quadrant is not None and isfinite(row.rating_border)}
    decompositions, carried = _carried(study, results, first.statuses)
    return replace(
        first.tables,
        drivers=told,
        hidden=hidden_figures(first.tables.estimate_table, told, first.private),
        fits=tuple(_told_fits(results, first.statuses)),
        standings=tuple(row for row in results.standings if row.id in placed),
        moves=tuple(row for row in results.moves if _sides(row.id) <= placed),
        penalties=tuple(row for row in results.penalties if row.id in placed and _enough(study, row)),
        advice=tuple(row for row in results.advice if row.id in placed and _told_since(row, first.statuses)),
        decompositions=decompositions,
        carried=carried,
        quotes=tuple(quotes_shown(study, results, first.statuses)),
    )


def _told_fits(results: Results, statuses: Mapping[str, Status]) -> Iterator[DriverFit]:
    """Of groups whose overall grade may be shown; the fewest grades behind an aspect stay in the house."""
    for row in results.fits:
        if all_shown([row.id.replace("/importance/", "/mean/")], statuses):
            yield replace(row, smallest=0)


def _enough(study: Study, row: Penalty) -> bool:
    """Whether each of the three parts may be told of: their means follow from penalty and reward."""
    return min(row.n_low, row.n_middle, row.n_high) > study.surveys[row.survey].settings.hide_up_to


def _told_since(row: Advice, statuses: Mapping[str, Status]) -> bool:
    """Whether the ratings of the change that it rests on, if any, may be shown."""
    return not row.evidence or all_shown(_sides(row.evidence), statuses)


def _carried(
    study: Study, results: Results, statuses: Mapping[str, Status]
) -> tuple[tuple[Decomposition, ...], tuple[Carried, ...]]:
    """What carried a change, where the overall grade may be shown in both waves; of aspects so too their own change."""

    def told(name: str) -> bool:
        return all_shown(_sides(name), statuses)

    whole = tuple(without_private_mix(study, row, statuses) for row in results.decompositions if told(row.id))
    ids = {row.id for row in whole if row.why != "privacy"}
    parts = (row for row in results.carried if row.decomposition in ids)
    kept = (
        row if told(row.id.replace("/carried/", "/mean/")) else replace(row, aspect_change=nan, aspect_change_se=nan)
        for row in parts
    )
    return whole, tuple(kept)


def _sides(move: str) -> set[str]:
    """The ids of a driver now and then, from `now~wave`."""
    now, _, wave = move.partition("~")
    return {now, in_wave(now, wave)}
