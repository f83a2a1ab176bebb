"""docs/quotes.md: its example is a study, from which quotes are proposed, approved and printed as the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from peil import workflow
from peil.cli import main
from peil.errors import ProseError
from peil.jobs.checking import check_fully
from peil.report.model import Quotation, Report, plain
from study.studies import ROOT

PAGE = (ROOT / "docs" / "quotes.md").read_text(encoding="utf-8")
QUESTIONS, RULE, ENTRY = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
MORE = """\
  overall: {kind: grade, text: {nl: Cijfer?, en: Grade?}}
  directorate: {kind: single, text: {nl: Directie, en: Directorate}, answers: {asylum: {code: 1, nl: Asiel, en: Asylum}, other: {code: 2, nl: Anders, en: Other}}}
  language: {kind: single, text: {nl: Taal, en: Language}, answers: {nl: {nl: Nederlands, en: Dutch}, en: {nl: Engels, en: English}}}
breaks:
  directorate: {of: directorate}
"""  # noqa: E501 - one question a line
CHAPTER = "# Words\n\n## Why [{percent}]{{themes=slow}} say slow\n\n::: quotes why theme slow for asylum\n"


def make(folder: Path, answer: str = "I called 06-12345678 four times. Nobody knew.") -> Path:
    """The study of the page, with 60 respondents of asylum who wrote English, one of them these words."""
    (folder / "lists").mkdir(parents=True)
    (folder / "data").mkdir()
    (folder / "lists" / "names.txt").write_text("Fatima\n", encoding="utf-8")
    (folder / "study.yaml").write_text("study: s\ntitle: {nl: S, en: S}\nlanguages: [en, nl]\n", encoding="utf-8")
    head = "survey: vr\ntitle: {nl: V, en: V}\nwaves: {2013: {data: data/vr.csv}}\n"
    (folder / "vr.yaml").write_text(head + QUESTIONS + MORE + RULE, encoding="utf-8")
    rows = "".join(f"{4 + i % 3},1,en,,0,{i % 2}\n" for i in range(59))
    head = "overall,directorate,language,why,themes_slow,themes_kind\n"
    (folder / "data" / "vr.csv").write_text(f'{head}3,1,en,"{answer}",1,0\n{rows}', encoding="utf-8")
    for language, percent in (("en", "2%"), ("nl", "2%")):
        (folder / "chapters" / language).mkdir(parents=True)
        (folder / "chapters" / language / "01-words.md").write_text(CHAPTER.format(percent=percent), encoding="utf-8")
    return folder


def report(folder: Path) -> Report:
    study = workflow.read_study(folder)
    return workflow.compose(study, workflow.publish(study, workflow.build_results(study)), "nl")


def quotes(told: Report) -> list[tuple[str, str]]:
    blocks = [block for section in told.sections for page in section.pages for block in page.blocks]
    return [(plain(one.content), one.attribution) for one in blocks if isinstance(one, Quotation)]


def test_a_quote_is_proposed_approved_printed_and_withdrawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The entry of the page is what `peil quotes` writes, but for the digest; it is printed once approved, and
    no longer when the answer is another."""
    folder = make(tmp_path / "study")
    assert main(["quotes", str(folder)]) == 0
    file = folder / "quotes" / "vr.yaml"
    written = file.read_text(encoding="utf-8")
    wanted = re.sub(r" +# you write.*", "", ENTRY)
    digest = re.search(r"why/(\w{12})", written)
    assert digest is not None
    assert wanted.replace("3f9a0c1d2e4b", digest[1]) in written
    with pytest.raises(ProseError, match="`peil quotes STUDY` proposes them"):
        report(folder)
    file.write_text(written.replace("status: proposed", "status: approved"), encoding="utf-8")
    expected = "“I called [telefoonnummer] four times. Nobody knew.”"
    assert quotes(report(folder)) == [(expected, "Asiel, in het Engels")]
    assert main(["quotes", str(folder)]) == 0
    assert check_fully(folder).problems == ()
    data = folder / "data" / "vr.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("Nobody knew", "Somebody knew"), encoding="utf-8")
    capsys.readouterr()
    assert main(["quotes", str(folder)]) == 1
    assert "quotes/vr.yaml:6" in capsys.readouterr().err
    assert "no such answer in the data" in str(check_fully(folder).problems[0])
    with pytest.raises(ProseError, match="no quotes that may be printed"):
        report(folder)
