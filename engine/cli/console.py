"""What the command says: results to stdout or a file, messages to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NoReturn, TextIO

import click

from ..errors import Problem

ColourChoice = Literal["auto", "always", "never"]
INTERRUPTED, BROKEN_PIPE = 130, 141


def say(text: str, out: Path | None = None) -> None:
    """Write a result. It goes to stdout as it is: whoever made it has decided on its colour."""
    if out is not None:
        from ..files import write_atomically

        write_atomically(out, text, parents=True)
        return
    try:
        click.echo(text, nl=False, color=True)
        sys.stdout.flush()
    except BrokenPipeError:
        broken_pipe()


def broken_pipe() -> NoReturn:
    """Ends the command: whoever read has seen enough. What is left in the buffer must not fail again at the exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise click.exceptions.Exit(BROKEN_PIPE) from None


def complain(message: str) -> None:
    """Write a message about a failure to stderr."""
    click.echo(f"Error: {message}", err=True)


def reject(problems: Iterable[Problem]) -> None:
    """Write to stderr what is wrong with the user's files."""
    from ..output.text import format_problems

    click.echo(format_problems(problems, wants_colour("auto", sys.stderr)), nl=False, err=True, color=True)


def wants_colour(choice: ColourChoice, stream: TextIO) -> bool:
    """Whether to colour what goes to a stream: on a terminal, unless NO_COLOR is set, or as chosen."""
    if choice != "auto":
        return choice == "always"
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()
