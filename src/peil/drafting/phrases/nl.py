"""Dutch."""

import re

from peil.drafting.phrases.model import Phrases

# `name` is "het totaaloordeel" or "het cijfer voor “leges”"; `where` is "" or " bij asiel"; `then` is "in de vorige
# meting"; lists come ready made. A sentence has no full stop here: a title has none.
_FIGURES = {
    "rises": (
        "{Name} [stijgt]{claim}{where} van [een #]{before} naar [een #]{now}",
        "{Name} [gaat{where} omhoog]{claim}, van [een #]{before} naar [een #]{now}",
    ),
    "rises on": (
        "{Name} [stijgt verder]{claim}{where}, van [een #]{before} naar [een #]{now}",
        "{Name} [gaat{where} verder omhoog]{claim}, van [een #]{before} naar [een #]{now}",
    ),
    "falls": (
        "{Name} [daalt]{claim}{where} van [een #]{before} naar [een #]{now}",
        "{Name} [gaat{where} omlaag]{claim}, van [een #]{before} naar [een #]{now}",
    ),
    "falls on": (
        "{Name} [daalt verder]{claim}{where}, van [een #]{before} naar [een #]{now}",
        "{Name} [gaat{where} verder omlaag]{claim}, van [een #]{before} naar [een #]{now}",
    ),
    "above first": (
        "{Name} is{where} [een #]{now}, [hoger]{claim} dan {start} ([#]{before})",
        "{Name} ligt{where} met [een #]{now} [hoger]{claim} dan {start} ([#]{before})",
    ),
    "below first": (
        "{Name} is{where} [een #]{now}, [lager]{claim} dan {start} ([#]{before})",
        "{Name} ligt{where} met [een #]{now} [lager]{claim} dan {start} ([#]{before})",
    ),
    "also above first": (
        "{Start} was dat [een #]{before}; ook sindsdien is de [stijging significant]{claim}",
        "Ook vergeleken met [een #]{before} {start} is dat een [significante stijging]{claim}",
    ),
    "also below first": (
        "{Start} was dat [een #]{before}; ook sindsdien is de [daling significant]{claim}",
        "Ook vergeleken met [een #]{before} {start} is dat een [significante daling]{claim}",
    ),
    "started": ("{Start} was dat [een #]{before}", "{Start} stond het op [een #]{before}"),
    "unproven": (
        "{Name} is{where} [een #]{now}, [niet significant]{claim} anders dan {then} ([#]{before})",
        "{Name} is{where} [een #]{now}; het verschil met {since} ([#]{before}) is [niet significant]{claim}",
    ),
    "unproven since": ("Het verschil met {since} ([#]{before}) is [niet significant]{claim}",),
    "beside": (
        "{Name} is{where} [een #]{now}; {then} was dat [een #]{before}",
        "{Name} komt{where} uit op [een #]{now}, {then} was dat [een #]{before}",
    ),
    "level": ("{Name} is{where} [een #]{now}", "{Name} komt{where} uit op [een #]{now}"),
    "changed": (
        "In {wave} is de vraag veranderd; cijfers van daarvoor zijn niet te vergelijken met die van daarna",
        "Cijfers van voor {wave} zijn niet te vergelijken met die van daarna: de vraag is toen veranderd",
    ),
    "really rises": (
        "Ook bij een gelijke verdeling naar {break_} was {name} [gestegen]{claim}",
        "Ook als de verdeling naar {break_} hetzelfde was gebleven, was {name} [gestegen]{claim}",
    ),
    "really rises too": (
        "Ook bij een gelijke verdeling naar {break_} was er een [stijging]{claim} geweest",
        "De [stijging]{claim} blijft over als de verdeling naar {break_} gelijk wordt gehouden",
    ),
    "really falls": (
        "Ook bij een gelijke verdeling naar {break_} was {name} [gedaald]{claim}",
        "Ook als de verdeling naar {break_} hetzelfde was gebleven, was {name} [gedaald]{claim}",
    ),
    "really falls too": (
        "Ook bij een gelijke verdeling naar {break_} was er een [daling]{claim} geweest",
        "De [daling]{claim} blijft over als de verdeling naar {break_} gelijk wordt gehouden",
    ),
    "share of grades": ("“{answer}”: [#]{now}", "[#]{now} valt in de groep “{answer}”"),
    "taking part": ("Aan het onderzoek deden [#]{n} respondenten mee", "Het rapport rust op [#]{n} respondenten"),
    "taking part of sent": (
        "Aan het onderzoek deden [#]{n} van de [#]{sent} genodigden mee: een respons van [#]{rate}",
        "De respons is [#]{rate}: [#]{n} van de [#]{sent} genodigden deden mee",
    ),
}
_GROUPS = {
    "ends": (
        "{Name} is het [hoogst]{highest} bij {top} ([#]{high}) en het [laagst]{lowest} bij {bottom} ([#]{low})",
        "Bij {top} is {name} het [hoogst]{highest} ([#]{high}), bij {bottom} het [laagst]{lowest} ([#]{low})",
    ),
    "top": (
        "{Name} is het [hoogst]{highest} bij {top} ([#]{high})",
        "Bij {top} is {name} het [hoogst]{highest} ([#]{high})",
    ),
    "bottom": (
        "{Name} is het [laagst]{lowest} bij {bottom} ([#]{low})",
        "Bij {bottom} is {name} het [laagst]{lowest} ([#]{low})",
    ),
    "pair": (
        "{Name} is bij {top} [hoger]{claim} dan bij {bottom}: [een #]{high} tegen [een #]{low}",
        "Bij {top} is {name} [een #]{high}, [hoger]{claim} dan de [#]{low} bij {bottom}",
    ),
    "groups unproven": (
        "{Name} verschilt [niet significant]{claim} naar {break_}",
        "Naar {break_} verschilt {name} [niet significant]{claim}",
    ),
    "by break": ("{Name} naar {break_}",),
    "higher": ("{Name} is bij {list} hoger dan bij de anderen", "Bij {list} ligt {name} boven de rest"),
    "lower": ("{Name} is bij {list} lager dan bij de anderen", "Bij {list} ligt {name} onder de rest"),
    "group": ("[{group}]{claim} ([#]{now})",),
    "group alone": ("[{group}]{claim}",),
    "apart": (
        "Het verschil met de anderen is significant bij {list}",
        "Significant is het verschil met de anderen bij {list}",
    ),
    "rising groups": ("{Name} stijgt bij {list}", "Bij {list} stijgt {name}"),
    "falling groups": ("{Name} daalt bij {list}", "Bij {list} daalt {name}"),
    "moving group": ("[{group}]{claim} (van [#]{before} naar [#]{now})",),
    "only rising group": (
        "[Alleen]{claim} bij {group} stijgt {name} significant, van [een #]{before} naar [een #]{now}",
        "{Name} stijgt [alleen]{claim} bij {group} significant, van [een #]{before} naar [een #]{now}",
    ),
    "only falling group": (
        "[Alleen]{claim} bij {group} daalt {name} significant, van [een #]{before} naar [een #]{now}",
        "{Name} daalt [alleen]{claim} bij {group} significant, van [een #]{before} naar [een #]{now}",
    ),
    "except falling": ("{text}; [alleen]{claim} bij {group} daalt het",),
    "except rising": ("{text}; [alleen]{claim} bij {group} stijgt het",),
}
_ANSWERS = {
    "answer rises": (
        "“{answer}” [stijgt]{claim} van [#]{before} naar [#]{now}",
        "“{answer}” [gaat omhoog]{claim}, van [#]{before} naar [#]{now}",
        "het aandeel “{answer}” [groeit]{claim} van [#]{before} naar [#]{now}",
    ),
    "answer falls": (
        "“{answer}” [daalt]{claim} van [#]{before} naar [#]{now}",
        "“{answer}” [gaat omlaag]{claim}, van [#]{before} naar [#]{now}",
        "het aandeel “{answer}” [zakt]{claim} van [#]{before} naar [#]{now}",
    ),
    "majority": (
        "een [meerderheid]{claim} antwoordt “{answer}” ([#]{now})",
        "[meer dan de helft]{claim} antwoordt “{answer}” ([#]{now})",
    ),
    "majority of several": (
        "een [meerderheid]{claim} noemt “{answer}” ([#]{now})",
        "[meer dan de helft]{claim} noemt “{answer}” ([#]{now})",
    ),
    "most": (
        "“{answer}” is het [meest gegeven]{claim} antwoord ([#]{now})",
        "de [meesten]{claim} antwoorden “{answer}” ([#]{now})",
    ),
    "most of several": (
        "“{answer}” is het [vaakst]{claim} genoemd ([#]{now})",
        "“{answer}” staat [bovenaan]{claim}, met [#]{now}",
    ),
    "in order": ("Het [vaakst geantwoord]{claim}: {list}", "[Bovenaan]{claim}: {list}"),
    "in order of several": ("Het [vaakst genoemd]{claim}: {list}", "[Bovenaan]{claim}: {list}"),
    "next": ("Daarna [volgen]{claim} {list}",),
    "next one": ("Daarna [volgt]{claim} {list}",),
    "answers": ("De verdeling: {list}", "Verdeeld over de antwoorden: {list}"),
    "other answers": ("Verder: {list}", "De overige antwoorden: {list}"),
    "answer": ("“{answer}” ([#]{now})",),
    "moving answer": ("[“{answer}”]{claim} (van [#]{before} naar [#]{now})",),
    "more": ("Vaker geantwoord dan {then}: {list}", "Vergeleken met {since} is vaker geantwoord: {list}"),
    "more of several": ("Vaker genoemd dan {then}: {list}", "Vergeleken met {since} is vaker genoemd: {list}"),
    "less": ("Minder vaak geantwoord dan {then}: {list}", "Vergeleken met {since} is minder geantwoord: {list}"),
    "less of several": ("Minder vaak genoemd dan {then}: {list}", "Vergeleken met {since} is minder genoemd: {list}"),
    "answer of group": (
        "“{answer}” komt het [vaakst]{highest} voor bij {group} ([#]{now}), [vaker]{claim} dan bij de anderen",
        "[Nergens]{highest} komt “{answer}” zo vaak voor als bij {group}: [#]{now}, [meer]{claim} dan bij de anderen",
        "Bij {group} kiest [#]{now} voor “{answer}”; dat is [meer]{claim} dan bij de anderen, en het [meest]{highest} "
        "van alle groepen",
    ),
    "answer of group of several": (
        "“{answer}” wordt het [vaakst]{highest} genoemd bij {group} ([#]{now}), [vaker]{claim} dan bij de anderen",
        "[Nergens]{highest} is “{answer}” zo vaak genoemd als bij {group}: [#]{now}, [meer]{claim} dan bij de anderen",
        "Bij {group} noemt [#]{now} “{answer}”; dat is [meer]{claim} dan bij de anderen, en het [meest]{highest} "
        "van alle groepen",
    ),
    "answer unproven": (
        "{Then} was “{answer}” [#]{before}; het verschil is [niet significant]{claim}",
        "Het verschil met {since} ([#]{before} “{answer}”) is [niet significant]{claim}",
    ),
    "asked of": (
        "De vraag is gesteld aan {base}",
        "De percentages gaan over {base}",
    ),
    "not asked of all": ("De vraag is niet aan iedereen gesteld; de percentages gaan over wie hem kreeg",),
}
_ASPECTS = {
    "aspects": ("Aspecten van de dienstverlening",),
    "up": (
        "[{Count} aspecten scoren hoger]{up} dan {then}",
        "Vergeleken met {since} [scoren {count} aspecten hoger]{up}",
    ),
    "down": (
        "[{Count} aspecten scoren lager]{down} dan {then}",
        "Vergeleken met {since} [scoren {count} aspecten lager]{down}",
    ),
    "up and down": (
        "[{Count} aspecten scoren hoger]{up} dan {then}, [{fewer} lager]{down}",
        "Vergeleken met {since} [scoren {count} aspecten hoger]{up} en [{fewer} lager]{down}",
    ),
    "one up": (
        "Van alle aspecten [scoort alleen {aspect} hoger]{up} dan {then}",
        "[Alleen {aspect} scoort hoger]{up} dan {then}",
    ),
    "one down": (
        "Van alle aspecten [scoort alleen {aspect} lager]{down} dan {then}",
        "[Alleen {aspect} scoort lager]{down} dan {then}",
    ),
    "best": ("Het [hoogst]{claim} gewaardeerd: {list}", "[Bovenaan]{claim}: {list}"),
    "best alone": ("{Top} scoort het [hoogst]{highest} ([#]{high})",),
    "worst alone": ("{Bottom} scoort het [laagst]{lowest} ([#]{low})",),
    "worst": ("Het [laagst]{claim} gewaardeerd: {list}", "[Onderaan]{claim}: {list}"),
    "best and worst": ("{Top} scoort het [hoogst]{highest} ([#]{high}), {bottom} het [laagst]{lowest} ([#]{low})",),
    "aspect": ("{aspect} ([#]{now})",),
    "aspect with": ("[{aspect}]{claim} ([#]{now})",),
    "aspect with bracket": ("[{aspect}]{claim} met [een #]{now}",),
    "moving aspect": ("[{aspect}]{claim} (van [#]{before} naar [#]{now})",),
    "moving aspect bracket": ("[{aspect}]{claim} van [#]{before} naar [#]{now}",),
    "rising": ("Omhoog: {list}", "Hoger dan {then}: {list}"),
    "rising among": ("Onder meer omhoog: {list}", "Hoger dan {then} zijn onder meer: {list}"),
    "falling": ("Omlaag: {list}", "Lager dan {then}: {list}"),
    "falling among": ("Onder meer omlaag: {list}", "Lager dan {then} zijn onder meer: {list}"),
    "group higher on": ("Bij {group} [scoren {count} aspecten hoger]{up} dan bij de anderen",),
    "group lower on": ("Bij {group} [scoren {count} aspecten lager]{down} dan bij de anderen",),
    "group higher on one": ("Bij {group} [scoort alleen {aspect} hoger]{up} dan bij de anderen",),
    "group lower on one": ("Bij {group} [scoort alleen {aspect} lager]{down} dan bij de anderen",),
    "group higher list": ("Bij {group} hoger dan bij de anderen: {list}",),
    "group lower list": ("Bij {group} lager dan bij de anderen: {list}",),
    "grid by break": ("{Grid}: naar {break_}",),
    "priorities": (
        "Voorrang voor {list}",
        "Eerst verbeteren: {list}",
    ),
    "strengths": ("Sterk: {list}", "Vasthouden: {list}"),
    "priorities of group": ("voorrang voor {list}",),
    "strengths of group": ("sterk op {list}",),
    "named": ("[{aspect}]{claim}",),
    "strong": ("Belangrijk en hoog gewaardeerd: {list}", "Sterk, want belangrijk en hoog gewaardeerd: {list}"),
}
_GROUP_PAGES = {
    "group title": ("{Group}: {text}",),
    "title with priority": ("{text}; voorrang voor {list}",),
    "title level": ("[een #]{now}",),
    "title rises": ("het oordeel [stijgt]{claim} naar [een #]{now}",),
    "title falls": ("het oordeel [daalt]{claim} naar [een #]{now}",),
    "valued": ("**Waardering.** {text}",),
    "improved": ("**Vooruitgang.** {text}",),
    "attention": ("**Aandachtspunten.** {text}",),
    "priority": ("**Prioriteit.** {text}",),
    "above the rest": ("{Name} is [hoger]{claim} dan bij de anderen",),
    "below the rest": ("{Name} is [lager]{claim} dan bij de anderen",),
    "priority reason": ("{list}: belangrijk voor {name}, maar laag gewaardeerd",),
    "also lower": ("Lager dan bij de anderen: {list}", "Onder het cijfer van de anderen: {list}"),
    "also higher": ("Hoger dan bij de anderen: {list}", "Boven het cijfer van de anderen: {list}"),
    "aspects of": ("{Group}: {text}",),
    "all aspects of": ("{Group}: alle aspecten",),
}
_SUMMARY = {
    "beside each other": ("{Name} is {list}",),
    "survey figure": ("[een #]{now} bij {survey}",),
    "development": ("**Ontwikkeling.** {text}",),
    "groups": ("**Groepen.** {text}",),
    "strengths lead": ("**Sterk.** {list}",),
    "priorities lead": ("**Voorrang.** {list}",),
    "of survey": ("{survey}: {text}",),
}
_FIXED = {
    "grade": ("het cijfer voor “{label}”",),
    "score": ("de score voor “{label}”",),
    "mean": ("het gemiddelde van “{label}”",),
    "share": ("het aandeel “{label}”",),
    "nps": ("de net promoter score",),
    "overall": ("het totaaloordeel",),
    "within": ("{inner} binnen {outer}",),
    "where": (" bij {group}",),
    "nowhere": ("",),
    "then previous": ("in de vorige meting",),
    "then previous asked": ("de vorige keer dat dit is gevraagd",),
    "then first": ("in de eerste meting",),
    "then first asked": ("de eerste keer dat dit is gevraagd",),
    "since previous": ("de vorige meting",),
    "since previous asked": ("de vorige keer dat dit is gevraagd",),
    "since first": ("de eerste meting",),
    "since first asked": ("de eerste keer dat dit is gevraagd",),
    "chapter summary": ("Managementsamenvatting",),
    "chapter overall": ("Totaaloordeel",),
    "chapter aspects": ("Aspecten van de dienstverlening",),
    "chapter questions": ("De vragen",),
    "chapter groups": ("{break_}: groep voor groep",),
    "chapter method": ("Verantwoording",),
    "summary": ("De uitkomsten in het kort",),
    "composition": ("Wie deden mee",),
    "response": ("De respons per groep",),
    "method": ("Zo is het onderzoek gedaan",),
    "guide": ("Leeswijzer",),
    "notes": ("Noten",),
}  # fmt: skip
PHRASES = Phrases(
    sentences=_FIGURES | _GROUPS | _ANSWERS | _ASPECTS | _GROUP_PAGES | _SUMMARY | _FIXED,
    numbers=(
        "één",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "dertien",
        "veertien",
        "vijftien",
        "zestien",
        "zeventien",
        "achttien",
        "negentien",
        "twintig",
    ),
    not_a_name=re.compile(
        r"^(?:aan|achter|alleen|altijd|anders|beide|bij|binnen|buiten|de|door|een|geen|geheel|heel|het|hoog|ik|in|ja|"
        r"korter|laag|langer|maar|man|meer|mijn|minder|met|na|naar|nee|neutraal|niet|nog|nooit|om|onbekend|onder|"
        r"ontevreden|op|over|per|soms|sinds|tevreden|te|tot|tussen|uit|vaak|van|via|voor|vrouw|wel|weet|wil|zeer|zelf|"
        r"zonder)\b|^[^\W\d_]?[\W\d]"
        # Participles: ingewilligd, afgewezen, gehuwd.
        r"|^(?:af|aan|door|in|om|op|toe|uit)ge\w+(?:d|t|en)$|^(?:be|ge|her|ont|ver)\w+(?:[glmnrw]d|[fkps]t)$"
        r"|[,;:/&()?!]|(?:\S+\s+){4}",
        re.IGNORECASE,
    ),
    capitals=frozenset(),
)
