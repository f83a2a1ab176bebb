"""What groups and breaks are called in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from peil.drafting.words import Words, escaped
from peil.report.blocks.context import group_name
from peil.study.model import Break, Group

BRACKETED = re.compile(r"(.*\S) \(([^()]+)\)")


@dataclass(frozen=True)
class GroupNames:
    """The groups and breaks of one survey in one language."""

    words: Words

    def group(self, break_: Break, group: Group) -> str:
        """A group as a noun, "asiel"; between quotation marks where one of the break is none; inner within outer."""
        outer = self.words.context.survey.breaks.get(break_.outer or "")
        parent = next((one for one in outer.groups if one.id == group.parent), None) if outer is not None else None
        name = self._noun(break_, group)
        if outer is None or parent is None:
            return name
        return self.words.say("within", inner=name, outer=self._noun(outer, parent))

    def heading(self, break_: Break, group: Group) -> str:
        """A group as the heading of its own page: its label as it stands in the study."""
        return escaped(group_name(self.words.context, break_, group))

    def break_(self, break_: Break) -> str:
        """A break behind "by": "klantdirectie"; a whole question between quotation marks."""
        title = self.words.told(break_.title)
        if title.endswith("?"):
            return self.words.quoted(self.words.brief(title))
        return escaped(self.words.lowered(title))

    def mix(self, break_: Break) -> str:
        """The break behind "samenstelling": "naar terminal"; a title that is no singular noun between brackets."""
        if not self.is_plural(break_):
            return self.words.say("mix by", break_=self.break_(break_))
        return f"({self.break_(break_)})"

    def is_plural(self, break_: Break) -> bool:
        """Whether the title of a break is no singular noun that can stand behind "by": "Ketenpartners", "Hoe oud?"."""
        title = self.words.told(break_.title)
        return title.endswith("?") or self.words.phrases.plural.search(title) is not None

    def are_answers(self, break_: Break) -> bool:
        """Whether its groups are called by answers between quotation marks, "Nee": of what, only the break tells."""
        told = self._told(break_).values()
        return not any(map(self.words.is_numbered, told)) and not all(map(self.words.is_noun, told))

    def placed(self, break_: Break, name: str) -> str:
        """The name of a group where nothing else names its break: behind an answer that follows between brackets."""
        return f"{name} ({self.break_(break_)})" if self.are_answers(break_) else name

    def _noun(self, break_: Break, group: Group) -> str:
        """The label in lower case, without what it has between brackets where that is not needed to tell groups apart;
        labels that are no nouns, and languages ("bij Spaans"), between quotation marks."""
        told = self._told(break_)
        if self.are_answers(break_):
            return self.words.quoted(self.words.context.told(group.label))
        numbered = any(map(self.words.is_numbered, told.values()))
        return escaped(told[group.id] if numbered else self.words.lowered(told[group.id]))

    def _told(self, break_: Break) -> dict[str, str]:
        """By id of the group its label, without what it has between brackets where that is not needed."""
        labels = {one.id: self.words.context.told(one.label) for one in break_.groups}
        short = {name: BRACKETED.sub(r"\1", label) for name, label in labels.items()}
        return short if len(set(short.values())) == len(labels) else labels
