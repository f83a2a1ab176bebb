"""The command line: it parses and prints, and decides nothing. The work is done by `workflow`.

Exit codes: 0 done · 1 the study, the data or a chapter has problems (they are listed) · 2 a wrong command.
"""

from __future__ import annotations

import argparse
import atexit
import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from peil import console
from peil.errors import PeilError

Command = Callable[[argparse.Namespace, console.Console], int]

_EPILOG = """examples:
  peil new my-study                       start a study folder
  peil check my-study                     every problem at once, with file and line
  peil draft my-study                     all chapters with findings, to edit
  peil report my-study --out build        HTML and PDF, in every language of the study
  peil freeze my-study 2011               close a wave: its figures change no more in silence
  peil verify my-study                    does it agree with an earlier, printed report?
  peil demo build/demo                    the example study, from definition to report

`peil COMMAND --help` explains a command. Exit codes: 0 done, 1 problems found (listed), 2 a wrong command."""

# So many more things made than thrown away, and Python looks for what refers to itself alone. A command makes few of
# those and ends soon: looking as often as Python does by itself took a twentieth of its time and saved no memory.
_LOOK_AFTER = 1_000_000


def process() -> NoReturn:
    """Be a process that runs the command it was started with, and ends when all is written."""
    gc.set_threshold(_LOOK_AFTER)
    codes: list[int] = []
    # What is registered first is done last: threads have ended then, and whoever else wanted to know of the end does.
    atexit.register(_end, codes)
    codes.append(main())
    sys.exit(codes[0])


def _end(codes: Sequence[int]) -> None:
    """End now, if the command did. Freeing one by one what it made would take a third of a second, for nothing."""
    if codes:
        print(end="", flush=True)
        print(end="", file=sys.stderr, flush=True)
        os._exit(codes[0])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit code."""
    # Numpy is not imported yet. The matrices of a survey are small: the threads of the linear algebra would wait for
    # each other longer than they work. Who sets these variables is obeyed.
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help(sys.stderr)
        return 2
    terminal = console.Console(quiet=options.quiet, verbose=options.verbose)
    command = _command(options.command, getattr(options, "full", False))
    try:
        code = command(options, terminal)
        print(end="", flush=True)
        return code
    except PeilError as error:
        terminal.error(str(error))
        return 1
    except BrokenPipeError:
        # Who reads has seen enough (`peil schema | head`); what is left must not complain either when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        found = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        expected = "expected a place that may be read and written, with room left. See to that, or choose another."
        terminal.error(f"{found}; {expected}")
        return 1
    except KeyboardInterrupt:
        terminal.error("interrupted; files written so far are complete")
        return 130


def _command(name: str, full: bool = False) -> Command:
    """The function of a command. Loaded only now: the help must answer before the libraries could be loaded.

    What is loaded stays: to look through it for what can be thrown away would take a tenth of the time.
    """
    gc.disable()
    try:
        return _loaded(name, full)
    finally:
        gc.enable()
        gc.freeze()


def _loaded(name: str, full: bool) -> Command:
    if name in ("check", "schema") and not full:
        from peil.commands import asking

        return getattr(asking, name)  # type: ignore[no-any-return]  # every function there is a command
    from peil.commands import working

    return getattr(working, name)  # type: ignore[no-any-return]  # every function there is a command


def _parser() -> argparse.ArgumentParser:
    common = _common()
    parser = argparse.ArgumentParser(
        prog="peil",
        description="From one folder of text files to weights, tests and a report, wave after wave.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def add(name: str, summary: str, example: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            epilog=f"example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[common],
        )

    _about_studies(add)
    _about_results(add)
    _about_reports(add)
    _about_drafts(add)
    _about_quotes(add)
    _about_closing(add)
    return parser


def _about_studies(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    check = add("check", "report every problem of a study at once", "peil check my-study --data /secure/my-study")
    _takes_study(check)
    _takes_engine(check)
    _takes_fresh(check)
    check.add_argument(
        "--full", action="store_true", help="also what is in the data files, the weights and the chapters"
    )
    schema = add("schema", "print the JSON Schema of the study files, for editors", "peil schema survey > survey.json")
    schema.add_argument("kind", choices=["study", "survey"], nargs="?", default="survey", help="which file")
    new = add("new", "start a study folder", "peil new my-study --from last-wave.sav")
    new.add_argument("folder", type=Path, help="folder to make; must be empty or new")
    new.add_argument("--from", dest="source", type=Path, metavar="FILE", help="take questions and labels from a data "
                     "file (.sav, .csv, .xlsx, .parquet)")  # fmt: skip
    new.add_argument("--language", choices=["nl", "en"], help="the only language of the study: without it Dutch and "
                     "English, or with --from English, taken to be that of the labels")  # fmt: skip
    simulate = add(
        "simulate",
        "fill a questionnaire with plausible respondents, to rehearse a study",
        "peil simulate my-study --out rehearsal --respondents 500",
    )
    simulate.add_argument("study", type=Path, help="folder of the study")
    simulate.add_argument(
        "--out", type=_to_write, required=True, help="folder for the data files; nothing is overwritten"
    )
    simulate.add_argument("--respondents", type=int, default=300, help="respondents a wave (default 300)")
    simulate.add_argument("--seed", type=int, default=1, help="the same seed gives the same files (default 1)")
    demo = add("demo", "build the example study, from definition to report", "peil demo build/demo")
    demo.add_argument("out", type=_to_write, metavar="DIR", help="folder for the study's copy and its report")


def _about_results(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    data = add(
        "data", "export the harmonised, weighted data", "peil data my-study --out build/data --format sav parquet"
    )
    _takes_study(data)
    data.add_argument("--out", type=_to_write, required=True, help="folder for the files")
    data.add_argument("--format", nargs="+", choices=["sav", "parquet"], default=["sav", "parquet"],
                      help="kinds of file (default both)")  # fmt: skip
    results = add("results", "save the internal tables as CSV and Parquet", "peil results my-study --out build/results")
    _takes_study(results)
    results.add_argument("--out", type=_to_write, required=True, help="folder for the tables")
    results.add_argument("--unweighted", action="store_true", help="leave the weights out")
    _takes_engine(results)
    _takes_fresh(results)
    verify = add(
        "verify",
        "compare what Peil computes with the figures and statements of a printed report",
        "peil verify my-study --out build/verified",
    )
    _takes_study(verify)
    _takes_engine(verify)
    _takes_fresh(verify)
    verify.add_argument(
        "--out", type=_to_write, help="folder for every row as CSV, and a page with the table and the misses"
    )


def _about_reports(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    report = add(
        "report",
        "write the report: one HTML file and a PDF per language",
        "peil report my-study --out build\n"
        "  peil report my-study --for directorate=asylum   the report of one group, from the same chapters\n"
        "  peil report my-study --for directorate          one for every group of a break\n"
        "  peil report my-study --watch                    while writing: in the browser, new with every save\n"
        "  peil report my-study --refresh                  next wave: the new numbers in the old sentences",
    )
    _takes_study(report)
    _takes_engine(report)
    _takes_fresh(report)
    report.add_argument("--out", type=_to_write, help="folder for the files (default: report, inside the study)")
    report.add_argument("--language", nargs="+", default=[], metavar="CODE", help="only these languages of the study")
    instead = report.add_mutually_exclusive_group()
    instead.add_argument("--for", action="append", default=[], metavar="GROUP", dest="groups", help="the report of "
                         "this group, `directorate=asylum`, or of every group of a break; a survey may stand in front, "
                         "`vr/directorate=asylum`; may be given several times")  # fmt: skip
    instead.add_argument("--refresh", action="store_true", help="rewrite the numbers in the chapters to the data, list "
                         "the claims that no longer hold, and write no report")  # fmt: skip
    instead.add_argument("--watch", action="store_true", help="build the HTML again whenever a file is saved, and show "
                         "it in the browser with what is wrong")  # fmt: skip
    report.add_argument("--pdf", action="store_true", help="with --watch: the PDFs too, when nothing was saved for a "
                        "while")  # fmt: skip
    report.add_argument("--port", type=int, metavar="NUMBER", help="with --watch: of the address, default 7345 or any "
                        "other that is free")  # fmt: skip
    report.add_argument("--no-browser", action="store_true", help="with --watch: only print the address")


def _about_drafts(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    draft = add(
        "draft",
        "write all chapters with findings that hold, in every language of the study",
        "peil draft my-study                     into an empty chapters folder\n"
        "  peil draft my-study --out build/draft   elsewhere, to compare\n"
        "  peil draft my-study --update            next wave: add what is new, keep what you edited",
    )
    _takes_study(draft)
    _takes_engine(draft)
    _takes_fresh(draft)
    draft.add_argument("--out", type=_to_write, metavar="FOLDER", help="write the chapters here, by language (default: "
                       "chapters, inside the study)")  # fmt: skip
    how = draft.add_mutually_exclusive_group()
    how.add_argument("--update", action="store_true", help="add new pages, rewrite pages that nobody edited, keep "
                     "edited ones")  # fmt: skip
    how.add_argument("--force", action="store_true", help="replace all chapters; the old ones are moved aside")


def _about_quotes(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    quotes = add("quotes", "propose quotes from open answers, masked, for you to approve", "peil quotes my-study")
    _takes_study(quotes)


def _about_closing(add: Callable[[str, str, str], argparse.ArgumentParser]) -> None:
    freeze = add(
        "freeze",
        "close waves: later runs stop when their data or figures are not what they were",
        "peil freeze my-study 2009 2011              these waves, of every survey that has them\n"
        "  peil freeze my-study visitors/2011          of one survey\n"
        '  peil freeze my-study 2011 --again --reason "two double respondents taken out, agreed with the client"',
    )
    _takes_study(freeze)
    _takes_engine(freeze)
    _takes_fresh(freeze)
    freeze.add_argument("waves", nargs="+", metavar="WAVE", help="label of a wave, or survey/label")
    freeze.add_argument("--again", action="store_true", help="they are frozen already, and their figures had to change")
    freeze.add_argument("--reason", metavar="TEXT", help="with --again: why; it is written down")


def _takes_study(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("study", type=Path, help="folder of the study")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="where the data files are, if not in the study")


def _takes_engine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--engine", default="memory", help="memory (default); blocks, or blocks:ROWS, for Parquet "
                        "files larger than memory")  # fmt: skip


def _takes_fresh(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fresh", action="store_true", help="make everything anew, also what was kept in STUDY/.peil "
                        "and still holds")  # fmt: skip


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("-q", "--quiet", action="store_true", help="print problems only")
    common.add_argument("-v", "--verbose", action="store_true", help="print more about what was done")
    return common


def _to_write(text: str) -> Path:
    """A folder to write in, which need not be there yet: that a file is in its place is told before the work begins."""
    folder = Path(text)
    for one in (folder, *folder.parents):
        # Of a place that the system refuses to look at is told when it is written to: `Path` would raise.
        if os.path.isfile(one):
            raise argparse.ArgumentTypeError(f"{one}: found a file, expected a folder to write in. Choose another.")
    return folder


class _Version(argparse.Action):
    """Looked up only when asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from peil import __version__

        print(f"peil {__version__}")
        parser.exit()


if __name__ == "__main__":
    process()
