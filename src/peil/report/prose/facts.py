"""The published figures, laid out for looking things up by name; and where one chapter stands among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from peil.language import Language
from peil.report.prose.refusal import Refused, suggestion
from peil.results.model import ALL, Estimate, Published
from peil.study.model import Study, Survey

SeriesKey = tuple[str, str, str]
BreakKey = tuple[str, str, str, str, str, str]


@dataclass(frozen=True)
class Facts:
    """Published figures by what a chapter may name.

    `series`: by survey, question and answer the waves with a figure for the total. `groups`: by survey the keys of all
    groups ("directorate=asylum"). `by_break`: by survey, wave, question, answer, measure and break the ids of its
    estimates.
    """

    study: Study
    published: Published
    series: Mapping[SeriesKey, frozenset[str]]
    groups: Mapping[str, frozenset[str]]
    by_break: Mapping[BreakKey, tuple[str, ...]]

    @cached_property
    def waves(self) -> Mapping[str, frozenset[str]]:
        """By survey the waves of which something is published."""
        found: dict[str, set[str]] = defaultdict(set)
        for account in self.published.accounts:
            if account.microdata:
                found[account.survey].add(account.wave)
        for (survey, _, _), waves in self.series.items():
            found[survey] |= waves
        return {survey: frozenset(waves) for survey, waves in found.items()}

    def may_report(self, survey: Survey, group: str) -> bool:
        """Whether a group, by its key, is large enough in the last wave to have a report of its own."""
        measured = [wave.label for wave in survey.waves if wave.data is not None] or [survey.waves[-1].label]
        return self.published.group_sizes.get((survey.id, measured[-1], group), 0) > survey.settings.hide_up_to

    def of_break(self, key: BreakKey) -> tuple[Estimate, ...]:
        """The estimates of the groups of a break."""
        return tuple(self.published.by_id[name] for name in self.by_break.get(key, ()))


@dataclass(frozen=True)
class Scope:
    """What a span is read against: the figures, the language of its chapter, and the survey the chapter names.

    `whom`: by survey the key of the group that the report is for; empty = it is for everyone. `group`: in a passage for
    groups the key of the one that `group` means.
    """

    facts: Facts
    language: Language
    chapter_survey: str = ""
    whom: Mapping[str, str] = field(default_factory=dict)
    group: str = ""

    @property
    def published(self) -> Published:
        """The figures that may be told."""
        return self.facts.published


def lay_out(study: Study, published: Published) -> Facts:
    """Lay the published figures out by name, once for all chapters."""
    series: dict[SeriesKey, set[str]] = defaultdict(set)
    groups: dict[str, set[str]] = defaultdict(set)
    by_break: dict[BreakKey, list[str]] = defaultdict(list)
    columns = ("id", "survey", "wave", "question", "answer", "measure", "break_id", "status")
    for name, survey, wave, question, answer, measure, break_, status in published.estimate_table.each(*columns):
        group = name.rpartition("/")[2]
        if "!=" in group:
            continue
        if group != ALL:
            groups[survey].add(group)
            by_break[survey, wave, question, answer, measure, break_].append(name)
        elif status != "empty":
            series[survey, question, answer].add(wave)
    return Facts(
        study,
        published,
        {key: frozenset(waves) for key, waves in series.items()},
        {key: frozenset(names) for key, names in groups.items()},
        {key: tuple(ids) for key, ids in by_break.items()},
    )


def group_key(estimate: Estimate) -> str:
    """The group of an estimate as its id names it: "all", "directorate=asylum", "directorate=social,role=sponsor"."""
    return estimate.id.rpartition("/")[2]


def survey_named(name: str, scope: Scope) -> Survey:
    """The survey of a span: named in the braces, else in the front matter, else the only one of the study."""
    surveys = scope.facts.study.surveys
    wanted = name or scope.chapter_survey
    if not wanted and len(surveys) == 1:
        return next(iter(surveys.values()))
    if not wanted:
        known = ", ".join(surveys)
        raise Refused(
            f"no survey, while the study has several ({known})",
            "the survey of this figure",
            f"Write `survey: {next(iter(surveys))}` between --- lines on top of the chapter, "
            f"or put it in front: `{next(iter(surveys))}: ...`.",
        )
    if wanted not in surveys:
        raise Refused(f"survey `{wanted}`", "a survey of the study", suggestion(wanted, surveys))
    return surveys[wanted]
