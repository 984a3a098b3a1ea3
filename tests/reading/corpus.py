"""Our own hard cases, one file a sort: a text, then the claims it must give, one a line; `##` opens the next case.

`- transfer order asserted | BRA > GHA | 12 Super Tucano aircraft; - - service | via CYP | money 5 USD | when 2018-01-01.. | by media`
`- figure asserted import_share 62 IND / RUS`

`known failure: why` under a case says that the readers do not read all of it, and nothing else, yet.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from armsledger.model.claim import Claim
from armsledger.model.report import Report
from armsledger.model.values import Period, Range, Span

FOLDER = Path(__file__).resolve().parents[1] / "corpus"
Slot = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    report: Report
    claims: tuple[Counter[Slot], ...]
    fails: str | None = None
    """Why it is a known failure."""

    @property
    def sort(self) -> str:
        return self.name.split("-case-")[0]


@dataclass(slots=True)
class Score:
    right: int = 0
    wanted: int = 0
    given: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.wanted + self.given) if self.wanted + self.given else 1.0


def cases() -> list[Case]:
    return [case for path in sorted(FOLDER.glob("*.md")) for case in read(path)]


def read(path: Path) -> list[Case]:
    parts = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.M)
    return [_case(f"{path.stem}-case-{n}" if n > 1 else path.stem, part) for n, part in enumerate(parts, 1)]


def _case(name: str, part: str) -> Case:
    lines = part.splitlines()
    text = "\n".join(line[2:] for line in lines if line.startswith(">"))
    day = next((date.fromisoformat(line[9:]) for line in lines if line.startswith("written: ")), None)
    report = Report(
        document=name,
        page="p",
        text=text,
        body=(Span(0, len(text)),),
        language="en",
        written=Period.day(day) if day else None,
    )
    return Case(
        name,
        report,
        tuple(wanted(line[2:]) for line in lines if line.startswith("- ") and line != "- none"),
        next((line[15:] for line in lines if line.startswith("known failure: ")), None),
    )


def wanted(line: str) -> Counter[Slot]:
    """The slots of an expected claim."""
    head, *rest = [part.strip() for part in line.split("|")]
    words = head.split()
    out: list[Slot] = [("kind", words[0])]
    if words[0] == "figure":
        other = [("counterpart", w) for w in words[6:]]
        return Counter(
            [*out, ("modality", words[1]), ("measure", words[2]), ("value", words[3]), ("subject", words[4]), *other]
        )
    out += [("word", w) for w in words[1:]]
    for part in rest:
        name, _, value = part.partition(" ")
        if " > " in part:
            out += [("supplier", p) for p in part.split(" > ")[0].split() if p != "?"]
            out += [("recipient", p) for p in part.split(" > ")[1].split() if p != "?"]
        elif name in ("money", "when", "by"):
            out.append((name, value))
        elif name in ("parties", "via"):
            out += [(name, p) for p in value.split()]
        else:
            for item in part.split(";"):
                out += _item(item.split())
    return Counter(out)


def _item(words: list[str]) -> list[Slot]:
    modes = ("second_hand", "licence", "technology", "service", "component")
    mode = words.pop() if words[-1] in modes and len(words) > 3 else None
    number, *name, category = words
    out: list[Slot] = [("category", category)]
    if name != ["-"]:
        out.append(("designation", plain(" ".join(name))))
    if number != "-":
        out.append(("quantity", number))
    return [*out, ("mode", mode)] if mode else out


def plain(designation: str) -> str:
    return re.sub(r"\W+", "", designation).lower()


def given(claim: Claim) -> Counter[Slot]:
    """The slots of a claim that was read."""
    out: list[Slot] = [("kind", str(claim.kind))]
    if claim.measure is not None:
        value = claim.measure.value
        shown = str(value.min if isinstance(value, Range) else value)
        subject = [("subject", p.key) for p in claim.measure.subject]
        subject += [("counterpart", p.key) for p in claim.measure.counterpart]
        return Counter(
            [*out, ("modality", str(claim.modality)), ("measure", str(claim.measure.name)), ("value", shown), *subject]
        )
    out += [("word", str(x)) for x in (claim.stage, claim.modality, claim.form, claim.action) if x is not None]
    for name in ("supplier", "recipient", "parties"):
        out += [(name, k.replace(" ", "")) for k in {p.key for p in getattr(claim, name)} if k != "?"]
    out += [("via", p.key) for p in claim.intermediary]
    for item in claim.items:
        out.append(("category", str(item.category)))
        if item.designation:
            out.append(("designation", plain(item.designation)))
        if item.quantity is not None:
            out.append(("quantity", str(item.quantity.min if item.quantity.min is not None else item.quantity.max)))
        if item.mode != "goods":
            out.append(("mode", str(item.mode)))
    if claim.money is not None:
        m = claim.money
        out.append(
            (
                "money",
                f"{m.min or ''}{'' if m.min == m.max else '..'}{'' if m.min == m.max else m.max or ''} {m.currency}",
            )
        )
    if claim.when is not None:
        out.append(("when", f"{claim.when.first_on or ''}..{claim.when.last_on or ''}"))
    if claim.attribution.who is not None:
        out.append(("by", str(claim.attribution.kind)))
    return Counter(out)


def whole(case: Case, claims: tuple[Claim, ...]) -> bool:
    """Whether every value of the case is read, and nothing else."""
    score = Score()
    compare(case, claims, score)
    return score.right == score.wanted == score.given


def compare(case: Case, claims: tuple[Claim, ...], score: Score) -> None:
    """Adds one case to the score: claims are paired best first, each value counts."""
    ours = [given(c) for c in claims]
    pairs = sorted(
        (
            (sum((w & g).values()), i, j)
            for i, w in enumerate(case.claims)
            for j, g in enumerate(ours)
            if w["kind", "x"] == g["kind", "x"] and w & g and _kind(w) == _kind(g)
        ),
        reverse=True,
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for right, i, j in pairs:
        if i not in used[0] and j not in used[1] and right > 2:
            used[0].add(i)
            used[1].add(j)
            score.right += right
    score.wanted += sum(sum(w.values()) for w in case.claims)
    score.given += sum(sum(g.values()) for g in ours)
    score.missed += [f"{case.name}: {dict(w)}" for i, w in enumerate(case.claims) if i not in used[0]]


def _kind(slots: Counter[Slot]) -> str:
    return next(value for name, value in slots if name == "kind")
