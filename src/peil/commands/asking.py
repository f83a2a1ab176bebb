"""The commands about study files alone: a researcher who writes a study wants an answer within a second."""

from __future__ import annotations

import argparse
import json

from peil.console import Console
from peil.study.read import check_study, missing_files, read_study
from peil.study.schema import study_schema, survey_schema


def check(options: argparse.Namespace, console: Console) -> int:
    """`peil check STUDY`: every problem at once, data files that are not there included."""
    problems = check_study(options.study) or missing_files(read_study(options.study), options.data)
    if not problems:
        console.say(f"{options.study}: no problems in the study files (--full reads the data and the chapters too)")
    return console.listed(str(options.study), problems)


def schema(options: argparse.Namespace, _: Console) -> int:
    """`peil schema`: the JSON Schema of a study file."""
    found = study_schema() if options.kind == "study" else survey_schema()
    print(json.dumps(found, indent=2, ensure_ascii=False), flush=True)
    return 0
