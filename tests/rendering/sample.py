"""A rich sample report, in Dutch and English, with every block a renderer must draw. The figures are invented."""

# ruff: noqa: E501 - the two languages of a text stand side by side

from __future__ import annotations

from peil.report.evidence import Asked, Evidence, Figured, Part, Series, Source, Test, Wording
from peil.report.model import (
    Block,
    Bullets,
    Facts,
    Flag,
    Foot,
    Heading,
    Inlines,
    KeyFigure,
    KeyFigures,
    Page,
    Paragraph,
    Quotation,
    Report,
    Run,
    Section,
    Table,
    TableCell,
    TableRow,
    Value,
)  # fmt: skip
from rendering import sample_figures as figures
from rendering.sample_figures import WAVES, Words

OVERALL = "vr/2013/overall/mean/all"


def sample_report(language: str) -> Report:
    """The sample in "nl" or "en"."""
    w = Words(language)
    return Report(
        study="sample",
        language=language,
        title=w("Klanttevredenheidsonderzoek", "Customer satisfaction study"),
        subtitle=w("Resultaten van de meting 2013, vergeleken met 2011 en 2009",
                   "Results of the 2013 wave, compared with 2011 and 2009"),
        client="Immigratie- en Naturalisatiedienst",
        researcher="Voorbeeldbureau",
        copyright="© 2014 Voorbeeldbureau",
        banner=w("gesimuleerde gegevens; geen resultaten van de opdrachtgever", "simulated data; not results of the client"),
        lead_colour="#1F4E79",
        sections=(_summary(w), _vr(w), _boak(w), _method(w)),
        contacts=(w("A. Jansen, projectleider, Voorbeeldbureau, a.jansen@example.org, 020 000 00 00",
                    "A. Jansen, project leader, Voorbeeldbureau, a.jansen@example.org, +31 20 000 00 00"),
                  w("B. de Vries, onderzoeker, Voorbeeldbureau", "B. de Vries, researcher, Voorbeeldbureau")),
        date_line=w("12 mei 2014", "12 May 2014"),
        made_with=w("Gemaakt met Peil 0.1.0", "Made with Peil 0.1.0"),
        evidence=_evidence(w),
    )  # fmt: skip


def _evidence(w: Words) -> Evidence:
    """What stands behind the overall grade, of everyone and of one group that is not shown."""
    asked = Asked("vr", "overall/mean", "", w("Totaaloordeel", "Overall grade"), w("Rapportcijfer", "Grade"),
                  (Wording("", w("Welk cijfer geeft u?", "Which grade do you give?")),), w("Allen", "All"), "1–10")  # fmt: skip
    test = Test("2011", "2011", w("+0,2", "+0.2"), w("t(900) = 2,51", "t(900) = 2.51"), w("p = 0,012", "p = 0.012"), 1)
    now = Figured(w.grade(7.68), "960", "871", w("7,6 – 7,8", "7.6 – 7.8"), (7.68, 7.58, 7.78), "", 1, (test,))
    hidden = Figured("–", "", note=w("minder dan 30 antwoorden", "fewer than 30 answers"))
    return Evidence(
        (Source("vr", w("Vreemdelingen", "Foreign nationals"), ("2009", "2011", "2013"), 2, "95%", ("t",)),),
        (asked,),
        (Part("vr", "all", w("Totaal", "Total"), "", False),
         Part("vr", "role=sponsor", w("Referenten", "Sponsors"), w("Rol", "Role"), True),
         *(Part("vr", str(i), f"{i}", w("Directie", "Directorate"), False) for i in range(5))),
        (Series(0, 0, (None, Figured(w.grade(7.44), "877"), now)), Series(0, 1, (None, None, hidden)),
         *(Series(0, 2 + i, (Figured(w.grade(7.1), "80"),) * 3) for i in range(5))),
    )  # fmt: skip


def _text(*parts: str | Value) -> Inlines:
    """Running text; a part that begins with an asterisk is strong."""
    runs = (p if isinstance(p, Value) else Run(p.removeprefix("*"), strong=p.startswith("*")) for p in parts)
    return tuple(runs)


def _value(text: str, evidence: str = OVERALL) -> Value:
    return Value(text, (evidence,))


def _bullets(*items: Inlines) -> Bullets:
    return Bullets(tuple((item, ()) for item in items))


def _foot(w: Words, question: str, base: str, *notes: str) -> Foot:
    marks = (
        w("Staaf of lijntje door een punt: 95%-betrouwbaarheidsinterval van de laatste meting.",
          "Thin line through a dot: 95% confidence interval of the last wave."),
        w("+ of −: significant hoger of lager dan in 2011 (95%). Open punt: kleine basis (n=30 tot en met 49). –: niet getoond, n<30, of niet gevraagd.",
          "+ or −: significantly higher or lower than in 2011 (95%). Hollow dot: small base (n=30 to 49). –: not shown, n<30, or not asked."),
    )  # fmt: skip
    return Foot((question,), (base,), marks, notes)


def _overall_foot(w: Words, *notes: str) -> Foot:
    question = w("Welk cijfer geeft u voor de kwaliteit van dienstverlening als geheel? (1 = zeer slecht, 10 = uitstekend)",
                 "How do you rate the quality of the service as a whole? (1 = very poor, 10 = excellent)")  # fmt: skip
    base = w("Alle vreemdelingen en referenten: n=579 (2009), n=877 (2011), n=960 (2013). Gewogen naar klantdirectie en rol.",
             "All foreign nationals and sponsors: n=579 (2009), n=877 (2011), n=960 (2013). Weighted by directorate and role.")  # fmt: skip
    return _foot(w, question, base, *notes)


def _summary(w: Words) -> Section:
    key = KeyFigures("vr/key", (
        KeyFigure(w.grade(7.68), w("totaaloordeel vreemdelingen en referenten", "overall grade, foreign nationals and sponsors"),
                  w("± 0,1; n=960", "± 0.1; n=960"), w("+0,2 sinds 2011", "+0.2 since 2011"), 1, (OVERALL,)),
        KeyFigure(w.grade(7.22), w("totaaloordeel organisaties en ketenpartners", "overall grade, organisations and chain partners"),
                  w("± 0,1; n=587", "± 0.1; n=587"), w("gelijk gebleven", "unchanged"), 0, ("boak/2013/overall/mean/all",)),
        KeyFigure(w("Asiel 7,7", "Asylum 7.7"), w("hoogste van de klantdirecties", "highest of the directorates"),
                  w("± 0,3; n=182", "± 0.3; n=182"), w("+0,6 sinds 2011", "+0.6 since 2011"), 1, ("vr/2013/overall/mean/1",)),
        KeyFigure(w("Naturalisatie 7,5", "Naturalisation 7.5"), w("laagste van de klantdirecties", "lowest of the directorates"),
                  w("± 0,2; n=246", "± 0.2; n=246"), w("−0,1 sinds 2011", "−0.1 since 2011"), -1, ("vr/2013/overall/mean/4",)),
        KeyFigure("19%", w("respons (960 van 5.000)", "response (960 of 5,000)"), w("formule RR1", "formula RR1"),
                  w("was 17%", "was 17%"), 0, ("vr/2013/rate",)),
    ))  # fmt: skip
    findings = _bullets(
        _text("*" + w("De stijgende lijn zet door. ", "The upward line continues. "),
              w("Klanten geven een ", "Customers give a "), _value(w("7,7", "7.7")), w(", na een ", ", after a "),
              _value(w("7,4", "7.4")), w(" in 2011.", " in 2011.")),
        _text("*" + w("Doorlooptijd blijft het knelpunt. ", "Processing time remains the bottleneck. "),
              w("Zij krijgt een ", "It gets a "), _value(w("6,2", "6.2")), w(" en weegt zwaar.", " and matters much.")),
        _text("*" + w("De menselijke kant is sterk. ", "The human side is strong. "),
              w("Fatsoenlijk behandeld worden krijgt een ", "Decent treatment gets an "), _value(w("8,1", "8.1")), "."),
    )  # fmt: skip
    first = Page("key", _text(w("Klanten waarderen de dienstverlening met een 7,7, meer dan in 2011",
                                "Customers rate the service 7.7, higher than in 2011")),
                 w("Totaaloordeel op een schaal van 1 tot 10, meting 2013", "Overall grade on a scale of 1 to 10, 2013 wave"),
                 (key, findings), _overall_foot(w))  # fmt: skip
    return Section("summary", w("Samenvatting", "Summary"), (first, _prose_page(w), _long_prose_page(w)))


def _paragraphs(w: Words, count: int) -> tuple[Block, ...]:
    one = (
        w("Het totaaloordeel laat een stijgende lijn zien: van een 7,3 in 2009 via een 7,4 naar een 7,7 in 2013. ",
          "The overall grade shows an upward line: from 7.3 in 2009 by way of 7.4 to 7.7 in 2013. "),
        w("Vooral referenten van regulier sociaal zijn tevredener dan in voorgaande metingen; hun oordeel steeg met een half punt. "
          "Ook klanten die een asielaanvraag doen, zijn positiever dan twee jaar geleden.",
          "Sponsors of the regular social directorate above all are more satisfied than before; their grade rose by half a point. "
          "Customers who apply for asylum are more positive than two years ago as well."),
    )  # fmt: skip
    two = (
        w("De mensgerichte dienstverlening wordt goed gewaardeerd en erg belangrijk gevonden. Klanten worden fatsoenlijk behandeld "
          "en medewerkers zijn vriendelijk, behulpzaam en deskundig. ",
          "The human side of the service is valued and thought very important. Customers are treated decently and staff are "
          "friendly, helpful and competent. "),
        w("Toch ontvangt de klant nog niet altijd een consistente boodschap en worden beslistermijnen niet altijd gehaald.",
          "Even so customers do not always get a consistent message, and terms are not always met."),
    )  # fmt: skip
    made: list[Block] = []
    for i in range(count):
        if i % 3 == 0:
            made.append(
                Heading(_text(w(f"{i // 3 + 1}. Mensgerichte aanpak werkt", f"{i // 3 + 1}. A human approach works")))
            )
        made.append(Paragraph(_text(*(one if i % 2 == 0 else two))))
    return tuple(made)


def _prose_page(w: Words) -> Page:
    nested = Bullets((
        (_text(w("Kom sneller met een beslissing.", "Decide sooner.")),
         (_text(w("De doorlooptijd krijgt een 6,2.", "Processing time gets a 6.2.")),
          _text(w("De reactietermijn krijgt een 6,8.", "Response time gets a 6.8.")))),
        (_text(w("Geef een consistente boodschap.", "Give a consistent message.")), ()),
        (_text(w("Informeer klanten uit uzelf over de stand van zaken.", "Tell customers how things stand before they ask.")), ()),
    ), ordered=True)  # fmt: skip
    blocks = (*_paragraphs(w, 3), Heading(_text(w("Drie verbeterpunten", "Three points for improvement"))), nested)
    title = w("De mensgerichte aanpak werkt; snelheid en eenduidigheid blijven achter",
              "The human approach works; speed and consistency lag behind")  # fmt: skip
    return Page(
        "summary-1", _text(title), w("Conclusies uit beide onderzoeken", "Conclusions from both surveys"), blocks
    )


def _long_prose_page(w: Words) -> Page:
    title = w("Focus op verbeterpunten", "Focus on improvement")
    return Page("summary-2", _text(title), "", _paragraphs(w, 18))


def _remarks(w: Words) -> tuple[Block, ...]:
    return (
        _bullets(
            _text(w("Het totaaloordeel is een ", "The overall grade is "), _value(w("7,7", "7.7")),
                  w(", significant hoger dan in 2011.", ", significantly higher than in 2011.")),
            _text(w("Alleen voor ", "Only for "), "*" + w("naturalisatie", "naturalisation"),
                  w(" neemt het oordeel af, van een 7,9 in 2009 naar een 7,5.", " does it fall, from 7.9 in 2009 to 7.5.")),
            _text(w("De klantdirecties zijn dichter bij elkaar gekomen: in 2009 scheelden zij bijna een punt, nu 0,2.",
                    "The directorates have come closer: in 2009 they were almost a point apart, now 0.2.")),
        ),
    )  # fmt: skip


def _vr(w: Words) -> Section:
    trend = Page("vr-trend", _text(w("Totaaloordeel: ", "Overall grade: "), _value(w("stijgende lijn", "upward line")),
                                   w(" voor alle directies, behalve naturalisatie", " for every directorate but naturalisation")),
                 w("Gemiddeld rapportcijfer, vreemdelingen en referenten, 2009–2013",
                   "Mean grade, foreign nationals and sponsors, 2009–2013"),
                 (figures.trend_by_directorate(w), *_remarks(w)), _overall_foot(w))  # fmt: skip
    dots = Page("vr-role", _text(w("Referenten van regulier sociaal zijn veel tevredener dan in voorgaande metingen",
                                   "Sponsors of the regular social directorate are far more satisfied than before")),
                w("Gemiddeld rapportcijfer per klantdirectie en rol", "Mean grade by directorate and role"),
                (figures.dots_by_group(w), *_remarks(w)),
                _overall_foot(w, w("Naturalisatie is in 2009 niet apart gevraagd.", "Naturalisation was not asked separately in 2009.")))  # fmt: skip
    contact = Page("vr-contact", _text(w("Contact via het loket en e-mail neemt toe, schriftelijk contact neemt af",
                                         "Contact at the desk and by e-mail grows, contact in writing declines")),
                   w("Aandeel dat in de afgelopen 12 maanden contact had, meer antwoorden mogelijk",
                     "Share in contact in the past 12 months, several answers possible"),
                   (figures.bars_of_contact(w), *_remarks(w)),
                   _foot(w, w("Hoe heeft u de afgelopen 12 maanden contact met de IND gehad?",
                              "How have you been in contact with the IND in the past 12 months?"),
                         w("Alle vreemdelingen en referenten, n=960 (2013).", "All foreign nationals and sponsors, n=960 (2013)."),
                         w("De website is in 2013 voor het eerst meegenomen.", "The website was included for the first time in 2013.")))  # fmt: skip
    status = Page("vr-status", _text(w("De helft van de aanvragen is ingewilligd", "Half of the applications were granted")),
                  w("Status van de aanvraag per meting", "Status of the application by wave"),
                  (figures.stack_of_status(w),), _overall_foot(w))  # fmt: skip
    aspects = Page("vr-aspects", _text(w("Bijna alle aspecten van de dienstverlening worden beter gewaardeerd dan in 2011",
                                         "Nearly all aspects of the service are rated higher than in 2011")),
                   w("Gemiddeld rapportcijfer per aspect", "Mean grade by aspect"), (aspect_table(w),), _overall_foot(w))  # fmt: skip
    composed = Page("vr-sample", _text(w("Deelname: 960 klanten, 19% van de steekproef", "Participation: 960 customers, 19% of the sample")),
                    w("Ongewogen aantallen en weegfactoren", "Unweighted numbers and weights"),
                    (composition_table(w), *_remarks(w)), _overall_foot(w))  # fmt: skip
    pages = (composed, trend, dots, contact, status, aspects, _quotes_page(w))
    return Section("vr", w("Vreemdelingen en referenten", "Foreign nationals and sponsors"), pages,
                   w("Onderzoek onder vreemdelingen en referenten", "Survey of foreign nationals and sponsors"))  # fmt: skip


def _quotes_page(w: Words) -> Page:
    texts = (
        ("Ik voel als aanvrager wel dat ik centraal sta, maar te lang wachten op een beslissing geeft onzekerheid.",
         "As an applicant I feel at the centre, but waiting too long for a decision makes me uncertain.", "Regulier sociaal", "Regular, social"),
        ("De kwaliteit van de antwoorden is vaak verschillend per persoon. De IND is wel toegankelijk.",
         "The quality of the answers often differs by person. The IND is accessible, though.", "Regulier economisch", "Regular, economic"),
        ("De mensen zijn behulpzaam en vriendelijk; zij luisterden echt naar mijn verhaal.",
         "The people are helpful and friendly; they really listened to my story.", "Asiel", "Asylum"),
    )  # fmt: skip
    quotes = tuple(Quotation(_text(w(nl, en)), w(who_nl, who_en)) for nl, en, who_nl, who_en in texts)
    intro = Paragraph(_text(w("Toelichting van klanten op hun oordeel, geselecteerd op thema en zo nodig ingekort.",
                              "Customers' explanations of their grade, selected by theme and shortened where needed.")))  # fmt: skip
    return Page(
        "vr-quotes",
        _text(w("“Te lang wachten geeft onzekerheid”", "“Waiting too long makes me uncertain”")),
        "",
        (intro, *quotes),
    )


def aspect_table(w: Words) -> Table:
    """26 aspects in three waves by dimension, with flags and missing waves."""
    parts = {
        w("Menselijke kant", "Human side"): ("Vriendelijkheid medewerker", "Deskundigheid medewerker", "Fatsoenlijk behandeld",
                                             "Geluisterd", "Ingeleefd", "Behulpzaamheid medewerker", "Actief meedenken"),
        w("Communicatie", "Communication"): ("Begrijpelijke taal (telefoon)", "Begrijpelijke taal (schriftelijk)", "Begrijpelijke taal (e-mail)",
                                             "Begrijpelijke taal (bezoek)", "Begrijpelijke taal (brochures)", "Duidelijk welke gegevens nodig zijn",
                                             "Duidelijk hoe de IND te bereiken", "Makkelijk om contact te hebben"),
        w("Proces", "Process"): ("Reactietermijn", "Volledigheid informatie", "Doorverwijzen", "Consistente boodschap", "Proactief informeren",
                                 "Doorlooptijd aanvraag", "Het gevoel klant te zijn", "Afspraken nakomen", "Beslistermijnen nakomen"),
        w("Overig", "Other"): ("Leges", "Bereikbaarheid algemeen nummer"),
    }  # fmt: skip
    rows = [TableRow(w("Totaaloordeel", "Overall grade"), tuple(
        TableCell(w.grade(v), f"vr/{wave}/overall/mean/all", 1 if wave == "2013" else 0)
        for wave, v in zip(WAVES, (7.3, 7.4, 7.68), strict=True)), kind="total")]  # fmt: skip
    for i, (part, names) in enumerate(parts.items()):
        rows.append(TableRow(part, (TableCell(""),) * 3, kind="part"))
        rows.extend(_aspect_row(w, name, i * 9 + j) for j, name in enumerate(names))
    return Table("vr/aspects/table", w("Waardering van 26 aspecten in drie metingen", "Rating of 26 aspects in three waves"),
                 w("Aspect", "Aspect"), WAVES, tuple(rows))  # fmt: skip


def _aspect_row(w: Words, name: str, seed: int) -> TableRow:
    first, last = 6.2 + (seed * 29 % 16) / 10, 6.6 + (seed * 29 % 16) / 10 + (seed % 4) / 10
    flag: Flag = 1 if seed % 3 == 0 else -1 if seed == 20 else 0
    cells = (
        TableCell("–", muted=True) if seed % 8 == 7 else TableCell(w.grade(first), f"vr/2009/a{seed}/mean/all"),
        TableCell(w.grade((first + last) / 2), f"vr/2011/a{seed}/mean/all", muted=seed == 12),
        TableCell(w.grade(last), f"vr/2013/a{seed}/mean/all", flag),
    )
    return TableRow(name, cells, level=1)


def composition_table(w: Words) -> Table:
    """Respondents and weights by group, with a row of column groups."""
    data = (
        (w("Totaal", "Total"), 0, (579, 877, 960), "100%", 1),
        (w("Asiel", "Asylum"), 0, (191, 126, 182), "12%", 0),
        (w("Regulier sociaal", "Regular, social"), 0, (106, 269, 214), "35,5%" if w.language == "nl" else "35.5%", 0),
        (w("Vreemdelingen", "Foreign nationals"), 1, (48, 97, 108), "50%", 0),
        (w("Referenten", "Sponsors"), 1, (58, 172, 106), "50%", 0),
        (w("Regulier economisch", "Regular, economic"), 0, (59, 175, 213), "35,5%" if w.language == "nl" else "35.5%", 0),
        (w("Naturalisatie", "Naturalisation"), 0, (127, 200, 246), "17%", 0),
    )  # fmt: skip
    rows = tuple(
        TableRow(label, (*(TableCell(str(n), muted=n < 50) for n in ns), TableCell(weight, strong=bool(total))), level, "total" if total else "row")
        for label, level, ns, weight, total in data
    )  # fmt: skip
    spans = ((w("Aantal respondenten (n)", "Respondents (n)"), 3), (w("Weging", "Weighting"), 1))
    return Table("vr/composition/table", w("Deelname per klantgroep en weging", "Participation by group and weighting"),
                 w("Klantgroep", "Customer group"), (*WAVES, w("aandeel", "share")), rows, spans)  # fmt: skip


def _boak(w: Words) -> Section:
    trend = Page("boak-trend", _text(w("Organisaties worden sinds 1997 langzaam tevredener", "Organisations have slowly become more satisfied since 1997")),
                 w("Gemiddeld rapportcijfer per klantgroep, negen metingen", "Mean grade by customer group, nine waves"),
                 (figures.trend_of_nine_waves(w),),
                 _overall_foot(w, w("Vraag gewijzigd in 2006; cijfers van daarvoor zijn niet vergelijkbaar.",
                                    "The question was changed in 2006; earlier figures are not comparable.")))  # fmt: skip
    many = Page("boak-many", _text(w("Twee van de dertig organisaties zijn duidelijk minder tevreden", "Two in thirty organisations are clearly less satisfied")),
                w("Gemiddeld rapportcijfer per organisatie, 2013", "Mean grade by organisation, 2013"),
                (figures.bars_of_many_groups(w),), _overall_foot(w))  # fmt: skip
    stack = Page("boak-information", _text(w("Nog bijna vier op de tien organisaties ontvangen te weinig informatie van de IND om hun werk goed te kunnen doen",
                                             "Almost four in ten organisations still receive too little information from the IND to do their work well")),
                 w("Oordeel over de hoeveelheid informatie, organisaties en ketenpartners, 2013", "Opinion on the amount of information, 2013"),
                 (figures.stack_of_information(w), *_remarks(w)), _overall_foot(w))  # fmt: skip
    return Section("boak", w("Bedrijven, onderwijsinstellingen, advocaten en ketenpartners", "Companies, educational institutions, lawyers and chain partners"),
                   (trend, many, stack), w("Onderzoek onder organisaties", "Survey of organisations"))  # fmt: skip


def _method(w: Words) -> Section:
    facts = Facts("vr/method", (
        (w("Populatie", "Population"), (_text(w("Vreemdelingen en referenten met een aanvraag in 2013.", "Foreign nationals and sponsors with an application in 2013.")),)),
        (w("Steekproefkader", "Frame"), (_text(w("Klantregistratie; adressen in het buitenland ontbreken.", "Customer register; addresses abroad are missing.")),)),
        (w("Methode en talen", "Mode and languages"), (_text(w("Schriftelijk, in twaalf talen; voor asiel in de tien meest gesproken talen.", "On paper, in twelve languages; for asylum in the ten most spoken.")),)),
        (w("Veldwerk", "Fieldwork"), (_text(w("December 2013 tot en met januari 2014.", "December 2013 to January 2014.")),)),
        (w("Respons", "Response"), (
            _text("2013: ", _value("960"), w(" van 5.000, 19%.", " of 5,000, 19%.")),
            _text(w("2011: 877 van 5.049, 17%.", "2011: 877 of 5,049, 17%.")),
            _text(w("2009: 579 van 3.500, 17%.", "2009: 579 of 3,500, 17%.")))),
        (w("Weging", "Weighting"), (_text(w("Naar klantdirectie en rol; vaste aandelen in alle metingen. Efficiëntie van de weging 87%.", "By directorate and role; fixed shares in all waves. Efficiency of the weighting 87%.")),)),
        (w("Toetsen en marges", "Tests and margins"), (_text(w("Groep tegen de rest en meting tegen meting, 95%, met standaardfouten die rekening houden met de steekproefopzet.", "Group against the rest and wave against wave, 95%, with standard errors that respect the sample design.")),)),
    ))  # fmt: skip
    page = Page(
        "method-vr",
        _text(
            w(
                "Onderzoeksverantwoording: schriftelijk onderzoek in twaalf talen",
                "Method: a survey on paper in twelve languages",
            )
        ),
        "",
        (facts,),
    )
    guide = Page("guide", _text(w("Leeswijzer", "Reading guide")), "", (
        Paragraph(_text(w("Significante verschillen zijn vet en dragen een + of −. ", "Significant differences are bold and bear a + or −. "),
                        "*" + w("Een verschil is significant", "A difference is significant"),
                        w(" wanneer het met 95% zekerheid niet op toeval berust.", " when with 95% certainty it is not due to chance."))),
        Paragraph((Run(w("Meer uitleg: ", "More: ")), Run("example.org/peil", href="https://example.org/peil"), Run(".", emphasis=True))),
    ))  # fmt: skip
    return Section("method", w("Onderzoeksverantwoording", "Method"), (page, guide))
