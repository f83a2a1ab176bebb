"""What a sentence is about, and how claims and values about it are written between braces."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from peil.drafting.groupnames import GroupNames
from peil.drafting.naming import Naming
from peil.drafting.teller import On, Teller
from peil.drafting.words import Words
from peil.report.blocks.context import Context, of_ten
from peil.report.prose import WORDS_OF_THE_GRAMMAR, Refused, find_group
from peil.study.model import Break, Group, Question

_PLAIN = re.compile(r"[^\s\":{}\[\]]+")


def quoted(name: str) -> str:
    """A name as it stands between braces: in quotation marks where it would be read as something else."""
    return name if _PLAIN.fullmatch(name) and name not in WORDS_OF_THE_GRAMMAR else f'"{name}"'


@dataclass(frozen=True)
class Topic:
    """A figure. `asked`: as a chapter names it, "website=visited"; `measure`: "nps", "" for the usual one.

    `name`: what a sentence calls it; `short`: the same below a title that has called it by its name. `counted`: its
    number has no article in Dutch ("42%", but "een 7,7").
    """

    asked: str
    name: str
    measure: str = ""
    counted: bool = False
    short: str = ""

    @property
    def again(self) -> Topic:
        """The same by its short name."""
        return replace(self, name=self.short or self.name)

    def called(self, naming: Naming) -> Topic:
        """The same by a short word, where the sentence before has named it: "het cijfer"."""
        return replace(self, name=self.short or naming.words.say("the score" if self.counted else "the grade"))

    def _named(self) -> str:
        return f"{self.measure} {quoted(self.asked)}" if self.measure else quoted(self.asked)

    def value(self, wave: str = "", group: str = "") -> On:
        """Its number in a wave, for a group."""
        return On(" ".join(filter(None, [self._named(), wave, f"for {group}" if group else ""])))

    def claim(self, word: str, waves: str = "", group: str = "", rest: str = "") -> On:
        """A claim about it."""
        return On(" ".join(filter(None, [word, self._named(), waves, f"for {group}" if group else "", rest])))


@dataclass(frozen=True)
class Member:
    """A group of a break: `name` in a sentence, `words` behind `for`, `pick` behind the colon of `by BREAK:`, `one` the
    same as one word, `heading` above its own page."""

    key: str
    name: str
    words: str
    pick: str
    one: str
    heading: str


def topic_of(naming: Naming, question: Question) -> Topic:
    """The mean of a question."""
    return Topic(question.id, naming.figure(question), counted=not of_ten(question), short=naming.short(question))


def score_of(naming: Naming, question: Question) -> Topic:
    """The net promoter score of a grade from 0 to 10."""
    return Topic(question.id, naming.score(), "nps", counted=True)


def share_of(naming: Naming, question: Question, answer: str, label: str) -> Topic:
    """The share of an answer."""
    return Topic(f"{question.id}={answer}", naming.share(label), counted=True)


@dataclass(frozen=True)
class Desk:
    """What a writer of pages has at hand: who tells, and what things are called."""

    teller: Teller
    naming: Naming
    groups: GroupNames

    @property
    def context(self) -> Context:
        """The survey, its figures and the language."""
        return self.teller.context

    @property
    def words(self) -> Words:
        """What labels become in a sentence."""
        return self.naming.words


def members(desk: Desk, break_: Break) -> tuple[Member, ...]:
    """The groups of a break that do not lie in another group of it, as a sentence and as braces name them."""
    ids = {group.id for group in break_.groups}
    return tuple(member(desk, break_, one) for one in break_.groups if one.parent not in ids)


def member(desk: Desk, break_: Break, group: Group) -> Member:
    """One group of a break."""
    key = break_.key(group)
    links = key.split(",")
    names = [link.partition("=")[2] for link in links]
    keys = desk.teller.facts.groups.get(desk.context.survey.id, frozenset())
    words = " ".join(quoted(name) for name in names)
    try:
        alone = find_group(tuple(names), keys) == key
    except Refused:
        alone = False
    if not alone:
        words = " ".join(quoted(link) for link in links)
    pick, one = " ".join(map(quoted, names)), quoted(",".join(names))
    return Member(key, desk.groups.group(break_, group), words, pick, one, desk.groups.heading(break_, group))


def first_break(context: Context) -> Break | None:
    """The break by which the report goes group by group: the first that is shown and has groups."""
    question = context.overall
    return next((one for one in context.breaks if one.groups and one.question != (question and question.id)), None)


def waves_of(teller: Teller, topic: Topic, group: str = "") -> tuple[str, ...]:
    """Which of `previous` and `first` this figure can be compared with; `first` only where it is another wave."""
    found: dict[str, str] = {}
    for wave in ("previous", "first"):
        figure = teller.figure(topic.value(wave, group).text)
        if figure is not None and teller.figure(topic.claim("change", f"{wave} this", group).text) is not None:
            found[wave] = figure.evidence[0]
    if found.get("first") == found.get("previous"):
        found.pop("first", None)
    return tuple(found)


def in_words(teller: Teller, topic: Topic, wave: str, group: str = "") -> dict[str, str]:
    """`then` and `since`: a wave in words, "in de vorige meting"; others where the question was not asked in it."""
    found = teller.figure(topic.value(wave, group).text)
    label = found.evidence[0].split("/")[1] if found is not None else ""
    earlier = _earlier_waves(teller)
    usual = bool(earlier) and label == (earlier[-1] if wave == "previous" else earlier[0])
    key = wave if usual else f"{wave} asked"
    return {"then": teller.word(f"then {key}"), "since": teller.word(f"since {key}")}


def _earlier_waves(teller: Teller) -> list[str]:
    """The waves before this one of which the report has figures, oldest first."""
    context = teller.context
    of_survey = (waves for (survey, _, _), waves in teller.facts.series.items() if survey == context.survey.id)
    known = frozenset().union(*of_survey)
    return [wave.label for wave in context.earlier if wave.label in known]


def where(teller: Teller, group: Member | None) -> str:
    """ " bij asiel", or nothing."""
    return teller.word("where", group=group.name) if group is not None else ""
