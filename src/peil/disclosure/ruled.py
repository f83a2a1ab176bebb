"""What follows from the tables alone: most of what is published, whatever drives the grades."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from peil.disclosure.bases import estimates_by_base
from peil.disclosure.changes import shown_changes
from peil.disclosure.compared import Compared
from peil.disclosure.privacy import Ruling, privacy
from peil.disclosure.withhold import (
    accounts_without,
    dependences_without,
    estimates_without,
    no_answers_without,
    strata_without,
    weights_without,
    without_sums_of_weights,
)
from peil.results.model import Published, Results, Status
from peil.study.model import Study


@dataclass(frozen=True)
class Ruled:
    """The tables after both rules. `private`: what the privacy rule hides, of drivers too; `tables`: what may be told,
    but for drivers and quotes, and without the list of what is hidden; `statuses`: of every estimate by id."""

    private: Ruling
    tables: Published
    statuses: Mapping[str, Status]


def ruled(study: Study, results: Results) -> Ruled:
    """Which figures of the tables rest on enough answers, and tell nothing of a few? No table hangs on drivers: what
    is told of these is `publish`'s to say, given this."""
    private, by_id = privacy(study, results), results.by_id
    estimates = estimates_without(estimates_by_base(study, results.estimate_table), private.estimates, by_id.places)
    estimates = without_sums_of_weights(study, estimates, private.estimates)
    compared = Compared(study, estimates, by_id, results.contrast_table)
    statuses: Mapping[str, Status] = dict(estimates.each("id", "status"))
    changes, change_parts = shown_changes(study, results, statuses)
    tables = Published(
        study=results.study,
        estimates=estimates,
        contrasts=results.contrast_table.where(compared.told()),
        wave_flags=results.flag_table.where(compared.marked(results.flag_table)),
        no_answer=no_answers_without(results, private),
        accounts=accounts_without(study, results, private),
        sizes=tuple(row for row in results.sizes if (row.survey, row.wave, row.group) not in private.sizes),
        strata=strata_without(study, results, private),
        weights=weights_without(study, results, private),
        changes=changes,
        change_parts=change_parts,
        dependences=dependences_without(results, estimates),
    )
    return Ruled(private, tables, statuses)
