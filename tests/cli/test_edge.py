"""How the command line ends: codes, words, settings, the shell around it."""

import contextlib
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from armsledger.cli import settings
from armsledger.cli.common import run
from armsledger.cli.group import VERBS, Verbs, armsledger
from armsledger.cli.table import lined_up, one_line, width
from armsledger.errors import ConfigurationError

from .conftest import Tell
from .samples import write


@pytest.mark.parametrize("name", VERBS)
def test_every_verb_has_its_module_and_says_the_same_of_itself(name: str) -> None:
    assert isinstance(armsledger, Verbs)
    command = armsledger.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    assert command.get_short_help_str(200) == VERBS[name]


def test_a_ledger_that_cannot_be_used(tell: Tell, home: Path) -> None:
    (home / "bad.db").write_bytes(b"no database at all" * 100)
    said = tell("claims", "--ledger", "bad.db")
    assert (said.code, said.out) == (1, "")
    assert "armsledger restore" in said.err
    assert "Traceback" not in said.err
    assert tell("claims", "--ledger", "none.db").code == 3


def test_settings_come_from_the_strongest_place(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARMSLEDGER_LEDGER")
    assert settings.settings()["ledger"].origin == "default"
    user = settings.user_file()
    user.parent.mkdir(parents=True)
    user.write_text('ledger = "user.db"\nworkers = 3\n[serve]\nport = 80\n', encoding="utf-8")
    (home / "armsledger.toml").write_text('ledger = "here.db"\n', encoding="utf-8")
    found = settings.settings()
    assert [(found[n].value, found[n].origin) for n in ("ledger", "workers", "serve.port", "reader")] == [
        ("here.db", "armsledger.toml"),
        (3, str(user)),
        (80, str(user)),
        ("default", "default"),
    ]
    monkeypatch.setenv("ARMSLEDGER_LEDGER", "env.db")
    monkeypatch.setenv("ARMSLEDGER_SERVE_EXCERPTS", "yes")
    assert settings.setting("ledger") == "env.db"
    assert settings.setting("serve.excerpts") is True
    assert settings.setting("ledger", "flag.db") == "flag.db"


@pytest.mark.parametrize(
    "text",
    [
        'colour = "red"',
        'workers = "many"',
        "workers = true",
        'reader = "slow"',
        "[serve]\nprot = 1",
        "not toml",
        "\xff",
    ],
)
def test_a_wrong_setting_ends_with_its_own_code(tell: Tell, home: Path, text: str) -> None:
    (home / "armsledger.toml").write_bytes(text.encode("latin-1"))
    said = tell("deals")
    assert (said.code, said.out) == (5, "")
    assert "armsledger.toml" in said.err
    assert tell("config", "show").code == 5
    with pytest.raises(ConfigurationError):
        settings.settings()


def test_config_shows_values_and_origins(tell: Tell, home: Path) -> None:
    found = {r["name"]: r for r in tell("config", "show", "--json").records}
    assert (found["ledger"]["value"], found["ledger"]["origin"]) == ("ledger.db", "environment ARMSLEDGER_LEDGER")
    assert all(r["help"] for r in found.values())
    assert tell("config", "path", "--json").records[0]["path"] == str(home / "armsledger.toml")
    assert {r["name"]: r["origin"] for r in tell("config", "show", "--ledger", "x.db", "--json").records}[
        "ledger"
    ] == "flag"


def test_doctor_says_what_is_wrong_and_what_to_do(tell: Tell, home: Path) -> None:
    reports, claims = write(home)
    before = tell("doctor", "--json")
    assert before.code == 0
    assert {r["check"]: r["verdict"] for r in before.records}["ledger"] == "warn"
    tell("read", reports, "--claims", claims)
    assert {r["verdict"] for r in tell("doctor", "--json").records} == {"ok"}
    data = bytearray((home / "ledger.db").read_bytes())
    data[8192:16384] = b"\xff" * 8192
    (home / "ledger.db").write_bytes(data)
    (home / "ledger.db-wal").unlink(missing_ok=True)
    broken = tell("doctor", "--json")
    assert broken.code == 1
    assert all(r["fix"] for r in broken.records if r["verdict"] != "ok")
    assert "fail" in tell("doctor").out


def test_an_unforeseen_error_is_words_unless_asked(tell: Tell, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("in the middle")

    monkeypatch.setattr("armsledger.cli.problems.open_ledger", broken)
    said = tell("problems")
    assert said.code == 1
    assert "in the middle" in said.err
    assert "Traceback" not in said.err
    with pytest.raises(RuntimeError):
        run(armsledger, ["problems", "--debug"])


def test_ctrl_c(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("armsledger.cli.problems.open_ledger", interrupted)
    assert tell("problems").code == 130


def test_completion_and_schema_and_version(tell: Tell) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert "_ARMSLEDGER_COMPLETE" in tell("completion", shell).out
    assert '"$schema"' in tell("schema", "claim").out
    assert tell("schema", "rumour").code == 2
    assert tell("--version").out.startswith("armsledger 0.")
    assert tell("rumour").code == 2
    assert tell("--help").code == 0


def _shell(*arguments: str, home: Path, **more: str) -> "subprocess.CompletedProcess[bytes]":
    environment = os.environ | more
    command = [sys.executable, "-c", "from armsledger.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, cwd=home, env=environment, timeout=60, check=False)


def test_help_imports_nothing_heavy(home: Path) -> None:
    script = (
        "import sys\nfrom armsledger.cli.common import run\nfrom armsledger.cli.group import armsledger\n"
        "assert run(armsledger, ['--help']) == 0\n"
        "heavy = {'sqlalchemy', 'fastapi', 'onnxruntime', 'numpy', 'rich', 'lxml', 'pydantic', 'psycopg', 'httpx', 'sqlite3'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, check=True)
    assert done.stderr.strip() == b"[]"


def test_words_go_to_stderr_and_no_colour_to_a_pipe(home: Path) -> None:
    reports, claims = write(home)
    done = _shell("read", reports, "--claims", claims, home=home)
    assert (done.returncode, done.stdout) == (0, b"")
    listed = _shell("show", "first", home=home, FORCE_COLOR="1")
    assert b"\x1b" not in listed.stdout
    done = _shell("deals", "--json", home=home, PYTHONIOENCODING="ascii")
    assert done.returncode == 0


def test_progress_is_drawn_for_a_person_and_for_nobody_else(home: Path) -> None:
    reports, claims = write(home)
    script = f"from armsledger.cli import main; main(['read', {reports!r}, '--claims', {claims!r}, '--json'])"
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=theirs, cwd=home, timeout=100, check=True
    )
    os.close(theirs)
    drawn = b""
    with contextlib.suppress(OSError):  # the end of a terminal that nobody holds any more
        while part := os.read(ours, 65536):
            drawn += part
    os.close(ours)
    assert b"\x1b" in drawn
    assert json.loads(done.stdout)["claims"] == 3


def test_a_password_is_not_shown(tell: Tell) -> None:
    place = "postgresql://ann:secret@127.0.0.1:1/none"
    for command in (["config", "show"], ["claims"], ["doctor"], ["restore", "none"]):
        said = tell(*command, "--ledger", place)
        assert "secret" not in said.out + said.err


def test_a_reader_that_has_had_enough_is_no_error(home: Path) -> None:
    reports, claims = write(home)
    _shell("read", reports, "--claims", claims, home=home)
    command = f"{sys.executable} -c 'from armsledger.cli import main; main()' claims --json"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; for i in 1; do {command}; done | true; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        cwd=home,
        timeout=60,
        check=False,
    )
    assert b"Traceback" not in done.stderr


def test_columns() -> None:
    rows = [("a", "bb", "last"), ("日本", "c", "x\x1b[31m\u202e\ny"), ("e\u0301", "d", "z" * 50)]
    lines = list(lined_up(rows, 20))
    assert lines[0] == "a     bb  last"
    assert [width(line) <= 20 for line in lines] == [True] * 3
    assert "\x1b" not in lines[1]
    assert list(lined_up([], 10)) == []
    assert one_line("a\tb\nc\u202ed\ud800") == "a b c d "
