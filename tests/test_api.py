"""`from armsledger import extract, Ledger`, and how little importing the package costs."""

import subprocess
import sys
from pathlib import Path

import pytest

import armsledger
from armsledger.errors import ConfigurationError
from armsledger.model.reading import ReadReport
from armsledger.model.report import Page
from tests.ledger.samples import TALKS, claim


class Given:
    name, version = "given", "1"

    def read(self, reports):  # type: ignore[no-untyped-def]
        for report in reports:
            yield ReadReport(report=report, claims=(claim(report.text, TALKS, report.document),))


def test_extract_texts_and_pages() -> None:
    found = list(armsledger.extract(TALKS, reader=Given()))
    assert [(c.document, c.quote) for c in found] == [("1", TALKS)]
    pages = [Page(document=f"p{n}", text=f"A day passed. {TALKS}") for n in range(40)]
    assert [c.document for c in armsledger.extract(pages, reader=Given())] == [p.document for p in pages]
    assert list(armsledger.extract([], reader=Given())) == []
    with pytest.raises(ConfigurationError):
        list(armsledger.extract("words", reader="none"))


def test_ledger(tmp_path: Path) -> None:
    with armsledger.Ledger.open(tmp_path / "ledger.db", create=True) as ledger:
        assert list(ledger.entries()) == []
    with pytest.raises(AttributeError, match="rumour"):
        armsledger.rumour  # noqa: B018


def test_importing_pulls_in_neither_web_framework_nor_model() -> None:
    script = (
        "import sys, armsledger\n"
        "first = sorted(m for m in sys.modules if m.startswith('armsledger'))\n"
        "from armsledger import Ledger, extract\n"
        "heavy = {'fastapi', 'starlette', 'uvicorn', 'onnxruntime', 'tokenizers', 'torch', 'numpy', 'jinja2'}\n"
        "print(first, sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "['armsledger'] []"
