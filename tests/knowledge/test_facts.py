"""Facts are well-formed, sourced and refer to what the other tables have; embargoes keep to their dates."""

from datetime import date
from pathlib import Path

import pytest

from armsledger.errors import KnowledgeError
from armsledger.knowledge import Knowledge
from armsledger.knowledge.facts import Facts, Scope, load_facts
from armsledger.knowledge.rates import dollars_per

REGIMES = {"UN", "EU", "US", "RUS", "Arab League", "OSCE"}


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load_facts()


def test_every_row_has_an_id_of_its_own_and_a_source(facts: Facts) -> None:
    rows = [
        *facts.embargoes,
        *facts.components,
        *facts.consents,
        *facts.production,
        *facts.prices,
        *facts.control_regimes,
    ]
    assert len({r.id for r in rows}) == len(rows)
    assert all(len(r.source) > 5 for r in rows)
    assert all(p.source for p in facts.pegs)


def test_dates_are_in_order(facts: Facts) -> None:
    for e in facts.embargoes:
        known = [d for d in (e.start, e.ended or e.expiry) if d is not None]
        assert known == sorted(known), e.id
        assert e.regime in REGIMES, e.id
        assert (e.scope is Scope.TERRITORY) == (e.territory is not None), e.id
    for c in facts.components:
        assert c.first is None or c.last is None or c.first <= c.last, c.id
    for p in (*facts.prices, *facts.production):
        assert p.low is None or p.high is None or p.low <= p.high, p.id


def test_types_and_states_are_those_of_the_other_tables(facts: Facts) -> None:
    tables = Knowledge().tables
    types = {r.platform for r in (*facts.components, *facts.consents)}
    types |= {r.type for r in (*facts.production, *facts.prices, *facts.control_regimes)}
    assert types <= set(tables.equipment), types - set(tables.equipment)
    states = {c.state for c in facts.components} | {d for c in facts.consents for d in c.destinations}
    assert states <= set(tables.states)


def test_darfur_is_a_territory_and_libya_is_not(facts: Facts) -> None:
    [darfur] = [e for e in facts.embargoes_on("SDN", date(2026, 1, 9)) if e.regime == "UN"]
    assert darfur.scope is Scope.TERRITORY and darfur.territory == "Darfur"
    [libya] = [e for e in facts.embargoes_on("LBY", date(2025, 12, 22)) if e.regime == "UN"]
    assert libya.scope is Scope.WHOLE_COUNTRY


def test_what_ended_is_no_longer_in_force(facts: Facts) -> None:
    assert [e.regime for e in facts.embargoes_on("PAK", date(2014, 6, 1))] == ["RUS"]
    assert facts.embargoes_on("PAK", date(2014, 6, 3)) == ()
    assert "UN" not in {e.regime for e in facts.embargoes_on("IRN", date(2022, 1, 1))}
    assert "UN" in {e.regime for e in facts.embargoes_on("IRN", date(2025, 12, 1))}


def test_a_passed_expiry_warns_and_lifts_nothing(facts: Facts) -> None:
    [darfur] = [e for e in facts.embargoes_on("SDN", date(2027, 1, 1)) if e.regime == "UN"]
    assert darfur.stale(date(2027, 1, 1))
    assert not darfur.stale(date(2026, 1, 1))


def test_consent_is_by_destination(facts: Facts) -> None:
    assert {c.state for c in facts.parts_of("jf-17")} >= {"RUS", "CHN"}
    assert facts.consents_for("jf-17", "BGD")
    assert not facts.consents_for("jf-17", "SDN")


def test_a_users_row_stands_over_ours(tmp_path: Path) -> None:
    head = "id,type,year,low,high,currency,unit_of,source\n"
    (tmp_path / "prices.csv").write_text(head + "k2-poland,k2-black-panther,2022,5,6,USD,tank,my file\n")
    [row] = [p for p in load_facts(tmp_path).prices if p.id == "k2-poland"]
    assert (row.low, row.source) == (5.0, "my file")
    (tmp_path / "prices.csv").write_text(head + "x,y,2022,five,6,USD,tank,my file\n")
    with pytest.raises(KnowledgeError, match=r"prices.csv:2: low is no number"):
        load_facts(tmp_path)


def test_rates(facts: Facts) -> None:
    assert dollars_per("USD", 1995) == 1.0
    euro = dollars_per("EUR", 2015)
    assert euro is not None and 1.08 < euro < 1.14  # the ECB's own average for 2015 is 1.1095
    riyal = dollars_per("SAR", 2020, facts.pegs)
    assert riyal is not None and abs(riyal - 1 / 3.75) < 1e-9
    franc = dollars_per("XOF", 2015, facts.pegs)
    assert franc is not None and abs(franc - euro / 655.957) < 1e-9
    assert dollars_per("PKR", 2015, facts.pegs) is None
    assert dollars_per("EUR", 1950) is None
