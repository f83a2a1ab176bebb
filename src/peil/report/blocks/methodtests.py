"""The tests in the method account: what is compared with what, how, at which level, and what is not marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from peil.report.blocks.context import Context, answers, group_name
from peil.report.blocks.methodwords import plain, test_name
from peil.report.blocks.titles import in_sentence
from peil.study.model import Grade, Text, Unweighted

# Two ids that are compared.
Pair = tuple[str, str]
_MOST_PAIRS = 6


def tests(context: Context) -> Iterator[str]:
    """Method, level, what is compared, smallest difference, correction, and where marks are left out."""
    language, settings = context.language, context.survey.settings
    yield test_name(language, settings.method, not isinstance(context.survey.weighting, Unweighted))
    yield language.text(
        "Significant: chance alone would seldom bring about a difference as large (p < {level}, two-sided).",
        level=_told(context, settings.level),
    )
    if settings.strict_level is not None:
        yield language.text(
            "A double mark (++ or −−) stands for p < {level}.", level=_told(context, settings.strict_level)
        )
    if settings.method == "design":
        yield _shares(context)
        yield _degrees(context)
    else:
        yield language.text(
            "Margins and intervals take account of the weighting and the sample design, whatever the test."
        )
    yield from _drawn(context)
    yield from _together(context)
    match settings.compare_waves:
        case "previous":
            yield language.text("Waves: a figure is marked when it differs significantly from the previous wave.")
        case "first":
            yield language.text("Waves: a figure is marked when it differs significantly from the first wave.")
        case "each earlier wave":
            yield language.text(
                "Waves: a figure is marked when it differs significantly, in one direction, from every earlier wave."
            )
        case "the other waves together":
            yield language.text(
                "Waves: a figure is marked when it differs significantly from the other waves together."
            )
    yield language.text("Groups: each group is compared with all other respondents, not with the total.")
    yield from _asked_for(context)
    yield from _limits(context)


def _told(context: Context, level: float) -> str:
    """A level with as many decimals as it has: 0.05, 0.001."""
    return context.language.number(level, max(2, len(f"{level:.6f}".rstrip("0").partition(".")[2])))


def _drawn(context: Context) -> Iterator[str]:
    """What is known of the sample, and counts in every margin and in the tests by the design."""
    language, survey = context.language, context.survey
    if survey.stratum is not None:
        asked = survey.questions[survey.stratum]
        name = in_sentence(context, context.told(asked.label) or asked.id)
        yield language.text("Respondents were drawn by stratum ({name}): margins take this into account.", name=name)
    if any(wave.strata or wave.clusters for wave in survey.waves):
        yield language.text(
            "Where a large part of the population answered, margins are smaller (finite-population correction)."
        )


def _together(context: Context) -> Iterator[str]:
    """What was done about respondents who are not independent."""
    if _clustered(context):
        yield context.language.text(
            "Respondents who were drawn together (households, for example) are not independent of each other: margins "
            "and tests take this into account."
        )
    if context.survey.units_return:
        yield context.language.text(
            "Who took part in more than one wave was recognised: the tests of changes between waves take this into "
            "account."
        )


def _clustered(context: Context) -> bool:
    return any(wave.cluster not in ("", wave.key) for wave in context.survey.waves)


def _shares(context: Context) -> str:
    if context.survey.settings.by_odds:
        return context.language.text(
            "Shares of groups and waves are tested by their log odds (logistic regression), as points mislead in small "
            "groups; 0% and 100% are not tested."
        )
    return context.language.text("Shares are tested by their difference in percentage points.")


def _degrees(context: Context) -> str:
    language = context.language
    if context.survey.settings.degrees_of_freedom == "design" and _clustered(context):
        return language.text("Degrees of freedom: the clusters that answered less their strata, for small groups too.")
    if context.survey.settings.degrees_of_freedom == "design":
        return language.text(
            "Degrees of freedom: the respondents that answered less their strata, for small groups too."
        )
    return language.text("Degrees of freedom: those of the sample, or of the groups themselves where these are fewer.")


def _asked_for(context: Context) -> Iterator[str]:
    """Comparisons that the study asks for beside the usual ones."""
    language, survey = context.language, context.survey
    compared = survey.settings.compared
    if any(compared.groups.values()):
        names = _pairs_by_break(context, compared.groups)
        yield language.text("Groups are also compared two by two, by {breaks}.", breaks=names)
    if any(compared.answers.values()):
        names = language.joined([_answers_paired(context, name, asked) for name, asked in compared.answers.items()])
        yield language.text("Answers of the same respondents are compared two by two: {questions}.", questions=names)
    if compared.dependence:
        names = _titles(context, (survey.breaks[name].title for name in compared.dependence))
        yield language.text(
            "By {breaks} it is also tested whether the answers to a question depend on the group at all: one test of "
            "the whole table (Rao and Scott, F of the second order), by the sample design whatever the other tests.",
            breaks=names,
        )
    rest = [name for name, asked in compared.changes.items() if any(not right for _, right in asked)]
    pairs = {name: tuple(pair for pair in asked if pair[1]) for name, asked in compared.changes.items()}
    if rest:
        names = _titles(context, (survey.breaks[name].title for name in rest))
        yield language.text(
            "By {breaks} it is tested whether a group changed more or less than all others.", breaks=names
        )
    if any(pairs.values()):
        names = _pairs_by_break(context, pairs)
        yield language.text(
            "By {breaks} it is tested whether one group changed more or less than another.", breaks=names
        )


def _pairs_by_break(context: Context, compared: Mapping[str, Sequence[Pair]]) -> str:
    """The breaks with the pairs of groups that are compared, where these are not all pairs."""
    told: list[str] = []
    for name, pairs in compared.items():
        if pairs:
            break_ = context.survey.breaks[name]
            names = {group.id: group_name(context, break_, group) for group in break_.groups}
            told.append(_with_pairs(_titles(context, [break_.title]), pairs, names))
    return context.language.joined(told)


def _answers_paired(context: Context, question: str, pairs: Sequence[Pair]) -> str:
    asked = context.survey.questions[question]
    names = answers(context, asked) | {net.id: context.told(net.text) for net in asked.nets}
    return _with_pairs(_titles(context, [asked.label]), pairs, names)


def _with_pairs(title: str, pairs: Sequence[Pair], names: Mapping[str, str]) -> str:
    """`region (North – South)`; the title alone where all pairs are compared, or too many to read."""
    if len(pairs) > _MOST_PAIRS or len(pairs) == len(names) * (len(names) - 1) // 2:
        return title
    return f"{title} ({', '.join(f'{names.get(left, left)} – {names.get(right, right)}' for left, right in pairs)})"


def _titles(context: Context, texts: Iterable[Text]) -> str:
    return context.language.joined([in_sentence(context, context.told(text)) for text in texts])


def _limits(context: Context) -> Iterator[str]:
    """Which significant differences are not marked, and what was done about many tests."""
    language, settings = context.language, context.survey.settings
    if settings.minimum > 0:
        yield language.text(
            "Differences of grades below {minimum} are not marked.",
            minimum=plain(context.language, settings.minimum),
        )
    if settings.minimum_share > 0:
        yield language.text(
            "Differences below {points} percentage points are not marked.",
            points=plain(context.language, settings.minimum_share * 100),
        )
    if settings.correction == "none":
        yield language.text(
            "No correction was made for the number of tests: of every hundred where nothing differs, about "
            "{count} are significant by chance.",
            count=plain(context.language, settings.level * 100),
        )
    else:
        yield _corrected(context)
    yield from _without_marks(context)


def _corrected(context: Context) -> str:
    language, settings = context.language, context.survey.settings
    family = {
        "table": language.text("per table (a question or a list of aspects, by one break, in a wave)"),
        "question": language.text("per question (all breaks together, in a wave)"),
        "report": language.text("over the whole survey"),
    }[settings.family]
    if settings.correction == "bonferroni":
        return language.text("Corrected for the number of tests by Bonferroni's method, {family}.", family=family)
    return language.text(
        "Corrected for the number of tests by the method of Benjamini and Hochberg, {family}.", family=family
    )


def _without_marks(context: Context) -> Iterator[str]:
    """Where the survey shows no marks, though differences may be significant."""
    language, survey = context.language, context.survey
    if survey.settings.unmarked_breaks:
        names = _titles(context, (survey.breaks[name].title for name in survey.settings.unmarked_breaks))
        yield language.text("No marks are shown by {breaks}, whether or not differences are significant.", breaks=names)
    asked = [survey.questions[name] for name in survey.settings.unmarked_questions if name in survey.questions]
    labels = dict.fromkeys(one.grid or one.id for one in asked)
    if labels:
        texts = (survey.grids[name].text if name in survey.grids else survey.questions[name].label for name in labels)
        yield language.text(
            "No marks are shown for {questions}, whether or not differences are significant.",
            questions=_titles(context, texts),
        )


def intervals(context: Context) -> Iterator[str]:
    """How the intervals of measures that have one of their own kind came about."""
    language, questions = context.language, context.survey.questions.values()
    if any(isinstance(one.kind, Grade) and (one.kind.low, one.kind.high) == (0, 10) for one in questions):
        yield language.text(
            "Net promoter scores have a score interval (Tango), which stays within −100 and 100, on the effective base."
        )
    if any(measure != "sd" for one in questions for measure in one.measures):
        yield language.text(
            "Medians and percentiles: the lowest answer that enough respondents stay at or below. They are not tested."
        )
