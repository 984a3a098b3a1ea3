"""Visits between sides, and arms in use."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from armsledger.model.codes import Category, Kind, Mode
from armsledger.reading.drafts import Draft
from armsledger.reading.items import Thing
from armsledger.reading.parties import Side
from armsledger.reading.proposal import Found, at, begun, inferred, named
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story, Told
from armsledger.reading.tokens import NUMBER

_VISIT = re.compile(
    r"\b(?:visit(?:s|ed|ing)?|trip|state visit|receiv(?:es?|ed|ing)|welcom(?:es?|ed|ing)|tour(?:ed|s)?|host(?:s|ed|ing)?|travel(?:l?ed|l?ing|s)? to|delegation|met|meet(?:s|ing)? with|meetings? between|meeting of|meets?|paid a visit|fl(?:y|ew) to|in (?:town|talks) with|arriv(?:e|es|ed|ing|al) in|dispatched|talks (?:in|with)|negotiations with)\b"
)
_MEETS = (
    "met",
    "meet with",
    "meets",
    "meet",
    "meeting with",
    "meetings between",
    "meeting between",
    "meeting of",
    "talks with",
    "talks in",
    "in talks with",
    "negotiations with",
)


_USE = re.compile(
    r"\b(?:us(?:e|ed|es|ing)|deploy(?:ed|s|ing|ment)?|employ(?:ed|s|ing)?|fir(?:ed|es|ing)|launch(?:ed|es|ing)?|shot down|shoot(?:s|ing)? down|downed|bomb(?:ed|ing|s)?|struck|strikes?|attack(?:ed|s|ing)?|"
    r"combat[- ](?:tested|proven|use|debut|operations|missions)|battle[- ]?(?:tested|proven)|battled-tested|seen (?:action|combat)|saw (?:action|combat)|in (?:combat|action)|intercept(?:ed|s|ing)?|flew|flown|fly(?:ing)? (?:missions|sorties)|"
    r"took part in|proved? (?:its|their|itself)|proven|used in the (?:war|conflict|fight)|captured|seized|operat(?:ed|es|ing) (?:in|over|against)|destroy(?:ed|s)?|patrol(?:s|led|ling)?|in the hands of|wield\w*|carrying|holding|downing of|support(?:ed|ing)? (?:\w+ )?(?:military |combat )?operations|fight(?:ing)?|to (?:hit|target|protect|guard|combat|counter)|target(?:ed|ing)|hits?|pound(?:ed|ing)|shell(?:ed|ing)|dropp(?:ed|ing)|drops?|raids?|raided|crash(?:ed|es)|brought down|knocked out|"
    r"lost|wrecked|ambush\w*|clash\w*|sorties|missions?|combat|first action|under fire|fought|invad\w+|invasion|offensive|crackdown|air ?strikes?|armed with|equipped with|sent|crossed|entered|displayed|found|picked up|turned up|killed|killing|"
    r"in use|tested|baptism|performance|operat(?:e|es|ed|ing)|flying|deployments?|stationed|troops|loss(?:es)?|(?:used|tested|proven) in (?:combat|battle))\b"
)  # fmt: skip


def visit(sentence: Sentence, words: str, text: str, story: Story) -> Iterator[Found]:
    """Each visitor is a claim of its own, and so is each visit that the sentence tells."""
    seen: set[tuple[str, ...]] = set()
    hosted = set[str]()
    people = _people(sentence)
    matches = list(_VISIT.finditer(words))
    for match in matches:
        said = match.group()
        if said.startswith(("receiv", "welcom")) and not people:
            continue
        first, last = at(sentence, match.start(), match.end())
        guests, hosts = _guests(sentence, story, said, first, last)
        keys = {g.party.key for g in guests}
        hosts = [h for h in hosts if h.party.key not in keys]
        if guests and not hosts and said.startswith(("visit", "host", "trip", "receiv", "welcom", "arriv", "travel")):
            hosts = _elsewhere(sentence, story, keys)
        for guest in guests if hosts else ():
            key = (guest.party.key, *(h.party.key for h in hosts))
            if key in seen:
                continue
            seen.add(key)
            hosted |= set(key[1:])
            marks = (
                f"nth={matches.index(match)}:{min(len(matches), 3)}",
                f"people={people}",
                f"{said}:{people}",
                f"inferred={guest.inferred}:{said}",
                f"firms={bool(guest.party.name)}:{bool(hosts[0].party.name)}",
                f"host={hosts[0].inferred}",
            )
            yield _visited(sentence, words, first, last, said, [guest, *hosts], marks)
    yield from _stays(sentence, words, story, hosted)


def _visited(
    sentence: Sentence, words: str, first: int, last: int, why: str, parties: list[Told], marks: tuple[str, ...]
) -> Found:
    draft = begun(Kind.VISIT, sentence, first, last, words, [t.span for t in parties if not t.inferred])
    draft.parties = parties
    return Found(draft, sentence, first, last, why, marks)


def _stays(sentence: Sentence, words: str, story: Story, hosted: set[str]) -> Iterator[Found]:
    """Whoever is, comes or goes where another state is: "was in Tehran", "came to Jakarta", "returned from Beijing"."""
    places = [
        s
        for s in sentence.sides
        if s.before in _WHERE and s.parties and not (s.demonym or s.owner or s.origin or s.parties[0].name)
    ]
    if not places or not _people(sentence):
        return
    for place in places:
        key = place.parties[0].key
        where = sentence.tokens[place.first : place.last]
        if key in hosted or len(key) != 3 or any(_ORGAN.fullmatch(t.low) for t in where):
            continue
        guest = _traveller(sentence, story, place, key)
        if guest is None:
            continue
        hosted.add(key)
        host = named(sentence, story, [place])[:1]
        verb = next(
            (
                c.main.word.lemma
                for c in reversed(sentence.chains)
                if c.last <= place.first and place.first - c.last < 6
            ),
            "none",
        )
        ahead = [t.low for t in sentence.tokens[max(0, place.first - 5) : place.first]]
        gone = next((w for w in reversed(ahead) if _GONE.fullmatch(w)), "-")
        named_so = {str(getattr(t.value, "form", "")) for t in where} & {"place", "name"}
        marks = (
            f"gone={gone}:{place.before}",
            f"verb={verb}:{place.before}",
            f"form={'place' in named_so}:{place.before}",
            f"form={'place' in named_so}:{gone != '-'}",
            f"guest={guest.inferred}",
            f"dated={bool(sentence.dates)}",
            f"besides={len(hosted) > 1}",
            *(f"before:{w}" for w in ahead),
        )
        yield _visited(sentence, words, place.first, place.last, f"stay:{place.before}", [guest, *host], marks)


_WHERE = ("in", "to", "from", "at")
_ORGAN = re.compile(r"army|navy|forces?|ministry|government|military|troops|pentagon|kremlin|president|parliament")
_GONE = re.compile(
    r"go|goes|going|went|gone|come|comes|came|coming|back|return(?:s|ed|ing)?|was|were|is|are|been|be|being|left|leaves?|fl(?:ew|y|ies|own)|"
    r"expected|due|travel\w*|sent|sends?|head(?:s|ed|ing)|arriv\w+|land(?:ed|s)|spent|stay\w*|attend\w*|talks|met|meet|meeting|summit|"
    r"delegation|team|signed|discussed|invited|ceremony|visit|trip|tour|week|month"
)


def _traveller(sentence: Sentence, story: Story, place: Side, key: str) -> Told | None:
    """Who is there: the subject nearest before the place, else whom the sentence or the report speaks of."""
    near = [s for s in sentence.sides if s.last <= place.first and (s.before in ("", "of", "by", "from") or s.owner)]
    near = [s for s in near if s.parties or s.refers in ("its", "their", "it", "they", "state")]
    for side in reversed(near):
        told = [t for t in named(sentence, story, [side]) if t.party.key != key]
        if told and not side.origin:
            return told[0]
    return next((inferred(t) for t in (*story.subject, *reversed(story.states)) if t.party.key != key), None)


def _elsewhere(sentence: Sentence, story: Story, guests: set[str]) -> list[Told]:
    """Where a visit goes whose place is not named: another state of the sentence, else the one the report speaks of."""
    sides = [s for s in sentence.sides if s.parties and not s.origin and not s.firm]
    told = named(sentence, story, [s for s in sides if s.before in ("", "in") or s.owner])
    here = [t for t in told if t.party.key not in guests][:1]
    return (
        here
        or [
            inferred(t)
            for t in (*story.subject, *reversed(story.states))
            if t.party.key not in guests and not t.party.name
        ][:1]
    )


def _people(sentence: Sentence) -> bool:
    """Whether the sentence speaks of those who travel: ministers, presidents, delegations."""
    return any(_WHO.fullmatch(t.low) or getattr(t.value, "kind", "") == "person" for t in sentence.tokens)


_WHO = re.compile(
    r"minister|ministers|president|premier|chief|chiefs|secretary|delegation|delegations|commander|general|admiral|officials?|"
    r"leader|leaders|king|prince|chancellor|team|envoy|counterpart|marshal|he|she|ambassador|officers?|technicians|experts|engineers|"
    r"executives?|director|crew|pilots|inspectors|specialists|lawmakers|senators?|premier|visit|trip|summit|talks|who|ministers"
)


def _guests(sentence: Sentence, story: Story, said: str, first: int, last: int) -> tuple[list[Told], list[Told]]:
    """Who visits and who is visited."""
    sides = [
        s for s in sentence.sides if (s.parties or s.refers in ("its", "their", "it", "they", "state")) and not s.origin
    ]
    before = [s for s in sides if s.last <= first]
    after = [s for s in sides if s.first >= last]
    near = [s for s in before if s.before == "" or s.owner]
    by = [s for s in after if s.before in ("by", "of") and s.first - last < 8]
    host = [s for s in after if s.before in ("to", "with", "in")] or [s for s in after if s.before == ""]
    host = host or [s for s in after if s not in by]
    if said.startswith(("host", "receiv")):
        visitor, host = [s for s in after if s.before in ("", "of", "by")], near[-1:]
    elif said in ("meetings between", "meeting between", "meeting of"):
        visitor, host = after[:1], after[1:]
        host = [s for s in host if s.before == "in"][:1] or host
    elif "visit" in said or said == "trip":
        close = [s for s in before if first - s.last < 3 and not s.owner and s.demonym]
        visitor = by or near[-1:] or [s for s in before if s.before in ("from", "of")][-1:]
        if close and near[-1:] == close and len(near) > 1 and not by:
            # "his US visit", "the New Delhi visit": the word right before is where they go
            visitor, host = near[-2:-1], close
        if not host:
            host = [s for s in before if first - s.last < 2 and s not in visitor]
    else:
        visitor = near[-1:] or by or [s for s in before if s.before in ("from", "of")][-1:]
    guests = named(sentence, story, [s for s in sides if visitor and s.group == visitor[0].group])
    guests = guests or [inferred(t) for t in story.subject[:1]]
    group = [s for s in host if s.group == host[0].group and s not in visitor]
    hosts = named(sentence, story, group)
    keys = {h.party.key for h in hosts}
    if hosts and {g.party.key for g in guests} <= keys:
        others = named(sentence, story, [s for s in reversed(near) if not keys & s.keys])[:1]
        guests = (
            others or [inferred(t) for t in (*story.subject, *reversed(story.states)) if t.party.key not in keys][:1]
        )
    return guests, hosts


def use(sentence: Sentence, words: str, text: str, story: Story) -> Iterator[Found]:
    """Arms in action: the user, the opponent, and what is used; at most two claims a sentence."""
    told = 0
    seen: set[tuple[str, ...]] = set()
    for match in _USE.finditer(words):
        said = match.group().lower()
        first, last = at(sentence, match.start(), match.end())
        passive = first > 0 and any(
            t.low in ("was", "were", "been", "being", "be", "is", "are")
            for t in sentence.tokens[max(0, first - 3) : first]
        )
        downed = said.startswith(("shot", "shoot", "down"))
        items = _used(sentence, first, last, passive)
        if not items and not _STRUCK.fullmatch(said):
            continue
        if _FAINT.fullmatch(said) and not _WAR.search(words):
            continue
        users, rivals = _fighters(sentence, story, said, first, last, passive)
        if items and items[0].last <= first and not any(s.before == "by" and s.first >= last for s in sentence.sides):
            users = _owners(sentence, story, items[0]) or users
            rivals = [t for t in rivals if t.party.key not in {u.party.key for u in users}]
        if not users:
            continue
        if downed:
            users, rivals = _lost(sentence, story, items, users, rivals)
        key = (users[0].party.key, *(str(t.designation or t.category) for t in items))
        if key in seen or told > 1:
            continue
        seen.add(key)
        told += 1
        spans = [t.span for t in (*users[:1], *rivals[:1]) if not t.inferred] + [t.span for t in items]
        draft = begun(Kind.USE, sentence, first, last, words, spans)
        draft.parties = [*users[:1], *rivals[:1]]
        draft.items = [replace(t, mode=Mode.GOODS, mode_span=None) for t in items]
        yield Found(draft, sentence, first, last, said, _signs(sentence, words, draft, said, first, last))


def _owners(sentence: Sentence, story: Story, item: Thing) -> list[Told]:
    """Whose arms they are: "Chadian aircraft", "jets of the Saudi air force"; a state that makes the type is no owner by its name."""
    makers = {
        state for t in sentence.tokens[item.first : item.last] for state in getattr(t.value, "states", None) or ()
    }
    makers = makers if item.designation else set()
    sides = [
        s
        for s in sentence.sides
        if (item.first - 2 <= s.first < item.last and (s.origin or s.demonym or s.owner) and not s.keys & makers)
        or (s.before == "of" and item.last <= s.first < item.last + 3)
    ]
    return named(sentence, story, sides[:1])


def _lost(
    sentence: Sentence, story: Story, items: Sequence[Thing], shooters: list[Told], rivals: list[Told]
) -> tuple[list[Told], list[Told]]:
    """What is shot down was used by its owner, where one is named; who shot is then the opponent."""
    owner = [
        s
        for s in sentence.sides
        for t in items[:1]
        if t.first - 2 <= s.first < t.last + 3 and (s.origin or s.demonym or s.owner or s.before == "of")
    ]
    owners = [t for t in named(sentence, story, owner[:1]) if t.party.key not in {x.party.key for x in shooters[:1]}]
    return (owners, shooters) if owners else (shooters, rivals)


def _signs(sentence: Sentence, words: str, draft: Draft, said: str, first: int, last: int) -> tuple[str, ...]:
    """What tells fighting from other use: the sort of verb with what stands around it."""
    tokens = sentence.tokens
    sort = next((name for name, pattern in _SORTS.items() if pattern.match(said)), "use")
    war = min(len({m.group().lower() for m in _WAR.finditer(words)}), 3)
    before = [t.low for t in tokens[max(0, first - 3) : first]]
    after = [t.low for t in tokens[last : last + 6]]
    item = draft.items[0] if draft.items else None
    where = any(s.before in ("in", "over", "near", "off", "across") and s.first >= first for s in sentence.sides)
    rival = len(draft.parties) > 1
    voice = next((w for w in reversed(before) if w in _AUXILIARY), "-")
    ahead = next((w for w in after if w in _PREPOSITIONS), "-")
    told = {
        "war": str(war), "rival": str(rival), "where": str(where), "voice": voice, "ahead": ahead,
        "cat": str(item.category) if item else "-", "type": str(bool(item and item.designation)), "dated": str(bool(draft.when)),
        "by": str(draft.parties[0].inferred), "firm": str(bool(draft.parties[0].party.name)), "mod": str(draft.modality),
    }  # fmt: skip
    out = [f"sort={sort}", f"said={said}"]
    for name, value in told.items():
        out += [f"{name}={value}", f"{sort}:{name}={value}"]
    out += [f"aim={w}" for w in after if w in _AIMS] + [f"{sort}:aim={w}" for w in after if w in _AIMS]
    out += [f"chained={c.main.word.role}" for c in sentence.chains if abs(c.first - first) < 6]
    return tuple(out)


_SORTS = {
    "proven": re.compile(r"combat|battle|battled|seen|saw|in (?:combat|action)|proven?|proved|tested|used in|took"),
    "fire": re.compile(r"fir|launch"),
    "strike": re.compile(r"bomb|str[iu]|attack|destroy|target|fight|to (?:hit|target|combat|counter)"),
    "down": re.compile(r"shot|shoot|down|intercept|captur|seiz"),
    "deploy": re.compile(r"deploy|operat|patrol|support|to (?:protect|guard)"),
    "fly": re.compile(r"fl[eyo]"),
    "hold": re.compile(r"in the hands|wield|carry|hold"),
}
_AUXILIARY = ("was", "were", "been", "being", "be", "is", "are", "to", "will", "has", "have", "had", "can", "could", "may", "would", "for", "currently", "widely", "of")  # fmt: skip
_PREPOSITIONS = ("in", "against", "by", "for", "to", "as", "on", "over", "from", "at", "with", "during", "off")
_AIMS = ("training", "surveillance", "war", "conflict", "operations", "missions", "strikes", "strike", "combat", "targets", "exercise", "exercises", "test", "tests", "trials", "patrols", "civilians", "rebels", "militants", "insurgents", "terrorists", "navy", "army", "force", "system", "production", "trainer")  # fmt: skip


_WAR = re.compile(
    r"\b(?:war|conflict|combat|battle\w*|fight\w*|insurg\w+|rebels?|militants?|terror\w*|houthis?|islamic state|isis|operations?|strikes?|raids?|civilians|"
    r"airstrikes?|campaign|offensive|front ?line|enemy|targets?|taliban|boko haram|hezbollah|hamas|syria|yemen|libya|iraq|afghanistan|donbas\w*|deployed|fought|killed|killing|died|insurgen\w+|jihadists?|separatists?|guerrill\w+|protest\w+|demonstrat\w+|attack\w*|mission|patrol\w*|coalition|front|invasion|invad\w+|somalia|mali|sahel|gaza|ukraine|kurd\w+|positions|shot|downed|destroyed|against|bomb\w*|struck|shell\w*)\b"
)
_STRUCK = re.compile(r"bomb(?:ed|ing)|attacked|air ?strikes?")


_FAINT = re.compile(
    r"hits?|dropp\w+|drops?|lost|missions?|sent|crossed|entered|displayed|found|picked up|turned up|in use|tested|performance|operat(?:e|es|ed|ing)|"
    r"flying|stationed|troops|loss(?:es)?|armed with|equipped with|killed|killing|deployments?|combat|offensive|invad\w+|invasion|crash\w+"
)
"""Words that tell use only where the sentence speaks of fighting."""


def _used(sentence: Sentence, first: int, last: int, passive: bool) -> list[Thing]:
    """What is used: the type or class nearest, with those of its list."""
    near = [
        t for t in sentence.things if max(t.first - last, first - t.last) < 12 and t.category is not Category.SERVICE
    ]
    before = [t for t in near if t.last <= first]
    after = [t for t in near if t.last > last]
    chosen = (before[-1:] if passive or not after else after[:1]) or near[:1]
    out = list(chosen)
    for thing in sentence.things:
        if out and thing.first > out[-1].last and _listed(sentence, out[-1].last, thing.first):
            out.append(thing)
    return out[:4]


def _listed(sentence: Sentence, start: int, end: int) -> bool:
    return (
        all(t.low in (",", "and", "or", "&", "as", "well") or t.kind == NUMBER for t in sentence.tokens[start:end])
        and end - start < 4
    )


def _protagonist(story: Story) -> list[Told]:
    """The state that the report names most so far."""
    counts = Counter(t.party.key for t in story.states)
    most = max(counts, key=lambda key: counts[key], default=None)
    return [inferred(t) for t in story.states if t.party.key == most][:1]


def _fighters(
    sentence: Sentence, story: Story, said: str, first: int, last: int, passive: bool
) -> tuple[list[Told], list[Told]]:
    """The user first, then whom it is used against."""
    sides = [s for s in sentence.sides if s.parties or s.refers in ("its", "their", "it", "they", "state")]
    by = [s for s in sides if s.before == "by" and s.first >= last]
    before = [s for s in sides if s.last <= first and (s.before in ("", "of", "with") or s.owner) and not s.origin]
    user = (
        by[:1]
        or ([] if passive else [s for s in before if s.before == "" or s.owner][-1:])
        or [s for s in sides if (s.owner or s.demonym) and not s.origin][:1]
        or before[-1:]
        or [s for s in sides if s.before in ("", "in") and not s.origin][:1]
    )
    against = [s for s in sides if s.before in ("against", "on", "at", "fighting") and s.first >= first]
    against = against or [
        s
        for s in sides
        if s.first >= last
        and s.parties
        and sentence.tokens[max(0, s.first - 1)].low in ("fighting", "battling", "fight")
    ]
    users = named(sentence, story, user) or _protagonist(story)
    rivals = [t for t in named(sentence, story, against[:1]) if not users or t.party.key != users[0].party.key]
    return users, rivals
