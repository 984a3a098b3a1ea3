"""Where on an HTML page its own words stand: the container with the prose, without what its names say is something else."""

import itertools
import re

from armsledger.sources.markup import Markup, MarkupLine, Node

_OTHER_TAGS_LISTED = """
    nav footer aside form select button template svg object figcaption dialog menu label video audio map
"""
_OTHER_TAGS = frozenset(_OTHER_TAGS_LISTED.split())
_OTHER_ROLES_LISTED = """
    navigation banner contentinfo complementary search dialog alert menu menubar toolbar tablist form
"""
_OTHER_ROLES = frozenset(_OTHER_ROLES_LISTED.split())
_SEMANTIC_TAGS = frozenset(("article", "main"))
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Words in the class or id of what is not the article. Source: own reading of publishing systems' default themes.
_OTHER_WORDS_LISTED = """
    comment comments disqus respond related recommended recommendations recirc recirculation sidebar share
    sharing social newsletter promo promos promoted promotion advert advertisement advertising ads adslot
    sponsored sponsor cookie cookies consent gdpr popup modal overlay breadcrumb breadcrumbs menu nav navbar
    navigation footer masthead tags taglist keywords trending popular mostread subscribe subscription paywall
    widget widgets pagination pager caption credit gallery slideshow carousel disclaimer skip toolbar login
    signup signin outbrain taboola teaser teasers latest readmore morefrom pullquote rating ratings print
    hidden offscreen bio biography topics ticker
"""
_OTHER_WORDS = frozenset(_OTHER_WORDS_LISTED.split())
_OTHER_PAIRS_LISTED = """
    most-read also-read read-more read-next see-also more-from more-stories more-news pull-quote author-bio
    author-box about-author sr-only screen-reader visually-hidden next-post prev-post post-navigation
    site-header site-footer page-footer top-bar back-to
"""
_OTHER_PAIRS = frozenset(_OTHER_PAIRS_LISTED.split())
_BODY_WORDS_LISTED = """
    articlebody storybody postcontent entrycontent articlecontent storycontent articletext storytext bodytext
    newsbody newscontent newstext posttext postbody entrybody contentbody maincontent articlemain
"""
_BODY_WORDS = frozenset(_BODY_WORDS_LISTED.split())
_BODY_PAIRS_LISTED = """
    article-body article-content article-text article-main article-copy story-body story-content story-text
    post-content post-body post-text entry-content entry-body body-text body-copy body-content content-body
    news-body news-content news-text news-detail main-content main-text rich-text content-text field-body
    page-content press-release release-body td-post content-article content-main
"""
_BODY_PAIRS = frozenset(_BODY_PAIRS_LISTED.split())
_WRAPPERS = frozenset(("html", "body"))
_MOST = 0.4  # of the page's prose; a container with more is no sidebar, whatever it is called
_DOMINANT = 0.8  # of its parent's prose; the article is inside such a container
_ENOUGH = 0.5  # of the page's prose that a container named as the article must hold
_LINKED = 0.6  # of a line's characters; more is a pointer elsewhere
_SENTENCE = re.compile(r"[.!?。؟۔।][\"'”’»)\]]*(?:\s|$)")


def main_lines(markup: Markup) -> list[int]:
    """Indexes of the lines that belong to the page's own words, its headline and byline included."""
    lines, nodes = markup.lines, markup.nodes
    if not lines:
        return []
    prose = [_prose(line) for line in lines]
    total = _totals(nodes, lines, prose)
    all_prose = total[0] or 1
    named = [_named_other(node) for node in nodes]
    other = [False] * len(nodes)
    for i, node in enumerate(nodes):
        is_other = named[i] and (total[i] <= _MOST * all_prose or node.tag in ("nav", "footer", "aside", "figcaption"))
        other[i] = (
            is_other
            or (node.parent >= 0 and other[node.parent])
            or (node.tag == "header" and not _inside(nodes, i, _SEMANTIC_TAGS))
        )
    kept = [0 if other[line.node] else p for line, p in zip(lines, prose, strict=True)]
    total = _totals(nodes, lines, kept)
    best = _best(nodes, total)
    below = _descendants(nodes, best)
    chosen = [i for i, line in enumerate(lines) if below[line.node] and not other[line.node] and not _pointer(line)]
    if not chosen:
        return [i for i, line in enumerate(lines) if not _pointer(line)]
    return [*_head(lines, nodes, named, other, chosen[0]), *chosen]


def _prose(line: MarkupLine) -> int:
    """How much running text the line holds: its unlinked characters, where it reads like sentences."""
    if line.chars < 40 or line.linked > 0.5 * line.chars:
        return 0
    if line.chars < 120:
        text = "".join(p[0] for p in line.pieces)
        if not _SENTENCE.search(text):
            return 0
    return line.chars - line.linked


def _pointer(line: MarkupLine) -> bool:
    return line.linked > _LINKED * line.chars and line.chars < 200 and line.tag not in ("h1", "h2")


def _totals(nodes: list[Node], lines: list[MarkupLine], amounts: list[int]) -> list[int]:
    """The sum of `amounts` below every node."""
    total = [0] * len(nodes)
    for line, amount in zip(lines, amounts, strict=True):
        total[line.node] += amount
    for i in range(len(nodes) - 1, 0, -1):  # parents come before their children
        total[nodes[i].parent] += total[i]
    return total


def _names(node: Node) -> list[str]:
    attributes = node.attributes
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}".strip()
    return [w.lower() for w in _WORD.findall(names[:300])] if names else []


def _named_other(node: Node) -> bool:
    """True where tag, role, style or names say that this is not the page's own text."""
    if node.tag in _WRAPPERS:
        return False
    attributes = node.attributes
    if node.tag in _OTHER_TAGS:
        return True
    if not attributes:
        return False
    if (
        attributes.get("role", "").lower() in _OTHER_ROLES
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
    ):
        return True
    style = attributes.get("style", "").replace(" ", "").lower()
    if "display:none" in style or "visibility:hidden" in style:
        return True
    words = _names(node)
    if not words or node.tag in _SEMANTIC_TAGS:
        return False
    pairs = {f"{a}-{b}" for a, b in itertools.pairwise(words)}
    if _is_body(words, pairs):
        return False
    return not _OTHER_WORDS.isdisjoint(words) or not _OTHER_PAIRS.isdisjoint(pairs)


def _is_body(words: list[str], pairs: set[str]) -> bool:
    return not _BODY_WORDS.isdisjoint(words) or not _BODY_PAIRS.isdisjoint(pairs)


def _named_body(node: Node) -> bool:
    if node.attributes.get("itemprop", "").lower() in ("articlebody", "text"):
        return True
    words = _names(node)
    return _is_body(words, {f"{a}-{b}" for a, b in itertools.pairwise(words)})


def _best(nodes: list[Node], total: list[int]) -> int:
    """The smallest container that holds the page's prose: named as the article, else the last that dominates."""
    whole = total[0] or 1
    for wanted in (_named_body, lambda node: node.tag in _SEMANTIC_TAGS or node.attributes.get("role") == "main"):
        holding = [i for i, node in enumerate(nodes) if total[i] >= _ENOUGH * whole and wanted(node)]
        if holding:
            return holding[-1]
    best = 0
    children: dict[int, list[int]] = {}
    for i, node in enumerate(nodes[1:], 1):
        if total[i]:
            children.setdefault(node.parent, []).append(i)
    while below := children.get(best):
        largest = max(below, key=lambda i: total[i])
        if total[largest] < _DOMINANT * total[best] or (
            nodes[largest].tag in ("p", "li", "tr", "td", "blockquote", "ul", "ol") and len(below) > 1
        ):
            break
        if nodes[largest].tag == "p":
            break
        best = largest
    return best


def _descendants(nodes: list[Node], root: int) -> list[bool]:
    below = [False] * len(nodes)
    below[root] = True
    for i, node in enumerate(nodes):
        if i != root and node.parent >= 0 and below[node.parent]:
            below[i] = True
    return below


def _inside(nodes: list[Node], index: int, tags: frozenset[str]) -> bool:
    at = nodes[index].parent
    while at >= 0:
        if nodes[at].tag in tags:
            return True
        at = nodes[at].parent
    return False


def _head(lines: list[MarkupLine], nodes: list[Node], named: list[bool], other: list[bool], first: int) -> list[int]:
    """The headline above the text, with what stands between the two: byline, date, standfirst."""
    if any(line.tag == "h1" for line in lines[first : first + 3]):
        return []
    headlines = [i for i in range(first) if lines[i].tag == "h1" and not named[lines[i].node]]
    if not headlines:
        headlines = [
            i for i in range(first) if lines[i].tag == "h2" and not other[lines[i].node] and not named[lines[i].node]
        ][-1:]
    if not headlines:
        return []
    head = headlines[-1]
    return [
        head,
        *(
            i
            for i in range(head + 1, first)
            if not _pointer(lines[i]) and not named[lines[i].node] and not other[lines[i].node]
        ),
    ]
