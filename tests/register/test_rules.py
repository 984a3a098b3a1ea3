from armsledger.register.register import deals

from .said import said


def money(amount: int) -> dict[str, object]:
    return {"min": amount, "max": amount, "currency": "USD", "basis": "total"}


OFFICIAL = said("PAK", "SDN", "JF-17", stage="order", on="2026-01-01", by="official", who="a minister", money=money(5))
LATER = said("PAK", "SDN", "JF-17", stage="order", on="2026-02-01", by="unnamed_source", who="sources", money=money(9))


def shown(*rules: str) -> tuple[object, str]:
    (deal,) = deals([OFFICIAL, LATER], rules=rules) if rules else deals([OFFICIAL, LATER])
    contradiction = next(c for c in deal.contradictions if c.field == "money")
    assert deal.money is not None
    return deal.money.max, contradiction.rule


def test_the_rule_that_parts_two_values_chooses_and_is_named() -> None:
    assert shown() == (5, "official over unnamed, a source over none")


def test_another_order_chooses_otherwise() -> None:
    assert shown("decided", "later", "official") == (9, "the later report")


def test_both_values_are_kept_with_their_claims() -> None:
    (deal,) = deals([OFFICIAL, LATER])
    contradiction = next(c for c in deal.contradictions if c.field == "money")
    assert [(v.value["max"], len(v.claims)) for v in contradiction.values] == [(5, 1), (9, 1)]
