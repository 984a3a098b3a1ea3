"""The derived rows: put, asked, counted; the store and the same question in memory agree."""

from collections import Counter, defaultdict
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armsledger.errors import NotFoundError
from armsledger.ledger import Ledger
from armsledger.ledger.columns import Columns
from armsledger.ledger.lines import SORTS
from armsledger.model.codes import Basis, Category, Kind, Modality, Stage
from armsledger.model.contract import deal_json
from armsledger.model.deal import Contradiction, Deal, DealItem, Place
from armsledger.model.finding import Finding
from armsledger.model.query import DealQuery, matches, stated
from armsledger.model.values import Money, Party

from .samples import deal

codes = st.sampled_from(["PAK", "RUS", "BGD", "LNA"])
parties = st.lists(st.builds(Party, st.none() | codes, st.none() | st.sampled_from(["Yard 5", "PAC"])), max_size=2).map(
    tuple
)
days = st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 9))
names = st.none() | st.sampled_from(["JF-17", "JF-17 Block III", "Mi-35M", "100%_Ä"])
items = st.lists(st.builds(DealItem, designation=names, category=st.sampled_from(list(Category)[:3])), max_size=2).map(
    tuple
)
money = st.none() | st.builds(
    Money,
    min=st.none() | st.integers(1, 9),
    max=st.none() | st.integers(1, 9),
    currency=st.sampled_from(["USD", "EUR"]),
    basis=st.sampled_from(Basis),
)
odd = (Contradiction(field="x", values=(), shown=None, rule="r"),)


@st.composite
def deals(draw: st.DrawFn) -> list[Deal]:
    return [
        deal(
            f"d{n}",
            title=draw(st.sampled_from(["Jets", "Boats and Jets", "100%_Ä"])),
            kind=draw(st.sampled_from([Kind.TRANSFER, Kind.COOPERATION])),
            supplier=draw(parties),
            recipient=draw(parties),
            intermediary=draw(parties),
            items=draw(items),
            stage=draw(st.sampled_from(list(Stage)[:3])),
            modality=draw(st.sampled_from(Modality)),
            money=draw(money),
            findings=draw(st.sampled_from([(), (Finding(code="embargo", verdict="v", text="t"),)])),
            contradictions=draw(st.sampled_from([(), odd])),
            first_reported=draw(days),
            last_reported=draw(days),
            domestic=draw(st.booleans()),
            merged_into=draw(st.sampled_from([None, None, None, "d0"])),
            reports=draw(st.integers(0, 3)),
            standing=draw(st.sampled_from(["contested", ""])),
        )
        for n in range(draw(st.integers(1, 6)))
    ]


def some(values: Any) -> st.SearchStrategy[Any]:
    return st.lists(values, max_size=2).map(tuple)


queries = st.builds(
    DealQuery,
    kind=some(st.sampled_from(list(Kind)[:2])),
    party=some(codes),
    supplier=some(codes),
    recipient=some(codes | st.just("?")),
    item=some(st.sampled_from(["jf-17", "JF", "%", "aircraft", "ä"])),
    category=some(st.sampled_from(["aircraft", "uav"])),
    stage=some(st.sampled_from(list(Stage)[:3])),
    modality=some(st.sampled_from(Modality)),
    standing=some(st.sampled_from(["contested"])),
    currency=some(st.sampled_from(["USD", "EUR"])),
    finding=some(st.sampled_from(["embargo", "price"])),
    designation=some(st.sampled_from(["JF-17", "none"])),
    since=days,
    until=days,
    quiet_since=days,
    domestic=st.none() | st.booleans(),
    contested=st.none() | st.booleans(),
    words=st.sampled_from(["", "jets", "pak BOATS", "%", "_ä", "yard"]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(made=deals(), asked=st.lists(queries, min_size=1, max_size=5))
def test_the_store_and_memory_answer_alike(ledger: Ledger, made: list[Deal], asked: list[DealQuery]) -> None:
    ledger.deals.put(made, whole=True)
    for query in asked:
        right = {d.deal for d in made if matches(d, query)}
        part = ledger.deals.listed().find(query, limit=100)
        assert {d["deal"] for d in part.deals} == right
        assert part.total == len(right)
        assert [d["deal"] for d in ledger.deals.each(query)] == [d["deal"] for d in part.deals]
        columns = ledger.deals.columns()
        assert sum(columns.facet(query, "stage").values()) == columns.count(query) == len(right)
        wanted = [d for d in made if d.deal in right]
        having = Counter(key for d in wanted for key in {p.key for p in d.supplier})
        assert columns.facet(query, "supplier") == having
        flows = Counter(
            (s, r, str(d.stage))
            for d in wanted
            if d.kind is Kind.TRANSFER
            for s in {p.key for p in d.supplier}
            for r in {p.key for p in d.recipient}
        )
        assert {f[:3]: f[3] for f in columns.flows(query)} == flows
        sums: dict[tuple[str, str], list[float]] = defaultdict(list)
        for d in wanted:
            if (money := stated(d)) is not None:
                sums[str(d.stage), money[0]].append(money[1])
        assert columns.money(query) == {key: (len(all_), sum(all_)) for key, all_ in sums.items()}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(
    rounds=st.lists(deals(), min_size=2, max_size=4), asked=queries, gone=st.sets(st.sampled_from(["d0", "d1", "d4"]))
)
def test_columns_move_with_the_register(
    ledger: Ledger, rounds: list[list[Deal]], asked: DealQuery, gone: set[str]
) -> None:
    standing: dict[str, Deal] = {}
    ledger.deals.put([], whole=True)
    for made in rounds:
        standing = {name: d for name, d in standing.items() if name not in gone} | {d.deal: d for d in made}
        ledger.deals.put(made, gone=gone)
        columns = ledger.deals.columns()
        whole = Columns.of([d for d in standing.values() if d.merged_into is None])
        assert len(columns) == len(whole)
        for name in ("stage", "supplier", "designation"):
            assert columns.facet(asked, name) == whole.facet(asked, name)
        assert columns.flows(asked) == whole.flows(asked)
        assert {d["deal"] for d in ledger.deals.each(asked)} == {n for n, d in standing.items() if matches(d, asked)}


def test_parts_follow_each_other(ledger: Ledger) -> None:
    made = [
        deal(f"d{n}", reports=n % 3, title=f"t{n % 4}", last_reported=date(2020, 1, 1 + n % 5) if n % 6 else None)
        for n in range(23)
    ]
    ledger.deals.put(made)
    for sort, descending in product(SORTS, (True, False)):
        seen: list[str] = []
        after = None
        while True:
            part = ledger.deals.listed().find(DealQuery(), sort=sort, descending=descending, limit=5, after=after)
            seen += [d["deal"] for d in part.deals]
            if (after := part.after) is None:
                break
        assert sorted(seen) == sorted(d.deal for d in made)
        whole = ledger.deals.listed().find(DealQuery(), sort=sort, descending=descending, limit=100)
        assert [d["deal"] for d in whole.deals] == seen
    assert len(list(ledger.deals.each())) == 23


def test_put_replaces_removes_and_keeps_state_with_it(ledger: Ledger) -> None:
    before = ledger.deals.revision
    ledger.deals.put([deal("d1"), deal("d2")], state={"register": {"a": [1], "b": 2}})
    ledger.deals.put(
        [deal("d1", title="Anew")], gone=["d2"], state={"register": {"a": [3]}}, state_gone={"register": ["b"]}
    )
    assert ledger.deals.deal("d1") == deal_json(deal("d1", title="Anew"))
    assert dict(ledger.derived.items("register")) == {"a": [3]}
    assert ledger.deals.of_claims(["c1", "c9"]) == {"c1": ("d1",)}
    assert ledger.deals.revision > before
    with pytest.raises(NotFoundError):
        ledger.deals.deal("d2")
    ledger.deals.put(
        [deal("d3", claims=(Place(document="r", start=0, end=1, claim="c2"),))],
        whole=True,
        state={"register": {"c": 1}},
    )
    assert [d["deal"] for d in ledger.deals.each()] == ["d3"]
    assert dict(ledger.derived.items("register")) == {"c": 1}
    ledger.deals.clear("register")
    assert list(ledger.deals.each()) == list(ledger.derived.items("register")) == []


def test_a_deal_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    ledger.deals.put([deal("pak-bgd-jf-17"), deal("pak-bgd-jf-17-2024"), deal("rus-pak-mi-35", merged_into="x")])
    assert ledger.deals.deal("pak-bgd-jf-17")["deal"] == "pak-bgd-jf-17"
    assert ledger.deals.deal("rus-pak")["merged_into"] == "x"
    for wrong in ("pak-bgd", "none", ""):
        with pytest.raises(NotFoundError):
            ledger.deals.deal(wrong)


def test_the_shelf_keeps_small_things_apart(ledger: Ledger) -> None:
    ledger.shelf.put("watch", {f"k{n}": {"n": n, "odd": "\0\ud800é"} for n in range(1200)})
    ledger.shelf.put("views", {"k1": 1})
    ledger.shelf.put("watch", {"k1": "new"}, gone=["k2", "k3"])
    assert ledger.shelf.get("watch", "k1") == "new"
    assert ledger.shelf.get("watch", "k2") is None
    assert len(list(ledger.shelf.items("watch"))) == 1198
    assert dict(ledger.shelf.items("watch", ["k4", "k2"])) == {"k4": {"n": 4, "odd": "\0\ud800é"}}
    ledger.shelf.clear("watch")
    assert list(ledger.shelf.items("watch")) == []
    assert ledger.shelf.get("views", "k1") == 1


def test_the_last_deal_put_again_with_a_new_one_beside_it(ledger: Ledger) -> None:
    ledger.deals.put([deal("a"), deal("b")])
    ledger.deals.put([deal("c"), deal("b")])
    assert sorted(d["deal"] for d in ledger.deals.each()) == ["a", "b", "c"]
