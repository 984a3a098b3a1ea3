"""Every ledger test runs over SQLite and over PostgreSQL."""

from collections.abc import Iterator

import pytest

from armsledger.ledger import Ledger


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger.open(place, create=True) as made:
        yield made
