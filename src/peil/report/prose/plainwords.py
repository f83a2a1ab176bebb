"""Plain words that tell of figures, and the claims that would stand behind them: what `loose` looks for in a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from peil.report.prose.notions import MAINLY, NONE, SUPERLATIVE, Notion
from peil.report.prose.proven import PROVEN


@dataclass(frozen=True)
class Family:
    """Words that say one thing, by language. `claims`: those that would say it, the most usual first. `numbered`: any
    figure in the same sentence says it."""

    words: Mapping[str, str]
    claims: tuple[str, ...]
    numbered: bool = False

    def said_by(self, claimed: Collection[str]) -> bool:
        """Whether a claim of the same sentence says it: "rises" of `only rises`, too. `claimed`: words of braces."""
        if self.numbered and claimed:
            return True
        return any(set(claim.replace("-", " ").split()) <= set(claimed) for claim in self.claims)


def _family(nl: str, en: str, *claims: str) -> Family:
    return Family({"nl": nl, "en": en}, claims)


def _notion(notion: Notion, *more: str, nl: str = "", en: str = "") -> Family:
    """The words of a notion, and more like them; the claims that prove it, and more."""
    claims = tuple(claim for claim, row in PROVEN.items() if notion.name in row and claim != "between")
    words = {"nl": nl, "en": en}
    return Family(
        {code: "|".join(filter(None, (text, words[code]))) for code, text in notion.words.items()}, (*claims, *more)
    )


# Where one claim is made of two things or more in a sentence, "both" and "all" may tell of these.
TWICE = "twice"
_CHANGED = ("rises", "falls", "up", "down")
_PLACED = ("higher", "lower", "above", "below")
_SIZE = ("in words", "between")
_PARTS_NL = r"\w+ (?:op|van) de (?:tien|vijf|drie|vier|10)|de helft|(?:een|drie) ?kwart|(?:een|twee|één) ?derde"
_PARTS_EN = (
    r"\w+ (?:in|out of) (?:ten|five|four|three|10)|half|a (?:quarter|third|fifth)|three[ -]quarters|two[ -]thirds"
)
# More superlatives than claims know, by the way they end.
_SUPERLATIVE_NL = (
    r"(?:het|de) (?!duidelijk)\w+(?:igst|lijkst|baarst|zaamst|elst|ootst|oogst|aagst|nelst|ongst|oudst|rkst|akst"
    r"|erst(?<!eerst))e?n?"
)
_SUPERLATIVE_EN = r"the (?!(?:inter|for|hon|mod|requ|lat|har|inqu)est\b|(?:w|r|gu|t|clear)est\b)\w{3,}est"
# Of all, and all together, tell of whom a figure is.
_ALL_NL = (
    r"(?<!van )(?<!voor )(?<!over )(?:alle(?! (?:\w+ )?samen\b)|allemaal|iedereen(?! samen)"
    r"|elke(?! (?:meting|golf|keer)\b)"
    r"|overal|beide|allebei)|geen enkele?|zonder uitzondering|ongeacht \w+|(?:om|bij|voor) welke? [^.,;]{1,30} ook\b"
)
_ALL_EN = (
    r"(?<!of )(?<!for )(?<!above )(?<!in )(?:all(?! (?:but|in)\b)(?! (?:\w+ )?(?:\w+ )?together\b)"
    r"|every(?! (?:wave|time|year)\b)|everyone(?! together)|everywhere|each(?! (?:other|time|wave|of)\b)|both)"
    r"|without exception|whatever|whichever|regardless of"
)
_ALL_SAID = ("all rises", "all falls", "all but rises", "all but falls", "in words", "similar", "unproven", TWICE)
_COMPARED = (
    *(*_PLACED, *_CHANGED, "highest", "lowest", "most", "least", "only higher", "only lower", "widens", "narrows"),
    *("rises more", "falls more", "gains", "loses", "in words", "between", "strength", "priority", "above benchmark"),
    *("increase", "decrease", "change"),
)
# "Veel" and "many" tell of figures where people are counted with them; of fifty times that they stood in chapters of
# ours, the others were an answer ("te weinig informatie"), a name, or "a few words".
_PEOPLE_NL = (
    "mensen|personen|respondenten|klanten|cli[eë]nten|burgers|inwoners|bezoekers|gebruikers|aanvragers|reizigers|passagiers"
    "|pati[eë]nten|leden|ouders|leerlingen|studenten|medewerkers|deelnemers|organisaties|bedrijven|instellingen|gemeenten"
)
_PEOPLE_EN = (
    "people|persons|respondents|customers|clients|citizens|residents|visitors|users|applicants|travell?ers|passengers"
    "|patients|members|parents|pupils|students|participants|organi[sz]ations|companies|institutions|municipalities"
)
_MANY = Family(
    {
        "nl": rf"(?<!te )(?<!zo )(?<!even )(?<!hoe )(?:(?:heel|erg|zeer|vrij) )?(?:veel|weinig) (?:{_PEOPLE_NL})"
        r"|tal van (?=\w)|velen|weinigen",
        "en": rf"(?<!too )(?<!so )(?<!as )(?<!how )(?<!the )(?<!\ba )(?:very )?(?:many|few) (?:{_PEOPLE_EN})",
    },
    _SIZE,
    numbered=True,
)
FAMILIES = (
    _family(
        r"stijg(?:t|en|ing|ingen)|steeg|stegen|gestegen|toegenomen|neemt toe|nemen toe|toename|verbeterd?e?"
        r"|verdubbel\w*",
        r"ris(?:e|es|en|ing)|rose|increase[ds]?|increasing|improved|doubled?",
        "rises", "up", "increase", "moved", "carries",
    ),
    _family(
        r"daal(?:t|de|den)|dal(?:en|ing|ingen)|gedaald|afgenomen|neemt af|nemen af|afname|verslechterd?e?"
        r"|(?:ge)?halveer\w*",
        r"falls?|fell|fallen|falling|decrease[ds]?|decreasing|worsened|halved",
        "falls", "down", "decrease", "moved", "carries",
    ),
    _family(
        r"hoger|vaker|tevredener", r"higher|more often",
        "higher", "rises", "above", "up", "highest", "increase", "above benchmark",
    ),
    _family(
        r"lager|slechter|minder vaak", r"lower|worse|less often",
        "lower", "falls", "below", "down", "lowest", "decrease", "below benchmark",
    ),
    _family(r"beter", r"better", "higher", "rises", "up", "above", "priority", "low-priority"),
    _family(
        r"hoogste?|meeste?|(?:het )?vaakst|grootste", r"highest|(?<!at )(?<!At )most(?! clearly\b)|largest",
        "highest", "most", "majority", "rises most", "falls most",
    ),
    _family(
        r"laagste?|minste?|kleinste", r"lowest|(?<!at )(?<!At )least|smallest",
        "lowest", "least", "rises most", "falls most",
    ),
    _family(
        r"(?<!niet )(?:alleen|enige?|uitsluitend)", r"(?<!not )only|alone",
        "only rises", "only falls", "only higher", "only lower",
    ),
    _notion(MAINLY, "highest", "most"),
    # Which of several tested changes or differences is told first says no more than these do.
    _family(r"de duidelijkste|het duidelijkst", r"the clearest|most clearly", "rises", "falls", "higher", "lower"),
    _notion(SUPERLATIVE, "highest", "most", "priority", nl=_SUPERLATIVE_NL, en=_SUPERLATIVE_EN),
    _notion(NONE, "unproven", "in words"),
    _family(_ALL_NL, _ALL_EN, *_ALL_SAID),
    _family(
        r"(?:elke|iedere) meting|(?<!nog )steeds|telkens|voortdurend",
        r"(?:every|each) wave|ever (?=more|better)|steadily",
        *_CHANGED,
    ),
    _family(
        r"(?!(?:ander|eerder|later|verder|over|onder|nader|ver)e? )\w{3,}ere? dan"
        r"|(?:meer|minder)(?: (?!dan)\w+)? dan(?! (?:één|een|de helft)\b)",
        r"(?!(?:rather|other|later|earlier|further) )\w{3,}er than"
        r"|(?:more|less|fewer)(?: (?!than)\w+)? than(?! (?:one|half)\b)",
        *_COMPARED,
    ),
    _family(
        r"significante?|aantoonba(?:ar|re)", r"significant(?:ly)?|demonstrabl[ey]",
        "rises", "falls", "higher", "lower", "equal", "unproven", "moved", "carries", "majority", "depends",
    ),
    _family(r"meerderheid", r"majority", "majority", *_SIZE),
    _family(r"minderheid", r"minority", *_SIZE),
    _family(
        rf"{_PARTS_NL}|(?:vrijwel|bijna) (?:alle|iedereen|niemand)",
        rf"{_PARTS_EN}|(?:almost|nearly) (?:all|everyone)|hardly anyone",
        *_SIZE, "majority",
    ),
    _family(r"(?:on)?voldoendes?", r"a (?:clear |bare )?(?:pass|fail)", *_SIZE),
    _family(
        r"een (?:vijf|zes|zeven|acht|negen)(?:enhalf)?",
        r"an? (?:five|six|seven|eight|nine)(?: and a half)?(?= (?:or|for|from)\b|[.,;])", *_SIZE,
    ),
    _family(r"gelijk gebleven|onveranderd|stabiel", r"unchanged|stable", "equal", "similar", "unproven"),
    _MANY,
    _family(r"(?:groter|kleiner) (?:deel|aandeel)", r"(?:larger|smaller) share", *_PLACED, *_CHANGED),
)  # fmt: skip


def found_in(text: str, language: str) -> Iterator[tuple[int, str, Family]]:
    """Every plain word of a text with its place, in the order of the families."""
    for family in FAMILIES:
        pattern = family.words.get(language)
        if pattern:
            for found in re.finditer(rf"\b(?:{pattern})(?!\w)", text, re.IGNORECASE):
                yield found.start(), found[0], family
