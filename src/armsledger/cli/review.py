"""`armsledger review`: what a person should look at first, and what a person decided."""

import getpass
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from armsledger.cli.common import catalogue, json_lines, json_option, ledger_option, now, open_ledger, out, say, verb
from armsledger.cli.table import print_rows
from armsledger.errors import ContractError, NotFoundError
from armsledger.model.decision import Verdict

if TYPE_CHECKING:
    from armsledger.ledger import Ledger
    from armsledger.model.reading import Entry

TAKES = {
    Verdict.ACCEPT: "CLAIM",
    Verdict.CORRECT: "CLAIM",
    Verdict.REJECT: "CLAIM",
    Verdict.SAME: "TWO",
    Verdict.DIFFERENT: "TWO",
    Verdict.UNSURE: "TWO",
    Verdict.SPLIT: "DEAL CLAIM...",
    Verdict.NOTE: "ID",
    Verdict.UNDO: "DECISION...",
}


@verb("review")
@click.argument(
    "verdict", required=False, type=click.Choice([*map(str, Verdict), "queue", "decisions"]), default="queue"
)
@click.argument("subjects", nargs=-1, metavar="[ID]...")
@click.option(
    "--set",
    "fields",
    multiple=True,
    metavar="FIELD=VALUE",
    help="What is right, for `correct`: a field of the claim and its value as JSON.",
)
@click.option("--reason", metavar="WORDS", help="Why; `reject` and `note` need it.")
@click.option("--who", metavar="NAME", help="Who decides (default: your login).")
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="How many questions `queue` shows."
)
@ledger_option
@json_option
def command(
    verdict: str,
    subjects: tuple[str, ...],
    fields: tuple[str, ...],
    reason: str | None,
    who: str | None,
    limit: int,
    place: str | None,
    as_json: bool,
) -> None:
    """See what to look at first, and decide.

    Without more it shows the queue: the claims and pairs of deals where a decision would change most and the reading is least
    sure. `accept`, `correct`, `reject` take a claim; `same`, `different`, `unsure` two deals, or a claim and a deal; `split` a
    deal and the claims that leave it; `note` a claim or deal; `undo` a decision. `decisions` lists all that was decided, and
    says which no longer find their words. Decisions are kept for ever, with who and when, and survive a new reading.
    """
    with open_ledger(place) as ledger:
        if verdict == "queue":
            _queue(ledger, limit, as_json)
        elif verdict == "decisions":
            _decisions(ledger, as_json)
        else:
            _decide(ledger, Verdict(verdict), subjects, fields, reason, who or getpass.getuser(), as_json)


def _queue(ledger: "Ledger", limit: int, as_json: bool) -> None:
    from armsledger.engine.register import whole
    from armsledger.register.queue import queue

    asked = queue(whole(ledger, catalogue=catalogue))[:limit]
    if as_json:
        json_lines(q.json() for q in asked)
    elif not print_rows(
        (f"{q.weight:.2f}", q.kind, " ".join(s[:40] for s in q.subjects), "; ".join(q.reasons), q.title) for q in asked
    ):
        say("nothing to review")


def _decisions(ledger: "Ledger", as_json: bool) -> None:
    from armsledger.engine.register import whole
    from armsledger.register.views import decision_json

    decisions = ledger.decisions()
    lost = {d.id for d in whole(ledger, catalogue=catalogue).force.lost}
    rows = [decision_json(d) | {"lost": d.id in lost} for d in decisions]
    if as_json:
        json_lines(rows)
    elif not print_rows(
        (
            r["decision"][:12],
            r["at"][:16],
            r["who"],
            r["verdict"],
            " ".join(s[:40] for s in r["subjects"]),
            "words not found" if r["lost"] else "",
            r["reason"] or "",
        )
        for r in rows
    ):
        say("nothing was decided yet")


def _decide(
    ledger: "Ledger",
    verdict: Verdict,
    given: Sequence[str],
    fields: Sequence[str],
    reason: str | None,
    who: str,
    as_json: bool,
) -> None:
    from armsledger.engine.register import follow
    from armsledger.register.decisions import decide
    from armsledger.register.views import decision_json

    _check(verdict, given, reason)
    follow(ledger, catalogue)
    subjects: list[str] = []
    entries: dict[str, Entry] = {}
    deals: dict[str, list[str]] = {}
    for name in given:
        if verdict is Verdict.UNDO:
            subjects.append(_decision(ledger, name))
            continue
        subject, claims = _subject(ledger, name)
        subjects.append(subject)
        if claims is not None:
            deals[subject] = claims
        entries |= ledger.entries_of(claims if claims is not None else [subject])
    made = decide(
        verdict,
        subjects,
        who=who,
        decided_at=now(),
        entries=entries.values(),
        deals=deals,
        change=_change(fields),
        reason=reason,
    )
    ledger.decide([made])
    follow(ledger, catalogue)
    if as_json:
        json_lines([decision_json(made)])
    else:
        out(made.id)


def _check(verdict: Verdict, given: Sequence[str], reason: str | None) -> None:
    wanted = TAKES[verdict]
    few, many = {"TWO": (2, 2), "DEAL CLAIM...": (2, None), "DECISION...": (1, None)}.get(wanted, (1, 1))
    if len(given) < few or (many is not None and len(given) > many):
        raise click.UsageError(f"{verdict} takes {wanted.replace('TWO', 'two deals, or a claim and a deal')}")
    if verdict in (Verdict.REJECT, Verdict.NOTE) and not reason:
        raise click.UsageError(f"{verdict} needs --reason")


def _subject(ledger: "Ledger", name: str) -> tuple[str, list[str] | None]:
    """The id of a deal with its claims, or of a claim."""
    try:
        deal = ledger.deals.deal(name)
        return deal["merged_into"] or deal["deal"], sorted({c["claim"] for c in deal["claims"]})
    except NotFoundError:
        from armsledger.model.contract import claim_id

        return claim_id(ledger.entry(name).claim), None


def _decision(ledger: "Ledger", name: str) -> str:
    found = [d.id for d in ledger.decisions() if d.id.startswith(name)]
    if len(found) != 1:
        raise NotFoundError(
            f"there is no decision {name!r}" if not found else f"{name!r} begins several ids: give more"
        )
    return found[0]


def _change(fields: Sequence[str]) -> dict[str, Any] | None:
    change = {}
    for one in fields:
        name, sign, value = one.partition("=")
        if not sign:
            raise click.UsageError(f"--set takes FIELD=VALUE, not {one!r}")
        try:
            change[name.strip()] = json.loads(value)
        except ValueError:
            change[name.strip()] = value
    if change and not change.keys() <= FIELDS:
        raise ContractError(f"{', '.join(sorted(change.keys() - FIELDS))}: a claim has no such field")
    return change or None


FIELDS = frozenset(
    [
        "kind",
        "stage",
        "supplier",
        "recipient",
        "intermediary",
        "parties",
        "items",
        "money",
        "when",
        "modality",
        "attribution",
        "measure",
        "action",
        "form",
    ]
)
