"""Which notions a claim proves: the words of `notions` that may stand between its brackets.

What is in no row may not be said with that claim. A notion that depends on the figures (much, nearly all) has its
condition here, so that a strong word goes when the difference shrinks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from math import isnan

from peil.report.prose.claims import Verdict
from peil.report.prose.figures import printed
from peil.report.prose.lookup import find_estimate
from peil.report.prose.notions import ALL, CHANGE, COMPARED, MAINLY, ONLY, RECORD, SAME, SLIGHT, SUPERLATIVE, Notion
from peil.report.prose.query import Query
from peil.report.prose.spans import number
from peil.report.prose.waves import reported_waves, waves_with
from peil.study.model import Grade, Single

# How large a difference is that may be called large, and how small one that may be called small: of a share and a net
# promoter score in points, of a grade in points of its scale.
_LARGE: Mapping[str, float] = {"share": 0.10, "nps": 10.0, "mean": 0.2}
_SMALL: Mapping[str, float] = {"share": 0.05, "nps": 10.0, "mean": 0.3}
_NEARLY_ALL = 0.8
_MOST = 0.5
# Ends of `between`, in per cents.
_HALF, _AMPLE, _VAST, _FEW = 50, 60, 75, 5
# From one to nineteen, and the tens.
_NUMBERS = {
    "nl": (
        "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
        " achttien negentien",
        "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    ),
    "en": (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
    ),
}
_PAIR = ("beide", "allebei", "both")
_AMPLY = ("ruime", "grote", "large", "ample", "clear", "great")
_VASTLY = ("overgrote", "vast", "overwhelming")

Condition = Callable[[Query, Verdict, str], bool]


def _always(_: Query, __: Verdict, ___: str) -> bool:
    return True


def _large(query: Query, verdict: Verdict, _: str) -> bool:
    """A difference of at least twice the survey's minimum, and of at least what is large for this measure."""
    return not isnan(verdict.difference) and round(verdict.difference, 9) >= large(query)


def _far(query: Query, verdict: Verdict, _: str) -> bool:
    """Of a first place "by far" says more than of a difference "much"."""
    return not isnan(verdict.difference) and round(verdict.difference, 9) >= 2 * large(query)


def large(query: Query) -> float:
    """From where a difference may be called large, in the unit of the estimates."""
    settings, measure = query.survey.settings, _measure(query)
    least = settings.minimum_share if measure == "share" else settings.minimum
    return max(2 * least, _LARGE.get(measure, 0.0) if measure != "mean" or _is_grade(query) else 0.0)


def _small(query: Query, verdict: Verdict, _: str) -> bool:
    known = not isnan(verdict.difference)
    most = _SMALL.get(_measure(query), 0.0)
    return known and (round(verdict.difference, 9) <= most or not _is_grade(query))


def _measure(query: Query) -> str:
    subject = query.subject or next(iter(query.parts), None)
    return subject.measure if subject is not None else ""


def is_graded(query: Query) -> bool:
    """Whether a claim is about the mean or the net promoter score of a grade, of which more is better."""
    return _measure(query) in ("mean", "nps") and _is_grade(query)


def _is_grade(query: Query) -> bool:
    subject = query.subject or next(iter(query.parts), None)
    question = query.survey.questions[subject.question] if subject is not None else None
    return question is None or _measure(query) != "mean" or isinstance(question.kind, Grade)


def _waves(query: Query, _: Verdict, __: str) -> bool:
    """Three waves or more, none left out between the first and the last that are named."""
    known = _known(query)
    named = [known.index(wave) for wave in query.waves if wave in known]
    return len(named) > 2 and named == list(range(named[0], named[-1] + 1))


def _nearly_all(_: Query, verdict: Verdict, __: str) -> bool:
    return verdict.whole > 0 and _NEARLY_ALL <= verdict.count / verdict.whole < 1


def _most_parts(_: Query, verdict: Verdict, __: str) -> bool:
    return verdict.whole > 0 and verdict.count / verdict.whole > _MOST


def _counted(query: Query, verdict: Verdict, word: str) -> bool:
    """A number that counts the parts of which it is said, or those that are excepted."""
    said = counts(query.scope.language.code).get(word.lower())
    return said in (verdict.count, len(query.expression.clause(":")))


@cache
def counts(language: str) -> Mapping[str, int]:
    """The words that count in a language, from two to ninety-nine."""
    if language not in _NUMBERS:
        return {}
    low, tens = (part.split() for part in _NUMBERS[language])
    found = {word: at for at, word in enumerate(low, 1) if at > 1}
    for ten, word in enumerate(tens, 2):
        found[word] = 10 * ten
        for unit, name in enumerate(low[:9], 1):
            joined = f"{word}-{name}" if language == "en" else f"{name}{'ën' if name[-1] == 'e' else 'en'}{word}"
            found[joined] = 10 * ten + unit
    return found


def _both_or_all(_: Query, verdict: Verdict, word: str) -> bool:
    return verdict.count == 2 if word.lower() in _PAIR else verdict.count > 1


def _whole(_: Query, verdict: Verdict, word: str) -> bool:
    return verdict.count == (2 if word.lower() in _PAIR else verdict.whole)


def _several(_: Query, verdict: Verdict, __: str) -> bool:
    return verdict.count > 1


def _plurality(query: Query, _: Verdict, __: str) -> bool:
    """The answer that is given most is given by more than half."""
    picked = query.expression.clause(":")[:1]
    told = [one for one in query.parts if one.measure == "share" and one.answer in picked]
    settings = query.survey.settings
    return any(printed(find_estimate(one, query.waves[-1], query.group, query.scope), settings) > _HALF for one in told)


def _than_all(_: Query, __: Verdict, word: str) -> bool:
    return word.lower() not in (*_PAIR, "iedereen", "everyone", "everybody")


def _ends(query: Query) -> tuple[float, float]:
    found = [number(word) for word in query.expression.clause(":")]
    return float(found[0] or 0), float(found[-1] or 0)


def _more_than_half(query: Query, _: Verdict, word: str) -> bool:
    """More than half, and as much more as the word before it says."""
    if query.asked.measure != "share":
        return False
    told = float(printed(query.estimate(), query.survey.settings))
    share = _ends(query)[0] if query.expression.word == "between" else told
    first = word.lower().split()[0]
    return share > _HALF and share >= (_VAST if first in _VASTLY else _AMPLE if first in _AMPLY else 0)


def _less_than_half(query: Query, _: Verdict, word: str) -> bool:
    few = any(one in word.lower() for one in ("handvol", "enkeling", "handful", "very few"))
    return query.asked.measure == "share" and _ends(query)[1] < (_FEW + 1 if few else _HALF)


def _more_than_all_others(query: Query, _: Verdict, __: str) -> bool:
    """Of a question with one answer each, what more than half give is given most."""
    single = isinstance(query.survey.questions[query.asked.question].kind, Single)
    return single and query.asked.measure == "share" and _ends(query)[0] > _HALF


def _from(low: float) -> Condition:
    def holds(query: Query, _: Verdict, __: str) -> bool:
        return query.asked.measure == "share" and _ends(query)[0] >= low

    return holds


def _none(query: Query, _: Verdict, __: str) -> bool:
    return query.asked.measure == "share" and _ends(query)[1] <= 0


def _of_groups(query: Query, _: Verdict, __: str) -> bool:
    return bool(query.expression.clause("by")) and query.group == "all"


def _most(_: Query, __: Verdict, word: str) -> bool:
    return word.lower() in ("most", "meeste", "meesten", "de meeste", "de meesten", "mostly")


def _previous(query: Query, _: Verdict, __: str) -> bool:
    """The wave before the last one, or before the one that is compared, is among the waves named."""
    known = _known(query)
    last = query.waves[-1] if len(query.waves) > 1 or not known else known[-1]
    return last in known and known.index(last) > 0 and known[known.index(last) - 1] in query.waves


def _first_wave(query: Query, _: Verdict, __: str) -> bool:
    """The first wave with this figure is among the waves named."""
    return bool(_known(query)) and _known(query)[0] in query.waves


def _known(query: Query) -> tuple[str, ...]:
    """The waves with this figure, oldest first."""
    subject = query.subject or next(iter(query.parts), None)
    if subject is None:
        return reported_waves(query.survey, query.scope)
    return waves_with(query.survey, subject.question, subject.answer, query.scope)


def _alike(_: Query, __: Verdict, word: str) -> bool:
    """Of everyone in the same way, not as far."""
    return word.lower() in ("alike", "gelijk")


def _grade_or_ample(query: Query, _: Verdict, __: str) -> bool:
    return query.asked.measure != "share" or _ends(query)[0] >= _AMPLE


def _mix(_: Query, __: Verdict, word: str) -> bool:
    """With the same groups in both waves is what the claim says."""
    return word.lower() in ("dezelfde", "the same", "same", "gelijke")


_Row = Mapping[str, Condition]


def _row(*free: Notion, **conditions: Condition) -> _Row:
    return {**{one.name: _always for one in free}, **{name.replace("_", " "): one for name, one in conditions.items()}}


_CHANGED = _row(CHANGE, COMPARED, trend=_waves, strong=_large, slight=_small)
_BESIDE = _row(COMPARED, strong=_large, slight=_small, number=_counted, all=_both_or_all)
_PARTS = {"number": _counted, "nearly all": _nearly_all, "majority": _most_parts}
_ONLY = {**_row(ONLY, MAINLY, all=_whole), **_PARTS}
_EVERY = {**_PARTS, "all": _both_or_all, "same": _alike}
_FIRST = _row(SUPERLATIVE, MAINLY, COMPARED, all=_than_all, strong=_far, slight=_small)
_RANKED = {**_FIRST, "rank": _several, "number": _counted, "majority": _plurality}
_CLOSE = _row(SLIGHT, all=_of_groups)
# What every claim may say, where it is so: the waves that it is about.
_IN_TIME: _Row = {"previous": _previous, "first wave": _first_wave}
# By claim what its words may say; a claim that is not here takes topics alone.
PROVEN: Mapping[str, _Row] = {
    **dict.fromkeys(("rises", "falls", "up", "down"), _CHANGED),
    **{f"really {word}": {**_CHANGED, "same": _mix} for word in ("rises", "falls")},
    **{f"only {word}": {**_CHANGED, **_ONLY} for word in ("rises", "falls")},
    **{f"all {word}": {**_CHANGED, **_EVERY} for word in ("rises", "falls")},
    **{f"all but {word}": {**_CHANGED, **_EVERY, "except": _always} for word in ("rises", "falls")},
    **{f"{word} most": {**_CHANGED, **_FIRST} for word in ("rises", "falls")},
    **dict.fromkeys(("higher", "lower", "above", "below", "above benchmark", "below benchmark"), _BESIDE),
    **{f"{word} {than}": {**_CHANGED, **_BESIDE} for word in ("rises", "falls") for than in ("more", "less")},
    **dict.fromkeys(("gains", "loses"), _BESIDE),
    **{f"only {word}": {**_BESIDE, **_ONLY} for word in ("higher", "lower")},
    **dict.fromkeys(("highest", "lowest"), _FIRST),
    **dict.fromkeys(("most", "least"), _RANKED),
    **{word: _row(CHANGE) for word in ("priority", "low-priority", "moved", "carries")},
    **{word: _row(CHANGE, COMPARED, ALL) for word in ("narrows", "widens")},
    "similar": _CLOSE,
    "equal": {**_CLOSE, **_row(SAME)},
    "unproven": _row(all=_of_groups, none=_of_groups),
    "really unproven": {"same": _mix},
    "majority": _row(majority=_more_than_half, superlative=_most),
    "first asked": _row(RECORD),
    "between": {
        **_row(ONLY, SLIGHT, majority=_more_than_half, minority=_less_than_half, none=_none),
        "superlative": _more_than_all_others,
        "nearly all": _from(91),
        "all": _from(100),
        "strong": _grade_or_ample,
    },
}


def proves(notion: Notion, word: str, query: Query, verdict: Verdict) -> bool:
    """Whether a claim that holds proves what this word says."""
    condition = _IN_TIME.get(notion.name) or PROVEN.get(query.expression.word, {}).get(notion.name)
    return condition is not None and condition(query, verdict, word)
