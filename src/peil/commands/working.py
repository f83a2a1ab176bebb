"""The commands that work with data, one function each: options in, exit code out."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from peil import workflow
from peil.console import Console
from peil.errors import PeilError
from peil.examples import example


def new(options: argparse.Namespace, console: Console) -> int:
    """`peil new DIR`: a study to begin with."""
    workflow.new_study(options.folder, options.source)
    console.say(f"started a study in {options.folder}; next: peil check {options.folder}")
    return 0


def simulate(options: argparse.Namespace, console: Console) -> int:
    """`peil simulate STUDY`: respondents to rehearse with."""
    study = workflow.read_study(options.study)
    files = workflow.simulate(study, options.out, options.respondents, options.seed)
    console.wrote(files)
    console.say(f"next: peil report {options.study} --data {options.out} --out build")
    return 0


def data(options: argparse.Namespace, console: Console) -> int:
    """`peil data STUDY`: the harmonised, weighted data."""
    study = workflow.read_study(options.study)
    with console.stage("read the data"):
        answers = workflow.read_data(study, options.data)
    with console.stage("write the data"):
        files = workflow.save_data(study, answers, options.out, options.format)
    for survey in answers.surveys.values():
        for repair in survey.repairs:
            console.say(f"{repair.file}: {repair.column}: {repair.what} ({repair.count})")
    console.wrote(files)
    return 0


def results(options: argparse.Namespace, console: Console) -> int:
    """`peil results STUDY`: the internal tables."""
    study = workflow.read_study(options.study)
    if options.unweighted:
        study = workflow.unweighted(study)
    found = workflow.build_results(study, options.data, console)
    with console.stage("write the tables"):
        files = workflow.save_results(found, options.out)
    console.detail(f"{len(found.estimates)} estimates, {len(found.contrasts)} contrasts")
    console.wrote(files)
    return 0


def report(options: argparse.Namespace, console: Console) -> int:
    """`peil report STUDY`: HTML and PDF per language, or refreshed chapters."""
    if options.refresh:
        return _refresh(options, console)
    out = options.out or options.study / "report"
    built = workflow.build_report(options.study, out, options.data, options.language, console)
    console.wrote(built.files)
    return 0


def _refresh(options: argparse.Namespace, console: Console) -> int:
    """Chapters get the numbers of the data; claims that no longer hold are listed and left to a person."""
    broken = False
    for refreshed in workflow.refresh_chapters(options.study, options.data, console):
        console.say(f"{refreshed.file}: {len(refreshed.changes)} numbers rewritten")
        for problem in refreshed.broken_claims:
            broken = True
            console.error(f"  {problem}")
    return 1 if broken else 0


def demo(options: argparse.Namespace, console: Console) -> int:
    """`peil demo DIR`: a copy of the reference study, and its report."""
    source = example("ind")
    target: Path = options.out / "study"
    if options.out.exists() and not options.out.is_dir():
        raise PeilError(f"{options.out}: found a file, expected a folder to write the demonstration in")
    shutil.copytree(source, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "report"))
    console.say(f"the reference study, with simulated respondents, from {target}")
    built = workflow.build_report(target, options.out / "report", None, (), console)
    console.wrote(built.files)
    console.say("open the HTML in a browser; change a number in a chapter and see `peil report` refuse it")
    return 0
