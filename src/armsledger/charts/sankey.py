"""Suppliers on the left, recipients on the right, a band between them as thick as what flows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from armsledger.charts.svg import link, picture, tag, text

WIDTH, BAR, GAP, SIDE = 900.0, 8.0, 10.0, 150.0
HUES = ("#8a5b00", "#3f6f87", "#0b4f6c", "#15703d", "#a12a50", "#b3460f", "#6d5d8f", "#5b6270", "#7a4a73")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    source: str
    target: str
    weight: float
    label: str = ""
    href: str | None = None


def sankey(bands: Sequence[Band], *, title: str, height: float = 380.0, name: str = "sankey") -> str:
    """The picture as SVG; nodes by descending weight; what flows is told in each band's label."""
    bands = [b for b in bands if b.weight > 0]
    aid = "A band from left to right is what one supplier's deals bring one recipient; its thickness is the share."
    if not bands:
        return picture(text("Nothing to show yet", 10, 24), width=WIDTH, height=40, title=title, aid=aid, name=name)
    left, right = _totals(bands, "source"), _totals(bands, "target")
    scale = min((height - GAP * (len(side) - 1)) / sum(side.values()) for side in (left, right))
    tops = {"source": _tops(left, scale, height), "target": _tops(right, scale, height)}
    hue = {n: f"var(--hue-{i % len(HUES)}, {HUES[i % len(HUES)]})" for i, n in enumerate(left)}
    used: dict[tuple[str, str], float] = defaultdict(float)
    shapes = []
    ranks = {n: i for i, n in enumerate(right)}
    for count, band in enumerate(sorted(bands, key=lambda b: (list(left).index(b.source), ranks[b.target]))):
        thick = band.weight * scale
        y0 = tops["source"][band.source] + used["source", band.source]
        y1 = tops["target"][band.target] + used["target", band.target]
        used["source", band.source] += thick
        used["target", band.target] += thick
        x0, x1 = SIDE + BAR, WIDTH - SIDE - BAR
        mid = (x0 + x1) / 2
        path = (
            f"M{x0},{y0:.1f}C{mid},{y0:.1f} {mid},{y1:.1f} {x1},{y1:.1f}v{thick:.1f}"
            f"C{mid},{y1 + thick:.1f} {mid},{y0 + thick:.1f} {x0},{y0 + thick:.1f}Z"
        )
        shape = tag("path", d=path, fill=hue[band.source], fill_opacity=0.35)
        shapes.append(link(band.href, shape, label=band.label, id_=f"{name}-{count}" if band.href else None))
    nodes = []
    for side, totals, x, label_x, anchor in (
        ("source", left, SIDE, SIDE - 6, "end"),
        ("target", right, WIDTH - SIDE - BAR, WIDTH - SIDE + 6, "start"),
    ):
        for node, total in totals.items():
            y = tops[side][node]
            fill = hue[node] if side == "source" else "var(--ink-2, #4c535b)"
            nodes.append(tag("rect", x=x, y=y, width=BAR, height=max(1.0, total * scale), fill=fill))
            nodes.append(text(node, label_x, y + total * scale / 2 + 4, anchor=anchor))
    return picture(
        tag("g", *shapes) + tag("g", *nodes, fill="var(--ink, #1b1f24)"),
        width=WIDTH,
        height=height + 8,
        title=title,
        aid=aid,
        name=name,
    )


def _totals(bands: Sequence[Band], side: str) -> dict[str, float]:
    totals: dict[str, float] = defaultdict(float)
    for band in bands:
        totals[getattr(band, side)] += band.weight
    return dict(sorted(totals.items(), key=lambda pair: (-pair[1], pair[0])))


def _tops(totals: dict[str, float], scale: float, height: float) -> dict[str, float]:
    gap = (height - scale * sum(totals.values())) / max(1, len(totals) - 1) if len(totals) > 1 else 0.0
    tops, y = {}, 0.0
    for node, total in totals.items():
        tops[node] = y
        y += total * scale + min(gap, 3 * GAP)
    return tops
