"""The corpus: every page with the bodies, titles, days and makers it must give."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.pages.corpus.sites import SITES, Site, Story, american, page

_HERE = Path(__file__).parent
_EACH = 4  # pages a site


class Case(NamedTuple):
    """A page as a site serves it. `stories` are the reports it must give, in order, the first one's maker with them."""

    name: str
    site: Site
    content: str
    stories: list[Story]


@cache
def stories() -> list[Story]:
    found = []
    for block in (_HERE / "stories.txt").read_text("utf-8").split("=== ")[1:]:
        head, _, body = block.partition("\n")
        key, written, title, author = head.split(" | ")
        lines = [line for line in body.split("\n") if line.strip()]
        found.append(Story(key, date.fromisoformat(written), title, author, lines))
    return found


def cases() -> Iterator[Case]:
    """Four pages of every site, each of another story, so that every story stands on four sites."""
    told = stories()
    for n, site in enumerate(SITES):
        for k in range(_EACH):
            at = (n * _EACH + k) % len(told)
            others = [told[(at + 7) % len(told)], told[(at + 12) % len(told)]]
            story = told[at]
            shown = [story, *others] if site.several else [story]
            yield Case(f"{site.name}-{story.key}", site, page(site.name, story, others), shown)


def expected_words(story: Story, site: Site) -> str:
    """The body a reader of the page would call the story's own words."""
    lines = [p for p in story.paragraphs if site.name != "bare" or not p.startswith("|")]
    if site.name == "wire":
        lines[0] = f"PORT SELIM, {story.written:%B} {story.written.day} (Reuters) - {lines[0]}"
    if site.name == "release":
        lines[0] = f"BRENN, Ostmark, {american(story.written)} /PRNewswire/ -- {lines[0]}"
    return "\n".join(lines).replace("|", " ")
