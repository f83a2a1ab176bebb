"""Words and numbers of a chapter that nothing stands behind: claims in plain words, figures typed by hand.

A list for a person to read, not a list of faults: a word like "only" may say nothing about a figure. What stands in
brackets with braces, in quotations and in directives is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from peil.errors import Place, Problem
from peil.language import Language
from peil.report.prose.figures import shown
from peil.results.model import ALL, Published
from peil.study.model import Chapter, Study

_SPAN = re.compile(r"\[[^\[\]]*\]\{[^{}]*\}")
_HOLE = "\x00"
_NUMBER = re.compile(
    r"(?<![\d.,\w])\d+(?:[.,]\d+)? ?(?:%|procent\b|per ?cent\b|percent\b)|(?<![\d.,\w])\d[.,]\d(?![\d%]|[.,]\d)"
)
_WORDS: Mapping[str, str] = {
    "nl": r"stijg(?:t|en|ing)|steeg|stegen|gestegen|daal(?:t|de|den)|dal(?:en|ing)|gedaald|toegenomen|afgenomen"
    r"|neemt (?:toe|af)|hoger|lager|hoogste?|laagste?|meeste?|minste?|vaker|minder vaak|(?:het )?vaakst|alleen"
    r"|enige?|significante?|verbeterd?e?|verslechterd?e?|meerderheid|minderheid|gelijk gebleven|onveranderd"
    r"|voldoende|onvoldoende|(?:\w+ op de tien)|de helft|een kwart|drie ?kwart|(?:een|twee|één) ?derde",
    "en": r"ris(?:e|es|en|ing)|rose|increased?s?|falls?|fell|fallen|falling|decreased?s?|higher|highest|lower|lowest"
    r"|(?<!at )(?<!At )most|(?<!at )(?<!At )least|more often|less often|only|significant(?:ly)?|improved|worsened"
    r"|majority|minority|unchanged|(?:\w+ in ten)|half|a (?:quarter|third)|three[ -]quarters|two[ -]thirds",
}  # fmt: skip
_AROUND = 30


def loose(study: Study, published: Published) -> tuple[Problem, ...]:
    """What a person should look at in the chapters of all languages, in the order of the text."""
    by_survey = {survey: _by_text(study, survey, published) for survey in study.surveys}
    return tuple(
        problem
        for chapter in sorted(study.chapters, key=lambda one: one.file)
        for problem in _of_chapter(study, chapter, by_survey)
    )


def _by_text(study: Study, survey: str, published: Published) -> Mapping[tuple[str, str], list[str]]:
    """By language and number as it is printed what the braces would say, for figures of everyone in the last wave."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    settings, waves = study.surveys[survey].settings, study.surveys[survey].waves
    columns = ("id", "survey", "wave", "question", "answer", "measure", "estimate", "status")
    for name, of, wave, question, answer, measure, value, status in published.estimate_table.each(*columns):
        told = measure in ("mean", "share") and status == "ok" and name.endswith(f"/{ALL}")
        if told and (of, wave) == (survey, waves[-1].label) and question in study.surveys[survey].questions:
            for code in study.languages:
                text = shown(value, measure, settings, Language(code)) + ("%" if measure == "share" else "")
                found[code, text].append(f"{question}={answer}" if answer else question)
    return found


def _of_chapter(
    study: Study, chapter: Chapter, by_survey: Mapping[str, Mapping[tuple[str, str], list[str]]]
) -> Iterator[Problem]:
    survey = re.search(r"\A---\n(?:.*\n)*?survey: *(\S+)", chapter.text)
    known = by_survey.get(survey[1] if survey else next(iter(study.surveys)), {})
    word = re.compile(rf"\b(?:{_WORDS.get(chapter.language, '(?!)')})\b", re.IGNORECASE)
    for number, line in _prose_lines(chapter.text):
        bare = _without_spans(line)
        found = [
            (one.start(), _typed(one[0], known, chapter.language, bare, one.start())) for one in _NUMBER.finditer(bare)
        ]
        found += [(one.start(), _claimed(one[0], bare, one.start())) for one in word.finditer(bare)]
        for _, (thing, what, expected, remedy) in sorted(found):
            yield Problem(Place(chapter.file, number), thing, what, expected, remedy)


def _prose_lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with running text: no front matter, no directives, no quotations."""
    lines = text.split("\n")
    start = lines.index("---", 1) + 1 if lines[:1] == ["---"] and "---" in lines[1:] else 0
    for number, line in enumerate(lines[start:], start=start + 1):
        if not line.lstrip().startswith((">", ":::")):
            yield number, line


def _without_spans(line: str) -> str:
    before = ""
    while before != line:
        before, line = line, _SPAN.sub(_HOLE, line)
    return line


def _typed(
    number: str, known: Mapping[tuple[str, str], list[str]], language: str, line: str, at: int
) -> tuple[str, str, str, str]:
    share = number[-1] == "%" or number[-1].isalpha()
    digits = re.match(r"[\d.,]+", number)
    text = (digits[0] if digits else number) + ("%" if share else "")
    names = known.get((language, text), [])
    remedy = f"In this wave that is `{'` or `'.join(names[:2])}`." if names else "Cite a source as a benchmark."
    return _thing(number, line, at), "a number typed by hand", "a number that is computed: [...]{...}", remedy


def _claimed(word: str, line: str, at: int) -> tuple[str, str, str, str]:
    return _thing(word, line, at), "a word that no figure stands behind", "a claim, if it tells of figures", ""


def _thing(found: str, line: str, at: int) -> str:
    start, end = line.rfind(" ", 0, max(0, at - _AROUND)) + 1, line.find(" ", at + len(found) + _AROUND)
    around = line[start : end if end >= 0 else len(line)].replace(_HOLE, "[…]").strip()
    return f"“{found}” in “{around}”"
