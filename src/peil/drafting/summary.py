"""The management summary, on one sheet: the grade and its change, the ends among groups, what comes first, what moved.

Of one survey the figure of the page tells the grade, its margin and its change; the words below it add what cannot be
drawn. Of several surveys the words stand alone, a card for each, and every survey has a sheet of figures in front of
its own chapters. A survey without a grade is summed up by what its questions found. There is room for so many letters;
what does not fit in one of the languages is left out of all, the weakest evidence first (`brief`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from peil.drafting.brief import ABOUT, PARTS, Finding, answers_found, chosen, findings
from peil.drafting.development import development, moved
from peil.drafting.model import Piece, stands_as_title
from peil.drafting.teller import Fill, capital, sentence
from peil.drafting.topics import Desk, topic_of
from peil.drafting.words import escaped
from peil.study.model import Question, Study

_MOST_FIGURES = 3  # beside the grade, so that words below them stand on the same sheet
_MOST_REMARKS = 3
_COLUMN = 250  # letters of a remark below figures: one of three columns
# Letters of a card, by the number of surveys; of more surveys than these the list has a line or two for each.
_CARD = {1: 900, 2: 760, 3: 520, 4: 300, 5: 190, 6: 190}
_LINES = 120


def summary_pages(study: Study, desks: Mapping[str, Sequence[Desk]]) -> dict[str, Piece]:
    """By language the page that sums up a study, with the same findings in each. `desks`: by language one a survey."""
    if len(study.surveys) == 1:
        return _of_one(study, {language: row[0] for language, row in desks.items()})
    named = {
        language: [replace(one, teller=replace(one.teller, prefix=f"{one.context.survey.id}: ")) for one in row]
        for language, row in desks.items()
    }
    titles, figures = _beside(named), " ".join(["key figures", *study.surveys])
    cards = [
        _cards({language: row[number] for language, row in named.items()}, _CARD.get(len(study.surveys), _LINES))
        for number in range(len(study.surveys))
    ]
    pages = {}
    for language in desks:
        remarks = tuple(text for one in cards if (text := one[language]))
        title = titles.get(language) or escaped(study.title(language))
        pages[language] = Piece(ABOUT, capital(title), remarks, "" if remarks else figures)
    return pages


def _of_one(study: Study, desks: Mapping[str, Desk]) -> dict[str, Piece]:
    """The page of the one survey of a study."""
    remarks = _alone(desks)
    pages = {}
    for language, desk in desks.items():
        title = _grade(desk) or escaped(study.title(language))
        figures = "key figures" + ("" if desk.context.overall is None else f" most {_MOST_FIGURES}")
        pages[language] = Piece(ABOUT, capital(title), tuple(remarks[language]), figures)
    return pages


def _alone(desks: Mapping[str, Desk]) -> dict[str, list[str]]:
    """By language the remarks about the one survey of a study, each behind its first word in bold, to stand below the
    figures."""
    if next(iter(desks.values())).context.overall is None:
        return _questions(desks)
    every = {language: findings(desk, drawn=True) for language, desk in desks.items()}
    said: dict[str, list[str]] = {language: [] for language in desks}
    for part in PARTS:
        of_part = {language: [one for one in found if one.part == part] for language, found in every.items()}
        for language, kept in chosen(of_part, _COLUMN).items():
            if kept:
                said[language].append(desks[language].teller.say(f"lead {part}", ABOUT, {"text": _joined(kept)}))
    return said


def _joined(found: Sequence[Finding]) -> str:
    return " ".join(one.text for one in found)


def _cards(desks: Mapping[str, Desk], most: int) -> dict[str, str]:
    """By language all that is said of one of several surveys, behind its title in bold."""
    kept = chosen({language: findings(desk, drawn=False) for language, desk in desks.items()}, most)
    texts = {language: _text_of(desks[language], found) for language, found in kept.items()}
    if not all(texts.values()):
        texts = {language: " ".join(found[:1]) for language, found in _questions(desks).items()}
    return {language: _card(desks[language], text) for language, text in texts.items()}


def _text_of(desk: Desk, found: Sequence[Finding]) -> str:
    told: list[str] = []
    for part in PARTS:
        text = _joined([one for one in found if one.part == part])
        # The grade comes first and needs no word in front.
        told.append(desk.teller.say(f"lead {part}", ABOUT, {"text": text}) if text and told else text)
    return " ".join(one for one in told if one)


def _card(desk: Desk, text: str) -> str:
    title = escaped(desk.words.told(desk.context.survey.title))
    return desk.teller.say("of survey", ABOUT, {"survey": title, "text": text}) if text else ""


def _beside(desks: Mapping[str, Sequence[Desk]]) -> dict[str, str]:
    """By language the grades of all surveys beside each other: with what moved, or without where that is too long for a
    title in one of the languages. Empty where no survey has a grade that may be told."""
    graded = {language: [one for one in row if one.context.overall is not None] for language, row in desks.items()}
    for bare in (False, True):
        titles = {language: text for language, row in graded.items() if row and (text := _beside_each_other(row, bare))}
        if bare or (titles and all(map(stands_as_title, titles.values()))):
            return titles
    return {}


def _beside_each_other(desks: Sequence[Desk], bare: bool) -> str:
    told = [text for one in desks if (text := _beside_others(one, bare))]
    first = desks[0]
    if not told or first.context.overall is None:
        return ""
    name = topic_of(first.naming, first.context.overall).name
    return first.teller.word("beside each other", Name=capital(name), list=first.teller.joined(told))


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


def _questions(desks: Mapping[str, Desk]) -> dict[str, list[str]]:
    """By language what the closed questions found: the clearest changes first, then in the order of the
    questionnaire."""
    found = {language: sorted(answers_found(desk), key=lambda one: -one[2]) for language, desk in desks.items()}
    common = set.intersection(*({question.id for question, _, _ in each} for each in found.values()))
    return {
        language: [_found(desks[language], *one[:2]) for one in each if one[0].id in common][:_MOST_REMARKS]
        for language, each in found.items()
    }


def _found(desk: Desk, question: Question, text: str) -> str:
    label = desk.naming.label(question)
    key = "finding of question" if label.endswith(("?", "!")) else "finding"
    return desk.teller.say(key, ABOUT, {"label": label, "text": sentence(text)})
