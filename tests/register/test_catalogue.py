from armsledger.knowledge import Knowledge
from armsledger.register.catalogue import KnownCatalogue
from armsledger.register.names import same_family
from armsledger.register.register import deals

from .said import said

KNOWN = KnownCatalogue(Knowledge())


def test_the_tables_tell_families_homes_and_names() -> None:
    assert KNOWN.family("F-15K") == KNOWN.family("F-15E Strike Eagle") is not None
    assert KNOWN.family("no such type") is None
    assert KNOWN.home("LNA") == "LBY" and KNOWN.home("FRA") is None
    assert KNOWN.name("PAK") == "Pakistan" and KNOWN.name("LNA") == "LNA"


def test_the_tables_tell_in_whose_name_something_is_said() -> None:
    assert KNOWN.states("Pakistan's military") == {"PAK"}
    assert KNOWN.states("a retired officer") == frozenset()


def test_what_the_tables_part_is_parted_and_what_they_join_is_joined() -> None:
    assert same_family("SA-10", "S-300PS", KNOWN)
    assert not same_family("SA-10", "S-300PS")


def test_a_seller_on_the_record_acknowledges_the_deal() -> None:
    entry = said("PAK", "BGD", "JF-17", by="institution", who="Pakistan's military")
    (deal,) = deals([entry], catalogue=KNOWN)
    assert deal.standing == "acknowledged by the seller"
    assert deal.title == "JF-17, Pakistan to Bangladesh"
    both = said("PAK", "BGD", "JF-17", by="official", who="the Bangladeshi air chief", on="2026-01-12")
    assert deals([entry, both], catalogue=KNOWN)[0].standing == "confirmed by both sides"
