"""A page that came more than once with other words: what changed from each time to the next."""

from dataclasses import dataclass
from datetime import datetime

from armsledger.errors import NotFoundError
from armsledger.ledger import Ledger
from armsledger.model.problem import Problem
from armsledger.model.report import Page
from armsledger.pages.versions import changes

LONGEST = 160  # characters of a changed passage that a message quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A page's words, when they were first read, and what they changed: (old words, new words), "" where there were none."""

    page: str
    read_at: datetime
    changed: tuple[tuple[str, str], ...] = ()


def editions(ledger: Ledger, document: str) -> tuple[Edition, ...]:
    """Every wording of the document there has been, oldest first; the first has nothing to differ from."""
    found: list[Edition] = []
    before: str | None = None
    for version in ledger.versions(document):
        if found and version.page == found[-1].page:
            continue
        text = ledger.page(version.page).text
        told = () if before is None else passages(before, text)
        found.append(Edition(page=version.page, read_at=version.read_at, changed=told))
        before = text
    return tuple(found)


def passages(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """The passages that differ, in order: (words of the old, words of the new)."""
    return tuple((change.old.of(old), change.new.of(new)) for change in changes(old, new))


def change(ledger: Ledger, page: Page) -> Problem | None:
    """What to tell of a page that the ledger has with other words; None where it has not."""
    try:
        before = ledger.page(page.document)
    except NotFoundError:
        return None
    if before.text == page.text or not (told := passages(before.text, page.text)):
        return None
    old, new = (cut(words) for words in told[0])
    first = f"“{old}” is now “{new}”" if old and new else f"“{new}” is new" if new else f"“{old}” is gone"
    more = f"; {len(told) - 1} more places" if len(told) > 1 else ""
    return Problem(code="page_changed", message=f"{first}{more}", place=page.document)


def cut(words: str) -> str:
    """The passage on one line, its end left out where it is long."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
