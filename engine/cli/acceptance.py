"""The option that names a baseline."""

from __future__ import annotations

from pathlib import Path

import click

from ..baseline import BaselineFile, read_baseline

BASELINE = Path("negotia.baseline")
"""Where a baseline is written to unless said otherwise."""


def _baseline(ctx: click.Context, _param: click.Parameter, value: str | None) -> BaselineFile | None:
    if value is None or value == "none" or ctx.resilient_parsing:
        return None
    return BaselineFile(value, read_baseline(value).sha256)


baseline_option = click.option(
    "--baseline",
    callback=_baseline,
    metavar="FILE|none",
    help="Findings that this file accepts do not fail; see `negotia baseline`.",
)
