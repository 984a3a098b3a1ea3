"""`armsledger show`: one deal, claim or report, down to the words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from armsledger.cli.common import catalogue, coloured, json_lines, json_option, ledger_option, open_ledger, out, verb
from armsledger.cli.table import one_line
from armsledger.cli.words import amount, item, joined, listed, many, money, sides, span_of_days, step
from armsledger.errors import NotFoundError
from armsledger.model.contract import claim_json, period_json
from armsledger.model.reading import Entry, ReadReport

if TYPE_CHECKING:
    from armsledger.engine.versions import Edition
    from armsledger.ledger import Ledger

Json = dict[str, Any]


@verb("show")
@click.argument("name", metavar="ID")
@ledger_option
@json_option
def command(name: str, place: str | None, as_json: bool) -> None:
    """Show one deal, claim or report with the words it rests on.

    ID is the id of a deal, a claim or a report, as `deals` and `claims` print them; the beginning of an id is enough. A deal is
    shown with its history, what contradicts itself, and every sentence, each with the report and the offsets where it
    stands; of a report that came more than once what changed. With --json the deal, then its claims, one a line.
    """
    from armsledger.engine.register import follow
    from armsledger.engine.versions import editions

    with open_ledger(place) as ledger:
        follow(ledger, catalogue)
        deal = _deal(ledger, name)
        if deal is not None:
            entries = list(_entries(ledger, deal))
            if as_json:
                json_lines([deal, *(claim_json(e.claim) for e in entries)])
            else:
                _show(deal_lines(deal, entries))
            return
        found = _claim(ledger, name)
        if found is not None:
            deals = ledger.deals.of_claims([claim_json(found.claim)["claim"]])
            if as_json:
                json_lines([claim_json(found.claim)])
            else:
                _show(claim_lines(found, [d for names in deals.values() for d in names]))
            return
        read = list(ledger.read_reports([name]))
        if not read:
            raise NotFoundError(f"there is no deal, claim or report {name!r}")
        if as_json:
            json_lines(claim_json(c) for one in read for c in one.claims)
        else:
            _show(line for one in read for line in report_lines(one))
            _show(version_lines(editions(ledger, name.partition("#")[0])))


def _deal(ledger: "Ledger", name: str) -> Json | None:
    try:
        found = ledger.deals.deal(name)
        return ledger.deals.deal(found["merged_into"]) if found["merged_into"] else found
    except NotFoundError:
        return None


def _claim(ledger: "Ledger", name: str) -> Entry | None:
    try:
        return ledger.entry(name)
    except NotFoundError:
        return None


def _entries(ledger: "Ledger", deal: Json) -> Iterator[Entry]:
    wanted = dict.fromkeys(c["claim"] for c in deal["claims"])
    for name in wanted:
        found = _claim(ledger, name)
        if found is not None:
            yield found


def _show(lines: Iterable[str]) -> None:
    bold = coloured()
    for line in lines:
        title = line.startswith("# ")
        text = one_line(line[2:] if title else line)
        out(click.style(text, bold=True) if title and bold else text)


def deal_lines(deal: Json, entries: Iterable[Entry]) -> Iterator[str]:
    yield f"# {deal['title']}"
    stands = step(deal["stage"], deal["modality"])
    yield joined(
        [stands, deal["standing"], many(deal["reports"], "report"), many(deal["origins"], "independent origin")]
    )
    yield f"id {deal['deal']}, first reported {deal['first_reported'] or '?'}, last {deal['last_reported'] or '?'}"
    for one in deal["items"]:
        ordered, delivered = amount(one["ordered"]), amount(one["delivered"])
        numbers = joined([ordered and f"{ordered} ordered", delivered and f"{delivered} delivered"])
        yield f"  {item(one | {'ordered': None})}, {one['mode']}" + (f": {numbers}" if numbers else "")
    if deal["money"]:
        yield f"  {money(deal['money'])}"
    if deal["stage_history"]:
        yield ""
        yield "# History"
        for one in deal["stage_history"]:
            when = span_of_days({"from": one["from"], "to": one["to"]}) or "day unknown"
            yield f"  {when:<24}  {step(one['stage'], one['modality'])}  [{', '.join(c[:10] for c in one['claims'])}]"
    if deal["contradictions"]:
        yield ""
        yield "# Where reports differ"
        for one in deal["contradictions"]:
            yield f"  {one['field']}: shown {_value(one['shown'])} ({one['rule']})"
            for value in one["values"]:
                yield f"    {_value(value['value'])}  [{', '.join(c[:10] for c in value['claims'])}]"
    for finding in deal["findings"]:
        yield f"  {finding['code']}: {finding['verdict']}: {finding['text']}"
    for link in deal["links"]:
        yield f"  {link['relation']}: {link['deal']}"
    yield ""
    yield "# Rests on"
    for entry in entries:
        yield from _sentence(entry)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        if "currency" in value:
            return money(dict(value))
        if set(value) == {"min", "max"}:
            return amount(dict(value)) or "unknown"
    if isinstance(value, list):
        return ", ".join(map(_value, value))
    return str(value)


def _sentence(entry: Entry) -> Iterator[str]:
    claim, record = entry.claim, claim_json(entry.claim)
    yield f"  “{claim.quote}”"
    who = joined([str(claim.attribution.kind), claim.attribution.who or ""])
    yield f"    {record['claim'][:10]}  {step(record['stage'], record['modality'])}  {who}  {_stands(entry)}"


def _stands(entry: Entry) -> str:
    report = entry.report
    written = span_of_days(period_json(report.written))
    where = f"{entry.claim.document}:{entry.claim.start}-{entry.claim.end}"
    return joined([where, report.publisher or "", f"written {written}" if written else ""])


def claim_lines(entry: Entry, deals: list[str]) -> Iterator[str]:
    claim, record = entry.claim, claim_json(entry.claim)
    yield f"# {joined([str(claim.kind), step(record['stage'], record['modality'])])}: {sides(record)}"
    yield f"  “{claim.quote}”"
    yield f"  {_stands(entry)}"
    yield f"id {record['claim']}, reader {claim.reader or '?'}, score {'?' if claim.score is None else format(claim.score, '.2f')}"
    for one in claim.items:
        yield f"  item: {item(one)}, {one.mode}"
    if record["money"]:
        yield f"  money: {money(record['money'])}"
    if record["when"]:
        yield f"  when: {span_of_days(record['when'])}"
    yield f"  said by: {joined([str(claim.attribution.kind), claim.attribution.who or ''])}"
    if claim.measure is not None:
        subject = listed(map(str, claim.measure.subject))
        yield f"  measure: {claim.measure.name} {_value(record['measure']['value'])} {claim.measure.unit or ''} ({subject})"
    for name in ("form", "action"):
        if record[name]:
            yield f"  {name}: {record[name]}"
    for found in claim.evidence:
        words = entry.report.text[found.start : found.end]
        yield f"  {found.field} = {_value(found.value)}: “{words}” at {found.start}-{found.end}" + (
            " (inferred)" if found.inferred else ""
        )
    for deal in deals:
        yield f"  deal: {deal}"


def report_lines(found: ReadReport) -> Iterator[str]:
    report = found.report
    yield f"# {report.title or report.document}"
    written = span_of_days(period_json(report.written)) or "day of writing unknown"
    yield joined([report.document, report.publisher or "", report.agency or "", report.author or "", written])
    if report.url:
        yield report.url
    for reason in report.dating:
        yield f"  dated {span_of_days(period_json(reason.period)) or '?'}: {reason.reason}"
    if report.origin is not None:
        yield f"  tells the story of {report.origin}"
    yield many(len(found.claims), "claim")
    for claim in found.claims:
        yield from _sentence(Entry(claim=claim, report=report))


def version_lines(found: Sequence["Edition"]) -> Iterator[str]:
    """What each wording of a page changed in the one before; nothing where there is one alone."""
    for number, edition in enumerate(found[1:], 2):
        yield ""
        yield f"# Version {number}, read {edition.read_at:%Y-%m-%d %H:%M}"
        for old, new in edition.changed:
            yield from (
                f"  {sign} {line}" for sign, words in (("-", old), ("+", new)) for line in words.splitlines() if line
            )
        if not edition.changed:
            yield "  the same words"
