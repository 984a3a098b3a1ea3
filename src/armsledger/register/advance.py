"""The register moves on: pages that came, changed or were decided on touch the blocks they can touch, and no others.

The outcome is the same as making everything anew (tests/register/test_advance.py holds them together).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from armsledger.model.decision import Decision, Verdict
from armsledger.model.reading import Entry
from armsledger.register.build import Dossier
from armsledger.register.decisions import ON_CLAIM, Apart, apply, in_force, standing_decisions
from armsledger.register.gathering import Block, Gathered, Member, as_decided, gather
from armsledger.register.kept import Kept, Rows, block_keys, page_of, page_row
from armsledger.register.mention import Cited, Mention, cite, pairs
from armsledger.register.names import NO_CATALOGUE, Catalogue
from armsledger.register.plain import cited_json, dossier_json
from armsledger.register.queue import Question, block_questions
from armsledger.register.register import shown
from armsledger.register.rules import ORDER
from armsledger.register.same import Cluster
from armsledger.register.unnamed import assign, choice, fitting, join, keys, offered, open_mentions, settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What has to be kept: the deals that stand anew, what is to be asked about each, ids that stand no more,
    rows by space to put and to drop."""

    dossiers: tuple[Dossier, ...]
    questions: Mapping[str, Sequence[Question]]
    gone: frozenset[str]
    put: Mapping[str, Mapping[str, Any]]
    drop: Mapping[str, Sequence[str]]


def decided_pages(decisions: Iterable[Decision], everything: Iterable[Decision]) -> set[str] | None:
    """The pages on which the decisions bear; None where that cannot be told, and all must be made anew."""
    by_id = {d.id: d for d in everything}
    found: set[str] = set()
    rest = list(decisions)
    while rest:
        decision = rest.pop()
        if decision.verdict is Verdict.UNDO:
            rest += [by_id[s] for s in decision.subjects if s in by_id]
            continue
        claims = (decision.anchor or {}).get("claims") or {}
        if not claims and decision.verdict is not Verdict.NOTE:
            return None
        found |= {page_of(str(c["document"])) for c in claims.values()}
    return found


def advance(
    kept: Kept,
    pages: Mapping[str, Sequence[Entry]],
    decisions: Iterable[Decision] = (),
    catalogue: Catalogue = NO_CATALOGUE,
    rules: Sequence[str] = ORDER,
) -> Moved:
    """The register with these pages as they are now (an empty one is gone). All decisions are given, old and new."""
    return _Advance(kept, list(decisions), catalogue, rules).run(pages)


class _Places:
    """Where claims stand: by pair, and by the places at which those with an unnamed side look."""

    def __init__(self) -> None:
        self.pairs: dict[str, dict[str, str]] = defaultdict(dict)
        self.places: dict[str, set[str]] = defaultdict(set)

    def add(self, claim: str, named: Iterable[str], looks: Iterable[str], page: str) -> None:
        for pair in named:
            self.pairs[pair][claim] = page
        for place in looks:
            self.places[place].add(claim)


class _Advance:
    def __init__(self, kept: Kept, decisions: list[Decision], catalogue: Catalogue, rules: Sequence[str]) -> None:
        self.kept, self.rows = kept, Rows(kept)
        self.standing = standing_decisions(decisions)
        self.catalogue, self.rules = catalogue, rules
        self.cited: dict[str, Cited] = {}
        self.accepted: set[str] = set()
        self.gathered: dict[str, list[Gathered]] = {}
        self.said: Sequence[Apart] = ()
        self.lost: set[str] = set()
        by_page: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.standing:
            for page in {page_of(str(c["document"])) for c in ((decision.anchor or {}).get("claims") or {}).values()}:
                by_page[page].append(decision)
        self.by_page = by_page

    def run(self, pages: Mapping[str, Sequence[Entry]]) -> Moved:
        touched, places = self._take(pages)
        before, after = self._blocks(touched)
        for block, members in after.items():
            self.gathered[block] = self._gather(block, members)
        self._decide(after, before)
        old_offers = {p for row in self.rows.read("block", before).values() for p in row["offers"]}
        new_offers = {block: self._offers(block) for block in after}
        self._offer({block: new_offers.get(block, set()) for block in before | set(after)})
        extra = self._open(before, after, places | old_offers.union(*new_offers.values()))
        made = {
            block: shown(self.gathered.get(block, ()), None, self.catalogue, self.rules, frozenset(self.accepted))
            for block in sorted(before | set(after) | extra)
        }
        gone = {deal for block in made for deal in self._forget(block)}
        for block, dossiers in made.items():
            self._keep(block, dossiers, new_offers.get(block))
        put, drop = self.rows.changed()
        every = tuple(d for dossiers in made.values() for d in dossiers)
        questions = self._questions(made.values())
        return Moved(
            dossiers=every, questions=questions, gone=frozenset(gone - {d.deal.deal for d in every}), put=put, drop=drop
        )

    def _questions(self, blocks: Iterable[Sequence[Dossier]]) -> dict[str, Sequence[Question]]:
        settled = [a.one | a.other for a in self.said]
        found: dict[str, Sequence[Question]] = {}
        for dossiers in blocks:
            found |= block_questions(dossiers, frozenset(self.accepted), settled)
        return found

    def _take(self, pages: Mapping[str, Sequence[Entry]]) -> tuple[set[str], set[str]]:
        """Puts the pages' claims in their places; (pairs touched, places touched)."""
        old = self.rows.read("page", pages)
        leave = _Places()
        for page in old:
            for claim, named, looks, shelf in old[page]:
                leave.add(claim, named, looks, page)
                self._unplace(claim, looks, shelf)
        come = _Places()
        for page in sorted(pages):
            cited = self._in_force(cite(entry) for entry in pages[page])
            row = page_row(cited.values(), self.catalogue)
            self.rows.put("page", page, row)
            self.cited.update(cited)
            for claim, named, looks, shelf in row:
                come.add(claim, named, looks, page)
                if shelf is not None:
                    self.rows.put(shelf, claim, cited_json(cited[claim]))
        touched, places = leave.pairs.keys() | come.pairs.keys(), leave.places.keys() | come.places.keys()
        pairs_, open_ = self.rows.read("pair", touched), self.rows.read("open", places)
        for pair in touched:
            left = {c: p for c, p in pairs_.get(pair, {}).items() if c not in leave.pairs.get(pair, {})}
            self.rows.put("pair", pair, left | come.pairs.get(pair, {}))
        for place in places:
            here = set(open_.get(place, ())) - leave.places.get(place, set())
            self.rows.put("open", place, sorted(here | come.places.get(place, set())))
        return set(touched), set(places)

    def _unplace(self, claim: str, looks: Sequence[str], shelf: str | None) -> None:
        if shelf is not None:
            self.rows.put(shelf, claim, None)
        at = self.rows.get("at", claim, None) if looks else None
        if at is None:
            return
        if (block := at["block"]) is not None:
            self.lost.add(block)
            row = self.rows.get("block", block, None)
            if row is not None:
                self.rows.put("block", block, row | {"open": [c for c in row["open"] if c != claim]})
        self.rows.put("at", claim, None)

    def _in_force(self, cited: Iterable[Cited]) -> dict[str, Cited]:
        """The claims as people decided: without the rejected, with the corrected."""
        read = {c.id: c for c in cited}
        on_claims = {
            d.id: d
            for c in read.values()
            for d in self.by_page.get(page_of(c.claim.document), ())
            if d.verdict in ON_CLAIM
        }
        if not on_claims:
            return read
        force = in_force([d for d in self.standing if d.id in on_claims], read)
        self.accepted |= force.decided
        return apply(read, force)[0]

    def _blocks(self, touched: set[str]) -> tuple[set[str], dict[str, list[str]]]:
        """(blocks that stood, blocks that stand now with their pairs) around the pairs touched."""
        before: set[str] = set()
        after: dict[str, list[str]] = {}
        by_recipient: dict[str, set[str]] = defaultdict(set)
        for pair in touched:
            if "=" in pair:
                before.add(pair)
                after[pair] = [pair]
            else:
                by_recipient[pair.partition(">")[2]].add(pair)
        for recipient, named in by_recipient.items():
            old = set(self.rows.get("to", recipient, []))
            alive = {p for p in named if self.rows.get("pair", p, None)}
            new = (old - named) | alive
            if new != old:
                self.rows.put("to", recipient, sorted(new))
            was, now = block_keys(sorted(old)), block_keys(sorted(new))
            reached = set(named)
            while True:
                wider = reached.union(*(set(m) for m in (*was.values(), *now.values()) if reached & set(m)))
                if wider == reached:
                    break
                reached = wider
            before |= {b for b, m in was.items() if reached & set(m)}
            after |= {b: m for b, m in now.items() if reached & set(m)}
        return before, {b: m for b, m in after.items() if any(self.rows.get("pair", p, None) for p in m)}

    def _gather(self, block: str, named: Sequence[str]) -> list[Gathered]:
        ids = {c for row in self.rows.read("pair", named).values() for c in row}
        self._load(ids)
        members: list[Member] = []
        for claim in sorted(ids):
            one = self.cited.get(claim)
            if one is None:
                continue
            if "=" in block:
                members.append((one, frozenset(block.split("=")), None))
                continue
            suppliers, recipients = pairs(one)
            home = block.partition(">")[2]
            members += [(one, suppliers, r) for r in recipients if r and (self.catalogue.home(r) or r) == home]
        return gather(Block(key=block, cooperation="=" in block, members=tuple(members)), self.catalogue)

    def _load(self, claims: Iterable[str]) -> None:
        missing = {c for c in claims if c not in self.cited}
        if missing:
            self.cited.update(self._in_force(cite(e, claim) for claim, e in self.kept.entries(missing)))

    def _decide(self, after: dict[str, list[str]], before: set[str]) -> None:
        """Brings in what people said of two deals, with the blocks of both."""
        done: set[str] = set()
        while True:
            on_pages = {page_of(c.claim.document) for c in self.cited.values()}
            new = {
                d.id: d
                for page in on_pages
                for d in self.by_page.get(page, ())
                if d.verdict not in ON_CLAIM and d.verdict is not Verdict.NOTE and d.id not in done
            }
            if not new:
                break
            done |= set(new)
            other = {p for p, made in self.by_page.items() if any(d.id in new for d in made)}
            found = self.rows.read("page", other)
            self._load({claim for row in found.values() for claim, _, _, _ in row})
            named = {pair for row in found.values() for _, some, _, _ in row for pair in some}
            stood, stands = self._blocks(named)
            before |= stood
            for block, members in stands.items():
                if block not in after:
                    after[block] = members
                    self.gathered[block] = self._gather(block, members)
        self.said = in_force([d for d in self.standing if d.id in done], self.cited).pairs if done else ()
        every = as_decided([g for b in sorted(self.gathered) for g in self.gathered[b]], self.said)
        self.gathered = {block: [] for block in self.gathered}
        for one in every:
            self.gathered[one.block].append(one)

    def _offers(self, block: str) -> set[str]:
        return {k for g in self.gathered[block] if g.family is None for k in offered(g.cluster, self.catalogue)}

    def _offer(self, offers: Mapping[str, set[str]]) -> None:
        """The blocks stand under the places they offer now, and under no others."""
        leave: dict[str, set[str]] = defaultdict(set)
        come: dict[str, set[str]] = defaultdict(set)
        for block, now in offers.items():
            old = set(self.rows.get("block", block, {"offers": []})["offers"])
            for place in old - now:
                leave[place].add(block)
            for place in {p for p in now - old if not p.startswith("d:")}:
                come[place].add(block)
        stand = self.rows.read("offer", leave.keys() | come.keys())
        for place in leave.keys() | come.keys():
            self.rows.put("offer", place, sorted((set(stand.get(place, ())) - leave[place]) | come[place]))

    def _open(self, before: set[str], after: dict[str, list[str]], places: set[str]) -> set[str]:
        """Puts claims with an unnamed side to their deals; returns the other blocks that this changes.

        What a claim could mean in blocks that did not move is known from its row; they are not made anew.
        """
        wanted = sorted({c for row in self.rows.read("open", places).values() for c in row})
        self._load(wanted)
        alone = settled(self.said)
        mentions = [m for m in open_mentions([self.cited[c] for c in wanted if c in self.cited]) if m.id not in alone]
        was = self.rows.read("at", wanted)
        touched = set(after)
        self.rows.read("offer", {k for m in mentions for k in keys(m, self.catalogue)})
        near = {m: {b for b in self._near(m) if m.id not in was or b in touched} for m in mentions}
        others = set[str]().union(*near.values()) - self.gathered.keys()
        for block in sorted(others):
            self.gathered[block] = self._gather(block, self._pairs(block))
        if others:
            self._decide(after, before)
        went: dict[str, str | None] = {}
        moving: dict[str, list[Mention]] = defaultdict(list)
        for mention, around in near.items():
            fits = {b: n for b, n in was.get(mention.id, {"fits": {}})["fits"].items() if b not in before}
            for block in around:
                told, every = fitting(mention, self._transfers(block), self.catalogue)
                fits.pop(block, None)
                if every:
                    fits[block] = [len(told), len(every)]
            block_of = _only(fits)
            went[mention.id] = block_of
            if block_of is not None:
                moving[block_of].append(mention)
            self.rows.put("at", mention.id, {"block": block_of, "fits": dict(sorted(fits.items()))})
        extra = (set(after) | self.lost) - touched
        for claim in wanted:
            old = was.get(claim, {"block": None})["block"]
            if old != went.get(claim):
                extra |= {b for b in (old, went.get(claim)) if b is not None and b not in touched}
            if claim not in went:
                self.rows.put("at", claim, None)
        for block in extra:
            row = self.rows.get("block", block, {"open": []})
            self._stay(block, [c for c in row["open"] if c not in went])
        for block in touched | extra:
            self._join(block, moving.get(block, ()))
        assign([g for b in sorted(self.gathered) for g in self.gathered[b]], self.cited, self.said, self.catalogue)
        return extra

    def _transfers(self, block: str) -> list[Cluster]:
        return [g.cluster for g in self.gathered.get(block, ()) if g.family is None]

    def _join(self, block: str, mentions: Iterable[Mention]) -> None:
        """The mentions go to the one deal of the block that each can mean; what one gets does not depend on the others."""
        chosen = [(m, choice(m, self._transfers(block), self.catalogue)) for m in mentions]
        for mention, best in chosen:
            if best is not None:
                deal = next(g for g in self.gathered[block] if g.cluster is best[0])
                join(deal, mention, best[1], self.catalogue)

    def _near(self, mention: Mention) -> set[str]:
        """The blocks that may have a deal for it."""
        if mention.suppliers or mention.recipient:
            return {b for row in self.rows.read("offer", keys(mention, self.catalogue)).values() for b in row}
        named = {p for _, some, _, _ in self.rows.get("page", page_of(mention.document), []) for p in some}
        return self._standing_blocks(named)

    def _stay(self, block: str, claims: Sequence[str]) -> None:
        """Those that were with a block and are not asked about stay with it."""
        self._load(claims)
        if block not in self.gathered:
            self.gathered[block] = self._gather(block, self._pairs(block))
        self._join(block, open_mentions([self.cited[c] for c in claims if c in self.cited]))

    def _pairs(self, block: str) -> list[str]:
        if "=" in block:
            return [block]
        return block_keys(self.rows.get("to", block.partition(">")[2], [])).get(block, [])

    def _standing_blocks(self, named: set[str]) -> set[str]:
        found = set()
        for pair in named:
            if "=" not in pair:
                stands = block_keys(self.rows.get("to", pair.partition(">")[2], []))
                found |= {b for b, m in stands.items() if pair in m}
        return found

    def _forget(self, block: str) -> list[str]:
        """Nothing leads to the deals that the block had; returns their ids."""
        was = self.rows.get("block", block, {"deals": [], "aliases": []})
        for alias in was["aliases"]:
            self.rows.put("redirect", alias, None)
        for deal in was["deals"]:
            self.rows.put("dossier", deal, None)
        return list(was["deals"])

    def _keep(self, block: str, made: Sequence[Dossier], offers: set[str] | None) -> None:
        own = {d.deal.deal for d in made}
        aliases = {a: d.deal.deal for d in made for a in d.aliases if a not in own}
        for alias, deal in aliases.items():
            self.rows.put("redirect", alias, deal)
        for dossier in made:
            self.rows.put("dossier", dossier.deal.deal, dossier_json(dossier))
        gathered = self.gathered.get(block, ())
        if not gathered:
            self.rows.put("block", block, None)
            return
        told = self.rows.get("block", block, {"offers": []})["offers"] if offers is None else offers
        places = sorted(p for p in told if not p.startswith("d:"))
        members = [m for g in gathered for m in g.cluster.members]
        unnamed = sorted({m.id for m in members if not m.sides and not (m.suppliers and m.recipient)})
        self.rows.put(
            "block", block, {"deals": sorted(own), "offers": places, "open": unnamed, "aliases": sorted(aliases)}
        )


def _only(fits: Mapping[str, Sequence[int]]) -> str | None:
    """The block with the one deal told in the same report, else with the one deal there is."""
    for which in (0, 1):
        total = sum(n[which] for n in fits.values())
        if total:
            return next(b for b, n in fits.items() if n[which]) if total == 1 else None
    return None
