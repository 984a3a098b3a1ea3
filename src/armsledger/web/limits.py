"""How often somebody may try to sign in: a count of failures by name and by address, in this process."""

from collections import deque
from datetime import datetime, timedelta
from threading import Lock

WINDOW = timedelta(minutes=15)
BY_NAME, BY_PLACE = 5, 30  # failures within the window before one has to wait
KEPT = 10_000  # names and addresses remembered


class Limits:
    def __init__(self) -> None:
        self._failed: dict[tuple[str, str], deque[datetime]] = {}
        self._lock = Lock()

    def wait(self, name: str, place: str, now: datetime) -> timedelta:
        """How long until the next try is taken; nothing where it is taken now."""
        with self._lock:
            left = [self._left(key, most, now) for key, most in _keys(name, place)]
        return max(left)

    def failed(self, name: str, place: str, now: datetime) -> None:
        with self._lock:
            for key, most in _keys(name, place):
                self._failed.setdefault(key, deque(maxlen=most)).append(now)
            while len(self._failed) > KEPT:
                self._failed.pop(next(iter(self._failed)))

    def passed(self, name: str, place: str) -> None:
        """The right password was given: the failures of this name from there are forgotten."""
        with self._lock:
            self._failed.pop(_keys(name, place)[0][0], None)

    def _left(self, key: tuple[str, str], most: int, now: datetime) -> timedelta:
        failed = self._failed.get(key, deque())
        while failed and now - failed[0] >= WINDOW:
            failed.popleft()
        return failed[0] + WINDOW - now if len(failed) >= most else timedelta(0)


def _keys(name: str, place: str) -> tuple[tuple[tuple[str, str], int], ...]:
    return ((("name", f"{name.casefold()} {place}"), BY_NAME), (("place", place), BY_PLACE))
