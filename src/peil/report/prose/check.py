"""One span against the figures: is the number the computed one, does the claim hold?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from peil.errors import Problem
from peil.language import Language
from peil.report.prose.claims import CLAIMS, WITHOUT_A_TEST, Verdict
from peil.report.prose.claims.model import rewritten
from peil.report.prose.facts import Scope, survey_named
from peil.report.prose.markdown import NumberAt, Span
from peil.report.prose.ownsaid import refuse_more_than_claimed
from peil.report.prose.proven import is_graded
from peil.report.prose.query import Query, resolve
from peil.report.prose.refusal import Refused, WrongWords, suggestion
from peil.report.prose.spans import Expression, parse
from peil.report.prose.typed import hint_on_signs, typed_number
from peil.report.prose.values import VALUES, Figure
from peil.report.prose.wording import plain_words, refuse_contradiction

GROUP = "group"  # in a passage for groups: the one that the report is for
FILLED = "#"  # there, between the brackets of a value: its number
_TESTED = frozenset({"rises", "falls", "higher", "lower"})
WORDS = tuple(word for word in (*VALUES, *CLAIMS) if word)


@dataclass(frozen=True)
class ValueFound:
    """A value computed: the number as typed and where it stands, and as it should be. `filled`: what was typed is the
    sign in whose place a number comes, in a passage for groups."""

    typed: NumberAt
    number: str
    figure: Figure
    filled: bool = False

    @property
    def agrees(self) -> bool:
        """Whether the typed number is the computed one; a typed minus may be a hyphen."""
        return self.filled or self.typed.text.replace("-", "−") == self.number


@dataclass(frozen=True)
class ClaimFound:
    """A claim judged; `true_instead`: what could be claimed with the same words, when it does not hold."""

    verdict: Verdict
    true_instead: tuple[str, ...] = ()


def judge(span: Span, scope: Scope) -> ValueFound | ClaimFound:
    """Compute what the braces say. Raises Refused when they cannot be read or the figure may not be told."""
    expression = read_expression(span.braces, scope)
    if expression.word in CLAIMS:
        claim = CLAIMS[expression.word]
        query = resolve(expression, claim.form, scope)
        verdict = claim.judge(query) if claim.reads is None else claim.reads(query, span.own)
        if verdict.holds:
            _refuse_wrong_words(span, query, verdict)
        return ClaimFound(verdict, () if verdict.holds else _true_instead(query))
    word = VALUES[expression.word]
    figure = word.compute(resolve(expression, word.form, scope))
    if scope.group and FILLED in span.plain:
        return ValueFound(NumberAt(FILLED, None), _to_fill_in(figure, span), figure, filled=True)
    typed = typed_number(span, figure, scope.language)
    return ValueFound(typed, _as_typed(figure.number, typed.text), figure)


def _refuse_wrong_words(span: Span, query: Query, verdict: Verdict) -> None:
    """Refuse a claim that holds for its words, with the figures and with words that would be true."""
    expression = query.expression
    try:
        graded = is_graded(query)
        refuse_contradiction(span.own, expression.word, expression.clause("to"), query.scope.language, graded)
        if CLAIMS[expression.word].reads is None:  # others read their own words
            refuse_more_than_claimed(span, query, verdict)
    except Refused as refused:
        true = plain_words(expression.word, query.scope.language.code)
        raise WrongWords(refused, verdict.figures, true) from refused


def _to_fill_in(figure: Figure, span: Span) -> str:
    """The number of a group, with % where its sentence has none behind it."""
    behind = (span.plain + span.after).partition(FILLED)[2].lstrip()
    if span.plain.count(FILLED) != 1 or span.numbers or span.nested:
        raise Refused(f"`{span.text}`", f"one `{FILLED}`, in whose place the number of the group comes")
    bare = figure.unit != "percent" or behind.startswith(("%", "per cent", "percent", "procent"))
    return figure.number if bare else f"{figure.number}%"


def read_expression(text: str, scope: Scope) -> Expression:
    """The expression that stands between braces; refused when it cannot be read or begins with an unknown word."""
    expression = parse(text, WORDS)
    _refuse_unknown_word(expression, scope)
    return _of_group(expression, scope.group) if scope.group else expression


def _of_group(expression: Expression, group: str) -> Expression:
    """The expression with the group of the report where `group` stands for it."""

    def named(clause: str, words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        meant = clause in ("for", "than", ":")
        return clause, tuple(group if meant and word == GROUP else word for word in words)

    return replace(expression, clauses=tuple(named(*one) for one in expression.clauses))


def value_problem(span: Span, found: ValueFound, language: Language) -> Problem:
    """A number that is not the computed one."""
    return Problem(
        span.place,
        f"{span} in “{span.sentence}”",
        f"`{found.typed.text}`",
        f"`{found.number}` ({found.figure.basis})",
        hint_on_signs(found.typed.text, found.number, language)
        + "Correct the number, or let `peil report --refresh` do so.",
    )


def claim_problem(span: Span, found: ClaimFound) -> Problem:
    """A claim that the figures do not bear out, with the figures and with what would be true."""
    if found.true_instead:
        remedy = "True here: " + " or ".join(map(_offered, found.true_instead)) + "."
    else:
        remedy = "No word of this kind is true here: tell the figures without a claim."
    verdict = found.verdict
    return Problem(
        span.place,
        f"{span} does not hold in “{span.sentence}”",
        f"{verdict.figures}; {verdict.reason}",
        verdict.expected,
        remedy,
    )


def _offered(text: str) -> str:
    """A claim that would hold; with a weaker word it says that nothing was tested."""
    return f"`{text}`" + (" (as printed, without a test)" if _is_untested(text) else "")


def refused_problem(span: Span, refused: Refused) -> Problem:
    """A span that cannot be read or told; where its words are wrong, with its sentence, the figures and true words."""
    if not isinstance(refused, WrongWords):
        return Problem(span.place, str(span), refused.found, refused.expected, refused.remedy)
    thing, found = f"{span} in “{span.sentence}”", f"{refused.found}; the figures: {refused.figures}"
    return Problem(span.place, thing, found, refused.expected, refused.remedy)


def _refuse_unknown_word(expression: Expression, scope: Scope) -> None:
    """A typing error in the first word may be meant as a word or as a question: suggest from both."""
    if expression.word or not expression.names:
        return
    survey = survey_named(expression.survey, scope)
    name = expression.names[0].partition("=")[0]
    known = {*survey.questions, *survey.grids}
    longer = [word for word in WORDS if word.startswith(f"{name} ")]
    if name not in known and longer:
        raise Refused(f"`{' '.join(expression.names[:2])}`", " or ".join(f"`{word}`" for word in longer))
    if name not in known:
        raise Refused(
            f"`{name}`", f"a word or a question of survey `{survey.id}`", suggestion(name, known | set(WORDS))
        )


def _true_instead(query: Query) -> tuple[str, ...]:
    """What could be claimed instead; nothing when another figure that this needs may not be told. Where only words
    without a test hold, first that a test was made and showed nothing."""
    try:
        found = CLAIMS[query.expression.word].true_instead(query)
        tested = any(not _is_untested(one) for one in found)
        return found if tested or query.expression.word not in _TESTED else (*_unproven(query), *found)
    except Refused:
        return ()


def _unproven(query: Query) -> tuple[str, ...]:
    """That the test of these two waves, or of the groups of this break, shows nothing, where that is so."""
    claim = CLAIMS["unproven"]
    bare: dict[str, tuple[str, ...]] = {"by": (), "than": (), "within": (), "to": (), "pick": ()}
    if len(query.waves) < 2:
        bare |= {"for_": (), "by": (query.estimate().break_id,)}
    names = query.expression.names
    text = rewritten(
        query.expression, "unproven", names if len(query.waves) < 3 else (names[0], names[1], names[-1]), **bare
    )
    try:
        expression = parse(text, WORDS)
        return (text,) if claim.judge(resolve(expression, claim.form, query.scope)).holds else ()
    except Refused:
        return ()


def _is_untested(text: str) -> bool:
    """Whether a claim, as it is written in braces, rests on no test."""
    return any(word in WITHOUT_A_TEST for word in text.split()[:2])


def _as_typed(number: str, typed: str) -> str:
    """The computed number, with its plus sign only where the writer uses one."""
    return number if typed.startswith("+") else number.removeprefix("+")
