"""What the report of 2013 does not print about foreign nationals and sponsors, and the simulation needs all the same.

Chosen by us, so that the figures point the way that the report's text says (README.md). Directorates stand in the
order of `DIRECTORATES`, with those who named none behind them where a fifth number stands; waves in the order 2009,
2011, 2013.
"""

from __future__ import annotations

# One seed for everything; another seed gives other respondents and the same printed figures.
SEED = 20131201

DIRECTORATES = ("asylum", "regular_social", "regular_economic", "naturalisation")
# The weighting cells, the finest groups; the last are those who named no directorate.
CELLS = (
    "directorate=asylum",
    "directorate=regular_social,role=foreign_national",
    "directorate=regular_social,role=sponsor",
    "directorate=regular_economic,role=foreign_national",
    "directorate=regular_economic,role=sponsor",
    "directorate=naturalisation",
    "",
)
STATUSES = ("granted", "refused", "pending", "unknown")

# Spread of the grades (standard deviation before rounding to whole grades and cutting off at 1 and 10), by dimension
# where an aspect has none of its own. No spread was published: these are assumptions (README, "Spread").
SPREAD = {"overall": 1.7, "vision": 2.1, "human": 1.55, "communication": 1.65, "process": 2.0, "other": 2.2}
OWN_SPREAD = {"friendly": 1.5, "expert": 1.5, "decent": 1.5, "fees": 2.5}

# Mean overall grade per cell where the report prints none (its charts were lost).
OVERALL_BY_CELL = {
    "directorate=asylum": (7.1, 7.3, None),
    "directorate=regular_social,role=foreign_national": (6.75, 7.4, 7.6),
    "directorate=regular_social,role=sponsor": (7.0, 7.05, 7.9),
    "directorate=regular_economic,role=foreign_national": (7.45, 7.5, 7.69),
    "directorate=regular_economic,role=sponsor": (6.95, 7.05, 7.56),
    "directorate=naturalisation": (None, 7.7, None),
    "": (7.3, 7.4, 7.65),
}
# Cells whose mean is chosen come as close to it as this.
CELL_CLOSE = 0.03
# Where in its rounding interval (0-1) a mean lies, when not anywhere: see README, "The status table of 2013".
OVERALL_PLACE = {"2009": (0.1, 0.4), "2011": (0.1, 0.4), "2013": (0.08, 0.2)}
DIRECTORATE_PLACE = {"2009": (0.3, 0.75), "2011": (0.3, 0.75), "2013": (0.15, 0.35)}
STATUS_PLACE = {
    "2011": {"granted": (0.4, 0.8), "refused": (0.3, 0.6), "pending": (0.4, 0.8), "unknown": (0.4, 0.8)},
    "2013": {"granted": (0.8, 0.9), "refused": (0.3, 0.6), "pending": (0.8, 0.9), "unknown": (0.8, 0.9)},
}
# What is added to the printed shares of the status, in per cent: the printed ones add up to 99 and 101.
STATUS_SHIFT = {
    "2011": {"granted": 0.4, "refused": 0.1, "pending": 0.2, "unknown": 0.3},
    "2013": {"granted": 0.2, "refused": -0.4, "pending": -0.4, "unknown": -0.4},
}
# Respondents who left the status open, and their mean overall grade.
STATUS_BLANK = {"2011": (0.03, 7.6), "2013": (0.04, 8.05)}
# Pull of the status on the general factor, in standard deviations; the last left it open.
STATUS_PULL = (0.2, -1.2, -0.1, 0.0, 0.1)
# Chance of each status per directorate, relative to the printed shares.
STATUS_TILT = (
    (0.9, 1.5, 1.1, 1.0),
    (1.0, 1.1, 1.0, 1.0),
    (1.1, 0.6, 0.8, 1.0),
    (0.8, 0.7, 1.4, 1.0),
    (1.0, 1.0, 1.0, 1.2),
)
# The overall grade is mostly missing with those who still wait: chance per status, the last left it open.
OVERALL_EMPTY = (0.01, 0.06, 0.09, 0.035, 0.02)

# Where in its rounding interval the mean of an aspect lies, in earlier waves and in 2013 (README, "What the marks
# tell"): when it is marked, risen without a mark, the same as before, or lower.
PLACE_MARKED = (0.03, 0.22), (0.78, 0.97)
PLACE_RISEN = (0.55, 0.95), (0.05, 0.45)
PLACE_SAME = (0.05, 0.4), (0.6, 0.95)
PLACE_FALLEN = (0.05, 0.95), (0.05, 0.95)
# Completeness rose much in regular economic and nowhere fell much, so it rose more in all than other unmarked ones.
OWN_PLACE = {"complete": ((0.2, 0.4), (0.55, 0.7))}

# Ties: the correlation of an aspect with the overall judgement within a cell, before rounding to whole grades.
IMPORTANT, USUAL, UNIMPORTANT = 0.74, 0.45, 0.33
TIE_BY_DIMENSION = {"human": IMPORTANT, "communication": USUAL, "process": IMPORTANT, "other": UNIMPORTANT}
OWN_TIE = {"complete": IMPORTANT, "data_needed": IMPORTANT}
# In one directorate an aspect matters more, or less, than elsewhere.
TIE_IN_DIRECTORATE = {"language_phone": {"asylum": IMPORTANT}, "language_written": {"asylum": IMPORTANT}}

# How far the groups follow their overall grade in every aspect, and what is added to that, in points.
FOLLOWS_OVERALL = 0.6
EVERY_ASPECT: dict[str, tuple[float, float, float]] = {
    "regular_economic": (0.0, 0.16, -0.08), "regular_social": (-0.05, -0.1, 0.05),
}  # fmt: skip
_BETTER_AND_BETTER = (-0.55, -0.2, 0.1)
# By a part of the cell's name.
GROUP_EXTRA: dict[str, dict[str, tuple[float, float, float]]] = {
    "language_phone": {
        "asylum": (-0.5, -0.5, 0.3), "naturalisation": (-0.6, -0.3, 0.2), "social,role=sponsor": _BETTER_AND_BETTER,
    },
    "language_written": {
        "asylum": (-0.4, -0.4, -0.4), "naturalisation": (-0.6, -0.3, 0.25), "social,role=sponsor": _BETTER_AND_BETTER,
        "regular_economic": (0.0, -0.15, 0.05),
    },
    "language_email": {"naturalisation": (-0.4, -0.3, 0.2), "social,role=sponsor": _BETTER_AND_BETTER},
    "language_visit": {"naturalisation": (-0.4, -0.25, 0.15), "social,role=sponsor": _BETTER_AND_BETTER},
    "language_brochures": {"naturalisation": (-0.6, -0.2, 0.1), "social,role=sponsor": _BETTER_AND_BETTER},
    "consistent": {"asylum": (0.1, 0.3, 0.5), "regular_economic": (0.0, 0.0, -0.15)},
    "throughput": {"naturalisation": (0.9, 0.3, -0.25), "asylum": (-0.4, -0.3, -0.2)},
    "customer_feeling": {"naturalisation": (0.2, 0.45, -0.4), "regular_economic": (0.0, 0.1, -0.1)},
    "fees": {"naturalisation": (0.5, 0.3, -0.7), "regular_social": (-0.4, -0.2, 0.1)},
    "complete": {"regular_economic": (-0.05, -0.55, 0.35), "regular_social": (0.0, -0.05, 0.1)},
    # It fell deep in 2011 and came back, but hardly so in regular economic.
    "response_time": {
        "regular_economic": (0.1, 0.6, -0.2), "regular_social": (0.1, -0.1, -0.15), "asylum": (-0.3, -0.2, -0.1),
    },
    "referral": {"regular_economic": (0.0, 0.0, -0.2)},
    "data_needed": {"asylum": (-0.2, -0.2, -0.2), "social,role=sponsor": _BETTER_AND_BETTER},
    "helpful": {"social,role=sponsor": _BETTER_AND_BETTER},
    "thinks_along": {"social,role=sponsor": _BETTER_AND_BETTER, "asylum": (-0.2, -0.3, -0.45)},
    "empathy": {"regular_social": (-0.2, -0.2, 0.1), "asylum": (-0.2, -0.3, -0.45)},
    "proactive": {"asylum": (-0.2, -0.1, 0.0)},
}  # fmt: skip

# Part of the respondents for whom an aspect does not apply; in asylum for some another part.
DOES_NOT_APPLY = {
    "friendly": 0.03, "expert": 0.03, "decent": 0.02, "listened": 0.04, "empathy": 0.07, "response_time": 0.08,
    "complete": 0.04, "referral": 0.30, "helpful": 0.04, "thinks_along": 0.07, "consistent": 0.08, "fees": 0.16,
    "proactive": 0.12, "phone_reach": 0.22, "language_phone": 0.15, "language_written": 0.06, "language_email": 0.42,
    "language_visit": 0.28, "language_brochures": 0.22, "throughput": 0.05, "data_needed": 0.08, "how_to_reach": 0.04,
    "customer_feeling": 0.03, "easy_contact": 0.06, "agreements": 0.24, "deadlines": 0.10,
}  # fmt: skip
DOES_NOT_APPLY_IN_ASYLUM = {"fees": 0.6, "language_email": 0.6, "language_visit": 0.1, "data_needed": 0.2}
VISION_DOES_NOT_APPLY = 0.04

# Communication, in per cent; the chart of contact channels was lost, so its totals are chosen (where the report prints
# one, that one counts). The tilt says how a directorate differs from the total.
CONTACT_TOTAL = {
    "2009": {"info_line": 46, "direct": 20, "desk": 36, "centre": 9, "email": 19, "letter": 45, "agent": 8},
    "2011": {"info_line": 48, "direct": 20, "desk": 40, "centre": 9, "email": 15, "letter": 41, "agent": 8},
    "2013": {
        "info_line": 50, "direct": 21, "desk": 48, "centre": 14, "email": 21, "letter": 31, "agent": 8, "website": 20,
    },
}  # fmt: skip
CONTACT_TILT = {
    "info_line": (0.6, 1.1, 1.1, 0.9, 1.0), "direct": (1.4, 0.9, 0.9, 1.1, 1.0), "desk": (0.8, 1.0, 1.0, 1.15, 1.0),
    "centre": (4.5, 0.5, 0.4, 0.5, 1.0), "email": (0.4, 1.1, 1.4, 0.4, 1.0), "letter": (0.9, 1.1, 0.9, 1.1, 1.0),
    "agent": (2.0, 0.8, 0.9, 0.8, 1.0), "website": (0.4, 1.25, 1.0, 0.85, 0.7),
}  # fmt: skip
NO_CONTACT, CONTACT_UNANSWERED, PREFERRED_UNANSWERED, PURPOSE_UNANSWERED = 0.05, 0.02, 0.03, 0.02
PREFERRED = {
    "2011": {
        "telephone": (42, 52, 51, 39, 48), "desk": (45, 38, 36, 48, 40), "email": (6, 32, 32, 8, 25),
        "letter": (32, 30, 26, 36, 30), "agent": (30, 12, 10, 14, 14),
    },
    "2013": {
        "telephone": (58, 50, 50, 54, 52), "desk": (46, 40, 38, 50, 42), "email": (4, 33, 33, 6, 10),
        "letter": (28, 26, 23, 31, 26), "internet": (4, 11, 15, 8, 11), "agent": (24, 9, 7, 8, 10),
    },
}  # fmt: skip
WEBSITE = {"2009": (24, 46, 53, 42, 45), "2011": (30, 53, 60, 49, 52), "2013": (38, 58, 66, 55, 58)}
WEBSITE_TOTAL = {"2009": 45, "2011": 52, "2013": 58}
INTERNET = {"2011": (56, 85, 88, 82, 81), "2013": (64, 87, 91, 86, 85)}
INTERNET_TOTAL = {"2011": 81, "2013": 85}
PURPOSES_TOTAL = {
    "2011": {"general": 58, "procedure": 57, "forms": 35, "contact": 22, "appointment": 9},
    "2013": {"general": 60, "procedure": 60, "forms": 33, "contact": 24, "appointment": 15},
}
# What is added to printed shares of purposes: two are printed alike, and the text names them in this order.
PURPOSE_SHIFT = {"general": 0.25, "procedure": -0.25}
# A directorate comes this close to what is chosen for it, in per cent.
CLOSE = {"contact": 2.0, "preferred": 1.5, "website": 2.0, "purpose": 4.0}
# Yes, partly (the rest says no), in per cent per directorate: well informed of progress; file in order.
INFORMED = {
    "2009": ((36, 30), (50, 28), (54, 27), (60, 24), (50, 28)),
    "2011": ((47, 28), (53, 28), (55, 28), (58, 25), (53, 28)),
    "2013": ((58, 24), (57, 26), (57, 27), (57, 26), (57, 26)),
}
FILE_IN_ORDER = {
    "2009": ((66, 22), (76, 16), (80, 14), (85, 11), (76, 16)),
    "2011": ((68, 21), (78, 15), (81, 13), (79, 15), (78, 15)),
    "2013": ((71, 19), (81, 13), (82, 13), (70, 20), (81, 13)),
}

# Language of the questionnaire that came back. The report says "the ten largest languages"; the list is ours.
LANGUAGES_ASYLUM = {
    "nl": 0.10, "en": 0.14, "ar": 0.20, "so": 0.12, "fa": 0.12, "ps": 0.08, "ti": 0.08, "ku": 0.05, "ru": 0.04,
    "fr": 0.04, "zh": 0.02, "hy": 0.01,
}  # fmt: skip
LANGUAGES_OTHERS = {"nl": 0.68, "en": 0.32}

# Open answers: the chance of writing nothing, and of each theme with a low (to 5), middle and high (from 8) grade. No
# share was published; the text names helpful staff and long waiting, and friendly, official, clear and slow.
SILENT = {"vision_why": 0.24, "few_words": 0.18}
# In languages in which we write no texts most respondents wrote nothing; the others answer in Dutch or English.
SILENT_OTHER_LANGUAGES = 0.7
WRITTEN_LANGUAGES = ("nl", "en", "fr", "ar", "ru", "fa")
VISION_THEMES = {
    "helpful": (0.22, 0.56, 0.74), "waiting": (0.68, 0.46, 0.26), "no_news": (0.38, 0.22, 0.10),
    "rules": (0.26, 0.14, 0.06), "uneven": (0.20, 0.09, 0.04), "other": (0.05, 0.06, 0.08),
}  # fmt: skip
IMAGE_THEMES = {
    "customer_friendly": (0.08, 0.30, 0.46), "bureaucratic": (0.56, 0.50, 0.38), "clear": (0.04, 0.16, 0.28),
    "slow": (0.46, 0.28, 0.12), "expert": (0.02, 0.07, 0.14), "uneven": (0.14, 0.07, 0.03),
    "expensive": (0.10, 0.08, 0.06), "other": (0.06, 0.05, 0.04),
}  # fmt: skip
