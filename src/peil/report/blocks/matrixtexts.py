"""The words of the improvement matrix: its title, the names of its parts, its notes and its summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peil.report.blocks.context import Context, Subject
from peil.report.blocks.titles import in_sentence, titled
from peil.report.model import Inlines
from peil.results.model import ALL, Driver, DriverFit, Standing, estimate_id

_MOST_NAMED = 3
_PER_ASPECT = 10

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


def importance_text(context: Context, method: str, value: float, short: bool = False) -> str:
    """An importance as it is printed: a part in per cent, a correlation with two decimals; `short`: at an axis."""
    language = context.language
    if method == "lmg":
        return language.percent(value, 0 if short else 1)
    return language.number(value, 1 if short else 2)


def standing_text(context: Context, standing: Standing) -> str:
    """How sure the place of an aspect is: the range of its rank, and the chance of its part."""
    return context.language.text(
        "rank {low}–{high}, chance of this part {chance}",
        low=standing.rank_low,
        high=standing.rank_high,
        chance=context.language.percent(standing.chance),
    )


def unsure_text(context: Context, chance: float) -> str:
    """What a ring around a point means."""
    return context.language.text("place uncertain (chance below {chance})", chance=context.language.percent(chance))


def seldom_text(context: Context) -> str:
    """What a hollow point means."""
    part = context.language.percent(context.survey.settings.drivers.often_not_graded)
    return context.language.text("graded by fewer than {part}", part=part)


def _basics(context: Context, drivers: Sequence[Driver]) -> Iterator[str]:
    """Of the basics those that a test bears out: a low grade costs more than a high one brings."""
    found = {one.id: one for one in context.published.penalties}
    basics = [one for one in drivers if one.quadrant == "hygiene" and one.id in found]
    labels = {one.id: in_sentence(context, context.told(one.label)) for one in context.survey.aspects}
    names = [labels[one.aspect] for one in basics if found[one.id].kind == "basic"]
    if names:
        yield context.language.text(
            "Tested basics, of which a low grade costs more than a high one brings: {names}.",
            names=context.language.joined(names),
        )
    elif basics:
        yield context.language.text("Of none of the basics a low grade demonstrably costs more than a high one brings.")


def extra_notes(
    context: Context,
    drivers: Sequence[Driver],
    left_out: Sequence[str],
    borders: tuple[tuple[float, str], tuple[float, str]],
) -> tuple[str, ...]:
    """How importance is measured, what the lines are, and what has no place."""
    language = context.language
    name = estimate_id(drivers[0].survey, drivers[0].wave, context.survey.settings.overall or "", "", "importance")
    fit = context.published.fits_by_id.get(name.removesuffix(ALL) + drivers[0].id.rpartition("/")[2])
    made = [] if fit is None else [*_measured(context, fit)]
    made.append(language.text("That they go together does not prove a cause."))
    (_, rating), (_, importance) = borders
    made.append(_lines(context, rating, importance))
    made += _basics(context, drivers)
    if left_out:
        made.append(language.text("Without a place, for too few answers: {names}.", names=language.joined(left_out)))
    return tuple(made)


def _lines(context: Context, rating: str, importance: str) -> str:
    """Where the borders come from."""
    language, settings = context.language, context.survey.settings.drivers
    if settings.rating_border == settings.importance_border == "mean":
        return language.text(
            "The lines are the means of the aspects: grade {rating}, importance {importance}.",
            rating=rating,
            importance=importance,
        )
    if settings.rating_border == settings.importance_border == "median":
        return language.text(
            "The lines are the medians of the aspects: grade {rating}, importance {importance}.",
            rating=rating,
            importance=importance,
        )
    return language.text(
        "The lines lie at grade {rating} and importance {importance}.", rating=rating, importance=importance
    )


def _measured(context: Context, fit: DriverFit) -> Iterator[str]:
    """What importance is here, for whom, on how many, and how sure."""
    language = context.language
    n = language.integer(fit.n)
    if fit.method == "lmg":
        yield language.text(
            "Importance: the part that an aspect has in what the {aspects} aspects together explain of the overall "
            "grade (LMG, exact Shapley values of R²). Together they explain {r2} of the differences; n = {n}.",
            aspects=fit.aspects,
            r2=language.percent(fit.r2),
            n=n,
        )
        if fit.estimand == "as if everyone":
            yield language.text("Measured as if everyone had graded every aspect (covariance by EM).")
        else:
            yield language.text(
                "Measured for the overall grade as it is: who did not grade an aspect counts as its mean."
            )
        if fit.n < _PER_ASPECT * fit.aspects:
            yield language.text("Fewer than ten respondents per aspect: the order of the aspects is uncertain.")
    elif fit.method == "correlation":
        yield language.text(
            "Importance: how closely the grade of an aspect goes together with the overall grade (correlation, 0 to "
            "1), among those who gave both; n = {n}.",
            n=n,
        )
        if fit.why == "small group":
            yield language.text(
                "Not by the part in what is explained: a group has fewer than {smallest} respondents, and groups that "
                "are compared are measured alike.",
                smallest=context.survey.settings.drivers.smallest_group,
            )
        elif fit.why == "not settled":
            yield language.text(
                "Not by the part in what is explained: in one of the groups too few gave the same pairs of grades."
            )
