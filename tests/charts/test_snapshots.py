"""Pictures as text, as they were last looked at: `SNAPSHOTS=write` takes the present ones, to be looked at before they are kept."""

import os
import re
from datetime import date
from pathlib import Path

import pytest

from armsledger.charts.ego import Tie, ego
from armsledger.charts.flowmap import Flow, flow_map
from armsledger.charts.sankey import Band, sankey
from armsledger.charts.sparkline import sparkline
from armsledger.charts.timeline import Moment, timeline
from armsledger.model.codes import Stage

KEPT = Path(__file__).parent / "snapshots"
PICTURES = {
    "flow-map": flow_map(
        [
            Flow(supplier="PRT", recipient="URY", stage=Stage.ORDER, weight=3, label="Portugal to Uruguay", href="/a"),
            Flow(supplier="URY", recipient="PRT", stage=Stage.TALKS, label="Uruguay to Portugal"),
            Flow(supplier="NOR", recipient="CHL", stage=Stage.DELIVERY, weight=2, href="/b"),
            Flow(supplier="NOR", recipient="PRY", stage=Stage.BLOCKED),
        ],
        {"PRT": "Portugal", "URY": "Uruguay", "NOR": "Norway", "CHL": "Chile", "PRY": "Paraguay"},
        title="Who supplies whom",
    ),
    "timeline": timeline(
        [
            Moment(day=date(2024, 1, 10), stage=Stage.TALKS, label="talks", href="?claim=1"),
            Moment(
                day=date(2024, 9, 2), stage=Stage.ORDER, label="order", href="?claim=2", contested=True, firmness=1.0
            ),
            Moment(day=date(2025, 3, 1), stage=Stage.DELIVERY, label="first", uncertain_from=date(2025, 1, 1)),
            Moment(day=date(2025, 6, 1), stage=Stage.BLOCKED, label="stopped"),
        ],
        title="How the deal moved",
        shown=[(date(2024, 1, 10), Stage.TALKS), (date(2024, 9, 2), Stage.ORDER), (date(2025, 3, 1), Stage.DELIVERY)],
    ),
    "sankey": sankey(
        [
            Band(source="Portugal", target="Uruguay", weight=3, label="three", href="/a"),
            Band(source="Portugal", target="Chile", weight=1),
            Band(source="Norway", target="Chile", weight=2),
        ],
        title="The largest flows",
    ),
    "ego": ego(
        "Portugal",
        [Tie(partner="Norway", stage=Stage.ORDER, deals=2, href="/a", label="Norway to Portugal")],
        [
            Tie(partner="Uruguay", stage=Stage.DELIVERY, deals=5, href="/b"),
            Tie(partner="Chile", stage=Stage.TALKS, deals=1),
        ],
        title="Around Portugal",
    ),
    "sparkline": sparkline([1, None, 3, 2.5], title="Exports"),
}


def told(svg: str) -> str:
    """A line an element, coastlines left out."""
    short = re.sub(r'( d="M[^"]{30})[^"]{200,}"', r'\1…"', svg)
    return short.replace("><", ">\n<") + "\n"


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_as_it_was(name: str) -> None:
    place = KEPT / f"{name}.svg"
    if os.environ.get("SNAPSHOTS") == "write":
        place.parent.mkdir(exist_ok=True)
        place.write_text(told(PICTURES[name]), encoding="utf-8")
    assert place.read_text(encoding="utf-8") == told(PICTURES[name])
