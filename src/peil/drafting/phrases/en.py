"""English. No article stands before a number: "a 7.7" would become "a 8.1" when the numbers are refreshed."""

import re

from peil.drafting.phrases.model import Phrases

# `name` is "the overall grade" or "the grade for “fees”"; `where` is "" or " for asylum"; `then` is "in the previous
# wave"; lists come ready made. A sentence has no full stop here: a title has none.
_FIGURES = {
    "rises": (
        "{Name} [rises]{claim}{where} from [#]{before} to [#]{now}",
        "{Name} [goes up{where}]{claim}, from [#]{before} to [#]{now}",
    ),
    "rises on": (
        "{Name} [rises further]{claim}{where}, from [#]{before} to [#]{now}",
        "{Name} [goes up again{where}]{claim}, from [#]{before} to [#]{now}",
    ),
    "falls": (
        "{Name} [falls]{claim}{where} from [#]{before} to [#]{now}",
        "{Name} [goes down{where}]{claim}, from [#]{before} to [#]{now}",
    ),
    "falls on": (
        "{Name} [falls further]{claim}{where}, from [#]{before} to [#]{now}",
        "{Name} [goes down again{where}]{claim}, from [#]{before} to [#]{now}",
    ),
    "above first": (
        "{Name} is [#]{now}{where}, [higher]{claim} than {start} ([#]{before})",
        "{Name} stands at [#]{now}{where}, [higher]{claim} than {start} ([#]{before})",
    ),
    "below first": (
        "{Name} is [#]{now}{where}, [lower]{claim} than {start} ([#]{before})",
        "{Name} stands at [#]{now}{where}, [lower]{claim} than {start} ([#]{before})",
    ),
    "also above first": (
        "{Start} it was [#]{before}; since then, too, the [rise is significant]{claim}",
        "Compared with [#]{before} {start} that is a [significant rise]{claim}, too",
    ),
    "also below first": (
        "{Start} it was [#]{before}; since then, too, the [fall is significant]{claim}",
        "Compared with [#]{before} {start} that is a [significant fall]{claim}, too",
    ),
    "started": ("{Start} it was [#]{before}", "{Start} it stood at [#]{before}"),
    "unproven": (
        "{Name} is [#]{now}{where}, [not significantly]{claim} different from {since} ([#]{before})",
        "{Name} is [#]{now}{where}; the difference from {since} ([#]{before}) is [not significant]{claim}",
    ),
    "unproven since": ("The difference from {since} ([#]{before}) is [not significant]{claim}",),
    "beside": (
        "{Name} is [#]{now}{where}; {then} it was [#]{before}",
        "{Name} comes to [#]{now}{where}, {then} it was [#]{before}",
    ),
    "level": ("{Name} is [#]{now}{where}", "{Name} comes to [#]{now}{where}"),
    "changed": (
        "The question was changed in {wave}; figures from before cannot be compared with those from after",
        "Figures from before {wave} cannot be compared with those from after: the question was changed then",
    ),
    "really rises": (
        "With the same mix by {break_}, too, {name} would have [risen]{claim}",
        "Had the mix by {break_} stayed as it was, {name} would have [risen]{claim} as well",
    ),
    "really rises too": (
        "With the same mix by {break_}, too, there would have been a [rise]{claim}",
        "The [rise]{claim} remains when the mix by {break_} is held as it was",
    ),
    "really falls": (
        "With the same mix by {break_}, too, {name} would have [fallen]{claim}",
        "Had the mix by {break_} stayed as it was, {name} would have [fallen]{claim} as well",
    ),
    "really falls too": (
        "With the same mix by {break_}, too, there would have been a [fall]{claim}",
        "The [fall]{claim} remains when the mix by {break_} is held as it was",
    ),
    "share of grades": ("“{answer}”: [#]{now}", "[#]{now} belong to the group “{answer}”"),
    "taking part": ("[#]{n} respondents took part", "The report rests on [#]{n} respondents"),
    "taking part of sent": (
        "[#]{n} of the [#]{sent} people invited took part: a response of [#]{rate}",
        "The response is [#]{rate}: [#]{n} of the [#]{sent} people invited took part",
    ),
}
_GROUPS = {
    "ends": (
        "{Name} is [highest]{highest} for {top} ([#]{high}) and [lowest]{lowest} for {bottom} ([#]{low})",
        "For {top} {name} is [highest]{highest} ([#]{high}), for {bottom} [lowest]{lowest} ([#]{low})",
    ),
    "top": ("{Name} is [highest]{highest} for {top} ([#]{high})", "For {top} {name} is [highest]{highest} ([#]{high})"),
    "bottom": (
        "{Name} is [lowest]{lowest} for {bottom} ([#]{low})",
        "For {bottom} {name} is [lowest]{lowest} ([#]{low})",
    ),
    "pair": (
        "{Name} is [higher]{claim} for {top} than for {bottom}: [#]{high} against [#]{low}",
        "For {top} {name} is [#]{high}, [higher]{claim} than the [#]{low} for {bottom}",
    ),
    "groups unproven": (
        "{Name} does [not differ significantly]{claim} by {break_}",
        "By {break_} the differences in {name} are [not significant]{claim}",
    ),
    "by break": ("{Name} by {break_}",),
    "higher": ("{Name} is higher for {list} than for the others", "For {list} {name} lies above the rest"),
    "lower": ("{Name} is lower for {list} than for the others", "For {list} {name} lies below the rest"),
    "group": ("[{group}]{claim} ([#]{now})",),
    "group alone": ("[{group}]{claim}",),
    "apart": (
        "The difference from the others is significant for {list}",
        "A significant difference from the others is found for {list}",
    ),
    "rising groups": ("{Name} rises for {list}", "For {list} {name} rises"),
    "falling groups": ("{Name} falls for {list}", "For {list} {name} falls"),
    "moving group": ("[{group}]{claim} (from [#]{before} to [#]{now})",),
    "only rising group": (
        "[Only]{claim} for {group} does {name} rise significantly, from [#]{before} to [#]{now}",
        "{Name} rises significantly [only]{claim} for {group}, from [#]{before} to [#]{now}",
    ),
    "only falling group": (
        "[Only]{claim} for {group} does {name} fall significantly, from [#]{before} to [#]{now}",
        "{Name} falls significantly [only]{claim} for {group}, from [#]{before} to [#]{now}",
    ),
    "except falling": ("{text}; [only]{claim} for {group} does it fall",),
    "except rising": ("{text}; [only]{claim} for {group} does it rise",),
}
_ANSWERS = {
    "answer rises": (
        "“{answer}” [rises]{claim} from [#]{before} to [#]{now}",
        "“{answer}” [goes up]{claim}, from [#]{before} to [#]{now}",
        "the share of “{answer}” [grows]{claim} from [#]{before} to [#]{now}",
    ),
    "answer falls": (
        "“{answer}” [falls]{claim} from [#]{before} to [#]{now}",
        "“{answer}” [goes down]{claim}, from [#]{before} to [#]{now}",
        "the share of “{answer}” [drops]{claim} from [#]{before} to [#]{now}",
    ),
    "majority": (
        "a [majority]{claim} answers “{answer}” ([#]{now})",
        "[more than half]{claim} answer “{answer}” ([#]{now})",
    ),
    "majority of several": (
        "a [majority]{claim} names “{answer}” ([#]{now})",
        "[more than half]{claim} name “{answer}” ([#]{now})",
    ),
    "most": (
        "“{answer}” is the answer [given most]{claim} ([#]{now})",
        "[most often]{claim} the answer is “{answer}” ([#]{now})",
    ),
    "most of several": (
        "“{answer}” is named [most often]{claim} ([#]{now})",
        "“{answer}” comes [first]{claim}, with [#]{now}",
    ),
    "in order": ("[Answered most often]{claim}: {list}", "[At the top]{claim}: {list}"),
    "in order of several": ("[Named most often]{claim}: {list}", "[At the top]{claim}: {list}"),
    "next": ("{List} [come]{claim} next",),
    "next one": ("{List} [comes]{claim} next",),
    "answers": ("The answers: {list}", "Divided over the answers: {list}"),
    "other answers": ("Further: {list}", "The other answers: {list}"),
    "answer": ("“{answer}” ([#]{now})",),
    "moving answer": ("[“{answer}”]{claim} (from [#]{before} to [#]{now})",),
    "more": ("Answered more often than {then}: {list}", "Since {since} answered more often: {list}"),
    "more of several": ("Named more often than {then}: {list}", "Since {since} named more often: {list}"),
    "less": ("Answered less often than {then}: {list}", "Since {since} answered less often: {list}"),
    "less of several": ("Named less often than {then}: {list}", "Since {since} named less often: {list}"),
    "answer of group": (
        "“{answer}” is [most frequent]{highest} for {group} ([#]{now}), [more]{claim} than for the others",
        "[Nowhere]{highest} is “{answer}” given as often as for {group}: [#]{now}, [more]{claim} than for the others",
        "For {group} [#]{now} answer “{answer}”; that is [more]{claim} than for the others, and the [most]{highest} "
        "of all groups",
    ),
    "answer of group of several": (
        "“{answer}” is named [most often]{highest} for {group} ([#]{now}), [more]{claim} than for the others",
        "[Nowhere]{highest} is “{answer}” named as often as for {group}: [#]{now}, [more]{claim} than for the others",
        "For {group} [#]{now} name “{answer}”; that is [more]{claim} than for the others, and the [most]{highest} "
        "of all groups",
    ),
    "answer unproven": (
        "{Then} “{answer}” was [#]{before}; the difference is [not significant]{claim}",
        "The difference from {since} ([#]{before} “{answer}”) is [not significant]{claim}",
    ),
    "asked of": ("The question was put to {base}", "The percentages are about {base}"),
    "not asked of all": ("The question was not put to everyone; the percentages are about those who got it",),
}
_ASPECTS = {
    "aspects": ("Aspects of the service",),
    "up": (
        "[{Count} aspects score higher]{up} than {then}",
        "Compared with {since} [{count} aspects score higher]{up}",
    ),
    "down": (
        "[{Count} aspects score lower]{down} than {then}",
        "Compared with {since} [{count} aspects score lower]{down}",
    ),
    "up and down": (
        "[{Count} aspects score higher]{up} than {then}, [{fewer} lower]{down}",
        "Compared with {since} [{count} aspects score higher]{up} and [{fewer} lower]{down}",
    ),
    "one up": (
        "Of all aspects [only {aspect} scores higher]{up} than {then}",
        "[Only {aspect} scores higher]{up} than {then}",
    ),
    "one down": (
        "Of all aspects [only {aspect} scores lower]{down} than {then}",
        "[Only {aspect} scores lower]{down} than {then}",
    ),
    "best": ("Rated [highest]{claim}: {list}", "[At the top]{claim}: {list}"),
    "best alone": ("{Top} scores [highest]{highest} ([#]{high})",),
    "worst alone": ("{Bottom} scores [lowest]{lowest} ([#]{low})",),
    "worst": ("Rated [lowest]{claim}: {list}", "[At the bottom]{claim}: {list}"),
    "best and worst": ("{Top} scores [highest]{highest} ([#]{high}), {bottom} [lowest]{lowest} ([#]{low})",),
    "aspect": ("{aspect} ([#]{now})",),
    "aspect with": ("[{aspect}]{claim} ([#]{now})",),
    "aspect with bracket": ("[{aspect}]{claim} at [#]{now}",),
    "moving aspect": ("[{aspect}]{claim} (from [#]{before} to [#]{now})",),
    "moving aspect bracket": ("[{aspect}]{claim} from [#]{before} to [#]{now}",),
    "rising": ("Up: {list}", "Higher than {then}: {list}"),
    "rising among": ("Among those that go up: {list}", "Higher than {then}, among others: {list}"),
    "falling": ("Down: {list}", "Lower than {then}: {list}"),
    "falling among": ("Among those that go down: {list}", "Lower than {then}, among others: {list}"),
    "group higher on": ("For {group} [{count} aspects score higher]{up} than for the others",),
    "group lower on": ("For {group} [{count} aspects score lower]{down} than for the others",),
    "group higher on one": ("For {group} [only {aspect} scores higher]{up} than for the others",),
    "group lower on one": ("For {group} [only {aspect} scores lower]{down} than for the others",),
    "group higher list": ("For {group} higher than for the others: {list}",),
    "group lower list": ("For {group} lower than for the others: {list}",),
    "grid by break": ("{Grid}: by {break_}",),
    "priorities": ("Priority for {list}", "To improve first: {list}"),
    "strengths": ("Strong: {list}", "To keep: {list}"),
    "priorities of group": ("priority for {list}",),
    "strengths of group": ("strong on {list}",),
    "named": ("[{aspect}]{claim}",),
    "strong": ("Important and rated high: {list}", "Strong, being important and rated high: {list}"),
}
_GROUP_PAGES = {
    "group title": ("{Group}: {text}",),
    "title with priority": ("{text}; priority for {list}",),
    "title level": ("[#]{now}",),
    "title rises": ("the grade [rises]{claim} to [#]{now}",),
    "title falls": ("the grade [falls]{claim} to [#]{now}",),
    "valued": ("**Appreciation.** {text}",),
    "improved": ("**Progress.** {text}",),
    "attention": ("**Points of attention.** {text}",),
    "priority": ("**Priority.** {text}",),
    "above the rest": ("{Name} is [higher]{claim} than for the others",),
    "below the rest": ("{Name} is [lower]{claim} than for the others",),
    "priority reason": ("{list}: important for {name}, but rated low",),
    "also lower": ("Lower than for the others: {list}", "Below the grade of the others: {list}"),
    "also higher": ("Higher than for the others: {list}", "Above the grade of the others: {list}"),
    "aspects of": ("{Group}: {text}",),
    "all aspects of": ("{Group}: all aspects",),
}
_SUMMARY = {
    "beside each other": ("{Name} is {list}",),
    "survey figure": ("[#]{now} for {survey}",),
    "development": ("**Development.** {text}",),
    "groups": ("**Groups.** {text}",),
    "strengths lead": ("**Strong.** {list}",),
    "priorities lead": ("**Priority.** {list}",),
    "of survey": ("{survey}: {text}",),
}
_FIXED = {
    "grade": ("the grade for “{label}”",),
    "score": ("the score for “{label}”",),
    "mean": ("the mean of “{label}”",),
    "share": ("the share of “{label}”",),
    "nps": ("the net promoter score",),
    "overall": ("the overall grade",),
    "within": ("{inner} within {outer}",),
    "where": (" for {group}",),
    "nowhere": ("",),
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
    "chapter aspects": ("Aspects of the service",),
    "chapter questions": ("The questions",),
    "chapter groups": ("{break_}: group by group",),
    "chapter method": ("Account of the study",),
    "summary": ("The findings in brief",),
    "composition": ("Who took part",),
    "response": ("The response by group",),
    "method": ("How the study was made",),
    "guide": ("How to read this report",),
    "notes": ("Notes",),
}
PHRASES = Phrases(
    sentences=_FIGURES | _GROUPS | _ANSWERS | _ASPECTS | _GROUP_PAGES | _SUMMARY | _FIXED,
    numbers=("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    not_a_name=re.compile(
        r"^(?:a|about|after|all|always|an|at|before|between|both|by|don|doesn|during|every|female|for|from|high|i|in|"
        r"is|it|less|low|male|man|more|my|neither|never|no|not|often|on|once|only|other|outside|over|per|satisfied|"
        r"sometimes|the|through|to|twice|under|unknown|very|via|was|with|within|without|woman|would|yes|dissatisfied)"
        r"\b|^[^\W\d_]?[\W\d]"
        # Participles: granted, refused, pending.
        r"|^\w+(?:ed|ing|en)$"
        r"|[,;:/&()?!]|(?:\S+\s+){4}",
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
)
