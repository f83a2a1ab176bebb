"""Words and numbers of a chapter that nothing stands behind: claims in plain words, figures typed by hand.

A list for a person to read, not a list of faults: a word like "only" may say nothing about a figure. What stands in
brackets with braces, in quotations and in directives is left out, and so is a word that a claim in the same sentence
says: "both rise" behind two names of which each is claimed to rise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from peil.errors import Place, Problem
from peil.report.prose.byhand import Around, Known, printed_alike, remedy
from peil.report.prose.claims import CLAIMS
from peil.report.prose.plainwords import TWICE, Family, found_in
from peil.results.model import Published
from peil.study.model import Chapter, Study

_SPAN = re.compile(r"\[([^\[\]]*)\]\{([^{}]*)\}")
# A span is read as one letter of the private area, so that no word and no number is found in it.
_HOLES = 0xE000
_HOLE = re.compile("[\ue000-\uf8ff]")
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_NUMBER = re.compile(
    r"(?<![\d.,\w])\d+(?:[.,]\d+)? ?(?:%|procent\w*|per ?cent\b|percent\w*)"  # a per cent
    r"|(?<![\d.,\w])\d{1,2}[.,]\d{1,2}(?![\d%]|[.,]\d)"  # a grade
    r"|(?<![\d.,\w])\d{1,3}(?:[.,]\d{3})+(?![\d%]|[.,]\d)"  # thousands
    r"|(?<![\d.,\w])\d{3,}(?![\d%\w]|[.,]\d)"  # a number of people, or a year
)
_YEARS = range(1900, 2101)
_AROUND = 30
_BY_HAND = "a number typed by hand"
_SURVEY = re.compile(r"\A---\n(?:.*\n)*?survey: *(\S+)")


@dataclass(frozen=True)
class _Sentence:
    """A sentence with its spans taken out, and with their braces alone; the words that stood between these."""

    text: str
    whole: str
    claims: frozenset[str]


@dataclass(frozen=True)
class _Page:
    """The lines of a page; `start`: the number of the first."""

    start: int
    lines: list[str]


@dataclass(frozen=True)
class Loose:
    """Something that nothing stands behind: a number typed by hand, or a word."""

    problem: Problem
    number: bool


def loose(study: Study, published: Published) -> tuple[Loose, ...]:
    """What a person should look at in the chapters of all languages, in the order of the text."""
    known = printed_alike(study, published)
    return tuple(
        one
        for chapter in sorted(study.chapters, key=lambda one: one.file)
        for one in _of_chapter(study, chapter, known)
    )


def typed_by_hand(study: Study, published: Published, language: str) -> int:
    """How many numbers in the chapters of a language no figure stands behind."""
    chapters = tuple(one for one in study.chapters if one.language == language)
    return sum(one.number for one in loose(replace(study, chapters=chapters), published))


def _of_chapter(study: Study, chapter: Chapter, known: Mapping[str, Known]) -> Iterator[Loose]:
    named = _SURVEY.search(chapter.text)
    surveys = [survey for survey in study.surveys.values() if named is None or survey.id == named[1]]
    names = _names(study, chapter.language)
    for page, number, line in _prose_lines(chapter.text):
        for sentence in _sentences(line):
            around = Around(sentence.whole, page.lines, number - page.start, surveys, chapter.language)
            for thing, what, expected, advice in _found(sentence, known, around, names):
                problem = Problem(Place(chapter.file, number), thing, what, expected, advice)
                yield Loose(problem, what == _BY_HAND)


def _in_a_name(text: str, at: int, word: str, names: Collection[str]) -> bool:
    """Whether a word belongs to a name of the study, with the word before or behind it: "300 largest"."""
    before = re.search(r"\w+\W+$", text[:at])
    behind = re.match(r"\W+\w+", text[at + len(word) :])
    told = [before[0] + word] if before else []
    told += [word + behind[0]] if behind else []
    return any(re.sub(r"\W+", " ", one).lower() in names for one in told)


def _names(study: Study, language: str) -> frozenset[str]:
    """Every two words that stand beside each other in a label of a group, a question or an answer."""
    found = set()
    for survey in study.surveys.values():
        labels = [group.label(language) for split in survey.breaks.values() for group in split.groups]
        for question in survey.questions.values():
            answers = (*getattr(question.kind, "answers", ()), *question.nets)
            labels += [question.label(language), *(answer.text(language) for answer in answers)]
        for label in labels:
            found |= {" ".join(two).lower() for two in pairwise(re.findall(r"\w+", label))}
    return frozenset(found)


def _found(
    sentence: _Sentence, known: Mapping[str, Known], around: Around, names: Collection[str]
) -> list[tuple[str, str, str, str]]:
    """What nothing stands behind in a sentence, in the order of its text; of words within words the longest."""
    text = sentence.text
    found = [(one.start(), -len(one[0]), _typed(one[0], known, around, text, one.start()))
             for one in _NUMBER.finditer(text) if _counts(one[0], known, around)]  # fmt: skip
    for at, word, family in found_in(text, around.language):
        if not family.said_by(sentence.claims) and not _in_a_name(text, at, word, names):
            found.append((at, -len(word), _claimed(word, text, at, family)))
    kept, end = [], 0
    for at, length, told in sorted(found, key=lambda one: one[:2]):
        if at >= end:
            kept.append(told)
            end = at - length
    return kept


def _counts(number: str, known: Mapping[str, Known], around: Around) -> bool:
    """Whether a number may tell a figure: a whole one without % only where the study knows it, and no year."""
    if not number.isdigit() and not re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", number):
        return True
    told = any((around.language, number) in known[survey.id] for survey in around.surveys)
    return told and not (number.isdigit() and int(number) in _YEARS)


def _sentences(line: str) -> Iterator[_Sentence]:
    """The sentences of a line, each with the words of its braces; what stands within a span belongs to it."""
    braces: list[str] = []

    def hole(span: re.Match[str]) -> str:
        inner = "".join(" " + braces[ord(one) - _HOLES] for one in _HOLE.findall(span[1]))
        braces.append(span[2] + inner)
        return chr(_HOLES + len(braces) - 1)

    before = ""
    while before != line:
        before, line = line, _SPAN.sub(hole, line)
    for text in _SENTENCE.split(line):
        inner = [braces[ord(one) - _HOLES] for one in _HOLE.findall(text)]
        whole = _HOLE.sub("", text) + "".join(f"{{{one}}}" for one in inner)
        yield _Sentence(text, whole, frozenset(re.findall(r"[a-z]+", " ".join(inner))) | _twice(text, braces))


def _twice(text: str, braces: list[str]) -> frozenset[str]:
    """Whether one claim is made of two things in a sentence."""
    words = [braces[ord(one) - _HOLES].split(": ")[-1].split()[:1] for one in _HOLE.findall(text)]
    told = [one[0] for one in words if one and one[0] in CLAIMS]
    return frozenset({TWICE} if len(set(told)) < len(told) else ())


def _prose_lines(text: str) -> Iterator[tuple[_Page, int, str]]:
    """The lines with running text, each with its number and page: no front matter, no directives, no quotations."""
    lines = text.split("\n")
    start = lines.index("---", 1) + 1 if lines[:1] == ["---"] and "---" in lines[1:] else 0
    heads = [number for number in range(start, len(lines)) if number == start or lines[number].startswith("## ")]
    for first, behind in pairwise([*heads, len(lines)]):
        page = _Page(first + 1, lines[first:behind])
        for number, line in enumerate(page.lines, start=page.start):
            if not line.lstrip().startswith((">", ":::")):
                yield page, number, line


def _typed(number: str, known: Mapping[str, Known], around: Around, line: str, at: int) -> tuple[str, str, str, str]:
    share = number[-1] == "%" or number[-1].isalpha()
    digits = re.match(r"[\d.,]+", number)
    text = (digits[0] if digits else number) + ("%" if share else "")
    return _thing(number, line, at), _BY_HAND, "a number that is computed: [...]{...}", remedy(text, known, around)


def _claimed(word: str, line: str, at: int, family: Family) -> tuple[str, str, str, str]:
    advice = f"Say it with `{'` or `'.join(family.claims[:2])}`."
    return _thing(word, line, at), "a word that no figure stands behind", "a claim, if it tells of figures", advice


def _thing(found: str, line: str, at: int) -> str:
    start, end = line.rfind(" ", 0, max(0, at - _AROUND)) + 1, line.find(" ", at + len(found) + _AROUND)
    around = _HOLE.sub("[…]", line[start : end if end >= 0 else len(line)]).strip()
    return f"“{found}” in “{around}”"
