"""Who says so: the source of each sentence, carried on by pronouns and open quotations."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from armsledger.model.codes import Speaker
from armsledger.model.values import Attribution, Span
from armsledger.reading.tokens import lowered

SAYING = (
    r"(?:said|says?|told|added|adds|announced|stated|states|noted|notes|confirmed|claimed|claims|explained|wrote|writes|insisted|"
    r"acknowledged|stressed|disclosed|declared|warned|argued|argues|suggested|indicated|denied|admitted|tweeted|commented|remarked|emphasi[sz]ed|"
    r"revealed|believes?|estimates?|estimated|pointed out|quipped|recalled|continued|concluded|predicted|asserted|reiterated|"
    r"underlined|underscored|replied|responded|reports?|reported|posted|elaborated|observed|maintained|thanked|expressed|testified|"
    r"repeat(?:ed|s)|alleges|calculate[sd]|reckon(?:s|ed)|hinted|cautioned|urged|shows?|showed|lists?|listed|specifies|specified|declined to|informed|mentioned|dismissed|refuted|rejected reports|quoted|cited)"
)
_SPEECH = re.compile(rf"\b{SAYING}\b")
_ACCORDING = re.compile(
    r"\b[Aa](?:ccording to|s per|s (?:reported|announced|stated|noted|confirmed|disclosed) (?:by|in))\s+(?P<who>[^,.;\n”\"]{3,160})"
)
_CITING = re.compile(
    r"\b(?:citing|quoting|reported by|quoted by|announced by|confirmed by|as quoted in)\s+(?P<who>[^,.;\n”\"]{3,120})"
)
_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|it (?:is|was|has been) (?:reported|understood|rumou?red|believed|alleged|claimed)(?: earlier)?|(?:is|are|was|were) (?:said|reported|understood|rumou?red|believed) to|reports (?:suggest|say|said|claim|indicate)|rumou?rs)\b",
)
_PRONOUN = re.compile(
    r"(?:he|she|they|it|the (?:official|officials|spokesman|spokeswoman|spokesperson|minister|general|source|sources|ministry|company|report|statement|agency|newspaper|document|newspaper|executive|analyst|expert|admiral|colonel|president|ambassador|firm|department|commander|diplomat|paper|release|outlet|manufacturer|navy|army|air force))$",
    re.I,
)
_RETIRED = re.compile(r"\b(?:retired|former|ex-)", re.I)
_RANK = re.compile(
    r"\b(?:general|gen\.?|admiral|adm\.?|marshal|colonel|col\.?|commander|cmdr\.?|captain|capt\.?|maj\.?|major|lt\.?|lieutenant|brigadier|brig\.?|commodore|sgt|"
    r"sergeant|minister|ministers|president|premier|chancellor|secretary|undersecretary|ambassador|envoy|senator|sen\.|rep\.|congressman|congresswoman|lawmaker|mp|governor|"
    r"spokesman|spokeswoman|spokesperson|chief|director|head|ceo|chairman|chairwoman|chair|manager|vice|deputy|executive|king|prince|emir|sheikh|"
    r"commissioner|mayor|officer|official|leader|member|attaché|attache|cabinet|representative|coo|cfo|founder|owner|engineer|superintendent|inspector|speaker|adviser|advisor|coordinator|foreign minister)\b",
    re.I,
)
_EXPERT = re.compile(
    r"\b(?:analysts?|experts?|professor|scholars?|researchers?|fellow|lecturer|academics?|historian|economist|specialist|strategist|consultant|observers?|commentator|journalist|think tank|lawyer|activist|campaigner|pundits?|editor|author)\b",
    re.I,
)
_UNNAMED = re.compile(
    r"\b(?:officials?|spokesman|spokeswoman|spokesperson|diplomats?|officers?|lawmakers?|minister|executive|aide|commander|attaché|attache|authorities|ministers|executives|commanders|aides|generals|envoys|negotiators|managers)\b",
    re.I,
)
_SOURCE = re.compile(
    r"\b(?:sources?|insiders?|people|employees?|workers?|villagers|persons?|industry watchers|twitter users?|eyewitness(?:es)?|witness(?:es)?|insider|reports|rumou?rs|residents)\b",
    re.I,
)
_MEDIA = re.compile(
    r"\b(?:reuters|bloomberg|newspaper|newspapers|news agency|agency|magazine|daily|weekly|tass|interfax|sputnik|ria novosti|ria|xinhua|afp|ap|associated press|jane[’']s|"
    r"defen[cs]e news|defenceweb|shephard|flightglobal|aviation week|news|times|post|journal|tribune|herald|gazette|media|press|broadcast\w*|television|tv|radio|channel|website|"
    r"websites|blog|outlet|outlets|publication|paper|yonhap|kyodo|kommersant|vedomosti|izvestia|haaretz|cnn|bbc|al jazeera|der spiegel|le monde|the hindu|dawn|hindustan|guardian|correspondent|portal|wire)\b",
    re.I,
)
_INSTITUTION = re.compile(
    r"\b(?:ministry|ministries|government|department|navy|army|air force|forces|force|military|company|firm|statement|report|document|release|"
    r"agency|institute|sipri|pentagon|congress|senate|parliament|council|committee|commission|office|press service|press office|"
    r"embassy|bureau|service|corporation|group|nato|united nations|un|eu|union|manufacturer|shipbuilder|announcement|notice|notification|"
    r"register|database|figures|data|letter|papers|documents|contract|dsca|white house|kremlin|rosoboronexport|exporter|command|cabinet|center|centre|study|"
    r"assembly|directorate|secretariat|undersecretariat|inspectorate|firms|companies|association|institution|inquiry|account|opposition|party|palace|yearbook|white paper|"
    r"chamber|organi[sz]ation|foundation|watchdog|the two nations|administration|delegation|staff|treasury|court|filing|record|records|plan|budget|guard|regulator|state|police)\b",
    re.I,
)
_NAME = re.compile(
    r"(?:^|\s)(?:[A-Z][\w’'.-]+\s+){1,3}(?:al-|el-|de |van |von |bin |Al |El )?[A-Z][\w’'-]+|^(?:al-|el-)?[A-Z][\w’'-]+$"
)
_LAST_SOURCE = re.compile(
    r",\s*((?:an?|the|one|two|three|several|some|senior)?\s*[^,]*\b(?:sources?|officials?|spokes\w+|minister|ministry|analysts?|"
    r"executives?|diplomats?))\s*$",
    re.I,
)
_NO_OUTLET = re.compile(
    r"press (?:service|office|release)|cooperation agency|agency of|agency\b.*(?:defen[cs]e|procure|export)|defen[cs]e .*agency|space agency|corps|export",
    re.I,
)
_HOLDER = re.compile(
    r"\bspokes(?:man|woman|person)\b.*\b(?:for|of)\b|\b\w+ spokes(?:man|woman|person)$|\b(?:the|its|his|their|\w+[’']s) (?:[\w-]+ ){0,3}(?:minister|president|premier|chancellor|ambassador|commander|spokes(?:man|woman|person))\b|\b(?:an?|one) [A-Z]\w+ executive$"
)
"""An office that one person holds, named or not."""
_HELPING = re.compile(r",?\s*\b(?:has|have|had)\s*$")
_NAMED = re.compile(r"\s*(?:[\w’'.-]+ ){0,5}?(?:[A-Z][\w’'.-]* ?){1,5}")
"""A name with its title and nothing else, to which what stands after a comma may belong."""
_MANY = re.compile(
    r"(?:\w+s|people|media|police|both|some|many|others|two|three) (?:also |now |still )?$|(?:\w+s|people|media|police)\b[^,.;]{0,60} $",
    re.I,
)
"""What goes before a verb in the plural."""
_PAPERS = re.compile(r"(?<!a )(?<!the )\b(?:media|outlets|newspapers|papers|agencies|sites|channels)\s+$", re.I)
_QUOTE = re.compile(r"[“”\"]")
_NOT_SPEAKER = re.compile(
    r"^(?:as|which|that|and|but|also|this|who|when|while|there|what|these|those|contract|deal|order|price|value)$", re.I
)


@dataclass(frozen=True, slots=True)
class Source:
    """A source and the words that name it."""

    value: Attribution
    span: Span


_BEHIND = frozenset(
    ["said", "says", "added", "explained", "noted", "told", "wrote", "stated", "concluded", "announced", "reported"]
)
"""Verbs that stand before the one who speaks, at a quotation's end."""
_HE = ("he", "she", "they", "it")
_THE_PERSON = re.compile(
    r"the (?:official|spokes|minister|general|executive|admiral|colonel|president|ambassador|commander|diplomat|analyst|"
    r"expert|source)",
    re.I,
)


class Speakers:
    """Follows who speaks from sentence to sentence of one report."""

    def __init__(self, text: str, organs: Collection[str] = ()) -> None:
        """`organs` are names in the text that are of no person: states, bodies, firms."""
        self._text, self._organs = text, organs
        self._last: Source | None = None
        self._named: dict[str, Speaker] = {}
        self._open = False
        self._lasting: Source | None = None

    def of(self, span: Span) -> Source | None:
        """The source of a sentence; None is the report's own voice. To be asked in the order of the text."""
        text = span.of(self._text)
        found = self._told(text, span)
        quoted = self._open
        marks = len(re.findall(r"\"", text))
        opened, closed = text.count("“"), text.count("”")
        starts_quote = text[:1] in '“"‘'
        if found is None and (quoted or (starts_quote and self._last is not None and text.rstrip()[-1:] in "”\"’'.,")):
            found = self._lasting if quoted else self._last
        if opened or closed:
            self._open = opened > closed or (self._open and closed == 0) or (starts_quote and opened > closed)
        elif marks % 2:
            self._open = not self._open
        if found is not None:
            self._last = self._lasting = found
        return found

    def _told(self, text: str, span: Span) -> Source | None:
        for pattern in (_ACCORDING, _CITING):
            found = pattern.search(text)
            if found is not None:
                who = _cut(found["who"])
                at = span.start + found.start("who")
                return self._source(who, Span(at, at + len(who)))
        low = span.of(lowered(self._text))
        for found in _SPEECH.finditer(low):
            source = self._speaker(text, span, found)
            if source is not None:
                return source
        hearsay = _HEARSAY.search(low)
        if hearsay is not None:
            place = Span(span.start + hearsay.start(), span.start + hearsay.end())
            return Source(Attribution(kind=Speaker.UNNAMED_SOURCE, who=place.of(self._text)), place)
        return None

    def _speaker(self, text: str, span: Span, verb: re.Match[str]) -> Source | None:
        """The subject of a verb of saying: before it, or behind it at a quotation's end."""
        before, after = text[: verb.start()], text[verb.end() :]
        low = verb.group().lower()
        if re.search(
            r"\b(?:to|be|been|was|were|is|are|being|will|would|as|not|cannot|can|could|may|might|do|does|did)\s+$",
            before,
        ):
            return None
        if low in ("say", "believe", "estimate", "report") and not _MANY.search(before):
            return None
        inverted = re.match(r"\s+(?P<who>(?:[A-Z]|the |a |an |one |two |several |some )[^,.;”\"\n]{2,120})", after)
        quote_before = re.search(r"[,”\"’]\s*$", before)
        if inverted is not None and quote_before is not None and low in _BEHIND:
            who = _cut(inverted["who"])
            at = span.start + verb.end() + inverted.start("who")
            return self._source(who, Span(at, at + len(who)))
        if (
            low
            in (
                "reports",
                "report",
                "estimates",
                "estimate",
                "states",
                "notes",
                "claims",
                "shows",
                "show",
                "lists",
                "list",
            )
            and re.search(
                r"\b(?:the|a|an|its|their|media|united|of|by|in|annual|other|these|both|member|two|all|and|from|news)\s+$",
                before,
                re.I,
            )
            and not (low == "report" and _PAPERS.search(before))
        ):
            return None
        clause = re.split(
            r"[;:\n]|,\s+(?:and|but|while|which|who|after|when|as)\s|[.?!][”\"]?\s|[,.?!][”\"]\s*|[“]|\b(?:that|which|because|after|while|but|when|where)\s",
            before,
        )[-1]
        clause = _HELPING.sub("", clause)
        parts = list(clause.split(","))
        who = parts[-1] if parts[-1].strip() else (parts[-2] if len(parts) > 1 else "")
        if (
            len(parts) > 2
            and _NAMED.fullmatch(parts[-3 if not parts[-1].strip() else -2])
            and re.match(
                r"\s*(?:a|an|the|who|head|chief|director|[A-Z]?[\w ]*(?:of|for|at))\b",
                parts[-2] if not parts[-1].strip() else parts[-1],
            )
        ):
            joined = ",".join(parts[-3:] if not parts[-1].strip() else parts[-2:])
            who = joined
        elif not parts[-1].strip() and len(parts) > 2:
            who = ",".join(parts[-3:-1])
        who = (
            re.sub(
                r"\b(?:has|have|had|also|later|recently|earlier|previously|on|in|then|further|reportedly|officially|publicly|today|yesterday|and|which|who|did not|has not|would|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|this|last|week|month|year)\b.*$",
                "",
                who.rstrip(", "),
                flags=0,
            )
            if not re.search(r"\b(?:in|on)\b", who[:3])
            else who
        )
        tail = _LAST_SOURCE.search(who)
        if tail is not None and not re.match(r"\s*[A-Z][\w.-]+ [A-Z]", who):
            who = tail[1]
        raw = who.strip(" ,“”\"'‘’—–-")
        raw = re.sub(
            r"^(?:and|but|however|meanwhile|also|earlier|yesterday|today|as|so|while|still)\s+", "", raw, flags=re.I
        )
        if len(raw) < 2 or len(raw) > 170 or _NOT_SPEAKER.match(raw) or raw.endswith(("'s", "’s")):
            return None
        at = text.rfind(raw, 0, verb.start())
        if at < 0:
            return None
        return self._source(
            raw,
            Span(span.start + at, span.start + at + len(raw)),
            strict=low not in ("said", "says", "told", "added", "announced", "stated", "confirmed"),
        )

    def _source(self, who: str, place: Span, strict: bool = False) -> Source | None:
        low = who.lower()
        if _PRONOUN.match(who) and (low in _HE or _THE_PERSON.match(who)):
            if self._last is not None:
                return self._last
            if low in _HE:
                return None
        kind = self._kind(who)
        if kind is None:
            return None
        return Source(Attribution(kind=kind, who=who), place)

    def _kind(self, who: str) -> Speaker | None:
        plain = re.sub(
            r"^(?:the|a|an|one|some|several|two|three|many|senior|unnamed|anonymous)\s+", "", who, flags=re.I
        )
        name = _NAME.search(re.sub(r"^(?:The|A|An|In|On|Both|Some|One)\s+", "", who))
        person = name is not None and self._is_person(who)
        known = next((k for n, k in self._named.items() if plain == n or plain.endswith(" " + n)), None)
        if known is not None and len(plain.split()) <= 4:
            return known
        if plain in self._organs or plain.rpartition("’s ")[2].rpartition("'s ")[2] in self._organs:
            return Speaker.MEDIA if self._outlet(who) else Speaker.INSTITUTION
        kind: Speaker | None = None
        if _EXPERT.search(who):
            kind = Speaker.EXPERT if person else Speaker.UNNAMED_EXPERT
        elif _SOURCE.search(who) and not person:
            kind = (
                Speaker.UNNAMED_OFFICIAL
                if re.search(
                    r"official sources|ministry|defen[cs]e sources|government|military|diplomatic|pentagon", who, re.I
                )
                else Speaker.MEDIA
                if _MEDIA.search(who)
                else Speaker.UNNAMED_SOURCE
            )
        elif person and (
            _RANK.search(who) or (name is not None and not (_MEDIA.search(who) or _INSTITUTION.search(who)))
        ):
            kind = (
                Speaker.EXPERT
                if _RETIRED.search(who)
                and re.search(r"retired|former .*(?:officer|official|general|admiral|marshal|colonel)", who, re.I)
                else Speaker.OFFICIAL
            )
        elif _UNNAMED.search(plain):
            kind = Speaker.OFFICIAL if _HOLDER.search(who) else Speaker.UNNAMED_OFFICIAL
        elif self._outlet(who):
            kind = Speaker.MEDIA
        elif _INSTITUTION.search(who):
            kind = Speaker.INSTITUTION
        elif _RANK.search(who):
            kind = Speaker.OFFICIAL
        elif name is not None or re.fullmatch(r"[A-Z][\w’'-]+", plain):
            kind = Speaker.INSTITUTION if plain.isupper() else Speaker.OFFICIAL
        if kind in (Speaker.OFFICIAL, Speaker.EXPERT) and person:
            words = re.findall(r"[A-Z][\w’'-]+", who.split(",")[0])
            if words:
                self._named.setdefault(words[-1], kind)
        return kind

    def _outlet(self, who: str) -> bool:
        return _MEDIA.search(who) is not None and _NO_OUTLET.search(who) is None

    def _is_person(self, who: str) -> bool:
        head = who.split(",")[0]
        words = re.findall(r"(?:al-|el-)?[A-Z][\w’'-]+\.?", head)
        proper = [
            w
            for w in words
            if not (
                _RANK.fullmatch(w)
                or _INSTITUTION.fullmatch(w)
                or re.fullmatch(
                    r"The|A|An|Ministry|Defen[cs]e|Air|Force|Army|Navy|Foreign|Prime|Royal|National|US|U\.S|UK|State|Department|Of|Military|Chief|Staff|General|Security|Naval|Ministries|Indian|Russian|Chinese|American|British|French|German|Turkish|Polish|Ukrainian|Israeli|Pakistani|Australian|Canadian|Italian|Spanish|Egyptian|Saudi|South|North|African|Korean|Japanese|Officials|United|States|Kingdom",
                    w,
                )
            )
        ]
        return len(proper) >= 2 or (
            len(proper) == 1
            and _RANK.search(who) is not None
            and not re.search(r"\b(?:official|officials|spokesman|spokeswoman)\b", head.split(proper[0])[-1])
            and head.rstrip().endswith(proper[0])
        )


def _cut(who: str) -> str:
    who = re.split(
        r"\s(?:that|which|who|on (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|in an? |at a |during|after|when|as (?:saying|well)|in a statement|to reporters|told|said)\b",
        who.strip(),
    )[0]
    return who.strip(" ,“”\"'‘’")
