"""One core for one report: numpy's products here are too small to share among threads."""

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from threadpoolctl import ThreadpoolController


@cache
def _pools() -> Any:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[Any]:
    """Within it numpy's products run on one thread: its pool waits busily, which costs more than such small products."""
    limited: AbstractContextManager[Any] = _pools().limit(limits=1)
    return limited
