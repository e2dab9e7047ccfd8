"""Options and arguments that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from ..deal.base import STAGES, read_day
from ..inference import EngineChoice
from ..ruleset import Ruleset
from ..texts import DEFAULT_LOCALE, read_locale
from ..usecases import DealText, Input, load_rules

F = TypeVar("F", bound=Callable[..., Any])


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date:
    day = date.today() if value is None else read_day(value)
    if day is None:
        raise click.BadParameter(f"{value!r} is not a date; write 2026-03-02", ctx, param)
    return day


def _locale(ctx: click.Context, _param: click.Parameter, value: str) -> str:
    return value if value == DEFAULT_LOCALE or ctx.resilient_parsing else read_locale(value)


def days(ctx: click.Context, param: click.Parameter, value: str | None) -> int | None:
    """A number of days, written 7 or 7d."""
    if value is None:
        return None
    digits = value.removesuffix("d")
    if not digits.isdecimal() or len(digits) > 4:
        raise click.BadParameter(f"{value!r} is not a number of days; write 7d", ctx, param)
    return int(digits)


def _templates(ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path | None:
    """A folder of templates; whoever misspells a file's name must not get the shipped template instead."""
    if value is not None and not ctx.resilient_parsing:
        from ..documents.shipped import check_folder

        check_folder(value)
    return value


as_of_option = click.option(
    "--as-of",
    callback=_day,
    metavar="DATE",
    help="Day of the check, such as 2026-03-02; today unless given.",
)
stage_option = click.option(
    "--stage", type=click.Choice(STAGES), help="Check as if the deals stood at this stage."
)

colour_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Colour the text. auto: on a terminal, unless NO_COLOR is set.",
)

locale_option = click.option(
    "--locale",
    callback=_locale,
    default=DEFAULT_LOCALE,
    show_default=True,
    metavar="LOCALE",
    help="Locale of amounts, dates and, where there is one, of the language: en_US, de, de_CH.",
)

templates_option = click.option(
    "--templates",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    callback=_templates,
    metavar="DIR",
    help="Folder with templates that take the place of the shipped ones of the same names.",
)

_RULE_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--rules",
        "rule_paths",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="PATH",
        help="A rule file, or a folder of them, on top of the shipped rules. May be repeated.",
    ),
    click.option(
        "--shipped-rules/--no-shipped-rules",
        "shipped",
        default=True,
        help="Whether the shipped rules apply too, or those of --rules alone.",
    ),
    click.option(
        "--inference",
        type=click.Choice(["auto", "durable-rules", "built-in"]),
        default="auto",
        show_default=True,
        help="What chains conclusions.",
    ),
)


def rule_options(function: F) -> F:
    """Adds the options that choose the rules."""
    for option in reversed(_RULE_OPTIONS):
        function = option(function)
    return function


def chosen_rules(
    rule_paths: tuple[Path, ...], shipped: bool, inference: EngineChoice, locale: str = DEFAULT_LOCALE
) -> Ruleset:
    """The rules that the options choose, worded for a locale."""
    require_rules(rule_paths, shipped)
    return load_rules(rule_paths, shipped=shipped, engine=inference, locale=locale)


def require_rules(rule_paths: tuple[Path, ...], shipped: bool) -> None:
    """Refuses options that choose no rules at all."""
    if not shipped and not rule_paths:
        raise click.UsageError("--no-shipped-rules leaves no rules: name some with --rules PATH")


def deal_inputs(paths: tuple[str, ...]) -> list[Input]:
    """The inputs that the arguments name; `-` is read from stdin."""
    return [_piped() if path == "-" else path for path in paths]


def _piped() -> DealText:
    return DealText("<stdin>", sys.stdin.buffer.read())
