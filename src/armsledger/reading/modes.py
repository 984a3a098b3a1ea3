"""In what way an item changes hands: what tells new goods from used ones, licences, parts, services and technology."""

from collections.abc import Sequence, Set

from armsledger.model.codes import Category, Mode
from armsledger.reading import features
from armsledger.reading.cases import Case
from armsledger.reading.items import Thing

FITTED = (Category.ENGINE, Category.SENSOR, Category.MISSILE, Category.ARTILLERY, Category.SMALL_ARMS, Category.OTHER)
"""What is often part of something else."""


def told(found: Sequence[Case], case: Case, thing: Thing, suppliers: Set[str], recipients: Set[str]) -> list[str]:
    """Features of an item of one of a report's cases, by whom it goes from and to (states' codes): who builds the type, how
    it is spoken of elsewhere in the report, what else the sentence names."""
    names = features.mode(case.sentence, case.linked, thing, thing.mode)
    makers = set(thing.makers)
    maker = "unknown" if not makers or not suppliers else "own" if makers & suppliers else "another's"
    builds = bool(makers & recipients)
    names += [
        f"maker={maker}",
        f"maker={maker}:{thing.mode}",
        f"maker={maker}:{builds}",
        f"home={bool(suppliers & recipients)}:{builds}",
    ]
    names += [f"elsewhere={m}" for m in sorted(_elsewhere(found, case, thing))]
    beside = sorted(
        {str(t.category) for t in case.sentence.things if t.category not in (thing.category, Category.OTHER)}
    )
    if thing.category in FITTED:
        names += [f"beside={thing.category}:{c}" for c in beside] + [f"alone={not beside}:{thing.category}"]
    main = case.linked.chain.main.word
    names += [
        f"stage={case.rule['stage']}:{thing.mode}",
        f"word={main.lemma}:{thing.category}",
        f"maker={maker}:{main.lemma}",
    ]
    return names


def _elsewhere(found: Sequence[Case], case: Case, thing: Thing) -> set[str]:
    """The modes other than goods that the grammar reads for the same type, or for the class spoken of again, in other sentences."""
    first = (thing.designation or "").split(" ")[0].lower()
    out = set()
    for other in found:
        if other.sentence is case.sentence:
            continue
        for t in other.sentence.things:
            if t.mode is Mode.GOODS:
                continue
            if first and (t.designation or "").split(" ")[0].lower() == first:
                out.add(f"type:{t.mode}")
            elif t.category is thing.category and abs(other.sentence.number - case.sentence.number) < 3:
                out.add(f"class:{thing.definite}:{t.mode}")
    return out
