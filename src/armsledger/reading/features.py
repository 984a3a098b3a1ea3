"""What the linear models look at."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any

from armsledger.model.codes import Mode
from armsledger.model.values import Party
from armsledger.reading.events import ADVERB, BE, HAVE, MODALS, Chain
from armsledger.reading.items import Thing
from armsledger.reading.linear import bucket
from armsledger.reading.linking import Linked
from armsledger.reading.scene import Sentence
from armsledger.reading.steps import clause_before
from armsledger.reading.story import Told
from armsledger.reading.tokens import DATE, ITEM, MARK, MONEY, NUMBER, PARTY, WORD, Token, told_by, words

CUE = told_by(
    r"plans?|planned|planning|expected|expects?|likely|unlikely|could|may|might|would|will|agreed|agrees|refused|failed|decided|considering|considered|"
    r"hopes?|hoped|wants?|wanted|interest(?:ed)?|scheduled|due|set|ready|able|possible|potential|proposed|seek(?:s|ing)?|looking|keen|intends?|"
    r"intention|approved|approval|authori[sz]ed|permission|allowed|cleared|began|begun|started|completed|finali[sz]ed|finali[sz]ing|signed|talks|negotiat\w+|"
    r"discuss\w+|offer(?:ed|s)?|ask(?:ed|ing)?|request(?:ed)?|urged|blocked|cancel\w+|halt\w*|suspend\w*|stopp?\w*|reject\w*|if|should|can|cannot|"
    r"yet|never|not|no|reportedly|allegedly|option|opportunity|previously|already|recently|currently|continue[sd]?|pledged|promised|committed"
)
HALT = told_by(
    r"cancel\w*|scrap\w*|suspen\w+|halt\w*|block\w*|reject\w*|refus\w+|terminat\w+|abandon\w*|veto\w*|stall\w*|froze|frozen|freez\w+|scuttl\w+|shelv\w+|stopp?\w*|"
    r"embargo\w*|ban|banned|collapse\w*|postpone\w*|delay\w*|ditch\w*|lost|fail\w*|drop\w*|end(?:ed|ing)?|withdr\w+|pull\w*|cut\w*|axed?|axing|barred|den(?:y|ied|ies)|revok\w+"
)
NO = words(
    "not never no n't cannot can't won't didn't doesn't hasn't haven't isn't wasn't aren't weren't without neither nor yet denied denies"
)
_KIND = {PARTY: "<P>", ITEM: "<I>", NUMBER: "<N>", MONEY: "<M>", DATE: "<D>"}


def shown(token: Token) -> str:
    return _KIND.get(token.kind, token.low)


@dataclass(slots=True)
class Candidate:
    """A party that may stand on a side of an event, with what is known of it there. `side` is its index in the sentence, -1 outside."""

    told: Told
    side: int
    features: list[str]


def chain_names(chain: Chain) -> tuple[str, str, str]:
    """Main word with form and voice, the lead word, and all of them in a row."""
    main, lead = chain.main, chain.triggers[0]
    voice = "pass" if main.passive else main.word.form
    return (
        f"{main.word.lemma}.{voice}",
        f"{lead.word.lemma}.{'pass' if lead.passive else lead.word.form}",
        "+".join(f"{t.word.lemma}.{t.word.form[0]}" for t in chain.triggers),
    )


def event(sentence: Sentence, linked: Linked, items: Sequence[Thing], carried: bool, rule: dict[str, Any]) -> list[str]:
    """Features of an event as such: its words, what stands around them, what was linked."""
    chain, tokens = linked.chain, sentence.tokens
    main, lead, row = chain_names(chain)
    role = chain.main.word.role
    shapes = [shown(t) for t in tokens]
    a, b = chain.first, chain.last
    out = [
        f"main={main}",
        f"lead={lead}",
        f"row={row}",
        f"role={role}",
        f"stage={rule['stage']}",
        f"mod={rule['modality']}",
        f"rs={role}:{rule['stage']}:{rule['modality']}",
    ]
    before = shapes[max(0, a - 8) : a]
    after = shapes[b : b + 8]
    inside = shapes[a:b]
    out += [f"b={w}" for w in set(before)]
    out += [f"b3={w}" for w in set(before[-3:])]
    out += [f"a={w}" for w in set(after)]
    out += [f"a3={w}" for w in set(after[:3])]
    out += [f"i={w}" for w in set(inside)]
    out += [
        f"mb1={main}:{before[-1] if before else '^'}",
        f"b2={' '.join(before[-2:])}",
        f"a2={' '.join(after[:2])}",
        f"ma1={main}:{after[0] if after else '$'}",
    ]
    m = chain.main.at
    out += [f"m-1={shapes[m - 1] if m else '^'}", f"m+1={shapes[m + 1] if m + 1 < len(shapes) else '$'}"]
    if m > 1:
        out.append(f"m-2={shapes[m - 2]} {shapes[m - 1]}")
    far = shapes[max(0, a - 20) : max(0, a - 8)]
    out += [f"far={w}" for w in set(far) if w.isalpha() or w[0] == "<"]
    out += [
        f"carried={carried}",
        f"nitems={bucket(len(items))}",
        f"nchains={bucket(len(sentence.chains))}",
        f"nth={bucket(list(sentence.chains).index(chain) if chain in sentence.chains else 9)}",
    ]
    if items:
        thing = items[0]
        gap = thing.first - b if thing.first >= b else a - thing.last
        where = "after" if thing.first >= b else "before" if thing.last <= a else "in"
        out += [
            f"cat={thing.category}", f"des={thing.designation is not None}", f"qty={thing.quantity is not None}", f"weak={thing.weak}",
            f"rolecat={role}:{thing.category}:{thing.designation is not None}", f"def={thing.definite}", f"mode={thing.mode}",
            f"where={where}:{bucket(gap)}", f"rw={role}:{where}:{thing.quantity is not None}",
        ]  # fmt: skip
        if where != "in" and not carried:
            path = shapes[b : thing.first] if where == "after" else shapes[thing.last : a]
            out.append(f"path={where}:{' '.join(path[:4])}")
    out += clause(sentence, chain)
    out += [f"sup={kinds(linked, 'supplier', sentence)}", f"rec={kinds(linked, 'recipient', sentence)}"]
    out.append(f"both={role}:{bool(linked.supplier)}:{bool(linked.recipient)}:{bool(items)}")
    out += [
        f"source={sentence.source.value.kind if sentence.source else 'author'}",
        f"place={min(sentence.number, 12)}",
        f"quote={shapes[0] in ('“', chr(34))}",
    ]
    out += [f"has={k}" for k in {t.kind for t in tokens} if k not in (WORD, MARK)]
    out.append(f"len={bucket(len(tokens) // 4)}")
    out.append(f"nparties={bucket(len({p.key for s in sentence.sides for p in s.parties}))}")
    return out


def clause(sentence: Sentence, chain: Chain) -> list[str]:
    """What governs the event within its clause: auxiliaries of its first and main word, and the words that lead to it."""
    tokens, main, lead = sentence.tokens, chain.main, chain.triggers[0]
    out = []
    for name, trigger in (("main", main), ("lead", lead)):
        row = auxiliaries(tokens, trigger.at)
        voice = "pass" if trigger.passive else trigger.word.form
        out += [f"x{name}={row}", f"x{name}={row}:{trigger.word.role}:{voice}", f"x{name}={row}:{trigger.word.lemma}"]
    governing = [tokens[k].low for k in clause_before(tokens, chain.first, 16) if tokens[k].kind == WORD]
    out += [f"cl={low}" for low in set(governing)]
    cue = next((low for low in governing if CUE(low)), "-")
    out += [f"cue={cue}", f"cue={cue}:{main.word.lemma}", f"cue={cue}:{lead.word.role}:{lead.word.form}"]
    stops = [k for k, t in enumerate(tokens) if HALT(t.low)]
    near = min((abs(k - chain.first) for k in stops), default=99)
    out.append(f"halt={bucket(near)}")
    denial = [k for k in clause_before(tokens, chain.first, 16) if tokens[k].low in NO]
    out += [f"no={tokens[k].low}:{bucket(chain.first - k)}" for k in denial[:1]]
    return out


def auxiliaries(tokens: Sequence[Token], at: int) -> str:
    """The auxiliaries and "not" right before a word, as one string."""
    found: list[str] = []
    k = at - 1
    while k >= 0 and k >= at - 7:
        low = tokens[k].low
        if low in BE or low in HAVE or low in MODALS or low in NO or low in ("do", "does", "did"):
            found.insert(0, low)
        elif not (ADVERB(low) or tokens[k].kind == DATE):
            break
        k -= 1
    return " ".join(found)


def kinds(linked: Linked, name: str, sentence: Sentence) -> str:
    sides = getattr(linked, name)
    if not sides:
        return "none"
    side = sides[0]
    return f"{'firm' if side.firm else side.refers or 'state'}:{side.before or ('origin' if side.origin else 'bare')}"


def party(sentence: Sentence, linked: Linked, index: int, rule: str) -> list[str]:
    """Features of a party of the sentence as a side of an event."""
    side, chain, tokens = sentence.sides[index], linked.chain, sentence.tokens
    main, lead, row = chain_names(chain)
    role = chain.main.word.role
    m = chain.main.at
    where = "after" if side.first > m else "before"
    lo, hi = (m + 1, side.first) if where == "after" else (side.last, chain.first)
    between = tokens[lo:hi]
    kinds_between = [t.kind for t in between]
    what = (
        "firm" if side.firm else side.refers or ("group" if side.parties and len(side.parties[0].key) != 3 else "state")
    )
    prep = side.before or ("own" if side.owner else "org" if side.origin else "-")
    voice = "pass" if chain.main.passive else chain.main.word.form
    others = sum(1 for s in sentence.sides if s is not side and not s.origin and (lo <= s.first < hi))
    crossed = sum(1 for c in sentence.chains if c is not chain and lo <= c.first < hi)
    said = any(
        t.low in ("said", "says", "told", "announced", "reported", "according", "that", "which", "who") for t in between
    )
    previous = shown(tokens[side.first - 1]) if side.first else "^"
    following = shown(tokens[side.last]) if side.last < len(tokens) else "$"
    path = " ".join(shown(t) for t in between[:5]) if len(between) <= 5 else "long"
    in_item = any(t.first <= side.first < t.last for t in linked.items)
    inside_other = side.origin and not in_item
    out = [
        f"r={rule}", f"r={rule}:{role}:{voice}", f"r={rule}:{prep}:{what}", f"what={what}", f"prep={prep}", f"wr={role}:{voice}:{where}:{prep}", f"wm={main}:{where}:{prep}",
        f"wmw={main}:{where}:{prep}:{what}", f"wlead={lead}:{where}:{prep}", f"row={row}:{where}:{prep}", f"role={role}:{where}:{what}", f"d={where}:{bucket(len(between) / 2)}",
        f"rd={rule}:{bucket(len(between) / 2)}", f"others={where}:{others}", f"crossed={where}:{crossed}", f"ro={rule}:{others}:{crossed}", f"said={where}:{said}",
        f"prev={previous}", f"next={following}", f"pm={role}:{where}:{previous}", f"nm={role}:{where}:{following}", f"path={where}:{path}", f"initem={in_item}:{role}", f"otheritem={inside_other}",
        f"owner={side.owner}:{side.demonym}:{role}", f"first={side.first == 0 or index == 0}:{where}", f"group={sum(s.group == side.group for s in sentence.sides) > 1}:{prep}",
        f"src={_is_source(sentence, side.span.start)}:{rule}", f"items={ITEM in kinds_between}:{where}:{prep}:{role}",
    ]  # fmt: skip
    if linked.items:
        item = linked.items[0]
        near = side.first - item.last if side.first >= item.last else item.first - side.last
        order = "after" if side.first >= item.last else "before"
        out += [
            f"it={order}:{bucket(near)}:{prep}",
            f"itr={role}:{voice}:{order}:{prep}",
            f"cat={item.category}:{what}:{rule}",
        ]
    return out


def maker(
    party: Party, makers: Sequence[str], builders: Set[str | None], role: str, have: str, inside: bool
) -> list[str]:
    """Features of a party beside the states that build the type: `builders` of them are candidates here at all."""
    if not makers:
        return ["mk=unknown"]
    own = "first" if party.code == makers[0] else "yes" if party.code in makers else "no"
    alone = "none" if not builders else "only" if builders == {party.code} else "other" if own == "no" else "also"
    where = "in" if inside else "out"
    return [
        f"mk={own}", f"mk={own}:{alone}", f"mk={own}:{alone}:{role}", f"mk={own}:{where}:{have}", f"mk={own}:{alone}:{where}", f"mkn={own}:{len(makers) > 1}",
    ]  # fmt: skip


def _is_source(sentence: Sentence, at: int) -> bool:
    return sentence.source is not None and sentence.source.span.start <= at < sentence.source.span.end


def beside(thing: Thing, others: Sequence[tuple[Thing, bool, bool]], chosen: bool) -> list[str]:
    """Features of an item against the event's other candidates: a class named beside its own types is often no item."""
    rest = [(t, c) for t, c, _ in others if t is not thing]
    typed = any(t.category is thing.category and t.designation and c for t, c in rest)
    same = any(t.category is thing.category and c for t, c in rest)
    before = any(
        t.category is thing.category and t.designation == thing.designation and t.first < thing.first for t, _ in rest
    )
    counted = any(c and t.quantity is not None for t, c in rest)
    bare = thing.designation is None
    return [
        f"typed={typed}:{bare}:{thing.quantity is not None}:{chosen}", f"same={same}:{bare}:{chosen}", f"before={before}:{bare}:{chosen}", f"counted={counted}:{bare}:{thing.quantity is not None}:{chosen}",
        f"anychosen={any(c for _, c in rest)}:{chosen}",
    ]  # fmt: skip


def item(sentence: Sentence, linked: Linked, thing: Thing, chosen: bool, carried: bool) -> list[str]:
    """Features of an item as an item of an event."""
    chain, tokens = linked.chain, sentence.tokens
    main, _, row = chain_names(chain)
    role = chain.main.word.role
    if carried:
        return [f"carried:{chosen}", f"carried:{main}", f"carried:{role}:{thing.category}"]
    m = chain.main.at
    where = "after" if thing.first > m else "before" if thing.last <= m else "in"
    lo, hi = (chain.last, thing.first) if where == "after" else (thing.last, chain.first)
    between = tokens[lo:hi]
    crossed = sum(1 for c in sentence.chains if c is not chain and lo <= c.first < hi)
    voice = "pass" if chain.main.passive else chain.main.word.form
    items_between = sum(1 for t in sentence.things if t is not thing and lo <= t.first < hi)
    previous = shown(tokens[thing.first - 1]) if thing.first else "^"
    following = shown(tokens[thing.last]) if thing.last < len(tokens) else "$"
    low = {t.low for t in between}
    return [
        f"c={chosen}", f"c={chosen}:{role}:{voice}:{where}", f"c={chosen}:{crossed}", f"w={role}:{voice}:{where}", f"wm={main}:{where}", f"row={row}:{where}", f"d={where}:{bucket(len(between) / 2)}",
        f"cd={chosen}:{bucket(len(between) / 2)}", f"crossed={where}:{crossed}", f"between={where}:{bucket(items_between)}:{chosen}", f"cat={thing.category}:{thing.designation is not None}",
        f"catc={thing.category}:{chosen}:{thing.mode}", f"qty={thing.quantity is not None}:{chosen}", f"prev={previous}", f"prevc={previous}:{chosen}", f"next={following}", f"nextc={following}:{chosen}",
        f"def={thing.definite}:{chosen}", f"weak={thing.weak}:{chosen}", f"plural={thing.plural}:{thing.designation is not None}", f"n={bucket(len(sentence.things))}:{chosen}",
        *(f"mid={w}" for w in ("including", "replace", "which", "with", "for", "and", ",", "such", "like", "from", "than", "alongside", "its", "armed", "equipped", "based", "("  ) if w in low),
        *(f"midc={w}:{chosen}" for w in ("including", "which", "with", "for", "and", ",") if w in low),
    ]  # fmt: skip


def mode(sentence: Sentence, linked: Linked, thing: Thing, rule: Mode) -> list[str]:
    """Features that tell goods from used goods, licences, parts, services and technology."""
    tokens, chain = sentence.tokens, linked.chain
    main, _, _ = chain_names(chain)
    around = [t.low for t in tokens[max(0, thing.first - 6) : thing.first]]
    ahead = [t.low for t in tokens[thing.last : thing.last + 5]]
    inside = [t.low for t in tokens[thing.first : thing.last] if t.kind == WORD]
    everywhere = {t.low for t in tokens}
    cues = (
        "licence",
        "license",
        "licensed",
        "under",
        "upgrade",
        "upgraded",
        "training",
        "train",
        "maintenance",
        "parts",
        "components",
        "spare",
        "technology",
        "second-hand",
        "used",
        "refurbished",
        "former",
        "surplus",
        "retired",
        "overhaul",
        "repair",
        "modernisation",
        "modernization",
        "engine",
        "engines",
        "powered",
        "fitted",
        "equipped",
        "assembled",
        "assembly",
        "local",
        "locally",
        "support",
        "kits",
        "integration",
        "radar",
        "simulator",
        "sensors",
        "services",
        "sustainment",
        "excess",
        "ex",
    )
    return [
        f"rule={rule}", f"rule={rule}:{thing.category}", f"main={main}", f"mc={main}:{thing.category}", f"cat={thing.category}", f"role={chain.main.word.role}:{linked.fit}",
        *(f"b={w}" for w in set(around)), *(f"a={w}" for w in set(ahead)), *(f"i={w}" for w in set(inside)), f"a1={ahead[0] if ahead else '$'}", f"b1={around[-1] if around else '^'}",
        *(f"cue={c}" for c in cues if c in everywhere), f"des={thing.designation is not None}",
    ]  # fmt: skip


def moment(
    sentence: Sentence, linked: Linked, start: int, end: int, side: str | None, explicit: bool, chosen: bool
) -> list[str]:
    """Features of a date (or a sum) as the event's."""
    tokens, chain = sentence.tokens, linked.chain
    main, _, _ = chain_names(chain)
    at = next((k for k, t in enumerate(tokens) if t.start >= start), len(tokens))
    where = "after" if at >= chain.last else "before" if at < chain.first else "in"
    lo, hi = (chain.last, at) if where == "after" else (at + 1, chain.first)
    between = tokens[lo:hi]
    crossed = sum(1 for c in sentence.chains if c is not chain and lo <= c.first < hi)
    low = {t.low for t in between}
    previous = shown(tokens[at - 1]) if at else "^"
    return [
        f"c={chosen}", f"c={chosen}:{crossed}", f"w={where}:{bucket(len(between) / 2)}", f"cw={chosen}:{where}:{bucket(len(between) / 2)}", f"crossed={where}:{crossed}", f"main={main}:{where}", f"role={chain.main.word.role}:{where}:{chosen}",
        f"side={side}", f"explicit={explicit}:{chosen}", f"prev={previous}", f"prevc={previous}:{chosen}", f"first={at < 3}:{chosen}", f"n={bucket(len(sentence.dates))}:{chosen}",
        f"voice={chain.main.word.form}:{chain.main.passive}:{where}:{chosen}",
        *(f"mid={w}:{where}" for w in ("said", "announced", "which", ",", "and", "since", "when", "after", "that", "told", "reported", "statement", "visit", "entered", "(", "with", "for") if w in low),
    ]  # fmt: skip
