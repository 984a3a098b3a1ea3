"""What the register keeps beside its deals so that one new report touches only what it can touch.

All of it is derived: rows of plain JSON by space and key, remade from the evidence at any time.

    page      page -> its claims: [id, pairs, places, shelf]
    pair      "PAK>BGD" or "CHN=PAK" -> {claim: page}
    to        recipient's state -> pairs
    open      place ("r:PAK:mi35") -> claims with an unnamed side that look for a deal there
    offer     place -> blocks with a deal there
    at        claim with an unnamed side -> {block: whose deal it went to, fits: {block: [deals told there, deals]}}
    block     block -> {deals, offers, open, aliases}
    redirect  another id of a deal -> its own
    dossier   deal -> what stands beside it (plain.dossier_json)
    visit, figure, restriction, use, umbrella, denial: claim -> plain.cited_json
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from armsledger.model.codes import Kind
from armsledger.model.contract import claim_id
from armsledger.model.reading import Entry
from armsledger.register.gathering import consortia
from armsledger.register.mention import Cited, pairs
from armsledger.register.names import Catalogue
from armsledger.register.plain import shelf_of
from armsledger.register.unnamed import keys, open_mentions

SPACES = ("page", "pair", "to", "open", "offer", "at", "block", "redirect", "dossier")
SHELVES = ("visit", "figure", "restriction", "use", "umbrella", "denial")


class Kept(Protocol):
    """Where the rows and the claims come from."""

    def rows(self, space: str, keys: Iterable[str]) -> Mapping[str, Any]:
        """Those of the rows that are there."""
        ...

    def entries(self, claims: Iterable[str]) -> Iterable[tuple[str, Entry]]:
        """The claims that count among these by their ids, each with its report."""
        ...


class Rows:
    """Rows read once, changed here, told at the end."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._rows: dict[str, dict[str, Any]] = defaultdict(dict)
        self._changed: dict[str, set[str]] = defaultdict(set)

    def read(self, space: str, keys: Iterable[str]) -> dict[str, Any]:
        """The rows by key, those that are not there left out."""
        held = self._rows[space]
        wanted = set(keys)
        missing = {key for key in wanted if key not in held}
        if missing:
            found = self._kept.rows(space, missing)
            held.update({key: found.get(key) for key in missing})
        return {key: held[key] for key in wanted if held[key] is not None}

    def get(self, space: str, key: str, default: Any) -> Any:
        return self.read(space, [key]).get(key, default)

    def put(self, space: str, key: str, value: Any) -> None:
        """The row is `value`; there is none where that is empty."""
        self._rows[space][key] = value or None
        self._changed[space].add(key)

    def changed(self) -> tuple[dict[str, dict[str, Any]], dict[str, list[str]]]:
        """(rows to put, rows that are gone), by space."""
        put: dict[str, dict[str, Any]] = {}
        gone: dict[str, list[str]] = {}
        for space, touched in self._changed.items():
            held = self._rows[space]
            put[space] = {k: held[k] for k in sorted(touched) if held[k] is not None}
            gone[space] = sorted(k for k in touched if held[k] is None)
        return put, gone


class Memory:
    """Rows and claims in memory: for tests, benchmarks and short-lived registers."""

    def __init__(self) -> None:
        self.held: dict[str, dict[str, Any]] = defaultdict(dict)
        self.claims: dict[str, Entry] = {}
        self.pages: dict[str, list[str]] = {}

    def rows(self, space: str, keys: Iterable[str]) -> Mapping[str, Any]:
        held = self.held[space]
        return {key: held[key] for key in keys if key in held}

    def entries(self, claims: Iterable[str]) -> Iterable[tuple[str, Entry]]:
        return [(c, self.claims[c]) for c in sorted(claims) if c in self.claims]

    def take(self, put: Mapping[str, Mapping[str, Any]], gone: Mapping[str, Iterable[str]]) -> None:
        for space, values in put.items():
            self.held[space].update(values)
        for space, names in gone.items():
            for name in names:
                self.held[space].pop(name, None)

    def read(self, page: str, entries: Iterable[Entry]) -> None:
        """The page has these claims and no others."""
        for claim in self.pages.pop(page, ()):
            self.claims.pop(claim, None)
        found = {claim_id(e.claim): e for e in entries}
        self.claims.update(found)
        self.pages[page] = list(found)


def page_of(document: str) -> str:
    """The page on which a report stands: `page#2` stands on `page`."""
    return document.split("#")[0]


def pair_keys(cited: Cited, catalogue: Catalogue) -> list[str]:
    """`PAK>BGD` for each pair of sides that a transfer names, `CHN=PAK` for a cooperation; none where a side is unnamed."""
    if cited.claim.kind is Kind.COOPERATION:
        sides = sorted({p.code for p in cited.claim.parties if p.code})
        return ["=".join(sides)] if len(sides) > 1 else []
    if cited.claim.kind is not Kind.TRANSFER:
        return []
    suppliers, recipients = pairs(cited)
    if not suppliers:
        return []
    side = "+".join(sorted(suppliers))
    return list(dict.fromkeys(f"{side}>{catalogue.home(r) or r}" for r in recipients if r))


def page_row(cited: Iterable[Cited], catalogue: Catalogue) -> list[list[Any]]:
    """What a page's claims contribute: [id, pairs, places where it looks for a deal, shelf] for each."""
    rows = []
    for one in cited:
        places = (
            sorted({k for m in open_mentions([one]) for k in keys(m, catalogue)})
            if one.claim.kind is Kind.TRANSFER
            else []
        )
        rows.append([one.id, pair_keys(one, catalogue), places, shelf_of(one.claim)])
    return rows


def block_keys(pairs_: Iterable[str]) -> dict[str, list[str]]:
    """Blocks of one recipient's pairs: `A+B>R` with the pairs in it."""
    named = list(pairs_)
    of = consortia(frozenset(p.partition(">")[0].split("+")) for p in named)
    found: dict[str, list[str]] = defaultdict(list)
    for pair in named:
        suppliers, _, recipient = pair.partition(">")
        found[f"{'+'.join(sorted(of[suppliers.split('+')[0]]))}>{recipient}"].append(pair)
    return found
