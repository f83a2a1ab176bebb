"""Publish: internal Results become Published, with figures on small bases hidden or marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import nan

from peil.disclosure.changes import shown_changes
from peil.results.model import ALL, Contrast, Driver, Estimate, Published, Results, Status, WaveFlag
from peil.study.model import Settings, Study

_HIDDEN: Status = "hidden: small base"


def publish(study: Study, results: Results) -> Published:
    """What may be handed out: which figures rest on enough answers?

    A figure on up to and including `hide_up_to` valid answers (unweighted; of respondents, where one gives several) is
    hidden: its row stays, with n and the reason, without the figure. Up to `mark_up_to` it is marked. A contrast with a
    hidden side, or whose rest is too small, is left out, and so is a mark over waves that rests on a hidden figure.
    The base of a driver is those who gave both grades; a hidden one keeps its row and the reason, and no figure.
    """
    ruled = tuple(_ruled(row, study.surveys[row.survey].settings) for row in results.estimates)
    shown = _Shown(study, {row.id: row for row in ruled})
    contrasts = tuple(row for row in results.contrasts if shown.contrast(row))
    changes, change_parts = shown_changes(study, results, shown.by_id)
    return Published(
        study=results.study,
        estimates=ruled,
        contrasts=contrasts,
        wave_flags=tuple(row for row in results.wave_flags if shown.mark(row, results)),
        no_answer=results.no_answer,
        accounts=results.accounts,
        drivers=tuple(_ruled_driver(row, study.surveys[row.survey].settings) for row in results.drivers),
        sizes=results.sizes,
        strata=results.strata,
        changes=changes,
        change_parts=change_parts,
    )


def _ruled(row: Estimate, settings: Settings) -> Estimate:
    if row.status != "ok":
        return row
    status = _status(row.units if row.unit == "occasions" else row.n, settings)
    if status == _HIDDEN:
        return replace(
            row, status=status, sum_weight=nan, n_effective=nan, estimate=nan, se=nan, ci_low=nan, ci_high=nan,
            sd=nan,
        )  # fmt: skip
    return row if status == "ok" else replace(row, status=status)


def _ruled_driver(row: Driver, settings: Settings) -> Driver:
    """Those who gave both grades are part of those who graded the aspect: where its rating is hidden, this is too."""
    if row.status != "ok":
        return row
    status = _status(row.n, settings)
    if status == _HIDDEN:
        return replace(
            row, status=status, n=0, importance=nan, rating=nan, importance_border=nan, rating_border=nan,
            quadrant=None,
        )  # fmt: skip
    return row if status == "ok" else replace(row, status=status)


def _status(base: int, settings: Settings) -> Status:
    """What the rules make of a figure on this many answers or respondents."""
    if base <= settings.hide_up_to:
        return _HIDDEN
    return "small base" if base <= settings.mark_up_to else "ok"


@dataclass(frozen=True)
class _Shown:
    """What may be told of comparisons, given which estimates are hidden."""

    study: Study
    by_id: Mapping[str, Estimate]

    def contrast(self, row: Contrast) -> bool:
        """Whether both sides of a contrast are shown."""
        left = self.by_id[row.left]
        match row.kind:
            case "wave":
                return left.shown and self.by_id[row.right].shown
            case "rest":
                total = self.by_id[row.left.rsplit("/", 1)[0] + f"/{ALL}"]
                return left.shown and total.n - left.n > self.study.surveys[left.survey].settings.hide_up_to
            case "others":
                return left.shown and all(other.shown for other in self.other_waves(left))

    def mark(self, row: WaveFlag, results: Results) -> bool:
        """Whether a mark over waves rests on shown figures only: it would tell something of a hidden one."""
        left = self.by_id[row.estimate]
        together = row.rule == "the other waves together"
        compared = (
            other
            for other in self.other_waves(left)
            if together or f"{left.id}~{other.wave}" in results.contrasts_by_id
        )
        return left.shown and (row.flag == 0 or all(other.shown for other in compared))

    def other_waves(self, one: Estimate) -> tuple[Estimate, ...]:
        """The same figure in the other waves of the survey."""
        survey, _, key = one.id.split("/", 2)
        labels = (wave.label for wave in self.study.surveys[one.survey].waves if wave.label != one.wave)
        found = (self.by_id.get(f"{survey}/{label}/{key}") for label in labels)
        return tuple(row for row in found if row is not None)
