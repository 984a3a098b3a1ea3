"""A line the height of a word."""

from collections.abc import Sequence

from armsledger.charts.svg import picture, tag


def sparkline(
    values: Sequence[float | None], *, title: str, width: float = 120.0, height: float = 24.0, name: str = "spark"
) -> str:
    """The values as a line from left to right, the last one as a dot; None leaves a gap."""
    known = [v for v in values if v is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    reach = (high - low) or 1.0
    step = (width - 8) / max(1, len(values) - 1)
    points = [
        None if v is None else (4 + i * step, height - 4 - (height - 8) * (v - low) / reach)
        for i, v in enumerate(values)
    ]
    path, pen = "", "M"
    for point in points:
        if point is None:
            pen = "M"
            continue
        path += f"{pen}{point[0]:.1f},{point[1]:.1f}"
        pen = "L"
    last = next((p for p in reversed(points) if p is not None), None)
    body = tag("path", d=path, fill="none", stroke="var(--accent, #0b4f6c)", stroke_width=1.5) if path else ""
    if last is not None:
        body += tag("circle", cx=last[0], cy=last[1], r=2.4, fill="var(--accent, #0b4f6c)")
    aid = f"From {low:g} at the lowest to {high:g} at the highest." if known else "No values."
    return picture(body, width=width, height=height, title=title, aid=aid, name=name)
