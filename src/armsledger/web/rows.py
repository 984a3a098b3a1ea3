"""A deal as one line of the register, in the columns that SIPRI's register has and a few of ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from armsledger.web import words
from armsledger.web.claims import goods
from armsledger.web.names import Names

Json = Mapping[str, Any]
LINES = 4  # of a package that a line of the register tells apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`sort` is the store's order it stands for, if it can be sorted; `number` sets it flush right."""

    name: str
    label: str
    sort: str | None = None
    number: bool = False
    always: bool = False


COLUMNS = (
    Column(name="supplier", label="Supplier"),
    Column(name="recipient", label="Recipient"),
    Column(name="ordered", label="No. ordered", number=True),
    Column(name="designation", label="Designation", sort="title", always=True),
    Column(name="category", label="Description"),
    Column(name="order_year", label="Year of order", number=True),
    Column(name="stage", label="Stage"),
    Column(name="value", label="Value stated", number=True),
    Column(name="delivered", label="Delivered", number=True),
    Column(name="delivery_years", label="Years of delivery"),
    Column(name="reports", label="Reports", sort="reports", number=True),
    Column(name="origins", label="Evidence", sort="origins"),
    Column(name="standing", label="Standing"),
    Column(name="first_reported", label="First reported", sort="first_on"),
    Column(name="last_reported", label="Last reported", sort="last_on"),
)
SHOWN = (
    "supplier",
    "recipient",
    "ordered",
    "designation",
    "category",
    "order_year",
    "stage",
    "value",
    "delivered",
    "origins",
    "last_reported",
)
CSV = ("deal", "kind", *(c.name for c in COLUMNS), "modality", "title", "intermediary", "contradictions", "findings")


def total(items: Sequence[Json], field: str) -> str:
    """The number of each line, one after another; `n/k` once where none is known."""
    if not any(i[field] for i in items):
        return words.UNKNOWN
    told = [words.span(i[field]) for i in items]
    return "; ".join(told[:LINES]) + ("; …" if len(told) > LINES else "")


def relation(title: str) -> str:
    """What a deal without goods is called: its title without the sides."""
    return title.partition(",")[0]


def years(deal: Json, stage: str) -> str:
    """Years in which claims put a stage; in brackets where only the day of the report is known."""
    found: dict[int, bool] = {}
    for step in deal["stage_history"]:
        if step["stage"] == stage and step["modality"] == "asserted":
            told = step["from"] or step["to"]
            if told:
                year = int(told[:4])
                found[year] = found.get(year, False) or step["from"] is not None
                if step["from"] and step["to"]:
                    found[int(step["to"][:4])] = True
    if not found:
        return ""
    first, last = min(found), max(found)
    sure = found[first] and found[last]
    text = str(first) if first == last else f"{first}–{last}"
    return text if sure else f"({text})"


def line(deal: Json, names: Names) -> dict[str, Any]:
    """The deal as flat words, by the names of COLUMNS and CSV."""
    items = deal["items"]
    return {
        "deal": deal["deal"],
        "kind": deal["kind"],
        "title": names.title(deal),
        "supplier": words.joined([names.party(p) for p in deal["supplier"]]),
        "recipient": words.joined([names.party(p) for p in deal["recipient"]]),
        "intermediary": words.joined([names.party(p) for p in deal["intermediary"]]),
        "goods": goods([{**i, "quantity": i["ordered"] or i["delivered"]} for i in items]) or relation(deal["title"]),
        "ordered": total(items, "ordered"),
        "designation": "; ".join(i["designation"] or words.plain(i["category"]) for i in items)
        or relation(deal["title"]),
        "category": "; ".join(dict.fromkeys(words.plain(i["category"]) for i in items)),
        "order_year": years(deal, "order"),
        "stage": deal["stage"],
        "modality": deal["modality"],
        "value": words.money(deal["money"]),
        "delivered": total(items, "delivered"),
        "delivery_years": years(deal, "delivery"),
        "reports": deal["reports"],
        "origins": deal["origins"],
        "standing": deal["standing"],
        "first_reported": deal["first_reported"],
        "last_reported": deal["last_reported"],
        "contradictions": [c["field"] for c in deal["contradictions"]],
        "findings": [f["code"] for f in deal["findings"]],
    }
