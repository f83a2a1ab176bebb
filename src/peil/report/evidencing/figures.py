"""A figure in a wave as a reader sees it: value, base, interval and tests as texts, rounded once, here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import isnan

from peil.language.language import NOTHING
from peil.report.blocks.context import Context, Subject, group_name
from peil.report.blocks.importances import importance_text, lack_of
from peil.report.blocks.marks import flag, no_figure, small_base, why_hidden
from peil.report.blocks.matrixdetails import importance_interval
from peil.report.blocks.titles import overall_name
from peil.report.evidence import Figured, Test, Verdict
from peil.results.model import Contrast, Driver, Estimate

_P_DECIMALS = 3
# Of the numbers that a drawing goes by: finer than a pixel, and too coarse to tell more than the text.
_PLACE_DECIMALS = 3


def figured(
    context: Context, subject: Subject, found: Estimate, suffixes: Iterable[str], pairs: Iterable[Contrast] = ()
) -> Figured:
    """An estimate of this subject, with the tests behind these suffixes where they were made, and those of the pairs
    that it is one side of."""
    language = context.language
    if not found.shown or isnan(found.estimate):
        return Figured(no_figure(found), "", note=why_hidden(context, found))
    ends = () if isnan(found.ci_low) else (found.ci_low, found.ci_high)
    note = small_base(context, found) if found.status == "small base" else ""
    if found.status == "published elsewhere":
        note = language.text("published figure")
    return Figured(
        context.value_text(subject, found.estimate),
        language.integer(found.n) if found.n else "",
        "" if isnan(found.n_effective) else language.integer(found.n_effective),
        f"{NOTHING} ".join(f"{context.value_text(subject, end)} " for end in ends).strip(),
        tuple(round(value, _PLACE_DECIMALS) for value in (found.estimate, *ends)),
        note,
        flag(context, found, "waves"),
        tuple({one.suffix: one for one in (*_tests(context, subject, found, suffixes),
                                           *_pair_tests(context, subject, found, pairs))}.values()),
    )  # fmt: skip


def importance(context: Context, found: Driver) -> Figured:
    """How much an aspect matters. Without a place in a drawing: groups may be measured by other methods than everyone,
    which the note tells."""
    language = context.language
    if not found.shown or isnan(found.importance):
        return Figured(no_figure(found), "", note=_why_none(context, found))
    methods = {
        "lmg": language.text("part of what the aspects explain"),
        "correlation": language.text("correlation, −1 to 1"),
        "stated": language.text("as respondents say"),
    }
    return Figured(
        importance_text(context, found.method, found.importance),
        language.integer(found.n),
        interval=f" {NOTHING} ".join(importance_interval(context, found)),
        note=methods.get(found.method, found.method),
    )


def _why_none(context: Context, found: Driver) -> str:
    """Why an aspect has no importance."""
    language = context.language
    match lack_of(found):
        case "private":
            return language.text("not shown, to protect the privacy of a few respondents")
        case "seldom graded":
            seldom = language.percent(context.survey.settings.drivers.seldom_graded)
            return language.text("fewer than {part} graded it", part=seldom)
        case "always the same grade":
            return language.text("everyone gave it the same grade")
        case "importance not asked":
            return language.text("nobody was asked how important it is")
        case "overall always the same":
            return language.text("everyone gave the same {overall}", overall=overall_name(context))
        case _:
            return language.text("too few gave both grades")


def _tests(context: Context, subject: Subject, found: Estimate, suffixes: Iterable[str]) -> Iterator[Test]:
    for suffix in suffixes:
        contrast = context.published.contrasts_by_id.get(f"{found.id}~{suffix}")
        if contrast is not None and not isnan(contrast.difference):
            yield _test(context, subject, contrast, suffix)


def _pair_tests(context: Context, subject: Subject, found: Estimate, pairs: Iterable[Contrast]) -> Iterator[Test]:
    """The tests that letters in a table rest on. A pair is named in one order: from its right side it is turned."""
    for pair in pairs:
        if isnan(pair.difference):
            continue
        if pair.left == found.id:
            yield _test(context, subject, pair, pair.id.partition("~")[2])
            continue
        asked, _, group = pair.left.split("/")[2:]
        turned = replace(pair, difference=-pair.difference, statistic=-pair.statistic, flag=-pair.flag)
        yield _test(context, subject, turned, group if pair.kind == "group" else asked)


def _test(context: Context, subject: Subject, contrast: Contrast, suffix: str) -> Test:
    language = context.language
    p = contrast.p if isnan(contrast.p_adjusted) else contrast.p_adjusted
    statistic = "" if isnan(contrast.statistic) else f"t = {language.number(contrast.statistic, 2)}"
    if statistic and not isnan(contrast.df):
        statistic = f"t({language.integer(contrast.df)}) = {language.number(contrast.statistic, 2)}"
    return Test(
        suffix,
        against(context, contrast.kind, suffix),
        _difference(context, subject, contrast.difference),
        statistic,
        _p(context, p),
        _verdict(context, contrast, p),
    )


def against(context: Context, kind: str, suffix: str) -> str:
    """What a figure is compared with, in words."""
    language = context.language
    match kind:
        case "rest":
            return language.text("all other respondents")
        case "wave":
            return suffix
        case "others":
            return language.text("the other waves together")
        case "change":
            wave, _, whom = suffix.partition("~")
            return language.text(
                "change since {wave} against that of {whom}", wave=wave, whom=against(context, "group", whom)
            )
        case "answer":
            name, _, answer = suffix.partition("=")
            question = context.survey.questions.get(name)
            nets = () if question is None else question.nets
            given = (*getattr(question and question.kind, "answers", ()), *nets)
            return next((context.told(one.text) for one in given if one.id == answer), suffix)
        case _:
            return group_told(context, suffix)


def group_told(context: Context, key: str) -> str:
    """A group by its key in ids; "rest" are all others."""
    if key == "rest":
        return context.language.text("all other respondents")
    for break_ in context.survey.breaks.values():
        for group in break_.groups:
            if break_.key(group) == key:
                return group_name(context, break_, group)
    return key


def _difference(context: Context, subject: Subject, difference: float) -> str:
    """As everywhere; a window has no heading that says what the unit is."""
    text = context.difference_text(subject, difference)
    return context.language.text("{points} points", points=text) if subject.measure == "share" else text


def _p(context: Context, p: float) -> str:
    least = 10.0**-_P_DECIMALS
    if isnan(p):
        return ""
    language = context.language
    told = language.number(max(p, least), _P_DECIMALS)
    return f"p < {told}" if p < least else f"p = {told}"


def _verdict(context: Context, contrast: Contrast, p: float) -> Verdict:
    if contrast.direction:
        strength = min(2, abs(contrast.flag))
        return (2 if strength > 1 else 1) if contrast.direction > 0 else (-2 if strength > 1 else -1)
    return "small" if p < context.survey.settings.level else 0
