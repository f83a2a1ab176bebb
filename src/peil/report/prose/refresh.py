"""A new wave, the same text: the numbers are rewritten, and the claims that no longer hold are listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from peil.errors import Problem
from peil.report.prose.chapters import scope_of, told_in_report
from peil.report.prose.check import ClaimFound, ValueFound, claim_problem, judge, refused_problem
from peil.report.prose.facts import Facts, lay_out
from peil.report.prose.markdown import Span, parse_chapter
from peil.report.prose.model import Change, Refreshed
from peil.report.prose.passages import find_passages, judge_passages
from peil.report.prose.refusal import Refused
from peil.report.prose.source import NEWLINE
from peil.results.model import Published
from peil.study.model import Chapter, Study


def refresh(study: Study, published: Published) -> tuple[Refreshed, ...]:
    """Every chapter with its numbers as the published figures have them; nothing is written to a file.

    Only the digits between brackets change: every other byte is as the researcher left it.
    """
    facts = lay_out(study, published)
    chapters = tuple(_refreshed(chapter, facts) for chapter in sorted(study.chapters, key=lambda one: one.file))
    return chapters + tuple(_by_hand(_refreshed(preface, facts)) for preface in _prefaces(study))


def rewritten(content: bytes, refreshed: Refreshed) -> bytes:
    """The content of a chapter's file with its new numbers; byte order mark, line ends and all else stay.

    `refreshed`: made of that same content. A number never spans lines, so that line by line is enough.
    """
    text = content.decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    ends = (*NEWLINE.findall(text), "")
    lines = NEWLINE.split(refreshed.text)
    return (mark + "".join(line + end for line, end in zip(lines, ends, strict=True))).encode("utf-8")


def _prefaces(study: Study) -> Iterator[Chapter]:
    """The preface in every language, with a title as the report gives it, so that line numbers are the same."""
    for language in study.languages:
        text = study.preface(language).strip() if study.preface is not None else ""
        if text:
            yield Chapter("study.yaml (preface)", language, f"# T\n\n{text}")


def _by_hand(preface: Refreshed) -> Refreshed:
    """A preface stands in a file of another kind, which is not rewritten: its numbers are told instead."""
    told = tuple(
        Problem(change.place, f"the number {change.written}", expected=change.becomes,
                remedy=f"Write {change.becomes} in the preface by hand.")
        for change in preface.changes
    )  # fmt: skip
    return replace(preface, changes=(), unresolved=preface.unresolved + told)


def _refreshed(chapter: Chapter, facts: Facts) -> Refreshed:
    parsed = parse_chapter(chapter.file, chapter.text)
    scope, unknown = scope_of(parsed, facts, chapter.language)
    unresolved = [*parsed.problems, *unknown]
    edits: list[tuple[int, str, str]] = []
    broken: list[Problem] = []
    passages, unread = find_passages(parsed, scope)
    unresolved += unread
    for span in parsed.spans:
        passage = next((one for one in passages if one.holds(span.block)), None)
        if passage is not None and not passage.named:
            continue
        try:
            found = judge(span, scope if passage is None else replace(scope, group=passage.named))
        except Refused as refused:
            unresolved.append(refused_problem(span, refused))
            continue
        if isinstance(found, ClaimFound):
            if not found.verdict.holds:
                broken.append(claim_problem(span, found))
        elif found.agrees:
            continue
        elif found.typed.start is None:
            unresolved.append(_unplaced(span, found))
        else:
            edits.append((found.typed.start, found.typed.text, found.number))
    everyone = [one for one in passages if not one.named]
    broken += judge_passages(parsed, everyone, scope, told_in_report).problems
    if not edits:
        return Refreshed(chapter.file, chapter.text, (), tuple(broken), tuple(unresolved))
    changes = tuple(Change(parsed.source.place(start), written, becomes) for start, written, becomes in edits)
    # Told of the text as it is now, so that a message quotes the sentence that the researcher will find.
    return replace(_refreshed(replace(chapter, text=_edited(chapter.text, edits)), facts), changes=changes)


def _edited(text: str, edits: list[tuple[int, str, str]]) -> str:
    """The text with every number replaced, from the last to the first."""
    for start, written, becomes in sorted(edits, reverse=True):
        text = text[:start] + becomes + text[start + len(written) :]
    return text


def _unplaced(span: Span, found: ValueFound) -> Problem:
    """A number of which the place in the file is unknown: Markdown replaces a null character, and the line differs."""
    found_as, expected = "a line that cannot be placed", "a line without control characters"
    return Problem(span.place, str(span), found_as, expected, f"Write {found.number} by hand.")
