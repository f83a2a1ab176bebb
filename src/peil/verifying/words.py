"""The words of a claim that mean nothing in its survey: a name that was mistyped must not pass for a statement that
cannot be judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from peil.report.prose.claims import CLAIMS
from peil.report.prose.spans import CLAUSES, MEASURES
from peil.study.model import Survey
from peil.study.questions import answer_ids

# `rest` of `than the rest`, `item` of `by item`, `all` for everyone.
_OTHERS = ("all", "rest", "the", "item")
_TOKEN = re.compile(r'"([^"]*)"|([^\s:"]+)')
_AMOUNT = re.compile(r"\d+([.,]\d+)?")


def words_of(claim: str) -> tuple[str, ...]:
    """The words of a claim; a name between quotes is one word."""
    return tuple(quoted or bare for quoted, bare in _TOKEN.findall(claim))


def unknown_words(claim: str, survey: Survey) -> tuple[str, ...]:
    """The words that are no word of prose, no wave, no amount, and no name of the survey."""
    known = known_words(survey)
    parts = (part for word in words_of(claim) for part in ([word] if word in known else re.split("[=,]", word)))
    return tuple(part for part in parts if part and part not in known and not _AMOUNT.fullmatch(part))


def known_words(survey: Survey) -> frozenset[str]:
    """Everything that a claim about the survey can name."""
    return frozenset(
        (*_OTHERS, *CLAUSES, *MEASURES, *(part for word in CLAIMS for part in word.split()), *_ids(survey))
    )


def _ids(survey: Survey) -> Iterator[str]:
    yield survey.id
    yield from (wave.label for wave in survey.waves)
    yield from (*survey.questions, *survey.grids, *survey.breaks)
    for question in survey.questions.values():
        yield from answer_ids(question.kind)
        yield from (net.id for net in question.nets)
    for break_ in survey.breaks.values():
        for group in break_.groups:
            yield group.id
            yield from (link.partition("=")[2] for link in break_.key(group).split(","))
