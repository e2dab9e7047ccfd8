"""`negotia brief|questions|agreement`: the Word files of deals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from ..inference import EngineChoice
from ..usecases import earlier_draft, write_agreements, write_documents
from .console import complain, reject
from .options import as_of_option, chosen_rules, deal_inputs, locale_option, rule_options, templates_option
from .shelf import Shelf, pdf_option

if TYPE_CHECKING:
    from ..errors import Problem
    from ..publishing import DocumentFormat, DocumentKind

F = TypeVar("F", bound=Callable[..., Any])


def _document_options(function: F) -> F:
    options: tuple[Callable[[Any], Any], ...] = (
        click.argument("paths", nargs=-1, required=True, metavar="DEAL..."),
        click.option(
            "--out",
            type=click.Path(path_type=Path, file_okay=False),
            default=Path("out"),
            show_default=True,
            metavar="DIR",
            help="Folder for the documents; each deal gets a folder of its own in it.",
        ),
        as_of_option,
        locale_option,
        templates_option,
        pdf_option,
        rule_options,
    )
    for option in reversed(options):
        function = option(function)
    return function


_format_option = click.option(
    "--format",
    type=click.Choice(["docx", "markdown", "html"]),
    default="docx",
    show_default=True,
    help="docx for Word; markdown or html for e-mail and chat.",
)


def _write(
    kinds: Sequence[DocumentKind],
    paths: tuple[str, ...],
    out: Path,
    as_of: date,
    locale: str,
    rule_paths: tuple[Path, ...],
    shipped: bool,
    inference: EngineChoice,
    templates: Path | None,
    pdf: bool,
    format: DocumentFormat = "docx",
) -> int:
    if format != "docx" and (
        pdf or (_typed("templates") and templates and not (templates / "texts").is_dir())
    ):
        raise click.UsageError(
            f"--{'pdf' if pdf else 'templates'} is for Word files, not for --format {format}"
        )
    shelf = Shelf(out, pdf=pdf)
    ruleset = chosen_rules(rule_paths, shipped, inference, locale)
    inputs = deal_inputs(paths)
    problems = write_documents(inputs, kinds, ruleset, as_of, shelf.put, templates, format, locale)
    return _status(shelf, problems)


def _typed(name: str) -> bool:
    """Whether the command line says it, and not the configuration."""
    return click.get_current_context().get_parameter_source(name) is ParameterSource.COMMANDLINE


def _status(shelf: Shelf, problems: tuple[Problem, ...]) -> int:
    """Finish a shelf, say what could not be made or verified, and give the exit status."""
    problems += shelf.finish()
    reject(problems)
    for one in shelf.failed:
        complain(one)
    return 2 if problems else int(bool(shelf.failed))


@click.command("brief", short_help="Write the prep brief as a Word file.")
@_document_options
@_format_option
@click.option(
    "--table-copy", is_flag=True, help="For the table: without limits, alternatives, cost, findings."
)
def brief(table_copy: bool, **rest: Any) -> int:
    """Write the prep brief of each deal: OUT/<id of the deal>/brief.docx.

    \b
    negotia brief acme.yaml --out out
    negotia brief acme.yaml --table-copy       the copy to take along, table-copy.docx
    negotia brief acme.yaml --format html      for e-mail, brief.html
    """
    return _write(["table-copy" if table_copy else "brief"], **rest)


@click.command("questions", short_help="Write the clarification questions as a Word file.")
@_document_options
@_format_option
@click.option("--for-them", is_flag=True, help="For the other side: the questions alone, in a neutral order.")
def questions(for_them: bool, **rest: Any) -> int:
    """Write the clarification questions of each deal: OUT/<id of the deal>/questions.docx.

    \b
    negotia questions plans/ --out out
    negotia questions acme.yaml --for-them     the list to send, questions-for-them.docx
    negotia questions acme.yaml --format markdown   for chat, questions.md
    """
    return _write(["questions-for-them" if for_them else "questions"], **rest)


@click.command("agreement", short_help="Write the draft agreement as a Word file.")
@_document_options
@click.option("--internal", is_flag=True, help="Our own copy too, with comments and notes on its clauses.")
@click.option("--version", type=click.IntRange(1), default=1, show_default=True, help="Number of the draft.")
@click.option(
    "--certificate/--no-certificate",
    "certificates",
    default=True,
    show_default=True,
    help="Write what was verified of each copy beside it. It is for us alone.",
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OLD",
    help="The draft that they had last: agreement-redline.docx shows what has changed. For one deal.",
)
def agreement(
    internal: bool,
    version: int,
    certificates: bool,
    previous: Path | None,
    paths: tuple[str, ...],
    out: Path,
    as_of: date,
    locale: str,
    rule_paths: tuple[Path, ...],
    shipped: bool,
    inference: EngineChoice,
    templates: Path | None,
    pdf: bool,
) -> int:
    """Write the draft agreement of each deal, and verify it: OUT/<id of the deal>/agreement.docx.

    \b
    negotia agreement acme.yaml --out out
    negotia agreement acme.yaml --internal     our own copy too, agreement-internal.docx
    negotia agreement acme.yaml --version 2 --previous sent.docx    the second draft, with tracked changes

    Beside each file lies its certificate, agreement.certificate.json. Do not send it.

    Exit status: 0 written and verified; 1 a draft fails a point of its certificate; 2 a deal could not
    be read, or no draft may be made of it. Either way the others are written.
    """
    from ..drafting import DraftOptions

    shelf = Shelf(out, pdf=pdf)
    if previous is not None and (len(paths) != 1 or Path(paths[0]).is_dir()):
        raise click.UsageError("--previous compares one draft with another: name one deal")
    earlier = earlier_draft(previous) if previous is not None else None
    ruleset = chosen_rules(rule_paths, shipped, inference)
    wanted = DraftOptions(version, internal, certificates, templates, earlier, locale)
    problems = write_agreements(deal_inputs(paths), wanted, ruleset, as_of, shelf.put)
    return _status(shelf, problems)
