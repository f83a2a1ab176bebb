"""What comes from outside the data, as it is written."""

from typing import Literal

from pydantic import Field

from peil.study.written.forms import Decimal, Name, Words, Written


class WrittenBenchmark(Written):
    """A published figure of somebody else, cited with its source and never tested."""

    title: Words = Field(description="What it is a figure of, per language")
    value: Decimal = Field(description="The figure as published; a share in per cent")
    measure: Literal["mean", "share"] = Field("mean", description="mean, or share (in per cent)")
    source: Name = Field(description="Where it was published: author, title, page")
    date: Name = Field(description="When it was published, as 2013 or 2013-12")
    note: Words | None = Field(None, description="What a reader must know to compare it")


class WrittenCitation(Written):
    """What somebody else said or laid down, cited with its source."""

    text: Words = Field(description="What was said or laid down, per language")
    kind: Literal["quotation", "fact"] = Field("fact", description="quotation: literally; fact: in other words too")
    source: Name = Field(description="Who said it, where it stands: author, title, page")
    date: Name = Field(description="When it was said or published, as 2013 or 2013-12")
