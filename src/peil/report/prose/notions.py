"""What marked words say, whatever they are about: that it is so for all, that it is much, that it is the same.

A claim proves some of these notions and not others (`proven`). Every other word between its brackets is a topic
("friendlier", "the desk"), which the writer chooses. A notion is a line of the table, with its words by language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Notion:
    """Words that say one thing, by language. `says`: what they say, for a message; `instead`: what would say it."""

    name: str
    says: str
    words: Mapping[str, str]
    instead: str = ""

    def found(self, text: str, language: str) -> str:
        """The first such word of a text; "" when there is none."""
        pattern = self.words.get(language)
        found = _pattern(pattern).search(text) if pattern else None
        return found[0] if found else ""


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{words})(?!\w)", re.IGNORECASE)


def _notion(name: str, says: str, nl: str, en: str, instead: str = "") -> Notion:
    return Notion(name, says, {"nl": nl, "en": en}, instead)


_TO_TWELVE_NL = "twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf"
_TO_TWELVE_EN = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MORE_NL = (
    rf"(?:der|veer|vijf|zes|zeven|acht|negen)tien|(?:(?:{_TO_TWELVE_NL}|een|één)[eë]n)?(?:twin|der|veer|vijf|zes"
    rf"|zeven|tach|negen)tig"
)
_MORE_EN = r"(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?"

# A claim's way: that something changes, that one figure is compared with another.
CHANGE = _notion(
    "change",
    "that a figure changes",
    r"stijg(?:t|en|ing|ingen|end|ende)|steeg|stegen|gestegen|daal(?:t|de|den|d)|dal(?:en|ing|ingen|end|ende)|gedaald"
    r"|toegenomen|afgenomen|(?:neemt|nam|nemen|namen) (?:toe|af)|toename|afname|groei(?:t|en|de|den)?|gegroeid"
    r"|verbeter(?:t|d|de|den|en|ing)|verslechter(?:t|d|de|den|en|ing)|toenemen|afnemen",
    r"ris(?:es?|en|ing)|rose|f[ae]ll(?:s|en|ing)?|increas(?:es?|ed|ing)|decreas(?:es?|ed|ing)|declin(?:es?|ed|ing)"
    r"|grow(?:s|n|th|ing)?|grew|drop(?:s|ped|ping)?|improve[sd]?|improving|worsen(?:s|ed|ing)?",
    "`rises` or `falls`",
)
COMPARED = _notion(
    "compared",
    "that a figure is higher or lower than another",
    r"hoger|lager|(?:meer|minder|vaker|beter|slechter) dan(?! de helft\b)|niet (?:meer|minder|vaker|beter|slechter)",
    r"higher|lower|(?:more|less|fewer|better|worse|more often) than(?! half\b)|no (?:more|less|fewer|better|worse)",
    "`higher` or `lower`",
)
# How much.
STRONG = _notion(
    "strong",
    "that it is much",
    r"flink|fors(?:e|er)?|sterk(?: (?=gest|toe|af|ged|verb|versl|hog|lag|meer|mind))"
    r"|(?:heel )?veel (?:hoger|lager|beter|slechter|meer|minder|vaker|\w+ere?)"
    r"|enorme?|aanzienlijke?|spectaculair|behoorlijk|drastisch|explosief|hard|stukken|verreweg|veruit"
    r"|ver (?:boven|onder|voor)"
    r"|(?:over)?duidelijk (?:hoger|lager|beter|slechter|meer|minder|vaker|gest\w+|ged\w+|toe\w*|af\w*|verb\w+)",
    r"much|far (?:more|less|fewer|higher|lower|better|worse|above|below|ahead|behind)|by far|strongly|sharply|greatly"
    r"|considerabl[ey]|substantial(?:ly)?|dramatic(?:ally)?|hugely|huge|enormous(?:ly)?|markedly|a (?:good"
    r"|great) deal"
    r"|a lot|leap|leaps|well (?:above|below|ahead|behind)|soar(?:s|ed|ing)?|plummet(?:s|ed)?|plunge[sd]?|surge[sd]?"
    r"|skyrocket\w*|clearly (?:higher|lower|better|worse|more|less|rises?|rose|risen|falls?|fell|fallen|up|down)",
)
SLIGHT = _notion(
    "slight",
    "that it is little",
    r"iets|licht(?:e|jes)?(?= (?:gest|ged|toe|af|verb|versl|hog|lag|stij|dal))|een (?:klein )?beetje|een fractie|nipt"
    r"|marginaal|minimaal|net (?=boven|onder|iets)",
    r"slight(?:ly)?|a (?:little|touch|bit|fraction)|somewhat|marginal(?:ly)?|minimal(?:ly)?|just (?=above|below"
    r"|over|under)",
)
# Alike.
SAME = _notion(
    "same",
    "that figures are the same",
    r"gelijk(?:e|blijvend)?|hetzelfde|dezelfde|onveranderd|stabiel|geen verschil(?:len)?"
    r"|even (?!later|goed als)\w+|evenveel|net zo \w+|zo \w+ als|(?:net )?als (?:eerder|voorheen)"
    r"|niet (?:veranderd|anders|gewijzigd)|niets veranderd",
    r"equal(?:ly)?|the same|same|unchanged|stable|no differen(?:ce|t)|alike|identical|as (?!(?:in|for|before|well"
    r"|soon|far|a|the|they|it|if)\b)\w+(?: as|$)"
    r"|just as \w+|not (?:changed?|different)|n[’']t change|nothing changed",
    "`equal … within AMOUNT`",
)
EXACT = _notion(
    "exact",
    "that it is so to the last digit",
    r"precies|exacte?|identieke?|volledig gelijk|volkomen|op de komma",
    r"exactly|precisely|identical(?:ly)?|perfectly|completely (?:equal|the same)",
)
# About whom.
NEARLY_ALL = _notion(
    "nearly all",
    "that it is so for nearly all",
    r"(?:bijna|vrijwel|nagenoeg|zo goed als) (?:alle|allen|alles|allemaal|iedereen|elke|ieder|overal)",
    r"(?:almost|nearly|virtually|practically) (?:all|every|everyone|everything|everybody|everywhere)",
    "`all but …`, or `in words` for a share",
)
ALL = _notion(
    "all",
    "that it is so for all",
    r"al(?:le|len|les|lemaal)?(?= (?:de|het|groepen|directies|klanten|aspecten)\b)|alle|allen|alles|allemaal|iedereen"
    r"|ieders?|iedere|elke?|overal|beide|allebei|zonder uitzondering|ongeacht \w+|over de hele linie"
    r"|(?:heel de|de hele) \w+|stuk voor stuk|unaniem|eensgezind",
    r"(?<!above )all(?! but\b)|every|everyone|everybody|everything|everywhere|each|both|without exception"
    r"|whatever|whichever|regardless of|across the board|unanimous(?:ly)?|the whole \w+|universally",
    "`all rises` or `all falls`",
)
EXCEPT = _notion(
    "except",
    "that all do so but one or some",
    r"behalve|uitgezonderd|op \w+ na|met uitzondering van|overal behalve",
    r"except|apart from|with the exception of|all but|everywhere but|other than",
    "`all but …`",
)
NONE = _notion(
    "none",
    "that nobody does so",
    r"geen enkele?|niemand|nergens|geen van (?:de|alle|beide)",
    r"none|nobody|no one|nowhere|not one|not a single|neither",
)
MAJORITY = _notion(
    "majority",
    "that it is so for more than half, or for most",
    r"(?:(?:grote|ruime|krappe|kleine|overgrote|grootste) )?(?:meerderheid|merendeel)|de meeste[n]?"
    r"|meeste(?= (?!van\b)\w)"
    r"|meer dan de helft|(?:het )?(?:overgrote|grootste|grote) deel|veelal|doorgaans|meestal",
    r"(?:(?:large|ample|clear|small|bare|vast|great|overwhelming) )?majority|more than half|over half|the bulk"
    r"|(?<!al)(?<!at )most (?:of(?! all\b)|people|customers|groups|respondents|directorates|aspects)|usually"
    r"|generally",
    "`majority`",
)
MINORITY = _notion(
    "minority",
    "that it is so for less than half, or for few",
    r"minderheid|minder dan de helft|nog (?:geen|niet de) helft|(?:een )?handvol|een enkeling",
    r"minority|(?:less|fewer) than half|under half|a handful|very few",
    "`in words` or `between`",
)
ONLY = _notion(
    "only",
    "that no other does so",
    r"alleen(?! maar)|als enigen?|(?:de|het|een) enige|enige|enkel|slechts|uitsluitend|louter|exclusief",
    r"only(?! just)|solely|alone|exclusively|merely|nothing but",
    "`only …`",
)
# Of all the first.
SUPERLATIVE = _notion(
    "superlative",
    "that it is the first of all",
    r"(?:het|de) (?:meest|minst|vaakst|hoogste?|laagste?|beste?|slechtste?|grootste?|kleinste?|sterkste?|zwakste?"
    r"|belangrijkste?|snelste?|\w+(?<!la)atste?)|meest(?:e)? \w+|hoogste|laagste|beste|slechtste|grootste"
    r"|kleinste|sterkste"
    r"|belangrijkste|(?<!ten )koploper|bovenaan|onderaan|nummer (?:één|1)|voorop",
    r"(?<!at )(?<!al)most(?: of all\b)?(?! of\b| clearly\b| people\b| customers\b)|(?<!at )least|highest|lowest"
    r"|best|worst"
    r"|largest|greatest|smallest"
    r"|strongest|weakest|biggest|mostly|top of the list|number one|foremost",
    "`highest`, `most` or `rises most`",
)
MAINLY = _notion(
    "mainly",
    "that it is so for these more than for others",
    r"vooral|met name|voornamelijk|hoofdzakelijk|in het bijzonder|bovenal",
    r"mainly|chiefly|primarily|especially|above all|in particular|particularly",
    "`highest`, `most` or `only higher`",
)
RANK = _notion(
    "rank",
    "which place it takes",
    r"(?:op één na|op een na|op twee na)|tweede|derde(?! deel)|vierde",
    r"second|third(?!s)|runner-up|next to (?:last|first)",
    "`most` with the answers in their order",
)
# In time.
TREND = _notion(
    "trend",
    "that it is so wave after wave",
    r"(?<!nog )steeds|telkens|(?:elke|iedere) (?:meting|golf|keer|wave)|alle metingen|voortdurend|onafgebroken"
    r"|(?:jaar|keer) (?:na|op) (?:jaar|keer)|almaar|opnieuw|alweer|wederom|altijd|nog altijd|blijvend|stelselmatig",
    r"(?:every|each) (?:wave|time|year)|all waves|keeps?|kept|continu(?:es|ed|ing|ously|ally)|steadily"
    r"|consistently|ever"
    r"|always|better and better|year after year|again|time and again|persistent(?:ly)?|ongoing",
    "`rises` with three waves or more",
)
RECORD = _notion(
    "record",
    "that it never was so before",
    r"(?:hoogste?|beste?|laagste?|slechtste?)(?: \w+)? (?:ooit|sinds jaren)|nog nooit|nooit eerder"
    r"|nog niet eerder|record\w*"
    r"|historisch \w+|voor het eerst|(?:de )?eerste keer|ongekend",
    r"(?:highest|best|lowest|worst|most)(?: \w+)? ever|never before|not before|(?:a )?record(?: \w+)?"
    r"|all-time \w+|historic\w*"
    r"|(?:for the )?first time|unprecedented",
    "`first asked` for a question",
)
FUTURE = _notion(
    "future",
    "what will be",
    r"zal|zullen|gaan? (?:stijgen|dalen|verbeteren)|blij(?:ft|ven) (?:stijgen|dalen|groeien)|toekomst\w*"
    r"|naar verwachting|verwacht",
    r"will|shall|going to|is set to|expected to|in future",
)
CAUSE = _notion(
    "cause",
    "what the cause is",
    r"doordat|omdat|dankzij|vanwege|wegens|als gevolg van|(?:komt|kwam) door|veroorza\w+|lei(?:dt|dde) tot"
    r"|zorg(?:t|de) (?:voor|dat)"
    r"|te danken aan|te wijten aan|het effect van|waardoor",
    r"because|due to|thanks to|caused?(?: by)?|causes|owing to|as a result(?: of)?|leads? to|led to|brought about"
    r"|the effect of"
    r"|driven by",
)
CERTAIN = _notion(
    "certain",
    "that there is no doubt",
    r"ongetwijfeld|zonder (?:enige )?twijfel|onmiskenbaar|onomstotelijk|definitief|gegarandeerd|vaststaat",
    r"undoubtedly|without (?:a |any )?doubt|unmistakabl[ey]|definitely|certainly|guaranteed|conclusive(?:ly)?",
)
PREVIOUS = _notion(
    "previous",
    "that it is compared with the wave before",
    r"vorige (?:meting|golf|keer|wave)|(?:de )?meting (?:daarvoor|ervoor)",
    r"(?:previous|last) (?:wave|time|survey|measurement)|the wave before",
    "the waves between the braces",
)
FIRST_WAVE = _notion(
    "first wave",
    "that it is compared with the first wave",
    r"eerste (?:meting|golf|wave)|nulmeting|sinds het begin",
    r"first (?:wave|survey|measurement)|since the (?:start|beginning)",
    "the waves between the braces",
)
# A figure in words.
NUMBER = _notion(
    "number",
    "a number",
    rf"(?:(?:ruim|bijna|ongeveer|zo[’']n) )?(?:(?:een|één|{_TO_TWELVE_NL}) (?:op|van)(?: de"
    rf"| elke)? (?:{_TO_TWELVE_NL}|\d+)"
    rf"|(?:een|één|{_TO_TWELVE_NL}) ?(?:kwart|derde|vijfde|zesde|tiende)|drie ?kwart|de helft|helft|een kwart"
    rf"|een (?:{_TO_TWELVE_NL})(?:[eë]n(?:half|halve))?|(?:{_TO_TWELVE_NL})(?:[eë]n?half)?|(?:{_MORE_NL})|honderd"
    rf"|duizend|half)"
    r"|verdubbel\w*|verdrievoudig\w*|gehalveerd|halveer\w*|dubbel\w*|(?:twee|drie|vier) ?(?:keer|maal)"
    r"|(?:on)?voldoende|miljoen",
    rf"(?:(?:one|{_TO_TWELVE_EN}) (?:in|out of)(?: every)? (?:{_TO_TWELVE_EN}|\d+)"
    rf"|(?:a|one|{_TO_TWELVE_EN})[ -](?:quarters?|thirds?|fifths?|sixths?|tenths?|half)|half|an? (?:{_TO_TWELVE_EN})"
    rf"|(?:{_TO_TWELVE_EN})|(?:{_MORE_EN})|hundred|thousand)|doubled?|doubling|tripled?|trebled|halved"
    r"|twice|threefold|twofold|a (?:clear |bare )?(?:pass|fail)|million",
    "`in words` for a figure, `[..]{…}` for a number",
)

# In this order they are looked for: a longer phrase before the word within it.
NOTIONS = (
    *(PREVIOUS, FIRST_WAVE, RECORD, TREND, NEARLY_ALL, EXCEPT, NONE, MAJORITY, MINORITY, ALL, ONLY, EXACT, SAME),
    *(STRONG, SLIGHT, CAUSE, CERTAIN, FUTURE, MAINLY, SUPERLATIVE, RANK, NUMBER, COMPARED, CHANGE),
)
