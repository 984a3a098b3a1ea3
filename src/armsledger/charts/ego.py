"""One party in the middle, its suppliers on the left, its recipients on the right."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from armsledger.charts.stages import LOOKS
from armsledger.charts.svg import link, picture, tag, text
from armsledger.model.codes import Stage

WIDTH, ROW = 760.0, 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A partner of the party in the middle; `deals` decides the line's width."""

    partner: str
    stage: Stage
    deals: int
    label: str = ""
    href: str | None = None


def ego(centre: str, suppliers: Sequence[Tie], recipients: Sequence[Tie], *, title: str, name: str = "ego") -> str:
    """The picture as SVG, both sides in the order given."""
    rows = max(len(suppliers), len(recipients), 1)
    height = 40 + ROW * rows
    middle = height / 2
    body = []
    for ties, x, anchor, toward in ((suppliers, 180.0, "end", True), (recipients, WIDTH - 180.0, "start", False)):
        top = middle - ROW * (len(ties) - 1) / 2
        for count, tie in enumerate(ties):
            y = top + ROW * count
            look = LOOKS[tie.stage]
            inner = WIDTH / 2 + (-60 if toward else 60)
            bend = (x + inner) / 2
            line = tag(
                "path",
                d=f"M{x:.1f},{y:.1f}C{bend:.1f},{y:.1f} {bend:.1f},{middle:.1f} {inner:.1f},{middle:.1f}",
                fill="none",
                stroke=look.colour,
                stroke_dasharray=look.dash,
                stroke_width=look.width * (0.7 + 0.5 * math.sqrt(tie.deals)),
            )
            words = text(tie.partner, x - 6 if toward else x + 6, y + 4, anchor=anchor)
            body.append(
                link(
                    tie.href,
                    line,
                    words,
                    label=tie.label or None,
                    id_=f"{name}-{toward:d}{count}" if tie.href else None,
                )
            )
    body.append(tag("rect", x=WIDTH / 2 - 62, y=middle - 15, width=124, height=30, rx=3, fill="var(--accent, #0b4f6c)"))
    body.append(tag("g", text(centre, WIDTH / 2, middle + 4, anchor="middle"), fill="var(--on-accent, #ffffff)"))
    aid = "Suppliers stand on the left, recipients on the right; a thicker line is more deals, its dash the furthest stage."
    return picture(
        tag("g", *body, fill="var(--ink, #1b1f24)"), width=WIDTH, height=height, title=title, aid=aid, name=name
    )
