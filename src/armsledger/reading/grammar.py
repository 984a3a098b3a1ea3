"""Transfers by grammar alone, nothing learned: what the default reader's network is told before it reads."""

from collections.abc import Sequence
from dataclasses import replace

from armsledger.model.codes import Category, Kind, Mode, Stage
from armsledger.model.values import Attribution, Span
from armsledger.reading.drafts import Draft
from armsledger.reading.items import Thing
from armsledger.reading.linking import Linked, link
from armsledger.reading.scene import Sentence
from armsledger.reading.steps import modality, stage
from armsledger.reading.story import Story, Told


def proposals(text: str, scene: Sequence[Sentence]) -> list[Draft]:
    """The transfers that the grammar proposes, in order; sides that a sentence leaves out are filled where the report makes them plain."""
    story = Story()
    out: list[Draft] = []
    last: list[Thing] = []
    for sentence in scene:
        _speaker(story, sentence)
        for linked in link(sentence.tokens, sentence.chains, sentence.things, sentence.sides):
            items = linked.items or _carried(sentence, linked, last)
            if not items:
                continue
            items = [_recalled(thing, out) for thing in items]
            draft = _draft(text, sentence, linked, items, story)
            if draft is None:
                continue
            out.append(draft)
            story.dealt(draft.supplier, draft.recipient, _types(draft.items))
        if sentence.things:
            last = list(sentence.things)
        story.heard(sentence.sides)
    for draft in out:
        _fill(draft, story)
    return [d for d in out if _stands(d)]


def _types(items: Sequence[Thing]) -> list[str]:
    return [t.designation.split(" ")[0].lower() for t in items if t.designation]


def _speaker(story: Story, sentence: Sentence) -> None:
    if sentence.source is None:
        return
    place = sentence.source.span
    for side in sentence.sides:
        if side.parties and place.start <= side.span.start < place.end:
            story.speaker = [Told(side.parties[0], side.span)]
            return


def _carried(sentence: Sentence, linked: Linked, last: list[Thing]) -> list[Thing]:
    """The items of the sentence before, where a pronoun or an ellipsis points back to them."""
    chain = linked.chain
    before = [t.low for t in sentence.tokens[max(0, chain.first - 9) : chain.first]]
    after = [t.low for t in sentence.tokens[chain.last : chain.last + 4]]
    main = chain.main
    if not last or (
        main.word.form == "noun" and main.word.role in ("take", "give") and not (set(before) & {"the", "this", "its"})
    ):
        return []
    if set(before) & {
        "they",
        "these",
        "it",
        "which",
        "both",
        "all",
        "first",
        "second",
        "remaining",
        "one",
        "others",
        "those",
    } or set(after) & {"them", "it", "these"}:
        return last[-1:] if len({t.category for t in last}) > 2 else last
    return []


def _recalled(thing: Thing, earlier: Sequence[Draft]) -> Thing:
    """A definite class ("the aircraft") as the type that the report last spoke of."""
    if thing.designation or not thing.definite or thing.category in (Category.OTHER, Category.SERVICE):
        return thing
    for draft in reversed(earlier[-6:]):
        for other in draft.items:
            if other.category is thing.category and other.designation:
                mode = other.mode if thing.mode is Mode.GOODS and other.mode is Mode.SECOND_HAND else thing.mode
                return replace(
                    thing,
                    designation=other.designation,
                    designation_span=other.designation_span,
                    mode=mode,
                    mode_span=other.mode_span if mode is not thing.mode else thing.mode_span,
                )
    return thing


def _draft(text: str, sentence: Sentence, linked: Linked, items: list[Thing], story: Story) -> Draft | None:
    chain = linked.chain
    tokens = sentence.tokens
    found = stage(tokens, chain)
    sure, sure_span = modality(tokens, chain, found)
    supplier = story.resolve(linked.supplier, sentence.sides)
    recipient = story.resolve(linked.recipient, sentence.sides)
    keys = {t.party.key for t in supplier}
    if len(supplier) == 1 and len(recipient) > 1:
        recipient = [t for t in recipient if t.party.key not in keys]
    trigger = Span(tokens[chain.first].start, tokens[chain.last - 1].end)
    if linked.fit:
        items = [replace(t, mode=Mode.COMPONENT, mode_span=trigger) for t in items]
    if chain.main.word.role == "serve":
        items = [
            replace(t, mode=Mode.SERVICE, mode_span=trigger) if t.category is not Category.SERVICE else t for t in items
        ]
    inside = [t.span for t in items if sentence.span.start <= t.span.start < sentence.span.end]
    places = [trigger, *inside]
    places += [
        s.span for s in (*linked.supplier, *linked.recipient) if sentence.span.start <= s.span.start < sentence.span.end
    ]
    quote = Span(min(p.start for p in places), max(p.end for p in places))
    draft = Draft(
        kind=Kind.TRANSFER,
        quote=quote,
        trigger=trigger,
        stage=found,
        supplier=supplier,
        recipient=recipient,
        items=items,
        modality=sure,
        modality_span=sure_span,
    )
    _money(sentence, linked, draft)
    _when(sentence, linked, draft)
    if sentence.source is not None:
        draft.attribution = Attribution(kind=sentence.source.value.kind, who=sentence.source.value.who)
        draft.source = sentence.source.span
    draft.facts = {"chain": chain, "sentence": sentence, "linked": linked}
    return draft


def _money(sentence: Sentence, linked: Linked, draft: Draft) -> None:
    """The sum nearest to the event, if no other event stands between."""
    best = None
    for s in sentence.sums:
        gap = max(s.start - draft.quote.end, draft.quote.start - s.end, 0)
        nearer = any(
            c is not linked.chain
            and _gap_to(sentence, c, s.start, s.end) < _gap_to(sentence, linked.chain, s.start, s.end)
            and gap
            for c in sentence.chains
        )
        if gap <= 60 and not nearer and (best is None or gap < best[0]):
            best = (gap, s)
    if best is not None:
        draft.money = (best[1].value, Span(best[1].start, best[1].end))
        draft.quote = Span(min(draft.quote.start, best[1].start), max(draft.quote.end, best[1].end))


def _gap_to(sentence: Sentence, chain: object, start: int, end: int) -> int:
    first, last = sentence.tokens[chain.first].start, sentence.tokens[chain.last - 1].end  # type: ignore[attr-defined]
    return max(start - last, first - end, 0)


def _when(sentence: Sentence, linked: Linked, draft: Draft) -> None:
    """The period nearest to the event, if no other event is nearer to it."""
    best = None
    for d in sentence.dates:
        here = _gap_to(sentence, linked.chain, d.start, d.end)
        if any(c is not linked.chain and _gap_to(sentence, c, d.start, d.end) < here for c in sentence.chains):
            continue
        if best is None or here < best[0]:
            best = (here, d)
    if best is not None:
        draft.when = (best[1].value, Span(best[1].start, best[1].end))


def _fill(draft: Draft, story: Story) -> None:
    types = _types(draft.items)
    if not draft.supplier:
        told = story.seller(types, {t.party.key for t in draft.recipient})
        if told is not None:
            draft.supplier = [told]
    if not draft.recipient:
        told = story.buyer(types, {t.party.key for t in draft.supplier})
        if told is not None:
            draft.recipient = [told]


def _stands(draft: Draft) -> bool:
    """Whether it says enough to be a claim: a side, and an item that is more than a bare word without one."""
    role = draft.facts["chain"].main.word.role
    if not draft.supplier and not draft.recipient:
        return False
    if role in ("make", "serve", "arrive", "fit"):
        said = [t for t in (*draft.supplier, *draft.recipient) if not t.inferred]
        return bool(said) and draft.stage is Stage.DELIVERY
    return True
