"""The management summary on one page: the grade and its change, the ends among groups, strengths and priorities.

The figure of the page tells the grade, its margin and its change; the words add what cannot be drawn. They are few, so
that both stand on one sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from peil.drafting.bygroup import by_group
from peil.drafting.development import development, real_change
from peil.drafting.grouptold import only_mover, title_by_group
from peil.drafting.model import Piece
from peil.drafting.naming import escaped
from peil.drafting.quadrants import Part, graded_in
from peil.drafting.teller import Fill, capital, inside, sentence
from peil.drafting.topics import Desk, first_break, topic_of
from peil.study.model import Study

ABOUT = "summary"
_MOST_REMARKS = 3


def summary_pages(desks: Sequence[Desk], study: Study) -> Iterator[Piece]:
    """Page one; of several surveys the figures fill it, and the words stand on the next."""
    language = desks[0].context.language.code
    if len(desks) == 1:
        title = _grade(desks[0]) or escaped(study.title(language))
        yield Piece(ABOUT, capital(title), tuple(_alone(desks[0])), "key figures")
        return
    named = [replace(one, teller=replace(one.teller, prefix=f"{one.context.survey.id}: ")) for one in desks]
    title = _beside(named) or escaped(study.title(language))
    yield Piece(ABOUT, capital(title), (), " ".join(["key figures", *study.surveys]))
    remarks = tuple(_of_several(named))
    if remarks:
        yield Piece(f"{ABOUT}/brief", desks[0].teller.word("summary"), remarks)


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


def _of_several(desks: Sequence[Desk]) -> Iterator[str]:
    """The remarks about all surveys of a study: by subject, and in each what is said of every survey."""
    parts: tuple[tuple[str, Callable[[Desk], str]], ...] = (
        ("development", lambda desk: " ".join(one for one in (sentence(_grade(desk)), _real(desk)) if one)),
        ("groups", lambda desk: " ".join(_groups(desk))),
        ("strengths lead", lambda desk: _listed(desk, "strength")),
        ("priorities lead", lambda desk: _listed(desk, "priority")),
    )
    for key, part in parts:
        told = [_of_survey(desk, text) for desk in desks if (text := part(desk))]
        if told:
            field = "list" if key.endswith("lead") else "text"
            yield desks[0].teller.say(key, ABOUT, {field: " ".join(told)})


def _of_survey(desk: Desk, text: str) -> str:
    """What is said of one survey, behind its title."""
    survey = escaped(desk.context.told(desk.context.survey.title))
    return desk.teller.word("of survey", survey=survey, text=inside(text))


def _listed(desk: Desk, part: Part) -> str:
    return sentence(desk.teller.joined(graded_in(desk, part, ABOUT)))


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
    title = title_by_group(groups)
    alone = (
        []
        if groups.differ and title
        else [only_mover(groups, way, moving[0]) for way in (1, -1) if len(moving := groups.moving(way)) == 1]
    )
    return [sentence(one) for one in (title, *alone) if one]
