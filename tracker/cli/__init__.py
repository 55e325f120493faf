"""The command ``tracker``; each subcommand's module is imported when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from tracker import __version__

COMMANDS = {
    "backup": ("tracker.cli.backup", "backup"),
    "breakdown": ("tracker.cli.breakdown", "breakdown"),
    "demo": ("tracker.cli.run", "demo"),
    "init": ("tracker.cli.run", "init"),
    "jobs": ("tracker.cli.jobs", "jobs"),
    "restore": ("tracker.cli.backup", "restore"),
    "run": ("tracker.cli.run", "run"),
    "worker": ("tracker.cli.jobs", "worker"),
}


class LazyGroup(click.Group):
    """A group that loads a subcommand only when it is wanted: `breakdown` needs no database."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The subcommands' names, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tracker")
def main() -> None:
    """Đôn Đốc: follows what a meeting concluded until it is done."""
