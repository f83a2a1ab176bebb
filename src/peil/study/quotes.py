"""Quotes: by which rule they are taken from open answers, and which of them a researcher approved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from peil.errors import Place

QuoteStatus = Literal["proposed", "approved", "rejected"]


@dataclass(frozen=True)
class QuoteRules:
    """By which rule quotes of a survey are taken.

    `break_id`: whose groups are named as the source; `group_size`: fewest respondents of a group that is quoted;
    `language_size`: fewest of them that answered in the language of the quote. `shortest`, `longest`: characters.
    `most`: how many per theme and group. `grades`: by open question the grade over whose bands quotes are spread.
    `bands`: lowest and highest grade of each. `language`: the single question that holds the language of the answers.
    `names`, `case_numbers`: what to mask beside what is masked always; the latter are regular expressions.
    """

    break_id: str
    grades: Mapping[str, str]
    bands: tuple[tuple[int, int], ...]
    group_size: int = 50
    language_size: int = 10
    shortest: int = 20
    longest: int = 240
    most: int = 2
    language: str | None = None
    names: tuple[str, ...] = ()
    case_numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class QuoteEntry:
    """A line of quotes/SURVEY.yaml. `id`: survey, wave, question and a digest of the masked text as it was proposed.

    `group`: as in ids, `client=company`. `grades`: the band, "1-5", "" without a grade. `language`: code, "" unknown.
    `text`: as it may be printed; what a researcher left out of the answer stands between square brackets.
    """

    id: str
    wave: str
    question: str
    theme: str
    group: str
    grades: str
    language: str
    status: QuoteStatus
    text: str
    place: Place

    @property
    def digest(self) -> str:
        """The last part of the id, which says what text was proposed."""
        return self.id.rpartition("/")[2]
