import pytest

from armsledger.register.names import families, same_family, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mi-35", "Mi 35 M"),
        ("JF-17", "JF17 Thunder Block III"),
        ("F-16", "F-16 Block 52"),
        ("Su-30", "Su-30MK2"),
        ("Leopard 2", "Leopard 2A7"),
        ("Mirage 2000", "Mirage 2000-9"),
        ("Bayraktar", "Bayraktar TB2"),
        ("Super Mushshak", "MFI-17 Mushshak"),
        ("AH-64D", "AH-64E Apache"),
    ],
)
def test_variants_of_one_type_are_one_family(one: str, other: str) -> None:
    assert same_family(one, other)
    assert same_family(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mi-35", "Mi-17"),
        ("K2", "K9"),
        ("9M133 Kornet", "9K720 Iskander"),
        ("S-300", "S-400"),
        ("Type 054A", "Type 055"),
        ("Rafale", "Typhoon"),
    ],
)
def test_other_types_are_other_families(one: str, other: str) -> None:
    assert not same_family(one, other)


def test_families_do_not_depend_on_order() -> None:
    given = ["Bayraktar TB2", "Mi-35M", "Bayraktar", "Mi-35", "Mi-17"]
    assert families(given) == families(reversed(given))
    assert families(given)["Mi-35M"] == "Mi-35"


def test_slug_names_the_family_only() -> None:
    assert slug("Mi-35M") == slug("Mi 35 M") == "mi-35"
    assert slug("Super Mushshak") == "mushshak"
