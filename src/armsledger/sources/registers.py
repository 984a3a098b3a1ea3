"""Registers as sources: rows of SIPRI's trade register, UN returns, notice lists, any CSV by a mapping, become claims.

Each claim's quote is its row, its `reader` begins with `register:`, its source is the register: nothing mixes with what
the press says unmarked. No such data is shipped; the user brings the file.
"""

import csv
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from armsledger.errors import ConfigurationError, UnreadableError
from armsledger.model.claim import Claim, Evidence
from armsledger.model.codes import Category, Kind, Modality, Mode, Speaker, Stage
from armsledger.model.problem import Problem
from armsledger.model.reading import ReadReport
from armsledger.model.report import Page, Report
from armsledger.model.values import Attribution, Item, Money, Party, Period, Range, Span
from armsledger.sources.decoding import decoded

State = Callable[[str], str | None]
_FIELDS = frozenset(("recipient", "supplier", "ordered_year", "ordered", "designation", "description", "delivered", "delivered_years", "status", "comments", "money"))  # fmt: skip
_HEADER_ROWS = 60
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_SCALE = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "b": 1e9, "bn": 1e9}
_UNKNOWN = frozenset(
    (
        "",
        "..",
        "?",
        "-",
        "unknown",
        "n/a",
        "unknown supplier(s)",
        "unknown recipient(s)",
        "unknown supplier",
        "unknown recipient",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where a register says what. `columns`: field → names its column goes by; `events`: the stages a row asserts."""

    name: str
    title: str
    columns: Mapping[str, tuple[str, ...]]
    events: tuple[Stage, ...]
    supplier: str | None = None
    currency: str | None = None
    categories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def parse(cls, name: str, record: Mapping[str, Any], categories: Mapping[str, Any]) -> "Layout":
        """Raises ConfigurationError for fields or stages that do not exist."""
        columns = {k: (v,) if isinstance(v, str) else tuple(v) for k, v in record.get("columns", {}).items()}
        if wrong := set(columns) - _FIELDS:
            raise ConfigurationError(
                f"a register's mapping has no field {sorted(wrong)[0]!r}; there are {', '.join(sorted(_FIELDS))}"
            )
        try:
            events = tuple(Stage(e) for e in record["events"])
        except (KeyError, ValueError) as error:
            raise ConfigurationError(
                f"a register's mapping needs `events`, stages such as order, delivery ({error})"
            ) from error
        return cls(
            name=name,
            title=str(record.get("title", name)),
            columns=columns,
            events=events,
            supplier=record.get("supplier"),
            currency=record.get("currency"),
            categories={k: tuple(v) for k, v in categories.items()},
        )


def layouts() -> dict[str, Layout]:
    """The registers known by name."""
    table = tomllib.loads(resources.files("armsledger.sources").joinpath("data/registers.toml").read_text("utf-8"))
    categories = table.pop("categories")
    return {name: Layout.parse(name, record, categories) for name, record in table.items()}


def mapping_file(path: Path) -> Layout:
    """A layout of the user's own. Raises ConfigurationError."""
    try:
        record = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path} is no mapping file ({error})") from error
    known = next(iter(layouts().values())).categories
    return Layout.parse(path.stem, record, record.get("categories", known))


def register_page(data: bytes, document: str, place: str | None = None) -> Page:
    """A register's file as the page that its claims stand on. Raises UnreadableError where it is no text."""
    text, _, _ = decoded(data, "latin-1")
    return Page(document=document, text=text, raw=data, media_type="text/csv", place=place)


def read_register(page: Page, layout: Layout, state: State) -> tuple[ReadReport, tuple[Problem, ...]]:
    """All rows of a register's table as claims of one report, and the rows that could not be taken.

    `state` gives the ISO 3166 alpha-3 code of a state's name. Raises UnreadableError where there is no header.
    """
    text, document = page.text, page.document
    rows = list(_rows(text))
    head, columns = _header(rows, layout)
    claims: list[Claim] = []
    problems: list[Problem] = []
    for number, (span, cells) in enumerate(rows[head + 1 :], head + 2):
        values = {key: cells[i].strip() for key, i in columns.items() if i < len(cells)}
        if not any(values.values()):
            continue
        goods, sides = (
            values.get("designation") or values.get("description"),
            values.get("recipient") or values.get("supplier"),
        )
        if not goods or not sides:
            problems.append(
                Problem(
                    code="malformed_line",
                    message="a row that names no goods, or neither supplier nor recipient; left out",
                    place=document,
                    line=number,
                )
            )
            continue
        doubts = {
            key
            for key, i in columns.items()
            if i + 1 < len(cells) and cells[i + 1].strip() == "?" and i + 1 not in columns.values()
        }
        claims.extend(_claims(values, doubts, span, text, document, layout, state))
    body = tuple(span for span, _ in rows[head + 1 :])
    report = Report(
        document=document, page=page.id, text=text, body=body, title=layout.title, publisher=layout.title, language="en"
    )
    return ReadReport(report=report, claims=tuple(claims)), tuple(problems)


def _rows(text: str) -> Iterator[tuple[Span, list[str]]]:
    """Rows with their places; a quoted cell may run over several lines."""
    delimiter = max(",;\t", key=text[:5000].count)
    at = start = 0

    def lines() -> Iterator[str]:
        nonlocal at
        for line in text.splitlines(keepends=True):
            at += len(line)
            yield line

    try:
        for cells in csv.reader(lines(), delimiter=delimiter):
            end = start + len(text[start:at].rstrip("\r\n"))
            if end > start:
                yield Span(start, end), cells
            start = at
    except csv.Error as error:
        raise UnreadableError(f"no readable table ({error})", "unreadable") from error


def _header(rows: list[tuple[Span, list[str]]], layout: Layout) -> tuple[int, dict[str, int]]:
    """The header row is the one that names most columns, wherever it stands."""
    best: tuple[int, dict[str, int]] = (0, {})
    for n, (_, cells) in enumerate(rows[:_HEADER_ROWS]):
        names = {cell.strip().lower(): i for i, cell in reversed(list(enumerate(cells))) if cell.strip()}
        found = {
            key: names[n.lower()] for key, wanted in layout.columns.items() for n in wanted[::-1] if n.lower() in names
        }
        if len(found) > len(best[1]):
            best = (n, found)
    if "recipient" not in best[1] or len(best[1]) < 3:
        wanted = ", ".join(names[0] for names in layout.columns.values())
        raise UnreadableError(
            f"no header of {layout.title} found; it would name {wanted}. A mapping file tells of other tables",
            "unreadable",
        )
    return best


def _claims(
    values: dict[str, str], doubts: set[str], span: Span, text: str, document: str, layout: Layout, state: State
) -> Iterator[Claim]:
    """One claim an event that the row asserts. An uncertain number is a range that is open; the deal is no less certain."""
    quote = span.of(text)
    suppliers, recipients = (
        _party(values.get(side) or (layout.supplier if side == "supplier" else None), state)
        for side in ("supplier", "recipient")
    )
    second_hand = "second hand" in values.get("status", "").lower().replace("-", " ")
    for stage in layout.events:
        counted = "delivered" if stage is Stage.DELIVERY else "ordered"
        number = _number(values.get(counted))
        if stage is Stage.DELIVERY and "order" in layout.events and not number:
            continue
        years = _YEAR.findall(values.get("delivered_years" if stage is Stage.DELIVERY else "ordered_year", ""))
        quantity = (
            None if number is None else Range(min=None, max=None) if counted in doubts else Range.exactly(int(number))
        )
        item = Item(
            designation=values.get("designation") or None,
            category=_category(values.get("description", ""), layout),
            mode=Mode.SECOND_HAND if second_hand else Mode.GOODS,
            quantity=None if quantity is None or quantity.max is None else quantity,
        )
        money = _money(values.get("money"), layout.currency)
        when = Period(first_on=date(int(min(years)), 1, 1), last_on=date(int(max(years)), 12, 31)) if years else None
        evidence = tuple(
            Evidence(field=f, value=v, start=span.start, end=span.end)
            for f, v in (
                ("supplier", str(suppliers)),
                ("recipient", str(recipients)),
                ("stage", str(stage)),
                ("items[0].designation", item.designation),
            )
            if v
        )
        yield Claim(
            document=document,
            quote=quote,
            start=span.start,
            end=span.end,
            kind=Kind.TRANSFER,
            stage=stage,
            supplier=(suppliers,),
            recipient=(recipients,),
            items=(item,),
            money=money,
            when=when,
            modality=Modality.ASSERTED,
            attribution=Attribution(kind=Speaker.INSTITUTION, who=layout.title),
            reader=f"register:{layout.name}",
            evidence=evidence,
        )


def _party(name: str | None, state: State) -> Party:
    """`*`, `**` and `***` mark groups and bodies that are no states; what resolves to no state is kept by its name."""
    words = (name or "").strip().rstrip("*").strip()
    if words.lower() in _UNKNOWN:
        return Party()
    code = words if re.fullmatch(r"[A-Z]{3}", words) else state(words)
    return Party(code) if code else Party(None, words)


def _number(words: str | None) -> float | None:
    found = _NUMBER.search(words or "")
    return float(found.group().replace(",", "")) if found else None


def _money(words: str | None, currency: str | None) -> Money | None:
    """An amount with its scale: "$1.2 billion", "550m"."""
    number = _number(words)
    if number is None or currency is None or words is None:
        return None
    scale = re.search(r"(?<=[\d ])(thousand|million|billion|mn|bn|[kmb])\b", words.lower())
    amount = number * (_SCALE[scale[1]] if scale else 1)
    return Money(min=amount, max=amount, currency=currency)


def _category(description: str, layout: Layout) -> Category:
    words = f" {description.lower()} "
    best = max(
        (
            (len(w), k)
            for k, listed in layout.categories.items()
            for w in listed
            if re.search(rf"(?<![a-z]){re.escape(w)}(?![a-z])", words)
        ),
        default=None,
    )
    return Category(best[1]) if best is not None else Category.OTHER
