"""Characters that are not seen and yet change what is read: where a line may break, and which way text runs."""

from __future__ import annotations

import re

# Marks that turn the direction of text, up to an end that may never come: with one of them "7,4" reads "4,7".
# The marks U+200E and U+200F, which turn nothing but themselves, are left alone.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

_RANGE = re.compile(r"(?<=\d)([–-])(?=\d)")
_EQUALS = re.compile(r"(?<=\d) = ")
_NO_BREAK, _JOINER = "\u00a0", "\u2060"


def turns_nothing(html: str) -> str:
    """The page without the marks that turn the direction of what follows: a label cannot turn a figure round."""
    return _TURNING.sub("", html)


def together(text: str) -> str:
    """The text with what belongs together kept on one line: 1–10, "10 = excellent", and a dot after its part."""
    text = _RANGE.sub(rf"{_JOINER}\1{_JOINER}", text)
    return _EQUALS.sub(f"{_NO_BREAK}={_NO_BREAK}", text).replace(" · ", f"{_NO_BREAK}· ")
