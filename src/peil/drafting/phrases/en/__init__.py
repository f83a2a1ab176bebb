"""English. No article stands before a number: "a 7.7" would become "a 8.1" when the numbers are refreshed."""

import re

from peil.drafting.phrases.en.answers import ANSWERS, YES_OR_NO
from peil.drafting.phrases.en.aspects import ASPECTS, GROUP_PAGES
from peil.drafting.phrases.en.figures import FIGURES, GROUPS
from peil.drafting.phrases.model import Phrases

_SUMMARY = {
    "lead development": ("**Development.** {text}",),
    "lead groups": ("**Groups.** {text}",),
    "lead aspects": ("**Aspects.** {text}",),
    "finding": ("**{Label}.** {text}",),
    "finding of question": ("**{Label}** {text}",),
    "first to improve": ("To improve first, as important and rated relatively low: {list}",),
    "with margin": ("{text}; the margin is [#]{margin}",),
    "beside each other": ("{Name} {list}",),
    "survey figure": ("is [#]{now} for {survey}",),
    "survey rises": ("[rises]{claim} to [#]{now} for {survey}",),
    "survey falls": ("[falls]{claim} to [#]{now} for {survey}",),
    "of survey": ("**{survey}** {text}",),
}
_FIXED = {
    "grade": ("the grade for “{label}”",),
    "score": ("the rating for “{label}”",),
    "mean": ("the mean of “{label}”",),
    "the grade": ("the grade",),
    "the score": ("the rating",),
    "the mean": ("the mean",),
    "share": ("the share of “{label}”",),
    "share of marks": ("the share giving “{label}”",),
    "either": ("{low} or {high}",),
    "from to": ("{low} to {high}",),
    "nps": ("the net promoter score",),
    "overall": ("the overall grade",),
    "overall score": ("the overall rating",),
    "mix by": ("by {break_}",),
    "within": ("{inner} within {outer}",),
    "where": (" for {group}",),
    "nowhere": ("",),
    "among others": ("{list}, among others",),
    "then previous": ("in the previous wave",),
    "then previous asked": ("the last time this was asked",),
    "then first": ("in the first wave",),
    "then first asked": ("the first time this was asked",),
    "since previous": ("the previous wave",),
    "since previous asked": ("the last time this was asked",),
    "since first": ("the first wave",),
    "since first asked": ("the first time this was asked",),
    "chapter summary": ("Management summary",),
    "chapter overall": ("Overall grade",),
    "chapter overall score": ("Overall rating",),
    "chapter aspects": ("Aspects of the service",),
    "chapter questions": ("The questions",),
    "chapter groups": ("Group by group: {break_}",),
    "chapter method": ("Account of the study",),
    "key figures": ("Key figures: [#]{now} from [#]{n} respondents",),
    "composition": ("Who took part",),
    "response": ("The response by group",),
    "method": ("How the study was made",),
    "guide": ("How to read this report",),
    "notes": ("Notes",),
}  # fmt: skip
PHRASES = Phrases(
    sentences=FIGURES | GROUPS | ANSWERS | YES_OR_NO | ASPECTS | GROUP_PAGES | _SUMMARY | _FIXED,
    numbers=(
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ),
    not_a_name=re.compile(
        r"^(?:a|about|after|all|always|an|at|before|between|both|by|don|doesn|during|every|female|for|from|high|i|in|"
        r"is|it|less|low|male|man|more|my|neither|never|no|not|often|on|once|only|other|outside|over|per|satisfied|"
        r"sometimes|the|through|to|twice|under|unknown|very|via|was|with|within|without|woman|would|yes|dissatisfied)"
        r"\b|^[^\W\d_]?[\W\d]"
        # Participles: granted, refused, pending.
        r"|^\w+(?:ed|ing|en)$"
        r"|\bor\b|[,;:/&()?!]|(?:\S+\s+){4}",
        re.IGNORECASE,
    ),
    capitals=frozenset(
        {
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        }
    ),
    plural=re.compile(r"^(?!(?:address|business|class|process|status)\b)\w+s\b", re.IGNORECASE),
    figures={"grade": "the", "rating": "the", "satisfaction": "", "score": "the"},
)
