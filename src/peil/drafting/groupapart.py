"""Which groups of a break differ from the rest, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from peil.drafting.bygroup import ByGroup
from peil.drafting.teller import Fill, On
from peil.drafting.topics import Member

MOST_NAMED = 4


def differing(found: ByGroup, titled: bool) -> list[str]:
    """Who differs from the rest: by name alone where the title tells their figures."""
    apart = {word: found.apart(word) for word in ("higher", "lower")}
    ends = {"higher": found.end("highest"), "lower": found.end("lowest")}
    if not titled or any(groups not in ([], [ends[word]]) for word, groups in apart.items()):
        return _apart(found)
    names = []
    for word, groups in apart.items():
        for one in groups:
            fill: dict[str, Fill] = {"group": one.name, "claim": found.apart_claim(word, one)}
            names.append(said(found, "group alone", fill))
    return [listed(found, "apart", names)]


def _apart(found: ByGroup) -> list[str]:
    """Who lies above the rest and who below, in one sentence where both are few."""
    names = {
        word: [_one(found, one, found.apart_claim(word, one)) for one in found.apart(word)[:MOST_NAMED]]
        for word in ("higher", "lower")
    }
    told = {word: [one for one in ones if one] for word, ones in names.items()}
    if all(told.values()) and sum(map(len, told.values())) <= MOST_NAMED:
        up, down = (found.desk.teller.joined(told[word]) for word in ("higher", "lower"))
        both = found.desk.teller.say(
            "higher and lower", found.about, {"name": found.topic.name, "up": up, "down": down}
        )
        if both:
            return [both]
    return [listed(found, word, names[word], len(found.apart(word))) for word in names]


def _one(found: ByGroup, one: Member, claim: On) -> str:
    fill: dict[str, Fill] = {"group": one.name, "claim": claim, "now": found.topic.value(group=one.words)}
    return said(found, "group", fill)


def listed(found: ByGroup, key: str, names: Sequence[str], of: int = 0) -> str:
    """A sentence with an enumeration of groups; `of`: how many there are, when not all are told."""
    told = [one for one in names if one]
    if not told:
        return ""
    fill: dict[str, Fill] = {"name": found.topic.name, "list": found.desk.teller.among(told, of)}
    return found.desk.teller.say(key, found.about, fill)


def said(found: ByGroup, key: str, fill: dict[str, Fill]) -> str:
    """A template about these groups, filled and checked."""
    return found.desk.teller.say(key, found.about, fill, found.topic.counted)
