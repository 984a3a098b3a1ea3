"""A claim as the fields of a form, and a filled form as what is to be corrected."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from armsledger.errors import ContractError
from armsledger.model.contract import assertion_json, claim_json
from armsledger.model.decision import Decision, Verdict
from armsledger.model.reading import Entry
from armsledger.model.values import Party
from armsledger.register.decisions import corrected
from armsledger.register.mention import cite
from armsledger.web.failures import Wrong

Json = dict[str, Any]
PARTIES = ("supplier", "recipient", "intermediary", "parties")
SUBJECTS = ("subject", "counterpart")  # whom a figure is about
CODES = ("kind", "stage", "modality", "form", "action")
MORE_ITEMS = 2  # empty lines for further goods


def effective(entry: Entry, decisions: Sequence[Decision], name: str) -> Entry:
    """The claim with the corrections made so far."""
    for decision in decisions:
        if decision.verdict is Verdict.CORRECT and name in decision.subjects and decision.change:
            one = cite(entry)
            claim = corrected(one, decision.change).claim
            entry = replace(entry, claim=claim if claim.evidence else replace(claim, evidence=entry.claim.evidence))
    return entry


def as_form(claim: Json) -> dict[str, str]:
    """The values of the form's fields by name."""
    out = {"quote": claim["quote"]} | {name: claim[name] or "" for name in CODES}
    out |= {name: "; ".join(claim[name]) for name in PARTIES}
    for n, item in enumerate(claim["items"]):
        quantity = item["quantity"] or {}
        out |= {f"items.{n}.{k}": item[k] or "" for k in ("designation", "category", "mode")}
        out |= {f"items.{n}.{k}": _shown(quantity.get(k)) for k in ("min", "max")}
    money, when, who = claim["money"] or {}, claim["when"] or {}, claim["attribution"]
    out |= {f"money.{k}": _shown(money.get(k)) for k in ("min", "max", "currency", "basis")}
    measure = claim["measure"] or {}
    value = measure.get("value")
    ends = value if isinstance(value, dict) else {"min": value, "max": value}
    out |= {f"measure.{k}": measure.get(k) or "" for k in ("name", "unit")}
    out |= {f"measure.{k}": _shown(ends.get(k)) for k in ("min", "max")}
    out |= {f"measure.{k}": "; ".join(measure.get(k, ())) for k in SUBJECTS}
    out |= {f"when.{k}": when.get(k) or "" for k in ("from", "to")}
    return out | {"said.kind": who["kind"], "said.who": who["who"] or ""}


def lines_of(values: Mapping[str, str]) -> int:
    """How many lines of goods the form has: those that are filled and a few more."""
    taken = [int(m[1]) for name in values if (m := re.match(r"items\.(\d+)\.", name))]
    return max(taken, default=-1) + 1 + MORE_ITEMS


def as_change(entry: Entry, form: Callable[[str], str], code_of: Callable[[str], str | None]) -> Json:
    """What the form says that the claim does not, as contract JSON with the words marked for it; empty for no change.

    Raises Wrong naming the field that cannot be taken.
    """
    before = assertion_json(entry.claim)
    change: Json = {name: form(name) or None for name in CODES if (form(name) or None) != before[name]}
    text = entry.report.text
    quote = form("quote")
    if quote != entry.claim.quote:
        start = _found(text, quote, _span(form("at.quote")), entry.claim.start)
        change |= {"quote": quote, "start": start, "end": start + len(quote)}
    for name in PARTIES:
        if (told := _sides(name, form, code_of)) != before[name]:
            change[name] = told
    items = [item for n in range(50) if (item := _item(n, form)) is not None]
    if items != before["items"]:
        change["items"] = items
    money = _bounds("money", form)
    if money is not None:
        money |= {"currency": form("money.currency").strip().upper(), "basis": form("money.basis") or "total"}
    when = {k: form(f"when.{k}") or None for k in ("from", "to")}
    period = when if any(when.values()) else None
    said = {"kind": form("said.kind") or "author", "who": form("said.who").strip() or None}
    measure = _measure(form, code_of)
    whole = (("money", money), ("when", period), ("attribution", said), ("measure", measure))
    change |= {k: v for k, v in whole if v != before[k]}
    if change:
        change["evidence"] = _evidence(entry, change, form)
    return change


def _item(n: int, form: Callable[[str], str]) -> Json | None:
    name, category = form(f"items.{n}.designation").strip(), form(f"items.{n}.category")
    quantity = _bounds(f"items.{n}", form)
    if not category:
        if name or quantity:
            raise Wrong(f"items.{n}.category", "say what kind of goods this is, or empty the line")
        return None
    return {
        "designation": name or None,
        "category": category,
        "mode": form(f"items.{n}.mode") or "goods",
        "quantity": quantity,
    }


def _sides(name: str, form: Callable[[str], str], code_of: Callable[[str], str | None]) -> list[str]:
    return [_party(name, words, code_of) for words in form(name).split(";") if words.strip()]


def _measure(form: Callable[[str], str], code_of: Callable[[str], str | None]) -> Json | None:
    """What a figure measures, of whom, and how much; None where the form says none of it."""
    name, bounds = form("measure.name"), _bounds("measure", form, signed=True)
    sides = {k: _sides(f"measure.{k}", form, code_of) for k in SUBJECTS}
    unit = form("measure.unit").strip() or None
    if not name:
        if bounds or unit or any(sides.values()):
            raise Wrong("measure.name", "say what the figure measures, or empty its fields")
        return None
    if bounds is None:
        raise Wrong("measure.min", "a figure has a number")
    value = bounds["min"] if bounds["min"] == bounds["max"] else bounds
    return {"name": name, "value": value, "unit": unit} | sides


def _bounds(name: str, form: Callable[[str], str], *, signed: bool = False) -> Json | None:
    """Both ends, None where nothing is told; an exact number stands in both."""
    low, high = (_number(f"{name}.{k}", form(f"{name}.{k}"), signed=signed) for k in ("min", "max"))
    return None if low is None and high is None else {"min": low, "max": high}


def _number(name: str, text: str, *, signed: bool = False) -> int | float | None:
    text = text.strip().replace(",", "").replace(" ", "").replace("_", "")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        raise Wrong(name, f"{text!r} is no number") from None
    if value != value or value in (float("inf"), float("-inf")) or (value < 0 and not signed):
        raise Wrong(name, f"{text!r} is no number that can be counted with")
    return int(value) if value.is_integer() else value


def _party(name: str, words: str, code_of: Callable[[str], str | None]) -> str:
    """A side as the contract writes it, from a code, a name or `? words`."""
    party = Party.parse(words)
    if party.code is None or re.fullmatch(r"[A-Z]{2,6}", party.code):
        return str(party)
    found = code_of(words.strip())
    if found is None:
        raise Wrong(
            name, f"nobody here is called {words.strip()!r}: give a code such as PAK, or ? and words for one not named"
        )
    return found


def _span(text: str) -> tuple[int, int] | None:
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", text)
    return (int(found[1]), int(found[2])) if found else None


def _found(text: str, quote: str, marked: tuple[int, int] | None, near: int) -> int:
    """Where the words stand: at the marked place, else at the nearest one to where the claim stood."""
    if not quote.strip():
        raise Wrong("quote", "a claim stands on words: mark or copy them from the report")
    if marked and text[marked[0] : marked[1]] == quote:
        return marked[0]
    places = [m.start() for m in re.finditer(re.escape(quote), text)]
    if not places:
        raise Wrong("quote", "the report does not say this: copy the words exactly as they stand")
    return min(places, key=lambda p: abs(p - near))


def _evidence(entry: Entry, change: Json, form: Callable[[str], str]) -> list[Json]:
    """The words of what was not changed, and those that were marked for what was."""
    after = assertion_json(entry.claim) | change
    kept = [
        e
        for e in claim_json(entry.claim)["evidence"]
        if _at(after, e["field"]) == _at(assertion_json(entry.claim), e["field"])
    ]
    marked = []
    places = [(name, name) for name in PARTIES] + [
        ("money.min", "money"),
        ("measure.min", "measure"),
        ("said.who", "attribution"),
        ("when.from", "when"),
    ]
    places += [(f"items.{n}.designation", f"items[{n}].designation") for n in range(len(after["items"]))]
    places += [(f"items.{n}.min", f"items[{n}].quantity") for n in range(len(after["items"]))]
    for name, path in places:
        span = _span(form(f"at.{name}"))
        if span and span[0] < span[1] <= len(entry.report.text):
            marked.append({"field": path, "value": _at(after, path), "start": span[0], "end": span[1]})
    told = {e["field"] for e in marked}
    return [e for e in kept if e["field"] not in told] + marked


def _at(claim: Json, path: str) -> Any:
    """The value at a path such as `items[0].quantity`."""
    value: Any = claim
    for part in re.findall(r"\w+", path):
        try:
            value = value[int(part)] if part.isdigit() else value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


def checked(entry: Entry, change: Json) -> None:
    """Raises Wrong where the corrected claim is none."""
    try:
        corrected(cite(entry), change)
    except ContractError as error:
        field, _, message = str(error).partition(": ")
        raise Wrong(field, message or str(error)) from error
