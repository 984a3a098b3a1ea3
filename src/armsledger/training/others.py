"""Trains the models that say which proposals of the other kinds are claims. Needs numpy only."""

from collections.abc import Iterator, Sequence
from typing import Any

from armsledger.model.codes import Kind
from armsledger.model.values import Party, Range
from armsledger.reading.linear import Linear, train
from armsledger.reading.others import LEAST, accepting, model_of
from armsledger.reading.proposal import Found
from armsledger.reading.valuing import ROLES, WHEN, candidates, moments, role_model, ruled

Json = dict[str, Any]
NO_YES = ("no", "yes")
STRENGTH = 1.0
"""How far the weights may go. Source: five folds of the training reports."""
VALUES = 0.1
"""The same for parties and times. Source: three folds of the training reports and our own."""


def fit(proposed: Sequence[tuple[Found, bool]]) -> dict[str, Linear]:
    """One model a kind, by its name, from proposals and whether gold has each."""
    out = {}
    for kind in LEAST:
        mine = [(accepting(f), NO_YES[yes]) for f, yes in proposed if f.draft.kind is kind]
        out[model_of(kind)] = train([x for x, _ in mine], [y for _, y in mine], NO_YES, strength=STRENGTH)
    return out


def stands(proposed: Sequence[Found], gold: Sequence[Json]) -> list[bool]:
    """For each proposal whether gold has a claim for it."""
    return [claim is not None for claim in matched(proposed, gold)]


def matched(proposed: Sequence[Found], gold: Sequence[Json]) -> list[Json | None]:
    """For each proposal the claim of its kind that gold has there and that shares a party, an item or the value; one a claim."""
    out, used = list[Json | None](), set()
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
        out.append(gold[hit] if hit is not None else None)
    return out


def keys(parties: Sequence[str]) -> set[str]:
    return {Party.parse(p).key for p in parties}


def values(told: Sequence[tuple[Found, Json]]) -> dict[str, Linear]:
    """The models that choose parties and times, from proposals with the claims of gold that they stand for."""
    classes: dict[str, Sequence[str]] = {WHEN: NO_YES, **{role_model(k): v for k, v in ROLES.items()}}
    lots: dict[str, tuple[list[list[str]], list[str]]] = {name: ([], []) for name in classes}
    for found, claim in told:
        for name, names, label, _ in examples(found, claim):
            lots[name][0].append(names)
            lots[name][1].append(label)
    return {name: train(x, y, classes[name], strength=VALUES) for name, (x, y) in lots.items() if x}


def examples(found: Found, claim: Json) -> Iterator[tuple[str, list[str], str, str]]:
    """For each choice the model's name, the features, the right label, and the one that the patterns give."""
    draft = found.draft
    if draft.kind in ROLES:
        rules = ruled(draft)
        for told, names in candidates(found):
            key = told.party.key
            yield role_model(draft.kind), names, role(key, claim), rules.get(key, "none")
    said = draft.when[0] if draft.when else None
    for dated, names in moments(found):
        want = claim["when"]
        period = dated.value.first_on, dated.value.last_on
        same = want is not None and (str(want["from"]), str(want["to"])) == tuple(str(x or None) for x in period)
        yield WHEN, names, NO_YES[same], NO_YES[dated.value == said]


def role(key: str, claim: Json) -> str:
    """What a party is in a claim of gold."""
    by, sells = key in keys(claim["parties"]), key in keys(claim["supplier"])
    if claim["kind"] == Kind.COOPERATION:
        return "side" if by else "none"
    if by or sells:
        return "both" if by and sells else "by" if by else "supplier"
    return "recipient" if key in keys(claim["recipient"]) else "none"
