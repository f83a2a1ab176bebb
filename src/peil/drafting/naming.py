"""What things are called in a sentence: labels of the study as nouns, in lower case or between quotation marks.

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
from peil.report.blocks.context import Context
from peil.study.model import Break, Grade, Group, Question, Survey, Text

_MARKDOWN = re.compile(r"([\\`*_\[\]{}<>#|&~])")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_INSIDE_A_SENTENCE = re.compile(r"(?<=[a-zà-ÿ,;] )[A-ZÀ-Þ][^\W_]*")


def escaped(text: str) -> str:
    """A text of the study as Markdown that shows exactly that text, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


@dataclass(frozen=True)
class Naming:
    """The words of one survey in one language. `context` says which; `phrases` what the language does with nouns."""

    context: Context
    phrases: Phrases

    @cached_property
    def _names(self) -> frozenset[str]:
        """Words that keep their capital: languages, countries, days, and what this study writes with one."""
        locale = Locale.parse(self.context.language.code)
        listed = (*locale.languages.values(), *locale.territories.values())
        known = {name.split()[0] for name in listed if name[:1].isupper()}
        known |= {name.capitalize() for name in self.phrases.capitals}
        for text in _texts(self.context.survey):
            known.update(_INSIDE_A_SENTENCE.findall(self.context.told(text)))
        return frozenset(known)

    def lowered(self, label: str) -> str:
        """A label inside a sentence: without its capital, unless it is a name or written in capitals throughout."""
        words = _WORD.findall(label)
        if not words or not label[:1].isupper() or words[0] in self._names:
            return label
        if any(letter.isupper() for letter in words[0][1:]) or any(word.istitle() for word in words[1:]):
            return label
        return label[:1].lower() + label[1:]

    def label(self, question: Question) -> str:
        """What a question is called, as it stands in the study, without a colon or full stop at its end."""
        return escaped(self.context.told(question.label).rstrip(" :."))

    def quoted(self, text: str) -> str:
        """Between quotation marks, as it was put to respondents."""
        return f"“{escaped(text.rstrip('.'))}”"

    def aspect(self, question: Question) -> str:
        """An aspect in an enumeration: without its capital; between quotation marks where it holds a comma."""
        label = self.context.told(question.label).rstrip(" :.")
        return self.quoted(label) if re.search(r"[,;:?]", label) else escaped(self.lowered(label))

    def group(self, break_: Break, group: Group) -> str:
        """A group as a noun, "asiel"; between quotation marks where one of the break is none; inner within outer."""
        outer = self.context.survey.breaks.get(break_.outer or "")
        parent = next((one for one in outer.groups if one.id == group.parent), None) if outer is not None else None
        name = self._noun(break_, group)
        if outer is None or parent is None:
            return name
        template = self.phrases.sentences["within"][0]
        return template.format(inner=name, outer=self._noun(outer, parent))

    def _noun(self, break_: Break, group: Group) -> str:
        labels = [self.context.told(one.label) for one in break_.groups]
        label = self.context.told(group.label)
        if any(self.phrases.not_a_name.search(one) for one in labels):
            return self.quoted(label)
        return escaped(self.lowered(label))

    def break_(self, break_: Break) -> str:
        """A break behind "by": "klantdirectie"; a whole question between quotation marks."""
        title = self.context.told(break_.title).rstrip(" :.")
        return self.quoted(title) if title.endswith("?") else escaped(self.lowered(title))

    def figure(self, question: Question) -> str:
        """What the mean of a question is called: "het totaaloordeel", "het cijfer voor “leges”"."""
        label = self.context.told(question.label).rstrip(" :.")
        language = self.context.language
        whole = label.endswith("?") or label == language.text("Overall grade")
        if question is self.context.overall and whole:
            return self._say("overall")
        if isinstance(question.kind, Grade):
            key = "grade" if (question.kind.low, question.kind.high) == (1, 10) else "score"
            return self._say(key, escaped(label))
        return self._say("mean", escaped(label))

    def share(self, answer: str) -> str:
        """What the share of an answer is called: "het aandeel “e-mail”"."""
        return self._say("share", escaped(answer.rstrip(".")))

    def score(self) -> str:
        """The net promoter score."""
        return self._say("nps")

    def _say(self, key: str, label: str = "") -> str:
        return self.phrases.sentences[key][0].replace("{label}", label)


def _texts(survey: Survey) -> Iterator[Text]:
    """The longer texts of a survey, in which a word with a capital is a name."""
    for text in (survey.population, survey.frame, survey.note):
        if text is not None:
            yield text
    for question in survey.questions.values():
        yield from (text for text in (question.text, question.hint, question.note, question.base) if text is not None)
    for grid in survey.grids.values():
        yield grid.text
