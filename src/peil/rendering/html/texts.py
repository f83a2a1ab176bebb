"""Every word of the page that does not come from the report, in the language of the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from peil.language import Language
from peil.rendering.html.words import live_words


@dataclass(frozen=True)
class Texts:
    """Fixed texts, filled in once per report."""

    skip: str
    contents: str
    back: str
    client: str
    researcher: str
    contact: str
    base: str
    marks: str
    notes: str
    group: str
    aspect: str
    numbers: str
    higher: str
    lower: str
    nothing: str
    untested: str
    explained: str
    tools: str
    search: str
    search_short: str
    results: str
    everyone: str
    close: str
    chart_help: str
    live: Mapping[str, str]
    language: Language

    def question(self, count: int) -> str:
        """The heading over the wording of one or more questions."""
        return self.language.text("Question") if count == 1 else self.language.text("Questions")

    def all_notes(self, count: int) -> str:
        """What unfolds a long list of notes."""
        return self.language.text("Show all {count} notes", count=self.language.integer(count))

    def link_to(self, title: str) -> str:
        """What a link to a place on this page is called."""
        return self.language.text("Link to: {title}", title=title)

    def page_number(self) -> tuple[str, str]:
        """What stands before and between the numbers at the foot of a printed page: page 3 of 40."""
        before, between, _ = self.language.text("page {page} of {pages}", page="\0", pages="\0").split("\0")
        return before, between


def texts(language: Language) -> Texts:
    """The fixed texts in a language."""
    return Texts(
        skip=language.text("Skip to the report"),
        contents=language.text("Contents"),
        back=language.text("Back to the contents"),
        client=language.text("Client"),
        researcher=language.text("Research agency"),
        contact=language.text("Contact"),
        base=language.text("Base"),
        marks=language.text("Marks"),
        notes=language.text("Notes"),
        group=language.text("Group"),
        aspect=language.text("Aspect"),
        numbers=language.text("Figures as a table"),
        higher=language.text("significantly higher"),
        lower=language.text("significantly lower"),
        nothing=language.text("no figure"),
        untested=language.text("not tested"),
        explained=language.text("More about these figures"),
        tools=language.text("Search and choose a group"),
        search=language.text("Search the report"),
        search_short=language.text("Search"),
        results=language.text("Search results"),
        everyone=language.text("All respondents"),
        close=language.text("Close"),
        chart_help=language.text("Arrow keys go from mark to mark, Enter opens what is behind one."),
        live=live_words(language),
        language=language,
    )
