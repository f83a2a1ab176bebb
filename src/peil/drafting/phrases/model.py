"""What a language brings to a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Phrases:
    """`sentences`: by key the ways to say it. `numbers`: number words, from one on. `not_a_name`: what a label begins
    or ends with that cannot stand as a noun in a sentence; such a label is put between quotation marks. `capitals`:
    words of the calendar that keep theirs. `plural`: what a title begins with that is no singular noun. `figures`:
    words for a figure with their article."""

    sentences: Mapping[str, tuple[str, ...]]
    numbers: tuple[str, ...]
    not_a_name: re.Pattern[str]
    capitals: frozenset[str]
    plural: re.Pattern[str]
    figures: Mapping[str, str]

    def counted(self, number: int) -> str:
        """A small number in words, a larger one in digits."""
        return self.numbers[number - 1] if 0 < number <= len(self.numbers) else str(number)
