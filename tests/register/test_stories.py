"""Our storylines give the register that stands beside each, with the names they were written with and with others."""

import random
from itertools import pairwise

import pytest

from armsledger.model.deal import Deal, DealItem
from armsledger.model.values import Range
from armsledger.register.beside import counted, denials, figures
from armsledger.register.names import NoCatalogue
from armsledger.register.register import Register, register
from armsledger.register.views import beside_rows, view_of
from armsledger.register.whole import pipeline

from .stories import Expected, Story, load, stories

NAMED = {
    "Pakistan": "PAK",
    "Bangladesh": "BGD",
    "Azerbaijan": "AZE",
    "Saudi": "SAU",
    "Iraq": "IRQ",
    "Poland": "POL",
    "Polish": "POL",
    "South Korea": "KOR",
    "India": "IND",
    "Philippines": "PHL",
    "Russian": "RUS",
    "China": "CHN",
    "United States": "USA",
}
EXCHANGE = {
    "Pakistan": "Norland",
    "Bangladesh": "Estmark",
    "Azerbaijan": "Kervia",
    "Saudi": "Telmari",
    "Iraq": "Oronde",
    "Poland": "Weslaw",
    "Polish": "Weslawi",
    "South Korea": "Hansul",
    "India": "Bharal",
    "Philippines": "Lusang",
    "Russian": "Ostmari",
    "Russia": "Ostmar",
    "China": "Qinlan",
    "United States": "Columbine Union",
    "Sudan": "Nubar",
    "Libyan National Army": "Cyrene Front",
    "Libya": "Cyrene",
    "Vietnam": "Annar",
    "Sri Lanka": "Tambar",
    "PAK": "NRL",
    "BGD": "EMK",
    "AZE": "KRV",
    "SAU": "TLM",
    "IRQ": "ORD",
    "POL": "WSL",
    "KOR": "HSL",
    "IND": "BHL",
    "PHL": "LSG",
    "RUS": "OMR",
    "CHN": "QIN",
    "USA": "CUN",
    "SDN": "NBR",
    "LNA": "CYF",
    "LBY": "CYR",
    "VNM": "ANR",
    "LKA": "TBR",
    "TUR": "ANA",
    "JF-17": "KT-44",
    "Super Mushshak": "Super Talvik",
    "Mushshak": "Talvik",
    "K-8": "Q-30",
    "K2": "V7",
    "Mi-35M": "Vo-52M",
    "Mi-35": "Vo-52",
    "Su-35": "Dv-61",
    "BrahMos": "Varukan",
    "Shahpar": "Peregor",
    "Mohafiz": "Guardan",
    "Hyundai Rotem": "Hanbit Works",
}
WAYS = [pytest.param({}, id="names"), pytest.param(EXCHANGE, id="exchanged")]


class Named(NoCatalogue):
    """Knows the story's states by name, and where its force stands."""

    __slots__ = ("exchange",)

    def __init__(self, exchange: dict[str, str]) -> None:
        object.__setattr__(self, "exchange", exchange)

    def home(self, code: str) -> str | None:
        force, state = self.exchange.get("LNA", "LNA"), self.exchange.get("LBY", "LBY")
        return state if code == force else None

    def states(self, words: str) -> frozenset[str]:
        of = self.exchange.get
        return frozenset(of(code, code) for name, code in NAMED.items() if of(name, name) in words)


def told(name: str, exchange: dict[str, str]) -> tuple[Story, Register]:
    story = load(name, exchange)
    return story, register(story.entries, catalogue=Named(exchange))


def number(value: Range | None) -> str:
    if value is None:
        return ""
    if value.max is None:
        return f"{value.min}+"
    return f"{value.min}" if value.min == value.max else f"{value.min}-{value.max}"


def line(item: DealItem) -> str:
    numbers = number(item.ordered) + (f"/{number(item.delivered)}" if item.delivered else "")
    return f"{numbers} {item.designation or item.category}".strip()


def sides(deal: Deal) -> str:
    if deal.kind == "cooperation":
        return "=".join(sorted(map(str, deal.supplier)))
    return "+".join(map(str, deal.supplier)) + ">" + "+".join(map(str, deal.recipient))


def key(given: Deal | Expected) -> tuple[str, tuple[str, ...]]:
    if isinstance(given, Expected):
        return ("=".join(sorted(given.sides.split("="))), tuple(sorted(given.goods)))
    return (sides(given), tuple(sorted(line(i) for i in given.items)))


@pytest.mark.parametrize("exchange", WAYS)
@pytest.mark.parametrize("name", stories())
def test_the_story_gives_its_register(name: str, exchange: dict[str, str]) -> None:
    story, made = told(name, exchange)
    shown = {key(d): d for d in made.deals}
    assert sorted(shown) == sorted(key(e) for e in story.expected)
    for expected in story.expected:
        deal = shown[key(expected)]
        stage = str(deal.stage) + ("" if deal.modality == "asserted" else f"/{deal.modality}")
        assert stage == expected.stage, deal.title
        assert deal.standing.startswith(expected.standing), deal.standing
        money = number(Range(min=deal.money.min, max=deal.money.max)) if deal.money else None
        fields = {c.field for c in deal.contradictions}
        found = {
            "reports": str(deal.reports),
            "origins": str(deal.origins),
            "money": money,
            "via": "+".join(map(str, deal.intermediary)),
            "follows": "" if any(x.relation == "follow_on_of" for x in deal.links) else None,
        }
        for check, wanted in expected.checks.items():
            if check == "against":
                assert set(wanted.split(",")) <= fields, (deal.title, fields)
            else:
                assert found[check] == wanted, (deal.title, check)


def test_there_are_stories_enough() -> None:
    made = [load(name) for name in stories()]
    assert len(made) >= 8
    assert sum(s.reports for s in made) >= 60


@pytest.mark.parametrize("name", stories())
def test_the_order_of_the_reports_does_not_matter(name: str) -> None:
    story = load(name)
    whole = register(story.entries, catalogue=Named({})).deals
    for seed in range(3):
        shuffled = list(story.entries)
        random.Random(seed).shuffle(shuffled)
        assert register(shuffled + shuffled, catalogue=Named({})).deals == whole


@pytest.mark.parametrize("name", stories())
def test_what_was_known_on_a_day_is_what_the_day_showed(name: str) -> None:
    story = load(name)
    days = sorted({e.report.known_on() for e in story.entries})
    for day, after in pairwise(days):
        before = [e for e in story.entries if e.report.known_on() <= day]
        assert register(before, as_of=day).deals == register(story.entries, as_of=day).deals
        assert day < after


def test_counted_buyers_make_no_deal_and_exclusions_are_kept() -> None:
    _, made = told("counted_buyers", {})
    rows = beside_rows(made)
    assert [c["who"] for c in counted(rows)] == [["13 countries"], ["three African countries"]]
    assert [d["recipient"] for d in denials(rows)] == [["LKA"]]
    (row,) = pipeline([], rows)
    assert [d["recipient"] for d in row["excluded"]] == [["LKA"]]
    (series,) = figures(rows, "PAK", "production_rate")
    assert series["contradicted"]
    assert [(p["text"], bool(p["disagrees"])) for p in series["points"]] == [
        ("18–20", True),
        ("11", True),
        ("up to 24", False),
    ]


def test_the_accused_s_denial_stands_beside_the_accusation() -> None:
    _, made = told("accused", {})
    view = view_of(made, made.deals[0].deal)
    assert view is not None
    denied = next(f for f in view["fields"] if f["field"] == "denied")
    assert [v["value"] for v in denied["values"]] == ["delivery asserted", "denied"]
    assert view["beside"]["restrictions"][0]["by"] == ["USA"]


def test_the_steps_of_a_story_are_kept_in_order() -> None:
    _, made = told("helicopters", {})
    deal = next(d for d in made.deals if d.deal == "rus-pak-mi-35")
    assert [(s.stage, s.modality) for s in deal.stage_history] == [
        ("order", "possible"),
        ("talks", "asserted"),
        ("order", "asserted"),
        ("order", "asserted"),
        ("delivery", "asserted"),
    ]
