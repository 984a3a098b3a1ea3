"""The wheel holds all that is needed: installed with Python alone, no Node in sight, it runs."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of a clean copy, built without the network and without Node."""
    folder = tmp_path_factory.mktemp("wheel")
    names = ("src", "vendor", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md")
    for name in names:
        source, target = ROOT / name, folder / "clone" / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        elif source.exists():
            target.parent.mkdir(exist_ok=True)
            shutil.copy(source, target)
    bare = folder / "bin"
    bare.mkdir()
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        str(folder),
        ".",
    ]
    environment = os.environ | {"PATH": str(bare)}
    done = subprocess.run(command, cwd=folder / "clone", env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("armsledger-*.whl")
    return made


def test_it_holds_every_file_of_the_package(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    package = ROOT / "src"
    files = {
        f.relative_to(package).as_posix()
        for f in (package / "armsledger").rglob("*")
        if f.is_file() and "__pycache__" not in f.parts
    }
    assert files - held == set()
    assert not [name for name in held if "node_modules" in name]


def test_it_runs_where_it_is_installed(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    script = (
        "import sys, armsledger\n"
        f"assert armsledger.__file__.startswith({str(tmp_path)!r}), armsledger.__file__\n"
        "from armsledger.cli.common import run\n"
        "from armsledger.cli.group import armsledger as command\n"
        "codes = [run(command, a) for a in (['schema', 'deal'], ['read', 'a.txt', '--ledger', 'l.db'], ['doctor', '--ledger', 'l.db'])]\n"
        "sys.exit(codes != [0, 0, 0])\n"
    )
    (tmp_path / "a.txt").write_text(
        "Norland has ordered eight patrol boats from Sudmark, officials said.", encoding="utf-8"
    )
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "site"), "PATH": "/nowhere", "HOME": str(tmp_path)}
    for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stdout + done.stderr
