"""Who supplies whom, on a map: bowed lines from supplier to recipient, drawn by stage."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from armsledger.charts.stages import LOOKS, ORDER
from armsledger.charts.svg import link, picture, tag, text
from armsledger.charts.world import base_map, land, places
from armsledger.model.codes import Stage

SOUTH = -57.0  # degrees: below it lies no recipient, only ice
PER_STAGE = 9  # the widest flows of each stage; more would let the late stages drown the early ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """`weight` decides which flows of a stage are drawn first and how wide; `label` is read aloud."""

    supplier: str
    recipient: str
    stage: Stage
    weight: float = 1.0
    label: str = ""
    href: str | None = None


def chosen(flows: Iterable[Flow], per_stage: int = PER_STAGE) -> tuple[Flow, ...]:
    """The flows that are drawn: between two known places, the heaviest of each stage, early stages on top."""
    known = [f for f in flows if f.supplier in places() and f.recipient in places() and f.supplier != f.recipient]
    kept: list[Flow] = []
    for stage in reversed(ORDER):
        of_stage = sorted((f for f in known if f.stage is stage), key=lambda f: (-f.weight, f.supplier, f.recipient))
        kept += of_stage[:per_stage]
    return tuple(kept)


def _arc(start: tuple[float, float], end: tuple[float, float]) -> str:
    """A curve that always bends to the left of its direction, so that A→B and B→A stand apart."""
    (x0, y0), (x1, y1) = start, end
    span = math.hypot(x1 - x0, y1 - y0) or 1.0
    bow = min(0.22 * span, 90.0)
    cx = (x0 + x1) / 2 + bow * (y1 - y0) / span
    cy = (y0 + y1) / 2 - bow * (x1 - x0) / span
    return f"M{x0:.1f},{y0:.1f}Q{cx:.1f},{cy:.1f} {x1:.1f},{y1:.1f}"


def flow_map(flows: Sequence[Flow], names: dict[str, str], *, title: str, name: str = "flow") -> str:
    """The map as SVG. `names` gives each state's name for its label."""
    drawn = chosen(flows)
    suppliers, recipients = {f.supplier for f in drawn}, {f.recipient for f in drawn}
    heaviest = max((f.weight for f in drawn), default=1.0) or 1.0
    lines = []
    for count, flow in enumerate(drawn):
        look = LOOKS[flow.stage]
        curve = _arc(places()[flow.supplier], places()[flow.recipient])
        width = look.width * (0.8 + 1.2 * math.sqrt(flow.weight / heaviest))
        shown = tag(
            "path",
            d=curve,
            fill="none",
            stroke=look.colour,
            stroke_width=width,
            stroke_dasharray=look.dash,
            stroke_linecap="round",
            marker_end=f"url(#{name}-{flow.stage})",
            class_=f"arc stage-{flow.stage}",
        )
        lines.append(link(flow.href, shown, label=flow.label or None, id_=f"{name}-{count}" if flow.href else None))
    dots = [
        tag(
            "circle",
            cx=places()[code][0],
            cy=places()[code][1],
            r=3.2,
            stroke="var(--ink, #1b1f24)",
            stroke_width=1.2,
            fill="var(--ink, #1b1f24)" if code in suppliers else "var(--surface, #fffefb)",
        )
        for code in sorted(suppliers | recipients)
    ]
    base = base_map()
    height = base.project(0.0, SOUTH)[1]
    aid = "Each line runs from supplier to recipient and bends to its left; dotted and dashed lines are not yet orders. A filled dot supplies, an open dot only receives."
    return picture(
        tag("rect", width=base.width, height=height, fill="var(--sea, #f6f3ec)")
        + land(frozenset(suppliers | recipients))
        + tag("g", *lines)
        + tag("g", *dots)
        + _labels(suppliers | recipients, names),
        width=base.width,
        height=height,
        title=title,
        aid=aid,
        name=name,
        defs=_arrows(name),
    )


def _arrows(name: str) -> str:
    heads = [
        tag(
            "marker",
            tag("path", d="M0,0L7,3L0,6Z", fill=look.colour),
            id=f"{name}-{stage}",
            markerWidth=7,
            markerHeight=6,
            refX=8,
            refY=3,
            orient="auto",
            markerUnits="userSpaceOnUse",
        )
        for stage, look in LOOKS.items()
    ]
    return tag("defs", *heads)


def _labels(codes: set[str], names: dict[str, str]) -> str:
    """Names beside their dots; one that would lie on another is left to its tooltip and the table."""
    taken: list[tuple[float, float, float, float]] = []
    out = []
    for code in sorted(codes):
        x, y = places()[code]
        words = names.get(code, code)
        box = (x + 5, y - 8, x + 9 + 5.6 * len(words), y + 4)
        if any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
            continue
        taken.append(box)
        out.append(text(words, x + 6, y + 3, css="place"))
    halo = tag(
        "g", *out, fill="var(--ink, #1b1f24)", stroke="var(--sea, #f6f3ec)", stroke_width=3, paint_order="stroke"
    )
    return halo if out else ""
