"""A report to a PDF file; when it cannot be set, the page that is to blame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from peil.errors import RenderError
from peil.rendering.pdf.document import document
from peil.rendering.pdf.typeset import NoGlyphError, typeset
from peil.report.model import Foot, Page, Quotation, Report, Run, Section, plain


def render_pdf(report: Report, path: Path) -> None:
    """Write the report as PDF. The same report gives the same bytes."""
    try:
        made = typeset(*document(report, report.sections), report.fonts)
    except RenderError as error:
        raise RenderError(_blame(report, error)) from error
    path.write_bytes(made)


def _blame(report: Report, error: RenderError) -> str:
    """Which pages cannot be set on their own, and why; the error itself when each of them can."""
    found = [f"page {page.id!r} ({plain(page.title)!r}): {why}" for page, why in _faults(report)]
    lines = found or [str(error)]
    return "the PDF cannot be made:\n" + "\n".join(f"  {line}" for line in lines)


def _faults(report: Report) -> Iterator[tuple[Page, str]]:
    for section in report.sections:
        for page in section.pages:
            error = _error(report, section, page)
            if isinstance(error, NoGlyphError):
                yield from ((page, why) for why in _unprintable(report, section, page) or [str(error)])
            elif error is not None:
                yield page, str(error)


def _error(report: Report, section: Section, page: Page) -> RenderError | None:
    """What goes wrong with a page on its own."""
    try:
        typeset(*document(report, (replace(section, pages=(page,)),)), report.fonts)
    except RenderError as error:
        return error
    return None


def _unprintable(report: Report, section: Section, page: Page) -> list[str]:
    """The quotes of a page that no font can print, each with its own reason."""
    found = []
    for block in page.blocks:
        if isinstance(block, Quotation):
            error = _error(report, section, replace(page, title=(Run(page.id),), blocks=(block,), foot=Foot()))
            if isinstance(error, NoGlyphError):
                found.append(f"the quote {plain(block.content)} ({block.attribution}): {error}")
    return found
