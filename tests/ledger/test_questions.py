"""What a person is asked: in one order, found from either deal, with what stands before and after."""

import pytest

from armsledger.ledger import Asked, Ledger, around

from .samples import deal


def question(kind: str, one: str, other: str, weight: float) -> Asked:
    return Asked(kind=kind, subjects=(one, other), weight=weight, data={"subjects": [one, other], "kind": kind})


@pytest.fixture
def asked(ledger: Ledger) -> Ledger:
    """Ten questions on claims, many of one weight, and two on pairs of deals."""
    on = {f"d{n}": [question("claim", f"c{n}", f"d{n}", 1.0 if n < 7 else n / 10)] for n in range(10)}
    on["d1"].append(question("pair", "d1", "d2", 2.0))
    on["d3"].append(question("pair", "d3", "d1", 0.5))
    ledger.deals.put([deal(f"d{n}") for n in range(10)], whole=True, questions=on)
    return ledger


def test_each_question_knows_its_place(asked: Ledger) -> None:
    every = asked.deals.asked(0, 100)
    assert len(every) == asked.deals.waiting() == 12
    for n, one in enumerate(every):
        found = asked.deals.near(one["subjects"], 3)
        assert found is not None and (found.ahead, found.here) == (n, one)
        assert list(found.before) == every[max(0, n - 3) : n] and list(found.after) == every[n + 1 : n + 4]
    assert asked.deals.asked_last() == every[-1]


def test_a_claim_is_found_by_itself_and_a_pair_in_its_order_only(asked: Ledger) -> None:
    found = asked.deals.near(["c4"])
    assert found is not None and found.here["subjects"] == ["c4", "d4"] and found.before == found.after == ()
    assert asked.deals.near(["d2", "d1"]) is None and asked.deals.near(["c99"]) is None


def test_a_deal_is_asked_about_from_either_side(asked: Ledger) -> None:
    assert [q["subjects"] for q in asked.deals.asked_about("d1", "pair")] == [["d1", "d2"], ["d3", "d1"]]


def test_very_many_before_it_are_not_counted(asked: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(around, "COUNTED", 4)
    every = asked.deals.asked(0, 100)
    assert [found and found.ahead for found in (asked.deals.near(q["subjects"]) for q in every[2:5])] == [2, 3, None]


def test_nothing_waits_in_an_empty_register(ledger: Ledger) -> None:
    assert (ledger.deals.waiting(), ledger.deals.asked_last(), ledger.deals.near(["c1"])) == (0, None, None)
