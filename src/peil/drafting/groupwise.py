"""Pages per group: what it values, what improved, points of attention, priority and why; its aspects, its matrix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from peil.drafting.aspects import Items, every_item, graded_grids, items_of, moving_title
from peil.drafting.development import development
from peil.drafting.model import Piece, fitting_title, stands_as_title
from peil.drafting.quadrants import graded_in, matrix_page, named_in, strengths_among
from peil.drafting.teller import Fill, capital, inside, sentence
from peil.drafting.topics import Desk, Member, Topic, members, topic_of
from peil.study.model import Break, Grid, Question

_MOST_NAMED = 3


def group_pages(desk: Desk, break_: Break) -> Iterator[Piece]:
    """The pages of every group of a break of which the overall grade may be told."""
    question = desk.context.overall
    if question is None:
        return
    for group in members(desk, break_):
        about = f"{desk.context.survey.id}/group/{break_.id}/{group.one.strip(chr(34))}"
        page = _group_page(desk, question, group, about)
        if page is None:
            continue
        yield page
        main = main_grid(desk)
        for grid in graded_grids(desk):
            # The list of pages that `--update` keeps knows that of the main grid by this name.
            name = f"{about}/aspects" if grid is main else f"{about}/aspects/{grid.id}"
            table = _aspects(desk, grid, group, name, grid is main)
            if table is not None:
                yield table
        matrix = matrix_page(desk, f"{about}/matrix", group)
        if matrix is not None:
            yield matrix


def main_grid(desk: Desk) -> Grid | None:
    """The grid with the aspects of the service: the one that holds most of them."""
    survey = desk.context.survey

    def aspects(grid: Grid) -> int:
        return sum(survey.questions[name].aspect for name in grid.items)

    return max(graded_grids(desk), key=aspects, default=None)


def _aspects(desk: Desk, grid: Grid, group: Member, about: str, main: bool) -> Piece | None:
    """The table of the aspects of a group over waves; of another grid than the `main` one where something moved."""
    items = items_of(desk, grid, group)
    text = moving_title(items, about) if items.questions else ""
    if not items.questions or not (main or text):
        return None
    several = len(graded_grids(desk)) > 1
    key = ("aspects of" if text else "all aspects of") + (" in grid" if several else "")
    fill: dict[str, Fill] = {"group": group.heading, "text": inside(text), "grid": desk.naming.grid(grid)}
    line = f"aspects {grid.id} over waves for {group.words}"
    title = capital(desk.teller.say(key, about, fill))
    if stands_as_title(title):
        return Piece(about, title, (), line)
    bare = desk.teller.word("grid of group", Group=group.heading, grid=desk.naming.grid(grid))
    return Piece(about, capital(bare), (sentence(text),) if text else (), line)


def _group_page(desk: Desk, question: Question, group: Member, about: str) -> Piece | None:
    """A group in four remarks or less, each behind its first word in bold."""
    topic = topic_of(desk.naming, question)
    found = development(desk, topic, about, group)
    if not found.text:
        return None
    bare = development(_without_where(desk), topic, about, group)
    grid = main_grid(desk)
    items = every_item(desk, grid, group) if grid is not None else None
    title = _title(desk, topic, bare.moved, group, about)
    remarks = [
        _lead(
            desk,
            "valued",
            about,
            [
                sentence(bare.text),
                *bare.more,
                *_against_rest(desk, topic, group, about),
                *_higher(desk, items, topic, group, about),
                _strong(desk, group, about),
            ],
        ),
        *(_improved(desk, items, about) if items is not None else ()),
        *(_attention(desk, items, about) if items is not None else ()),
        *_priority(desk, topic, group, about),
    ]
    told = tuple(one for one in remarks if one)
    return Piece(about, title, told, _figure(desk, question, group) if len(told) == 1 else "")


def _figure(desk: Desk, question: Question, group: Member) -> str:
    """What stands on a page that has little to say: the grade of the group beside that of everyone."""
    earlier = any(wave.label in question.sources for wave in desk.context.earlier)
    return f"{'trend' if earlier else 'bars'} {question.id} for {group.words}"


def _without_where(desk: Desk) -> Desk:
    """The same desk, which leaves the name of a group out of its sentences: the page bears it already."""
    phrases = desk.teller.phrases
    sentences = {**phrases.sentences, "where": phrases.sentences["nowhere"]}
    teller = replace(desk.teller, phrases=replace(phrases, sentences=sentences))
    return replace(desk, teller=teller)


def _title(desk: Desk, topic: Topic, way: int, group: Member, about: str) -> str:
    """The grade of the group and what comes first for it."""
    key = {1: "title rises", -1: "title falls"}.get(way, "title level")
    key += " score" if way and topic.counted else ""
    fill: dict[str, Fill] = {"now": topic.value(group=group.words)}
    if way:
        fill["claim"] = topic.claim("rises" if way == 1 else "falls", "previous this", group.words)
    text = desk.teller.say(key, about, fill, topic.counted)

    def titled(weak: list[str]) -> str:
        key = "title with priorities" if len(weak) > 1 else "title with priority"
        told = desk.teller.say(key, about, {"text": text, "list": desk.teller.joined(weak)}) if weak else text
        return capital(desk.teller.say("group title", about, {"group": group.heading, "text": told}))

    return fitting_title(named_in(desk, "priority", about, group, 2), titled) or titled([])


def _lead(desk: Desk, key: str, about: str, parts: list[str]) -> str:
    """A remark of one or more sentences behind its first word in bold."""
    told = " ".join(one for one in parts if one)
    return desk.teller.say(key, about, {"text": told}) if told else ""


def _against_rest(desk: Desk, topic: Topic, group: Member, about: str) -> list[str]:
    """Whether the group lies above or below the others."""
    for word, key in (("higher", "above the rest"), ("lower", "below the rest")):
        claim = topic.claim(word, group=group.words)
        if desk.teller.holds(claim.text):
            return [sentence(desk.teller.say(key, about, {"name": topic.name, "claim": claim}))]
    return []


def _strong(desk: Desk, group: Member, about: str) -> str:
    """What is important to the group and rated high by it."""
    names = graded_in(desk, "strength", about, group)
    key = "strong" if len(names) > 1 else "strong alone"
    text = desk.teller.say(key, about, {"list": strengths_among(desk, names, group)}) if names else ""
    return sentence(text)


def _improved(desk: Desk, items: Items, about: str) -> list[str]:
    """What rose since the previous wave."""
    return [_lead(desk, "improved", about, [sentence(items.movers(1, about))])]


def _attention(desk: Desk, items: Items, about: str) -> list[str]:
    """What fell since the previous wave, and where the group lies below the rest."""
    parts = [items.movers(-1, about), _apart(items, "lower", about)]
    return [_lead(desk, "attention", about, [sentence(one) for one in parts if one])]


def _higher(desk: Desk, items: Items | None, topic: Topic, group: Member, about: str) -> list[str]:
    """On which aspects the group lies above the others; behind a sentence that says so of its grade already."""
    if items is None:
        return []
    above = desk.teller.holds(topic.claim("higher", group=group.words).text)
    return [sentence(_apart(items, "higher", about, "higher too" if above else ""))]


def _apart(items: Items, word: str, about: str, key: str = "") -> str:
    found = items.clearest(word)
    names = [items.named(one, items.topic(one).claim(word, group=items.words), about) for one in found[:_MOST_NAMED]]
    return items.listed(key or f"also {word}", names, of=len(found))


def _priority(desk: Desk, topic: Topic, group: Member, about: str) -> list[str]:
    """What comes first, and why."""
    names = graded_in(desk, "priority", about, group)
    if not names:
        return []
    fill: dict[str, Fill] = {"list": desk.teller.joined(names), "name": topic.name}
    text = desk.teller.say("priority reason", about, fill)
    return [_lead(desk, "priority", about, [sentence(text)])]
