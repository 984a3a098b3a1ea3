"""What every field and every code of a published record means; `python -m armsledger.exchange.codebook` writes docs/codebook.md."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from armsledger.model import codes

CLAIM = {
    "document": "id of the report: the one given, or the file's name without its ending; `id#2` is the second report on a page",
    "quote": "the words that carry the claim, exactly as they stand",
    "start": "where the words begin in the page's text, in code points",
    "end": "where they end, exclusive",
    "kind": "what the claim is about",
    "stage": "how far along (transfer and cooperation)",
    "supplier": "who gives up the equipment, technology or service; in a restriction, the trade that is restricted",
    "recipient": "who gets it; in a restriction, the trade that is restricted",
    "intermediary": "who brokers, markets, passes on or pays",
    "parties": "cooperation: all sides; visit: the visitor, then the hosts; use: the user, then the opponent; restriction: who imposes, lifts, objects or must consent",
    "items": "what moves, is produced, used or restricted: `designation`, `category`, `mode`, `quantity`",
    "money": "`min`, `max`, `currency` (ISO 4217), `basis`",
    "when": "first and last day of the event, null where a side is open; whole calendar units",
    "modality": "whether it is so, or is to be, or may be",
    "attribution": "who says so: `kind` and the words that name the source",
    "measure": "of a figure: `name`, `value`, `unit`, `subject`, `counterpart`",
    "action": "of a restriction",
    "form": "of a cooperation",
    "claim": "id: a hash of all the above",
    "score": "from 0 to 1; of the claims at 0.9, nine in ten should have all their facts right",
    "reader": "name and version of what read it",
    "evidence": "for every value: `field`, `value`, `start`, `end`; `inferred` where the words do not state it but it was concluded from them",
}
DEAL = {
    "deal": "id; stays the same when reports are added; a merged id leads on (`merged_into`)",
    "title": "one line a person would say",
    "kind": "`transfer`, or `cooperation` (a relation: all sides stand on both sides)",
    "supplier": "who supplies",
    "recipient": "who receives",
    "intermediary": "who brokers, markets, passes on or pays",
    "items": "`designation`, `category`, `mode`, `ordered`, `delivered` (ranges)",
    "stage": "the furthest step asserted since it was last blocked; where all is only possible, that step",
    "modality": "whether that step is asserted, or only planned or possible",
    "stage_history": "every step with its days and claims",
    "money": "the value shown",
    "contradictions": "per field: every value, its claims, which is shown, and the rule that chose",
    "findings": "what assessments say: code, verdict, text, source; always a reason to look, never a verdict on anyone",
    "reports": "how many reports it rests on",
    "origins": "how many independent stories are behind them",
    "first_reported": "day of the first report",
    "last_reported": "day of the last report",
    "standing": "how well it stands, in words",
    "links": "other deals: `follow_on_of`, `part_of`, `replaces`, `engine_for`",
    "as_of": "the day for which it is shown; null for now",
    "merged_into": "the deal it went into; null for one that stands",
    "domestic": "supplier and recipient are one state",
    "claims": "every claim it rests on, with its place in its document",
}
FIELDS: Mapping[str, Mapping[str, str]] = {"claim": CLAIM, "deal": DEAL}
ABOUT = {
    "claim": "One assertion that one report makes. It says what the text says, never what is true: two reports that disagree make two claims.",
    "deal": "What all claims together support, as of a day. A report counts from the latest day it can have been written; where that is unknown, from the day it was read.",
}
PARTIES = "A state is its ISO 3166-1 alpha-3 code (former states 3166-3: `SUN`, `YUG`, `CSK`, `DDR`; Kosovo `XKX`). A group or body is its usual short name (`LNA`, `NATO`). A company is its name and state: `Khulna Shipyard (BGD)`. A side that is not named is `?`, with its words where there are any: `? two Gulf states`."
RANGES = "Numbers, money and days are ranges: exact where both ends are equal, null for an open end."

MEANINGS: Mapping[type[StrEnum], Mapping[str, str]] = {
    codes.Kind: {
        "transfer": "one side supplies another",
        "cooperation": "sides do something together",
        "restriction": "a ban, an embargo, an objection, a consent that is needed",
        "visit": "one side visits another",
        "figure": "a number about trade, fleets, prices",
        "use": "arms used against somebody, or shown as combat-proven",
    },
    codes.Stage: {
        "interest": "one side wants, asks, plans or hopes to",
        "offer": "a supplier pitches, markets, offers, can supply",
        "talks": "both negotiate; a preferred bidder, a shortlist",
        "approval": "a government or legislature authorises, selects, licenses, notifies, provides the money",
        "agreement": "a memorandum, a letter of intent, a framework, a pact",
        "order": "a contract signed, ordered, bought; an option is an order that is possible",
        "delivery": "delivered, received, inducted, exported",
        "active": "of a cooperation: under way, in operation",
        "blocked": "cancelled, vetoed, refused, suspended, fell through",
    },
    codes.Modality: {
        "asserted": "said to be so",
        "planned": "will be, is to be, is scheduled",
        "possible": "may be, could be, is expected, reportedly",
        "denied": "said not to be so",
    },
    codes.Category: {
        "aircraft": "fixed-wing aircraft",
        "helicopter": "helicopters",
        "uav": "uncrewed aircraft, loitering munitions too",
        "air_defence": "systems and launchers",
        "missile": "missiles, rockets, bombs, torpedoes, the rounds of air defence",
        "armour": "armoured vehicles",
        "artillery": "guns, howitzers, mortars, rocket launchers",
        "ship": "ships, boats, submarines",
        "sensor": "radar, sonar, electronics, communications",
        "engine": "engines",
        "small_arms": "small arms and light weapons",
        "ammunition": "ammunition",
        "satellite": "satellites",
        "dual_use": "goods of military and civil use",
        "service": "training or maintenance where no equipment is named",
        "other": "arms, weapons, equipment of no kind told",
    },
    codes.Mode: {
        "goods": "the equipment itself",
        "second_hand": "equipment that somebody used before",
        "licence": "licensed production or assembly",
        "technology": "know-how",
        "service": "upgrade, overhaul, training on it",
        "component": "a part of something else",
    },
    codes.Basis: {"total": "for all of it", "unit": "for one", "annual": "for a year"},
    codes.Form: {
        "pact": "an alliance, mutual defence",
        "agreement": "defence cooperation in general",
        "coproduction": "building a type together",
        "industry": "joint development, industrial or research cooperation",
        "training": "training together",
        "exercise": "exercises",
        "intelligence": "sharing intelligence",
        "dialogue": "working groups, commissions, staff talks",
    },
    codes.Action: {
        "imposed": "the restriction begins",
        "in_force": "it is said to hold",
        "lifted": "it ends",
        "objection": "concern is expressed, a halt is urged",
        "consent_needed": "somebody's consent is needed first",
    },
    codes.Speaker: {
        "official": "an office-holder, named or exactly identified",
        "unnamed_official": "an official who is not named",
        "unnamed_source": "sources, insiders, “reportedly”",
        "expert": "a named analyst, academic or retired officer",
        "unnamed_expert": "analysts who are not named",
        "institution": "a ministry, force, government or institute speaking as such; a document",
        "media": "another outlet",
        "author": "the report's own voice",
    },
    codes.MeasureName: {
        "import_share": "percent of the world's imports, or of the subject's from the counterpart",
        "export_share": "percent of the world's exports, or of the subject's to the counterpart",
        "rank_importer": "place among importers, with a counterpart in that country's market",
        "rank_exporter": "place among exporters, with a counterpart in that country's market",
        "import_change": "percent against the earlier period; a fall is negative",
        "export_change": "percent against the earlier period; a fall is negative",
        "arms_trade": "money a year, in arms",
        "trade": "money a year, in all goods",
        "production_rate": "units a year",
        "unit_price": "what one costs",
        "fleet": "how many of a type a state has",
        "buyers": "how many countries buy, negotiate or are interested",
        "price_ratio": "what one costs beside another",
    },
}
TITLES: Mapping[type[StrEnum], tuple[str, str]] = {
    codes.Kind: ("kind", "Kinds of claim"),
    codes.Stage: ("stage", "Stages"),
    codes.Modality: ("modality", "Modality"),
    codes.Category: ("category", "Categories of goods"),
    codes.Mode: ("mode", "Modes of supply"),
    codes.Basis: ("basis", "What money is for"),
    codes.Form: ("form", "Forms of cooperation"),
    codes.Action: ("action", "Actions of a restriction"),
    codes.Speaker: ("attribution", "Who says so"),
    codes.MeasureName: ("measure", "What a figure measures"),
}


def meanings() -> dict[str, tuple[str, Mapping[str, str]]]:
    """Every list of codes by the field it is for: its title, and what each code means."""
    return {name: (title, MEANINGS[kind]) for kind, (name, title) in TITLES.items()}


def markdown() -> str:
    """The codebook as docs/codebook.md has it."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# Codebook\n"
    yield (
        "What every field of a published record means. Written by `python -m armsledger.exchange.codebook`; a test compares. "
        "The JSON Schemas are printed by `armsledger schema claim` and `armsledger schema deal`; "
        "words used here stand in the [glossary](glossary.md).\n"
    )
    for contract, fields in FIELDS.items():
        yield f"## {contract.capitalize()}\n\n{ABOUT[contract]}\n"
        yield from _table("field", fields)
    yield f"## Parties and ranges\n\n{PARTIES}\n\n{RANGES}\n"
    for name, (title, told) in meanings().items():
        yield f"## {title}\n\nThe codes of `{name}`.\n"
        yield from _table("code", told)


def _table(head: str, rows: Mapping[str, str]) -> Iterator[str]:
    yield f"| {head} | meaning |\n|---|---|"
    yield from (f"| `{name}` | {meaning} |" for name, meaning in rows.items())
    yield ""


if __name__ == "__main__":
    (Path(__file__).parents[3] / "docs" / "codebook.md").write_text(markdown(), encoding="utf-8")
