"""How much of a report is bound: the values and claims of its chapters, and what nothing stands behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peil.report.prose.claims import CLAIMS
from peil.report.prose.loose import Loose
from peil.report.prose.markdown import parse_chapter
from peil.report.prose.refusal import Refused
from peil.report.prose.spans import parse
from peil.report.prose.values import VALUES
from peil.study.model import Study

_WORDS = tuple(word for word in (*VALUES, *CLAIMS) if word)


@dataclass(frozen=True)
class Bound:
    """The chapters of a language, or one of them (`file`): how many numbers are computed (`values`), how many claims
    are checked, how many numbers were typed by hand, and how many words stand without a claim."""

    language: str
    file: str
    values: int
    claims: int
    numbers: int
    words: int

    def __str__(self) -> str:
        where = f"  {self.file}" if self.file else f"chapters in {self.language}"
        told = f"{where}: {_many(self.values, 'value')} computed, {_many(self.claims, 'claim')} checked"
        return f"{told}; {_many(self.numbers, 'number')} typed by hand, {_many(self.words, 'word')} without a claim"


def bound(study: Study, found: Sequence[Loose]) -> tuple[Bound, ...]:
    """Per language the sums and then every chapter; `found` is what nothing stands behind."""
    chapters = sorted(study.chapters, key=lambda one: one.file)
    made = []
    for language in study.languages:
        each = [_of_text(language, one.file, one.text, found) for one in chapters if one.language == language]
        total = Bound(language, "", *(sum(getattr(one, name) for one in each) for name in _COUNTED))
        made += [total, *each] if each else []
    return tuple(made)


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


_COUNTED = ("values", "claims", "numbers", "words")


def _of_text(language: str, file: str, text: str, found: Sequence[Loose]) -> Bound:
    words = list(_words(file, text))
    here = [one for one in found if one.problem.place.file == file]
    claims = sum(word in CLAIMS for word in words)
    numbers = sum(one.number for one in here)
    return Bound(language, file, len(words) - claims, claims, numbers, len(here) - numbers)


def _words(file: str, text: str) -> Iterator[str]:
    """The word of every span; what cannot be read is neither value nor claim."""
    for span in parse_chapter(file, text).spans:
        try:
            yield parse(span.braces, _WORDS).word
        except Refused:
            continue
