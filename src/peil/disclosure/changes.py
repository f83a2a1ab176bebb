"""Which changes told apart may be published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from math import nan

from peil.disclosure.structure import apart
from peil.results.hiding import FOR_PRIVACY
from peil.results.model import ChangePart, ChangeSplit, Decomposition, Results, Status
from peil.results.status import all_shown
from peil.study.model import Study, Survey


def shown_changes(
    study: Study, results: Results, statuses: Mapping[str, Status]
) -> tuple[tuple[ChangeSplit, ...], tuple[ChangePart, ...]]:
    """The splits of which both totals are shown, with their parts; `statuses`: by id, after the rules.

    A group on a small base keeps its row without figures. Groups add up to the split, so that one that is left out
    follows from the others: where one is hidden for privacy, or would tell a private one, or has fewer answers than the
    privacy rule allows, no part of the split is told at all. Nor are its two sums, unless those few are in no group:
    the real part weighs the mean of every group by its share in both waves, so that the mean of a few respondents in a
    group that was larger then follows from it, even as it is printed.
    """
    parts: dict[str, list[ChangePart]] = defaultdict(list)
    for part in results.change_parts:
        parts[part.split].append(part)
    kept: list[ChangeSplit] = []
    told: list[ChangePart] = []
    for row in results.changes:
        settings = study.surveys[row.survey].settings
        private = [part.group for part in parts[row.id] if _private(row, part, settings.privacy_below, statuses)]
        if _totals_shown(row, statuses) and not any(private):
            kept.append(row)
            if not private:
                told.extend(_ruled(part, settings.hide_up_to) for part in parts[row.id])
    return tuple(kept), tuple(told)


def without_private_mix(study: Study, row: Decomposition, statuses: Mapping[str, Status]) -> Decomposition:
    """The same row; without its figures where the mix that was taken out is one of parts that hold a private one."""
    if row.why or not row.mix_break:
        return row
    survey = study.surveys[row.survey]
    if not any(_private_part(survey, row, wave, statuses) for wave in (row.wave, row.earlier)):
        return row
    return replace(
        row, why="privacy", r2=nan, mix=nan, mix_se=nan, mix_p=nan, carried=nan, carried_se=nan, carried_p=nan,
        rest=nan, rest_se=nan, rest_p=nan,
    )  # fmt: skip


def _private_part(survey: Survey, row: Decomposition, wave: str, statuses: Mapping[str, Status]) -> bool:
    """Whether a part of the group of a row, by the groups of the break of its mix, is private in a wave.

    A part that is a group of its own has a status. Of any other it is known that it is small where all of the break's
    group is private, unless the study defines the two so that they share nobody.
    """
    break_ = survey.breaks[row.mix_break]
    head, _, key = row.id.partition("~")[0].rpartition("/")
    place = f"{row.survey}/{wave}/{head.split('/', 2)[2]}"
    owned = {one.key(group): (one, group) for one in survey.breaks.values() for group in one.groups}
    for group in [one for one in break_.groups if break_.within(one) == key] or break_.groups:
        name = break_.key(group)
        found = (part for part in (f"{key},{name}", f"{name},{key}", name) if f"{place}/{part}" in statuses)
        part = next(found, None)
        if part is None or statuses[f"{place}/{part}"] not in FOR_PRIVACY:
            continue
        if part != name or key not in owned or not apart(survey, owned[key], (break_, group)):
            return True
    return False


def _totals_shown(row: ChangeSplit, statuses: Mapping[str, Status]) -> bool:
    names = (f"{row.survey}/{wave}/{row.question}/mean/all" for wave in (row.wave, row.earlier))
    return all_shown(names, statuses)


def _private(row: ChangeSplit, part: ChangePart, below: int, statuses: Mapping[str, Status]) -> bool:
    """Whether few respondents are behind a part, or those of another one would follow from it."""
    names = (f"{row.survey}/{wave}/{row.question}/mean/{part.group}" for wave in (row.wave, row.earlier))
    hidden = any(statuses.get(name) in FOR_PRIVACY for name in names)
    return hidden or any(0 < n < below for n in (part.n_now, part.n_then))


def _ruled(part: ChangePart, hide_up_to: int) -> ChangePart:
    if all(n == 0 or n > hide_up_to for n in (part.n_now, part.n_then)):
        return part
    return replace(part, share_now=nan, share_then=nan, mean_now=nan, mean_then=nan, real=nan, mix=nan)
