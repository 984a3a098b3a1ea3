"""Percentages in figures: shares of a trade, changes of one, and one price against another."""

import re
from collections.abc import Iterator, Sequence

from armsledger.model.codes import MeasureName
from armsledger.model.values import Measure, Number, Range, Span
from armsledger.reading.holdings import beside, measured
from armsledger.reading.numbers import Quantity, number
from armsledger.reading.parties import Side
from armsledger.reading.proposal import Found, at, inferred, named
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story, Told
from armsledger.reading.tokens import NUMBER

_SIGN = re.compile(r"%|per ?cent|\bhalf\b|third|quarter|fifth|tenth|fold\b|factor of|doubl|tripl|trebl|quadr|halve")
"""One of these stands in every sentence that tells a share or a change."""
_PERCENT = re.compile(
    r"(?P<hedge>(?:more than|over|at least|up to|nearly|about|almost|around|some|approximately|less than|under) )?(?P<low>\d+(?:\.\d+)?)(?:\s?(?:-|–|to)\s?(?P<high>\d+(?:\.\d+)?))?\s?(?:%|per ?cent\b|percentage points?)"
)
_TIMES = re.compile(
    r"(?P<least>more than |over |at least )?\b(?P<word>doubl(?:ed|ing)|tripl(?:ed|ing)|trebled|quadrupled|halved)\b|(?P<least2>more than |over |at least )?\b(?P<fold>[a-z]+|\d+)-?fold\b|\bby a factor of (?P<factor>\d+(?:\.\d+)?)",
)
_PART = re.compile(
    r"\b(?P<part>half|(?:a|one|two|three)[- ](?:thirds?|quarters?|fifths?|tenths?)) (?:of|from|by|to|went|came|comes|goes)\b"
)
_PARTS = {"third": 100 / 3, "quarter": 25, "fifth": 20, "tenth": 10}
_WORDED = {"doubl": 100, "tripl": 200, "trebl": 200, "quadr": 300, "halve": -50}
_TRADE = re.compile(
    r"\b(?:imports?|exports?|arms|weapons|weaponry|arsenal|military hardware|hardware|deliver(?:y|ies)|defen[cs]e (?:equipment|trade|sales)|market share|share of|purchases|procurement|suppl(?:y|ies|ied)|inventory|equipment needs|equipment|sales|exporters?|importers?|suppliers?|bought|buy|buyers?|sold|recipients?|orders?|turnover|trade|market|revenues?|licen[cs]es)\b"
)
_FLOWS = re.compile(
    r"\b(?:arms|weapons?|defen[cs]e|military|fms)(?: \w+)? (?:imports?|exports?|sales|deliveries|purchases)\b|\b(?:imports?|exports?) of (?:arms|weapons|military)",
)
_ELSEWHERE = re.compile(
    r"\bwork (?:will be|is|to be) (?:performed|done|carried out)|\bof (?:its |the |their )?gdp\b|\bsuccess rate\b|\bstake in\b"
)
_COSTS = re.compile(r"\bcosts? (?:\w+ )?$|\bpric\w+ (?:\w+ )?$")
_LESS = re.compile(r"\s*(?:cheaper|less expensive|of the (?:price|cost)|less than)")
_IN = re.compile(
    r"import|purchas|hardware|arsenal|equipment|weapons? (?:are|is|come)|inventory|procure|needs|suppl(?:y|ied|ies) (?:by|from)|come from"
)
_OUT = re.compile(r"export|sales|global|world|market|sell|sold")
_CHANGE = re.compile(
    r"\b(?:(?P<up>rose|risen|increase[ds]?|increasing|grew|grown|growth|expanded|jump(?:ed)?|surge[d]?|climb(?:ed)?|up|rise|higher|soared)|(?P<down>fell|fallen|declin\w+|dropp?(?:ed)?|decrease[ds]?|down|lower|shrank|reduc\w+|plunged|cut))\b"
)
_MORE = re.compile(
    r"\s*(?:(?P<up>increase|rise|growth|jump|higher|more)|(?P<down>decrease|decline|fall|drop|lower|less))\b"
)
_GROWTH = re.compile(
    r"\b(?:(?P<up>rise|increase|growth|jump|surge)|(?P<down>fall|drop|decline|decrease|reduction|cut)) of (?:\w+ ){0,2}$"
)
_FROM_TO = re.compile(r"(?:\bto|\bfrom|\bof) (?:\w+ ){0,2}$")
_OWN = ("its", "their")
_GOODS = r"(?:imports?|purchases|acquisitions|arms|weapons|weaponry|arsenal|equipment|hardware|needs|procurement|supplies|inventory|orders)"
_WHOSE = r"(?:all |the |its |their |\S+['’]s? |foreign |total |military |defen[cs]e |major |arms |weapons )"
_SELLING = re.compile(
    r"\b(?:suppl(?:y|ies|ied|ying)|provid\w+|deliver\w+|sold|sells|account\w* for|furnish\w+)\s(?:\S+ ){0,3}$"
)
_OF_BOUGHT = re.compile(rf"\s*(?:of|in) (?:{_WHOSE}){{0,5}}{_GOODS}\b|\s*of (?:them|these|those)\b|\s*of what\b")
_BUYING = re.compile(
    r"\b(?:buys?|bought|imports?|imported|gets?|got|obtain\w*|acquire[sd]?|sources?d?|receive[sd]?|procure[sd]?|draws?)\s(?:\S+ ){0,3}$"
)
_TAKING = re.compile(r"\b(?:took|takes?|bought|buys?|received?|absorb\w+|account\w* for)\s(?:\S+ ){0,3}$")
_OF_SOLD = re.compile(rf"\s*of (?:{_WHOSE}){{0,5}}(?:exports?|sales|deliveries)\b")
_WORLD = re.compile(
    r"\s*(?:share )?(?:of|in) (?:all |the |total )*(?:global|worldwide|international|world(?:['’]s)?) (?:\w+ ){0,3}?(?P<what>imports?|exports?|sales|trade|market|deliveries|transfers|purchases)\b"
)
_CAME = re.compile(
    rf"\s*(?:of (?:{_WHOSE}){{0,5}}{_GOODS} |of (?:them|these|it) )?(?:ha[sdve]+ )?(?:c[oa]mes?|coming|originat\w+|(?:was|were|is|are) (?:bought|sourced|imported|supplied|delivered|procured)) (?:from|by)\b"
)
_WENT = re.compile(
    r"\s*(?:of (?:\S+ ){1,5}?)?(?:ha[sdve]+ )?(?:went|goes|go|going|gone|(?:was|were|is|are) (?:sold|exported|shipped|delivered)) to\b"
)


def shares(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    if (
        _SIGN.search(words) is None
        or (_TRADE.search(words) is None and not sentence.things)
        or _ELSEWHERE.search(words)
    ):
        return
    led: Found | None = None
    for match in _PERCENT.finditer(words):
        value = _value(match)
        if led is not None and (near := beside(sentence, at(sentence, match.start(), match.end())[0])):
            yield _like(sentence, words, story, led, match.start(), match.end(), value, near)
            continue
        before, after = words[max(0, match.start() - 70) : match.start()], words[match.end() : match.end() + 70]
        change = None if _FROM_TO.search(before) else _last(before[-45:])
        change = change or _MORE.match(after) or _GROWTH.search(before)
        if change is not None:
            yield _changed(sentence, words, story, match, _negative(value) if change["down"] else value)
        else:
            for found in _shared(sentence, words, story, match, value, before, after):
                led = led or found
                yield found
    if led is not None:
        yield from _bare(sentence, words, story, led)
    for match in _PART.finditer(words):
        before, after = words[max(0, match.start() - 70) : match.start()], words[match.end() : match.end() + 70]
        yield from _shared(sentence, words, story, match, _part(match["part"]), before, after)
    if _FLOWS.search(words):
        for match in _TIMES.finditer(words):
            grown = _times(match)
            if grown is not None:
                yield _changed(sentence, words, story, match, grown)


def _like(
    sentence: Sentence,
    words: str,
    story: Story,
    led: Found,
    start: int,
    end: int,
    value: Number | Range,
    sides: Sequence[Side],
) -> Found:
    """A share told after another one of its sentence, of the party beside it."""
    assert led.draft.measure is not None
    measure = led.draft.measure[0]
    told = named(sentence, story, sides)
    kept = [Told(p, led.draft.measure[1], True) for p in measure.subject]
    subjects, counter = (kept, told) if measure.counterpart else (told, [])
    return _told(sentence, words, (start, end), measure.name, value, subjects, counter, ("like",))


def _bare(sentence: Sentence, words: str, story: Story, led: Found) -> Iterator[Found]:
    """The shares that follow one without a word for percent: "Russia 24, Germany 9"."""
    for k in range(led.last, len(sentence.tokens)):
        token = sentence.tokens[k]
        if token.kind != NUMBER or not isinstance(token.value, Quantity):
            continue
        number = token.value.value
        start, end = token.start - sentence.span.start, token.end - sentence.span.start
        if (
            number.min is None
            or number.min != number.max
            or number.min > 100
            or _PERCENT.match(words, start) is not None
        ):
            continue
        if k + 1 < len(sentence.tokens) and sentence.tokens[k + 1].low not in (
            ",",
            ".",
            ";",
            "and",
            ")",
            "per",
            "while",
            "respectively",
        ):
            continue
        sides = beside(sentence, k)
        if sides:
            yield _like(sentence, words, story, led, start, end, number.min, sides)


def _last(before: str) -> re.Match[str] | None:
    """The word of change nearest to the number."""
    found = list(_CHANGE.finditer(before))
    return found[-1] if found else None


def _part(said: str) -> Number:
    """Percent: half is 50, two thirds 67."""
    if said == "half":
        return 50
    many, _, name = said.replace("-", " ").partition(" ")
    return round({"two": 2, "three": 3}.get(many, 1) * _PARTS[name.rstrip("s")])


def _changed(sentence: Sentence, words: str, story: Story, match: re.Match[str], value: Number | Range) -> Found:
    """A trade that grew or fell: imports where that is the word nearest before, else exports."""
    around = (words[: match.start()] + " " + words[match.end() : match.end() + 70]).lower()
    bought = max(around.rfind("import"), around.rfind("purchas"), around.rfind("procure"))
    name = MeasureName.IMPORT_CHANGE if bought > max(around.rfind("export"), -1) else MeasureName.EXPORT_CHANGE
    first, _ = at(sentence, match.start(), match.end())
    sides = [s for s in sentence.sides if s.parties or s.refers in (*_OWN, "state")]
    before = [s for s in sides if s.last <= first]
    chosen = (
        [s for s in before if s.owner or s.demonym or s.before in ("", "of", "by")][-1:] or before[-1:] or sides[:1]
    )
    subjects = named(sentence, story, chosen)[:1] or [inferred(t) for t in story.subject[:1]]
    other = [s for s in sides if s.before in ("to", "from") and s not in chosen]
    counter = [t for t in named(sentence, story, other[:1]) if t.party.key not in {x.party.key for x in subjects}]
    return _found(sentence, words, match, name, value, subjects, counter, ("changed",))


def _shared(
    sentence: Sentence, words: str, story: Story, match: re.Match[str], value: Number | Range, before: str, after: str
) -> Iterator[Found]:
    """A part of somebody's arms (from somebody), or of the world's trade."""
    first, last = at(sentence, match.start(), match.end())
    near_by = before[-40:] + " " + after[:40]
    imports = _IN.search(before + after) is not None and not ("export" in near_by and "import" not in near_by)
    name = MeasureName.IMPORT_SHARE if imports else MeasureName.EXPORT_SHARE
    told = _said(sentence, story, first, last, before, after)
    if told is not None:
        name, subjects, counter = told
        story.share = (name, tuple(subjects))
        yield _told(sentence, words, match.span(), name, value, subjects, counter, ("said",))
        return
    if _COSTS.search(before) or _LESS.match(after):
        name = MeasureName.PRICE_RATIO
    sides = [s for s in sentence.sides if s.parties or s.refers in (*_OWN, "state")]
    near = sorted(sides, key=lambda s: min(abs(s.first - last), abs(first - s.last)))
    bracketed = [s for s in sides if sentence.tokens[first - 1].low == "(" and s.last == first - 1] if first else []
    holder = _importer(sentence, sides) if imports else []
    owner = [s for s in sides if s.owner or s.demonym or s.refers in _OWN]
    if bracketed and not imports:
        subject, rest = bracketed, []
    else:
        subject = holder or owner[:1] or [s for s in sides if s.last <= first][:1] or near[:1]
        rest = bracketed or [s for s in near if s not in subject and s.group != subject[0].group]
    subjects = named(sentence, story, subject[:1])[:1] or [inferred(t) for t in story.subject[:1]]
    if not imports and not (owner and rest):
        rest = []
    listed = [s for s in sides if rest and (s is rest[0] if bracketed else s.group == rest[0].group)]
    keys = {t.party.key for t in subjects}
    counter = [t for t in named(sentence, story, listed) if t.party.key not in keys]
    if imports and not counter and "import" not in near_by and _OUT.search(before + after) is not None:
        name = MeasureName.EXPORT_SHARE
    if subjects:
        story.share = (name, tuple(subjects))
    near_words = set(re.findall(r"[a-z]+", (before[-50:] + after[:50]).lower()))
    marks = (f"own={bool(owner)}", f"holder={bool(holder)}", *(f"near:{w}" for w in near_words))
    yield _found(sentence, words, match, name, value, subjects, counter, marks)


def _said(
    sentence: Sentence, story: Story, first: int, last: int, before: str, after: str
) -> tuple[MeasureName, list[Told], list[Told]] | None:
    """A share whose verb says who sells to whom: whose imports or exports it is a part of, and who has the part."""
    sides = [s for s in sentence.sides if s.parties or s.refers in (*_OWN, "state")]
    ahead = [s for s in sides if s.last <= first and (s.before == "" or s.group >= 0) and not (s.origin or s.owner)]
    behind = [s for s in sides if s.first >= last]

    def group(near: Sequence[Side]) -> list[Told]:
        listed = [s for s in sides if near and (s is near[0] or s.group == near[0].group >= 0)]
        return named(sentence, story, listed)

    def holder(near: Sequence[Side], name: MeasureName, taken: Sequence[Told]) -> list[Told]:
        keys = {t.party.key for t in taken}
        told = [t for t in named(sentence, story, near) if t.party.key not in keys][:1]
        known = [t for t in story.share[1] if t.party.key not in keys] if story.share and story.share[0] is name else []
        return (
            told
            or [inferred(t) for t in (*known, *story.subject, *reversed(story.states)) if t.party.key not in keys][:1]
        )

    imports, exports = MeasureName.IMPORT_SHARE, MeasureName.EXPORT_SHARE
    world = _WORLD.match(after)
    if world is not None and ahead:
        return (imports if world["what"].startswith(("import", "purchas")) else exports, group(ahead[-1:]), [])
    if _CAME.match(after):
        counter = group([s for s in behind if s.before in ("from", "by")])
        owner = [s for s in sides if s.owner or s.demonym or s.refers in _OWN]
        return (imports, holder(owner, imports, counter), counter) if counter else None
    if _WENT.match(after):
        counter = group([s for s in behind if s.before == "to"])
        owner = [s for s in sides if s.owner or s.demonym or s.refers in _OWN]
        return (exports, holder(owner, exports, counter), counter) if counter else None
    if _BUYING.search(before) and ahead:
        counter = group([s for s in behind if s.before == "from"])
        return (imports, named(sentence, story, ahead[-1:])[:1], counter) if counter else None
    if (
        _SELLING.search(before)
        and ahead
        and _OF_BOUGHT.match(after)
        and "world" not in after[:40]
        and "global" not in after[:40]
    ):
        counter = group(ahead[-1:])
        return (imports, holder(behind[:1], imports, counter), counter) if counter else None
    if (
        _TAKING.search(before)
        and ahead
        and _OF_SOLD.match(after)
        and "world" not in after[:40]
        and "global" not in after[:40]
    ):
        counter = group(ahead[-1:])
        return (exports, holder(behind[:1], exports, counter), counter) if counter else None
    return None


def _importer(sentence: Sentence, sides: Sequence[Side]) -> list[Side]:
    """Whose imports or arms they are: the owner right before "imports", "military", "equipment needs"."""
    for side in sides:
        if not (side.owner or side.demonym or side.refers in _OWN):
            continue
        if any(_IN.match(t.low) for t in sentence.tokens[side.last : side.last + 4]):
            return [side]
    return []


def _found(
    sentence: Sentence,
    words: str,
    match: re.Match[str],
    name: MeasureName,
    value: Number | Range,
    subjects: Sequence[Told],
    counter: Sequence[Told],
    marks: tuple[str, ...],
) -> Found:
    return _told(sentence, words, match.span(), name, value, subjects, counter, marks)


def _told(
    sentence: Sentence,
    words: str,
    place: tuple[int, int],
    name: MeasureName,
    value: Number | Range,
    subjects: Sequence[Told],
    counter: Sequence[Told],
    marks: tuple[str, ...],
) -> Found:
    first, last = at(sentence, *place)
    measure = Measure(
        name=name,
        value=value,
        unit="percent",
        subject=tuple(t.party for t in subjects),
        counterpart=tuple(t.party for t in counter),
    )
    number = Span(sentence.span.start + place[0], sentence.span.start + place[1])
    spans = [t.span for t in (*subjects, *counter) if not t.inferred]
    return Found(
        measured(sentence, words, first, last, measure, spans, number), sentence, first, last, f"{name}", marks
    )


def _value(match: re.Match[str]) -> Number | Range:
    low, high = float(match["low"]), float(match["high"] or match["low"])
    hedge = (match["hedge"] or "").strip().lower()
    if hedge in ("more than", "over", "at least"):
        return Range(min=_plain(low), max=None)
    if hedge in ("up to", "less than", "under"):
        return Range(min=None, max=_plain(low))
    return _plain(low) if low == high else Range(min=_plain(low), max=_plain(high))


def _times(match: re.Match[str]) -> Number | Range | None:
    """The change in percent that "doubled", "tenfold", "by a factor of 6.5" say."""
    if match["word"]:
        grown: Number = _WORDED[match["word"].lower()[:5]]
    else:
        factor = float(match["factor"]) if match["factor"] else number(match["fold"])
        if factor is None:
            return None
        grown = _plain(100 * (float(factor) - 1))
    return Range(min=grown, max=None) if match["least"] or match["least2"] else grown


def _negative(value: Number | Range) -> Number | Range:
    if isinstance(value, Range):
        return Range(min=None if value.max is None else -value.max, max=None if value.min is None else -value.min)
    return -value


def _plain(number: float) -> Number:
    return int(number) if number == int(number) else round(number, 4)
