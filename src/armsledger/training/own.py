"""Our own annotated reports: prose written for training, with all its claims; facts in it may be invented.

A file of `corpus/` holds reports one after the other. A line `== id | written` opens one (`written`: a day, `from..to`, or
nothing where the text does not tell it); its text follows, quotes marked `<1>…</1>`; then its claims, one a line:

    - 1 transfer order planned | Embraer (BRA), SWE > GHA via FRA | Super Tucano/aircraft/5; -/engine/component | USD 5m..8m | 2012-03 | official Colonel X
    - 2 restriction imposed | DEU > SAU | by DEU | -/small_arms
    - 3 cooperation active exercise | IND, OMN
    - 4 visit | FRA, QAT
    - 5 figure fleet 12 aircraft | PER / CHL | Mirage 2000/aircraft
    - none

Modality is left out where it is asserted, the source where the report speaks itself.
"""

import json
import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from armsledger.errors import ArmsledgerError
from armsledger.model.codes import Action, Basis, Category, Form, Kind, MeasureName, Modality, Mode, Speaker, Stage

Json = dict[str, Any]
FOLDER = Path(__file__).with_name("corpus")
MARK = re.compile(r"<(/?)(\d+)>")
NUMBER = r"-?\d+(?:\.\d+)?(?:m|bn|k)?"
RANGE = re.compile(rf"({NUMBER})?\.\.({NUMBER})?|({NUMBER})")
MANY = {"k": 10**3, "m": 10**6, "bn": 10**9}


class AnnotationError(ArmsledgerError):
    """A report of our own corpus is not written as its notation says."""


def corpus(folder: Path = FOLDER) -> list[tuple[Json, list[Json]]]:
    """Each report (`document`, `text`, `written`) with its claims in the contract's form."""
    return [one for path in sorted(folder.glob("*.txt")) for one in parsed(path.read_text(encoding="utf-8"))]


def parsed(source: str) -> Iterator[tuple[Json, list[Json]]]:
    """The reports of one file. Raises AnnotationError, naming the report."""
    for block in re.split(r"^== ", source, flags=re.M)[1:]:
        head, _, body = block.partition("\n")
        name, _, written = (x.strip() for x in head.partition("|"))
        lines = body.strip().split("\n")
        told = [line[2:] for line in lines if line.startswith("- ")]
        marked = "\n".join(line for line in lines if not line.startswith("- ")).strip()
        try:
            text, spans = unmarked(marked)
            document = {"document": name, "text": text, "written": _written(written), "manner": "own"}
            claims = [claim(line, name, text, spans) for line in told if line != "none"]
            unused = set(spans) - {line.split(maxsplit=1)[0] for line in told}
            if not told or unused:
                raise AnnotationError(f"marks without a claim: {', '.join(sorted(unused)) or 'all'}")
        except (AnnotationError, ValueError, KeyError) as error:
            raise AnnotationError(f"{name}: {error}") from error
        yield document, claims


def unmarked(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without its marks, and where each marked quote stands in it."""
    text, starts, spans, at = "", dict[str, int](), dict[str, tuple[int, int]](), 0
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[1]:
            spans[mark[2]] = (starts.pop(mark[2]), len(text))
        elif mark[2] in spans or mark[2] in starts:
            raise AnnotationError(f"mark {mark[2]} twice")
        else:
            starts[mark[2]] = len(text)
    if starts:
        raise AnnotationError(f"marks left open: {', '.join(starts)}")
    return text + marked[at:], spans


def claim(line: str, document: str, text: str, spans: dict[str, tuple[int, int]]) -> Json:
    """One claim of the notation in the contract's form."""
    head, *parts = [part.strip() for part in line.split(" | ")]
    mark, kind, *words = head.split()
    if mark not in spans:
        raise AnnotationError(f"no mark {mark}")
    start, end = spans[mark]
    quote = text[start:end]
    if not quote.strip() or quote != quote.strip() or text.count(quote) != 1:
        raise AnnotationError(f"quote {mark} is empty, has spaces at its ends or stands more than once: {quote!r}")
    out: Json = {
        "document": document, "quote": quote, "start": start, "end": end, "kind": str(Kind(kind)), "stage": None,
        "supplier": [], "recipient": [], "intermediary": [], "parties": [], "items": [], "money": None, "when": None,
        "modality": str(Modality.ASSERTED), "attribution": {"kind": str(Speaker.AUTHOR), "who": None}, "measure": None,
        "action": None, "form": None,
    }  # fmt: skip
    if words and words[-1] in set(Modality):
        out["modality"] = words.pop()
    _head(out, words)
    _sides(out, parts.pop(0) if parts else "")
    for part in parts:
        _part(out, part, text)
    return out


def _head(out: Json, words: list[str]) -> None:
    """Stage and form, action, or what is measured: the words after the kind."""
    kind = out["kind"]
    if kind in (Kind.TRANSFER, Kind.COOPERATION):
        out["stage"] = str(Stage(words.pop(0)))
    if kind == Kind.COOPERATION:
        out["form"] = str(Form(words.pop(0)))
    if kind == Kind.RESTRICTION:
        out["action"] = str(Action(words.pop(0)))
    if kind == Kind.FIGURE:
        name, value, *unit = words
        low, high = _range(value)
        out["measure"] = {"name": str(MeasureName(name)), "value": low if low == high else {"min": low, "max": high}, "unit": " ".join(unit)}  # fmt: skip
        words.clear()
    if words:
        raise AnnotationError(f"too many words: {' '.join(words)}")


def _sides(out: Json, part: str) -> None:
    if out["kind"] in (Kind.TRANSFER, Kind.RESTRICTION):
        sides, _, between = part.partition(" via ")
        supplier, arrow, recipient = sides.partition(">")
        if not arrow:
            raise AnnotationError(f"sides are told as supplier > recipient: {part!r}")
        out["supplier"], out["recipient"], out["intermediary"] = map(_parties, (supplier, recipient, between))
    elif out["kind"] == Kind.FIGURE:
        subject, _, counterpart = part.partition(" / ")
        out["measure"] |= {"subject": _parties(subject), "counterpart": _parties(counterpart)}
    else:
        out["parties"] = _parties(part)


def _part(out: Json, part: str, text: str) -> None:
    """Any of: who restricts, source, money, time, items."""
    first, _, rest = part.partition(" ")
    if first == "by":
        out["parties"] = _parties(rest)
    elif first in set(Speaker):
        if rest not in text:
            raise AnnotationError(f"who says so stands nowhere: {rest!r}")
        out["attribution"] = {"kind": first, "who": rest}
    elif re.fullmatch(rf"[A-Z]{{3}} (?:{RANGE.pattern})(?: {'| '.join(Basis)})?", part):
        amount, _, basis = rest.partition(" ")
        low, high = _range(amount)
        out["money"] = {"min": low, "max": high, "currency": first, "basis": basis or "total"}
    elif re.fullmatch(r"[\d.-]+", part):
        out["when"] = _period(part)
    else:
        out["items"] = [_item(x.strip()) for x in part.split(";")]


def _parties(told: str) -> list[str]:
    return [party for part in told.split(",") if (party := part.strip())]


def _item(told: str) -> Json:
    words, mode, quantity = told.split("/"), str(Mode.GOODS), None
    while (words[-1] in set(Mode) and len(words) > 2) or RANGE.fullmatch(words[-1]):
        last = words.pop()
        if last in set(Mode):
            mode = last
        else:
            low, high = _range(last)
            quantity = {"min": low, "max": high}
    *name, category = words
    designation = "/".join(name)
    return {"designation": None if designation == "-" else designation, "category": str(Category(category)), "mode": mode, "quantity": quantity}  # fmt: skip


def _range(told: str) -> tuple[int | float | None, int | float | None]:
    match = RANGE.fullmatch(told)
    if match is None:
        raise AnnotationError(f"no number or range: {told!r}")
    if match[3]:
        return _number(match[3]), _number(match[3])
    return _number(match[1]), _number(match[2])


def _number(told: str | None) -> int | float | None:
    if told is None:
        return None
    digits = told.rstrip("mbnk")
    value = round(float(digits) * MANY.get(told[len(digits) :], 1), 4)
    return int(value) if value == int(value) else value


def _period(told: str) -> Json:
    first, dots, last = told.partition("..")
    start = _days(first)[0] if first else None
    return {"from": start, "to": _days(last if dots else first)[1] if last or not dots else None}


def _days(told: str) -> tuple[str, str]:
    """The first and last day of a year, a month or a day."""
    year, *rest = (int(x) for x in told.split("-"))
    month = rest[0] if rest else None
    day = rest[1] if len(rest) > 1 else None
    final = day or monthrange(year, month or 12)[1]
    return f"{year}-{month or 1:02}-{day or 1:02}", f"{year}-{month or 12:02}-{final:02}"


def _written(told: str) -> Json | str | None:
    if not told:
        return None
    period = _period(told)
    return str(period["from"]) if period["from"] == period["to"] else period


def lines(records: Sequence[tuple[Json, list[Json]]]) -> tuple[str, str]:
    """The reports and their claims as JSON Lines, as annotated folders hold them (documents, claims)."""
    documents = "".join(json.dumps(d, ensure_ascii=False) + "\n" for d, _ in records)
    return documents, "".join(json.dumps(c, ensure_ascii=False) + "\n" for _, claims in records for c in claims)
