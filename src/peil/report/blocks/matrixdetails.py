"""What stands behind a point of the matrix: figures, intervals, chances, what a low and a high grade do.

The same in two forms: columns of the table behind the figure, and lines that a reader sees who points at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import isnan

from peil.report.blocks.context import Context, Subject, main_subject
from peil.report.blocks.importances import importance_text
from peil.report.blocks.matrixtexts import corners
from peil.results.model import Driver, Estimate, Penalty, Quadrant, Standing, estimate_id
from peil.study.model import Grade

_WORTH = 0.05  # a chance of another part that is told
# The parts in the order of Matrix.corners.
CORNERS: tuple[Quadrant, ...] = ("priority", "strength", "low priority", "hygiene")


@dataclass(frozen=True)
class Details:
    """An aspect with a place in the matrix of a group."""

    context: Context
    driver: Driver

    @cached_property
    def standing(self) -> Standing | None:
        """How sure its place is."""
        return self.context.published.standings_by_id.get(self.driver.id)

    @cached_property
    def penalty(self) -> Penalty | None:
        """What a low grade costs, where it may be told."""
        return self.context.published.penalties_by_id.get(self.driver.id)

    @cached_property
    def rating(self) -> Estimate | None:
        """The grade as the tables have it."""
        return self.context.published.by_id.get(self.driver.id.replace("/importance/", "/mean/"))

    @property
    def subject(self) -> Subject:
        """The aspect."""
        return main_subject(self.context, self.context.survey.questions[self.driver.aspect])

    @property
    def part(self) -> str:
        """The name of the part where it stands."""
        return self._corner(self.driver.quadrant)

    @property
    def rank(self) -> str:
        """Its rank with the range that chance leaves."""
        one = self.standing
        if one is None:
            return ""
        number = self.context.language.integer
        return f"{number(one.rank)} ({number(one.rank_low)}–{number(one.rank_high)})"

    @property
    def chance(self) -> str:
        """Of the part where it stands."""
        return "" if self.standing is None else self.context.language.percent(self.standing.chance)

    @property
    def asymmetry(self) -> str:
        """What a low grade costs and a high one brings, in points of the overall grade: "−1.2 / +0.4"."""
        one, number = self.penalty, self.context.language.number
        return "" if one is None else f"{number(-one.penalty, 1, sign=True)} / {number(one.reward, 1, sign=True)}"

    @property
    def said(self) -> str:
        """How important respondents say it is, where they were asked and the matrix goes by something else."""
        stated = self.context.survey.settings.drivers.stated
        if stated is None or self.driver.method == "stated" or self.driver.aspect not in stated.items:
            return ""
        item, (survey, wave, _, _, group) = stated.items[self.driver.aspect], self.driver.id.split("/")
        name = estimate_id(survey, wave, item, "", "mean", group)
        if stated.kind == "share":
            name = estimate_id(survey, wave, stated.question, item, "share", group)
        found = self.context.published.by_id.get(name)
        if found is None or not found.shown or isnan(found.estimate):
            return ""
        return importance_text(self.context, "stated", found.estimate)

    def columns(self) -> tuple[tuple[str, str], ...]:
        """What the table behind the figure has beside rating, importance and part: heads and texts."""
        language = self.context.language
        return (
            (language.text("Rank"), self.rank),
            (language.text("Chance of this part"), self.chance),
            (language.text("Low grade costs / high one brings"), self.asymmetry),
            (language.text("As respondents say"), self.said),
        )

    def lines(self) -> Iterator[str]:
        """What a reader sees who points at it, above the question that the page knows anyhow."""
        yield from (self._grade(), self._importance(), *self._place(), *self._before(), *self._costs())
        if self.said:
            yield self.context.language.text("How important respondents say it is: {said}", said=self.said)

    def _grade(self) -> str:
        context, one = self.context, self.rating
        value = context.value_text(self.subject, self.driver.rating)
        if one is None or isnan(one.ci_low):
            return context.language.text("Grade {value}", value=value)
        low, high = (context.value_text(self.subject, end) for end in (one.ci_low, one.ci_high))
        n = context.language.integer(one.n)
        return context.language.text("Grade {value} ({low} to {high}), n = {n}", value=value, low=low, high=high, n=n)

    def _importance(self) -> str:
        context, driver = self.context, self.driver
        told = importance_text(context, driver.method, driver.importance)
        ends = importance_interval(context, driver)
        if not ends:
            return context.language.text("Importance {value}", value=told)
        n = context.language.integer(driver.n)
        return context.language.text(
            "Importance {value} ({low} to {high}), n = {n}", value=told, low=ends[0], high=ends[1], n=n
        )

    def _place(self) -> Iterator[str]:
        one, language = self.standing, self.context.language
        if one is None:
            yield self.part
            return
        told = language.text("{part}: chance {chance}", part=self.part, chance=self.chance)
        others = [
            f"{self._corner(name)} {language.percent(getattr(one, name.replace(' ', '_')))}"
            for name in CORNERS
            if name != one.quadrant and getattr(one, name.replace(" ", "_")) >= _WORTH
        ]
        yield f"{told} ({', '.join(others)})" if others else told
        yield language.text(
            "Rank by importance: {rank}, between {low} and {high}",
            rank=one.rank,
            low=one.rank_low,
            high=one.rank_high,
        )

    def _before(self) -> Iterator[str]:
        """Where it stood in the wave before, as far as it was measured in the same way."""
        context, (survey, wave, rest) = self.context, self.driver.id.split("/", 2)
        if not context.earlier or wave != context.this.label:
            return
        label = context.earlier[-1].label
        then = context.published.drivers_by_id.get(f"{survey}/{label}/{rest}")
        if then is None or then.quadrant is None or not then.shown or then.method != self.driver.method:
            return
        move = context.published.moves_by_id.get(f"{self.driver.id}~{label}")
        # Within the lines that the reader sees.
        quadrant = then.quadrant if move is None else move.quadrant_then
        told = context.language.text(
            "In {wave}: grade {value}, importance {importance}, {part}",
            wave=label,
            value=context.value_text(self.subject, then.rating),
            importance=importance_text(context, then.method, then.importance),
            part=self._corner(quadrant),
        )
        if move is not None and quadrant != self.driver.quadrant:
            sure = context.language.text("moved") if move.moved else context.language.text("the move may be chance")
            told += f" ({sure})"
        yield told

    def _costs(self) -> Iterator[str]:
        one, language = self.penalty, self.context.language
        if one is None:
            return
        kinds = {
            "basic": language.text("a low grade costs more than a high one brings"),
            "extra": language.text("a high grade brings more than a low one costs"),
            "even": language.text("no difference shown"),
        }
        low, high = low_and_high(self.context, self.driver.aspect)
        yield language.text(
            "A low grade ({low}) costs {penalty}, a high one ({high}) brings {reward}: {kind}",
            low=low,
            high=high,
            penalty=language.number(one.penalty, 1),
            reward=language.number(one.reward, 1),
            kind=kinds[one.kind],
        )

    def _corner(self, quadrant: Quadrant | None) -> str:
        return "" if quadrant is None else corners(self.context)[CORNERS.index(quadrant)]


def low_and_high(context: Context, aspect: str) -> tuple[str, str]:
    """The grades that count as low and as high: 1–5 and 8–10."""
    kind = context.survey.questions[aspect].kind
    assert isinstance(kind, Grade)
    low, high = kind.thirds
    return f"{kind.low}–{low}", f"{high}–{kind.high}"


def importance_interval(context: Context, driver: Driver) -> tuple[str, ...]:
    """The ends of the interval of an importance; none where it has none."""
    one = context.published.standings_by_id.get(driver.id)
    if one is None or isnan(one.importance_low) or isnan(driver.importance_border):
        return ()
    low, high = (importance_text(context, driver.method, end) for end in (one.importance_low, one.importance_high))
    return low, high
