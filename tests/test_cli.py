"""The command line: help that answers at once, exit codes, and messages for people."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2 as pdfium
import pytest

import peil
from peil.cli import _command, _parser, main
from peil.console import Console
from peil.examples import copied

MINIMAL = Path(__file__).parent.parent / "examples" / "minimal"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a person does: in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "peil", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_help_answers_within_a_third_of_a_second() -> None:
    """`peil --help` loads nothing heavy: the best of five starts stays under 0.3 s."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        assert run("--help").returncode == 0
        times.append(time.perf_counter() - start)
    assert min(times) < 0.3


def test_every_command_has_a_function_and_an_example() -> None:
    """A command without a function in `commands`, or whose help shows no example, is a mistake."""
    subparsers = next(action for action in _parser()._actions if action.dest == "command")
    assert isinstance(subparsers.choices, dict)
    for name, parser in subparsers.choices.items():
        assert callable(_command(name))
        assert f"peil {name}" in parser.epilog


def test_a_wrong_command_ends_with_two() -> None:
    """Usage errors are told apart from problems in a study."""
    assert run("reprot", "x").returncode == 2


@pytest.mark.parametrize("below", ["", "tables"])
def test_a_file_where_a_folder_is_to_be_is_told_before_the_work(
    below: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether the file itself is named or a folder in it; nothing is read or counted first."""
    file = tmp_path / "taken"
    file.touch()
    with pytest.raises(SystemExit, match="2"):
        main(["results", str(tmp_path / "no study"), "--out", str(file / below)])
    assert f"argument --out: {file}: found a file, expected a folder to write in. Choose" in capsys.readouterr().err


def test_a_place_that_the_system_refuses_is_named_without_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a folder that may not be written to, or a full disk."""
    place = tmp_path / ("long" * 100)
    assert main(["results", str(MINIMAL), "--out", str(place)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(str(place))
    assert told.endswith(
        "expected a place that may be read and written, with room left. See to that, or choose another.\n"
    )


def test_a_study_with_problems_ends_with_one_and_lists_them_all(tmp_path: Path) -> None:
    """Both mistakes are in the output, each with file and line, and no traceback."""
    study = tmp_path / "study"
    shutil.copytree(MINIMAL, study)
    survey = study / "desk.yaml"
    spoiled = survey.read_text("utf-8").replace("kind: grade", "kind: grad").replace("of: visit", "of: vist")
    survey.write_text(spoiled, "utf-8")
    result = run("check", str(study))
    assert result.returncode == 1
    assert "desk.yaml:7" in result.stderr
    assert "desk.yaml:10" in result.stderr
    assert "Traceback" not in result.stderr


def test_check_says_when_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    """Silence would leave one wondering."""
    assert main(["check", str(MINIMAL)]) == 0
    assert "no problems" in capsys.readouterr().out


def test_quiet_prints_nothing_when_all_is_well(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """-q is for scripts: only problems are printed."""
    assert main(["results", "-q", str(MINIMAL), "--out", str(tmp_path)]) == 0
    captured = capsys.readouterr()
    assert captured.out + captured.err == ""


def test_progress_and_times_are_told_without_colours_in_a_pipe(tmp_path: Path) -> None:
    """Outside a terminal there is a line per stage and no escape codes."""
    result = run("results", str(MINIMAL), "--fresh", "--out", str(tmp_path))
    assert "tabulate" in result.stderr
    assert "\x1b" not in result.stdout + result.stderr


def test_a_data_folder_that_is_not_there_is_named() -> None:
    """--data with a typing error: the message holds the folder and what was looked for."""
    result = run("results", str(MINIMAL), "--data", "no-such-folder", "--out", "x")
    assert result.returncode == 1
    assert "no-such-folder" in result.stderr


def test_a_new_study_can_be_rehearsed_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The three commands that a newcomer is told: new, simulate, report."""
    study, rehearsal, out = tmp_path / "study", tmp_path / "rehearsal", tmp_path / "out"
    assert main(["new", str(study)]) == 0
    assert "peil simulate" in capsys.readouterr().out
    assert main(["simulate", str(study), "--out", str(rehearsal)]) == 0
    assert main(["report", str(study), "--data", str(rehearsal), "--out", str(out)]) == 0
    assert {path.suffix for path in out.iterdir()} == {".html", ".pdf"}


def test_a_full_check_reads_the_data_and_the_chapters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong code in the data, then a wrong number in a chapter: both pass the quick check, and not the full one."""
    study = tmp_path / "study"
    shutil.copytree(MINIMAL, study)
    assert main(["check", "--full", str(study)]) == 0
    for language in ("nl", "en"):
        chapter = study / "chapters" / language / "01-grade.md"
        chapter.parent.mkdir(parents=True)
        chapter.write_text("# T\n\n## P\n\nA [1]{overall}.\n", "utf-8")
    assert main(["check", str(study)]) == 0
    assert main(["check", "--full", str(study)]) == 1
    assert "01-grade.md:5" in capsys.readouterr().err
    with (study / "data" / "desk-2025.csv").open("a", encoding="utf-8") as file:
        file.write("999,8,fax\n")
    assert main(["check", "--full", str(study)]) == 1
    assert "fax" in capsys.readouterr().err


def test_a_report_counts_the_numbers_typed_by_hand_and_says_who_lists_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line for all languages, also when nothing had to be made anew; the full check alone told of them."""
    study, report = tmp_path / "study", ["report", str(tmp_path / "study"), "--out", str(tmp_path / "out")]
    shutil.copytree(MINIMAL, study, ignore=shutil.ignore_patterns("chapters", ".peil"))
    for language, numbers in (("nl", "7,4 en 62%"), ("en", "7.4")):
        chapter = study / "chapters" / language / "01-grade.md"
        chapter.parent.mkdir(parents=True)
        chapter.write_text(f"# T\n\n## P\n\nIt was {numbers}.\n", "utf-8")
    note = f"3 numbers in the chapters were typed by hand and can go stale unseen; see `peil check {study} --full`"
    for _ in range(2):
        assert main(report) == 0
        assert capsys.readouterr().err.count(note) == 1
    assert main([*report, "--language", "en"]) == 0
    assert "note: 1 number in the chapters was typed by hand" in capsys.readouterr().err
    assert main(["check", str(study), "--full"]) == 0
    assert capsys.readouterr().out.count("a number typed by hand") == 3


def test_a_full_check_does_not_speak_of_chapters_where_there_are_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was not there was not found sound."""
    study = tmp_path / "study"
    shutil.copytree(MINIMAL, study, ignore=shutil.ignore_patterns("chapters", ".peil"))
    assert main(["check", "--full", str(study)]) == 0
    assert "no problems in the study and its data (it has no chapters)" in capsys.readouterr().out
    assert main(["draft", str(study)]) == 0
    capsys.readouterr()
    assert main(["check", "--full", str(study)]) == 0
    assert "no problems in the study, its data and its chapters" in capsys.readouterr().out


def test_whoever_writes_the_tables_is_told_that_they_stay_in_the_office(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They hold what small bases and privacy hide: the only file that said so was the last of forty."""
    assert main(["results", str(MINIMAL), "--out", str(tmp_path)]) == 0
    assert "for the office only" in capsys.readouterr().out


def test_a_study_in_dutch_alone_has_reports_of_groups(tmp_path: Path) -> None:
    """The groups were looked for in English, and the command stopped with a KeyError."""
    source, study, out = tmp_path / "loket-2025.csv", tmp_path / "study", tmp_path / "out"
    rows = [f"{row},{'Noord' if row % 2 else 'Zuid'},{5 + row % 5}" for row in range(120)]
    source.write_text("\n".join(["respnr,locatie,cijfer", *rows, ""]), "utf-8")
    assert main(["new", str(study), "--from", str(source), "--language", "nl"]) == 0
    assert main(["report", str(study), "--for", "locatie", "--out", str(out)]) == 0
    assert {path.name for path in out.glob("*.html")} == {"study-locatie-noord-nl.html", "study-locatie-zuid-nl.html"}


def test_a_language_that_the_study_lacks_is_refused_before_the_work(capsys: pytest.CaptureFixture[str]) -> None:
    """Named with the languages that there are, and nothing is tabulated first."""
    assert main(["report", str(MINIMAL), "--language", "fr", "--out", "nowhere"]) == 1
    told = capsys.readouterr().err
    assert "expected one of nl, en" in told
    assert "tabulate" not in told


def test_results_do_not_wait_for_the_libraries_that_draw_and_set_type() -> None:
    """Making tables and applying the base rules loads no Typst, Vega, SPSS reader, no scipy and no compiler."""
    code = (
        "import sys\n"
        "from peil.commands import working\n"
        f"study = working.workflow.read_study({str(MINIMAL)!r})\n"
        "working.workflow.publish(study, working.workflow.build_results(study))\n"
        "print(*({'typst', 'jinja2', 'pyreadstat', 'scipy', 'numba', 'peil.report'} & set(sys.modules)))"
    )
    # The first process compiles what was not compiled before.
    for _ in range(2):
        told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""


@pytest.mark.parametrize("command", ["results", "report"])
def test_what_was_kept_is_handed_out_before_the_libraries_that_count_are_loaded(tmp_path: Path, command: str) -> None:
    """The second run loads no data frames, no distributions, no compiler, and no verb."""
    study, out = tmp_path / "study", tmp_path / "out"
    shutil.copytree(MINIMAL, study, ignore=shutil.ignore_patterns(".peil"))
    arguments = [command, str(study), "--out", str(out), "--quiet"]
    assert main(arguments) == 0
    code = (
        f"import sys; from peil.cli import main; main({arguments!r})\n"
        "heavy = {'polars', 'scipy', 'numba', 'typst', 'jinja2', 'peil.tables', 'peil.drivers', 'peil.stats'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""


HEADER = "survey,wave,group,question,answer,measure,printed,heading,made,class,reason\n"


def test_verify_tells_by_its_exit_code_whether_a_miss_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """131 of 400 is 32.75%: 33 agrees; 32 fails, unless the file says why; a reason for 33 is out of date."""
    study = tmp_path / "study"
    shutil.copytree(MINIMAL, study)
    for rest, code in (("33,P,,,", 0), ("32,P,,,", 1), ("32,P,,misprint,cut off", 0), ("33,P,,misprint,cut off", 1)):
        (study / "published.csv").write_text(f"{HEADER}desk,2025,all,,,rate,{rest}\n", "utf-8")
        assert main(["verify", "-q", str(study)]) == code, rest
        told = capsys.readouterr()
        assert told.out == ""
        assert ("desk/2025/rate/all" in told.err) == bool(code)


def test_verify_writes_every_row_and_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """-v lists the row that agrees, --out writes three files."""
    study, out = tmp_path / "study", tmp_path / "out"
    shutil.copytree(MINIMAL, study)
    (study / "published.csv").write_text(f"{HEADER}desk,2025,all,,,sent,400,P,,,\n", "utf-8")
    assert main(["verify", "-v", str(study), "--out", str(out)]) == 0
    told = capsys.readouterr().out
    assert "published.csv:2  desk/2025/sent/all: printed 400, computed 400 [agrees]" in told
    assert "nothing is left unexplained" in told
    assert {file.name for file in out.iterdir()} == {"verification.csv", "verification-claims.csv", "verification.md"}


def test_verify_without_the_two_files_says_what_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything is computed, and without a traceback."""
    assert main(["verify", str(MINIMAL)]) == 1
    told = capsys.readouterr().err
    assert "neither published.csv nor claims.csv" in told
    assert "tabulate" not in told


@pytest.mark.parametrize(("given", "taken"), [(None, "1"), ("2", "2")])
def test_a_command_leaves_the_linear_algebra_one_thread_unless_told_otherwise(given: str | None, taken: str) -> None:
    """Threads for small matrices cost more than they bring; the variable of the user goes first."""
    code = (
        "import os, sys; from peil.cli import main; main(['check', sys.argv[1]]); "
        "print(os.environ['OPENBLAS_NUM_THREADS'])"
    )
    environment = {key: value for key, value in os.environ.items() if key != "OPENBLAS_NUM_THREADS"}
    if given is not None:
        environment["OPENBLAS_NUM_THREADS"] = given
    command = [sys.executable, "-c", code, str(MINIMAL)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert told.stdout.split()[-1] == taken


def test_numpy_is_not_there_before_a_command_begins() -> None:
    """Only then is the number of threads still open."""
    code = "import sys, peil.cli; assert 'numpy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_report_of_a_group_is_written_under_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file of each kind, in the language that was asked for; given twice, a group is written once."""
    groups = ["--for", "visit=desk", "--for", "desk/visit=desk"]
    assert main(["report", str(MINIMAL), *groups, "--language", "en", "--out", str(tmp_path)]) == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "minimal-visit-desk-en.html",
        "minimal-visit-desk-en.pdf",
    ]
    assert "minimal-visit-desk-en.pdf" in capsys.readouterr().out


def test_a_group_that_nobody_knows_ends_with_one_and_names_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written."""
    assert main(["report", str(MINIMAL), "--for", "visit=desc", "--out", str(tmp_path / "out")]) == 1
    assert "Did you mean `visit=desk`?" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_who_stops_reading_sees_no_traceback(unbuffered: str) -> None:
    """`peil schema | head`: the pipe is closed before everything is written, or before the last of it is."""
    with subprocess.Popen(
        [sys.executable, "-m", "peil", "schema"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""


def test_a_command_ends_when_all_is_written_and_all_have_been_heard() -> None:
    """A thread still at work is waited for, and who wants to know of the end is told; what was made is not freed."""
    code = """
import atexit, os, sys, threading
from peil.cli import process

class Made:
    def __del__(self, write=os.write):
        write(1, b"freed")

def work():
    threading.main_thread().join()  # comes back when Python begins to end
    atexit.register(print, "told")
    print("worked")
    sys.made = Made()

sys.argv = ["peil", "schema"]
threading.Thread(target=work).start()
process()
"""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert ended.stdout.startswith("{")
    assert ended.stdout.endswith("}\nworked\ntold\n")


def test_the_verbs_are_offered_to_who_types_peil_and_a_dot() -> None:
    """They are loaded when first used, and yet listed."""
    assert {"read_study", "compose", "for_group", "build_results"} <= set(dir(peil))


def test_one_call_gives_the_results_that_the_verbs_give() -> None:
    """For who works in Python, and has more data than memory."""
    study = peil.read_study(MINIMAL)
    data = peil.read_data(study)
    results = peil.explain(study, data, peil.tabulate(study, data))
    for engine in ("memory", "blocks"):
        found = peil.build_results(study, engine=engine)
        assert [(one.id, round(one.estimate, 9)) for one in found.estimates] == [
            (one.id, round(one.estimate, 9)) for one in results.estimates
        ]


def test_a_report_of_invented_respondents_says_so_on_every_page(tmp_path: Path) -> None:
    """In the HTML and on each page of the PDF, in the language of the report; and the draft passes `--data` on."""
    study, data, out = tmp_path / "study", tmp_path / "rehearsal", tmp_path / "out"
    shutil.copytree(MINIMAL, study)
    assert main(["simulate", str(study), "--out", str(data), "-q"]) == 0
    drafted = run("draft", str(study), "--data", str(data))
    assert drafted.returncode == 0
    assert f"{data} holds invented respondents" in drafted.stderr
    assert f"peil report {study} --data {data}" in drafted.stdout
    assert main(["report", str(study), "--data", str(data), "--out", str(out), "-q"]) == 0
    labels = {"en": "Invented respondents; no results", "nl": "Verzonnen respondenten; geen resultaten"}
    for file in out.glob("*.html"):
        assert labels[file.stem[-2:]] in file.read_text("utf-8")
    pdfs = list(out.glob("*.pdf"))
    assert pdfs
    for file in pdfs:
        document = pdfium.PdfDocument(file)
        for page in document:
            told = " ".join(page.get_textpage().get_text_bounded().split())
            assert labels[file.stem[-2:]].lower() in told.lower()


def test_problems_that_stop_nothing_are_printed_under_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    """A note is not."""
    terminal = Console(quiet=True)
    terminal.note("of no concern")
    terminal.problem("not quoted: quote 1")
    assert capsys.readouterr().err == "  problem: not quoted: quote 1\n"


def test_a_second_demonstration_keeps_what_was_edited(tmp_path: Path) -> None:
    """The edited chapter stays and is told; what is not there is copied."""
    source, target = tmp_path / "source", tmp_path / "target"
    for name in ("study.yaml", "chapters/one.md", "report/old.html"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(name, "utf-8")
    assert copied(source, target) == ()
    assert not (target / "report").exists()
    (target / "chapters/one.md").write_text("mine", "utf-8")
    (target / "study.yaml").unlink()
    assert copied(source, target) == (target / "chapters/one.md",)
    assert (target / "chapters/one.md").read_text("utf-8") == "mine"
    assert (target / "study.yaml").read_text("utf-8") == "study.yaml"


def test_without_a_command_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """On the error output, with the exit code of a wrong call."""
    assert main([]) == 2
    assert "start a study folder" in capsys.readouterr().err
