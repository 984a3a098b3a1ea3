"""The language a report is written in."""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources

from armsledger.model.values import Span

_SAMPLE = 1200  # characters
_WORD = re.compile(r"[^\W\d_]+")
_FEW = 12  # words; fewer tell nothing
_SHARE = 0.14  # of all words that must be function words of the language
_ENGLISH = 0.22  # no other language reaches this with English function words
_SCRIPT = 0.2  # of all letters that must be of the script


@cache
def _profiles() -> tuple[dict[str, frozenset[str]], list[tuple[str, str, str]]]:
    table = tomllib.loads(resources.files("armsledger.pages").joinpath("data/languages.toml").read_text("utf-8"))
    words = {language: frozenset(listed.split()) for language, listed in table["words"].items()}
    return words, [(language, low, high) for language, (low, high) in table["scripts"].items()]


def language_of(text: str, body: Sequence[Span]) -> str | None:
    """ISO 639-1 code of the body's language, None where too little is written to tell."""
    sample = _sample(text, body)
    words = _WORD.findall(sample.lower())
    profiles, scripts = _profiles()
    if len(words) >= _FEW:
        english = profiles["en"]
        if len([w for w in words if w in english]) >= _ENGLISH * len(words):
            return "en"
        counts = Counter(words)
        shares = {
            language: sum(n for w, n in counts.items() if w in listed) / len(words)
            for language, listed in profiles.items()
        }
        best = max(shares, key=lambda language: shares[language])
        if shares[best] >= _SHARE:
            return best
    if sample.isascii():
        return None
    letters = sum(c.isalpha() for c in sample) or 1
    found = {language: sum(low <= c <= high for c in sample) / letters for language, low, high in scripts}
    if found["ja"] > 0.05:
        return "ja"
    best = max(found, key=lambda language: found[language])
    return best if found[best] >= _SCRIPT else None


def _sample(text: str, body: Sequence[Span]) -> str:
    """The body's first words, from its longest stretch on where it has several."""
    parts, left = [], _SAMPLE
    for span in body:
        parts.append(text[span.start : min(span.end, span.start + left)])
        left -= len(parts[-1])
        if left <= 0:
            break
    return " ".join(parts)
