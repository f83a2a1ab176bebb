"""A report to a PDF file; when it cannot be set, the page that is to blame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from peil.errors import RenderError
from peil.rendering.pdf.document import document
from peil.rendering.pdf.typeset import typeset
from peil.report.model import Page, Report, Section, plain


def render_pdf(report: Report, path: Path) -> None:
    """Write the report as PDF. The same report gives the same bytes."""
    try:
        made = typeset(*document(report, report.sections))
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
            alone: Section = replace(section, pages=(page,))
            try:
                typeset(*document(report, (alone,)))
            except RenderError as error:
                yield page, str(error)
