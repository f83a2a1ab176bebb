"""The rule for quotes, and the file in which they are approved, as they are written."""

from typing import Annotated, Literal

from pydantic import Field

from peil.study.written.forms import Id, Name, Names, Span, Whole, Written

Count = Annotated[Whole, Field(ge=1)]


class WrittenQuoteRules(Written):
    """By which rule quotes are taken from open answers."""

    groups_of: Name = Field(description="Break whose groups are named as the source of a quote")
    grades: Annotated[dict[str, Name], Field(min_length=1)] = Field(
        description="By open question the grade over whose bands its quotes are spread"
    )
    bands: list[Span] | None = Field(None, description="Bands of grades: [1-5, 6-7, 8-10]; default: three of them")
    group_size: Count = Field(50, description="Groups of fewer respondents in the wave are not quoted")
    language_size: Count = Field(10, description="At least so many of the group answered in the language of the quote")
    length: Span | None = Field(None, description="Shortest and longest quote, in characters; default 20-240")
    most: Count = Field(2, description="How many quotes per theme and group")
    language_question: Name | None = Field(
        None, description="Single question that holds the language of the answers; its answers are language codes"
    )
    names: Name | None = Field(None, description="File with names of people to mask, one a line")
    case_numbers: Names | None = Field(None, description="Patterns (regular expressions) of the client's own numbers")


class WrittenQuote(Written):
    """One quote."""

    id: Name = Field(description="Survey, wave, question and a digest; written by `peil quotes`")
    theme: Name = Field(description="The theme that it illustrates")
    group: Name = Field(description="The group of the respondent, as break=group")
    grades: Name | None = Field(None, description="The band of the respondent's grade")
    language: Name | None = Field(None, description="Language of the answer, as a code")
    status: Literal["proposed", "approved", "rejected"] = Field(description="proposed, approved or rejected")
    text: Name = Field(description="The masked text; parts are left out by [...] only")


class QuotesFile(Written):
    """quotes/SURVEY.yaml: the quotes of a survey."""

    survey: Id = Field(description="The survey")
    quotes: list[WrittenQuote] = Field(description="The quotes, in the order in which the report shows them")
