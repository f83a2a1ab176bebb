"""One figure by the groups of a break, in sentences: the finding of the page, who differs, who moved, the exception."""

from __future__ import annotations

from peil.drafting.bygroup import ByGroup
from peil.drafting.groupapart import differing, said
from peil.drafting.groupmoves import moves_since_first, moving
from peil.drafting.model import stands_as_title
from peil.drafting.teller import Fill, behind, inside, sentence
from peil.drafting.topics import Member
from peil.drafting.words import escaped

_PAIR = 2


def title_by_group(found: ByGroup) -> str:
    """The finding about the groups in this wave; "" when nothing can be said."""
    top, bottom = found.end("highest"), found.end("lowest")
    if len(found.groups) == _PAIR and top is not None and bottom is not None:
        pair = _under_break(found, [_pair(found, top, bottom)])
        if pair:
            return pair
    if not found.differ:
        return _unproven(found)
    ends = ((top, bottom), (top, None), (None, bottom))
    return _under_break(found, [_ends(found, *pair) for pair in ends])


def _under_break(found: ByGroup, texts: list[str]) -> str:
    """The first of the sentences, or the first that stands as a title behind the break: where groups are called by
    answers, only that says of what."""
    told = [one for one in texts if one]
    if not found.desk.groups.are_answers(found.break_):
        return next(iter(told), "")
    titles = [_behind_break(found, inside(one)) for one in told]
    return next(filter(stands_as_title, titles), next(iter(titles), ""))


def by_break(found: ByGroup) -> str:
    """What is shown, where nothing can be said."""
    fill: dict[str, Fill] = {"name": found.topic.name}
    if found.desk.groups.is_plural(found.break_):
        return _behind_break(found, said(found, "many by break", fill))
    return said(found, "by break", fill | {"break_": found.desk.groups.break_(found.break_)})


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
        text = _under_break(found, [said(found, "pair unproven", fill | {"top": names[0], "bottom": names[1]})])
        if text:
            return text
    if naming.is_plural(found.break_):
        return _behind_break(found, said(found, "many groups unproven", fill))
    return said(found, "groups unproven", fill | {"break_": naming.break_(found.break_)})


def _pair(found: ByGroup, top: Member, bottom: Member) -> str:
    fill = _fill(found, top, bottom)
    fill["claim"] = found.topic.claim("higher", group=top.words, rest=f"than {bottom.words}")
    return said(found, "pair", fill)


def _ends(found: ByGroup, top: Member | None, bottom: Member | None) -> str:
    fill = _fill(found, top, bottom)
    if top is not None and bottom is not None and top != bottom:
        return said(found, "ends", fill)
    if top is not None:
        return said(found, "top", fill)
    return said(found, "bottom", fill) if bottom is not None else ""


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
    told_of = [] if titled and len(found.groups) == _PAIR else differing(found, titled)
    told_of += [moving(found, way) for way in (1, -1) if way != told]
    told_of += [text for text, _ in moves_since_first(found)]
    return [sentence(one) for one in told_of if one]
