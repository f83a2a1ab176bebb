"""Quotes: what respondents wrote, as it may be printed, and what the rule about small groups must know of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """An approved quote. `group`: whose words they are, `client=company`. `language`: code, "" = unknown.

    `text`: masked, parts left out stand between square brackets. Nothing in it leads to a respondent.
    """

    survey: str
    wave: str
    question: str
    theme: str
    group: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A quote that still stands in the data. `group_n`: respondents of its group in the wave; `language_n`: those of
    them who answered in its language (all of them where the languages are not known).
    """

    quote: Quote
    group_n: int
    language_n: int
