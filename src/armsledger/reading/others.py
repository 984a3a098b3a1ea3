"""The other kinds: cooperation, restriction, visits, figures and use. Patterns propose, a linear model accepts."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from armsledger.model.codes import Action, Form, Kind, MeasureName, Modality, Mode, Stage
from armsledger.model.values import Attribution, Measure, Number, Range, Span
from armsledger.reading.drafts import Draft
from armsledger.reading.items import Thing
from armsledger.reading.parties import Side
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story, Told
from armsledger.reading.tokens import NUMBER


@dataclass(slots=True)
class Found:
    """A draft with the sentence and the token range of the words that made it."""

    draft: Draft
    sentence: Sentence
    first: int
    last: int
    why: str


_MILITARY = r"(?:defen[cs]e|military|security|military[- ]technical|arms|naval|strategic|army|armed forces|air force|technical|weapons|counter[- ]?terrorism)"
COOPERATION: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (Form.EXERCISE, re.compile(r"\b(?:joint|military|naval|multinational|bilateral|annual|multilateral|combined|live-fire|air|war|training|large-scale|nato|sea|field|trilateral|biggest|maritime|army)[- ](?:\w+ )?(?:exercises?|drills?|man(?:o?eu)vers?|manoeuvres|war ?games|wargames)\b|\bjoint(?:ly)? (?:\w+ )?(?:drills?|exercises?)\b|\bdrills? with\b", re.I)),
    (Form.INTELLIGENCE, re.compile(r"\bintelligence[- ](?:sharing|cooperation|exchange)|\bshar(?:e|ed|ing) (?:of )?(?:\w+ )?intelligence|\bexchange (?:of )?intelligence|\binformation[- ]sharing\b", re.I)),
    (Form.PACT, re.compile(r"\btreaty (?:all(?:y|iance|ies))\b|\bmutual defen[cs]e\b|\bdefen[cs]e pact\b|\bmilitary (?:alliance|bloc)\b|\bmember of (?:the )?nato\b|\bcollective security treaty\b|\bnato (?:member|ally|allies)\b|\bsecurity pact\b|\bstrategic alliance\b", re.I)),
    (Form.DIALOGUE, re.compile(rf"\b{_MILITARY}(?: \w+)? (?:dialogue|talks|consultations|commission|working group|steering committee)\b|\bstaff talks\b|\btwo[- ]plus[- ]two\b|\b2\+2\b|\bjoint (?:commission|committee|working group)\b|\bintergovernmental commission\b|\bworking group\b|\btalks with\b.{{0,60}}\b(?:minister|defen[cs]e)", re.I)),
    (Form.COPRODUCTION, re.compile(r"\bco-?produc\w+|\bjoint(?:ly)? (?:produc\w+|manufactur\w+|built|build\w*)\b|\bjoint production\b|\bproduced jointly\b|\bproduc\w+ (?:together|in cooperation) with\b|\bcooperative (?:development and )?production\b|\bbuil[dt]\w* (?:jointly|together)\b", re.I)),
    (Form.INDUSTRY, re.compile(r"\bjoint(?:ly)?[- ](?:venture|develop\w+|design\w*|research|project|programme|program)\b|\bco-?develop\w*|\bindustrial (?:cooperation|co-operation|partnership|collaboration|participation)\b|\b(?:teamed|teaming|partner(?:ed|ing|ship)?|collaborat\w+) (?:up )?(?:with|between|on)\b|\bconsortium\b|\bdeveloped (?:jointly|together|in (?:cooperation|collaboration|partnership) with)\b|\bcooperat\w+ (?:with|on|in) .{0,40}(?:develop|produc|build|project|manufactur)\w*|\bpartner (?:nations?|countries)\b|\bteaming agreement\b|\bmultinational (?:project|programme|program|effort)\b", re.I)),
    (Form.TRAINING, re.compile(r"\bjoint training\b|\btraining cooperation\b|\bcombined training\b|\btrain(?:ed|ing)? (?:together|alongside)\b", re.I)),
    (Form.AGREEMENT, re.compile(rf"\b{_MILITARY}(?:[- ](?:and|technical|industrial|industry|trade)){{0,2}}[- ](?:cooperation|co-operation|partnership|collaboration|agreement|accord|assistance agreement|framework|pact|ties agreement)\b|\bcooperation in (?:the )?(?:field of )?(?:defen[cs]e|military|security)|\bmilitary assistance agreement\b|\bstatus of forces\b|\bbilateral {_MILITARY} (?:trade|cooperation)\b", re.I)),
)  # fmt: skip
_SIGNED = re.compile(
    r"\b(?:sign\w*|agreed|agreements?|accord|memorandum|mou|pact|concluded|set up|established|inked|joined|launched)\b",
    re.I,
)
_WISH = re.compile(
    r"\b(?:wants?|wish|hopes?|seeks?|interested|interest|plans? to|intends?|ready|willing|explore|exploring|opportunit\w+|boost|strengthen|deepen|expand|enhance|increase|further|aims?|looking)\b",
    re.I,
)
_TALKING = re.compile(r"\b(?:talks|discuss\w*|negotiat\w+)\b", re.I)
_OFFERED = re.compile(r"\b(?:offer\w*|propos\w+|invit\w+)\b", re.I)
_STOPPED = re.compile(
    r"\b(?:suspend\w*|cancel\w*|halt\w*|cut(?:ting)? off|sever\w*|frozen|froze|end(?:ed|ing)|withdr\w+|pulled out|scrap\w*|stopped|called off|expelled)\b",
    re.I,
)

RESTRICTION: tuple[tuple[Action, re.Pattern[str]], ...] = (
    (Action.LIFTED, re.compile(r"\b(?:lift(?:ed|s|ing)?|eas(?:e|ed|es|ing)|relax(?:ed|es|ing)?|remov(?:e|ed|al|ing)|waiv(?:e|ed|er|ers|ing)|end(?:ed|ing)?|repeal\w*|scrapp\w+)\b.{0,50}\b(?:embargo\w*|bans?|sanctions?|restrictions?|moratorium|laws?|rules|hold|curbs?|freeze|limits)\b|\b(?:embargo|ban|sanctions|restrictions) (?:\w+ ){0,3}(?:was|were|been|being) (?:lifted|eased|removed|relaxed|waived)|\bsanctions waivers?\b", re.I)),
    (Action.OBJECTION, re.compile(r"\bobject(?:ed|ion|ions|s|ing)? to\b|\bobjections?\b|\boppos(?:ed|es|ing|ition)\b|\b(?:concern(?:s|ed)?|alarm(?:ed)?|worr(?:y|ies|ied)|protest(?:s|ed)?|critici[sz](?:ed|es|ing|m)|condemn\w*|denounced|outcry|angered|warn(?:ed|s|ing)?|caution(?:ed|s)?|pressur\w+|dissuade|rebuke\w*|displeasure|frown\w*)\b.{0,90}\b(?:sales?|deal|purchase|s-400|export\w*|deliver\w+|transfer|arms|weapons?|acqui\w+|buy\w*|procure\w*|contract|suppl\w+)|\burged? .{0,60}\b(?:not to|to stop|to halt|to suspend|to end|to cancel|to block)\b|\bcalled (?:for|on) .{0,60}\b(?:stop|halt|suspen\w+|ban|embargo)\b|\bred line\b", re.I)),
    (Action.CONSENT_NEEDED, re.compile(r"\b(?:requires?|needs?|subject to|awaiting|pending|without|must (?:be|get|have|seek)|would (?:need|require)|depends? on)\b.{0,40}\b(?:approval|consent|permission|authori[sz]ation|clearance|licen[cs]e|green light)\b|\bre-?export\b|\bmust (?:be )?(?:approved|cleared|authori[sz]ed)|\bif (?:cleared|approved) by\b|\b(?:congress|parliament|senate|lawmakers) (?:must|has to|have to|still has|needs to|could (?:still )?(?:block|stop|object))", re.I)),
    (Action.IMPOSED, re.compile(r"\b(?:impos(?:e|ed|es|ing)|slapp?(?:ed)?|introduc(?:e|ed)|adopt(?:ed)?|placed?|trigger(?:ed|ing)?|face|facing|announced?|new|fresh|secondary|threaten\w*|risk(?:ing)?|invite|attract)\b.{0,40}\b(?:sanctions?|embargo\w*|bans?|restrictions?|moratorium|curbs?)\b|\b(?:sanctioned|banned|prohibited|embargoed|blacklisted)\b|\b(?:halt(?:ed|ing|s)?|suspend(?:ed|s|ing)?|stop(?:ped|s|ping)?|freez(?:e|ing)|froze(?:n)?|block(?:ed|s|ing)?|refus(?:e|ed|es|ing|al)|den(?:y|ied|ies|ying)|revok(?:e|ed|ing)|reject(?:ed)?|veto(?:ed)?|withh(?:eld|old\w*)|cut(?:ting)? off|held up|limit(?:ed|ing)?|bar(?:red|s)?)\b.{0,60}\b(?:exports?|sales?|deliver(?:y|ies)|transfers?|licen[cs]es?|permits?|shipments?|supplies|arms|weapons|aid|assistance|military equipment|spare parts)\b", re.I)),
    (Action.IN_FORCE, re.compile(r"\b(?:arms|weapons|un|u\.n\.|eu|us|u\.s\.|international|export|western|security council)[- ](?:embargo|ban|sanctions|restrictions|controls?)\b|\b(?:embargo|sanctions)\b|\b(?:prohibits?|forbids?|bans|bars|restricts?|prevents?|restrictions on|not allowed to|barred from|caatsa|missile technology control regime|mtcr)\b", re.I)),
)  # fmt: skip

_VISIT = re.compile(
    r"\b(?:visit(?:s|ed|ing)?|trip|state visit|tour(?:ed|s)?|host(?:s|ed|ing)?|travel(?:l?ed|l?ing|s)? to|delegation|met with|meeting with|meets?|paid a visit|flew to|in (?:town|talks) with)\b",
    re.I,
)
_USE = re.compile(
    r"\b(?:us(?:e|ed|es|ing)|deploy(?:ed|s|ing|ment)?|employ(?:ed|s|ing)?|fir(?:ed|es|ing)|launch(?:ed|es|ing)?|shot down|shoot(?:s|ing)? down|downed|bomb(?:ed|ing|s)?|struck|strikes?|attack(?:ed|s|ing)?|"
    r"combat[- ](?:tested|proven|use|debut|operations|missions)|battle[- ]?(?:tested|proven)|battled-tested|seen (?:action|combat)|saw (?:action|combat)|in (?:combat|action)|intercept(?:ed|s|ing)?|flew|flown|fly(?:ing)? (?:missions|sorties)|"
    r"took part in|proved? (?:its|their|itself)|proven|used in the (?:war|conflict|fight)|captured|seized|operat(?:ed|es|ing) (?:in|over|against)|destroy(?:ed|s)?|patrol(?:s|led|ling)?)\b", re.I,
)  # fmt: skip
_ORDINAL = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
}
_RANK = re.compile(
    r"\b(?:the |its |their |'s |’s )?(?:world['’]s |global |single )?(?P<ord>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|1st|2nd|3rd)?[- ]?(?P<sup>largest|biggest|top|main|leading|primary|principal|major|number one|no\. ?1|most important|foremost|key)[- ](?:global |foreign |single )?"
    r"(?:arms|weapons?|defen[cs]e|military|military equipment|military hardware|armaments?|conventional weapons)?[- ]?(?:equipment |trade |hardware )?(?P<what>exporters?|importers?|suppliers?|buyers?|sellers?|sources?|customers?|markets?|purchasers?|recipients?|clients?|partner)\b", re.I,
)  # fmt: skip
_PERCENT = re.compile(
    r"(?P<hedge>(?:more than|over|at least|up to|nearly|about|almost|around|some|approximately|less than) )?(?P<low>\d+(?:\.\d+)?)(?:\s?(?:-|–|to)\s?(?P<high>\d+(?:\.\d+)?))?\s?(?:%|per ?cent\b|percentage points?)",
    re.I,
)
_TRADE = re.compile(
    r"\b(?:imports?|exports?|arms|weapons|weaponry|arsenal|military hardware|hardware|deliver(?:y|ies)|defen[cs]e (?:equipment|trade|sales)|market share|share of|purchases|procurement|suppl(?:y|ies)|inventory|equipment needs)\b",
    re.I,
)
_CHANGE = re.compile(
    r"\b(?P<up>rose|risen|increase[ds]?|increasing|grew|grown|growth|expanded|jump(?:ed)?|surge[d]?|climb(?:ed)?|up|rise|higher|doubled|soared)|(?P<down>fell|fallen|declin\w+|dropp?(?:ed)?|decrease[ds]?|down|lower|shrank|reduc\w+|plunged|cut)\b",
    re.I,
)
_FLEET = re.compile(
    r"\b(?:fleet|inventory|inventories|arsenal|operates?|operating|operated|in service|in its inventory|possess(?:es)?|fields|owns?|has (?:a total of|about|around|some|at least|more than)?|have|consists? of|comprises?|include[sd]?|stationed|equipped with)\b",
    re.I,
)
_RATE = re.compile(
    r"\b(?:a|per|each|every) (?:year|month|annum)\b|\bannual(?:ly)? (?:production|output)|\bproduction rate|\byearly\b",
    re.I,
)
_AMOUNT = re.compile(
    r"\b(?:arms|weapons?|defen[cs]e|military|fms|foreign military sales?)(?: \w+)? (?:exports?|imports?|sales|trade|deliver(?:y|ies)|transfers|purchases|orders|deals|export revenues?|turnover|procurement)\b|\bexported arms\b|\bexports? of (?:arms|weapons|military)|\bportfolio\b|\barms trade\b|\bbilateral (?:defen[cs]e )?trade\b",
    re.I,
)
_WILL = re.compile(r"\b(?:will|would be|to be|plans? to|planned|scheduled|upcoming|due|next)\b", re.I)
_MAY = re.compile(
    r"\b(?:may|might|could|possible|possibly|likely|expected|reportedly|allegedly|potential|if|would)\b", re.I
)
_NO = re.compile(r"\b(?:not|never|no|denied|denies|without)\b|n[’']t\b", re.I)

_BOTH = re.compile(
    r"\b(?:both|two|their respective) (?:countries|sides|nations|states|governments|militaries|parties|leaders|ministers|armed forces)\b|\beach other\b|\bbilateral\b|\bmutual\b|\btwo[- ](?:country|way)\b",
    re.I,
)
_BUYERS = re.compile(
    r"(?P<n>(?:\w+ to \w+|\w+))(?: \w+)? (?:countries|nations|states|customers|buyers|governments|of which|of them)\b",
    re.I,
)


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
        yield from _cooperation(sentence, words, text, story)
        yield from _restriction(sentence, words, text, story)
        yield from _visit(sentence, words, text, story)
        yield from _figures(sentence, words, text, story)
        yield from _use(sentence, words, text, story)
        story.heard(sentence.sides)


def _at(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The tokens that a match in the sentence covers."""
    a, b = sentence.span.start + start, sentence.span.start + end
    inside = [k for k, t in enumerate(sentence.tokens) if t.start < b and t.end > a]
    return (inside[0], inside[-1] + 1) if inside else (0, 1)


def _named(sentence: Sentence, story: Story, sides: Sequence[Side]) -> list[Told]:
    out: dict[str, Told] = {}
    for told in story.resolve(sides, sentence.sides):
        out.setdefault(told.party.key, told)
    return list(out.values())


def _speaks(sentence: Sentence, side: Side) -> bool:
    place = sentence.source.span if sentence.source else None
    return place is not None and place.start <= side.span.start < place.end


def _draft(kind: Kind, sentence: Sentence, first: int, last: int, words: str, spans: Sequence[Span]) -> Draft:
    """A draft with what all kinds share: quote, modality, source, time."""
    tokens = sentence.tokens
    trigger = Span(tokens[first].start, tokens[last - 1].end)
    inside = [trigger, *(s for s in spans if sentence.span.start <= s.start < sentence.span.end)]
    draft = Draft(kind=kind, quote=Span(min(s.start for s in inside), max(s.end for s in inside)), trigger=trigger)
    near = " ".join(t.low for t in tokens[max(0, first - 8) : last + 3])
    for pattern, value in ((_NO, Modality.DENIED), (_MAY, Modality.POSSIBLE), (_WILL, Modality.PLANNED)):
        if pattern.search(near):
            draft.modality = value
            break
    if sentence.source is not None:
        draft.attribution = Attribution(kind=sentence.source.value.kind, who=sentence.source.value.who)
        draft.source = sentence.source.span
    gap, dated = min(
        ((max(d.start - draft.quote.end, draft.quote.start - d.end, 0), d) for d in sentence.dates),
        key=lambda x: x[0],
        default=(0, None),
    )
    if dated is not None and gap < 60:
        draft.when = (dated.value, Span(dated.start, dated.end))
    return draft


def _cooperation(sentence: Sentence, words: str, text: str, story: Story) -> Iterator[Found]:
    seen: set[Form] = set()
    for form, pattern in COOPERATION:
        match = pattern.search(words)
        if match is None or form in seen or (form is Form.AGREEMENT and seen & {Form.DIALOGUE, Form.PACT}):
            continue
        first, last = _at(sentence, match.start(), match.end())
        sides = [
            s for s in sentence.sides if not s.origin and not (_speaks(sentence, s) and s.before == "" and not s.owner)
        ]
        parties = _named(sentence, story, sides)
        if len(parties) < 2 and _BOTH.search(words):
            parties = two(story, parties)
        if len(parties) < 2:
            extra = [t for t in story.subject if t.party.key not in {p.party.key for p in parties}]
            parties += [replace_inferred(t) for t in extra[:1]]
        if not parties:
            continue
        seen.add(form)
        items = (
            [t for t in sentence.things if t.category != "other" or t.designation][:3]
            if form in (Form.COPRODUCTION, Form.INDUSTRY)
            else []
        )
        draft = _draft(
            Kind.COOPERATION, sentence, first, last, words, [t.span for t in parties] + [t.span for t in items]
        )
        draft.parties, draft.items, draft.form = (
            parties,
            [replace(t, quantity=None, mode=Mode.GOODS, mode_span=None) for t in items],
            form,
        )
        near = words[max(0, match.start() - 80) : match.end() + 60]
        if _STOPPED.search(near):
            draft.stage = Stage.BLOCKED
        elif _OFFERED.search(near):
            draft.stage = Stage.OFFER
        elif _SIGNED.search(near) and form is not Form.EXERCISE:
            draft.stage = Stage.AGREEMENT
        elif _TALKING.search(near) and form is not Form.DIALOGUE and form is not Form.EXERCISE:
            draft.stage = Stage.TALKS
        elif _WISH.search(near) and form in (Form.AGREEMENT, Form.INDUSTRY, Form.COPRODUCTION, Form.INTELLIGENCE):
            draft.stage = Stage.INTEREST
        else:
            draft.stage = Stage.ACTIVE
        yield Found(draft, sentence, first, last, f"{form}")


def two(story: Story, named: list[Told]) -> list[Told]:
    """The sides that "both countries" means: those named, then the last other states the report spoke of."""
    out = {t.party.key: t for t in named}
    for told in reversed(story.states):
        if len(out) < 2:
            out.setdefault(told.party.key, replace_inferred(told))
    return list(out.values())


def replace_inferred(told: Told) -> Told:
    return Told(told.party, told.span, True)


def _restriction(sentence: Sentence, words: str, text: str, story: Story) -> Iterator[Found]:
    for action, pattern in RESTRICTION:
        match = pattern.search(words)
        if match is None:
            continue
        first, last = _at(sentence, match.start(), match.end())
        sides = [s for s in sentence.sides if s.parties]
        imposer = [s for s in sides if s.first < last and (s.before in ("", "by") or s.owner) and not s.origin][:1] or [
            s for s in sides if s.before == "by"
        ][:1]
        if not imposer and sentence.sides:
            imposer = [s for s in sentence.sides if s.refers and s.first < last][:1]
        rest = [s for s in sides if not imposer or s.group != imposer[0].group]
        recipient = [s for s in rest if s.before in ("to", "on", "against", "for", "in") and s.last > first] or [
            s for s in rest if s.owner and s.first > first
        ]
        supplier = [s for s in rest if s.before in ("from", "by") or s.origin]
        draft = _draft(Kind.RESTRICTION, sentence, first, last, words, [s.span for s in (*imposer, *recipient[:2])])
        draft.parties = _named(sentence, story, imposer) or [replace_inferred(t) for t in story.subject[:1]]
        taken = {t.party.key for t in draft.parties}
        draft.recipient = [
            t
            for t in _named(sentence, story, recipient[:1] and [s for s in recipient if s.group == recipient[0].group])
            if t.party.key not in taken or action is Action.CONSENT_NEEDED
        ]
        draft.supplier = _named(sentence, story, supplier[:1])
        if not draft.supplier and action in (Action.IMPOSED, Action.IN_FORCE, Action.LIFTED) and draft.recipient:
            draft.supplier = [replace_inferred(t) for t in draft.parties]
        draft.items = [replace(t, quantity=t.quantity) for t in sentence.things[:3]]
        draft.action = action
        if draft.parties or draft.recipient:
            yield Found(draft, sentence, first, last, f"{action}")
        return


def _visit(sentence: Sentence, words: str, text: str, story: Story) -> Iterator[Found]:
    for match in _VISIT.finditer(words):
        first, last = _at(sentence, match.start(), match.end())
        sides = [s for s in sentence.sides if s.parties or s.refers]
        before = [s for s in sides if s.last <= first and (s.before == "" or s.owner) and not s.origin]
        after = [s for s in sides if s.first >= last and not s.origin]
        by = [s for s in after if s.before == "by"]
        host = [s for s in after if s.before in ("to", "with", "in", "of")] or [s for s in after if s.before == ""]
        visitor = by or before[-1:]
        if match.group().lower().startswith(("host", "receiv")):
            visitor, host = [s for s in after if s.before == ""], before[-1:]
        guests, hosts = (
            _named(sentence, story, visitor[:1]),
            _named(sentence, story, [s for s in host if host and s.group == host[0].group]),
        )
        hosts = [h for h in hosts if h.party.key not in {g.party.key for g in guests}]
        if not guests or not hosts:
            continue
        draft = _draft(Kind.VISIT, sentence, first, last, words, [t.span for t in (*guests, *hosts)])
        draft.parties = [*guests[:1], *hosts[:2]]
        yield Found(draft, sentence, first, last, match.group().lower())
        return


def _use(sentence: Sentence, words: str, text: str, story: Story) -> Iterator[Found]:
    if not sentence.things:
        return
    for match in _USE.finditer(words):
        first, last = _at(sentence, match.start(), match.end())
        near = [t for t in sentence.things if abs(t.first - last) < 14 or abs(first - t.last) < 14]
        if not near:
            continue
        sides = [s for s in sentence.sides if s.parties or s.refers in ("its", "their", "it", "they", "state")]
        by = [s for s in sides if s.before == "by" and s.first >= last]
        user = (
            by[:1]
            or [s for s in sides if s.last <= first and (s.before == "" or s.owner) and not s.origin][-1:]
            or [s for s in sides if s.demonym][:1]
            or [s for s in sides if s.owner or s.before == ""][:1]
        )
        against = [s for s in sides if s.before in ("against", "on") and s.first >= first]
        users = _named(sentence, story, user)
        if not users:
            users = [replace_inferred(t) for t in story.subject[:1]]
        if not users:
            continue
        rivals = [t for t in _named(sentence, story, against[:1]) if t.party.key != users[0].party.key]
        draft = _draft(
            Kind.USE, sentence, first, last, words, [t.span for t in (*users, *rivals)] + [t.span for t in near[:3]]
        )
        draft.parties = [*users[:1], *rivals[:1]]
        draft.items = [replace(t, mode=Mode.GOODS, mode_span=None) for t in near[:3]]
        yield Found(draft, sentence, first, last, match.group().lower())
        return


def _figures(sentence: Sentence, words: str, text: str, story: Story) -> Iterator[Found]:
    yield from _ranks(sentence, words, story)
    yield from _shares(sentence, words, story)
    yield from _fleets(sentence, words, story)
    yield from _amounts(sentence, words, story)
    yield from _buyers(sentence, words, story)


def _measured(
    sentence: Sentence, words: str, first: int, last: int, measure: Measure, spans: Sequence[Span], value: Span
) -> Draft:
    draft = _draft(Kind.FIGURE, sentence, first, last, words, [*spans, value])
    draft.measure = (measure, value)
    return draft


def _ranks(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    for match in _RANK.finditer(words):
        first, last = _at(sentence, match.start(), match.end())
        what = match["what"].lower()
        if match["ord"] is None and match["sup"].lower() in ("major", "key", "leading") and what.endswith("s"):
            continue
        exporter = what.startswith(("export", "suppl", "seller", "source", "partner"))
        value = _ORDINAL[match["ord"].lower()] if match["ord"] else 1
        sides = [s for s in sentence.sides if (s.parties or s.refers)]
        owner = [s for s in sides if s.owner and s.last <= first + 2 and first - s.last < 4]
        subject = [
            s
            for s in sides
            if s.last <= first and (s.before == "" or s.before in ("by", "of")) and not s.owner and s not in owner
        ][-1:] or [s for s in sides if s.first >= last and s.before == ""][:1]
        to = [s for s in sides if s.first >= last and s.before in ("to", "of", "for", "in")][:1]
        subjects, counter = _named(sentence, story, subject), _named(sentence, story, owner or to)
        if not subjects and owner and not to:
            subjects, counter = counter, []
        if not subjects:
            subjects = [replace_inferred(t) for t in story.subject[:1]]
        if not subjects:
            continue
        name = MeasureName.RANK_EXPORTER if exporter else MeasureName.RANK_IMPORTER
        counter = [c for c in counter if c.party.key != subjects[0].party.key]
        measure = Measure(
            name=name,
            value=value,
            unit="rank",
            subject=tuple(t.party for t in subjects),
            counterpart=tuple(t.party for t in counter),
        )
        place = Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)
        yield Found(
            _measured(sentence, words, first, last, measure, [t.span for t in (*subjects, *counter)], place),
            sentence,
            first,
            last,
            f"{name}",
        )


def _shares(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    if _TRADE.search(words) is None and not sentence.things:
        return
    for match in _PERCENT.finditer(words):
        first, last = _at(sentence, match.start(), match.end())
        low, high = float(match["low"]), float(match["high"] or match["low"])
        hedge = (match["hedge"] or "").strip().lower()
        value: Number | Range = _plain(low) if low == high else Range(min=_plain(low), max=_plain(high))
        if hedge in ("more than", "over", "at least"):
            value = Range(min=_plain(low), max=None)
        elif hedge in ("up to", "less than"):
            value = Range(min=None, max=_plain(low))
        before, after = words[max(0, match.start() - 70) : match.start()], words[match.end() : match.end() + 70]
        imports = (
            re.search(
                r"import|purchas|hardware|arsenal|equipment|weapons? (?:are|is|come)|procure|needs",
                before + after,
                re.I,
            )
            is not None
        )
        exports = re.search(r"export|sales|global|world|market|sell", before + after, re.I) is not None
        change = _CHANGE.search(before[-45:]) if not re.search(r"\bto $", before) else None
        change = change or re.match(
            r"\s*(?:(?P<up>increase|rise|growth|jump|higher|more)|(?P<down>decrease|decline|fall|drop|lower|less))",
            after,
        )
        sides = [s for s in sentence.sides if s.parties or s.refers in ("its", "their", "state")]
        near = sorted(sides, key=lambda s: min(abs(s.first - last), abs(first - s.last)))
        if change is not None:
            name = (
                MeasureName.IMPORT_CHANGE
                if (imports and not exports)
                or (imports and before.lower().rfind("import") > before.lower().rfind("export"))
                else MeasureName.EXPORT_CHANGE
            )
            if change["down"]:
                value = (
                    -value
                    if isinstance(value, int | float)
                    else Range(
                        min=None if value.max is None else -value.max, max=None if value.min is None else -value.min
                    )
                )
            subjects = _named(sentence, story, [s for s in sides if s.last <= first][-1:] or near[:1])
            counter: list[Told] = []
        else:
            name = MeasureName.IMPORT_SHARE if imports else MeasureName.EXPORT_SHARE
            owner = [s for s in sides if s.owner or s.demonym or s.refers in ("its", "their")]
            subjects = _named(sentence, story, owner[:1] or [s for s in sides if s.last <= first][:1] or near[:1])
            rest = [s for s in near if s not in owner[:1]]
            counter = [
                t for t in _named(sentence, story, rest[:1]) if subjects and t.party.key != subjects[0].party.key
            ]
            if not imports:
                counter = counter if owner and rest else []
        if not subjects:
            subjects = [replace_inferred(t) for t in story.subject[:1]]
        if not subjects:
            continue
        measure = Measure(
            name=name,
            value=value,
            unit="percent",
            subject=tuple(t.party for t in subjects),
            counterpart=tuple(t.party for t in counter),
        )
        place = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
        yield Found(
            _measured(sentence, words, first, last, measure, [t.span for t in (*subjects, *counter)], place),
            sentence,
            first,
            last,
            f"{name}",
        )


def _plain(number: float) -> Number:
    return int(number) if number == int(number) else number


def _fleets(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    counted = [t for t in sentence.things if t.quantity is not None and t.quantity_span is not None]
    if not counted:
        return
    match = _FLEET.search(words)
    rate = _RATE.search(words)
    if match is None and rate is None:
        return
    for thing in counted:
        hit = rate or match
        if hit is None:
            continue
        if rate is not None and abs(sentence.span.start + rate.start() - thing.span.end) > 60:
            if match is None:
                continue
            hit = match
        name = MeasureName.PRODUCTION_RATE if hit is rate else MeasureName.FLEET
        first, last = _at(sentence, hit.start(), hit.end())
        sides = [s for s in sentence.sides if (s.parties or s.refers) and not s.origin]
        owner = [s for s in sides if s.last <= thing.first and (s.before in ("", "of", "in") or s.owner)][:1] or [
            s for s in sides if s.before in ("by", "with", "of", "in")
        ][:1]
        subjects = _named(sentence, story, owner) or [replace_inferred(t) for t in story.subject[:1]]
        if not subjects or thing.quantity is None or thing.quantity_span is None:
            continue
        q = thing.quantity
        value: Number | Range = q.min if q.min == q.max and q.min is not None else q
        unit = {"aircraft": "aircraft", "helicopter": "helicopters", "armour": "vehicles", "ship": "ships"}.get(
            str(thing.category), str(thing.category)
        )
        measure = Measure(name=name, value=value, unit=unit, subject=tuple(t.party for t in subjects))
        draft = _measured(sentence, words, thing.first, thing.last, measure, [thing.span], thing.quantity_span)
        draft.items = [replace(thing, quantity=None, quantity_span=None, mode=Mode.GOODS, mode_span=None)]
        yield Found(draft, sentence, first, last, f"{name}:{hit.group().lower()}")


def _amounts(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    match = _AMOUNT.search(words)
    for total in sentence.sums:
        unit = total.value.basis == "unit" and any(t.designation for t in sentence.things)
        if match is None and not unit:
            continue
        first, last = _at(sentence, total.start - sentence.span.start, total.end - sentence.span.start)
        v = total.value
        value: Number | Range = v.min if v.min == v.max and v.min is not None else Range(min=v.min, max=v.max)
        sides = [s for s in sentence.sides if s.parties or s.refers in ("its", "their", "state")]
        if unit:
            things: list[Thing] = [t for t in sentence.things if t.designation][:1]
            maker = _named(sentence, story, [s for s in sides if s.firm or s.origin][:1])
            measure = Measure(
                name=MeasureName.UNIT_PRICE, value=value, unit=v.currency, subject=tuple(t.party for t in maker)
            )
            draft = _measured(
                sentence, words, first, last, measure, [t.span for t in things], Span(total.start, total.end)
            )
            draft.items = [replace(t, quantity=None, mode=Mode.GOODS, mode_span=None) for t in things]
            yield Found(draft, sentence, first, last, "unit_price")
            continue
        subjects = _named(
            sentence, story, [s for s in sides if s.owner or s.demonym or s.before == ""][:1] or sides[:1]
        )
        subjects = subjects or [replace_inferred(t) for t in story.subject[:1]]
        if not subjects:
            continue
        counter = [
            t
            for t in _named(sentence, story, [s for s in sides if s.before in ("to", "from", "with", "between")][:1])
            if t.party.key != subjects[0].party.key
        ]
        measure = Measure(
            name=MeasureName.ARMS_TRADE,
            value=value,
            unit=v.currency,
            subject=tuple(t.party for t in subjects),
            counterpart=tuple(t.party for t in counter),
        )
        yield Found(
            _measured(
                sentence,
                words,
                first,
                last,
                measure,
                [t.span for t in (*subjects, *counter)],
                Span(total.start, total.end),
            ),
            sentence,
            first,
            last,
            "arms_trade",
        )


_STATES = {
    "in advanced talks": r"advanced|final",
    "in talks": r"talks|negotiat|discuss|lined up|approached",
    "interested": r"interest|keen|expressed|want",
}


def _buyers(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    """How many countries are in talks or interested."""
    for match in _BUYERS.finditer(words):
        count = next(
            (
                t
                for t in sentence.tokens
                if t.kind == NUMBER
                and t.start >= sentence.span.start + match.start()
                and t.end <= sentence.span.start + match.end()
            ),
            None,
        )
        if count is None:
            continue
        near = words[max(0, match.start() - 60) : match.end() + 60]
        unit = next((u for u, p in _STATES.items() if re.search(p, near, re.I)), None)
        sides = [s for s in sentence.sides if (s.parties or s.refers) and s.before == "" and not s.origin]
        subjects = _named(sentence, story, sides[:1]) or [replace_inferred(t) for t in story.subject[:1]]
        if unit is None or not subjects:
            continue
        first, last = _at(sentence, match.start(), match.end())
        q = count.value.value
        value: Number | Range = q.min if q.min == q.max and q.min is not None else q
        measure = Measure(name=MeasureName.BUYERS, value=value, unit=unit, subject=tuple(t.party for t in subjects))
        yield Found(
            _measured(sentence, words, first, last, measure, [t.span for t in subjects], Span(count.start, count.end)),
            sentence,
            first,
            last,
            "buyers",
        )


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
