"""Which reports tell one story, kept beside the register: copies, rewritten wire copy and quotation chains count once.

What is told of a grouping rests on the reports alone, not on the order they were read in.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from armsledger.ledger import Ledger, OriginMoves, OriginRow
from armsledger.model.reading import Entry
from armsledger.model.report import Report
from armsledger.pages.copies import CROWD, Origins
from armsledger.pages.likeness import Fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """What has to be written, and the origin of every report that has another one than before or is new."""

    moves: OriginMoves
    origins: Mapping[str, str]

    def of(self, entry: Entry) -> Entry:
        """The entry with the origin that its report has afterwards."""
        return with_origin(entry, self.origins)


def with_origin(entry: Entry, origins: Mapping[str, str]) -> Entry:
    """The entry with its report's origin among these; as it is where they do not tell."""
    report = entry.report
    origin = origins.get(report.document)
    if origin is None or origin == (report.origin or report.document):
        return entry
    return replace(entry, report=replace(report, origin=None if origin == report.document else origin))


def anew(reports: Iterable[Report]) -> Regrouped:
    """All reports grouped from nothing."""
    grouping, made = Origins(), dict[str, tuple[Report, Fingerprint]]()
    for report in reports:
        found = Fingerprint.of(report)
        made[report.document] = report, found
        grouping.put(report.document, found)
    origins = {document: grouping.origin(document) for document in made}
    rows = tuple(_row(report, found, origins[document]) for document, (report, found) in made.items())
    return Regrouped(moves=OriginMoves(put=rows), origins=origins)


def apart(reports: Iterable[Report]) -> Regrouped:
    """No two of the reports tell one story, whatever they say: for made-up reports of one wording."""
    rows = tuple(_row(report, Fingerprint.of(report), report.document) for report in reports)
    return Regrouped(moves=OriginMoves(put=rows), origins={})


def moved(ledger: Ledger, reports: Mapping[str, Sequence[Report]]) -> Regrouped:
    """The grouping after the pages named have these reports, and no others."""
    rows = ledger.origins
    now = {report.document: report for found in reports.values() for report in found}
    stood = {name: row for page in reports for name, row in rows.on_page(page).items()}
    made = {document: Fingerprint.of(report) for document, report in now.items()}
    same = {d for d, row in stood.items() if d in now and _same(row, now[d], made[d])}
    gone = {d: Fingerprint.unpack(row.fingerprint).keys() for d, row in stood.items() if d not in same}
    keys = {d: made[d].keys() for d in sorted(now.keys() - same)}

    broken = {row.origin for d, row in stood.items() if d in gone}
    apart = {d: row for d, row in rows.members(broken).items() if d not in gone}
    met = {d: row for d, row in rows.rows(rows.meeting(_all(keys), CROWD)).items() if row.origin not in broken}
    met |= rows.rows({row.origin for row in met.values()})

    grouping = Origins()
    for document, row in met.items():
        grouping.hold(document, Fingerprint.unpack(row.fingerprint))
    for document, row in met.items():
        grouping.same(document, row.origin)
    for document, row in apart.items():
        grouping.put(document, Fingerprint.unpack(row.fingerprint))
    for document in keys:
        grouping.put(document, made[document])
    origins = {d: grouping.origin(d) for d in (*keys, *apart)}
    following = {o: grouping.origin(o) for o in {row.origin for row in met.values()}}
    joining = {o: to for o, to in following.items() if to != o}
    other = {d: origins[d] for d, row in apart.items() if origins[d] != row.origin}
    other |= {d: joining[o] for d, o in rows.following(joining).items()}
    put = tuple(_row(now[d], made[d], origins[d], found) for d, found in keys.items())
    return Regrouped(
        moves=OriginMoves(put=put, gone=gone, origins=other), origins={d: origins[d] for d in keys} | other
    )


def _all(keys: Mapping[str, Sequence[int]]) -> set[int]:
    return {key for found in keys.values() for key in found}


def as_of(ledger: Ledger, day: date) -> dict[str, str]:
    """The origins as they were told by the reports known on that day, of those that are other ones now."""
    groups: dict[str, list[tuple[str, bool, str]]] = defaultdict(list)
    for document, known_on, origin in ledger.origins.groups():
        groups[origin].append((document, known_on is None or known_on <= day.isoformat(), origin))
    partly = {d: origin for found in groups.values() if not all(k for _, k, _ in found) for d, k, origin in found if k}
    grouping = Origins()
    for document, row in sorted(ledger.origins.rows(partly).items()):
        grouping.put(document, Fingerprint.unpack(row.fingerprint))
    return {d: grouping.origin(d) for d, origin in partly.items() if grouping.origin(d) != origin}


def _row(report: Report, made: Fingerprint, origin: str, keys: Sequence[int] | None = None) -> OriginRow:
    return OriginRow(
        document=report.document,
        origin=origin,
        known_on=report.known_on(),
        fingerprint=made.pack(),
        keys=made.keys() if keys is None else keys,
    )


def _same(row: OriginRow, report: Report, made: Fingerprint) -> bool:
    return row.known_on == report.known_on() and row.fingerprint == made.pack()
