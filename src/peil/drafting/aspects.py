"""Grids of grades: which items moved, which end the list, where groups differ; and the improvement matrix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peil.drafting.chosen import grids_told
from peil.drafting.development import moved
from peil.drafting.model import Piece, stands_as_title
from peil.drafting.teller import Fill, On, behind, capital, inside, sentence
from peil.drafting.themes import of_one_group
from peil.drafting.topics import Desk, Member, Topic, in_words, members, quoted, topic_of
from peil.drafting.yesno import yes_or_no_page
from peil.report.blocks.aspects import grid_questions
from peil.report.blocks.context import main_subject
from peil.report.blocks.gridshares import yes_or_no
from peil.results.model import ALL
from peil.study.model import Break, Grade, Grid, Question

_MOST_NAMED = 3
_MOST_GROUPS = 4
_SEVERAL = 2


@dataclass(frozen=True)
class Items:
    """The items of a grid as figures, of everyone or of a group. `only` speaks of the items of `grid`; the rest of the
    `questions`, which may be of other grids too."""

    desk: Desk
    grid: Grid
    questions: tuple[Question, ...]
    group: Member | None = None

    @property
    def words(self) -> str:
        """The group behind `for`; "" for everyone."""
        return self.group.words if self.group is not None else ""

    def topic(self, question: Question) -> Topic:
        """The mean of an item."""
        return topic_of(self.desk.naming, question)

    def moving(self, way: int) -> list[Question]:
        """The items that rose (or fell) since the previous wave, the clearest first."""
        found = [one for one in self.questions if moved(self.desk, self.topic(one), self.words) == way]
        return sorted(found, key=lambda one: -self.desk.teller.strength(self.moves(one, way).text))

    def moves(self, question: Question, way: int) -> On:
        """The claim that an item rose or fell."""
        return self.topic(question).claim("rises" if way == 1 else "falls", "previous this", self.words)

    def only(self, word: str, items: Sequence[Question]) -> On:
        """The claim that these items and no others do so."""
        waves = " previous this" if word in ("only rises", "only falls") else ""
        of = f" for {self.words}" if self.words else ""
        return On(f"{word} {quoted(self.grid.id)}{waves}{of} by item: {' '.join(quoted(one.id) for one in items)}")

    def doing(self, word: str) -> list[Question]:
        """All items that rise, fall, lie above or below the rest, by their tests, whatever their printed figures."""
        waves = "previous this" if word in ("rises", "falls") else ""
        claims = {one.id: self.topic(one).claim(word, waves, self.words).text for one in self.questions}
        return [one for one in self.questions if self.desk.teller.holds(claims[one.id])]

    def clearest(self, word: str) -> list[Question]:
        """Those above or below the rest, the clearest first."""
        return sorted(
            self.doing(word),
            key=lambda one: -self.desk.teller.strength(self.topic(one).claim(word, group=self.words).text),
        )

    def listed(self, key: str, items: Sequence[str], more: dict[str, Fill] | None = None, of: int = 0) -> str:
        """A template with an enumeration; "" without items. `of`: how many there are, when not all are told."""
        told = [one for one in items if one]
        fill: dict[str, Fill] = {"list": self.desk.teller.among(told, of), **(more or {})}
        return self.desk.teller.say(key, f"{self.grid.id}/{self.words}", fill) if told else ""

    def named(self, question: Question, claim: On, about: str) -> str:
        """An item with its figure: "leges (5,9)"."""
        fill: dict[str, Fill] = {"claim": claim, "now": self.topic(question).value(group=self.words)}
        return self.desk.teller.say("aspect with", about, fill | self.desk.naming.aspect_and_more(question))

    def mover(self, question: Question, way: int, about: str) -> str:
        """An item with its figure before and now."""
        topic = self.topic(question)
        fill: dict[str, Fill] = {
            "claim": self.moves(question, way),
            "before": topic.value("previous", self.words),
            "now": topic.value(group=self.words),
        }
        return self.desk.teller.say("moving aspect", about, fill | self.desk.naming.aspect_and_more(question))

    def movers(self, way: int, about: str, titled: bool = False) -> str:
        """A sentence with the clearest that rose (or fell). `titled`: below a title that says how many did."""
        found = self.moving(way)[:_MOST_NAMED]
        names = [self.mover(one, way, about) for one in found]
        among = len(self.moving(way)) > len(found)
        if titled and found:
            clearest = "clearest rises" if way == 1 else "clearest falls"
            return self.listed(clearest if among else "these", names)
        key = ("rising" if way == 1 else "falling") + (" among" if among else "")
        return self.listed(key, names, dict(self.wave(found[0]))) if found else ""

    def wave(self, question: Question) -> dict[str, str]:
        """The previous wave in words, as far as this item goes."""
        return in_words(self.desk.teller, self.topic(question), "previous", self.words)


def graded_grids(desk: Desk) -> list[Grid]:
    """The grids that ask for grades in this wave."""
    return [one for one in grids_told(desk) if grid_questions(desk.context, one)]


def under_grid(desk: Desk, grid: Grid, text: str) -> tuple[str, str]:
    """A title about the items of a grid, and what stands below it: behind the name of the grid where there are more of
    them; a name too long for that is the title, and the finding the first remark."""
    if not text or len(graded_grids(desk)) < _SEVERAL:
        return text, ""
    title = behind(desk.naming.grid_title(grid), inside(text))
    return (title, "") if stands_as_title(title) else (desk.naming.grid_title(grid), text)


def every_item(desk: Desk, grid: Grid, group: Member) -> Items:
    """What a group was asked to grade, in whatever grid or question: the items of all grids and the other aspects."""
    overall, context = desk.context.overall, desk.context
    questions = {one.id: one for each in graded_grids(desk) for one in grid_questions(context, each)}
    questions |= {one.id: one for one in context.survey.aspects if isinstance(one.kind, Grade) and one.per is None}
    if overall is not None:
        questions.pop(overall.id, None)
    told = [one for one in questions.values() if _told(desk, one, group)]
    return Items(desk, grid, tuple(told), group)


def _told(desk: Desk, question: Question, group: Member | None) -> bool:
    words = group.words if group is not None else ""
    return desk.teller.figure(topic_of(desk.naming, question).value(group=words).text) is not None


def items_of(desk: Desk, grid: Grid, group: Member | None = None) -> Items:
    """The items of a grid that have a grade in this wave that may be told."""
    questions = grid_questions(desk.context, grid)
    told = [one for one in questions if _told(desk, one, group)]
    return Items(desk, grid, tuple(told), group)


def grid_pages(desk: Desk, grid: Grid) -> Iterator[Piece]:
    """The pages of a grid: over waves, and by the first break; of one with yes and no its table alone."""
    survey = desk.context.survey.id
    if yes_or_no(desk.context, grid) and not grid_questions(desk.context, grid):
        page = yes_or_no_page(desk, grid)
        if page is not None:
            yield page
        return
    items = items_of(desk, grid)
    if not items.questions:
        return
    about = f"{survey}/grid/{grid.id}"
    moving = moving_title(items, about)
    finding = moving or _ends_title(items, about)
    alone = desk.teller.word("aspects") if len(graded_grids(desk)) < _SEVERAL else desk.naming.grid_title(grid)
    title, below = under_grid(desk, grid, finding)
    title = title or alone
    ways = (1, -1) if len(items.moving(1)) >= len(items.moving(-1)) else (-1, 1)
    moves = [items.movers(way, about, bool(moving) and _is_title(items, way, ways)) for way in ways]
    remarks = [below, *moves, _ends(items, 1, about, not moving), _ends(items, -1, about, not moving)]
    yield Piece(about, capital(title), tuple(sentence(one) for one in remarks if one), f"aspects {grid.id}")
    for break_ in desk.context.breaks[:1]:
        page = _by_break(items, break_, f"{about}/{break_.id}")
        if page is not None:
            yield page


def _is_title(items: Items, way: int, ways: tuple[int, int]) -> bool:
    """Whether the title counts those that move this way alone, and they are the ones that may be named."""
    both = all(len(items.doing(word)) > 1 for word in ("rises", "falls"))
    exact = len(items.moving(way)) == len(items.doing("rises" if way == 1 else "falls")) > 1
    return way == ways[0] and not both and exact


def moving_title(items: Items, about: str) -> str:
    """How many items rose and fell, exactly those; "" when none did or when that cannot be said of exactly these."""
    say, words = items.desk.teller.say, items.desk.words
    up, down = items.doing("rises"), items.doing("falls")
    if not up and not down:
        return ""
    fill: dict[str, Fill] = dict(items.wave((*up, *down)[0]))
    counted = items.desk.teller.phrases.counted
    if up:
        fill |= {"up": items.only("only rises", up), "count": counted(len(up))}
    if down:
        fill |= {"down": items.only("only falls", down), "fewer": counted(len(down))}
    if len(up) > 1 and len(down) > 1:
        return say("up and down", about, fill)
    way, moving = ("up", up) if len(up) >= len(down) else ("down", down)
    if len(moving) == 1:
        return say(f"one {way}", about, fill | {"aspect": words.quoted(items.desk.context.told(moving[0].label))})
    return say(way, about, fill | {"count": counted(len(moving))})


def _ends_title(items: Items, about: str) -> str:
    """The item with the highest and that with the lowest grade, as far as each stands alone."""
    top, bottom = _ranked(items, 1)[:1], _ranked(items, -1)[:1]
    fill: dict[str, Fill] = {}
    for names, key, figure, order in ((top, "top", "high", "highest"), (bottom, "bottom", "low", "lowest")):
        for one in names:
            fill[key] = items.desk.words.quoted(items.desk.context.told(one.label))
            fill[figure] = items.topic(one).value()
            fill[order] = _order(items, 1 if key == "top" else -1, names)
    if not fill:
        return ""
    key = "best and worst" if top and bottom else "best alone" if top else "worst alone"
    return items.desk.teller.say(key, about, fill)


def _order(items: Items, way: int, names: Sequence[Question]) -> On:
    word = "most" if way == 1 else "least"
    of = f" for {items.words}" if items.words else ""
    return On(f"{word} {quoted(items.grid.id)}{of}: {' '.join(quoted(one.id) for one in names)}")


def _ranked(items: Items, way: int) -> list[Question]:
    """The items at the high (or low) end, in order, as far as none share a place; at most three."""
    context = items.desk.context

    def grade(question: Question) -> float:
        found = context.shown(main_subject(context, question), context.this, items.group.key if items.group else ALL)
        return found.estimate if found is not None else 0.0

    ranked = sorted(items.questions, key=lambda one: -way * grade(one))
    for size in range(min(_MOST_NAMED, len(ranked) // 2), 0, -1):
        if items.desk.teller.holds(_order(items, way, ranked[:size]).text):
            return ranked[:size]
    return []


def _ends(items: Items, way: int, about: str, titled: bool) -> str:
    """The items with the highest (or lowest) grades. `titled`: below a title that names the first, so that the others
    follow."""
    ranked = _ranked(items, way)
    names = []
    for one in ranked[1:] if titled else ranked:
        fill: dict[str, Fill] = {"now": items.topic(one).value()}
        names.append(items.desk.teller.say("aspect", about, fill | items.desk.naming.aspect_and_more(one)))
    key = ("best" if way == 1 else "worst") + (" after" if titled else "")
    return items.listed(
        key + (" one" if titled and len(names) == 1 else ""), names, {"claim": _order(items, way, ranked)}
    )


def _by_break(items: Items, break_: Break, about: str) -> Piece | None:
    """The grid by groups: the group that differs on most items in the title, of each what differs most."""
    desk = items.desk
    groups = [items_of(desk, items.grid, one) for one in members(desk, break_)]
    groups = [one for one in groups if one.questions]
    if len(groups) < 2:
        return None
    title, remarks, most = "", [], 0
    for one in groups:
        for word in ("higher", "lower"):
            apart = one.doing(word)
            if len(apart) > most:
                text = _apart_title(one, break_, word, apart, about)
                title, most = (text, len(apart)) if text else (title, most)
    ranked = sorted(groups, key=lambda one: -len(one.doing("higher")) - len(one.doing("lower")))
    for one in ranked:
        assert one.group is not None
        text = of_one_group(desk, one.group, [_apart(one, word, about) for word in ("higher", "lower")], about)
        remarks += [text] if text else []
    title = title or desk.teller.word("aspects by break", break_=desk.groups.break_(break_))
    title, below = under_grid(desk, items.grid, title)
    line = f"aspects {items.grid.id} by {break_.id}"
    return Piece(about, capital(title), (*([sentence(below)] if below else ()), *remarks[:_MOST_GROUPS]), line)


def _apart_title(items: Items, break_: Break, word: str, apart: Sequence[Question], about: str) -> str:
    claim = items.only(f"only {word}", apart)
    assert items.group is not None
    name = items.desk.groups.placed(break_, items.group.name)
    fill: dict[str, Fill] = {"group": name, "up": claim, "down": claim}
    if len(apart) == 1:
        fill["aspect"] = items.desk.words.quoted(items.desk.context.told(apart[0].label))
        return items.desk.teller.say(f"group {word} on one", about, fill)
    fill["count"] = items.desk.teller.phrases.counted(len(apart))
    return items.desk.teller.say(f"group {word} on", about, fill)


def _apart(items: Items, word: str, about: str) -> str:
    """The items on which a group lies clearest above (or below) the rest."""
    found = items.clearest(word)
    names = [items.named(one, items.topic(one).claim(word, group=items.words), about) for one in found[:_MOST_NAMED]]
    return items.listed(f"{word} on", names, of=len(found))
