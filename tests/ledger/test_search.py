"""Search finds the same on both databases, shows where, and follows what counts."""

from dataclasses import replace

import pytest

from armsledger.ledger import Ledger
from armsledger.ledger.store import MANY
from armsledger.ledger.words import Query, Term, marked, plain
from armsledger.model.reading import PageRead
from armsledger.model.values import Span

from .samples import NOON, ORDER, READER, TALKS, claim, page, read, two_claims


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add(page(), [two_claims(page())], reader=READER, read_at=NOON)
    text = "Nothing here but the weather over Zürich and its patrols."
    ledger.add(
        page("r2", text=text), [read(page("r2", text=text), title="Weather report")], reader=READER, read_at=NOON
    )
    return ledger


ASKED = [
    ("patrol boats", [TALKS]),
    ("HELICOPTER", [ORDER]),
    ("talk", [TALKS]),
    ('"patrol boats"', [TALKS]),
    ('"boats patrol"', []),
    ("Mi-35M", [ORDER]),
    ("mi-35*", [ORDER]),
    ("heli*", [ORDER]),
    ("Sudmark -helicopters", [TALKS]),
    ("boats OR helicopters", [TALKS, ORDER]),
    ("boats helicopters", []),
    ("Heron", [TALKS, ORDER]),
    ("zeppelin", []),
    ("", []),
    ('"', []),
    ("-boats", []),
    ("OR", []),
    ("NEAR(a b) ^x {y}: ' \" * ; --", []),
    ("\0 \ud800 ()", []),
]


def test_claims(filled: Ledger) -> None:
    for words, found in ASKED:
        assert sorted(hit.snippet for hit in filled.search(words)) == sorted(found), words


def test_what_was_found_is_marked(filled: Ledger) -> None:
    hit = filled.search("boats talk")[0]
    assert [m.of(hit.snippet) for m in hit.marks] == ["talks", "boats"]
    assert (hit.kind, hit.document) == ("claim", "r1")
    assert filled.entry(hit.id).claim.quote == TALKS


def test_reports(filled: Ledger) -> None:
    (hit,) = filled.search("zurich", kind="report")
    assert (hit.id, [m.of(hit.snippet) for m in hit.marks]) == ("r2", ["Zürich"])
    assert [h.id for h in filled.search("weather report", kind="report")] == ["r2"]
    assert len(filled.search("patrol", kind="report")) == 2
    assert len(filled.search("patrol", kind="report", limit=1, offset=1)) == 1
    with pytest.raises(ValueError, match="rumour"):
        filled.search("a", kind="rumour")


def test_a_long_report_shows_the_piece_with_the_words(ledger: Ledger) -> None:
    text = "Words and more words. " * 300 + TALKS + " Words and more words." * 300
    ledger.add(page(text=text), [read(page(text=text))], reader=READER, read_at=NOON)
    (hit,) = ledger.search("patrol", kind="report")
    assert "Heron patrol boats" in hit.snippet
    assert len(hit.snippet) < 400


def test_what_no_longer_counts_is_not_found(filled: Ledger) -> None:
    assert len(filled.search("Sudmark")) == 2
    filled.add(page(), [read(page())], reader="tests 2", read_at=NOON)
    assert filled.search("Sudmark") == ()
    changed = page(text=f"Anew. {ORDER}")
    filled.add(changed, [read(changed, claim(changed.text, ORDER))], reader=READER, read_at=NOON)
    assert [h.snippet for h in filled.search("Sudmark")] == [ORDER]
    assert [h.id for h in filled.search("anew", kind="report")] == ["r1"]
    filled.recount()
    assert [h.snippet for h in filled.search("Sudmark")] == [ORDER]
    assert filled.index() == 0


def test_many_pages_bring_their_words_along(ledger: Ledger) -> None:
    """What goes in at once is found at once, as it would be made anew, and leaves the index again."""
    texts = {f"p{n}": f"{TALKS} In port {n} café owners watched. {ORDER}" for n in range(MANY)}
    texts["p1"] = texts["p1"].replace("café", "\ud800 \0")
    given = []
    for name, text in texts.items():
        of = page(name, text=text, raw=b"as it came")
        told = read(of, claim(text, TALKS, name), claim(text, ORDER, name), title="Zürich boats")
        given.append(PageRead(page=of, read=(told,), reader=READER, read_at=NOON))
    ledger.add_all(given)
    assert ledger.index() == 0
    found = {kind: ledger.search("boats", kind=kind, limit=999) for kind in ("claim", "report")}
    assert [len(hits) for hits in found.values()] == [MANY, MANY]
    assert [h.document for h in ledger.search("port 7 zurich", kind="report")] == ["p7"]
    ledger.recount()
    assert {kind: ledger.search("boats", kind=kind, limit=999) for kind in found} == found
    changed = page("p7", text="Nothing to be seen.")
    ledger.add_all([replace(given[7], page=changed, read=()), *given[:7], *given[8:]])
    assert ledger.index() > 0
    assert ledger.search("port 7 zurich", kind="report") == ()
    assert len(ledger.search("boats", limit=999)) == MANY - 1


def test_words_as_typed() -> None:
    assert Query.parse('a "b c" -d e OR f* -') == Query(
        ((Term("a"),), (Term("b c"),), (Term("e"), Term("f", begins=True))), (Term("d"),)
    )
    assert plain("Sukhoi Su-35 «Café»_x") == "Sukhoi Su 35 Cafe x"
    assert marked("a \x02b\x03 c") == ("a b c", (Span(2, 3),))
