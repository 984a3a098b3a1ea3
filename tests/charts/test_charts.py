"""Pictures are well-formed, name themselves, link to their claims, escape what they are given, and never tell by colour alone."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from armsledger.charts.ego import Tie, ego
from armsledger.charts.flowmap import Flow, chosen, flow_map
from armsledger.charts.sankey import Band, sankey
from armsledger.charts.sparkline import sparkline
from armsledger.charts.stages import LOOKS
from armsledger.charts.timeline import Moment, timeline
from armsledger.charts.world import base_map, places
from armsledger.model.codes import Stage

NS = "{http://www.w3.org/2000/svg}"
EVIL = '<script>alert("x")</script> & "co"'
MAP = flow_map(
    [Flow(supplier="RUS", recipient="PAK", stage=Stage.ORDER, label=EVIL, href="/deal/1")], {"RUS": EVIL}, title=EVIL
)
LINE = timeline(
    [
        Moment(day=date(2015, 8, 1), stage=Stage.ORDER, label=EVIL, href="/claim/1", contested=True),
        Moment(day=date(2017, 5, 1), stage=Stage.DELIVERY, label="four", uncertain_from=date(2017, 1, 1)),
    ],
    title=EVIL,
    shown=[(date(2015, 8, 1), Stage.ORDER), (date(2017, 5, 1), Stage.DELIVERY)],
)
BANDS = sankey([Band(source=EVIL, target="Egypt", weight=3), Band(source="B", target="Egypt", weight=1)], title=EVIL)
EGO = ego(EVIL, [Tie(partner=EVIL, stage=Stage.TALKS, deals=2, href="/x")], [], title=EVIL)
SPARK = sparkline([1, None, 3], title=EVIL)


@pytest.mark.parametrize("svg", [MAP, LINE, BANDS, EGO, SPARK], ids=["map", "timeline", "sankey", "ego", "sparkline"])
def test_a_picture_is_well_formed_named_and_harmless(svg: str) -> None:
    root = ET.fromstring(svg)
    title, aid = root.find(f"{NS}title"), root.find(f"{NS}desc")
    assert title is not None and title.text == EVIL
    assert aid is not None and aid.text
    assert root.get("aria-labelledby") == title.get("id")
    assert not list(root.iter(f"{NS}script"))
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "svg", [timeline([], title="t"), sankey([], title="t"), sparkline([], title="t"), flow_map([], {}, title="t")]
)
def test_nothing_to_show_is_still_a_picture(svg: str) -> None:
    ET.fromstring(svg)


def test_every_stage_has_a_look_of_its_own_without_colour() -> None:
    assert set(LOOKS) == set(Stage)
    plain = {(look.dash, look.width, look.mark) for look in LOOKS.values()}
    assert len(plain) == len(LOOKS)


def test_the_late_stages_do_not_drown_the_early() -> None:
    many = [Flow(supplier="USA", recipient=r, stage=Stage.DELIVERY, weight=99) for r in sorted(places())[:60]]
    one = Flow(supplier="PAK", recipient="BGD", stage=Stage.TALKS, weight=0.1)
    drawn = chosen([*many, one])
    assert one in drawn
    assert len(drawn) < 20


def test_unknown_places_are_left_out() -> None:
    assert chosen([Flow(supplier="LNA", recipient="PAK", stage=Stage.TALKS)]) == ()


def test_places_lie_on_the_picture_and_in_order() -> None:
    base = base_map()
    for code, (x, y) in places().items():
        assert 0 <= x <= base.width, code
        assert 0 <= y <= base.height, code
    assert places()["CAN"][0] < places()["DEU"][0] < places()["JPN"][0]
    assert places()["NOR"][1] < places()["EGY"][1] < places()["ZAF"][1]


def test_a_place_falls_into_its_own_shape() -> None:
    """The point of a large state lies within the box of its shape: map and points share one projection."""
    boxes = {}
    for code, path in base_map().shapes:
        numbers = [
            float(n) for n in path.replace("M", " ").replace("L", " ").replace("Z", " ").replace(",", " ").split()
        ]
        boxes[code] = (min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2]))
    for code in ("BRA", "IND", "DZA", "AUS", "CHN", "COD"):
        x, y = places()[code]
        left, top, right, bottom = boxes[code]
        assert left < x < right, code
        assert top < y < bottom, code


def test_contested_dots_have_a_ring() -> None:
    circles = list(ET.fromstring(LINE).iter(f"{NS}circle"))
    assert sum(e.get("fill") == "none" for e in circles) == 1
