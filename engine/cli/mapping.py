"""`negotia mapping`: the shipped mappings of tables, and the option that names one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .console import say

if TYPE_CHECKING:
    from ..tables.mapping import Mapping


def _mapping(ctx: click.Context, _param: click.Parameter, value: str | None) -> Mapping | None:
    if value is None or ctx.resilient_parsing:
        return None
    from ..tables.mapping import load_mapping

    return load_mapping(value)


mapping_option = click.option(
    "--mapping",
    callback=_mapping,
    metavar="FILE|salesforce|hubspot",
    help="What the columns of tables mean (.csv, .tsv, .xlsx, .parquet with a deal a row).",
)


@click.command("mapping", short_help="Print a shipped mapping of table columns, to copy and change.")
@click.argument("name", required=False)
def mapping(name: str | None) -> int:
    """Print the shipped mapping NAME, to copy and change; without NAME, list them.

    \b
    negotia mapping salesforce > ours.yaml
    negotia check export.csv --mapping ours.yaml
    """
    from ..tables.mapping import load_mapping, mapping_text, shipped_mappings

    if name is None:
        say("".join(f"{one}  {load_mapping(one).description}\n" for one in shipped_mappings()))
        return 0
    say(mapping_text(name))
    return 0
