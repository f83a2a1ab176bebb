"""Why figures are hidden, and the counts that the privacy rule goes by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# For a small base; because few respondents stand behind it; because one of those would follow from it by subtraction.
Hiding = Literal["hidden: small base", "hidden: privacy", "hidden: subtraction"]
HIDDEN: tuple[Hiding, ...] = ("hidden: small base", "hidden: privacy", "hidden: subtraction")


@dataclass(frozen=True, slots=True)
class AnswerCount:
    """How many respondents of a group gave an answer (unweighted). `group`: its key, or "all". Of questions that are
    sensitive, and of those that groups are made of: what the privacy rule goes by. Never handed out.
    """

    survey: str
    wave: str
    question: str
    answer: str
    group: str
    n: int


@dataclass(frozen=True, slots=True)
class HiddenCount:
    """How many figures of a survey and wave are hidden for one reason. `table`: estimates, drivers or sizes."""

    survey: str
    wave: str
    table: str
    reason: Hiding
    count: int
