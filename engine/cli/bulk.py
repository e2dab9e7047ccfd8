"""`negotia documents`: all documents of many deals, as far as they are not up to date."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..deal.base import STAGES, Stage
from ..inference import EngineChoice
from .console import INTERRUPTED, complain, reject, say
from .meter import Meter
from .options import (
    as_of_option,
    chosen_rules,
    days,
    deal_inputs,
    locale_option,
    rule_options,
    templates_option,
)
from .shelf import PdfMaker, pdf_option

if TYPE_CHECKING:
    from ..bulk import Made
    from ..errors import Problem
    from ..publishing import DocumentKind

_KINDS: tuple[DocumentKind, ...] = ("brief", "questions", "agreement")


@click.command("documents", short_help="Write all three documents as Word files.")
@click.argument("paths", nargs=-1, required=True, metavar="DEAL...")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    show_default=True,
    metavar="DIR",
    help="Folder for the documents; each deal gets a folder of its own in it.",
)
@click.option(
    "--only",
    "kinds",
    type=click.Choice(_KINDS),
    multiple=True,
    help="Only this document; may be repeated. All three unless given.",
)
@click.option("--force", is_flag=True, help="Write what is up to date too.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; as many as cores unless given."
)
@click.option(
    "--meeting-within",
    callback=days,
    metavar="DAYS",
    help="Only deals whose meeting is at most so far off, such as 7d.",
)
@click.option("--owner", metavar="NAME", help="Only deals of this owner.")
@click.option("--in-stage", type=click.Choice(STAGES), help="Only deals that stand at this stage.")
@as_of_option
@locale_option
@templates_option
@pdf_option
@rule_options
def documents(
    paths: tuple[str, ...],
    out: Path,
    kinds: tuple[DocumentKind, ...],
    force: bool,
    jobs: int | None,
    meeting_within: int | None,
    owner: str | None,
    in_stage: Stage | None,
    as_of: date,
    locale: str,
    templates: Path | None,
    pdf: bool,
    rule_paths: tuple[Path, ...],
    shipped: bool,
    inference: EngineChoice,
) -> int:
    """Write the brief, the questions and the draft agreement of each deal, all from one assessment.

    \b
    negotia documents plans/ --out out
    negotia documents plans/ --meeting-within 7d --only brief

    DEAL is a deal, a file with a deal a line (.jsonl), a folder of them, a pattern, or - for stdin. The draft is
    verified, and its certificate lies beside it: agreement.certificate.json. Do not send it. out/index.html lists
    what the folder holds, the next meeting first; it is internal too.

    What was made from the same deal, rules, templates and day is up to date and stays as it is, with what you
    have written into it: --force writes it anew. After Ctrl-C the same command goes on.

    Exit status: 0 all written and verified; 1 a draft fails a point of its certificate; 2 a deal could
    not be read, or may have no draft; the others are written.
    """
    from ..batch import Batch, CheckJob, Inputs, Selection, Sizes
    from ..bulk import DocumentsJob, make_all, write_index

    maker = PdfMaker() if pdf else None
    ruleset = chosen_rules(rule_paths, shipped, inference, locale)
    selection = Selection(owner, in_stage, meeting_within)
    check = CheckJob(as_of, tuple(map(str, rule_paths)), shipped, inference, locale, selection=selection)
    job = DocumentsJob(
        check, tuple(kind for kind in _KINDS if kind in (kinds or _KINDS)), out, templates, force
    )
    with Meter() as meter:
        told = meter.show if sys.stderr.isatty() and not sys.stdout.isatty() else None
        batch = Batch(jobs or os.cpu_count() or 1, Sizes(files=_FILES), told)
        told_of = _Told(meter, pdf=pdf)
        made = make_all(Inputs(tuple(deal_inputs(paths))), job, ruleset, told_of, batch)
    problems = maker.make(told_of.documents) if maker else ()
    reject(problems)
    index = write_index(out)
    if index is not None:
        say(f"{index}\n")
    return _status(made, bool(problems))


_FILES = 16
"""Deals of a chunk: their documents take longer than their checks."""


class _Told:
    """Says what is written, and why something is not. With `pdf` it remembers what there is no PDF of."""

    def __init__(self, meter: Meter, *, pdf: bool) -> None:
        self._meter = meter
        self._pdf = pdf
        self.documents: list[Path] = []

    def written(self, path: Path) -> None:
        say(f"{path}\n")
        if self._pdf and path.suffix == ".docx":
            self.documents.append(path)

    def kept(self, path: Path) -> None:
        if self._pdf and path.suffix == ".docx" and not path.with_suffix(".pdf").exists():
            self.documents.append(path)

    def failed(self, path: Path, point: str) -> None:
        self._meter.clear()
        complain(f"{path} fails point {point}")

    def refused(self, problems: Iterable[Problem]) -> None:
        self._meter.clear()
        reject(problems)


def _status(made: Made, no_pdf: bool) -> int:
    if made.up_to_date:
        deals = "1 deal is" if made.up_to_date == 1 else f"{made.up_to_date:,} deals are"
        click.echo(f"{deals} up to date; --force writes their documents anew.", err=True)
    if made.interrupted:
        click.echo(
            f"Interrupted after the documents of {made.made:,} deals: the same command goes on.", err=True
        )
        return INTERRUPTED
    return 2 if made.refused or no_pdf else int(bool(made.failed))
