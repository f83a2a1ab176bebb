"""What is behind a change of the overall grade: a real change or another mix of people; and what went along with it."""

from __future__ import annotations

from collections.abc import Sequence

from peil.drafting.development import Development
from peil.drafting.model import Piece, fitting_title
from peil.drafting.teller import Fill, On, capital, sentence
from peil.drafting.topics import Desk, Topic, in_words, quoted
from peil.report.blocks.waterfall import larger
from peil.results.model import Carried, ChangeSplit
from peil.study.model import Break
from peil.study.targets import holds_shares

_WORDS = ("really rises", "really falls", "really unproven")
_CARRIED = (("up", "rises"), ("down", "falls"))
# Of a break that fewer than half belonged to in one of the waves the mix tells little.
_HALF = 0.5
_MOST_NAMED = 3


def real_change(desk: Desk, topic: Topic, about: str, found: Development, named: bool = True) -> str:
    """Whether it would have moved with the same mix of respondents, too, or that this is not shown; by the break by
    which the mix matters most. "" where nothing moved, or no mix can be told apart. `named`: a sentence that stands
    alone."""
    break_ = mix_break(desk, topic, found)
    if break_ is None:
        return ""
    for word in _WORDS:
        claim = On(f"{_since(topic, word, found).text} by {quoted(break_.id)}")
        if desk.teller.holds(claim.text):
            fill: dict[str, Fill] = {"name": topic.name, "mix": desk.groups.mix(break_), "claim": claim}
            fill |= in_words(desk.teller, topic, found.since)
            return sentence(desk.teller.say(word if named else f"{word} too", about, fill))
    return ""


def _since(topic: Topic, word: str, found: Development) -> On:
    """The claim that it moved since the wave of which the text tells."""
    return topic.claim(word, f"{found.since} this")


def mix_break(desk: Desk, topic: Topic, found: Development) -> Break | None:
    """The break of which another mix moves the figure most; the hardest proof that a change is real."""
    splits = _splits(desk, topic, found)
    return max(splits, key=lambda pair: abs(pair[1].mix), default=(None,))[0]


def _splits(desk: Desk, topic: Topic, found: Development) -> list[tuple[Break, ChangeSplit]]:
    """The changes told apart by breaks that are shown, without those whose mix the weights hold by themselves."""
    context, earlier = desk.context, _earlier(desk, topic, found)
    wanted = (context.survey.id, context.this.label, earlier, topic.asked)
    breaks = {one.id: one for one in context.breaks}
    return [
        (breaks[one.break_id], one)
        for one in context.published.changes
        if (one.survey, one.wave, one.earlier, one.question) == wanted
        and one.break_id in breaks
        and not one.fixed
        and not holds_shares(context.survey, breaks[one.break_id], (one.earlier, one.wave))
        and _covers(desk, one)
    ]


def _earlier(desk: Desk, topic: Topic, found: Development) -> str:
    """The label of the wave since which it moved."""
    figure = desk.teller.figure(topic.value(found.since).text) if found.since and not topic.measure else None
    return figure.evidence[0].split("/")[1] if figure is not None else ""


def _covers(desk: Desk, split: ChangeSplit) -> bool:
    """Whether most respondents of both waves belong to a group of the break. Those who do not have a share that is
    hidden where they are few."""
    none = [one for one in desk.context.published.change_parts if one.split == split.id and not one.group]
    return not any(one.share_now > _HALF or one.share_then > _HALF for one in none)


def change_page(desk: Desk, topic: Topic, about: str, found: Development) -> Piece | None:
    """The page that tells a change apart; None where there is none to tell apart."""
    text = real_change(desk, topic, about, found)
    break_ = mix_break(desk, topic, found)
    if not text or break_ is None:
        return None
    waves = f" waves {found.since}" if found.since == "first" else ""
    return Piece(about, text.rstrip("."), (), f"change {topic.asked} by {quoted(break_.id)}{waves}")


def carried_page(desk: Desk, topic: Topic, about: str, found: Development) -> Piece | None:
    """The page with the aspects that moved along with a change; None where none demonstrably did."""
    earlier, context = _earlier(desk, topic, found), desk.context
    if not earlier:
        return None
    whole = f"{context.survey.id}/{context.this.label}/{topic.asked}/mean/all~{earlier}"
    parts = [one for one in context.published.carried if one.decomposition == whole]
    named, most = _aspects_along(desk, parts, about, found.since)
    way, word = next((pair for pair in _CARRIED if desk.teller.holds(_since(topic, pair[1], found).text)), ("", ""))
    if not way or not named:
        return None
    words: dict[str, Fill] = {"name": topic.name, "claim": _since(topic, word, found)}
    words |= in_words(desk.teller, topic, found.since)
    line = f"waterfall {topic.asked}" + (f" waves {found.since}" if found.since == "first" else "")
    split = next((one for one in context.published.decompositions if one.id == whole), None)
    if split is not None and larger(split, most, context.survey.settings.level):
        # What weighs most is no aspect, and no claim is about it: the title names none, as if it did.
        title = desk.teller.say(f"told apart {way}", about, words)
        listed = desk.teller.among(named[:_MOST_NAMED], len(named))
        remark = sentence(desk.teller.say(f"along {way}", about, {"list": listed}))
        return Piece(about, capital(title), (remark,) if remark else (), line)
    title = fitting_title(
        named[:_MOST_NAMED],
        lambda names: desk.teller.say(f"carried {way}", about, words | {"list": desk.teller.among(names, len(named))}),
    )
    return Piece(about, capital(title), (), line) if title else None


def _aspects_along(desk: Desk, parts: Sequence[Carried], about: str, since: str) -> tuple[list[str], float]:
    """The aspects that demonstrably moved along, those that carry most first, and the points of the first."""
    named, points = [], []
    for part in sorted(parts, key=lambda one: -abs(one.points)):
        question = desk.context.survey.questions.get(part.aspect)
        if question is None:
            continue
        claim = On(f"carries {quoted(question.id)} {since} this")
        if desk.teller.holds(claim.text):
            fill: dict[str, Fill] = {"aspect": desk.words.quoted(desk.words.told(question.label)), "claim": claim}
            named.append(desk.teller.say("named", about, fill))
            points.append(abs(part.points))
    return [one for one in named if one], max(points, default=0.0)
