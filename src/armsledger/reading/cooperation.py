"""What states do together: exercises, pacts, dialogue, joint production, agreements."""

import re
from collections.abc import Iterator
from dataclasses import replace

from armsledger.model.codes import Form, Kind, Mode, Stage
from armsledger.reading.proposal import Found, at, begun, inferred, named, speaks
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story, Told

_MILITARY = r"(?:defen[cs]e|military|security|military[- ]technical|arms|naval|strategic|army|armed forces|air force|technical|weapons|counter[- ]?terrorism)"


COOPERATION: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (Form.EXERCISE, re.compile(r"\b(?:joint|military|naval|multinational|bilateral|annual|multilateral|combined|live-fire|air|war|training|large-scale|nato|sea|field|trilateral|biggest|maritime|army)[- ](?:\w+ )?(?:exercises?|drills?|man(?:o?eu)vers?|manoeuvres|war ?games|wargames)\b|\bjoint(?:ly)? (?:\w+ )?(?:drills?|exercises?)\b|\bdrills? with\b", re.I)),
    (Form.INTELLIGENCE, re.compile(r"\bintelligence[- ](?:sharing|cooperation|exchange)|\bshar(?:e|ed|ing) (?:of )?(?:\w+ )?intelligence|\bexchange (?:of )?intelligence|\binformation[- ]sharing\b", re.I)),
    (Form.PACT, re.compile(r"\btreaty (?:all(?:y|iance|ies))\b|\bmutual defen[cs]e\b|\bdefen[cs]e pact\b|\bmilitary (?:alliance|bloc)\b|\bmember of (?:the )?nato\b|\bcollective security treaty\b|\bnato (?:member|ally|allies)\b|\bsecurity pact\b|\bstrategic alliance\b", re.I)),
    (Form.DIALOGUE, re.compile(rf"\b{_MILITARY}(?: \w+)? (?:dialogue|talks|consultations|commission|working group|steering committee)\b|\bstaff talks\b|\btwo[- ]plus[- ]two\b|\b2\+2\b|\bjoint (?:commission|committee|working group)\b|\bintergovernmental commission\b|\bworking group\b|\btalks with\b.{{0,60}}\b(?:minister|defen[cs]e)", re.I)),
    (Form.COPRODUCTION, re.compile(r"\bco-?produc\w+|\bjoint(?:ly)? (?:produc\w+|manufactur\w+|built|build\w*)\b|\bjoint production\b|\b(?:produced|made|built|manufactured|assembled|developed)(?:,? \w+)? (?:jointly|together)\b|\bproduc\w+ (?:together|in cooperation) with\b|\bcooperative (?:development and )?production\b|\bbuil[dt]\w* (?:jointly|together)\b", re.I)),
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


_BOTH = re.compile(
    r"\b(?:both|two|their respective) (?:countries|sides|nations|states|governments|militaries|parties|leaders|ministers|armed forces)\b|\beach other\b|\bbilateral\b|\bmutual\b|\btwo[- ](?:country|way)\b",
    re.I,
)


def cooperation(sentence: Sentence, words: str, text: str, story: Story) -> Iterator[Found]:
    seen: set[Form] = set()
    for form, pattern in COOPERATION:
        match = pattern.search(words)
        if match is None or form in seen or (form is Form.AGREEMENT and seen & {Form.DIALOGUE, Form.PACT}):
            continue
        first, last = at(sentence, match.start(), match.end())
        sides = [
            s for s in sentence.sides if not s.origin and not (speaks(sentence, s) and s.before == "" and not s.owner)
        ]
        parties = named(sentence, story, sides)
        if len(parties) < 2 and _BOTH.search(words):
            parties = two(story, parties)
        if len(parties) < 2:
            extra = [t for t in story.subject if t.party.key not in {p.party.key for p in parties}]
            parties += [inferred(t) for t in extra[:1]]
        if not parties:
            continue
        seen.add(form)
        items = (
            [t for t in sentence.things if t.category != "other" or t.designation][:3]
            if form in (Form.COPRODUCTION, Form.INDUSTRY)
            else []
        )
        draft = begun(
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
            out.setdefault(told.party.key, inferred(told))
    return list(out.values())
