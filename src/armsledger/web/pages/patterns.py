"""Patterns: every component once, for contributors and for snapshots."""

from datetime import date

from fastapi import APIRouter

from armsledger.charts.ego import Tie, ego
from armsledger.charts.flowmap import Flow, flow_map
from armsledger.charts.sankey import Band, sankey
from armsledger.charts.sparkline import sparkline
from armsledger.charts.timeline import Moment, timeline
from armsledger.model.codes import Stage
from armsledger.web.failures import Failure
from armsledger.web.marks import Mark, pieces
from armsledger.web.site import Here
from armsledger.web.view import View, page

router = APIRouter(tags=["patterns"])
TEXT = "Portugal has offered Uruguay eight boats. Talks go on, and two were shown in May."


@page(router, "/patterns", name="patterns", csv=False)
def patterns(visit: Here) -> View:
    """All components with made-up values."""
    stages = [s for s in Stage if s is not Stage.ACTIVE]
    moments = [
        Moment(day=date(2024, 1 + n, 9), stage=s, label=f"{s}", href="#timeline", contested=n == 2, firmness=n / 8)
        for n, s in enumerate(stages)
    ]
    flows = [
        Flow(supplier="PRT", recipient=r, stage=s, weight=n + 1)
        for n, (r, s) in enumerate(zip(("URY", "CHL", "NOR", "JPN", "IND", "EGY", "ZAF", "MEX"), stages, strict=True))
    ]
    bands = [Band(source="Portugal", target=t, weight=w) for t, w in (("Uruguay", 5), ("Chile", 2), ("Norway", 1))]
    ties = [Tie(partner="Norway", stage=Stage.ORDER, deals=4), Tie(partner="Sweden", stage=Stage.TALKS, deals=1)]
    marks = [
        Mark(claim="one", start=0, end=41),
        Mark(claim="two", start=13, end=60, lit=True),
        Mark(claim="two", start=21, end=28, lit=True, value=True),
    ]
    return View(
        title="Patterns",
        template="patterns.html",
        data={"stages": [str(s) for s in Stage]},
        shown={
            "timeline": timeline(moments, title="A deal in lanes", shown=[(m.day, m.stage) for m in moments[:4]]),
            "map": flow_map(flows, {"PRT": "Portugal", "URY": "Uruguay"}, title="A flow of each stage", name="map"),
            "bands": sankey(bands, title="Bands", height=140.0, name="bands"),
            "ego": ego("Portugal", ties, ties[::-1], title="One party", name="ego"),
            "spark": sparkline([1.0, 3.0, None, 2.0, 6.0], title="A line", name="spark"),
            "pieces": pieces(TEXT, marks),
            "failure": Failure(
                status=422, message="This cannot be asked as it stands", fields=(("when", "no time"),)
            ).json()["error"],
        },
    )
