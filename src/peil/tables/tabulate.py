"""Tabulate: every question, answer, group and wave of a study becomes an estimate, and what differs a contrast."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from peil.data.designs import WaveDesign, options, wave_designs
from peil.data.model import Data, SurveyData
from peil.results.model import Contrast as ContrastRow
from peil.results.model import Estimate, Results, WaveFlag
from peil.results.table import Table
from peil.stats import Contrast, Estimates
from peil.study.model import PublishedFigure, Study, Survey
from peil.tables.accounts import group_sizes, group_weights, no_answers, wave_accounts
from peil.tables.answercounts import answer_counts
from peil.tables.answers import answer_contrasts
from peil.tables.asked import asked_pairs, pair_rows, rest_change_rows
from peil.tables.batches import batches
from peil.tables.changes import change_splits
from peil.tables.counting import Choose, Counted, Crossing, count
from peil.tables.coverage import stratum_responses
from peil.tables.dependence import dependences
from peil.tables.flagging import Rule, flagged, wave_flags
from peil.tables.returning import Returning, wave_contrasts
from peil.tables.rows import Columns, Naming, estimate_rows, rest_rows, wave_rows
from peil.tables.splits import Division, all_splits, divisions
from peil.tables.targets import weight_targets
from peil.tables.variables import Variable, variables
from peil.tables.waves import compare_waves, published_estimates

# Figures of a question that were published elsewhere, by wave.
Published = dict[str, list[PublishedFigure]]


@dataclass
class _Tables:
    """The tables as they fill up, piece by piece. `tested`: contrasts, with the columns of their `Rule`; `size`: number
    of estimates."""

    estimates: list[Columns] = field(default_factory=list)
    tested: list[Columns] = field(default_factory=list)
    size: int = 0

    def add(self, estimates: Columns) -> None:
        """Put more estimates behind those that are there."""
        self.estimates.append(estimates)
        self.size += len(estimates["id"])


def tabulate(study: Study, data: Data) -> Results:
    """Results of all surveys: what was found, by question, answer, group and wave, and what differs from what?

    `data` must have been weighted. Estimates are weighted means and shares with Taylor standard errors; contrasts are
    every group against the rest and every wave against earlier ones (docs/statistics.md).
    """
    surveys = [(survey, data.surveys[survey.id]) for survey in study.surveys.values()]
    counted = [tuple(variables(survey, part)) for survey, part in surveys]
    found = [_count_survey(*one, its) for one, its in zip(surveys, counted, strict=True)]
    changes = [row for one, its in zip(surveys, counted, strict=True) for row in change_splits(*one, its)]
    estimates = Table.joined(Estimate, [piece for one in found for piece in one.estimates])
    contrasts, marks = _marked([survey for survey, _ in surveys], found, estimates)
    return Results(
        study=study.id,
        estimates=estimates,
        contrasts=contrasts,
        wave_flags=marks,
        no_answer=tuple(row for key, part in data.surveys.items() for row in no_answers(study.surveys[key], part)),
        accounts=tuple(row for key, part in data.surveys.items() for row in wave_accounts(study.surveys[key], part)),
        sizes=tuple(row for key, part in data.surveys.items() for row in group_sizes(study.surveys[key], part)),
        changes=tuple(split for split, _ in changes),
        change_parts=tuple(part for _, parts in changes for part in parts),
        weights=tuple(row for key, part in data.surveys.items() for row in group_weights(study.surveys[key], part)),
        targets=tuple(row for key, part in data.surveys.items() for row in weight_targets(study.surveys[key], part)),
        answer_counts=tuple(
            row for key, part in data.surveys.items() for row in answer_counts(study.surveys[key], part)
        ),
        dependences=tuple(row for key, part in data.surveys.items() for row in dependences(study.surveys[key], part)),
        strata=tuple(row for key, part in data.surveys.items() for row in stratum_responses(study.surveys[key], part)),
    )


def _marked(
    surveys: Sequence[Survey], found: Sequence[_Tables], estimates: Table[Estimate]
) -> tuple[Table[ContrastRow], Table[WaveFlag]]:
    """The contrasts of all surveys with their marks, which each survey gives by its own rules, and those over waves."""
    pieces = [piece for one in found for piece in one.tested]
    contrasts, rules = Table.joined(ContrastRow, pieces), Table.joined(Rule, pieces)
    marked: list[Table[ContrastRow]] = []
    over_waves: list[Table[WaveFlag]] = []
    start = first = 0
    for survey, one in zip(surveys, found, strict=True):
        end = start + sum(len(piece["id"]) for piece in one.tested)
        own = rules[start:end]
        marked.append(flagged(contrasts[start:end], own, survey.settings))
        over_waves.append(wave_flags(survey, estimates[first : first + one.size], marked[-1], own))
        start, first = end, first + one.size
    columns = {name: np.concatenate([one.column(name) for one in marked]) for name in ("flag", "p_adjusted")}
    return contrasts.changed(**columns), Table.joined(WaveFlag, [one.columns for one in over_waves])


def _count_survey(survey: Survey, data: SurveyData, variables: Sequence[Variable]) -> _Tables:
    tables = _Tables()
    designs = {design.label: design for design in wave_designs(survey, data)}
    returning = Returning(survey, designs)
    published: dict[str, Published] = defaultdict(lambda: defaultdict(list))
    for wave in survey.waves:
        for figure in wave.published:
            published[figure.question][wave.label].append(figure)
    every = list(divisions(survey, data))
    splitting = {name for one in every for name in (one.first.break_id, one.first.question or "")}
    pairs = asked_pairs(survey, data, all_splits(every))
    named = [Naming(survey, batch, _useful(every, batch.first)) for batch in batches(variables, published, splitting)]
    for naming, counted in zip(named, _counted(named, designs, _choose(survey)), strict=True):
        rests = _one_batch(naming, counted, returning, published.get(naming.batch.first.question, {}), tables)
        tables.tested.extend(rest_change_rows(naming, rests, returning, _choose(survey)))
        tables.tested.extend(pair_rows(naming, pairs, returning, _choose(survey)))
    tables.tested.extend(answer_contrasts(survey, data, partial(_useful, every), designs, _choose(survey)))
    return tables


def _choose(survey: Survey) -> Choose:
    return lambda share: options(survey.settings, share)


def _useful(every: Sequence[Division], variable: Variable) -> tuple[Division, ...]:
    """The breaks that say something about a variable: not its own answers by its own answers."""

    def own(one: Division) -> bool:
        return variable.question in (one.first.break_id, one.first.question) and variable.per is None

    return tuple(one for one in every if not own(one))


def _counted(named: Sequence[Naming], designs: Mapping[str, WaveDesign], choose: Choose) -> list[dict[str, Counted]]:
    """Of every batch what was counted, by the waves in which it was asked and that have respondents."""
    found: list[dict[str, Counted]] = [{} for _ in named]
    for label, design in designs.items():
        asked = [place for place, naming in enumerate(named) if label in naming.batch.first.waves]
        crossings = [Crossing(named[place].batch, named[place].divisions) for place in asked]
        for place, counted in zip(asked, count(crossings, design, choose), strict=True):
            found[place][label] = counted
    return found


def _one_batch(
    naming: Naming,
    counted: Mapping[str, Counted],
    returning: Returning,
    figures: Mapping[str, Sequence[PublishedFigure]],
    tables: _Tables,
) -> dict[str, Contrast]:
    """Fills the tables; gives by wave every part against the rest. `counted`, `figures`: of the batch, by wave."""
    survey, batch, choose, designs = naming.survey, naming.batch, _choose(naming.survey), returning.designs
    estimates: dict[str, Estimates] = {}
    for label in (wave.label for wave in survey.waves):
        if label in counted:
            estimates[label] = counted[label].estimates
            mirrored = [split.mirrored(designs[label]) for split in naming.splits]
            tables.add(estimate_rows(naming, label, estimates[label], tables.size))
            tables.tested.append(rest_rows(naming, label, counted[label].rest, mirrored))
        elif label in figures:
            found = published_estimates(figures[label], batch, naming.parts, choose)
            if found is not None:
                estimates[label] = found
                tables.add(estimate_rows(naming, label, found, tables.size, published=True))
    scales = {label: design.n / float(design.design.weight.sum()) for label, design in designs.items()}

    def joint(label: str, other: str) -> Contrast | None:
        return wave_contrasts(batch, naming.splits, returning.pair(label, other), choose)

    for label, other, contrast in compare_waves(survey, batch, estimates, scales, joint):
        tables.tested.append(wave_rows(naming, label, other, contrast))
    return {label: one.rest for label, one in counted.items()}
