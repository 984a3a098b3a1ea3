"""Each field of a deal with the claims that say its value, so that every figure leads to its words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from armsledger.model.values import Party
from armsledger.web import words
from armsledger.web.claims import lit
from armsledger.web.names import Names

Json = Mapping[str, Any]
REPORTS, PLACES = 4, 4  # shown beside a value


def fields(deal: Json, cards: Sequence[Json], names: Names, dossier: Json) -> list[dict[str, Any]]:
    """`{name, label, value, rule, claims}` by field; `claims` with the address of the very words where the reader told them."""
    shown_by = {f["field"]: set(f["values"][0]["claims"]) for f in dossier.get("fields", ()) if f["values"]}
    rules = {f["field"]: f["rule"] for f in dossier.get("fields", ())}
    rules |= {c["field"]: c["rule"] for c in deal["contradictions"]}
    out = []

    def add(name: str, label: str, value: str, said: Iterable[tuple[Json, str]], rule: str | None = None) -> None:
        found = [
            {
                "claim": c["claim"],
                "field": f,
                "lit": _lit(c, f),
                "document": c["document"],
                "title": c["title"],
                "publisher": c["publisher"],
                "known_on": c["known_on"],
            }
            for c, f in said
        ]
        shown, more = _by_report(found)
        chosen = rule or rules.get(name) or ("all claims agree" if len(found) > 1 else "the only claim")
        out.append(
            {
                "name": name,
                "label": label,
                "value": value,
                "rule": chosen if found else "",
                "claims": found,
                "sources": shown,
                "more": more,
            }
        )

    for side in ("supplier", "recipient", "intermediary"):
        wanted = {Party.parse(p).key for p in deal[side]}
        if wanted:
            field = side if deal["kind"] == "transfer" else "parties"
            add(
                side,
                side.capitalize(),
                words.joined([names.party(p) for p in deal[side]]),
                [(c, field) for c in cards if wanted & {Party.parse(p).key for p in c[field]}],
            )
    for item in deal["items"]:
        name = item["designation"] or words.plain(item["category"])
        saying = [(c, n, i) for c in cards for n, i in enumerate(c["items"]) if _same(item, i)]

        def of(field: str, part: str, value: Any = None, name: str = name) -> list[tuple[Json, str]]:
            """Claims that the register took the value from, at the goods among theirs that it stands with."""
            own = shown_by.get(f"items[{name}].{field}", ())
            return [(c, f"items[{_at(c, value, name)}].{part}") for c in cards if c["claim"] in own]

        add(
            f"items.{name}",
            "Goods",
            f"{name} · {words.plain(item['category'])} · {words.plain(item['mode'])}",
            of("designation", "designation") or [(c, f"items[{n}].designation") for c, n, _ in saying],
        )
        for field, label in (("ordered", "Number ordered"), ("delivered", "Number delivered")):
            if item[field] is not None:
                counted = [(c, f"items[{n}].quantity") for c, n, i in saying if i["quantity"] == item[field]]
                add(
                    f"{field}.{name}",
                    f"{label}, {name}",
                    words.span(item[field]),
                    of(field, "quantity", item[field]) or counted,
                    rules.get(f"items[{name}].{field}"),
                )
    add(
        "stage",
        "Stage",
        f"{words.plain(deal['stage'])}, {deal['modality']}",
        [(c, "stage") for c in cards if c["stage"] == deal["stage"] and c["modality"] == deal["modality"]],
    )
    if deal["money"]:
        add(
            "money",
            "Value stated",
            words.money(deal["money"]),
            [(c, "money") for c in cards if c["money"] == deal["money"]],
        )
    dated = [c for c in cards if c["when"]]
    if dated:
        spans = list(dict.fromkeys(f"{words.plain(c['stage'])} {words.period(c['when'])}" for c in dated))
        add(
            "when",
            "Days told",
            "; ".join(spans[:6]) + (" …" if len(spans) > 6 else ""),
            [(c, "when") for c in dated],
            "every day that is told",
        )
    return out


def _at(claim: Json, quantity: Any, name: str) -> int:
    """Which of a claim's goods has the number, else the name; the first where none has."""
    items = claim["items"]
    for test in (
        lambda i: quantity is not None and i["quantity"] == quantity,
        lambda i: str(i["designation"] or i["category"]).casefold() in name.casefold(),
    ):
        if (found := next((n for n, i in enumerate(items) if test(i)), None)) is not None:
            return found
    return 0


def _by_report(found: Sequence[Json]) -> tuple[list[dict[str, Any]], int]:
    """The first reports that say a value, each once with the places where it does; how many claims are left over."""
    by: dict[str, dict[str, Any]] = {}
    for c in found:
        one = by.setdefault(c["document"], {"name": c["publisher"] or c["title"], "title": c["title"], "lit": []})
        one["lit"].append(c["lit"])
    shown = [one | {"lit": one["lit"][:PLACES]} for one in list(by.values())[:REPORTS]]
    return shown, len(found) - sum(len(one["lit"]) for one in shown)


def _same(item: Json, said: Json) -> bool:
    if item["designation"] and said["designation"]:
        a, b = str(item["designation"]).casefold(), str(said["designation"]).casefold()
        return a.startswith(b) or b.startswith(a)
    return not (item["designation"] or said["designation"]) and bool(item["category"] == said["category"])


def _lit(claim: Json, field: str) -> str:
    told = {e["field"] for e in claim["evidence"]}
    return lit(claim["document"], claim["claim"], field if field in told else None)
