"""Runs the command and turns whatever happens into messages and an exit status."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from ..errors import NegotiaError, SourceError
from .console import INTERRUPTED, complain, reject
from .root import root

USER_ERROR, BUG = 2, 70


def main() -> NoReturn:
    """The entry point of the command."""
    # A short life with many small objects that all stay: looking for garbage often costs a tenth of the time.
    gc.set_threshold(50_000)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit status of the command with these arguments."""
    try:
        status = root.main(list(arguments), prog_name="negotia", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except click.ClickException as error:
        error.show()
        return USER_ERROR
    except SourceError as error:
        reject(error.problems)
        return USER_ERROR
    except NegotiaError as error:
        complain(str(error))
        return USER_ERROR
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        return _bug(error, "--debug" in arguments)


def _bug(error: Exception, debug: bool) -> int:
    complain(f"{type(error).__name__}: {error}")
    click.echo("This is a bug in negotia, not a mistake of yours. Please report it.", err=True)
    if debug:
        import traceback

        click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    else:
        click.echo("`negotia --debug ...` shows where it happened.", err=True)
    return BUG
