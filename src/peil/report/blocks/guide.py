"""`::: reading guide` and `::: notes`: how to read the report, and everything that its makers want readers to know."""

from __future__ import annotations

from collections.abc import Iterator

from peil.language.language import NOTHING
from peil.report.blocks.arguments import Request
from peil.report.blocks.context import UNWEIGHTED, Context
from peil.report.blocks.feet import group_notes
from peil.report.blocks.legend import confidence, double_mark, hides_few, private_told
from peil.report.blocks.marks import too_few
from peil.report.blocks.notes import About, answer_notes, merged, series_notes, wave_notes
from peil.report.blocks.pages import anchor, numbered, split
from peil.report.blocks.titles import against, titled
from peil.report.model import Bullets, Facts, Inlines, Page, Run
from peil.study.model import Grade, Multiple, Single, Unweighted

_NOTES_PER_PAGE = 14


def reading_guide(context: Context, _request: Request) -> tuple[Page, ...]:
    """One page on marks, bases and percentages."""
    language = context.language
    pairs: tuple[tuple[str, tuple[Inlines, ...]], ...] = tuple(
        (term, tuple((Run(line),) for line in lines)) for term, lines in _guide(context)
    )
    facts = Facts(f"{context.survey.id}/guide", pairs)
    title = titled(language.text("Reading guide"))
    return (Page(anchor(facts.id), title, language.text("What the marks in figures and tables mean"), (facts,)),)


def _guide(context: Context) -> Iterator[tuple[str, list[str]]]:
    language, settings, survey = context.language, context.survey.settings, context.survey
    limits = {"first": settings.hide_up_to + 1, "last": settings.mark_up_to}
    if any(isinstance(question.kind, Grade) for question in survey.questions.values()):
        printed = language.plural(
            "Means are printed with {count} decimal.", "Means are printed with {count} decimals.", settings.decimals
        )
        ranges = language.text(
            "The axis of a figure with means does not always begin at the lowest grade; the range is stated beside it."
        )
        yield language.text("Means"), [f"{printed} {ranges}"]
    yield language.text("Base (n)"), list(_base(context))
    yield language.text("+ and −"), list(_signs(context))
    small = language.text("Small base: {first} to {last} answers. Read it as an indication.", **limits)
    hidden = language.text("*: {why}, not shown", why=too_few(context, rated=False))
    yield language.text("Hollow mark, or brackets"), [small]
    reasons = [language.text("not asked in this wave"), language.text("no such group in this wave")]
    nothing = f"{NOTHING}: {language.either(reasons)}."
    if hides_few(context):
        yield language.text("*, × and –"), [f"{hidden}.", f"{private_told(context)}.", nothing]
    else:
        yield language.text("* and –"), [f"{hidden}.", nothing]
    if context.unweighted_waves:
        meaning = language.text("{dagger}: a wave without weights, every respondent counts once", dagger=UNWEIGHTED)
        yield UNWEIGHTED, [f"{meaning}."]
    yield language.text("Percentages"), list(_percentages(context))


def _base(context: Context) -> Iterator[str]:
    """What n counts."""
    language = context.language
    yield language.text(
        "n is the number of respondents with a valid answer, unweighted. It stands below figures and tables."
    )
    if any(question.per is not None for question in context.survey.questions.values()):
        yield language.text("Where a respondent may rate several things, n counts the ratings.")


def _signs(context: Context) -> Iterator[str]:
    """What a plus and a minus mean in this survey."""
    language = context.language
    if context.earlier:
        yield language.text("Over waves: significantly higher (+) or lower (−) than {than}.", than=against(context))
    yield language.text("Between groups: significantly higher (+) or lower (−) than among the other respondents.")
    yield language.text("Level of confidence: {level}. Flagged figures are bold.", level=confidence(context))
    if context.survey.settings.strict_level is not None:
        yield from double_mark(context, (2, -2))


def _percentages(context: Context) -> Iterator[str]:
    language = context.language
    yield language.text("Percentages are rounded to whole numbers and may therefore add up to 99 or 101.")
    if any(isinstance(question.kind, Multiple) for question in context.survey.questions.values()):
        yield language.text("Where several answers were possible, they add up to more than 100%.")
    if not isinstance(context.survey.weighting, Unweighted):
        yield language.text("Grades and percentages are weighted.")
    yield language.text(
        "Differences are computed from unrounded figures, and may differ from those between the printed ones."
    )


def notes(context: Context, _request: Request) -> tuple[Page, ...]:
    """Every note of the study and its survey: on waves, questions, answers, breaks and groups."""
    found = tuple(dict.fromkeys(_every_note(context)))
    title = titled(context.language.text("Notes"))
    parts = split(found, _NOTES_PER_PAGE)
    pages = []
    for number, part in enumerate(parts, start=1):
        if not found:
            break
        name = f"{context.survey.id}/notes" + (f"/{number}" if number > 1 else "")
        bullets = Bullets(tuple((((Run(note)),), ()) for note in found[part]))
        subtitle = context.told(context.survey.title)
        pages.append(Page(anchor(name), numbered(title, number, len(parts)), subtitle, (bullets,)))
    return tuple(pages)


def _every_note(context: Context) -> Iterator[str]:
    told, survey, language = context.told, context.survey, context.language
    yield from (told(text) for text in (context.study.note, survey.note) if text is not None)
    yield from wave_notes(context, survey.waves)
    for wave in survey.waves:
        yield from (
            language.text("{wave}: published figures. Source: {source}.", wave=wave.label, source=source)
            for source in dict.fromkeys(one.source.rstrip(".") for one in wave.published if one.source)
        )
    about = list(_question_notes(context))
    yield from merged(context, about)
    known = {note for _, note in about}
    for break_ in survey.breaks.values():
        if break_.note is not None:
            yield f"{told(break_.title)}: {told(break_.note)}"
    groups = [group for one in survey.breaks.values() for group in one.groups if told(group.note) not in known]
    yield from group_notes(context, groups)


def _question_notes(context: Context) -> Iterator[About]:
    """The notes of questions, of their series and of their answers, with what they are about."""
    for question in context.survey.questions.values():
        label = context.told(question.label)
        if question.note is not None:
            yield label, context.told(question.note)
        yield from ((label, note) for note in series_notes(context, question, context.waves))
        if isinstance(question.kind, Single | Multiple):
            for answer, note in answer_notes(context, question.kind.answers):
                yield f"{answer} ({label})", note
