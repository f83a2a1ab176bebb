"""Anchors and links. Every id on the page is unique, every link on the page leads somewhere, no link runs a script."""

from __future__ import annotations

import re

from peil.errors import RenderError

SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
# Ids of the page's own parts, and of what its script works with.
RESERVED = (
    *("report", "contents", "top", "search", "found", "group", "theme", "proof", "proof-close", "proof-body"),
    *("proof-title", "tip", "chart-help", "said", "words", "evidence"),
)

_UNSAFE_IN_ID = re.compile(r"[^A-Za-z0-9/=._-]+")
_SPACE_OR_CONTROL = re.compile(r"[\x00-\x20]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


class Anchors:
    """Gives ids to the chapters, pages and blocks of a report; the same report always gets the same ids."""

    def __init__(self) -> None:
        self._taken: set[str] = set(RESERVED)

    def new(self, key: str) -> str:
        """An id that no other element has: the key itself where that can be, otherwise close to it."""
        base = _UNSAFE_IN_ID.sub("-", key).strip("-") or "part"
        anchor, count = base, 1
        while anchor in self._taken:
            count += 1
            anchor = f"{base}-{count}"
        self._taken.add(anchor)
        return anchor


class Links:
    """Where a link in running text leads, and which links are wrong."""

    def __init__(self, targets: dict[str, str]) -> None:
        self._targets = targets
        self.problems: list[str] = []

    def address(self, href: str) -> str:
        """The address to write on the page. `#key` leads to the chapter or page with that key."""
        if href.startswith("#"):
            if href[1:] not in self._targets:
                self.problems.append(f"link {href!r}: no chapter or page has this id")
            return "#" + self._targets.get(href[1:], "")
        if scheme(href) not in SAFE_SCHEMES:
            known = ", ".join(f"{each}:" for each in sorted(SAFE_SCHEMES))
            self.problems.append(f"link {href!r}: expected an address that begins with {known} or #")
        return href

    def finish(self) -> None:
        """Refuse the report when a link is wrong; all of them are named."""
        if self.problems:
            listed = "\n".join(f"  {problem}" for problem in sorted(set(self.problems)))
            raise RenderError(f"links that lead nowhere; mend them in the chapters\n{listed}")


def scheme(href: str) -> str:
    """The scheme of an address as a browser reads it: spaces and control characters do not hide it."""
    found = _SCHEME.match(_SPACE_OR_CONTROL.sub("", href))
    return found[1].lower() if found else ""
