"""What would compute a number that was typed by hand: the figures that are printed so, and of those the nearest.

Only a figure that a reader would see as the same number is proposed. Of several it is that of the question which the
text names nearest to the number: in the same sentence, else in the nearest line of its page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peil.language import Language
from peil.report.prose.figures import shown
from peil.results.model import ALL, Published
from peil.study.model import Study, Survey

_BRACES = re.compile(r"\{(?:([\w-]+): )?([^{}]*)\}")
_MOST = 2
# Of a question that the page does not name.
_FAR = (10**6, True)
# By language and number as it is printed.
Known = Mapping[tuple[str, str], Sequence["Computed"]]


@dataclass(frozen=True)
class Computed:
    """What computes a number: `braces` as in a chapter. `question`: what it is of; "" for numbers of respondents."""

    braces: str
    survey: str
    question: str
    wave: str


@dataclass(frozen=True)
class Around:
    """Where a number stands: its sentence, with the braces of its spans; `lines` of its page, and which of them is its
    own. `surveys`: those that it may be about, the one of its chapter or all."""

    sentence: str
    lines: Sequence[str]
    own: int
    surveys: Sequence[Survey]
    language: str


def printed_alike(study: Study, published: Published) -> dict[str, Known]:
    """By survey, language of the chapters and number as it is printed what computes it: figures of everyone, the last
    wave first, and the numbers of respondents."""
    return {survey.id: _of_survey(study, survey, published) for survey in study.surveys.values()}


def _of_survey(study: Study, survey: Survey, published: Published) -> Known:
    found: dict[tuple[str, str], list[Computed]] = defaultdict(list)
    languages = [Language(code) for code in sorted({chapter.language for chapter in study.chapters})]
    last = survey.waves[-1].label
    order = {wave.label: number for number, wave in enumerate(survey.waves)}
    columns = ("id", "survey", "wave", "question", "answer", "measure", "estimate", "status")
    told = []
    for name, of, wave, question, answer, measure, value, status in published.estimate_table.each(*columns):
        usual = measure in ("mean", "share") and status == "ok" and name.endswith(f"/{ALL}")
        if usual and of == survey.id and question in survey.questions:
            braces = (f"{question}={answer}" if answer else question) + ("" if wave == last else f" {wave}")
            told.append((order[wave], Computed(braces, survey.id, question, wave), value, measure))
    for _, one, value, measure in sorted(told, key=lambda row: -row[0]):
        for language in languages:
            text = shown(value, measure, survey.settings, language) + ("%" if measure == "share" else "")
            found[language.code, text].append(one)
    for account in published.accounts:
        for word, count in (("n", account.n), ("sent", account.sent)):
            if account.survey == survey.id and count:
                braces = word if account.wave == last else f"{word} {account.wave}"
                for language in languages:
                    found[language.code, language.integer(count)].append(Computed(braces, survey.id, "", account.wave))
    return found


def remedy(text: str, known: Mapping[str, Known], around: Around) -> str:
    """What to write instead of a number, or how to find that. `text`: the number as values print it."""
    found = [one for survey in around.surveys for one in known[survey.id].get((around.language, text), ())]
    if not found:
        return "No figure of everyone is printed so: of a group add `for GROUP`; of a source cite a benchmark."
    near = _nearest(found, around)
    if near:
        return f"That is {_listed(near, around)}."
    if len(found) == 1:
        return f"Only {_listed(found, around)} is printed so."
    return (
        f"{len(found)} figures are printed so, and the page does not tell of which question this one is: write that "
        "between the braces; `peil results` saves all figures with their names."
    )


def _listed(found: Sequence[Computed], around: Around) -> str:
    prefixed = len(around.surveys) > 1
    return " or ".join(f"`{one.survey}: {one.braces}`" if prefixed else f"`{one.braces}`" for one in found[:_MOST])


def _nearest(found: Sequence[Computed], around: Around) -> list[Computed]:
    """Those of the one question that is named nearest, none where two are equally near; of its waves those that the
    sentence names."""
    distances = {(one.survey, one.question): _distance(one, around) for one in found}
    least = min(distances.values())
    nearest = [key for key, distance in distances.items() if distance == least and distance < _FAR]
    near = [one for one in found if nearest == [(one.survey, one.question)]]
    return [one for one in near if re.search(rf"\b{re.escape(one.wave)}\b", around.sentence)] or near


def _distance(one: Computed, around: Around) -> tuple[int, bool]:
    """In lines, counted from the sentence itself, and whether it is the grid of the question that is named there. A
    number of respondents is of no question, and near everywhere."""
    if not one.question:
        return 0, False
    question = next(survey for survey in around.surveys if survey.id == one.survey).questions[one.question]
    label = question.label(around.language).lower()
    lines = [(0, around.sentence)]
    lines += [(1 + abs(number - around.own), line) for number, line in enumerate(around.lines)]
    found = [_FAR]
    for away, line in lines:
        ids = _ids(line, one.survey, len(around.surveys) > 1)
        if _stands(question.id, ids) or _stands(label, _BRACES.sub("", line).lower()):
            found.append((away, False))
        elif question.grid and _stands(question.grid, ids):
            found.append((away, True))
    return min(found)


def _ids(line: str, survey: str, several: bool) -> str:
    """What stands in a directive, and between the braces of a line as far as it is about this survey."""
    of_survey = {survey} if several else {survey, ""}
    told = [found[2] for found in _BRACES.finditer(line) if (found[1] or "") in of_survey]
    return " ".join([*told, line if line.startswith(":::") else ""])


def _stands(name: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None
