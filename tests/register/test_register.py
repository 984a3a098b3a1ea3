from armsledger.model.codes import Modality, Stage
from armsledger.register.names import NoCatalogue
from armsledger.register.register import deals, register

from .said import said


def test_later_reports_move_one_deal_along() -> None:
    found = deals(
        [
            said("RUS", "PAK", "35 Mi-35", stage="order", modality="possible", on="2014-11-21"),
            said(
                "RUS", "PAK", "Mi-35M", stage="order", on="2018-06-01", when={"from": "2016-06-01", "to": "2016-06-30"}
            ),
            said(
                "RUS",
                "PAK",
                "4 Mi-35M",
                stage="delivery",
                on="2018-06-02",
                when={"from": "2017-01-01", "to": "2017-12-31"},
            ),
        ]
    )
    (deal,) = found
    assert (deal.stage, deal.modality) == (Stage.DELIVERY, Modality.ASSERTED)
    assert deal.items[0].designation == "Mi-35M"
    assert deal.items[0].ordered is None
    assert deal.items[0].delivered is not None and deal.items[0].delivered.max == 4
    assert [s.stage for s in deal.stage_history] == [Stage.ORDER, Stage.ORDER, Stage.DELIVERY]
    quantity = next(c for c in deal.contradictions if c.field.endswith("quantity"))
    assert [v.value["max"] for v in quantity.values] == [4, 35]


def test_more_of_the_same_is_a_deal_of_its_own_linked() -> None:
    found = register(
        [
            said("RUS", "PAK", "4 Mi-35M", stage="delivery", on="2018-06-01"),
            said(
                "RUS",
                "PAK",
                "20 Mi-35M",
                "Su-35",
                stage="interest",
                on="2018-06-01",
                quote="20 more Mi-35M and Su-35 jets",
                at=90,
            ),
        ]
    ).deals
    assert [d.deal for d in found] == ["rus-pak-mi-35", "rus-pak-mi-35-more", "rus-pak-su-35"]
    assert [(x.deal, x.relation) for x in found[1].links] == [("rus-pak-mi-35", "follow_on_of")]


def test_words_about_arms_in_general_join_the_only_deal_they_can_mean() -> None:
    jets = said("PAK", "IDN", "JF-17", stage="offer", on="2025-07-19")
    arms = said("PAK", "IDN", stage="talks", on="2026-01-20")
    assert [d.deal for d in deals([jets, arms])] == ["pak-idn-jf-17"]
    drones = said("PAK", "IDN", "/uav", stage="offer", on="2025-09-19")
    assert len(deals([jets, drones, arms])) == 3


def test_a_package_is_one_deal_and_its_parts_are_found_in_it() -> None:
    found = deals(
        [
            said("PAK", "LNA", "16 JF-17", "12 Super Mushshak", stage="order", on="2025-12-22"),
            said("PAK", "LNA", "JF-17", stage="order", on="2025-12-23"),
            said("PAK", "LNA", "Mushshak", stage="order", on="2025-12-24"),
        ]
    )
    assert len(found) == 1
    assert {i.designation for i in found[0].items} == {"JF-17", "Super Mushshak"}


def test_a_block_holds_until_a_later_report_revives_it() -> None:
    talks = said("PAK", "SDN", "JF-17", stage="talks", on="2026-01-09")
    halt = said("PAK", "SDN", "JF-17", stage="blocked", on="2026-04-10")
    assert deals([talks, halt])[0].stage is Stage.BLOCKED
    denial = said(
        "PAK",
        "SDN",
        "JF-17",
        stage="blocked",
        modality="denied",
        on="2026-04-12",
        by="unnamed_official",
        who="officials",
    )
    (deal,) = deals([talks, halt, denial])
    assert deal.stage is Stage.BLOCKED and deal.standing.startswith("contested")
    again = said("PAK", "SDN", "JF-17", stage="order", on="2026-06-01")
    assert deals([talks, halt, again])[0].stage is Stage.ORDER


def test_what_is_only_denied_is_no_deal() -> None:
    assert deals([said("PAK", "UKR", "/ammunition", stage="delivery", modality="denied")]) == ()


def test_as_of_counts_what_was_known() -> None:
    entries = [
        said("PAK", "SDN", "JF-17", on="2025-12-01"),
        said("PAK", "SDN", "JF-17", stage="order", on="2026-02-01"),
    ]
    (before,) = register(entries, as_of=entries[0].report.known_on()).deals
    assert before.stage is Stage.TALKS and before.reports == 1


def test_a_state_named_for_the_force_in_it_is_the_force() -> None:
    class Homes(NoCatalogue):
        __slots__ = ()

        def home(self, code: str) -> str | None:
            return {"LNA": "LBY"}.get(code)

    entries = [
        said("PAK", "LNA", stage="order", on="2026-01-20", document="d"),
        said("PAK", "LBY", "JF-17", on="2026-01-20", document="d", at=500),
    ]
    (deal,) = deals(entries, catalogue=Homes())
    assert [str(r) for r in deal.recipient] == ["LNA"]
    assert len(deals(entries)) == 2
