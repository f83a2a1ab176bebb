"""The sample report with every text replaced by one that tries to be more than text."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import cast

from peil.report.model import Report
from rendering.sample import sample_report

HOSTILE = "</style></title><script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7 * 7 }}{% raw %}&amp;\\"
# What is not shown to a reader: codes, and where a link leads.
_KEPT = frozenset({"language", "lead_colour", "href", "style", "kind", "align"})


def hostile_report() -> Report:
    """Every text, id and piece of evidence is hostile."""
    return cast(Report, _spoiled(sample_report("nl"), HOSTILE))


def endless_report() -> Report:
    """Every text begins with a word of sixty characters."""
    return cast(Report, _spoiled(sample_report("nl"), "Aansprakelijkheids" * 3 + "waardevaststellingsveranderingen "))


def _spoiled(value: object, text: str) -> object:
    if isinstance(value, str):
        return text + value
    if isinstance(value, tuple):
        return tuple(_spoiled(part, text) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {f.name: _spoiled(getattr(value, f.name), text) for f in fields(value) if f.name not in _KEPT}
        return replace(value, **changes)
    return value
