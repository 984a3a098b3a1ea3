"""The other kinds: cooperation, restriction, visits, figures and use. Patterns propose, a linear model accepts."""

from collections.abc import Callable, Iterator, Sequence

from armsledger.reading.cooperation import cooperation
from armsledger.reading.drafts import Draft
from armsledger.reading.figures import figures
from armsledger.reading.proposal import Found
from armsledger.reading.restriction import restriction
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story
from armsledger.reading.visits import use, visit


def others(scene: Sequence[Sentence], text: str, keep: Callable[[Found], float | None]) -> list[Draft]:
    """The claims that are no transfers; `keep` gives a score, or None to leave one out."""
    out = []
    for found in proposals(scene, text):
        score = keep(found)
        if score is not None:
            found.draft.score = score
            out.append(found.draft)
    return out


def proposals(scene: Sequence[Sentence], text: str) -> Iterator[Found]:
    """Everything that the patterns see, in order."""
    story = Story()
    for sentence in scene:
        words = sentence.span.of(text)
        yield from cooperation(sentence, words, text, story)
        yield from restriction(sentence, words, text, story)
        yield from visit(sentence, words, text, story)
        yield from figures(sentence, words, text, story)
        yield from use(sentence, words, text, story)
        story.heard(sentence.sides)


def accepting(found: Found) -> list[str]:
    """What tells whether a proposal is a claim."""
    draft, tokens = found.draft, found.sentence.tokens
    kind = str(draft.kind)
    shown = [{"P": "<P>", "I": "<I>", "N": "<N>", "M": "<M>", "D": "<D>"}.get(t.kind, t.low) for t in tokens]
    before, after, inside = (
        shown[max(0, found.first - 7) : found.first],
        shown[found.last : found.last + 7],
        shown[found.first : found.last],
    )
    own = [
        f"why={found.why}",
        f"n={min(len(draft.parties), 4)}",
        f"items={min(len(draft.items), 3)}",
        f"stage={draft.stage}",
        f"action={draft.action}",
        f"mod={draft.modality}",
        f"inferred={any(t.inferred for t in draft.parties)}",
        f"len={len(tokens) // 12}",
    ]
    own += [
        f"s={len(draft.supplier)}:{len(draft.recipient)}",
        f"src={draft.attribution.kind}",
        f"place={min(found.sentence.number, 12) // 3}",
        f"designated={any(t.designation for t in draft.items)}",
    ]
    own += (
        [f"w={w}" for w in set(before + after)]
        + [f"i={w}" for w in set(inside)]
        + [f"a1={after[0] if after else '$'}", f"b1={before[-1] if before else '^'}"]
    )
    own += [f"all={w}" for w in set(shown) if len(w) > 3]
    if draft.measure:
        m = draft.measure[0]
        own += [f"m={m.name}", f"c={bool(m.counterpart)}"]
    return [f"{kind}|{x}" for x in own] + [f"kind={kind}"]
