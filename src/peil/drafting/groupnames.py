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
        """The break behind "verdeling naar": a title that is no singular noun between quotation marks."""
        title = self.words.told(break_.title)
        return self.words.quoted(self.words.brief(title)) if self.is_plural(break_) else self.break_(break_)

    def is_plural(self, break_: Break) -> bool:
        """Whether the title of a break is no singular noun that can stand behind "by": "Ketenpartners", "Hoe oud?"."""
        title = self.words.told(break_.title)
        return title.endswith("?") or self.words.phrases.plural.search(title) is not None

    def _noun(self, break_: Break, group: Group) -> str:
        """The label in lower case, without what it has between brackets where that is not needed to tell groups apart;
        labels that are no nouns, and languages ("bij Spaans"), between quotation marks."""
        words = self.words
        labels = {one.id: words.context.told(one.label) for one in break_.groups}
        short = {name: BRACKETED.sub(r"\1", label) for name, label in labels.items()}
        told = short if len(set(short.values())) == len(labels) else labels
        if any(words.is_numbered(one) for one in told.values()):
            return escaped(told[group.id])
        if not all(map(words.is_noun, told.values())):
            return words.quoted(labels[group.id])
        return escaped(words.lowered(told[group.id]))
