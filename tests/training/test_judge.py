from typing import Any

from armsledger.knowledge.base import Knowledge
from armsledger.reading.transfers import transfers
from armsledger.training.judge import CLASSES, learn, same_name, study
from armsledger.training.own import corpus

TEXT = (
    "Norway agreed to sell four Mi-35M helicopters to Chile. It rained in Oslo.\n\nChile ordered two frigates in 2019."
)


def claim(quote: str, **values: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    empty: dict[str, Any] = {"supplier": [], "recipient": [], "intermediary": [], "parties": [], "items": []}
    base = {
        "document": "d",
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        "kind": "transfer",
        "modality": "asserted",
    }
    return base | empty | {"money": None, "when": None, "measure": None, "form": None} | values


def test_each_case_gets_the_claim_it_stands_for() -> None:
    item = {"designation": "Mi-35M", "category": "helicopter", "mode": "goods", "quantity": None}
    ship = {"designation": None, "category": "ship", "mode": "goods", "quantity": None}
    gold = [
        claim(
            "Norway agreed to sell four Mi-35M helicopters to Chile",
            stage="agreement",
            supplier=["NOR"],
            recipient=["CHL"],
            items=[item],
        ),
        claim("Chile ordered two frigates", stage="order", recipient=["CHL"], items=[ship]),
    ]
    (studied,) = study("d", TEXT, gold, Knowledge())
    found = {c.trigger.of(TEXT): m["stage"] for c, m in zip(studied.cases, studied.matched, strict=True) if m}
    assert found == {"agreed to sell": "agreement", "ordered": "order"}


def test_names_of_one_family() -> None:
    assert same_name("Mi-35", "Mi-35M")
    assert same_name("JF-17 Block III", "JF-17")
    assert not same_name("Su-30", "Su-35")


def test_models_learned_from_some_reports_read_one_of_them() -> None:
    knowledge = Knowledge()
    reports = [(d, claims) for d, claims in corpus() if len({c["kind"] for c in claims}) > 4][:16]
    studied = [s for d, claims in reports for s in study(d["document"], d["text"], claims, knowledge, "own")]
    judge = learn(studied, parts=2)
    assert set(CLASSES) | {"sides", "accept", "right"} <= set(judge.models)
    read = transfers(studied[0].scene, judge)
    assert read and all(0 <= (d.score or 0) <= 1 for d in read)
