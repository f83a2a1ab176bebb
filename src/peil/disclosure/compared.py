"""Which comparisons may be told: those of which no side is hidden, and from which no hidden figure follows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from peil.disclosure.bases import limits
from peil.disclosure.lines import LINE
from peil.results.model import Contrast, Estimate, WaveFlag
from peil.results.status import NOT_SHOWN
from peil.results.table import ByName, Table
from peil.study.model import Study

Rows = NDArray[np.bool_]
Places = NDArray[np.intp]


def in_wave(estimate: str, wave: str) -> str:
    """The id of the same figure in another wave."""
    survey, _, key = estimate.split("/", 2)
    return f"{survey}/{wave}/{key}"


@dataclass(frozen=True)
class Compared:
    """What may be told of comparisons, given the estimates of which some are hidden. `by_id`: the same rows by id, as
    they were before."""

    study: Study
    estimates: Table[Estimate]
    by_id: ByName[Estimate]
    contrasts: Table[Contrast]

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
        enough: Rows = of_line[line] - n > limits(self.study, self.estimates, "hide_up_to")
        return enough

    @cached_property
    def left(self) -> Places:
        """(contrasts,) where the estimate stands that each is about."""
        names, changes = self.contrasts.columns["left"], self.contrasts.among("kind", ["change"])
        found = np.empty(len(changes), np.intp)
        found[~changes] = self.by_id.find(names[~changes])
        of_changes = self.contrasts.where(changes).column("left").tolist()
        found[changes] = self.by_id.find([name.partition("~")[0] for name in of_changes])
        return found

    def told(self) -> Rows:
        """(contrasts,) whether both sides of each are shown."""
        table, left = self.contrasts, self.left
        kept: Rows = self.shown[left]
        two = np.flatnonzero(table.among("kind", ["wave", "group", "answer"]))
        kept[two] &= self.shown[self.by_id.find(table.columns["right"][two])]
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
            for which in (self.by_id.find([one for one, _ in ids]), self.by_id.find([in_wave(*one) for one in ids])):
                kept &= self.shown[which] & (self.has_rest[which] | ~to_rest)
        return kept

    def marked(self, table: Table[WaveFlag]) -> Rows:
        """(marks,) whether each rests on shown figures only: it would tell something of a hidden one."""
        about = self.by_id.find(table.columns["estimate"])
        kept: Rows = self.shown[about]
        flagged = np.flatnonzero(kept & (table.column("flag") != 0))
        has_flag = np.zeros(len(self.estimates), np.bool_)
        has_flag[about[flagged]] = True
        compared = set(self.contrasts.where(has_flag[self.left]).column("id").tolist())
        marks = table.where(flagged).each("estimate", "rule")
        for place, (name, rule) in zip(flagged.tolist(), marks, strict=True):
            kept[place] = all(
                self.shown[other]
                for label, other in self._other_waves(name).items()
                if rule == "the other waves together" or f"{name}~{label}" in compared
            )
        return kept

    def _other_waves(self, one: str) -> dict[str, int]:
        """The same figure in the other waves of the survey, by wave: where it stands among the estimates."""
        survey, own, key = one.split("/", 2)
        labels = (wave.label for wave in self.study.surveys[survey].waves if wave.label != own)
        found = ((label, self.by_id.places.get(f"{survey}/{label}/{key}")) for label in labels)
        return {label: place for label, place in found if place is not None}
