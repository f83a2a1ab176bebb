"""Figures as the text of a chapter: one rule for what stands in a sentence and what a message says."""

from __future__ import annotations

from decimal import Decimal

from peil.language import Language, round_half_away
from peil.results.model import Estimate
from peil.study.model import Settings


def decimals(value: float, measure: str, settings: Settings) -> int:
    """How many decimals a figure is told in; a median is one of the answers, mostly a whole number."""
    whole = measure == "nps" or (measure == "median" and value == round(value))
    return 0 if whole else settings.decimals


def shown(value: float, measure: str, settings: Settings, language: Language) -> str:
    """A figure as it stands in a text, without %: 0.42 becomes 42, 7.65 becomes 7,7."""
    if measure == "share":
        return language.percent(value).removesuffix("%")
    return language.number(value, decimals(value, measure, settings))


def printed(estimate: Estimate, settings: Settings) -> Decimal:
    """The figure as a reader sees it, to compare with others: 42 for a share of 0.424, 7.7 for a mean of 7.68."""
    if estimate.measure == "share":
        return round_half_away(estimate.estimate * 100, 0)
    return round_half_away(estimate.estimate, decimals(estimate.estimate, estimate.measure, settings))


def shown_change(value: float, measure: str, settings: Settings, language: Language) -> str:
    """A difference with its sign: in points of the scale, or in percentage points."""
    if measure == "share":
        return language.percent(value, sign=True).removesuffix("%")
    return language.number(value, decimals(value, measure, settings), sign=True)


def told(estimate: Estimate, settings: Settings, language: Language, label: str = "") -> str:
    """A figure for a message, with what it is of and its n: `7,7 (2013, n=960)`."""
    percent = "%" if estimate.measure == "share" else ""
    text = shown(estimate.estimate, estimate.measure, settings, language) + percent
    return f"{text} ({label or estimate.wave}, {told_n(estimate)})"


def told_n(estimate: Estimate) -> str:
    """`n=960`, or that a published figure came without one."""
    return f"n={estimate.n}" if estimate.n > 0 else "n unknown"


def told_difference(value: float, measure: str, settings: Settings, language: Language) -> str:
    """A difference for a message, with a decimal more than in the text so that a threshold can be seen."""
    if measure == "share":
        return language.percent(value, 1, sign=True).removesuffix("%") + " percentage points"
    return language.number(value, (decimals(value, measure, settings)) + 1, sign=True)


def told_distance(value: float, measure: str, settings: Settings, language: Language) -> str:
    """The size of a difference for a message, without a sign."""
    return told_difference(abs(value), measure, settings, language).removeprefix("+")


def told_p(p: float, language: Language) -> str:
    """`p=0,213`; a very small one as `p<0,001`."""
    return f"p<{language.number(0.001, 3)}" if p < 0.001 else f"p={language.number(p, 3)}"


def told_minimum(measure: str, settings: Settings, language: Language, claimed: float = 0.0) -> str:
    """The smallest difference that counts, by the survey or by the claim; "" when every difference does."""
    least = max(claimed, settings.minimum_share if measure == "share" else settings.minimum)
    if least <= 0:
        return ""
    text = told_difference(least, measure, settings, language).removeprefix("+")
    return f" and at least {text}"
