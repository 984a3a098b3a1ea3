"""The words of a report that may be values of a claim: parties, equipment, numbers, money, dates."""

import re
from collections.abc import Iterable, Sequence

from armsledger.knowledge import Knowledge, Mention, MentionKind
from armsledger.model.codes import Category
from armsledger.model.report import Report
from armsledger.model.values import Item, Party, Range
from armsledger.reading.dates import Clock, dates
from armsledger.reading.money import money
from armsledger.reading.numbers import quantities
from armsledger.reading.parties import acting
from armsledger.reading.premodifiers import NO_ADJECTIVE
from armsledger.reading.wordpieces import Candidate

_NAME = r"[A-Z][\w’'&.-]*[\w&]"
_FIRM = re.compile(
    rf"(?<![\w])(?:{_NAME} (?:(?:{_NAME}|and|of|&|de|for|-) ){{0,4}})(?:Inc|Corp|Corporation|Ltd|Limited|LLC|LLP|Co|Company|Group|Industries|Industry|"
    r"Systems?|Aerospace|Aviation|Technolog(?:y|ies)|Aircraft|Helicopters|Shipyards?|Shipbuilding|Shipbuilders|Shipyard Company|Defen[cs]e Systems|Dynamics|"
    r"AG|GmbH|S\.?A|SpA|S\.p\.A|plc|PLC|AB|AS|A/S|NV|BV|Oy|Pty|Pvt|Aerosystems|Aeronautics|Works|Enterprises?|Electronics|Engineering|Solutions|Naval Group|"
    r"Armou?r|Vehicles|Ordnance|Arsenal|Factory|Factories|Bureau|Plant|Yards?|Laborator(?:y|ies)|Services|Marine|Holdings?|Partners|International)(?![\w-])\.?"
)
_NOT_FIRM = re.compile(
    r"^(?:The |This |That |A )|\b(?:Ministry|Minister|Department|Army|Navy|Air Force|Forces?|Command|Committee|Parliament|Congress)\b"
)
_CLASS_NAME = re.compile(r"(?<![\w-])([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)[- ][Cc]lass(?![\w])")
_BEFORE_CLASS = re.compile(
    r"(?:(?<=\s)|^)((?:[A-Z][\w’'.-]*\w(?:[ /-](?=[A-Z0-9]))?)+(?:[ -]\d{1,4}[A-Z]{0,2})?),? (?:[a-z][\w-]* ){0,3}$"
)
_NO_TYPE = re.compile(
    r"(?i)(?:the|a|an|this|these|those|its|their|his|our|in|for|on|by|with|of|and|two|three|four|five|six|seven|eight|nine|ten|twelve|new|more|other|all|some|air|army|navy|force|"
    r"military|defen[cs]e|national|royal|ministry|naval|special|first|second|third|most|modern|light|heavy|main|russian|department|north|south|west|east|state|government|president|minister|but|as|it|he|no|at|from|under|after|before|while|when|last|each|such|other|both|foreign|soviet|western|european|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|i|we|they|if|since|including|chief|general|operation|coast|guard|world|cold|war|long|short|non|anti|multi|counter|advanced|high|medium|low|several|many|many)"
)

_ONE = re.compile(
    r"(?i)(?<![\w-])(an?|this|another|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|final|last)(?! (?:batch|two|three|four|five|six|ten|lot|tranche))|single)"
    r"(?= (?:[\w’'-]+ ){0,6}$)(?! (?:batch|number|total|fleet|lot|contract|deal|order|variety|range|series|squadron|pair|dozen|few|couple|package))"
)


def candidates(
    report: Report, knowledge: Knowledge, mentions: Sequence[Mention] | None = None
) -> tuple[Candidate, ...]:
    """Every candidate of a report in order, none over another; surer kinds of reading come first where two overlap."""
    text = report.text
    taken = bytearray(len(text) + 1)
    out: list[Candidate] = []

    def add(found: Candidate) -> None:
        if found.start < found.end and not any(taken[found.start : found.end]):
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            out.append(found)

    mentions = knowledge.find(text) if mentions is None else mentions
    for part in report.body:
        for sum_ in money(text, part.start, part.end):
            add(
                Candidate(
                    sum_.start,
                    sum_.end,
                    "money",
                    f"m:{sum_.value.min}-{sum_.value.max}{sum_.value.currency}{sum_.value.basis}",
                    sum_.value,
                )
            )
    for m in mentions:
        if m.kind is MentionKind.EQUIPMENT:
            add(equipment(m, text, knowledge))
    for found in firms(text, mentions):
        add(found)
    for m in mentions:
        found_party = party(m, text, knowledge)
        if found_party is not None:
            add(found_party)
    for part in report.body:
        for day in dates(text, part.start, part.end, Clock(report.written)):
            add(Candidate(day.start, day.end, "date", f"t:{day.value.first_on}-{day.value.last_on}", day.value))
    for found in unlisted(text, mentions):
        add(found)
    for m in mentions:
        if m.kind is MentionKind.CLASS:
            add(Candidate(m.start, m.end, "class", f"c:{m.category}", Item(category=Category(m.category or "other"))))
    for part in report.body:
        for count in quantities(text, part.start, part.end):
            add(Candidate(count.start, count.end, "quantity", f"q:{count.value.min}-{count.value.max}", count.value))
    for item in [c for c in out if c.type in ("type", "class")]:
        single = _ONE.search(text, max(0, item.start - 60), item.start)
        if single and not text.startswith("s", item.end):
            add(Candidate(single.start(1), single.end(1), "quantity", "q:1-1", Range.exactly(1)))
    return tuple(sorted(out, key=lambda c: c.start))


def family(words: str) -> str:
    """What the variants of a type share: letters and number of the first part, or the name without a plural."""
    plain = re.sub(r"[\u2010-\u2015\-. ]", "", words.lower().split("/")[0])
    plain = re.sub(r"class$", "", plain)
    found = re.match(r"[a-z]*\d+", plain)
    return "d:" + (found[0] if found else plain.removesuffix("s"))


def equipment(m: Mention, text: str, knowledge: Knowledge) -> Candidate:
    words = text[m.start : m.end]
    key = family(words)
    if m.candidates and m.candidates[0] in knowledge.tables.equipment:
        row = knowledge.tables.equipment[m.candidates[0]]
        key = "d:" + (row.family or row.id)
        words = row.designation if words.isdigit() else words
    item = Item(designation=words, category=Category(m.category or "other"))
    return Candidate(m.start, m.end, "type", key, item, m.states)


def party(m: Mention, text: str, knowledge: Knowledge) -> Candidate | None:
    if m.kind is MentionKind.STATE and m.candidates:
        code = m.candidates[0]
        return Candidate(m.start, m.end, "state", f"s:{code}", Party(code))
    if m.kind is MentionKind.PERSON and m.states:
        return Candidate(m.start, m.end, "state", f"s:{m.states[0]}", Party(m.states[0]))
    if m.kind in (MentionKind.GROUP, MentionKind.BODY) and m.candidates:
        name = acting(knowledge.row, m.candidates[0])
        if name is None:
            return None
        return Candidate(m.start, m.end, "state", f"s:{name}", Party(name))
    if m.kind is MentionKind.COMPANY and m.states:
        return Candidate(m.start, m.end, "firm", f"s:{m.states[0]}", Party(m.states[0], text[m.start : m.end]))
    return None


def firms(text: str, mentions: Iterable[Mention]) -> list[Candidate]:
    """Firms that no list has, told by the last word of their name; the state is the one named in it or just before it."""
    states = [m for m in mentions if m.kind is MentionKind.STATE and m.candidates]
    listed = [m for m in mentions if m.kind is MentionKind.COMPANY]
    out = []
    for found in _FIRM.finditer(text):
        start, end = found.span()
        if _NOT_FIRM.search(found[0]) or any(m.start < end and m.end > start for m in listed):
            continue
        inside = [m for m in states if m.start < end and m.end > start]
        if inside and inside[-1].end > end - 6:
            continue
        near = inside or [
            m for m in states if 0 <= start - m.end <= 14 and "." not in text[m.end : start].replace("U.S.", "")
        ]
        code = near[-1].candidates[0] if near else None
        name = found[0].strip(" .")
        key = f"s:{code}" if code else "f:" + name.split(" ")[0].lower()
        out.append(Candidate(start, start + len(name), "firm", key, Party(code, name)))
    return out


def unlisted(text: str, mentions: Iterable[Mention]) -> list[Candidate]:
    """Types that no list has: the name of a class of ships, or a capitalised name before a class word."""
    out = [
        Candidate(found.start(), found.end(), "type", family(found[1]), Item(designation=found[1]))
        for found in _CLASS_NAME.finditer(text)
        if not _NO_TYPE.fullmatch(found[1])
    ]
    kinds = [m for m in mentions if m.kind is MentionKind.CLASS]
    known = {
        text[m.start : m.end].split(" ")[0]
        for m in mentions
        if m.kind not in (MentionKind.EQUIPMENT, MentionKind.CLASS)
    }
    for m in kinds:
        before = _BEFORE_CLASS.search(text, max(0, m.start - 48), m.start)
        if not before or not NO_ADJECTIVE.isdisjoint(text[before.end(1) : m.start].split()):
            continue
        words = before[1].split(" ")
        while words and (_NO_TYPE.fullmatch(words[0]) or words[0] in known):
            words.pop(0)
        if words and not _NO_TYPE.fullmatch(words[-1]):
            start = before.end(1) - len(" ".join(words))
            name = text[start : before.end(1)]
            item = Item(designation=name, category=Category(m.category or "other"))
            out.append(Candidate(start, before.end(1), "type", family(name), item))
    return out
