"""The other kinds: cooperation, restriction, visits, figures and use. Patterns propose, a linear model accepts."""

from collections.abc import Callable, Iterator, Sequence

from armsledger.model.codes import Kind
from armsledger.reading.cooperation import cooperation
from armsledger.reading.drafts import Draft
from armsledger.reading.figures import figures
from armsledger.reading.proposal import Found
from armsledger.reading.restriction import restriction
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story
from armsledger.reading.tokens import lowered
from armsledger.reading.visits import use, visit


def stems_of(text: str) -> frozenset[str]:
    """The beginnings, four letters at most, of words that a kind's patterns cannot do without."""
    return frozenset(w[:4] for w in text.split())


LEAST = {Kind.COOPERATION: 0.12, Kind.RESTRICTION: 0.2, Kind.VISIT: 0.2, Kind.FIGURE: 0.1, Kind.USE: 0.1}
"""How likely a proposal must be. Source: three-fold cross-validation over all training reports, leaning to our own, annotated in full."""


def model_of(kind: Kind) -> str:
    """The name of the model that accepts a kind's proposals."""
    return f"others.{kind}"


def others(
    scene: Sequence[Sentence],
    text: str,
    chances: Callable[[Sequence[Found]], Sequence[float]],
    deals: Sequence[Draft] = (),
) -> list[Draft]:
    """The claims that are no transfers; `chances` says how likely each proposal is one, `deals` are the transfers read."""
    found = list(proposals(scene, text, deals))
    out = []
    for one, chance in zip(found, chances(found), strict=True):
        if chance >= LEAST[one.draft.kind]:
            one.draft.score = chance
            out.append(one.draft)
    return out


_KINDS: tuple[tuple[frozenset[str] | None, Callable[[Sentence, str, str, Story], Iterator[Found]]], ...] = (
    (
        stems_of(
            "exer dril mano mane inte info shar pact alli mutu nato coll talk dial cons comm work prod join deve vent coop co-p "
            "co-d co-o part team trai agre acco bila stat secu mili defe mult 2+2 buil desi mili cons two- war comb tril drill disc "
            "meet met 2 seni staf offs memo mou mro main repa over risk tak taki teamed rese tech indu make made supp asse manu "
            "trea memb fiel coun exch pact logi basi come lemo gsom beca cent sign prot conc rati init rene exte expi reac ink fram reci acce "
            "thir new coor cut seve resu brok unde nego hotl swap pass half stak loca sub- guar arra held hold roun took take decl pape"
        ),
        cooperation,
    ),
    (
        stems_of(
            "emba sanc ban bans bann rest proh forb obje oppo conc alar worr prot crit cond deno warn pres diss rebu urge call red "
            "requ need subj awai pend with must woul depe re-e if cong parl sena lift eas ease easi rela remo waiv end ende repe "
            "scra impo slap intr adop plac trig face faci anno new fres seco thre risk invi attr blac halt susp stop free froz bloc "
            "refu den deny deni revo reje veto cut held limi bar bars barr caat miss arms weap un us eu inte expo west prev not "
            "resu exem lobb dete at spat call aske told push pers appe trie cont yet has have gove coun cabi pena puni roun resu hit lead "
            "hold dela put sale sell deal deli ship supp purc buy itar turn tigh appl rule cons perm lice appr expi wait drop vote hing no "
            "does cann will did expo jets forb laps disp prot moto poli clea"
        ),
        restriction,
    ),
    (
        stems_of("visi trip tour host trav dele met meet flew fly paid in arri disp talk nego to from at rece welc"),
        visit,
    ),
    (None, figures),
    (
        stems_of(
            "use used uses usin depl empl fire fires firi laun shot shoo down bomb stru stri atta comb batt seen saw in inte flew flow "
            "fly flyi took prov capt seiz oper dest patr wiel carr hold supp figh hit targ guar coun prot test poun shel drop raid cras brou knoc lost wrec ambu clas sort miss firs unde foug "
            "inva offe crac airs arme equi sent cros ente disp foun pick turn kill bapt perf stat troo loss dead died"
        ),
        use,
    ),
)


def proposals(scene: Sequence[Sentence], text: str, deals: Sequence[Draft] = ()) -> Iterator[Found]:
    """Everything that the patterns see, in order; who sells and buys what is known from the transfers read.

    The patterns are all in lower case, and so is what they look at.
    """
    story = Story()
    for deal in deals:
        story.dealt(deal.supplier, deal.recipient, [t.designation for t in deal.items if t.designation])
    for sentence in scene:
        words = sentence.span.of(lowered(text))
        stems = {t.low[:4] for t in sentence.tokens}
        for stem, kind in _KINDS:
            if stem is None or stem & stems:
                yield from kind(sentence, words, text, story)
        story.heard(sentence.sides)


def accepting(found: Found) -> list[str]:
    """What tells whether a proposal is a claim."""
    draft, tokens = found.draft, found.sentence.tokens
    if draft.kind is Kind.USE:
        return list(found.marks)
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
    own += [f"all={w}" for w in set(shown) if len(w) > 3] + list(found.marks)
    if draft.measure:
        m = draft.measure[0]
        own += [f"m={m.name}", f"c={bool(m.counterpart)}"]
    return own
