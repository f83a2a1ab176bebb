"""The table of mutations: how many there are, of which kinds, and how many the build caught.

PYTHONPATH=tests python -m mutations            prints it (a few minutes)
PYTHONPATH=tests python -m mutations --write    also writes docs/mutations.md, which a test holds against the list
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from mutations import closed, data, studies, texts
from mutations.build import Build
from mutations.model import Kind, Mutation

MUTATIONS = (*texts.MUTATIONS, *data.MUTATIONS, *studies.MUTATIONS, *closed.MUTATIONS)
PAGE = Path(__file__).resolve().parents[2] / "docs" / "mutations.md"
_LONGEST = 150
_HEAD = """# What the build catches

Peil promises that a report cannot go stale: a number or claim that is not true stops the build. That promise is
tried by breaking the reference study (`examples/ind`) on purpose. Each of these mutations is one slip in one file: of
a person who edits a chapter, of a file that was exported, keyed or sorted wrongly, of a setting, a weight, a
translation, a quote. Each changes a printed text or the truth of a claim, or what was published of a closed wave,
which is caught by its checksum even where no text moves. Without any of them the build has nothing to say; with one it
must stop, and say where.

This page is written by `make mutations`; a test holds it against the list in `tests/mutations`, and tries all slips in
chapters and some of the others.
"""
_TAIL = """
What a build cannot catch by figures alone: a change that leaves every printed text as it was (one grade of a thousand
that moves no decimal), a number typed without brackets and a claim in plain words (`peil check --full` lists those),
and a sound study that asks the wrong thing.
"""


def table(tried: Sequence[tuple[Mutation, tuple[str, ...]]]) -> str:
    """The page: per kind how many were caught, then every mutation with the first thing that the build said."""
    lines = [_HEAD, "| kind of slip | mutations | caught |", "|---|--:|--:|"]
    for kind in get_args(Kind):
        found = [messages for mutation, messages in tried if mutation.kind == kind]
        lines.append(f"| {kind} | {len(found)} | {sum(map(bool, found))} |")
    lines.append(f"| **all** | **{len(tried)}** | **{sum(bool(messages) for _, messages in tried)}** |")
    for kind in get_args(Kind):
        lines += ["", f"## {kind[0].upper()}{kind[1:]}", "", "| slip | messages | the first one |", "|---|--:|---|"]
        for mutation, messages in tried:
            if mutation.kind == kind:
                lines.append(f"| {mutation.name} | {len(messages)} | {_told(messages)} |")
    return "\n".join(lines) + "\n" + _TAIL


def _told(messages: Sequence[str]) -> str:
    if not messages:
        return "**not caught**"
    text = messages[0].replace("|", "\\|").replace("<", "&lt;")
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] + " …"


def tried(mutations: Sequence[Mutation], told: Callable[[str], object]) -> list[tuple[Mutation, tuple[str, ...]]]:
    """Every mutation with what the build said of it."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        build = Build(Path(folder))
        for number, mutation in enumerate(mutations, start=1):
            messages = build.caught(mutation)
            told(f"{number}/{len(mutations)} {'caught' if messages else 'NOT CAUGHT'}: {mutation.name}")
            found.append((mutation, messages))
    return found


def main(arguments: Sequence[str]) -> int:
    """Try all of them; 1 when one slipped through."""
    found = tried(MUTATIONS, lambda line: print(line, file=sys.stderr))
    page = table(found)
    print(page)
    if "--write" in arguments:
        PAGE.write_text(page, "utf-8")
    return 0 if all(messages for _, messages in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
