"""What the linear models are told of who builds a type."""

from armsledger.model.values import Party
from armsledger.reading.features import maker


def test_the_only_builder_among_the_parties_is_told_from_the_others() -> None:
    builders = {"SWE"}
    one = maker(Party("SWE"), ("SWE", "BRA"), builders, "give", "False:True", True)
    other = maker(Party("PER"), ("SWE", "BRA"), builders, "give", "False:True", True)
    assert "mk=first:only" in one
    assert "mk=no:other" in other


def test_a_licensed_builder_is_not_the_first() -> None:
    assert "mk=yes:also" in maker(Party("BRA", "Akaer"), ("SWE", "BRA"), {"SWE", "BRA"}, "give", "", False)


def test_an_unlisted_type_says_nothing_of_its_builders() -> None:
    assert maker(Party("PER"), (), set(), "take", "", True) == ["mk=unknown"]
