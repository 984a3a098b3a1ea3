"""The other kinds: cooperation, restriction, visits, figures and use. Patterns propose, a linear model accepts."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from armsledger.model.codes import Kind
from armsledger.reading.cooperation import cooperation
from armsledger.reading.dates import Dated
from armsledger.reading.deciding import Judge
from armsledger.reading.drafts import Draft
from armsledger.reading.figures import figures
from armsledger.reading.proposal import Around, Found
from armsledger.reading.restriction import restriction
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story
from armsledger.reading.tokens import lowered
from armsledger.reading.valuing import ROLES, settle
from armsledger.reading.visits import use, visit


def stems_of(text: str) -> frozenset[str]:
    """The beginnings, four letters at most, of words that a kind's patterns cannot do without."""
    return frozenset(w[:4] for w in text.split())


LEAST = {Kind.COOPERATION: 0.12, Kind.RESTRICTION: 0.2, Kind.VISIT: 0.2, Kind.FIGURE: 0.1, Kind.USE: 0.1}
"""How likely a proposal must be. Source: three-fold cross-validation over all training reports, leaning to our own, annotated in full."""


def model_of(kind: Kind) -> str:
    """The name of the model that accepts a kind's proposals."""
    return f"others.{kind}"


def others(scene: Sequence[Sentence], text: str, judge: Judge, deals: Sequence[Draft] = ()) -> list[Draft]:
    """The claims that are no transfers; `deals` are the transfers read."""
    found = list(proposals(scene, text, deals))
    kept = []
    for one, chance in zip(found, _chances(found, judge), strict=True):
        if chance >= LEAST[one.draft.kind]:
            one.draft.score = chance
            kept.append(one)
    settle(kept, lambda name, names: judge.models[name].probabilities(names), judge.models.keys())
    return [one.draft for one in kept]


def _chances(found: Sequence[Found], judge: Judge) -> list[float]:
    """How likely each proposal is a claim at all."""
    out = [0.0] * len(found)
    for kind in LEAST:
        mine = [k for k, f in enumerate(found) if f.draft.kind is kind]
        for k, chance in zip(mine, judge.yes(model_of(kind), [accepting(found[k]) for k in mine]), strict=True):
            out[k] = chance
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


class Past:
    """Whom and which times a report has told so far."""

    def __init__(self, story: Story) -> None:
        self._story, self._named = story, Counter[str]()
        dealers = (("seller", story.seller((), set())), ("buyer", story.buyer((), set())))
        self._dealers = [(why, told) for why, told in dealers if told is not None]
        self._last: Sentence | None = None
        self._span: Dated | None = None
        self._year: Dated | None = None

    def heard(self, sentence: Sentence) -> None:
        self._last = sentence
        self._story.heard(sentence.sides)
        self._named.update(p.key for s in sentence.sides for p in s.parties if not p.name)
        for dated in sentence.dates:
            first, last = dated.value.first_on, dated.value.last_on
            if first is not None and last is not None and (last - first).days > 360:
                if (last - first).days > 370:
                    self._span = dated
                else:
                    self._year = dated

    def around(self, sentence: Sentence) -> Around:
        """What bears on the claims of the next sentence."""
        story = self._story
        parties = [("subject", t) for t in story.subject[:1]]
        if self._named:
            most = max(self._named, key=lambda key: self._named[key])
            parties.append(("most", next(t for t in reversed(story.states) if t.party.key == most)))
            parties.append(("last", story.states[-1]))
        parties += [("firm", t) for t in story.firms[-1:]]
        sides = tuple((s, t) for s in sentence.sides for t in story.resolve([s], sentence.sides))
        return Around(sides, (*parties, *self._dealers), self.times(sentence))

    def times(self, sentence: Sentence) -> tuple[tuple[str, Dated], ...]:
        """The times before the next sentence: the last of several years, the last year, those of the sentence right before."""
        told = [(why, d) for why, d in (("span", self._span), ("year", self._year)) if d is not None]
        before = self._last
        if before is not None and before.number == sentence.number - 1:
            told += [("before", d) for d in before.dates[:2]]
        return tuple(told)


def proposals(scene: Sequence[Sentence], text: str, deals: Sequence[Draft] = ()) -> Iterator[Found]:
    """Everything that the patterns see, in order; who sells and buys what is known from the transfers read.

    The patterns are all in lower case, and so is what they look at.
    """
    story = Story()
    for deal in deals:
        story.dealt(deal.supplier, deal.recipient, [t.designation for t in deal.items if t.designation])
    past = Past(story)
    for sentence in scene:
        words = sentence.span.of(lowered(text))
        stems = {t.low[:4] for t in sentence.tokens}
        around = None
        times = past.times(sentence)
        for stem, kind in _KINDS:
            if stem is None or stem & stems:
                for found in kind(sentence, words, text, story):
                    if found.draft.kind in ROLES:
                        around = found.around = around or past.around(sentence)
                    elif times:
                        found.around = Around(times=times)
                    yield found
        past.heard(sentence)


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
