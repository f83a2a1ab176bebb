"""An estimate as a mark in a figure or a cell in a table: its text, its flag, or why it is not shown."""

from __future__ import annotations

from collections.abc import Iterable
from math import isnan
from typing import Literal

from peil.language.language import NOTHING
from peil.report.blocks.context import Context, Subject
from peil.report.model import Flag, Mark, TableCell
from peil.results.hiding import FOR_PRIVACY
from peil.results.model import ALL, Contrast, Driver, Estimate, Status
from peil.study.model import Break, Wave

Compared = Literal["nothing", "waves", "rest"]
HIDDEN = "*"
PRIVATE = "×"
_NO_FIGURE: dict[Status, str] = {"hidden: small base": HIDDEN, **dict.fromkeys(FOR_PRIVACY, PRIVATE)}
_FLAGS: dict[int, Flag] = {-2: -2, -1: -1, 0: 0, 1: 1, 2: 2}


def flag(context: Context, estimate: Estimate | None, compared: Compared) -> Flag:
    """The flag of an estimate that is shown: over waves after the survey's rule, or against the rest."""
    if estimate is None or not estimate.shown:
        return 0
    if compared == "waves":
        found = context.published.flags_by_id.get(estimate.id, 0)
    elif compared == "rest":
        contrast = context.contrast(estimate, "rest")
        found = contrast.flag if contrast is not None else 0
    else:
        found = 0
    return strength(found)


def strength(flag: int) -> Flag:
    """The mark of a flag of the results: double where it passes the stricter level too."""
    return _FLAGS[max(-2, min(2, flag))]


def shows_nothing(context: Context, contrast: Contrast | None) -> bool:
    """Whether a test was made and is not significant, after the correction for many.

    That there is no mark says less: the difference may be too small to matter, or the survey shows no marks there.
    """
    if contrast is None:
        return False
    p = contrast.p if isnan(contrast.p_adjusted) else contrast.p_adjusted
    return p >= context.survey.settings.level


def of_test(context: Context, higher: bool, p: float) -> Flag:
    """The flag of a test that the tables do not flag: double where p passes the stricter level too."""
    settings = context.survey.settings
    if not p < settings.level:
        return 0
    strict = settings.strict_level is not None and p < settings.strict_level
    return _FLAGS[(1 if higher else -1) * (2 if strict else 1)]


def direction(context: Context, estimate: Estimate | None, compared: Compared) -> int:
    """+1, -1 or 0: its flag, whatever the level."""
    found = flag(context, estimate, compared)
    return (found > 0) - (found < 0)


def mark(context: Context, subject: Subject, wave: Wave, group: str, compared: Compared = "nothing") -> Mark | None:
    """The mark of a subject in a wave for a group (its key); None where it was not asked."""
    found = context.estimate(subject, wave, group)
    if found is None:
        return None
    if not found.shown or isnan(found.estimate):
        return Mark(None, no_figure(found), found.id, found.n, note=why_hidden(context, found))
    small = found.status == "small base"
    language = context.language
    note = small_base(context, found) if small else ""
    if found.status == "published elsewhere":
        note = language.text("published figure")
    return Mark(
        found.estimate,
        context.value_text(subject, found.estimate),
        found.id,
        found.n,
        None if isnan(found.ci_low) else found.ci_low,
        None if isnan(found.ci_high) else found.ci_high,
        flag(context, found, compared),
        small,
        note,
    )


def no_figure(found: Estimate | Driver) -> str:
    """The sign in the place of a figure that is not there: for a small base, for privacy, or where nothing was
    answered."""
    return _NO_FIGURE.get(found.status, NOTHING)


def small_base(context: Context, estimate: Estimate) -> str:
    """How small the base is: in respondents where one gives several ratings, for these decide what is too few."""
    language = context.language
    if estimate.unit == "occasions":
        return language.text("small base, {count} respondents", count=language.integer(estimate.units))
    return language.text("small base, n={n}", n=language.integer(estimate.n))


def why_hidden(context: Context, estimate: Estimate) -> str:
    """Why a figure is not shown."""
    if estimate.status == "empty":
        return context.language.text("no valid answers")
    if estimate.status == "hidden: privacy":
        return context.language.text("not shown: it would tell of a few respondents")
    if estimate.status == "hidden: subtraction":
        return context.language.text("not shown: the figure of a few respondents would follow from it")
    return too_few(context, estimate.unit == "occasions")


def too_few(context: Context, rated: bool) -> str:
    """How few answers are not shown; of ratings, of which a respondent may give several, the respondents count."""
    count = context.survey.settings.hide_up_to + 1
    if rated:
        return context.language.text("fewer than {count} respondents", count=count)
    return context.language.text("fewer than {count} answers", count=count)


def cell(context: Context, subject: Subject, wave: Wave, group: str, compared: Compared = "nothing") -> TableCell:
    """The same as a cell of a table: a small base in brackets, an en dash where there is no estimate."""
    found = mark(context, subject, wave, group, compared)
    if found is None:
        return TableCell(NOTHING, muted=True)
    text = f"({found.text})" if found.small else found.text
    return TableCell(text, found.evidence, found.flag, muted=found.small or found.value is None)


def said_once(context: Context, break_: Break, subject: Subject) -> frozenset[str]:
    """The groups of a break whose flag against the rest is left out, by key.

    In a break of two groups that are together everyone, both flags tell one fact: the higher group keeps its plus. The
    report of one of them does not show the other.
    """
    if len(break_.groups) != 2 or break_.overlapping or break_.outer or context.own is not None:
        return frozenset()
    found = [context.shown(subject, context.this, break_.key(group)) for group in break_.groups]
    total = context.shown(subject, context.this)
    if total is None or sum(one.n for one in found if one is not None) != total.n:
        return frozenset()
    return frozenset(
        break_.key(group)
        for group, one in zip(break_.groups, found, strict=True)
        if one is not None and flag(context, one, "rest") < 0
    )


def by_value(context: Context, subjects: Iterable[Subject], group: str = ALL) -> list[Subject]:
    """Subjects from high to low in this wave; those without a figure last, in their own order."""

    def place(subject: Subject) -> tuple[bool, float]:
        found = context.shown(subject, context.this, group)
        return (found is None, -found.estimate if found is not None else 0.0)

    return sorted(subjects, key=place)
