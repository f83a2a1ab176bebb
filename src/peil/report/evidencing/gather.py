"""The evidence of a report: the series behind every figure that it mentions, and those of the groups one may choose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from peil.report.blocks.context import Context, Subject
from peil.report.blocks.feet import unweighted_told
from peil.report.blocks.legend import confidence
from peil.report.blocks.matrixdetails import Details
from peil.report.blocks.methodtests import tests
from peil.report.blocks.outside import remarks
from peil.report.evidence import Asked, Evidence, Figured, Part, Remark, Series, Source
from peil.report.evidencing.figures import figured, group_told, importance
from peil.report.evidencing.mentioned import mentioned, named
from peil.report.evidencing.subjects import IMPORTANCE, asked_of, subject_of
from peil.report.model import Section
from peil.results.model import ALL, Contrast
from peil.study.model import Wave

# Behind the id of a driver: where it stands in the matrix. The script of the page knows it too.
PLACE = "@matrix"
# Sentences about the tests: which one, and at what level; the method account tells the rest.
_TEST_SENTENCES = 2


def gather(context: Context, sections: Iterable[Section]) -> Evidence:
    """Everything that the pages rest on, and the same for each group that a reader may choose."""
    ids = mentioned(sections)
    found = _Found()
    for survey in context.told_surveys:
        _Survey(context.of(survey), ids).into(found)
    return Evidence(
        tuple(found.sources), tuple(found.asked), tuple(found.parts), tuple(found.series), tuple(found.remarks)
    )


@dataclass
class _Found:
    """What grows, survey by survey."""

    sources: list[Source] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


class _Survey:
    """One survey's share in it."""

    def __init__(self, context: Context, ids: Sequence[str]) -> None:
        self.context = context
        own = [identity for identity in ids if identity.startswith(f"{context.survey.id}/")]
        self.ids = own
        self.names = [one for one in map(named, own) if one is not None]
        self.suffixes = _suffixes(own)
        self.pairs = _pairs(context, {identity.partition("~")[0] for identity in own})
        waves = [wave.label for wave in reversed(context.earlier)]
        self.usual = ("rest", "others", *waves, *(f"{wave}~{side}" for wave in waves for side in _sides(context)))
        self.offered = () if context.whom else tuple(filter(self._tells, _offered(context)))

    def into(self, found: _Found) -> None:
        """Add what this survey has."""
        context, survey = self.context, self.context.survey
        waves = tuple(wave.label for wave in context.waves)
        told = tuple(tests(context))[:_TEST_SENTENCES]
        found.sources.append(
            Source(
                survey.id,
                context.told(survey.title),
                waves,
                context.waves.index(context.this),
                confidence(context),
                told,
                tuple(context.heading(wave) for wave in context.waves),
                unweighted_told(context)
                if any(wave.label in context.unweighted_waves for wave in context.waves)
                else "",
            )
        )
        places: dict[str, int] = {}
        for (asked, measure), groups in self._wanted().items():
            subject = subject_of(context, asked, measure)
            if subject is None:
                continue
            rows = [(group, self._series(subject, measure, group)) for group in groups]
            kept = [(group, row) for group, row in rows if any(row)]
            if not kept:
                continue
            for group, _ in kept:
                if group not in places:
                    places[group] = len(found.parts)
                    found.parts.append(self._part(group))
            found.series += [Series(len(found.asked), places[group], row) for group, row in kept]
            found.asked.append(asked_of(context, subject, measure))
        found.remarks += _responses(context, self.ids)
        found.remarks += remarks(context, self.ids)
        found.remarks += _places(context, self.ids)

    def _tells(self, group: str) -> bool:
        """Whether a group has anything to show of what the report mentions: who chooses it sees a number."""
        for asked, measure in dict.fromkeys((one.asked, one.measure) for one in self.names):
            subject = subject_of(self.context, asked, measure)
            row = self._series(subject, measure, group) if subject is not None else ()
            if any(figure is not None and figure.places for figure in row):
                return True
        return False

    def _wanted(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """By question and measure: everyone, the groups that are mentioned, and those that are offered."""
        groups: dict[tuple[str, str], dict[str, None]] = {}
        for one in self.names:
            groups.setdefault((one.asked, one.measure), dict.fromkeys((ALL, *self.offered)))[one.group] = None
        return {key: tuple(found) for key, found in groups.items()}

    def _series(self, subject: Subject, measure: str, group: str) -> tuple[Figured | None, ...]:
        return tuple(self._figure(subject, measure, group, wave) for wave in self.context.waves)

    def _figure(self, subject: Subject, measure: str, group: str, wave: Wave) -> Figured | None:
        context = self.context
        if measure == IMPORTANCE:
            driver = context.published.drivers_by_id.get(
                f"{context.survey.id}/{wave.label}/{subject.id}/{measure}/{group}"
            )
            return importance(context, driver) if driver is not None else None
        found = context.estimate(subject, wave, group)
        if found is None:
            return None
        usual = self.usual if wave is context.this else ()
        suffixes = dict.fromkeys((*usual, *self.suffixes.get(found.id, ())))
        return figured(context, subject, found, suffixes, self.pairs.get(found.id, ()) if usual else ())

    def _part(self, group: str) -> Part:
        context = self.context
        if group == ALL:
            return Part(context.survey.id, ALL, context.language.text("Total"), "", False)
        title = next(
            (
                context.told(one.title)
                for one in context.survey.breaks.values()
                for g in one.groups
                if one.key(g) == group
            ),
            "",
        )
        return Part(context.survey.id, group, group_told(context, group), title, group in self.offered)


def _offered(context: Context) -> Iterator[str]:
    """The groups of the breaks that the report shows, groups within groups too."""
    for break_ in context.breaks:
        yield from (break_.key(group) for group in break_.groups)


def _sides(context: Context) -> Iterator[str]:
    """What changes of groups are compared with, where the survey asks for that: the rest, and other groups."""
    for name, pairs in context.survey.settings.compared.changes.items():
        keys = {group.id: context.survey.breaks[name].key(group) for group in context.survey.breaks[name].groups}
        yield from dict.fromkeys(keys[right] if right else "rest" for _, right in pairs)


def _suffixes(ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """By estimate the tests that are mentioned."""
    found: dict[str, tuple[str, ...]] = {}
    for identity in ids:
        estimate, _, suffix = identity.partition("~")
        if suffix:
            found[estimate] = (*found.get(estimate, ()), suffix)
    return found


def _pairs(context: Context, ids: Collection[str]) -> Mapping[str, Sequence[Contrast]]:
    """By estimate that is mentioned the pairs of groups or answers that it is one side of: what letters rest on."""
    found: dict[str, list[Contrast]] = {}
    table = context.published.contrast_table
    for pair in table.where(table.among("kind", ("group", "answer"))):
        for side in (pair.left, pair.right):
            if side in ids:
                found.setdefault(side, []).append(pair)
    return found


def _places(context: Context, ids: Sequence[str]) -> Iterator[Remark]:
    """Where the aspects that are mentioned stand in the matrix: what a reader sees who points at one."""
    for name in ids:
        driver = context.published.drivers_by_id.get(name)
        if driver is not None and driver.shown and driver.quadrant is not None:
            place = Details(context, driver)
            yield Remark(f"{name}{PLACE}", place.subject.label, place.part, tuple(place.lines()))


def _responses(context: Context, ids: Sequence[str]) -> Iterator[Remark]:
    """The response of the waves that are mentioned."""
    language, survey = context.language, context.survey
    for account in context.published.accounts_by_wave.values():
        identity = f"{survey.id}/{account.wave}/account"
        if account.survey != survey.id or identity not in ids or account.rate is None:
            continue
        n = language.integer(account.n)
        told = language.text("{n} of {sent}", n=n, sent=language.integer(account.sent)) if account.sent else n
        label = f"{language.text('Response rate')}, {account.wave}"
        formula = language.text("net / gross") if account.rate_formula == "net / gross" else account.rate_formula
        yield Remark(identity, label, language.percent(account.rate), tuple(filter(None, (told, formula))))
