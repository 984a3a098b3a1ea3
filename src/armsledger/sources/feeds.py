"""Feeds and sitemaps: the addresses they list, with titles and days."""

import json
import zlib
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from armsledger.errors import UnreadableError
from armsledger.sources.documents import xml

_MOST = 50_000  # Source: sitemaps.org protocol, entries a file
_ROOTS = frozenset(("rss", "feed", "rdf", "urlset", "sitemapindex"))
_SIZE = 52_428_800  # bytes unpacked. Source: the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of a page: `published` is an ISO day, `changed` is another one once the page is written anew;
    `sitemap` where the address is of another list."""

    url: str
    title: str | None = None
    published: str | None = None
    changed: str | None = None
    sitemap: bool = False


def is_feed(data: bytes, media_type: str = "") -> bool:
    """True for RSS, Atom, RDF, JSON Feed and sitemaps, by type or by first words."""
    head = unpacked(data, 2000)[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"{"):
        return b"jsonfeed.org/version" in head
    if any(word in media_type for word in ("rss", "atom")):
        return True
    return head.startswith(b"<") and any(
        mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf", b"<urlset", b"<sitemapindex")
    )


def entries(data: bytes, base: str) -> list[Entry]:
    """The pages a feed lists, packed or not, in its order, each address once. Raises UnreadableError."""
    data = unpacked(data, _SIZE)
    found = _json(data, base) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml(data, base)
    return list({e.url: e for e in reversed(found[:_MOST])}.values())[::-1]


def _json(data: bytes, base: str) -> list[Entry]:
    try:
        items = json.loads(data)["items"]
        return [
            Entry(
                url=urljoin(base, i["url"]),
                title=i.get("title"),
                published=_day(i.get("date_published")),
                changed=_mark(i.get("date_modified"), i.get("title")),
            )
            for i in items
            if isinstance(i.get("url"), str)
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableError(f"no JSON feed ({error})", "unreadable") from error


def _xml(data: bytes, base: str) -> list[Entry]:
    root = xml(data)
    name = etree.QName(root).localname
    if name.lower() not in _ROOTS:
        raise UnreadableError(f"no feed or sitemap: it begins with <{name[:40]}>", "unreadable")
    found = []
    for item in root.iter("{*}item", "{*}entry", "{*}url", "{*}sitemap"):
        fields: dict[str, Any] = {}
        for child in item.iter():
            if not isinstance(child.tag, str) or child is item:
                continue
            name = etree.QName(child).localname
            if name == "link" and child.get("href"):
                if child.get("rel", "alternate") == "alternate":
                    fields.setdefault("link", child.get("href"))
            elif child.text and child.text.strip():
                fields.setdefault(name, child.text.strip())
        url = (
            fields.get("link")
            or fields.get("loc")
            or (fields.get("guid") if str(fields.get("guid")).startswith("http") else None)
        )
        if url:
            day = next(
                (
                    d
                    for k in ("pubDate", "published", "date", "publication_date", "updated", "lastmod")
                    if (d := _day(fields.get(k)))
                ),
                None,
            )
            found.append(
                Entry(
                    url=urljoin(base, url),
                    title=fields.get("title"),
                    published=day,
                    changed=_mark(*(fields.get(k) for k in ("updated", "modified", "lastmod", "pubDate", "title"))),
                    sitemap=etree.QName(item).localname == "sitemap",
                )
            )
    return found


def unpacked(data: bytes, limit: int) -> bytes:
    """The first `limit` bytes of what was packed by gzip, as many sitemaps are; other bytes as they are."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return zlib.decompressobj(31).decompress(data, limit)
    except zlib.error:
        return b""


def _mark(*values: Any) -> str | None:
    """What the feed says of the page's age and name, on one line: it changes when the page is written anew."""
    return " ".join(" ".join(v.split()) for v in values if isinstance(v, str))[:300] or None


def _day(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    if value[:4].isdigit():
        return value[:10] if len(value) >= 10 else None
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, OverflowError):
        return None
