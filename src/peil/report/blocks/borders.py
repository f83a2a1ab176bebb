"""The words of the borders of a matrix: where they lie, over whose aspects they were drawn, where else they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum, isfinite

from peil.report.blocks.context import Context
from peil.report.blocks.importances import importance_text
from peil.results.model import ALL, Driver
from peil.study.drivers import Border

_MOST_WAVES = 3  # that are named one by one


def border_lines(context: Context, drivers: Sequence[Driver], before: Sequence[Driver] = ()) -> Iterator[str]:
    """Sentences about the lines of one matrix. `drivers`: with a place, at least one; `before`: those of the wave
    before that are drawn too."""
    one, settings, language = drivers[0], context.survey.settings.drivers, context.language
    yield _where(context, one)
    if isinstance(settings.rating_border, float) and isinstance(settings.importance_border, float):
        return
    wave, key = _frame(one)
    if held := [*_groups(context, one, key), *_waves(context, one, wave)]:
        yield language.text("They hold for {others} too.", others=language.joined(held))
    yield from _earlier(context, one, before)
    if key != _key(one):
        yield language.text(
            "Means of this group itself: grade {rating}, importance {importance}.",
            rating=language.number(_mean([each.rating for each in drivers]), context.survey.settings.decimals),
            importance=importance_text(context, one.method, _mean([each.importance for each in drivers])),
        )
    elif settings.rating_border in ("mean", "median"):
        yield language.text(
            "Something always lies below such a line: “to improve” is what comes first, not what is bad."
        )


def lines_of(drivers: Sequence[Driver]) -> tuple[float, float]:
    """At which rating and importance the lines are drawn: at the borders, and where these are withheld for privacy
    between the aspects on either side, which their parts tell."""
    one = drivers[0]
    if isfinite(one.rating_border) and isfinite(one.importance_border):
        return one.rating_border, one.importance_border
    high = [row.quadrant in ("strength", "hygiene") for row in drivers]
    matters = [row.quadrant in ("strength", "priority") for row in drivers]
    return _between([row.rating for row in drivers], high), _between([row.importance for row in drivers], matters)


def _between(values: Sequence[float], above: Sequence[bool]) -> float:
    """Half way from the highest below to the lowest above; on the last one where there are none on the other side."""
    lower = [value for value, is_above in zip(values, above, strict=True) if not is_above]
    upper = [value for value, is_above in zip(values, above, strict=True) if is_above]
    return (max(lower or [min(upper)]) + min(upper or [max(lower)])) / 2


def _where(context: Context, one: Driver) -> str:
    """At which grade and importance they lie, and what they are."""
    language, settings = context.language, context.survey.settings
    if not (isfinite(one.rating_border) and isfinite(one.importance_border)):
        return language.text(
            "Where the lines lie exactly, and how sure the places are, is not told, to protect the privacy of a few "
            "respondents: the lines are drawn half way between the aspects on either side."
        )
    rating, importance = settings.drivers.rating_border, settings.drivers.importance_border
    words = _texts(context, one)
    if isinstance(rating, float) and isinstance(importance, float):
        return language.text("The lines were set at grade {rating} and importance {importance}.", **words)
    wave, key = _frame(one)
    everyone, group = (
        language.text("all respondents of {wave}", wave=wave),
        language.text("this group in {wave}", wave=wave),
    )
    words["whom"] = everyone if key == ALL else group
    if rating == importance == "mean":
        return language.text(
            "The lines are the means of the aspects over {whom}: grade {rating}, importance {importance}.", **words
        )
    if rating == importance == "median":
        return language.text(
            "The lines are the medians of the aspects over {whom}: grade {rating}, importance {importance}.", **words
        )
    return language.text(
        "The lines lie at grade {rating} ({rating_how}) and importance {importance} ({importance_how}), over {whom}.",
        rating_how=_how(context, rating),
        importance_how=_how(context, importance),
        **words,
    )


def _how(context: Context, border: Border) -> str:
    language = context.language
    if border == "mean":
        return language.text("mean of the aspects")
    return language.text("median of the aspects") if border == "median" else language.text("set")


def _texts(context: Context, one: Driver) -> dict[str, str]:
    return {
        "rating": context.language.number(one.rating_border, context.survey.settings.decimals),
        "importance": importance_text(context, one.method, one.importance_border),
    }


def _frame(one: Driver) -> tuple[str, str]:
    """The wave and the group whose aspects the lines were drawn over."""
    parts = (one.frame or one.id).split("/")
    return parts[1], parts[4]


def _key(one: Driver) -> str:
    return one.id.rpartition("/")[2]


def _groups(context: Context, one: Driver, key: str) -> Iterator[str]:
    """That they hold for groups too, where these have them, and that of importance as it is measured there."""
    rows = [
        row for row in context.published.drivers if row.group != ALL and (row.wave, row.frame) == (one.wave, one.frame)
    ]
    if key != ALL or not one.frame or not rows:
        return
    if one.group == ALL and any(row.method != one.method for row in rows):
        yield context.language.text("every group (there by its measure of importance)")
    else:
        yield context.language.text("every group")


def _waves(context: Context, one: Driver, wave: str) -> Iterator[str]:
    """The other waves in which these are the lines, of the same kind of importance."""
    alike = {
        row.wave
        for row in context.published.drivers
        if one.frame and (row.frame, row.method, _key(row)) == (one.frame, one.method, _key(one)) and row.quadrant
    }
    others = [each.label for each in context.waves if each.label != wave]
    if len(others) > _MOST_WAVES and alike.issuperset(others):
        yield context.language.text("every other wave")
    else:
        yield from (each for each in others if each in alike)


def _earlier(context: Context, one: Driver, before: Sequence[Driver]) -> Iterator[str]:
    """Where the lines of the wave before lay, if elsewhere; and what the number of aspects then means."""
    if not before:
        return
    then, language = before[0], context.language
    if _texts(context, then)["rating"] != _texts(context, one)["rating"]:
        yield language.text(
            "In {wave} the lines lay at grade {rating} and importance {importance}; places of then are judged within "
            "those of now.",
            wave=then.wave,
            **_texts(context, then),
        )
    counts = [_aspects(context, each) for each in (then, one)]
    if one.method == "lmg" and counts[0] != counts[1]:
        yield language.text(
            "In {wave} {then} aspects took part, now {now}: importance of then is drawn as if it were {now} too.",
            wave=then.wave,
            then=counts[0],
            now=counts[1],
        )


def _aspects(context: Context, one: Driver) -> int:
    """How many aspects took part."""
    name = f"{one.survey}/{one.wave}/{context.survey.settings.overall}/importance/{_key(one)}"
    fit = context.published.fits_by_id.get(name)
    return 0 if fit is None else fit.aspects


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values)
