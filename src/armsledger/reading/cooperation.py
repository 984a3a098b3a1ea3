"""What states do together: exercises, pacts, dialogue, joint production, agreements."""

import re
from collections.abc import Iterator
from dataclasses import replace

from armsledger.model.codes import Category, Form, Kind, Mode, Stage
from armsledger.reading.items import Thing
from armsledger.reading.proposal import Found, at, begun, inferred, named, speaks
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story, Told
from armsledger.reading.tokens import WORD

_MILITARY = r"(?:defen[cs]e|military|security|military[- ]technical|arms|naval|strategic|army|armed forces|air force|technical|weapons|counter[- ]?terrorism|logistics|maritime)"
_MAKE = r"(?:develop\w*|design\w*|produc\w+|build\w*|built|manufactur\w+|assembl\w+|co-?develop\w*|co-?produc\w*)"

COOPERATION: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (Form.EXERCISE, re.compile(r"\b(?:joint|military|naval|multinational|bilateral|annual|multilateral|combined|live-fire|air|war|training|large-scale|nato|sea|field|trilateral|biggest|maritime|army|combat|international)[- ](?:\w+ ){0,2}(?:exercises?|drills?|man(?:o?eu)vers?|manoeuvres|war ?games|wargames)\b|\bjoint(?:ly)? (?:\w+ ){0,2}(?:drills?|exercises?)\b|\b(?:drills?|exercises?) with\b|\bexercises? (?:dubbed|named|called|codenamed|code-named|involv\w+|between)\b|\b(?:participat\w+|took part|taking part|take part) in (?:\w+ ){0,4}(?:exercises?|drills?|man(?:o?eu)v(?:er|re)s?)\b|\bexercise [a-z]\w+")),
    (Form.INTELLIGENCE, re.compile(r"\bintelligence[- ](?:sharing|cooperation|exchange)|\bshar(?:e|ed|ing) (?:of )?(?:\w+ )?intelligence|\bexchange (?:of )?intelligence|\binformation[- ]sharing\b")),
    (Form.PACT, re.compile(r"\btreaty (?:all(?:y|iance|ies))\b|\bmutual defen[cs]e\b|\bdefen[cs]e (?:pact|treaty)\b|\bmilitary (?:alliance|bloc)\b|\bmember (?:state )?of (?:the )?(?:nato|\w+[- ]backed)\b|\bcollective (?:security|defen[cs]e)\b|\bnato (?:member|ally|allies)\b|\bsecurity pact\b|\bstrategic alliance\b|\ballied with\b")),
    (Form.DIALOGUE, re.compile(rf"\b{_MILITARY}(?: \w+)? (?:dialogue|talks|consultations|commission|working group|steering committee|meeting|discussions)\b|\bstaff talks\b|\btwo[- ]plus[- ]two\b|\b2 ?\+ ?2\b|\bjoint (?:commission|committee|working group|military committee)\b|\bintergovernmental commission\b|\bworking group\b|\b(?:talks|meeting|discussions) (?:with|between)\b.{{0,60}}\b(?:ministers?|defen[cs]e|military|secretar\w+|counterpart|chief)|\bbilateral (?:meeting|talks|discussions|consultations)\b|\bsenior[- ]level (?:meetings|talks)\b|\bmet with (?:his|her) \w+ counterpart|\bdiscuss\w* (?:\w+ ){{0,3}}(?:defen[cs]e|military|security) (?:cooperation|matters|ties|issues)\b")),
    (Form.COPRODUCTION, re.compile(r"\bco-?produc\w+|\bjoint(?:ly)? (?:produc\w+|manufactur\w+|built|build\w*|assembl\w+)\b|\b(?:produced|made|built|manufactured|assembled)(?:,? \w+)? (?:jointly|together|in conjunction|in cooperation|in partnership)\b|\bproduc\w+ (?:together|in cooperation|in partnership|jointly) with\b|\bcooperative (?:development and )?production\b|\bcollaborat\w+ (?:for|on|in) (?:the )?(?:production|construction|building)\b|\b(?:production|assembly) (?:line|facility|plant)\b.{0,50}\b(?:with|joint|together|conjunction)\b|\bproduced (?:both )?in \w+ and (?:in )?\w+|\b(?:role|part(?:ner)?|participat\w+|involved) in (?:the )?(?:production|manufactur\w+)\b|\bventure\b.{0,40}\bto (?:produc\w+|build|manufactur\w+|assembl\w+)|\b(?:work|worked|working|cooperat\w+|partner\w*|team\w*)\b.{0,40}\bto (?:jointly )?(?:produce|build|manufacture|assemble)\b|\b(?:make|makes|making|produc\w+|suppl\w+) (?:\w+ ){0,3}(?:parts|components|fuselages?|sections|wings)\b.{0,30}\bfor\b")),
    (Form.INDUSTRY, re.compile(rf"\bjoint(?:ly)?[- ](?:venture|develop\w+|design\w*|research|project|programme|program)\b|\bco-?develop\w*|\b(?:industrial|industry|technological|r&d|research) (?:cooperation|co-operation|partnership|partner|partners|collaboration|participation|partnerships|relationship|ties|alliance)\b|\b(?:teamed|teaming|partner(?:ed|ing|ship|s)?|collaborat\w+) (?:up )?(?:with|between|on|in)\b|\bconsortium\b|\bdeveloped (?:jointly|together|in (?:cooperation|collaboration|partnership|conjunction) with)\b|\bcooperat\w+ (?:with|on|in) .{{0,40}}{_MAKE}|\bcooperation (?:in|on) .{{0,40}}(?:develop|produc|build|project|manufactur)\w*|\bpartner (?:nations?|countries|companies)\b|\bteaming agreement\b|\bmultinational (?:project|programme|program|effort)\b|\b(?:work|works|worked|working) (?:together|jointly|with \w+(?: \w+)?) (?:on|to)\b|\boffsets?\b|\b(?:memorandum of understanding|mou|agreement|deal|accord|contract)\b.{{0,50}}\b(?:joint|development|develop|research|design|venture|maintenance|mro|repair|overhaul)\b|\b(?:mro|maintenance|repair|overhaul|service) (?:\w+ ){{0,3}}(?:cent(?:re|er)|facility|hub)\b|\brisk-sharing\b|\b(?:programme|program|project) partners?\b|\bpartners? (?:in|on|of) the\b|\bin the .{{1,20}} program(?:me)? since\b|\bcooperation with (?:foreign|international|european|western|local) (?:partners|companies|firms|allies)\b|\btak(?:e|en|ing) the lead in developing\b")),
    (Form.TRAINING, re.compile(r"\bjoint (?:exercises and )?training\b|\btraining (?:cooperation|exchanges?)\b|\bcombined training\b|\btrain(?:s|ed|ing)? (?:together|alongside|with)\b|\bexchange programme?s?\b")),
    (Form.AGREEMENT, re.compile(rf"\b{_MILITARY}(?:[- ](?:and|technical|industrial|industry|trade|security|military|defen[cs]e)){{0,3}}[- ](?:cooperation|co-operation|partnership|collaboration|agreement|accord|assistance agreement|framework|pact|ties|relationship|relations|partner)\b|\bcooperation in (?:the )?(?:field of )?(?:defen[cs]e|military|security)|\bmilitary assistance agreement\b|\bstatus of forces\b|\bbilateral {_MILITARY} (?:trade|cooperation)\b|\bcooperation (?:deal|agreement|accord|pact|memorandum)\b|\bagreed to (?:\w+ ){{0,3}}cooperat\w+|\b(?:will|to) cooperate on\b|\b(?:compatibility|logistics|basic exchange|security of information|acquisition and cross)\b.{{0,40}}\b(?:agreement|pact)\b|\b(?:comcasa|lemoa|gsomia|beca)\b|\b(?:trilateral|bilateral) (?:agreement|accord|pact|venture)\b|\bpacts? that\b|\bjoint (?:purchas\w+|procurement|patrols?|squadron)\b")),
)  # fmt: skip


_NEEDS: dict[Form, tuple[str, ...]] = {
    Form.EXERCISE: ("exercise", "drill", "maneuv", "manoeuv", "war game", "wargame"),
    Form.INTELLIGENCE: ("intelligence", "information"),
    Form.PACT: ("treaty", "mutual", "pact", "alliance", "bloc", "member", "collective", "nato", "allied"),
    Form.DIALOGUE: ("dialogue", "talks", "consultation", "commission", "group", "committee", "meeting", "discuss", "plus", "+", "counterpart"),
    Form.COPRODUCTION: ("produc", "manufactur", "buil", "assembl", "construction", "made", "parts", "components", "fuselage", "sections", "wings"),
    Form.TRAINING: ("train", "exchange"),
}  # fmt: skip
"""Words without which a form's pattern finds nothing: looking for them first saves most of the patterns' time."""
NEAR = 20
"""Tokens within which what is made stands. Source: five-fold cross-validation over the training reports."""

_SIGNED = re.compile(
    r"\b(?:sign\w*|agreed|agreements?|accord|memorandum|mou|pact|concluded|set up|established|inked|joined|launched)\b"
)


_WISH = re.compile(
    r"\b(?:wants?|wish|hopes?|seeks?|interested|interest|plans? to|intends?|ready|willing|explore|exploring|opportunit\w+|boost|strengthen|deepen|expand|enhance|increase|further|aims?|looking)\b"
)


_TALKING = re.compile(r"\b(?:talks|discuss\w*|negotiat\w+)\b")


_OFFERED = re.compile(r"\b(?:offer\w*|propos\w+|invit\w+)\b")


_STOPPED = re.compile(
    r"\b(?:suspend\w*|cancel\w*|halt\w*|cut(?:ting)? off|sever\w*|frozen|froze|end(?:ed|ing)|withdr\w+|pulled out|scrap\w*|stopped|called off|expelled)\b"
)


_BOTH = re.compile(
    r"\b(?:both|two|their respective) (?:countries|sides|nations|states|governments|militaries|parties|leaders|ministers|armed forces)\b|\beach other\b|\bbilateral\b|\bmutual\b|\btwo[- ](?:country|way)\b"
)


def cooperation(sentence: Sentence, words: str, text: str, story: Story) -> Iterator[Found]:
    seen: set[Form] = set()
    for form, pattern in COOPERATION:
        if form in _NEEDS and not any(word in words for word in _NEEDS[form]):
            continue
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
        items = _made(sentence, first, last) if form in (Form.COPRODUCTION, Form.INDUSTRY) else []
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
        said = match.group().lower().split()
        marks = (
            f"said={' '.join(said)}",
            f"said0={said[0]}",
            f"said1={said[-1]}",
            f"{form}:{said[-1]}",
            f"{form}:{draft.stage}",
            f"{form}:n={min(len(parties), 4)}",
            *(f"chain={c.main.word.lemma}" for c in sentence.chains),
            *(f"{form}:{t.low}" for t in sentence.tokens if len(t.low) > 3 and t.kind == WORD),
        )
        yield Found(draft, sentence, first, last, f"{form}", marks)


def _made(sentence: Sentence, first: int, last: int) -> list[Thing]:
    """What is made or developed: the types and classes nearest, those behind the words first."""
    near = [
        t
        for t in sentence.things
        if (t.category is not Category.OTHER or t.designation) and max(t.first - last, first - t.last) < NEAR
    ]
    behind = [t for t in near if t.first >= first]
    return (behind or near)[:3]


def two(story: Story, named: list[Told]) -> list[Told]:
    """The sides that "both countries" means: those named, then the last other states the report spoke of."""
    out = {t.party.key: t for t in named}
    for told in reversed(story.states):
        if len(out) < 2:
            out.setdefault(told.party.key, inferred(told))
    return list(out.values())
