"""A grid that is answered with yes or no: the item with the largest share, what moved, where a group stands out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from peil.drafting.bygroup import by_group
from peil.drafting.development import moved
from peil.drafting.model import Piece, fitting
from peil.drafting.teller import Fill, On, behind, sentence
from peil.drafting.topics import Desk, Topic, first_break, in_words, share_of
from peil.report.blocks.context import Subject
from peil.report.blocks.gridshares import yes_or_no
from peil.study.model import Grid, Question, Single

_MOST_NAMED = 3
_MOST_GROUPS = 2
_TITLE_POINTS = 5


@dataclass(frozen=True)
class YesOrNo:
    """The items of such a grid as shares of the first answer that may be told in this wave, the largest first."""

    desk: Desk
    grid: Grid

    @property
    def about(self) -> str:
        """The id of the page."""
        return f"{self.desk.context.survey.id}/grid/{self.grid.id}"

    @cached_property
    def items(self) -> tuple[Question, ...]:
        """The items."""
        found = [
            one
            for one in yes_or_no(self.desk.context, self.grid)
            if self.desk.teller.figure(self.topic(one).value().text) is not None
        ]
        return tuple(sorted(found, key=lambda one: -self._share(one)))

    def _share(self, item: Question) -> float:
        context = self.desk.context
        found = context.shown(Subject(item.id, "", "share", self._first(item), item), context.this)
        return found.estimate if found is not None else 0.0

    def topic(self, item: Question) -> Topic:
        """The share of the first answer to an item."""
        return share_of(self.desk.naming, item, self._first(item), self.answer)

    def _first(self, item: Question) -> str:
        assert isinstance(item.kind, Single)
        return item.kind.answers[0].id

    @property
    def answer(self) -> str:
        """The answer of which the shares are told."""
        kind = self.desk.context.survey.questions[self.grid.items[0]].kind
        assert isinstance(kind, Single)
        return self.desk.words.quoted(self.desk.context.told(kind.answers[0].text))[1:-1]

    def name(self, item: Question) -> str:
        """An item between quotation marks."""
        return self.desk.words.quoted(self.desk.context.told(item.label))[1:-1]

    def moving(self, way: int) -> list[Question]:
        """The items that rose (or fell) since the previous wave, the clearest first."""
        found = [one for one in self.items if moved(self.desk, self.topic(one)) == way]
        return sorted(found, key=lambda one: -self.desk.teller.strength(self.moves(one, way).text))

    def moves(self, item: Question, way: int) -> On:
        """The claim that an item rose or fell."""
        return self.topic(item).claim("rises" if way == 1 else "falls", "previous this")

    def fill(self, item: Question) -> dict[str, Fill]:
        """What a template about one item needs."""
        return {"top": self.name(item), "answer": self.answer, "high": self.topic(item).value()}


def yes_or_no_page(desk: Desk, grid: Grid) -> Piece | None:
    """The page of the grid; None when none of its items may be told."""
    one = YesOrNo(desk, grid)
    if not one.items:
        return None
    label = desk.naming.grid_title(grid)
    title, told = _title(one)
    remarks = [*(_movers(one, way, told) for way in (1, -1)), *_by_groups(one)]
    return Piece(one.about, behind(label, title), fitting(remarks), f"aspects {grid.id}")


def _title(one: YesOrNo) -> tuple[str, Question | None]:
    """The clearest change that is large enough, else the largest and the smallest share."""
    moving = [(item, way) for way in (1, -1) for item in one.moving(way)]
    moving.sort(key=lambda pair: -one.desk.teller.strength(one.moves(*pair).text))
    for item, way in moving:
        topic, claim = one.topic(item), one.moves(item, way)
        if one.desk.teller.holds(f"{claim.text} by {_TITLE_POINTS}"):
            fill = one.fill(item) | {"claim": claim, "before": topic.value("previous")}
            fill |= in_words(one.desk.teller, topic, "previous")
            text = one.desk.teller.say("yes rises" if way == 1 else "yes falls", one.about, fill)
            if text:
                return text, item
    first, last = one.items[0], one.items[-1]
    if first is last:
        return one.desk.teller.say("yes one", one.about, one.fill(first)), None
    fill = one.fill(first) | {"bottom": one.name(last), "low": one.topic(last).value()}
    return one.desk.teller.say("yes ends", one.about, fill), None


def _movers(one: YesOrNo, way: int, told: Question | None) -> str:
    """The other items that rose (or fell)."""
    found = [item for item in one.moving(way) if item is not told]
    names = []
    for item in found[:_MOST_NAMED]:
        topic = one.topic(item)
        fill: dict[str, Fill] = {"answer": one.name(item), "claim": one.moves(item, way), "now": topic.value()}
        names.append(one.desk.teller.say("moving answer", one.about, fill | {"before": topic.value("previous")}))
    said = [name for name in names if name]
    if not said:
        return ""
    words = in_words(one.desk.teller, one.topic(found[0]), "previous")
    fill = {"list": one.desk.teller.among(said, len(found)), "answer": one.answer, **words}
    return sentence(one.desk.teller.say("yes more" if way == 1 else "yes less", one.about, fill))


def _by_groups(one: YesOrNo) -> list[str]:
    """The items on which a group of the first break lies most clearly above the rest."""
    break_ = first_break(one.desk.context)
    found: list[tuple[float, dict[str, Fill]]] = []
    for item in one.items if break_ is not None else ():
        assert break_ is not None
        groups = by_group(one.desk, one.topic(item), break_, f"{one.about}/{item.id}")
        for group in groups.apart("higher")[:1]:
            claim = groups.apart_claim("higher", group)
            fill: dict[str, Fill] = {"group": group.name, "top": one.name(item), "answer": one.answer, "claim": claim}
            fill["now"] = one.topic(item).value(group=group.words)
            found.append((one.desk.teller.strength(claim.text), fill))
    ranked = sorted(found, key=lambda pair: -pair[0])[:_MOST_GROUPS]
    said = [one.desk.teller.say("yes of group", one.about, fill, turn=turn) for turn, (_, fill) in enumerate(ranked)]
    return [sentence(text) for text in said if text]
