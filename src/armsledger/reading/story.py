"""What the whole report makes plain: whom "the country" and "it" mean, and who sells and buys where a sentence is silent."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from armsledger.model.codes import MeasureName
from armsledger.model.values import Measure, Party, Span
from armsledger.reading.parties import Side


@dataclass(frozen=True, slots=True)
class Told:
    """A party and the words that name it; `inferred` where they stand for it only by what the report makes plain."""

    party: Party
    span: Span
    inferred: bool = False


@dataclass(slots=True)
class Story:
    """The memory of one report, filled in its order."""

    states: list[Told] = field(default_factory=list)
    firms: list[Told] = field(default_factory=list)
    subject: list[Told] = field(default_factory=list)
    speaker: list[Told] = field(default_factory=list)
    sellers: Counter[str] = field(default_factory=Counter)
    buyers: Counter[str] = field(default_factory=Counter)
    where: dict[str, Told] = field(default_factory=dict)
    by_type: dict[str, Counter[str]] = field(default_factory=dict)
    to_type: dict[str, Counter[str]] = field(default_factory=dict)
    share: tuple[MeasureName, tuple[Told, ...]] | None = None
    """Which share was told last, and of whose trade: the next one may leave it out."""
    traded: Measure | None = None
    """The last sum of an arms trade told."""

    def resolve(self, sides: Sequence[Side], within: Sequence[Side]) -> list[Told]:
        """The parties that sides of one sentence (all of whose sides are `within`) mean; nothing where that is unclear."""
        out: list[Told] = []
        for side in sides:
            if side.parties:
                out += [Told(p, side.span) for p in side.parties]
            else:
                out += self._back(side, within)
        seen: set[str] = set()
        return [t for t in out if not (str(t.party) in seen or seen.add(str(t.party)))]  # type: ignore[func-returns-value]

    def _back(self, side: Side, within: Sequence[Side]) -> list[Told]:
        earlier = [s for s in within if s.last <= side.first and s.parties and not s.origin]
        if side.refers == "we":
            return self.speaker[:1] or self.subject[:1]
        if side.refers == "firm":
            near = [s for s in reversed(earlier) if s.firm]
            return [Told(near[0].parties[0], near[0].span)] if near else self.firms[-1:]
        if side.refers == "state":
            near = [s for s in reversed(earlier) if not s.firm and s.before not in ("from", "by")]
            return [Told(near[0].parties[0], near[0].span)] if near else self.main_state()
        near = [s for s in earlier if s.before == "" or s.owner]
        if side.refers in ("its", "their") and near:
            return [Told(near[-1].parties[0], near[-1].span)]
        if near and side.refers in ("it", "they"):
            return [Told(near[-1].parties[0], near[-1].span)]
        return self.subject[:1] if side.refers in ("it", "its", "they", "their") else []

    def main_state(self) -> list[Told]:
        """The state that the report speaks of: its subject, else the last one named."""
        if self.subject and not self.subject[0].party.name:
            return self.subject[:1]
        return self.states[-1:]

    def heard(self, sides: Sequence[Side]) -> None:
        """Remembers the parties of a sentence that has been read."""
        for side in sides:
            for party in side.parties:
                told = Told(party, side.span)
                (self.firms if party.name else self.states).append(told)
                self.where.setdefault(str(party), told)
        first = next((s for s in sides if s.parties and (s.before == "" or s.owner) and not s.origin), None)
        if first is not None:
            self.subject = [Told(first.parties[0], first.span)]

    def dealt(self, suppliers: Sequence[Told], recipients: Sequence[Told], types: Sequence[str]) -> None:
        """Remembers who supplied and who received, over all and by type."""
        for told in suppliers:
            self.sellers[str(told.party)] += 1
            self.where.setdefault(str(told.party), told)
            for name in types:
                self.by_type.setdefault(name, Counter())[str(told.party)] += 1
        for told in recipients:
            self.buyers[str(told.party)] += 1
            self.where.setdefault(str(told.party), told)
            for name in types:
                self.to_type.setdefault(name, Counter())[str(told.party)] += 1

    def seller(self, types: Sequence[str], buyers: set[str]) -> Told | None:
        return self._likely(self.by_type, self.sellers, types, buyers)

    def buyer(self, types: Sequence[str], sellers: set[str]) -> Told | None:
        return self._likely(self.to_type, self.buyers, types, sellers)

    def _likely(
        self, table: dict[str, Counter[str]], overall: Counter[str], types: Sequence[str], not_these: set[str]
    ) -> Told | None:
        """The party told most for these types, else the report's main one; none that stands on the other side."""
        for name in types:
            for text, _ in table.get(name, Counter()).most_common():
                if Party.parse(text).key not in not_these:
                    return self._inferred(text)
        ranked = [(t, n) for t, n in overall.most_common() if Party.parse(t).key not in not_these]
        total = sum(overall.values())
        if ranked and ranked[0][1] * 2 >= total:
            return self._inferred(ranked[0][0])
        return None

    def _inferred(self, text: str) -> Told:
        told = self.where[text]
        return Told(told.party, told.span, True)
