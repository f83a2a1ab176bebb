"""The attacker at work on whole studies, as a table: what it finds of private figures, without the rule and with it.

    python tests/disclosure/attack.py [STUDY ...]      the reference study, and a small one that is simulated
    python tests/disclosure/attack.py STUDY=FOLDER     a study whose data stand in another folder

It solves the published tables as linear equations (attacker.py), and looks in every table for rows and counts that tell
of a private figure (told.py). The second attacker knows every definition and the sizes of groups (counted.py). Of
private bases is printed how many can be shown to lie below the limit, how many follow to the respondent when he
believes the reasons for hiding, and how many means follow; then the same of hidden sizes. Figures of which the same is
told are one case.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "tests"))

from disclosure.attacker import Attack, Sum  # noqa: E402  # only now it is known where the tests are
from disclosure.counted import bases_found, sizes_found  # noqa: E402  # as above
from disclosure.told import behind, counts, tables  # noqa: E402  # as above
from disclosure.worlds import private, without_rule  # noqa: E402  # as above
from peil import read_study  # noqa: E402  # with the others
from peil.data.simulate import simulate  # noqa: E402  # with the others
from peil.disclosure import publish  # noqa: E402  # with the others
from peil.results.model import Published, Results  # noqa: E402  # with the others
from peil.study.model import Study  # noqa: E402  # with the others
from peil.workflow import build_results  # noqa: E402  # with the others

LIMIT = 5
# What a reader of the report on the reference study knows of its groups.
KINDS: tuple[Sum, ...] = (
    ("kind=companies", ("client=company",)),
    ("kind=institutions", ("client=education",)),
    ("side=organisations", ("client=company", "client=education")),
    ("side=partners", ("client=partners_1", "client=partners_2")),
    ("kind=lawyers", ("partner=lawyer",)),
    ("kind=municipalities", ("partner=municipality",)),
    ("kind=embassies", ("partner=embassy",)),
    ("side=partners", ("kind=lawyers", "kind=municipalities", "kind=embassies", "kind=other_partners")),
)


@dataclass(frozen=True)
class Trial:
    """What came of it. `private`: figures with few respondents behind them; `printed`: of those whose n is told;
    `bounded`: of which the n can be shown to lie below the limit; `means`: of which the mean follows; `rows`, `small`:
    by table the rows that tell of one, and those with a count of 1 up to the limit."""

    figures: int
    private: int
    printed: int
    bounded: int
    means: int
    rows: Counter[str]
    small: Counter[str]


def second(study: Study, results: Results, rows: Published) -> Iterator[str]:
    """What the second attacker finds, as cells of a table: of private bases, then of hidden sizes."""
    for found in (bases_found, sizes_found):
        plain, believed = (list(found(study, results, rows, believed=one)) for one in (False, True))
        low = sum(one.true < LIMIT and one.high < LIMIT - 1e-6 for one in plain)
        exact, means = sum(one.exact for one in believed), sum(one.mean for one in plain)
        yield f"{len(plain)}: {low} below the limit, {exact} exactly, {means} means"


def tried(rows: Published, results: Results, known: Sequence[Sum] = ()) -> Trial:
    """The attack on what is published of these results."""
    secrets = set(private(results))
    attack = Attack(rows, known)
    found = [one for one in attack.bounds() if one.id in secrets]
    means = {one.id for one in (*found, *attack.means(secrets)) if one.mean}
    named, small = Counter[str](), Counter[str]()
    for table, held in tables(rows):
        for row in held:
            named[table] += any(name in secrets for name in behind(table, row, rows))
            small[table] += any(0 < n < LIMIT for n in counts(table, row))
    return Trial(
        len(rows.estimates), len(secrets), sum(row.id in secrets and row.n > 0 for row in rows.estimates),
        sum(one.high < LIMIT - 1e-6 for one in found), len(means), +named, +small,
    )  # fmt: skip


def attacked(study: Study, results: Results, known: Sequence[Sum] = ()) -> str:
    """The two trials of a study, as rows of a table."""
    lines = []
    for rule, of in (("without the rule", without_rule(study)), ("with it", study)):
        rows = publish(of, results)
        one = tried(rows, results, known)
        told = [", ".join(f"{name} {count}" for name, count in sorted(part.items())) for part in (one.rows, one.small)]
        cells = (
            f"{study.id}, {rule}",
            *(f"{n:,}" for n in (one.figures, one.private, one.printed, one.bounded, one.means)),
            *(text or "none" for text in told),
            *second(study, results, rows),
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main(names: Sequence[str]) -> None:
    """Print the table."""
    heads = ("study", "figures", "private", "their n printed", "their n bounded", "means that follow",
             "rows that tell of one", "counts below the limit", "second attacker: bases",
             "second attacker: sizes")  # fmt: skip
    sys.stdout.write("| " + " | ".join(heads) + " |\n" + "|---" * len(heads) + "|\n")
    for name in names or (str(ROOT / "examples/ind"), str(ROOT / "tests/studies/rich")):
        path, _, data = name.partition("=")
        study = read_study(Path(path))
        with TemporaryDirectory() as folder:
            if Path(path).name == "rich":
                simulate(study, Path(folder), 60, 3)
                data = folder
            results = build_results(study, Path(data) if data else None)
        known = KINDS if study.id == "kto-ind" else ()
        sys.stdout.write(attacked(study, results, known) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
