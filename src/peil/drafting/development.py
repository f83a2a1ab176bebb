"""How one figure stands and moves: the sentence that says it best, and what the first wave adds."""

from __future__ import annotations

from dataclasses import dataclass

from peil.drafting.teller import Fill, sentence
from peil.drafting.topics import Desk, Member, Topic, in_words, waves_of, where
from peil.study.model import Question

_WORDS = {1: "rises", -1: "falls"}
_SIDES = {1: "above", -1: "below"}


@dataclass(frozen=True)
class Development:
    """`text`: the finding, without a full stop; "" when the figure may not be told. `more`: sentences that add to it.

    `moved`: +1 or -1 when it rose or fell since the previous wave, significantly and visibly; `since`: the wave since
    which the text says that it moved, "" when it says no such thing.
    """

    text: str
    more: tuple[str, ...] = ()
    moved: int = 0
    since: str = ""


def moved(desk: Desk, topic: Topic, group: str = "", since: str = "previous") -> int:
    """+1 or -1 when the figure rose or fell, with its test, and reads differently then and now; else 0."""
    then, now = (desk.teller.figure(topic.value(wave, group).text) for wave in (since, ""))
    if then is None or now is None or then.number == now.number:
        return 0
    found = [way for way, word in _WORDS.items() if desk.teller.holds(topic.claim(word, f"{since} this", group).text)]
    return found[0] if found else 0


def development(desk: Desk, topic: Topic, about: str, group: Member | None = None) -> Development:
    """Where the figure stands and where it comes from, of all or of a group."""
    words = group.words if group is not None else ""
    waves = waves_of(desk.teller, topic, words)
    way = moved(desk, topic, words) if "previous" in waves else 0
    text = _changed(desk, topic, about, group, way) if way else ""
    long = not text and "first" in waves and moved(desk, topic, words, "first")
    if not text and long:
        text = _since_first(desk, topic, about, group, long)
    if not text and "previous" in waves:
        text = _beside_previous(desk, topic, about, group)
    if not text:
        fill: dict[str, Fill] = {"name": topic.name, "where": where(desk.teller, group), "now": topic.value("", words)}
        text = desk.teller.say("level", about, fill, topic.counted)
        return Development(text)
    more = _unproven_since(desk, topic, about, group) if long else _first_wave(desk, topic, about, group, way)
    return Development(text, more, way, "previous" if way else "first" if long else "")


def _fill(desk: Desk, topic: Topic, group: Member | None, since: str) -> dict[str, Fill]:
    words = group.words if group is not None else ""
    told = in_words(desk.teller, topic, since, words)
    return {
        "name": topic.name,
        "where": where(desk.teller, group),
        "now": topic.value("", words),
        "before": topic.value(since, words),
        "then": told["then"],
        "since": told["since"],
        "start": told["then"],
    }


def _changed(desk: Desk, topic: Topic, about: str, group: Member | None, way: int) -> str:
    """A rise or fall since the previous wave, "further" where it did so before."""
    words, word = (group.words if group is not None else ""), _WORDS[way]
    fill = _fill(desk, topic, group, "previous")
    fill["claim"] = topic.claim(word, "previous this", words)
    long = topic.claim(word, "first previous this", words)
    if "first" in waves_of(desk.teller, topic, words) and desk.teller.holds(long.text):
        on = desk.teller.say(f"{word} on", about, fill | {"claim": long}, topic.counted)
        if on:
            return on
    return desk.teller.say(word, about, fill, topic.counted)


def _since_first(desk: Desk, topic: Topic, about: str, group: Member | None, way: int) -> str:
    words = group.words if group is not None else ""
    fill = _fill(desk, topic, group, "first")
    fill["claim"] = topic.claim(_WORDS[way], "first this", words)
    return desk.teller.say(f"{_SIDES[way]} first", about, fill, topic.counted)


def _beside_previous(desk: Desk, topic: Topic, about: str, group: Member | None) -> str:
    """This wave beside the previous one: tested without a difference to show, or not tested at all."""
    words = group.words if group is not None else ""
    fill = _fill(desk, topic, group, "previous")
    claim = topic.claim("unproven", "previous this", words)
    if desk.teller.holds(claim.text):
        return desk.teller.say("unproven", about, fill | {"claim": claim}, topic.counted)
    return desk.teller.say("beside", about, fill, topic.counted)


def _unproven_since(desk: Desk, topic: Topic, about: str, group: Member | None) -> tuple[str, ...]:
    """Below a change since the first wave: that the one since the previous wave is not shown."""
    words = group.words if group is not None else ""
    claim = topic.claim("unproven", "previous this", words)
    if "previous" not in waves_of(desk.teller, topic, words) or not desk.teller.holds(claim.text):
        return ()
    fill = _fill(desk, topic, group, "previous") | {"claim": claim}
    text = desk.teller.say(_by_itself("unproven since", group), about, fill, topic.counted)
    return (sentence(text),) if text else ()


def _first_wave(desk: Desk, topic: Topic, about: str, group: Member | None, way: int) -> tuple[str, ...]:
    """What the first wave adds to a change since the previous one."""
    words = group.words if group is not None else ""
    if "first" not in waves_of(desk.teller, topic, words):
        return ()
    fill = _fill(desk, topic, group, "first")
    text = ""
    then, now = (desk.teller.figure(topic.value(wave, words).text) for wave in ("first", ""))
    if then is not None and now is not None and then.number == now.number:
        return ()
    long = moved(desk, topic, words, "first")
    if long:
        fill["claim"] = topic.claim(_WORDS[long], "first this", words)
        key = f"also {_SIDES[long]} first" if long == way else f"yet {_SIDES[long]} first"
        text = desk.teller.say(_by_itself(key, group), about, fill, topic.counted)
    unproven = topic.claim("unproven", "first this", words)
    if not text and desk.teller.holds(unproven.text):
        key = _by_itself("started unproven", group)
        text = desk.teller.say(key, about, fill | {"claim": unproven}, topic.counted)
    text = text or desk.teller.say(_by_itself("started", group), about, fill, topic.counted)
    return (sentence(text),) if text else ()


def _by_itself(key: str, group: Member | None) -> str:
    """Of all this is an item of its own, below which the page of a group has another title: it names its subject. Of a
    group it goes on with the sentence before it."""
    return key if group is not None else f"{key} of all"


def changed_question(desk: Desk, question: Question, about: str) -> str:
    """That a question was changed in this wave, so that the reader does not compare."""
    this = desk.context.this.label
    earlier = [wave.label for wave in desk.context.earlier if wave.label in question.sources]
    if this not in question.new_series or not earlier:
        return ""
    return sentence(desk.teller.say("changed", about, {"wave": this}))
