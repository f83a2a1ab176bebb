"""Figures from outside the data, as they are written."""

from __future__ import annotations

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
