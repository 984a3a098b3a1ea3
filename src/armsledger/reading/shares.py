"""Percentages in figures: shares of a trade, changes of one, and one price against another."""

import re
from collections.abc import Iterator, Sequence

from armsledger.model.codes import MeasureName
from armsledger.model.values import Measure, Number, Range, Span
from armsledger.reading.holdings import measured
from armsledger.reading.numbers import number
from armsledger.reading.parties import Side
from armsledger.reading.proposal import Found, at, inferred, named
from armsledger.reading.scene import Sentence
from armsledger.reading.story import Story, Told

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
    r"\b(?:imports?|exports?|arms|weapons|weaponry|arsenal|military hardware|hardware|deliver(?:y|ies)|defen[cs]e (?:equipment|trade|sales)|market share|share of|purchases|procurement|suppl(?:y|ies)|inventory|equipment needs|equipment|sales|exporters?|importers?|suppliers?|bought|buy|buyers?|sold|recipients?|orders?|turnover|trade|market|revenues?|licen[cs]es)\b"
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


def shares(sentence: Sentence, words: str, story: Story) -> Iterator[Found]:
    if (
        _SIGN.search(words) is None
        or (_TRADE.search(words) is None and not sentence.things)
        or _ELSEWHERE.search(words)
    ):
        return
    for match in _PERCENT.finditer(words):
        value = _value(match)
        before, after = words[max(0, match.start() - 70) : match.start()], words[match.end() : match.end() + 70]
        change = None if _FROM_TO.search(before) else _last(before[-45:])
        change = change or _MORE.match(after) or _GROWTH.search(before)
        if change is not None:
            yield _changed(sentence, words, story, match, _negative(value) if change["down"] else value)
        else:
            yield from _shared(sentence, words, story, match, value, before, after)
    for match in _PART.finditer(words):
        before, after = words[max(0, match.start() - 70) : match.start()], words[match.end() : match.end() + 70]
        yield from _shared(sentence, words, story, match, _part(match["part"]), before, after)
    if _FLOWS.search(words):
        for match in _TIMES.finditer(words):
            grown = _times(match)
            if grown is not None:
                yield _changed(sentence, words, story, match, grown)


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
    near_words = set(re.findall(r"[a-z]+", (before[-50:] + after[:50]).lower()))
    marks = (f"own={bool(owner)}", f"holder={bool(holder)}", *(f"near:{w}" for w in near_words))
    yield _found(sentence, words, match, name, value, subjects, counter, marks)


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
    first, last = at(sentence, match.start(), match.end())
    measure = Measure(
        name=name,
        value=value,
        unit="percent",
        subject=tuple(t.party for t in subjects),
        counterpart=tuple(t.party for t in counter),
    )
    place = Span(sentence.span.start + match.start(), sentence.span.start + match.end())
    spans = [t.span for t in (*subjects, *counter) if not t.inferred]
    return Found(measured(sentence, words, first, last, measure, spans, place), sentence, first, last, f"{name}", marks)


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
