"""What `find` gives back."""

from typing import NamedTuple

from armsledger.knowledge.rows import MentionKind


class Mention(NamedTuple):
    """A name in a text: text[start:end] (code points), what kind of thing it is, and which rows it may mean.

    Attributes:
        candidates: ids of rows, over all tables, likeliest first; one when resolved, none where only a pattern speaks.
        category: of equipment and classes (CLAIMS.md codes), else None.
        states: alpha-3 of the states the name stands for: the state itself, a person's, a company's, a type's makers'.
        form: how it is called: name, alias, weak, variant, demonym, place, force, suffix, pattern.
        why: one line for a person to read.
    """

    start: int
    end: int
    kind: MentionKind
    candidates: tuple[str, ...]
    category: str | None
    states: tuple[str, ...]
    form: str
    why: str

    @property
    def id(self) -> str | None:
        """The one row meant, or None where several may be."""
        return self.candidates[0] if len(self.candidates) == 1 else None
