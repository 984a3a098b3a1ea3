"""docs/commands.md is what the commands say, and every problem code there is has its meaning in it."""

import ast
from collections.abc import Iterator
from pathlib import Path

from armsledger.cli import common
from armsledger.cli.reference import EXITS, reference
from armsledger.model.problem import CODES, READ_ALL_THE_SAME

ROOT = Path(__file__).parents[2]
SOURCES = [f for f in (ROOT / "src").rglob("*.py") if f.name != "problem.py" or f.parent.name != "model"]


def test_the_page_is_what_the_commands_say() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert page == reference(), "run python -m armsledger.cli.reference"


def _codes(file: Path) -> Iterator[str]:
    """The codes of problems made in a file: `Problem(code="..."), _problem("..."), UnreadableError(..., "...")`."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given: list[ast.expr] = []
        if "problem" in called.lower():
            given = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "code")]
        elif called in ("UnreadableError", "FetchError"):
            given = [*node.args[1:2], *(k.value for k in node.keywords if k.arg == "code")]
        yield from (x.value for x in given if isinstance(x, ast.Constant) and isinstance(x.value, str))


def test_every_problem_code_has_its_meaning() -> None:
    used = {code for file in SOURCES for code in _codes(file)}
    assert len(used) > 10
    assert used - set(CODES) == set(), (
        "say in model/problem.py what these mean, then run python -m armsledger.cli.reference"
    )
    assert set(CODES) >= READ_ALL_THE_SAME


def test_no_code_is_explained_that_nobody_uses() -> None:
    text = "\n".join(f.read_text(encoding="utf-8") for f in SOURCES)
    assert [code for code in CODES if f'"{code}"' not in text] == []


def test_every_exit_code_is_explained() -> None:
    codes = {
        common.OK,
        common.ERROR,
        common.USAGE,
        common.NOT_THERE,
        common.UNREAD,
        common.CONFIGURATION,
        common.INTERRUPTED,
    }
    assert codes == set(EXITS)
