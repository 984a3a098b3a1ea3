"""Examples as the tensors of one training step."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np
import torch
from torch import Tensor

from armsledger.model.codes import Kind
from armsledger.reading.heads import ROLE_TYPES
from armsledger.reading.hints import NOTHING, OPEN, Floats, Hint, best, builds, marks
from armsledger.reading.schema import CANDIDATE_TYPES, KINDS, REACH, ROLES, distances
from armsledger.reading.windows import SIZE, only, windows, worthwhile
from armsledger.reading.wordpieces import Block, Candidate, Ints
from armsledger.training.examples import Event, Example

SHIFTED = 0.4
"""Share of the events whose span is shifted a little in training."""
UNTOLD = 0.12
"""Share of the blocks read without the grammar's hints, so that the network does not lean on them alone."""

Placed = tuple[int, int, Candidate, int]
"""First and last-plus-one piece in the block, the candidate, its number in the report."""


@dataclass(frozen=True, slots=True)
class Located:
    """A block of an example with the place of each of its pieces (-1: not in the block)."""

    example: Example
    block: Block
    place: Ints


def located(example: Example, block: Block) -> Located:
    place = np.full(len(example.pieces.ids) + 1, -1, dtype=np.int64)
    place[block.index] = np.arange(len(block.index))
    return Located(example, block, place)


@dataclass(slots=True)
class Batch:
    """Blocks (b, n), the events that begin in them (e) and the pairs of an event with a candidate of its block (p)."""

    ids: Tensor
    types: Tensor
    shapes: Tensor
    hints: Tensor
    mask: Tensor
    tags: Tensor
    labels: Tensor
    row: Tensor
    """(e,) the block of each event."""
    near: Tensor
    """(e, n) 0 far from the event, 1 before, 2 inside, 3 after."""
    facts: Tensor
    """(e, 6) kind, stage, modality, speaker, form, action; -1 where there is none."""
    told: Tensor
    """(e, 4) stage, modality, speaker, sureness of the grammar's claim there, 0 none."""
    beliefs: tuple[Tensor, ...]
    """(e, stages), (e, modalities), (e, speakers): how likely the grammar's claim holds each, as logarithms, 0 none."""
    pair_event: Tensor
    pair_row: Tensor
    pair_span: Tensor
    pair_type: Tensor
    pair_distance: Tensor
    pair_part: Tensor
    pair_builder: Tensor
    pair_sides: Tensor
    """(p, 2) log odds of the grammar that the candidate supplies, receives."""
    groups: dict[str, tuple[Tensor, ...]]
    """Per role: pair, its group; each group's event, and which of the role's values it is (-1 none)."""
    missing: dict[str, Tensor]
    """Per side: 1 where a value stands outside the block, so nothing can be learned of it."""
    modes: tuple[Tensor, ...]
    categories: tuple[Tensor, ...]

    def to(self, device: str) -> "Batch":
        """The same batch with its tensors on the device."""
        values = {f.name: moved(getattr(self, f.name), device) for f in fields(self)}
        return Batch(**values)


def moved(value: Any, device: str) -> Any:
    if isinstance(value, dict):
        return {k: moved(v, device) for k, v in value.items()}
    if isinstance(value, tuple):
        return tuple(moved(v, device) for v in value)
    return value.to(device)


def epoch(examples: Sequence[Example], rnd: random.Random, pieces_a_step: int) -> Iterator[list[Located]]:
    """What the reader is given of each example, and every annotated claim: blocks cut at a random place, with others of
    about their length."""
    found: list[Located] = []
    for example in examples:
        spans = [(h.first, h.last) for h in example.hints] + [(e.first, e.last) for e in example.events]
        run = windows(example.pieces, spans) if spans else []
        if len(run) > 1 and rnd.random() < 0.7:
            begins = only(example.pieces, worthwhile(example.pieces, spans)).sentences
            run = windows(example.pieces, spans, int(rnd.choice(begins[begins < SIZE].tolist())))
        found += [located(example, b) for b in run]
    rnd.shuffle(found)
    found.sort(key=lambda x: len(x.block.index) + rnd.randint(0, 40))
    batch: list[Located] = []
    ready = []
    for x in found:
        if batch and (len(batch) + 1) * max(len(x.block.index), len(batch[-1].block.index)) > pieces_a_step:
            ready.append(batch)
            batch = []
        batch.append(x)
    ready += [batch] if batch else []
    rnd.shuffle(ready)
    yield from ready


def nearness(n: int, first: int, last: int) -> Ints:
    near = np.zeros(n, dtype=np.int64)
    near[max(0, first - REACH) : first] = 1
    near[first:last] = 2
    near[last : last + REACH] = 3
    return near


@dataclass(slots=True)
class Rows:
    """What a batch is collected in, as lists of numbers."""

    row: list[int] = field(default_factory=list)
    near: list[Ints] = field(default_factory=list)
    facts: list[tuple[int, ...]] = field(default_factory=list)
    told: list[tuple[int, int, int, int]] = field(default_factory=list)
    beliefs: list[tuple[Floats, ...]] = field(default_factory=list)
    pairs: list[tuple[int, ...]] = field(default_factory=list)
    sides: list[Floats] = field(default_factory=list)
    groups: dict[str, list[list[int]]] = field(default_factory=lambda: {role: [[], [], [], []] for role in ROLES})
    missing: dict[str, list[int]] = field(default_factory=lambda: {"supplier": [], "recipient": []})
    modes: list[tuple[int, int]] = field(default_factory=list)
    categories: list[tuple[int, int]] = field(default_factory=list)

    def add(
        self, event: Event, block: int, n: int, span: tuple[int, int], places: list[Placed], hint: Hint | None
    ) -> None:
        """Takes an event at `span` of a block with the candidates of the block and their places."""
        e, start = len(self.row), len(self.pairs)
        self.row.append(block)
        self.near.append(nearness(n, *span))
        self.facts.append((event.kind, event.stage, event.modality, event.speaker, event.form, event.action))
        self.told.append(hint.properties if hint is not None else NOTHING)
        self.beliefs.append(hint.beliefs if hint is not None else OPEN)
        self.sides.append(
            hint.sides[[n for *_, n in places]] if hint is not None else np.zeros((len(places), 2), dtype=np.float32)
        )
        far = distances(np.array([(a, z) for a, z, _, _ in places], dtype=np.int64).reshape(-1, 2), *span).tolist()
        makes = builds(places, *span, hint)
        for (a, z, c, number), built, away in zip(places, makes, far, strict=True):
            if event.modes.get(c.key, -1) >= 0:
                self.modes.append((len(self.pairs), event.modes[c.key]))
                self.categories.append((len(self.pairs), event.categories[c.key]))
            self.pairs.append(
                (
                    e,
                    block,
                    a,
                    z,
                    CANDIDATE_TYPES.index(c.type),
                    away,
                    int(hint.roles[number]) if hint is not None else 0,
                    built,
                )
            )
        for role in ROLES:
            if scored(role, event):
                self._group(role, e, start, event.wanted[role], [c for _, _, c, _ in places])
        for side, flags in self.missing.items():
            here = {c.key for _, _, c, _ in places}
            flags.append(int(any(value and not value & here for value in event.wanted[side])))

    def _group(self, role: str, e: int, start: int, wanted: tuple[frozenset[str], ...], near: list[Candidate]) -> None:
        pair, group, events, targets = self.groups[role]
        keys: dict[str, int] = {}
        for k, c in enumerate(near):
            if c.type not in ROLE_TYPES[role]:
                continue
            if c.key not in keys:
                keys[c.key] = len(events)
                events.append(e)
                targets.append(next((n for n, value in enumerate(wanted) if c.key in value), -1))
            pair.append(start + k)
            group.append(keys[c.key])


def ints(values: Any, *shape: int) -> Tensor:
    return torch.from_numpy(np.array(values, dtype=np.int64).reshape(*(shape or (-1,))))


def floats(values: Floats) -> Tensor:
    return torch.from_numpy(np.asarray(values, dtype=np.float32))


def collate(run: Sequence[Located], rnd: random.Random | None = None) -> Batch:
    """Blocks as one batch; given a source of chance, spans are shifted a little, as predicted ones will be."""
    n = max(len(x.block.index) for x in run)
    ids, types, shapes, hinted, mask = (np.zeros((len(run), n), dtype=np.int64) for _ in range(5))
    tags, labels = (np.full((len(run), n), -1, dtype=np.int64) for _ in range(2))
    rows = Rows()
    for i, x in enumerate(run):
        p, b, m = x.example.pieces, x.block, len(x.block.index)
        ids[i, :m], types[i, :m], shapes[i, :m], mask[i, :m] = p.ids[b.index], p.types[b.index], p.shapes[b.index], 1
        blind = rnd is not None and rnd.random() < UNTOLD
        told = () if blind else x.example.hints
        hinted[i, :m] = marks(told, len(p.ids))[b.index]
        tags[i, b.own : m] = 0
        labels[i, b.own : m] = x.example.labels[b.index[b.own :]]
        placed = zip(x.place[p.places[:, 0]], x.place[p.places[:, 1] - 1] + 1, p.candidates, strict=True)
        places = [(int(a), int(z), c, k) for k, (a, z, c) in enumerate(placed) if a >= 0 and z > a]
        for event in x.example.events:
            first = int(x.place[event.first])
            if first < b.own:
                continue
            last = min(first + event.last - event.first, m)
            inside = tags[i, first:last]
            inside[inside == 0] = 2 + 2 * event.kind
            tags[i, first] = 1 + 2 * event.kind
            if rnd is not None and rnd.random() < SHIFTED:
                first = max(b.own, first + rnd.choice((-3, -2, -1, 1, 2)))
                last = min(m, max(first + 2, last + rnd.choice((-3, -2, -1, 1, 2, 4))))
            rows.add(event, i, n, (first, last), places, best(told, event.first, event.last))
    pairs = ints(rows.pairs, -1, 8)
    return Batch(
        ids=ints(ids, *ids.shape),
        types=ints(types, *ids.shape),
        shapes=ints(shapes, *ids.shape),
        hints=ints(hinted, *ids.shape),
        mask=ints(mask, *ids.shape),
        tags=ints(tags, *ids.shape),
        labels=ints(labels, *ids.shape),
        row=ints(rows.row),
        near=ints(rows.near, -1, n),
        facts=ints(rows.facts, -1, 6),
        told=ints(rows.told, -1, 4),
        beliefs=tuple(
            floats(np.array(x).reshape(len(rows.row), len(n)))
            for x, n in zip(zip(*rows.beliefs, strict=True), OPEN, strict=False)
        )
        or tuple(floats(np.zeros((0, len(n)), dtype=np.float32)) for n in OPEN),
        pair_event=pairs[:, 0],
        pair_row=pairs[:, 1],
        pair_span=pairs[:, 2:4],
        pair_type=pairs[:, 4],
        pair_distance=pairs[:, 5],
        pair_part=pairs[:, 6],
        pair_builder=pairs[:, 7],
        pair_sides=floats(np.concatenate([np.zeros((0, 2), dtype=np.float32), *rows.sides])),
        groups={role: tuple(ints(v) for v in group) for role, group in rows.groups.items()},
        missing={side: ints(flags) for side, flags in rows.missing.items()},
        modes=tuple(ints(rows.modes, -1, 2).T),
        categories=tuple(ints(rows.categories, -1, 2).T),
    )


def scored(role: str, event: Event) -> bool:
    """Whether an event of this kind says anything about the role."""
    kind = KINDS[event.kind]
    if role in ("supplier", "recipient"):
        return kind in (Kind.TRANSFER, Kind.RESTRICTION)
    if role == "intermediary":
        return kind is Kind.TRANSFER
    if role in ("first", "other"):
        return kind not in (Kind.TRANSFER, Kind.FIGURE)
    return kind is not Kind.FIGURE or role == "when"
