"""Questions as they are written, a model per kind."""

from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from peil.study.written.forms import (
    PLAIN,
    Box,
    CodesByWave,
    ColumnsByWave,
    Conditions,
    Id,
    InLanguages,
    Measures,
    Name,
    NameByWave,
    Names,
    Recode,
    Scale,
    Span,
    Whole,
    Words,
    Written,
    YesNo,
)


def _text_alone(value: object) -> object:
    """`granted: Granted`, short for `granted: {en: Granted}` in a study in one language."""
    return {PLAIN: value} if isinstance(value, str) else value


class WrittenAnswer(InLanguages):
    """One answer: `{code: 3, nl: Ingewilligd, en: Granted}`."""

    code: CodesByWave | None = Field(
        None, description="What stands in the data: a code, a list or a row (51..67) of codes, by wave; default: the id"
    )
    column: NameByWave | None = Field(
        None, description="Column of this answer of a multiple question, by wave; none = not in that wave"
    )
    since: Name | None = Field(None, description="First wave that had this answer")
    until: Name | None = Field(None, description="Last wave that had this answer")
    note: Words | None = Field(None, description="Footnote")


class WrittenNet(InLanguages):
    """Several answers taken as one: `{of: [info_line, direct], nl: Telefonisch, en: By telephone}`."""

    of: Names = Field(description="The answers that count together; of a grade also a range of marks, 1-6")


class WrittenChange(Written):
    """How a question changed at a wave."""

    comparable: YesNo = Field(True, description="no: figures from this wave on are not compared with earlier ones")
    text: Words | None = Field(None, description="The wording from this wave on")
    note: Words | None = Field(None, description="Footnote about the change")


MEASURES_TOLD = "Beside mean, shares and net promoter score: median, p10 (and other percentiles), standard deviation"

Answers = Annotated[
    dict[Id, Annotated[WrittenAnswer, BeforeValidator(_text_alone, json_schema_input_type=WrittenAnswer | str)]],
    Field(min_length=1, description="The answers, by id, in the order of the questionnaire"),
]
Nets = Annotated[dict[Id, WrittenNet] | None, Field(description="Several answers taken as one, by id")]


class WrittenItem(InLanguages):
    """One row of a grid: `{nl: Vriendelijkheid, en: Friendliness, dimension: human}`."""

    label: Words | None = Field(None, description="Short name in charts; default: the text")
    dimension: Name | None = Field(
        None, description="process, human, communication, other, or a dimension of the survey"
    )
    about: Name | None = Field(None, description="The aspect of which this item asks how important it is")
    column: NameByWave | None = Field(
        None, description="Column in the data, by wave; default: the id; none = not in that wave"
    )
    recode: Recode | None = Field(
        None, description="From what stands in the data to an answer or a reason, by wave or for all"
    )
    since: Name | None = Field(None, description="First wave in which it was asked")
    until: Name | None = Field(None, description="Last wave in which it was asked")
    changed: dict[str, WrittenChange] | None = Field(None, description="By wave what changed")
    note: Words | None = Field(None, description="Footnote")


Items = Annotated[
    dict[Id, Annotated[WrittenItem, BeforeValidator(_text_alone, json_schema_input_type=WrittenItem | str)]],
    Field(min_length=1, description="The rows, by id; they share the namespace of the questions"),
]


class Asked(Written):
    """What every kind of question can have."""

    text: Words = Field(description="The wording, per language")
    label: Words | None = Field(None, description="Short name in charts; default: the text")
    hint: Words | None = Field(None, description="Explanation that the respondent saw")
    note: Words | None = Field(None, description="Footnote")
    since: Name | None = Field(None, description="First wave in which it was asked")
    until: Name | None = Field(None, description="Last wave in which it was asked")
    recode: Recode | None = Field(
        None, description="From what stands in the data to an answer, a number or a reason, by wave or for all"
    )
    asked_if: Conditions | None = Field(None, description="Routing: others are `not asked`")
    base: Words | None = Field(None, description="Who was asked, in words")
    changed: dict[str, WrittenChange] | None = Field(None, description="By wave what changed")
    draft: YesNo | None = Field(
        None,
        description="no: `peil draft` writes no page about it, as about how and when someone was asked; yes: it does, "
        "though groups of the report are made of it. It is counted all the same",
    )


class InColumn(Asked):
    """A question whose answers stand in a column of their own."""

    column: NameByWave | None = Field(
        None, description="Column in the data, by wave; default: the id; none = not in that wave"
    )


class PerAnswer(InColumn):
    """A question that can be put once per answer of another question."""

    per: Name | None = Field(
        None, description="A multiple question: this one was put once for each answer chosen there"
    )


class Graded(Asked):
    """What grades can have, by themselves and in a grid."""

    top: Box | None = Field(None, description="The highest marks taken as one, a net `top`: 8-10")
    bottom: Box | None = Field(None, description="The lowest marks taken as one, a net `bottom`: 1-5")
    measures: Measures | None = Field(None, description=MEASURES_TOLD)


class WrittenGrade(PerAnswer, Graded):
    """A mark on a numeric scale."""

    kind: Literal["grade"]
    scale: Scale = Field((1, 10), description="Lowest and highest mark; default 1-10")
    ends: Words | None = Field(None, description="What the ends of the scale mean")
    labels: dict[str, Words] | None = Field(None, description="Texts of single marks, by mark")
    dimension: Name | None = Field(None, description="Makes it an aspect of this dimension")
    nets: Nets = None
    sensitive: YesNo = Field(False, description="Also how many gave an answer is private when few did")


class WrittenSingle(PerAnswer):
    """One answer out of several."""

    kind: Literal["single"]
    answers: Answers
    themes_of: Name | None = Field(
        None, description="The open question whose answers were sorted into these; they are its themes"
    )
    ordered: YesNo = Field(False, description="The answers have an order of their own and are never sorted by size")
    nets: Nets = None
    sensitive: YesNo = Field(False, description="Also how many gave an answer is private when few did")


class WrittenMultiple(InColumn):
    """Any number of answers out of several."""

    kind: Literal["multiple"]
    answers: Answers
    themes_of: Name | None = Field(
        None, description="The open question whose answers were sorted into these; they are its themes"
    )
    columns: ColumnsByWave | None = Field(
        None, description="Columns with codes spread over them, by wave; otherwise a column per answer"
    )
    nets: Nets = None
    sensitive: YesNo = Field(False, description="Also how many gave an answer is private when few did")


class WrittenNumber(InColumn):
    """A quantity."""

    kind: Literal["number"]
    range: Span | None = Field(None, description="Lowest and highest possible value: 18-110")
    unit: Words | None = Field(None, description="Unit: years, minutes")
    measures: Measures | None = Field(None, description=MEASURES_TOLD)


class WrittenIndex(Asked):
    """A question that nobody was asked: the mean of several grades of a respondent."""

    kind: Literal["index"]
    of: Names = Field(description="The grades, or grids of grades, that it is the mean of")
    at_least: Annotated[Whole, Field(ge=1)] | None = Field(
        None, description="How many valid grades it takes; default: half of them, rounded up"
    )
    rescale: Scale | None = Field(
        None, description="Lays out the scale of the grades anew, as 0-100; default: as it is"
    )
    measures: Measures | None = Field(None, description=MEASURES_TOLD)


class WrittenDate(InColumn):
    """A date."""

    kind: Literal["date"]
    format: Name = Field("%Y-%m-%d", description="How dates are written in the data, as %d-%m-%Y; default ISO")


class WrittenOpen(InColumn):
    """An answer in the respondent's own words."""

    kind: Literal["open"]


class WrittenGradeGrid(Graded):
    """Grades asked as the rows of one table."""

    kind: Literal["grid of grades"]
    items: Items
    columns: ColumnsByWave | None = Field(
        None, description="Columns of the items, in their order, by wave; Q6A..Q6N is a row of columns"
    )
    scale: Scale = Field((1, 10), description="Lowest and highest mark; default 1-10")
    ends: Words | None = Field(None, description="What the ends of the scale mean")
    labels: dict[str, Words] | None = Field(None, description="Texts of single marks, by mark")
    nets: Nets = None
    sensitive: YesNo = Field(False, description="Also how many gave an answer is private when few did")


class WrittenSingleGrid(Asked):
    """The same choice of answers for the rows of one table."""

    kind: Literal["grid of singles"]
    items: Items
    columns: ColumnsByWave | None = Field(
        None, description="Columns of the items, in their order, by wave; Q6A..Q6N is a row of columns"
    )
    answers: Answers
    ordered: YesNo = Field(False, description="The answers have an order of their own and are never sorted by size")
    nets: Nets = None
    sensitive: YesNo = Field(False, description="Also how many gave an answer is private when few did")


WrittenQuestion = Annotated[
    WrittenGrade
    | WrittenSingle
    | WrittenMultiple
    | WrittenNumber
    | WrittenIndex
    | WrittenDate
    | WrittenOpen
    | WrittenGradeGrid
    | WrittenSingleGrid,
    Field(discriminator="kind"),
]
WrittenGrid = WrittenGradeGrid | WrittenSingleGrid

KINDS: tuple[str, ...] = tuple(
    get_args(model.model_fields["kind"].annotation)[0] for model in get_args(get_args(WrittenQuestion)[0])
)
"""The kinds of question, as they are written."""
