"""Whole tables: do the answers to a question depend on the group at all?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from peil.data.designs import WaveDesign, options, wave_designs
from peil.data.model import SurveyData
from peil.results.model import Dependence
from peil.stats import Moments, benjamini_hochberg, bonferroni, rao_scott
from peil.study.model import Grade, Settings, Single, Survey
from peil.tables.clusters import clustered_moments, is_clustered
from peil.tables.divided import moments_of
from peil.tables.splits import Split, splits
from peil.tables.variables import Variable, variables


def dependences(survey: Survey, data: SurveyData) -> tuple[Dependence, ...]:
    """A row per wave, break for which the survey asks it, and question of which one answer is given."""
    wanted = survey.settings.compared.dependence
    if not wanted:
        return ()
    designs = wave_designs(survey, data)
    divided = [split for split in splits(survey, data) if split.break_id in wanted]
    found: list[Dependence] = []
    for variable in _closed(survey, data):
        for split in divided:
            own = variable.question in (split.break_id, split.question) and variable.per is None
            if not own:
                found.extend(_tested(survey, variable, split, designs))
    return _judged(found, survey.settings)


def _closed(survey: Survey, data: SurveyData) -> Iterator[Variable]:
    """The questions of which everybody gives one answer: of several answers there is no one table."""
    for variable in variables(survey, data):
        question = survey.questions.get(variable.question)
        if question is not None and isinstance(question.kind, Single | Grade) and variable.answers:
            yield variable


def _tested(survey: Survey, variable: Variable, split: Split, designs: Sequence[WaveDesign]) -> Iterator[Dependence]:
    for wave in designs:
        if wave.label not in variable.waves:
            continue
        # Those in none of the groups are no part of the table, and still part of the design.
        table = _moments(variable, split, wave).take(range(len(split.parts)))
        test = rao_scott(table, wave.design, options(survey.settings, False))
        if np.isfinite(test.p):
            name = f"{survey.id}/{wave.label}/{variable.question}"
            yield Dependence(
                f"{name}/dependence/{split.break_id}", survey.id, wave.label, variable.question, split.break_id,
                test.n, test.rows, test.columns, test.statistic, test.ndf, test.ddf, test.p,
                _family(survey, wave.label, variable.question, split.break_id),
            )  # fmt: skip


def _moments(variable: Variable, split: Split, wave: WaveDesign) -> Moments:
    if is_clustered(variable, wave):
        return clustered_moments(variable, split, wave)
    (found,) = moments_of([variable], [split], wave)
    return Moments(found.n[0], found.w[0], found.w2[0])


def _family(survey: Survey, wave: str, question: str, break_id: str) -> str:
    """What these tests are corrected with: those by one break in a wave, of one question in it, or all of the survey.
    One test is a whole table, so that `table` joins the tables of one break."""
    match survey.settings.family:
        case "table":
            return f"{survey.id}/{wave}/dependence/{break_id}"
        case "question":
            return f"{survey.id}/{wave}/{question}/dependence"
        case _:
            return f"{survey.id}/dependence"


def _judged(found: Sequence[Dependence], settings: Settings) -> tuple[Dependence, ...]:
    families: Mapping[str, list[int]] = defaultdict(list)
    for place, one in enumerate(found):
        families[one.family].append(place)
    adjusted = np.array([one.p for one in found])
    for members in families.values():
        p = adjusted[members]
        if settings.correction == "bonferroni":
            adjusted[members] = bonferroni(p)
        elif settings.correction == "benjamini-hochberg":
            adjusted[members] = benjamini_hochberg(p)
    return tuple(
        replace(one, p_adjusted=p, significant=p < settings.level)
        for one, p in zip(found, adjusted.tolist(), strict=True)
    )
