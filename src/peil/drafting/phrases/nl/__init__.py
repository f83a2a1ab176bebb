"""Dutch."""

import re

from peil.drafting.phrases.model import Phrases
from peil.drafting.phrases.nl.answers import ANSWERS, YES_OR_NO
from peil.drafting.phrases.nl.aspects import ASPECTS, GROUP_PAGES
from peil.drafting.phrases.nl.figures import FIGURES, GROUPS

_SUMMARY = {
    "lead development": ("**Ontwikkeling.** {text}",),
    "lead groups": ("**Groepen.** {text}",),
    "lead aspects": ("**Aspecten.** {text}",),
    "finding": ("**{Label}.** {text}",),
    "finding of question": ("**{Label}** {text}",),
    "first to improve": ("Eerst verbeteren, want belangrijk en relatief laag gewaardeerd: {list}",),
    "with margin": ("{text}; de marge is [#]{margin}",),
    "beside each other": ("{Name} {list}",),
    "survey figure": ("is [een #]{now} bij {survey}",),
    "survey rises": ("[stijgt]{claim} naar [een #]{now} bij {survey}",),
    "survey falls": ("[daalt]{claim} naar [een #]{now} bij {survey}",),
    "of survey": ("**{survey}** {text}",),
}
_FIXED = {
    "grade": ("het cijfer voor ‘{label}’",),
    "score": ("de score voor ‘{label}’",),
    "mean": ("het gemiddelde van ‘{label}’",),
    "the grade": ("het cijfer",),
    "the score": ("de score",),
    "the mean": ("het gemiddelde",),
    "share": ("het aandeel ‘{label}’",),
    "share of marks": ("het aandeel dat ‘{label}’ geeft",),
    "either": ("{low} of {high}",),
    "from to": ("{low} tot en met {high}",),
    "nps": ("de net promoter score",),
    "overall": ("het totaaloordeel",),
    "overall score": ("het totaaloordeel",),
    "mix by": ("naar {break_}",),
    "within": ("{inner} binnen {outer}",),
    "where": (" bij {group}",),
    "nowhere": ("",),
    "among others": ("onder meer {list}",),
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
    "chapter overall score": ("Totaaloordeel",),
    "chapter aspects": ("Aspecten van de dienstverlening",),
    "chapter questions": ("De vragen",),
    "chapter groups": ("Groep voor groep: {break_}",),
    "chapter method": ("Verantwoording",),
    "key figures": ("Kerncijfers: [een #]{now} van [#]{n} respondenten",),
    "composition": ("Wie deden er mee",),
    "response": ("De respons per groep",),
    "method": ("Zo is het onderzoek uitgevoerd",),
    "guide": ("Leeswijzer",),
    "notes": ("Noten",),
}  # fmt: skip
PHRASES = Phrases(
    sentences=FIGURES | GROUPS | ANSWERS | YES_OR_NO | ASPECTS | GROUP_PAGES | _SUMMARY | _FIXED,
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
        r"|\bof\b|[,;:/&()?!]|(?:\S+\s+){4}",
        re.IGNORECASE,
    ),
    capitals=frozenset(),
    plural=re.compile(r"^(?!(?:adres|kans|proces|status)\b)\w+(?:en|s)\b", re.IGNORECASE),
    figures={
        "beoordeling": "de",
        "cijfer": "het",
        "eindcijfer": "het",
        "eindoordeel": "het",
        "oordeel": "het",
        "rapportcijfer": "het",
        "score": "de",
        "tevredenheid": "de",
        "totaaloordeel": "het",
        "waardering": "de",
    },
)
