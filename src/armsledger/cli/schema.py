"""`armsledger schema`: the public contracts as JSON Schema."""

import click

from armsledger.cli.common import out, verb


@verb("schema")
@click.argument("contract", type=click.Choice(["claim", "deal"]))
def command(contract: str) -> None:
    """Print the JSON Schema of claims or deals.

    Every line that `claims --json`, `extract` and `deals --json` print is valid under it.
    """
    import json

    from armsledger.exchange.schema import schema

    out(json.dumps(schema(contract), indent=2, ensure_ascii=False))
