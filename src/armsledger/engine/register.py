"""Keeps the derived register beside the evidence: after new readings or decisions, and from nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from armsledger import __version__
from armsledger.engine import origins
from armsledger.engine.origins import Regrouped, with_origin
from armsledger.errors import ConfigurationError
from armsledger.knowledge import Knowledge
from armsledger.ledger import Asked, Ledger, Named
from armsledger.model.contract import claim_id
from armsledger.model.deal import Deal
from armsledger.model.reading import Entry, ReadReport
from armsledger.model.report import Report
from armsledger.register.advance import Moved, advance, decided_pages
from armsledger.register.beside import called, day_of
from armsledger.register.catalogue import KnownCatalogue
from armsledger.register.kept import SHELVES, SPACES, page_of
from armsledger.register.names import Catalogue
from armsledger.register.register import Register, register
from armsledger.register.rules import ORDER, RULES

SPACE = "register"
POSITION = "position"
FORM = "2"  # of what is kept beside the deals: another one is made anew
RULES_KEY = "rules"
FEW = 100  # pages: of so few it is not asked how large a part they are
ANEW = 0.3  # of all pages: where more have moved, making all anew is quicker than moving on

MakeCatalogue = Callable[[], Catalogue]
Group = Callable[[Iterable[Report]], Regrouped]


@cache
def known() -> Catalogue:
    """What the knowledge tables tell the register."""
    return KnownCatalogue(Knowledge())


class _Kept:
    """A ledger as the register asks it, its reports grouped anew."""

    def __init__(self, ledger: Ledger, grouped: Regrouped) -> None:
        self._ledger, self._grouped = ledger, grouped

    def rows(self, space: str, keys: Iterable[str]) -> Mapping[str, Any]:
        return dict(self._ledger.derived.items(space, keys))

    def entries(self, claims: Iterable[str]) -> Iterable[tuple[str, Entry]]:
        return ((claim, self._grouped.of(entry)) for claim, entry in self._ledger.entries_of(claims).items())


class _Nothing:
    """Of an empty register."""

    def rows(self, space: str, keys: Iterable[str]) -> Mapping[str, Any]:
        return {}

    def entries(self, claims: Iterable[str]) -> Iterable[tuple[str, Entry]]:
        return ()


def rules_of(ledger: Ledger) -> tuple[str, ...]:
    """The order of the rules by which values are shown: the ledger's own, else the usual one."""
    return tuple(ledger.shelf.get(SPACE, RULES_KEY) or ORDER)


def set_rules(ledger: Ledger, names: Sequence[str]) -> None:
    """The rules are asked in this order from now on (none: the usual one). Raises ConfigurationError for an unknown name."""
    unknown = [n for n in names if n not in RULES]
    if unknown or len(set(names)) != len(names):
        raise ConfigurationError(f"rules: {', '.join(unknown) or 'one twice'}; there are {', '.join(ORDER)}, each once")
    ledger.shelf.put(SPACE, {RULES_KEY: list(names)})


def _position(ledger: Ledger) -> list[Any]:
    return [*ledger.position(), f"{__version__}/{FORM}", *rules_of(ledger)]


def behind(ledger: Ledger) -> bool:
    """Whether evidence or decisions came in, or the program changed, since the register was last made."""
    return bool(ledger.derived.get(SPACE, POSITION) != _position(ledger))


def rebuild(ledger: Ledger, catalogue: MakeCatalogue = known, group: Group = origins.anew) -> int:
    """The register and the search index are made anew from the evidence; says how many deals there are.

    `group` says which reports tell one story; another than the usual one is for reports that are known not to.
    """
    position = _position(ledger)
    reports: list[Report] = []
    entries: list[Entry] = []
    for found in ledger.read_reports():
        reports.append(found.report)
        entries += [Entry(claim=claim, report=found.report) for claim in found.claims]
    grouped = group(reports)
    pages: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        pages[page_of(entry.claim.document)].append(grouped.of(entry))
    moved = advance(_Nothing(), pages, ledger.decisions(), catalogue(), rules_of(ledger))
    state = {space: moved.put.get(space, {}) for space in (*SPACES, *SHELVES)}
    ledger.deals.put(
        (dossier.deal for dossier in moved.dossiers),
        whole=True,
        state=state | {SPACE: {POSITION: position}},
        origins=grouped.moves,
        questions=asked(moved),
        named=named(moved),
    )
    ledger.index()
    return len(moved.dossiers)


def follow(ledger: Ledger, catalogue: MakeCatalogue = known) -> bool:
    """The register stands as the evidence has it; says whether it had to move."""
    position, before = _position(ledger), ledger.derived.get(SPACE, POSITION)
    if before == position:
        return False
    changed = None if before is None or before[2:] != position[2:] else _changed(ledger, *before[:2])
    if changed is None:
        rebuild(ledger, catalogue)
        return True
    grouped = origins.moved(ledger, {page: [r.report for r in _reports(ledger, page)] for page in changed})
    changed |= {page_of(document) for document in grouped.origins}
    pages = {
        page: [grouped.of(Entry(claim=c, report=r.report)) for r in _reports(ledger, page) for c in r.claims]
        for page in changed
    }
    moved = advance(_Kept(ledger, grouped), pages, ledger.decisions(), catalogue(), rules_of(ledger))
    ledger.deals.put(
        (dossier.deal for dossier in moved.dossiers),
        gone=moved.gone,
        state={**moved.put, SPACE: {POSITION: position}},
        state_gone=moved.drop,
        origins=grouped.moves,
        questions=asked(moved),
        named=named(moved),
        named_gone=[claim for space in SHELVES for claim in moved.drop.get(space, ())],
    )
    return True


def _reports(ledger: Ledger, page: str) -> list[ReadReport]:
    """The reports that count on the page, with their claims."""
    return list(ledger.read_reports(ledger.parts(page)))


def asked(moved: Moved) -> dict[str, list[Asked]]:
    """The questions about the deals that stand anew, as the ledger keeps them."""
    return {
        deal: [
            Asked(kind=q.kind, subjects=(q.subjects[0], q.subjects[1]), weight=q.weight, data=q.json())
            for q in questions
        ]
        for deal, questions in moved.questions.items()
    }


def named(moved: Moved) -> dict[str, Named]:
    """The claims that make no deal and stand anew, with what they name."""
    return {
        claim: Named(space=space, day=day_of(row), names=called(row))
        for space in SHELVES
        for claim, row in moved.put.get(space, {}).items()
    }


def _changed(ledger: Ledger, reading: int, decision: int) -> set[str] | None:
    """The pages on which something moved since; None where all should be made anew."""
    arrived = {page_of(document) for document in ledger.arrived(reading)}
    decisions = ledger.decisions()
    decided = decided_pages(decisions[decision:], decisions)
    if decided is None or (len(arrived) > FEW and len(arrived) > ANEW * ledger.counts().documents):
        return None
    return arrived | decided


def touched(ledger: Ledger, documents: tuple[str, ...]) -> set[str]:
    """The deals that rest on claims of these documents."""
    claims = [claim_id(entry.claim) for entry in ledger.entries(documents)]
    return {deal for names in ledger.deals.of_claims(claims).values() for deal in names}


def whole(ledger: Ledger, as_of: date | None = None, catalogue: MakeCatalogue = known) -> Register:
    """The register in memory, with everything behind it, as it was known on that day."""
    entries: Iterable[Entry] = ledger.entries()
    if as_of is not None:
        told = origins.as_of(ledger, as_of)
        entries = (with_origin(entry, told) for entry in entries)
    return register(entries, ledger.decisions(), as_of, catalogue(), rules_of(ledger))


def deals_as_of(ledger: Ledger, as_of: date, catalogue: MakeCatalogue = known) -> tuple[Deal, ...]:
    """The deals as they were known on that day, last reported first."""
    found = whole(ledger, as_of, catalogue).deals
    return tuple(sorted(found, key=lambda d: (d.last_reported or date.min, d.deal), reverse=True))
