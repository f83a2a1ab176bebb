"""Dutch: a figure as it stands and moves, and by group.

`name` is "het totaaloordeel" or "het cijfer voor ‘leges’"; `where` is "" or " bij asiel"; `then` is "in de vorige
meting"; `mix` is "naar terminal" or "(organisaties of ketenpartners)"; lists come ready made. A sentence has no full
stop here: a title has none.
"""

FIGURES = {
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
        "Vergeleken met [een #]{before} {start} is de [stijging ook significant]{claim}",
    ),
    "also below first": (
        "{Start} was dat [een #]{before}; ook sindsdien is de [daling significant]{claim}",
        "Vergeleken met [een #]{before} {start} is de [daling ook significant]{claim}",
    ),
    "yet above first": ("Vergeleken met [een #]{before} {start} is de [stijging significant]{claim}",),
    "yet below first": ("Vergeleken met [een #]{before} {start} is de [daling significant]{claim}",),
    "started unproven": ("{Start} was dat [een #]{before}; dat verschil is [niet significant]{claim}",),
    "started": ("{Start} was dat [een #]{before}",),
    "also above first of all": (
        "{Start} was {name} [een #]{before}; ook sindsdien is de [stijging significant]{claim}",
        "Voor {name} is de [stijging ook significant]{claim} vergeleken met [een #]{before} {start}",
    ),
    "also below first of all": (
        "{Start} was {name} [een #]{before}; ook sindsdien is de [daling significant]{claim}",
        "Voor {name} is de [daling ook significant]{claim} vergeleken met [een #]{before} {start}",
    ),
    "yet above first of all": (
        "Voor {name} is de [stijging significant]{claim} vergeleken met [een #]{before} {start}",
    ),
    "yet below first of all": ("Voor {name} is de [daling significant]{claim} vergeleken met [een #]{before} {start}",),
    "started unproven of all": ("{Start} was {name} [een #]{before}; dat verschil is [niet significant]{claim}",),
    "started of all": ("{Start} was {name} [een #]{before}",),
    "unproven": (
        "{Name} is{where} [een #]{now}, [niet significant]{claim} anders dan {then} ([#]{before})",
        "{Name} is{where} [een #]{now}; het verschil met {since} ([#]{before}) is [niet significant]{claim}",
    ),
    "unproven since": (
        "Het verschil met {since} ([#]{before}) is [niet significant]{claim}",
        "Vergeleken met {since} ([#]{before}) is het verschil [niet significant]{claim}",
    ),
    "unproven since of all": (
        "Voor {name} is het verschil met {since} ([#]{before}) [niet significant]{claim}",
        "Vergeleken met {since} ([#]{before}) is het verschil in {name} [niet significant]{claim}",
    ),
    "beside": (
        "{Name} is{where} [een #]{now}; {then} was dat [een #]{before}",
        "{Name} komt{where} uit op [een #]{now}, {then} was dat [een #]{before}",
    ),
    "mean of all": ("Gemiddeld komt {name} uit op [een #]{now}",),
    "level": ("{Name} is{where} [een #]{now}", "{Name} komt{where} uit op [een #]{now}"),
    "changed": (
        "In {wave} is de vraag veranderd; cijfers van daarvoor zijn niet te vergelijken met die van daarna",
        "Cijfers van voor {wave} zijn niet te vergelijken met die van daarna: de vraag is toen veranderd",
    ),
    "really rises": (
        "De [stijging]{claim} van {name} sinds {since} blijft overeind na correctie voor de samenstelling {mix}",
        "Ook na correctie voor de samenstelling {mix} is {name} sinds {since} [gestegen]{claim}",
    ),
    "really rises too": (
        "De [stijging]{claim} sinds {since} blijft overeind na correctie voor de samenstelling van de respondenten "
        "{mix}",
    ),
    "really falls": (
        "De [daling]{claim} van {name} sinds {since} blijft overeind na correctie voor de samenstelling {mix}",
        "Ook na correctie voor de samenstelling {mix} is {name} sinds {since} [gedaald]{claim}",
    ),
    "really falls too": (
        "De [daling]{claim} sinds {since} blijft overeind na correctie voor de samenstelling van de respondenten {mix}",
    ),
    "really unproven": (
        "Na correctie voor de samenstelling {mix} is {name} sinds {since} [niet aantoonbaar]{claim} veranderd",
    ),
    "really unproven too": (
        "Na correctie voor de samenstelling van de respondenten {mix} is het verschil [niet significant]{claim}: of er "
        "echt iets is veranderd, is niet aangetoond",
    ),
    "carried up": ("De [stijging]{claim} van {name} sinds {since} gaat samen met een hogere score op {list}",),
    "carried down": ("De [daling]{claim} van {name} sinds {since} gaat samen met een lagere score op {list}",),
    "told apart up": ("Waaruit de [stijging]{claim} van {name} sinds {since} bestaat",),
    "told apart down": ("Waaruit de [daling]{claim} van {name} sinds {since} bestaat",),
    "along up": ("Mee omhoog: {list}",),
    "along down": ("Mee omlaag: {list}",),
    "benchmark": ("Ter vergelijking, niet getoetst: {list} ({source})",),
    "benchmark lead": ("Ter vergelijking, niet getoetst: {list}",),
    "benchmark figure": ("{title} [#]{now}",),
    "taking part": ("Aan het onderzoek deden [#]{n} respondenten mee", "Het rapport rust op [#]{n} respondenten"),
    "taking part of sent": (
        "Op [#]{sent} uitnodigingen deden [#]{n} respondenten mee: een respons van [#]{rate}",
        "De respons is [#]{rate}: op [#]{sent} uitnodigingen deden [#]{n} respondenten mee",
    ),
}
GROUPS = {
    "ends": (
        "{Name} is het [hoogst]{highest} bij {top} ([#]{high}) en het [laagst]{lowest} bij {bottom} ([#]{low})",
        "Bij {top} is {name} het [hoogst]{highest} ([#]{high}), bij {bottom} het [laagst]{lowest} ([#]{low})",
    ),
    "top": (
        "{Name} is het [hoogst]{highest} bij {top} ([#]{high})",
        "Bij {top} is {name} met [een #]{high} het [hoogst]{highest}",
    ),
    "bottom": (
        "{Name} is het [laagst]{lowest} bij {bottom} ([#]{low})",
        "Bij {bottom} is {name} met [een #]{low} het [laagst]{lowest}",
    ),
    "pair": (
        "{Name} is bij {top} [hoger]{claim} dan bij {bottom}: [een #]{high} tegen [een #]{low}",
        "Bij {top} is {name} [een #]{high}, [hoger]{claim} dan de [#]{low} bij {bottom}",
    ),
    "pair unproven": (
        "Tussen {top} en {bottom} verschilt {name} [niet significant]{claim}",
        "{Name} verschilt [niet significant]{claim} tussen {top} en {bottom}",
    ),
    "groups unproven": (
        "{Name} verschilt [niet significant]{claim} naar {break_}",
        "Naar {break_} verschilt {name} [niet significant]{claim}",
    ),
    "many groups unproven": ("{name} verschilt [niet significant]{claim} tussen de groepen",),
    "by break": ("{Name} naar {break_}",),
    "many by break": ("{name} per groep",),
    "higher": (
        "{Name} is bij {list} hoger dan bij de anderen",
        "Bij {list} is {name} hoger dan bij de overige respondenten",
    ),
    "lower": (
        "{Name} is bij {list} lager dan bij de anderen",
        "Bij {list} is {name} lager dan bij de overige respondenten",
    ),
    "higher and lower": (
        "{Name} is bij {up} hoger dan bij de anderen, en bij {down} lager",
        "Bij {up} is {name} hoger dan bij de overige respondenten, bij {down} lager",
    ),
    "group": ("[{group}]{claim} ([#]{now})",),
    "group alone": ("[{group}]{claim}",),
    "apart": (
        "Het verschil met de anderen is significant bij {list}",
        "Significant anders dan de overige respondenten: {list}",
    ),
    "rising groups": ("{Name} stijgt bij {list}", "Bij {list} stijgt {name}"),
    "falling groups": ("{Name} daalt bij {list}", "Bij {list} daalt {name}"),
    "moving group": ("[{group}]{claim} (van [#]{before} naar [#]{now})",),
    "only rising group": (
        "[Alleen]{claim} bij {group} stijgt {name} significant, van [een #]{before} naar [een #]{now}",
        "{Name} stijgt [alleen]{claim} bij {group} significant, van [een #]{before} naar [een #]{now}",
        "De stijging van {name} is [alleen]{claim} bij {group} significant: van [een #]{before} naar [een #]{now}",
    ),
    "only falling group": (
        "[Alleen]{claim} bij {group} daalt {name} significant, van [een #]{before} naar [een #]{now}",
        "{Name} daalt [alleen]{claim} bij {group} significant, van [een #]{before} naar [een #]{now}",
        "De daling van {name} is [alleen]{claim} bij {group} significant: van [een #]{before} naar [een #]{now}",
    ),
    "only rising group since": (
        "Sinds {since} stijgt {name} [alleen]{claim} bij {group} significant, van [een #]{before} naar [een #]{now}",
    ),
    "only falling group since": (
        "Sinds {since} daalt {name} [alleen]{claim} bij {group} significant, van [een #]{before} naar [een #]{now}",
    ),
    "closer together": ("De groepen liggen [dichter bij elkaar]{claim} dan {then}",),
    "further apart": ("De groepen liggen [verder uit elkaar]{claim} dan {then}",),
    "except falling": ("{text}; [alleen]{claim} bij {group} daalt het",),
    "except rising": ("{text}; [alleen]{claim} bij {group} stijgt het",),
    "apart from the rest": ("**{Group}.** {text}",),
    "higher on": ("hoger: {list}",),
    "lower on": ("lager: {list}",),
    "higher and lower on": ("{up}; {down}",),
}
