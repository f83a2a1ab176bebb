"""Explanations of the marks in figures and tables: only those that occur."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import assert_never

from peil.language.language import NOTHING
from peil.report.blocks.context import Context, Subject
from peil.report.blocks.marks import HIDDEN, PRIVATE, Compared, too_few
from peil.report.blocks.titles import against
from peil.report.model import (
    Bars,
    Block,
    Bullets,
    Facts,
    Heading,
    KeyFigures,
    Mark,
    Matrix,
    Paragraph,
    Quotation,
    Stack,
    Table,
    TableCell,
    Trend,
    Waterfall,
)
from peil.results.hiding import FOR_PRIVACY
from peil.results.model import Estimate


def occurring(blocks: Iterable[Block]) -> Iterator[Mark | TableCell]:
    """Every mark and cell in these blocks."""
    for block in blocks:
        match block:
            case Trend(series=series):
                yield from (one for line in series for one in line.marks if one is not None)
            case Bars(rows=bars):
                yield from (one for bar in bars for one in bar.marks if one is not None)
            case Stack(rows=stacks):
                yield from (one for stack in stacks for one in stack.marks if one is not None)
            case Matrix(points=points):
                yield from (one for point in points for one in (point.rating, point.importance))
            case Table(rows=rows):
                yield from (one for row in rows for one in row.cells)
            case Waterfall(steps=steps):
                yield from (step.mark for step in steps)
            case Paragraph() | Heading() | Bullets() | Quotation() | KeyFigures() | Facts():
                continue
            case _:
                assert_never(block)


def marks_explained(
    context: Context,
    blocks: Sequence[Block],
    compared: Compared,
    subjects: Sequence[Subject] = (),
    lacking: Sequence[str] = (),
) -> Iterator[str]:
    """Explanations of the marks that occur in these blocks, and of no others. `lacking`: why figures of the subjects
    are not there, where that is known."""
    found = list(occurring(blocks))
    cells = [one for one in found if isinstance(one, TableCell)]
    marks = [one for one in found if isinstance(one, Mark)]
    signs = {one.flag for one in found} - {0}
    rated = counts_ratings(subjects)
    if signs and compared != "nothing":
        yield _signs(context, signs, against(context, subjects) if compared == "waves" else _the_rest(context, rated))
    language = context.language
    if any(one.small for one in marks):
        yield language.text("Hollow: {what}", what=_small_base(context, rated))
    if any(one.text.startswith("(") for one in cells):
        yield f"( ): {_small_base(context, rated)}"
    if subjects:
        yield from _not_shown(context, blocks, found, rated, lacking)
    drawn = [one for one in occurring(b for b in blocks if isinstance(b, Bars | Trend)) if isinstance(one, Mark)]
    if any(one.low is not None for one in drawn):
        yield language.text("Thin line at a mark: {level} confidence interval", level=confidence(context))


def counts_ratings(subjects: Sequence[Subject]) -> bool:
    """Whether n counts ratings, of which a respondent may have given several; what is too few is counted in respondents
    then."""
    asked = [one.question for one in subjects]
    return bool(asked) and all(one is not None and one.per is not None for one in asked)


def _the_rest(context: Context, rated: bool) -> str:
    language = context.language
    return language.text("among the other ratings") if rated else language.text("among the other respondents")


def _small_base(context: Context, rated: bool) -> str:
    language, settings = context.language, context.survey.settings
    limits = {"first": settings.hide_up_to + 1, "last": settings.mark_up_to}
    if rated:
        return language.text("small base, {first} to {last} respondents", **limits)
    return language.text("small base, {first} to {last} answers", **limits)


def _not_shown(
    context: Context, blocks: Sequence[Block], found: Sequence[Mark | TableCell], rated: bool, lacking: Sequence[str]
) -> Iterator[str]:
    """What stands where there is no figure: an asterisk for a small base, a cross where few respondents are protected,
    an en dash where there are no answers."""
    language = context.language
    if any(one.text == HIDDEN for one in found):
        yield language.text("*: {why}, not shown", why=too_few(context, rated))
    if any(one.text == PRIVATE for one in found):
        yield private_told(context)
    dashes = [one for one in found if one.text == NOTHING]
    estimates = (context.published.by_id.get(one.evidence) for one in dashes)
    none = [one for one in estimates if one is not None and one.status == "empty"]
    gone = [one for one in none if not was_there(context, one, one.wave, one.id.rpartition("/")[2])]
    rows = [row for block in blocks if isinstance(block, Bars) for row in block.rows]
    unasked = any(not one.evidence for one in dashes) or any(None in row.marks for row in rows)
    reasons = [*(lacking or (language.text("not asked in this wave"),))] if unasked else []
    reasons += [language.text("no such group in this wave")] if gone else []
    reasons += [language.text("no valid answers")] if len(gone) < len(none) else []
    if reasons:
        yield f"{NOTHING}: {language.either(list(dict.fromkeys(reasons)))}"


def private_told(context: Context) -> str:
    """What the cross in the place of a figure means."""
    why = context.language.text("not shown, to protect the privacy of a few respondents")
    return f"{PRIVATE}: {why}"


def hides_few(context: Context) -> bool:
    """Whether something of the survey is hidden to protect few respondents."""
    waves = {wave.label for wave in context.waves}
    reasons = {
        why for survey, wave, why in context.published.hidden_reasons if survey == context.survey.id and wave in waves
    }
    return not reasons.isdisjoint(FOR_PRIVACY)


def was_there(context: Context, found: Estimate | None, wave: str, key: str) -> bool:
    """Whether a group was there in a wave: one without a single respondent was not, as a terminal that was closed."""
    return found is not None and (found.status != "empty" or context.group_sizes.get((wave, key)) != 0)


def confidence(context: Context) -> str:
    """The level of confidence as text: 95%."""
    return _sure(context, context.survey.settings.level)


def strict_confidence(context: Context) -> str:
    """That of the stricter level, where a survey has two."""
    settings = context.survey.settings
    return _sure(context, settings.strict_level or settings.level)


def _sure(context: Context, level: float) -> str:
    """How sure a significance level is, with as many decimals as that takes: 95%, 99.9%."""
    decimals = len(f"{level * 100:.6f}".rstrip("0").partition(".")[2])
    return context.language.percent(1 - level, decimals)


def _signs(context: Context, signs: Collection[int], than: str) -> str:
    language = context.language
    words = {"than": than, "level": confidence(context)}
    if min(signs) > 0:
        told = language.text("+: significantly higher than {than}; {level} confidence", **words)
    elif max(signs) < 0:
        told = language.text("−: significantly lower than {than}; {level} confidence", **words)
    else:
        told = language.text("+ or −: significantly higher or lower than {than}; {level} confidence", **words)
    return f"{told}; {_double(context, signs)}" if any(abs(sign) > 1 for sign in signs) else told


def double_mark(context: Context, signs: Collection[int]) -> Iterator[str]:
    """A note on the double marks among these signs, where a mark is explained outside the usual line."""
    if any(abs(sign) > 1 for sign in signs):
        yield f"{_double(context, signs)}."


def _double(context: Context, signs: Collection[int]) -> str:
    """What a double mark adds: the stricter level."""
    found = [sign for sign, level in (("++", 2), ("−−", -2)) if level in signs]
    level = strict_confidence(context)
    return context.language.text("{signs}: {level} confidence", signs=context.language.joined(found), level=level)
