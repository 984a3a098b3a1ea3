"""How names are spelled: one folded form of text and names, and the spellings that rules give a name."""

import re
import unicodedata
from itertools import product

_LIKE = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "‑": "-",
    "‐": "-",
    "−": "-",
    "\xa0": " ",
    "…": ".",
}
_LETTERS = str.maketrans("ıİøØłŁđĐßÆæŒœÞþð", "iIoOlLdDsAaOoTtd")
_OTHER = "\x7f"  # a letter of another script: part of a word, of no name
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")

MAPPED = bytes(
    ord(chr(c).lower()) if c < 128 and chr(c).isalnum() else c if c == ord(_OTHER) else ord(" ") for c in range(256)
)


def fold(text: str) -> str:
    """Returns the text in ASCII, letter for letter (same length): accents off, dashes and quotes plain."""
    if text.isascii():
        return text
    for written, plain in _LIKE.items():
        if written in text:
            text = text.replace(written, plain)
    return text if text.isascii() else _NOT_ASCII.sub(_fold_one, text)


def _fold_one(match: re.Match[str]) -> str:
    char = match[0].translate(_LETTERS)
    if not char.isascii():
        char = unicodedata.normalize("NFKD", char)[0]
    if char.isascii():
        return char
    return _OTHER if match[0].isalnum() else " "


def key(name: str) -> str:
    """Returns the form in which a name is searched for: lower case, every separator one space."""
    return fold(name).encode("ascii").translate(MAPPED).decode("ascii")


_JOINT = re.compile(r"(?<![a-z])([a-z]{1,4}) ?(\d+)(?: ?([a-z]{1,3})(?![a-z]))?")
_PAIRS = (("defence", "defense"), ("Defence", "Defense"), ("armour", "armor"), ("Armour", "Armor"), (" & ", " and "))
_PAIRED = re.compile("|".join(one for pair in _PAIRS for one in pair))


def spellings(name: str, plural: bool = False) -> set[str]:
    """Returns the keys under which a name is found: "Mi-35M" also as "mi 35 m", "mi35m", "mi35 m".

    With plural, class words get the plurals that a bare s does not make.
    """
    folded = fold(name)
    keys = {key(folded).strip()}
    if _PAIRED.search(folded):
        forms = {folded}
        for one, other in _PAIRS:
            forms |= {f.replace(one, other) for f in forms} | {f.replace(other, one) for f in forms}
        keys = {key(f).strip() for f in forms}
    if plural:
        keys |= {p for k in keys if (p := _irregular(k))}
    return keys.union(*map(_joints, keys))


def _irregular(word: str) -> str | None:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "ch", "sh", "edo")):
        return word + "es"
    return None


def _joints(spelled: str) -> set[str]:
    """The other spellings of a key, by the joint before its first number."""
    match = _JOINT.search(spelled)
    if not match:
        return set()
    head, digits, tail = match.groups()
    if tail and match[0].endswith(" " + tail):
        tails: tuple[str, ...] = ("", " ") if len(tail) == 3 else (" ",)
    else:
        tails = ("", " ") if tail else ("",)
    middles = [a + digits + (b + tail if tail else "") for a, b in product((head, head + " "), tails)]
    rest = spelled[match.end() :]
    return {spelled[: match.start()] + middle + rest for middle in middles}
