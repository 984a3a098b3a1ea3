"""What is kept between requests: as long as the register stands, and made once."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from armsledger.web.site import Kept


def test_an_answer_holds_until_the_register_moves() -> None:
    kept, made = Kept(), list[int]()

    def make() -> int:
        made.append(1)
        return len(made)

    assert [kept.get(1, "deals", make) for _ in range(3)] == [1, 1, 1]
    assert kept.get(2, "deals", make) == 2
    assert kept.get(2, "flows", make) == 3


def test_what_was_asked_longest_ago_is_forgotten_first() -> None:
    kept = Kept(2)
    for key in ("a", "b", "a", "c"):
        kept.get(1, key, lambda: "first")
    assert [kept.get(1, key, lambda: "again") for key in ("a", "b")] == ["first", "again"]


def test_nothing_can_be_the_answer() -> None:
    kept, asked = Kept(), list[int]()
    for _ in range(2):
        assert kept.get(1, "nothing", lambda: asked.append(1)) is None
    assert len(asked) == 1


def test_what_is_costly_is_made_by_one_while_others_wait() -> None:
    kept, made, begun = Kept(costly=True), list[float](), threading.Barrier(4)

    def make() -> str:
        made.append(time.monotonic())
        time.sleep(0.05)
        return "the past"

    def ask() -> str:
        begun.wait(10)
        return kept.get(1, "a day", make)

    with ThreadPoolExecutor(4) as pool:
        assert {f.result() for f in [pool.submit(ask) for _ in range(4)]} == {"the past"}
    assert len(made) == 1
