"""Why figures are hidden, and the counts that the privacy rule goes by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# For a small base; because few respondents stand behind it; because one of those would follow from it by subtraction.
Hiding = Literal["hidden: small base", "hidden: privacy", "hidden: subtraction"]
FOR_PRIVACY: tuple[Hiding, ...] = ("hidden: privacy", "hidden: subtraction")
HIDDEN: tuple[Hiding, ...] = ("hidden: small base", *FOR_PRIVACY)


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
class HiddenFigure:
    """A figure that is not handed out, and why: "hidden: small base" (it says too little), "hidden: privacy" (few
    respondents stand behind it), "hidden: subtraction" (one of those would follow from it).

    `table`: estimates, drivers or sizes. `id`: that of the estimate or driver; of the size of a group
    `vr/2013/size/directorate=asylum`. Comparisons and marks with a hidden side are left out too, and not listed.
    """

    id: str
    survey: str
    wave: str
    table: str
    reason: Hiding
