"""Who tells: templates of one language filled with figures and claims, and nothing said that does not hold.

A template is a line as it stands in a chapter, with names for what it rests on: `{Name} [stijgt]{claim} naar
[een #]{now}`. Behind brackets stands a claim or value, `#` is its number; other names are words. `say` fills it, lets
the checker of chapters read the outcome, and gives "" where a figure may not be told or a claim is not true. So every
sentence of a draft has passed what `peil report` asks of it before it is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from zlib import crc32

from peil.drafting.phrases import Phrases
from peil.report.blocks.answertitles import opened
from peil.report.blocks.context import Context
from peil.report.prose import Facts, Figure, Refused, Verdict, compute_value, judge_statement, problems_of

_SLOT = re.compile(r"\[(?P<words>[^\[\]]*)\]\{(?P<rests>\w+)\}|\{(?P<field>\w+)\}")
_FIELD = re.compile(r"\{(\w+)\}")
_ARTICLE = re.compile(r"\been (?=#)")
_CLOSED = ("?", ".", "!")
_OPEN = re.compile(r"[.?!][”’]?$")


@dataclass(frozen=True)
class On:
    """What a piece of a sentence rests on: a claim or a value, as between the braces of a chapter."""

    text: str


Fill = str | On


@dataclass(frozen=True)
class Teller:
    """One survey told in one language. `prefix`: what stands before every claim in a chapter about several surveys."""

    context: Context
    facts: Facts
    phrases: Phrases
    prefix: str = ""
    verdicts: dict[str, Verdict | None] = field(default_factory=dict, compare=False)
    figures: dict[str, Figure | None] = field(default_factory=dict, compare=False)

    def verdict(self, claim: str) -> Verdict | None:
        """What the figures say of a claim; None where it cannot be judged (no figure, hidden, a small base)."""
        if claim not in self.verdicts:
            try:
                found = judge_statement(claim, self.context.survey.id, self.facts, self.context.language)
            except Refused:
                found = None
            self.verdicts[claim] = found
        return self.verdicts[claim]

    def holds(self, claim: str) -> bool:
        """Whether a claim is true."""
        found = self.verdict(claim)
        return found is not None and found.holds

    def strength(self, claim: str) -> float:
        """How strong the evidence of a claim is: the size of its largest test statistic."""
        found = self.verdict(claim)
        contrasts = self.context.published.contrasts_by_id
        tests = [contrasts.get(name) for name in (found.evidence if found is not None else ())]
        return max((abs(one.statistic) for one in tests if one is not None), default=0.0)

    def figure(self, value: str) -> Figure | None:
        """A number that may be told; None where there is none."""
        if value not in self.figures:
            try:
                found = compute_value(value, self.context.survey.id, self.facts, self.context.language)
            except Refused:
                found = None
            self.figures[value] = found
        return self.figures[value]

    def say(self, key: str, about: str, fill: Mapping[str, Fill], counted: bool = False, turn: int = 0) -> str:
        """The template of this key that belongs to `about`, filled and checked; "" when it does not hold.

        `counted`: the numbers are no grades from 1 to 10, and have no article in Dutch. `turn`: the number of a
        sentence among those of one kind on a page, so that they are not all alike.
        """
        templates = self.phrases.sentences[key]
        first = (crc32(f"{about}/{key}".encode()) + turn) % len(templates)
        for template in (*templates[first:], *templates[:first]):
            text = self._filled(template, fill, counted)
            if text and self._sound(text):
                return text
        return ""

    def word(self, key: str, **words: str) -> str:
        """A word or title that claims nothing."""
        return _FIELD.sub(lambda found: words[found[1]], self.phrases.sentences[key][0])

    def _filled(self, template: str, fill: Mapping[str, Fill], counted: bool) -> str:
        lacking = False
        if counted:
            template = _ARTICLE.sub("", template)

        def filled(found: re.Match[str]) -> str:
            nonlocal lacking
            if found["field"]:
                return self._text(found["field"], fill)
            rests = fill[found["rests"]]
            assert isinstance(rests, On)
            words = _FIELD.sub(lambda one: self._text(one[1], fill), found["words"])
            if "#" in found["words"]:
                number = self._number(rests.text)
                lacking = lacking or not number
                words = words.replace("#", number)
            return f"[{words}]{{{self.prefix}{rests.text}}}"

        text = _SLOT.sub(filled, template)
        return "" if lacking else text

    def _number(self, value: str) -> str:
        figure = self.figure(value)
        if figure is None:
            return ""
        return figure.number + ("%" if figure.unit == "percent" else "")

    def _text(self, name: str, fill: Mapping[str, Fill]) -> str:
        """The words of a name; with a capital where the name has one."""
        found = fill[name if name in fill else name[:1].lower() + name[1:]]
        assert isinstance(found, str)
        return capital(found) if name[:1].isupper() else found

    def _sound(self, text: str) -> bool:
        survey = self.context.survey.id
        return not problems_of(f"# T\n\n{text}", survey, self.facts, self.context.language)

    def joined(self, parts: list[str]) -> str:
        """An enumeration."""
        return self.context.language.joined(parts)

    def among(self, parts: list[str], of: int = 0) -> str:
        """An enumeration that says so where there are more: `of` how many they are."""
        told = self.joined(parts)
        return self.word("among others", list=told) if 0 < len(parts) < of else told


def capital(text: str) -> str:
    """The text with a capital, behind an opening bracket or quotation mark too."""
    found = re.match(r"[\[“‘(]*", text)
    at = found.end() if found is not None else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def sentence(text: str) -> str:
    """A phrase as a sentence; "" stays ""."""
    if not text:
        return ""
    return capital(text) if _OPEN.search(text) else f"{capital(text)}."


def inside(text: str) -> str:
    """A sentence of a template behind a colon: without its capital, behind an opening bracket too."""
    at = 1 if text.startswith("[") else 0
    return text if text[at + 1 : at + 2].isupper() else text[:at] + text[at : at + 1].lower() + text[at + 1 :]


def behind(label: str, text: str) -> str:
    """A finding behind the label of a question: after a colon, or as a sentence of its own behind a whole question."""
    return opened(label, capital(text) if label.endswith(_CLOSED) else text)
