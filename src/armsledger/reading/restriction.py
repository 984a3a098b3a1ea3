"""Who imposes, lifts or objects, or must consent, and whose trade it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from armsledger.model.codes import Action, Category, Kind, Modality
from armsledger.model.values import Party, Span
from armsledger.reading.items import Thing
from armsledger.reading.parties import Side
from armsledger.reading.proposal import Found, at, begun, inferred, named
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story, Told
from armsledger.reading.tokens import Token

_TRADE = r"(?:exports?|sales?|sell\w*|deals?|deliver(?:y|ies|ing)|transfers?|transferring|licen[cs]es?|permits?|shipments?|supplies|supply\w*|arms|weapons?|aid|assistance|equipment|spare parts|purchas\w+|buy\w*|procur\w+|acqui\w+|contract|jets?|fighters|helicopters|missiles?|components?|engines?)"
_CURB = r"(?:embargo\w*|bans?|sanctions?|restrictions?|moratorium|curbs?|freeze)"

RESTRICTION: tuple[tuple[Action, re.Pattern[str]], ...] = (
    (Action.LIFTED, re.compile(rf"\b(?:lift(?:ed|s|ing)?|eas(?:e|ed|es|ing)|relax(?:ed|es|ing)?|remov(?:e|ed|al|ing)|waiv(?:e|ed|er|ers|ing)|end(?:ed|ing)?|repeal\w*|scrapp\w+|resum(?:e|ed|ing))\b.{{0,50}}\b(?:{_CURB}|laws?|rules|hold|limits)\b|\b{_CURB} (?:\w+ ){{0,4}}(?:was|were|been|being|be) (?:lifted|eased|removed|relaxed|waived)|\bsanctions waivers?\b|\b(?:exempt(?:ed|ion)?|waiver)\b.{{0,60}}\b(?:sanctions|caatsa|law)\b")),
    (Action.OBJECTION, re.compile(rf"\bobject(?:ed|ion|ions|s|ing)? to\b|\bobjections?\b|\boppos(?:ed|es|ing|ition)\b|\b(?:concern(?:s|ed)?|alarm(?:ed)?|worr(?:y|ies|ied)|protest(?:s|ed)?|critici[sz](?:ed|es|ing|m)|condemn\w*|denounced|outcry|angered|warn(?:ed|s|ing)?|caution(?:ed|s)?|pressur\w+|dissuade|rebuke\w*|displeasure|frown\w*|lobb(?:y|ied|ying)|deter|at odds|spat)\b.{{0,90}}\b(?:s-400|{_TRADE})\b|\b{_TRADE}\b.{{0,40}}\b(?:drew|raised|sparked|prompted|triggered|has|despite|amid)\b.{{0,30}}\b(?:concern|objections?|criticism|alarm|protests?|opposition|anger|fears?)\b|\b(?:urged?|appealed|persuad\w+|pushed|pressed|asked|told|tried to \w+)\b.{{0,60}}\b(?:not to|to stop|to halt|to suspend|to end|to cancel|to block|for a stop|out of|against|to abandon|to scrap)\b|\bcall(?:ed|s|ing)? (?:for|on) .{{0,60}}\b(?:stop|halt|suspen\w+|ban|embargo)\b|\bred line\b")),
    (Action.CONSENT_NEEDED, re.compile(r"\b(?:requir\w+|needs?|subject to|awaiting|awaits?|pending|without|must (?:be|get|have|seek)|would (?:need|require)|depends? on|contingent on|yet to (?:get|receive|obtain|secure))\b.{0,50}\b(?:approv\w+|consent|permission|authori[sz]ation|clearance|(?:export )?licen[cs]es?|green light|nod)\b|\bre-?export\b|\bmust (?:be )?(?:approved?|cleared?|authori[sz]ed?|sign off)|\bif (?:cleared|approved) by\b|\b(?:congress|parliament|senate|lawmakers|cabinet|government|council) (?:must|has to|have to|still has|needs to|would have to|could (?:still )?(?:block|stop|object))|\b(?:has|have) (?:30|15|thirty|fifteen) (?:calendar )?days\b|\bend[- ]user (?:certificate|agreement)s?\b")),
    (Action.IMPOSED, re.compile(rf"\b(?:impos(?:e|ed|es|ing)|slapp?(?:ed)?|introduc(?:e|ed)|adopt(?:ed)?|placed?|trigger(?:ed|ing)?|fac(?:e|es|ed|ing)|announced?|new|fresh|secondary|threaten\w*|risk(?:s|ing)?|invite|attract|round of|result in|hit with|lead to)\b.{{0,40}}\b{_CURB}\b|\b(?:sanctioned|banned|prohibited|embargoed|blacklisted|penali[sz]\w+|punish\w*)\b|\b(?:halt(?:ed|ing|s)?|suspend(?:ed|s|ing)?|suspension of|stop(?:ped|s|ping)?|freez(?:e|ing)|froze(?:n)?|block(?:ed|s|ing)?|refus(?:e|ed|es|ing|al)|den(?:y|ied|ies|ying)|revok(?:e|ed|ing)|reject(?:ed)?|veto(?:ed)?|withh(?:eld|old\w*)|cut(?:ting)? off|held up|hold(?:ing)? up|delay(?:ed|ing|s)?|limit(?:ed|ing)?|bar(?:red|s)?|prohibit(?:ed|s)?|put (?:a |on )?hold|not delivering)\b.{{0,60}}\b{_TRADE}\b|\b{_TRADE}\b.{{0,60}}\b(?:was|were|been|be|being) (?:\w+ )?(?:halted|blocked|suspended|denied|refused|frozen|put on hold|stopped|vetoed|banned|prohibited|withheld|held up|revoked)\b|\b{_CURB} (?:\w+ ){{0,5}}(?:was|were|been|be|being|came|come|went) (?:imposed|introduced|put in place|slapped|adopted|into force|into effect)\b")),
    (Action.IN_FORCE, re.compile(r"\b(?:arms|weapons|un|u\.n\.|eu|us|u\.s\.|international|export|western|security council)[- ](?:embargo|ban|sanctions|restrictions|controls?)\b|\b(?:embargo(?:ed)?|sanctions)\b|\b(?:prohibits?|forbids?|bans|bars|restricts?|prevents?|restrictions? (?:on|remain)|not allowed to|barred from|caatsa|missile technology control regime|mtcr|itar)\b")),
)  # fmt: skip

_SANCTION = re.compile(r"sanction|penali[sz]|punish|caatsa|embargo|blacklist")
_LASTING = re.compile(
    r"\b(?:is|are|remains?) (?:still |also |currently )?(?:barred|banned|prohibited|blacklisted|blocked|under)\b|\bfaces bans\b|\b(?:mandates|prohibits|bars|bans|forbids)\b|\bnot delivering\b|\bcan be used to\b"
)
_US_LAW = re.compile(r"\bcaatsa\b|countering america[’']s adversaries(?: through sanctions act)?|\bitar\b")
_BUYS = re.compile(
    r"\b(?:purchas\w+|buy(?:s|ing)?|bought|acqui\w+|procur\w+|imports?|importing|transactions?|deals? with)\b"
)
_GETS_HIT = re.compile(r"\b(?:fac(?:e|es|ed|ing)|risk(?:s|ing)?|invite|attract|hit with|trigger(?:ing|ed)?)\b")
_NOUN = re.compile(r"objections?|opposition|concerns?|pressure|criticism|alarm|outcry|protests?|anger")


@dataclass(frozen=True, slots=True)
class _Place:
    """A match in its sentence, with the parties there."""

    sentence: Sentence
    words: str
    story: Story
    action: Action
    first: int
    last: int
    said: str
    sides: list[Side]

    def told(self, sides: Sequence[Side]) -> list[Told]:
        """The parties of the first of the sides and of its list."""
        return named(self.sentence, self.story, [s for s in sides if s.group == sides[0].group] if sides else [])


def restriction(sentence: Sentence, words: str, text: str, story: Story) -> Iterator[Found]:
    """At most one claim an action; words that told one are not told again by the next."""
    taken: list[tuple[int, int]] = []
    for action, pattern in RESTRICTION:
        match = next(
            (m for m in pattern.finditer(words) if not any(a < m.end() and m.start() < z for a, z in taken)), None
        )
        if match is None or (action is Action.IN_FORCE and taken):
            continue
        taken.append(match.span())
        first, last = at(sentence, match.start(), match.end())
        sides = [s for s in sentence.sides if s.parties or s.refers]
        place = _Place(sentence, words, story, action, first, last, match.group(), sides)
        found = _draft(place, text)
        if found is not None:
            yield found


def _draft(place: _Place, text: str) -> Found | None:
    sentence = place.sentence
    who, parties = _imposer(place)
    recipient, supplier = _trade(place, who, {t.party.key for t in parties})
    draft = begun(
        Kind.RESTRICTION,
        sentence,
        place.first,
        place.last,
        place.words,
        [t.span for t in (*parties, *recipient[:2], *supplier[:1]) if not t.inferred],
    )
    draft.parties, draft.recipient, draft.supplier = parties, recipient, supplier
    draft.items = [replace(t) for t in _goods(sentence)]
    draft.action = place.action
    if place.action is Action.IMPOSED and _LASTING.search(place.words):
        draft.action = Action.IN_FORCE
    if place.action is Action.CONSENT_NEEDED and draft.modality is not Modality.DENIED:
        draft.modality, draft.modality_span = Modality.ASSERTED, None
    if not (parties or recipient or supplier):
        return None
    marks = (
        f"said={place.said.lower().split()[0]}",
        f"who={bool(who)}:{bool(parties)}",
        f"sanction={_SANCTION.search(place.said) is not None}",
        f"ends={place.said.lower().split()[-1]}",
        f"n={len(sentence.chains)}",
    )
    return Found(draft, sentence, place.first, place.last, f"{place.action}", marks)


def _bought(tokens: Sequence[Token], side: Side) -> bool:
    """Whether it is the "X" of "ordered by X"."""
    return side.before == "by" and any(
        t.low in ("ordered", "bought", "purchased", "sought", "requested", "acquired")
        for t in tokens[max(0, side.first - 4) : side.first]
    )


def _goods(sentence: Sentence) -> list[Thing]:
    """What it is about; a class that says nothing stands only alone."""
    named = [t for t in sentence.things if t.category is not Category.OTHER or t.designation]
    return (named or list(sentence.things[:1]))[:3]


def _imposer(place: _Place) -> tuple[list[Side], list[Told]]:
    """Who restricts, objects or must consent: the sides that say so, and the parties meant."""
    first, last, sides = place.first, place.last, [s for s in place.sides if not s.origin]
    hit = place.action in (Action.IMPOSED, Action.IN_FORCE) and _GETS_HIT.search(place.said) is not None
    tokens = place.sentence.tokens
    by = [s for s in sides if s.before == "by" and s.first >= last - 1 and not _bought(tokens, s)]
    inside = [s for s in place.sides if first <= s.first < last and (s.demonym or s.owner)]
    from_ = [s for s in sides if s.before in ("from", "of", "by") and first <= s.first <= last + 4 and s not in by]
    before = [s for s in sides if s.last <= first and (s.before in ("", "by", "from") or s.owner)]
    close = [s for s in sides if 0 <= first - s.last < 3 and (s.owner or s.demonym)]
    if place.action is Action.CONSENT_NEEDED:
        order = [close, inside, from_, by, [s for s in sides if s.first >= first], before]
    elif hit:
        order = [inside, by, from_]
    elif place.action is Action.IN_FORCE:
        order = [inside, close[-1:], by, [s for s in before if s.before == ""]]
    elif place.action is Action.OBJECTION and _NOUN.match(place.said):
        order = [close[-1:], from_, by, [s for s in before if s.before == ""][-1:], inside, before[-1:]]
    else:
        order = [close[-1:], by, [s for s in before if s.before == ""][-1:], before[-1:], inside, from_]
    who = next((o[:1] for o in order if o), [])
    parties = place.told(who)
    law = _US_LAW.search(place.words)
    if (
        (not parties or hit or place.action is Action.IN_FORCE)
        and law is not None
        and place.action in (Action.IMPOSED, Action.IN_FORCE, Action.LIFTED)
    ):
        start = place.sentence.span.start
        return [], [Told(Party("USA"), Span(start + law.start(), start + law.end()), True)]
    if not parties and not hit:
        parties = [inferred(t) for t in place.story.subject[:1]]
    return who, parties


def _trade(place: _Place, who: Sequence[Side], taken: set[str]) -> tuple[list[Told], list[Told]]:
    """Who would get the goods, and from whom."""
    first, last, story = place.first, place.last, place.story
    rest = [s for s in place.sides if not who or s.group != who[0].group]
    types = [t.designation for t in place.sentence.things if t.designation]
    source = [s for s in rest if s.before == "from" and s.first > first] or [s for s in rest if s.origin]
    tokens = place.sentence.tokens
    target = (
        [s for s in rest if s.before in ("to", "on", "against", "for") and s.last > first and not s.origin]
        or [s for s in rest if s.before == "to" and not s.origin]
        or [s for s in rest if _bought(tokens, s)]
        or [s for s in rest if s.owner and s.first >= first - 1]
        or [s for s in rest if s.before == "" and s.first >= last - 1 and not s.origin]
    )
    if not target and _GETS_HIT.search(place.said):
        target = [s for s in rest if s.before == "" and s.last <= first][-1:]
    if not target and _BUYS.search(place.words):
        target = [s for s in rest if s.before == "" and not s.origin][:1]
    recipient = [t for t in place.told(target) if t.party.key not in taken or place.action is Action.CONSENT_NEEDED]
    supplier = place.told(source[:1])
    if (
        place.action is Action.CONSENT_NEEDED
        and not supplier
        and re.search(r"\b(?:export|sell|deliver|supply)", place.words)
    ):
        supplier = place.told([s for s in rest if s.before == "" and s.last <= first and not s.origin][:1])
    if _SANCTION.search(place.words) and not _BUYS.search(place.words) and recipient and not supplier:
        sells = [t for t in recipient if story.sellers[str(t.party)] > story.buyers[str(t.party)]]
        if sells:
            return [], sells
    if not supplier and not _SANCTION.search(place.said) and place.action is not Action.OBJECTION:
        supplier = [inferred(t) for t in place.told(who)] or [inferred(t) for t in story.subject[:1]]
    keys = {t.party.key for t in recipient}
    if not supplier:
        seller = story.seller(types, keys | (taken if place.action is Action.OBJECTION else set()))
        supplier = [seller] if seller else []
    if not recipient:
        buyer = story.buyer(types, {t.party.key for t in supplier} | taken)
        recipient = [buyer] if buyer else []
    return recipient, [t for t in supplier if t.party.key not in keys]
