"""What a user's decisions teach: the claims of a ledger that people accepted, corrected or rejected, by report."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from armsledger.knowledge import Knowledge
from armsledger.ledger import Ledger
from armsledger.model.claim import Claim
from armsledger.model.contract import assertion_json
from armsledger.model.report import Report
from armsledger.reading.cases import Case, cases
from armsledger.reading.others import proposals
from armsledger.reading.proposal import Found
from armsledger.reading.scene import lay_out
from armsledger.register.decisions import apply, in_force
from armsledger.register.mention import cite
from armsledger.training.judge import Json, Studied, match
from armsledger.training.others import stands

HELD = 5
"""One report in so many is held out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """A report with the claims that people hold right, as corrected, and those they rejected; on the `open` ones nobody decided."""

    report: Report
    right: tuple[Claim, ...] = ()
    wrong: tuple[Claim, ...] = ()
    open: tuple[Claim, ...] = ()
    corrected: int = 0

    @property
    def decided(self) -> int:
        return len(self.right) + len(self.wrong)


def reviewed(ledger: Ledger) -> list[Reviewed]:
    """The reports of which claims were decided, in order of their ids; a decision whose words no claim has teaches nothing."""
    decisions = ledger.decisions()
    subjects = {subject for d in decisions for subject in d.subjects}
    documents = {e.claim.document for e in ledger.entries_of(subjects).values()}
    documents |= {str(c["document"]) for d in decisions for c in ((d.anchor or {}).get("claims") or {}).values()}
    cited = {one.id: one for one in map(cite, ledger.entries(documents))} if documents else {}
    force = in_force(decisions, cited)
    kept, _ = apply(cited, force)
    reports = {one.claim.document: one.entry.report for one in cited.values()}
    out = []
    for document in sorted(reports):
        here = [name for name, one in cited.items() if one.claim.document == document]
        right = tuple(kept[name].claim for name in here if name in force.decided and name in kept)
        wrong = tuple(cited[name].claim for name in here if name in force.rejected)
        if right or wrong:
            changed = sum(name in force.changes for name in here if name in kept)
            rest = tuple(kept[name].claim for name in here if name in kept and name not in force.decided)
            out.append(Reviewed(report=reports[document], right=right, wrong=wrong, open=rest, corrected=changed))
    return out


def halves(given: Sequence[Reviewed], seed: int) -> tuple[list[Reviewed], list[Reviewed]]:
    """(to learn from, held out): whole reports, drawn by a hash of the seed and their ids; at least one is held out."""
    drawn = sorted(given, key=lambda r: sha256(f"{seed}:{r.report.document}".encode()).digest())
    count = max(1, round(len(drawn) / HELD))
    return drawn[count:], drawn[:count]


def studied(one: Reviewed, knowledge: Knowledge) -> tuple[Studied, Studied]:
    """(the cases and proposals that stand for a decided claim, those of which no claim was read).

    What was read and nobody decided on is in neither.
    """
    text = one.report.text
    scene = lay_out(one.report, knowledge.find, knowledge.row)
    right, wrong, rest = ([assertion_json(c) for c in claims] for claims in (one.right, one.wrong, one.open))
    deals, refused, undecided = ([c for c in claims if c["kind"] == "transfer"] for claims in (right, wrong, rest))
    seen = cases(scene)
    matched = match(seen, [*deals, *refused, *undecided])
    known = [
        (case, c if c in deals else None) for case, c in zip(seen, matched, strict=True) if c in (*deals, *refused)
    ]
    proposed = list(proposals(scene, text))
    said = list(zip(proposed, *(stands(proposed, claims) for claims in (right, wrong, rest)), strict=True))

    def those(pairs: list[tuple[Case, Json | None]], others: list[tuple[Found, bool]]) -> Studied:
        return Studied(
            document=one.report.document,
            report=one.report,
            scene=scene,
            cases=[case for case, _ in pairs],
            gold=deals,
            matched=[claim for _, claim in pairs],
            proposals=[found for found, _ in others],
            stands=[yes for _, yes in others],
        )

    unread = [(case, None) for case, c in zip(seen, matched, strict=True) if c is None]
    return (
        those(known, [(found, yes) for found, yes, no, _ in said if yes or no]),
        those(list(unread), [(found, False) for found, *any_of in said if not any(any_of)]),
    )
