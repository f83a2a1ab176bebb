"""The words between the brackets of a claim may not be those of the opposite claim; what else they may not: `ownsaid`.

Peil cannot read a sentence; "friendlier" may stand for `rises friendly`. What it can see is that a text says "daalt"
where its braces say `rises`, as happens when a sentence is edited and its braces are not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from peil.language import Language
from peil.report.prose.refusal import Refused

# By language the words that say up and down, those that say high and low, and so on.
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
_ABOVE = {"nl": r"boven|hoger|hoogste?", "en": r"above|higher|highest"}
_BELOW = {"nl": r"onder|lager|laagste?", "en": r"below|under|lower|lowest"}
_WIDER = {
    "nl": r"grotere?|grootste?|vergroot\w*|groei\w*|gegroeid|toegenomen|neemt toe|nam toe|nemen toe|namen toe",
    "en": r"wider|widen(?:s|ed|ing)?|larger|bigger|grow(?:s|n|ing)?|grew|increas\w*",
}
_NARROWER = {
    "nl": r"dichter bij elkaar|kleinere?|kleinste?|verklein\w*|naar elkaar toe|afgenomen|neemt af|nam af|nemen af",
    "en": r"closer|narrow\w*|smaller|converg\w*|decreas\w*|shr[ai]nk\w*",
}
_MINORITY = {
    "nl": r"minderheid|minder dan de helft|nog (?:geen|niet de) helft",
    "en": r"minority|(?:less|fewer) than half|under half",
}
_WEAK = {"nl": r"verbeterpunt\w*|zwak(?:ke|ker|kere|ste|te|tes)?", "en": r"weak\w*|points? (?:for|of) improvement"}
_STRONG = {"nl": r"sterke? punt(?:en)?|sterkte", "en": r"strengths?|strong points?"}
# Of a grade more is better.
_BETTER = {
    "nl": r"beter|verbeter(?:t|d|de|den|ing)|vooruit\w*|tevredener",
    "en": r"better|improv\w*|more (?:satisfied|content|happy)|happier",
}
_WORSE = {
    "nl": r"slechter|verslechter\w*|achteruit\w*|ontevredener|minder (?:goed|tevreden)",
    "en": r"wors(?:e|en\w*)|deteriorat\w*|less (?:satisfied|content|happy|good)|unhappier",
}
_RISING = frozenset({"rises", "really rises", "only rises", "all rises", "all but rises", "rises most", "up"})
_FALLING = frozenset({"falls", "really falls", "only falls", "all falls", "all but falls", "falls most", "down"})
_RISING |= {"higher", "only higher", "above", "above benchmark"}
_FALLING |= {"lower", "only lower", "below", "below benchmark"}
_SAME = {
    "nl": r"gelijk|hetzelfde|dezelfde|onveranderd|geen verschil|even (?:hoog|laag|vaak|groot)|stabiel",
    "en": r"equal|(?:the )?same|unchanged|no difference|identical|stable|as (?:high|low|often|many) as",
}
# More and less than others, but for how that is valued: "more favourably".
_MORE = {"nl": r"meer(?! (?:gunstig|positief))", "en": r"more(?! (?:favourabl|positiv))"}
_LESS = {"nl": r"minder(?! (?:gunstig|positief))", "en": r"less(?! (?:favourabl|positiv))|fewer"}


def _any(*families: Mapping[str, str]) -> Mapping[str, str]:
    return {code: "|".join(one[code] for one in families) for code in families[0]}


# A claim: the words that its text may not hold, and the claim that these would say.
# Most and least are left out where they may go with a bad thing: "least satisfied" is told of the most dissatisfied.
_AGAINST: Mapping[str, tuple[Mapping[str, str], str]] = {
    "rises": (_DOWN, "`falls`"),
    "falls": (_UP, "`rises`"),
    "all rises": (_DOWN, "`all falls`"),
    "all falls": (_UP, "`all rises`"),
    "all but rises": (_DOWN, "`all but falls`"),
    "all but falls": (_UP, "`all but rises`"),
    "rises most": (_DOWN, "`falls most`"),
    "falls most": (_UP, "`rises most`"),
    "up": (_DOWN, "`down`"),
    "down": (_UP, "`up`"),
    "above": (_LOW, "`below`"),
    "below": (_HIGH, "`above`"),
    "above benchmark": (_BELOW, "`below benchmark`"),
    "below benchmark": (_ABOVE, "`above benchmark`"),
    "rises more": (_any(_DOWN, _LESS), "`rises less` or `falls more`"),
    "rises less": (_any(_DOWN, _MORE), "`rises more` or `falls less`"),
    "falls more": (_any(_UP, _LESS), "`falls less` or `rises more`"),
    "falls less": (_any(_UP, _MORE), "`falls more` or `rises less`"),
    # They say nothing of which way the group itself goes.
    "gains": (_any(_UP, _DOWN, _MORE, _LESS), "a word about the group itself, such as `rises more` or `falls less`,"),
    "loses": (_any(_UP, _DOWN, _MORE, _LESS), "a word about the group itself, such as `rises less` or `falls more`,"),
    "really rises": (_DOWN, "`really falls`"),
    "really falls": (_UP, "`really rises`"),
    "higher": (_LOW, "`lower`"),
    "lower": (_HIGH, "`higher`"),
    "highest": (_LOW, "`lowest`"),
    "lowest": (_HIGH, "`highest`"),
    "only rises": (_DOWN, "`only falls`"),
    "only falls": (_UP, "`only rises`"),
    "only higher": (_LOW, "`only lower`"),
    "only lower": (_HIGH, "`only higher`"),
    "most": (_LOW, "`least`"),
    "least": (_HIGH, "`most`"),
    "strength": (_WEAK, "`priority`"),
    "priority": (_STRONG, "`strength`"),
    "moved to strength": (_WEAK, "`moved … to priority`"),
    "moved to priority": (_STRONG, "`moved … to strength`"),
    "narrows": (_WIDER, "`widens`"),
    "widens": (_NARROWER, "`narrows`"),
    "majority": (_MINORITY, "the opposite"),
    # A difference that was not shown is not one that is not there.
    "unproven": (_SAME, "that nothing differs"),
    "really unproven": (_SAME, "that nothing differs"),
}


# By claim words that it proves, in Dutch and English.
_PLAIN: Mapping[str, tuple[str, str]] = {
    "rises": ("gestegen", "rose"), "falls": ("gedaald", "fell"),
    "up": ("hoger dan toen", "higher than then"), "down": ("lager dan toen", "lower than then"),
    "really rises": ("ook bij gelijke samenstelling gestegen", "rose with the same mix, too"),
    "really falls": ("ook bij gelijke samenstelling gedaald", "fell with the same mix, too"),
    "higher": ("hoger", "higher"), "lower": ("lager", "lower"),
    "above": ("iets boven", "just above"), "below": ("iets onder", "just below"),
    "above benchmark": ("erboven", "above it"), "below benchmark": ("eronder", "below it"),
    "highest": ("het hoogst", "highest"), "lowest": ("het laagst", "lowest"),
    "most": ("het vaakst", "most often"), "least": ("het minst", "least often"),
    "only rises": ("alleen daar gestegen", "rose there alone"),
    "only falls": ("alleen daar gedaald", "fell there alone"),
    "only higher": ("alleen daar hoger", "higher there alone"),
    "only lower": ("alleen daar lager", "lower there alone"),
    "all rises": ("overal gestegen", "rose everywhere"), "all falls": ("overal gedaald", "fell everywhere"),
    "all but rises": ("op die na overal gestegen", "rose everywhere but there"),
    "all but falls": ("op die na overal gedaald", "fell everywhere but there"),
    "rises more": ("meer gestegen", "rose more"), "rises less": ("minder gestegen", "rose less"),
    "falls more": ("meer gedaald", "fell more"), "falls less": ("minder gedaald", "fell less"),
    "gains": ("ingelopen", "caught up"), "loses": ("achteropgeraakt", "fell behind"),
    "rises most": ("het meest gestegen", "rose most"), "falls most": ("het meest gedaald", "fell most"),
    "similar": ("weinig veranderd", "little changed"), "equal": ("gelijk", "the same"),
    "unproven": ("geen aantoonbaar verschil", "no demonstrable difference"),
    "really unproven": ("niet aangetoond", "not shown"),
    "narrows": ("dichter bij elkaar", "closer together"), "widens": ("verder uiteen", "further apart"),
    "majority": ("meer dan de helft", "more than half"), "first asked": ("voor het eerst", "for the first time"),
    "strength": ("een sterk punt", "a strong point"), "priority": ("een verbeterpunt", "a point to improve"),
    "hygiene": ("vanzelfsprekend", "a matter of course"), "low-priority": ("zonder haast", "no hurry"),
    "depends": ("hangt samen met", "depends on"),
}  # fmt: skip


def plain_words(word: str, language: str) -> str:
    """Words that this claim proves, for a message; "" where there are none in this language."""
    at = ("nl", "en").index(language) if language in ("nl", "en") else None
    return f"“{_PLAIN[word][at]}”" if at is not None and word in _PLAIN else ""


def refuse_contradiction(text: str, word: str, to: tuple[str, ...], language: Language, graded: bool = False) -> None:
    """Refuse a claim that holds, when its own words say the opposite; `to`: where it says that something moved;
    `graded`: it is about a grade, of which more is better."""
    word = " ".join((word, "to", *to)) if to else word
    against, opposite = _AGAINST.get(word, ({}, ""))
    valued = (_WORSE if word in _RISING else _BETTER if word in _FALLING else {}) if graded else {}
    patterns = [one[language.code] for one in (against, valued) if language.code in one]
    found = re.search(rf"\b(?:{'|'.join(patterns)})\b", text, re.IGNORECASE) if patterns else None
    if found:
        opposite = opposite or "the opposite"
        raise Refused(
            f"the words “{found[0]}” with a claim that the figures do show, `{word}`",
            f"words that say `{word}`",
            f"Change the words between the brackets; {opposite} would not be true here.",
        )
