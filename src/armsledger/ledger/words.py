"""What a person types into a search box, for both engines, and what came back lit."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Self

from armsledger.model.values import Span

_TERM = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """`words` stand next to each other; `begins` where the last one may go on."""

    words: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Of each tuple in `terms` one must occur; none of `without`."""

    terms: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()

    @classmethod
    def parse(cls, typed: str) -> Self:
        """Words that must all occur; "a phrase", -without, one OR other, begin*. Never fails: what means nothing is left out."""
        terms: list[tuple[Term, ...]] = []
        without: list[Term] = []
        either = False
        for match in _TERM.finditer(typed):
            word, phrase = match["word"], match["phrase"]
            if word == "OR" and not match["without"]:
                either = bool(terms)
                continue
            term = Term(plain(phrase if word is None else word), begins=word is not None and word.endswith("*"))
            if not term.words:
                continue
            if match["without"]:
                without.append(term)
            elif either:
                terms[-1] = (*terms[-1], term)
            else:
                terms.append((term,))
            either = False
        return cls(tuple(terms), tuple(without))

    def fts5(self) -> str:
        """As FTS5 writes it."""

        def one(term: Term) -> str:
            return f'"{term.words}"' + ("*" if term.begins else "")

        wanted = " AND ".join("(" + " OR ".join(map(one, group)) + ")" for group in self.terms)
        return wanted + "".join(f" NOT {one(term)}" for term in self.without)

    def tsquery(self) -> tuple[str, tuple[Any, ...]]:
        """As PostgreSQL writes it: an SQL expression and its values."""
        values: list[str] = []

        def one(term: Term) -> str:
            if term.begins:
                values.append(" <-> ".join(f"'{w}'" for w in term.words.split()) + ":*")
                return "to_tsquery('english', %s)"
            values.append(term.words)
            return "phraseto_tsquery('english', %s)"

        parts = ["(" + " || ".join(map(one, group)) + ")" for group in self.terms]
        parts += [f"!!({one(term)})" for term in self.without]
        return "(" + " && ".join(parts) + ")", tuple(values)


def plain(text: str) -> str:
    """Letters and digits without their marks, single blanks between: both engines then see the same words."""
    bare = unicodedata.normalize("NFKD", text.encode("utf-8", "replace").decode("utf-8"))
    return " ".join(re.sub(r"[\W_]+", " ", "".join(c for c in bare if not unicodedata.combining(c))).split())


def marked(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text without the engines' signs, and the spans they stood around."""
    out, marks, length, start = [], [], 0, 0
    for piece in re.split("([\x02\x03])", text):
        if piece == "\x02":
            start = length
        elif piece == "\x03":
            marks.append(Span(start, length))
        else:
            out.append(piece)
            length += len(piece)
    return "".join(out), tuple(marks)
