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

_STOP = r"(?:not|stop|halt|suspend|end|cancel|block|drop|abandon|scrap|freeze|refrain|reconsider|withdraw|give up|go ahead|ban|delay|deny)"
_LEAVE = r"(?:approv\w+|consent|permission|authori[sz]ation|clearance|(?:export )?licen[cs]es?|permits?|green light|nod|agreement)"
_WERE = r"(?:is|are|was|were|been|being|be|remains?|has|have|had)"

RESTRICTION: tuple[tuple[Action, re.Pattern[str]], ...] = (
    (Action.LIFTED, re.compile(rf"\b(?:lift(?:ed|s|ing)?|eas(?:e|ed|es|ing)|relax(?:ed|es|ing)?|remov(?:e|ed|al|ing)|waiv(?:e|ed|er|ers|ing)|end(?:ed|ing)?|repeal\w*|scrapp\w+|resum(?:e|ed|ing)|loosen\w*|drop(?:ped)?|withdr[ae]w\w*|releas(?:e|ed|ing)|unblock\w*|unfr[eo]\w+|revers(?:e|ed|ing|al))\b.{{0,60}}\b(?:{_CURB}|laws?|rules|hold|limits?|objections?|veto|block|opposition|policy|prohibition|halt|suspension)\b|\b(?:{_CURB}|prohibition|suspension|hold|halt) .{{0,60}}\b(?:lifted|eased|removed|relaxed|waived|ended|expired?s?|lapsed?|repealed|loosened|dropped)\b|\b(?:was|were|been) (?:\w+ )?(?:lifted|eased|waived)\b|\bsanctions waivers?\b|\b(?:exempt(?:ed|ion)?|waiver)\b.{{0,60}}\b(?:sanctions|caatsa|law)\b|\bresum(?:e|es|ed|ing|ption)\b.{{0,40}}\b{_TRADE}\b|\b(?:may|can|could) now (?:sell|buy|export|supply|import|deliver)\b")),
    (Action.OBJECTION, re.compile(rf"\bobject(?:ed|ion|ions|s|ing)? to\b|\bobject(?:ed|s|ing|ions?)\b|\boppos(?:ed|es|ing|ition)\b|\b(?:concern(?:s|ed)?|alarm(?:ed)?|worr(?:y|ies|ied)|critici[sz](?:ed|es|ing|m)|condemn\w*|denounced|outcry|angered|warn(?:ed|s|ing)?|caution(?:ed|s)?|pressur\w+|dissuade|rebuke\w*|frown\w*|lobb(?:y|ied|ying)|deter|at odds|spat|complain\w*|questioned|unhapp\w+|regret\w*|misgivings|reservations)\b.{{0,90}}\b(?:s-400|{_TRADE})\b|\bprotest(?:s|ed|ing)?\b|\bdispleas\w+|\b{_TRADE}\b.{{0,40}}\b(?:drew|raised|sparked|prompted|triggered|has|despite|amid)\b.{{0,30}}\b(?:concern|objections?|criticism|alarm|protests?|opposition|anger|fears?)\b|\b(?:urg(?:ed?|es|ing)|appealed|persuad\w+|pushed|pressed|press(?:es|ing)|asked|asks|told|tells|wants?|wanted|demand\w*|tried to \w+|advised)\b.{{0,90}}\b(?:not to|to {_STOP}|for a stop|against|out of)\b|\bagainst (?:\w+ ){{0,3}}(?:sales?|purchase|deal|exports?|delivery|deliveries|transfer|plan)\b|\b(?:vot(?:e|ed)|resolution|motion|petition) (?:\w+ )?(?:against|to block|to stop|of disapproval)\b|\bcall(?:ed|s|ing)? (?:for|on) .{{0,70}}\b(?:stop|halt|suspen\w+|ban|embargo|end)\b|\bred line\b|\bconcern(?:s|ed)? (?:about|over|for|that)\b|\bcontrary to\b|\bdestabili[sz]\w+")),
    (Action.CONSENT_NEEDED, re.compile(rf"\b(?:requir\w+|needs?|needed|subject to|awaiting|awaits?|wait(?:s|ed|ing)? (?:for|on)|pending|without|must (?:be|get|have|seek|obtain|first)|would (?:need|require|have to)|depend(?:s|ed|ing|ent)? (?:up)?on|contingent on|hinges on|yet to (?:get|receive|obtain|secure|give|grant|approve)|asked for|ask(?:s|ed|ing)? (?:for )?|seek(?:s|ing)?|sought|applied for)\b.{{0,60}}\b{_LEAVE}\b|\b{_LEAVE}\b.{{0,60}}\b(?:needed|required|outstanding|pending|necessary|depend\w*|awaited|mandatory)\b|\bre-?export\b|\b(?:must|has to|have to|would have to|had to|needs to) (?:also |first |still )?(?:be )?(?:agree|approve|consent|clear|authori[sz]e|license|sign off|endorse|ratify)d?\b|\bif (?:\w+ ){{0,3}}(?:clear|approve|agree)(?:s|d)?\b|\b(?:congress|parliament|senate|lawmakers|cabinet|government|council) (?:must|has to|have to|still has|needs to|would have to|could (?:still )?(?:block|stop|object))|\b(?:has|have) (?:30|15|thirty|fifteen) (?:calendar )?days\b|\bend[- ]user (?:certificate|agreement|licen[cs]e)s?\b|\bthird[- ](?:part(?:y|ies)|countr(?:y|ies)) (?:transfer|without)|\b(?:say|veto) (?:over|on)\b|\bnotif\w+ (?:of |to )?(?:\w+ )?congress\b|\bbefore (?:\w+ ){{0,3}}(?:transfer|export|sale)\b")),
    (Action.IMPOSED, re.compile(rf"\b(?:impos(?:e|ed|es|ing)|slapp?(?:ed)?|introduc(?:e|ed)|adopt(?:ed)?|placed?|trigger(?:ed|ing)?|fac(?:e|es|ed|ing)|announced?|new|fresh|secondary|threaten\w*|risk(?:s|ing)?|invite|attract|round of|result in|hit with|lead to|tighten\w*|extend\w*|renew\w*|put under|subject to|under)\b.{{0,40}}\b{_CURB}\b|\b(?:sanctioned|banned|banning|prohibited|embargoed|blacklisted|penali[sz]\w+|punish\w*|outlaw\w+|forb(?:ade|idden)|tighten\w+)\b|\b(?:halt(?:ed|ing|s)?|suspend(?:ed|s|ing)?|suspension of|stop(?:ped|s|ping)?|end(?:ed|s|ing)?|freez(?:e|ing)|froze(?:n)?|block(?:ed|s|ing)?|refus(?:e|ed|es|ing|al)|den(?:y|ied|ies|ying)|revok(?:e|ed|ing)|reject(?:ed)?|veto(?:ed)?|withh(?:eld|old\w*)|withdr[ae]w\w*|cut(?:ting)? off|held (?:up|back)|hold(?:ing)? (?:up|back)|delay(?:ed|ing|s)?|limit(?:ed|ing)?|bar(?:red|s)?|prohibit(?:ed|s)?|put (?:a |on )?hold|not delivering|cancel\w*|turn(?:ed|ing)? down|prevent(?:ed|s)?|exclud\w+|impound\w*|cut|rul(?:ed|ing) out)\b.{{0,70}}?\b(?:{_TRADE}|consent|permission|request|application|approval|offer|technicians|training|jet|it|them)\b|\b{_TRADE}\b.{{0,70}}?\b{_WERE} (?:\w+ ){{0,2}}(?:halted|blocked|suspended|denied|refused|frozen|put on hold|on hold|stopped|ended|vetoed|banned|prohibited|withheld|held (?:up|back)|revoked|turned down|rejected|impounded|cut|cancelled|canceled|tightened|barred)\b|\b(?:on|to) hold\b|\bturn(?:ed|ing)? (?:\w+ )?down\b|\b(?:not|never|no longer|n't|cannot) (?:yet |be )?(?:issued?|grant(?:ed)?|approv(?:e|ed)|licen[cs]ed?|allow(?:ed)?|permit(?:ted)?|authori[sz]ed?|sell|sold|deliver(?:ed)?|suppl(?:y|ied)|clear(?:ed)?|go ahead|get|receive)\b|\b(?:approved|issued|granted) no\b|\b(?:removed|expelled|ejected|excluded|barred|dropped|suspended) from\b|\b(?:fail\w* to|did not|could not|unable to) (?:get|obtain|secure|win)\b.{{0,40}}\b{_LEAVE}\b|\b{_CURB} (?:\w+ ){{0,5}}(?:was|were|been|be|being|came|come|went) (?:imposed|introduced|put in place|slapped|adopted|into force|into effect|tightened|extended)\b|\b(?:refus(?:ed|es|ing|al)|denied|withheld|revoked|vetoed) \b")),
    (Action.IN_FORCE, re.compile(r"\b(?:arms|weapons|un|u\.n\.|eu|us|u\.s\.|international|export|western|security council)[- ](?:embargo|ban|sanctions|restrictions|controls?)\b|\b(?:embargo(?:ed)?|sanctions|moratorium)\b|\b(?:prohibits?|forbids?|forbidden|bans?|bars|restricts?|prevents?|restrictions?|not allowed to|barred from|caatsa|missile technology control regime|mtcr|itar|blacklist)\b|\b(?:does not|do not|did not|will not|would not|cannot|won't|may not|must not|no longer) (?:\w+ )?(?:permit|allow|licen[cs]e|approve|sell|export|supply|deliver|authori[sz]e|transfer|be (?:sold|exported|transferred|used))\b|\bno (?:licen[cs]es?|permits?|arms|weapons|exports?|sales)\b|\bremains? (?:prohibited|banned|barred|in force|in place)\b|\b(?:prohibited|banned|barred|illegal|off[- ]limits)\b|\bpolic(?:y|ies) (?:of|not|that)\b")),
)  # fmt: skip

MOST = 2
"""How many claims of one action a sentence may make."""

_SANCTION = re.compile(r"sanction|penali[sz]|punish|caatsa|embargo|blacklist")
_LASTING = re.compile(
    r"\b(?:is|are|remains?) (?:still |also |currently )?(?:barred|banned|prohibited|blacklisted|blocked|under)\b|\bfaces bans\b|\b(?:mandates|prohibits|bars|bans|forbids)\b|\bnot delivering\b|\bcan be used to\b"
    r"|\b(?:will|does|do) not (?:\w+ )?(?:permit|allow|licen[cs]e|approve|sell|export|supply|deliver|authori[sz]e|transfer)\b"
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
    """At most two claims an action; words that told one are not told again by the next."""
    taken: list[tuple[int, int]] = []
    sides = [s for s in sentence.sides if s.parties or s.refers]
    for action, pattern in RESTRICTION:
        told = 0
        for match in pattern.finditer(words):
            if told == MOST or (action is Action.IN_FORCE and (taken or told)):
                break
            if any(a < match.end() and match.start() < z for a, z in taken):
                continue
            first, last = at(sentence, match.start(), match.end())
            place = _Place(sentence, words, story, action, first, last, match.group(), sides)
            found = _draft(place, text)
            if found is not None:
                found.marks = (*found.marks, f"nth={told}:{len(taken)}")
                yield found
                told += 1
                taken.append(match.span())


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
