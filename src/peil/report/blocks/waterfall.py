"""`::: waterfall QUESTION [for GROUP] [waves WAVE]`: what carried the change of the overall grade, aspect by aspect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor, isfinite

from peil.report.blocks.arguments import Request
from peil.report.blocks.context import Context, Subject, group_name, of_ten
from peil.report.blocks.feet import Shown
from peil.report.blocks.groups import key_of
from peil.report.blocks.pages import page
from peil.report.blocks.titles import in_sentence, overall_name, titled
from peil.report.blocks.untold import instead
from peil.report.model import Axis, Inlines, Mark, Page, Step, Waterfall
from peil.results.model import ALL, Carried, Decomposition

_MOST_STEPS = 12  # aspects with a row of their own
_MOST_NAMED = 3
_Z = 1.96
_PER_ASPECT = 10  # respondents, below which the order of aspects is uncertain
_SMALL = 0.005  # a mix below this is not told


def waterfall(context: Context, request: Request) -> tuple[Page, ...]:
    """One page: this wave with the earlier one that `waves` names, else the one before or the first that has one."""
    subject = request.subject
    if subject is None:
        return ()
    whole = _whole(context, request, subject)
    if whole is None or whole.why:
        return tuple(instead(context, request, subject, whole))
    parts = sorted(
        (one for one in context.published.carried if one.decomposition == whole.id), key=lambda one: one.points
    )
    if whole.change > 0:
        parts = parts[::-1]
    figure = _figure(context, subject, whole, parts, request)
    waves = tuple(wave for wave in context.waves if wave.label in (whole.earlier, whole.wave))
    questions = (subject.question,) if subject.question is not None else ()
    shown = Shown((subject,), questions, waves, extra=tuple(_notes(context, whole, parts)), group=request.within)
    measure = context.language.text("What the aspects carry of the change, in points")
    title = _title(context, subject, whole, parts, request)
    return (page(context, figure.id, title, measure, (figure,), shown),)


def _whole(context: Context, request: Request, subject: Subject) -> Decomposition | None:
    key = key_of(request.within)
    named = [wave.label for wave in request.waves if wave is not context.this]
    found = {one.id: one for one in context.published.decompositions}
    prefix = f"{context.survey.id}/{context.this.label}/{subject.id}/mean/{key}"
    labels = named[:1] or [wave.label for wave in reversed(context.earlier)]
    made = [found[name] for label in labels if (name := f"{prefix}~{label}") in found]
    return next((one for one in made if not one.why), made[0] if made else None)


def _figure(
    context: Context, subject: Subject, whole: Decomposition, parts: Sequence[Carried], request: Request
) -> Waterfall:
    steps = tuple(_steps(context, whole, parts))
    ends = [value for step in steps for value in (step.start, step.end, step.mark.low, step.mark.high)]
    key = whole.id.rpartition("/")[2].partition("~")[0]
    group = "" if key == ALL else f"/{key}"
    language = context.language
    # Two of them on one page have one title, so each says whose it is.
    whose = f" · {group_name(context, *request.within)}" if request.within is not None else ""
    return Waterfall(
        f"{context.survey.id}/{subject.id}/waterfall{group}",
        steps,
        _axis([value for value in ends if value is not None], context, whose),
        language.text("points"),
        language.text("How the grade went from {wave} to {now}", wave=whole.earlier, now=whole.wave) + whose,
    )


def _axis(values: Sequence[float], context: Context, whose: str) -> Axis:
    """Round ticks around all steps."""
    low, high = min(values), max(values)
    step = next((step for step in (0.1, 0.2, 0.5, 1.0) if (high - low) / step <= 6), 2.0)
    low, high = floor(low / step) * step, ceil(high / step) * step
    count = round((high - low) / step)
    named = context.language.text("mean grade") if of_ten(context.overall) else context.language.text("mean rating")
    ticks = tuple((low + i * step, context.language.number(low + i * step, 1)) for i in range(count + 1))
    return Axis(low, high, ticks, named + whose)


def _steps(context: Context, whole: Decomposition, parts: Sequence[Carried]) -> Iterator[Step]:
    """From the earlier grade to this one: the mix, the aspects that carry most, the other aspects, the rest."""
    language, level = context.language, context.survey.settings.level
    at = whole.mean_then
    now, then = whole.id.partition("~")[0], whole.id.replace(f"/{whole.wave}/", f"/{whole.earlier}/").partition("~")[0]
    yield _level(context, whole.earlier, at, then)
    if abs(whole.mix) >= _SMALL:
        text = language.text("Another mix of respondents")
        yield _step(context, text, at, whole.mix, whole.id, whole.mix_se, whole.mix_p < level)
        at += whole.mix
    largest = sorted(parts, key=lambda one: -abs(one.points))[:_MOST_STEPS]
    labels = {aspect.id: context.told(aspect.label) for aspect in context.survey.aspects}
    for one in parts:
        if one in largest:
            yield _step(context, labels[one.aspect], at, one.points, one.id, one.se, one.decided < level)
            at += one.points
    others = [one for one in parts if one not in largest]
    if others:
        points = sum(one.points for one in others)
        text = language.text("{count} other aspects together", count=len(others))
        yield _step(context, text, at, points, whole.id, sure=False)
        at += points
    text = language.text("Beside the aspects")
    yield _step(context, text, at, whole.rest, whole.id, whole.rest_se, whole.rest_p < level)
    yield _level(context, whole.wave, whole.mean_now, now)


def _level(context: Context, wave: str, value: float, evidence: str) -> Step:
    text = context.language.number(value, context.survey.settings.decimals)
    named = context.language.text
    label = named("Grade in {wave}", wave=wave) if of_ten(context.overall) else named("Rating in {wave}", wave=wave)
    return Step(label, Mark(value, text, evidence), value, value, True)


def _step(
    context: Context, label: str, start: float, points: float, evidence: str, se: float = 0.0, sure: bool = True
) -> Step:
    end = start + points
    low, high = (end - _Z * se, end + _Z * se) if se > 0 else (None, None)
    mark = Mark(points, context.language.number(points, 2, sign=True), evidence, low=low, high=high)
    return Step(label, mark, start, end, sure=sure)


def _in_title(context: Context, change: float) -> str:
    """A change as titles have it, with the decimals of a grade; with one more where these would say that it is none."""
    decimals = context.survey.settings.decimals
    return context.language.number(change, decimals if round(change, decimals) else decimals + 1, sign=True)


def _title(
    context: Context, subject: Subject, whole: Decomposition, parts: Sequence[Carried], request: Request
) -> Inlines:
    """What carried it: aspects that went the way of the grade and are not to be put down to chance."""
    language, level = context.language, context.survey.settings.level
    where = group_name(context, *request.within) if request.within is not None else subject.label
    words = {"label": where, "wave": whole.earlier, "change": _in_title(context, whole.change)}
    if not whole.change_p < level:
        return titled(language.text("{label}: no demonstrable change since {wave}", **words), whole.id)
    if not _tested(whole):
        return titled(language.text("{label} {change} since {wave}: what the aspects carry of it", **words), whole.id)
    sure = [one for one in parts if one.decided < level and one.points * whole.change > 0][:_MOST_NAMED]
    if not sure:
        text = language.text("{label} {change} since {wave}: no aspect demonstrably carries it", **words)
        return titled(text, whole.id)
    labels = {aspect.id: in_sentence(context, context.told(aspect.label)) for aspect in context.survey.aspects}
    names = language.joined([labels[one.aspect] for one in sure])
    text = language.text("{label} {change} since {wave}, carried most by {names}", names=names, **words)
    beside = larger(whole, abs(sure[0].points), level)
    if beside == "rest":
        words["points"] = language.number(whole.rest, 2, sign=True)
        message = "{label} {change} since {wave}: {points} beside the aspects, then by {names}"
        text = language.text(message, names=names, **words)
    elif beside == "mix":
        words["points"] = language.number(whole.mix, 2, sign=True)
        message = "{label} {change} since {wave}: {points} by another mix of respondents, then by {names}"
        text = language.text(message, names=names, **words)
    return titled(text, whole.id, *(one.id for one in sure))


def larger(whole: Decomposition, named: float, level: float) -> str:
    """What weighs more than the first aspect named, goes along with the change and is no chance: "rest" or "mix"."""
    found = [
        (abs(points), name)
        for name, points, p in (("rest", whole.rest, whole.rest_p), ("mix", whole.mix, whole.mix_p))
        if p < level and points * whole.change > 0 and abs(points) > named
    ]
    return max(found)[1] if found else ""


def _notes(context: Context, whole: Decomposition, parts: Sequence[Carried]) -> Iterator[str]:
    language = context.language
    yield language.text(
        "An aspect carries the change of its grade times what a point on it goes together with in the {overall}, "
        "averaged over all ways to take the {aspects} aspects into account (Shapley). That they go together does not "
        "prove a cause.",
        aspects=whole.aspects,
        overall=overall_name(context),
    )
    if not _tested(whole):
        yield from _untested(context, whole)
    else:
        yield from _margins(context, whole)
    if len(parts) > _MOST_STEPS and _tested(whole):
        yield language.text("The other aspects together are hollow because they were not tested.")
    yield from _lost(context, parts)
    yield from _few(context, whole)
    yield from _mix(context, whole)


def _lost(context: Context, parts: Sequence[Carried]) -> Iterator[str]:
    """The aspects of this wave that carry nothing because they could not."""
    language, carried = context.language, {one.aspect for one in parts}
    asked = [one for one in context.survey.aspects if context.this.label in one.sources]
    lost = [in_sentence(context, context.told(one.label)) for one in asked if one.id not in carried]
    if lost:
        many = language.text("{count} aspects", count=len(lost))
        yield language.text(
            "Left out, because in one of both waves not asked, graded by too few, or always alike: {names}.",
            names=language.joined(lost) if len(lost) <= _MOST_NAMED else many,
        )


def _few(context: Context, whole: Decomposition) -> Iterator[str]:
    """Where few respondents stand behind so many aspects."""
    smallest = context.survey.settings.drivers.smallest_group
    if min(whole.n_now, whole.n_then) < smallest or whole.n_now + whole.n_then < _PER_ASPECT * whole.aspects:
        yield context.language.text(
            "Few respondents for {aspects} aspects (fewer than {smallest} in a wave, or than ten per aspect): which "
            "aspects carried it is uncertain.",
            aspects=whole.aspects,
            smallest=smallest,
        )


def _mix(context: Context, whole: Decomposition) -> Iterator[str]:
    """Of which break the mix is, or why none was taken out."""
    language = context.language
    if whole.mix_lack == "no break":
        yield language.text("No mix was taken out: no break of the report divides these respondents in both waves.")
        return
    if not whole.mix_break:
        return
    title = in_sentence(context, context.told(context.survey.breaks[whole.mix_break].title))
    if whole.mix_lack == "fixed":
        yield language.text(
            "The weights fix the shares of {break_title}: of that mix there is no change.", break_title=title
        )
    else:
        yield language.text("The mix is that of {break_title}.", break_title=title)


def _tested(whole: Decomposition) -> bool:
    """Whether what the aspects carry has an error: not where the same units return."""
    return isfinite(whole.carried_se)


def _margins(context: Context, whole: Decomposition) -> Iterator[str]:
    """What all aspects carry, with margins, and what the marks mean."""
    language = context.language
    yield language.text(
        "Together the aspects carry {carried} (±{carried_margin}); beside them {rest} (±{rest_margin}): other aspects, "
        "or a judgement that changed. They explain {r2} of the differences within a wave.",
        carried=language.number(whole.carried, 2, sign=True),
        carried_margin=language.number(_Z * whole.carried_se, 2),
        rest=language.number(whole.rest, 2, sign=True),
        rest_margin=language.number(_Z * whole.rest_se, 2),
        r2=language.percent(whole.r2),
    )
    words = {
        "level": language.number(context.survey.settings.level, 2),
        "then": language.integer(whole.n_then),
        "earlier": whole.earlier,
        "now": language.integer(whole.n_now),
        "wave": whole.wave,
    }
    if context.survey.settings.correction == "none":
        yield language.text(
            "Hollow: may be chance (p ≥ {level}). Lines: 95% intervals. n = {then} in {earlier} and {now} in {wave}.",
            **words,
        )
    else:
        yield language.text(
            "Hollow: may be chance (p ≥ {level}, corrected for many tests). Lines: 95% intervals. n = {then} in "
            "{earlier} and {now} in {wave}.",
            **words,
        )


def _untested(context: Context, whole: Decomposition) -> Iterator[str]:
    """The same without any error, and why there is none."""
    language = context.language
    yield language.text(
        "Together the aspects carry {carried}; beside them {rest}: other aspects, or a judgement that changed. They "
        "explain {r2} of the differences within a wave.",
        carried=language.number(whole.carried, 2, sign=True),
        rest=language.number(whole.rest, 2, sign=True),
        r2=language.percent(whole.r2),
    )
    yield language.text(
        "Hollow: not tested, for the same respondents return and the error of these parts is not known. n = {then} in "
        "{earlier} and {now} in {wave}.",
        then=language.integer(whole.n_then),
        earlier=whole.earlier,
        now=language.integer(whole.n_now),
        wave=whole.wave,
    )
