"""Rows in blocks give what all rows at once give; what needs all rows is refused."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from peil import workflow
from peil.cli import main
from peil.coding.answers import digest
from peil.data.blocks import Told
from peil.data.model import Coded
from peil.data.results_files import write_tables
from peil.engine import Blocks, engine, in_blocks
from peil.errors import DataError, PeilError, StatisticsError
from peil.examples import example
from peil.results.model import Results
from peil.stats import tally
from peil.stats.sums import Gathered, Levels, Totals, WeightSums

STUDY = """study: blocks
title: {en: Blocks}
client: Nobody
languages: [en]
surveys: [desk.yaml]
"""
SURVEY = """survey: desk
title: {en: Desk}
waves:
  2023: {data: one.parquet, sent: 400, strata: {north: 500, south: 900}}
  2025: {data: two.parquet, sent: 400, strata: {north: 600, south: 900}}
stratum: area
questions:
  area: {kind: single, text: {en: Area?}, answers: {north: {code: 1, en: North}, south: {code: 2, en: South}}}
  visit:
    kind: single
    text: {en: How did you come?}
    answers: {desk: {code: 1, en: In person}, phone: {code: 2, en: By telephone}, site: {code: 3, en: Online}}
  overall: {kind: grade, text: {en: How do you rate our desk?}}
  staff:
    kind: grid of grades
    text: {en: How do you rate}
    asked if: {visit: [desk, phone]}
    items:
      polite: {en: Polite, dimension: human}
      quick: {en: Quick, dimension: process}
      expert: {en: Expert, dimension: human}
  used:
    kind: multiple
    text: {en: What did you use?}
    answers: {form: {column: form, en: Form}, letter: {column: letter, en: Letter}, call: {column: call, en: Call}}
breaks:
  area: {of: area}
  visit: {of: visit}
  used: {of: used}
weights: {column: w}
"""


LISTED = "  few: {title: {en: Few}, groups: {some: {list: few.txt, en: Some}}}\n"


def people(seed: int, rows: int) -> pl.DataFrame:
    """Respondents; the last rows are all from the south, so that blocks lack a stratum, and some weigh nothing."""
    random = np.random.default_rng(seed)
    area = random.integers(1, 3, rows)
    area[rows // 2 :] = 2
    visit = random.integers(1, 4, rows)
    level = random.normal(7, 1.2, rows)

    def grades(share: float) -> list[int | None]:
        found = np.clip(np.round(level + random.normal(0, 1, rows)), 1, 10).astype(int)
        return [None if random.random() < share else int(one) for one in found]

    columns: dict[str, object] = {"area": area, "visit": visit, "overall": grades(0.1)}
    columns |= {
        name: [one if put < 3 else None for one, put in zip(grades(0.2), visit, strict=True)]
        for name in ("polite", "quick", "expert")
    }
    columns |= {name: random.integers(0, 2, rows) for name in ("form", "letter", "call")}
    weights = random.uniform(0.3, 3, rows)
    weights[random.random(rows) < 0.05] = 0
    return pl.DataFrame({**columns, "w": weights})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study of two waves in Parquet files: strata, routing, several answers, weights, an overall grade."""
    (tmp_path / "study.yaml").write_text(STUDY, encoding="utf-8")
    (tmp_path / "desk.yaml").write_text(SURVEY, encoding="utf-8")
    people(1, 217).write_parquet(tmp_path / "one.parquet")
    people(2, 180).write_parquet(tmp_path / "two.parquet", row_group_size=50)
    return tmp_path


def tables(results: Results, folder: Path) -> dict[str, pl.DataFrame]:
    """Every table as it is saved."""
    folder.mkdir()
    write_tables(results, folder)
    return {file.stem: pl.read_parquet(file) for file in folder.glob("*.parquet")}


@pytest.mark.parametrize("rows", [1, 7, 50, 200, 1000])
def test_blocks_of_any_size_give_what_memory_gives(folder: Path, tmp_path: Path, rows: int) -> None:
    """Every table of the results: estimates, contrasts, flags, drivers, changes, accounts, whatever the blocks hold."""
    study = workflow.read_study(folder)
    whole = tables(workflow.build_results(study), tmp_path / "memory")
    parts = tables(workflow.build_results(study, engine=f"blocks:{rows}"), tmp_path / "blocks")
    assert parts.keys() == whole.keys()
    for name, table in whole.items():
        assert_frame_equal(parts[name], table, rel_tol=1e-9, abs_tol=1e-12)
    assert min(len(whole[name]) for name in ("estimates", "contrasts", "drivers", "strata", "changes", "accounts")) > 0


ASKED = """report:
  minimum difference: 0
  level: [0.1, 0.01]
  measures: [median, p90, standard deviation]
  top: 8-10
  compare:
    groups: {visit: every pair, used: [[form, letter], [letter, call]]}
    answers: {used: every pair, visit: [[desk, phone]]}
    changes: {area: the rest, visit: every pair}
    dependence: [area, visit]
"""


@pytest.mark.parametrize("rows", [7, 1000])
def test_what_a_study_asks_for_is_had_in_blocks_too(folder: Path, tmp_path: Path, rows: int) -> None:
    """Medians, spreads, pairs of groups that overlap, answers and changes: all follow from sums."""
    (folder / "desk.yaml").write_text(SURVEY + ASKED, encoding="utf-8")
    study = workflow.read_study(folder)
    whole = tables(workflow.build_results(study), tmp_path / "memory")
    parts = tables(workflow.build_results(study, engine=f"blocks:{rows}"), tmp_path / "blocks")
    assert {"median", "p90", "sd"} <= set(whole["estimates"]["measure"])
    assert {"group", "answer", "change"} <= set(whole["contrasts"]["kind"])
    assert len(whole["dependence"]) > 0
    for name in ("estimates", "contrasts", "wave_flags", "dependence"):
        assert_frame_equal(parts[name], whole[name], rel_tol=1e-9, abs_tol=1e-12)


def test_other_files_are_one_block(folder: Path, tmp_path: Path) -> None:
    """A study in CSV files gives the same with this engine, though not in less memory."""
    study = workflow.read_study(folder)
    whole = tables(workflow.build_results(study), tmp_path / "memory")
    for name in ("one", "two"):
        pl.read_parquet(folder / f"{name}.parquet").write_csv(folder / f"{name}.csv")
    (folder / "desk.yaml").write_text(SURVEY.replace(".parquet", ".csv"), encoding="utf-8")
    parts = tables(workflow.build_results(workflow.read_study(folder), engine="blocks:9"), tmp_path / "blocks")
    assert_frame_equal(parts["estimates"], whole["estimates"], rel_tol=1e-9)


def test_a_problem_is_told_with_the_row_of_the_file(folder: Path) -> None:
    """Row 180 of the file is row 30 of its block."""
    frame = people(2, 180)
    grades = frame["overall"].to_list()
    grades[-1] = 77
    frame.with_columns(pl.Series("overall", grades)).write_parquet(folder / "two.parquet")
    with pytest.raises(DataError, match=r"two\.parquet: column overall: .*grade 77 \(row 180\)"):
        in_blocks(workflow.read_study(folder), None, Blocks(50))


def test_repairs_of_all_blocks_are_told_together(folder: Path) -> None:
    """One line for what the data rules did, with the rows of all blocks counted."""
    frame = people(2, 180).with_columns(
        pl.when(pl.int_range(180) % 60 == 0).then(77).otherwise("overall").alias("overall")
    )
    frame.write_parquet(folder / "two.parquet")
    text = SURVEY + "data rules: {grades out of range: not answered}\n"
    (folder / "desk.yaml").write_text(text, encoding="utf-8")
    notes = in_blocks(workflow.read_study(folder), None, Blocks(50)).notes
    assert notes == ("two.parquet: column overall: grade 77: not answered (3 rows)",)


MORE = """  age: {kind: number, range: 18-99, text: {en: Age?}, asked if: {visit: [desk, phone]}}
  each:
    kind: grade
    per: used
    text: {en: How do you rate each?}
"""
CELLS = """weights:
  area: {north: 30, south: 70}
  visit within north: {desk: 50, phone: 30, site: 20}
"""
RAKED = """weights:
  rake:
    area: {north: 30, south: 70}
    visit: {desk: 45, phone: 30, site: 25}
"""
CALIBRATED = """weights:
  calibrate:
    area: {north: 30, south: 70}
    age: {mean: 45.5}
  respondents without a value: weight 1
"""


def more_people(seed: int, rows: int) -> pl.DataFrame:
    """The same people with a number each, a key, and a grade for everything they used."""
    random = np.random.default_rng(seed + 100)
    frame = people(seed, rows)
    age = random.integers(18, 80, rows)
    columns: dict[str, list[Any]] = {"nr": [f"r{row}" for row in range(rows)]}
    columns["age"] = [int(one) if put < 3 else None for one, put in zip(age, frame["visit"], strict=True)]
    for name in ("form", "letter", "call"):
        grades = random.integers(1, 11, rows)
        columns[f"each_{name}"] = [int(one) if used else None for one, used in zip(grades, frame[name], strict=True)]
    return frame.with_columns(**{name: pl.Series(values) for name, values in columns.items()})


@pytest.fixture
def larger(folder: Path) -> Path:
    """The study with a number, several grades a respondent, keys and a list of them."""
    (folder / "few.txt").write_text("\n".join(f"r{row}" for row in range(0, 200, 3)), encoding="utf-8")
    for seed, (name, rows) in enumerate([("one", 217), ("two", 180)]):
        more_people(seed, rows).write_parquet(folder / f"{name}.parquet", row_group_size=50)
    return folder


def both(folder: Path, out: Path, survey: str, rows: int) -> tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame]]:
    """The tables of memory and of blocks."""
    (folder / "desk.yaml").write_text(survey, encoding="utf-8")
    study = workflow.read_study(folder)
    whole = tables(workflow.build_results(study), out / "memory")
    return whole, tables(workflow.build_results(study, engine=f"blocks:{rows}"), out / "blocks")


WITH_MORE = SURVEY.replace("breaks:\n", f"{MORE}breaks:\n{LISTED}").replace("survey: desk\n", "survey: desk\nkey: nr\n")


@pytest.mark.parametrize(
    "weights",
    [
        "weights: {column: w}",
        "weights: {column: w, trim: 1.5 times the mean}",
        "weights: {column: w, trim: 1.5 times the median}",
        CELLS,
        f"{CELLS}  start from: w\n  respondents without a cell: weight 1\n",
        f"{CELLS}  start from: w\n  trim: 2 times the mean\n",
        f"{CELLS}  start from: w\n  trim: 2.5 times the median\n",
        RAKED,
        f"{RAKED}  start from: w\n",
        f"{RAKED}  trim: 1.6 times the mean\n",
        f"{RAKED}  start from: w\n  trim: 2 times the median\n",
        f"{RAKED}  start from: w\n  bounds: 0.3-3\n",
        CALIBRATED,
        f"{CALIBRATED}  start from: w\n  trim: 3 times the mean\n",
    ],
)
def test_weights_numbers_and_several_rows_are_had_in_blocks(larger: Path, tmp_path: Path, weights: str) -> None:
    """Whatever the weights: numbers, a grade for each of several things, groups by list, keys that occur once."""
    survey = WITH_MORE.replace("weights: {column: w}", weights)
    whole, parts = both(larger, tmp_path, survey, 90)
    for name, table in whole.items():
        assert_frame_equal(parts[name], table, rel_tol=1e-9, abs_tol=1e-12)
    asked = set(whole["estimates"]["question"])
    assert {"age", "each", "few"} <= asked
    assert len(set(whole["estimates"].filter(pl.col("question") == "each")["group"])) > 3


@pytest.mark.parametrize("rule", ["keep first", "keep last", "keep all"])
def test_respondents_who_stand_in_two_blocks_are_treated_as_the_rule_says(
    larger: Path, tmp_path: Path, rule: str
) -> None:
    """The first or the last of their rows, or all: in the whole file, not in a block; told with all rows counted."""
    frame = more_people(2, 180).with_columns(nr=pl.when(pl.int_range(180) % 40 == 3).then(pl.lit("r3")).otherwise("nr"))
    frame.write_parquet(larger / "two.parquet")
    survey = WITH_MORE + f"data rules: {{duplicate respondents: {rule}}}\n"
    whole, parts = both(larger, tmp_path, survey, 60)
    assert_frame_equal(parts["estimates"], whole["estimates"], rel_tol=1e-9, abs_tol=1e-12)
    study = workflow.read_study(larger)
    notes = in_blocks(study, None, Blocks(60)).notes
    assert notes == workflow.treated(workflow.read_data(study))
    assert len(notes) == 1


def test_respondents_who_stand_in_two_blocks_stop_the_run(larger: Path) -> None:
    """Without a rule for them; rows are those of the file."""
    frame = more_people(2, 180).with_columns(nr=pl.when(pl.int_range(180) == 170).then(pl.lit("r3")).otherwise("nr"))
    frame.write_parquet(larger / "two.parquet")
    (larger / "desk.yaml").write_text(WITH_MORE, encoding="utf-8")
    with pytest.raises(DataError, match=r"column nr: found 1 respondent more than once: r3 \(rows 4, 171\)"):
        in_blocks(workflow.read_study(larger), None, Blocks(50))


def test_a_wave_without_strata_counts_as_one(larger: Path, tmp_path: Path) -> None:
    """As the warning says, and in blocks too: its question was not put then."""
    pl.read_parquet(larger / "one.parquet").drop("area").write_parquet(larger / "one.parquet")
    survey = WITH_MORE.replace("area: {kind: single,", "area: {kind: single, since: 2025,")
    survey = survey.replace(", strata: {north: 500, south: 900}", "")
    whole, parts = both(larger, tmp_path, survey, 60)
    assert_frame_equal(parts["estimates"], whole["estimates"], rel_tol=1e-9, abs_tol=1e-12)
    overall = pl.col("id") == "desk/2023/overall/mean/all"
    assert whole["estimates"].filter(overall)["se"].item() > 0


def test_a_list_of_nobody_is_told_once(larger: Path) -> None:
    """A list on which a block has nobody is nothing to tell; one that all blocks lack is."""
    (larger / "desk.yaml").write_text(WITH_MORE, encoding="utf-8")
    assert in_blocks(workflow.read_study(larger), None, Blocks(50)).notes == ()
    (larger / "few.txt").write_text("x1\nx2\n", encoding="utf-8")
    study = workflow.read_study(larger)
    notes = in_blocks(study, None, Blocks(50)).notes
    assert notes == workflow.treated(workflow.read_data(study))
    assert "2 unit numbers, none in the data" in notes[0]


def test_a_warning_of_one_block_is_told_of_all() -> None:
    """It has no rows to count, and sums of counts drop what is 0: on a cluster it was lost."""
    told = Told(counts=Counter({"a warning": 0, "a repair": 2})) + Told(counts=Counter({"a repair": 1}))
    assert sorted(told.lines()) == ["a repair (3 rows)", "a warning"]


def test_numbers_written_as_texts_are_refused(larger: Path) -> None:
    """Whether 1,234 is a fraction shows from the whole column, which a block does not have."""
    for name in ("one", "two"):
        frame = pl.read_parquet(larger / f"{name}.parquet")
        frame.with_columns(pl.col("age").cast(pl.String)).write_parquet(larger / f"{name}.parquet")
    (larger / "desk.yaml").write_text(WITH_MORE, encoding="utf-8")
    with pytest.raises(DataError, match=r"two\.parquet: column age: found numbers that are written as texts"):
        in_blocks(workflow.read_study(larger), None, Blocks(50))


@pytest.mark.parametrize("engine", ["memory", "blocks:50"])
def test_a_wave_that_has_no_rows_stops_the_run(larger: Path, engine: str) -> None:
    """Nobody in the file answers to what the wave says: that is no wave of nobody."""
    text = WITH_MORE.replace("{data: two.parquet,", "{data: two.parquet, where: {visit: ghost},").replace(
        "site: {code: 3, en: Online}", "site: {code: 3, en: Online}, ghost: {code: 9, en: Nobody}"
    )
    (larger / "desk.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"two\.parquet: respondents: found no rows"):
        workflow.build_results(workflow.read_study(larger), engine=engine)


@pytest.mark.parametrize("engine", ["memory", "blocks:50"])
def test_targets_that_nobody_can_meet_stop_the_run(larger: Path, engine: str) -> None:
    """The same message, also where a block lacks what others have."""
    text = WITH_MORE.replace("site: {code: 3, en: Online}", "site: {code: 3, en: Online}, ghost: {code: 9, en: Nobody}")
    weights = "weights:\n  visit: {desk: 30, phone: 30, site: 30, ghost: 10}\n"
    (larger / "desk.yaml").write_text(text.replace("weights: {column: w}", weights), encoding="utf-8")
    with pytest.raises(PeilError, match=r"wave 2023: no respondents in weighting cell .*ghost"):
        workflow.build_results(workflow.read_study(larger), engine=engine)


def test_numbers_and_kinds_of_respondents_have_a_limit() -> None:
    """Each different number is counted, each kind of respondent weighted: more than so many are refused, and named."""
    few, many = (Levels("desk.yaml:9: question age", np.arange(size, dtype=np.float64)) for size in (9_000, 10_001))
    assert len((few + few).values) == 9_000
    with pytest.raises(StatisticsError, match="question age: found more than 10000 different numbers"):
        few + many
    ones = np.arange(600_000, dtype=np.float64)
    one, two = (tally("desk", (), (), ones, [ones + start])[1] for start in (0, 600_000))
    with pytest.raises(StatisticsError, match="desk: found more than 1000000 kinds of respondents"):
        one + two


@pytest.mark.parametrize("name", ["minimal", "ind"])
def test_the_examples_give_the_same_in_blocks(tmp_path: Path, name: str) -> None:
    """Whole studies, their files written as Parquet: every saved table."""
    shutil.copytree(example(name), tmp_path / "study")
    memory = workflow.build_results(workflow.read_study(tmp_path / "study"))
    whole = tables(memory, tmp_path / "memory")
    for file in tmp_path.glob("study/data/*.csv"):
        pl.read_csv(file, infer_schema=False).write_parquet(file.with_suffix(".parquet"))
        file.unlink()
    for file in tmp_path.glob("study/*.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace(".csv", ".parquet"), encoding="utf-8")
    study = workflow.read_study(tmp_path / "study")
    found = workflow.build_results(study, engine=f"blocks:{900 if name == 'ind' else 200}")
    parts = tables(found, tmp_path / "blocks")
    assert parts.keys() == whole.keys()
    for table, rows in whole.items():
        assert_frame_equal(parts[table], rows, rel_tol=1e-9, abs_tol=1e-12)
    assert found.quotes == memory.quotes
    assert bool(found.quotes) == (name == "ind")


QUOTING = """  why: {kind: open, text: {en: Why?}}
  themes: {kind: single, themes of: why, text: {en: What?}, answers: {slow: {code: 1, en: S}, kind: {code: 2, en: K}}}
  tongue: {kind: single, text: {en: Language}, answers: {nl: {code: 1, en: Dutch}, en: {code: 2, en: English}}}
breaks:
  visit: {of: visit}
quotes: {groups of: visit, grades: {why: overall}, language question: tongue, group size: 30, language size: 3}
"""
# What was said in Dutch in the second wave, and how who said it came.
SAID = (
    ("Slow, slow\n and slow again.", 1), ("Mr. Jansen was kind.", 1), ("I waited long.", 1), ("Nobody knew.", 1),
    ("A form too many.", 3), ("Mr. Bakker was kind.", 1),
)  # fmt: skip


def with_quotes(folder: Path) -> Path:
    """The study with an open question, its answers far apart, and quotes: two that hold, four with something wrong."""
    survey = folder / "desk.yaml"
    text = survey.read_text(encoding="utf-8").partition("breaks:")[0] + QUOTING + "weights: {column: w}\n"
    survey.write_text(text, encoding="utf-8")
    for name, seed, rows in (("one", 1, 217), ("two", 2, 180)):
        given = people(seed, rows)
        why = [""] * rows
        for number, (said, visit) in enumerate(SAID if name == "two" else ()):
            came = [row for row in range(0, rows, 2) if given["visit"][row] == visit]
            why[came[4 * number]] = said
        more: dict[str, list[object]] = {
            "why": [*why],
            "themes": [1] * rows,
            "tongue": [1 + row % 2 for row in range(rows)],
        }
        given.with_columns(pl.Series(key, value) for key, value in more.items()).write_parquet(
            folder / f"{name}.parquet"
        )
    entries = [
        ("Slow, slow and slow again.", "Slow, slow and slow again.", "desk", "nl"),
        ("Mr. [name] was kind.", "Mr. [name] was kind.", "desk", "nl"),
        ("I waited long.", "I waited for long.", "desk", "nl"),
        ("Nobody knew.", "Nobody knew.", "phone", "nl"),
        ("A form too many.", "A form too many.", "site", "en"),
        ("This was never said.", "This was never said.", "desk", "nl"),
    ]
    lines = "".join(
        f"  - {{id: desk/2025/why/{digest(answer)}, theme: slow, group: visit={group}, language: {tongue}, "
        f"status: approved, text: {text!r}}}\n"
        for answer, text, group, tongue in entries
    )
    (folder / "quotes").mkdir()
    (folder / "quotes" / "desk.yaml").write_text(f"survey: desk\nquotes:\n{lines}", encoding="utf-8")
    return folder


@pytest.mark.parametrize("rows", [7, 50, 1000])
def test_quotes_and_what_is_wrong_with_them_are_the_same_in_blocks(folder: Path, rows: int) -> None:
    """Nothing was quoted. An edited text is known by its digest, for which all answers are gone through once more."""
    study = workflow.read_study(with_quotes(folder))
    memory, blocks = (workflow.count(study, workflow.Run(engine=one)) for one in ("memory", f"blocks:{rows}"))
    assert blocks.results.quotes == memory.results.quotes
    assert blocks.unquoted == memory.unquoted
    assert [one.quote.text for one in blocks.results.quotes] == ["Slow, slow and slow again.", "Mr. [name] was kind."]
    told = [str(problem).partition(": found ")[2] for problem in blocks.unquoted]
    assert [one[:22] for one in told] == [
        "'I waited for long.', ", "no such answer from th", "no such answer from th", "no such answer in the "
    ]  # fmt: skip
    assert "Proposed was: I waited long." in told[0]


def test_groups_of_quotes_are_counted_over_all_blocks(folder: Path) -> None:
    """Not by the block in which the answer stands: with seven rows a block every group would be too small."""
    study = workflow.read_study(with_quotes(folder))
    one = workflow.build_results(study, engine="blocks:7").quotes[0]
    assert one.group_n > one.language_n > 20
    found = workflow.read_data(study).surveys["desk"]
    asked, tongue = found.membership["visit"][:, 0] & (found.wave == 1), found.columns["tongue"]
    assert isinstance(tongue, Coded)
    assert (one.group_n, one.language_n) == (asked.sum(), (asked & (tongue.codes == 0)).sum())


@pytest.mark.parametrize("command", ["results", "report", "verify"])
def test_commands_that_count_take_an_engine(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What they are told arrives: an engine that there is not is refused by each."""
    given = [command, str(example("ind")), "--out", str(tmp_path), "--engine", "blocks:none"]
    assert main(given) == 1
    assert "engine blocks:none: expected memory, blocks" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["Memory", "blocks:0", "blocks:-5", "blocks:", "blocks:x", "memory:5", "spark", "spark:"]
)
def test_an_engine_that_there_is_not_is_refused(text: str) -> None:
    """The message names those that there are."""
    with pytest.raises(PeilError, match=f"engine {text}: expected memory, blocks"):
        engine(text)


def test_engines_are_named() -> None:
    """A number of rows may follow."""
    assert engine("memory") is None
    assert engine("blocks:5") == Blocks(5)


def test_one_name_is_one_sum() -> None:
    """The same part may be told twice, another part under its name may not."""
    sums = Gathered()
    sums.total("n", np.array([1, 2]))
    sums.total("n", np.array([1, 2]))
    with pytest.raises(StatisticsError, match="sum n: found two different sums"):
        sums.total("n", np.array([1, 3]))


def test_sums_of_blocks_add_up() -> None:
    """A sum that only some blocks have is their sum; one that none has is that of no rows."""
    one, two = Gathered({"n": 3, "w": WeightSums.of(np.array([0.5, 0.0, 2.0]))}), Gathered({"n": 4, "few": 1})
    whole = Totals(Gathered.together([one, two, Gathered({"w": WeightSums.of(np.array([0.25]))})]).parts)
    assert [whole.total("n", 0), whole.total("few", 0), whole.total("other", 0)] == [7, 1, 0]
    assert whole.total("w", WeightSums()) == WeightSums(3, 2.75, 4.3125, 0.25, 2.0)
