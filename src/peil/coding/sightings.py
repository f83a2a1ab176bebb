"""What some rows tell of the approved quotes: whether their answers stand among them, and how large their groups are.

It adds up over blocks of rows, so that quotes are the same whoever goes through the data. Of all answers only those
that are quoted are kept, masked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from peil.coding.answers import Answered, Answers, answers_of, was_asked
from peil.coding.masking import LEFT_OUT
from peil.data.model import Data
from peil.study.model import QuoteEntry, Study, Survey


@dataclass(frozen=True)
class Sighting:
    """Of one quote. `answer`: the masked answer that it is taken from, "" where it is not among the rows; `fits`:
    whether one of those is of the theme, group and language of the quote; `group_n`, `language_n`: respondents of the
    group in the wave, and those of them who answered in the language."""

    answer: str = ""
    fits: bool = False
    group_n: int = 0
    language_n: int = 0

    def __add__(self, other: Sighting) -> Sighting:
        """Of both shares of the rows."""
        return Sighting(
            self.answer or other.answer,
            self.fits or other.fits,
            self.group_n + other.group_n,
            self.language_n + other.language_n,
        )


# By id of the quote.
Seen = Mapping[str, Sighting]


def approved(survey: Survey) -> Iterator[QuoteEntry]:
    """The approved quotes of a survey, those to one question in a wave together."""
    found = [one for one in survey.quotes if one.status == "approved"]
    for key in dict.fromkeys((one.question, one.wave) for one in found):
        yield from (one for one in found if (one.question, one.wave) == key)


def seen_in(study: Study, data: Data) -> Seen:
    """What these rows tell of every approved quote, whose answer is known by its words."""
    return {
        entry.id: _sighting(answers, entry, _by_words(answers, entry), counted=True)
        for answers, entries in _asked(study, data)
        for entry in entries
    }


def seen_anyhow(study: Study, data: Data, lost: Collection[str]) -> Seen:
    """The answers of quotes whose words no row holds, known by their digest alone: a text that was edited may hold
    anything. All answers are masked for it. Groups are not counted again."""
    return {
        entry.id: _sighting(answers, entry, answers.all, counted=False)
        for answers, entries in _asked(study, data)
        for entry in entries
        if entry.id in lost
    }


def unseen(study: Study, seen: Seen) -> frozenset[str]:
    """The approved quotes whose words no row holds, though their question was put."""
    return frozenset(
        entry.id
        for survey in study.surveys.values()
        for entry in approved(survey)
        if was_asked(survey, entry.question, entry.wave) and not seen.get(entry.id, Sighting()).answer
    )


def both(one: Seen, other: Seen) -> Seen:
    """What two shares of the rows tell together."""
    return {key: one.get(key, Sighting()) + other.get(key, Sighting()) for key in {**one, **other}}


def _asked(study: Study, data: Data) -> Iterator[tuple[Answers, list[QuoteEntry]]]:
    """The answers to a question in a wave, and the quotes from them."""
    for survey in study.surveys.values():
        for (question, wave), entries in groupby(approved(survey), key=lambda one: (one.question, one.wave)):
            answers = answers_of(survey, data.surveys[survey.id], question, wave)
            if answers is not None and bool(np.any(answers.in_wave)):
                yield answers, list(entries)


def _by_words(answers: Answers, entry: QuoteEntry) -> tuple[Answered, ...]:
    # What a mask left of an answer stands in it word for word.
    return answers.holding(max(LEFT_OUT.split(entry.text), key=len))


def _sighting(answers: Answers, entry: QuoteEntry, among: Collection[Answered], counted: bool) -> Sighting:
    same = [one for one in among if one.digest == entry.digest]
    members = answers.members(entry.group)
    fitting = answers.has_theme(entry.theme) & members
    return Sighting(
        same[0].text if same else "",
        any(fitting[one.row] and answers.language(one.row) == entry.language for one in same),
        int(np.sum(members)) if counted else 0,
        answers.language_n(entry.group, entry.language) if counted else 0,
    )
