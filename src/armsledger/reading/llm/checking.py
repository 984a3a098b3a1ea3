"""From the model's answer to claims: a value is believed only where its words stand, and only our grammars say what it is."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from armsledger.knowledge.mention import Mention
from armsledger.model.codes import (
    COOPERATION_STAGES,
    TRANSFER_STAGES,
    Action,
    Category,
    Form,
    Kind,
    Modality,
    Mode,
    Speaker,
    Stage,
)
from armsledger.model.values import Attribution, Party, Range, Span
from armsledger.reading.dates import Clock, dates
from armsledger.reading.drafts import Draft
from armsledger.reading.items import Thing
from armsledger.reading.llm.passage import KINDS, Passage
from armsledger.reading.money import money
from armsledger.reading.numbers import quantities
from armsledger.reading.parties import Namer
from armsledger.reading.story import Told

C = TypeVar("C", bound=StrEnum)
Find = Callable[[str], Sequence[Mention]]
EDGES = " ,.;:!?\"'“”‘’()[]"


class Checker:
    """Checks the answer about one passage; `rejected` says, in words, what was not believed."""

    def __init__(self, passage: Passage, find: Find, namer: Namer, clock: Clock) -> None:
        self._passage, self._find, self._namer, self._clock = passage, find, namer, clock
        self.rejected: list[str] = []

    def drafts(self, answer: Any) -> list[Draft]:
        """The claims that hold; an answer of another shape gives none."""
        claims = answer.get("claims") if isinstance(answer, Mapping) else None
        if not isinstance(claims, list):
            self.rejected.append("the answer is not a list of claims")
            return []
        found = [self._draft(given) for given in claims if isinstance(given, Mapping)]
        return [draft for draft in found if draft is not None]

    def _draft(self, given: Mapping[str, Any]) -> Draft | None:
        kind = self._code(Kind, given.get("kind"))
        trigger = self._run(given.get("trigger"), "trigger")
        if kind not in KINDS or trigger is None:
            if kind not in KINDS or given.get("trigger") is None:
                self.rejected.append(f"{kind}: not a kind that is asked for, or no words for it")
            return None
        stages = {Kind.TRANSFER: TRANSFER_STAGES, Kind.COOPERATION: COOPERATION_STAGES}.get(kind, ())
        stage = self._code(Stage, given.get("stage"))
        form, action = self._code(Form, given.get("form")), self._code(Action, given.get("action"))
        lacking = {Kind.COOPERATION: form, Kind.RESTRICTION: action}.get(kind, kind) is None
        if lacking or (stages and stage not in stages):
            self.rejected.append(f"{kind}: no stage, form or action that goes with it")
            return None
        draft = Draft(kind=kind, quote=self._passage.span, trigger=trigger, stage=stage if stages else None)
        draft.form = form if kind is Kind.COOPERATION else None
        draft.action = action if kind is Kind.RESTRICTION else None
        draft.modality = self._code(Modality, given.get("modality")) or Modality.ASSERTED
        for name in ("supplier", "recipient", "intermediary", "parties"):
            setattr(draft, name, self._sides(given.get(name), name))
        draft.items = [t for t in (self._thing(i) for i in _list(given.get("items"))) if t is not None]
        self._amounts(draft, given)
        self._speaker(draft, given)
        sides = any(t.party.known for t in (*draft.supplier, *draft.recipient, *draft.parties))
        if not sides or (kind in (Kind.TRANSFER, Kind.USE) and not draft.items):
            self.rejected.append(f"{kind}: no party or no item is left of it")
            return None
        return draft

    def _run(self, value: Any, name: str) -> Span | None:
        """The place of a run of words, None (and told) where the words do not stand there."""
        if value is None:
            return None
        words = self._passage.words
        first, last = (value.get("first"), value.get("last")) if isinstance(value, Mapping) else (None, None)
        if not (isinstance(first, int) and isinstance(last, int) and 0 <= first <= last < len(words)):
            self.rejected.append(f"{name}: no such words: {value!r:.80}")
            return None
        span = _trimmed(self._passage.text, Span(words[first].start, words[last].end))
        said = " ".join(str(value.get("words", "")).split()).strip(EDGES)
        if span is None or " ".join(span.of(self._passage.text).split()) != said:
            self.rejected.append(f"{name}: {said!r:.60} does not stand at words {first} to {last}")
            return None
        return span

    def _code(self, kind: type[C], value: Any) -> C | None:
        return kind(value) if isinstance(value, str) and value in set(kind) else None

    def _sides(self, given: Any, name: str) -> list[Told]:
        out = []
        for run in _list(given):
            span = self._run(run, name)
            if span is not None:
                out += [Told(party, span) for party in self._named(span)]
        return out

    def _named(self, span: Span) -> list[Party]:
        """The parties that our own knowledge sees in the words; the bare words where it sees none."""
        words = span.of(self._passage.text)
        found = [(m, self._namer.party(words, m, m.start, m.end)) for m in self._find(words)]
        firms = [p for m, p in found if p is not None and m.kind == "company"]
        named = firms or [p for _, p in found if p is not None]
        return list(dict.fromkeys(named)) or [Party(None, words)]

    def _thing(self, given: Any) -> Thing | None:
        if not isinstance(given, Mapping):
            return None
        span = self._run(given.get("name"), "item")
        if span is None:
            return None
        words = span.of(self._passage.text)
        known = [m for m in self._find(words) if m.category is not None]
        category = self._code(Category, known[0].category if known else given.get("category"))
        if category is None:
            self.rejected.append(f"item: {words!r:.60} has no category")
            return None
        mode = self._code(Mode, given.get("mode")) or Mode.GOODS
        quantity = self._run(given.get("quantity"), "quantity")
        number = self._number(quantity) if quantity is not None else None
        named = given.get("is_type") is True
        return Thing(
            first=0, last=0, span=span, designation=words if named else None, designation_span=span if named else None,
            category=category, category_span=span, quantity=number, quantity_span=quantity if number else None,
            mode=mode, mode_span=span if mode is not Mode.GOODS else None,
        )  # fmt: skip

    def _number(self, span: Span) -> Range | None:
        found = quantities(self._passage.text, span.start, span.end)
        if len(found) != 1:
            self.rejected.append(f"quantity: {span.of(self._passage.text)!r:.60} is no number")
            return None
        return found[0].value

    def _amounts(self, draft: Draft, given: Mapping[str, Any]) -> None:
        text = self._passage.text
        place = self._run(given.get("money"), "money")
        if place is not None:
            sums = money(text, place.start, place.end)
            if len(sums) == 1:
                draft.money = (sums[0].value, place)
            else:
                self.rejected.append(f"money: {place.of(text)!r:.60} is no sum")
        place = self._run(given.get("when"), "when")
        if place is not None:
            dated = dates(text, place.start, place.end, self._clock)
            if len(dated) == 1:
                draft.when = (dated[0].value, place)
            else:
                self.rejected.append(f"when: {place.of(text)!r:.60} cannot be dated")

    def _speaker(self, draft: Draft, given: Mapping[str, Any]) -> None:
        kind = self._code(Speaker, given.get("speaker")) or Speaker.AUTHOR
        place = self._run(given.get("source"), "source")
        if kind is not Speaker.AUTHOR and place is not None:
            draft.attribution = Attribution(kind=kind, who=place.of(self._passage.text))
            draft.source = place


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _trimmed(text: str, span: Span) -> Span | None:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(EDGES))
    end = span.end - (len(words) - len(words.rstrip(EDGES)))
    return Span(start, end) if start < end else None
