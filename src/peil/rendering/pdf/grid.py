"""The grid of the printed page, in points: one place for Python, which plans, and Typst, which sets."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Grid:
    """A landscape page of 16:9. `side`: margins left and right; `kicker`, `title_top`, `bottom_line`: heights from the
    top (the last one from the bottom) at which these stand; `gap`: between columns; `remarks`: width of the
    column of remarks beside a figure; sizes and leadings of the type; `title_slack`: how much wider than the line a
    title may be that is made to fit in one, by smaller type; `lead` is the larger type of a page with little
    text, `lead_measure` the width of its column."""

    width: float = 960.0
    height: float = 540.0
    side: float = 50.0
    kicker: float = 24.0
    title_top: float = 44.0
    bottom_line: float = 30.0
    gap: float = 36.0
    remarks: float = 262.0
    title: float = 24.0
    title_leading: float = 30.0
    title_slack: float = 1.03
    subtitle: float = 13.0
    body: float = 13.0
    body_leading: float = 18.5
    lead: float = 16.0
    lead_leading: float = 24.0
    lead_measure: float = 620.0
    table: float = 10.5
    table_row: float = 14.6
    foot: float = 9.0
    foot_leading: float = 12.0

    @property
    def measure(self) -> float:
        """Width of the type area."""
        return self.width - 2 * self.side

    @property
    def column(self) -> float:
        """Width of one of two columns."""
        return (self.measure - self.gap) / 2

    @property
    def beside_remarks(self) -> float:
        """Width of what stands left of the remarks."""
        return self.measure - self.gap - self.remarks

    @property
    def third(self) -> float:
        """Width of one of three columns."""
        return (self.measure - 2 * self.gap) / 3

    def as_data(self) -> dict[str, float]:
        """For the template."""
        return asdict(self) | {
            "measure": self.measure,
            "column": self.column,
            "third": self.third,
        }


GRID = Grid()
