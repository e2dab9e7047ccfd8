"""`negotia convert`: a deal from one kind of file into another."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import NegotiaError
from ..files import write_atomically
from ..usecases import convert_deal


@click.command("convert", short_help="Turn a deal into a workbook, YAML or JSON.")
@click.argument("source", metavar="IN", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("target", metavar="OUT", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--drop", is_flag=True, help="Write it even if OUT cannot hold all that IN says.")
@click.option("--force", is_flag=True, help="Overwrite OUT if it is there.")
def convert(source: Path, target: Path, drop: bool, force: bool) -> int:
    """Turn the deal in IN into the file OUT: .yaml, .json, or .xlsx for those who work in Excel.

    \b
    negotia convert acme.yaml acme.xlsx
    negotia convert acme.xlsx acme.yaml

    A workbook holds every section of a deal, and all of it comes back. It does not hold comments of YAML, nor a
    text with a character that Excel has not; without --drop, nothing is written then.

    Exit status: 0 done; 2 IN is no deal, with every mistake named, or OUT cannot hold it.
    """
    if target.exists() and not force:
        raise NegotiaError(f"{target} is there already; --force overwrites it")
    converted = convert_deal(source, target)
    for one in converted.unheld:
        click.echo(f"{'Dropped' if drop else 'Not held'}: {one.path}: {one.reason}", err=True)
    if converted.unheld and not drop:
        raise NegotiaError(f"{target} cannot hold all of {source}; --drop writes it without that")
    write_atomically(target, converted.content)
    for note in converted.notes:
        click.echo(f"Note: {note}", err=True)
    click.echo(f"Wrote {target}.", err=True)
    return 0
