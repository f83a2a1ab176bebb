"""The figures of the sample report: invented numbers with the shapes that real ones have.

Many series within two tenths of each other, hidden and small cells, nested groups, long labels, flags, a broken series.
"""

# ruff: noqa: E501 - the two languages of a text stand side by side

from __future__ import annotations

from dataclasses import dataclass

from peil.language import Language
from peil.report.model import (
    Axis,
    BarRow,
    Bars,
    Flag,
    Mark,
    Matrix,
    MatrixPoint,
    Stack,
    StackRow,
    Step,
    Trend,
    TrendSeries,
    Waterfall,
)

WAVES = ("2009", "2011", "2013")
MOMENTS = (("2009", 2009.95), ("2011", 2011.9), ("2013", 2013.95))


@dataclass(frozen=True)
class Words:
    """Picks the words of one language and writes its numbers."""

    language: str

    def __call__(self, nl: str, en: str) -> str:
        return nl if self.language == "nl" else en

    def grade(self, value: float) -> str:
        """A grade with one decimal."""
        return Language(self.language).number(value)

    def percent(self, share: float) -> str:
        """A share 0-1 as a whole percentage."""
        return Language(self.language).percent(share)

    def grade_mark(self, value: float, evidence: str, flag: Flag = 0, n: int = 180) -> Mark:
        """A mark on the scale of grades; hidden up to n=29, small up to n=49."""
        if n < 30:
            note = self(f"niet getoond, n={n}", f"not shown, n={n}")
            return Mark(None, "–", evidence, n, note=note)
        half = 3.4 / n**0.5
        low, high, small = round(value - half, 2), round(value + half, 2), n < 50
        note = self(f"kleine basis, n={n}", f"small base, n={n}") if small else ""
        return Mark(value, self.grade(value), evidence, n, low, high, flag, small, note)

    def share_mark(self, share: float | None, evidence: str, flag: Flag = 0, n: int = 420) -> Mark:
        """A mark on the scale of shares."""
        if share is None:
            return Mark(None, "–", evidence, 0, note=self("niet gevraagd", "not asked"))
        half = 1.0 / n**0.5
        low, high = max(0.0, share - half), min(1.0, share + half)
        return Mark(share, self.percent(share), evidence, n, low, high, flag)


def grade_axis(w: Words, low: int, high: int) -> Axis:
    """A stated range of the 1-10 scale."""
    ticks = tuple((float(value), str(value)) for value in range(low, high + 1))
    return Axis(float(low), float(high), ticks, w("rapportcijfer, schaal 1-10", "grade on a scale of 1-10"))


def share_axis(w: Words, high: float = 1.0) -> Axis:
    """Shares from zero."""
    ticks = tuple((step / 5, w.percent(step / 5)) for step in range(6) if step / 5 <= high + 1e-9)
    return Axis(0.0, high, ticks, w("aandeel van de klanten", "share of customers"))


def directorates(w: Words) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """The groups of the first trend, with their grades by wave; all within 0.2 at the last."""
    return (
        (w("Totaal", "Total"), (7.3, 7.4, 7.68)),
        (w("Asiel", "Asylum"), (7.2, 7.1, 7.7)),
        (w("Regulier sociaal", "Regular, social"), (7.0, 7.4, 7.74)),
        (w("Regulier economisch", "Regular, economic"), (7.1, 7.3, 7.66)),
        (w("Naturalisatie", "Naturalisation"), (7.9, 7.6, 7.54)),
    )


def trend_by_directorate(w: Words) -> Trend:
    """Five lines that end within 0.2 of each other."""
    flags: dict[int, Flag] = {0: 1, 2: 1}
    series = tuple(
        TrendSeries(
            label,
            i == 0,
            tuple(
                w.grade_mark(value, f"vr/{wave}/overall/mean/{i}", flags.get(i, 0) if j == 2 else 0)
                for j, (wave, value) in enumerate(zip(WAVES, values, strict=True))
            ),
        )
        for i, (label, values) in enumerate(directorates(w))
    )
    summary = w(
        "Totaaloordeel per klantdirectie, 2009 tot 2013: het totaal stijgt van 7,3 naar 7,7; naturalisatie daalt naar 7,5.",
        "Overall grade by directorate, 2009 to 2013: the total rises from 7.3 to 7.7; naturalisation falls to 7.5.",
    )  # fmt: skip
    return Trend("vr/overall/trend/directorate", MOMENTS, series, grade_axis(w, 6, 9), summary)


def trend_of_nine_waves(w: Words) -> Trend:
    """Eight lines over nine waves with unequal steps in time, a break in one, an empty start in another."""
    years = (1997.9, 1999.9, 2001.9, 2003.9, 2005.9, 2006.9, 2009.95, 2011.9, 2013.95)
    moments = tuple((str(int(year)), year) for year in years)
    names = (
        w("Totaal", "Total"), w("Bedrijven", "Companies"), w("Onderwijsinstellingen", "Educational institutions"),
        w("Gemeenten", "Municipalities"), w("Ambassades en consulaten", "Embassies and consulates"),
        w("Advocaten", "Lawyers"), w("Vreemdelingen die in afwachting van een beslissing zijn",
        "Foreign nationals waiting for a decision"), w("Overige organisaties", "Other organisations"),
    )  # fmt: skip
    series = []
    for i, name in enumerate(names):
        marks: list[Mark | None] = []
        for j, year in enumerate(years):
            value = 6.4 + 0.09 * j + ((i * 37 + j * 17) % 11 - 5) * 0.05 * (0 if i == 0 else 1)
            small = 44 if i == 4 and j > 5 else 240
            hidden = i == 7 and j == 8
            evidence = f"boak/{int(year)}/overall/mean/{i}"
            mark = w.grade_mark(value, evidence, 1 if i == 0 and j == 8 else 0, 12 if hidden else small)
            marks.append(None if i == 6 and j < 4 else mark)
        series.append(TrendSeries(name, i == 0, tuple(marks), breaks=(5,) if i in (0, 3) else ()))
    summary = w(
        "Totaaloordeel van organisaties over negen metingen.",
        "Overall grade by organisations over nine waves.",
    )
    return Trend("boak/overall/trend/client", moments, tuple(series), grade_axis(w, 5, 8), summary)


def dots_by_group(w: Words) -> Bars:
    """Dots with whiskers for nested groups, with a small base, a hidden cell and a group that was not asked."""
    rows: tuple[tuple[str, int, tuple[float | None, ...], tuple[int, ...], Flag], ...] = (
        (w("Totaal", "Total"), 0, (7.3, 7.4, 7.68), (579, 877, 960), 1),
        (w("Asiel", "Asylum"), 0, (7.2, 7.1, 7.7), (191, 126, 182), 0),
        (w("Regulier sociaal", "Regular, social"), 0, (7.0, 7.4, 7.74), (106, 269, 214), 1),
        (w("Vreemdelingen", "Foreign nationals"), 1, (6.8, 7.8, 7.9), (48, 97, 108), 0),
        (w("Referenten", "Sponsors"), 1, (7.1, 7.0, 7.6), (58, 172, 106), 1),
        (w("Regulier economisch", "Regular, economic"), 0, (7.1, 7.3, 7.66), (59, 175, 213), 0),
        (w("Vreemdelingen", "Foreign nationals"), 1, (7.2, 7.4, 7.7), (40, 136, 167), 0),
        (w("Referenten (erkend referenten zijn bij de organisaties ondervraagd)",
           "Sponsors (recognised sponsors were interviewed with the organisations)"), 1, (6.9, 6.9, 7.4), (19, 39, 46), 0),
        (w("Naturalisatie", "Naturalisation"), 0, (None, 7.6, 7.54), (0, 200, 246), -1),
    )  # fmt: skip
    bars = tuple(
        BarRow(label, tuple(
            None if value is None else w.grade_mark(value, f"vr/{wave}/overall/mean/{i}", flag if k == 2 else 0, n)
            for k, (wave, value, n) in enumerate(zip(WAVES, values, ns, strict=True))
        ), total=i == 0, level=level)
        for i, (label, level, values, ns, flag) in enumerate(rows)
    )  # fmt: skip
    summary = w("Totaaloordeel per klantgroep in drie metingen.", "Overall grade by customer group in three waves.")
    return Bars("vr/overall/bars/role", WAVES, bars, grade_axis(w, 6, 9), "dots", summary)


def bars_of_contact(w: Words) -> Bars:
    """Shares of a multiple answer in three waves; one answer was asked for the first time."""
    rows: tuple[tuple[str, tuple[float | None, ...], Flag], ...] = (
        (w("Telefonisch (informatienummer en doorkiesnummer)", "By telephone (information line and direct number)"),
         (0.61, 0.60, 0.62), 0),
        (w("Loket", "Service desk"), (0.31, 0.33, 0.41), 1),
        (w("Schriftelijk", "In writing"), (0.44, 0.39, 0.31), -1),
        (w("E-mail", "E-mail"), (0.12, 0.14, 0.19), 1),
        (w("Website", "Website"), (None, None, 0.19), 0),
        (w("Aanmeldcentrum", "Application centre"), (0.05, 0.04, 0.08), 1),
        (w("Voorlichtingsbijeenkomst", "Information meeting"), (0.02, 0.01, 0.0), 0),
    )  # fmt: skip
    bars = tuple(
        BarRow(label, tuple(
            w.share_mark(value, f"vr/{wave}/contact={i}/share/all", flag if k == 2 else 0)
            for k, (wave, value) in enumerate(zip(WAVES, values, strict=True))
        ))
        for i, (label, values, flag) in enumerate(rows)
    )  # fmt: skip
    summary = w(
        "Manieren van contact: telefoon 62%, loket 41%, schriftelijk 31%.",
        "Ways of contact: telephone 62%, service desk 41%, in writing 31%.",
    )
    return Bars("vr/contact/bars", WAVES, bars, share_axis(w, 0.8), "bars", summary)


def bars_of_many_groups(w: Words) -> Bars:
    """Thirty groups in one wave, sorted; the total among them."""
    rows = [BarRow(w("Totaal", "Total"), (w.grade_mark(7.22, "boak/2013/overall/mean/all", 0, 587),), total=True)]
    names = (
        "Gemeente Amstelveen",
        "Gemeente Súdwest-Fryslân",
        "Universiteit Leiden",
        "Hogeschool van Amsterdam",
    )
    for i in range(29):
        name = f"{names[i % 4]} {i // 4 + 1}"
        value, n = 8.1 - i * 0.062, 210 - i * 7 if i < 26 else 31
        flag: Flag = 1 if i < 3 else -1 if i in (24, 25) else 0
        rows.append(BarRow(name, (w.grade_mark(value, f"boak/2013/overall/mean/{i}", flag, n),)))
    summary = w("Totaaloordeel van dertig organisaties in 2013.", "Overall grade of thirty organisations in 2013.")
    return Bars("boak/overall/bars/organisation", ("2013",), tuple(rows), grade_axis(w, 5, 9), "dots", summary)


def stack_of_information(w: Words) -> Stack:
    """Ordered answers by group, with segments too small for their text."""
    segments = (
        w("Veel te weinig", "Far too little"), w("Te weinig", "Too little"), w("Precies genoeg", "Just enough"),
        w("Te veel", "Too much"), w("Weet niet / geen mening", "Don't know / no opinion"),
    )  # fmt: skip
    rows = (
        (w("Totaal", "Total"), (0.08, 0.29, 0.57, 0.02, 0.04), "587"),
        (w("Bedrijven", "Companies"), (0.13, 0.37, 0.46, 0.01, 0.03), "82"),
        (w("Onderwijsinstellingen", "Educational institutions"), (0.05, 0.27, 0.64, 0.03, 0.01), "77"),
        (w("Ketenpartners 1: gemeenten, ambassades en andere overheden", "Chain partners 1: municipalities, embassies and other authorities"),
         (0.04, 0.22, 0.69, 0.02, 0.03), "252"),
        (w("Ketenpartners 2: advocaten", "Chain partners 2: lawyers"), (0.16, 0.39, 0.38, 0.0, 0.07), "86"),
    )  # fmt: skip
    return Stack("boak/information/stack/client", segments, _stack_rows(w, "information", rows), True, w(
        "Bijna vier op de tien organisaties krijgen te weinig informatie.",
        "Almost four in ten organisations receive too little information.",
    ))  # fmt: skip


def stack_of_status(w: Words) -> Stack:
    """Unordered answers by wave."""
    segments = (
        w("Ingewilligd", "Granted"), w("Afgewezen", "Refused"), w("In behandeling", "Pending"),
        w("Weet niet / wil niet zeggen", "Don't know / would rather not say"),
    )  # fmt: skip
    rows = (
        ("2009", (0.44, 0.09, 0.31, 0.16), "579"),
        ("2011", (0.48, 0.08, 0.27, 0.17), "877"),
        ("2013", (0.49, 0.07, 0.25, 0.19), "960"),
    )
    return Stack("vr/status/stack", segments, _stack_rows(w, "status", rows), False, w(
        "Status van de aanvraag in drie metingen.", "Status of the application in three waves.",
    ))  # fmt: skip


def _stack_rows(w: Words, question: str, rows: tuple[tuple[str, tuple[float, ...], str], ...]) -> tuple[StackRow, ...]:
    total = w("Totaal", "Total")
    return tuple(
        StackRow(label, tuple(
            w.share_mark(share, f"x/2013/{question}={k}/share/{i}", 1 if (i, k) == (1, 1) else 0)
            for k, share in enumerate(shares)
        ), label == total, f"n={n}")
        for i, (label, shares, n) in enumerate(rows)
    )  # fmt: skip


ASPECTS_IN_MATRIX = (
    ("Doorlooptijd aanvraag", "Duration of the application", 0, 6.24, 0.71), ("Proactief informeren", "Proactive", 0, 6.52, 0.70),
    ("Reactietermijn", "Response time", 0, 6.78, 0.69), ("Beslistermijnen nakomen", "Deciding within the term", 0, 6.98, 0.71),
    ("Het gevoel klant te zijn", "Feeling treated as a customer", 0, 7.08, 0.72), ("Consistente boodschap", "Consistent message", 0, 7.14, 0.69),
    ("Doorverwijzen", "Referring", 0, 7.24, 0.71), ("Duidelijk welke gegevens nodig zijn", "Clear which data are needed", 2, 7.26, 0.68),
    ("Volledigheid informatie", "Completeness of information", 2, 7.42, 0.71), ("Actief meedenken", "Thinking along", 1, 7.44, 0.70),
    ("Afspraken nakomen", "Keeping agreements", 0, 7.46, 0.72), ("Behulpzaamheid medewerker", "Helpfulness of staff", 1, 7.59, 0.70),
    ("Deskundigheid medewerker", "Expertise of staff", 1, 7.65, 0.69), ("Vriendelijkheid medewerker", "Friendliness of staff", 1, 7.94, 0.70),
    ("Geluisterd", "Listened to", 1, 8.03, 0.70), ("Fatsoenlijk behandeld", "Treated decently", 1, 8.12, 0.69),
    ("Begrijpelijke taal (schriftelijk)", "Plain language (letters)", 2, 7.44, 0.46), ("Begrijpelijke taal (telefoon)", "Plain language (telephone)", 2, 7.74, 0.46),
    ("Makkelijk om contact te hebben", "Easy to be in touch", 2, 7.49, 0.41), ("Begrijpelijke taal (bezoek)", "Plain language (visit)", 2, 8.13, 0.42),
    ("Leges", "Fees", 3, 5.66, 0.31), ("Bereikbaarheid nummer", "Telephone reachability", 3, 6.93, 0.28),
)  # fmt: skip


def matrix_of_aspects(w: Words) -> Matrix:
    """Twenty-two aspects, most of them in a dense band; one on a small base, some with a place in the last wave."""
    points = []
    for i, (nl, en, family, rating, importance) in enumerate(ASPECTS_IN_MATRIX):
        corner = (0 if importance >= 0.6 else 2) + (rating >= 7.3)
        n = 42 if i == 20 else 180
        small = Mark(
            importance, Language(w.language).number(importance, 2), f"vr/2013/a{i}/importance/all", n, small=n < 50
        )
        rated = w.grade_mark(rating, f"vr/2013/a{i}/mean/all", n=n)
        earlier = (rating - 0.02 * (i % 9), importance + 0.01 * (i % 4)) if i % 3 else None
        points.append(MatrixPoint(w(nl, en), family, corner, rated, small, earlier, i % 7 == 3, i == 21))
    points.sort(key=lambda point: (point.corner, -(point.importance.value or 0.0)))
    across = Axis(5.4, 8.3, tuple((x / 2, w.grade(x / 2)) for x in range(11, 17)), w("waardering", "rating"))
    upwards = Axis(0.22, 0.76, tuple((x / 10, w.grade(x / 10)) for x in range(3, 8)), w("belang", "importance"))
    families = tuple((name, i) for i, name in enumerate(
        (w("proces", "process"), w("menselijke kant", "human side"), w("communicatie", "communication"), w("overig", "other"))))  # fmt: skip
    corners = (
        w("Verbeterpunten", "To improve"),
        w("Sterke punten", "Strengths"),
        w("Geen prioriteit", "No priority"),
        w("Randvoorwaarden", "Basics"),
    )
    borders = ((7.3, w.grade(7.3)), (0.6, Language(w.language).number(0.6, 2)))
    trace, place = w("plaats in 2011", "place in 2011"), w("Deel van de matrix", "Part of the matrix")
    summary = w("Doorlooptijd is belangrijk en laag gewaardeerd.", "Duration is important and rated low.")
    return Matrix(
        "vr/matrix",
        tuple(points),
        families,
        corners,
        across,
        upwards,
        borders,
        trace,
        place,
        summary,
        w("plaats onzeker", "place uncertain"),
        w("door minder dan 50% beoordeeld", "graded by fewer than 50%"),
    )


def waterfall_of_naturalisation(w: Words) -> Waterfall:
    """From 7.9 to 7.5 in nine steps, some of them hollow."""
    parts = (
        ("Doorlooptijd aanvraag", "Duration of the application", -0.3, True), ("Het gevoel klant te zijn", "Treated as a customer", -0.26, True),
        ("Behulpzaamheid medewerker", "Helpfulness of staff", -0.08, True), ("Leges", "Fees", -0.02, False), ("Doorverwijzen", "Referral", 0.07, False),
        ("Actief meedenken", "Thinks along", 0.14, True), ("11 andere aspecten samen", "11 other aspects together", 0.21, False),
        ("Buiten de aspecten om", "Beside the aspects", -0.21, False),
    )  # fmt: skip
    at, language = 7.93, Language(w.language)
    steps = [Step(w("Cijfer in 2009", "Grade in 2009"), w.grade_mark(at, "vr/2009/overall/mean/all"), at, at, True)]
    for i, (nl, en, points, sure) in enumerate(parts):
        end = at + points
        text = language.number(points, 2, sign=True)
        mark = Mark(points, text, f"vr/2013/a{i}/carried/all~2009", low=end - 0.1, high=end + 0.1)
        steps.append(Step(w(nl, en), mark, at, end, sure=sure))
        at = end
    steps.append(Step(w("Cijfer in 2013", "Grade in 2013"), w.grade_mark(at, "vr/2013/overall/mean/all"), at, at, True))
    axis = Axis(7.0, 8.2, tuple((x / 5, w.grade(x / 5)) for x in range(35, 42)), w("rapportcijfer", "grade"))
    summary = w("De doorlooptijd trok het cijfer omlaag.", "Duration pulled the grade down.")
    return Waterfall("vr/overall/waterfall", tuple(steps), axis, w("punten", "points"), summary)
