"""The management summary: the grade and its change, the ends among groups, priorities and strengths, on one page.

Of one survey the figure of the page tells the grade, its margin and its change; the words add what cannot be drawn, and
are few, so that both stand on one sheet. Of several surveys the figures have a page, and all that is to be said of them
stands together on the next. A survey without a grade is summed up by what its questions found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from peil.drafting.answers import Answers, title_of
from peil.drafting.benchmarks import benchmarks_of
from peil.drafting.bygroup import by_group
from peil.drafting.chosen import questions_told
from peil.drafting.development import development
from peil.drafting.grouptold import differing, only_mover, title_by_group
from peil.drafting.model import Piece, letters
from peil.drafting.quadrants import Part, graded_in, strengths_among
from peil.drafting.realchange import real_change
from peil.drafting.teller import Fill, On, capital, inside, sentence
from peil.drafting.topics import Desk, first_break, topic_of
from peil.drafting.words import escaped
from peil.study.model import Multiple, Question, Single, Study

ABOUT = "summary"
_MOST_FIGURES = 3  # beside the grade, so that words below them stand on the same sheet
_MOST_REMARKS = 3
_PAIR = 2
_MOST_LETTERS = 190  # of such a remark: one of three columns


def summary_pages(desks: Sequence[Desk], study: Study) -> Iterator[Piece]:
    """Page one; of several surveys the page with their figures and that with the words."""
    language = desks[0].context.language.code
    if len(desks) == 1:
        title = _grade(desks[0]) or escaped(study.title(language))
        figures = "key figures" + ("" if desks[0].context.overall is None else f" most {_MOST_FIGURES}")
        yield Piece(ABOUT, capital(title), tuple(_alone(desks[0])), figures)
        return
    named = [replace(one, teller=replace(one.teller, prefix=f"{one.context.survey.id}: ")) for one in desks]
    title = _beside(named) or escaped(study.title(language))
    yield Piece(ABOUT, capital(title), (), " ".join(["key figures", *study.surveys]))
    remarks = tuple(_of_several(named))
    if remarks:
        yield Piece(f"{ABOUT}/brief", desks[0].teller.word("summary"), remarks)


def _alone(desk: Desk) -> list[str]:
    """The remarks about the one survey of a study, each behind its first word in bold, to stand below the figures."""
    if desk.context.overall is None:
        return _findings(desk)
    benchmarks = benchmarks_of(desk, desk.context.overall, ABOUT)
    told = (
        ("development", [*_development(desk), *benchmarks]),
        ("groups", _groups(desk)),
        ("priorities lead", _reasoned(desk, "priority")),
        ("strengths lead", _reasoned(desk, "strength")),
    )
    said = [desk.teller.say(key, ABOUT, {"text": short}) for key, texts in told if (short := _short(texts))]
    return said[:_MOST_REMARKS]


def _short(texts: Iterable[str]) -> str:
    """As many of the sentences as stand in a column; the first always."""
    told: list[str] = []
    for text in texts:
        if text and (not told or letters(" ".join((*told, text))) <= _MOST_LETTERS):
            told.append(text)
    return " ".join(told)


def _of_several(desks: Sequence[Desk]) -> Iterator[str]:
    """The remarks about all surveys of a study: by subject, and below it what is said of every survey."""
    parts: tuple[tuple[str, Callable[[Desk], Sequence[str]]], ...] = (
        ("development", lambda desk: [_with_margin(desk), *_development(desk, first=False)]),
        ("groups", _groups),
        ("priorities lead", lambda desk: _listed(desk, "priority")),
        ("strengths lead", lambda desk: _listed(desk, "strength")),
        ("comparison", _compared),
    )
    for key, part in parts:
        told = [_of_survey(desk, text) for desk in desks if (text := " ".join(one for one in part(desk) if one))]
        if told:
            reason = desks[0].teller.word(f"{key} reason") if key.endswith("lead") else ""
            lead = desks[0].teller.say(key, ABOUT, {"text": reason}).rstrip()
            yield "".join((lead, *(f"\n  - {one}" for one in told)))


def _of_survey(desk: Desk, text: str) -> str:
    """What is said of one survey, behind its title."""
    survey = escaped(desk.context.told(desk.context.survey.title))
    return desk.teller.word("of survey", survey=survey, text=inside(text))


def _listed(desk: Desk, part: Part) -> list[str]:
    names = graded_in(desk, part, ABOUT)
    return [sentence(strengths_among(desk, names) if part == "strength" else desk.teller.joined(names))]


def _reasoned(desk: Desk, part: Part) -> list[str]:
    """The aspects in a part of the matrix with their grades, and why they stand there."""
    question, names = desk.context.overall, graded_in(desk, part, ABOUT)
    if not names or question is None:
        return []
    fill: dict[str, Fill] = {"list": desk.teller.joined(names)}
    if part == "strength":
        fill["list"] = strengths_among(desk, names)
        return [sentence(desk.teller.say("strong" if len(names) > 1 else "strong alone", ABOUT, fill))]
    return [sentence(desk.teller.say("priority reason", ABOUT, fill | {"name": desk.naming.figure(question)}))]


def _compared(desk: Desk) -> list[str]:
    question = desk.context.overall
    return benchmarks_of(desk, question, ABOUT, "benchmark lead") if question is not None else []


def _beside(desks: Sequence[Desk]) -> str:
    """The grades of all surveys beside each other."""
    told, name = [], ""
    for desk in desks:
        question = desk.context.overall
        if question is not None:
            survey = escaped(desk.words.lowered(desk.context.told(desk.context.survey.title)))
            topic = topic_of(desk.naming, question)
            fill: dict[str, Fill] = {"survey": survey, "now": topic.value()}
            told.append(desk.teller.say("survey figure", ABOUT, fill, topic.counted))
            name = name or topic.name
    told = [one for one in told if one]
    first = desks[0].teller
    return first.word("beside each other", Name=capital(name), list=first.joined(told)) if told else ""


def _grade(desk: Desk) -> str:
    question = desk.context.overall
    return development(desk, topic_of(desk.naming, question), ABOUT).text if question is not None else ""


def _with_margin(desk: Desk) -> str:
    """The grade as it stands and moves, with its margin."""
    question, text = desk.context.overall, _grade(desk)
    if question is None or not text:
        return ""
    fill: dict[str, Fill] = {"text": text, "margin": On(topic_of(desk.naming, question).claim("margin").text)}
    return sentence(desk.teller.say("with margin", ABOUT, fill) or text)


def _development(desk: Desk, first: bool = True) -> list[str]:
    """What is to be said beside where the grade stands: whether the change is real, and what was `first`."""
    question = desk.context.overall
    if question is None:
        return []
    topic = topic_of(desk.naming, question)
    found = development(desk, topic, ABOUT)
    real = real_change(desk, topic, ABOUT, found, named=False)
    return [*(found.more if first or found.since != "previous" else ()), real]


def _groups(desk: Desk) -> list[str]:
    """The ends among the groups of the first break, or that they do not differ; and then the only one that moved."""
    question, break_ = desk.context.overall, first_break(desk.context)
    if question is None or break_ is None:
        return []
    groups = by_group(desk, topic_of(desk.naming, question), break_, ABOUT)
    title = title_by_group(groups)
    moving = [(way, groups.moving(way)) for way in (1, -1)]
    alone = [only_mover(groups, way, found[0]) for way, found in moving if len(found) == 1]
    apart = differing(groups, titled=True) if groups.differ and title and len(groups.groups) > _PAIR else []
    return [sentence(one) for one in (title, *alone, *apart) if one]


def _findings(desk: Desk) -> list[str]:
    """What the closed questions found: the clearest changes first, then in the order of the questionnaire."""
    found: list[tuple[float, str]] = []
    for question in _closed(desk):
        one = Answers(desk, question)
        text, _, strength = title_of(one) if one.answers else ("", "", 0.0)
        if text:
            label = desk.naming.label(question)
            key = "finding of question" if label.endswith(("?", "!")) else "finding"
            found.append((strength, desk.teller.say(key, ABOUT, {"label": label, "text": sentence(text)})))
    return [text for _, text in sorted(found, key=lambda pair: -pair[0])[:_MOST_REMARKS]]


def _closed(desk: Desk) -> list[Question]:
    """The closed questions that are told of and make no groups."""
    dividing = {one.question for one in desk.context.breaks}
    return [
        one
        for one in questions_told(desk)
        if isinstance(one.kind, Single | Multiple) and one.grid is None and one.per is None and one.id not in dividing
    ]
