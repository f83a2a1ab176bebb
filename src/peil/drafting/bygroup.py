"""One figure by the groups of a break: which ends stand out, who differs from the rest, who moved."""

from __future__ import annotations

from dataclasses import dataclass

from peil.drafting.development import moved
from peil.drafting.teller import On
from peil.drafting.topics import Desk, Member, Topic, members, quoted
from peil.study.model import Break


@dataclass(frozen=True)
class ByGroup:
    """One figure of the groups of one break that may be told; `grouptold` puts it into sentences."""

    desk: Desk
    topic: Topic
    break_: Break
    groups: tuple[Member, ...]
    about: str

    @property
    def _by(self) -> str:
        return f"by {quoted(self.break_.id)}"

    def end(self, word: str, wave: str = "") -> Member | None:
        """The one group with the highest (or lowest) figure of several; None where two share it."""
        for one in self.groups if len(self.groups) > 1 else ():
            if self.desk.teller.holds(self.end_claim(word, one, wave).text):
                return one
        return None

    def end_claim(self, word: str, one: Member, wave: str = "") -> On:
        """That this group has the highest (or lowest) figure of all."""
        return self.topic.claim(word, wave, rest=f"{self._by}: {one.pick}")

    def apart(self, word: str) -> list[Member]:
        """The groups that lie above (or below) the rest, the clearest first."""
        found = [one for one in self.groups if self.desk.teller.holds(self.apart_claim(word, one).text)]
        return sorted(found, key=lambda one: -self.desk.teller.strength(self.apart_claim(word, one).text))

    def apart_claim(self, word: str, one: Member) -> On:
        """That this group lies above (or below) the rest."""
        return self.topic.claim(word, group=one.words)

    def moving(self, way: int, since: str = "previous") -> list[Member]:
        """The groups that rose (or fell) since an earlier wave, the clearest first."""
        found = [one for one in self.groups if moved(self.desk, self.topic, one.words, since) == way]
        return sorted(found, key=lambda one: -self.desk.teller.strength(self.moving_claim(way, one, since).text))

    def moving_claim(self, way: int, one: Member, since: str = "previous") -> On:
        """That this group rose (or fell) since an earlier wave."""
        return self.topic.claim("rises" if way == 1 else "falls", f"{since} this", one.words)

    def only_claim(self, way: int, one: Member, since: str = "previous") -> On:
        """That this group alone rises (or falls)."""
        word = "only rises" if way == 1 else "only falls"
        return self.topic.claim(word, f"{since} this", rest=f"{self._by}: {one.one}")

    def spread_claim(self, way: int) -> On:
        """That the groups lie closer together (-1), or further apart (+1), than in the first wave."""
        return self.topic.claim("narrows" if way == -1 else "widens", "first this", rest=self._by)

    @property
    def unproven_claim(self) -> On:
        """That the tests show no difference between any group and the rest."""
        return On(f"{self.topic.claim('unproven').text} {self._by}")

    @property
    def differ(self) -> bool:
        """Whether they are not such that the tests show no difference between them."""
        return not self.desk.teller.holds(self.unproven_claim.text)


def by_group(desk: Desk, topic: Topic, break_: Break, about: str) -> ByGroup:
    """The figure by the groups that may be told of it."""
    every = members(desk, break_)
    told = tuple(one for one in every if desk.teller.figure(topic.value(group=one.words).text) is not None)
    return ByGroup(desk, topic, break_, told, about)
