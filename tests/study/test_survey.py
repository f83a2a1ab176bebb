"""What a researcher writes becomes the frozen values that data, tables and report rest on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from peil.study.model import (
    CellWeights,
    ColumnWeights,
    Condition,
    Grade,
    MarginWeights,
    Multiple,
    Number,
    Period,
    Reason,
    Single,
    Trimming,
    Unweighted,
)
from peil.study.read import read_study
from study.studies import CONTACT, GRADE, ROLE, messages, read, study_folder


def test_the_default_column_is_the_id(tmp_path: Path) -> None:
    """Of a question its own; of a multiple one per answer, empty in a wave without the answer."""
    survey = read(tmp_path, GRADE + CONTACT)
    assert survey.questions["overall"].sources["2009"].columns == ("overall",)
    assert survey.questions["contact"].sources["2009"].columns == ("contact_phone", "")
    assert survey.questions["contact"].sources["2011"].columns == ("contact_phone", "contact_desk")


def test_a_column_by_wave_prefers_the_wave_over_a_range_over_the_rest(tmp_path: Path) -> None:
    """Whatever the order in which they are written."""
    question = "  q: {kind: open, text: {nl: a, en: b}, column: {otherwise: c, 2009-2011: b, 2011: a}}\n"
    sources = read(tmp_path, question).questions["q"].sources
    assert {label: source.columns for label, source in sources.items()} == {
        "2009": ("b",),
        "2011": ("a",),
        "2013": ("c",),
    }


def test_a_wave_without_the_column_did_not_ask(tmp_path: Path) -> None:
    """`none` takes a wave out; so do `since` and `until`; a wave without data has no source."""
    questions = (
        "  a: {kind: open, text: {nl: a, en: b}, column: {2011: none}}\n"
        "  b: {kind: open, text: {nl: a, en: b}, since: 2011}\n"
        "  c: {kind: open, text: {nl: a, en: b}, until: 2009}\n" + GRADE
    )
    waves = (
        "  2007: {published: [{question: overall, measure: mean, value: 7, source: p. 1}]}\n"
        "  2009: {data: a.csv}\n  2011: {data: b.csv}\n  2013: {data: c.csv}\n"
    )
    survey = read(tmp_path, questions, waves=waves)
    assert {key: tuple(question.sources) for key, question in survey.questions.items()} == {
        "a": ("2009", "2013"),
        "b": ("2011", "2013"),
        "c": ("2009",),
        "overall": ("2009", "2011", "2013"),
    }


def test_codes_stay_the_text_that_was_written(tmp_path: Path) -> None:
    """01 is not 1, yes is not true; without a code the id stands in the data."""
    question = (
        "  q: {kind: single, text: {nl: a, en: b}, answers: "
        "{a: {code: 01, nl: a, en: a}, b: {code: [yes, 1.0], nl: b, en: b}, no: {nl: c, en: c}}}\n"
    )
    kind = read(tmp_path, question).questions["q"].kind
    assert isinstance(kind, Single)
    assert [answer.codes for answer in kind.answers] == [("01",), ("yes", "1.0"), ("no",)]


def test_a_recode_of_the_question_goes_before_that_of_the_survey(tmp_path: Path) -> None:
    """By wave; a reason, an answer, and a number that is a number after all."""
    questions = ROLE.replace("    answers", "    recode: {2009: {9: sponsor, 8: not asked}}\n    answers")
    questions += "  age: {kind: number, recode: {98: 98}, text: {nl: a, en: b}}\n"
    survey = read(tmp_path, questions, rest='no answer: {"": not answered, 98: don\'t know}\n')
    base = {"": Reason.NOT_ANSWERED, "98": Reason.DONT_KNOW}
    assert survey.questions["role"].sources["2009"].recode == {**base, "9": "sponsor", "8": Reason.NOT_ASKED}
    assert survey.questions["role"].sources["2013"].recode == base
    assert survey.questions["age"].sources["2013"].recode == {**base, "98": "98"}


def test_columns_of_ticks_are_recoded_to_chosen_or_not(tmp_path: Path) -> None:
    """The words of the researcher become the 1 and 0 that stand in most files."""
    contact = CONTACT.replace("    answers", "    recode: {2: not chosen, 5: chosen}\n    answers")
    assert read(tmp_path, contact).questions["contact"].sources["2011"].recode == {"2": "0", "5": "1"}


@pytest.mark.parametrize("of", ["8-10", "8..10", "[8, 9, 10]", "[8, 9-10]"])
@pytest.mark.parametrize("dash", ["-", ".."])
def test_marks_are_written_the_same_way_in_nets_boxes_and_scales(tmp_path: Path, of: str, dash: str) -> None:
    """A range with a hyphen or with two dots, or a list of marks and ranges."""
    grade = f"""\
  rating:
    kind: grade
    scale: 0{dash}10
    text: {{nl: Welk cijfer?, en: Which grade?}}
    nets: {{high: {{of: {of}, nl: Hoog, en: High}}}}
    bottom: 0{dash}5
"""
    rating = read(tmp_path, grade).questions["rating"]
    assert rating.kind == Grade(0, 10)
    assert [net.answers for net in rating.nets] == [("8", "9", "10"), tuple("012345")]


def test_items_of_a_grid_are_questions_with_what_the_grid_gives_them(tmp_path: Path) -> None:
    """Kind, nets, routing and recode come from the grid; a dimension makes a graded item an aspect."""
    grid = """\
  aspects:
    kind: grid of grades
    scale: 0-10
    text: {nl: Welk cijfer?, en: Which grade?}
    asked if: {role: client}
    recode: {77: does not apply}
    nets: {high: {of: [9, 10], nl: Hoog, en: High}}
    items:
      friendly: {nl: Vriendelijk, en: Friendly, dimension: human, column: f1}
      price: {nl: Prijs, en: Price, dimension: money, since: 2013, label: {nl: €, en: €}}
      other: {nl: Anders, en: Other}
"""
    survey = read(tmp_path, ROLE + grid, rest="dimensions: {money: {nl: Geld, en: Money}}\n")
    friendly, price, other = (survey.questions[key] for key in survey.grids["aspects"].items)
    assert friendly.kind == Grade(0, 10)
    assert friendly.sources["2009"].columns == ("f1",)
    assert friendly.sources["2009"].recode == {"77": Reason.DOES_NOT_APPLY}
    assert friendly.asked_if == (Condition("role", ("client",)),)
    assert [net.answers for net in friendly.nets] == [("9", "10")]
    assert (price.label("nl"), price.text("nl"), tuple(price.sources)) == ("€", "Prijs", ("2013",))
    assert survey.aspects == (friendly, price)
    assert other.aspect is False
    assert friendly.grid == "aspects"


def test_a_changed_question_keeps_its_wordings_and_breaks_its_series(tmp_path: Path) -> None:
    """The new wording holds from its wave on; only a change that is not comparable starts a new series."""
    question = """\
  q:
    kind: grade
    text: {nl: oud, en: old}
    changed:
      2011: {text: {nl: nieuw, en: new}, note: {nl: Anders gesteld, en: Reworded}}
      2013: {comparable: no, note: {nl: Nieuwe schaal, en: New scale}}
"""
    asked = read(tmp_path, question).questions["q"]
    assert [asked.wording(wave)("en") for wave in ("2009", "2011", "2013")] == ["old", "new", "new"]
    assert asked.new_series == ("2013",)
    assert asked.series_note is not None
    assert asked.series_note("en") == "Reworded New scale"


def test_a_multiple_can_be_spread_over_columns(tmp_path: Path) -> None:
    """Its columns differ by wave; `none` is a wave that did not ask."""
    question = CONTACT.replace("    answers", "    columns: {2009: none, 2011: [c1, c2], otherwise: c}\n    answers")
    asked = read(tmp_path, question).questions["contact"]
    assert isinstance(asked.kind, Multiple)
    assert asked.kind.layout == "spread"
    assert {label: source.columns for label, source in asked.sources.items()} == {"2011": ("c1", "c2"), "2013": ("c",)}


def test_a_question_per_answer_has_a_column_for_each(tmp_path: Path) -> None:
    """Empty where the answer was not in the wave; `column` takes the place of the id."""
    question = "  rating: {kind: grade, per: contact, column: {2013: r}, text: {nl: a, en: b}}\n"
    asked = read(tmp_path, CONTACT + question).questions["rating"]
    assert asked.per == "contact"
    assert asked.sources["2009"].columns == ("rating_phone", "")
    assert asked.sources["2013"].columns == ("r_phone", "r_desk")


def test_conditions_name_answers_nets_and_ranges(tmp_path: Path) -> None:
    """A net stands for its answers; a range of a number or grade has both ends or one."""
    contact = CONTACT + "    nets: {any: {of: [phone, desk], nl: a, en: b}}\n"
    questions = (
        contact + GRADE + "  age: {kind: number, text: {nl: a, en: b}}\n"
        "  q: {kind: open, text: {nl: a, en: b}, asked if: {contact: any, overall: 1-5, age: 65-}}\n"
        "  r: {kind: open, text: {nl: a, en: b}, asked if: {overall: [9, 10]}}\n"
    )
    survey = read(tmp_path, questions)
    assert survey.questions["q"].asked_if == (
        Condition("contact", ("phone", "desk")),
        Condition("overall", (), 1, 5),
        Condition("age", (), 65, None),
    )
    assert survey.questions["r"].asked_if == (Condition("overall", ("9", "10")),)


NESTED = (
    "breaks:\n  role: {of: role}\n  contact: {of: contact}\n  both: {of: contact, then: role, note: {nl: a, en: b}}\n"
)


def test_nested_breaks_are_made_of_two_others(tmp_path: Path) -> None:
    """Every group lies in an outer one and meets the conditions of both; estimates name the outer group first."""
    both = read(tmp_path, ROLE + CONTACT, NESTED).breaks["both"]
    assert (both.outer, both.inner, both.overlapping) == ("contact", "role", True)
    assert [both.key(group) for group in both.groups][:2] == ["contact=phone,role=client", "contact=phone,role=sponsor"]
    assert both.groups[1].id == "phone.sponsor"
    assert both.groups[1].conditions == (Condition("contact", ("phone",)), Condition("role", ("sponsor",)))


@pytest.mark.parametrize(
    ("titles", "dutch", "english"),
    [
        (("{nl: Rol, en: Role}", "{nl: Contact, en: Contact}"), "Rol binnen contact", "Role within contact"),
        (("{nl: Rol, en: Role}", "{nl: IT-gebruik, en: IT use}"), "Rol binnen IT-gebruik", "Role within IT use"),
        (("{nl: Rol, en: Role}", "{nl: Contact?, en: Contact?}"), "Contact? / Rol", "Contact? / Role"),
    ],
)
def test_a_nested_break_without_a_title_is_named_after_both(
    tmp_path: Path, titles: tuple[str, str], dutch: str, english: str
) -> None:
    """The title of the inner one alone would be taken for that break."""
    written = NESTED.replace("{of: role}", f"{{of: role, title: {titles[0]}}}")
    written = written.replace("{of: contact}", f"{{of: contact, title: {titles[1]}}}")
    both = read(tmp_path, ROLE + CONTACT, written).breaks["both"]
    assert (both.title("nl"), both.title("en")) == (dutch, english)


@pytest.mark.parametrize(
    ("one", "other", "overlapping"),
    [
        ("{role: client}", "{role: sponsor}", False),
        ("{age: 18-29}", "{age: 30-}", False),
        ("{age: 18-30}", "{age: 30-40}", True),
        ("{overall: [1, 2]}", "{overall: 3-10}", False),
        ("{contact: phone}", "{contact: desk}", True),
        ("{role: client}", "{age: 18-29}", True),
        ("{role: client, age: 18-29}", "{role: [client, sponsor], age: 50-}", False),
    ],
)
def test_groups_overlap_when_a_respondent_can_be_in_both(
    tmp_path: Path, one: str, other: str, overlapping: bool
) -> None:
    """Different answers to a question with one answer keep groups apart; anything else does not."""
    questions = ROLE + CONTACT + GRADE + "  age: {kind: number, text: {nl: a, en: b}}\n"
    rules = [f"      {name}: {{nl: a, en: b, where: {rule}}}\n" for name, rule in (("one", one), ("other", other))]
    groups = "breaks:\n  g:\n    title: {nl: a, en: b}\n    groups:\n" + "".join(rules)
    assert read(tmp_path, questions, groups).breaks["g"].overlapping is overlapping


def test_a_list_gives_the_units_of_a_group(tmp_path: Path) -> None:
    """One a line, spaces and empty lines aside; the key of the wave is where to find them."""
    (tmp_path / "big.txt").write_text("12\r\n\r\n K-7 \r\n", encoding="utf-8-sig")
    group = "{title: {nl: a, en: b}, groups: {big: {nl: a, en: b, list: big.txt}}}"
    rest = f"key: {{2009: none, otherwise: id}}\nbreaks: {{g: {group}}}"
    survey = read(tmp_path, GRADE, rest)
    assert survey.breaks["g"].groups[0].members == frozenset({"12", "K-7"})
    assert [wave.key for wave in survey.waves] == ["", "id", "id"]


def test_weights_become_cells_that_add_up_to_one(tmp_path: Path) -> None:
    """A nested answer is split; the shares multiply."""
    weights = "weights:\n  contact2: {a: 40, b: 60}\n  role within b: {client: 25, sponsor: 75}\n"
    weights += "  respondents without a cell: leave out\n"
    questions = (
        ROLE + "  contact2: {kind: single, text: {nl: a, en: b}, answers: {a: {nl: a, en: a}, b: {nl: b, en: b}}}\n"
    )
    weighting = read(tmp_path, questions, weights).weighting
    assert isinstance(weighting, CellWeights)
    assert weighting.without_cell == "leave out"
    assert {cell.id: cell.share for cell in weighting.cells} == pytest.approx(
        {"contact2=a": 0.4, "contact2=b,role=client": 0.15, "contact2=b,role=sponsor": 0.45}
    )


def test_weights_can_come_with_the_data_or_not_at_all(tmp_path: Path) -> None:
    """By wave; a wave with `none` has no weights."""
    weighting = read(
        tmp_path, GRADE, "weights: {column: {2009: none, otherwise: W}, respondents without a weight: weight 1}\n"
    )
    assert isinstance(weighting.weighting, ColumnWeights)
    assert weighting.weighting.columns == {"2011": "W", "2013": "W"}
    assert weighting.weighting.missing == "weight 1"
    assert read(tmp_path, GRADE, "weights: none\n").weighting == Unweighted()
    assert read(tmp_path, GRADE).weighting == Unweighted()


def test_a_wave_has_its_account_of_the_fieldwork(tmp_path: Path) -> None:
    """A month stands for all its days; one mode is a list of one."""
    waves = (
        "  2013: {data: a.sav, mode: web, field: 2013-12/2014-02, sent: 10, dispositions: {complete: 4, refused: 6}}\n"
    )
    (wave,) = read(tmp_path, GRADE, waves=waves).waves
    assert wave.field == Period(date(2013, 12, 1), date(2014, 2, 28))
    assert (wave.modes, wave.sent, wave.dispositions) == (("web",), 10, {"complete": 4, "refused": 6})


def test_published_shares_are_written_in_per_cent_and_held_as_fractions(tmp_path: Path) -> None:
    """Inline or from a file, with a semicolon or a comma between the columns."""
    (tmp_path / "p.csv").write_text(
        "question;measure;value;source;answer;group\nrole;share;62.5;p. 3;sponsor;role=client\n", "utf-8"
    )
    waves = (
        "  2007: {published: [{question: role, measure: share, answer: client, value: 40, n: 100, source: p. 1}]}\n"
        "  2009: {published: p.csv}\n"
    )
    first, second = read(tmp_path, ROLE, "breaks: {role: {of: role}}\n", waves=waves).waves
    assert (first.published[0].value, first.published[0].n, first.published[0].answer) == (0.4, 100, "client")
    assert (second.published[0].value, second.published[0].group) == (0.625, "role=client")
    assert str(second.published[0].place) == "p.csv:2"


def test_settings_have_their_defaults_and_their_units(tmp_path: Path) -> None:
    """Shares in percentage points become fractions; the first page is `overall`; all breaks are shown."""
    settings = read(
        tmp_path, GRADE + ROLE + CONTACT, NESTED + "report: {minimum difference of shares: 5, axis: 4-9}\n"
    ).settings
    assert settings.overall == "overall"
    assert settings.breaks == ("role", "contact", "both")
    assert settings.minimum_share == 0.05
    assert settings.axis == (4.0, 9.0)
    assert (settings.hide_up_to, settings.mark_up_to, settings.level) == (29, 49, 0.05)
    assert read(tmp_path, ROLE).settings.overall is None


def test_underscores_do_as_well_as_spaces(tmp_path: Path) -> None:
    """And a fault in such a key has its own line."""
    assert read(tmp_path, GRADE, "report: {hide_up_to: 9}\n").settings.hide_up_to == 9
    (message,) = messages(tmp_path, GRADE, "report:\n  hide_up_to: many\n")
    assert message.startswith("v.yaml:10: report > hide_up_to: found 'many', expected a whole number")


def test_a_number_has_its_range_and_unit(tmp_path: Path) -> None:
    """Either end can be open."""
    kind = (
        read(tmp_path, "  n: {kind: number, range: 0-, unit: {nl: jaar, en: years}, text: {nl: a, en: b}}\n")
        .questions["n"]
        .kind
    )
    assert isinstance(kind, Number)
    assert (kind.low, kind.high) == (0, None)
    assert kind.unit is not None


def test_a_study_in_one_language_may_have_plain_texts(tmp_path: Path) -> None:
    """Everywhere, answers and items included."""
    survey = "survey: v\ntitle: Customers\nwaves: {2013: {data: a.csv}}\nnote: A note\nquestions:\n"
    survey += "  q: {kind: single, text: How?, answers: {a: One, b: {code: 2, en: Two}}}\n"
    plain = {"study.yaml": "study: s\ntitle: A study\nlanguages: en\n", "v.yaml": survey}
    made = read_study(study_folder(tmp_path, GRADE, files=plain)).surveys["v"]
    kind = made.questions["q"].kind
    assert isinstance(kind, Single)
    assert [answer.text("en") for answer in kind.answers] == ["One", "Two"]
    assert made.questions["q"].text("en") == "How?"


def test_faults_of_shape_and_faults_of_reference_come_together(tmp_path: Path) -> None:
    """A question with a faulty key is still known, so that nothing else complains about it."""
    questions = "  overall: {kind: grad, text: {nl: a, en: b}}\n" + ROLE
    found = messages(tmp_path, questions, "breaks: {role: {of: roll}}\nreport: {overall: overall}\n")
    assert [message.split(":")[2].strip() for message in found] == ["questions > overall > kind", "breaks > role > of"]


GENDER = "  gender: {kind: single, text: {nl: a, en: b}, answers: {man: {nl: a, en: a}, woman: {nl: b, en: b}}}\n"
AGE = "  age: {kind: number, text: {nl: a, en: b}}\n"


def test_margins_have_targets_for_all_waves_or_by_wave(tmp_path: Path) -> None:
    """Fractions by wave; a wave that a question has no targets for is not weighted by it; start weights, limits."""
    weights = """weights:
  rake:
    role: {client: 40, sponsor: 60}
    gender: {2011: {man: 50, woman: 50}, 2013: {man: 33.333333, woman: 66.666667}}
  start from: {2009: none, otherwise: PW}
  bounds: 0.3-3
  trim: 4 times  the median
  respondents without a value: weight 1
"""
    weighting = read(tmp_path, ROLE + GENDER, weights).weighting
    assert isinstance(weighting, MarginWeights)
    role, gender = weighting.margins
    assert {label: shares["client"] for label, shares in role.shares.items()} == dict.fromkeys(role.shares, 0.4)
    assert list(gender.shares) == ["2011", "2013"]
    assert gender.shares["2013"]["man"] == pytest.approx(1 / 3, abs=1e-8)
    assert sum(gender.shares["2013"].values()) == pytest.approx(1, abs=1e-15)
    assert weighting.start == {"2011": "PW", "2013": "PW"}
    assert (weighting.bounds, weighting.distance, weighting.calibrated) == ((0.3, 3.0), "raking", False)
    assert weighting.trim == Trimming(4.0, "median")
    assert weighting.without_value == "weight 1"


def test_a_number_is_calibrated_on_its_mean_or_its_total(tmp_path: Path) -> None:
    """A total over the size of the population is a mean; by wave where it differs."""
    targets = "{2009: {mean: 40}, otherwise: {total: 90000, of: 2000}}"
    weights = f"weights: {{calibrate: {{role: {{client: 40, sponsor: 60}}, age: {targets}}}}}\n"
    weighting = read(tmp_path, ROLE + AGE, weights).weighting
    assert isinstance(weighting, MarginWeights)
    assert weighting.means[0].means == {"2009": 40, "2011": 45, "2013": 45}
    assert (weighting.distance, weighting.calibrated, weighting.questions) == ("linear", True, ("role", "age"))


def test_a_column_of_weights_can_be_trimmed(tmp_path: Path) -> None:
    """A limit on weights that came with the data."""
    weighting = read(tmp_path, GRADE, "weights: {column: W, trim: 2.5 times the mean}\n").weighting
    assert isinstance(weighting, ColumnWeights)
    assert weighting.trim == Trimming(2.5, "mean")
