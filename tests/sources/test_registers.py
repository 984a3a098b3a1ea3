"""Rows of registers become claims that say whose they are; headers are found wherever they stand."""

from datetime import date
from pathlib import Path

import pytest

from armsledger.errors import ConfigurationError, UnreadableError
from armsledger.model.codes import Category, Mode, Speaker, Stage
from armsledger.model.values import Money, Party, Period, Range
from armsledger.sources.registers import layouts, mapping_file, read_register, register_page

STATES = {"Norland": "NOR", "Sudria": "SDN", "Côte Verte": "CIV"}
HEADER = 'Recipient,Supplier,Year of order,"",Number ordered,"",Weapon designation,Weapon description,Number delivered,"",Year(s) of delivery,status,Comments\n'
ROW = 'Norland,Sudria,2029,,9,,Hallmark-30,Patrol craft,4,,2030; 2031,Second hand,"640 m deal;\ntraining"\n'
PREAMBLE = "Some register, exported today\n\nTransfers of weapons: deliveries or orders\n\n"


def read(text: str, charset: str = "utf-8", name: str = "sipri"):  # type: ignore[no-untyped-def]
    return read_register(register_page(text.encode(charset), "reg"), layouts()[name], STATES.get)


@pytest.mark.parametrize("text", [HEADER + ROW, PREAMBLE + HEADER + ROW])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "latin-1"])
def test_a_row_is_an_order_and_a_delivery(text: str, charset: str) -> None:
    result, problems = read(text, charset)
    assert problems == ()
    order, delivery = result.claims
    assert (order.stage, delivery.stage) == (Stage.ORDER, Stage.DELIVERY)
    assert (order.supplier, order.recipient) == ((Party("SDN"),), (Party("NOR"),))
    assert (order.items[0].quantity, delivery.items[0].quantity) == (Range.exactly(9), Range.exactly(4))
    assert (order.items[0].designation, order.items[0].category, order.items[0].mode) == (
        "Hallmark-30",
        Category.SHIP,
        Mode.SECOND_HAND,
    )
    assert delivery.when == Period(first_on=date(2030, 1, 1), last_on=date(2031, 12, 31))


def test_every_claim_says_that_a_register_says_so_and_where() -> None:
    result, _ = read(PREAMBLE + HEADER + ROW)
    for claim in result.claims:
        assert claim.reader == "register:sipri"
        assert claim.attribution.kind is Speaker.INSTITUTION
        assert result.report.text[claim.start : claim.end] == claim.quote
        assert claim.quote.startswith("Norland,Sudria") and claim.quote.endswith('training"')


def test_an_uncertain_number_is_no_number_and_the_deal_stands() -> None:
    (claim,) = read(HEADER + "Norland,Sudria,2029,?,9,?,Hallmark-30,Patrol craft,0,,,New,\n")[0].claims
    assert claim.items[0].quantity is None
    assert claim.stage is Stage.ORDER


def test_unknown_sides_and_groups_stay_what_they_are() -> None:
    (claim,) = read(HEADER + "Free Front (Norland)*,Unknown supplier(s),2029,,9,,X-1,Radar,0,,,New,\n")[0].claims
    assert claim.supplier == (Party(),)
    assert claim.recipient == (Party(None, "Free Front (Norland)"),)


def test_latin_letters_are_read() -> None:
    (claim,) = read(HEADER + "Côte Verte,Sudria,2029,,1,,X-1,Radar,0,,,New,\n", "latin-1")[0].claims
    assert claim.recipient == (Party("CIV"),)


def test_a_notice_list_gives_approvals_with_their_worth() -> None:
    (claim,) = read(
        "Country,Item,Quantity,Date,Value\nNorland,Coastal missiles,36,2031-03-19,$410 million\n",
        name="us-notification",
    )[0].claims
    assert claim.stage is Stage.APPROVAL
    assert claim.supplier == (Party("USA"),)
    assert claim.money == Money(min=410e6, max=410e6, currency="USD")


def test_a_un_return_gives_deliveries() -> None:
    (claim,) = read(
        "Exporter State,Importer State,Number of items,Year,Category,Description\nSudria,Norland,12,2030,VI. Warships,Patrol boats\n",
        name="unroca",
    )[0].claims
    assert (claim.stage, claim.items[0].quantity, claim.items[0].category) == (
        Stage.DELIVERY,
        Range.exactly(12),
        Category.SHIP,
    )


def test_rows_that_say_nothing_are_told() -> None:
    result, problems = read(
        HEADER + ",Sudria,2029,,9,,,,0,,,New,\nTotal,,,,,,,,,,,,4000\n,,2029,,9,,X-1,Radar,0,,,New,\n" + ROW
    )
    assert [(p.code, p.line) for p in problems] == [("malformed_line", n) for n in (2, 3, 4)]
    assert len(result.claims) == 2


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(UnreadableError):
        read("a,b,c\n1,2,3\n")


def test_a_mapping_file_reads_any_table(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'title = "Port list"\nevents = ["delivery"]\n[columns]\nrecipient = "To"\nsupplier = "From"\ndelivered = "Units"\ndesignation = "What"\n'
    )
    result, _ = read_register(
        register_page(b"Day;From;To;What;Units\n1;Sudria;Norland;radar sets;3\n", "port"),
        mapping_file(path),
        STATES.get,
    )
    (claim,) = result.claims
    assert (claim.reader, claim.stage, claim.items[0].quantity) == ("register:mine", Stage.DELIVERY, Range.exactly(3))


@pytest.mark.parametrize(
    "words",
    [
        'events = ["order"]\n[columns]\nbuyer = "To"\n',
        'events = ["sold"]\n[columns]\nrecipient = "To"\n',
        "[columns]\n",
        "no toml",
    ],
)
def test_a_wrong_mapping_says_what_is_wrong(tmp_path: Path, words: str) -> None:
    (tmp_path / "m.toml").write_text(words)
    with pytest.raises(ConfigurationError):
        mapping_file(tmp_path / "m.toml")
