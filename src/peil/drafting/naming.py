"""What questions, their answers and their figures are called in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from peil.drafting.groupnames import BRACKETED
from peil.drafting.words import Words, escaped
from peil.report.blocks.context import of_ten
from peil.study.model import Grade, Grid, Net, Question

ENDS = ("top", "bottom")  # nets of the marks at an end of a scale, which have no label of their own
_TWO = 2


@dataclass(frozen=True)
class Naming:
    """The questions of one survey in one language."""

    words: Words

    def label(self, question: Question) -> str:
        """What a question is called, as it stands in the study; one without a short name is cut where it is long."""
        return escaped(self._name(question))

    def _name(self, question: Question) -> str:
        return self.words.brief(self.words.told(question.label))

    def aspect(self, question: Question) -> str:
        """An aspect in an enumeration: without its capital; between quotation marks where it is one itself."""
        label = self.words.told(question.label)
        several = self.words.context.language.joined(["", ""]) in label or re.search(r"[,;:?]", label)
        return self.words.quoted(label) if several else escaped(self.words.lowered(label))

    def aspect_and_more(self, question: Question) -> dict[str, str]:
        """An aspect of which figures follow between brackets. What its label has between brackets itself goes first
        there, so that no two pairs of them stand in a row: "begrijpelijke taal (telefoon: 8,0)"."""
        found = BRACKETED.fullmatch(self.aspect(question))
        if found is None:
            return {"aspect": self.aspect(question), "more": ""}
        return {"aspect": found[1], "more": f"{found[2]}: "}

    def grid_title(self, grid: Grid) -> str:
        """What a grid is called in front of a finding: its label, else the question above it."""
        return escaped(self.words.told(grid.label or grid.text))

    def grid(self, grid: Grid) -> str:
        """A grid inside a sentence: "netheid van SFO"; a whole question between quotation marks."""
        text = self.words.told(grid.label or grid.text)
        if re.search(r"[,;:?!]", text):
            return self.words.quoted(self.words.brief(text))
        return escaped(self.words.lowered(text))

    def figure(self, question: Question) -> str:
        """What the mean of a question is called: "het totaaloordeel", "het cijfer voor “leges”"; a label that is the
        name of a figure itself ("Oordeel per directie") is called by that name."""
        label = self._name(question)
        first = label.split()[0].lower() if label else ""
        if first in self.words.phrases.figures and not label.endswith("?"):
            article = self.words.phrases.figures[first]
            return f"{article} {escaped(self.words.lowered(label))}".strip()
        if question is self.words.context.overall and self._is_named(question):
            return self.words.say("overall" if of_ten(question) else "overall score")
        return self.words.say(_measured(question), label=escaped(label))

    def short(self, question: Question) -> str:
        """The same below a title that names it: "het cijfer"; "" where the name itself is short."""
        name = self.figure(question)
        if not re.search(r"[“‘]", name):
            return ""
        return self.words.say(f"the {_measured(question)}")

    def _is_named(self, question: Question) -> bool:
        """Whether the study says that this is the overall grade, or gives it no name that could stand in a sentence."""
        named = self.words.context.survey.settings.overall or "overall"
        return question.id == named or self.words.told(question.label).endswith("?")

    def share(self, answer: str) -> str:
        """What the share of an answer is called: "het aandeel “e-mail”"."""
        return self.words.say("share", label=escaped(answer.rstrip(".")))

    def box(self, net: Net) -> str:
        """The share of grades at one end of the scale: "het aandeel “4 of 5”"; of another net that of its label."""
        marks = net.answers
        if net.id not in ENDS or len(marks) < _TWO or not all(mark.isdigit() for mark in marks):
            return self.share(self.words.context.told(net.text))
        key = "either" if len(marks) == _TWO else "from to"
        marked = self.words.say(key, low=marks[0], high=marks[-1])
        return self.words.say("share of marks", label=escaped(marked))

    def score(self) -> str:
        """The net promoter score."""
        return self.words.say("nps")


def _measured(question: Question) -> str:
    """What its mean is: a grade, a score on a scale other than 1-10, or the mean of a number."""
    if of_ten(question):
        return "grade"
    return "score" if isinstance(question.kind, Grade) else "mean"
