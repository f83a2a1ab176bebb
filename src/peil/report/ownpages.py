"""The chapters as they stand in the report of one group: its pages, with titles that are true for what they show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from peil.errors import Problem
from peil.report.blocks.arguments import Refused
from peil.report.blocks.context import Context, group_name
from peil.report.blocks.groups import Owned, key_of
from peil.report.blocks.ownfigures import own_figures
from peil.report.blocks.pages import anchor
from peil.report.blocks.registry import BLOCKS, pages_of
from peil.report.blocks.titles import in_sentence
from peil.report.evidencing.mentioned import mentioned
from peil.report.model import Figure, Heading, Inlines, Page, Run, Section, Table, plain
from peil.report.ownopening import Names, standing
from peil.report.ownwords import Words, is_own_title, kind_of, opens_with_everyone, resting_on, words_of
from peil.report.pages import further, joined, numbered_first, pages, subtitle_of, under_own_subtitles
from peil.report.prose.model import CheckedChapter, Directive, Element, Prose
from peil.study.model import Survey


@dataclass(frozen=True)
class _Candidate:
    """A page of a chapter that may stand in the report, with the pages that go on with it.

    `shows`: what its figures are about; two pages that show the same are one too many. `worth`: how much it says of the
    group.
    """

    pages: tuple[Page, ...]
    shows: tuple[str, ...]
    worth: tuple[bool, int] = (False, 0)


@dataclass(frozen=True)
class _Chosen:
    """A chapter with what is left of it. `role`: "first" holds page one, "group" goes group by group and has become the
    chapter about this one, "account" tells how the study was made."""

    section: Section
    candidates: tuple[_Candidate, ...]
    role: str


class OwnChapters:
    """Turns chapters into what they are in the report of a group; `problems` and `placed` grow with what it finds."""

    def __init__(self, context: Context, problems: list[Problem], placed: set[str]) -> None:
        self._context = context
        self._problems = problems
        self._placed = placed
        self._keys = {survey: key_of(owned) for survey, owned in context.whom.items()}
        self._names = _names(context)

    def sections(self, chapters: Sequence[CheckedChapter]) -> tuple[Section, ...]:
        """Page one of the group, what the chapters tell of it alone, what they show otherwise, and the account."""
        surveys = [one.id for one in self._context.told_surveys]
        chosen = [self._chosen(one) for one in chapters if not one.survey or one.survey in surveys]
        best = _best([one for each in chosen for one in each.candidates])
        made = [(one.role, _section(one, best)) for one in chosen]
        first = next((section for role, section in made if role == "first"), None)
        titles = dict.fromkeys(section.survey for _, section in made)
        return (
            opening(self._context, first),
            *(
                section
                for survey in titles
                for wanted in ("group", "", "account")
                for role, section in made
                if (section.survey, role) == (survey, wanted)
            ),
        )

    def _chosen(self, chapter: CheckedChapter) -> _Chosen:
        survey = self._context.study.surveys.get(chapter.survey)
        context = self._context.of(survey) if survey is not None else self._context
        role = _role(chapter)
        parts = [(f"{chapter.name}-lead", chapter.title, chapter.lead)] if chapter.lead else []
        parts += [(f"{chapter.name}-{i}", one.title, one.elements) for i, one in enumerate(chapter.pages, start=1)]
        found = [one for name, title, elements in parts for one in self._page(context, role, name, title, elements)]
        title = plain(chapter.title)
        if role == "group" and context.own is not None:
            title = _named(context, context.own)
        elif role == "first" and kind_of(chapter.title) != "bare":
            title = ""  # what it claims is claimed of everyone
        told = context.told(survey.title) if survey is not None else ""
        return _Chosen(Section(anchor(chapter.name), title, (), told), tuple(found), role)

    def _page(
        self, context: Context, role: str, name: str, title: Inlines, elements: Sequence[Element]
    ) -> Iterator[_Candidate]:
        """The page, where it shows or says something of the group; an account of the study as it is."""
        prose = [standing(one, self._names) for one in elements if isinstance(one, Prose)]
        if any(map(_is_account, elements)) or (role == "account" and len(prose) == len(elements)):
            found = tuple(pages(context, name, title, elements, self._problems, self._placed))
            kept = tuple(one for one in found if one.blocks)
            yield from [_Candidate(kept, tuple(f"account/{one.id}" for one in kept))] if kept else []
            return
        figures = [made for one in elements if isinstance(one, Directive) and (made := self._built(context, one))]
        words, own = words_of(prose, _subjects(figures), self._keys), is_own_title(title)
        of_other = kind_of(title) == "other"
        if (not figures and (of_other or not words.count)) or (role == "group" and not own and not words.count):
            return
        if role == "first" and not own and not words.own_fits:
            return
        stays = own and not opens_with_everyone(title)
        heading = resting_on(title, self._keys) if stays or not figures else figures[0][0].title
        shows = tuple(_about(made[0]) for made in figures)
        yield _Candidate(_pages(context, name, heading, figures, words), shows, (own, words.count))

    def _built(self, context: Context, directive: Directive) -> tuple[Page, ...]:
        try:
            name, made = pages_of(context, f"{directive.name} {directive.arguments}", directive.place)
        except Refused as refused:
            self._problems.append(refused.problem)
            return ()
        self._placed.add(name)
        return made if _tells(context, made) else ()


def _names(context: Context) -> Names:
    """What the groups of all surveys are called."""
    every = ((survey, break_) for survey in context.study.surveys.values() for break_ in survey.breaks.values())
    labels = {
        f"{survey.id}/{break_.key(group)}": context.told(group.label)
        for survey, break_ in every
        for group in break_.groups
    }
    return Names(labels)


def _tells(context: Context, made: Sequence[Page]) -> bool:
    """Whether figures show something of the group; quotes rest on no figure."""
    own = key_of(context.of(_survey(context, made)).own)
    ids = mentioned([Section("", "", tuple(made))])
    return not ids or any(_shown(context, identity, own) for identity in ids)


def _survey(context: Context, made: Sequence[Page]) -> Survey:
    """The survey that figures are from."""
    names = (one.partition("/")[0] for one in mentioned([Section("", "", tuple(made))]))
    return context.study.surveys.get(next(names, ""), context.survey)


def _shown(context: Context, identity: str, own: str) -> bool:
    """Whether what an id names is shown, and of the group or a part of it."""
    name = identity.partition("~")[0]
    group = name.rpartition("/")[2]
    found = context.published.by_id.get(name) or context.published.drivers_by_id.get(name)
    inside = group == own or group.startswith(f"{own},")
    return inside and (found is None or found.shown)


def _named(context: Context, own: Owned) -> str:
    """The group as the title of the chapter about it; with its survey where the report is about several."""
    name = group_name(context, *own)
    if len(context.told_surveys) == 1:
        return name
    return f"{name}: {in_sentence(context, context.told(context.survey.title))}"


def opening(context: Context, rest: Section | None = None) -> Section:
    """Page one, for every survey that knows the group; behind it what else its chapter holds."""
    found: list[Page] = []
    for survey in context.told_surveys:
        one = context.of(survey)
        if one.own is not None:
            found += own_figures(one, one.own)
    title = context.language.text("Key figures")
    if rest is None:
        return Section("key-figures", title, tuple(found))
    return replace(rest, title=rest.title or title, pages=(*found, *rest.pages))


def _role(chapter: CheckedChapter) -> str:
    every = [*chapter.lead, *(element for page in chapter.pages for element in page.elements)]
    if any(isinstance(one, Directive) and _block_name(one) == "key figures" for one in every):
        return "first"
    if any(map(_is_account, every)):
        return "account"
    kinds = ["own" if is_own_title(one.title) else kind_of(one.title) for one in chapter.pages]
    named = sum(kind in ("own", "other") for kind in kinds)
    # Most titles name a group, and none is about everyone.
    return "group" if "everyone" not in kinds and named > kinds.count("bare") else ""


def _block_name(directive: Directive) -> str:
    words = f"{directive.name} {directive.arguments}".split()
    return next((name for name in (" ".join(words[:2]), words[0]) if name in BLOCKS), "")


def _is_account(element: Element) -> bool:
    name = _block_name(element) if isinstance(element, Directive) else ""
    return bool(name) and BLOCKS[name].account


def _section(chosen: _Chosen, best: Sequence[_Candidate]) -> Section:
    kept = [one for one in chosen.candidates if any(one is other for other in best)]
    return replace(chosen.section, pages=tuple(page for one in kept for page in one.pages))


def _best(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Of pages that show the same the one that says most of the group; of equals the last, which stands in the chapter
    on its subject, where the first is in a summary."""
    best: dict[tuple[str, ...], _Candidate] = {}
    for place, one in enumerate(candidates):
        key = one.shows or (str(place),)
        if key not in best or one.worth >= best[key].worth:
            best[key] = one
    return list(best.values())


def _subjects(figures: Sequence[Sequence[Page]]) -> frozenset[str]:
    """The questions that figures show one by one; a table of many aspects needs no words about some of them."""
    return frozenset(_about(made[0]).split("/")[1].partition("=")[0] for made in figures if "/" in _about(made[0]))


def _about(page: Page) -> str:
    """What a page of figures shows, whether as lines or as bars, in one wave or in several."""
    block = next((one for one in page.blocks if isinstance(one, Figure | Table)), None)
    if block is None:
        return page.id
    survey, subject, kind, *rest = [*block.id.split("/"), "", "", ""]
    kind = {"trend": "figure", "bars": "figure"}.get(kind, kind)
    return "/".join((survey, subject, kind, *(part for part in rest if part and part != "waves")))


def _pages(
    context: Context, name: str, title: Inlines, figures: Sequence[Sequence[Page]], words: Words
) -> tuple[Page, ...]:
    """The figures, what is said of the group, and below it, under a heading of its own, what is said of everyone."""
    asked = [made[0] for made in figures]
    blocks = [block for place, one in enumerate(asked) for block in under_own_subtitles(one, asked[:place])]
    blocks += words.own
    if words.everyone:
        blocks += [Heading((Run(context.language.text("All respondents")),)), *words.everyone]
    more = [page for made in figures for page in further(made, title)]
    heading, feet = numbered_first(title, asked, more), joined([one.foot for one in asked])
    return (Page(anchor(name), heading, subtitle_of(asked), tuple(blocks), feet), *more)
