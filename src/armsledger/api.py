"""The small public Python API: `from armsledger import extract, Ledger`.

    from armsledger import Ledger, extract

    for claim in extract("Russia has sold four Mi-35M helicopters to Pakistan."):
        print(claim.stage, claim.supplier, claim.quote)

    with Ledger.open("ledger.db") as ledger:
        for entry in ledger.entries():
            print(entry.report.title, entry.claim.quote)

Records are those of `armsledger.model`; `claim_json` and `deal_json` of `armsledger.model.contract` give the published JSON.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache

from armsledger.engine.batch import BATCH, read_batch
from armsledger.ledger import Ledger
from armsledger.model.claim import Claim
from armsledger.model.reading import Reader
from armsledger.model.report import Page
from armsledger.reading import reader as reader_called

__all__ = ["Ledger", "extract"]

_loaded = cache(reader_called)


def extract(given: str | Page | Iterable[str | Page], *, reader: str | Reader = "default") -> Iterator[Claim]:
    """Every claim in the given texts or pages, in order; touches no ledger.

    Args:
        given: one text, one page, or any number of them. Texts without an id are called `1`, `2` ...
        reader: `default`, `fast`, or a reader of your own.

    Yields:
        Claims whose `quote` equals the text from `start` to `end`. `document` is the page's id, or `id#1`, `id#2` ... where a page
        holds several reports.

    Raises:
        ConfigurationError: there is no such reader.
    """
    made = _loaded(reader) if isinstance(reader, str) else reader
    batch: list[Page] = []
    for number, one in enumerate([given] if isinstance(given, str | Page) else given, 1):
        batch.append(Page(document=str(number), text=one) if isinstance(one, str) else one)
        if len(batch) >= BATCH:
            yield from _claims(batch, made)
            batch = []
    yield from _claims(batch, made)


def _claims(batch: list[Page], reader: Reader) -> Iterator[Claim]:
    for page in read_batch(batch, reader, lambda: datetime.now(UTC)):
        for found in page.read:
            yield from found.claims
