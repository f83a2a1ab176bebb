"""The report of one group: which group is meant, in which surveys, and whether it may have a report of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from peil.errors import PeilError
from peil.language import Language
from peil.report.blocks.context import Context, main_subject
from peil.report.blocks.groups import Owned
from peil.report.prose import Refused, find_group
from peil.report.prose.groups import short
from peil.report.prose.markdown import parse_chapter
from peil.results.model import Published
from peil.study.model import Chapter, Study, Survey
from peil.study.wording import nearest

_FORMS = "a group as `directorate=asylum`, all groups of a break as `directorate`, a survey in front as `vr/...`"


@dataclass(frozen=True)
class ForGroup:
    """A group that gets a report of its own: by survey the group with its break. `part`: what its files are called.

    `drafted`: chapters about it that stand beside those of the study.
    """

    groups: Mapping[str, Owned]
    part: str
    drafted: tuple[Chapter, ...] = ()

    @property
    def keys(self) -> Mapping[str, str]:
        """By survey the group as ids name it."""
        return {survey: break_.key(group) for survey, (break_, group) in self.groups.items()}


@dataclass(frozen=True)
class Chosen:
    """The groups that some words mean. `left_out`: those of a break that get no report, and surveys without one."""

    groups: tuple[ForGroup, ...]
    left_out: tuple[str, ...]


def choose(study: Study, published: Published, text: str) -> Chosen:
    """The groups that `[SURVEY/]GROUP` or `[SURVEY/]BREAK` means, those that may be published.

    Raises PeilError where no survey knows the name, or where nothing that it means may be published.
    """
    name, surveys = _surveys(study, text)
    prefix = f"{surveys[0].id}-" if len(surveys) < len(study.surveys) else ""
    found: list[ForGroup] = []
    reasons: list[str] = []
    for key, groups in _meant(name, surveys, text).items():
        lacks = {one: _lack(_context(study, one, published), owned) for one, owned in groups.items()}
        several = len(study.surveys) > 1
        reasons += [f"{one}/{key}: {lack}" if several else f"{key}: {lack}" for one, lack in lacks.items() if lack]
        kept = {one: owned for one, owned in groups.items() if not lacks[one]}
        if kept:
            found.append(ForGroup(kept, prefix + re.sub(r"\W+", "-", key)))
    if not found:
        raise PeilError(f"--for {text}: no report. " + " ".join(reasons))
    return Chosen(tuple(found), tuple(reasons))


def the_group(study: Study, published: Published, text: str) -> ForGroup:
    """The one group that some words mean; PeilError where they mean several."""
    found = choose(study, published, text).groups
    if len(found) > 1:
        names = ", ".join(group.part for group in found)
        raise PeilError(f"--for {text}: means {len(found)} groups ({names}), expected one of them.")
    return found[0]


def without_a_page(study: Study, group: ForGroup) -> Mapping[str, Owned]:
    """Where no chapter holds a figure of the group alone (`::: matrix for asylum`): by survey the group."""
    return {survey: owned for survey, owned in group.groups.items() if not _has_page(study, survey, owned)}


def _has_page(study: Study, survey: str, owned: Owned) -> bool:
    key = owned[0].key(owned[1])
    known = frozenset(one.key(group) for one in study.surveys[survey].breaks.values() for group in one.groups)
    for chapter in study.chapters:
        parsed = parse_chapter(chapter.file, chapter.text)
        if parsed.front.values.get("survey", survey) == survey:
            lines = (node.content for node in parsed.tree.children if node.type == "directive")
            if any(_group_in(line, known) == key for line in lines):
                return True
    return False


def _group_in(line: str, known: frozenset[str]) -> str:
    """The group that a directive is for; "" where it is for none."""
    before, word, after = line.partition(" for ")
    try:
        return find_group(tuple(after.split()[:1]), known) if before and word else ""
    except Refused:
        return ""


def _context(study: Study, survey: str, published: Published) -> Context:
    return Context(study, study.surveys[survey], published, Language(study.languages[0]))


def _surveys(study: Study, text: str) -> tuple[str, tuple[Survey, ...]]:
    """What stands behind the survey, and the surveys to look in."""
    front, slash, name = text.partition("/")
    if not slash:
        return text.strip(), tuple(study.surveys.values())
    if front.strip() not in study.surveys:
        known = ", ".join(study.surveys)
        raise PeilError(f"--for {text}: found survey {front!r}, expected one of {known}.")
    return name.strip(), (study.surveys[front.strip()],)


def _meant(name: str, surveys: tuple[Survey, ...], text: str) -> dict[str, dict[str, Owned]]:
    """By key of a group the surveys that have it."""
    found: dict[str, dict[str, Owned]] = {}
    refusals: list[Refused] = []
    for survey in surveys:
        try:
            groups = list(_of_survey(survey, name))
        except Refused as refused:
            refusals.append(refused)
            continue
        for break_, group in groups:
            found.setdefault(break_.key(group), {})[survey.id] = (break_, group)
    if not found:
        raise PeilError(f"--for {text}: found {refusals[0].found}, expected {_FORMS}.{_meant_perhaps(name, surveys)}")
    return found


def _meant_perhaps(name: str, surveys: tuple[Survey, ...]) -> str:
    """The break or group whose id or label, in any language, is most like this name; and the breaks there are."""
    ids: dict[str, str] = {}
    labels: dict[str, str] = {}
    for survey in surveys:
        for break_ in survey.breaks.values():
            groups = [(break_.key(group), group.label) for group in break_.groups]
            for key, label in ((break_.id, break_.title), *groups):
                ids |= {one: one for one in (key, short(key)) if one}
                labels |= dict.fromkeys(label.by_language.values(), key)
    names = labels | ids
    near = nearest(name, names)
    breaks = "; ".join(f"{one.id} has the breaks {', '.join(one.breaks)}" for one in surveys)
    return (f" Did you mean `{names[near]}`?" if near else "") + f" {breaks}."


def _of_survey(survey: Survey, name: str) -> Iterator[Owned]:
    """Every group of the break, or the one group, that a name means in a survey."""
    if name in survey.breaks:
        break_ = survey.breaks[name]
        yield from ((break_, group) for group in break_.groups)
        return
    known = {break_.key(group): (break_, group) for break_ in survey.breaks.values() for group in break_.groups}
    yield known[find_group(tuple(name.split()), known.keys())]


def _lack(context: Context, owned: Owned) -> str:
    """Why a group may have no report; "" where it may."""
    break_, group = owned
    key, least = break_.key(group), context.survey.settings.hide_up_to
    n = context.group_sizes.get((context.this.label, key), 0)
    if not n:
        return f"nobody belongs to this group in {context.this.label}, so there is nothing to tell of it."
    if n <= least:
        return (
            f"{n} respondents in {context.this.label}; figures on {least} respondents or fewer are not shown "
            "(`hide up to` in the survey file), so this group gets no report of its own."
        )
    question = context.overall
    if question is not None and context.shown(main_subject(context, question), context.this, key) is None:
        return f"its overall grade in {context.this.label} is not shown, so this group gets no report of its own."
    return ""
