"""`::: quotes`: what respondents wrote in answer to an open question, as far as it was approved, theme by theme."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from peil.report.blocks.arguments import Request
from peil.report.blocks.context import Context, group_name
from peil.report.blocks.feet import wording
from peil.report.blocks.pages import anchor
from peil.report.blocks.titles import titled
from peil.report.model import Block, Foot, Heading, Page, Quotation, Run
from peil.results.quote import Quote
from peil.study.model import Multiple, Question, Single

_MASK = re.compile(r"\[([^\]]+)\]")
# Marks around a quote, of its own language where that has others than “ and ”.
_MARKS = {
    **dict.fromkeys(("am", "ckb", "el", "fa", "fr", "prs", "ps", "ru", "ti", "uk"), "«»"),
    **dict.fromkeys(("bg", "cs", "de", "sk"), "„“"),
    **dict.fromkeys(("hu", "pl", "ro"), "„”"),
    **dict.fromkeys(("fi", "sv"), "””"),
    "ar": "”“",
    "ja": "「」",
}


def quotes(context: Context, request: Request) -> tuple[Page, ...]:
    """One page of quotes; under the name of each theme, unless one theme is asked for."""
    question = request.question
    assert question is not None
    approved = _asked_for(context, question, request)
    chosen = _spread(approved, request.most)
    if not chosen:
        return ()
    labels = _themes(context, question)
    blocks: list[Block] = []
    for theme, label in labels.items():
        of_theme = [_quotation(context, one) for one in chosen if one.theme == theme]
        if of_theme and not request.theme:
            blocks.append(Heading((Run(label),)))
        blocks += of_theme
    language = context.language
    title = titled(language.text("In their own words: {question}", question=context.told(question.label)))
    under = " · ".join((language.text("Quotes from open answers"), context.told(context.survey.title), chosen[0].wave))
    name = f"{context.survey.id}/{question.id}/quotes" + (f"/{request.theme}" if request.theme else "")
    return (Page(anchor(name), title, under, tuple(blocks), _foot(context, question, chosen, len(approved))),)


def _asked_for(context: Context, question: Question, request: Request) -> list[Quote]:
    """The quotes of this wave that the directive is about, in the order of the file."""
    return [
        one
        for one in context.published.quotes
        if (one.survey, one.wave, one.question) == (context.survey.id, context.this.label, question.id)
        and request.theme in ("", one.theme)
        and (request.within is None or one.group == request.within[0].key(request.within[1]))
    ]


def _spread(found: Sequence[Quote], most: int | None) -> list[Quote]:
    """At most so many, in the order in which they were found: the themes have their turns, and within one the group
    that has had the fewest."""
    if most is None:
        return list(found)
    themes = list(dict.fromkeys(one.theme for one in found))
    left = {theme: [one for one in found if one.theme == theme] for theme in themes}
    kept: list[Quote] = []
    while len(kept) < most and any(left.values()):
        for theme in [theme for theme in themes if left[theme]][: most - len(kept)]:
            had = Counter(one.group for one in kept)
            # Of groups that have had as many, the first in the file.
            kept.append(left[theme].pop(min(range(len(left[theme])), key=lambda at: had[left[theme][at].group])))
    return [one for one in found if one in kept]


def _themes(context: Context, question: Question) -> dict[str, str]:
    """The themes of an open question with their names, in the order of the code frame."""
    coded = (one.kind for one in context.survey.questions.values() if one.themes_of == question.id)
    kinds = (kind for kind in coded if isinstance(kind, Single | Multiple))
    return {answer.id: context.told(answer.text) for kind in kinds for answer in kind.answers}


def _quotation(context: Context, quote: Quote) -> Quotation:
    """The quote in its own language, its group, and the language where that is not the reader's."""
    rules = context.survey.quote_rules
    assert rules is not None
    division = context.survey.breaks[rules.break_id]
    source = next(group_name(context, division, one) for one in division.groups if division.key(one) == quote.group)
    tongue = _tongue(context, quote.language) if quote.language != context.language.code else ""
    if tongue:
        source = context.language.text("{group}, in {tongue}", group=source, tongue=tongue)
    text = _MASK.sub(lambda found: _mask(context, found), quote.text)
    marks = _MARKS.get(quote.language.partition("-")[0], "“”")
    return Quotation((Run(f"{marks[0]}{text}{marks[1]}"),), source, quote.language)


def _tongue(context: Context, code: str) -> str:
    """A language by the name that it has in the study."""
    rules = context.survey.quote_rules
    name = rules.language if rules is not None else None
    kind = context.survey.questions[name].kind if name else None
    answers = kind.answers if isinstance(kind, Single) else ()
    return next((context.told(one.text) for one in answers if one.id == code), "")


def _mask(context: Context, found: re.Match[str]) -> str:
    """What was masked, in the language of the reader; other brackets stay as they are."""
    language = context.language
    masks = {
        "name": language.text("name"),
        "e-mail": language.text("e-mail address"),
        "telephone": language.text("telephone number"),
        "citizen number": language.text("citizen service number"),
        "account": language.text("account number"),
        "address": language.text("address"),
        "case number": language.text("case number"),
        "number": language.text("number"),
        "date": language.text("date"),
        "link": language.text("link"),
        "...": "…",
    }
    return f"[{masks.get(found[1], found[1])}]"


def _foot(context: Context, question: Question, chosen: Sequence[Quote], approved: int) -> Foot:
    return Foot(question=(wording(context, question, chosen[0].wave),), notes=tuple(_notes(context, chosen, approved)))


def _notes(context: Context, chosen: Sequence[Quote], approved: int) -> Iterator[str]:
    """How quotes were chosen, and what was done to them."""
    language, rules = context.language, context.survey.quote_rules
    assert rules is not None
    yield language.text(
        "Chosen by a fixed rule per theme and group, over low and high grades, from groups of at least {count} "
        "respondents; then read and approved. They illustrate the themes and say nothing of how many think so.",
        count=language.integer(rules.group_size),
    )
    if len(chosen) < approved:
        yield language.text(
            "{count} of the {all} approved, spread over themes and groups.",
            count=language.integer(len(chosen)),
            all=language.integer(approved),
        )
    if any(_MASK.search(one.text) for one in chosen):
        yield language.text("Between square brackets stands what was left out.")
