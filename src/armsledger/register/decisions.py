"""What people decided, in force as of a day and found again in the newest reading."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any

from armsledger.errors import ContractError
from armsledger.model.contract import assertion_json, claim_id, parse_claim
from armsledger.model.decision import Decision, Verdict
from armsledger.model.reading import Entry
from armsledger.register.mention import Cited, cite

CONTEXT = 40  # characters of context kept on either side of a quote
ALIKE = 0.75  # a quote this alike, in the same report, is the same words cut otherwise
ON_CLAIM = frozenset({Verdict.ACCEPT, Verdict.CORRECT, Verdict.REJECT})
ON_PAIR = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Claims that a person said are, or are not, of one deal: the ids on either side."""

    decision: str
    verdict: Verdict
    one: frozenset[str]
    other: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The decisions that count, by what they bear on; `lost` are those whose words no current claim has."""

    rejected: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()
    changes: Mapping[str, dict[str, Any]]
    pairs: tuple[Apart, ...] = ()
    notes: Mapping[str, tuple[Decision, ...]]
    by_claim: Mapping[str, tuple[Decision, ...]]
    lost: tuple[Decision, ...] = ()

    @property
    def decided(self) -> frozenset[str]:
        return self.accepted | frozenset(self.changes)


def anchor(entries: Iterable[Entry], deals: Mapping[str, Sequence[str]] | None = None) -> dict[str, Any]:
    """What lets a decision be found again: for each claim its words, their context and place; for each deal its claims."""
    claims = {}
    for entry in entries:
        claim, text = entry.claim, entry.report.text
        claims[claim_id(claim)] = {
            "document": claim.document,
            "kind": str(claim.kind),
            "stage": str(claim.stage) if claim.stage else None,
            "start": claim.start,
            "quote": claim.quote,
            "before": text[max(0, claim.start - CONTEXT) : claim.start],
            "after": text[claim.end : claim.end + CONTEXT],
        }
    return {"claims": claims, "deals": {deal: sorted(ids) for deal, ids in (deals or {}).items()}}


def standing_decisions(decisions: Iterable[Decision], as_of: date | None = None) -> list[Decision]:
    """The decisions made by that day and not undone, in the order they were made."""
    made = sorted(
        {d.id: d for d in decisions if as_of is None or d.decided_at.date() <= as_of}.values(),
        key=lambda d: (d.decided_at, d.id),
    )
    undone: set[str] = set()
    for decision in reversed(made):
        if decision.verdict is Verdict.UNDO and decision.id not in undone:
            undone.update(decision.subjects)
    return [d for d in made if d.id not in undone and d.verdict is not Verdict.UNDO]


def in_force(decisions: Iterable[Decision], cited: Mapping[str, Cited], as_of: date | None = None) -> InForce:
    """The decisions that count on the claims given, each subject found again where the reading has changed."""
    by_document: dict[str, list[Cited]] = defaultdict(list)
    for one in cited.values():
        by_document[one.claim.document].append(one)
    rejected: set[str] = set()
    accepted: set[str] = set()
    changes: dict[str, dict[str, Any]] = {}
    pairs: dict[frozenset[str], Apart] = {}
    notes: dict[str, list[Decision]] = defaultdict(list)
    by_claim: dict[str, list[Decision]] = defaultdict(list)
    lost: list[Decision] = []
    for decision in standing_decisions(decisions, as_of):
        groups = [_find(subject, decision, cited, by_document) for subject in decision.subjects]
        if not all(groups):
            if decision.verdict is Verdict.NOTE:
                for subject in decision.subjects:
                    notes[subject].append(decision)
            else:
                lost.append(decision)
            if decision.verdict in ON_CLAIM or not any(groups):
                continue
        found = frozenset[str]().union(*groups)
        if decision.verdict in ON_CLAIM:
            for claim in found:
                _on_claim(claim, decision, rejected, accepted, changes)
                by_claim[claim].append(decision)
        elif decision.verdict is Verdict.NOTE:
            for subject in decision.subjects:
                notes[subject].append(decision)
        elif decision.verdict is Verdict.SPLIT:
            rest = frozenset[str]().union(*groups[1:]) if len(groups) > 1 else frozenset()
            key = frozenset(decision.subjects)
            pairs[key] = Apart(decision=decision.id, verdict=decision.verdict, one=groups[0] - rest, other=rest)
        elif len(groups) == 2:
            more, fewer = sorted(groups, key=lambda g: (-len(g), sorted(g)))
            key = frozenset(decision.subjects)
            pairs[key] = Apart(decision=decision.id, verdict=decision.verdict, one=more, other=fewer)
    return InForce(
        rejected=frozenset(rejected),
        accepted=frozenset(accepted),
        changes=changes,
        pairs=tuple(pairs.values()),
        notes={k: tuple(v) for k, v in notes.items()},
        by_claim={k: tuple(v) for k, v in by_claim.items()},
        lost=tuple(lost),
    )


def _on_claim(
    claim: str, decision: Decision, rejected: set[str], accepted: set[str], changes: dict[str, dict[str, Any]]
) -> None:
    rejected.discard(claim)
    if decision.verdict is Verdict.REJECT:
        rejected.add(claim)
        accepted.discard(claim)
    elif decision.verdict is Verdict.ACCEPT:
        accepted.add(claim)
    elif decision.change:
        changes[claim] = {**changes.get(claim, {}), **decision.change}


def _find(
    subject: str, decision: Decision, cited: Mapping[str, Cited], by_document: Mapping[str, list[Cited]]
) -> frozenset[str]:
    """The current claims that a subject means: itself, the claims of a deal, or those with its words."""
    if subject in cited:
        return frozenset({subject})
    kept = decision.anchor or {}
    claims: Mapping[str, Any] = kept.get("claims") or {}
    wanted = (kept.get("deals") or {}).get(subject, [subject])
    found = set()
    for claim in wanted:
        if claim in cited:
            found.add(claim)
        elif claim in claims and (again := _again(claims[claim], by_document)) is not None:
            found.add(again)
    return frozenset(found)


def _again(words: Mapping[str, Any], by_document: Mapping[str, list[Cited]]) -> str | None:
    """The claim of the same report and kind that stands on the same words; the closest one, None where none is close."""
    best, most = None, 0.0
    for one in sorted(by_document.get(str(words.get("document")), ()), key=lambda c: (c.claim.start, c.id)):
        claim = one.claim
        if str(claim.kind) != words.get("kind"):
            continue
        quote = str(words.get("quote"))
        alike = 1.0 if claim.quote == quote else _alike(claim.quote, quote)
        if alike < ALIKE:
            continue
        text = one.entry.report.text
        alike += 0.2 * (text[max(0, claim.start - CONTEXT) : claim.start] == words.get("before"))
        alike += 0.2 * (text[claim.end : claim.end + CONTEXT] == words.get("after"))
        alike += 0.1 * (str(claim.stage) == words.get("stage")) + 0.05 * (claim.start == words.get("start"))
        if alike > most:
            best, most = one.id, alike
    return best


def _alike(one: str, other: str) -> float:
    short, long = sorted((one, other), key=len)
    if short and short in long and len(short) >= 0.4 * len(long):
        return 0.9
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def corrected(one: Cited, change: Mapping[str, Any]) -> Cited:
    """The claim as a person put it right, under its own id. Raises ContractError where the change is no claim."""
    claim = parse_claim({**assertion_json(one.claim), "score": one.claim.score, "reader": one.claim.reader, **change})
    return replace(one, entry=replace(one.entry, claim=claim))


def apply(cited: Mapping[str, Cited], force: InForce) -> tuple[dict[str, Cited], list[Decision]]:
    """(the claims without the rejected and with the corrected, the corrections that are no claim)."""
    kept, broken = {}, []
    for key, one in cited.items():
        if key in force.rejected:
            continue
        if key in force.changes:
            try:
                kept[key] = corrected(one, force.changes[key])
            except ContractError:
                kept[key] = one
                broken += [d for d in force.by_claim.get(key, ()) if d.verdict is Verdict.CORRECT]
        else:
            kept[key] = one
    return kept, broken


def decide(
    verdict: Verdict,
    subjects: Sequence[str],
    *,
    who: str,
    decided_at: datetime,
    entries: Iterable[Entry] = (),
    deals: Mapping[str, Sequence[str]] | None = None,
    change: dict[str, Any] | None = None,
    reason: str | None = None,
) -> Decision:
    """A decision with all that is needed to find its subjects again.

    `entries` are the claims meant, for a deal those it rests on; `deals` the ids of the claims of each deal meant.
    Raises ContractError where a correction does not make a claim, or nothing is decided on.
    """
    if not subjects:
        raise ContractError("subjects: a decision needs a claim, a deal or a decision")
    given = list(entries)
    if verdict is Verdict.REJECT and not reason:
        raise ContractError("reason: a rejection says why")
    if verdict is Verdict.CORRECT:
        if not change:
            raise ContractError("change: a correction says what is right")
        for entry in given:
            corrected(cite(entry), change)
    return Decision(
        verdict=verdict,
        subjects=tuple(subjects),
        who=who,
        decided_at=decided_at,
        change=change,
        reason=reason,
        anchor=anchor(given, deals) if given or deals else None,
    )
