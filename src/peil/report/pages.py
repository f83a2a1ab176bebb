"""A page of a chapter: its prose and its figures, and the further pages of long tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from peil.errors import Problem
from peil.report.blocks.arguments import Refused
from peil.report.blocks.context import Context
from peil.report.blocks.pages import anchor
from peil.report.blocks.registry import pages_of
from peil.report.model import Block, Bullets, Foot, Inlines, Page, Run, Table
from peil.report.prose.model import Directive, Element, Prose


def pages(
    context: Context,
    name: str,
    title: Inlines,
    elements: Sequence[Element],
    problems: list[Problem],
    placed: set[str],
) -> Iterator[Page]:
    """A page of a chapter with its prose and figures in their order, and the further pages of long tables after it."""
    blocks: list[Block] = []
    asked: list[Page] = []
    more: list[Page] = []
    for element in elements:
        if not isinstance(element, Directive):
            blocks.append(element.block)
            continue
        try:
            block_name, made = pages_of(context, f"{element.name} {element.arguments}", element.place)
        except Refused as refused:
            problems.append(refused.problem)
            continue
        placed.add(block_name)
        if made:
            # Findings are generated for page one where no person wrote any.
            told = block_name == "key figures" and any(isinstance(one, Prose) for one in elements)
            own = under_own_subtitles(made[0], asked)
            blocks += [one for one in own if not (told and isinstance(one, Bullets))]
            asked.append(made[0])
            more += further(made, title)
    heading = numbered_first(title, asked, more)
    yield Page(anchor(name), heading, subtitle_of(asked), tuple(blocks), joined([page.foot for page in asked]))
    yield from more


def subtitle_of(asked: Sequence[Page]) -> str:
    """The subtitle of a page with what stands on these: that of the first that has one."""
    return next((page.subtitle for page in asked if page.subtitle), "")


def under_own_subtitles(page: Page, before: Sequence[Page]) -> Iterator[Block]:
    """The blocks of a page that come below those of others: tables, which have no axis that says what they measure,
    with their own subtitle where a reader sees another one above them."""
    tables = [one for one in before if any(isinstance(block, Table) for block in one.blocks)]
    above = tables[-1].subtitle if tables else subtitle_of(before)
    for block in page.blocks:
        if isinstance(block, Table) and before and page.subtitle != above:
            yield replace(block, subtitle=page.subtitle)
        else:
            yield block


def numbered_first(title: Inlines, asked: Sequence[Page], more: Sequence[Page]) -> Inlines:
    """The title of the first page, with its number where pages go on with what it shows."""
    parts = 1 + sum(1 for page in more if page.id.startswith(_continued(asked)))
    return (*title, Run(f" (1/{parts})")) if parts > 1 else title


def _continued(asked: Sequence[Page]) -> tuple[str, ...]:
    """How the ids of pages begin that go on with a table or figure."""
    return tuple(f"{page.id}-{digit}" for page in asked for digit in "23456789")


def further(made: Sequence[Page], title: Inlines) -> Iterator[Page]:
    """The pages after the first of a block: those that go on with it bear the chapter's title and their number."""
    continued = _continued(made[:1])
    parts = 1 + sum(1 for page in made[1:] if page.id.startswith(continued))
    for number, page in enumerate(made[1:], start=2):
        if page.id.startswith(continued):
            yield replace(page, title=(*title, Run(f" ({number}/{parts})")))
        else:
            yield page


def joined(feet: Sequence[Foot]) -> Foot:
    """The feet of several figures on one page as one, each line once. Where they are about several questions, lines
    that hold for one of them name it."""
    if len({foot.question for foot in feet if foot.question}) > 1:
        feet = [_naming(foot) for foot in feet]
    return Foot(
        _once(line for foot in feet for line in foot.question),
        _once(line for foot in feet for line in foot.base),
        _once(line for foot in feet for line in foot.marks),
        _once(line for foot in feet for line in foot.notes),
        tuple(dict.fromkeys(pair for foot in feet for pair in foot.apart)),
    )


def _naming(foot: Foot) -> Foot:
    """The foot whose lines about one question say which."""
    named = dict(foot.apart)
    base, notes = (tuple(named.get(line, line) for line in lines) for lines in (foot.base, foot.notes))
    return replace(foot, base=base, notes=notes, apart=())


def _once(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines))
