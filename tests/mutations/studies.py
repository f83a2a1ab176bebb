"""Mutations of study files: weights, waves, rules, translations, quotes and benchmarks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from mutations.model import Kind, Mutation, left_out, replaced

CHAPTERS = Path(__file__).resolve().parents[2] / "examples" / "ind" / "chapters"
VR, BOAK, STUDY = "vr.yaml", "boak.yaml", "study.yaml"
WEIGHTS: Kind = "weights and waves"
RULES: Kind = "the study"
WORDS: Kind = "translations"
CITED: Kind = "quotes and benchmarks"


def without(pattern: str) -> Callable[[str], str]:
    """The first piece of text that matches is left out."""

    def change(text: str) -> str:
        found = re.search(pattern, text, re.DOTALL | re.MULTILINE)
        assert found is not None, pattern
        return text[: found.start()] + text[found.end() :]

    return change


def in_approved(old: str, new: str) -> Callable[[str], str]:
    """A change within the first approved quote that holds `old`, from its id to its text."""

    def change(text: str) -> str:
        entries = text.split("  - id: ")
        for place, entry in enumerate(entries):
            if "status: approved" in entry and old in entry:
                entries[place] = entry.replace(old, new, 1)
                return "  - id: ".join(entries)
        raise AssertionError(old)

    return change


MUTATIONS = (
    Mutation(WEIGHTS, "weights lost", VR, without(r"^weights:.*?(?=^report:)")),
    Mutation(WEIGHTS, "two fixed shares swapped", VR,
             replaced("asylum: 12, regular_social: 35.5, regular_economic: 35.5, naturalisation: 17",
                      "asylum: 17, regular_social: 35.5, regular_economic: 35.5, naturalisation: 12")),
    Mutation(WEIGHTS, "a fixed share mistyped", VR, replaced("asylum: 12,", "asylum: 21,")),
    Mutation(WEIGHTS, "weights within a group left out", VR, without(r"^  role within regular_economic:[^\n]*\n")),
    Mutation(WEIGHTS, "respondents without a cell left out", VR,
             replaced("respondents without a cell: weight 1", "respondents without a cell: leave out")),
    Mutation(WEIGHTS, "two waves with each other's file", VR,
             lambda text: text.replace("vr-2011.csv", "vr-x.csv").replace("vr-2013.csv", "vr-2011.csv")
             .replace("vr-x.csv", "vr-2013.csv")),
    Mutation(WEIGHTS, "a wave with the file of the wave before", BOAK, replaced("boak-2013.csv", "boak-2011.csv")),
    Mutation(WEIGHTS, "a whole wave left out", BOAK, without(r"^  2011: \{data[^\n]*\n")),
    Mutation(WEIGHTS, "the sample of another wave", VR, replaced("sent: 5000", "sent: 5049")),
    Mutation(RULES, "codes of two answers swapped", VR,
             lambda text: text.replace("granted: {code: 1", "granted: {code: 2").replace("refused: {code: 2",
                                                                                         "refused: {code: 1")),
    Mutation(RULES, "a code recoded to another group", VR, replaced("A: asylum, RS: regular_social",
                                                                   "A: regular_social, RS: asylum")),
    Mutation(RULES, "an answer left out of a net", VR, replaced("{of: [info_line, direct]", "{of: [info_line]")),
    Mutation(RULES, "an answer called otherwise", VR, replaced("visited: {code: 1", "was_there: {code: 1")),
    Mutation(RULES, "a code for “does not apply” forgotten", VR, replaced("98: does not apply, ", "")),
    Mutation(RULES, "a question read from another column", VR,
             replaced("column: {2009: v12, otherwise: overall}", "column: {2009: v12, otherwise: vision}")),
    Mutation(RULES, "a larger base asked for", VR, replaced("hide up to: 30", "hide up to: 110")),
    Mutation(RULES, "a stricter test", VR, replaced("level: 0.05", "level: 0.0001")),
    Mutation(RULES, "a larger difference asked for", VR,
             replaced("minimum difference: 0.1", "minimum difference: 0.5")),
    Mutation(RULES, "a break left out", VR, without(r"^  status: \{of: status[^\n]*\n")),
    Mutation(RULES, "an aspect left out", BOAK, without(r"^      consistent:[^\n]*\n")),
    Mutation(WORDS, "a question without its English text", VR,
             without(r"^      en: What grade do you give for the quality of the service as a whole\?\n")),
    Mutation(WORDS, "an answer without its Dutch text", VR, replaced("{code: 1, nl: Ingewilligd, en: Granted}",
                                                                    "{code: 1, en: Granted}")),
    Mutation(WORDS, "a title without its English text", BOAK,
             replaced(", en: Organisations and chain partners}", "}")),
    Mutation(WORDS, "a preface in one language", STUDY,
             without(r"^  en: \|\n    The Dutch immigration service.*?(?=^central)")),
    Mutation(WORDS, "a language that nothing is written in", STUDY, replaced("languages: [nl, en]",
                                                                             "languages: [nl, en, fr]")),
    Mutation(WORDS, "a chapter left out of one language", "chapters/en/03-vision.md", left_out),
    Mutation(WORDS, "a page left out of one language", "chapters/en/02-overall-grade.md",
             without(r"^## Customers really rate higher.*\Z")),
    Mutation(WORDS, "a Dutch chapter among the English", "chapters/en/06-directorates.md",
             lambda _: (CHAPTERS / "nl" / "06-directorates.md").read_text("utf-8")),
    Mutation(CITED, "a word of a quote changed", "quotes/vr.yaml",
             in_approved("Een vriendelijke stem aan de telefoon", "Een onvriendelijke stem aan de telefoon")),
    Mutation(CITED, "a quote with the text of another", "quotes/boak.yaml",
             lambda text: re.sub(r'(status: approved\n    text: )"[^\n]*"', r'\1"Dat gaat niet goed."', text, count=1)),
    Mutation(CITED, "a quote under another group", "quotes/vr.yaml",
             in_approved("group: directorate=regular_social", "group: directorate=asylum")),
    Mutation(CITED, "a quote under another theme", "quotes/vr.yaml", in_approved("theme: helpful", "theme: waiting")),
    Mutation(CITED, "a quote of another respondent", "quotes/vr.yaml", in_approved("04f824fa495b", "04f824fa495c")),
    Mutation(CITED, "a benchmark mistyped", VR, replaced("value: 6.8", "value: 8.6")),
    Mutation(CITED, "two benchmarks swapped", VR,
             lambda text: text.replace("value: 6.8", "value: x").replace("value: 7.1", "value: 6.8")
             .replace("value: x", "value: 7.1")),
    Mutation(CITED, "a benchmark that becomes the higher figure", VR, replaced("value: 7.1", "value: 7.9")),
    Mutation(CITED, "a benchmark left out", VR, without(r"^  single:\n    title.*?(?=\nquotes:)")),
)  # fmt: skip
