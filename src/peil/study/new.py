"""Start a study: a folder that passes `peil check`, with comments that say what to change."""

from __future__ import annotations

import re
from pathlib import Path

from peil.errors import Place, Problem, StudyError
from peil.study.written.forms import ID_PATTERN

_BOTH = re.compile(r"nl: (?P<nl>[^,{}]+), en: (?P<en>[^,{}]+)")
_STUDY = """\
# What holds for the study as a whole. docs/study-language.md describes everything that can stand here.
study: {name}                            # id; the names of the files that are written begin with it
title: {{nl: Klanttevredenheidsonderzoek, en: Customer satisfaction study}}
client: Opdrachtgever                    # names of people and organisations are plain text
researcher: Onderzoeksbureau
languages: [nl, en]                      # every text has them all
# central question: {{nl: Hoe tevreden zijn de klanten?, en: How satisfied are the customers?}}
# contacts:
#   - {{name: A. Jansen, role: {{nl: Projectleider, en: Project leader}}, email: a@example.org}}
# banner: {{nl: concept, en: draft}}       # printed on every page
"""

_SURVEY = """\
# One population and its questionnaire. Add a file like this one for every other survey of the study.
survey: customers                        # the first part of the id of every figure
title: {nl: Klanten, en: Customers}
population: {nl: Alle klanten van het afgelopen jaar, en: All customers of the past year}
no answer:                               # codes in the data that are no answer, with the reason
  "": not answered
  98: does not apply
  99: don't know
waves:                                   # oldest first; a wave is added at the end
  2023: {data: data/customers-2023.csv, mode: paper, field: 2023-10/2023-11, sent: 1000}
  2025: {data: data/customers-2025.csv, mode: [paper, web], field: 2025-10/2025-11, sent: 1000}
questions:                               # the column in the data is the id, unless `column` says else
  service:
    kind: single                         # grade, single, multiple, number, date, open, grid of grades, grid of singles
    text: {nl: Van welke dienst maakte u gebruik?, en: Which service did you use?}
    label: {nl: Dienst, en: Service}     # short name in charts
    answers:                             # `code`: what stands in the data
      permits: {code: 1, nl: Vergunningen, en: Permits}
      benefits: {code: 2, nl: Uitkeringen, en: Benefits}
  overall:
    kind: grade                          # a mark from 1 to 10; `scale: 0-10` for another
    text: {nl: Welk cijfer geeft u ons als geheel?, en: How do you rate us as a whole?}
    label: {nl: Totaaloordeel, en: Overall grade}
  aspects:
    kind: grid of grades
    text: {nl: Welk cijfer geeft u voor ...?, en: How do you rate ...?}
    items:
      friendly: {nl: Vriendelijkheid, en: Friendliness, dimension: human}
      speed: {nl: Snelheid, en: Speed, dimension: process}
      clarity: {nl: Duidelijke brieven, en: Clear letters, dimension: communication, since: 2025}
  why: {kind: open, text: {nl: Waarom geeft u dit cijfer?, en: Why do you give this grade?}}
breaks:                                  # ways to split respondents
  service: {of: service}
# weights:                               # fixed targets in per cent, equal over waves
#   service: {permits: 40, benefits: 60}
report:
  overall: overall                       # the grade of the first page
"""


def new_study(folder: Path | str, language: str | None = None) -> tuple[Path, ...]:
    """Start a study in a new or empty folder, and give the files. Raises StudyError when something is in it.

    `language`: the only language of the study, when it is not to have both.
    """
    place = Path(folder)
    _refuse_full(place)
    name = place.resolve().name
    study = name if re.match(ID_PATTERN, name) else "my-study"
    texts = {"study.yaml": _STUDY.format(name=study), "customers.yaml": _SURVEY}
    (place / "data").mkdir(parents=True, exist_ok=True)
    for file, text in texts.items():
        (place / file).write_text(text if language is None else _alone(text, language), encoding="utf-8", newline="\n")
    return tuple(place / file for file in texts)


def _alone(text: str, language: str) -> str:
    """A file of the study with every text in one language."""
    return _BOTH.sub(lambda pair: f"{language}: {pair[language]}", text).replace("[nl, en] ", f"[{language}]     ")


def _refuse_full(folder: Path) -> None:
    """Nothing that stands in a folder is overwritten."""
    if folder.exists() and not folder.is_dir():
        found = "a file"
    elif folder.is_dir() and (names := sorted(one.name for one in folder.iterdir())):
        found = f"a folder that holds {names[0]}" + (f" and {len(names) - 1} more" if len(names) > 1 else "")
    else:
        return
    remedy = "Name a folder that does not exist yet."
    raise StudyError([Problem(Place(folder.as_posix()), "the new study", found, "an empty folder", remedy)])
