"""`negotia redline`: what has changed between two Word files, as tracked changes."""

from __future__ import annotations

from pathlib import Path

import click

from ..files import write_atomically
from ..usecases import compare_documents
from .console import say


@click.command("redline", short_help="Compare two Word files with tracked changes.")
@click.argument("old", type=click.Path(path_type=Path, dir_okay=False), metavar="OLD")
@click.argument("new", type=click.Path(path_type=Path, dir_okay=False), metavar="NEW")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="File to write.",
)
@click.option("--author", default="", metavar="NAME", help="Whose changes they are; else the author of NEW.")
def redline(old: Path, new: Path, out: Path, author: str) -> int:
    """Write NEW with its differences from OLD as tracked changes.

    \b
    negotia redline sent.docx out/acme/agreement.docx --out redline.docx

    Compare with the draft that the other side has seen. Each run proves the result: with all changes
    accepted it reads as NEW, with all rejected as OLD, word by word and format by format; otherwise
    nothing is written. Fields show what they print, and content controls and links are left out.

    Exit status: 0 written; 2 a file cannot be read or compared.
    """
    write_atomically(out, compare_documents(old, new, author), parents=True)
    say(f"{out}\n")
    return 0
