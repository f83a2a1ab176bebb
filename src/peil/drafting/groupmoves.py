"""Which groups of a break moved, in sentences: since the previous wave, and since the first."""

from __future__ import annotations

from collections.abc import Iterator

from peil.drafting.bygroup import ByGroup
from peil.drafting.development import moved
from peil.drafting.groupapart import MOST_NAMED, listed, said
from peil.drafting.teller import Fill
from peil.drafting.topics import Member, in_words, waves_of

EXCEPTION = 1000.0
_PAIR = 2


def moving(found: ByGroup, way: int) -> str:
    """Which groups rose (or fell) since the previous wave."""
    groups = found.moving(way)
    if len(groups) == 1 and len(found.groups) > 1:
        alone = only_mover(found, way, groups[0])
        if alone:
            return alone
    names = [said(found, "moving group", _mover(found, way, one)) for one in groups[:MOST_NAMED]]
    return listed(found, "rising groups" if way == 1 else "falling groups", names, len(groups))


def _mover(found: ByGroup, way: int, one: Member, since: str = "previous") -> dict[str, Fill]:
    return {
        "group": one.name,
        "claim": found.moving_claim(way, one, since),
        "before": found.topic.value(since, one.words),
        "now": found.topic.value(group=one.words),
    }


def only_movers(found: ByGroup) -> Iterator[tuple[str, float]]:
    """Per direction the sentence about the only group that moved since the previous wave, and its evidence."""
    for way in (1, -1):
        groups = found.moving(way)
        if len(groups) == 1 and len(found.groups) > 1:
            yield only_mover(found, way, groups[0]), _evidence(found, way, groups[0], "previous")


def _evidence(found: ByGroup, way: int, one: Member, since: str) -> float:
    """The size of the test statistic of a move; more than any where the whole did not move that way: an exception."""
    with_the_whole = moved(found.desk, found.topic, since=since) == way
    return found.desk.teller.strength(found.moving_claim(way, one, since).text) if with_the_whole else EXCEPTION


def moves_since_first(found: ByGroup) -> Iterator[tuple[str, float]]:
    """What the first wave adds, with its evidence: the only group that moved one way since then, where that is not
    what the previous wave shows; and that the groups drew together or apart, where a group at an end of them moved."""
    if "first" not in waves_of(found.desk.teller, found.topic) or len(found.groups) < _PAIR:
        return
    for way in (-1, 1):
        groups = found.moving(way, "first")
        if len(groups) == 1 and groups != found.moving(way):
            fill = _mover(found, way, groups[0], "first") | {"name": found.topic.name}
            fill |= {"claim": found.only_claim(way, groups[0], "first"), "since": _first(found)["since"]}
            key = "only rising group since" if way == 1 else "only falling group since"
            yield said(found, key, fill), _evidence(found, way, groups[0], "first")
    yield from _spread(found)


def _spread(found: ByGroup) -> Iterator[tuple[str, float]]:
    """That the groups lie closer together than in the first wave, which has no test: told where the group that was the
    highest fell, or that which was the lowest rose; further apart where it was the other way round."""
    top, bottom = (found.end(word, "first") for word in ("highest", "lowest"))
    for way in (-1, 1):
        claim, claims = found.spread_claim(way), []
        for one, side in ((top, way), (bottom, -way)):
            if one is not None and one in found.moving(side, "first"):
                claims.append(found.moving_claim(side, one, "first").text)
        if claims and found.desk.teller.holds(claim.text):
            fill: dict[str, Fill] = {"claim": claim, "then": _first(found)["then"]}
            key = "closer together" if way == -1 else "further apart"
            yield said(found, key, fill), max(map(found.desk.teller.strength, claims))


def _first(found: ByGroup) -> dict[str, str]:
    return in_words(found.desk.teller, found.topic, "first")


def only_mover(found: ByGroup, way: int, one: Member) -> str:
    """A sentence about the one group that rises (or falls)."""
    fill = _mover(found, way, one) | {"name": found.topic.name, "claim": found.only_claim(way, one)}
    return said(found, "only rising group" if way == 1 else "only falling group", fill)


def except_for(found: ByGroup, text: str, way: int) -> str:
    """A finding about all with its one exception: "...; alleen bij naturalisatie daalt het"."""
    against = found.moving(-way)
    if len(against) != 1 or len(found.groups) <= _PAIR:
        return text
    name = found.desk.groups.placed(found.break_, against[0].name)
    fill: dict[str, Fill] = {"text": text, "group": name, "claim": found.only_claim(-way, against[0])}
    return found.desk.teller.say("except rising" if way == -1 else "except falling", found.about, fill) or text
