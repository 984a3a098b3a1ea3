from armsledger.register.gap import Gap, gaps
from armsledger.register.register import register

from .said import said

YEAR = {"from": "2022-01-01", "to": "2022-12-31"}


def imported(supplier: str, recipient: str, goods: str, **more: object) -> object:
    return said(supplier, recipient, goods, stage="order", reader="register:Yearbook 2026", when=YEAR, **more)  # type: ignore[arg-type]


def test_what_each_has_and_the_other_has_not_and_where_they_differ() -> None:
    entries = [
        said("KOR", "POL", "180 K2", stage="order", on="2022-08-27", when={"from": "2022-08-01", "to": "2022-08-31"}),
        imported("KOR", "POL", "116 K2", on="2022-12-31", document="reg-1"),
        said("PAK", "SDN", "JF-17", stage="talks", on="2026-01-09"),
        said("TUR", "MLI", "TB2", stage="delivery", on="2022-03-01"),
        imported("FRA", "EGY", "30 Rafale", on="2022-12-31", document="reg-2"),
    ]
    made = register(entries)  # type: ignore[arg-type]
    found = gaps(made.dossiers)
    assert [(g.gap, g.deal, g.field) for g in found] == [
        (Gap.PRESS_ONLY, "tur-mli-tb-2", None),
        (Gap.REGISTER_ONLY, "fra-egy-rafale", None),
        (Gap.DIFFERS, "kor-pol-k-2", "ordered"),
    ]
    assert (found[2].ours, found[2].theirs) == ("180", "116")
    assert found[0].press and not found[0].register
    assert gaps(made.dossiers, "another register")[0].gap is Gap.PRESS_ONLY
