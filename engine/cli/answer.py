"""`negotia answer`: answers into the deal file, and what they settle."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from ..answering import Answered, answer_deal
from ..deal.base import Origin
from ..files import write_atomically
from ..inference import EngineChoice
from ..output.answers import format_answered, format_questions
from ..output.answers_json import format_answered_json, format_questions_json
from ..output.returned import format_returned
from ..usecases import inquire_deal, read_answers, read_returned_list
from .console import ColourChoice, say, wants_colour
from .dialogue import Dialogue
from .formats import Format, format_option
from .options import as_of_option, chosen_rules, colour_option, rule_options

MOST = 7
"""Questions that one meeting bears."""


@click.command("answer", short_help="Put answers into a deal, and see what they settle.")
@click.argument("deal", type=click.Path(path_type=Path), metavar="DEAL")
@click.option("--set", "assigned", multiple=True, metavar="PATH=VALUE", help="An answer. May be repeated.")
@click.option(
    "--from",
    "files",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="A question list in Word with answers in it, or a YAML file that maps paths to values. May be repeated.",
)
@click.option(
    "--source",
    type=click.Choice(["stated", "estimated"]),
    help="Whether the other side said it or we guess it, where a field keeps that.",
)
@click.option("--all", "everything", is_flag=True, help=f"All questions instead of the first {MOST}.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@format_option
@as_of_option
@rule_options
@colour_option
def answer(
    deal: Path,
    assigned: tuple[str, ...],
    files: tuple[Path, ...],
    source: Origin | None,
    everything: bool,
    dry_run: bool,
    format: Format,
    as_of: date,
    rule_paths: tuple[Path, ...],
    shipped: bool,
    inference: EngineChoice,
    color: ColourChoice,
) -> int:
    """Put answers into the deal file DEAL, and show what they settle. Comments and order stay as they are.

    PATH names a field as the questions do; an answer to a list is added to it. Where no field is about a
    question, PATH is the question's own name, and the answer is kept with it under exchange.questions.
    Without --set and --from you are asked, most useful question first; where there is no terminal, the
    questions are listed with the paths of their answers. With --format json nothing is asked on the
    terminal: all questions are listed, or what the answers given settled.

    \b
    negotia answer acme.yaml
    negotia answer acme.yaml --set us.batna.summary="Sell to Globex" --set us.batna.value=210000
    negotia answer acme.yaml --source estimated --set "issues[price].theirs.walkaway=90000 to 95000"
    negotia answer acme.yaml --set "them.people={name: Ada Byrne, role: CFO}" --dry-run
    negotia answer acme.yaml --set EXCH-ASK-TRIED="Two agencies, both too slow"
    negotia answer acme.yaml --from questions.docx

    In a list from Word, a box stated or evidenced is --source stated, and what is parked stays open;
    what no field takes is listed.

    Exit status: 0 written, or nothing to write; 1 an answer in a list from Word found no place, the
    others are written; 2 an answer does not fit, and nothing is written.
    """
    ruleset = chosen_rules(rule_paths, shipped, inference)
    inquiry = inquire_deal(deal, ruleset, as_of)
    lists = [file for file in files if file.suffix.lower() == ".docx"]
    answers = read_answers(assigned, [file for file in files if file not in lists], source)
    returned = [read_returned_list(inquiry, file, source) for file in lists]
    answers = (*answers, *(answer for one in returned for answer in one.answers))
    colour = wants_colour(color, sys.stdout)
    most = None if everything else MOST
    if answers or returned:
        answered = answer_deal(inquiry, answers)
    elif sys.stdin.isatty() and format == "text":
        answered = Dialogue(inquiry, source, colour).hold(most)
    else:
        say(format_questions_json(inquiry) if format == "json" else format_questions(inquiry, most, colour))
        return 0
    written = bool(answered.answers) and not dry_run
    if written:
        write_atomically(deal, answered.after.text)
    if format == "json":
        say(format_answered_json(answered, returned, written=written))
    else:
        _tell(answered, written, colour)
        for one in returned:
            say(format_returned(one, as_of, colour))
    return int(any(one.unplaced for one in returned))


def _tell(answered: Answered, written: bool, colour: bool) -> None:
    if answered.answers:
        say(format_answered(answered, written=written, colour=colour))
    else:
        click.echo("No answers: nothing is written.", err=True)
