"""`negotia templates`: what an organisation does with the Word templates of documents."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..documents.template_lint.review import list_templates, review_templates
from ..errors import NegotiaError
from ..files import write_atomically
from ..output.templates import format_reviews, format_templates
from ..resources import folder
from ..texts import catalogue_files, language_of
from .console import say, wants_colour
from .options import locale_option, templates_option


@click.group("templates", short_help="List, copy and lint the Word templates.")
def templates() -> None:
    """List the Word templates of documents, copy them to edit, and look for mistakes in edited ones.

    \b
    negotia templates export brief --out our-templates
    negotia templates lint --templates our-templates
    negotia brief acme.yaml --templates our-templates
    """


@templates.command("list", short_help="List all templates.")
@templates_option
@locale_option
def list_command(templates: Path | None, locale: str) -> int:
    """List all templates, what is made of each, and the file that is used.

    \b
    negotia templates list
    negotia templates list --templates our-templates --locale de
    """
    files = list_templates(templates, language=language_of(locale))
    say(format_templates(files, wants_colour("auto", sys.stdout)))
    return 0


@templates.command("export", short_help="Copy templates to edit them.")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help="The folder for the copies; it is made when it is not there.",
)
@click.option("--texts", is_flag=True, help="Also the texts that documents are composed of, as YAML.")
@locale_option
@click.option("--force", is_flag=True, help="Replace files that are there already.")
def export_command(names: tuple[str, ...], out: Path, texts: bool, locale: str, force: bool) -> int:
    """Copy shipped templates to a folder, to edit them in Word.

    \b
    negotia templates export brief questions --out our-templates
    negotia templates export brief --locale de --texts --out our-templates
    """
    language = language_of(locale)
    shipped = [one.path for one in list_templates(None, names, language)]
    if texts:
        shipped += catalogue_files(language)
    files = {out / path.relative_to(folder("templates")): path for path in shipped}
    taken = [str(target) for target in files if target.exists()]
    if taken and not force:
        raise NegotiaError(f"{', '.join(taken)} exists already; --force replaces it")
    for target, path in files.items():
        write_atomically(target, path.read_bytes(), parents=True)
        say(f"{target}\n")
    return 0


@templates.command("lint", short_help="Look for mistakes in templates.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@templates_option
def lint_command(names: tuple[str, ...], templates: Path | None) -> int:
    """Look for mistakes in the templates of a folder, or in those named, and make documents of each for trial.

    Told are fields that are not there, blocks without an end, tags in deleted text or where they are not
    rendered, cells that can end empty, bookmarks that a loop repeats, and whatever Word would stumble over.

    \b
    negotia templates lint --templates our-templates

    Exit status: 0 nothing but notes, 1 mistakes, 2 a template is not there.
    """
    reviews = review_templates(templates, names)
    say(format_reviews(reviews, wants_colour("auto", sys.stdout)))
    return int(not all(one.usable for one in reviews))
