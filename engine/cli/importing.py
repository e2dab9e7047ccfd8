"""`negotia import`: deals made of what other programs write."""

from __future__ import annotations

from pathlib import Path

import click

from ..usecases import import_domain
from .console import say


@click.command("import", short_help="Make a deal of a negotiation domain of GENIUS.")
@click.option(
    "--genius",
    nargs=3,
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="DOMAIN PROFILE_A PROFILE_B",
    help="A domain, our profile and theirs, in the XML of GENIUS and its competitions (ANAC).",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the deal to a file in place of stdout.",
)
def import_(genius: tuple[Path, Path, Path], out: Path | None) -> int:
    """Make a deal description of a negotiation domain.

    \b
    negotia import --genius machine-hire.xml hirer.xml owner.xml --out hire.yaml
    negotia analyze hire.yaml

    Every outcome has the utility that it has in GENIUS: discrete and integer issues, weights by index,
    evaluations divided by the largest, reservation values. Real issues are refused. What is left out, such
    as a discount factor, is said on stderr.

    Exit status: 0 done; 2 a file cannot be read or is at fault, with every mistake named.
    """
    imported = import_domain(*genius)
    say(imported.text, out)
    for note in imported.notes:
        click.echo(f"Note: {note}", err=True)
    return 0
