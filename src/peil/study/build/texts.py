"""Texts in the languages of the study."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from peil.study.model import Text
from peil.study.positions import Trail
from peil.study.spot import Spot
from peil.study.wording import listed, nearest, written
from peil.study.written.forms import LANGUAGE_CODE, PLAIN, InLanguages, spaced


@dataclass(frozen=True)
class Texts:
    """Makes texts, and puts down which translations are missing.

    `languages`: those of the study; none when study.yaml does not say, and then nothing is missed. `broken`: places
    about which something has been said already.
    """

    languages: tuple[str, ...]
    broken: frozenset[Trail] = frozenset()

    def text(self, words: Mapping[str, str], spot: Spot) -> Text:
        """The text of a mapping by language."""
        for key in words:
            if key and self.languages and key not in self.languages:
                self._strange(key, spot / key, ())
        return self._complete(words, spot)

    def maybe(self, words: Mapping[str, str] | None, spot: Spot) -> Text | None:
        """The text, if there is one."""
        return None if words is None else self.text(words, spot)

    def for_all(self, words: Mapping[str, str] | None, spot: Spot) -> Text | None:
        """The text, if there is one; a plain one will do for every language, as that of a name with a year."""
        if words is not None and PLAIN in words:
            return Text(dict.fromkeys(self.languages, words[PLAIN]))
        return self.maybe(words, spot)

    def beside(self, part: InLanguages, spot: Spot) -> Text:
        """The text that stands among the other keys of an answer, an item, a net or a group."""
        known = tuple(spaced(name) for name in type(part).model_fields)
        words: dict[str, str] = {}
        for key, value in part.words.items():
            if key not in (PLAIN, *self.languages) and (self.languages or not re.match(LANGUAGE_CODE, key)):
                self._strange(key, spot / key, known, commas=not value)
            elif isinstance(value, str) and value.strip():
                words[key] = value.strip()
            elif isinstance(value, dict | list):
                (spot / key).problem(written(value), "a text")
        return self._complete(words, spot)

    def _strange(self, key: str, spot: Spot, known: tuple[str, ...], commas: bool = False) -> None:
        """A key that is neither a language of the study nor anything else that belongs here."""
        allowed = (*known, *self.languages)
        if re.match(LANGUAGE_CODE, key) and not nearest(key, known):
            remedy = f"Remove it, or add {key} to `languages` in study.yaml."
            spot.problem(f"a text in {key}", f"texts in {listed(self.languages, 'and')}", remedy)
        elif commas and " " in key:
            spot.problem("a key without a value", "a text", "Put a text with a comma in it in quotes.")
        else:
            near = nearest(key, allowed)
            remedy = f"Did you mean {near!r}?" if near else f"What can stand here: {listed(allowed, 'and')}."
            spot.problem("an unknown key", "", remedy)

    def _complete(self, words: Mapping[str, str], spot: Spot) -> Text:
        """A text with every language; a plain one will do in a study in one language."""
        if PLAIN in words and len(self.languages) != 1:
            if self.languages:
                form = "{" + ", ".join(f"{language}: ..." for language in self.languages) + "}"
                spot.problem(
                    written(words[PLAIN]), f"a text in {listed(self.languages, 'and')}", f"Write it as {form}."
                )
            return Text(dict.fromkeys(self.languages, words[PLAIN]))
        if PLAIN in words:
            return Text({self.languages[0]: words[PLAIN]})
        missing = [one for one in self.languages if not words.get(one) and (*spot.trail, one) not in self.broken]
        if missing:
            every = listed(self.languages, "and")
            remedy = f"Add {listed([f'`{one}: ...`' for one in missing], 'and')}."
            spot.problem(f"no text in {listed(missing, 'and')}", f"a text in {every}", remedy)
        return Text({language: words.get(language, "") for language in self.languages or words})
