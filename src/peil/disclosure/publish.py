"""Publish: internal Results become Published, with figures on small bases hidden or marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import nan

from peil.results.model import ALL, Contrast, Estimate, Published, Results, Status
from peil.study.model import Settings, Study

_HIDDEN: Status = "hidden: small base"


def publish(study: Study, results: Results) -> Published:
    """What may be handed out: which figures rest on enough answers?

    A figure on up to and including `hide_up_to` valid answers (unweighted) is hidden: its row stays, with n and the
    reason, without the figure. Up to `mark_up_to` it is marked. A contrast with a hidden side, or whose rest is too
    small, is left out, and so is the flag of a hidden figure.
    """
    estimates = tuple(_ruled(row, study.surveys[row.survey].settings) for row in results.estimates)
    by_id = {row.id: row for row in estimates}
    return Published(
        study=results.study,
        estimates=estimates,
        contrasts=tuple(
            row for row in results.contrasts if _publishable(row, by_id, study.surveys[by_id[row.left].survey].settings)
        ),
        wave_flags=tuple(row for row in results.wave_flags if by_id[row.estimate].shown),
        no_answer=results.no_answer,
        accounts=results.accounts,
    )


def _ruled(row: Estimate, settings: Settings) -> Estimate:
    if row.status != "ok":
        return row
    if row.n <= settings.hide_up_to:
        return replace(
            row, status=_HIDDEN, sum_weight=nan, n_effective=nan, estimate=nan, se=nan, ci_low=nan, ci_high=nan,
            sd=nan,
        )  # fmt: skip
    return replace(row, status="small base") if row.n <= settings.mark_up_to else row


def _publishable(row: Contrast, by_id: Mapping[str, Estimate], settings: Settings) -> bool:
    left = by_id[row.left]
    if not left.shown:
        return False
    if row.kind == "wave":
        return by_id[row.right].shown
    if row.kind == "rest":
        total = by_id[row.left.rsplit("/", 1)[0] + f"/{ALL}"]
        return total.n - left.n > settings.hide_up_to
    return True
