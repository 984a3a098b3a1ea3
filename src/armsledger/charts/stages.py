"""How each stage looks: a colour, and a line and a mark that tell it without the colour."""

from dataclasses import dataclass

from armsledger.charts.svg import tag
from armsledger.model.codes import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """`colour` is a CSS value; `dash` an SVG dash pattern; `mark` the shape of its dot."""

    colour: str
    dash: str | None
    width: float
    mark: str


LOOKS = {
    Stage.INTEREST: Look(colour="var(--interest, #6d5d8f)", dash="1 4", width=1.4, mark="ring"),
    Stage.OFFER: Look(colour="var(--offer, #8a5b00)", dash="4 3", width=1.6, mark="ring"),
    Stage.TALKS: Look(colour="var(--talks, #5b6270)", dash="2 3", width=1.6, mark="ring"),
    Stage.APPROVAL: Look(colour="var(--approval, #7a4a73)", dash="9 3 2 3", width=1.8, mark="half"),
    Stage.AGREEMENT: Look(colour="var(--agreement, #0e6f89)", dash="9 4", width=1.8, mark="half"),
    Stage.ACTIVE: Look(colour="var(--active, #0e6f89)", dash=None, width=2.0, mark="full"),
    Stage.ORDER: Look(colour="var(--order, #1d4ed8)", dash=None, width=1.6, mark="full"),
    Stage.DELIVERY: Look(colour="var(--delivery, #15703d)", dash=None, width=3.0, mark="full"),
    Stage.BLOCKED: Look(colour="var(--blocked, #b42318)", dash="2 7", width=1.8, mark="diamond"),
}
ORDER = tuple(LOOKS)


def mark(stage: Stage, x: float, y: float, size: float = 5.0, *, contested: bool = False) -> str:
    """The stage's dot at x, y with radius `size`; a second ring around it where the claim is contested."""
    look = LOOKS[stage]
    if look.mark == "diamond":
        points = f"{x:.1f},{y - size:.1f} {x + size:.1f},{y:.1f} {x:.1f},{y + size:.1f} {x - size:.1f},{y:.1f}"
        dot = tag("polygon", points=points, fill=look.colour)
    else:
        fill = look.colour if look.mark == "full" else "var(--surface, #fffefb)"
        dot = tag("circle", cx=x, cy=y, r=size, fill=fill, stroke=look.colour, stroke_width=2)
        if look.mark == "half":
            half = f"M{x:.1f},{y - size:.1f}A{size},{size} 0 0 0 {x:.1f},{y + size:.1f}Z"
            dot += tag("path", d=half, fill=look.colour)
    if contested:
        dot += tag("circle", cx=x, cy=y, r=size + 4, fill="none", stroke="var(--offer, #8a5b00)", stroke_width=1.5)
    return dot
