"""HTML as lines of text with where each stood: one pass over the tags, linear in the page, never raising, running nothing."""

import html
import re
from dataclasses import dataclass, field
from itertools import groupby

_BREAKING_LISTED = """
    address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol
    option p pre section summary table tbody tfoot thead tr ul
"""
_BREAKING = frozenset(_BREAKING_LISTED.split())
_CONTAINERS_LISTED = """
    html body div section article main aside nav header footer form ul ol dl dd table tbody thead tr td th
    blockquote figure figcaption fieldset details dialog center select button label menu template svg object
    map video audio p
"""
_CONTAINERS = frozenset(_CONTAINERS_LISTED.split())
_SKIPPED = frozenset(
    ["script", "style", "textarea", "noscript", "iframe", "noframes", "noembed", "xmp", "title", "plaintext"]
)
_PARAGRAPH_ENDS = _BREAKING - {"br", "option"}
_CLOSE = frozenset(("li", "tr", "dd", "dt"))  # no blank line around these
_ATTRIBUTE = re.compile(r"([^\s=/>\"'<]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?")
_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9:-]*")
_SPACE = re.compile(r"[ \t\n\r\f\v\xa0\u200b\ufeff\x00-\x08\x0e-\x1f]+")
_WANTED = re.compile(
    r"\b(?:class|id|role|hidden|aria-hidden|style|itemprop|datetime|property|name|content|lang|rel|href|type|charset|http-equiv)\b",
    re.IGNORECASE,
)
_CELL = 160  # characters; a row with a longer cell, or a cell of several lines, is layout and no table
_DEPTH = 300  # open containers; deeper ones count as their parents
_TAG = 100_000  # characters; a longer tag is text
_BARE: dict[str, str] = {}


@dataclass(slots=True)
class Node:
    """A container element: its tag, its attributes of interest, and the index of the container around it."""

    tag: str
    attributes: dict[str, str]
    parent: int


@dataclass(slots=True)
class MarkupLine:
    """A line of visible text: its pieces with their places in the markup, and what it stood in."""

    node: int
    tag: str
    gap: int
    pieces: list[tuple[str, int, int]] = field(default_factory=list)
    chars: int = 0
    linked: int = 0
    row: int = 0
    column: int = 0


@dataclass(slots=True)
class Markup:
    """What one pass finds: `lines` in order, `nodes` (0 is the root), `metas` and `scripts` for the page's metadata."""

    lines: list[MarkupLine]
    nodes: list[Node]
    metas: list[tuple[str, dict[str, str]]]
    scripts: list[str]
    title: str | None


def parse(source: str) -> Markup:
    """The visible text of `source` with its containers. Any text is taken; what is no tag is text."""
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.nodes = [Node("", _BARE, -1)]
        self.open = [0]
        self.lines: list[MarkupLine] = []
        self.metas: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.title: str | None = None
        self.line: MarkupLine | None = None
        self.block = "p"
        self.gap = 2
        self.links = 0
        self.rows = 0
        self.row = 0
        self.column = 0
        self.space = False

    def run(self) -> Markup:
        source, size = self.source, len(self.source)
        at = closing = 0
        while at < size:
            start = source.find("<", at)
            if start < 0:
                start = size
            if start > at:
                self._text(at, start)
            if start == size:
                break
            if source.startswith("<!--", start):
                end = source.find("-->", start + 4)
                at = end + 3 if end >= 0 else size
                continue
            if closing <= start:
                closing = source.find(">", start)
                if closing < 0:
                    self._text(start, size)
                    break
            name = _NAME.match(source, start + 1)
            if name is None:
                if source[start + 1 : start + 2] in ("!", "?"):
                    at = closing + 1
                else:
                    self._text(start, start + 1)
                    at = start + 1
                continue
            end = self._tag_end(name.end(), closing)
            if end - start > _TAG:
                self._text(start, start + 1)
                at = start + 1
                continue
            at = self._tag(name.group().lower(), start, name.end(), end) or end + 1
        self._flush(2)
        return Markup(_joined(self.lines), self.nodes, self.metas, self.scripts, self.title)

    def _tag_end(self, start: int, closing: int) -> int:
        """The `>` that ends the tag: the first outside quotes, looked for a few times only."""
        source, end = self.source, closing
        for _ in range(8):
            if end - start > _TAG:
                break
            inner = source[start:end]
            if inner.count('"') % 2 == 0 and ("'" not in inner or '"' in inner or inner.count("'") % 2 == 0):
                return end
            following = source.find(">", end + 1, end + _TAG)
            if following < 0:
                break
            end = following
        return closing

    def _tag(self, name: str, start: int, attributes: int, end: int) -> int | None:
        """Takes the tag in; the place to go on from where its content is skipped."""
        if name[0] == "/":
            self._close(name[1:])
            return None
        if name in _SKIPPED:
            return self._skip(name, attributes, end)
        inner = self.source[attributes:end]
        if name in ("meta", "link", "time"):
            self.metas.append((name, _attributes(inner)))
            return None
        if name == "a":
            self.links += 1
            return None
        if name == "html":
            self.metas.append((name, _attributes(inner)))
        if name in ("td", "th"):
            self._flush(1)
            self.column += 1
        elif name in _BREAKING:
            self._flush(2 if name in _PARAGRAPH_ENDS and name not in _CLOSE else 1)
            self.block = name if name[0] in "hlp" else "div"
            if name == "tr":
                self.rows += 1
                self.row, self.column = self.rows, 0
            if name == "li":
                self.line = self._new("li")
                self.line.pieces.append(("- ", start, start))
        if name in _CONTAINERS and not inner.endswith("/"):
            if name in ("p", "td", "th", "tr"):
                self._close_open(name)
            attributes_found = _attributes(inner) if inner and _WANTED.search(inner) else _BARE
            if len(self.open) < _DEPTH:
                self.nodes.append(Node(name, attributes_found, self.open[-1]))
                self.open.append(len(self.nodes) - 1)
        return None

    def _skip(self, name: str, attributes: int, end: int) -> int:
        """The place after an element that holds no visible text. JSON-LD and the title are kept for the metadata."""
        found = re.compile(f"</{name}", re.IGNORECASE).search(self.source, end + 1)
        if found is None:
            return end + 1 if name in ("noscript", "title") else len(self.source)
        inner = self.source[end + 1 : found.start()]
        if name == "script" and "ld+json" in self.source[attributes:end].lower():
            self.scripts.append(inner)
        elif name == "title" and self.title is None:
            self.title = _SPACE.sub(" ", html.unescape(inner)).strip() or None
        after = self.source.find(">", found.start())
        return after + 1 if after >= 0 else len(self.source)

    def _close(self, name: str) -> None:
        if name == "a":
            self.links = max(0, self.links - 1)
            return
        if name in ("tr", "table"):
            self._flush(1 if name == "tr" else 2)
            self.row = 0
        elif name in _BREAKING:
            self._flush(2 if name in _PARAGRAPH_ENDS and name not in _CLOSE else 1)
            self.block = "div"
        if name in _CONTAINERS:
            self._close_open(name)

    def _close_open(self, name: str) -> None:
        """Closes the nearest open `name` and what is open inside it; a `p` or cell only up to the table or block around it."""
        for depth in range(len(self.open) - 1, max(0, len(self.open) - 60), -1):
            tag = self.nodes[self.open[depth]].tag
            if tag == name:
                del self.open[depth:]
                return
            if (name == "p" and tag != "p") or (name in ("td", "th", "tr") and tag == "table"):
                return

    def _new(self, tag: str) -> MarkupLine:
        return MarkupLine(self.open[-1], tag, self.gap, row=self.row, column=self.column)

    def _flush(self, gap: int) -> None:
        """Ends the line."""
        if self.line is not None and self.line.chars:
            words, start, end = self.line.pieces[-1]
            self.line.pieces[-1] = (words.rstrip(" "), start, end)
            self.lines.append(self.line)
            self.gap = gap
        else:
            self.gap = max(self.gap, gap)
        self.line = None
        self.space = False

    def _text(self, start: int, end: int) -> None:
        words = self.source[start:end]
        if "&" in words:
            words = html.unescape(words)
        words = _SPACE.sub(" ", words)
        if words == " " or not words:
            self.space = self.space or bool(words)
            return
        if self.line is None:
            self.line = self._new(self.block)
            words = words.lstrip(" ")
        elif self.line.chars == 0 or self.line.pieces[-1][0].endswith(" "):
            words = words.lstrip(" ")
        elif self.space and words[0] != " ":
            words = " " + words
        self.space = False
        if not words:
            return
        self.line.pieces.append((words, start, end))
        self.line.chars += len(words)
        if self.links:
            self.line.linked += len(words)


def _joined(lines: list[MarkupLine]) -> list[MarkupLine]:
    """The lines, those of a table row as one where every cell is one short line."""
    found: list[MarkupLine] = []
    for row, group in ((key, list(grouped)) for key, grouped in groupby(lines, key=lambda line: line.row)):
        columns = [line.column for line in group]
        if (
            not row
            or len(group) < 2
            or len(set(columns)) < len(columns)
            or any(line.chars > _CELL or line.tag in ("li", "h1") for line in group)
        ):
            found.extend(group)
            continue
        first = group[0]
        for line in group[1:]:
            first.pieces.append((" | ", -1, -1))
            first.pieces.extend(line.pieces)
            first.chars += line.chars + 3
            first.linked += line.linked
        if found and found[-1].row and found[-1].row == row - 1:
            first.gap = 1
        found.append(first)
    return found


def _attributes(inner: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(inner):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), html.unescape(value) if "&" in value else value)
    return found
