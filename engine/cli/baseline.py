"""`negotia baseline`: accepts today's findings, so that new ones stand out."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from ..assessment import Assessment
from ..baseline import Baseline, Taking, Terms, format_baseline, read_baseline
from ..batch import Batch, CheckJob, Inputs, Interrupted, check_batch
from ..deal.base import read_day
from ..files import write_atomically
from ..inference import EngineChoice
from ..output.taken import format_taken
from ..run import Refusal, Totals
from ..tables.mapping import Mapping
from .acceptance import BASELINE
from .console import reject, say
from .mapping import mapping_option
from .options import as_of_option, chosen_rules, deal_inputs, rule_options


def _last_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    day = None if value is None else read_day(value)
    if value is not None and day is None:
        raise click.BadParameter(f"{value!r} is not a date; write 2026-03-02", ctx, param)
    return day


@click.command("baseline", short_help="Accept today's findings, so that new ones stand out.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--out",
    "baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    default=BASELINE,
    show_default=True,
    metavar="FILE",
    help="The baseline; what it accepts already stays as it is.",
)
@click.option("--by", metavar="WHO", help="Who accepts the findings; a role where the rule names one.")
@click.option("--reason", metavar="TEXT", help="Why they are accepted.")
@click.option("--until", callback=_last_day, metavar="DATE", help="The last day of it; blockers need one.")
@click.option("--prune", is_flag=True, help="Take out what is about deals that are not among those checked.")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Processes; as many as cores unless given."
)
@mapping_option
@as_of_option
@rule_options
def baseline(
    paths: tuple[str, ...],
    baseline: Path,
    by: str | None,
    reason: str | None,
    until: date | None,
    prune: bool,
    jobs: int | None,
    mapping: Mapping | None,
    as_of: date,
    rule_paths: tuple[Path, ...],
    shipped: bool,
    inference: EngineChoice,
) -> int:
    """Accept the findings that deals have today. `check --baseline FILE` reports the others.

    Entries of a baseline that is there are kept as they are, and taken out when nothing is left to accept. Without
    --by and --reason nothing new is accepted. The baseline is judged like waivers: a rule that cannot be waived
    cannot be accepted either, and a finding that becomes graver than it was counts again.

    \b
    negotia baseline plans/ --by manager --reason "Before we began to check" --until 2026-06-30
    negotia check plans/ --baseline negotia.baseline
    negotia baseline plans/            takes out what is stale

    Exit status: 0 every finding is accepted; 1 some are not; 2 a file could not be read, and nothing was written.
    """
    if (by is None) != (reason is None):
        raise click.UsageError("--by and --reason go together")
    if by is None and until is not None:
        raise click.UsageError("--until is for what is accepted with --by and --reason")
    if by is None and not baseline.exists():
        raise click.UsageError(f"there is no {baseline} yet: say --by WHO and --reason TEXT")
    old = read_baseline(baseline) if baseline.exists() else Baseline(str(baseline), ())
    terms = Terms(by, reason, as_of, until) if by is not None and reason is not None else None
    ruleset = chosen_rules(rule_paths, shipped, inference)
    taking = Taking(old, terms, ruleset, prune=prune)
    job = CheckJob(as_of, tuple(map(str, rule_paths)), shipped, inference, scope="findings")
    batch = Batch(jobs or os.cpu_count() or 1, refused=lambda one: reject(one.problems))
    try:
        totals = check_batch(
            Inputs(tuple(deal_inputs(paths)), mapping=mapping), job, ruleset, [_Collecting(taking)], batch
        )
    except Interrupted as stop:
        raise click.Abort from stop
    if totals.failed:
        raise click.ClickException("not all deals could be checked, and nothing was written")
    taken = taking.taken()
    write_atomically(baseline, format_baseline(taken.entries), parents=True)
    say(format_taken(taken, str(baseline)))
    return int(bool(taken.left))


class _Collecting:
    def __init__(self, taking: Taking) -> None:
        self._taking = taking

    def deal(self, one: Assessment) -> None:
        """Takes its findings in."""
        self._taking.add(one)

    def refusal(self, one: Refusal) -> None:
        """Nothing is accepted of what is no deal."""

    def finish(self, totals: Totals) -> None:
        """The baseline is written when all went well."""
