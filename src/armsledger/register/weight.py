"""How well a deal stands: independent origins, grades of source and statement, and the standing in words.

The grades use the letters and figures of the Admiralty code (reliability A to F, credibility 1 to 6).
Source: NATO STANAG 2511. Which speaker gets which letter is our own rule, stated in RELIABILITY.
"""

import re
from collections.abc import Iterable, Mapping

from armsledger.model.codes import Modality, Speaker, Stage
from armsledger.register.mention import RANK, Mention
from armsledger.register.names import Catalogue

RELIABILITY: Mapping[Speaker, tuple[str, str]] = {
    Speaker.INSTITUTION: ("B", "an institution speaking as such"),
    Speaker.OFFICIAL: ("B", "a named office-holder"),
    Speaker.UNNAMED_OFFICIAL: ("C", "an official who is not named"),
    Speaker.EXPERT: ("C", "a named expert, at second hand"),
    Speaker.MEDIA: ("C", "another outlet, quoted"),
    Speaker.AUTHOR: ("C", "the report's own voice"),
    Speaker.UNNAMED_EXPERT: ("D", "experts who are not named"),
    Speaker.UNNAMED_SOURCE: ("D", "sources who are not named"),
}
OWN_DEAL = ("A", "a side of the deal, on the record")
NOBODY = ("F", "nobody is named and the report has no publisher")
ON_RECORD = frozenset({Speaker.OFFICIAL, Speaker.INSTITUTION})
UNNAMED = frozenset({Speaker.UNNAMED_OFFICIAL, Speaker.UNNAMED_SOURCE, Speaker.UNNAMED_EXPERT})
CREDIBILITY = {
    1: "confirmed by other independent origins",
    2: "probably true: on the record, nobody against",
    3: "possibly true",
    4: "doubtful: others say otherwise",
    5: "improbable: a side denies it and no other origin has it",
    6: "cannot be judged: possible or planned only",
}


def outlet(name: str | None) -> str:
    return re.sub(r"[^a-z0-9]+", " ", (name or "").lower()).removeprefix("the ").strip()


def origins(mentions: Iterable[Mention]) -> frozenset[str]:
    """The independent origins: a story and its copies once, and what another outlet is quoted for once with that outlet."""
    own: set[str] = set()
    quoted: set[str] = set()
    outlets: set[str] = set()
    for mention in mentions:
        said = mention.claim.attribution
        name = outlet(said.who) if said.kind is Speaker.MEDIA else ""
        report = mention.cited.entry.report
        if name:
            quoted.add(name)
        else:
            own.add(mention.cited.origin)
            outlets.update(outlet(n) for n in (report.publisher, report.agency) if n)
    apart = {q for q in quoted if not any(re.search(rf"\b{re.escape(o)}\b", q) for o in outlets)}
    return frozenset(own | {f"quoted: {q}" for q in apart})


def speaks_for(mention: Mention, catalogue: Catalogue) -> frozenset[str]:
    """The states in whose name it is said; empty where none can be told."""
    said = mention.claim.attribution
    if said.kind not in ON_RECORD and said.kind is not Speaker.UNNAMED_OFFICIAL:
        return frozenset()
    return catalogue.states(said.who or "")


def reliability(mention: Mention, catalogue: Catalogue, sides: frozenset[str] = frozenset()) -> tuple[str, str]:
    """(letter, why) of who says so."""
    said = mention.claim.attribution.kind
    if said in ON_RECORD and speaks_for(mention, catalogue) & sides:
        return OWN_DEAL
    report = mention.cited.entry.report
    if said is Speaker.AUTHOR and not (report.publisher or report.agency or report.author):
        return NOBODY
    return RELIABILITY[said]


def contested(mentions: Iterable[Mention]) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """(asserting, denying) mentions where a step that somebody asserts, or one before it, is denied; ((), ()) else."""
    live = [m for m in mentions if m.claim.modality is Modality.ASSERTED]
    denials = [m for m in mentions if m.denied]
    blocked = [m for m in live if m.stage is Stage.BLOCKED]
    steps = [m for m in live if m.stage is not Stage.BLOCKED]
    against, against_by = [], set()
    for denial in denials:
        met = blocked if denial.stage is Stage.BLOCKED else [m for m in steps if m.rank >= denial.rank]
        met = [m for m in met if m.claim.form is denial.claim.form]
        if met:
            against.append(denial)
            against_by.update(met)
    return tuple(m for m in live if m in against_by), tuple(against)


def credibility(
    mention: Mention, mentions: Iterable[Mention], catalogue: Catalogue, sides: frozenset[str]
) -> tuple[int, str]:
    """(figure, why) of one statement beside all statements on the deal."""
    everyone = list(mentions)
    if mention.claim.modality in (Modality.POSSIBLE, Modality.PLANNED):
        return 6, CREDIBILITY[6]
    if mention.denied:
        against = [m for m in everyone if m.claim.modality is Modality.ASSERTED and m.rank >= mention.rank]
    else:
        against = [m for m in everyone if m.denied and m.rank <= mention.rank]
    alike = [m for m in everyone if m.denied == mention.denied and m.stage is mention.stage and not _unsure(m)]
    confirmed = len(origins(alike)) > 1
    if against:
        return (
            (4, CREDIBILITY[4])
            if confirmed or not any(speaks_for(m, catalogue) & sides for m in against)
            else (5, CREDIBILITY[5])
        )
    if confirmed:
        return 1, CREDIBILITY[1]
    return (2, CREDIBILITY[2]) if mention.claim.attribution.kind in ON_RECORD else (3, CREDIBILITY[3])


def _unsure(mention: Mention) -> bool:
    return mention.claim.modality in (Modality.POSSIBLE, Modality.PLANNED)


def standing(
    mentions: list[Mention], suppliers: frozenset[str], recipients: frozenset[str], catalogue: Catalogue
) -> str:
    """How well the deal stands, in words."""
    asserting, denying = contested(mentions)
    if denying:
        return "contested: " + ", ".join(
            f"{verb} by {_who(group, catalogue)}" for verb, group in (("asserted", asserting), ("denied", denying))
        )
    on_record = [m for m in mentions if not m.denied and m.claim.attribution.kind in ON_RECORD]
    speakers = frozenset[str]().union(*(speaks_for(m, catalogue) for m in on_record))
    both = len(suppliers | recipients) > 1 and suppliers != recipients
    if both and speakers & suppliers and speakers & recipients - suppliers:
        return "confirmed by both sides"
    if both and speakers & suppliers:
        return "acknowledged by the seller"
    if both and speakers & recipients:
        return "acknowledged by the buyer"
    if not both and len(speakers & suppliers) > 1:
        return "confirmed by both sides"
    if not both and speakers & suppliers:
        return f"acknowledged by {_names(speakers & suppliers, catalogue)}"
    live = [m for m in mentions if not m.denied]
    heard = origins(live)
    sure = [m for m in live if not _unsure(m)]
    words = (
        ""
        if sure
        else ", as possible only"
        if any(m.claim.modality is Modality.POSSIBLE for m in live)
        else ", as planned only"
    )
    if len(heard) > 1:
        return f"reported by {len(heard)} independent sources{words}"
    kinds = {m.claim.attribution.kind for m in live}
    if kinds <= UNNAMED:
        return f"reported by one unnamed source{words}"
    if kinds == {Speaker.EXPERT} or kinds == {Speaker.EXPERT, Speaker.UNNAMED_EXPERT}:
        return f"reported by one expert{words}"
    return f"reported by one source{words}"


def _who(mentions: Iterable[Mention], catalogue: Catalogue) -> str:
    names: set[str] = set()
    for mention in mentions:
        states = speaks_for(mention, catalogue)
        said = mention.claim.attribution
        if states:
            names |= {catalogue.name(s) for s in states}
        else:
            names.add(said.who or "a report")
    return " and ".join(sorted(names)[:3]) + (" and others" if len(names) > 3 else "")


def _names(codes: Iterable[str], catalogue: Catalogue) -> str:
    return " and ".join(sorted(catalogue.name(c) for c in codes))


def furthest(mentions: Iterable[Mention]) -> Stage | None:
    steps = [m for m in mentions if not m.denied and m.stage is not Stage.BLOCKED]
    return max(steps, key=lambda m: RANK[m.stage]).stage if steps else None
