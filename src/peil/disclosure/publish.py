"""Publish: internal Results become Published, with figures on small bases hidden or marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite, nan

import numpy as np
from numpy.typing import NDArray

from peil.disclosure.changes import shown_changes, without_private_mix
from peil.disclosure.lines import LINE
from peil.disclosure.privacy import privacy
from peil.disclosure.quotes import quotes_shown
from peil.disclosure.withhold import (
    FIGURES,
    accounts_without,
    dependences_without,
    drivers_without,
    estimates_without,
    hidden_figures,
    no_answers_without,
    strata_without,
    weights_without,
    without_sums_of_weights,
)
from peil.results.model import (
    Advice,
    Carried,
    Contrast,
    Decomposition,
    Driver,
    DriverFit,
    Estimate,
    Penalty,
    Published,
    Results,
    Status,
    WaveFlag,
)
from peil.results.status import NOT_SHOWN, is_shown
from peil.results.table import Column, Table
from peil.study.model import Settings, Study

_HIDDEN: Status = "hidden: small base"
Rows = NDArray[np.bool_]
Places = NDArray[np.intp]


def publish(study: Study, results: Results) -> Published:
    """What may be handed out: which figures rest on enough answers?

    A figure on up to and including `hide_up_to` valid answers (unweighted; of respondents, where one gives several) is
    hidden: its row stays, with n and the reason, without the figure. Up to `mark_up_to` it is marked. A contrast with a
    hidden side, or whose rest is too small, is left out, and so is a mark over waves that rests on a hidden figure.
    The base of a driver is those who gave both grades; a hidden one keeps its row and the reason, and no figure. What
    the weights cost in a group is told by the number of its respondents.
    Beside these base rules stands the privacy rule (`privacy`): a hidden figure then has no n either.
    """
    private = privacy(study, results)
    ruled = _ruled(study, results.estimate_table)
    estimates = estimates_without(ruled, private.estimates, results.by_id.places)
    estimates = without_sums_of_weights(study, estimates, private.estimates)
    drivers = (_ruled_driver(row, study.surveys[row.survey].settings) for row in results.drivers)
    told = tuple(drivers_without(drivers, private))
    # A distance tells the border: where that is not told, neither is the distance.
    placed = {row.id for row in told if row.shown and row.quadrant is not None and isfinite(row.rating_border)}
    shown = _Shown(study, estimates, results.by_id.places, results.contrast_table)
    changes, change_parts = shown_changes(study, results, shown.statuses)
    changes_told = _carried(study, results, shown.statuses)
    return Published(
        study=results.study,
        estimates=estimates,
        contrasts=results.contrast_table.where(shown.compared()),
        wave_flags=results.flag_table.where(shown.marked(results.flag_table)),
        no_answer=no_answers_without(results, private),
        accounts=accounts_without(study, results, private),
        drivers=told,
        sizes=tuple(row for row in results.sizes if (row.survey, row.wave, row.group) not in private.sizes),
        strata=strata_without(study, results, private),
        weights=weights_without(study, results, private),
        hidden=hidden_figures(estimates, told, private),
        fits=tuple(_told_fits(results, shown.statuses)),
        standings=tuple(row for row in results.standings if row.id in placed),
        moves=tuple(
            row
            for row in results.moves
            if {row.id.partition("~")[0], _in_wave(row.id.partition("~")[0], row.earlier)} <= placed
        ),
        penalties=tuple(row for row in results.penalties if row.id in placed and _enough(study, row)),
        advice=tuple(row for row in results.advice if row.id in placed and _told_since(row, shown.statuses)),
        decompositions=changes_told[0],
        carried=changes_told[1],
        changes=changes,
        change_parts=change_parts,
        dependences=dependences_without(results, estimates),
        quotes=tuple(quotes_shown(study, results, shown.statuses)),
    )


def _ruled(study: Study, table: Table[Estimate]) -> Table[Estimate]:
    """The same rows, those that rest on too little without their figures."""
    base = np.where(table.column("unit") == "occasions", table.column("units"), table.column("n"))
    status = table.column("status").copy()
    ok = status == "ok"
    hidden = ok & (base <= _limits(study, table, "hide_up_to"))
    small = ok & ~hidden & (base <= _limits(study, table, "mark_up_to"))
    status[hidden], status[small] = _HIDDEN, "small base"
    told = {name: np.where(hidden, np.nan, table.column(name)) for name in FIGURES}
    return table.changed(status=status, **told)


def _limits(study: Study, table: Table[Estimate], name: str) -> NDArray[np.int64]:
    """(rows,) the limit that this setting of its survey puts on every row."""
    survey, first = table.numbered("survey")
    settings = (study.surveys[key].settings for key in table.column("survey")[first].tolist())
    return np.array([getattr(one, name) for one in settings], np.int64)[survey]


def _ruled_driver(row: Driver, settings: Settings) -> Driver:
    """By the smaller of the bases of importance and rating: where one of the two is hidden, both are."""
    if row.status != "ok":
        return row
    # Where nobody was asked how important it is there is no importance to hide.
    status = _status(row.rated if row.lack == "importance not asked" else row.base, settings)
    if status == _HIDDEN:
        return replace(
            row, status=status, n=0, importance=nan, rating=nan, importance_border=nan, rating_border=nan,
            quadrant=None, graded=nan, rated=0,
        )  # fmt: skip
    return row if status == "ok" else replace(row, status=status)


def _told_fits(results: Results, statuses: Mapping[str, Status]) -> Iterator[DriverFit]:
    """Of groups whose overall grade may be shown; the fewest grades behind an aspect stay in the house."""
    for row in results.fits:
        if is_shown(statuses.get(row.id.replace("/importance/", "/mean/"), "empty")):
            yield replace(row, smallest=0)


def _status(base: int, settings: Settings) -> Status:
    """What the rules make of a figure on this many answers or respondents."""
    if base <= settings.hide_up_to:
        return _HIDDEN
    return "small base" if base <= settings.mark_up_to else "ok"


def _enough(study: Study, row: Penalty) -> bool:
    """Whether each of the three parts may be told of: their means follow from penalty and reward."""
    return min(row.n_low, row.n_middle, row.n_high) > study.surveys[row.survey].settings.hide_up_to


def _told_since(row: Advice, statuses: Mapping[str, Status]) -> bool:
    """Whether the ratings of the change that it rests on, if any, may be shown."""
    sides = _sides(row.evidence) if row.evidence else ()
    return all(is_shown(statuses.get(side, "empty")) for side in sides)


def _carried(
    study: Study, results: Results, statuses: Mapping[str, Status]
) -> tuple[tuple[Decomposition, ...], tuple[Carried, ...]]:
    """What carried a change, where the overall grade may be shown in both waves; of aspects so too their own change."""

    def told(name: str) -> bool:
        return all(is_shown(statuses.get(side, "empty")) for side in _sides(name))

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
    return {now, _in_wave(now, wave)}


def _in_wave(estimate: str, wave: str) -> str:
    """The id of the same figure in another wave."""
    survey, _, key = estimate.split("/", 2)
    return f"{survey}/{wave}/{key}"


@dataclass(frozen=True)
class _Shown:
    """What may be told of comparisons, given the estimates of which some are hidden. `places`: where each stands, by
    id."""

    study: Study
    estimates: Table[Estimate]
    places: Mapping[str, int]
    contrasts: Table[Contrast]

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """The status of every estimate by id."""
        return dict(self.estimates.each("id", "status"))

    @cached_property
    def shown(self) -> Rows:
        """(estimates,) whether each may be shown, as `Estimate.shown` says."""
        return ~self.estimates.among("status", NOT_SHOWN)

    @cached_property
    def has_rest(self) -> Rows:
        """(estimates,) whether those of the whole who are not in the group are enough to be told of."""
        n, line = self.estimates.column("n"), self.estimates.numbered(*LINE)[0]
        whole = self.estimates.among("break_id", [""])
        of_line = np.zeros(len(n), np.int64)
        of_line[line[whole]] = n[whole]
        enough: Rows = of_line[line] - n > _limits(self.study, self.estimates, "hide_up_to")
        return enough

    @cached_property
    def left(self) -> Places:
        """(contrasts,) where the estimate stands that each is about."""
        names, changes = self.contrasts.column("left").copy(), self.contrasts.among("kind", ["change"])
        names[changes] = [name.partition("~")[0] for name in names[changes]]
        return self._places(names)

    def compared(self) -> Rows:
        """(contrasts,) whether both sides of each are shown."""
        table, left = self.contrasts, self.left
        kept: Rows = self.shown[left]
        two = np.flatnonzero(table.among("kind", ["wave", "group", "answer"]))
        kept[two] &= self.shown[self._places(table.column("right")[two])]
        kept &= self.has_rest[left] | ~table.among("kind", ["rest"])
        for place in np.flatnonzero(table.among("kind", ["others"]) & kept).tolist():
            kept[place] = all(self.shown[other] for other in self._other_waves(table.column("left")[place]).values())
        changes = table.among("kind", ["change"])
        kept[changes] &= self._changes(table.where(changes))
        return kept

    def _changes(self, table: Table[Contrast]) -> Rows:
        """(contrasts,) whether both groups of each compared change are shown in both waves, or enough are left for the
        rest."""
        names = list(table.each("id", "left", "right"))
        to_rest = np.array([name.endswith("~rest") for name, _, _ in names], bool)
        kept = np.ones(len(names), bool)
        for side in (1, 2):
            # Of the rest there is no figure of its own: it is looked at through the group.
            ids = [name[1 if rest else side].split("~") for name, rest in zip(names, to_rest, strict=True)]
            for which in (self._places([one for one, _ in ids]), self._places([_in_wave(*one) for one in ids])):
                kept &= self.shown[which] & (self.has_rest[which] | ~to_rest)
        return kept

    def marked(self, table: Table[WaveFlag]) -> Rows:
        """(marks,) whether each rests on shown figures only: it would tell something of a hidden one."""
        about = self._places(table.column("estimate"))
        kept: Rows = self.shown[about]
        flagged = np.flatnonzero(kept & (table.column("flag") != 0))
        has_flag = np.zeros(len(self.estimates), np.bool_)
        has_flag[about[flagged]] = True
        compared = set(self.contrasts.column("id")[has_flag[self.left]].tolist())
        for place in flagged.tolist():
            name, together = table.column("estimate")[place], table.column("rule")[place] == "the other waves together"
            kept[place] = all(
                self.shown[other]
                for label, other in self._other_waves(name).items()
                if together or f"{name}~{label}" in compared
            )
        return kept

    def _other_waves(self, one: str) -> dict[str, int]:
        """The same figure in the other waves of the survey, by wave: where it stands among the estimates."""
        survey, own, key = one.split("/", 2)
        labels = (wave.label for wave in self.study.surveys[survey].waves if wave.label != own)
        found = ((label, self.places.get(f"{survey}/{label}/{key}")) for label in labels)
        return {label: place for label, place in found if place is not None}

    def _places(self, names: Sequence[str] | Column) -> Places:
        """(names,) where the estimates with these ids stand."""
        return np.fromiter(map(self.places.__getitem__, names), np.intp, len(names))
