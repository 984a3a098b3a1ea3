"""Whose words a report is: the outlet it stands in, the agency behind it, who wrote it."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from armsledger.model.report import Page
from armsledger.model.values import Span
from armsledger.pages.clutter import Clutter
from armsledger.pages.lines import Line, bare
from armsledger.pages.split import DATELINE, Section

_NAME = r"[A-Z][\w.'’-]*\w(?: (?:[A-Z&][\w.'’-]*|of|the|de|al|bin|van|von|der))*(?<! of)(?<! the)"
_PERSON = r"(?:(?:Dr|Prof|Gen|Lt|Col|Maj|Amb|Adm)\.?[ \xa0](?:\(r\) )?)*[A-Z][\w'’.-]*(?:[ \xa0](?:de|al|bin|van|von|der|el|[A-Z][\w'’.-]*)){1,4}"
_FIRST_IN = re.compile(
    rf"(?:first|originally) (?:published|appeared|ran|posted) (?:in|on|at|by) (?:the )?({_NAME})|(?:courtesy|reprinted from|republished from)(?: of)? (?:the )?({_NAME})"
)
_SITE = re.compile(
    rf"^\W*[Ww]elcome to (?:the )?({_NAME})|(?:©|\(c\)|[Cc]opyright)[ ©]*(?:\d{{4}}(?:[-–]\d{{2,4}})?)?,? ?(?:by )?({_NAME})|\bnot (?:necessarily )?(?:reflect |represent )?(?:the (?:views|policy|opinions?) of )?({_NAME}?)['’]s\b|[Pp]ublished in ({_NAME}),"
)
_SOURCE = re.compile(rf"^\W*(?:[Ss]ource|SOURCE|[Vv]ia) ?:? ({_NAME})")
_BYLINE = re.compile(
    rf"^\W*(?:(?:[Ww]ritten |[Ss]tory |[Ww]ords |[Rr]eport(?:ed|ing)? )?[Bb][Yy]|[Aa]uthors?)[: ]\s?(?P<who>{_PERSON}(?:(?: and | & ){_PERSON})*)|^\W*(?:BY|By) (?P<caps>[A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+){{1,3}})"
)
_WRITER = re.compile(rf"^(?:The author,? )?({_PERSON})[ \xa0](?:is|was|has|covers|writes|reports|works)[ \xa0]")
_STAMP = re.compile(r" (?:Updated|Published|Posted|Modified|Last)\b.*$")
_TITLED = re.compile(r"^(.{8,}?)\s+[-–—|:·»]\s+([^-–—|·»]{2,50})$")
_ALONE = re.compile(rf"^(?:{_PERSON})(?: ?\|)?$")
_STAFF = re.compile(r"staff|desk|bureau|correspondent|agenc|reporter|editor|team|news|admin|web", re.IGNORECASE)
_HEARERS = (
    "told ",
    "tells ",
    "said to ",
    "speaking to ",
    "interview with ",
    "seen by ",
    "obtained by ",
    "reported by ",
)
_SPEAKERS = (" spoke to", " has learned", " interviewed", " has seen", " reviewed")
_NAMED = re.compile(r"(?:the )?((?:[A-Z][\w-]*)(?: [A-Z][\w-]*){0,3})")
_NAMING = re.compile(r"[A-Z][\w-]*$")
_TAIL = 160  # characters at the end of the body where credits stand


class Whose(NamedTuple):
    publisher: str | None
    agency: str | None
    author: str | None


@cache
def _agencies() -> dict[str, str]:
    table = tomllib.loads(resources.files("armsledger.pages").joinpath("data/agencies.toml").read_text("utf-8"))[
        "names"
    ]
    return {form: name for name, others in table.items() for form in (name, *others)}


def agency_named(words: str) -> str | None:
    """The agency that a credit such as "Reuters/File", "AFP, AP" or "Xinhua News Agency" names."""
    forms = _agencies()
    for part in re.split(r"[/,;|&]| and ", words):
        if found := forms.get(part.strip(" ().-–—")):
            return found
    return None


def whose(page: Page, section: Section, clutter: Sequence[Clutter | None], body: Sequence[Span], n: int) -> Whose:
    """Outlet, agency and author of the `n`th report on the page, None each where nothing says."""
    meta = dict(reversed(page.meta)) if n == 1 else {}
    lines = list(zip(section.lines, clutter, strict=True))
    publisher = (
        section.outlet
        or (page.publisher or meta.get("site") if n == 1 else None)
        or (_titled(meta) or _site(lines) if n == 1 else None)
    )
    return Whose(
        publisher,
        _agency(page.text, lines, body),
        meta.get("author") or _author(lines, body, (publisher, page.publisher)),
    )


def _titled(meta: dict[str, str]) -> str | None:
    """The outlet after the headline in the document's title: "Boats for Norland | Coast Herald"."""
    found = _TITLED.match(meta.get("document_title", ""))
    return (
        found[2].strip()
        if found is not None and len(found[2].split()) <= 6 and found[2].strip()[:1].isupper()
        else None
    )


def _site(lines: Sequence[tuple[Line, Clutter | None]]) -> str | None:
    """The outlet that the page's notices name as its own."""
    for line, kind in lines:
        if kind in (Clutter.NOTICE, Clutter.NAVIGATION, Clutter.LINK, Clutter.COMMENTS, Clutter.BIOGRAPHY) and (
            found := _SITE.search(line.text)
        ):
            return _first(found)
    return None


def _first(found: re.Match[str]) -> str | None:
    return next((g.rstrip(".") for g in found.groups() if g), None)


def _agency(text: str, lines: Sequence[tuple[Line, Clutter | None]], body: Sequence[Span]) -> str | None:
    """The agency of dateline, credits, or the one that people in the story speak to; the outlet it first stood in."""
    start, end = body[0].start, body[-1].end
    if (found := DATELINE.match(text, start)) and found["agency"] and (named := agency_named(found["agency"])):
        return named
    for line, kind in lines:
        if kind is None or line.words > 60:
            continue
        if (found := _SOURCE.match(line.text)) and (named := agency_named(found[1])):
            return named
        if kind is Clutter.BYLINE and (
            named := agency_named(re.sub(r"^.*\b(?:from|by|with)\b", "", line.text, flags=re.IGNORECASE))
        ):
            return named
    ending = text[end : min(len(text), end + _TAIL)].split("\n")[0]
    named = next(
        (
            a
            for w in re.findall(r"[\w-]+", ending)
            if (a := agency_named(w) or (agency_named(w.upper()) if w.islower() else None))
        ),
        None,
    )
    if named:
        return named
    for line, kind in lines:
        if kind is not None and (found := _FIRST_IN.search(line.text)):
            return _first(found)
    counts = Counter(_heard(text, start, end))
    return next((name for name, n in counts.most_common(1) if n >= 2), None)


def _heard(text: str, start: int, end: int) -> Iterator[str]:
    """The agencies that people in the text speak to, or that speak to people."""
    forms = _agencies()
    for words in _HEARERS:
        at = text.find(words, start, end)
        while at >= 0:
            if found := _NAMED.match(text, at + len(words)):
                name = found[1]
                while name and name not in forms:
                    name = name.rpartition(" ")[0]
                if name:
                    yield forms[name]
            at = text.find(words, at + 1, end)
    for words in _SPEAKERS:
        at = text.find(words, start, end)
        while at >= 0:
            if (found := _NAMING.search(text, max(start, at - 20), at)) and found[0] in forms:
                yield forms[found[0]]
            at = text.find(words, at + 1, end)


def _author(
    lines: Sequence[tuple[Line, Clutter | None]], body: Sequence[Span], not_people: tuple[str | None, ...]
) -> str | None:
    """Who the byline names, the name that stands alone in the head, or the person the biography is about."""
    for line, kind in lines:
        if kind is Clutter.BYLINE and (found := _BYLINE.match(line.text.lstrip("*_| "))):
            who = _STAMP.sub("", found["who"] or found["caps"].title())
            if not _STAFF.search(who) and agency_named(who) is None:
                return who
    for line, kind in lines:
        text = bare(line.text)
        alone = kind is Clutter.BYLINE and line.start < body[0].start and _ALONE.match(text)
        if alone and text not in not_people and not text.startswith(("By ", "BY ")) and not _STAFF.search(text):
            return text
    for line, kind in lines:
        if kind is Clutter.BIOGRAPHY and (found := _WRITER.match(line.text)):
            return found[1].replace("\xa0", " ")
    return None
