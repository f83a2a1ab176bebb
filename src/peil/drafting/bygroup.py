"""One figure by the groups of a break: which ends stand out, who differs from the rest, who moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peil.drafting.development import moved
from peil.drafting.teller import Fill, On, sentence
from peil.drafting.topics import Desk, Member, Topic, members, quoted
from peil.study.model import Break

_MOST_NAMED = 4
_PAIR = 2


@dataclass(frozen=True)
class ByGroup:
    """One figure of the groups of one break that may be told."""

    desk: Desk
    topic: Topic
    break_: Break
    groups: tuple[Member, ...]
    about: str

    @property
    def _by(self) -> str:
        return f"by {quoted(self.break_.id)}"

    def end(self, word: str) -> Member | None:
        """The one group with the highest (or lowest) figure of several; None where two share it."""
        for one in self.groups if len(self.groups) > 1 else ():
            if self.desk.teller.holds(self._end(word, one).text):
                return one
        return None

    def _end(self, word: str, one: Member) -> On:
        return self.topic.claim(word, rest=f"{self._by}: {one.pick}")

    def apart(self, word: str) -> list[Member]:
        """The groups that lie above (or below) the rest, the clearest first."""
        found = [one for one in self.groups if self.desk.teller.holds(self.topic.claim(word, group=one.words).text)]
        return sorted(found, key=lambda one: -self.desk.teller.strength(self.topic.claim(word, group=one.words).text))

    def moving(self, way: int) -> list[Member]:
        """The groups that rose (or fell) since the previous wave, the clearest first."""
        word = "rises" if way == 1 else "falls"
        found = [one for one in self.groups if moved(self.desk, self.topic, one.words) == way]
        return sorted(
            found, key=lambda one: -self.desk.teller.strength(self.topic.claim(word, "previous this", one.words).text)
        )

    @property
    def _unproven(self) -> On:
        return On(f"{self.topic.claim('unproven').text} {self._by}")

    @property
    def differ(self) -> bool:
        """Whether they are not such that the tests show no difference between them."""
        return not self.desk.teller.holds(self._unproven.text)

    def title(self) -> str:
        """The finding about the groups in this wave; "" when nothing can be said."""
        top, bottom = self.end("highest"), self.end("lowest")
        if len(self.groups) == _PAIR and top is not None and bottom is not None:
            pair = self._pair(top, bottom)
            if pair:
                return pair
        if not self.differ:
            break_ = self.desk.naming.break_(self.break_)
            fill: dict[str, Fill] = {"name": self.topic.name, "break_": break_, "claim": self._unproven}
            return self.desk.teller.say("groups unproven", self.about, fill)
        return self._ends(top, bottom)

    def _pair(self, top: Member, bottom: Member) -> str:
        fill = self._fill(top, bottom)
        fill["claim"] = self.topic.claim("higher", group=top.words, rest=f"than {bottom.words}")
        return self.desk.teller.say("pair", self.about, fill, self.topic.counted)

    def _ends(self, top: Member | None, bottom: Member | None) -> str:
        fill = self._fill(top, bottom)
        if top is not None and bottom is not None and top != bottom:
            return self.desk.teller.say("ends", self.about, fill, self.topic.counted)
        if top is not None:
            return self.desk.teller.say("top", self.about, fill, self.topic.counted)
        if bottom is not None:
            return self.desk.teller.say("bottom", self.about, fill, self.topic.counted)
        return ""

    def _fill(self, top: Member | None, bottom: Member | None) -> dict[str, Fill]:
        fill: dict[str, Fill] = {"name": self.topic.name}
        if top is not None:
            fill |= {"top": top.name, "high": self.topic.value(group=top.words), "highest": self._end("highest", top)}
        if bottom is not None:
            low = self.topic.value(group=bottom.words)
            fill |= {"bottom": bottom.name, "low": low, "lowest": self._end("lowest", bottom)}
        return fill

    def remarks(self, titled: bool = True) -> list[str]:
        """Who differs from the rest, and who moved since the previous wave. `titled`: below what `title` says."""
        said = [] if titled and len(self.groups) == _PAIR else self._differing(titled)
        said += [self._moving(way) for way in (1, -1)]
        return [sentence(one) for one in said if one]

    def _differing(self, titled: bool) -> list[str]:
        """Who differs from the rest: by name alone where the title tells their figures."""
        apart = {word: self.apart(word) for word in ("higher", "lower")}
        ends = {"higher": self.end("highest"), "lower": self.end("lowest")}
        if not titled or any(found not in ([], [ends[word]]) for word, found in apart.items()):
            return [self._apart(word) for word in apart]
        names = []
        for word, found in apart.items():
            for one in found:
                fill: dict[str, Fill] = {"group": one.name, "claim": self.topic.claim(word, group=one.words)}
                names.append(self.desk.teller.say("group alone", self.about, fill))
        return [self._listed("apart", names)]

    def _apart(self, word: str) -> str:
        found = self.apart(word)[:_MOST_NAMED]
        names = [self._one(one, self.topic.claim(word, group=one.words)) for one in found]
        return self._listed(word, names)

    def _one(self, one: Member, claim: On) -> str:
        fill: dict[str, Fill] = {"group": one.name, "claim": claim, "now": self.topic.value(group=one.words)}
        return self.desk.teller.say("group", self.about, fill, self.topic.counted)

    def _moving(self, way: int) -> str:
        word, found = ("rises" if way == 1 else "falls"), self.moving(way)
        if len(found) == 1 and len(self.groups) > 1:
            only = self.only(way, found[0])
            if only:
                return only
        names = [self._mover(one, word) for one in found[:_MOST_NAMED]]
        return self._listed("rising groups" if way == 1 else "falling groups", names)

    def _mover(self, one: Member, word: str) -> str:
        fill: dict[str, Fill] = {
            "group": one.name,
            "claim": self.topic.claim(word, "previous this", one.words),
            "before": self.topic.value("previous", one.words),
            "now": self.topic.value(group=one.words),
        }
        return self.desk.teller.say("moving group", self.about, fill)

    def only_claim(self, way: int, one: Member) -> On:
        """That this group alone rises (or falls)."""
        word = "only rises" if way == 1 else "only falls"
        return self.topic.claim(word, "previous this", rest=f"{self._by}: {one.one}")

    def only(self, way: int, one: Member) -> str:
        """A sentence about the one group that rises (or falls)."""
        fill: dict[str, Fill] = {
            "group": one.name,
            "name": self.topic.name,
            "claim": self.only_claim(way, one),
            "before": self.topic.value("previous", one.words),
            "now": self.topic.value(group=one.words),
        }
        key = "only rising group" if way == 1 else "only falling group"
        return self.desk.teller.say(key, self.about, fill, self.topic.counted)

    def _listed(self, key: str, names: Sequence[str]) -> str:
        told = [one for one in names if one]
        if not told:
            return ""
        fill: dict[str, Fill] = {"name": self.topic.name, "list": self.desk.teller.joined(told)}
        return self.desk.teller.say(key, self.about, fill)

    def except_for(self, text: str, way: int) -> str:
        """A finding about all with its one exception: "...; alleen bij naturalisatie daalt het"."""
        against = self.moving(-way)
        if len(against) != 1 or len(self.groups) <= _PAIR:
            return text
        fill: dict[str, Fill] = {"text": text, "group": against[0].name, "claim": self.only_claim(-way, against[0])}
        key = "except rising" if way == -1 else "except falling"
        return self.desk.teller.say(key, self.about, fill) or text


def by_group(desk: Desk, topic: Topic, break_: Break, about: str) -> ByGroup:
    """The figure by the groups that may be told of it."""
    every = members(desk, break_)
    told = tuple(one for one in every if desk.teller.figure(topic.value(group=one.words).text) is not None)
    return ByGroup(desk, topic, break_, told, about)
