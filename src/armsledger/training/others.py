"""Trains the models that say which proposals of the other kinds are claims. Needs numpy only."""

from collections.abc import Sequence
from typing import Any

from armsledger.model.values import Party, Range
from armsledger.reading.linear import Linear, train
from armsledger.reading.others import LEAST, accepting, model_of
from armsledger.reading.proposal import Found

Json = dict[str, Any]
NO_YES = ("no", "yes")
STRENGTH = 1.0
"""How far the weights may go. Source: five folds of the training reports."""


def fit(proposed: Sequence[tuple[Found, bool]]) -> dict[str, Linear]:
    """One model a kind, by its name, from proposals and whether gold has each."""
    out = {}
    for kind in LEAST:
        mine = [(accepting(f), NO_YES[yes]) for f, yes in proposed if f.draft.kind is kind]
        out[model_of(kind)] = train([x for x, _ in mine], [y for _, y in mine], NO_YES, strength=STRENGTH)
    return out


def stands(proposed: Sequence[Found], gold: Sequence[Json]) -> list[bool]:
    """For each proposal whether gold has a claim of its kind there that shares a party, an item or the value; one a claim."""
    out, used = [], set()
    for found in proposed:
        draft = found.draft
        hit = None
        for j, claim in enumerate(gold):
            if (
                j in used
                or claim["kind"] != draft.kind
                or not (draft.quote.start < claim["end"] and claim["start"] < draft.quote.end)
            ):
                continue
            ours = {t.party.key for t in (*draft.parties, *draft.supplier, *draft.recipient)}
            theirs = keys((*claim["parties"], *claim["supplier"], *claim["recipient"])) - {"?"}
            agree = bool(ours & theirs) and (draft.form is None or draft.form == claim["form"])
            if draft.measure is not None and claim["measure"] is not None:
                m, value = draft.measure[0], claim["measure"]["value"]
                mine = (m.value.min, m.value.max) if isinstance(m.value, Range) else (m.value, m.value)
                agree = m.name == claim["measure"]["name"] and mine == (
                    (value["min"], value["max"]) if isinstance(value, dict) else (value, value)
                )
            if agree:
                hit = j
                break
        if hit is not None:
            used.add(hit)
        out.append(hit is not None)
    return out


def keys(parties: Sequence[str]) -> set[str]:
    return {Party.parse(p).key for p in parties}
