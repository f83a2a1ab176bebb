"""Which changes told apart may be published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from math import nan

from peil.results.model import ChangePart, ChangeSplit, Estimate, Results
from peil.study.model import Study

# Fewer respondents than this are people, not a base: nothing is then told from which they follow.
_PEOPLE = 5


def shown_changes(
    study: Study, results: Results, by_id: Mapping[str, Estimate]
) -> tuple[tuple[ChangeSplit, ...], tuple[ChangePart, ...]]:
    """The splits of which both totals are shown, with their parts; `by_id`: the estimates after the base rules.

    A group on a small base keeps its row without figures. Groups add up to the split, so that one that is left out
    follows from the others: where a group has fewer than five answers, no part of the split is told at all. The two
    sums of the split give no group away.
    """
    parts: dict[str, list[ChangePart]] = defaultdict(list)
    for part in results.change_parts:
        parts[part.split].append(part)
    kept = tuple(row for row in results.changes if _totals_shown(row, by_id))
    told: list[ChangePart] = []
    for row in kept:
        hide_up_to = study.surveys[row.survey].settings.hide_up_to
        if not any(0 < n < _PEOPLE for part in parts[row.id] for n in (part.n_now, part.n_then)):
            told.extend(_ruled(part, hide_up_to) for part in parts[row.id])
    return kept, tuple(told)


def _totals_shown(row: ChangeSplit, by_id: Mapping[str, Estimate]) -> bool:
    names = (f"{row.survey}/{wave}/{row.question}/mean/all" for wave in (row.wave, row.earlier))
    return all(name in by_id and by_id[name].shown for name in names)


def _ruled(part: ChangePart, hide_up_to: int) -> ChangePart:
    if all(n == 0 or n > hide_up_to for n in (part.n_now, part.n_then)):
        return part
    return replace(part, share_now=nan, share_then=nan, mean_now=nan, mean_then=nan, real=nan, mix=nan)
