"""`negotia version`: what a result rests on."""

from __future__ import annotations

import platform
from pathlib import Path

import click

from .. import __version__
from ..inference import EngineChoice
from .console import say
from .options import chosen_rules, rule_options


@click.command("version", short_help="Print the versions of all that a result rests on.")
@rule_options
def version(rule_paths: tuple[Path, ...], shipped: bool, inference: EngineChoice) -> int:
    """Print the versions of negotia, Python, the inference and the packs of rules.

    \b
    negotia version --rules our-rules/
    """
    ruleset = chosen_rules(rule_paths, shipped, inference)
    lines = [
        f"negotia {__version__}",
        f"Python {platform.python_version()}",
        f"inference {ruleset.inference.name}",
        *(f"rules {pack.name} {pack.version} ({pack.sha256[:12]})" for pack in ruleset.packs),
    ]
    say("\n".join(lines) + "\n")
    return 0
