"""The words of the improvement matrix: its title, the names of its parts, its notes and its summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peil.report.blocks.borders import border_lines
from peil.report.blocks.context import Context, Subject
from peil.report.blocks.importances import has_none, importance_text, measured
from peil.report.blocks.titles import in_sentence, titled
from peil.report.model import Inlines
from peil.results.model import ALL, Driver, estimate_id

_MOST_NAMED = 3

Placed = tuple[Subject, Driver]


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


def title(context: Context, standings: Sequence[Placed]) -> Inlines:
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


def summary(context: Context, standings: Sequence[Placed]) -> str:
    """Which aspects stand in which part, for those who cannot see the figure."""
    made = [context.language.text("Improvement matrix: aspects by rating and by importance.")]
    order = ("priority", "strength", "low priority", "hygiene")
    for quadrant, name in zip(order, corners(context), strict=True):
        labels = [subject.label for subject, driver in standings if driver.quadrant == quadrant]
        if labels:
            made.append(f"{name}: {', '.join(labels)}.")
    return " ".join(made)


def unsure_text(context: Context, chance: float) -> str:
    """What a ring around a point means."""
    return context.language.text("place uncertain (chance below {chance})", chance=context.language.percent(chance))


def seldom_text(context: Context) -> str:
    """What a hollow point means."""
    part = context.language.percent(context.survey.settings.drivers.often_not_graded)
    return context.language.text("graded by fewer than {part}", part=part)


def _basics(context: Context, drivers: Sequence[Driver]) -> Iterator[str]:
    """Of the basics those that a test bears out: a low grade costs more than a high one brings."""
    found = context.published.penalties_by_id
    basics = [one for one in drivers if one.quadrant == "hygiene" and one.id in found]
    labels = {one.id: in_sentence(context, context.told(one.label)) for one in context.survey.aspects}
    names = [labels[one.aspect] for one in basics if found[one.id].kind == "basic"]
    if names:
        yield context.language.text(
            "Tested basics, for which a low grade costs more than a high one brings: {names}.",
            names=context.language.joined(names),
        )
    elif basics:
        yield context.language.text(
            "For none of the basics does a low grade demonstrably cost more than a high one brings."
        )


def extra_notes(
    context: Context, drivers: Sequence[Driver], before: Sequence[Driver], others: Sequence[str]
) -> tuple[str, ...]:
    """How importance is measured, what the lines are, which basics are tested, and `others`, in sentences."""
    language = context.language
    name = estimate_id(drivers[0].survey, drivers[0].wave, context.survey.settings.overall or "", "", "importance")
    key = drivers[0].id.rpartition("/")[2]
    fit = context.published.fits_by_id.get(name.removesuffix(ALL) + key)
    made = [] if fit is None else [*measured(context, fit)]
    whole = context.published.fits_by_id.get(name)
    if key != ALL and whole is not None and not has_none(whole) and whole.method != drivers[0].method:
        made.append(language.text("For everyone together it is measured otherwise."))
    if drivers[0].method != "stated":
        made.append(language.text("That they go together does not prove a cause."))
    # What importance is, in one paragraph: the figure needs the room.
    return (" ".join(made), " ".join(border_lines(context, drivers, before)), *_basics(context, drivers), *others)


def seldom_notes(context: Context, placed: Sequence[Placed]) -> Iterator[str]:
    """How many graded each of the aspects that many did not grade."""
    if placed:
        names = [
            context.language.text(
                "{name} (n={n})", name=in_sentence(context, subject.label), n=context.language.integer(_graded(driver))
            )
            for subject, driver in placed
        ]
        yield context.language.text(
            "{told}: {names}.",
            told=_capital(seldom_text(context)),
            names=context.language.joined(names),
        )


def listed_notes(context: Context, placed: Sequence[Placed]) -> Iterator[str]:
    """The aspects that are not drawn since many did not grade them, with what the picture would have told."""
    if not placed:
        return
    language, decimals = context.language, context.survey.settings.decimals
    parts = dict(zip(("priority", "strength", "low priority", "hygiene"), corners(context), strict=True))
    names = [
        language.text(
            "{name} (grade {rating}, importance {importance}, n={n}: {part})",
            name=in_sentence(context, subject.label),
            rating=language.number(driver.rating, decimals),
            importance=importance_text(context, driver.method, driver.importance),
            n=language.integer(_graded(driver)),
            part=parts[driver.quadrant or "priority"],
        )
        for subject, driver in placed
    ]
    yield language.text(
        "Not drawn, for fewer than {part} graded it: {names}.",
        part=language.percent(context.survey.settings.drivers.often_not_graded),
        names="; ".join(names),
    )


def _graded(driver: Driver) -> int:
    """How many graded the aspect: where importance is what respondents said, `n` are those who said it."""
    return driver.rated if driver.method == "stated" else driver.n


def _capital(told: str) -> str:
    return told[:1].upper() + told[1:]
