"""Notes with whom they are about: the same words about several things are printed once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from peil.report.blocks.context import Context
from peil.study.model import Answer, Question, Wave

_MOST_NAMED = 3

# What a note is about ("" = the whole page), and the note.
About = tuple[str, str]


def merged(context: Context, notes: Iterable[About], everyone: int = 0) -> list[str]:
    """A line per note: behind the names it is about, or without when it is about all (`everyone` = how many)."""
    names: dict[str, list[str]] = {}
    for label, note in notes:
        named = names.setdefault(note, [])
        if label not in named:
            named.append(label)
    return [_line(context, note, named, everyone) for note, named in names.items()]


def _line(context: Context, note: str, named: Sequence[str], everyone: int) -> str:
    if "" in named or (everyone and len(named) >= everyone):
        return note
    if len(named) > _MOST_NAMED:
        return context.language.text("{count} items: {note}", count=context.language.integer(len(named)), note=note)
    return f"{context.language.joined(named)}: {note}"


def answer_notes(context: Context, given: Sequence[Answer]) -> list[About]:
    """What readers must know about single answers: their notes, and since when or until when they were asked."""
    language = context.language
    notes = []
    for answer in given:
        label = context.told(answer.text)
        if answer.note is not None:
            notes.append((label, context.told(answer.note)))
        elif answer.since is not None:
            notes.append((label, language.text("Asked since {wave}.", wave=answer.since)))
        elif answer.until is not None:
            notes.append((label, language.text("Asked until {wave}.", wave=answer.until)))
    return notes


def series_notes(context: Context, question: Question, waves: Sequence[Wave]) -> list[str]:
    """Where a question's series begins anew among these waves, and why."""
    begins = [wave.label for wave in waves[1:] if wave.label in question.new_series]
    if not begins:
        return []
    if question.series_note is not None:
        return [context.told(question.series_note)]
    text = context.language.text(
        "The question was changed in {waves}; earlier figures are not comparable.",
        waves=context.language.joined(begins),
    )
    return [text]


def wave_notes(context: Context, waves: Sequence[Wave]) -> Iterator[str]:
    """What readers must know about the fieldwork of these waves."""
    pairs = [(wave.label, context.told(wave.note)) for wave in waves if wave.note is not None]
    yield from merged(context, pairs, len(context.waves))
