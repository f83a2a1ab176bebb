"""The approved quotes of a study against its data: which still stand there, and what is wrong with the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from peil.coding.answers import Answers, answers_of
from peil.data.model import Data
from peil.errors import Problem
from peil.results.model import Results
from peil.results.quote import FoundQuote, Quote
from peil.study.model import QuoteEntry, Study, Survey

_REJECT = "Reject this quote; `peil quotes` proposes anew."
_LEFT_OUT = re.compile(r"\[[^\]]*\]")


def quote(study: Study, data: Data, results: Results) -> Results:
    """The results with the approved quotes: those whose answer is in the data and says what is printed."""
    return checked_quotes(study, data, results)[0]


def faulty_quotes(study: Study, data: Data) -> tuple[Problem, ...]:
    """Approved quotes that are not printed, each with what is wrong: an answer that changed or is no longer there, a
    text that says more than the answer, a group that is too small."""
    return tuple(one for one in _judged(study, data) if isinstance(one, Problem))


def checked_quotes(study: Study, data: Data, results: Results) -> tuple[Results, tuple[Problem, ...]]:
    """Both: the results with the quotes, and what is wrong with the others."""
    judged = list(_judged(study, data))
    found = tuple(one for one in judged if isinstance(one, FoundQuote))
    return replace(results, quotes=found), tuple(one for one in judged if isinstance(one, Problem))


def _judged(study: Study, data: Data) -> Iterator[FoundQuote | Problem]:
    for survey in study.surveys.values():
        for key in dict.fromkeys((one.question, one.wave) for one in _approved(survey)):
            found = answers_of(survey, data.surveys[survey.id], *key)
            source = _Source(survey, found)
            yield from (source.judge(one) for one in _approved(survey) if (one.question, one.wave) == key)


def _approved(survey: Survey) -> tuple[QuoteEntry, ...]:
    return tuple(one for one in survey.quotes if one.status == "approved")


@dataclass(frozen=True)
class _Source:
    """Where the quotes of a question and wave come from; None when the data of that wave are not there."""

    survey: Survey
    answers: Answers | None

    def judge(self, entry: QuoteEntry) -> FoundQuote | Problem:
        """The quote with the sizes of its groups, or why it cannot be printed."""
        answers = self.answers
        if answers is None:
            return _problem(entry, f"no answers to `{entry.question}` in {entry.wave}", "a wave with this question")
        # What a mask left of an answer stands in it word for word; a text that was edited may hold anything.
        words = max(_LEFT_OUT.split(entry.text), key=len)
        same = [one for one in answers.holding(words) if one.digest == entry.digest]
        same = same or [one for one in answers.all if one.digest == entry.digest]
        if not same:
            expected = "an answer that, masked, is the text that was proposed"
            remedy = f"The answer was changed, is gone, or is masked in another way now. {_REJECT}"
            return _problem(entry, "no such answer in the data", expected, remedy)
        if not says(entry.text, same[0].text):
            remedy = f"Leave out parts with [...] and change nothing else. Proposed was: {same[0].text}"
            return _problem(entry, repr(entry.text), "words of the answer, in their order", remedy)
        themed, members = answers.has_theme(entry.theme), answers.members(entry.group)
        rows = [one.row for one in same if themed[one.row] and members[one.row]]
        rows = [row for row in rows if answers.language(row) == entry.language]
        if not rows:
            expected = f"one of theme `{entry.theme}`, group `{entry.group}`, language `{entry.language}`"
            return _problem(entry, "no such answer from there", expected, _REJECT)
        return self._sized(entry, int(np.sum(members)), answers.language_n(entry.group, rows[0]))

    def _sized(self, entry: QuoteEntry, group_n: int, language_n: int) -> FoundQuote | Problem:
        rules = self.survey.quote_rules
        assert rules is not None
        for n, least, what in (
            (group_n, rules.group_size, "group"),
            (language_n, rules.language_size, "language"),
        ):
            if n < least:
                found = f"fewer than {least} respondents of `{entry.group}`"
                found += f" that answered in {entry.language}" if what == "language" and entry.language else ""
                return _problem(entry, found, f"{least} or more (`{what} size`)", _REJECT)
        text = Quote(self.survey.id, entry.wave, entry.question, entry.theme, entry.group, entry.language, entry.text)
        return FoundQuote(text, group_n, language_n)


def says(text: str, answer: str) -> bool:
    """Whether a text is the answer, but for what is left out of it between square brackets."""
    pieces = (re.escape(" ".join(piece.split())) for piece in _LEFT_OUT.split(text))
    return re.fullmatch(r"\s*.*\s*".join(pieces), answer) is not None


def _problem(entry: QuoteEntry, found: str, expected: str, remedy: str = "") -> Problem:
    return Problem(entry.place, f"quote {entry.id}", found, expected, remedy)
