"""Feeds and sitemaps: the addresses they list, with titles and days."""

import json
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from armsledger.errors import UnreadableError
from armsledger.sources.documents import xml

_MOST = 50_000  # Source: sitemaps.org protocol, entries a file


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of a page: `published` is an ISO day; `sitemap` where the address is of another list."""

    url: str
    title: str | None = None
    published: str | None = None
    sitemap: bool = False


def is_feed(data: bytes, media_type: str = "") -> bool:
    """True for RSS, Atom, RDF, JSON Feed and sitemaps, by type or by first words."""
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"{"):
        return b"jsonfeed.org/version" in head
    if any(word in media_type for word in ("rss", "atom")):
        return True
    return head.startswith(b"<") and any(
        mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf", b"<urlset", b"<sitemapindex")
    )


def entries(data: bytes, base: str) -> list[Entry]:
    """The pages a feed lists, in its order, each address once. Raises UnreadableError."""
    found = _json(data, base) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml(data, base)
    return list({e.url: e for e in reversed(found[:_MOST])}.values())[::-1]


def _json(data: bytes, base: str) -> list[Entry]:
    try:
        items = json.loads(data)["items"]
        return [
            Entry(url=urljoin(base, i["url"]), title=i.get("title"), published=_day(i.get("date_published")))
            for i in items
            if isinstance(i.get("url"), str)
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableError(f"no JSON feed ({error})", "unreadable") from error


def _xml(data: bytes, base: str) -> list[Entry]:
    root = xml(data)
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
                    sitemap=etree.QName(item).localname == "sitemap",
                )
            )
    return found


def _day(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    if value[:4].isdigit():
        return value[:10] if len(value) >= 10 else None
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, OverflowError):
        return None
