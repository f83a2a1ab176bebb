"""The file of a frozen wave, as it is written."""

from __future__ import annotations

from pydantic import Field

from peil.study.written.forms import Id, Name, Whole, Written


class WrittenAgain(Written):
    """That a wave was frozen anew."""

    on: Name = Field(description="The day")
    changed: Whole = Field(description="How many of its figures had changed")
    reason: Name = Field(description="Why, in the words of who did it")


class FrozenFile(Written):
    """frozen/SURVEY-WAVE.yaml: a closed wave."""

    survey: Id = Field(description="The survey")
    wave: Name = Field(description="The wave")
    frozen: Name = Field(description="The day on which it was frozen for the first time")
    data: Name | None = Field(None, description="Its data file")
    sha256: Name | None = Field(None, description="SHA-256 of what that file held; ends of lines do not count")
    figures: Whole = Field(description="How many figures were written down")
    table: Name = Field(description="SHA-256 of the file with the figures")
    again: list[WrittenAgain] = Field([], description="When and why it was frozen anew")
