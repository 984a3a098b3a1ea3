"""Carried files are what THIRD_PARTY says they are, each under a licence."""

import hashlib
import re
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "vendor"


def test_every_carried_file_has_its_hash_and_licence() -> None:
    lines = (VENDOR / "THIRD_PARTY.txt").read_text()
    listed = {name: digest for digest, name in re.findall(r"^  ([0-9a-f]{64})  (\S+)$", lines, re.M)}
    carried = {f"{p.parent.name}/{p.name}": p for p in VENDOR.glob("*/*") if p.name != "LICENSE"}
    assert carried.keys() == listed.keys()
    for name, path in carried.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == listed[name], name
        assert (path.parent / "LICENSE").is_file(), name
