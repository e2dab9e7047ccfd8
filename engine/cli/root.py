# ruff: noqa: ARG002 - the signatures of methods are click's
"""The root of the command: it knows the name and summary of every command, and imports the one that is used."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword

import click

from .. import __version__
from ..suggest import did_you_mean

COMMANDS: Mapping[str, tuple[str, str]] = {
    "new": ("new", "Write a starter deal to fill in."),
    "import": ("importing", "Make a deal of a negotiation domain of GENIUS."),
    "convert": ("convert", "Turn a deal into a workbook, YAML or JSON."),
    "mapping": ("mapping", "Print a shipped mapping of table columns, to copy and change."),
    "check": ("check", "Check deals against the rules."),
    "baseline": ("baseline", "Accept today's findings, so that new ones stand out."),
    "compare": ("compare", "Show what has changed between two checks or versions."),
    "analyze": ("analyze", "Show where a good deal lies, what to trade and what to offer."),
    "answer": ("answer", "Put answers into a deal, and see what they settle."),
    "explain": ("explain", "Explain a rule, or what it made of a deal."),
    "documents": ("bulk", "Write all three documents as Word files."),
    "brief": ("documents", "Write the prep brief as a Word file."),
    "questions": ("documents", "Write the clarification questions as a Word file."),
    "agreement": ("documents", "Write the draft agreement as a Word file."),
    "redline": ("redline", "Compare two Word files with tracked changes."),
    "rules": ("rules", "List, show, test and lint the rules."),
    "templates": ("templates", "List, copy and lint the Word templates."),
    "config": ("config", "Print the settings of negotia.toml, and where each comes from."),
    "serve": ("serve", "Serve checks, documents and deals over HTTP."),
    "db": ("db", "Bring the service's database up to date, or export it."),
    "user": ("user", "Add, list and remove who may use the service."),
    "token": ("token", "Make, list and revoke tokens for programs that use the service."),
    "schema": ("schema", "Print a JSON Schema, for editors and programs."),
    "version": ("version", "Print the versions of all that a result rests on."),
}
"""Module and summary of each command, in the order of the help."""


class LazyGroup(click.Group):
    """A group that imports a command when it is used; its own help takes the summaries above."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            hint = did_you_mean(cmd_name, COMMANDS)
            if hint and not ctx.resilient_parsing:
                ctx.fail(f"there is no command {cmd_name!r}; {hint}")
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = getattr(import_module(f".{COMMANDS[cmd_name][0]}", __package__), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "--version", prog_name="negotia", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of a bug in negotia.")
@click.option(
    "--config",
    metavar="FILE|none",
    help="Settings; negotia.toml here or in the nearest folder above unless given.",
)
@click.pass_context
def root(ctx: click.Context, debug: bool, config: str | None) -> None:  # noqa: ARG001 - `running` looks for --debug
    """Check negotiation plans against rules, and write what follows from them.

    \b
    negotia new acme.yaml            start a plan
    negotia check acme.yaml          what is missing or wrong in it
    negotia check plans/             all plans of a folder
    negotia answer acme.yaml         answer what it asks
    negotia documents acme.yaml      its brief, questions and draft agreement in Word
    negotia explain BARG-ONE-SIDED   what a rule wants, and why

    Exit status: 0 fine, 1 findings, 2 could not run, 70 a bug in negotia, 130 interrupted.

    Shell completion: eval "$(_NEGOTIA_COMPLETE=bash_source negotia)", likewise zsh_source and fish_source.
    """
    from .settings import Settings, use_settings

    ctx.obj = Settings(config)
    use_settings(ctx, ctx.obj)
