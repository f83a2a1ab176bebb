"""Which group some words name: `asylum`, `directorate=asylum`, `regular_social sponsor` (outer group first)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from peil.report.prose.refusal import Refused, suggestion
from peil.results.model import ALL
from peil.study.model import Multiple, Survey


def find_group(words: tuple[str, ...], keys: Collection[str], inner: bool = False) -> str:
    """The key of the one group that the words name. `inner`: the words may leave out the outer group."""
    named = [part for word in words for part in word.split(",") if part]
    if named == [ALL]:
        return ALL
    found = sorted(key for key in keys if _named(named, key, inner))
    if len(found) == 1:
        return found[0]
    written = " ".join(words)
    if written == "group":
        raise Refused(
            "`group` outside a passage for groups", "the id of a group",
            "`group` means the group of the report between `::: for BREAK` and `:::` alone.",
        )  # fmt: skip
    if not found:
        known = {name for key in keys for name in (short(key), key)}
        raise Refused(f"group `{written}`", "a group of the survey", suggestion(written, _readable(known, written)))
    options = " or ".join(f"`{key}`" for key in found)
    raise Refused(f"group `{written}`, which {len(found)} groups are called", f"one group: {options}")


def short(key: str) -> str:
    """The names of a group without those of the breaks: `regular_social sponsor`."""
    return " ".join(parts(key))


def parts(key: str) -> tuple[str, ...]:
    """The names of a group, outer group first, without those of the breaks."""
    return tuple(link.partition("=")[2] for link in key.split(","))


def disjoint(left: str, right: str, survey: Survey) -> bool:
    """Whether no respondent can be in both groups, as far as the study tells."""
    other = dict(link.split("=", 1) for link in right.split(","))
    for name, group in (link.split("=", 1) for link in left.split(",")):
        if name in other and other[name] != group and not _overlapping(name, survey):
            return True
    return False


def _overlapping(name: str, survey: Survey) -> bool:
    """Whether groups of one break can share respondents. A nested key names the inner break by its question."""
    if name in survey.breaks:
        return survey.breaks[name].overlapping
    if name in survey.questions:
        return isinstance(survey.questions[name].kind, Multiple)
    # A name that the study does not explain is taken for a break with common respondents.
    return True


def _named(named: list[str], key: str, inner: bool) -> bool:
    chain = key.split(",")
    if inner:
        chain = chain[-len(named) :]
    return len(named) == len(chain) and all(
        part in (link, link.partition("=")[2]) for part, link in zip(named, chain, strict=True)
    )


def _readable(known: Iterable[str], written: str) -> list[str]:
    """Names to suggest: with breaks when the writer wrote breaks, else without."""
    return [name for name in known if ("=" in name) == ("=" in written)]
