"""Drafts read as a reader reads them, and as the checker does."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from peil.drafting import DraftChapter, draft
from peil.report.compose import compose
from peil.results.model import Published
from peil.study.model import Chapter, Study

SPAN = re.compile(r"\[([^\[\]]*)\]\{([^{}]*)\}")
QUOTED = re.compile(r"“[^”]*”|‘[^’]*’")


def with_draft(study: Study, drafts: Mapping[str, Sequence[DraftChapter]]) -> Study:
    """The study with the draft as its chapters."""
    chapters = tuple(
        Chapter(f"chapters/{language}/{one.name}", language, one.markdown)
        for language, found in drafts.items()
        for one in found
    )
    return replace(study, chapters=chapters)


def checked(study: Study, published: Published) -> dict[str, tuple[DraftChapter, ...]]:
    """The draft of a study, of which a report has been made in every language: nothing in it was refused."""
    drafts = draft(study, published)
    whole = with_draft(study, drafts)
    for language in study.languages:
        report = compose(whole, published, language)
        assert report.sections
    return drafts


def lines(drafts: Mapping[str, Sequence[DraftChapter]], language: str) -> list[str]:
    """Titles and remarks in a language, as they are written."""
    pieces = [piece for chapter in drafts[language] for piece in chapter.pieces]
    remarks = (line for piece in pieces for text in (piece.title, *piece.remarks) for line in text.split("\n"))
    return [line.removeprefix("  - ") for line in remarks]


def plain(text: str) -> str:
    """A line as the reader sees it."""
    return SPAN.sub(r"\1", text).replace("\\", "")


def text(drafts: Mapping[str, Sequence[DraftChapter]], language: str) -> str:
    """Everything in a language, as the reader sees it."""
    return "\n".join(map(plain, lines(drafts, language)))


def loose_numbers(line: str, labels: Sequence[str]) -> list[str]:
    """Digits that no claim or value holds and that are in no label of the study."""
    rest = QUOTED.sub("", SPAN.sub("", line).replace("\\", ""))
    for label in sorted(labels, key=len, reverse=True):
        rest = re.sub(re.escape(label), "", rest, flags=re.IGNORECASE)
    return re.findall(r"\d+", rest)


def labels(study: Study, language: str) -> list[str]:
    """What the study calls its waves, questions, groups (with and without what is between brackets) and breaks."""
    found: list[str] = []
    for survey in study.surveys.values():
        found += [wave.label for wave in survey.waves]
        found += [one.label(language) for one in survey.questions.values()]
        found += [one.base(language) for one in survey.questions.values() if one.base is not None]
        found += [one.text(language) for one in survey.grids.values()]
        found += [survey.title(language), *(one.title(language) for one in survey.breaks.values())]
        groups = [group.label(language) for one in survey.breaks.values() for group in one.groups]
        found += [*groups, *(re.sub(r" \([^()]*\)$", "", one) for one in groups)]
        found += [text for one in survey.benchmarks.values() for text in (one.source, one.title(language))]
    return [one for one in found if re.search(r"\d", one)]
