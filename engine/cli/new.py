"""`negotia new`: the page a rep starts from."""

from __future__ import annotations

from pathlib import Path

import click

from ..deal.base import STAGES, Stage
from ..errors import NegotiaError
from ..files import write_atomically
from ..usecases import new_deal, new_deal_book
from .console import say


@click.command("new", short_help="Write a starter deal to fill in.")
@click.argument("file", metavar="FILE")
@click.option("--id", "id_", metavar="ID", help="Id of the deal; the name of the file unless given.")
@click.option("--title", metavar="TEXT", help="What the deal is about.")
@click.option("--us", default="Our company", show_default=True, metavar="NAME", help="Name of our side.")
@click.option(
    "--them", default="Their company", show_default=True, metavar="NAME", help="Name of the other side."
)
@click.option("--stage", type=click.Choice(STAGES), help="Stage the talks have come to.")
@click.option("--xlsx", is_flag=True, help="Write an Excel workbook, as for a FILE that ends in .xlsx.")
@click.option("--force", is_flag=True, help="Overwrite the file if it is there.")
def new(
    file: str,
    id_: str | None,
    title: str | None,
    us: str,
    them: str,
    stage: Stage | None,
    xlsx: bool,
    force: bool,
) -> int:
    """Write a starter deal to FILE (- for stdout), with comments that say what belongs where.

    \b
    negotia new acme.yaml --title "Software for Acme" --us "Our Ltd" --them "Acme Inc"
    negotia new acme.xlsx     the same as a workbook, with drop-downs and notes
    """
    path = Path(file)
    id = id_ or ("deal" if file == "-" else path.stem)
    make = new_deal_book if xlsx or path.suffix.lower() == ".xlsx" else new_deal
    text = make(id, title or f"Deal {id}", us, them, stage)
    if file == "-":
        click.echo(text, nl=False) if isinstance(text, bytes) else say(text)
        return 0
    if path.exists() and not force:
        raise NegotiaError(f"{file} is there already; --force overwrites it")
    write_atomically(path, text)
    click.echo(f"Wrote {file}. Fill it in, then: negotia check {file}", err=True)
    return 0
