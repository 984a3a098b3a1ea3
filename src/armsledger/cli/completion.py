"""`armsledger completion`: the script a shell needs."""

import click

from armsledger.cli.common import out, verb


@verb("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for a shell.

    \b
    bash: eval "$(armsledger completion bash)" in ~/.bashrc
    zsh:  eval "$(armsledger completion zsh)" in ~/.zshrc
    fish: armsledger completion fish > ~/.config/fish/completions/armsledger.fish
    """
    from click.shell_completion import get_completion_class

    from armsledger.cli.group import armsledger

    made = get_completion_class(shell)
    if made is None:
        raise click.ClickException(f"no completion for {shell}")
    out(made(armsledger, {}, "armsledger", "_ARMSLEDGER_COMPLETE").source())
