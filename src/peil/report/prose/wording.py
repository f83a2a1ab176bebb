"""The words between the brackets of a claim: they may be any, but not those of the opposite claim.

Peil cannot read a sentence; "friendlier" may stand for `rises friendly`. What it can see is that a text says "daalt"
where its braces say `rises`, as happens when a sentence is edited and its braces are not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from peil.language import Language
from peil.report.prose.refusal import Refused

# By language the words that say up and down, and those that say high and low.
_UP = {
    "nl": r"stijg\w*|steeg|stegen|gestegen|toegenomen|neemt toe|nam toe|nemen toe|groei\w*|gegroeid|hoger|hoogste?",
    "en": r"ris(?:es?|en|ing)|rose|increas\w*|grow(?:s|n|ing)?|grew|went up|goes up|higher|highest",
}
_DOWN = {
    "nl": r"daal\w*|dalen|daling\w*|gedaald|zakte?|zakken|gezakt|afgenomen|neemt af|nam af|nemen af|lager|laagste?",
    "en": r"falls?|fell|fallen|falling|drop(?:s|ped|ping)?|decreas\w*|declin\w*|went down|goes down|lower|lowest",
}
_HIGH = {"nl": r"hoger|hoogste?", "en": r"higher|highest"}
_LOW = {"nl": r"lager|laagste?", "en": r"lower|lowest"}
# A claim, and the words that its text may not hold.
_AGAINST: Mapping[str, Mapping[str, str]] = {
    "rises": _DOWN, "falls": _UP, "higher": _LOW, "highest": _LOW, "lower": _HIGH, "lowest": _HIGH,
}  # fmt: skip
_OPPOSITE = {
    "rises": "falls", "falls": "rises", "higher": "lower", "lower": "higher", "highest": "lowest", "lowest": "highest",
}  # fmt: skip


def refuse_contradiction(text: str, word: str, language: Language) -> None:
    """Refuse a claim that holds, when its own words say the opposite."""
    pattern = _AGAINST[word].get(language.code)
    found = re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE) if pattern else None
    if found:
        raise Refused(
            f"the words “{found[0]}” with a claim that the figures do show, `{word}`",
            f"words that say `{word}`",
            f"Change the words between the brackets; `{_OPPOSITE[word]}` would not be true here.",
        )
