"""The command line: one file a verb, imported when it is asked for."""

import sys
from collections.abc import Sequence

from armsledger.cli.common import run
from armsledger.cli.group import armsledger


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command and ends the process with its exit code."""
    sys.exit(run(armsledger, list(sys.argv[1:] if arguments is None else arguments)))
