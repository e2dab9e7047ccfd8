"""`negotia check`: deals against rules, one or a million."""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from pathlib import Path

import click

from ..assessment.building import ruleset_info
from ..baseline import BaselineFile
from ..batch import (
    Batch,
    CheckJob,
    Inputs,
    Interrupted,
    Journal,
    Progress,
    Selection,
    check_batch,
    journal_of,
)
from ..batch.notes import notes_on
from ..deal.base import STAGES, Stage
from ..inference import EngineChoice
from ..output import Options, Report
from ..ruleset import Ruleset
from ..ruleset.schema import SEVERITIES
from ..run import Refusal, RunInfo, Totals
from ..tables.mapping import Mapping
from ..usecases import FailOn, exit_status
from .acceptance import baseline_option
from .cluster import Engine, engine_options, sharing
from .console import INTERRUPTED, ColourChoice, reject
from .mapping import mapping_option
from .meter import Meter
from .options import (
    as_of_option,
    chosen_rules,
    colour_option,
    days,
    deal_inputs,
    locale_option,
    rule_options,
    stage_option,
)
from .outputs import Destination, format_option, opened, with_out

_LIMITS = click.Choice([*SEVERITIES, "never"])


@click.command("check", short_help="Check deals against the rules.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@format_option
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to a file."
)
@click.option(
    "--fail-on",
    type=_LIMITS,
    default="blocker",
    show_default=True,
    help="Exit 1 on findings as grave as this.",
)
@click.option(
    "--fail-on-unknown",
    type=_LIMITS,
    default="never",
    show_default=True,
    help="Exit 1 if a rule as grave as this could not be evaluated.",
)
@click.option("--show-unknown", is_flag=True, help="List what could not be evaluated, and what it needs.")
@click.option(
    "--show-guidance", is_flag=True, help="List what to do in the situation at hand, as the brief does."
)
@click.option(
    "--documents",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="Folder that `negotia documents` wrote to: the html page links what is in it.",
)
@click.option(
    "--findings-only", is_flag=True, help="Leave questions, conclusions, guidance and outcomes out: faster."
)
@click.option(
    "--meeting-within",
    callback=days,
    metavar="DAYS",
    help="Only deals whose meeting is at most so far off, such as 7d; the next meeting comes first.",
)
@click.option("--owner", metavar="NAME", help="Only deals of this owner.")
@click.option("--in-stage", type=click.Choice(STAGES), help="Only deals that stand at this stage.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; as many as cores unless given."
)
@click.option(
    "--resume", is_flag=True, help="Go on with a run that was interrupted; needs a file to write to."
)
@engine_options
@baseline_option
@mapping_option
@as_of_option
@locale_option
@stage_option
@rule_options
@colour_option
def check(
    paths: tuple[str, ...],
    destinations: list[Destination],
    out: Path | None,
    fail_on: FailOn,
    fail_on_unknown: FailOn,
    show_unknown: bool,
    show_guidance: bool,
    documents: Path | None,
    findings_only: bool,
    meeting_within: int | None,
    owner: str | None,
    in_stage: Stage | None,
    jobs: int | None,
    resume: bool,
    engine: Engine,
    address: str | None,
    baseline: BaselineFile | None,
    mapping: Mapping | None,
    as_of: date,
    locale: str,
    stage: Stage | None,
    rule_paths: tuple[Path, ...],
    shipped: bool,
    inference: EngineChoice,
    color: ColourChoice,
) -> int:
    """Check deals against the rules.

    PATH is a deal (YAML, JSON, or a workbook of `negotia new`), a file with a deal a line (.jsonl), a table
    with a deal a row (see --mapping), a folder of them with all below it, a pattern such as 'plans/*.yaml',
    or - for a deal on stdin. A file that cannot be read stops no other.

    \b
    negotia check acme.yaml
    negotia check plans/ --fail-on major
    negotia check plans/ --meeting-within 7d --owner "Kim Sample"
    negotia check plans/ --baseline negotia.baseline
    negotia check acme.yaml --format json --out acme.json
    negotia check deals.jsonl --format text --format jsonl=findings.jsonl --jobs 4
    negotia check acme.yaml --stage bargaining --as-of 2026-03-02
    negotia check opportunities.csv --mapping salesforce

    Exit status: 0 nothing as grave as --fail-on; 1 findings; 2 a file could not be read, or a rule
    could not be run. Waived findings never fail.
    """
    written = with_out(destinations, out)
    first = next((one.file for one in written if one.file and not one.address), None)
    if resume and first is None:
        raise click.UsageError(
            "--resume needs a file that the run writes to, with --out or --format FORMAT=FILE"
        )
    if documents and all(one.format.name != "html" for one in written):
        raise click.UsageError("--documents is for the links of --format html")
    if findings_only and (show_unknown or show_guidance or fail_on_unknown != "never"):
        raise click.UsageError("--findings-only leaves out what --show-... and --fail-on-unknown look at")
    ruleset = chosen_rules(rule_paths, shipped, inference, locale)
    job = CheckJob(
        as_of,
        tuple(map(str, rule_paths)),
        shipped,
        inference,
        locale,
        stage,
        "findings" if findings_only else "all",
        Selection(owner, in_stage, meeting_within),
        baseline,
    )
    inputs = Inputs(tuple(deal_inputs(paths)), tuple(one.file for one in written if one.file), mapping)
    for path, note in notes_on(inputs):
        click.echo(f"Note: {path}: {note}", err=True)
    options = Options(show_unknown=show_unknown, show_guidance=show_guidance, fail_on=fail_on)
    reports = opened(written, RunInfo(as_of, ruleset_info(ruleset)), color, options, documents)
    folder = first.with_name(f"{first.name}.partial") if first else None
    with Meter() as meter, sharing(engine, address) as elsewhere:
        told = meter.show if _wants_meter(written) else None
        batch = Batch(
            jobs or os.cpu_count() or 1, told=told, refused=partial(_reject, meter), elsewhere=elsewhere
        )
        try:
            with journal_of(folder, resume, inputs, job, ruleset) as journal:
                totals = _write(reports, inputs, job, ruleset, batch, journal)
        except Interrupted as stop:
            return _interrupted(stop.progress, meter, journal.kept)
    return exit_status(totals, fail_on, fail_on_unknown)


def _write(
    opening: AbstractContextManager[list[Report]],
    inputs: Inputs,
    job: CheckJob,
    ruleset: Ruleset,
    batch: Batch,
    journal: Journal,
) -> Totals:
    """Files get their names before the journal is dropped; on Ctrl-C too, with what was done until then."""
    stopped = None
    with opening as reports:
        try:
            totals = check_batch(inputs, job, ruleset, reports, batch, journal)
        except Interrupted as stop:
            stopped = stop
    if stopped is not None:
        raise stopped
    return totals


def _interrupted(progress: Progress, meter: Meter, kept: bool) -> int:
    meter.clear()
    way_on = ": the same command with --resume goes on" if kept else ""
    done = f"{progress.deals:,} deals, {progress.percent} % of all there is"
    click.echo(f"Interrupted after {done}{way_on}.", err=True)
    return INTERRUPTED


def _reject(meter: Meter, one: Refusal) -> None:
    """Says on stderr why an input is no deal, as soon as it is known."""
    meter.clear()
    reject(one.problems)


def _wants_meter(written: list[Destination]) -> bool:
    return sys.stderr.isatty() and not (sys.stdout.isatty() and any(one.file is None for one in written))
