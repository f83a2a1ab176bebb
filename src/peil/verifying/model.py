"""What was printed, what was computed, and whether the two agree: frozen values, counted apart and never added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from peil.errors import Place

Made = Literal["input", "calibrated", "free"]
MissClass = Literal[
    "impossible in the report", "impossible on this base", "no valid test", "misprint", "our failure"
]  # fmt: skip
MADE: tuple[Made, ...] = get_args(Made)
CLASSES: tuple[MissClass, ...] = get_args(MissClass)
OURS: MissClass = "our failure"
UNTESTED: MissClass = "no valid test"
# A picture whose values nobody can read any more: listed, never counted.
LOST = "lost"
MARK = "mark"
NO_MARK = "none"


@dataclass(frozen=True)
class PrintedFigure:
    """One number as the report prints it, a row of published.csv.

    `wave`: a label, or two of them with a - between for a change. `group`: `all`, or as in the ids of estimates.
    `printed`: the text with a decimal point; `+`, `-` or `none` for a mark. `made`: whether the data were made with it
    (`input`), aimed at it (`calibrated`), or neither. `given`: the class of the miss that the file expects.
    """

    survey: str
    wave: str
    group: str
    question: str
    answer: str
    measure: str
    printed: str
    heading: str
    made: Made
    given: MissClass | None
    reason: str
    place: Place

    @property
    def asked(self) -> str:
        """The question as it stands in ids: `overall`, `website=visited`."""
        return f"{self.question}={self.answer}" if self.answer else self.question

    @property
    def id(self) -> str:
        """What the figure is, in the manner of the ids of estimates: `vr/2011-2013/overall/change/all`."""
        parts = (self.survey, self.wave, self.asked, self.measure, self.group)
        return "/".join(part for part in parts if part)


@dataclass(frozen=True)
class PrintedClaim:
    """One statement of the report, a row of claims.csv. `claim`: in the language of prose; `says`: in words."""

    survey: str
    claim: str
    says: str
    heading: str
    made: Made
    given: MissClass | None
    reason: str
    place: Place


@dataclass(frozen=True)
class Printed:
    """What a printed report says: its figures (lost pictures among them) and its statements."""

    figures: tuple[PrintedFigure, ...] = ()
    claims: tuple[PrintedClaim, ...] = ()


@dataclass(frozen=True)
class FigureCheck:
    """A printed figure beside the computed one. `computed`: with two decimals more, "" when there is no figure.

    `why`: why there is none.
    """

    row: PrintedFigure
    computed: str
    agrees: bool
    why: str = ""

    @property
    def miss(self) -> MissClass | None:
        """The class of the miss, "our failure" when nothing was said about it; None when the two agree."""
        return None if self.agrees else self.row.given or OURS

    @property
    def out_of_date(self) -> bool:
        """Whether the file expects a miss and there is none."""
        return self.agrees and self.row.given is not None


@dataclass(frozen=True)
class ClaimCheck:
    """A statement judged. `agrees`: the figures bear it out; `tested`: the test does too, where the claim needs one.

    `figures`: what the results say; `why`: why it does not hold, or cannot be judged.
    """

    row: PrintedClaim
    agrees: bool
    tested: bool
    figures: str
    why: str = ""

    @property
    def miss(self) -> MissClass | None:
        """The class of the miss, "our failure" when nothing was said about it; None when the figures bear it out."""
        return None if self.agrees else self.row.given or OURS

    @property
    def out_of_date(self) -> bool:
        """Whether the file expects a miss and there is none: "no valid test" is one as long as the test fails."""
        held = self.tested or self.row.given != UNTESTED
        return self.agrees and held and self.row.given is not None


Check = FigureCheck | ClaimCheck


@dataclass(frozen=True)
class Part:
    """One kind of printed things: how many there are, how many agree, and the misses by class.

    `tested`: of the statements that agree, those that the test bears out as well; None for figures.
    """

    name: str
    printed: int
    agree: int
    misses: Mapping[MissClass, int]
    tested: int | None = None


@dataclass(frozen=True)
class Verification:
    """Every printed figure and statement judged. `lost`: the pictures whose values are lost."""

    figures: tuple[FigureCheck, ...]
    claims: tuple[ClaimCheck, ...]
    lost: tuple[PrintedFigure, ...]

    @property
    def checks(self) -> tuple[Check, ...]:
        """Figures first, then statements, in the order of their files."""
        return (*self.figures, *self.claims)

    @property
    def misses(self) -> tuple[Check, ...]:
        """Everything that does not agree."""
        return tuple(check for check in self.checks if check.miss is not None)

    @property
    def failures(self) -> tuple[Check, ...]:
        """The misses that nothing else explains."""
        return tuple(check for check in self.checks if check.miss == OURS)

    @property
    def out_of_date(self) -> tuple[Check, ...]:
        """What agrees although the file says that it cannot."""
        return tuple(check for check in self.checks if check.out_of_date)

    @property
    def holds(self) -> bool:
        """Whether whatever does not agree lies in the printed report, and nothing in the files is out of date."""
        return not self.failures and not self.out_of_date

    @property
    def aimed(self) -> bool:
        """Whether data were made to agree with the report, so that agreement proves less."""
        return any(check.row.made != "free" for check in self.checks)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The counts, apart; kinds of which there is nothing are left out."""
        return tuple(part for part in self._parts() if part.printed)

    def _parts(self) -> Iterator[Part]:
        numbers = [check for check in self.figures if check.row.measure != MARK]
        marks = [check for check in self.figures if check.row.measure == MARK]
        apart = ", not calibrated" if self.aimed else ""
        yield _part("inputs", [check for check in numbers if check.row.made == "input"])
        yield _part("figures, calibrated", [check for check in numbers if check.row.made == "calibrated"])
        yield _part(f"figures{apart}", [check for check in numbers if check.row.made == "free"])
        yield _part("marks, + or -", [check for check in marks if check.row.printed != NO_MARK])
        yield _part("marks, none", [check for check in marks if check.row.printed == NO_MARK])
        yield _claims("claims, calibrated", [check for check in self.claims if check.row.made != "free"])
        yield _claims(f"claims{apart}", [check for check in self.claims if check.row.made == "free"])


def _part(name: str, checks: Iterable[Check], tested: int | None = None) -> Part:
    found = list(checks)
    misses = Counter(check.miss for check in found if check.miss is not None)
    ordered = {one: misses[one] for one in CLASSES if misses[one]}
    return Part(name, len(found), sum(check.agrees for check in found), ordered, tested)


def _claims(name: str, checks: Iterable[ClaimCheck]) -> Part:
    found = list(checks)
    return _part(name, found, sum(check.agrees and check.tested for check in found))
