"""The names that chapters use are those that the results have: from answers to checked prose."""

from dataclasses import replace

import numpy as np

import building
from peil.data.model import Data
from peil.disclosure import publish
from peil.report.prose import read_chapters, refresh
from peil.study.model import Chapter, Study, Wave
from peil.tables import tabulate

WAVES = ("2011", "2013")
TEXT = """# Overall: [rising]{rises overall}

[1]{overall previous} [1]{overall} [1]{overall for asylum} [1]{n} [1]{n overall previous for asylum} [1]{change overall}
[1%]{visit=desk} [1%]{visit=desk for asylum} [1%]{overall=10 for social}

Asylum is [higher]{higher overall for asylum}, social [lower]{lower overall for social}, and it is
[the highest]{highest overall by directorate: asylum}; [and]{higher overall for asylum than social}.
"""


def answered() -> tuple[Study, Data]:
    """Two waves of 200: a grade, a directorate and a visit; asylum is higher, and 2013 is higher than 2011."""
    overall = building.question("overall", waves=WAVES)
    directorate = building.question("directorate", building.single("asylum", "social"), WAVES)
    visit = building.question("visit", building.single("desk", "phone"), WAVES)
    survey = building.survey(
        (overall, directorate, visit),
        (building.break_of(directorate),),
        tuple(Wave(label, building.NOWHERE) for label in WAVES),
    )
    row = np.arange(400)
    wave, group = row // 200, row % 2
    grade = 4 + wave + (1 - group) + row % 3
    columns = {"overall": building.coded(grade.tolist()), "directorate": building.coded(group.tolist()),
               "visit": building.coded((row % 5 // 4).tolist())}  # fmt: skip
    return building.study(survey), building.data(survey, wave.tolist(), columns)


def test_a_refreshed_chapter_agrees_with_tabulated_answers() -> None:
    """Numbers are computed from the answers, and claims rest on contrasts that the results really have."""
    study, data = answered()
    published = publish(study, tabulate(study, data))
    (found,) = refresh(replace(study, chapters=(Chapter("en/01-x.md", "en", TEXT),)), published)
    assert (found.broken_claims, found.unresolved) == ((), ())
    # Positions 4 to 8 on the scale are the grades 5 to 9: in 2013 asylum has 7, 8 and 9, and social 6, 7 and 8.
    assert "[6.5]{overall previous} [7.5]{overall} [8.0]{overall for asylum}" in found.text
    assert "[200]{n} [100]{n overall previous for asylum} [1.0]{change overall}" in found.text
    assert "[80%]{visit=desk} [80%]{visit=desk for asylum} [0%]{overall=10 for social}" in found.text
    chapters = read_chapters(replace(study, chapters=(Chapter("en/01-x.md", "en", found.text),)), published, "en")
    known = published.by_id.keys() | published.contrasts_by_id.keys() | {"vr/2013/account"}
    evidence = {
        name
        for element in chapters[0].lead
        for piece in element.block.content  # type: ignore[union-attr]  # both are paragraphs
        for name in getattr(piece, "evidence", ())
    }
    assert evidence <= known
    assert len(evidence) == 12
