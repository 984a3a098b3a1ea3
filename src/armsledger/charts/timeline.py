"""A deal's life: one lane a stage, one dot a claim, a line through the best reading."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from armsledger.charts.stages import ORDER, mark
from armsledger.charts.svg import link, picture, tag, text
from armsledger.model.codes import Stage

X = Callable[[date], float]
Y = Callable[[Stage], float]
LANE, LEFT, TOP, WIDTH = 34.0, 96.0, 16.0, 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One claim on the timeline. `firmness` from 0 to 1 makes the dot bigger; `uncertain_from` draws a bar to `day`."""

    day: date
    stage: Stage
    label: str
    href: str | None = None
    firmness: float = 0.5
    contested: bool = False
    uncertain_from: date | None = None


def timeline(
    moments: Sequence[Moment], *, title: str, shown: Sequence[tuple[date, Stage]] = (), name: str = "time"
) -> str:
    """The timeline as SVG. `shown` are the steps of the stage that the register shows, in order of time."""
    stages = [s for s in ORDER if s in {m.stage for m in moments} | {s for _, s in shown}]
    height = TOP + LANE * max(1, len(stages)) + 28
    days = [m.day for m in moments] + [m.uncertain_from for m in moments if m.uncertain_from] + [d for d, _ in shown]
    aid = "Each dot is one claim in the lane of its stage; a bigger dot is a firmer source; a ringed dot is contested. The line is what the register shows."
    if not days:
        return picture(
            text("No dated claim yet", LEFT, TOP + 20), width=WIDTH, height=height, title=title, aid=aid, name=name
        )
    first, last = min(days) - timedelta(days=20), max(days) + timedelta(days=20)
    span = max(1, (last - first).days)

    def x(day: date) -> float:
        return LEFT + (WIDTH - LEFT - 24) * (day - first).days / span

    def y(stage: Stage) -> float:
        return TOP + LANE * (stages.index(stage) + 0.5)

    lanes = [
        text(str(s).capitalize(), 0, y(s) + 4, css="lane")
        + tag("line", x1=LEFT - 8, x2=WIDTH - 16, y1=y(s), y2=y(s), stroke="var(--rule, #ddd8cc)")
        for s in stages
    ]
    dots = []
    for count, m in enumerate(sorted(moments, key=lambda m: (m.day, m.label))):
        dot = mark(m.stage, x(m.day), y(m.stage), 4.0 + 3.0 * m.firmness, contested=m.contested)
        if m.uncertain_from is not None and m.uncertain_from < m.day:
            dot = (
                tag(
                    "line",
                    x1=x(m.uncertain_from),
                    x2=x(m.day),
                    y1=y(m.stage),
                    y2=y(m.stage),
                    stroke="var(--ink-3, #646b73)",
                    stroke_width=3,
                    stroke_opacity=0.35,
                )
                + dot
            )
        dots.append(link(m.href, dot, label=m.label, id_=f"{name}-{count}" if m.href else None))
    return picture(
        _years(first, last, x, height) + tag("g", *lanes) + _line(shown, x, y) + tag("g", *dots),
        width=WIDTH,
        height=height,
        title=title,
        aid=aid,
        name=name,
    )


def _line(shown: Sequence[tuple[date, Stage]], x: X, y: Y) -> str:
    if len(shown) < 2:
        return ""
    path = f"M{x(shown[0][0]):.1f},{y(shown[0][1]):.1f}"
    for day, stage in shown[1:]:
        path += f"H{x(day):.1f}V{y(stage):.1f}"
    return tag("path", d=path, fill="none", stroke="var(--ink-3, #646b73)", stroke_width=1.5)


def _years(first: date, last: date, x: X, height: float) -> str:
    years = [y for y in range(first.year, last.year + 2) if first <= date(y, 1, 1) <= last]
    step = max(1, len(years) // 12)
    if not years:
        return text(f"{first:%B %Y}", LEFT, height - 8) + text(f"{last:%B %Y}", WIDTH - 24, height - 8, anchor="end")
    return "".join(
        tag(
            "line",
            x1=x(date(y, 1, 1)),
            x2=x(date(y, 1, 1)),
            y1=TOP - 6,
            y2=height - 24,
            stroke="var(--rule, #ddd8cc)",
            stroke_dasharray="2 3",
        )
        + text(str(y), x(date(y, 1, 1)), height - 8, anchor="middle")
        for y in years[::step]
    )
