"""The management summary on one page: the grade and its change, the ends among groups, strengths and priorities.

The figure of the page tells the grade, its margin and its change; the words add what cannot be drawn. They are few, so
that both stand on one sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from peil.drafting.bygroup import by_group
from peil.drafting.development import development, real_change
from peil.drafting.model import Piece
from peil.drafting.naming import escaped
from peil.drafting.quadrants import Part, graded_in
from peil.drafting.teller import Fill, capital, sentence
from peil.drafting.topics import Desk, first_break, topic_of
from peil.study.model import Study

ABOUT = "summary"
_MOST_REMARKS = 3


def summary_page(desks: Sequence[Desk], study: Study) -> Piece:
    """Page one, of all surveys of the study."""
    if len(desks) == 1:
        title, remarks, line = _grade(desks[0]), _alone(desks[0]), "key figures"
    else:
        named = [replace(one, teller=replace(one.teller, prefix=f"{one.context.survey.id}: ")) for one in desks]
        title, remarks = _beside(named), [text for one in named if (text := _of_several(one))]
        line = " ".join(["key figures", *study.surveys])
    language = desks[0].context.language.code
    return Piece(ABOUT, capital(title or escaped(study.title(language))), tuple(remarks), line)


def _alone(desk: Desk) -> list[str]:
    """The remarks about the one survey of a study, each behind its first word in bold; three, to stand on one line."""
    told = [("development", _development(desk)), ("groups", " ".join(_groups(desk)))]
    said = [desk.teller.say(key, ABOUT, {"text": text}) for key, text in told if text]
    parts: tuple[tuple[str, Part], ...] = (("priorities lead", "priority"), ("strengths lead", "strength"))
    for key, part in parts:
        names = graded_in(desk, part, ABOUT)
        if names and len(said) < _MOST_REMARKS:
            said.append(desk.teller.say(key, ABOUT, {"list": sentence(desk.teller.joined(names))}))
    return [one for one in said if one]


def _of_several(desk: Desk) -> str:
    """One remark about a survey that stands beside others: its groups in a sentence, and what comes first."""
    names = graded_in(desk, "priority", ABOUT)
    first = desk.teller.say("priorities for", ABOUT, {"list": desk.teller.joined(names)}) if names else ""
    groups = _groups(desk)
    text = " ".join(one for one in (*groups[-1:], sentence(first)) if one)
    survey = escaped(desk.context.told(desk.context.survey.title))
    return desk.teller.say("of survey", ABOUT, {"survey": survey, "text": text}) if text else ""


def _beside(desks: Sequence[Desk]) -> str:
    """The grades of all surveys beside each other."""
    told, name = [], ""
    for desk in desks:
        question = desk.context.overall
        if question is not None:
            survey = escaped(desk.naming.lowered(desk.context.told(desk.context.survey.title)))
            fill: dict[str, Fill] = {"survey": survey, "now": topic_of(desk.naming, question).value()}
            told.append(desk.teller.say("survey figure", ABOUT, fill, topic_of(desk.naming, question).counted))
            name = name or desk.naming.figure(question)
    told = [one for one in told if one]
    first = desks[0].teller
    return first.word("beside each other", Name=capital(name), list=first.joined(told)) if told else ""


def _grade(desk: Desk) -> str:
    question = desk.context.overall
    return development(desk, topic_of(desk.naming, question), ABOUT).text if question is not None else ""


def _development(desk: Desk) -> str:
    """What the title, which says where the grade stands, leaves out: the first wave, and whether the change is real."""
    question = desk.context.overall
    if question is None:
        return ""
    found = development(desk, topic_of(desk.naming, question), ABOUT)
    return " ".join(one for one in (*found.more, _real(desk)) if one)


def _real(desk: Desk) -> str:
    """Whether the change is left with the same mix, by the first break for which that can be told."""
    question = desk.context.overall
    if question is None:
        return ""
    topic = topic_of(desk.naming, question)
    told = (real_change(desk, topic, ABOUT, one, named=False) for one in desk.context.breaks)
    return next((one for one in told if one), "")


def _groups(desk: Desk) -> list[str]:
    """The ends among the groups of the first break, or that they do not differ; and then the only one that moved."""
    question, break_ = desk.context.overall, first_break(desk.context)
    if question is None or break_ is None:
        return []
    groups = by_group(desk, topic_of(desk.naming, question), break_, ABOUT)
    title = groups.title()
    alone = (
        []
        if groups.differ and title
        else [groups.only(way, moving[0]) for way in (1, -1) if len(moving := groups.moving(way)) == 1]
    )
    return [sentence(one) for one in (title, *alone) if one]
