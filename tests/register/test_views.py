from datetime import date

from armsledger.model.contract import deal_json, parse_claim
from armsledger.model.reading import Entry
from armsledger.register import beside
from armsledger.register.changes import Change, changes
from armsledger.register.queue import queue
from armsledger.register.register import register
from armsledger.register.views import beside_rows, view_of
from armsledger.register.whole import matrix, pipeline, programmes

from .said import report, said


def other(
    kind: str, document: str = "x", on: str = "2026-01-09", at: int = 0, quote: str = "so it is told", **more: object
) -> Entry:
    claim = {"document": document, "quote": quote, "start": at, "end": at + len(quote), "kind": kind} | more
    return Entry(claim=parse_claim(claim), report=report(document, on))


def test_one_deal_shows_its_life_with_what_hangs_on_it() -> None:
    entries = [
        said("RUS", "PAK", "35 Mi-35", stage="order", modality="possible", on="2014-11-21", document="a"),
        said("RUS", "PAK", "4 Mi-35M", stage="delivery", on="2018-06-01", document="b"),
        said("RUS", "PAK", "20 Mi-35M", stage="interest", on="2018-06-01", document="b", at=80, quote="20 more Mi-35M"),
        other(
            "restriction",
            "a",
            "2014-11-21",
            at=50,
            action="lifted",
            supplier=["RUS"],
            recipient=["PAK"],
            parties=["RUS"],
            when={"from": "2014-06-01", "to": "2014-06-30"},
        ),
    ]
    found = register(entries)
    view = view_of(found, "rus-pak-mi-35")
    assert view is not None
    assert [(s["kind"], s["stage"]) for s in view["life"]] == [
        ("restriction", "lifted"),
        ("step", "order"),
        ("step", "delivery"),
    ]
    assert view["follow_ons"] == ["rus-pak-mi-35-more"]
    assert view["claims"][0]["why"] and view["claims"][0]["reliability"]["grade"] == "C"
    assert view_of(found, "no-such-deal") is None


def test_pipeline_keeps_counted_buyers_and_exclusions_beside_the_deals() -> None:
    entries = [
        said("PAK", "IRQ", "JF-17", on="2026-01-20"),
        said("PAK", "? 13 countries", "JF-17", on="2026-01-20", document="n"),
        said("PAK", "SDN", "JF-17", modality="denied", on="2026-01-20", document="n", at=70),
    ]
    found = register(entries)
    (row,) = pipeline(map(deal_json, found.deals), beside_rows(found))
    assert row["supplier"] == "PAK" and row["deals"] == 1
    assert [b["deal"] for b in row["stages"]["talks"]] == ["pak-irq-jf-17"]
    assert [c["who"] for c in row["counted"]] == [["13 countries"]]
    assert [d["recipient"] for d in row["excluded"]] == [["SDN"]]


def test_matrix_and_programmes() -> None:
    found = register(
        [
            said("PAK", "IRQ", "JF-17", stage="talks"),
            said("PAK", "AZE", "16 JF-17 Block III", stage="order"),
            said("USA", "AZE", "/uav", stage="offer"),
        ]
    )
    published = [deal_json(d) for d in found.deals]
    table = matrix(published)
    assert table["suppliers"] == ["PAK", "USA"]
    assert [(c["supplier"], c["recipient"], c["stage"]) for c in table["cells"]] == [
        ("PAK", "AZE", "order"),
        ("PAK", "IRQ", "talks"),
        ("USA", "AZE", "offer"),
    ]
    (programme,) = programmes(published)
    assert programme["type"] == "JF-17" and programme["recipients"] == ["AZE", "IRQ"] and programme["ordered"] == 16


def test_visits_figures_restrictions_and_use_have_homes() -> None:
    rate = {"name": "production_rate", "unit": "aircraft", "subject": ["PAK"]}
    jets = [{"designation": "JF-17", "category": "aircraft"}]
    entries = [
        other("visit", parties=["PAK", "LKA"], when={"from": "2025-07-20", "to": "2025-07-22"}),
        other(
            "visit", "y", parties=["PAK", "LKA"], when={"from": "2025-07-20", "to": "2025-07-22"}, modality="planned"
        ),
        other("figure", at=20, measure=rate | {"value": 20}, items=jets),
        other("figure", "y", at=20, measure=rate | {"value": {"min": 16, "max": 18}}, items=jets),
        other("restriction", at=40, parties=["UN"], recipient=["LBY"], action="in_force"),
        other("restriction", "y", at=40, parties=["CHN"], supplier=["CHN"], action="in_force", modality="denied"),
        other("use", at=60, parties=["PAK", "IND"], items=jets),
    ]
    rows = beside_rows(register(entries))
    (visit,) = beside.visits(rows, "LKA")
    assert visit["visitor"] == "PAK" and visit["modality"] == "asserted" and len(visit["claims"]) == 2
    assert beside.visits(rows, "IND") == []
    (series,) = beside.figures(rows, "PAK")
    assert series["contradicted"] and [p["text"] for p in series["points"]] == ["20", "16–18"]
    assert [(r["by"], r["in_force"]) for r in beside.restrictions(rows)] == [(["CHN"], None), (["UN"], True)]
    assert beside.uses(rows)[0]["item"] == "JF-17"


def test_changes_tell_what_moved_was_contradicted_and_fell_silent() -> None:
    talks = said("PAK", "SDN", "JF-17", on="2025-06-09")
    halt = said("PAK", "SDN", "JF-17", stage="blocked", on="2026-04-10")
    quiet = said("PAK", "MAR", "JF-17", on="2025-09-01")
    new = said("PAK", "ETH", "JF-17", on="2026-03-01")
    entries = [talks, halt, quiet, new]
    since, until = date(2026, 1, 1), date(2026, 5, 1)
    before, after = register(entries, as_of=since), register(entries, as_of=until)
    found = changes(map(deal_json, before.deals), map(deal_json, after.deals), since=since, until=until)
    assert [(c.change, c.deal) for c in found] == [
        (Change.NEW, "pak-eth-jf-17"),
        (Change.BLOCKED, "pak-sdn-jf-17"),
        (Change.SILENT, "pak-mar-jf-17"),
    ]
    assert found[1].was == "talks" and len(found[1].claims) == 1


def test_the_queue_asks_first_what_changes_most_and_is_least_sure() -> None:
    sure = [said("PAK", "IRQ", "JF-17", on=f"2026-01-0{n}", score=0.99) for n in (1, 2, 3)]
    weak = said("PAK", "ETH", "JF-17", on="2026-01-05", score=0.4)
    asked = queue(register([*sure, weak]))
    assert asked[0].subjects[1] == "pak-eth-jf-17"
    assert "the deal rests on it alone" in asked[0].reasons
    assert asked[0].weight > asked[-1].weight


def test_near_pairs_are_asked_about() -> None:
    entries = [
        said("PAK", "IRQ", "8 JF-17", stage="delivery", on="2020-01-05"),
        said("PAK", "IRQ", "JF-17", stage="talks", on="2022-06-05"),
    ]
    found = register(entries)
    assert len(found.deals) == 2
    assert [q.kind for q in queue(found) if q.kind == "pair"] == ["pair"]
