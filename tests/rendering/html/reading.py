"""Reads the page as a browser's parser would, far enough to check its structure."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "br", "img", "hr", "input", "link"})


@dataclass
class Element:
    """One element: its name, its attributes, and the text inside it, that of its children included."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, tag: str) -> list[Element]:
        """Every element of this name inside, in order."""
        return [element for element in self.everything() if element.tag == tag]

    def everything(self) -> list[Element]:
        """Every element inside, in order."""
        return [inner for child in self.children for inner in (child, *child.everything())]

    def with_class(self, name: str) -> list[Element]:
        """Every element inside that has this class."""
        return [element for element in self.everything() if name in element.attributes.get("class", "").split()]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("document", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        closed = self._open.pop()
        assert closed.tag == tag, f"<{closed.tag}> is closed by </{tag}>"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def close(self) -> None:
        super().close()
        assert self._open == [self.root], f"never closed: {[element.tag for element in self._open[1:]]}"


def read(html: str) -> Element:
    """The page as a tree; an element that is not closed where it should be is an error."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root
