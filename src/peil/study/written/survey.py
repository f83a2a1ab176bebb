"""A survey file as it is written: waves, breaks, weights, rules and settings around the questions."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from peil.study.written.benchmarks import WrittenBenchmark, WrittenCitation
from peil.study.written.comparisons import Levels, WrittenCompared, WrittenUnmarked
from peil.study.written.drivers import WrittenDrivers
from peil.study.written.forms import (
    PLAIN,
    Box,
    Conditions,
    Decimal,
    FieldPeriod,
    Id,
    InLanguages,
    Measures,
    Name,
    NameByWave,
    Names,
    NamesOrNone,
    Span,
    Whole,
    Words,
    Written,
    YesNo,
)
from peil.study.written.questions import MEASURES_TOLD, WrittenQuestion
from peil.study.written.quotes import WrittenQuoteRules
from peil.study.written.weights import WrittenWeights

Mode = Literal["paper", "web", "telephone", "face-to-face"]
Disposition = Literal[
    "complete", "partial", "refused", "undeliverable", "not eligible", "language barrier", "nothing returned"
]
Replacement = Literal["stop", "not answered"]
Count = Annotated[Whole, Field(ge=0)]


class WrittenFigure(Written):
    """A figure that was published about a wave without respondents' data. A share is written in per cent."""

    question: Name = Field(description="The question")
    measure: Literal["mean", "share", "nps"] = Field(description="mean, share (of an answer, in per cent) or nps")
    value: Decimal = Field(description="The figure as published; a share in per cent")
    source: Name = Field(description="Where it was published: title and page")
    answer: Name | None = Field(None, description="Answer or net, for a share")
    group: Name | None = Field(None, description="break=group, as directorate=asylum; default: all respondents")
    n: Annotated[Whole, Field(ge=1)] | None = Field(None, description="Number of respondents behind it")
    sd: Annotated[Decimal, Field(ge=0)] | None = Field(None, description="Standard deviation of the answers")


def _one_mode(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _figures_or_file(value: object) -> str:
    return "a file" if isinstance(value, str) else "figures"


Published = Annotated[
    Annotated[list[WrittenFigure], Field(min_length=1), Tag("figures")] | Annotated[Name, Tag("a file")],
    Discriminator(_figures_or_file),
]


def _one_number(value: object) -> object:
    return value if isinstance(value, dict) else {PLAIN: value}


FrameClusters = Annotated[
    dict[str, Annotated[Whole, Field(ge=1)]],
    BeforeValidator(_one_number, json_schema_input_type=int | dict[str, Annotated[int, Field(ge=1)]]),
]


class WrittenWave(Written):
    """One round of fieldwork."""

    title: Words | None = Field(None, description="Name of the wave; default: its label")
    data: Name | None = Field(None, description="Data file: .csv, .xlsx, .sav or .parquet")
    sheet: Name | None = Field(None, description="Sheet of the .xlsx file; default: the first")
    field: FieldPeriod | None = Field(None, description="First and last month or day of fieldwork: 2013-12/2014-01")
    mode: Annotated[list[Mode], BeforeValidator(_one_mode, json_schema_input_type=Mode | list[Mode])] | None = Field(
        None, description="paper, web, telephone, face-to-face; or a list"
    )
    languages: Names | None = Field(None, description="Languages of the questionnaire, as codes")
    sent: Annotated[Whole, Field(ge=1)] | None = Field(None, description="Gross sample: number of units written to")
    sent_by_stratum: dict[str, Annotated[Whole, Field(ge=1)]] | None = Field(
        None, description="The gross sample of each stratum; together they are `sent`"
    )
    dispositions: dict[Disposition, Count] | None = Field(
        None, description="What became of the units sent, by AAPOR name"
    )
    strata: dict[str, Annotated[Whole, Field(ge=1)]] | None = Field(
        None, description="Size of each stratum in the frame"
    )
    clusters_in_the_frame: FrameClusters | None = Field(
        None, description="Number of clusters the sample was drawn from; with strata: of each"
    )
    where: Conditions | None = Field(None, description="Only these rows of the file belong to the wave")
    published: Published | None = Field(
        None, description="Figures of a wave without respondents' data, or a CSV file with the same columns"
    )
    note: Words | None = Field(None, description="Footnote")


class WrittenGroup(InLanguages):
    """A group by rule, by list or both."""

    where: Conditions | None = Field(None, description="By question the answers or the range that belong to it")
    list: Name | None = Field(None, description="File with unit numbers, one a line")
    within: Name | None = Field(None, description="Group under which it is printed")
    note: Words | None = Field(None, description="Footnote")


class WrittenBreak(Written):
    """A way to split respondents: `of` a question, `of` one `then` another, or `groups` by rule."""

    of: Name | None = Field(None, description="Question whose answers are the groups; with `then`: the outer break")
    then: Name | None = Field(None, description="Question whose answers are the groups within each outer group")
    groups: Annotated[dict[Id, WrittenGroup], Field(min_length=1)] | None = Field(
        None, description="Groups by rule, by id"
    )
    title: Words | None = Field(None, description="Default: the label of the question")
    note: Words | None = Field(None, description="Footnote")


class WrittenRules(Written):
    """What to do with things in the data that the study does not list."""

    unknown_codes: Replacement = Field("stop", description="Codes that no answer and no reason has")
    grades_out_of_range: Replacement = Field("stop", description="Grades outside the scale, numbers outside the range")
    text_in_a_number: Replacement = Field("stop", description="Text where a number belongs")
    duplicate_respondents: Literal["stop", "keep first", "keep last", "keep all"] = Field(
        "stop", description="The same respondent twice in a wave"
    )
    answers_outside_routing: Literal["stop", "keep", "not asked"] = Field(
        "stop", description="Answers of respondents to whom a question was not put"
    )


class WrittenReport(Written):
    """How the survey is compared, hidden and reported."""

    overall: Name | None = Field(None, description="The grade of the first page; default: a grade called `overall`")
    breaks: NamesOrNone | None = Field(None, description="The breaks that the report shows; default: all")
    hide_up_to: Count = Field(29, description="Figures on so many respondents or fewer are hidden")
    privacy_below: Count = Field(5, description="Counts of fewer respondents are private, also against subtraction")
    mark_up_to: Count = Field(49, description="Figures on so many respondents or fewer are marked")
    compare_waves: Literal["previous", "first", "each earlier wave", "the other waves together"] = Field(
        "previous", description="Which comparisons flag a figure"
    )
    compare: WrittenCompared | None = Field(None, description="Comparisons that are not made of themselves")
    level: Levels = Field([0.05], description="Significance level; or two, as [0.05, 0.01], for + and ++")
    minimum_difference: Annotated[Decimal, Field(ge=0)] = Field(
        0.1, description="Smallest relevant difference of a grade, in points"
    )
    minimum_difference_of_shares: Annotated[Decimal, Field(ge=0, le=100)] = Field(
        0, description="The same for shares, in percentage points"
    )
    method: Literal["design", "q", "pooled effective base", "weighted n"] = Field(
        "design", description="How differences are tested"
    )
    degrees_of_freedom: Literal["smaller", "design"] = Field("smaller", description="Degrees of freedom of the tests")
    test_shares: Literal["log odds", "points"] = Field(
        "log odds", description="What the method `design` compares of shares: their log odds, or percentage points"
    )
    correction: Literal["none", "benjamini-hochberg", "bonferroni"] = Field(
        "none", description="Correction for many comparisons"
    )
    family: Literal["table", "question", "report"] = Field(
        "table", description="Which comparisons are corrected together: a table, a question, all of the survey"
    )
    mode_shift: Annotated[Decimal, Field(ge=0, le=100)] = Field(
        10, description="A mode whose share moves by more percentage points than this between waves is told"
    )
    without_marks: WrittenUnmarked | None = Field(None, description="Where significance is not marked")
    top: Box | None = Field(None, description="The highest marks of every grade taken as one, a net `top`: 8-10")
    bottom: Box | None = Field(None, description="The lowest marks of every grade taken as one, a net `bottom`: 1-5")
    measures: Measures | None = Field(None, description=f"Of every grade and number. {MEASURES_TOLD}")
    decimals: Annotated[Whole, Field(ge=0, le=3)] = Field(1, description="Decimals of means")
    pass_mark: Decimal | None = Field(None, description="The lowest grade that passes, for words like `voldoende`: 6")
    axis: Span | None = Field(None, description="Range of the grade axis in charts: 4-9")
    drivers: WrittenDrivers = Field(
        default_factory=lambda: WrittenDrivers.model_validate({}),
        description="How importance is measured, and the borders of the improvement matrix",
    )


class SurveyFile(Written):
    """One population and questionnaire of a study."""

    survey: Id = Field(description="Id of the survey, the first part of the id of every figure")
    title: Words = Field(description="Title of the survey, per language")
    population: Words | None = Field(None, description="Of whom the survey speaks")
    frame: Words | None = Field(None, description="The list the sample was drawn from, and what it misses")
    stratum: Name | None = Field(None, description="Single question that holds the stratum")
    mode_question: Name | None = Field(
        None, description="Single question that holds how each respondent answered; its answers are modes"
    )
    key: NameByWave | None = Field(
        None, description="Column that identifies a respondent, by wave; default: rows are numbered"
    )
    cluster: NameByWave | None = Field(
        None,
        description="Column that names what respondents belong to who were drawn together (household, organisation), "
        "by wave; default: respondents are drawn one by one",
    )
    units_return: YesNo = Field(
        False,
        description="yes: who has the same `cluster` (or else `key`) in two waves is the same unit, as in a panel",
    )
    no_answer: dict[str, Name] | None = Field(
        None, description="Codes without a valid answer, with the reason: `98: does not apply`"
    )
    each_wave: WrittenWave | None = Field(
        None, description="What all waves have, unless a wave says otherwise; {wave} in `data` is the label of the wave"
    )
    waves: Annotated[dict[Id, WrittenWave], Field(min_length=1)] = Field(description="The waves by label, oldest first")
    questions: Annotated[dict[Id, WrittenQuestion], Field(min_length=1)] = Field(description="The questions, by id")
    dimensions: dict[Id, Words] | None = Field(None, description="Names of own dimensions of aspects")
    breaks: dict[Id, WrittenBreak] | None = Field(None, description="Ways to split respondents, by id")
    weights: WrittenWeights = Field("none", description="Targets per cell or per margin, a column, or none")
    data_rules: WrittenRules = Field(
        default_factory=lambda: WrittenRules.model_validate({}),
        description="What to do with faults in the data; default: stop",
    )
    report: WrittenReport = Field(
        default_factory=lambda: WrittenReport.model_validate({}), description="How it is compared, hidden and reported"
    )
    benchmarks: dict[Id, WrittenBenchmark] | None = Field(
        None, description="Figures from outside the data, by id: cited, never tested"
    )
    citations: dict[Id, WrittenCitation] | None = Field(
        None, description="Quotations and facts from outside, by id: cited with source and date"
    )
    quotes: WrittenQuoteRules | None = Field(None, description="By which rule quotes are taken from open answers")
    note: Words | None = Field(None, description="Footnote")


def with_each_wave(file: SurveyFile) -> SurveyFile:
    """The file with what stands under `each wave` filled in where a wave does not say otherwise."""
    common = file.each_wave
    if common is None:
        return file
    waves = {label: _filled(label, wave, common) for label, wave in file.waves.items()}
    return file.model_copy(update={"waves": waves, "each_wave": None})


def _filled(label: str, wave: WrittenWave, common: WrittenWave) -> WrittenWave:
    """A wave of figures as published has no data file, whatever the others have."""
    names = common.model_fields_set - wave.model_fields_set
    if wave.published is not None:
        names -= {"data", "sheet"}
    update = {name: getattr(common, name) for name in names}
    data = update.get("data", wave.data)
    return wave.model_copy(update=update | {"data": data and data.replace("{wave}", label)})
