"""What the report does not print about organisations and chain partners, and the simulation needs all the same.

Means, correlations and chances were chosen, and chosen again until the figures pointed the way that the text of the
report says. Rows of numbers stand in the order of `CELLS`; what the report prints is read from
published.csv. Where a figure must lie at one end of its rounding interval for all printed figures to hold together,
that place is chosen here too (README, "Tight spots").
"""

from __future__ import annotations

from collections.abc import Mapping

# One seed for everything; another seed gives other respondents and the same printed figures.
SEED = 20131202

# The finest groups. The 300 largest companies are told apart in 2013 only: then the report speaks of them.
CELLS = (
    "largest", "company", "education", "lawyer", "municipality", "embassy", "other_partner_1", "other_partner_2",
    "other",
)  # fmt: skip
DIRECTORATES = ("asylum", "regular_social", "regular_economic", "naturalisation")
LARGEST = {"2009": 0, "2011": 0, "2013": 58}
# The report counts the other chain partners together; so many of them are chain partners 1. In 2013 only 34 and 35 give
# the printed 73, 15 and 88% of chain partners 1 and 64% of chain partners 2; the earlier waves have the same part.
OTHER_PARTNERS_1 = {"2009": 30, "2011": 24, "2013": 34}
# Part of a cell that filled in the English questionnaire.
ENGLISH = (0.16, 0.10, 0.10, 0.0, 0.0, 0.14, 0.03, 0.03, 0.05)

# Respondents per cell that dealt with a directorate: 2013 in numbers, the earlier waves in per cent of the cell.
DIRECTORATE_2013 = {
    "asylum": (1, 1, 2, 75, 28, 4, 7, 20, 1),
    "regular_social": (8, 4, 14, 26, 24, 20, 14, 36, 3),
    "regular_economic": (57, 23, 76, 22, 12, 14, 12, 14, 3),
    "naturalisation": (3, 2, 5, 7, 182, 8, 3, 5, 2),
}
DIRECTORATE_EARLIER = {
    "asylum": (3, 3, 3, 85, 14, 10, 22, 40, 20),
    "regular_social": (14, 14, 18, 32, 16, 46, 40, 70, 40),
    "regular_economic": (96, 96, 97, 26, 6, 34, 36, 28, 40),
    "naturalisation": (5, 5, 6, 9, 86, 20, 12, 10, 25),
}
# For whom companies and education apply, in per cent: cells `largest`, `company`, `education`.
MIGRANTS = {"knowledge": (84, 62, 55), "labour": (64, 50, 8), "study": (4, 4, 92), "other": (4, 24, 10)}

# Mean overall grade per cell. Printed groups are met besides; these are what is left once those hold.
OVERALL_BY_CELL = {
    "2009": (7.0, 7.0, 6.85, 5.9, 7.4, 7.2, 7.1, 6.5, 6.9),
    "2011": (7.0, 7.0, 7.0, 5.78, 7.7, 7.5, 7.4, 6.8, 7.3),
    "2013": (7.02, 7.06, 7.03, 6.765, 7.61, 7.42, 7.22, 6.66, 7.1),
}
# Where in its rounding interval a mean lies when chance may not choose it.
PLACES = {
    ("2009", "overall", "all"): 6.98,
    ("2011", "overall", "all"): 7.16,
    ("2013", "overall", "all"): 7.212,
    ("2011", "overall", "partner=lawyer"): 5.78,
    ("2013", "overall", "client=partners_1"): 7.535,
    ("2013", "overall", "client=partners_2"): 6.73,
    ("2013", "overall", "partner=lawyer"): 6.766,
    ("2013", "overall", "partner=municipality"): 7.61,
    ("2013", "overall", "economic=recognised"): 7.03,
    ("2013", "overall", "economic=largest"): 7.02,
    ("2013", "overall_directorate", "directorate=asylum"): 7.3,
    ("2013", "overall_directorate", "directorate=naturalisation"): 7.435,
    ("2013", "overall_directorate", "directorate=regular_social"): 7.035,
    ("2013", "overall_directorate", "directorate=regular_economic"): 7.01,
    ("2013", "vision", "all"): 5.822,
    ("2013", "vision", "client=company"): 6.08,
    ("2013", "vision", "client=partners_1"): 6.165,
    ("2013", "vision", "client=partners_2"): 4.68,
    ("2013", "vision", "partner=lawyer"): 4.31,
    ("2013", "vision", "economic=largest"): 6.0,
    ("2013", "vision", "economic=knowledge"): 6.03,
    ("2013", "vision", "directorate=asylum"): 4.92,
    ("2013", "vision", "directorate=naturalisation"): 6.175,
    ("2013", "vision", "directorate=regular_social"): 5.68,
    ("2013", "vision", "directorate=regular_economic"): 5.915,
}
# Recognised sponsors give a 7,0, and nearly all companies and education are recognised: "they too" give a 7,0.
OVERALL_IN_WORDS = {"2013": {"client=company": 7.03, "client=education": 7.02}}
# The vision per cell, and of groups of which the report says something in words only.
VISION_BY_CELL = (6.0, 6.27, 6.3, 4.31, 6.23, 6.05, 5.9, 5.3, 6.0)
VISION_IN_WORDS = {"client=education": 6.3, "partner=municipality": 6.23, "economic=labour": 5.78}
# The grade for a directorate: mean per cell among those who dealt with it.
BY_DIRECTORATE_AND_CELL = {
    "asylum": (7.1, 7.1, 7.1, 7.3, 7.4, 7.3, 7.2, 7.3, 7.0),
    "regular_social": (6.95, 7.0, 7.0, 6.75, 7.4, 7.3, 7.3, 6.8, 7.0),
    "regular_economic": (7.0, 7.05, 7.05, 6.8, 7.2, 7.1, 7.1, 6.8, 7.0),
    "naturalisation": (6.6, 6.6, 6.6, 6.5, 7.57, 7.4, 7.3, 6.5, 6.6),
}

# Spread of the grades (standard deviation before rounding to whole grades), as in the survey of foreign nationals.
SPREAD = {"overall": 1.4, "vision": 1.9, "human": 1.45, "communication": 1.5, "process": 1.8, "other": 2.0}
OWN_SPREAD = {"fees": 2.2}
# Correlation with the overall grade before rounding, within a cell, in every wave: what makes an aspect important.
TIE = {
    "decent": 0.65, "listened": 0.66, "friendly": 0.65, "helpful": 0.65, "expert": 0.66, "empathy": 0.67,
    "thinks_along": 0.69, "how_to_reach": 0.42, "easy_contact": 0.44, "clear_information": 0.44, "data_needed": 0.42,
    "complete": 0.7, "correct": 0.69, "response_time": 0.7, "throughput": 0.66, "deadlines": 0.68, "agreements": 0.64,
    "referral": 0.69, "proactive": 0.68, "consistent": 0.69, "customer_feeling": 0.73, "fees": 0.32,
    "reach_general": 0.38, "reach_study": 0.36, "reach_chain": 0.4,
}  # fmt: skip
# How far the cells follow their overall grade in every aspect; and what an aspect adds to that, in points.
FOLLOWS_OVERALL = 0.8
CELL_EXTRA: dict[str, dict[str, float]] = {
    "complete": {"largest": -0.8, "company": -0.75},
    "correct": {"largest": -0.7, "company": -0.65},
    "thinks_along": {"education": -0.75, "lawyer": -0.7, "other_partner_2": -0.65},
    "referral": {"municipality": -0.1, "embassy": -0.1, "lawyer": -0.15, "other_partner_2": -0.15},
    "response_time": {"municipality": -0.1, "embassy": -0.1, "lawyer": -0.15, "other_partner_2": -0.15},
    "consistent": {"lawyer": -0.2, "other_partner_2": -0.2},
}
# Naturalisation is "rated a little better than the other directorates on almost all aspects": it and the next one,
# regular social, get the mean that their cells lead to, without the luck of who dealt with them.
AS_THEIR_CELLS = {"2013": ("directorate=naturalisation", "directorate=regular_social")}
# Of these the report speaks in 2013 only.
EXTRA_SINCE = "2013"
# Where in their rounding intervals (0-1) some means lie: these of 2013 well above the border of the matrix.
ASPECT_BETWEEN = {
    ("2013", "correct"): (0.6, 0.95), ("2013", "empathy"): (0.5, 0.95), ("2013", "thinks_along"): (0.5, 0.95),
    # The text says that these rise, where the printed figures of two waves are the same.
    ("2011", "listened"): (0.05, 0.25), ("2013", "listened"): (0.75, 0.95),
    ("2011", "helpful"): (0.05, 0.25), ("2013", "helpful"): (0.75, 0.95),
    ("2011", "data_needed"): (0.05, 0.25), ("2013", "data_needed"): (0.75, 0.95),
    ("2009", "how_to_reach"): (0.05, 0.25), ("2011", "how_to_reach"): (0.75, 0.95),
    # ... and that this one stays about the same, from 7,4 to 7,1.
    ("2011", "expert"): (0.05, 0.35), ("2013", "expert"): (0.65, 0.95),
}  # fmt: skip
# Part of the respondents to whom an aspect does not apply.
DOES_NOT_APPLY = {
    "decent": 0.02, "listened": 0.03, "friendly": 0.03, "helpful": 0.03, "expert": 0.03, "empathy": 0.07,
    "thinks_along": 0.06, "how_to_reach": 0.02, "easy_contact": 0.02, "clear_information": 0.02, "data_needed": 0.06,
    "complete": 0.03, "correct": 0.03, "response_time": 0.04, "throughput": 0.09, "deadlines": 0.1, "agreements": 0.12,
    "referral": 0.16, "proactive": 0.08, "consistent": 0.06, "customer_feeling": 0.06, "fees": 0.2,
}  # fmt: skip
# "Almost half" of all say of each of the three numbers that it does not apply; every cell keeps enough grades to show.
DOES_NOT_APPLY_BY_CELL = {
    "reach_general": (0.26, 0.34, 0.3, 0.48, 0.56, 0.46, 0.46, 0.46, 0.4),
    "reach_study": (0.32, 0.4, 0.14, 0.54, 0.58, 0.44, 0.5, 0.54, 0.4),
    "reach_chain": (0.34, 0.5, 0.5, 0.42, 0.46, 0.46, 0.42, 0.44, 0.6),
}

# Shares at a place of their own, in per cent: aimed at instead of the printed figure.
SHARE_PLACES = {
    ("2011", "preferred", "desk", "all"): 3.35,
    ("2011", "preferred", "desk", "client=partners_1"): 0.6,
    ("2011", "preferred", "agent", "all"): 28.8,
    ("2011", "preferred", "letter", "all"): 30.2,
    ("2013", "preferred", "telephone", "all"): 79.75,
    ("2013", "preferred", "telephone", "client=company"): 67.2,
    ("2013", "preferred", "telephone", "client=education"): 70.2,
    ("2013", "preferred", "telephone", "client=partners_1"): 84.2,
    ("2013", "preferred", "telephone", "client=partners_2"): 83.2,
    ("2013", "preferred", "desk", "all"): 3.75,
    ("2013", "preferred", "desk", "client=partners_1"): 1.25,
    ("2013", "preferred", "desk", "client=partners_2"): 7.2,
    ("2013", "image", "partner", "all"): 10.25,
    ("2013", "image", "partner", "client=partners_1"): 15.73,
}
# Answers in per cent per cell; then single answers change until the printed figures hold.
Table = Mapping[str, tuple[float, ...]]
CONTACT: dict[str, Table] = {
    "2009": {
        "info_line": (52, 52, 50, 50, 50, 46, 46, 50, 48), "direct": (30, 30, 32, 26, 38, 30, 30, 26, 26),
        "study_line": (4, 4, 40, 3, 3, 5, 4, 3, 4), "chain_line": (3, 3, 4, 48, 60, 50, 52, 48, 6),
        "email": (42, 42, 70, 58, 24, 38, 34, 52, 42), "letter": (44, 44, 36, 66, 38, 40, 38, 46, 42),
        "desk": (26, 26, 20, 16, 8, 10, 10, 16, 16),
    },
    "2011": {
        "info_line": (56, 56, 54, 50, 53, 48, 48, 52, 48), "direct": (34, 34, 36, 28, 42, 32, 32, 28, 28),
        "study_line": (5, 5, 47, 3, 4, 6, 5, 4, 5), "chain_line": (4, 4, 5, 62, 71, 60, 62, 62, 8),
        "email": (49, 49, 78, 66, 28, 44, 40, 60, 50), "letter": (37, 37, 30, 60, 33, 34, 32, 40, 36),
        "desk": (24, 24, 18, 15, 7, 9, 9, 15, 14),
    },
    "2013": {
        "info_line": (62, 60, 58, 52, 56, 50, 50, 55, 50), "direct": (40, 38, 40, 30, 46, 35, 35, 30, 30),
        "study_line": (6, 6, 52, 4, 5, 8, 6, 5, 6), "chain_line": (5, 5, 6, 74, 79, 70, 72, 74, 10),
        "email": (74, 74, 84, 77, 36, 52, 46, 74, 60), "letter": (30, 30, 25, 55, 28, 30, 28, 35, 30),
        "desk": (22, 22, 16, 14, 6, 8, 8, 14, 12), "website": (59, 59, 62, 62, 30, 38, 34, 57, 50),
        "meeting": (34, 30, 42, 6, 9, 7, 8, 6, 8),
    },
}  # fmt: skip
NO_CONTACT = {"2009": 0.04, "2011": 0.03, "2013": 0.02}
PREFERRED: dict[str, Table] = {
    "2011": {
        "telephone": (67, 67, 74, 76, 91, 82, 80, 76, 87), "email": (69, 69, 86, 60, 62, 66, 66, 60, 69),
        "agent": (32, 32, 45, 39, 19, 24, 22, 39, 35), "letter": (27, 27, 24, 70, 22, 22, 22, 28, 14),
        "desk": (10, 10, 2, 7, 0.6, 0.6, 0.6, 7, 0),
    },
    "2013": {
        "telephone": (67, 67, 70, 84, 92, 62, 64, 82, 86), "email": (70, 70, 82, 68, 65, 74, 70, 68, 72),
        "agent": (44, 44, 26, 44, 14, 30, 28, 44, 29), "letter": (24, 24, 21, 56, 17, 20, 22, 20, 29),
        "internet": (12, 12, 14, 8, 7, 7, 7, 8, 14), "desk": (7, 7, 1, 7, 1, 1, 1, 7, 10),
    },
}  # fmt: skip
# Ever visited the website; and knows of its existence.
WEBSITE = {
    "2009": (86, 86, 91, 80, 84, 82, 80, 78, 78),
    "2011": (93, 93, 96, 87, 90, 88, 87, 86, 86),
    "2013": (100, 100, 100, 93, 96, 94, 93, 92, 86),
}
PURPOSE = {
    "2011": {"procedure": 72, "news": 46, "forms": 52, "general": 50, "contact": 30},
    "2013": {"procedure": 76, "news": 51, "forms": 50, "general": 49, "contact": 32},
}
AWARE: dict[str, Table] = {
    "2009": {
        "website": (92, 92, 94, 89, 91, 90, 89, 88, 87), "newsletter": (26, 26, 36, 20, 32, 24, 24, 22, 22),
        "brochures": (48, 48, 52, 50, 62, 52, 52, 48, 44), "presentations": (8, 8, 14, 7, 12, 9, 9, 7, 7),
        "sessions": (5, 5, 14, 8, 12, 10, 10, 8, 6),
    },
    "2011": {
        "website": (96, 96, 97, 94, 96, 95, 94, 93, 93), "newsletter": (38, 38, 50, 28, 42, 34, 34, 30, 30),
        "brochures": (51, 51, 55, 53, 65, 55, 55, 51, 46), "presentations": (11, 11, 19, 10, 16, 13, 13, 10, 9),
        "sessions": (8, 8, 18, 10, 14, 12, 12, 10, 7),
    },
    "2013": {
        "website": (100, 100, 100, 98, 99, 98, 98, 97, 100), "newsletter": (46, 44, 60, 46, 60, 52, 52, 48, 43),
        "brochures": (54, 54, 58, 56, 69, 59, 59, 54, 43), "presentations": (15, 14, 24, 22, 31, 27, 27, 22, 14),
        "sessions": (20, 20, 22, 12, 17, 14, 14, 12, 14),
    },
}  # fmt: skip
KNOWS_NOTHING = {"2009": 0.02, "2011": 0.01, "2013": 0.0}
# Too little information, in per cent per cell; too much, for everybody.
TOO_LITTLE = {
    "2011": (26, 26, 36, 62, 37, 38, 36, 40, 36),
    "2013": (50, 50, 33, 62, 29, 30, 29, 22, 29),
}
TOO_MUCH = 2
# Part of a cell that left a question about channels or information open. Where a printed share rests on a small group
# nobody did: with all who took part in the base every printed share is possible, with one or two fewer some are not.
LEFT_OPEN = (0.0, 0.0, 0.0, 0.0, 0.02, 0.02, 0.02, 0.0, 0.0)
# Chances clear beforehand: yes and partly, in per cent per cell.
CHANCES_YES = {
    "2009": (52, 52, 54, 30, 38, 40, 38, 34, 38),
    "2011": (56, 56, 58, 31, 39, 42, 40, 35, 40),
    "2013": (62, 62, 64, 33, 40, 43, 41, 36, 43),
}
CHANCES_PARTLY = 34

# Themes of the description in a few words, in per cent per cell; and how much sooner somebody with a low overall grade
# (up to 5), a middle one and a high one (from 8) says it.
IMAGE: Table = {
    "bureaucratic": (12, 11, 9, 24, 9, 11, 11, 19, 14), "customer_friendly": (9, 9, 19, 6, 11, 10, 10, 8, 14),
    "partner": (2, 2, 16, 1, 16, 15, 15, 2, 0), "expert": (12, 12, 12, 7, 8, 8, 8, 7, 0),
    "uneven": (5, 5, 3, 14, 3, 4, 4, 11, 0), "slow": (4, 4, 3, 6, 2, 3, 3, 4, 0), "other": (5, 5, 4, 4, 4, 4, 4, 5, 14),
}  # fmt: skip
IMAGE_MOOD = {
    **dict.fromkeys(("bureaucratic", "uneven", "slow"), (3.0, 1.3, 0.5)),
    **dict.fromkeys(("customer_friendly", "partner", "expert"), (0.25, 0.9, 2.0)),
}
# Chance of a theme with a low grade for the vision (up to 5), a middle one and a high one (from 8).
VISION_THEMES = {
    "rules": (0.52, 0.34, 0.08), "waiting": (0.2, 0.12, 0.03), "no_news": (0.18, 0.12, 0.03),
    "uneven": (0.18, 0.1, 0.02), "helpful": (0.03, 0.14, 0.52), "other": (0.1, 0.1, 0.14),
}  # fmt: skip
VISION_SILENT = (0.3, 0.44, 0.4)
