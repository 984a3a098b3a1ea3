"""A page fetched again with other words shows what changed; a correction or retraction on a page is found."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armsledger.pages.versions import Notice, changes, notices

OLD = (
    "Boats for Norland\nNorland has ordered nine patrol boats.\nThe price is 640 million crowns.\nThe navy is content."
)


def test_what_changed_is_shown_on_both_sides() -> None:
    new = OLD.replace("nine", "eight") + "\nThis article has been corrected."
    first, second = changes(OLD, new)
    assert (first.old.of(OLD), first.new.of(new)) == (
        "Norland has ordered nine patrol boats.",
        "Norland has ordered eight patrol boats.",
    )
    assert (second.old.of(OLD), second.new.of(new)) == ("", "This article has been corrected.")


def test_white_space_is_no_change() -> None:
    assert changes(OLD, OLD.replace("\n", "\r\n\r\n").replace(" ", "  ")) == ()


@pytest.mark.parametrize(
    ("line", "notice"),
    [
        ("Correction: The number of boats is eight, not nine.", Notice.CORRECTION),
        ("CORRECTION (5 May): the yard is in Sudria.", Notice.CORRECTION),
        ("An earlier version of this article said that nine boats had been ordered.", Notice.CORRECTION),
        ("(Corrects number of boats in paragraph 2)", Notice.CORRECTION),
        ("This story has been retracted because its source could not be confirmed.", Notice.RETRACTION),
        ("RETRACTION: we no longer stand by what we wrote.", Notice.RETRACTION),
        ("Clarification: the minister spoke of a plan.", Notice.CLARIFICATION),
        ("This article was updated on 6 May with a statement by the yard.", Notice.UPDATE),
    ],
)
def test_a_page_that_corrects_itself_is_found(line: str, notice: Notice) -> None:
    (told,) = notices(f"Boats for Norland\nNorland has ordered boats.\n{line}\n")
    assert told.notice is notice
    assert told.span.of(f"Boats for Norland\nNorland has ordered boats.\n{line}\n") == line


@pytest.mark.parametrize(
    "line",
    [
        "The ministry withdrew its offer for the boats.",
        "A correction of the border was discussed.",
        "The navy updated its fleet.",
        "Sudria retracted its threat to stop deliveries.",
    ],
)
def test_other_corrections_are_none(line: str) -> None:
    assert notices(line) == ()


@given(st.text(max_size=300), st.text(max_size=300))
def test_changes_of_any_two_texts_lie_in_them(old: str, new: str) -> None:
    for change in changes(old, new):
        assert 0 <= change.old.start <= change.old.end <= len(old)
        assert 0 <= change.new.start <= change.new.end <= len(new)
    assert changes(old, old) == ()


@given(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12))
def test_what_is_no_change_is_the_same_on_both_sides(before: list[str], after: list[str]) -> None:
    old, new = ("\n".join(f"line {x}" for x in lines) for lines in (before, after))
    left, right = old, new
    for change in reversed(changes(old, new)):
        left = left[: change.old.start] + left[change.old.end :] if change.old.end else left
        right = right[: change.new.start] + right[change.new.end :] if change.new.end else right
    assert left.split("\n") == right.split("\n") or left.split() == right.split()


@pytest.mark.parametrize("lines", [["a b"], ["x y", "z w"], [f"line {n}" for n in range(50)]])
def test_long_pages_of_few_lines_are_compared_at_once(lines: list[str]) -> None:
    chance, start = random.Random(3), time.process_time()
    old, new = ("\n".join(chance.choices(lines, k=n)) for n in (20_000, 19_000))
    changes(old, new)
    assert time.process_time() - start < 5
