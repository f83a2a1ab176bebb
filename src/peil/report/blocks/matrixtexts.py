"""The words of the improvement matrix: its title, the names of its parts, its notes and its summary."""

from __future__ import annotations

from collections.abc import Sequence

from peil.report.blocks.context import Context, Subject
from peil.report.blocks.titles import in_sentence, titled
from peil.report.model import Inlines
from peil.results.model import Driver

_MOST_NAMED = 3

Standing = tuple[Subject, Driver]


def corners(context: Context) -> tuple[str, str, str, str]:
    """The names of the parts: top left, top right, bottom left, bottom right."""
    language = context.language
    return (
        language.text("To improve"),
        language.text("Strengths"),
        language.text("No priority"),
        language.text("Basics"),
    )


def family_name(context: Context, name: str) -> str:
    """A dimension by its name in the study, or by the word for it where the study has none."""
    language = context.language
    if name in context.survey.dimensions:
        return context.told(context.survey.dimensions[name])
    words = {
        "process": language.text("process"),
        "human": language.text("human side"),
        "communication": language.text("communication"),
    }
    return words.get(name, language.text("other"))


def title(context: Context, standings: Sequence[Standing]) -> Inlines:
    """What is important and rated low: the most important of them, never one on a small base."""
    language = context.language
    found = [one for one in standings if one[1].quadrant == "priority" and one[1].status != "small base"]
    if not found:
        return titled(language.text("What matters to respondents is not what they rate low"))
    named = found[:_MOST_NAMED]
    names = [in_sentence(context, subject.label) for subject, _ in named]
    evidence = [driver.id for _, driver in named]
    more = len(found) - len(named)
    if more:
        text = language.text("Important and rated low: {names} and {count} more", names=", ".join(names), count=more)
        return titled(text, *evidence)
    return titled(language.text("Important and rated low: {names}", names=language.joined(names)), *evidence)


def summary(context: Context, standings: Sequence[Standing]) -> str:
    """Which aspects stand in which part, for those who cannot see the figure."""
    made = [context.language.text("Improvement matrix: aspects by rating and by importance.")]
    order = ("priority", "strength", "low priority", "hygiene")
    for quadrant, name in zip(order, corners(context), strict=True):
        labels = [subject.label for subject, driver in standings if driver.quadrant == quadrant]
        if labels:
            made.append(f"{name}: {', '.join(labels)}.")
    return " ".join(made)


def extra_notes(
    context: Context,
    drivers: Sequence[Driver],
    left_out: Sequence[str],
    borders: tuple[tuple[float, str], tuple[float, str]],
) -> tuple[str, ...]:
    """How importance is measured, what the lines are, and what has no place."""
    language = context.language
    made = []
    if all(driver.method == "correlation" for driver in drivers):
        made.append(
            language.text(
                "Importance: how closely the grade of an aspect goes together with the overall grade (correlation, "
                "0 to 1). That they go together does not prove a cause."
            )
        )
    (_, rating), (_, importance) = borders
    made.append(
        language.text(
            "The lines are the means of the aspects: grade {rating}, importance {importance}.",
            rating=rating,
            importance=importance,
        )
    )
    if left_out:
        made.append(language.text("Without a place, for too few answers: {names}.", names=language.joined(left_out)))
    return tuple(made)
