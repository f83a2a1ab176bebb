"""Comparisons that are asked for, levels of flags, and flags that are not shown, as they are written."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from peil.study.written.forms import Decimal, Name, NamesOrNone, Written
from peil.study.written.refusal import refused

EVERY_PAIR = "every pair"
THE_REST = "the rest"

Pairs = tuple[tuple[str, str], ...] | str
"""Pairs of ids, or a word for all of them."""


def _parser(words: tuple[str, ...], example: str) -> Callable[[object], Pairs]:
    expected = f"a list of pairs, as [[{example}]], or " + " or ".join(f"`{word}`" for word in words)

    def parse(value: object) -> Pairs:
        if isinstance(value, str):
            if value not in words:
                raise refused(expected)
            return value
        pairs = value if isinstance(value, list) else []
        if not pairs or not all(_is_pair(pair) for pair in pairs):
            remedy = "Put every pair between brackets of its own, and all of them together between brackets."
            raise refused(expected, remedy)
        return tuple((str(left), str(right)) for left, right in pairs)

    return parse


def _is_pair(pair: object) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) and one for one in pair)


def _parse_levels(value: object) -> object:
    if isinstance(value, list) and not 1 <= len(value) <= 2:
        raise refused("one level, as 0.05, or two, as [0.05, 0.01]")
    return [value] if isinstance(value, str) else value


_PAIRS_SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {"type": "array", "items": {"type": ["string", "number", "boolean"]}, "minItems": 2, "maxItems": 2},
}


def _schema(*words: str) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [{"enum": list(words)}, _PAIRS_SCHEMA]})


GroupPairs = Annotated[Pairs, BeforeValidator(_parser((EVERY_PAIR,), "asylum, naturalisation")), _schema(EVERY_PAIR)]
AnswerPairs = Annotated[Pairs, BeforeValidator(_parser((EVERY_PAIR,), "letter, website")), _schema(EVERY_PAIR)]
ChangePairs = Annotated[
    Pairs,
    BeforeValidator(_parser((THE_REST, EVERY_PAIR), "asylum, naturalisation")),
    _schema(THE_REST, EVERY_PAIR),
]
Levels = Annotated[
    list[Annotated[Decimal, Field(gt=0, lt=1)]],
    BeforeValidator(_parse_levels),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "array", "items": {"type": "number"}, "maxItems": 2}]}),
]
"""The significance level, or two: what passes the second gets a double mark."""


class WrittenUnmarked(Written):
    """Where significance is not marked. The tests themselves stay in the results."""

    breaks: NamesOrNone | None = Field(None, description="Breaks whose groups get no mark")
    questions: NamesOrNone | None = Field(None, description="Questions, and grids, whose figures get no mark")


class WrittenCompared(Written):
    """Comparisons beside those that are always made (every group against the rest, wave against wave)."""

    groups: dict[Name, GroupPairs] | None = Field(
        None, description="By break the pairs of groups that are compared, or `every pair`"
    )
    answers: dict[Name, AnswerPairs] | None = Field(
        None, description="By question the pairs of answers that are compared, given by the same respondents"
    )
    changes: dict[Name, ChangePairs] | None = Field(
        None, description="By break whose change over waves is compared: with `the rest`, or in pairs"
    )
    dependence: NamesOrNone | None = Field(
        None, description="Breaks by which it is tested whether answers depend on the group at all: one test a table"
    )
