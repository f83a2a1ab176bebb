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
from peil.report.blocks.context import Context, group_name
from peil.study.model import Break, Grade, Grid, Group, Net, Question, Survey, Text

_MARKDOWN = re.compile(r"([\\`*_\[\]{}<>#|&~])")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BRACKETED = re.compile(r"(.*\S) \(([^()]+)\)")
ENDS = ("top", "bottom")  # nets of the marks at an end of a scale, which have no label of their own
_TWO = 2
_NUMBERED = re.compile(r"[A-ZÀ-Þ][^\W\d_]+ \d+")
# A word with a capital behind one without; the second word of "San Francisco" is no name by itself.
_INSIDE_A_SENTENCE = re.compile(r"(?<![^\s(])[a-zà-ÿ][^\s.:!?]* ([A-ZÀ-Þ][^\W_]*)")


def escaped(text: str) -> str:
    """A text of the study as Markdown that shows exactly that text, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


@dataclass(frozen=True)
class Naming:
    """The words of one survey in one language. `context` says which; `phrases` what the language does with nouns."""

    context: Context
    phrases: Phrases

    @cached_property
    def _languages(self) -> frozenset[str]:
        """The languages of the world, in lower case, as this language calls them."""
        return frozenset(name.lower() for name in Locale.parse(self.context.language.code).languages.values())

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
        """An aspect in an enumeration: without its capital; between quotation marks where it is one itself."""
        label = self.context.told(question.label).rstrip(" :.")
        several = self.context.language.joined(["", ""]) in label or re.search(r"[,;:?]", label)
        return self.quoted(label) if several else escaped(self.lowered(label))

    def aspect_and_more(self, question: Question) -> dict[str, str]:
        """An aspect of which figures follow between brackets. What its label has between brackets itself goes first
        there, so that no two pairs of them stand in a row: "begrijpelijke taal (telefoon: 8,0)"."""
        found = _BRACKETED.fullmatch(self.aspect(question))
        if found is None:
            return {"aspect": self.aspect(question), "more": ""}
        return {"aspect": found[1], "more": f"{found[2]}: "}

    def group(self, break_: Break, group: Group) -> str:
        """A group as a noun, "asiel"; between quotation marks where one of the break is none; inner within outer."""
        outer = self.context.survey.breaks.get(break_.outer or "")
        parent = next((one for one in outer.groups if one.id == group.parent), None) if outer is not None else None
        name = self._noun(break_, group)
        if outer is None or parent is None:
            return name
        template = self.phrases.sentences["within"][0]
        return template.format(inner=name, outer=self._noun(outer, parent))

    def heading(self, break_: Break, group: Group) -> str:
        """A group as the heading of its own page: its label as it stands in the study."""
        return escaped(group_name(self.context, break_, group))

    def _noun(self, break_: Break, group: Group) -> str:
        """The label in lower case, without what it has between brackets where that is not needed to tell groups apart;
        labels that are no nouns, and languages ("bij Spaans"), between quotation marks."""
        labels = {one.id: self.context.told(one.label) for one in break_.groups}
        short = {name: _BRACKETED.sub(r"\1", label) for name, label in labels.items()}
        told = short if len(set(short.values())) == len(labels) else labels
        if any(self._is_numbered(one) for one in told.values()):
            return escaped(told[group.id])
        if not all(map(self._is_noun, told.values())):
            return self.quoted(labels[group.id])
        return escaped(self.lowered(told[group.id]))

    def _is_noun(self, label: str) -> bool:
        """Whether a label can stand as a noun: an abbreviation ("V+R") can, a language ("bij Spaans") cannot."""
        if label.isupper() and " " not in label:
            return True
        return not self.phrases.not_a_name.search(label) and label.lower() not in self._languages

    def _is_numbered(self, label: str) -> bool:
        """Whether it is the name of one of several things: "Terminal 1"; "Ketenpartners 1" is a kind of people."""
        no_name = self.phrases.plural.search(label) or self.phrases.not_a_name.search(label)
        return _NUMBERED.fullmatch(label) is not None and not no_name

    def break_(self, break_: Break) -> str:
        """A break behind "by": "klantdirectie"; a whole question between quotation marks."""
        title = self.context.told(break_.title).rstrip(" :.")
        return self.quoted(title) if title.endswith("?") else escaped(self.lowered(title))

    def grid(self, grid: Grid) -> str:
        """A grid inside a sentence: "netheid van SFO"; a whole question between quotation marks."""
        text = self.context.told(grid.text).rstrip(" :.")
        return self.quoted(text) if re.search(r"[,;:?!]", text) else escaped(self.lowered(text))

    def is_plural(self, break_: Break) -> bool:
        """Whether the title of a break is no singular noun that can stand behind "by": "Ketenpartners", "Hoe oud?"."""
        title = self.context.told(break_.title)
        return title.rstrip(" :.").endswith("?") or self.phrases.plural.search(title) is not None

    def figure(self, question: Question) -> str:
        """What the mean of a question is called: "het totaaloordeel", "het cijfer voor “leges”"; a label that is the
        name of a figure itself ("Oordeel per directie") is called by that name."""
        label = self.context.told(question.label).rstrip(" :.")
        first = label.split()[0].lower() if label else ""
        if first in self.phrases.figures and not label.endswith("?"):
            article = self.phrases.figures[first]
            return f"{article} {escaped(self.lowered(label))}".strip()
        kind = question.kind
        graded = isinstance(kind, Grade) and (kind.low, kind.high) == (1, 10)
        if question is self.context.overall and self._is_named(question):
            return self._say("overall" if graded else "overall score")
        if isinstance(kind, Grade):
            return self._say("grade" if graded else "score", escaped(label))
        return self._say("mean", escaped(label))

    def short(self, question: Question) -> str:
        """The same below a title that names it: "het cijfer"; "" where the name itself is short."""
        name = self.figure(question)
        if "“" not in name:
            return ""
        kind = question.kind
        graded = isinstance(kind, Grade) and (kind.low, kind.high) == (1, 10)
        key = "the grade" if graded else "the score" if isinstance(kind, Grade) else "the mean"
        return self._say(key)

    def _is_named(self, question: Question) -> bool:
        """Whether the study says that this is the overall grade, or gives it no name that could stand in a sentence."""
        named = self.context.survey.settings.overall or "overall"
        return question.id == named or self.context.told(question.label).rstrip().endswith("?")

    def share(self, answer: str) -> str:
        """What the share of an answer is called: "het aandeel “e-mail”"."""
        return self._say("share", escaped(answer.rstrip(".")))

    def box(self, net: Net) -> str:
        """The share of grades at one end of the scale: "het aandeel “4 of 5”"; of another net that of its label."""
        marks = net.answers
        if net.id not in ENDS or len(marks) < _TWO or not all(mark.isdigit() for mark in marks):
            return self.share(self.context.told(net.text))
        key = "either" if len(marks) == _TWO else "from to"
        return self.share(self._say(key).replace("{low}", marks[0]).replace("{high}", marks[-1]))

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
