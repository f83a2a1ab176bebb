"""study.yaml as it is written."""

from typing import Annotated

from pydantic import Field

from peil.study.written.forms import Id, Name, Names, Words, Written


class WrittenContact(Written):
    """A person to ask about the study."""

    name: Name = Field(description="Name")
    role: Words | None = Field(None, description="Role in the study, per language")
    organisation: Name | None = Field(None, description="Organisation")
    email: Name | None = Field(None, description="Address for electronic mail")
    telephone: Name | None = Field(None, description="Telephone number")


class WrittenTheme(Written):
    """How the report looks."""

    lead_colour: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")] = Field(
        "#1F4E79", description='Lead colour: "#1F4E79"'
    )


class StudyFile(Written):
    """What holds for the study as a whole."""

    study: Id = Field(description="Id of the study; the names of the files that are written begin with it")
    title: Words = Field(description="Title, per language")
    subtitle: Words | None = Field(None, description="Subtitle, per language")
    client: Name | None = Field(None, description="For whom the study is made")
    researcher: Name | None = Field(None, description="Who makes the study")
    funder: Name | None = Field(None, description="Who pays for the study")
    languages: Names = Field(min_length=1, description="Languages of the report, as codes; every text has them all")
    contacts: list[WrittenContact] | None = Field(None, description="Persons to ask about the study")
    preface: Words | None = Field(None, description="Preface in Markdown, per language")
    copyright: Words | None = Field(None, description="Line about copyright, one for all languages or per language")
    central_question: Words | None = Field(None, description="The question that the study answers")
    research_questions: list[Words] | None = Field(None, description="Its parts")
    banner: Words | None = Field(None, description="Printed on every page: simulated, draft, ...")
    theme: WrittenTheme = Field(
        default_factory=lambda: WrittenTheme.model_validate({}), description="How the report looks"
    )
    note: Words | None = Field(None, description="Footnote")
    surveys: Names | None = Field(None, description="The survey files in their order; default: all, by name")
