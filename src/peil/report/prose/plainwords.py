"""Plain words that tell of figures, and the claims that would stand behind them: what `loose` looks for in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Family:
    """Words that say one thing, by language. `claims`: those that would say it, the most usual first."""

    words: Mapping[str, str]
    claims: tuple[str, ...]

    @property
    def parts(self) -> frozenset[str]:
        """The words of claims of which one is enough in the same sentence: "rises" of `only rises`, too."""
        return frozenset(claim.rpartition(" ")[2] for claim in self.claims)


def _family(nl: str, en: str, *claims: str) -> Family:
    return Family({"nl": nl, "en": en}, claims)


_CHANGED = ("rises", "falls", "up", "down")
_PLACED = ("higher", "lower", "above", "below")
_SIZE = ("in words", "between")
_PARTS_NL = r"\w+ (?:op|van) de (?:tien|vijf|drie|vier|10)|de helft|(?:een|drie) ?kwart|(?:een|twee|één) ?derde"
_PARTS_EN = (
    r"\w+ (?:in|out of) (?:ten|five|four|three|10)|half|a (?:quarter|third|fifth)|three[ -]quarters|two[ -]thirds"
)
FAMILIES = (
    _family(
        r"stijg(?:t|en|ing|ingen)|steeg|stegen|gestegen|toegenomen|neemt toe|nemen toe|toename|verbeterd?e?"
        r"|verdubbel\w*",
        r"ris(?:e|es|en|ing)|rose|increase[ds]?|increasing|improved|doubled?",
        "rises", "up", "increase", "moved", "carries",
    ),
    _family(
        r"daal(?:t|de|den)|dal(?:en|ing|ingen)|gedaald|afgenomen|neemt af|nemen af|afname|verslechterd?e?"
        r"|(?:ge)?halveer\w*",
        r"falls?|fell|fallen|falling|decrease[ds]?|decreasing|worsened|halved",
        "falls", "down", "decrease", "moved", "carries",
    ),
    _family(
        r"hoger|vaker|tevredener", r"higher|more often",
        "higher", "rises", "above", "up", "highest", "increase", "above benchmark",
    ),
    _family(
        r"lager|slechter|minder vaak", r"lower|worse|less often",
        "lower", "falls", "below", "down", "lowest", "decrease", "below benchmark",
    ),
    _family(r"beter", r"better", "higher", "rises", "up", "above", "priority", "low-priority"),
    _family(
        r"hoogste?|meeste?|(?:het )?vaakst|grootste", r"highest|(?<!at )(?<!At )most|largest",
        "highest", "most", "majority",
    ),
    _family(r"laagste?|minste?|kleinste", r"lowest|(?<!at )(?<!At )least|smallest", "lowest", "least"),
    _family(r"alleen|enige?|uitsluitend", r"only|alone", "only rises", "only falls", "only higher", "only lower"),
    _family(
        r"significante?|aantoonba(?:ar|re)", r"significant(?:ly)?|demonstrabl[ey]",
        "rises", "falls", "higher", "lower", "equal", "unproven", "moved", "carries", "majority", "depends",
    ),
    _family(r"meerderheid", r"majority", "majority", *_SIZE),
    _family(r"minderheid", r"minority", *_SIZE),
    _family(
        rf"{_PARTS_NL}|(?:vrijwel|bijna) (?:alle|iedereen|niemand)",
        rf"{_PARTS_EN}|(?:almost|nearly) (?:all|everyone)|hardly anyone",
        *_SIZE, "majority",
    ),
    _family(r"(?:on)?voldoendes?", r"a (?:clear |bare )?(?:pass|fail)", *_SIZE),
    _family(
        r"een (?:vijf|zes|zeven|acht|negen)(?:enhalf)?",
        r"an? (?:five|six|seven|eight|nine)(?: and a half)?(?= (?:or|for|from)\b|[.,;])", *_SIZE,
    ),
    _family(r"gelijk gebleven|onveranderd|stabiel", r"unchanged|stable", "equal", "similar", "unproven"),
    _family(r"(?:groter|kleiner) (?:deel|aandeel)", r"(?:larger|smaller) share", *_PLACED, *_CHANGED),
)  # fmt: skip


def found_in(text: str, language: str) -> Iterator[tuple[int, str, Family]]:
    """Every plain word of a text with its place, in the order of the families."""
    for family in FAMILIES:
        pattern = family.words.get(language)
        if pattern:
            for found in re.finditer(rf"\b(?:{pattern})(?!\w)", text, re.IGNORECASE):
                yield found.start(), found[0], family
