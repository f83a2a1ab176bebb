"""Values: the number that belongs in the brackets, computed from the published figures.

`VALUES` is the one table of words that give a number; claims have theirs in `claims`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import isnan
from typing import Literal

from peil.report.prose.figures import decimals, shown, shown_change, told, told_n
from peil.report.prose.lookup import find_contrast
from peil.report.prose.outside import find_benchmark
from peil.report.prose.query import Query
from peil.report.prose.refusal import Refused
from peil.report.prose.spans import Form
from peil.report.prose.waves import not_comparable
from peil.results.model import WaveAccount

# "number": a grade or count; "percent": a share; "points": a difference of shares, in percentage points.
Unit = Literal["number", "percent", "points"]


@dataclass(frozen=True)
class Figure:
    """A number for a text. `number`: as it must stand there. `evidence`: ids behind it. `basis`: these in a message.

    `unit`: what it is told in, so that a mean is not followed by % or a difference of shares by "per cent".
    """

    number: str
    evidence: tuple[str, ...]
    basis: str
    unit: Unit = "number"


@dataclass(frozen=True)
class ValueWord:
    """A word that gives a number: how it is written and how the number is found."""

    form: Form
    compute: Callable[[Query], Figure]


def _estimate(query: Query) -> Figure:
    """What is the mean, share, net promoter score, median or standard deviation?"""
    one = query.estimate()
    number = shown(one.estimate, one.measure, query.survey.settings, query.scope.language)
    unit: Unit = "percent" if one.measure == "share" else "number"
    return Figure(number, (one.id,), f"{one.id}, {told_n(one)}", unit)


def _margin(query: Query) -> Figure:
    """How far may chance have moved the figure: half the width of its interval, a decimal more for a mean?"""
    one = query.estimate()
    half, settings, language = (one.ci_high - one.ci_low) / 2, query.survey.settings, query.scope.language
    if isnan(half):
        raise Refused(f"`{one.id}` without an interval", "a figure with an interval")
    more = settings.decimals + 1 if one.measure == "mean" else decimals(half, one.measure, settings)
    number = language.percent(half).removesuffix("%") if one.measure == "share" else language.number(half, more)
    basis = f"half the {language.percent(1 - settings.level)} interval of {one.id}, {told_n(one)}"
    return Figure(number, (one.id,), basis, "points" if one.measure == "share" else "number")


def _n(query: Query) -> Figure:
    """How many respondents took part in the wave, or gave a valid answer to the question (unweighted)?"""
    if query.subject is None:
        account = _account(query)
        if not account.microdata and account.n <= 0:
            raise Refused(f"no number of respondents of {account.wave}", "a wave with respondents' data")
        return _of_account(query, account.n)
    one = query.any_estimate()
    if one.n <= 0:
        raise Refused(f"`{one.id}` without a published n", "a figure with its n")
    return Figure(query.scope.language.integer(one.n), (one.id,), one.id)


def _sent(query: Query) -> Figure:
    """How many units were sampled (gross)?"""
    account = _account(query)
    if account.sent is None:
        raise Refused(f"no gross sample of {account.wave}", "`sent` at this wave in the survey file")
    return _of_account(query, account.sent)


def _rate(query: Query) -> Figure:
    """What part of the sample responded, in per cent?"""
    account = _account(query)
    if account.rate is None:
        raise Refused(f"no response rate of {account.wave}", "`sent` at this wave in the survey file")
    number = query.scope.language.percent(account.rate).removesuffix("%")
    basis = f"{account.rate_formula}, {account.n} of {account.sent}"
    return Figure(number, (_account_id(account),), f"{_account_id(account)}: {basis}", "percent")


def _benchmark(query: Query) -> Figure:
    """What did somebody else publish? Cited from the survey file, and never tested."""
    cited = find_benchmark("".join(query.expression.names[:1]), query.survey, query.scope)
    unit: Unit = "percent" if cited.measure == "share" else "number"
    return Figure(cited.text(query.scope.language), (cited.id,), cited.basis, unit)


def _change(query: Query) -> Figure:
    """By how much did the figure change from the first wave named to the last, rounded once, after subtracting?"""
    first, last = query.waves
    subject = query.asked
    if first == last:
        raise Refused(f"wave {first} compared with itself", "two waves")
    changed = not_comparable(query.survey, subject.question, first, last)
    if changed is not None:
        raise Refused(f"a change over {changed}, when `{subject.question}` was changed", "waves of one series")
    before, after = query.estimate(first), query.estimate(last)
    difference = after.estimate - before.estimate
    settings, language = query.survey.settings, query.scope.language
    number = shown_change(difference, subject.measure, settings, language)
    contrast = find_contrast(after, first, query.scope)
    evidence = (before.id, after.id) if contrast is None else (contrast.id, before.id, after.id)
    basis = f"{told(before, settings, language)} to {told(after, settings, language)}, {after.id}"
    return Figure(number, evidence, basis, "points" if subject.measure == "share" else "number")


def _increase(query: Query) -> Figure:
    """The change as a size, told of a figure that went up."""
    figure = _change(query)
    if not figure.number.startswith("+"):
        raise Refused(f"no increase: {figure.number} ({figure.basis})", "a figure that went up", "See `decrease`.")
    return figure


def _decrease(query: Query) -> Figure:
    """The change as a size, told of a figure that went down."""
    figure = _change(query)
    if not figure.number.startswith("−"):
        raise Refused(f"no decrease: {figure.number} ({figure.basis})", "a figure that went down", "See `increase`.")
    return replace(figure, number=figure.number.removeprefix("−"))


def _account(query: Query) -> WaveAccount:
    account = query.scope.published.accounts_by_wave.get((query.survey.id, query.waves[-1]))
    if account is None:
        raise Refused(f"no account of wave {query.waves[-1]}", "a wave with results")
    return account


def _account_id(account: WaveAccount) -> str:
    return f"{account.survey}/{account.wave}/account"


def _of_account(query: Query, count: int) -> Figure:
    name = _account_id(_account(query))
    return Figure(query.scope.language.integer(count), (name,), name)


def _between(word: str) -> Form:
    """The form of a word that compares two waves."""
    pattern = f"{word} [MEASURE] QUESTION [WAVE WAVE] [for GROUP]"
    return Form(word, pattern, waves=(2, 2), usual=("previous", "this"), measured=True)


_WORDS = (
    ValueWord(Form("", "QUESTION[=ANSWER] [WAVE] [for GROUP]"), _estimate),
    ValueWord(Form("mean", "mean QUESTION [WAVE] [for GROUP]"), _estimate),
    ValueWord(Form("share", "share QUESTION=ANSWER [WAVE] [for GROUP]"), _estimate),
    ValueWord(Form("nps", "nps QUESTION [WAVE] [for GROUP]"), _estimate),
    ValueWord(Form("median", "median QUESTION [WAVE] [for GROUP]"), _estimate),
    ValueWord(Form("sd", "sd QUESTION [WAVE] [for GROUP]"), _estimate),
    ValueWord(Form("margin", "margin [MEASURE] QUESTION[=ANSWER] [WAVE] [for GROUP]", measured=True), _margin),
    ValueWord(Form("n", "n [QUESTION[=ANSWER]] [WAVE] [for GROUP]", subject="optional"), _n),
    ValueWord(Form("sent", "sent [WAVE]", subject="none", clauses=frozenset()), _sent),
    ValueWord(Form("rate", "rate [WAVE]", subject="none", clauses=frozenset()), _rate),
    ValueWord(Form("benchmark", "benchmark ID", subject="benchmark", clauses=frozenset()), _benchmark),
    ValueWord(_between("change"), _change),
    ValueWord(_between("increase"), _increase),
    ValueWord(_between("decrease"), _decrease),
)
VALUES: Mapping[str, ValueWord] = {word.form.word: word for word in _WORDS}
