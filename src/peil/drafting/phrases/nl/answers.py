"""Dutch: the answers to closed questions."""

ANSWERS = {
    "answer rises": (
        "het aandeel ‘{answer}’ [stijgt]{claim} van [#]{before} naar [#]{now}",
        "‘{answer}’ [stijgt]{claim} van [#]{before} naar [#]{now}",
        "het aandeel ‘{answer}’ [groeit]{claim} van [#]{before} naar [#]{now}",
    ),
    "answer rises of several": (
        "‘{answer}’ wordt [vaker]{claim} genoemd, [#]{now} tegen [#]{before} {then}",
        "‘{answer}’ [stijgt]{claim} van [#]{before} naar [#]{now}",
    ),
    "answer falls": (
        "het aandeel ‘{answer}’ [daalt]{claim} van [#]{before} naar [#]{now}",
        "‘{answer}’ [daalt]{claim} van [#]{before} naar [#]{now}",
        "het aandeel ‘{answer}’ [zakt]{claim} van [#]{before} naar [#]{now}",
    ),
    "answer falls of several": (
        "‘{answer}’ wordt [minder vaak]{claim} genoemd, [#]{now} tegen [#]{before} {then}",
        "‘{answer}’ [daalt]{claim} van [#]{before} naar [#]{now}",
    ),
    "majority": (
        "een [meerderheid]{claim} van [#]{now} antwoordt ‘{answer}’",
        "[meer dan de helft]{claim} antwoordt ‘{answer}’ ([#]{now})",
    ),
    "majority of several": (
        "een [meerderheid]{claim} van [#]{now} noemt ‘{answer}’",
        "[meer dan de helft]{claim} noemt ‘{answer}’ ([#]{now})",
    ),
    "large majority": (
        "een [ruime meerderheid]{claim} van [#]{now} antwoordt ‘{answer}’",
        "‘{answer}’ is het antwoord van een [ruime meerderheid]{claim} ([#]{now})",
    ),
    "large majority of several": (
        "een [ruime meerderheid]{claim} van [#]{now} noemt ‘{answer}’",
        "‘{answer}’ wordt door een [ruime meerderheid]{claim} genoemd ([#]{now})",
    ),
    "nearly all": ("[vrijwel iedereen]{claim} antwoordt ‘{answer}’ ([#]{now})",),
    "nearly all of several": ("[vrijwel iedereen]{claim} noemt ‘{answer}’ ([#]{now})",),
    "most": (
        "‘{answer}’ is het [meest gegeven]{claim} antwoord ([#]{now})",
        "het [vaakst]{claim} is ‘{answer}’ geantwoord ([#]{now})",
    ),
    "most of several": (
        "‘{answer}’ wordt het [vaakst]{claim} genoemd ([#]{now})",
        "‘{answer}’ staat [bovenaan]{claim}, met [#]{now}",
    ),
    "in order": ("Het [vaakst geantwoord]{claim}: {list}", "[Bovenaan]{claim} staan {list}"),
    "in order of several": ("Het [vaakst genoemd]{claim}: {list}", "[Bovenaan]{claim} staan {list}"),
    "first": ("Het [vaakst geantwoord]{claim}: {list}",),
    "first of several": ("Het [vaakst genoemd]{claim}: {list}",),
    "next": (
        "Na ‘{answer}’ [volgen]{claim} {list}",
        "Op de plaatsen na ‘{answer}’ [staan]{claim} {list}",
        "Na ‘{answer}’ [komen]{claim} {list}",
    ),
    "next one": ("Na ‘{answer}’ [volgt]{claim} {list}", "Na ‘{answer}’ [komt]{claim} {list}"),
    "answers": ("Van de respondenten antwoordt {list}",),
    "other answers": ("Naast ‘{answer}’ antwoordt {list}",),
    "answer": ("‘{answer}’ ([#]{now})",),
    "share of answer": ("[#]{now} ‘{answer}’",),
    "moving answer": ("[‘{answer}’]{claim} (van [#]{before} naar [#]{now})",),
    "more": ("Vaker geantwoord dan {then}: {list}", "Gestegen sinds {since}: {list}"),
    "more of several": ("Vaker genoemd dan {then}: {list}", "Gestegen sinds {since}: {list}"),
    "less": ("Minder vaak geantwoord dan {then}: {list}", "Gedaald sinds {since}: {list}"),
    "less of several": ("Minder vaak genoemd dan {then}: {list}", "Gedaald sinds {since}: {list}"),
    "answer of group": (
        "Bij {group} antwoordt [#]{now} ‘{answer}’, [meer]{claim} dan bij de anderen",
        "Bij {group} is het aandeel ‘{answer}’ met [#]{now} [groter]{claim} dan bij de anderen",
        "Opvallend bij {group}: [#]{now} antwoordt ‘{answer}’, [meer]{claim} dan bij de anderen",
    ),
    "answer of group of several": (
        "Bij {group} noemt [#]{now} ‘{answer}’, [meer]{claim} dan bij de anderen",
        "Bij {group} is ‘{answer}’ met [#]{now} [vaker]{claim} genoemd dan bij de anderen",
        "Opvallend bij {group}: [#]{now} noemt ‘{answer}’, [meer]{claim} dan bij de anderen",
    ),
    "and lower": ("{text}; bij {group} is dat aandeel [kleiner]{claim} ([#]{now})",),
    "answer unproven": (
        "{Then} was het aandeel ‘{answer}’ [#]{before}; het verschil is [niet significant]{claim}",
        "Voor ‘{answer}’ is het verschil met {since} ([#]{before}) [niet significant]{claim}",
        "Het aandeel ‘{answer}’ is [niet significant]{claim} anders dan {then} ([#]{before})",
    ),
    "asked of": (
        "De vraag is gesteld aan {base}",
        "De percentages gaan over {base}",
    ),
    "not asked of all": ("De vraag is niet aan iedereen gesteld; de percentages gaan over wie hem kreeg",),
    "theme of group": (
        "bij {group} noemt [#]{now} ‘{answer}’, [vaker]{claim} dan bij de anderen",
        "bij {group} is ‘{answer}’ met [#]{now} [vaker]{claim} genoemd dan bij de anderen",
    ),
    "theme less of group": (
        "bij {group} noemt [#]{now} ‘{answer}’, [minder]{claim} dan bij de anderen",
        "bij {group} is ‘{answer}’ met [#]{now} [minder vaak]{claim} genoemd dan bij de anderen",
    ),
    "themes by break": ("thema’s naar {break_}",),
    "themes unproven": ("Bij geen van de getoonde thema’s is het verschil significant: {list}",),
    "more often": ("vaker: {list}",),
    "less often": ("minder vaak: {list}",),
    "answer with": ("[‘{answer}’]{claim} ([#]{now})",),
    "in own words": ("In eigen woorden: {label}",),
}
YES_OR_NO = {
    "yes ends": ("op ‘{top}’ antwoordt [#]{high} ‘{answer}’, op ‘{bottom}’ [#]{low}",),
    "yes one": ("op ‘{top}’ antwoordt [#]{high} ‘{answer}’",),
    "yes rises": ("op ‘{top}’ antwoordt [#]{high} ‘{answer}’, [meer]{claim} dan {then} ([#]{before})",),
    "yes falls": ("op ‘{top}’ antwoordt [#]{high} ‘{answer}’, [minder]{claim} dan {then} ([#]{before})",),
    "yes more": ("Vaker ‘{answer}’ dan {then}: {list}",),
    "yes less": ("Minder vaak ‘{answer}’ dan {then}: {list}",),
    "yes of group": (
        "Bij {group} antwoordt [#]{now} ‘{answer}’ op ‘{top}’, [meer]{claim} dan bij de anderen",
        "Op ‘{top}’ antwoordt bij {group} [#]{now} ‘{answer}’, [meer]{claim} dan bij de anderen",
    ),
}
