"""One figure by the groups of a break, in sentences: the finding of the page, who differs, who moved, the exception."""

from __future__ import annotations

from collections.abc import Sequence

from peil.drafting.bygroup import ByGroup
from peil.drafting.teller import Fill, On, behind, sentence
from peil.drafting.topics import Member
from peil.drafting.words import escaped

_MOST_NAMED = 4
_PAIR = 2


def title_by_group(found: ByGroup) -> str:
    """The finding about the groups in this wave; "" when nothing can be said."""
    top, bottom = found.end("highest"), found.end("lowest")
    if len(found.groups) == _PAIR and top is not None and bottom is not None:
        pair = _pair(found, top, bottom)
        if pair:
            return pair
    if not found.differ:
        return _unproven(found)
    return _ends(found, top, bottom)


def by_break(found: ByGroup) -> str:
    """What is shown, where nothing can be said."""
    fill: dict[str, Fill] = {"name": found.topic.name}
    if found.desk.groups.is_plural(found.break_):
        return _behind_break(found, _say(found, "many by break", fill))
    return _say(found, "by break", fill | {"break_": found.desk.groups.break_(found.break_)})


def _behind_break(found: ByGroup, text: str) -> str:
    """A sentence behind the title of a break that is a plural or a whole question."""
    title = escaped(found.desk.context.told(found.break_.title).rstrip(" :."))
    return behind(title, text) if text else ""


def _unproven(found: ByGroup) -> str:
    """That no group was shown to differ: of two by their names, of more by that of the break."""
    naming, names = found.desk.groups, [one.name for one in found.groups]
    fill: dict[str, Fill] = {"name": found.topic.name, "claim": found.unproven_claim}
    joint = found.desk.context.language.joined(["", ""])
    if len(names) == _PAIR and not any(joint in name for name in names):
        text = _say(found, "pair unproven", fill | {"top": names[0], "bottom": names[1]})
        if text:
            return text
    if naming.is_plural(found.break_):
        return _behind_break(found, _say(found, "many groups unproven", fill))
    return _say(found, "groups unproven", fill | {"break_": naming.break_(found.break_)})


def _say(found: ByGroup, key: str, fill: dict[str, Fill]) -> str:
    return found.desk.teller.say(key, found.about, fill, found.topic.counted)


def _pair(found: ByGroup, top: Member, bottom: Member) -> str:
    fill = _fill(found, top, bottom)
    fill["claim"] = found.topic.claim("higher", group=top.words, rest=f"than {bottom.words}")
    return _say(found, "pair", fill)


def _ends(found: ByGroup, top: Member | None, bottom: Member | None) -> str:
    fill = _fill(found, top, bottom)
    if top is not None and bottom is not None and top != bottom:
        return _say(found, "ends", fill)
    if top is not None:
        return _say(found, "top", fill)
    return _say(found, "bottom", fill) if bottom is not None else ""


def _fill(found: ByGroup, top: Member | None, bottom: Member | None) -> dict[str, Fill]:
    fill: dict[str, Fill] = {"name": found.topic.name}
    if top is not None:
        high = found.topic.value(group=top.words)
        fill |= {"top": top.name, "high": high, "highest": found.end_claim("highest", top)}
    if bottom is not None:
        low = found.topic.value(group=bottom.words)
        fill |= {"bottom": bottom.name, "low": low, "lowest": found.end_claim("lowest", bottom)}
    return fill


def remarks_by_group(found: ByGroup, titled: bool = True, told: int = 0) -> list[str]:
    """Who differs from the rest, and who moved since the previous wave. `titled`: below what `title_by_group` says;
    `told`: the direction of which the title names the only group."""
    said = [] if titled and len(found.groups) == _PAIR else differing(found, titled)
    said += [_moving(found, way) for way in (1, -1) if way != told]
    return [sentence(one) for one in said if one]


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
            names.append(_say(found, "group alone", fill))
    return [_listed(found, "apart", names)]


def _apart(found: ByGroup) -> list[str]:
    """Who lies above the rest and who below, in one sentence where both are few."""
    names = {
        word: [_one(found, one, found.apart_claim(word, one)) for one in found.apart(word)[:_MOST_NAMED]]
        for word in ("higher", "lower")
    }
    told = {word: [one for one in ones if one] for word, ones in names.items()}
    if all(told.values()) and sum(map(len, told.values())) <= _MOST_NAMED:
        up, down = (found.desk.teller.joined(told[word]) for word in ("higher", "lower"))
        both = found.desk.teller.say(
            "higher and lower", found.about, {"name": found.topic.name, "up": up, "down": down}
        )
        if both:
            return [both]
    return [_listed(found, word, names[word], len(found.apart(word))) for word in names]


def _one(found: ByGroup, one: Member, claim: On) -> str:
    fill: dict[str, Fill] = {"group": one.name, "claim": claim, "now": found.topic.value(group=one.words)}
    return _say(found, "group", fill)


def _moving(found: ByGroup, way: int) -> str:
    groups = found.moving(way)
    if len(groups) == 1 and len(found.groups) > 1:
        alone = only_mover(found, way, groups[0])
        if alone:
            return alone
    names = [_say(found, "moving group", _mover(found, way, one)) for one in groups[:_MOST_NAMED]]
    return _listed(found, "rising groups" if way == 1 else "falling groups", names, len(groups))


def _mover(found: ByGroup, way: int, one: Member) -> dict[str, Fill]:
    return {
        "group": one.name,
        "claim": found.moving_claim(way, one),
        "before": found.topic.value("previous", one.words),
        "now": found.topic.value(group=one.words),
    }


def only_mover(found: ByGroup, way: int, one: Member) -> str:
    """A sentence about the one group that rises (or falls)."""
    fill = _mover(found, way, one) | {"name": found.topic.name, "claim": found.only_claim(way, one)}
    return _say(found, "only rising group" if way == 1 else "only falling group", fill)


def _listed(found: ByGroup, key: str, names: Sequence[str], of: int = 0) -> str:
    told = [one for one in names if one]
    if not told:
        return ""
    fill: dict[str, Fill] = {"name": found.topic.name, "list": found.desk.teller.among(told, of)}
    return found.desk.teller.say(key, found.about, fill)


def except_for(found: ByGroup, text: str, way: int) -> str:
    """A finding about all with its one exception: "...; alleen bij naturalisatie daalt het"."""
    against = found.moving(-way)
    if len(against) != 1 or len(found.groups) <= _PAIR:
        return text
    fill: dict[str, Fill] = {"text": text, "group": against[0].name, "claim": found.only_claim(-way, against[0])}
    return found.desk.teller.say("except rising" if way == -1 else "except falling", found.about, fill) or text
