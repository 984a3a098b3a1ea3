"""Fuzzes the openers by coverage: `python -m tests.sources.fuzz FOLDER -max_total_time=300` (`make fuzz` runs it).

The first byte of an input says which opener takes the rest. An exception that is none of ours, five seconds on one input,
or more than two gigabytes end the run with the input kept; FOLDER grows with what reached new code.
"""

import io
import sys
import warnings
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["armsledger"]):
    from armsledger.model.problem import CODES, Problem
    from armsledger.model.report import Page
    from armsledger.pages import reports
    from armsledger.pages.likeness import Fingerprint
    from armsledger.sources.feeds import entries, is_feed
    from armsledger.sources.opening import Blob, Limits, Opening
    from armsledger.sources.places import OPENERS, open_blob

from tests.sources.seeds import seeds

ENDINGS = sorted(OPENERS)
OPENING = Opening(limits=Limits(page=2_000_000, total=5_000_000, members=100))


def one(data: bytes) -> None:
    """Whatever the bytes are: pages whose reports lie in their text, or problems with a code."""
    kind, rest = data[0] if data else 0, data[1:]
    suffix = ENDINGS[kind % len(ENDINGS)]
    for found in open_blob(Blob(name=f"x.txt{suffix}", place="x", stream=io.BytesIO(rest)), OPENING):
        if isinstance(found, Problem):
            assert found.code in CODES, found
            continue
        assert isinstance(found, Page)
        found.text.encode("utf-8")
        for report in reports(found)[0]:
            ends = [0, *(e for s in report.body for e in (s.start, s.end)), len(found.text)]
            assert ends == sorted(ends), ends
            Fingerprint.unpack(Fingerprint.of(report).pack())
    if is_feed(rest):
        entries(rest, "https://post.example/")


def main() -> None:
    warnings.simplefilter("ignore")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for ending, data in seeds().items():
        (folder / f"seed{ending.replace('.', '-')}").write_bytes(bytes([ENDINGS.index(ending)]) + data)
    options = [f"-artifact_prefix={folder.parent}/", "-timeout=5", "-rss_limit_mb=2048", "-max_len=1000000"]
    atheris.Setup([sys.argv[0], str(folder), *options, *sys.argv[2:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
