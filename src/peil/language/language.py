"""A language: its message catalogue, its number and date formats.

Message ids are the English texts, with {names} for what is filled in; the catalogue of another language is
`locale/<code>/*.po` (gettext), a file per package. A text without a translation stops the build: a half-translated
report is worse than none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING

from peil.errors import CatalogueError
from peil.language.numbers import round_half_away

if TYPE_CHECKING:
    from babel.messages.catalog import Message

_LOCALES = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"
NOTHING = "–"
_DECIMAL_SIGN = {"nl": ",", "en": "."}
_THOUSANDS_SIGN = {"nl": ".", "en": ","}


def available_languages() -> tuple[str, ...]:
    """Codes of the languages a report can be written in, English first."""
    return (SOURCE_LANGUAGE, *sorted(path.name for path in _LOCALES.iterdir() if path.is_dir()))


@cache
def _catalogue(code: str) -> Mapping[str, Message]:
    # Loaded when a text is asked for: a study is read, and its tables are made, without one.
    from babel.messages.pofile import read_po

    messages: dict[str, Message] = {}
    for path in sorted((_LOCALES / code).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=code):
                if message.id:
                    one = message.id if isinstance(message.id, str) else message.id[0]
                    messages[one] = message
    return messages


@dataclass(frozen=True)
class Language:
    """A language a report can be written in, by its code ("nl", "en")."""

    code: str

    def __post_init__(self) -> None:
        if self.code not in available_languages():
            known = ", ".join(available_languages())
            raise CatalogueError(f"language {self.code!r} has no message catalogue; available: {known}")

    def text(self, message: str, **values: object) -> str:
        """The message in this language, with the values filled in."""
        return self._translated(message).format(**values)

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """The message for `count` things; {count} is filled in as a number of this language."""
        filled: Mapping[str, object] = {"count": self.integer(count), **values}
        if self.code == SOURCE_LANGUAGE:
            return (one if count == 1 else many).format(**filled)
        entry = _catalogue(self.code).get(one)
        forms = entry.string if entry is not None and isinstance(entry.string, tuple | list) else ()
        if len(forms) < 2 or not all(forms):
            raise self._missing(one)
        return str(forms[0 if count == 1 else 1]).format(**filled)

    def number(self, value: float, decimals: int = 1, sign: bool = False) -> str:
        """A number with this many decimals, in the format of the language; an en dash where there is none."""
        if isnan(value):
            return NOTHING
        rounded = round_half_away(value, decimals)
        text = f"{abs(rounded):,.{decimals}f}"
        swap = {",": _THOUSANDS_SIGN[self.code], ".": _DECIMAL_SIGN[self.code]}
        text = "".join(swap.get(character, character) for character in text)
        before = "−" if rounded < 0 else "+" if sign and rounded > 0 else ""
        return before + text

    def percent(self, fraction: float, decimals: int = 0, sign: bool = False) -> str:
        """A fraction as a percentage: 0.42 becomes 42%."""
        return NOTHING if isnan(fraction) else f"{self.number(fraction * 100, decimals, sign)}%"

    def integer(self, value: float) -> str:
        """A whole number with its thousands marked."""
        return self.number(value, 0)

    def joined(self, parts: Sequence[str]) -> str:
        """An enumeration: a, b and c."""
        if len(parts) < 2:
            return "".join(parts)
        return self.text("{most} and {last}", most=", ".join(parts[:-1]), last=parts[-1])

    def either(self, parts: Sequence[str]) -> str:
        """What may be the case: a, b, or c."""
        if len(parts) < 2:
            return "".join(parts)
        return self.text("{most}, or {last}", most=", ".join(parts[:-1]), last=parts[-1])

    def month(self, day: date) -> str:
        """Month and year, "december 2013"."""
        from babel.dates import format_date

        return format_date(day, "MMMM y", locale=self.code)

    def _translated(self, message: str) -> str:
        if self.code == SOURCE_LANGUAGE:
            return message
        entry = _catalogue(self.code).get(message)
        if entry is None or not entry.string or entry.fuzzy:
            raise self._missing(message)
        return str(entry.string)

    def _missing(self, message: str) -> CatalogueError:
        return CatalogueError(
            f"message {message!r} has no translation in {self.code!r}: add it to peil/language/locale/{self.code}/"
        )
