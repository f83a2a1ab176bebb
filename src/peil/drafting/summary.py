"""The management summary, on one sheet: the grade and its change, the ends among groups, what comes first, what moved.

Of one survey the figure of the page tells the grade, its margin and its change; the words below it add what cannot be
drawn. Of several surveys the words stand alone, a card for each, and every survey has a sheet of figures in front of
its own chapters. A survey without a grade is summed up by what its questions found. There is room for so many letters;
what does not fit is left out, the weakest evidence first (`brief`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from peil.drafting.answers import Answers, title_of
from peil.drafting.brief import ABOUT, PARTS, Finding, chosen, closed, findings
from peil.drafting.development import development, moved
from peil.drafting.model import Piece, stands_as_title
from peil.drafting.teller import Fill, capital, sentence
from peil.drafting.topics import Desk, topic_of
from peil.drafting.words import escaped
from peil.study.model import Study

_MOST_FIGURES = 3  # beside the grade, so that words below them stand on the same sheet
_MOST_REMARKS = 3
_COLUMN = 250  # letters of a remark below figures: one of three columns
# Letters of a card, by the number of surveys; of more surveys than these the list has a line or two for each.
_CARD = {1: 900, 2: 760, 3: 520, 4: 300, 5: 190, 6: 190}
_LINES = 120


def summary_pages(desks: Sequence[Desk], study: Study) -> Iterator[Piece]:
    """The page that sums up a study."""
    language = desks[0].context.language.code
    if len(desks) == 1:
        title = _grade(desks[0]) or escaped(study.title(language))
        figures = "key figures" + ("" if desks[0].context.overall is None else f" most {_MOST_FIGURES}")
        yield Piece(ABOUT, capital(title), tuple(_alone(desks[0])), figures)
        return
    named = [replace(one, teller=replace(one.teller, prefix=f"{one.context.survey.id}: ")) for one in desks]
    title = _beside(named) or escaped(study.title(language))
    remarks = tuple(text for one in named if (text := _card(one, _CARD.get(len(named), _LINES))))
    figures = " ".join(["key figures", *study.surveys])
    yield Piece(ABOUT, capital(title), remarks, "" if remarks else figures)


def _alone(desk: Desk) -> list[str]:
    """The remarks about the one survey of a study, each behind its first word in bold, to stand below the figures."""
    if desk.context.overall is None:
        return _questions(desk)
    every = findings(desk, drawn=True)
    said = []
    for part in PARTS:
        kept = chosen([one for one in every if one.part == part], _COLUMN)
        if kept:
            said.append(desk.teller.say(f"lead {part}", ABOUT, {"text": _joined(kept)}))
    return said


def _joined(found: Sequence[Finding]) -> str:
    return " ".join(one.text for one in found)


def _card(desk: Desk, most: int) -> str:
    """All that is said of one of several surveys, behind its title in bold."""
    kept = chosen(findings(desk, drawn=False), most)
    title = escaped(desk.words.told(desk.context.survey.title))
    told: list[str] = []
    for part in PARTS:
        text = _joined([one for one in kept if one.part == part])
        # The grade comes first and needs no word in front.
        told.append(desk.teller.say(f"lead {part}", ABOUT, {"text": text}) if text and told else text)
    text = " ".join(one for one in told if one) or " ".join(_questions(desk)[:1])
    return desk.teller.say("of survey", ABOUT, {"survey": title, "text": text}) if text else ""


def _beside(desks: Sequence[Desk]) -> str:
    """The grades of all surveys beside each other: with what moved, or without where that is too long for a title."""
    graded = [one for one in desks if one.context.overall is not None]
    for bare in (False, True):
        told = [text for one in graded if (text := _beside_others(one, bare))]
        if told:
            first = graded[0]
            assert first.context.overall is not None
            name = topic_of(first.naming, first.context.overall).name
            title = first.teller.word("beside each other", Name=capital(name), list=first.teller.joined(told))
            if bare or stands_as_title(title):
                return title
    return ""


def _beside_others(desk: Desk, bare: bool) -> str:
    question = desk.context.overall
    assert question is not None
    topic = topic_of(desk.naming, question)
    way = 0 if bare else moved(desk, topic)
    survey = escaped(desk.words.lowered(desk.words.told(desk.context.survey.title)))
    fill: dict[str, Fill] = {"survey": survey, "now": topic.value()}
    if way:
        fill["claim"] = topic.claim("rises" if way > 0 else "falls", "previous this")
    key = {1: "survey rises", -1: "survey falls"}.get(way, "survey figure")
    return desk.teller.say(key, ABOUT, fill, topic.counted)


def _grade(desk: Desk) -> str:
    question = desk.context.overall
    return development(desk, topic_of(desk.naming, question), ABOUT).text if question is not None else ""


def _questions(desk: Desk) -> list[str]:
    """What the closed questions found: the clearest changes first, then in the order of the questionnaire."""
    found: list[tuple[float, str]] = []
    for question in closed(desk):
        one = Answers(desk, question)
        text, _, strength = title_of(one) if one.answers else ("", "", 0.0)
        if text:
            label = desk.naming.label(question)
            key = "finding of question" if label.endswith(("?", "!")) else "finding"
            found.append((strength, desk.teller.say(key, ABOUT, {"label": label, "text": sentence(text)})))
    return [text for _, text in sorted(found, key=lambda pair: -pair[0])[:_MOST_REMARKS]]
