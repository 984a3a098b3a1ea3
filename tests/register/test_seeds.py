"""What the seed reports beside the checkout must show, from their annotated claims."""

from datetime import date
from functools import cache

import pytest
from benchmarks import gold
from benchmarks.register import gold_entries, score

from armsledger.knowledge import Knowledge
from armsledger.model.codes import Stage
from armsledger.register.catalogue import KnownCatalogue
from armsledger.register.register import Register, register
from armsledger.register.views import view_of

SEEDS = gold.GOLD / "seeds"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the annotated reports are not beside the checkout"),
]


@cache
def seeds(as_of: date | None = None) -> Register:
    return register(gold_entries(SEEDS), as_of=as_of, catalogue=KnownCatalogue(Knowledge()))


def test_deals_and_stages_reach_the_goal() -> None:
    f1, stage, note = score(SEEDS, seeds().deals)
    assert f1 >= 0.97 and stage >= 0.97, note


def test_the_attack_helicopters_show_both_contradictions_and_four_steps() -> None:
    view = view_of(seeds(), "rus-pak-mi-35")
    assert view is not None
    item = view["deal"]["items"][0]
    assert item["designation"] == "Mi-35M" and item["ordered"] is None and item["delivered"]["max"] == 4
    contradictions = {c["field"]: [v["value"] for v in c["values"]] for c in view["deal"]["contradictions"]}
    assert [v["max"] for v in contradictions["items[Mi-35M].quantity"]] == [4, 35]
    assert contradictions["items[Mi-35M].designation"] == ["Mi-35M", "Mi-35"]
    steps = [(s["stage"], s["modality"], s["from"]) for s in view["life"] if s["stage"] != "objection"]
    assert ("lifted", "asserted", "2014-06-01") in steps
    assert [s for s in steps if s[0] != "lifted"] == [
        ("order", "possible", None),
        ("order", "asserted", "2016-06-01"),
        ("delivery", "asserted", "2017-01-01"),
    ]
    assert view["follow_ons"] == ["rus-pak-mi-35-more"]


def test_an_offer_goes_over_into_talks_and_the_relation_keeps_its_denial() -> None:
    deal = next(d for d in seeds().deals if d.deal.startswith("pak-bgd-"))
    asserted = [(s.stage, s.last_on) for s in deal.stage_history if s.modality == "asserted"]
    assert (Stage.OFFER, date(2025, 8, 31)) in asserted and (Stage.TALKS, date(2026, 1, 20)) in asserted
    assert deal.stage is Stage.TALKS
    view = view_of(seeds(), "bgd-pak-defence")
    assert view is not None
    denial = [c["claim"] for c in view["claims"] if c["claim"]["claim"] in view["denials"]]
    assert [c["quote"] for c in denial] == ["no formal agreements were announced"]
    assert view["deal"]["stage"] == "talks" and not view["deal"]["standing"].startswith("contested")


def test_talks_and_deals_reported_stand_side_by_side_and_are_not_there_before() -> None:
    for recipient in ("SDN", "LNA"):
        deal = next(d for d in seeds().deals if d.deal.startswith(f"pak-{recipient.lower()}-"))
        stage = next(c for c in deal.contradictions if c.field == "stage")
        assert [v.value for v in stage.values] == ["order", "talks"]
    before = seeds(date(2025, 12, 31))
    assert not [d for d in before.deals if {p.key for p in d.recipient} & {"SDN", "LNA", "LBY"}]
    assert [d for d in before.deals if {p.key for p in d.recipient} == {"BGD"}]
