"""What the 2013 report does not print and the simulation needs all the same: chosen once, before anything was computed.

Groups stand in the order of `DIRECTORATES`, waves in the order of `printed.WAVES`.
"""

from __future__ import annotations

DIRECTORATES = ("asylum", "regular_social", "regular_economic", "naturalisation")

# One seed for everything; another seed gives other respondents and the same printed figures.
SEED = 20131201

# Spread of the grades (standard deviation before rounding to whole grades and cutting off at 1 and 10), by dimension
# where an aspect has none of its own. No spread was published: these are assumptions (README, "Spread").
SPREAD = {"overall": 1.7, "vision": 2.1, "human": 1.55, "communication": 1.65, "process": 2.0, "other": 2.2}
OWN_SPREAD = {"friendly": 1.5, "expert": 1.5, "decent": 1.5, "fees": 2.5, "customer_feeling": 2.0}
# Strength of the left skew: satisfaction answers are negatively skewed (Peterson and Wilson 1992).
SKEW = 0.35
# Loadings on the general factor and on that of the dimension: aspects correlate .58 within, .49 between dimensions.
GENERAL, DIMENSION = 0.7, 0.3
# The overall grade and the vision lean on the general factor and on all dimensions.
OVERALL_GENERAL, OVERALL_DIMENSIONS, OVERALL_OWN = 0.82, 0.2, 0.45

# Mean overall grade per weighting cell where the report prints none (its charts were lost), and without a cell.
OVERALL_BY_CELL = {
    "2009": (7.05, 6.9, 7.05, 7.5, 6.9, 7.9, 7.3),
    "2011": (7.2, 7.45, 7.05, 7.5, 7.05, 7.7, 7.45),
    "2013": (7.72, 7.55, 7.85, 7.75, 7.55, 7.48, 7.65),
}
# Weighted shares of the status among those who gave one: inside the printed figures, which add up to 99 and 101.
STATUS_TARGET = {
    "2011": {"granted": 48.4, "refused": 8.1, "pending": 27.2, "unknown": 16.3},
    "2013": {"granted": 49.2, "refused": 6.6, "pending": 24.6, "unknown": 19.6},
}
# Respondents who left the status open, and their mean overall grade.
STATUS_BLANK = {"2011": (0.03, 7.6), "2013": (0.04, 8.05)}
# Where in its rounding interval (0-1) a mean lies, when not anywhere: see README, "The status table of 2013".
OVERALL_POSITION = {"2009": (0.1, 0.6), "2011": (0.05, 0.4), "2013": (0.08, 0.2)}
STATUS_POSITION = {
    "2011": {"granted": (0.4, 0.8), "refused": (0.3, 0.6), "pending": (0.4, 0.8), "unknown": (0.4, 0.8)},
    "2013": {"granted": (0.8, 0.9), "refused": (0.3, 0.6), "pending": (0.8, 0.9), "unknown": (0.8, 0.9)},
}
# Pull of the status on the general factor, in standard deviations.
STATUS_PULL = {"granted": 0.2, "refused": -1.2, "pending": -0.1, "unknown": 0.0, "": 0.1}
# Chance of each status per directorate, relative to the printed shares: granted, refused, pending, unknown.
STATUS_TILT = {
    "asylum": (0.9, 1.5, 1.1, 1.0),
    "regular_social": (1.0, 1.1, 1.0, 1.0),
    "regular_economic": (1.1, 0.6, 0.8, 1.0),
    "naturalisation": (0.8, 0.7, 1.4, 1.0),
    "": (1.0, 1.0, 1.0, 1.2),
}

# How far the groups follow their overall grade in every aspect, and what an aspect adds to that, in points.
FOLLOWS_OVERALL = 0.6
# Part of a standard error by which chance moves the mean of a cell besides.
CHANCE = 0.7
GROUP_EXTRA: dict[str, dict[str, tuple[float, float, float]]] = {
    "language_phone": {"asylum": (-0.5, -0.5, 0.25), "naturalisation": (-0.5, -0.2, 0.1)},
    "language_written": {"asylum": (-0.4, -0.4, -0.4), "naturalisation": (-0.5, -0.2, 0.15)},
    "language_visit": {"naturalisation": (-0.4, -0.2, 0.1)},
    "language_brochures": {"naturalisation": (-0.4, -0.2, 0.1)},
    "consistent": {"asylum": (0.1, 0.3, 0.5), "regular_economic": (0.0, 0.0, -0.15)},
    "throughput": {"naturalisation": (0.9, 0.3, -0.25), "asylum": (-0.4, -0.3, -0.2)},
    "customer_feeling": {"naturalisation": (0.2, 0.3, -0.3), "regular_economic": (0.0, 0.0, -0.1)},
    "fees": {"naturalisation": (0.5, 0.3, -0.7), "regular_social": (-0.4, -0.2, 0.1)},
    "complete": {"regular_economic": (0.0, -0.25, 0.25)},
    "response_time": {
        "regular_economic": (0.1, 0.0, -0.25), "regular_social": (0.1, 0.0, -0.25), "asylum": (-0.3, -0.2, -0.1),
    },
    "referral": {"regular_economic": (0.0, 0.0, -0.2)},
    "data_needed": {"asylum": (-0.2, -0.2, -0.2), "regular_social.sponsor": (-0.2, -0.3, 0.2)},
    "helpful": {"regular_social.sponsor": (-0.2, -0.3, 0.2)},
    "thinks_along": {"regular_social.sponsor": (-0.2, -0.3, 0.2), "asylum": (-0.1, -0.1, -0.2)},
    "empathy": {"regular_social": (-0.2, -0.2, 0.1), "asylum": (0.0, 0.0, -0.1)},
    "proactive": {"asylum": (-0.2, -0.1, 0.0)},
}  # fmt: skip

# Part of the respondents for whom an aspect does not apply; in asylum for some another part.
DOES_NOT_APPLY = {
    "friendly": 0.03, "expert": 0.03, "decent": 0.02, "listened": 0.04, "empathy": 0.07, "response_time": 0.08,
    "complete": 0.04, "referral": 0.30, "helpful": 0.04, "thinks_along": 0.07, "consistent": 0.08, "fees": 0.16,
    "proactive": 0.12, "phone_reach": 0.22, "language_phone": 0.17, "language_written": 0.06, "language_email": 0.42,
    "language_visit": 0.28, "language_brochures": 0.22, "throughput": 0.05, "data_needed": 0.08, "how_to_reach": 0.04,
    "customer_feeling": 0.03, "easy_contact": 0.06, "agreements": 0.24, "deadlines": 0.10,
}  # fmt: skip
DOES_NOT_APPLY_IN_ASYLUM = {"fees": 0.6, "language_email": 0.6, "language_visit": 0.1, "data_needed": 0.2}
# Left empty, and "don't know": every grade has some; the overall grade is mostly missing with those who still wait.
LEFT_EMPTY, DONT_KNOW = 0.025, 0.015
OVERALL_EMPTY = {"granted": 0.01, "refused": 0.06, "pending": 0.09, "unknown": 0.035, "": 0.02}

# Communication, in per cent per directorate; the chart of contact channels was lost, so all of it is chosen but for
# what printed.py holds. "total" is what the weighted total is set to.
CONTACT_TOTAL = {
    "2009": {"info_line": 46, "direct": 20, "desk": 36, "centre": 9, "email": 19, "letter": 45, "agent": 8},
    "2011": {"info_line": 48, "direct": 20, "desk": 40, "centre": 9, "email": 15, "letter": 41, "agent": 8},
    "2013": {
        "info_line": 50, "direct": 21, "desk": 48, "centre": 14, "email": 21, "letter": 31, "agent": 8, "website": 20,
    },
}  # fmt: skip
CONTACT_TILT = {
    "info_line": (0.6, 1.1, 1.1, 0.9), "direct": (1.4, 0.9, 0.9, 1.1), "desk": (0.8, 1.0, 1.0, 1.15),
    "centre": (4.5, 0.5, 0.4, 0.5), "email": (0.4, 1.1, 1.4, 0.4), "letter": (0.9, 1.1, 0.9, 1.1),
    "agent": (2.0, 0.8, 0.9, 0.8), "website": (0.4, 1.2, 1.05, 0.85),
}  # fmt: skip
PREFERRED_BY_DIRECTORATE = {
    "2011": {
        "telephone": (42, 51, 51, 39), "desk": (45, 38, 36, 48), "email": (6, 32, 34, 8),
        "letter": (32, 30, 26, 36), "agent": (30, 12, 10, 14),
    },
    "2013": {
        "telephone": (58, 51, 50, 54), "desk": (46, 40, 38, 50), "email": (3, 31, 31, 4),
        "letter": (28, 26, 23, 31), "internet": (4, 11, 15, 8), "agent": (24, 9, 7, 8),
    },
}  # fmt: skip
# Of these the report says something in words ("a third of both regular directorates prefers e-mail", "most interest in
# the internet", "the telephone gains in asylum and naturalisation"): set to within a per cent of the table above.
PREFERRED_IN_WORDS = {
    "telephone": ("asylum", "naturalisation"),
    "email": ("regular_social", "regular_economic"),
    "internet": ("regular_social", "regular_economic"),
}
WEBSITE_BY_DIRECTORATE = {"2009": (24, 46, 53, 42), "2011": (30, 53, 60, 49), "2013": (38, 58, 66, 55)}
WEBSITE_TOTAL = {"2009": 45, "2011": 52, "2013": 58}
INTERNET_BY_DIRECTORATE = {"2011": (56, 85, 88, 82), "2013": (64, 87, 91, 86)}
INTERNET_TOTAL = {"2011": 81, "2013": 85}
PURPOSES_TOTAL = {
    "2011": {"general": 58, "procedure": 57, "forms": 35, "contact": 22, "appointment": 9},
    "2013": {"general": 60, "procedure": 60, "forms": 33, "contact": 24, "appointment": 15},
}
# Yes, partly (the rest says no), in per cent per directorate: well informed of progress; file in order.
INFORMED = {
    "2009": ((36, 30), (50, 28), (54, 27), (60, 24)),
    "2011": ((47, 28), (53, 28), (55, 28), (58, 25)),
    "2013": ((58, 24), (57, 26), (57, 27), (57, 26)),
}
FILE_IN_ORDER = {
    "2009": ((66, 22), (76, 16), (80, 14), (85, 11)),
    "2011": ((68, 21), (78, 15), (81, 13), (79, 15)),
    "2013": ((71, 19), (81, 13), (82, 13), (70, 20)),
}

# Language of the questionnaire that came back. The report says "the ten largest languages"; the list is ours.
LANGUAGES_ASYLUM = {
    "nl": 0.10, "en": 0.14, "ar": 0.20, "so": 0.14, "fa": 0.12, "ps": 0.08, "ti": 0.08, "ku": 0.05, "ru": 0.04,
    "fr": 0.02, "zh": 0.02, "hy": 0.01,
}  # fmt: skip
LANGUAGES_OTHERS = {"nl": 0.68, "en": 0.32}
