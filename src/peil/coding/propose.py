"""Propose quotes by the rule of the survey, and write them behind those that are in the file already.

Per theme and group as many as the rule says, the bands of grades in turn, those with nothing to mask first; which
answers come first is decided by their digest, as good as a lot and the same every time.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from peil.coding.answers import Answered, Answers, last_answers
from peil.data.model import Data
from peil.study.model import QuoteEntry, QuoteRules, Study, Survey

_HEADING = """\
# Quotes of the survey {survey}, proposed by `peil quotes`. The report prints those with `status: approved`.
# Read every text, then write approved or rejected. Nothing else may change, but parts of a text may be left out
# with [...]. New proposals come at the end; what was approved or rejected stays so. The order is that of the report.
survey: {survey}
quotes:
"""


@dataclass(frozen=True)
class Proposed:
    """A quote that is proposed: as it goes into the file."""

    id: str
    theme: str
    group: str
    grades: str
    language: str
    text: str


def propose(study: Study, data: Data) -> dict[str, tuple[Proposed, ...]]:
    """By survey the quotes that the rule asks for and that its file does not hold yet."""
    return {
        survey.id: tuple(_of_survey(survey, data))
        for survey in study.surveys.values()
        if survey.quote_rules is not None
    }


def _of_survey(survey: Survey, data: Data) -> Iterator[Proposed]:
    for answers in last_answers(survey, data.surveys[survey.id]):
        kept = [one for one in survey.quotes if (one.question, one.wave) == (answers.question, answers.wave)]
        yield from _Choice(answers, kept).made()


@dataclass
class _Choice:
    """Choosing among the answers to one question. `known`: entries of the file; `used`: answers that have a place."""

    answers: Answers
    known: list[QuoteEntry]
    used: set[str] = field(default_factory=set)

    def made(self) -> Iterator[Proposed]:
        """What is proposed, theme by theme and group by group."""
        answers, rules = self.answers, self.answers.rules
        self.used = {one.digest for one in self.known}
        for theme in answers.themes:
            themed = answers.has_theme(theme)
            for group in answers.groups:
                members = answers.members(group)
                if np.sum(members) >= rules.group_size:
                    fitting = [one for one in answers.all if themed[one.row] and members[one.row]]
                    yield from self._of_cell(theme, group, [one for one in fitting if self._fits(one, group, rules)])

    def _fits(self, one: Answered, group: str, rules: QuoteRules) -> bool:
        long = rules.shortest <= len(one.text) <= rules.longest
        if not long:
            return False
        return self.answers.language_n(group, self.answers.language(one.row)) >= rules.language_size

    def _of_cell(self, theme: str, group: str, fitting: list[Answered]) -> Iterator[Proposed]:
        """As many as are lacking of a theme in a group."""
        have = [one for one in self.known if (one.theme, one.group) == (theme, group) and one.status != "rejected"]
        bands = Counter(one.grades for one in have)
        for _ in range(self.answers.rules.most - len(have)):
            free = [one for one in fitting if one.digest not in self.used]
            if not free:
                return
            chosen = min(free, key=lambda one: (bands[self.answers.band(one.row)], "[" in one.text, one.digest))
            band = self.answers.band(chosen.row)
            bands[band] += 1
            self.used.add(chosen.digest)
            name = f"{self.answers.survey.id}/{self.answers.wave}/{self.answers.question}/{chosen.digest}"
            yield Proposed(name, theme, group, band, self.answers.language(chosen.row), chosen.text)


def written_into(text: str, survey: str, proposed: tuple[Proposed, ...]) -> str:
    """The file of a survey with the proposals behind what it holds, which stays as it is; `text` "" = no file yet."""
    text = text or _HEADING.format(survey=survey)
    return text + "\n" * (not text.endswith("\n")) + "".join(map(_entry, proposed))


def _entry(one: Proposed) -> str:
    fields = {"theme": one.theme, "group": one.group, "grades": one.grades, "language": one.language}
    lines = [f"  - id: {_text(one.id)}", *(f"    {key}: {_text(value)}" for key, value in fields.items() if value)]
    return "\n".join([*lines, "    status: proposed", f"    text: {json.dumps(one.text, ensure_ascii=False)}", ""])


def _text(value: str) -> str:
    plain = all(sign.isalnum() or sign in "_-.+=/," for sign in value)
    return value if plain and value[0].isalnum() else json.dumps(value, ensure_ascii=False)
