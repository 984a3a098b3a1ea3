"""What a page's markup says of itself: title, site, author, language, when it was published and changed."""

import json
from collections.abc import Iterable
from typing import Any

from armsledger.sources.markup import Markup

# The names under which sites give these. Source: Open Graph protocol, schema.org Article, Dublin Core, and habits of
# publishing systems as their own documentation gives them.
_META = {
    "published": (
        "article:published_time", "article:published", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.issued",
        "parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "pubdate", "publication_date", "citation_publication_date", "citation_date", "cxenseparse:recs:publishtime", "originalpublicationdate", "release_date", "article_date_original",
    ),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified", "revised"),
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title", "headline"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author"),
    "site": ("og:site_name", "application-name", "dc.publisher", "publisher", "cre"),
    "url": ("og:url",),
    "type": ("og:type",),
}  # fmt: skip
_NAMED = {name: key for key, names in _META.items() for name in names}
_ARTICLES_LISTED = """
    article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle
    blogposting report techarticle scholarlyarticle webpage liveblogposting pressrelease
"""
_ARTICLES = frozenset(_ARTICLES_LISTED.split())
_LONG = 300  # characters of a value that are kept
_DEEP = 12


def metadata(markup: Markup) -> tuple[tuple[str, str], ...]:
    """`(key, value)` pairs, the most trusted of each key first: JSON-LD, then meta tags, then what elements say."""
    found: list[tuple[str, str]] = []
    for script in markup.scripts:
        found.extend(_linked_data(script))
    for tag, attributes in markup.metas:
        if tag == "meta":
            name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
            if name in _NAMED:
                found.append((_NAMED[name], attributes.get("content", "")))
        elif tag == "html":
            found.append(("language", attributes.get("lang", "")[:2].lower()))
        elif tag == "link" and attributes.get("rel", "").lower() == "canonical":
            found.append(("url", attributes.get("href", "")))
    times = [a for t, a in markup.metas if t == "time" and a.get("datetime")]
    if len(times) == 1 or any(a.get("itemprop", "").lower() == "datepublished" or "pubdate" in a for a in times):
        marked = next(
            (a for a in times if a.get("itemprop", "").lower() == "datepublished" or "pubdate" in a), times[0]
        )
        found.append(("published", marked["datetime"]))
    if markup.title:
        found.append(("document_title", markup.title))
    kept: dict[tuple[str, str], None] = {}
    for key, value in found:
        if value := " ".join(value.split())[:_LONG]:
            kept[key, value] = None
    return tuple(kept)


def article_body(markup: Markup) -> str | None:
    """The article's words where the markup carries them only as data, for a browser's scripts to draw."""
    bodies = [
        v for script in markup.scripts for entry in _entries(script) if isinstance(v := entry.get("articleBody"), str)
    ]
    return max(bodies, key=len, default=None)


def _linked_data(script: str) -> Iterable[tuple[str, str]]:
    for entry in _entries(script):
        kinds = entry.get("@type")
        names = {k.lower() for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)}
        if not names & _ARTICLES:
            continue
        if names != {"webpage"}:
            yield "type", "article"
        for key, names_of_key in (
            ("published", ("datePublished", "dateCreated")),
            ("modified", ("dateModified",)),
            ("title", ("headline",)),
            ("language", ("inLanguage",)),
        ):
            value = next((v for n in names_of_key if isinstance(v := entry.get(n), str)), None)
            if value and not (key == "title" and names == {"webpage"}):
                yield key, value[:2].lower() if key == "language" else value
        yield from (("author", n) for n in _names(entry.get("author")))
        yield from (("site", n) for n in _names(entry.get("publisher")))


def _entries(script: str) -> list[dict[str, Any]]:
    """All objects of a JSON-LD script, those in `@graph` and lists too; none where it is no JSON."""
    try:
        data = json.loads(script.strip().removeprefix("<![CDATA[").removesuffix("]]>"), strict=False)
    except (ValueError, RecursionError):
        return []
    found: list[dict[str, Any]] = []
    waiting: list[tuple[Any, int]] = [(data, 0)]
    while waiting and len(found) < 200:
        value, depth = waiting.pop(0)
        if isinstance(value, list) and depth < _DEEP:
            waiting.extend((v, depth + 1) for v in value[:200])
        elif isinstance(value, dict):
            found.append(value)
            if depth < _DEEP:
                waiting.extend(
                    (value[k], depth + 1)
                    for k in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
                    if k in value
                )
    return found


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    named = [v.get("name") if isinstance(v, dict) else v for v in values]
    return [n for n in named if isinstance(n, str) and not n.startswith("http")]
