"""The words of importance: how it was measured, in which unit, and why an aspect has none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from peil.report.blocks.context import Context
from peil.report.blocks.titles import overall_name
from peil.results.hiding import FOR_PRIVACY
from peil.results.model import Driver, DriverFit
from peil.stats.importance import MOST
from peil.study.drivers import Stated
from peil.study.model import Grade, Question, Single

_PER_ASPECT = 10
_SHORT = 150  # respondents, below which intervals of shares hold the truth too seldom
_NO_PLACE = ("no aspects", "overall always the same")


def importance_text(context: Context, method: str, value: float, short: bool = False) -> str:
    """An importance as it is printed: a part in per cent, a correlation with two decimals; `short`: at an axis."""
    language, stated = context.language, context.survey.settings.drivers.stated
    if method == "stated":
        if stated is not None and stated.kind == "share":
            return language.percent(value)
        return language.number(value, 1 if short else context.survey.settings.decimals)
    if method == "lmg":
        return language.percent(value, 0 if short else 1)
    return language.number(value, 1 if short else 2)


def importance_title(context: Context, method: str) -> str:
    """What stands at the axis: importance, and what it was measured by."""
    language, stated, overall = context.language, context.survey.settings.drivers.stated, overall_name(context)
    match method:
        case "lmg":
            return language.text("importance for the {overall} (part of what is explained)", overall=overall)
        case "correlation":
            return language.text("importance for the {overall} (correlation)", overall=overall)
    match stated and stated.kind:
        case "share":
            return language.text("importance as respondents say (share that chose it)")
        case "score":
            return language.text("importance as respondents say (mean rating)")
        case _:
            return language.text("importance as respondents say (mean grade)")


def importance_step(context: Context, method: str) -> float:
    """The smallest distance between two ticks at the axis."""
    stated = context.survey.settings.drivers.stated
    if method == "stated" and stated is not None and stated.kind != "share":
        return 0.1
    return {"correlation": 0.1, "lmg": 0.01}.get(method, 0.05)


def measured(context: Context, fit: DriverFit) -> Iterator[str]:
    """What importance is here, for whom, on how many, and how sure."""
    language = context.language
    n = language.integer(fit.n)
    if fit.wanted == "stated" and fit.method != "stated":
        yield language.text("In this wave nobody was asked how important the aspects are.")
    if fit.method == "stated":
        yield _said(context, n)
    elif fit.method == "lmg":
        yield from _explained(context, fit, n)
    elif has_none(fit):
        yield without_any(context, fit)
        return
    elif fit.method == "correlation":
        yield language.text(
            "Importance: how closely the grade of an aspect goes together with the {overall} (correlation, −1 to 1), "
            "among those who gave both; n = {n}.",
            n=n,
            overall=overall_name(context),
        )
        yield from _fallen_back(context, fit)
    if fit.unsure:
        yield language.text(
            "How sure the places are could not be computed, for the answers hardly fix how the aspects go together: "
            "take them as uncertain."
        )


def _explained(context: Context, fit: DriverFit, n: str) -> Iterator[str]:
    language, overall = context.language, overall_name(context)
    yield language.text(
        "Importance: the part that an aspect has in what the {aspects} aspects together explain of the {overall} "
        "(LMG, exact Shapley values of R²). Together they explain {r2} of the differences; n = {n}.",
        aspects=fit.aspects,
        r2=language.percent(fit.r2),
        n=n,
        overall=overall,
    )
    if fit.estimand == "as if everyone":
        yield language.text("Measured as if everyone had graded every aspect (covariance by EM).")
    else:
        text = "Measured for the {overall} as it is: who did not grade an aspect counts as its mean."
        yield language.text(text, overall=overall)
    if fit.n < _PER_ASPECT * fit.aspects:
        yield language.text("Fewer than ten respondents per aspect: the order of the aspects is uncertain.")


def _fallen_back(context: Context, fit: DriverFit) -> Iterator[str]:
    """Why a correlation stands in the place of a part of what is explained."""
    language = context.language
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

    elif fit.why == "few together":
        yield language.text(
            "Not by the part in what is explained: in one of the groups hardly anyone graded two of the aspects both, "
            "so that nothing tells how these go together."
        )
    elif fit.why == "many aspects":
        yield language.text(
            "Not by the part in what is explained: there are more than {most} aspects, too many to take into account "
            "in all orders.",
            most=MOST,
        )


def short_intervals(context: Context, wave: str, names: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """Of which groups the intervals of shares are too short, for few answered (docs/statistics.md). `names`: of every
    group by break and id."""
    found = [
        names[one.break_id, one.group]
        for one in context.published.fits
        if (one.survey, one.wave, one.method) == (context.survey.id, wave, "lmg")
        and one.n < _SHORT
        and (one.break_id, one.group) in names
    ]
    if found:
        yield context.language.text(
            "Intervals of importance are a little too short with fewer than {few} respondents: with a hundred they "
            "hold the true value in 91% of cases in place of 95%. So it is for {groups}.",
            few=_SHORT,
            groups=context.language.joined(found),
        )


def has_none(fit: DriverFit) -> bool:
    """Whether no aspect of the group has an importance, so that there is no matrix."""
    return fit.why in _NO_PLACE


def without_any(context: Context, fit: DriverFit) -> str:
    """Why no aspect of a group has an importance."""
    language, overall = context.language, overall_name(context)
    if fit.why == "overall always the same":
        return language.text("No aspect has an importance, for everyone gave the same {overall}.", overall=overall)
    return language.text(
        "No aspect has an importance, for none was graded often enough, and not always alike, beside the {overall}.",
        overall=overall,
    )


def _said(context: Context, n: str) -> str:
    language, stated = context.language, context.survey.settings.drivers.stated
    assert stated is not None
    asked = _question(context, stated)
    if stated.kind == "share":
        return language.text(
            "Importance: the share of respondents that chose the aspect, asked as “{question}”; n = {n}.",
            question=asked,
            n=n,
        )
    if stated.kind == "grade":
        return language.text(
            "Importance: the mean of what respondents said of the aspect, asked as “{question}” ({scale}); n = {n}.",
            question=asked,
            scale=_scale(context, stated),
            n=n,
        )
    return language.text(
        "Importance: the mean of what respondents said of the aspect, asked as “{question}”, with {scores}; n = {n}.",
        question=asked,
        scores=language.joined(tuple(_scored(context, stated))),
        n=n,
    )


def _question(context: Context, stated: Stated) -> str:
    """The question that asked it, as it was put."""
    if stated.kind == "share":
        return context.told(context.survey.questions[stated.question].wording(context.this.label))
    return context.told(context.survey.grids[stated.question].text)


def _first(context: Context, stated: Stated) -> Question:
    return context.survey.questions[next(iter(stated.items.values()))]


def _scale(context: Context, stated: Stated) -> str:
    kind = _first(context, stated).kind
    if not isinstance(kind, Grade):
        return ""
    ends = context.told(kind.ends) if kind.ends is not None else ""
    return ends or f"{kind.low}–{kind.high}"


def _scored(context: Context, stated: Stated) -> Iterator[str]:
    """Every answer that counts, with what it counts for."""
    kind = _first(context, stated).kind
    for answer in kind.answers if isinstance(kind, Single) else ():
        if answer.id in stated.scores:
            score = stated.scores[answer.id]
            told = context.language.number(score, 0 if score == round(score) else 1)
            yield f"“{context.told(answer.text)}” = {told}"


def without_place(context: Context, drivers: Sequence[Driver | None], names: Sequence[str]) -> Iterator[str]:
    """A sentence per reason why aspects have no place. `drivers`: None where there is no row at all."""
    language = context.language
    found: dict[str, list[str]] = {}
    for driver, name in zip(drivers, names, strict=True):
        found.setdefault(lack_of(driver), []).append(name)
    seldom = language.percent(context.survey.settings.drivers.seldom_graded)
    for lack, some in found.items():
        told = language.joined(some)
        match lack:
            case "seldom graded":
                yield language.text(
                    "Without a place, for fewer than {part} graded it: {names}.", part=seldom, names=told
                )
            case "always the same grade":
                yield language.text("Without a place, for everyone gave it the same grade: {names}.", names=told)
            case "importance not asked":
                yield language.text("Without a place, for nobody was asked how important it is: {names}.", names=told)
            case "overall always the same":
                yield language.text(
                    "Without a place, for everyone gave the same {overall}: {names}.",
                    overall=overall_name(context),
                    names=told,
                )
            case "private":
                yield language.text(
                    "Without a place, to protect the privacy of a few respondents: {names}.", names=told
                )
            case _:
                yield language.text("Without a place, for too few answers: {names}.", names=told)


def lack_of(driver: Driver | None) -> str:
    """Why an aspect has no importance or no place: "private", a `lack` of drivers, or "" for too few answers."""
    if driver is None:
        return ""
    if driver.status in FOR_PRIVACY:
        return "private"
    return driver.lack if driver.shown else ""
