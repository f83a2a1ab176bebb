"""English: a figure as it stands and moves, and by group.

`name` is "the overall grade" or "the grade for “fees”"; `where` is "" or " for asylum"; `then` is "in the previous
wave"; lists come ready made. A sentence has no full stop here: a title has none.
"""

FIGURES = {
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
        "Compared with [#]{before} {start} the [rise is significant, too]{claim}",
    ),
    "also below first": (
        "{Start} it was [#]{before}; since then, too, the [fall is significant]{claim}",
        "Compared with [#]{before} {start} the [fall is significant, too]{claim}",
    ),
    "yet above first": ("Compared with [#]{before} {start} the [rise is significant]{claim}",),
    "yet below first": ("Compared with [#]{before} {start} the [fall is significant]{claim}",),
    "started unproven": ("{Start} it was [#]{before}; that difference is [not significant]{claim}",),
    "started": ("{Start} it was [#]{before}",),
    "also above first of all": (
        "{Start} {name} was [#]{before}; since then, too, the [rise is significant]{claim}",
        "For {name} the [rise is significant, too]{claim}, compared with [#]{before} {start}",
    ),
    "also below first of all": (
        "{Start} {name} was [#]{before}; since then, too, the [fall is significant]{claim}",
        "For {name} the [fall is significant, too]{claim}, compared with [#]{before} {start}",
    ),
    "yet above first of all": ("For {name} the [rise is significant]{claim}, compared with [#]{before} {start}",),
    "yet below first of all": ("For {name} the [fall is significant]{claim}, compared with [#]{before} {start}",),
    "started unproven of all": ("{Start} {name} was [#]{before}; that difference is [not significant]{claim}",),
    "started of all": ("{Start} {name} was [#]{before}",),
    "unproven": (
        "{Name} is [#]{now}{where}, [not significantly]{claim} different from {since} ([#]{before})",
        "{Name} is [#]{now}{where}; the difference from {since} ([#]{before}) is [not significant]{claim}",
    ),
    "unproven since": (
        "The difference from {since} ([#]{before}) is [not significant]{claim}",
        "Compared with {since} ([#]{before}) the difference is [not significant]{claim}",
    ),
    "unproven since of all": (
        "For {name} the difference from {since} ([#]{before}) is [not significant]{claim}",
        "Compared with {since} ([#]{before}) the difference in {name} is [not significant]{claim}",
    ),
    "beside": (
        "{Name} is [#]{now}{where}; {then} it was [#]{before}",
        "{Name} comes to [#]{now}{where}, {then} it was [#]{before}",
    ),
    "mean of all": ("On average {name} comes to [#]{now}",),
    "level": ("{Name} is [#]{now}{where}", "{Name} comes to [#]{now}{where}"),
    "changed": (
        "The question was changed in {wave}; figures from before cannot be compared with those from after",
        "Figures from before {wave} cannot be compared with those from after: the question was changed then",
    ),
    "really rises": (
        "The [rise]{claim} in {name} since {since} also holds with the same mix of respondents {mix}",
        "With the same mix of respondents {mix}, too, {name} has [risen]{claim} since {since}",
    ),
    "really rises too": ("The [rise]{claim} since {since} also holds with the same mix of respondents {mix}",),
    "really falls": (
        "The [fall]{claim} in {name} since {since} also holds with the same mix of respondents {mix}",
        "With the same mix of respondents {mix}, too, {name} has [fallen]{claim} since {since}",
    ),
    "really falls too": ("The [fall]{claim} since {since} also holds with the same mix of respondents {mix}",),
    "really unproven": (
        "With the same mix of respondents {mix} a change in {name} since {since} is [not shown]{claim}",
    ),
    "really unproven too": (
        "With the same mix of respondents {mix} the difference is [not significant]{claim}: it is not shown that the "
        "change is real",
    ),
    "carried up": ("The [rise]{claim} in {name} since {since} goes with a rise in {list}",),
    "carried down": ("The [fall]{claim} in {name} since {since} goes with a fall in {list}",),
    "told apart up": ("What the [rise]{claim} in {name} since {since} consists of",),
    "told apart down": ("What the [fall]{claim} in {name} since {since} consists of",),
    "along up": ("Up along with it: {list}",),
    "along down": ("Down along with it: {list}",),
    "benchmark": ("For comparison, not tested: {list} ({source})",),
    "benchmark lead": ("For comparison, not tested: {list}",),
    "benchmark figure": ("{title} [#]{now}",),
    "taking part": ("[#]{n} respondents took part", "The report rests on [#]{n} respondents"),
    "taking part of sent": (
        "[#]{n} respondents on [#]{sent} invitations: a response of [#]{rate}",
        "The response is [#]{rate}: [#]{n} respondents on [#]{sent} invitations",
    ),
}
GROUPS = {
    "ends": (
        "{Name} is [highest]{highest} for {top} ([#]{high}) and [lowest]{lowest} for {bottom} ([#]{low})",
        "For {top} {name} is [highest]{highest} ([#]{high}), for {bottom} [lowest]{lowest} ([#]{low})",
    ),
    "top": (
        "{Name} is [highest]{highest} for {top} ([#]{high})",
        "At [#]{high} {name} is [highest]{highest} for {top}",
    ),
    "bottom": (
        "{Name} is [lowest]{lowest} for {bottom} ([#]{low})",
        "At [#]{low} {name} is [lowest]{lowest} for {bottom}",
    ),
    "pair": (
        "{Name} is [higher]{claim} for {top} than for {bottom}: [#]{high} against [#]{low}",
        "For {top} {name} is [#]{high}, [higher]{claim} than the [#]{low} for {bottom}",
    ),
    "pair unproven": (
        "Between {top} and {bottom} the difference in {name} is [not significant]{claim}",
        "{Name} does [not differ significantly]{claim} between {top} and {bottom}",
    ),
    "groups unproven": (
        "{Name} does [not differ significantly]{claim} by {break_}",
        "By {break_} the differences in {name} are [not significant]{claim}",
    ),
    "many groups unproven": ("{name} does [not differ significantly]{claim} between the groups",),
    "by break": ("{Name} by {break_}",),
    "many by break": ("{name} by group",),
    "higher": (
        "{Name} is higher for {list} than for the others",
        "For {list} {name} is higher than for the other respondents",
    ),
    "lower": (
        "{Name} is lower for {list} than for the others",
        "For {list} {name} is lower than for the other respondents",
    ),
    "higher and lower": (
        "{Name} is higher for {up} than for the others, and lower for {down}",
        "For {up} {name} is higher than for the other respondents, for {down} lower",
    ),
    "group": ("[{group}]{claim} ([#]{now})",),
    "group alone": ("[{group}]{claim}",),
    "apart": (
        "The difference from the others is significant for {list}",
        "Significantly different from the other respondents: {list}",
    ),
    "rising groups": ("{Name} rises for {list}", "For {list} {name} rises"),
    "falling groups": ("{Name} falls for {list}", "For {list} {name} falls"),
    "moving group": ("[{group}]{claim} (from [#]{before} to [#]{now})",),
    "only rising group": (
        "[Only]{claim} for {group} does {name} rise significantly, from [#]{before} to [#]{now}",
        "{Name} rises significantly [only]{claim} for {group}, from [#]{before} to [#]{now}",
        "The rise in {name} is significant [only]{claim} for {group}: from [#]{before} to [#]{now}",
    ),
    "only falling group": (
        "[Only]{claim} for {group} does {name} fall significantly, from [#]{before} to [#]{now}",
        "{Name} falls significantly [only]{claim} for {group}, from [#]{before} to [#]{now}",
        "The fall in {name} is significant [only]{claim} for {group}: from [#]{before} to [#]{now}",
    ),
    "only rising group since": (
        "Since {since} {name} rises significantly [only]{claim} for {group}, from [#]{before} to [#]{now}",
    ),
    "only falling group since": (
        "Since {since} {name} falls significantly [only]{claim} for {group}, from [#]{before} to [#]{now}",
    ),
    "closer together": ("The groups lie [closer together]{claim} than {then}",),
    "further apart": ("The groups lie [further apart]{claim} than {then}",),
    "except falling": ("{text}; [only]{claim} for {group} does it fall",),
    "except rising": ("{text}; [only]{claim} for {group} does it rise",),
    "apart from the rest": ("**{Group}.** {text}",),
    "higher on": ("higher: {list}",),
    "lower on": ("lower: {list}",),
    "higher and lower on": ("{up}; {down}",),
}
