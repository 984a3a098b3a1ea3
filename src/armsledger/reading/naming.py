"""Which of a candidate's mentions names an item, what the linear reader holds of it, and which number counts it."""

from collections.abc import Sequence

from armsledger.reading.heads import Mention
from armsledger.reading.hints import Hint, Named


def short(designation: str | None) -> str | None:
    """The designation without a plural's s or a possessive."""
    if designation is None:
        return None
    name = designation.replace("’s", "").replace("'s", "")
    return name[:-1] if len(name) > 3 and name.endswith("s") and (name[-2].isdigit() or name[-2].isupper()) else name


def named(run: list[Mention]) -> Mention:
    """The mention that names the item best: of those about as likely as the first, inside the quote, the longest name."""
    inside = [m for m in run if m.inside] or run[:1]
    return max(inside, key=lambda m: len(str(getattr(m.candidate.value, "designation", "") or "")))


def known(run: Sequence[Mention], hint: Hint | None) -> Named | None:
    """The linear reader's item that the mentions name, those in the event's own words before others."""
    if hint is None:
        return None
    ordered = sorted(run, key=lambda m: not m.inside)
    return next((hint.things[m.number] for m in ordered if m.number in hint.things), None)


def distinct(chosen: Sequence[tuple[float, list[Mention]]], hint: Hint | None) -> list[tuple[float, list[Mention]]]:
    """Without all but one of those that name one item of the linear reader, as a type and its class do; a type stays."""
    first: dict[int, int] = {}
    places = [one.place if (one := known(run, hint)) is not None else -1 - n for n, (_, run) in enumerate(chosen)]
    for n in sorted(range(len(chosen)), key=lambda n: chosen[n][1][0].candidate.type != "type"):
        first.setdefault(places[n], n)
    return [c for n, c in enumerate(chosen) if first[places[n]] == n]


def owned(items: list[Mention], numbers: list[tuple[float, Mention]]) -> dict[int, Mention]:
    """Which number counts which item: the item that follows it most closely, or the only one there is."""
    out: dict[int, tuple[float, Mention]] = {}
    for p, number in numbers:
        at = number.candidate.end
        after = [(m.candidate.start - at, n) for n, m in enumerate(items) if 0 <= m.candidate.start - at < 90]
        n = min(after)[1] if after else 0 if len(items) == 1 else None
        if n is not None and (n not in out or out[n][0] < p):
            out[n] = (p, number)
    return {n: m for n, (_, m) in out.items()}
