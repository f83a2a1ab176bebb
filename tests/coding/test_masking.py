"""Masking finds what points to a person in the forms in which people write it, and leaves ordinary sentences alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peil.coding.masking import Masking, is_citizen_number

ORDINARY = tuple((Path(__file__).parent / "ordinary.txt").read_text(encoding="utf-8").splitlines())
MASK = Masking(names=("Fatima Yılmaz", "Bakker", "O'Neill"), case_numbers=(r"Z\d-\d{4,}", r"dossier \w+"))


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        ("Mail a.b+c@mail.example.nl even", "Mail [e-mail] even"),
        ("jan.smit (at) example (dot) org", "[e-mail]"),
        ("schrijf naar jan @ example . org", "schrijf naar [e-mail]"),
        ("A.B@EXAMPLE.ORG.", "[e-mail]."),
        ("ik ben jan＠example.org", "ik ben [e-mail]"),
        ("jan apenstaartje gmail punt com", "[e-mail]"),
        ("jan punt smit apenstaartje ziggo.nl graag", "[e-mail] graag"),
        ("jan at gmail punt com of jan at hotmail.com", "[e-mail] of [e-mail]"),
        ("jan.smit at example.org", "[e-mail]"),
        ("jan[a]example.org, jan (apenstaartje) example.org", "[e-mail], [e-mail]"),
        ("zie https://example.org/jan of www.example.org", "zie [link] of [link]"),
    ],
)
def test_addresses_on_the_internet_are_masked(written: str, masked: str) -> None:
    """Mail addresses, also those that were written so that a program would not see them, and links."""
    assert MASK(written) == masked


@pytest.mark.parametrize(
    "number",
    [
        "06-12345678", "06 12 34 56 78", "0612345678", "(020) 123 45 67", "020 - 1234567", "+31 6 12345678",
        "+31(0)612345678", "0031612345678", "+44 20 7946 0958", "+1 (202) 555-0143",
        "٠٦١٢٣٤٥٦٧٨", "０６１２３４５６７８",
        "06\u200b1234\u00ad5678", "06\u00a012345678", "06/12345678", "06.12.34.56.78",
        "+31 (0)6 12345678", "+31 - (0) 6 - 12 34 56 78", "0031 (0)6-12345678", "[06] 12345678", "06 - (12) 34 56 78",
        "o6-12345678", "O6 12 34 56 78", "06 een twee drie vier vijf zes",
        "nul zes een twee drie vier vijf zes zeven acht", "zero two zero five five five one two three four",
    ],
)  # fmt: skip
def test_a_telephone_number_is_masked(number: str) -> None:
    """Dutch and international, in other digits, and with signs that cannot be seen."""
    assert MASK(f"Bel mij op {number}, graag") == "Bel mij op [telephone], graag"


@pytest.mark.parametrize("digits", ["111222333", "123456782", "999990019", "012345672", "12345672"])
def test_a_citizen_number_passes_the_eleven_test(digits: str) -> None:
    """Numbers that were published as examples, the last one twice: its leading zero may be left out."""
    assert is_citizen_number(digits)


@pytest.mark.parametrize("digits", ["123456789", "111222334", "000000000", "00000000", "1234567", "1234567820"])
def test_other_digits_do_not(digits: str) -> None:
    """A digit off, nothing but zeros, too short, too long."""
    assert not is_citizen_number(digits)


@given(st.integers(min_value=10_000_000, max_value=999_999_999), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: int, place: int, by: int) -> None:
    """The eleven-test finds every single typing error, as eleven is prime and no weight is a multiple of it."""
    digits = f"{number:09d}"
    wrong = digits[:place] + str((int(digits[place]) + by) % 10) + digits[place + 1 :]
    assert not (is_citizen_number(digits) and is_citizen_number(wrong))


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        ("bsn 123456782", "bsn [citizen number]"),
        ("BSN123456782!", "BSN[citizen number]!"),
        ("1234.56.782 en 123 456 782", "[citizen number] en [citizen number]"),
        ("123456789 is er geen", "[number] is er geen"),
        ("mijn v-nummer is 2812345678", "mijn v-nummer is [number]"),
        ("tel. 5551234", "tel. [number]"),
        ("NL91 ABNA 0417 1643 00 graag", "[account] graag"),
        ("nl91abna0417164300", "[account]"),
        ("NL99ABNA0417164300 met een tikfout", "[account] met een tikfout"),
        ("DE89 3704 0044 0532 0130 00", "[account]"),
        ("geboren 12-05-1980 of 1980-05-12 of 12/5/80", "geboren [date] of [date] of [date]"),
        ("NL 91 ABNA 0417 1643 00; NL91-ABNA-0417-1643-00", "[account]; [account]"),
        ("iban:NL91ABNA0417164300, giro 123456", "iban:[account], giro [number]"),
        ("v-nummer: 28123 of vnr. 281.234.5678", "v-nummer: [number] of vnr. [number]"),
        (
            "zaaknummer Z12/3456, kenmerk AB-1234, case number is 4711",
            "zaaknummer [number], kenmerk [number], case number is [number]",
        ),
        ("paspoort NXB4R2H81", "paspoort [number]"),
        ("Zaak z1-12345, dossier AB12", "Zaak [case number], [case number]"),
    ],
)
def test_numbers_that_lead_to_a_person_are_masked(written: str, masked: str) -> None:
    """Citizen numbers, accounts, dates and the client's own numbers; any other number of seven digits as well."""
    assert MASK(written) == masked


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        ("1234 AB 12", "[address]"),
        ("1234AB", "[address]"),
        ("1234 ab 12-3 te Delft", "[address] te Delft"),
        ("ik woon op 9999xz nr. 4", "ik woon op [address]"),
        ("Dorpsstraat 12a", "[address]"),
        ("Lange Dorpsstraat nr. 12, 1234-AB Delft", "[address], [address] Delft"),
        ("ik woon in de Jan van Galenstraat 5", "ik woon in de [address]"),
        ("mijn postcode is 1234 ab 12, of postcode: 1234", "mijn postcode is [address], of postcode: [address]"),
        ("221B Baker Street, NW1 6XE London", "[address], [address] London"),
        ("Kerkpad 3-5 of Hauptstr. 7", "[address] of [address]"),
    ],
)
def test_an_address_is_masked(written: str, masked: str) -> None:
    """A postcode with and without a house number, in capitals and not, and a street with its number."""
    assert MASK(written) == masked


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        ("Mevrouw van der Berg-Smit hielp mij", "Mevrouw [name] hielp mij"),
        ("Dhr. J. de Vries en mw. C.J. Bakker", "Dhr. [name] en mw. [name]"),
        ("de heer Al Hassan; Mr Smith; Mrs. O’Brien", "de heer [name]; Mr [name]; Mrs. [name]"),
        ("mevrouw Élodie Ñandú was aardig", "mevrouw [name] was aardig"),
        ("mevrouw B. was aardig", "mevrouw [name] was aardig"),
        ("Hr Bos en hr. Bos; dhr.de Vries; Mevr.Bos", "Hr [name] en hr. [name]; dhr.[name]; Mevr.[name]"),
        ("dhr. de vries en mevr el idrissi zeiden", "dhr. [name] en mevr [name] zeiden"),
        ("mevr El Idrissi; mw v.d. Berg; mw van 't Hof", "mevr [name]; mw [name]; mw [name]"),
        ("Mw J Bos en drs. P van den Berg", "Mw [name] en drs. [name]"),
        ("DHR DE VRIES", "DHR [name]"),
        ("de heren Bos en Smit; dokter Jansen; Mr. Al-Sayed", "de heren [name]; dokter [name]; Mr. [name]"),
        ("Met vriendelijke groet, J. Bos", "Met vriendelijke groet, [name]"),
        ("Goed geholpen. Groetjes Jan", "Goed geholpen. Groetjes [name]"),
        ("fatima  yılmaz en BAKKER", "[name] en [name]"),
        ("Mijn naam is Jan Smit.", "Mijn naam is [name]."),
        ("o'neill.", "[name]."),
    ],
)
def test_a_name_is_masked(written: str, masked: str) -> None:
    """Behind a title, with initials and particles, and by the list of the study in any case."""
    assert MASK(written) == masked


@pytest.mark.parametrize(
    "date",
    [
        "12 maart 1984", "12 mrt. 1984", "1 jan '84", "de 12e maart", "twelfth of March", "March 12th, 1984", "May 3",
        "12th of March 1984", "3 January", "2 may 2013", "2 dec", "twaalf maart negentienhonderdvierentachtig",
        "eenentwintigste juli", "the twelfth of March nineteen eighty-four", "third of May",
    ],
)  # fmt: skip
def test_a_date_in_words_is_masked(date: str) -> None:
    """A day of a month, in figures or in words, cut short or whole, Dutch or English, with its year or without."""
    told = re.sub(r"^(?:de|the) ", "", date)
    assert MASK(f"Het was {date}, dacht ik") == f"Het was {date.replace(told, '[date]')}, dacht ik"


@pytest.mark.parametrize(
    "written",
    [
        "In 2012 in mei, 2011 en 2013, van 2009-2013 en 2009 2011.",
        "Het kost 1.250 euro, of 12.500,00; na 3-4 weken 24/7 bereikbaar, 100%.",
        "Open van 12:30-13:30 en om 8.30 uur.",
        "De mevrouw was aardig. De heer was dat niet.",
        "Ik ging weg 3 keer.",
        "Alleen de bakkerij was open.",
        "I waited at home. Org charts do not help.",
        "عاملوني باحترام.",
    ],
)
def test_an_ordinary_sentence_stays_as_it_is(written: str) -> None:
    """Years, amounts, times and words that look like a name."""
    assert MASK(written) == written


@pytest.mark.parametrize("written", ORDINARY)
def test_an_answer_that_points_to_nobody_stays_whole(written: str) -> None:
    """Two hundred answers as people give them, with the words and numbers that look most like what is masked."""
    assert Masking()(written) == written


def test_a_name_without_title_or_list_stays() -> None:
    """What masking cannot do: this is why a person reads every quote."""
    assert MASK("Jan van de balie in Zwolle heeft drie kinderen") == "Jan van de balie in Zwolle heeft drie kinderen"


@given(st.text(alphabet=st.sampled_from("0123456789 .-()+/aA@,\u200b\n"), max_size=60))
def test_no_seven_digits_in_a_row_are_left(text: str) -> None:
    """Whatever is written between them, seven digits without a sign between them are never printed."""
    assert not re.search(r"\d{7}", MASK(text))


@given(st.text(max_size=80))
def test_masking_what_was_masked_changes_nothing(text: str) -> None:
    """A masked text can be masked again, as happens when the rule is run a second time."""
    once = MASK(text)
    assert MASK(once) == once
