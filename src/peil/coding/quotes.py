"""The approved quotes of a study against its data: which still stand there, and what is wrong with the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from peil.coding.answers import was_asked
from peil.coding.masking import LEFT_OUT
from peil.coding.sightings import Seen, Sighting, approved, both, seen_anyhow, seen_in, unseen
from peil.data.model import Data
from peil.errors import Problem
from peil.results.model import Results
from peil.results.quote import FoundQuote, Quote
from peil.study.model import QuoteEntry, Study, Survey

_REJECT = "Reject this quote; `peil quotes` proposes anew."


def quote(study: Study, data: Data, results: Results) -> Results:
    """The results with the approved quotes: those whose answer is in the data and says what is printed."""
    return checked_quotes(study, data, results)[0]


def faulty_quotes(study: Study, data: Data) -> tuple[Problem, ...]:
    """Approved quotes that are not printed, each with what is wrong: an answer that changed or is no longer there, a
    text that says more than the answer, a group that is too small."""
    return tuple(one for one in _judged(study, _seen(study, data)) if isinstance(one, Problem))


def checked_quotes(study: Study, data: Data, results: Results) -> tuple[Results, tuple[Problem, ...]]:
    """Both: the results with the quotes, and what is wrong with the others."""
    return quoted(study, _seen(study, data), results)


def quoted(study: Study, seen: Seen, results: Results) -> tuple[Results, tuple[Problem, ...]]:
    """The same, of what all blocks of rows told of the quotes."""
    judged = list(_judged(study, seen))
    found = tuple(one for one in judged if isinstance(one, FoundQuote))
    return replace(results, quotes=found), tuple(one for one in judged if isinstance(one, Problem))


def _seen(study: Study, data: Data) -> Seen:
    seen = seen_in(study, data)
    lost = unseen(study, seen)
    return both(seen, seen_anyhow(study, data, lost)) if lost else seen


def _judged(study: Study, seen: Seen) -> Iterator[FoundQuote | Problem]:
    for survey in study.surveys.values():
        for entry in approved(survey):
            yield _judge(survey, entry, seen.get(entry.id, Sighting()))


def _judge(survey: Survey, entry: QuoteEntry, seen: Sighting) -> FoundQuote | Problem:
    """The quote with the sizes of its groups, or why it cannot be printed."""
    if not was_asked(survey, entry.question, entry.wave):
        return _problem(entry, f"no answers to `{entry.question}` in {entry.wave}", "a wave with this question")
    if not seen.answer:
        expected = "an answer that, masked, is the text that was proposed"
        remedy = f"The answer was changed, is gone, or is masked in another way now. {_REJECT}"
        return _problem(entry, "no such answer in the data", expected, remedy)
    if not says(entry.text, seen.answer):
        remedy = f"Leave out parts with [...] and change nothing else. Proposed was: {seen.answer}"
        return _problem(entry, repr(entry.text), "words of the answer, in their order", remedy)
    if not seen.fits:
        expected = f"one of theme `{entry.theme}`, group `{entry.group}`, language `{entry.language}`"
        return _problem(entry, "no such answer from there", expected, _REJECT)
    return _sized(survey, entry, seen)


def _sized(survey: Survey, entry: QuoteEntry, seen: Sighting) -> FoundQuote | Problem:
    rules = survey.quote_rules
    assert rules is not None
    for n, least, what in (
        (seen.group_n, rules.group_size, "group"),
        (seen.language_n, rules.language_size, "language"),
    ):
        if n < least:
            found = f"fewer than {least} respondents of `{entry.group}`"
            found += f" that answered in {entry.language}" if what == "language" and entry.language else ""
            return _problem(entry, found, f"{least} or more (`{what} size`)", _REJECT)
    text = Quote(survey.id, entry.wave, entry.question, entry.theme, entry.group, entry.language, entry.text)
    return FoundQuote(text, seen.group_n, seen.language_n)


def says(text: str, answer: str) -> bool:
    """Whether a text is the answer, but for what is left out of it between square brackets."""
    first, *others = (" ".join(piece.split()) for piece in LEFT_OUT.split(text))
    if not others:
        return first == answer
    return re.fullmatch(r"\s*.*\s*".join(map(re.escape, [first, *others])), answer) is not None


def _problem(entry: QuoteEntry, found: str, expected: str, remedy: str = "") -> Problem:
    return Problem(entry.place, f"quote {entry.id}", found, expected, remedy)
