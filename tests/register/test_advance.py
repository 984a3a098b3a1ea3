"""Page by page gives the same register as all at once."""

import random
from collections.abc import Sequence
from datetime import UTC, datetime

from benchmarks.planted import told
from hypothesis import given, settings
from hypothesis import strategies as st

from armsledger.model.contract import claim_id
from armsledger.model.decision import Decision, Verdict
from armsledger.model.reading import Entry
from armsledger.register.advance import advance, decided_pages
from armsledger.register.decisions import decide
from armsledger.register.kept import Memory, page_of
from armsledger.register.queue import Question, ordered, queue
from armsledger.register.register import register

from .said import said


class Standing:
    """A register kept by pages, with its deals by id."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.deals: dict[str, object] = {}
        self.questions: dict[str, Sequence[Question]] = {}
        self.decisions: list[Decision] = []

    def read(self, pages: dict[str, list[Entry]]) -> None:
        for page, entries in pages.items():
            self.memory.read(page, entries)
        self._move(pages)

    def decide(self, *decisions: Decision) -> None:
        self.decisions += decisions
        pages = decided_pages(decisions, self.decisions)
        assert pages is not None
        self._move({p: [self.memory.claims[c] for c in self.memory.pages.get(p, ())] for p in pages})

    def _move(self, pages: dict[str, list[Entry]]) -> None:
        moved = advance(self.memory, pages, self.decisions)
        for gone in moved.gone:
            del self.deals[gone]
            del self.questions[gone]
        self.deals.update({d.deal.deal: d.deal for d in moved.dossiers})
        self.questions.update(moved.questions)
        self.memory.take(moved.put, moved.drop)

    def check(self) -> None:
        whole = register(self.memory.claims.values(), self.decisions)
        assert self.deals == {d.deal: d for d in whole.deals}
        assert self.memory.held["redirect"] == whole.redirects
        assert ordered(q for asked in self.questions.values() for q in asked) == queue(whole)


def by_page(entries: list[Entry]) -> dict[str, list[Entry]]:
    pages: dict[str, list[Entry]] = {}
    for entry in entries:
        pages.setdefault(page_of(entry.claim.document), []).append(entry)
    return pages


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_page_by_page_is_all_at_once(seed: int) -> None:
    rng = random.Random(seed)
    pages = by_page(told(90, seed).entries)
    names = list(pages)
    rng.shuffle(names)
    standing = Standing()
    for n, name in enumerate(names):
        standing.read({name: pages[name]})
        if n % 13 == 0:
            standing.check()
    for name in names[:5]:
        standing.read({name: pages[name][1:]})
    standing.check()


def test_a_consortium_brings_its_members_together_and_lets_them_go() -> None:
    standing = Standing()
    standing.read({"a": [said("FRA", "EGY", "FREMM", document="a")]})
    standing.read({"b": [said("ITA", "EGY", "FREMM", document="b", on="2026-02-01")]})
    assert len(standing.deals) == 2
    standing.read({"c": [said("FRA+ITA", "EGY", "FREMM", document="c", on="2026-02-03")]})
    standing.check()
    assert len(standing.deals) == 1
    standing.read({"c": []})
    standing.check()
    assert len(standing.deals) == 2


def test_an_unnamed_side_is_found_while_one_deal_remains() -> None:
    standing = Standing()
    standing.read({"o": [said("?", "EGY", "KX-17", document="o", on="2026-02-03")]})
    standing.read({"a": [said("FRA", "EGY", "KX-17", document="a")]})
    standing.check()
    assert [d.reports for d in register(standing.memory.claims.values()).deals] == [2]
    standing.read({"b": [said("ITA", "EGY", "KX-17", document="b")]})
    standing.check()
    assert len(standing.deals) == 2 and "egy" in next(iter(standing.deals))
    standing.read({"b": []})
    standing.check()


def test_an_unnamed_customer_moves_nobodys_deal_on() -> None:
    talks = said("PAK", "IRQ", "JF-17", stage="talks")
    order = said("PAK", "?", "JF-17", stage="order", on="2026-02-02")
    found = register([talks, order])
    assert [(d.stage, d.reports) for d in found.deals] == [("talks", 1)]
    assert [m.document for m in found.open] == [order.report.document]


def test_decisions_move_what_they_bear_on() -> None:
    jets = said("PAK", "SDN", "JF-17", document="a")
    drones = said("PAK", "SDN", "Shahpar", document="b", on="2026-01-20")
    loose = said("PAK", "?", "K-8", document="c", on="2026-01-21")
    standing = Standing()
    standing.read({"a": [jets], "b": [drones], "c": [loose]})
    at = datetime(2026, 6, 1, tzinfo=UTC)
    claims = {"pak-sdn-jf-17": [claim_id(jets.claim)], "pak-sdn-shahpar": [claim_id(drones.claim)]}
    same = decide(Verdict.SAME, list(claims), who="ana", decided_at=at, entries=[jets, drones], deals=claims)
    standing.decide(same)
    standing.check()
    assert list(standing.deals) == ["pak-sdn-jf-17"]
    subjects = [claim_id(loose.claim), "pak-sdn-jf-17"]
    one = {"pak-sdn-jf-17": claims["pak-sdn-jf-17"]}
    here = decide(Verdict.SAME, subjects, who="ana", decided_at=at, entries=[loose, jets], deals=one)
    standing.decide(here)
    standing.check()
    reject = decide(
        Verdict.REJECT, [claim_id(drones.claim)], who="ana", decided_at=at, entries=[drones], reason="misread"
    )
    standing.decide(reject)
    standing.check()
    standing.read({"d": [said("PAK", "SDN", "JF-17", document="d", stage="order", on="2026-03-01")]})
    standing.check()
    undo = [decide(Verdict.UNDO, [d.id], who="ana", decided_at=at.replace(hour=3)) for d in (same, here, reject)]
    standing.decide(*undo)
    standing.check()
    assert len(standing.deals) == 2
