"""Who imposes, lifts or objects, or must consent."""

import re
from collections.abc import Iterator
from dataclasses import replace

from armsledger.model.codes import Action, Kind
from armsledger.reading.proposal import Found, at, begun, inferred, named
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story

RESTRICTION: tuple[tuple[Action, re.Pattern[str]], ...] = (
    (Action.LIFTED, re.compile(r"\b(?:lift(?:ed|s|ing)?|eas(?:e|ed|es|ing)|relax(?:ed|es|ing)?|remov(?:e|ed|al|ing)|waiv(?:e|ed|er|ers|ing)|end(?:ed|ing)?|repeal\w*|scrapp\w+)\b.{0,50}\b(?:embargo\w*|bans?|sanctions?|restrictions?|moratorium|laws?|rules|hold|curbs?|freeze|limits)\b|\b(?:embargo|ban|sanctions|restrictions) (?:\w+ ){0,3}(?:was|were|been|being) (?:lifted|eased|removed|relaxed|waived)|\bsanctions waivers?\b", re.I)),
    (Action.OBJECTION, re.compile(r"\bobject(?:ed|ion|ions|s|ing)? to\b|\bobjections?\b|\boppos(?:ed|es|ing|ition)\b|\b(?:concern(?:s|ed)?|alarm(?:ed)?|worr(?:y|ies|ied)|protest(?:s|ed)?|critici[sz](?:ed|es|ing|m)|condemn\w*|denounced|outcry|angered|warn(?:ed|s|ing)?|caution(?:ed|s)?|pressur\w+|dissuade|rebuke\w*|displeasure|frown\w*)\b.{0,90}\b(?:sales?|deal|purchase|s-400|export\w*|deliver\w+|transfer|arms|weapons?|acqui\w+|buy\w*|procure\w*|contract|suppl\w+)|\burged? .{0,60}\b(?:not to|to stop|to halt|to suspend|to end|to cancel|to block)\b|\bcalled (?:for|on) .{0,60}\b(?:stop|halt|suspen\w+|ban|embargo)\b|\bred line\b", re.I)),
    (Action.CONSENT_NEEDED, re.compile(r"\b(?:requires?|needs?|subject to|awaiting|pending|without|must (?:be|get|have|seek)|would (?:need|require)|depends? on)\b.{0,40}\b(?:approval|consent|permission|authori[sz]ation|clearance|licen[cs]e|green light)\b|\bre-?export\b|\bmust (?:be )?(?:approved|cleared|authori[sz]ed)|\bif (?:cleared|approved) by\b|\b(?:congress|parliament|senate|lawmakers) (?:must|has to|have to|still has|needs to|could (?:still )?(?:block|stop|object))", re.I)),
    (Action.IMPOSED, re.compile(r"\b(?:impos(?:e|ed|es|ing)|slapp?(?:ed)?|introduc(?:e|ed)|adopt(?:ed)?|placed?|trigger(?:ed|ing)?|face|facing|announced?|new|fresh|secondary|threaten\w*|risk(?:ing)?|invite|attract)\b.{0,40}\b(?:sanctions?|embargo\w*|bans?|restrictions?|moratorium|curbs?)\b|\b(?:sanctioned|banned|prohibited|embargoed|blacklisted)\b|\b(?:halt(?:ed|ing|s)?|suspend(?:ed|s|ing)?|stop(?:ped|s|ping)?|freez(?:e|ing)|froze(?:n)?|block(?:ed|s|ing)?|refus(?:e|ed|es|ing|al)|den(?:y|ied|ies|ying)|revok(?:e|ed|ing)|reject(?:ed)?|veto(?:ed)?|withh(?:eld|old\w*)|cut(?:ting)? off|held up|limit(?:ed|ing)?|bar(?:red|s)?)\b.{0,60}\b(?:exports?|sales?|deliver(?:y|ies)|transfers?|licen[cs]es?|permits?|shipments?|supplies|arms|weapons|aid|assistance|military equipment|spare parts)\b", re.I)),
    (Action.IN_FORCE, re.compile(r"\b(?:arms|weapons|un|u\.n\.|eu|us|u\.s\.|international|export|western|security council)[- ](?:embargo|ban|sanctions|restrictions|controls?)\b|\b(?:embargo|sanctions)\b|\b(?:prohibits?|forbids?|bans|bars|restricts?|prevents?|restrictions on|not allowed to|barred from|caatsa|missile technology control regime|mtcr)\b", re.I)),
)  # fmt: skip


def restriction(sentence: Sentence, words: str, text: str, story: Story) -> Iterator[Found]:
    for action, pattern in RESTRICTION:
        match = pattern.search(words)
        if match is None:
            continue
        first, last = at(sentence, match.start(), match.end())
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
        draft = begun(Kind.RESTRICTION, sentence, first, last, words, [s.span for s in (*imposer, *recipient[:2])])
        draft.parties = named(sentence, story, imposer) or [inferred(t) for t in story.subject[:1]]
        taken = {t.party.key for t in draft.parties}
        draft.recipient = [
            t
            for t in named(sentence, story, recipient[:1] and [s for s in recipient if s.group == recipient[0].group])
            if t.party.key not in taken or action is Action.CONSENT_NEEDED
        ]
        draft.supplier = named(sentence, story, supplier[:1])
        if not draft.supplier and action in (Action.IMPOSED, Action.IN_FORCE, Action.LIFTED) and draft.recipient:
            draft.supplier = [inferred(t) for t in draft.parties]
        draft.items = [replace(t, quantity=t.quantity) for t in sentence.things[:3]]
        draft.action = action
        if draft.parties or draft.recipient:
            yield Found(draft, sentence, first, last, f"{action}")
        return
