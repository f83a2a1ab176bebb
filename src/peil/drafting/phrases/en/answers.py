"""English: the answers to closed questions."""

ANSWERS = {
    "answer rises": (
        "the share of “{answer}” [rises]{claim} from [#]{before} to [#]{now}",
        "“{answer}” [rises]{claim} from [#]{before} to [#]{now}",
        "the share of “{answer}” [grows]{claim} from [#]{before} to [#]{now}",
    ),
    "answer rises of several": (
        "“{answer}” is named [more often]{claim}, [#]{now} against [#]{before} {then}",
        "“{answer}” [rises]{claim} from [#]{before} to [#]{now}",
    ),
    "answer falls": (
        "the share of “{answer}” [falls]{claim} from [#]{before} to [#]{now}",
        "“{answer}” [falls]{claim} from [#]{before} to [#]{now}",
        "the share of “{answer}” [drops]{claim} from [#]{before} to [#]{now}",
    ),
    "answer falls of several": (
        "“{answer}” is named [less often]{claim}, [#]{now} against [#]{before} {then}",
        "“{answer}” [falls]{claim} from [#]{before} to [#]{now}",
    ),
    "majority": (
        "a [majority]{claim} of [#]{now} answers “{answer}”",
        "[more than half]{claim} answer “{answer}” ([#]{now})",
    ),
    "majority of several": (
        "a [majority]{claim} of [#]{now} names “{answer}”",
        "[more than half]{claim} name “{answer}” ([#]{now})",
    ),
    "large majority": (
        "a [large majority]{claim} of [#]{now} answers “{answer}”",
        "“{answer}” is the answer of a [large majority]{claim} ([#]{now})",
    ),
    "large majority of several": (
        "a [large majority]{claim} of [#]{now} names “{answer}”",
        "“{answer}” is named by a [large majority]{claim} ([#]{now})",
    ),
    "nearly all": ("[nearly everyone]{claim} answers “{answer}” ([#]{now})",),
    "nearly all of several": ("[nearly everyone]{claim} names “{answer}” ([#]{now})",),
    "most": (
        "“{answer}” is the answer [given most]{claim} ([#]{now})",
        "[most often]{claim} the answer is “{answer}” ([#]{now})",
    ),
    "most of several": (
        "“{answer}” is named [most often]{claim} ([#]{now})",
        "“{answer}” comes [first]{claim}, with [#]{now}",
    ),
    "in order": ("[Answered most often]{claim}: {list}", "[At the top]{claim} are {list}"),
    "in order of several": ("[Named most often]{claim}: {list}", "[At the top]{claim} are {list}"),
    "first": ("[Answered most often]{claim}: {list}",),
    "first of several": ("[Named most often]{claim}: {list}",),
    "next": ("After “{answer}” [come]{claim} {list}", "[Next]{claim} after “{answer}” come {list}"),
    "next one": ("After “{answer}” [comes]{claim} {list}", "[Next]{claim} after “{answer}” comes {list}"),
    "answers": ("Of the respondents {list}",),
    "other answers": ("Apart from “{answer}”, {list}",),
    "answer": ("“{answer}” ([#]{now})",),
    "share of answer": ("[#]{now} answer “{answer}”",),
    "moving answer": ("[“{answer}”]{claim} (from [#]{before} to [#]{now})",),
    "more": ("Answered more often than {then}: {list}", "Up since {since}: {list}"),
    "more of several": ("Named more often than {then}: {list}", "Up since {since}: {list}"),
    "less": ("Answered less often than {then}: {list}", "Down since {since}: {list}"),
    "less of several": ("Named less often than {then}: {list}", "Down since {since}: {list}"),
    "answer of group": (
        "For {group} [#]{now} answer “{answer}”, [more]{claim} than for the others",
        "For {group} the share of “{answer}” is [#]{now}, [larger]{claim} than for the others",
        "Striking for {group}: [#]{now} answer “{answer}”, [more]{claim} than for the others",
    ),
    "answer of group of several": (
        "For {group} [#]{now} name “{answer}”, [more]{claim} than for the others",
        "For {group} “{answer}” is named by [#]{now}, [more often]{claim} than for the others",
        "Striking for {group}: [#]{now} name “{answer}”, [more]{claim} than for the others",
    ),
    "and lower": ("{text}; for {group} that share is [smaller]{claim} ([#]{now})",),
    "answer unproven": (
        "{Then} the share of “{answer}” was [#]{before}; the difference is [not significant]{claim}",
        "For “{answer}” the difference from {since} ([#]{before}) is [not significant]{claim}",
        "The share of “{answer}” is [not significantly]{claim} different from {since} ([#]{before})",
    ),
    "asked of": ("The question was put to {base}", "The percentages are about {base}"),
    "not asked of all": ("The question was not put to everyone; the percentages are about those who got it",),
    "theme of group": (
        "for {group} [#]{now} name “{answer}”, [more often]{claim} than for the others",
        "for {group} “{answer}” is named by [#]{now}, [more often]{claim} than for the others",
    ),
    "theme less of group": (
        "for {group} [#]{now} name “{answer}”, [less often]{claim} than for the others",
        "for {group} “{answer}” is named by [#]{now}, [less often]{claim} than for the others",
    ),
    "themes by break": ("themes by {break_}",),
    "themes unproven": ("For none of the themes shown is the difference significant: {list}",),
    "more often": ("more often: {list}",),
    "less often": ("less often: {list}",),
    "answer with": ("[“{answer}”]{claim} ([#]{now})",),
    "in own words": ("In their own words: {label}",),
}
YES_OR_NO = {
    "yes ends": ("to “{top}” [#]{high} answer “{answer}”, to “{bottom}” [#]{low}",),
    "yes one": ("to “{top}” [#]{high} answer “{answer}”",),
    "yes rises": ("to “{top}” [#]{high} answer “{answer}”, [more]{claim} than {then} ([#]{before})",),
    "yes falls": ("to “{top}” [#]{high} answer “{answer}”, [fewer]{claim} than {then} ([#]{before})",),
    "yes more": ("More often “{answer}” than {then}: {list}",),
    "yes less": ("Less often “{answer}” than {then}: {list}",),
    "yes of group": ("For {group} [#]{now} answer “{answer}” to “{top}”, [more]{claim} than for the others",),
}
