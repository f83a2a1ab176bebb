"""Labels of the study as words of a sentence: which are nouns, which keep their capital, which are quoted or cut.

A label is written to stand by itself ("Regulier sociaal", "Weet niet / wil niet zeggen"). In a sentence it loses its
capital unless it is a name, and stands between quotation marks where it is no noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from babel import Locale

from peil.drafting.phrases import Phrases
from peil.drafting.phrases.places import DUTCH_PLACES
from peil.report.blocks.context import Context
from peil.study.model import Survey, Text

_MARKDOWN = re.compile(r"([\\`*_\[\]{}<>#|&~])")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_NUMBERED = re.compile(r"[A-ZÀ-Þ][^\W\d_]+ \d+")
# A word with a capital behind one without; the second word of "San Francisco" is no name by itself.
_INSIDE_A_SENTENCE = re.compile(r"(?<![^\s(])[a-zà-ÿ][^\s.:!?]* ([A-ZÀ-Þ][^\W_]*)")
_MOST_LETTERS = 60  # of a question without a short name, inside a sentence; a longer one is cut


def escaped(text: str) -> str:
    """A text of the study as Markdown that shows exactly that text, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


@dataclass(frozen=True)
class Words:
    """The words of one survey in one language. `context` says which; `phrases` what the language does with nouns."""

    context: Context
    phrases: Phrases

    @cached_property
    def _languages(self) -> frozenset[str]:
        """The languages of the world, in lower case, as this language calls them."""
        return frozenset(name.lower() for name in Locale.parse(self.context.language.code).languages.values())

    @cached_property
    def _names(self) -> frozenset[str]:
        """Words that keep their capital: languages, countries, Dutch towns, days, words the study writes so."""
        locale = Locale.parse(self.context.language.code)
        listed = (*locale.languages.values(), *locale.territories.values())
        known = {name.split()[0] for name in listed if name[:1].isupper()}
        known |= {name.capitalize() for name in self.phrases.capitals} | DUTCH_PLACES
        for text in _texts(self.context.survey):
            known.update(_INSIDE_A_SENTENCE.findall(self.context.told(text)))
        return frozenset(known)

    def told(self, text: Text | None) -> str:
        """A text of the study in this language, without a colon or full stop at its end."""
        return self.context.told(text).rstrip(" :.")

    def lowered(self, label: str) -> str:
        """A label inside a sentence: without its capital, unless it is a name or written in capitals throughout."""
        words = _WORD.findall(label)
        if not words or not label[:1].isupper() or words[0] in self._names:
            return label
        if any(letter.isupper() for letter in words[0][1:]) or any(word.istitle() for word in words[1:]):
            return label
        return label[:1].lower() + label[1:]

    def quoted(self, text: str) -> str:
        """Between quotation marks of the language, as it was put to respondents."""
        return self.context.language.text("“{quoted}”", quoted=escaped(text.rstrip(".")))

    def brief(self, text: str) -> str:
        """A question that has no short name: what is too long for a sentence is cut behind a word."""
        if len(text) <= _MOST_LETTERS:
            return text
        return text[: text.rindex(" ", 0, _MOST_LETTERS)].rstrip(" ,;:") + " …" if " " in text[:_MOST_LETTERS] else text

    def is_noun(self, label: str) -> bool:
        """Whether a label can stand as a noun: an abbreviation ("V+R") can, a language ("bij Spaans") cannot."""
        if label.isupper() and " " not in label:
            return True
        return not self.phrases.not_a_name.search(label) and label.lower() not in self._languages

    def is_numbered(self, label: str) -> bool:
        """Whether it is the name of one of several things: "Terminal 1"; "Ketenpartners 1" is a kind of people."""
        no_name = self.phrases.plural.search(label) or self.phrases.not_a_name.search(label)
        return _NUMBERED.fullmatch(label) is not None and not no_name

    def say(self, key: str, **words: str) -> str:
        """A fixed expression of the language."""
        text = self.phrases.sentences[key][0]
        for name, word in words.items():
            text = text.replace(f"{{{name}}}", word)
        return text


def _texts(survey: Survey) -> Iterator[Text]:
    """The longer texts of a survey, in which a word with a capital is a name."""
    for text in (survey.population, survey.frame, survey.note):
        if text is not None:
            yield text
    for question in survey.questions.values():
        yield from (text for text in (question.text, question.hint, question.note, question.base) if text is not None)
    for grid in survey.grids.values():
        yield grid.text
