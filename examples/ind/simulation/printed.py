"""What the 2013 report prints about foreign nationals and sponsors (V+R): the figures that the simulation aims at.

Only figures that stand in the report, as it prints them. What we had to choose ourselves stands in assumptions.py.
"""

from __future__ import annotations

WAVES = ("2009", "2011", "2013")

# Page "Steekproefopbouw": sent, net, respondents per weighting cell, and the cell's fixed share in per cent.
SENT = {"2009": 3500, "2011": 5049, "2013": 5000}
NET = {"2009": 579, "2011": 877, "2013": 960}
CELLS = (
    "asylum",
    "regular_social.foreign_national",
    "regular_social.sponsor",
    "regular_economic.foreign_national",
    "regular_economic.sponsor",
    "naturalisation",
)
CELL_SIZES = {
    "2009": (191, 48, 58, 40, 19, 127),
    "2011": (126, 97, 172, 136, 39, 200),
    "2013": (182, 108, 106, 167, 46, 246),
}
CELL_SHARES = (12.0, 17.75, 17.75, 28.4, 7.1, 17.0)

# Pages "Totaaloordeel", "Verdeling status aanvraag" and those of the directorates.
OVERALL = {"2009": 7.3, "2011": 7.4, "2013": 7.7}
OVERALL_BY_DIRECTORATE = {
    "2009": {"naturalisation": 7.9},
    "2011": {},
    "2013": {"asylum": 7.7, "regular_economic": 7.7, "naturalisation": 7.5},
}
STATUS_SHARES = {
    "2011": {"granted": 48, "refused": 8, "pending": 27, "unknown": 16},
    "2013": {"granted": 49, "refused": 7, "pending": 25, "unknown": 20},
}
OVERALL_BY_STATUS = {
    "2011": {"granted": 7.7, "refused": 5.4, "pending": 7.3, "unknown": 7.4},
    "2013": {"granted": 8.0, "refused": 5.0, "pending": 7.4, "unknown": 7.7},
}

# Page "De aanvrager staat centraal", and those of the directorates.
VISION = 6.7
VISION_BY_DIRECTORATE = {"asylum": 7.2, "regular_social": 6.6, "regular_economic": 6.6, "naturalisation": 6.5}

# Pages about communication, in per cent.
PREFERRED = {
    "2011": {"telephone": 48, "desk": 40, "email": 25, "letter": 30, "agent": 14},
    "2013": {"telephone": 52, "desk": 42, "email": 23, "letter": 26, "internet": 11, "agent": 10},
}
CONTACT_BY_WEBSITE = {"2013": {"regular_social": 25}}
INTERNET = {"2013": 85}
PURPOSES = {"2013": {"general": 60, "procedure": 60, "forms": 33}}

# Page "Trend: aspecten dienstverlening", both halves: 2009, 2011, 2013, and whether 2013 is bold with a plus.
ASPECTS: dict[str, tuple[float | None, float, float, bool]] = {
    "friendly": (7.7, 7.8, 7.9, True),
    "expert": (7.3, 7.5, 7.6, True),
    "decent": (7.8, 7.8, 8.1, True),
    "listened": (7.6, 7.8, 8.0, True),
    "empathy": (6.7, 7.1, 7.4, True),
    "response_time": (6.6, 5.6, 6.8, False),
    "complete": (7.1, 7.3, 7.4, False),
    "referral": (6.6, 7.0, 7.2, True),
    "helpful": (7.4, 7.4, 7.6, False),
    "thinks_along": (6.5, 7.1, 7.4, True),
    "consistent": (6.4, 6.8, 7.1, True),
    "fees": (5.4, 5.4, 5.7, False),
    "proactive": (6.1, 6.5, 6.5, False),
    "phone_reach": (7.2, 6.6, 6.9, False),
    "language_phone": (7.3, 7.5, 7.7, True),
    "language_written": (6.9, 7.4, 7.4, False),
    "language_email": (6.6, 7.4, 7.6, True),
    "language_visit": (7.5, 7.9, 8.1, True),
    "language_brochures": (7.1, 7.4, 7.8, True),
    "throughput": (6.1, 6.2, 6.2, False),
    "data_needed": (6.7, 7.1, 7.3, False),
    "how_to_reach": (7.6, 7.6, 7.8, True),
    "customer_feeling": (7.6, 6.7, 7.1, False),
    "easy_contact": (None, 7.3, 7.5, False),
    "agreements": (None, 7.1, 7.5, False),
    "deadlines": (None, 6.8, 7.0, False),
}
