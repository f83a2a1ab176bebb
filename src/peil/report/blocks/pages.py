"""A page around blocks: its anchor, subtitle and foot; and long lists split over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from peil.report.blocks.axes import unit
from peil.report.blocks.context import Context, Subject, group_name, of_ten
from peil.report.blocks.feet import Shown, foot
from peil.report.model import Block, Inlines, Page
from peil.study.model import Grade, Question, Wave

ROWS_PER_PAGE = 26


def page(context: Context, block_id: str, title: Inlines, measure: str, blocks: Sequence[Block], shown: Shown) -> Page:
    """A page of figures with its subtitle and foot."""
    under = subtitle(context, measure, shown)
    return Page(anchor(block_id), title, under, tuple(blocks), foot(context, blocks, shown))


def anchor(block_id: str) -> str:
    """The id of a block as an anchor."""
    return block_id.replace("/", "-").replace(" ", "-").replace("=", "-")


def subtitle(context: Context, measure: str, shown: Shown) -> str:
    """Measure and unit, who, which waves."""
    group = group_name(context, *shown.alone) if shown.alone is not None else ""
    parts = (measure, group, context.told(context.survey.title), wave_range(shown.waves))
    return " · ".join(part for part in parts if part)


def wave_range(waves: Sequence[Wave]) -> str:
    """The waves by their labels: all when they are few, otherwise the first and the last."""
    labels = [wave.label for wave in waves]
    return ", ".join(labels) if len(labels) <= 3 else f"{labels[0]}–{labels[-1]}"


def measure_text(context: Context, subject: Subject) -> str:
    """What is measured, with its unit: "mean grade, scale 1–10"."""
    language = context.language
    kind = subject.question.kind if subject.question is not None else None
    if subject.measure == "nps":
        return language.text("Net promoter score: promoters minus critics, from −100 to +100")
    if subject.measure == "share":
        share = share_text(context, subject.question)
        return f"{share}: {subject.label}" if subject.answer else share
    if subject.measure != "mean":
        return f"{measure_name(context, subject.measure)}, {scale_text(context, subject)}".removesuffix(", ")
    if isinstance(kind, Grade) and of_ten(subject.question):
        return language.text("Mean grade, scale {low}–{high}", low=kind.low, high=kind.high)
    if isinstance(kind, Grade):
        return language.text("Mean rating, scale {low}–{high}", low=kind.low, high=kind.high)
    measured = unit(context, subject)
    return language.text("Mean, in {unit}", unit=measured) if measured else language.text("Mean")


def measure_name(context: Context, measure: str) -> str:
    """What a measure is called: "Median", "10th percentile"."""
    language = context.language
    names = {
        "mean": language.text("Mean"),
        "median": language.text("Median"),
        "sd": language.text("Standard deviation"),
        "nps": language.text("Net promoter score"),
        "share": language.text("Share"),
    }
    return names.get(measure) or language.text("Percentile {number}", number=measure.removeprefix("p"))


def scale_text(context: Context, subject: Subject) -> str:
    """The scale of a grade, or the unit of a number."""
    kind = subject.question.kind if subject.question is not None else None
    if isinstance(kind, Grade):
        return context.language.text("scale {low}–{high}", low=kind.low, high=kind.high)
    return unit(context, subject)


def share_text(context: Context, question: Question | None) -> str:
    """What shares are shares of."""
    if question is not None and question.per is not None:
        return context.language.text("Percentage of ratings")
    return context.language.text("Percentage of respondents")


def split(rows: Sequence[object], most: int = ROWS_PER_PAGE) -> list[slice]:
    """Slices of about equal length, at most this many rows each."""
    pages = max(1, -(-len(rows) // most))
    size = -(-len(rows) // pages) if rows else 0
    return [slice(start, start + size) for start in range(0, len(rows), size or 1)] or [slice(0, 0)]


def numbered(title: Inlines, number: int, total: int) -> Inlines:
    """The title of one of several pages: "(1/2)" behind it."""
    if total == 1:
        return title
    last = title[-1]
    return (*title[:-1], replace(last, text=f"{last.text} ({number}/{total})"))
